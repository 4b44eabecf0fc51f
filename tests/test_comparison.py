"""Two rounds side by side: each reason is told apart, and only what practice changed is called performance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from small_rounds import NOWHERE, SCORING, sheet

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.baseline import Baseline, PaperLevel
from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_map import RoundMap, read_map
from rmdiag.assessment.comparison_results import Comparison, Direction, LevelChange, Outcome, Verdict
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.assessment.mission import Figure, Judgement, Mission, Targets
from rmdiag.compendium.model import Criticality, Dimension, Framework, Indicator, Level, Metric
from rmdiag.problems import Problems
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import (
    Answer,
    Confidence,
    Layer,
    Question,
    Questionnaire,
    QuestionSet,
    QuestionType,
    Response,
    Standing,
)
from rmdiag.screens.comparison_summary import summary_lines
from rmdiag.screens.comparisons import level_rows, metric_rows
from rmdiag.source import Document

FIRST, SECOND = date(2026, 10, 16), date(2028, 10, 13)


def yes_no(identity: str, level: int) -> Question:
    kind = QuestionType.YES_PARTLY_NO
    return Question(
        id=identity, indicator=identity[:3], text="?", type=kind, ask="unit", needed_for=level, span=NOWHERE
    )


def percent(identity: str, **thresholds: int) -> Question:
    gates = tuple((int(level[1:]), Fraction(value)) for level, value in thresholds.items())
    kind = QuestionType.PERCENT
    return Question(
        id=identity, indicator=identity[:3], text="?", type=kind, ask="unit", thresholds=gates, span=NOWHERE
    )


def dated(identity: str, level: int, months: int) -> Question:
    kind = QuestionType.DATE
    return Question(
        id=identity,
        indicator=identity[:3],
        text="?",
        type=kind,
        ask="unit",
        needed_for=level,
        within_months=months,
        span=NOWHERE,
    )


# One indicator with a gate at 2 and one at 3, and one that is gated by a date.
ASKED = (yes_no("A-1-Q1", 2), yes_no("A-1-Q2", 3), dated("A-2-Q1", 2, 24))


def indicator(identity: str) -> Indicator:
    return Indicator(
        id=identity,
        dimension="A",
        title=identity,
        short=identity,
        assesses="",
        criticality=Criticality.STANDARD,
        weight=Fraction(1),
        descriptors=(),
        span=NOWHERE,
    )


def questionnaire(*questions: Question, edition: str = "1") -> Questionnaire:
    asked = questions or ASKED
    names = tuple(dict.fromkeys(q.indicator for q in asked))
    dimension = Dimension(
        id="A",
        title="A",
        short="A",
        weight=Fraction(1),
        purpose="",
        indicators=tuple(indicator(name) for name in names),
        span=NOWHERE,
    )
    metric = Metric(id="M-HIT", name="Hit rate", formula="", unit="percent", direction="higher", span=NOWHERE)
    framework = Framework(
        id="small",
        title="",
        edition=edition,
        traces_to="",
        language="en",
        disclaimer="",
        levels=tuple(Level(level=n, name=str(n), meaning="") for n in range(1, 6)),
        scoring=SCORING,
        dimensions=(dimension,),
        metrics={"M-HIT": metric},
        span=NOWHERE,
    )
    chosen = QuestionSet(id="all", title="", scope="", questions=tuple(q.id for q in asked), span=NOWHERE)
    short = replace(chosen, id="short", questions=chosen.questions[:1])
    return Questionnaire(framework=framework, questions={q.id: q for q in asked}, sets={"all": chosen, "short": short})


def said(question: str, words: str, confidence: Confidence = Confidence.DECLARED) -> Response:
    value: str | date | Fraction = words
    if words[:2] == "20":
        value = date.fromisoformat(words)
    elif words.isdigit():
        value = Fraction(words)
    answer = Answer(value=value, words=words, no=words == "no")
    evidence = ("E-01",) if confidence is Confidence.VERIFIED else ()
    return Response(
        question=question,
        standing=Standing.ANSWERED,
        answer=answer,
        confidence=confidence,
        evidence=evidence,
        span=NOWHERE,
    )


def round_of(
    on: date, own: dict[str, str], mission: dict[str, str] | None = None, asked: Questionnaire | None = None
) -> RoundToCompare:
    """Make a round from answers in words; those of the mission are verified."""
    sheets = [sheet("unit", Layer.SELF, {q: said(q, words) for q, words in own.items()})]
    if mission is not None:
        heard = {q: said(q, words, Confidence.VERIFIED) for q, words in mission.items()}
        sheets.append(sheet("mission", Layer.MISSION, heard))
    made = Mission(
        name=f"kestoria-{on.year}",
        administration="Kestoria Customs",
        country="QM",
        round=str(on.year),
        as_of=on,
        framework="small",
        edition="1",
        set="all",
        targets=Targets(preset="none"),
        answers=Answers(sheets=tuple(sheets), as_of=on),
        span=NOWHERE,
    )
    return RoundToCompare(mission=made, questionnaire=asked or questionnaire())


def with_(side: RoundToCompare, **values: object) -> RoundToCompare:
    return replace(side, mission=replace(side.mission, **values))  # type: ignore[arg-type]  # each test names a field


def of(comparison: Comparison, identity: str = "A-1") -> LevelChange:
    found = comparison.indicator(identity)
    assert found is not None
    return found


def told(*values: object) -> tuple[object, ...]:
    """Put values side by side; exact fractions equal whole numbers."""
    return values


def parts(level: LevelChange) -> tuple[int, int, int, int]:
    """Give performance, knowledge, rules and judgement."""
    assert level.parts is not None
    every = (level.parts.performance, level.parts.knowledge, level.parts.rules, level.parts.judgement)
    return (int(every[0]), int(every[1]), int(every[2]), int(every[3]))


def test_another_answer_by_the_same_people_is_performance() -> None:
    old = round_of(FIRST, {"A-1-Q1": "yes", "A-1-Q2": "no"})
    new = round_of(SECOND, {"A-1-Q1": "yes", "A-1-Q2": "yes"})
    level = of(compare(old, new))
    assert told(level.old, level.new, level.verdict) == (2, 3, Verdict.UP)
    assert parts(level) == (1, 0, 0, 0)
    assert [(q.question, q.old, q.new, q.why) for q in level.questions] == [("A-1-Q2", "no", "yes", (Why.BETTER,))]


def test_what_was_unknown_and_is_known_now_is_information() -> None:
    old = round_of(FIRST, {"A-1-Q1": "yes"})
    new = round_of(SECOND, {"A-1-Q1": "yes", "A-1-Q2": "yes"})
    level = of(compare(old, new))
    assert told(level.old, level.new) == (2, 3)
    assert parts(level) == (0, 1, 0, 0)
    assert level.why == (Why.BECAME_KNOWN,)


def test_what_was_known_and_is_unknown_now_is_no_step_back_of_practice() -> None:
    old = round_of(FIRST, {"A-1-Q1": "yes", "A-1-Q2": "yes"})
    new = round_of(SECOND, {"A-1-Q1": "yes"})
    level = of(compare(old, new))
    assert level.verdict is Verdict.DOWN
    assert parts(level) == (0, -1, 0, 0)
    assert level.why == (Why.BECAME_UNKNOWN,)


def test_a_mission_that_finds_other_than_was_declared_before_has_better_information() -> None:
    old = round_of(FIRST, {"A-1-Q1": "yes", "A-1-Q2": "yes"}, {"A-1-Q1": "yes"})
    new = round_of(SECOND, {"A-1-Q1": "yes", "A-1-Q2": "yes"}, {"A-1-Q1": "yes", "A-1-Q2": "no"})
    level = of(compare(old, new))
    assert told(level.old, level.new) == (3, 2)
    assert parts(level) == (0, -1, 0, 0)
    assert level.why == (Why.EVIDENCE_STRONGER, Why.MISSIONS_OWN)


def test_performance_and_information_that_offset_each_other_are_both_shown() -> None:
    old = round_of(FIRST, {"A-1-Q1": "no", "A-1-Q2": "yes"})
    new = round_of(SECOND, {"A-1-Q1": "yes"})
    level = of(compare(old, new))
    assert told(level.old, level.new) == (1, 2)
    assert parts(level) == (1, 0, 0, 0)
    assert level.why == (Why.BETTER, Why.BECAME_UNKNOWN)


def test_a_date_that_was_not_renewed_is_performance_even_though_the_answer_is_the_same() -> None:
    old, new = (round_of(on, {"A-2-Q1": "2026-01-15"}) for on in (FIRST, SECOND))
    level = of(compare(old, new), "A-2")
    assert told(level.old, level.new) == (2, 1)
    assert parts(level) == (-1, 0, 0, 0)
    assert level.why == (Why.LAPSED,)


def judged(level: int, to: int) -> Judgement:
    return Judgement(indicator="A-1", from_level=level, to_level=to, reason="Seen", by="team", on=None, span=NOWHERE)


def test_a_judgement_that_is_made_or_dropped_is_information() -> None:
    answers = {"A-1-Q1": "yes", "A-1-Q2": "no"}
    old = with_(round_of(FIRST, answers), judgements=(judged(2, 3),))
    new = round_of(SECOND, answers)
    dropped, made = of(compare(old, new)), of(compare(with_(new, as_of=FIRST), with_(old, as_of=SECOND)))
    assert told(dropped.old, dropped.new) == (3, 2)
    assert parts(dropped) == (0, 0, 0, -1)
    assert dropped.why == (Why.JUDGEMENT_DROPPED,)
    assert parts(made) == (0, 0, 0, 1)
    assert made.why == (Why.JUDGEMENT_MADE,)


def test_an_edition_that_asks_for_more_is_a_change_of_rules_and_the_old_level_stays_as_it_was() -> None:
    mild = questionnaire(percent("A-1-Q1", L2=10, L3=40))
    strict = questionnaire(percent("A-1-Q1", L2=10, L3=60), edition="2")
    old, new = round_of(FIRST, {"A-1-Q1": "50"}, asked=mild), round_of(SECOND, {"A-1-Q1": "50"}, asked=strict)
    level = of(compare(old, new))
    assert told(level.old, level.new) == (3, 2)
    assert parts(level) == (0, 0, -1, 0)
    assert level.why == (Why.GATES_CHANGED,)


def test_a_set_that_asks_more_is_a_change_of_rules() -> None:
    old = with_(round_of(FIRST, {"A-1-Q1": "yes"}), set="short")
    new = round_of(SECOND, {"A-1-Q1": "yes", "A-1-Q2": "no"})
    level = of(compare(old, new))
    assert level.change == 0
    assert level.why == (Why.SET_CHANGED,)


def test_an_indicator_that_was_not_assessed_is_not_comparable() -> None:
    level = of(compare(round_of(FIRST, {}), round_of(SECOND, {"A-1-Q1": "yes"})))
    assert told(level.old, level.new, level.change, level.verdict) == (None, 2, None, Verdict.NOT_COMPARABLE)


def test_what_fell_comes_first() -> None:
    old = round_of(FIRST, {"A-1-Q1": "no", "A-2-Q1": "2026-01-15"})
    new = round_of(SECOND, {"A-1-Q1": "yes", "A-2-Q1": "2026-01-15"})
    compared = compare(old, new)
    assert [(i.id, i.verdict) for i in compared.indicators] == [("A-2", Verdict.DOWN), ("A-1", Verdict.UP)]
    assert (compared.counts.down, compared.counts.up, compared.counts.same) == (1, 1, 0)
    dimension = compared.dimensions[0]
    assert told(dimension.change, dimension.parts and dimension.parts.performance) == (0, 0)


def test_editions_are_compared_on_common_indicators_and_the_share_is_stated() -> None:
    newer = questionnaire(yes_no("A-1-Q1", 2), yes_no("A-3-Q1", 2), edition="2")
    old = round_of(FIRST, {"A-1-Q1": "no"})
    compared = compare(old, round_of(SECOND, {"A-1-Q1": "yes", "A-3-Q1": "yes"}, asked=newer))
    assert compared.common == Fraction(1, 2)
    assert of(compared).change == 1
    assert of(compared, "A-3").verdict is Verdict.NOT_COMPARABLE
    assert compared.dimensions[0].verdict is Verdict.NOT_COMPARABLE
    assert compared.overall.verdict is Verdict.NOT_COMPARABLE
    assert Why.QUESTION_GONE in of(compared).why


def test_a_map_says_which_id_became_which() -> None:
    newer = questionnaire(yes_no("B-1-Q1", 2), edition="2")
    old = round_of(FIRST, {"A-1-Q1": "no"}, asked=questionnaire(yes_no("A-1-Q1", 2)))
    new = round_of(SECOND, {"B-1-Q1": "yes"}, asked=newer)
    document = Document(name="map.yaml", text="indicators: {A-1: B-1}\nquestions: {A-1-Q1: B-1-Q1}\n")
    problems = Problems()
    renamed = read_map(document, (old.base, new.base), problems)
    assert list(problems) == []
    level = of(compare(old, new, renamed=renamed), "B-1")
    assert told(level.old, level.new) == (1, 2)
    assert parts(level) == (1, 0, 0, 0)
    assert compare(old, new).common == 0


def test_an_indicator_that_kept_its_id_and_no_question_is_compared_by_level_only() -> None:
    old = round_of(FIRST, {"A-1-Q1": "no"}, asked=questionnaire(yes_no("A-1-Q1", 2)))
    new = round_of(SECOND, {"A-1-Q9": "yes"}, asked=questionnaire(yes_no("A-1-Q9", 2), edition="2"))
    level = of(compare(old, new))
    assert told(level.change, level.parts, level.why) == (1, None, (Why.NO_COMMON_QUESTION,))


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("indicators: {A-9: A-1}", "MIS082", "`A-9` is not an indicator of the older round."),
        ("indicators: {A-1: A-9}", "MIS082", "`A-9` is not an indicator of the newer round."),
        ("indicators: {A-1: A-1, A-2: A-1}", "MIS083", "`A-1` of the newer round is named for two"),
    ],
)
def test_a_map_that_names_what_is_not_there_is_a_problem(text: str, code: str, words: str) -> None:
    problems = Problems()
    read_map(Document(name="map.yaml", text=text), (questionnaire(), questionnaire()), problems)
    assert [(p.code, words in p.message) for p in problems] == [(code, True)]


def test_an_id_that_moved_away_is_no_longer_its_own_namesake() -> None:
    moved = RoundMap(indicators={"B": "A"})
    assert [moved.old_indicator(i) for i in ("A", "B", "C")] == ["", "A", "C"]


def test_a_round_on_paper_gives_levels_and_no_reasons() -> None:
    level = PaperLevel(indicator="A-1", level=3, source="Report of 2023, p. 14", span=NOWHERE)
    paper = with_(round_of(FIRST, {}), baseline=Baseline(levels={"A-1": level}, span=NOWHERE))
    compared = compare(paper, round_of(SECOND, {"A-1-Q1": "yes", "A-1-Q2": "no"}))
    found = of(compared)
    assert told(found.old, found.new, found.parts, found.why) == (3, 2, None, (Why.JUDGED_ON_PAPER,))
    assert found.questions == ()
    assert compared.old.on_paper
    assert compared.overall.verdict is Verdict.NOT_COMPARABLE
    assert compared.dimensions[0].change == -1  # of the one indicator that both rounds rate


def action(identity: str, status: str, recommendation: str | None = None) -> PlannedAction:
    return PlannedAction(
        id=identity,
        action=identity,
        recommendation=recommendation,
        origin=None,
        responsible=None,
        start=FIRST,
        end=None,
        status=status,
        span=NOWHERE,
    )


def test_an_action_is_known_again_by_its_id_or_by_its_recommendation() -> None:
    before = (action("1", "planned"), action("2", "started", "A-1-R1"), action("3", "planned"), action("4", "dropped"))
    after = (action("1", "verified"), action("9", "done", "A-1-R1"), action("5", "started"))
    old, new = with_(round_of(FIRST, {}), actions=before), with_(round_of(SECOND, {}), actions=after)
    found = [(d.action.id, d.before, d.outcome) for d in compare(old, new).deliveries]
    assert found == [
        ("1", "planned", Outcome.VERIFIED),
        ("2", "started", Outcome.DONE),
        ("3", "planned", Outcome.NOT_FOLLOWED),
        ("4", "dropped", Outcome.DROPPED),
        ("5", None, Outcome.STARTED),
    ]


def figure(period: str, value: int) -> Figure:
    return Figure(metric="M-HIT", period=period, value=Fraction(value), span=NOWHERE)


def test_a_trend_goes_from_the_last_year_of_one_round_to_the_last_of_the_other() -> None:
    old = with_(round_of(FIRST, {}), figures=(figure("2024", 3), figure("2025", 4), figure("2026-03", 9)))
    new = with_(round_of(SECOND, {}), figures=(figure("2025", 5), figure("2027", 6), figure("2028-03", 1)))
    (trend,) = compare(old, new).trends
    assert trend.old is not None
    assert trend.new is not None
    assert told(trend.old.period, trend.new.period, trend.change) == (
        "2025",
        "2027",
        1,
    )  # 2025 as the newer round counted it again
    assert trend.direction is Direction.BETTER
    assert [point.period for point in trend.points if point.revised] == ["2025"]


def test_figures_of_quarters_are_compared_with_quarters_and_not_with_months() -> None:
    old = with_(round_of(FIRST, {}), figures=(figure("2026-Q1", 3), figure("2026-Q2", 4)))
    new = with_(round_of(SECOND, {}), figures=(figure("2028-Q2", 5), figure("2028-09", 9)))
    (trend,) = compare(old, new).trends
    assert trend.old is not None
    assert trend.new is not None
    assert told(trend.old.period, trend.new.period, trend.change) == ("2026-Q2", "2028-Q2", 1)


def counted(period: str, hits: int, trials: int) -> Figure:
    share = Fraction(100 * hits, trials)
    return replace(figure(period, 0), value=share, numerator=Fraction(hits), denominator=Fraction(trials))


@pytest.mark.parametrize(("hits", "clear"), [(60, False), (90, True)])
def test_a_rate_that_moved_within_the_reach_of_chance_is_not_clear(hits: int, *, clear: bool) -> None:
    # Of 1 000: Wilson gives 3.8 to 6.5 for 50, 4.7 to 7.7 for 60, 7.4 to 10.9 for 90.
    old = with_(round_of(FIRST, {}), figures=(counted("2025", 50, 1000),))
    new = with_(round_of(SECOND, {}), figures=(counted("2027", hits, 1000),))
    (trend,) = compare(old, new).trends
    assert (trend.clear, trend.direction) == (clear, Direction.BETTER)
    assert ("may be chance" in metric_rows([trend])[0][5]) is not clear


def test_a_figure_without_counts_is_neither_clear_nor_chance() -> None:
    old, new = (with_(round_of(on, {}), figures=(figure(str(on.year), 3),)) for on in (FIRST, SECOND))
    assert [trend.clear for trend in compare(old, new).trends] == [None]


def test_practice_that_fell_behind_a_level_that_stayed_stands_before_what_rose() -> None:
    three = questionnaire(yes_no("A-1-Q1", 2), yes_no("A-1-Q2", 3), yes_no("A-3-Q1", 2), yes_no("A-4-Q1", 2))
    old = round_of(FIRST, {"A-1-Q1": "yes", "A-1-Q2": "yes", "A-3-Q1": "no", "A-4-Q1": "yes"}, asked=three)
    new = round_of(SECOND, {"A-1-Q1": "yes", "A-1-Q2": "no", "A-3-Q1": "yes", "A-4-Q1": "no"}, asked=three)
    new = with_(new, judgements=(judged(2, 3),))
    compared = compare(old, new)
    assert [(i.id, i.verdict) for i in compared.indicators] == [
        ("A-4", Verdict.DOWN),
        ("A-1", Verdict.SAME),
        ("A-3", Verdict.UP),
    ]
    hidden = level_rows(compared)[3]
    assert tuple(hidden)[4:7] == ("0", "−1", "+1 judgement")
    counts = compared.counts
    assert (counts.performance_down, counts.performance_up) == (2, 1)
    assert (counts.information_down, counts.information_up) == (0, 1)


def test_what_each_edition_alone_has_is_listed_with_its_level() -> None:
    newer = questionnaire(yes_no("A-1-Q1", 2), yes_no("A-3-Q1", 2), edition="2")
    old = round_of(FIRST, {"A-1-Q1": "no", "A-2-Q1": "2026-01-15"})
    compared = compare(old, round_of(SECOND, {"A-1-Q1": "yes", "A-3-Q1": "yes"}, asked=newer))
    new, gone = of(compared, "A-3"), of(compared, "A-2")
    assert told(new.old, new.new, new.why) == (None, 2, (Why.INDICATOR_NEW,))
    assert told(gone.old, gone.new, gone.why, gone.verdict) == (2, None, (Why.INDICATOR_GONE,), Verdict.NOT_COMPARABLE)
    assert compared.overall.why == (Why.INDICATOR_NEW, Why.INDICATOR_GONE)
    assert told(compared.alike.old, compared.alike.new) == (1, 2)


def test_an_id_that_went_to_another_indicator_is_shown_as_both() -> None:
    old = round_of(
        FIRST, {"A-1-Q1": "yes", "A-2-Q1": "no"}, asked=questionnaire(yes_no("A-1-Q1", 2), yes_no("A-2-Q1", 2))
    )
    newer = questionnaire(yes_no("A-1-Q1", 2), edition="2")
    moved = RoundMap(indicators={"A-1": "A-2"}, questions={"A-1-Q1": "A-2-Q1"})
    compared = compare(old, round_of(SECOND, {"A-1-Q1": "yes"}, asked=newer), renamed=moved)
    shown = [told(i.id, i.was, i.old, i.new, i.verdict) for i in compared.indicators]
    assert shown == [("A-1", "A-2", 1, 2, Verdict.UP), ("A-1", None, 2, None, Verdict.NOT_COMPARABLE)]


def test_questions_of_a_mapped_indicator_that_kept_their_words_go_with_it() -> None:
    words = [replace(yes_no(f"A-1-Q{n}", n + 1), text=f"Question {n}?") for n in (1, 2)]
    moved = [replace(q, id=q.id.replace("A-1-Q", "B-1-Q1"), indicator="B-1") for q in words]  # and other numbers
    old = round_of(FIRST, {"A-1-Q1": "yes", "A-1-Q2": "no"}, asked=questionnaire(*words))
    new = round_of(SECOND, {"B-1-Q11": "yes", "B-1-Q12": "yes"}, asked=questionnaire(*moved, edition="2"))
    level = of(compare(old, new, renamed=RoundMap(indicators={"B-1": "A-1"})), "B-1")
    assert parts(level) == (1, 0, 0, 0)
    assert [(q.question, q.was, q.why) for q in level.questions] == [("B-1-Q12", "A-1-Q2", (Why.BETTER,))]


def test_questions_that_nobody_can_tell_apart_are_not_paired() -> None:
    alike = [yes_no(f"A-1-Q{n}", n + 1) for n in (1, 2)]  # the same words twice
    moved = [replace(q, id=q.id.replace("A-1", "B-1"), indicator="B-1") for q in alike]
    old = round_of(FIRST, {"A-1-Q1": "yes", "A-1-Q2": "no"}, asked=questionnaire(*alike))
    new = round_of(SECOND, {"B-1-Q1": "yes", "B-1-Q2": "yes"}, asked=questionnaire(*moved, edition="2"))
    assert of(compare(old, new, renamed=RoundMap(indicators={"B-1": "A-1"})), "B-1").why == (Why.NO_COMMON_QUESTION,)


def test_beside_paper_nothing_is_said_of_performance() -> None:
    level = PaperLevel(indicator="A-1", level=3, source="Report of 2023, p. 14", span=NOWHERE)
    paper = with_(round_of(FIRST, {}), baseline=Baseline(levels={"A-1": level}, span=NOWHERE))
    compared = compare(paper, round_of(SECOND, {"A-1-Q1": "yes", "A-1-Q2": "no"}))
    assert told(compared.compared, compared.alike.old, compared.alike.new, compared.alike.parts) == (
        Fraction(1, 2),
        3,
        2,
        None,
    )
    lines = list(summary_lines(compared))
    assert "Indicators, 1 of 2 compared (50 %): 1 down, 0 up, 0 same, 1 not comparable." in lines
    assert not any("performance" in line for line in lines)
