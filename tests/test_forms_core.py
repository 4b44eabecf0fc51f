"""What a form carries is what a sheet says: texts go out, come back, are merged and written without a loss."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_example import questionnaire

from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.forms import (
    Desk,
    Entry,
    Head,
    Returned,
    base_from,
    checked,
    head_from,
    plain_base,
    plain_head,
)
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.questionnaires.responses import read_sheet
from rmdiag.questionnaires.said import Said, in_words, plain_said, said_from, said_of
from rmdiag.questionnaires.sheet_merge import Favour, Outcome, Sides, conflicts, merge
from rmdiag.questionnaires.sheet_text import HEAD, new_sheet, rewritten_sheet, without
from rmdiag.source import Document

EXAMPLES = Path(__file__).parent.parent / "examples"
HEADED = Head(
    administration="Kestoria Customs Service",
    country="QM",
    round="2026",
    framework="crm-compendium",
    edition="2026.1",
    set="full",
    sheet="ict",
    role="ICT Department",
    sent=date(2026, 9, 1),
)
WORDS = st.text(min_size=1, max_size=60).map(str.strip).filter(bool)


def sane(text: str) -> bool:
    """Whether a text can stand in a YAML file at all, which holds no half characters, and is tidy."""
    return "\r" not in text and not any(0xD800 <= ord(c) <= 0xDFFF for c in text) and text == text.strip()


FREE = WORDS.filter(sane)


@cache
def asked() -> dict[str, Question]:
    return dict(questionnaire().questions)


def answers(question: Question) -> st.SearchStrategy[object]:
    """Give what may be answered to a question, as texts."""
    if question.type is QuestionType.MULTI:
        many = [option.id for option in question.options if not option.none]
        chosen = st.sets(st.sampled_from(many), min_size=1)
        return chosen.map(lambda ids: tuple(one for one in many if one in ids))
    if question.type is QuestionType.TABLE:
        columns = st.sampled_from([c.id for c in question.columns if c.holds == "text"] or [question.columns[0].id])
        row = st.dictionaries(columns, FREE, min_size=1).map(lambda cells: tuple(cells.items()))
        return st.lists(row, min_size=1, max_size=3).map(tuple)
    words = {
        QuestionType.YES_PARTLY_NO: st.sampled_from(["yes", "partly", "no"]),
        QuestionType.CHOICE: st.sampled_from([option.id for option in question.options] or ["no"]),
        QuestionType.NUMBER: st.integers(*_bounds(question)).map(str),
        QuestionType.PERCENT: st.integers(*_bounds(question)).map(str),
        QuestionType.DATE: st.dates(date(2020, 1, 1), date(2026, 1, 1)).map(str),
        QuestionType.TEXT: FREE.filter(lambda text: text != "no"),
    }
    return words[question.type]


def _bounds(question: Question) -> tuple[int, int]:
    low, high = question.minimum, question.maximum
    return 0 if low is None else int(low), 99 if high is None else int(high)


@st.composite
def anything_said(draw: st.DrawFn) -> tuple[Question, Said]:
    """Draw a question and something that may be said to it."""
    question = asked()[draw(st.sampled_from(sorted(asked())))]
    state = draw(st.sampled_from(["answer", "not_applicable", "do_not_know"]))
    note = draw(st.none() | FREE)
    if state == "not_applicable":
        return question, Said(not_applicable=draw(FREE), note=note)
    if state == "do_not_know":
        return question, Said(do_not_know=True, note=note)
    judged = question.type in (QuestionType.TEXT, QuestionType.TABLE) and question.gates
    return question, Said(
        answer=draw(answers(question)),  # type: ignore[arg-type]  # texts, as the strategy says
        met=draw(st.sampled_from(["yes", "partly", "no"])) if judged else None,
        confidence=draw(st.sampled_from([None, "corroborated"])),
        evidence=tuple(draw(st.lists(st.sampled_from(["E-01", "E-02"]), unique=True))),
        note=note,
    )


def sheet_says(text: str) -> dict[str, Said]:
    """Read a sheet; whatever is wrong with it fails the test."""
    problems = Problems()
    sheet = read_sheet(Document(name="responses/ict.yaml", text=text), "ict", questionnaire(), problems)
    assert list(map(str, problems)) == []
    assert sheet is not None
    return {q: said_of(asked()[q], response) for q, response in sheet.responses.items() if response.said}


@settings(deadline=None)
@given(st.lists(anything_said(), min_size=1, max_size=4, unique_by=lambda pair: pair[0].id))
def test_what_is_written_into_a_new_sheet_is_read_back_the_same(pairs: list[tuple[Question, Said]]) -> None:
    said = {question.id: words for question, words in pairs}
    text = rewritten_sheet(new_sheet(HEADED, None, HEAD), said, list(asked()))
    assert sheet_says(text) == said


@settings(deadline=None)
@given(st.sampled_from(sorted(EXAMPLES.glob("kestoria-2026/responses/*.yaml"))), anything_said())
def test_writing_one_answer_changes_no_other_and_no_comment(path: Path, pair: tuple[Question, Said]) -> None:
    question, said = pair
    before = path.read_text(encoding="utf-8")
    after = rewritten_sheet(before, {question.id: said}, list(asked()))
    assert sheet_says(after) == {**sheet_says(before), question.id: said}
    comments = [line for line in before.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in after.splitlines() if line in comments] == comments


@pytest.mark.parametrize(
    "path", sorted(EXAMPLES.glob("*/responses/*.yaml")), ids=lambda path: f"{path.parts[-3]}-{path.stem}"
)
def test_a_sheet_that_says_the_same_is_written_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert rewritten_sheet(text, {}, list(asked())) == text


def test_answers_stand_in_the_order_of_asking() -> None:
    text = rewritten_sheet(
        "responses:\n  GOV-01-Q1: {answer: yes}\n  GOV-02-Q1: {answer: yes}\n",
        {"GOV-01-Q3": Said(answer="3")},
        list(asked()),
    )
    assert text.splitlines()[2] == "  GOV-01-Q3: {answer: 3}"


def test_a_sheet_in_brackets_stays_in_brackets() -> None:
    text = rewritten_sheet("responses: {GOV-01-Q1: {answer: yes}}\n", {"GOV-01-Q3": Said(answer="3")}, list(asked()))
    assert text == "responses: {GOV-01-Q1: {answer: yes}, GOV-01-Q3: {answer: 3}}\n"


def test_an_answer_can_be_taken_out_of_a_sheet() -> None:
    text = (
        "responses:\n  GOV-01-Q1: {answer: yes}\n  GOV-01-Q3:\n    answer: 3\n    note: A.\n  GOV-02-Q1: {answer: no}\n"
    )
    assert (
        without(text, frozenset({"GOV-01-Q3"})) == "responses:\n  GOV-01-Q1: {answer: yes}\n  GOV-02-Q1: {answer: no}\n"
    )


@given(anything_said())
def test_what_is_said_goes_through_json_without_a_loss(pair: tuple[Question, Said]) -> None:
    _, said = pair
    assert said_from(json.loads(json.dumps(plain_said(said)))) == said
    assert base_from(json.loads(json.dumps(plain_base({"GOV-01-Q1": said})))) == {"GOV-01-Q1": said}


def test_a_head_goes_through_json_without_a_loss() -> None:
    assert head_from(json.loads(json.dumps(plain_head(HEADED)))) == HEADED


@pytest.mark.parametrize(
    "plain", [None, [], "yes", {"answer": 3}, {"answr": "yes"}, {"evidence": "E-01"}, {"note": ["a"]}]
)
def test_what_is_not_said_by_a_form_is_refused(plain: object) -> None:
    with pytest.raises(ValueError, match=r"is|not|needed"):
        said_from(plain)


YES, NO, PARTLY, NOTHING = Said(answer="yes"), Said(answer="no"), Said(answer="partly"), Said()


@pytest.mark.parametrize(
    ("sent", "sheet", "form", "outcome"),
    [
        (NOTHING, NOTHING, NOTHING, Outcome.SAME),
        (NOTHING, NOTHING, YES, Outcome.NEW),
        (YES, YES, NO, Outcome.NEW),
        (YES, NO, YES, Outcome.KEPT),
        (YES, NO, NO, Outcome.SAME),
        (NOTHING, NO, YES, Outcome.CONFLICT),
        (YES, NO, PARTLY, Outcome.CONFLICT),
        (YES, YES, NOTHING, Outcome.CONFLICT),  # emptied: on purpose, or by a slip
        (None, NOTHING, YES, Outcome.NEW),
        (None, YES, NOTHING, Outcome.KEPT),
        (None, YES, NO, Outcome.CONFLICT),
    ],
)
def test_who_alone_changed_an_answer_is_right(sent: Said | None, sheet: Said, form: Said, outcome: Outcome) -> None:
    before = None if sent is None else {"GOV-01-Q1": sent}
    (one,) = merge(Sides(sent=before, sheet={"GOV-01-Q1": sheet}, form={"GOV-01-Q1": form}))
    assert one.outcome is outcome


def test_a_conflict_is_decided_by_whom_the_command_favours_or_by_an_earlier_command() -> None:
    sides = {"sent": {}, "sheet": {"GOV-01-Q1": NO}, "form": {"GOV-01-Q1": YES}}
    outcomes = [merge(Sides(**sides, favour=favour))[0].outcome for favour in Favour]  # type: ignore[arg-type]  # as named
    assert outcomes == [Outcome.CONFLICT, Outcome.NEW, Outcome.KEPT]
    (again,) = merge(Sides(**sides, decided=frozenset({("GOV-01-Q1", YES)})))  # type: ignore[arg-type]  # as named
    assert again.outcome is Outcome.KEPT
    assert conflicts([again]) == ()


@given(st.lists(st.sampled_from([YES, NO, PARTLY, NOTHING]), min_size=3, max_size=3))
def test_merging_the_same_form_again_changes_nothing(three: list[Said]) -> None:
    sent, sheet, form = ({"GOV-01-Q1": said} for said in three)
    (first,) = merge(Sides(sent=sent, sheet=sheet, form=form))
    after = form if first.outcome is Outcome.NEW else sheet
    (second,) = merge(Sides(sent=sent, sheet=after, form=form))
    assert second.outcome is not Outcome.NEW


def test_an_answer_that_cannot_be_read_is_a_problem_at_its_cell_and_replaces_nothing() -> None:
    cell = Span(file="ict.xlsx", line=7, column=5, words="TEC!E7")
    entries = {
        "TEC-01-Q3": Entry(said=Said(answer="140"), places={"row": cell}),
        "TEC-01-Q2": Entry(said=Said(answer="yes"), places={"row": cell}),
    }
    problems = Problems()
    desk = Desk(questionnaire=questionnaire(), speaks=lambda _: questionnaire(), problems=problems)
    assert checked(Returned(name="ict.xlsx", entries=entries), desk) == {"TEC-01-Q2": Said(answer="yes")}
    assert [(p.code, p.span) for p in problems] == [("RSP012", cell)]


def test_what_is_said_is_told_on_one_line() -> None:
    said = Said(answer=("a", "b"), confidence="verified", evidence=("E-01",), note="two\nlines")
    assert in_words(said) == "a | b; confidence: verified; evidence: E-01; note: two lines"
