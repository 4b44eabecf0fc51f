"""Make forms, give their workbooks to people who fill them in, and take back what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from rmdiag.assessment.files import load_mission
from rmdiag.assessment.mission import Mission
from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange.form_outlay import HEAD_ROW
from rmdiag.questionnaires.exchange.form_returned import workbook_in
from rmdiag.questionnaires.exchange.form_words import PLACES
from rmdiag.questionnaires.exchange.form_workbook import to_workbook
from rmdiag.questionnaires.files import load_questionnaire
from rmdiag.questionnaires.forms import Desk, Form, Head, Returned, checked
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.questionnaires.said import Said

EXAMPLES = Path(__file__).parent.parent / "examples"
LANGUAGES = ("en", "es", "fr")
SENT = date(2026, 9, 1)
ASKED = (
    *("GOV-01-Q1", "GOV-01-Q3", "GOV-01-Q4", "GOV-02-Q2", "GOV-02-Q3", "GOV-03-Q1", "GOV-05-Q2"),
    "TRT-02-Q1",
)
BEFORE: Mapping[str, Said] = {
    "GOV-01-Q1": Said(answer="yes", confidence="corroborated", evidence=("E-01",), note="Circular 12."),
    "GOV-01-Q3": Said(answer="3"),
    "GOV-02-Q3": Said(answer=("keep_data", "early_release")),
    "TRT-02-Q1": Said(
        answer=((("channel", "Green"), ("share", "81.5")), (("channel", "Red"), ("share", "18.5"))), met="partly"
    ),
}
NOTHING = Said()


@cache
def speaks(language: str) -> Questionnaire:
    """Give the standard questionnaire in a language."""
    problems = Problems()
    found = load_questionnaire(None, problems, language)
    assert found is not None
    assert not problems.errors
    return found


def a_form(
    before: Mapping[str, Said] = BEFORE, language: str = "en", asked: Sequence[str] = ASKED, due: date | None = None
) -> Form:
    """Make a form of a few questions of every type."""
    questionnaire = speaks(language)
    head = Head(
        administration="Kestoria Customs Service",
        country="QM",
        round="2026",
        framework="crm-compendium",
        edition="2026.1",
        set="full",
        sheet="ict",
        role="ICT Department",
        language=language,
        sent=SENT,
    )
    return Form(
        head=head,
        title="Full diagnostic",
        as_of=date(2026, 10, 16),
        due=due,
        questions=tuple(questionnaire.questions[one] for one in asked),
        questionnaire=questionnaire,
        before=dict(before),
        evidence=(("E-01", "Circular on risk management"), ("E-02", "")),
    )


def returned(content: bytes, questionnaire: Questionnaire | None = None) -> tuple[Returned | None, Problems]:
    """Read a workbook as it came back."""
    problems = Problems()
    desk = Desk(questionnaire=questionnaire or speaks("en"), speaks=speaks, problems=problems)
    return workbook_in(content, "ict.xlsx", desk), problems


def said_in(content: bytes) -> dict[str, Said]:
    """Give what a workbook says to each question; whatever is wrong with it fails the test."""
    found, problems = returned(content)
    assert list(map(str, problems)) == []
    assert found is not None
    return {identity: entry.said for identity, entry in found.entries.items()}


def understood_in(content: bytes) -> dict[str, Said]:
    """Give what a workbook says once it is read as a sheet is read."""
    found, problems = returned(content)
    assert found is not None
    answers = checked(found, Desk(questionnaire=speaks("en"), speaks=speaks, problems=problems))
    assert list(map(str, problems)) == []
    return answers


def changes(content: bytes, before: Mapping[str, Said] = BEFORE) -> dict[str, Said]:
    """Give what a workbook says otherwise than the form that was sent."""
    return {one: said for one, said in said_in(content).items() if said != before.get(one, NOTHING)}


@cache
def example(name: str, language: str) -> tuple[Mission, Questionnaire]:
    """Give an example with the texts of its framework in a language."""
    problems = Problems()
    found = load_mission(EXAMPLES / name, problems, None, language)
    assert found is not None
    return found


@dataclass(slots=True, kw_only=True)
class Sitting:
    """Somebody who sits before an open form."""

    book: Workbook
    places: dict[str, int] = field(default_factory=lambda: {key: place + 1 for key, place in PLACES.items()})

    def sheet(self, question: str) -> Worksheet:
        """Give the sheet on which a question stands."""
        sheet, _ = self._row(question)
        return sheet

    def row(self, question: str) -> int:
        """Give the row of a question, or of a row beneath one."""
        _, row = self._row(question)
        return row

    def at(self, question: str, part: str = "answer", beyond: int = 0) -> Cell:
        """Give the cell of a part; `beyond` counts the columns of a table."""
        sheet, row = self._row(question)
        found = sheet.cell(row, self.places[part] + beyond)
        assert isinstance(found, Cell)
        return found

    def write(self, question: str, **values: object) -> Sitting:
        """Write values into the cells of a row, by their part."""
        for part, value in values.items():
            self.at(question, part).value = value  # type: ignore[assignment]  # what people type
        return self

    def delete(self, *questions: str) -> Sitting:
        """Delete the rows of questions."""
        for question in questions:
            sheet, row = self._row(question)
            sheet.delete_rows(row)
        return self

    def address(self, question: str, part: str = "answer", beyond: int = 0) -> str:
        """Name a cell as problems do."""
        cell = self.at(question, part, beyond)
        return f"'{cell.parent.title}'!{cell.coordinate}"

    def save(self) -> bytes:
        """Save the form."""
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def _row(self, question: str) -> tuple[Worksheet, int]:
        for sheet in self.book.worksheets:
            for row in range(HEAD_ROW + 1, sheet.max_row + 1):
                if sheet.cell(row, self.places["id"]).value == question:
                    return sheet, row
        raise AssertionError(question)


def opened(content: bytes) -> Sitting:
    """Open a workbook to fill it in."""
    return Sitting(book=load_workbook(BytesIO(content)))


@cache
def blank_form(language: str = "en") -> bytes:
    """Give the workbook of a form to which nothing has been said."""
    return to_workbook(a_form({}, language))


@cache
def filled_form(language: str = "en") -> bytes:
    """Give the workbook of a form that is partly filled in."""
    return to_workbook(a_form(language=language))


def words_on(content: bytes, sheet: str | int) -> str:
    """Give all words of a sheet, as a viewer shows them that works nothing out."""
    book = load_workbook(BytesIO(content), data_only=True)
    found = book.worksheets[sheet] if isinstance(sheet, int) else book[sheet]
    return "\n".join(str(cell) for row in found.values for cell in row if cell is not None)
