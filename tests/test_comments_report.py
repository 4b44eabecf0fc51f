"""The report prints what the administration said, to the letter, and what became of each comment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from replies import EXAMPLE
from test_diagnostic import part, words_of

from rmdiag.assessment.account import Account, Check
from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.comments import Comment
from rmdiag.assessment.originals import in_original
from rmdiag.opening import mission_at
from rmdiag.problems import Span
from rmdiag.reports.diagnostic import diagnostic_report
from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.model import Report
from rmdiag.reports.numbering import check, numbered
from rmdiag.reports.report_for import Edition, report_for

NOWHERE = Span(file="comments.yaml")


def assessment(*comments: Comment, **changes: object) -> Assessment:
    mission, questionnaire = mission_at(EXAMPLE)
    return assess(replace(mission, comments=comments, **changes), questionnaire)  # type: ignore[arg-type]  # fields of a mission


def told(*comments: Comment, **changes: object) -> Report:
    return diagnostic_report(assessment(*comments, **changes), Provenance(version="1"))


@cache
def example() -> Report:
    """Give the report of the example with the comments that it has."""
    mission, questionnaire = mission_at(EXAMPLE)
    return diagnostic_report(assess(mission, questionnaire), Provenance(version="1"))


def comment(**more: object) -> Comment:
    values = {
        "id": "C-01",
        "finding": "GOV-02/level",
        "by": "Legal officer",
        "comment": "It was signed.",
        "span": NOWHERE,
    }
    return Comment(**{**values, **more})  # type: ignore[arg-type]  # the fields of a comment


def answered(**more: object) -> Comment:
    given = {"status": "accepted", "answer": "Corrected.", "answered_by": "Lead", "answered_on": date(2028, 6, 20)}
    return comment(**{"on": date(2028, 6, 12), **given, **more})


# The annex.


def test_without_comments_there_is_no_annex_and_nothing_else_changes() -> None:
    report = told()
    assert "annex-h" not in {section.id for section in report.sections}
    assert [section.number for section in report.sections][-1] == "G"


def test_the_annex_prints_each_comment_with_its_answer() -> None:
    words = words_of(part(example(), "annex-h"))
    assert "The administration made 6 comments on the draft of this report." in words
    assert "Accepted: 2; accepted in part: 1; not accepted: 2; not answered yet: 1." in words
    assert "C-01 Level of GOV-03 You asked eleven officers in the week in which the roster changed." in words
    assert "Offered: Muster sheets of March, June and October 2027. 12 June 2028, Comptroller of Customs" in words
    assert "Not accepted. The sheets were read on 20 June." in words
    assert "Offered: E-13." in words
    assert "C-05 Level of TRT-04" in words
    assert "14 June 2028, Shift head of Orel Harbour Not answered yet" in words
    assert "C-06 The report as a whole" in words
    check(numbered(example()))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("overall/level", "Overall level"),
        ("GOV-02/gap", "Gap of GOV-02"),
        ("GOV-02/blocking", "What holds GOV-02 down"),
        ("GOV-02/unknown", "What is not known of GOV-02"),
        ("GOV-02-R1/action", "Action GOV-02-R1"),
        ("C-ORG-01/contradiction", "Contradiction C-ORG-01"),
        ("GOV-99/level", "Finding GOV-99/level"),
    ],
)
def test_each_kind_of_finding_is_named_in_words(key: str, said: str) -> None:
    report = told(comment(finding=key))
    assert f"C-01 {said} It was signed." in words_of(part(report, "annex-h"))
    check(numbered(report))


def test_no_role_is_printed_where_the_mission_attributes_nothing() -> None:
    words = words_of(part(told(answered(), attribution="none"), "annex-h"))
    assert "Legal officer" not in words
    assert "Lead" not in words
    assert "It was signed. 12 June 2028 Accepted. Corrected. 20 June 2028" in words
    assert "Legal officer" in words_of(part(told(answered()), "annex-h"))


def test_words_in_another_language_than_the_report_are_marked() -> None:
    mission, questionnaire = mission_at(EXAMPLE)
    french = replace(mission, comments=(answered(offers="Circular 4"),), report_language="fr")
    report = diagnostic_report(assess(in_original(french, questionnaire), questionnaire), Provenance(version="1"))
    words = words_of(part(report, "annex-h"))
    assert "[en] It was signed." in words
    assert "[en] Corrected." in words
    assert "L’administration a fait 1 commentaire sur le projet de ce rapport." in words


def test_comments_do_not_change_what_a_draft_numbers() -> None:
    keys = [
        [one.key for one in report_for(found, Provenance(version="1", draft=True)).findings]
        for found in (assessment(), assessment(answered()))
    ]
    assert keys[0] == keys[1]
    draft = report_for(assessment(answered()), Provenance(version="1", draft=True))
    assert [section.number for section in draft.sections][-2:] == ["H", "I"]


# How quality was assured.


def test_the_right_of_reply_is_said_to_be_given_as_soon_as_there_are_comments() -> None:
    words = words_of(part(example(), "quality"))
    assert "Given. Comments: 6; accepted: 2; in part: 1; not accepted: 2; not answered yet: 1 (annex H)." in words
    assert "Not given yet" not in words
    assert "The administration had the draft, and time to comment on it yes 15 Jun 2028" in words
    assert "What became of each comment was written down no" in words


def test_a_step_that_is_denied_gives_way_to_the_comments() -> None:
    denied = Account(checks=(Check(step="reply", done="no", note="Later"), Check(step="comments_followed", done="no")))
    words = words_of(part(told(answered(), account=denied), "quality"))
    assert "Not given yet" not in words
    assert "time to comment on it yes 12 Jun 2028" in words
    assert "What became of each comment was written down yes 20 Jun 2028" in words
    assert "2 of 8 steps were taken." in words


def test_what_the_mission_says_of_its_steps_is_kept_where_it_agrees() -> None:
    said = Account(checks=(Check(step="reply", done="yes", on=date(2028, 6, 9), by="Planning section"),))
    words = words_of(part(told(answered(), account=said), "quality"))
    assert "time to comment on it yes 9 Jun 2028, Planning section" in words


# The public form.


def test_the_public_form_counts_comments_and_prints_none() -> None:
    mission, questionnaire = mission_at(EXAMPLE)
    public = report_for(assess(mission, questionnaire), Provenance(version="1", public=True), Edition.DIAGNOSTIC)
    everything = " ".join(words_of(section) for section in public.sections)
    assert "The administration made 6 comments on the draft. Accepted: 2; in part: 1." in everything
    for one in mission.comments:
        assert one.comment[:40] not in everything
        assert one.answer is None or one.answer[:40] not in everything
    silent = report_for(assessment(), Provenance(version="1", public=True), Edition.DIAGNOSTIC)
    assert "on the draft" not in " ".join(words_of(section) for section in silent.sections)
