"""What a mission chooses shows in its report: other groupings, a set that asks a part, an overlay of its own."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from test_diagnostic import FACTS, NOWHERE, best, kestoria, mission, part, refusal, sheet, told, words_of
from test_example import example, questionnaire

from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.contradictions import Contradiction
from rmdiag.assessment.mission import Commitment, Mission
from rmdiag.compendium.model import Comparison, ConsistencyRule
from rmdiag.problems import Problems
from rmdiag.questionnaires.files import Wanted, load_for
from rmdiag.questionnaires.model import Questionnaire, Response, Sheet, Standing
from rmdiag.reports.editions.differences import rule_words, values_words
from rmdiag.reports.editions.telling import telling
from rmdiag.reports.model import Report, Table
from rmdiag.reports.numbering import blocks_of, sections_of
from rmdiag.reports.shown import NO_BREAK
from rmdiag.source import Document

AUDIT = "post-clearance-audit"
OVERLAY = """\
format: rmdiag overlay 1
id: kestoria
title: Kestoria's own measures
extends: crm-compendium
edition: "2026.1"
reason: Instruction 7 of 2026 asks for more than the framework does.
aliases: {1: Beginning}
thresholds:
  PCA-01-Q1: {5: 100}
"""


def cells(report: Report, table: str) -> dict[str, str]:
    """Give the words of every row of a table by its heading, the cells parted by bars."""
    found = next(block for block in blocks_of(report) if isinstance(block, Table) and block.id == table)
    texts = [["".join(run.text or "" for run in cell.runs) for cell in row.cells] for row in found.rows]
    texts = [[text.replace(NO_BREAK, " ") for text in row] for row in texts]
    return {text[0]: " | ".join(text[1:]) for text in texts}


def present(report: Report) -> set[str]:
    return {section.id for section in sections_of(report.sections)}


# Other groupings.


@cache
def grouped() -> Report:
    given = replace(
        example()[0].mission,
        views=("three-pillars", "tfa-articles", "rkc-standards"),
        tfa=(
            Commitment(article="7.4", category="B", date=date(2024, 12, 31)),
            Commitment(article="10.4", category="A"),
        ),
        rkc_accession=date(2019, 5, 14),
    )
    return told(assess(given, questionnaire()))


@cache
def kestoria_by_article() -> Report:
    return told(example()[0])


@cache
def ungrouped() -> Report:
    return told(assess(replace(example()[0].mission, views=()), questionnaire()))


def test_groupings_are_a_chapter_only_when_the_mission_names_some() -> None:
    assert "groupings" not in present(ungrouped())
    assert {"groupings", "view-three-pillars", "view-tfa-articles"} <= present(grouped())


def test_a_grouping_by_article_stands_once_in_the_chapter_by_article() -> None:
    inside = {section.id for section in part(grouped(), "articles").sections}
    assert {"view-tfa-articles", "view-rkc-standards", "view-safe-pillars"} == inside
    assert [section.id for section in part(grouped(), "groupings").sections] == ["view-three-pillars"]


def test_the_reading_by_article_is_told_without_being_chosen_but_only_what_is_nearest_to_risk_management() -> None:
    kyoto = cells(ungrouped(), "table-view-rkc-standards")
    assert {number.partition(" ")[0] for number in kyoto} == {f"6.{place}" for place in range(1, 11)}
    assert "6.9 Information technology in control" in cells(grouped(), "table-view-rkc-standards")
    assert "7.1 Information technology in operations" in cells(grouped(), "table-view-rkc-standards"), (
        "chosen: all of it"
    )
    agreement = {number.partition(" ")[0] for number in cells(ungrouped(), "table-view-tfa-articles")}
    assert agreement == {"7.1", "7.4", "7.4.1", "7.4.2", "7.4.3", "7.4.4", "7.5", "7.6", "7.7", "8", "10.4"}


def test_an_article_names_its_indicators_with_levels_and_which_are_short_of_their_targets_until_when() -> None:
    row = cells(grouped(), "table-view-tfa-articles")["7.5 Post-clearance audit"]
    assert "PCA-01 3 PCA-02 2" in row
    assert "PCA-02: target 3. Last action: 30 Nov 2028." in row


def test_an_article_says_which_targets_the_plan_does_not_reach() -> None:
    rows = cells(grouped(), "table-view-tfa-articles")
    unreached = "The plan does not reach the target of COO-02."
    assert rows["10.4 Single window"].endswith(f"COO-02: target 3. {unreached}")
    both = rows["8 Border agency co-operation"]
    assert both.endswith(f"Last action: 31 Jul 2027. {unreached}")
    assert "does not reach" not in rows["7.5 Post-clearance audit"]


def test_the_reading_by_article_says_which_dates_have_passed_and_which_the_plan_will_miss() -> None:
    words = words_of(part(kestoria_by_article(), "view-tfa-articles"))
    assert "indicators are still short of their targets: 7.1, 7.4.2, 7.4.3 and 7.4.4." in words
    assert "7.5 (due 30 Jun 2027, last action 30 Nov 2028)" in words


def test_groupings_stand_behind_the_dimensions_in_the_mission_s_order() -> None:
    order = [section.id for section in sections_of(grouped().sections)]
    chapter = ["dim-per", "articles", "groupings", "view-three-pillars", "differences"]
    assert sorted(chapter, key=order.index) == chapter


def test_a_grouping_says_that_it_changes_nothing_and_is_no_legal_opinion() -> None:
    words = words_of(part(grouped(), "groupings"))
    assert "No score changes" in words
    assert "An indicator may stand in several groups" in words
    assert words_of(part(grouped(), "articles")).count("not a legal opinion") == 1


def test_a_group_names_its_indicators_and_how_many_are_assessed() -> None:
    row = cells(grouped(), "table-view-three-pillars")["Technology integration"]
    assert "TEC-01, TEC-02, TEC-03, TEC-04, TEC-05, ANA-03" in row or "ANA-03, TRT-05, TEC-01, TEC-02" in row
    assert "| 8 of 8 |" in row


def test_an_article_shows_the_category_and_date_that_were_notified() -> None:
    rows = cells(grouped(), "table-view-tfa-articles")
    assert rows["7.4.1 A risk management system"].startswith("B, 31 Dec 2024 (passed) |"), "it falls under its article"
    assert rows["10.4 Single window"].startswith("A, no date |")
    assert rows["11 Transit"].startswith("– |")
    assert "31 Dec" not in rows["7.5 Post-clearance audit"].partition("|")[0]


def test_a_part_of_an_article_that_was_notified_alone_is_named() -> None:
    given = replace(
        example()[0].mission, views=("tfa-articles",), tfa=(Commitment(article="7.4.3", category="C", date=None),)
    )
    rows = cells(told(assess(given, questionnaire())), "table-view-tfa-articles")
    assert rows["7.4 Risk management, all paragraphs"].startswith("7.4.3: C, no date |")
    assert rows["7.4.1 A risk management system"].startswith("– |")


def test_the_reading_by_kyoto_standard_gives_the_date_of_accession() -> None:
    assert "14 May 2019" in words_of(part(grouped(), "view-rkc-standards"))
    assert "14 May 2019" not in words_of(part(grouped(), "view-tfa-articles"))


def test_the_profile_points_to_the_groupings() -> None:
    assert "by three pillars of reform" in words_of(part(grouped(), "profile"))
    assert "grouped in other ways" not in words_of(part(ungrouped(), "profile"))


# Sets that ask a part.


def under(chosen: str, *documents: Document) -> Questionnaire:
    problems = Problems()
    found = load_for(None, Wanted(set=chosen, overlays=documents), problems)
    assert found is not None
    assert not problems.errors
    return found


def answered(given: Questionnaire, chosen: str) -> Mission:
    """Answer every question of a set in the best way."""
    responses = {
        question: Response(
            question=question, standing=Standing.ANSWERED, answer=best(given.questions[question]), span=NOWHERE
        )
        for question in given.in_set(chosen)
    }
    return replace(mission(replace(sheet(best), responses=responses)), set=chosen)


@cache
def deep() -> tuple[Assessment, Report]:
    given = under(AUDIT)
    assessment = assess(replace(answered(given, AUDIT), views=("tfa-articles",)), given)
    return assessment, told(assessment)


@cache
def rapid() -> Report:
    return told(assess(answered(questionnaire(), "rapid"), questionnaire()))


def test_a_deep_set_tells_only_the_dimensions_that_it_asks_about() -> None:
    report = deep()[1]
    chapters = {section for section in present(report) if section.startswith("dim-")}
    assert chapters == {"dim-pca", "dim-aud", "dim-lup"}
    assert list(cells(report, "table-profile")) == [
        "Post-clearance audit",
        "Audit function",
        "Audit and risk",
        "Overall",
    ]
    assert "out of scope" not in words_of(part(report, "heat"))
    assert "Governance" not in words_of(part(report, "proof"))


def test_a_deep_set_says_what_it_covers_and_that_it_gives_no_overall_level_for_that_reason() -> None:
    summary = words_of(part(deep()[1], "summary"))
    assert "was assessed on Post-clearance audit, Audit function and Audit and risk." in summary
    assert "covers nothing else; no overall level is given for that reason." in summary
    assert "Mercator" not in summary
    assert "left out of this report: Governance, People and culture" in words_of(part(deep()[1], "limits"))


def test_a_deep_set_works_no_overall_level_and_numbers_its_annexes_without_gaps() -> None:
    report = deep()[1]
    assert "worked-overall" not in present(report)
    numbers = [section.number for section in part(report, "annex-a").sections]
    assert numbers == [f"A.{place}" for place in range(1, len(numbers) + 1)]


def test_a_deep_set_is_not_called_indicative_where_it_asks_every_question_that_counts() -> None:
    assert "indicative" not in words_of(part(deep()[1], "summary"))


def test_a_dimension_asked_in_part_names_what_the_set_leaves_out() -> None:
    chosen = "technology-and-cargo-monitoring"
    given = under(chosen)
    report = told(assess(answered(given, chosen), given))
    assert "so the level of the dimension is indicative" in words_of(part(report, "dim-trt"))
    assert "ind-trt-01" not in present(report)
    assert "Asked in part: Treatment and control (2 of 6 indicators)." in words_of(part(report, "summary"))


def test_a_group_about_which_nothing_is_asked_says_so() -> None:
    rows = cells(deep()[1], "table-view-tfa-articles")
    assert "Out of scope: the set " in rows["11 Transit"]
    assert "PCA-01 5" in rows["7.5 Post-clearance audit"]


def test_rules_of_consistency_count_what_was_asked() -> None:
    rules = deep()[0].questionnaire.framework.rules
    words = words_of(part(deep()[1], "contradictions"))
    asked = int(words.partition("rules of consistency, ")[2].partition(" ")[0])
    assert f"Of {len(rules)} rules of consistency" in words
    assert 0 < asked < len(rules)


def test_levels_of_a_rapid_set_are_called_indicative_with_what_that_means() -> None:
    summary = words_of(part(rapid(), "summary"))
    assert "stands at an indicative " in summary
    assert "Overall level, indicative" in summary
    assert "questions that decide these levels" in summary
    assert "called indicative" in words_of(part(rapid(), "method"))
    assert "the whole set may give another level" in words_of(part(rapid(), "reading"))
    assert "show where to look first" in words_of(part(rapid(), "limits"))


def test_levels_of_the_full_set_are_not_called_indicative() -> None:
    report = told(assess(mission(sheet(best)), questionnaire()))
    for section in ("summary", "reading", "method", "limits"):
        assert "ndicative" not in words_of(part(report, section)), section


@pytest.mark.parametrize("section", ["reading", "limits", "annex-e"])
def test_thresholds_are_said_to_be_working_values_that_an_overlay_may_change(section: str) -> None:
    words = words_of(part(kestoria(), section))
    assert "hresholds are working values of this project" in words
    assert "may change them" in words


# Overlays.


@cache
def overlaid() -> tuple[Assessment, Report]:
    laid = under("full", Document(name="overlays/kestoria.yaml", text=OVERLAY))
    assessment = assess(mission(auditors(laid)), laid)
    return assessment, told(assessment)


def auditors(given: Questionnaire) -> Sheet:
    """Answer everything in the best way, and one share under the threshold that the overlay sets."""
    full = answered(given, "full").answers.sheets[0]
    said = full.responses["PCA-01-Q1"]
    assert said.answer is not None
    lower = replace(said, answer=replace(said.answer, value=Fraction(99)))
    return replace(full, responses={**full.responses, "PCA-01-Q1": lower})


def test_an_overlay_is_named_on_the_cover_and_before_any_level_with_its_reason() -> None:
    report = overlaid()[1]
    assert report.cover is not None
    assert [fact.term for fact in report.cover.facts if "own measures" in str(fact.meaning)] == ["Overlay"]
    words = words_of(part(report, "reading"))
    assert "Kestoria's own measures sets 1 threshold and gives levels other names." in words
    assert "Reason: Instruction 7 of 2026" in words


def test_names_of_levels_come_from_the_overlay_and_stand_beside_the_framework_s_own() -> None:
    report = overlaid()[1]
    assert "1 · Beginning" in cells(report, "table-levels")
    assert "level 1 “Beginning” instead of “Ad hoc”" in words_of(part(report, "annex-g-overlays"))


def test_every_threshold_of_an_overlay_stands_beside_the_framework_s() -> None:
    question = questionnaire().questions["PCA-01-Q1"]
    before = dict(question.thresholds)[5]
    rows = cells(overlaid()[1], "table-overlay-1")
    assert rows[f"PCA-01-Q1 {question.text}"] == f"level 5 | {before}% | 100%"


def test_what_a_level_needs_names_the_overlay_that_asks_for_it() -> None:
    report = overlaid()[1]
    needed = "Needed: 100% or more (by the overlay “Kestoria's own measures”)."
    assert needed in words_of(part(report, "ind-pca-01"))
    assert "by the overlay" not in words_of(part(report, "ind-gov-01"))


def test_levels_on_the_framework_s_own_thresholds_stand_beside_those_of_the_overlay() -> None:
    assessment, report = overlaid()
    rows = cells(report, "table-base")
    assert assessment.base is not None
    with_it, without = (s.result.indicators["PCA-01"].point for s in (assessment.scores, assessment.base))
    assert with_it != without
    indicator = assessment.questionnaire.framework.indicators["PCA-01"]
    assert rows[f"PCA-01 {indicator.title}"] == f"{with_it} | {without}"
    assert "Overall" in rows
    assert sum(name.startswith(("GOV-", "PCA-", "TRT-")) for name in rows) == 1, "only where the level differs"


def test_an_overlay_that_only_renames_levels_changes_no_score() -> None:
    text = OVERLAY.partition("thresholds:")[0]
    laid = under("full", Document(name="overlays/kestoria.yaml", text=text))
    report = told(assess(answered(laid, "full"), laid))
    assert "annex-g-base" not in present(report)
    assert "No score changes by it" in words_of(part(report, "reading"))


def test_without_an_overlay_nothing_of_it_is_told() -> None:
    assert "annex-g-overlays" not in present(kestoria())
    assert "the framework was used as published" in words_of(part(kestoria(), "annex-g"))


# Contradictions between answers.


def test_a_contradiction_names_a_long_question_by_its_id_and_its_first_words() -> None:
    question = max(questionnaire().questions.values(), key=lambda question: len(question.text))
    rule = ConsistencyRule(
        id="X01",
        when=(Comparison(left=question.id, operator="=", right="no"),),
        then=(Comparison(left="GOV-01", operator=">=", right=Fraction(3)),),
        message="They do not fit.",
        span=NOWHERE,
    )
    found = Contradiction(rule=rule, values=((question.id, ("no",)), ("GOV-01", Fraction(1))), period=None)
    tell = telling(assess(mission(sheet(refusal)), questionnaire()), FACTS)
    named = values_words(tell, found).partition("): ")[0]
    assert named == f"{question.id} ({question.text}"
    assert rule_words(tell, found).startswith(f"If {question.id} is “no”, then GOV-01 ")
