"""Find the plan in a workbook that came back: sheet, columns by their heads, rows, and what it set out from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rmdiag.assessment.exchange import codes
from rmdiag.assessment.exchange.base import FORMAT, VERSION, Base, read_base
from rmdiag.assessment.exchange.columns import ADVICE, BASE, COLUMNS, GUIDE, LISTS, PLAN, currency_in
from rmdiag.files import in_every_language
from rmdiag.problems import Problems, Span, did_you_mean, listed
from rmdiag.questionnaires.exchange.cells import Book, Cell, Sheet, read_sheet, read_values
from rmdiag.questionnaires.exchange.kept import version_of
from rmdiag.questionnaires.exchange.package import Package, open_package
from rmdiag.questionnaires.exchange.shown import plain_head, read_text
from rmdiag.tongue import phrase, spoken

FEWEST_HEADS = 3  # of our own in one row: then it is the row of heads
DEEPEST_HEAD = 60  # the row of heads is among the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One action as it came back: its cells by the key of their column, those of blank cells too."""

    number: int
    cells: Mapping[str, Cell]

    def at(self, key: str, file: str) -> Span:
        """Give the place of a cell, or of the row where its column is missing."""
        cell = self.cells.get(key)
        return Span(file=file, line=self.number, column=cell.column if cell else 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A workbook that came back."""

    name: str
    currency: str | None = None  # as the head over the costs names it
    heads: Mapping[str, Cell] = field(default_factory=dict)  # by key
    rows: tuple[Row, ...] = ()
    base: Base | None = None  # None: it is not known what the workbook set out from


def read_workbook(content: bytes, name: str, problems: Problems) -> Returned | None:
    """Give what a workbook says; None, with the problem noted, when it is none, or none with a plan in it."""
    package = open_package(content, name, problems)
    if package is None:
        return None
    at, before, book = Span(file=name), len(problems.errors), Book(package=package)
    base = _base_of(book, at, problems)
    found = _plan_of(book, at, problems)
    if found is None:
        if len(problems.errors) == before:
            problems.add(codes.NO_PLAN, at, sheets=listed(package.sheets))
        return None
    sheet, top = found
    _note_what_is_not_read(package, sheet, at, problems)
    merged = [ref for ref in package.sheets[sheet.name].merged if _last_row(ref) > top + 1]
    if merged:
        problems.add(codes.MERGED, at, sheet=sheet.name, cells=listed(merged, 6))
    heads = _heads(sheet, top, at, problems)
    if heads is None:
        return None
    rows = [_row(sheet.rows[number], heads) for number in range(top + 1, len(sheet.rows))]
    return Returned(
        name=name,
        currency=currency_in(heads["cost"].words) if "cost" in heads else None,
        heads=heads,
        rows=tuple(row for row in rows if not all(cell.blank for cell in _typed(row))),
        base=base,
    )


def _base_of(book: Book, at: Span, problems: Problems) -> Base | None:
    """Read the sheet that is out of sight; where it is missing or was changed, say what that means."""
    rows: list[list[str]] = []
    if BASE in book.package.sheets:
        sheet = read_values(book, BASE, at, problems)
        if sheet is None:
            return None
        rows = [[str(cell.value or "") for cell in row] for row in sheet.rows]
    version = version_of(rows, FORMAT)
    if version is not None and version != str(VERSION):
        problems.add(codes.OTHER_VERSION, at, version=version, known=VERSION)
        return None
    base = read_base(rows) if version is not None else None
    if base is None:
        problems.add(codes.NO_BASE, at)
    return base


def _plan_of(book: Book, at: Span, problems: Problems) -> tuple[Sheet, int] | None:
    """Find the sheet with the plan and the row of its heads: by its name first, else by its heads."""
    names = sorted(
        (n for n in book.package.sheets if n not in _ours() or n in _names(PLAN)),
        key=lambda n: n.casefold() not in {name.casefold() for name in _names(PLAN)},
    )
    for name in names:
        sheet = read_sheet(book, name, at, problems)
        top = None if sheet is None else _top(sheet)
        if sheet is not None and top is not None:
            return sheet, top
    return None


def _top(sheet: Sheet) -> int | None:
    """Give the row in which most heads of ours stand."""
    known = [sum(_key(cell) is not None for cell in row) for row in sheet.rows[:DEEPEST_HEAD]]
    most = max(known, default=0)
    return known.index(most) if most >= FEWEST_HEADS else None


@cache
def _keys(_language: str) -> Mapping[str, str]:
    """Give the key of a column by what may stand over it, in whatever language the workbook was written."""
    return {
        plain_head(word): column.key
        for column in COLUMNS
        for word in (column.key, phrase(column.head), *in_every_language(column.head))
    }


def _names(sheet: str) -> frozenset[str]:
    return frozenset({phrase(sheet), *in_every_language(sheet)})


def _ours() -> frozenset[str]:
    return frozenset({BASE}).union(*map(_names, (PLAN, GUIDE, LISTS, ADVICE)))


def _key(cell: Cell) -> str | None:
    return _keys(spoken()).get(plain_head(read_text(cell.value))) if isinstance(cell.value, str) else None


def _heads(sheet: Sheet, top: int, at: Span, problems: Problems) -> Mapping[str, Cell] | None:
    """Give the columns by key, wherever they stand; None when it cannot be told what is what."""
    found: dict[str, Cell] = {}
    twice: list[Cell] = []
    for cell in sheet.rows[top]:
        key = _key(cell)
        if key is not None and found.setdefault(key, cell) is not cell:
            twice.append(cell)
    for cell in twice:
        first = found[_key(cell) or ""].address
        problems.add(codes.HEAD_TWICE, _place(at, cell), cell=cell.address, head=cell.words, first=first)
    start = Span(file=at.file, line=top + 1, column=1)
    if "id" not in found:
        problems.add(codes.NO_IDS, start, sheet=sheet.name)
    if twice or "id" not in found:
        return None
    for cell in sheet.rows[top]:
        if _key(cell) is None:
            _note_unknown(sheet, cell, _place(at, cell), problems)
    missing = [phrase(column.head) for column in COLUMNS if column.read and column.key not in found]
    if missing:
        problems.add(codes.COLUMNS_MISSING, start, heads=listed(missing, 20))
    return found


def _place(at: Span, cell: Cell) -> Span:
    return Span(file=at.file, line=cell.row, column=cell.column)


def _note_unknown(sheet: Sheet, head: Cell, place: Span, problems: Problems) -> None:
    """Point out a column that is not taken over, when something is written in it."""
    filled = [row[head.column - 1] for row in sheet.rows[head.row :] if not row[head.column - 1].blank]
    if filled:
        known = did_you_mean(head.words, [phrase(column.head) for column in COLUMNS]) if head.words else ""
        values = {"cell": head.address, "head": head.words or phrase("nothing"), "count": len(filled), "near": known}
        problems.add(codes.UNKNOWN_COLUMN, place, **values)


def _note_what_is_not_read(package: Package, sheet: Sheet, at: Span, problems: Problems) -> None:
    """Point out what people can leave in a workbook beside the cells of the plan: comments, sheets of their own."""
    if package.sheets[sheet.name].comments:
        problems.add(codes.COMMENTS, at, sheet=sheet.name)
    own = [n for n, one in package.sheets.items() if n not in _ours() and n != sheet.name and one.rows]
    if own:
        problems.add(codes.OWN_SHEETS, at, sheets=listed(own))


def _last_row(ref: str) -> int:
    return int(re.sub(r"[^0-9]", "", ref.rpartition(":")[2]) or 0)


def _row(cells: Sequence[Cell], heads: Mapping[str, Cell]) -> Row:
    return Row(number=cells[0].row, cells={key: cells[head.column - 1] for key, head in heads.items()})


def _typed(row: Row) -> Iterator[Cell]:
    """Give the cells that say something of an action; a row with an id and nothing else was emptied."""
    read = {column.key for column in COLUMNS if column.read and column.key != "id"}
    return (cell for key, cell in row.cells.items() if key in read)
