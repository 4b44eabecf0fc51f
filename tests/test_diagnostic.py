"""The diagnostic edition tells every part of a mission, and says plainly what there is nothing to tell of."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from test_example import example, questionnaire

from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.mission import Judgement, Mission, Targets
from rmdiag.problems import Span
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Answer, Layer, Question, QuestionType, Response, Sheet, Standing
from rmdiag.reports import editions
from rmdiag.reports.diagnostic import Provenance, diagnostic_report
from rmdiag.reports.languages import ENGLISH
from rmdiag.reports.languages.files import messages_of, report_languages
from rmdiag.reports.model import Report, Section
from rmdiag.reports.numbering import check, numbered, sections_of
from rmdiag.reports.plain import Plain, report_as_json

FACTS = Provenance(version="0.1.0")
AS_OF = date(2026, 10, 16)
NOWHERE = Span(file="test")
EDITIONS = Path(str(editions.__file__)).parent
UNSEEN = {"id", "target", "kind", "style", "align", "density", "start", "number"}
INLINE = {"Text", "Reference", "LevelBadge", "Link"}
SAYING = {"say", "count", "runs", "para", "small", "lead"}
PARTS = re.findall(
    r"[\w-]+",
    """summary contents reading mission roles evidence limits method profile heat proof dim-gov ind-gov-01 dim-per
    ind-per-05 differences contradictions self-and-mission gaps plan follow-up annex-a annex-b annex-c annex-d annex-e
    annex-f annex-g""",
)


def strings(value: Plain, key: str = "") -> Iterator[str]:
    """Give every text of a report that a reader would see; the runs of one line are one text."""
    match value:
        case str() if key not in UNSEEN:
            yield value
        case list() if lines := [
            str(one.get("text", "")) for one in value if isinstance(one, dict) and one["kind"] in INLINE
        ]:
            yield "".join(lines)
        case list():
            for one in value:
                yield from strings(one)
        case dict():
            for name, one in value.items():
                yield from strings(one, name)
        case _:
            pass


def words_of(report: Report | Section) -> str:
    """Give all the words of a report or a part of one, single-spaced."""
    whole = report_as_json(report if isinstance(report, Report) else replace(nothing(), sections=(report,)))
    return re.sub(r"\s+", " ", " ".join(strings(whole["sections"])))


def part(report: Report, identity: str) -> Section:
    return next(section for section in sections_of(report.sections) if section.id == identity)


@cache
def kestoria() -> Report:
    return told(example()[0])


@cache
def nothing() -> Report:
    return told(assess(mission(), questionnaire()))


def told(assessment: Assessment) -> Report:
    """Make a report and see that it holds together: ids once, references that lead somewhere, rows that fill tables."""
    report = numbered(diagnostic_report(assessment, FACTS))
    check(report)
    return report


def mission(*sheets: Sheet) -> Mission:
    return Mission(
        name="test-2026",
        administration="Test Customs",
        country="XA",
        round="1",
        as_of=AS_OF,
        framework="crm-compendium",
        edition="2026.1",
        set="full",
        targets=Targets(preset="foundation"),
        answers=Answers(sheets=sheets, as_of=AS_OF),
        span=NOWHERE,
    )


def best(question: Question) -> Answer:
    """Give the answer that meets every gate."""
    match question.type:
        case QuestionType.NUMBER | QuestionType.PERCENT:
            value = (question.minimum if question.lower_is_better else question.maximum) or Fraction(0)
            return Answer(value=value or Fraction(0 if question.lower_is_better else 1000), words="best")
        case QuestionType.CHOICE:
            chosen = max(question.options, key=lambda option: option.level or 0).id
            return Answer(value=chosen, words=chosen)
        case QuestionType.MULTI:
            return Answer(value=tuple(o.id for o in question.options if not o.none), words="best")
        case QuestionType.DATE:
            return Answer(value=AS_OF, words="best")
        case QuestionType.YES_PARTLY_NO:
            return Answer(value="yes", words="yes")
        case _:
            return Answer(value="in writing", words="in writing", met="yes")


def refusal(question: Question) -> Answer:
    """Give the answer that meets none."""
    del question
    return Answer(value="no", words="no", no=True)


def sheet(say: Callable[[Question], Answer], *, only: str = "") -> Sheet:
    return Sheet(
        id="unit",
        role="Zebra desk",
        name="Jane Roe",
        layer=Layer.SELF,
        responses={
            q.id: Response(question=q.id, standing=Standing.ANSWERED, answer=say(q), span=NOWHERE)
            for q in questionnaire().questions.values()
            if q.indicator.startswith(only)
        },
        span=NOWHERE,
    )


def test_every_part_of_the_outline_is_there() -> None:
    present = {section.id for section in sections_of(kestoria().sections)}
    assert [identity for identity in PARTS if identity not in present] == []


def test_the_same_mission_gives_the_same_report() -> None:
    assert diagnostic_report(example()[0], FACTS) == diagnostic_report(example()[0], FACTS)


def test_the_date_of_printing_appears_only_when_it_is_given() -> None:
    dated = diagnostic_report(example()[0], replace(FACTS, rendered_on=date(2027, 1, 2)))
    assert "Report made on 2 January 2027" in words_of(part(dated, "annex-g"))
    assert "Report made on" not in words_of(part(kestoria(), "annex-g"))


def test_a_report_says_that_it_is_not_the_wco_s_and_that_its_percentage_is_not_mercator_s() -> None:
    everything = " ".join(strings(report_as_json(kestoria())))
    assert "not a publication of the World Customs Organization" in everything
    assert "Mercator" not in words_of(part(kestoria(), "summary")), "a head of customs need not know what it is"
    assert "not comparable with the Mercator maturity percentage" in words_of(part(kestoria(), "annex-e"))


def test_every_indicator_is_told_with_its_two_descriptors() -> None:
    assessment = example()[0]
    for indicator in assessment.questionnaire.framework.indicators.values():
        point = assessment.scores.result.indicators[indicator.id].point
        assert point is not None
        told_words = words_of(part(kestoria(), f"ind-{indicator.id.lower()}"))
        assert re.sub(r"\s+", " ", indicator.descriptor(point) or "") in told_words


def test_every_step_of_the_plan_stands_in_the_chapter_of_the_plan() -> None:
    words = words_of(part(kestoria(), "plan"))
    assert [action.id for action in example()[0].plan.actions if action.id not in words] == []


def test_every_answer_and_every_piece_of_evidence_is_printed() -> None:
    answers, register = words_of(part(kestoria(), "annex-a")), words_of(part(kestoria(), "annex-b"))
    assert [identity for identity in questionnaire().questions if identity not in answers] == []
    assert [identity for identity in example()[0].mission.evidence if identity not in register] == []


def test_the_overall_level_is_worked_in_exact_fractions() -> None:
    overall = example()[0].scores.result.overall
    words = words_of(part(kestoria(), "annex-e"))
    assert f"= {overall.uncapped}, shown" in words
    assert f"= {overall.percent}, shown" in words


def test_names_are_printed_only_when_the_mission_says_so() -> None:
    given = mission(sheet(best, only="GOV-01"))
    printed = {
        attribution: " ".join(
            strings(report_as_json(told(assess(replace(given, attribution=attribution), questionnaire()))))
        )
        for attribution in ("none", "roles", "names")
    }
    assert [key for key, words in printed.items() if "Jane Roe" in words] == ["names"]
    assert [key for key, words in printed.items() if "Zebra desk" in words] == ["roles", "names"]


def test_a_mission_without_any_answer_says_so_and_gives_no_level() -> None:
    summary = words_of(part(nothing(), "summary"))
    assert "Nothing could be assessed for Test Customs, so no level is given." in summary
    assert "No indicator could be assessed" in summary
    assert "No sheet of answers was received." in words_of(part(nothing(), "roles"))
    assert "No evidence was registered." in words_of(part(nothing(), "annex-b"))
    assert "No operational figures were given." in words_of(part(nothing(), "annex-d"))
    assert "there is no score to work" in words_of(part(nothing(), "annex-e"))
    assert "Not assessed: any level from 1–5 is possible" in words_of(part(nothing(), "ind-gov-01"))


def test_a_mission_at_the_top_has_no_gap_and_no_plan() -> None:
    report = told(assess(mission(sheet(best)), questionnaire()))
    assert "45 of 45 indicators at their targets" in words_of(part(report, "summary"))
    assert "there is no action to plan" in words_of(part(report, "plan"))


def test_a_mission_at_the_bottom_names_the_core_indicators_that_cap_it() -> None:
    report = told(assess(mission(sheet(refusal)), questionnaire()))
    assert "are not assessed (GOV-01 Leadership mandate, GOV-02 " in words_of(part(report, "summary"))
    assert "What holds it at level 1" in words_of(part(report, "ind-gov-01"))


def test_one_indicator_alone_is_told_and_the_others_are_to_be_found_out() -> None:
    report = told(assess(mission(sheet(best, only="GOV-01")), questionnaire()))
    assert "What could be assessed has reached its target." in words_of(part(report, "summary"))
    assert "44 indicators could not be assessed" in words_of(part(report, "gaps"))


def test_an_indicator_that_does_not_apply_gives_its_reason() -> None:
    given = replace(mission(sheet(best)), not_applicable={"TRT-05": "No scanner and no sea port."})
    report = told(assess(given, questionnaire()))
    assert "Not applicable: No scanner and no sea port." in words_of(part(report, "ind-trt-05"))


def test_what_a_judgement_takes_away_is_told_instead_of_conditions_that_are_met() -> None:
    judgement = Judgement(
        indicator="GOV-01", from_level=5, to_level=4, reason="Not lived.", by="Team", on=AS_OF, span=NOWHERE
    )
    given = replace(
        mission(sheet(best)),
        judgements=(judgement,),
        targets=Targets(preset="foundation", overrides={"GOV-01": 5}),
    )
    words = words_of(part(told(assess(given, questionnaire())), "ind-gov-01"))
    assert "The answers reach level 5; the assessors judged otherwise (Team, 16 October 2026): Not lived." in words


def test_the_glossary_leaves_out_the_terms_of_a_plan_where_there_is_none() -> None:
    terms = ("Critical path", "Effort", "Quick win", "Wave")
    said = words_of(part(kestoria(), "annex-f"))
    assert all(f"{term} " in said for term in terms)
    none = words_of(part(told(assess(mission(sheet(best)), questionnaire())), "annex-f"))
    assert not any(f"{term} " in none for term in terms)


def test_markup_and_braces_in_an_answer_are_printed_as_they_were_typed() -> None:
    def hostile(question: Question) -> Answer:
        return (
            Answer(value="<b>{level}</b>", words="x", met="no")
            if question.type is QuestionType.TEXT
            else best(question)
        )

    report = told(assess(replace(mission(sheet(hostile)), administration="<i>{0}</i>"), questionnaire()))
    assert "<i>{0}</i> stands at" in words_of(part(report, "summary"))
    assert "“<b>{level}</b>” (judged not sufficient)" in words_of(part(report, "annex-a"))


def test_a_report_as_plain_values_holds_exact_numbers_as_text() -> None:
    plain = report_as_json(kestoria())
    assert plain["kind"] == "Report"
    assert re.search(r"'low': '\d+/\d+'", str(plain))


def test_every_message_that_a_chapter_asks_for_exists_with_the_values_it_gets() -> None:
    english = ENGLISH
    wrong = []
    for key, given in asked_for():
        message = english.get(key, {"other": "{missing}"})
        for text in [message] if isinstance(message, str) else message.values():
            names = {name for _, name, _, _ in Formatter().parse(text) if name}
            if not names <= given:
                wrong.append((key, given, names))
    assert wrong == []


def test_every_message_is_asked_for_somewhere() -> None:
    nodes = [node for tree in trees() for node in ast.walk(tree)]
    stems = tuple(
        node.values[0].value
        for node in nodes
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and isinstance(node.values[0].value, str)
        and node.values[0].value.endswith((".", "_"))
    )
    written = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    unasked = [key for key in ENGLISH if key not in written and not key.startswith(stems)]
    assert [key for key in unasked if not key.endswith(endings(nodes))] == []


def endings(nodes: list[ast.AST]) -> tuple[str, ...]:
    """Give how keys end whose beginning varies, such as `.form` behind the kind of a form."""
    pairs = [node.values for node in nodes if isinstance(node, ast.JoinedStr) and len(node.values) == 2]
    last = [
        pair[1].value for pair in pairs if isinstance(pair[0], ast.FormattedValue) and isinstance(pair[1], ast.Constant)
    ]
    return tuple(word for word in last if isinstance(word, str) and re.fullmatch(r"\.[a-z_]+", word))


@pytest.mark.parametrize("language", report_languages())
def test_every_language_has_every_message_with_the_same_values(language: str) -> None:
    for key, message in messages_of(language).items():
        english = ENGLISH[key]
        pairs = [(message, english)] if isinstance(message, str) else [(message["other"], english["other"])]  # type: ignore[index]
        for text, original in pairs:
            assert {n for _, n, _, _ in Formatter().parse(str(text)) if n} == {
                n for _, n, _, _ in Formatter().parse(str(original)) if n
            }, key


def trees() -> list[ast.Module]:
    homes = (EDITIONS, EDITIONS.parent, EDITIONS.parent / "reply", EDITIONS.parent / "dashboard")
    return [ast.parse(path.read_text(encoding="utf-8")) for home in homes for path in sorted(home.glob("*.py"))]


def asked_for() -> Iterator[tuple[str, set[str]]]:
    """Give every key that is written out in a call, with the names of the values given to it."""
    for tree in trees():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAYING):
                continue
            given = {word.arg for word in node.keywords if word.arg}
            if any(word.arg is None for word in node.keywords) or not node.args:
                continue
            first = node.args[0]
            keys = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            for key in keys:
                if isinstance(key, ast.Constant) and isinstance(key.value, str):
                    yield key.value, given | ({"count"} if node.func.attr == "count" else set())
