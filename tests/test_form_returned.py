"""A form comes back as people send it back: nothing is lost, nothing is guessed, every mistake is named by its cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from form_workbooks import (
    ASKED,
    BEFORE,
    EXAMPLES,
    LANGUAGES,
    NOTHING,
    SENT,
    Sitting,
    a_form,
    blank_form,
    changes,
    example,
    filled_form,
    opened,
    returned,
    said_in,
    speaks,
    understood_in,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from test_forms_core import anything_said

from rmdiag.assessment.respondents import Respondent, form_of
from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange.form_returned import is_untouched, workbook_in
from rmdiag.questionnaires.exchange.form_workbook import to_workbook
from rmdiag.questionnaires.forms import Desk, checked
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionType
from rmdiag.questionnaires.said import Said, plain_said, said_from

MISSIONS = sorted({path.parts[-3] for path in EXAMPLES.glob("*/responses/*.yaml")})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MISSIONS)
def test_every_sheet_that_goes_out_and_comes_back_says_the_same(name: str, language: str) -> None:
    mission, questionnaire = example(name, language)
    for sheet in mission.answers.sheets:
        respondent = Respondent(
            id=sheet.id, role=sheet.role, questions=tuple(sheet.responses), language=language, span=mission.span
        )
        form = form_of(respondent, mission, questionnaire, SENT)
        problems = Problems()
        desk = Desk(
            questionnaire=example(name, "en")[1],
            speaks=lambda language: example(name, language)[1],
            problems=problems,
        )
        found = workbook_in(to_workbook(form), f"{sheet.id}.xlsx", desk)
        assert found is not None, sheet.id
        assert (found.head, found.base) == (form.head, form.before), sheet.id
        answers = checked(found, desk)
        assert list(map(str, problems)) == [], sheet.id
        assert set(answers) == {question.id for question in form.questions}
        assert {one: said for one, said in answers.items() if not said.silent} == form.before


@settings(deadline=None, max_examples=30)
@given(st.lists(anything_said(), min_size=1, max_size=4, unique_by=lambda pair: pair[0].id), st.sampled_from(LANGUAGES))
def test_whatever_is_said_comes_back_the_same(pairs: list[tuple[Question, Said]], language: str) -> None:
    said = {question.id: words for question, words in pairs}
    content = to_workbook(a_form(said, language, asked=[question.id for question, _ in pairs]))
    # What JSON keeps of a text has nothing around it, and no more has a sheet.
    assert said_in(content) == {one: said_from(plain_said(words)) for one, words in said.items()}


@settings(deadline=None, max_examples=20)
@given(st.lists(anything_said(), min_size=1, max_size=4, unique_by=lambda pair: pair[0].id), st.sampled_from(LANGUAGES))
def test_it_says_the_same_without_the_sheet_out_of_sight(pairs: list[tuple[Question, Said]], language: str) -> None:
    said = {question.id: _sober(question, words) for question, words in pairs}
    sitting = opened(to_workbook(a_form(said, language, asked=[question.id for question, _ in pairs])))
    sitting.book.remove(sitting.book["Base"])
    found, problems = returned(sitting.save())
    assert found is not None
    assert (found.head, found.base) == (None, None)
    assert list(map(str, problems)) == []
    assert {one: entry.said for one, entry in found.entries.items()} == said


def day(*parts: int) -> datetime:
    """Give a day, with its hour where one is given, as a cell holds it."""
    year, month, number, hour, minute = (*parts, 0, 0)[:5]
    return datetime.combine(date(year, month, number), time(hour, minute))


def _sober(question: Question, said: Said) -> Said:
    """Give the same with words that mean nothing else, and with cells of a table in the order of its columns."""
    answer: Any = said.answer
    if question.type is QuestionType.TEXT and answer is not None:
        answer = "Words of our own."
    if question.type is QuestionType.TABLE and isinstance(answer, tuple):
        answer = tuple(
            tuple((column.id, "Words, too") for column in question.columns if column.id in dict(row)) for row in answer
        )
    reason, note = said.not_applicable and "It cannot be.", said.note and "A note.\nOf two lines."
    return replace(said, answer=answer, not_applicable=reason, note=note)


Way = tuple[str, dict[str, object], Said]


def ways(question: str, part: str, words: Iterable[object], said: Said) -> list[Way]:
    """Write the same thing in several ways."""
    return [(question, {part: word}, said) for word in words]


YES_WORDS = ("Yes", "yes", " YES ", "Sí", "si", "Oui", "OUI.", True, "TRUE", "\u00a0yes\u00a0")
PARTLY_WORDS = ("Partly", "partially", "parcialmente", "En parte", "en partie", "PARTIELLEMENT")
DAYS = (day(2026, 9, 15), date(2026, 9, 15), "2026-09-15", "15/09/2026", "15.9.2026", "2026/9/15")
RATE = (
    *("From the rate of earlier years", "FROM THE RATE  OF EARLIER YEARS.", "historical_rate"),
    "\u2022 from the rate of\u00a0earlier years",
)
NO_LAW = Said(not_applicable="No such law.")
# What people write, and what it says.
WAYS: list[Way] = [
    *ways("GOV-01-Q1", "answer", YES_WORDS, Said(answer="yes")),
    *ways("GOV-01-Q1", "answer", ("No", "non", "NO", False), Said(answer="no")),
    *ways("GOV-01-Q1", "answer", PARTLY_WORDS, Said(answer="partly")),
    *ways("GOV-02-Q2", "answer", (6.8, "6,8", "6.8", "6.8 %", "6,8\u00a0%", " 6.80"), Said(answer="6.8")),
    *ways("GOV-02-Q2", "answer", (100,), Said(answer="100")),
    *ways("GOV-02-Q2", "answer", (0, "0", "0 %"), Said(answer="0")),
    *ways("GOV-02-Q2", "answer", (0.1 + 0.2,), Said(answer="0.3")),
    *ways("GOV-01-Q3", "answer", (12, 12.0, "12", " 12 "), Said(answer="12")),
    *ways("GOV-01-Q3", "answer", ("1\u202f250",), Said(answer="1250")),
    *ways("GOV-01-Q3", "answer", ("1,250,000",), Said(answer="1250000")),
    *ways("GOV-03-Q1", "answer", DAYS, Said(answer="2026-09-15")),
    *(
        way
        for question in ("GOV-01-Q3", "GOV-02-Q2", "GOV-03-Q1", "GOV-02-Q3", "TRT-02-Q1", "GOV-01-Q4")
        for way in ways(question, "answer", ("No", "non"), Said(answer="no"))
    ),
    *ways("GOV-05-Q2", "answer", RATE, Said(answer="historical_rate")),
    *ways("GOV-01-Q1", "do_not_know", ("x", "X", "yes", "Sí", "oui", True, 1, "\u2713"), Said(do_not_know=True)),
    *ways("GOV-01-Q1", "do_not_know", ("no", False, 0, "-", " "), NOTHING),
    *ways("GOV-01-Q1", "answer", ("Do not know", "don\u2019t know", "NSP"), Said(do_not_know=True)),
    ("GOV-01-Q1", {"answer": "N/A", "not_applicable": "No such law."}, NO_LAW),
    ("GOV-01-Q1", {"answer": "n.a.", "not_applicable": "No such law."}, NO_LAW),
    ("GOV-01-Q1", {"answer": "Sans objet", "not_applicable": "No such law."}, NO_LAW),
    ("GOV-01-Q1", {"answer": None, "not_applicable": "No such law."}, NO_LAW),
    ("GOV-01-Q4", {"answer": "Moved two officers.", "met": "Oui"}, Said(answer="Moved two officers.", met="yes")),
    ("GOV-01-Q4", {"answer": 2026, "met": True}, Said(answer="2026", met="yes")),
    ("GOV-01-Q1", {"answer": "Yes", "confidence": "Declared"}, Said(answer="yes")),
    ("GOV-01-Q1", {"answer": "Yes", "confidence": "corroborada"}, Said(answer="yes", confidence="corroborated")),
    (
        "GOV-01-Q1",
        {"answer": "Yes", "confidence": "VÉRIFIÉE", "evidence": "e-01; E-02"},
        Said(answer="yes", confidence="verified", evidence=("E-01", "E-02")),
    ),
    ("GOV-01-Q1", {"answer": "Yes", "evidence": "E-99"}, Said(answer="yes", evidence=("E-99",))),
    *ways("GOV-01-Q1", "note", ("  Two\nlines. ",), Said(note="Two\nlines.")),
    *ways("GOV-01-Q1", "note", ("=1+1 is no formula",), Said(note="=1+1 is no formula")),
]


@pytest.mark.parametrize(("question", "typed", "said"), WAYS, ids=str)
def test_what_people_write_is_understood(question: str, typed: dict[str, object], said: Said) -> None:
    sitting = opened(blank_form()).write(question, **typed)
    for part, value in typed.items():
        if isinstance(value, str):
            sitting.at(question, part).data_type = "s"
    assert changes(sitting.save(), {}) == ({question: said} if said != NOTHING else {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("other", LANGUAGES)
def test_words_pasted_from_a_form_in_another_language_are_understood(language: str, other: str) -> None:
    options = speaks(other).questions["GOV-05-Q2"].options
    for option in options:
        sitting = opened(blank_form(language)).write("GOV-05-Q2", answer=option.text.upper())
        assert changes(sitting.save(), {}) == {"GOV-05-Q2": Said(answer=option.id)}


def test_a_cell_that_is_shown_as_a_percentage_says_what_it_shows() -> None:
    sitting = opened(blank_form()).write("GOV-02-Q2", answer=0.068)
    sitting.at("GOV-02-Q2").number_format = "0.0%"
    assert changes(sitting.save(), {}) == {"GOV-02-Q2": Said(answer="6.8")}


def test_several_things_are_marked_in_the_rows_beneath() -> None:
    sitting = opened(blank_form())
    for number, mark in ((2, "x"), (4, "X "), (5, "sí"), (1, "no")):
        sitting.write(f"GOV-02-Q3/{number}", answer=mark)
    assert changes(sitting.save(), {}) == {
        "GOV-02-Q3": Said(answer=("keep_data", "audit_after_release", "early_release"))
    }


def test_a_table_is_filled_in_line_by_line_and_columns_may_change_places() -> None:
    sitting = opened(blank_form())
    for line, cells in ((1, ("Green", 81.5)), (3, ("Red", "18,5"))):
        for place, value in enumerate(cells):
            sitting.at(f"TRT-02-Q1/{line}", beyond=place).value = value  # type: ignore[assignment]  # what people type
    sitting.write("TRT-02-Q1", met="partly")
    table = ((("channel", "Green"), ("share", "81.5")), (("channel", "Red"), ("share", "18,5")))
    assert changes(sitting.save(), {}) == {"TRT-02-Q1": Said(answer=table, met="partly")}
    for line in (0, 1, 3):
        first, second = (sitting.at(f"TRT-02-Q1/{line}", beyond=place) for place in (0, 1))
        first.value, second.value = second.value, first.value
    assert changes(sitting.save(), {}) == {"TRT-02-Q1": Said(answer=table, met="partly")}


def test_a_line_put_into_a_table_counts_where_it_has_the_id_of_its_neighbour() -> None:
    sitting = opened(filled_form())
    sheet, row = sitting.sheet("TRT-02-Q1/2"), sitting.row("TRT-02-Q1/2")
    sheet.insert_rows(row)
    sheet.cell(row, sitting.places["id"]).value = "TRT-02-Q1/1"
    sheet.cell(row, sitting.places["answer"]).value = "Yellow"
    rows = (
        (("channel", "Green"), ("share", "81.5")),
        (("channel", "Yellow"),),
        (("channel", "Red"), ("share", "18.5")),
    )
    assert changes(sitting.save()) == {"TRT-02-Q1": Said(answer=rows, met="partly")}


def test_an_answer_that_is_emptied_is_said_to_be_so() -> None:
    sitting = opened(filled_form())
    sitting.write("GOV-01-Q1", answer=None, confidence=None, evidence=None, note=None)
    for number in (2, 5):
        sitting.write(f"GOV-02-Q3/{number}", answer=None)
    assert changes(sitting.save()) == {"GOV-01-Q1": NOTHING, "GOV-02-Q3": NOTHING}


def test_rows_that_are_deleted_say_nothing_and_no_other_row_is_touched() -> None:
    sitting = opened(filled_form()).delete(
        "GOV-01-Q1", "GOV-05-Q2", *(f"GOV-02-Q3/{n}" for n in range(1, 8)), "GOV-02-Q3"
    )
    found = said_in(sitting.save())
    assert set(found) == set(ASKED) - {"GOV-01-Q1", "GOV-05-Q2", "GOV-02-Q3"}
    assert all(said == BEFORE.get(one, NOTHING) for one, said in found.items())


def test_rows_of_options_that_nobody_marked_may_be_deleted() -> None:
    sitting = opened(filled_form()).delete("GOV-02-Q3/1", "GOV-02-Q3/7")
    assert changes(sitting.save()) == {}


def sort(sitting: Sitting) -> None:
    for sheet in sitting.book.worksheets[1:3]:
        lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
        lines.sort(key=lambda line: str(line[2] or ""), reverse=True)
        for number, line in enumerate(lines, 5):
            for column, value in enumerate(line, 1):
                sheet.cell(number, column).value = value


def hide(sitting: Sitting) -> None:
    sheet = sitting.book.worksheets[1]
    for row in range(5, 12):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["D"].hidden = True


def move(sitting: Sitting) -> None:
    for sheet in sitting.book.worksheets[1:2]:
        sheet.insert_cols(1, 2)
        for row in range(1, sheet.max_row + 1):  # the ids behind everything else
            sheet.cell(row, 20).value, sheet.cell(row, 3).value = sheet.cell(row, 3).value, None


def rename(sitting: Sitting) -> None:
    for number, sheet in enumerate(sitting.book.worksheets):
        if sheet.title != "Base":
            sheet.title = f"Sheet {number}"


@pytest.mark.parametrize("act", [sort, hide, move, rename], ids=lambda one: one.__name__)
def test_what_people_do_with_a_workbook_changes_no_answer(act: Callable[[Sitting], None]) -> None:
    sitting = opened(filled_form())
    act(sitting)
    found, problems = returned(sitting.save())
    assert found is not None
    assert [str(problem) for problem in problems if problem.code != "COL033"] == []
    assert {one: entry.said for one, entry in found.entries.items()} == {one: BEFORE.get(one, NOTHING) for one in ASKED}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_that_was_copied_into_another_workbook_still_speaks(language: str) -> None:
    book = Workbook()
    del book["Sheet"]
    for name in opened(filled_form(language)).book.sheetnames[1:3]:
        target = book.create_sheet(f"Copy {name}"[:31])
        for row in load_workbook(BytesIO(filled_form(language)), data_only=True)[name].iter_rows():
            for cell in row:
                target.cell(cell.row, cell.column).value = cell.value
    stream = BytesIO()
    book.save(stream)
    found, problems = returned(stream.getvalue())
    assert found is not None
    assert (found.head, found.base) == (None, None)
    assert list(map(str, problems)) == []
    assert {one: entry.said for one, entry in found.entries.items()} == {one: BEFORE.get(one, NOTHING) for one in ASKED}


def test_a_column_that_is_missing_leaves_what_was_sent() -> None:
    sitting = opened(filled_form())
    for sheet in sitting.book.worksheets[1:3]:
        sheet.delete_cols(sitting.places["note"])
    found, problems = returned(sitting.save())
    assert found is not None
    assert {problem.code for problem in problems} == {"COL014"}
    assert found.entries["GOV-01-Q1"].said == BEFORE["GOV-01-Q1"]


def test_the_day_on_which_it_was_filled_in_comes_along() -> None:
    assert _filled_on(day(2026, 9, 15)) == date(2026, 9, 15)
    assert _filled_on("15/09/2026") == date(2026, 9, 15)
    found, problems = returned(filled_form())
    assert found is not None
    assert found.filled is None
    assert list(problems) == []


def _filled_on(value: object) -> date | None:
    sitting = opened(filled_form())
    _write_day(sitting, value)
    found, _ = returned(sitting.save())
    return None if found is None else found.filled


def _write_day(sitting: Sitting, value: object) -> None:
    sheet = sitting.book["Instructions"]
    row = next(row for row in range(1, 30) if sheet.cell(row, 1).value == "Filled in on")
    sheet.cell(row, 2).value = value  # type: ignore[assignment]  # what people type


def test_every_part_has_its_cell_as_its_place() -> None:
    sitting = opened(filled_form())
    found, _ = returned(filled_form())
    assert found is not None
    entry = found.entries["GOV-01-Q3"]
    row = sitting.row("GOV-01-Q3")
    assert entry.place("answer") == ("ict.xlsx", row, 6, f"'GOV Governance'!F{row}")
    assert entry.place("row").column == 1
    assert entry.place("nothing that is a part") == entry.place("row")


def test_two_states_in_one_row_are_a_problem_in_its_cell() -> None:
    sitting = opened(blank_form()).write("GOV-01-Q1", answer="Yes", do_not_know="x")
    found, problems = returned(sitting.save())
    assert found is not None
    checked(found, Desk(questionnaire=speaks("en"), speaks=speaks, problems=problems))
    (problem,) = problems
    assert problem.code == "RSP006" or "answer" in problem.message
    assert problem.span.words.startswith("'GOV Governance'!")


def test_what_comes_back_is_understood_as_a_sheet_is() -> None:
    sitting = (
        opened(blank_form()).write("GOV-02-Q2", answer="6,8 %").write("GOV-01-Q1", confidence="declared", answer="Oui")
    )
    answers = understood_in(sitting.save())
    assert {one: said for one, said in answers.items() if not said.silent} == {
        "GOV-02-Q2": Said(answer="6.8"),
        "GOV-01-Q1": Said(answer="yes"),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One mistake that somebody can make in a form, and what must be said about it; `at` names the cell."""

    code: str
    make: Callable[[Sitting], object]
    at: tuple[str, str] | None = None  # question and part
    words: str


def cell(question: str, value: object, code: str, words: str, part: str = "answer") -> Slip:  # noqa: PLR0913, PLR0917  # a row
    """Type one value into a cell; the problem names the same cell."""
    return Slip(code=code, make=lambda sitting: _type(sitting, question, part, value), at=(question, part), words=words)


def _type(sitting: Sitting, question: str, part: str, value: object) -> None:
    found = sitting.at(question, part)
    found.value = value  # type: ignore[assignment]  # what people type
    if isinstance(value, str) and value.startswith("#"):
        found.data_type = "e"


def _head(part: str, text: str | None) -> Callable[[Sitting], object]:
    return lambda sitting: setattr(sitting.sheet("GOV-01-Q1").cell(4, sitting.places[part]), "value", text)


def _percentage(sitting: Sitting) -> None:
    sitting.write("GOV-01-Q3", answer=0.12)
    sitting.at("GOV-01-Q3").number_format = "0%"


def _loose(sitting: Sitting) -> None:
    sheet, row = sitting.sheet("GOV-01-Q3"), sitting.row("GOV-01-Q3")
    sheet.insert_rows(row)
    sheet.cell(row, sitting.places["answer"]).value = "Yes, too"


def _no_questions(sitting: Sitting) -> None:
    for name in sitting.book.sheetnames[1:3]:
        sitting.book.remove(sitting.book[name])


def _no_and_more(sitting: Sitting) -> None:
    sitting.write("GOV-02-Q3", answer="No")


def _twice(sitting: Sitting) -> None:
    sitting.write("GOV-01-Q3", id="GOV-01-Q1")


def _other_option(sitting: Sitting) -> None:
    sitting.at("GOV-02-Q3/2", "question").value = "Exchanging risk data with other authorities"


SLIPS = [
    Slip(
        code="COL001",
        make=_no_questions,
        words="no sheet of it has the heads of a form",
    ),
    cell("GOV-01-Q1", "GOV-99-Q1", "COL007", "`GOV-99-Q1` is no question of crm-compendium", part="id"),
    Slip(code="COL008", make=_twice, words="GOV-01-Q1 stands here a second time, first in 'GOV Governance'!A6"),
    Slip(
        code="COL011",
        make=lambda sitting: setattr(sitting.book["Base"]["B1"], "value", "2"),
        words="version 2 of its format, and version 1 is known",
    ),
    Slip(code="COL012", make=_head("answer", "Reply"), words="has questions, but no column `Answer`"),
    Slip(code="COL012", make=_head("id", None), words="has questions, but no column `Id`"),
    Slip(
        code="COL013", make=_head("note", "Answer"), words="is `Answer`, a head that stands in 'GOV Governance'!F4 too"
    ),
    Slip(code="COL014", make=_head("met", "Result"), words="no columns of these names any more: `Meets the test?`"),
    Slip(
        code="COL015",
        make=lambda sitting: sitting.sheet("GOV-01-Q1").merge_cells("F6:F7"),
        words="are merged (`F6:F7`)",
    ),
    Slip(code="COL016", make=_loose, words="says `Yes, too`, and its row belongs to no question"),
    cell("TRT-02-Q1/3", "Blue", "COL016", "says `Blue`, and its row belongs to no question", part="evidence"),
    Slip(
        code="COL017",
        make=lambda sitting: sitting.delete("GOV-02-Q3/2"),
        words="Rows beneath GOV-02-Q3 are missing: `keep_data`",
    ),
    Slip(
        code="COL017",
        make=lambda sitting: sitting.delete("TRT-02-Q1/2"),
        words="Rows beneath TRT-02-Q1 are missing: `TRT-02-Q1/2`",
    ),
    Slip(
        code="COL017",
        make=lambda sitting: sitting.delete("TRT-02-Q1/0"),
        words="Rows beneath TRT-02-Q1 are missing: `TRT-02-Q1/0`",
    ),
    Slip(
        code="COL018",
        make=lambda sitting: sitting.delete("GOV-02-Q3"),
        words="belongs to GOV-02-Q3, and the row of that question is missing",
    ),
    cell("GOV-01-Q3", "#DIV/0!", "COL019", "Answer, is the error #DIV/0!"),
    cell("GOV-01-Q3", "=SUM(A1:A2)", "COL020", "Answer, is a formula whose result the file does not hold"),
    cell("GOV-01-Q1", "Mostly", "COL021", "is `Mostly`, which is no answer to GOV-01-Q1"),
    cell("GOV-01-Q1", "x", "COL021", "is `x`, which is no answer to GOV-01-Q1"),
    cell("GOV-05-Q2", "By feeling", "COL021", "is `By feeling`, which is no answer to GOV-05-Q2"),
    *(
        cell("GOV-02-Q2", value, "COL023", f"Answer, is `{value}`, which is no number")
        for value in ("1,250", "about 7", "7-8", "6 . 8 . 1", "TRUE")
    ),
    cell("GOV-01-Q3", "12 %", "COL023", "Answer, is `12 %`, which is no number"),
    Slip(
        code="COL024",
        make=_percentage,
        at=("GOV-01-Q3", "answer"),
        words="shown as a percentage, and GOV-01-Q3 asks for decisions",
    ),
    *(
        cell("GOV-03-Q1", value, "COL025", f"Answer, is `{value}`, which is no date")
        for value in ("05/06/2026", "March 2026", "2026", "31/02/2026")
    ),
    cell("GOV-03-Q1", day(2026, 3, 1, 14, 30), "COL025", "2026-03-01 14:30:00"),
    cell("GOV-03-Q1", day(1905, 7, 18), "COL026", "Answer, is 1905-07-18, which nobody can mean"),
    cell(
        "GOV-01-Q1",
        "perhaps",
        "COL027",
        "Do not know, is `perhaps`, which is neither a mark nor nothing",
        part="do_not_know",
    ),
    cell("GOV-02-Q3/1", "mostly", "COL027", "Answer, is `mostly`, which is neither a mark nor nothing"),
    cell("GOV-05-Q2", "N/A", "COL028", "is `N/A`, and no reason stands there why GOV-05-Q2 cannot apply"),
    cell(
        "GOV-01-Q1",
        "x",
        "COL028",
        "is `x`, and no reason stands there why GOV-01-Q1 cannot apply",
        part="not_applicable",
    ),
    cell("GOV-01-Q4", "nearly", "COL029", "Meets the test?, is `nearly`", part="met"),
    cell("GOV-01-Q1", "certain", "COL029", "Confidence, is `certain`", part="confidence"),
    cell(
        "GOV-01-Q1",
        "E-01, minutes of May.pdf",
        "COL030",
        "names `minutes of May.pdf`, which is no id of the register",
        part="evidence",
    ),
    Slip(
        code="COL031",
        make=_other_option,
        at=("GOV-02-Q3/2", "question"),
        words="GOV-02-Q3/2 is the row of another answer: `Keeping these data for later analysis`",
    ),
    Slip(
        code="COL032",
        make=lambda sitting: setattr(sitting.at("GOV-01-Q1"), "comment", Comment("Sure?", "Me")),
        words="Comments are pinned to cells of the sheet GOV Governance",
    ),
    Slip(
        code="COL033",
        make=lambda sitting: sitting.book.create_sheet("My notes").append(["Hello"]),
        words="These sheets are not read: `My notes`",
    ),
    Slip(
        code="COL035",
        make=_no_and_more,
        at=("GOV-02-Q3", "answer"),
        words="says that there is none, and 'GOV Governance'!F13 beneath it is filled in",
    ),
    cell("TRT-02-Q1/0", "Chanel", "COL036", "is `Chanel`, which is no column of the table beneath TRT-02-Q1"),
    cell(
        "GOV-02-Q3",
        "keep_data",
        "COL037",
        "says `keep_data`, and the answer to GOV-02-Q3 stands in the rows beneath it",
    ),
]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.code} {slip.words}")
def test_a_mistake_is_found_in_its_cell_and_no_other_answer_is_touched(slip: Slip) -> None:
    sitting = opened(filled_form())
    address = None
    if slip.at is not None:
        address = sitting.address(*slip.at)
    slip.make(sitting)
    found, problems = returned(sitting.save())
    assert [problem.code for problem in problems] == [slip.code], "\n".join(map(str, problems))
    (problem,) = problems
    assert slip.words in problem.message
    if address is not None:
        assert problem.span.words == address
        assert slip.code == "COL007" or address in problem.message
    others = {} if found is None else found.entries
    assert all(entry.said == BEFORE.get(one, NOTHING) for one, entry in others.items())


def test_words_that_can_mean_two_answers_are_not_guessed_at() -> None:
    first, second, *_ = speaks("en").questions["GOV-05-Q2"].options

    def speaks_otherwise(language: str) -> Questionnaire:
        question, said = speaks("en").questions["GOV-05-Q2"], {"es": first, "fr": second}.get(language)
        options = tuple(replace(one, text="Igual" if one is said else one.text) for one in question.options)
        return replace(
            speaks("en"), questions={**speaks("en").questions, "GOV-05-Q2": replace(question, options=options)}
        )

    content = opened(blank_form()).write("GOV-05-Q2", answer="igual").save()
    problems = Problems()
    found = workbook_in(
        content, "ict.xlsx", Desk(questionnaire=speaks("en"), speaks=speaks_otherwise, problems=problems)
    )
    assert found is not None
    assert "GOV-05-Q2" not in found.entries
    assert [problem.code for problem in problems] == ["COL022"]


def test_a_row_of_options_beyond_those_that_there_are_is_a_problem() -> None:
    sitting = opened(blank_form()).write("GOV-02-Q3/7", answer="x", id="GOV-02-Q3/8")
    _, problems = returned(sitting.save())
    assert "COL031" in [problem.code for problem in problems]


def test_a_day_of_filling_in_that_cannot_be_read_is_a_problem() -> None:
    sitting = opened(filled_form())
    _write_day(sitting, "in spring")
    _, problems = returned(sitting.save())
    assert [problem.code for problem in problems] == ["COL025"]


@pytest.mark.parametrize("place", ["B2", "B5", "A9"])
def test_a_sheet_out_of_sight_that_was_changed_is_not_believed(place: str) -> None:
    sitting = opened(filled_form())
    sitting.book["Base"][place] = '"Elbonia"'
    found, problems = returned(sitting.save())
    assert found is not None
    assert (found.head, found.base) == (None, None)
    assert list(map(str, problems)) == []
    assert found.entries["GOV-01-Q1"].said == BEFORE["GOV-01-Q1"]


def test_a_form_in_which_nobody_has_written_is_known_as_such() -> None:
    for content in (filled_form(), blank_form("fr"), opened(filled_form("es")).save()):
        assert is_untouched(content)
    assert not is_untouched(opened(filled_form()).write("GOV-01-Q1", note="More.").save())
    assert not is_untouched(opened(filled_form()).write("GOV-01-Q3", answer=None).save())
    assert not is_untouched(opened(filled_form()).delete("GOV-01-Q3").save())
    sitting = opened(filled_form())
    _write_day(sitting, "today")
    assert not is_untouched(sitting.save())
    sitting = opened(filled_form())
    sitting.book.remove(sitting.book["Base"])
    assert not is_untouched(sitting.save())
    assert not is_untouched(b"PK, but no workbook")


@settings(deadline=None, max_examples=20)
@given(st.lists(anything_said(), min_size=1, max_size=4, unique_by=lambda pair: pair[0].id))
def test_whatever_is_said_it_is_untouched_until_somebody_writes(pairs: list[tuple[Question, Said]]) -> None:
    said = {question.id: words for question, words in pairs}
    assert is_untouched(to_workbook(a_form(said, asked=[question.id for question, _ in pairs])))
