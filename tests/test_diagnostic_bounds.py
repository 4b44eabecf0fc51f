"""A report says what bounds a level: questions that were not asked, sides that did not speak, figures of an overlay."""

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from test_diagnostic import FACTS, kestoria, part, told, words_of
from test_diagnostic_choices import cells, overlaid
from test_example import FOLDER, example, questionnaire

from rmdiag.assessment.assess import Assessment
from rmdiag.opening import assessment_of
from rmdiag.questionnaires.model import Answer, QuestionType
from rmdiag.reports.editions.answers import answer_words
from rmdiag.reports.editions.metrics import SHORT_REMARK, remarked
from rmdiag.reports.editions.telling import telling
from rmdiag.reports.model import Definitions, Report

RAPID, TECHNOLOGY = "kestoria-2024-rapid", "kestoria-2026-technology"
AUDIT = "kestoria-2026-post-clearance-audit"


@cache
def opened(name: str) -> Assessment:
    return assessment_of(FOLDER.parent / name)


@cache
def report_of(name: str) -> Report:
    return told(opened(name))


# Levels made from a part of the questions.


def test_an_indicative_level_is_called_so_at_the_scale_in_the_box_and_with_the_questions_behind_it() -> None:
    words = words_of(part(report_of(RAPID), "ind-gov-02"))
    assert "Level 3, Defined, indicative. Target 3." in words
    assert "Indicative The set asked 1 of the 6 questions that decide this level (GOV-02-Q1)." in words
    assert "Indicative: level 3, Defined" in words
    assert "the set did not ask about all of it" in words
    assert "Now:" not in words


def test_beyond_an_indicative_level_the_full_diagnostic_asks_and_no_assessor_is_named() -> None:
    words = words_of(part(report_of(RAPID), "ind-gov-02"))
    assert "This set asks no more about GOV-02. The full diagnostic asks 2 further questions" in words
    assert "assessors judge" not in words


def test_a_level_of_the_full_set_is_told_as_it_is_now() -> None:
    words = words_of(part(kestoria(), "ind-gov-02"))
    assert "Now: level 4, Managed. It asks for at least:" in words
    assert "ndicative" not in words


def test_cover_captions_and_plan_of_an_indicative_report_say_so() -> None:
    report = report_of(RAPID)
    assert report.cover is not None
    assert report.cover.kicker == "Indicative levels · round 2024 rapid"
    assert "Level of every indicator, indicative" in words_of(part(report, "heat"))
    assert "confirm a level before acting on it" in words_of(part(report, "gaps"))
    assert "confirm a level before acting on it" in words_of(part(report, "plan"))
    assert "it is not in this table" in words_of(part(report, "annex-e")) or "they are not in this table" in words_of(
        part(report, "annex-e")
    )


def test_a_dimension_asked_in_part_is_marked_and_is_neither_highest_nor_lowest() -> None:
    report = report_of(TECHNOLOGY)
    rows = cells(report, "table-profile")
    assert rows["Treatment and control"].startswith("2.5 * |")
    words = words_of(part(report, "profile"))
    assert "* asked in part: Treatment and control (2 of 6 indicators)" in words
    assert "The highest dimension is Treatment and control" not in words


# The administration's own view.


def test_an_own_view_with_a_question_unanswered_is_a_span_and_is_not_compared() -> None:
    own = opened(TECHNOLOGY).scores.own.indicators["TEC-01"]
    assert own.low != own.high
    words = words_of(part(report_of(TECHNOLOGY), "ind-tec-01"))
    assert f"own answers allow levels {own.low}–{own.high}, since TEC-01-Q1 is unknown or disputed" in words
    assert "sees itself at" not in words
    assert not [name for name in cells(report_of(TECHNOLOGY), "table-differences") if name.startswith("TEC-01")]
    assert "leave several levels open; they are not compared" in words_of(
        part(report_of(TECHNOLOGY), "self-and-mission")
    )


def test_an_own_view_of_one_level_is_compared() -> None:
    words = words_of(part(kestoria(), "self-and-mission"))
    tell = telling(example()[0], FACTS)
    compared = [one for one in example()[0].findings.differences if tell.sees_itself(one.indicator)]
    assert compared
    assert all(f"{one.indicator.id} " in words for one in compared)


def test_an_own_view_that_leaves_levels_open_is_no_difference_in_the_findings_either() -> None:
    assessment = opened(TECHNOLOGY)
    own, result = assessment.scores.own.indicators, assessment.scores.result.indicators
    compared = assessment.scores.compared
    apart = {i for i in compared if own[i].point is not None and own[i].point != result[i].point}
    open_ones = {i for i in apart if own[i].low != own[i].high}
    assert open_ones == {"TEC-01", "TEC-02"}
    found = {one.indicator.id for one in assessment.findings.differences}
    assert found == apart - open_ones
    rows = {name.split()[0] for name in cells(report_of(TECHNOLOGY), "table-differences")}
    assert rows == found


def test_a_self_assessment_has_no_column_for_its_own_view_and_no_team() -> None:
    report = report_of(RAPID)
    assert "Self:" not in words_of(part(report, "profile"))
    method = words_of(part(report, "method"))
    assert "mission team" not in method
    assert "Assessors may move" not in method
    assert "Risk management unit, or whoever filled in the sheet" in words_of(part(report, "plan"))
    assert "Self:" in words_of(part(kestoria(), "profile"))


# Answers that are taken over, agreed, or say no.


def test_an_agreed_answer_is_not_called_taken_over() -> None:
    assessment = example()[0]
    agreed = {one.question for one in assessment.findings.taken_over if one.consensus is not None}
    assert agreed, "the example settles answers that only the administration gave"
    tell = telling(assessment, FACTS)
    assert not agreed & {one.question for one in tell.taken_over}
    assert f"{len(tell.taken_over)} answers are the administration's own" in words_of(part(kestoria(), "limits"))


def test_a_blank_of_the_team_is_not_called_something_it_could_not_tell() -> None:
    for section in ("limits", "method", "annex-c", "annex-f"):
        assert "could not tell" not in words_of(part(kestoria(), section)), section


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (QuestionType.YES_PARTLY_NO, "no"),
        (QuestionType.PERCENT, "not measured"),
        (QuestionType.NUMBER, "not measured"),
        (QuestionType.DATE, "it has not taken place"),
        (QuestionType.CHOICE, "there is none"),
    ],
)
def test_no_is_said_in_words_that_answer_the_question(kind: QuestionType, words: str) -> None:
    tell = telling(example()[0], FACTS)
    question = next(q for q in tell.questionnaire.questions.values() if q.type is kind)
    assert answer_words(tell, question, Answer(value="no", words="no", no=True)) == words


def test_a_figure_of_one_office_says_so_beside_it_and_a_long_remark_stays_in_the_annex() -> None:
    tell = telling(example()[0], FACTS)
    assert remarked(tell, "8.7%", "Port Velmar only") == "8.7% (Port Velmar only)"
    assert remarked(tell, "8.7%", "x" * (SHORT_REMARK + 1)) == "8.7%"
    assert any(
        "8.7% [8.5–8.9] (Port Velmar only)" in words_of(part(kestoria(), f"ind-{i.lower()}"))
        for i in ("TRT-04", "ANA-04")
    )


def test_a_contradiction_gives_what_was_noted_with_its_figures() -> None:
    words = words_of(part(kestoria(), "contradictions"))
    assert "Noted with the figures" in words
    assert "Also counted within green, which explains the sum of 104.5" in words


def test_a_contradiction_between_answers_lists_whole_questions_and_says_what_was_expected_of_them() -> None:
    assessment = opened(AUDIT)
    found = next(one for one in assessment.findings.contradictions if one.values[0][0] == "PCA-02-Q4")
    words = words_of(part(report_of(AUDIT), "contradictions"))
    assert "If the first is at least 20%, then the second is at least 1 change." in words
    for name, _ in found.values:
        assert assessment.questionnaire.questions[name].text in words


# Overlays.


def test_the_figure_of_an_overlay_stands_beside_descriptions_that_name_the_framework_s_own() -> None:
    before = dict(questionnaire().questions["PCA-01-Q1"].thresholds)[5]
    words = words_of(part(overlaid()[1], "ind-pca-01"))
    assert f"Overlay PCA-01-Q1 (level 5): 100% here, {before}% in the framework." in words
    assert "Overlay" not in words_of(part(overlaid()[1], "ind-pca-02"))


def test_the_summary_names_the_overlay_and_the_level_without_it() -> None:
    assessment, report = overlaid()
    assert assessment.base is not None
    words = words_of(part(report, "summary"))
    assert "Overall level, with an overlay" in words
    assert f"{float(assessment.base.result.overall.point or 0):.1f} on the framework alone" in words
    assert "“Kestoria's own measures”: 1 threshold is changed" in words


# The plan.


def test_the_summary_says_by_when_a_first_step_is_done_and_after_which() -> None:
    rows = cells(kestoria(), "table-priorities")
    assert rows["PER-02 Random selection"].endswith("By 30 Sept 2027, after K23-04.")


def test_an_action_past_its_day_is_overdue_unless_it_is_done() -> None:
    mission = example()[0].mission
    late = replace(mission.actions[0], id="X-1", status="started", end=date(2025, 12, 31))
    done = replace(late, id="X-2", status="done")
    report = told(replace(example()[0], mission=replace(mission, actions=(late, done))))
    rows = cells(report, "table-earlier")
    assert rows["X-1"].endswith("| started, overdue since 31 Dec 2025")
    assert rows["X-2"].endswith("| done")
    assert "1 started (1 overdue) and 1 done" in words_of(part(report, "follow-up"))


# Words.


def test_registers_without_an_entry_are_named_in_a_whole_sentence() -> None:
    words = words_of(part(kestoria(), "annex-c"))
    assert "In this round there was no answer called not applicable where the question does not foresee it" in words


def test_a_level_that_was_judged_is_not_called_verified_or_declared_in_the_table_of_its_dimension() -> None:
    rows = {name.split()[0]: row for name, row in cells(kestoria(), "table-dim-org").items()}
    assert rows["ORG-02"].endswith("| as judged")
    assert rows["ORG-01"].endswith("| verified")


def test_abbreviations_are_opened_and_instruments_stand_with_their_full_names() -> None:
    words = words_of(part(kestoria(), "annex-f"))
    assert "RKC: Revised Kyoto Convention, General Annex" in words
    assert "RILO Regional intelligence liaison office of the WCO." in words


def test_abbreviations_stand_in_the_alphabetical_order_of_the_language() -> None:
    (section,) = part(report_of("tambare-2026"), "annex-f").sections[1:]
    (short,) = section.blocks
    assert isinstance(short, Definitions)
    names = [entry.term for entry in short.entries]
    assert names[:3] == ["AFE", "BRLR", "CEN"]
    assert names == sorted(names)
