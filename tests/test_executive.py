"""The executive edition and the one page for the debrief say the same as the diagnostic, in the time a reader has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from complaints_received import rounds_with_an_office
from golden_pages import assert_golden
from lifted_rounds import recommended
from pages import fullness, overflows
from test_diagnostic import best, mission, part, refusal, sheet, words_of
from test_example import questionnaire
from weasyprint import Document
from weasyprint.formatting_structure import boxes
from written_rounds import SAID, framework
from written_rounds import assessed as written
from written_rounds import sheet as written_sheet

from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.comparison_results import Verdict
from rmdiag.assessment.mission import Mission, Targets
from rmdiag.opening import assessment_of
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.reports.chart_values import StandingChart
from rmdiag.reports.editions.executive_decide import decisions
from rmdiag.reports.editions.executive_holding import holdings
from rmdiag.reports.editions.executive_reach import promise
from rmdiag.reports.editions.executive_standing import earlier_of, nothing_known
from rmdiag.reports.editions.executive_words import whole_sentences
from rmdiag.reports.editions.plan_line_words import wave_ends
from rmdiag.reports.editions.telling import Provenance, telling
from rmdiag.reports.marks import LABEL
from rmdiag.reports.model import Callout, Figure, KeyFigures, Report, Table
from rmdiag.reports.numbering import blocks_of, check, numbered, sections_of
from rmdiag.reports.press import Press
from rmdiag.reports.public import private_dimensions
from rmdiag.reports.render import bundled_tokens, draw_charts, to_page, to_pdf
from rmdiag.reports.report_for import Edition, report_for
from rmdiag.reports.screen import Screen
from rmdiag.reports.shown import NO_BREAK

EXAMPLES = Path(__file__).parent.parent / "examples"
PLAIN, PUBLIC = Provenance(version="0.1.0"), Provenance(version="0.1.0", public=True)
SHORT = (Edition.EXECUTIVE, Edition.ONE_PAGER)
ADMINISTRATIONS = [
    "kestoria-2026",
    "kestoria-2028",
    "kestoria-2024-rapid",
    "kestoria-2023-paper",
    "kestoria-2026-technology",
    "kestoria-2026-post-clearance-audit",
    "valdoria-2026",
    "valdoria-2028",
    "tambare-2026",
    "tambare-2028",
    "saint-orel-2026",
    "saint-orel-2028",
]
LONGEST_EXECUTIVE = 4  # pages
SMALLEST = 8 * 96 / 72  # CSS pixels: nothing but the footer of the one page is set smaller
LEAST_FULL = 0.45
LONG = ("Autonomous Administration of Customs, Excise and Border Revenues " * 4)[:200]
HOSTILE = "<script>alert('{0}')</script>\x07\x1b[31m & {braces} \N{RIGHT-TO-LEFT OVERRIDE}"


@cache
def example(name: str) -> Assessment:
    return assessment_of(EXAMPLES / name)


def told(assessment: Assessment, edition: Edition, facts: Provenance = PLAIN) -> Report:
    """Write an edition and see that ids are unique, references lead somewhere and rows fill their tables."""
    report = numbered(report_for(assessment, facts, edition))
    check(report)
    return report


@cache
def of_example(name: str, edition: Edition, facts: Provenance = PLAIN) -> Report:
    return told(example(name), edition, facts)


@cache
def pages_of(name: str, edition: Edition, facts: Provenance = PLAIN) -> Document:
    return Press().pages(to_page(of_example(name, edition, facts)))


def laid_out(report: Report) -> Document:
    return Press().pages(to_page(report))


def changed(name: str, change: Callable[[Mission], Mission]) -> Assessment:
    given = example(name)
    return assess(change(given.mission), given.questionnaire)


def titles(report: Report) -> list[str]:
    return [section.id for section in sections_of(report.sections)]


def cards(report: Report) -> list[tuple[str, str]]:
    found = next(block for block in blocks_of(report) if isinstance(block, KeyFigures))
    return [(card.value, card.label) for card in found.cards]


def at_top() -> Assessment:
    return assess(mission(sheet(best)), questionnaire())


def at_bottom() -> Assessment:
    return assess(mission(sheet(refusal)), questionnaire())


def blank() -> Assessment:
    return assess(mission(), questionnaire())


def one_indicator() -> Assessment:
    """Give an assessment under a framework of one indicator."""
    whole = framework()
    first = whole.framework.dimensions[0]
    alone = replace(whole.framework, dimensions=(replace(first, indicators=first.indicators[:1]),))
    asked = {key: question for key, question in whole.questions.items() if question.indicator == "LAW-01"}
    sets = {"everything": replace(whole.sets["everything"], questions=tuple(asked))}
    small = Questionnaire(framework=alone, questions=asked, sets=sets)
    said = written_sheet({key: words for key, words in SAID.items() if key in asked}, "mission")
    return written(small, sheets=[said])


def small_font(document: Document) -> set[str]:
    """Give words on the page, apart from header and footer, that are set too small to be read from a print."""

    def smaller(box: boxes.Box) -> set[str]:
        if isinstance(box, boxes.MarginBox):
            return set()
        found = {box.text} if isinstance(box, boxes.TextBox) and box.style["font_size"] < SMALLEST - 0.01 else set()
        return found.union(*(smaller(child) for child in getattr(box, "children", ())))

    return set().union(*(smaller(page._page_box) for page in document.pages))  # noqa: SLF001 - as in pages.py


# How long


@pytest.mark.parametrize("name", ADMINISTRATIONS)
@pytest.mark.parametrize("facts", [PLAIN, PUBLIC], ids=["whole", "public"])
def test_the_one_page_is_one_page_in_every_language_and_no_word_leaves_it(name: str, facts: Provenance) -> None:
    document = pages_of(name, Edition.ONE_PAGER, facts)
    assert len(document.pages) == 1
    assert overflows(document) == []
    assert small_font(document) == set()


@pytest.mark.parametrize("name", ADMINISTRATIONS)
@pytest.mark.parametrize("facts", [PLAIN, PUBLIC], ids=["whole", "public"])
def test_the_executive_edition_is_at_most_four_pages_and_none_but_the_last_is_nearly_empty(
    name: str, facts: Provenance
) -> None:
    document = pages_of(name, Edition.EXECUTIVE, facts)
    assert len(document.pages) <= LONGEST_EXECUTIVE
    assert overflows(document) == []
    assert [share for share in fullness(document)[:-1] if share < LEAST_FULL] == []


@pytest.mark.parametrize("language", ["en", "es", "fr"])
@pytest.mark.parametrize("make", [blank, at_top, at_bottom, one_indicator])
def test_a_round_without_answers_at_either_end_or_of_one_indicator_fits_in_every_language(
    make: Callable[[], Assessment], language: str
) -> None:
    given = make()
    given = replace(given, mission=replace(given.mission, report_language=language, administration=LONG))
    page = laid_out(told(given, Edition.ONE_PAGER))
    assert len(page.pages) == 1
    assert overflows(page) == []
    executive = laid_out(told(given, Edition.EXECUTIVE))
    assert len(executive.pages) <= LONGEST_EXECUTIVE
    assert overflows(executive) == []


@pytest.mark.parametrize("name", ["kestoria-2026", "valdoria-2026", "tambare-2026"])
def test_a_very_long_name_leaves_the_one_page_one_page(name: str) -> None:
    document = laid_out(told(changed(name, lambda m: replace(m, administration=LONG)), Edition.ONE_PAGER))
    assert len(document.pages) == 1
    assert overflows(document) == []


def test_the_words_of_the_chart_are_no_smaller_than_those_of_the_page() -> None:
    charts = draw_charts(of_example("kestoria-2026", Edition.ONE_PAGER), bundled_tokens())
    sizes = {float(size) for size in re.findall(r'font(?:-size)?="?[^"]*?([\d.]+)px', charts["figure-standing"])}
    assert sizes
    assert min(sizes) >= LABEL


# What they say


def test_the_executive_edition_answers_its_questions_in_their_order() -> None:
    wanted = ["executive", *(f"executive-{part}" for part in ["strong", "holding", "now", "reach", "unknown", "next"])]
    assert titles(of_example("kestoria-2026", Edition.EXECUTIVE)) == wanted


def test_neither_has_a_cover_and_both_say_on_top_what_they_are_and_for_whom() -> None:
    for edition, name in zip(SHORT, ("Executive report", "Debrief on one page"), strict=True):
        report = of_example("kestoria-2026", edition)
        assert report.cover is None
        assert report.sections[0].title == "Kestoria Customs Service"
        words = words_of(report)
        assert f"{name} · Round 2026 · Mission: 12 to 16 October 2026 · As of 16 October 2026." in words
        assert "Restricted: for the administration and the mission team" in words
        assert "not a publication of the World Customs Organization" in words


def test_metadata_name_the_edition_and_the_form() -> None:
    for edition in SHORT:
        plain, public = (of_example("kestoria-2026", edition, facts).metadata for facts in (PLAIN, PUBLIC))
        name = {Edition.EXECUTIVE: "executive report", Edition.ONE_PAGER: "debrief on one page"}[edition]
        assert f" · {name} · " in plain.identifier
        assert f" · {name}, public form · " in public.identifier
        assert plain.identifier.rpartition(" ")[2] == public.identifier.rpartition(" ")[2]
        assert "Kestoria Customs Service" in plain.title
        assert public.confidentiality.startswith("Public form")


def test_the_figures_are_those_of_the_diagnostic() -> None:
    overall = example("kestoria-2026").scores.result.overall
    assert overall.point is not None
    assert [value for value, _ in cards(of_example("kestoria-2026", Edition.EXECUTIVE))] == ["2.3", "28", "252", "12"]
    assert round(float(overall.point), 1) == 2.3


def test_what_most_others_wait_for_comes_first() -> None:
    tell = telling(example("kestoria-2026"), PLAIN)
    found = holdings(tell, tell.ahead)
    assert found[0].gap.indicator.id == "TRT-03"
    waiting = [len(one.waiting) for one in found]
    assert waiting == sorted(waiting, reverse=True)
    assert {indicator.id for indicator in found[0].waiting} == {"PER-02", "ANA-04", "TEC-03", "CLI-01", "PCA-02"}


def test_what_waits_through_another_step_is_counted_too() -> None:
    """The ranking of risks waits for the assessment method, which waits for the register."""
    tell = telling(example("kestoria-2026"), PLAIN)
    register = next(one for one in holdings(tell, tell.ahead) if one.gap.indicator.id == "IDN-02")
    assert register.recommendation is not None
    first = register.recommendation.id
    direct = {step.indicator.id for step in tell.steps.values() if first in step.waits_for}
    assert "ANA-02" in {indicator.id for indicator in register.waiting} - direct


def test_each_thing_that_holds_levels_says_what_is_missing_who_settles_it_and_by_when() -> None:
    callouts = [b for b in blocks_of(of_example("kestoria-2026", Edition.EXECUTIVE)) if isinstance(b, Callout)]
    assert len(callouts) == 5
    assert callouts[0].title == "Examination results: level 2, target 4"
    words = words_of(part(of_example("kestoria-2026", Edition.EXECUTIVE), "executive-holding"))
    assert "Is a coded examination result compulsory before release of a selected consignment? Answer: partly." in words
    assert "3 more conditions of level 3 are not met." in words
    assert "5 other indicators cannot rise before this one does:" in words
    assert "To be settled by 31 May 2027: Head of risk management." in words


def test_the_decisions_are_those_that_the_plan_needs_from_the_head() -> None:
    words = words_of(part(of_example("kestoria-2026", Edition.EXECUTIVE), "executive-now"))
    assert "Release the money: QMD 1,950,000 until 28 February 2029." in words
    assert "Release staff: 75 person-months over the whole plan, at most" in words
    assert "Decide whether more money can be found: 1 action that a gap calls for is not paid for" in words
    assert "Have 6 questions settled on which services differ: Risk culture (Port Velmar Customs Office" in words
    assert "Agree on the targets" not in words


def test_targets_that_nobody_agreed_to_are_the_first_decision() -> None:
    assert "Targets “Foundation”, not agreed yet" in words_of(of_example("kestoria-2024-rapid", Edition.EXECUTIVE))
    assert "Agree on the targets" in words_of(of_example("kestoria-2024-rapid", Edition.EXECUTIVE))


def test_the_levels_after_each_wave_are_those_of_the_plan() -> None:
    report = of_example("kestoria-2026", Edition.EXECUTIVE)
    table = next(b for b in blocks_of(report) if isinstance(b, Table) and b.id == "table-brief-reach")
    last = ["".join(getattr(run, "text", "") for run in cell.runs) for cell in table.rows[-1].cells]
    reached = telling(example("kestoria-2026"), PLAIN).ahead.reached
    assert reached is not None
    points = [outcome.scores.overall.point for outcome in reached.outcomes]
    assert last == ["Overall", "2.3", *(f"{float(point or 0):.1f}" for point in points), "2.6"]


def test_an_earlier_round_stands_beside_this_one_where_both_asked_everything() -> None:
    report = numbered(report_for(example("kestoria-2028"), PLAIN, Edition.EXECUTIVE, earlier=example("kestoria-2026")))
    chart = next(b.chart for b in blocks_of(report) if isinstance(b, Figure))
    assert isinstance(chart, StandingChart)
    assert chart.headings == ("level", "target", "2026")
    assert "In round 2026, as of 16 October 2026, the overall level was 2.3; now it is 2.4." in words_of(report)


def test_an_earlier_round_that_asked_a_part_is_named_and_not_compared() -> None:
    report = numbered(
        report_for(example("kestoria-2026"), PLAIN, Edition.EXECUTIVE, earlier=example("kestoria-2024-rapid"))
    )
    assert "Levels are not compared with those of round 2024 rapid" in words_of(report)
    chart = next(b.chart for b in blocks_of(report) if isinstance(b, Figure))
    assert isinstance(chart, StandingChart)
    assert chart.headings == ("level", "target")


def test_a_set_that_asks_a_part_is_called_indicative_on_top_and_in_what_is_not_known() -> None:
    words = words_of(of_example("kestoria-2024-rapid", Edition.ONE_PAGER))
    assert "Indicative levels." in words
    assert "Levels were made from a part of the questions" in words


def test_one_that_leaves_out_dimensions_has_no_overall_level_and_promises_none() -> None:
    for edition in SHORT:
        words = words_of(of_example("kestoria-2026-technology", edition))
        assert "no overall level is given for that reason" in words
        assert "plan carried out" not in words


def test_an_overlay_is_named() -> None:
    assert "adaptation «" in words_of(of_example("tambare-2026", Edition.EXECUTIVE))


def cells(table: Table) -> list[list[str]]:
    return [["".join(run.text or "" for run in c.runs).replace(NO_BREAK, " ") for c in row.cells] for row in table.rows]


def table(report: Report, identity: str) -> Table | None:
    return next((b for b in blocks_of(report) if isinstance(b, Table) and b.id == identity), None)


@pytest.mark.parametrize("name", ADMINISTRATIONS)
def test_actions_staff_and_money_are_those_of_the_plan_edition(name: str) -> None:
    own = table(of_example(name, Edition.EXECUTIVE), "table-brief-waves")
    plan = table(of_example(name, Edition.PLAN), "table-waves")
    assert plan is not None
    if nothing_known(telling(example(name), PLAIN)):
        assert own is None
        return
    assert own is not None
    sums = [(row[0], *row[2:5]) for row in cells(own)]
    assert sums == [(row[0], *row[2:5]) for row in cells(plan)][: len(sums)]


@pytest.mark.parametrize("name", ADMINISTRATIONS)
def test_the_level_that_the_headline_promises_is_reached_on_the_day_that_it_names(name: str) -> None:
    tell = telling(example(name), PLAIN)
    ahead = tell.ahead
    words = "".join(run.text or "" for run in promise(tell, ahead))
    if ahead.reached is None or not words:
        return
    levels = [tell.shown.mean(outcome.scores.overall.point) for outcome in ahead.reached.outcomes]
    if levels[-1] != tell.shown.mean(tell.result.overall.point):
        first = ahead.reached.outcomes[levels.index(levels[-1])].wave
        assert tell.shown.date(wave_ends(ahead.lines, first)) in words
    assert levels[-1] in words


def test_what_is_overdue_is_said_to_be_and_nothing_that_is_adopted_is_called_new() -> None:
    report = of_example("kestoria-2028", Edition.EXECUTIVE)
    words = words_of(report)
    assert "or drop it: " in words
    assert "(A-04), due on 30 Jun 2028; " in words
    assert "(A-08), due on 30 Sept 2028." in words
    assert "(A-04, overdue since 30 Jun 2028" in words_of(part(report, "executive-now"))
    assert "Adopt 15 new actions, planned from 13 October 2028, beside 3 that are adopted already" in words
    assert "Of these actions 3 are adopted already and 15 are new." in words


@pytest.mark.parametrize("edition", SHORT)
def test_each_action_is_told_with_its_deliverable_and_whether_a_part_of_it_is_there_already(edition: Edition) -> None:
    """The risk register of Kestoria exists, but not in one shared file."""
    words = words_of(of_example("kestoria-2026", edition))
    assert (
        "Risk register, to level 3: Approved register in one shared file, and profile list with register numbers"
        in words
    )
    assert "IDN-02-R1, partly there)" in words or edition is Edition.ONE_PAGER


@pytest.mark.parametrize("name", ADMINISTRATIONS)
@pytest.mark.parametrize("edition", [*SHORT, Edition.DIAGNOSTIC])
def test_answered_settled_and_open_questions_add_up_to_those_that_count(name: str, edition: Edition) -> None:
    given = example(name)
    tell, overall = telling(given, PLAIN), given.scores.result.overall
    more = sum(score.settled for score in given.scores.result.indicators.values())
    still = overall.asked - overall.known - more
    assert (still == 0) == (overall.coverage == 1)
    found = next(block for block in blocks_of(of_example(name, edition)) if isinstance(block, KeyFigures))
    card = next(card for card in found.cards if tell.count("card.answered", overall.asked) == card.label)
    numbers = sum(map(int, re.findall(r"\d+", card.note))) if still or more else 0
    assert int(card.value) + numbers == overall.asked


@pytest.mark.parametrize("name", ADMINISTRATIONS)
def test_a_wave_with_actions_of_unknown_cost_says_so_beside_its_sum(name: str) -> None:
    tell = telling(example(name), PLAIN)
    ahead, own = tell.ahead, table(of_example(name, Edition.EXECUTIVE), "table-brief-waves")
    for wave, found in zip(ahead.lines.waves, [] if own is None else cells(own), strict=False):
        unknown = sum(line.cost is None for line in ahead.lines.of(wave) if line.adopted)
        assert not unknown or found[-1] != tell.say("cost.none")
        if unknown and tell.mission.costs:
            assert f" + {unknown} " in found[-1].replace("\N{NO-BREAK SPACE}", " ")


def test_a_level_with_an_overlay_stands_beside_that_of_the_framework_alone() -> None:
    words = words_of(of_example("saint-orel-2028", Edition.EXECUTIVE)).replace("\N{NO-BREAK SPACE}", " ")
    assert "level 2.2 on a scale of 1 to 5; 2.0 on the framework alone" in words
    assert "on the framework alone the overall level is 2.0" in words


def test_a_change_since_a_round_is_told_on_the_framework_alone(tmp_path: Path) -> None:
    old, new = map(assessment_of, rounds_with_an_office(tmp_path))
    report = numbered(report_for(new, PLAIN, Edition.EXECUTIVE, earlier=old))
    words = words_of(report).replace("\N{NO-BREAK SPACE}", " ")
    assert "niveau 2,2 sur une échelle de 1 à 5 ; 2,1 selon le référentiel seul" in words
    assert "il est maintenant de 2,1 ; il est de 2,2 avec l’adaptation" in words


def test_what_fell_and_is_in_no_action_is_put_before_who_decides() -> None:
    given, old = example("kestoria-2028"), example("kestoria-2026")
    tell = telling(given, PLAIN)
    fallen = earlier_of(tell, old)
    assert fallen is not None
    down = [one.id for one in fallen.moved.indicators if one.verdict is Verdict.DOWN]
    without = [line for line in tell.ahead.every if line.indicator is None or line.indicator.id not in down]
    ahead = tell.ahead
    bare = replace(ahead, lines=replace(ahead.lines, every=tuple(without)))
    said = ["".join(run.text or "" for run in one.runs) for one in decisions(tell, bare, fallen)]
    assert any(words.startswith("Fell since round 2026 and not in the plan: ") for words in said)


@pytest.mark.parametrize("name", ADMINISTRATIONS)
@pytest.mark.parametrize("edition", SHORT)
def test_no_text_is_cut(name: str, edition: Edition) -> None:
    assert " …" not in words_of(of_example(name, edition))


def test_long_words_of_the_team_end_at_a_whole_sentence() -> None:
    assert whole_sentences("One is here. Two is there! Three?", 28) == "One is here. Two is there!"
    assert whole_sentences("Es así. ¿Y esto? No.", 16) == "Es así. ¿Y esto?"
    assert whole_sentences("All of it.", 10) == "All of it."


def test_the_emblem_stands_over_the_title() -> None:
    report = of_example("kestoria-2026", Edition.ONE_PAGER)
    assert report.logo is not None
    assert f'alt="{report.logo.alternative}"' in to_page(report)
    assert "masthead-emblem" in Screen().page(report)


# What there is nothing to tell of


@pytest.mark.parametrize("edition", SHORT)
def test_a_blank_mission_says_that_nothing_can_be_said_and_what_to_do_first(edition: Edition) -> None:
    report = told(blank(), edition)
    words = words_of(report)
    assert "So nothing can be said of where the administration stands" in words
    assert "Ask those who know:" in words
    assert [block for block in blocks_of(report) if isinstance(block, Figure | Table | Callout)] == []


@pytest.mark.parametrize("edition", SHORT)
def test_at_the_top_nothing_holds_levels_and_no_table_is_empty(edition: Edition) -> None:
    report = told(at_top(), edition)
    assert "Nothing: every indicator has reached its target." in words_of(report)
    assert [block for block in blocks_of(report) if isinstance(block, Table | Callout)] == []


@pytest.mark.parametrize("edition", SHORT)
def test_at_the_bottom_there_is_no_strength_and_much_to_do(edition: Edition) -> None:
    words = words_of(told(at_bottom(), edition))
    assert "No indicator is both at its target and at level 3 or above." in words
    assert "level 1, target" in words


def test_the_administration_s_own_answers_alone_are_called_so() -> None:
    assert "no mission has looked at them" in words_of(of_example("kestoria-2024-rapid", Edition.ONE_PAGER))


def test_without_any_target_profile_none_is_drawn_and_agreeing_on_one_is_asked_for() -> None:
    given = changed("kestoria-2026", lambda m: replace(m, targets=Targets(preset="none")))
    report = told(given, Edition.EXECUTIVE)
    assert "No targets are set" in words_of(report)
    chart = next(b.chart for b in blocks_of(report) if isinstance(b, Figure))
    assert isinstance(chart, StandingChart)
    assert chart.headings == ("level",)


def test_a_framework_without_recommendations_says_so_of_each_thing_that_holds() -> None:
    given = written(framework(), sheets=[written_sheet({**SAID, "LAW-01-Q1": "no"}, "mission")])
    assert "The framework has no recommendation for it." in words_of(told(given, Edition.EXECUTIVE))


def test_a_plan_without_amounts_asks_what_money_there_is() -> None:
    given = written(recommended(), sheets=[written_sheet({**SAID, "LAW-01-Q1": "no"}, "mission")])
    words = words_of(told(given, Edition.EXECUTIVE))
    assert "Say what money there is" in words


@pytest.mark.parametrize("edition", SHORT)
def test_markup_control_characters_and_braces_are_printed_as_words(edition: Edition) -> None:
    given = changed("kestoria-2026", lambda m: replace(m, administration=HOSTILE, summary=HOSTILE))
    page = to_page(told(given, edition))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "\x07" not in page
    assert len(laid_out(told(given, edition)).pages) <= LONGEST_EXECUTIVE


def test_the_same_mission_gives_the_same_bytes() -> None:
    report = of_example("saint-orel-2026", Edition.ONE_PAGER)
    assert to_pdf(report) == to_pdf(told(example("saint-orel-2026"), Edition.ONE_PAGER))


# Public forms


@pytest.mark.parametrize("name", ADMINISTRATIONS)
@pytest.mark.parametrize("edition", SHORT)
def test_a_public_form_holds_no_question_no_indicator_no_evidence_and_no_word_of_the_team(
    name: str, edition: Edition
) -> None:
    given = example(name)
    words = words_of(of_example(name, edition, PUBLIC))
    sensitive = [i for i in given.questionnaire.framework.indicators.values() if i.sensitive]
    assert sensitive
    deliverables = [r.deliverable.rstrip(".") for i in sensitive for r in i.recommendations]
    assert [one for one in deliverables if one in words] == []
    assert [q.text for q in given.questionnaire.questions.values() if q.text in words] == []
    assert [i for i in given.questionnaire.framework.indicators if i in words] == []
    assert [e.title for e in given.mission.evidence.values() if e.title in words] == []
    assert given.mission.summary is None or given.mission.summary[:60] not in words


def test_a_level_that_rests_on_one_indicator_is_not_public_nor_is_the_overall_level() -> None:
    report = told(one_indicator(), Edition.EXECUTIVE, PUBLIC)
    assert "Too little is assessed" in words_of(report)
    assert [block for block in blocks_of(report) if isinstance(block, Figure | KeyFigures)] == []


def test_the_level_of_the_overlay_s_one_indicator_is_withheld_with_the_overall_level() -> None:
    values = [value for value, _ in cards(of_example("tambare-2026", Edition.EXECUTIVE, PUBLIC))]
    assert values[0] == "10"


# Pages


@pytest.mark.parametrize(("name", "golden"), [("kestoria-2026", "en"), ("valdoria-2026", "es"), ("tambare-2026", "fr")])
@pytest.mark.parametrize("edition", SHORT)
def test_the_pages_are_those_that_were_looked_at(name: str, golden: str, edition: Edition) -> None:
    assert_golden(f"{edition}-{golden}", to_pdf(of_example(name, edition)))


@pytest.mark.parametrize("edition", SHORT)
def test_the_public_pages_are_those_that_were_looked_at(edition: Edition) -> None:
    assert_golden(f"{edition}-public-en", to_pdf(of_example("kestoria-2026", edition, PUBLIC)))


@pytest.mark.parametrize("edition", [Edition.EXECUTIVE, Edition.ONE_PAGER])
def test_the_public_form_names_no_dimension_that_an_overlay_adds(edition: Edition) -> None:
    added = private_dimensions(example("tambare-2026"))
    names = [d.short for d in example("tambare-2026").questionnaire.framework.dimensions if d.id in added]
    words = words_of(of_example("tambare-2026", edition, PUBLIC))
    assert names
    assert [name for name in names if name in words] == []
