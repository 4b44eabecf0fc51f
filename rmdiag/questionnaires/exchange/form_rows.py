"""Find the rows of questions in a workbook that came back: sheets by their heads, questions by their ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rmdiag.problems import Kind, Span, did_you_mean, listed
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.cells import Book, Cell, Sheet, read_sheet, text_of
from rmdiag.questionnaires.exchange.form_untouched import key_in, top_of
from rmdiag.questionnaires.exchange.form_words import (
    BASE,
    INSTRUCTIONS,
    LEVELS,
    LISTS,
    PARTS,
    REGISTER,
    head_of,
    names_of,
)
from rmdiag.questionnaires.forms import Desk
from rmdiag.questionnaires.model import QuestionType

_ID = re.compile(r"(.+?)\s*/\s*([0-9]{1,4})\Z")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it came back: its cells by the key of their column, and all of them as they stand."""

    cells: Mapping[str, Cell]
    line: Sequence[Cell]
    question: str = ""
    number: int | None = None  # of a row beneath a question


@dataclass(slots=True, kw_only=True)
class Rows:
    """The rows of one question; lines of a table may share a number, where somebody has put in more of them."""

    main: Row | None = None
    children: list[Row] = field(default_factory=list)

    def numbered(self) -> dict[int, Row]:
        """Give the rows beneath the question by number."""
        return {row.number: row for row in self.children if row.number is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What is at hand while the rows are found."""

    file: str
    desk: Desk

    @property
    def at(self) -> Span:
        """The file as a whole."""
        return Span(file=self.file)

    def place(self, cell: Cell) -> Span:
        """Give the place of a cell, with its address as its words."""
        return Span(file=self.file, line=cell.row, column=cell.column, words=cell.address)

    def note(self, kind: Kind, cell: Cell, **values: object) -> None:
        """Note a mistake in a cell, with its address and words."""
        self.desk.problems.add(kind, self.place(cell), cell=cell.address, words=cell.words, **values)


def rows_in(book: Book, finding: Finding) -> dict[str, Rows] | None:
    """Give the rows by question, in the order in which they stand; None where no sheet has any heads of ours."""
    found: dict[str, Rows] = {}
    own, seen = [], False
    for name, facts in book.package.sheets.items():
        if name in _sides():
            continue
        sheet = read_sheet(book, name, finding.at, finding.desk.problems)
        if sheet is None:
            seen = True  # what is wrong with it is noted
            continue
        top = top_of(sheet)
        if top is None:
            own += [name] if facts.rows else []
            continue
        seen = True
        if facts.comments:
            finding.desk.problems.add(codes.COMMENTS_IN_FORM, finding.at, sheet=name)
        heads = _heads(sheet, top, finding)
        if heads is not None and not _is_merged(sheet, facts.merged, heads, finding):
            for row in _rows(sheet, top, heads, finding):
                _take(row, found, finding)
    if seen and own:
        finding.desk.problems.add(codes.SHEETS_OF_THEIR_OWN, finding.at, sheets=listed(own))
    return found if seen else None


def _sides() -> frozenset[str]:
    return frozenset({BASE}).union(*map(names_of, (INSTRUCTIONS, LEVELS, REGISTER, LISTS)))


def _heads(sheet: Sheet, top: int, finding: Finding) -> Mapping[str, Cell] | None:
    """Give the columns by key, wherever they stand; None when it cannot be told what is what."""
    found: dict[str, Cell] = {}
    sound = True
    for cell in sheet.rows[top]:
        key = key_in(cell)
        if key is not None and found.setdefault(key, cell) is not cell:
            finding.note(codes.HEAD_STANDS_TWICE, cell, head=cell.words, first=found[key].address)
            sound = False
    start = sheet.rows[top][0]
    for key in ("id", "answer"):
        if key not in found:
            finding.note(codes.NO_SUCH_COLUMN, start, sheet=sheet.name, head=head_of(key))
            sound = False
    missing = [head_of(part) for part in PARTS if part not in found]
    if sound and missing:
        finding.note(codes.PARTS_MISSING, start, sheet=sheet.name, heads=listed(missing, 20))
    return found if sound else None


def _is_merged(sheet: Sheet, merged: Sequence[str], heads: Mapping[str, Cell], finding: Finding) -> bool:
    """Note merged cells that reach into the columns which are read, beneath their heads."""
    read = [heads[key].column for key in ("id", *PARTS) if key in heads]
    top = heads["id"].row
    wrong = []
    for reference in merged:
        corners = [(_number(column), int(row)) for column, row in _REFERENCE.findall(reference)]
        if corners:
            low, high = min(column for column, _ in corners), max(column for column, _ in corners)
            if max(row for _, row in corners) > top and any(low <= column <= high for column in read):
                wrong.append(reference)
    if wrong:
        finding.desk.problems.add(codes.CELLS_MERGED, finding.at, sheet=sheet.name, cells=listed(wrong, 6))
    return bool(wrong)


def _number(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _rows(sheet: Sheet, top: int, heads: Mapping[str, Cell], finding: Finding) -> Iterator[Row]:
    for line in sheet.rows[top + 1 :]:
        cells = {key: line[head.column - 1] for key, head in heads.items()}
        identity = text_of(cells["id"])
        if key_in(cells["id"]) == "id":
            continue  # heads that were pasted once more
        if not identity:
            loose = next((cells[part] for part in PARTS if part in cells and not cells[part].blank), None)
            if loose is not None:
                finding.note(codes.LOOSE_CELL, loose)
            continue
        child = _ID.match(identity)
        question, number = (child[1], int(child[2])) if child else (identity, None)
        yield Row(cells=cells, line=line, question=question, number=number)


def _take(row: Row, found: dict[str, Rows], finding: Finding) -> None:
    """Take a row to its question; one that no question has, or that stands twice, is noted and left out."""
    questions = finding.desk.questionnaire.questions
    identity = row.question if row.question in questions else _ids(finding.desk).get(row.question.casefold())
    cell = row.cells["id"]
    if identity is None:
        near = did_you_mean(row.question, questions)
        framework = finding.desk.questionnaire.framework.id
        finding.note(codes.UNKNOWN_QUESTION, cell, id=row.question, framework=framework, near=near)
        return
    rows = found.setdefault(identity, Rows())
    if row.number is None:
        if rows.main is not None:
            finding.note(codes.QUESTION_TWICE, cell, id=identity, first=rows.main.cells["id"].address)
            return
        rows.main = row
        return
    twice = rows.numbered().get(row.number)
    if twice is not None and questions[identity].type is not QuestionType.TABLE:
        finding.note(codes.QUESTION_TWICE, cell, id=f"{identity}/{row.number}", first=twice.cells["id"].address)
        return
    rows.children.append(row)


def _ids(desk: Desk) -> Mapping[str, str]:
    return {identity.casefold(): identity for identity in desk.questionnaire.questions}
