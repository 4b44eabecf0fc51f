"""Read the cells of a workbook as they stand, with openpyxl: values only, formulas by what they came to."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from io import BytesIO
from typing import Protocol

from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import from_excel

from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.package import MAXIMUM_COLUMNS, MAXIMUM_ROWS, Package, SheetFacts
from rmdiag.questionnaires.exchange.shown import read_text
from rmdiag.tongue import marked

Written = str | int | float | bool | datetime | date | time | timedelta | None
_Rows = list[tuple["Cell", ...]]


class _Found(Protocol):
    """A cell as openpyxl gives it."""

    @property
    def value(self) -> object:
        """What stands in it."""

    @property
    def data_type(self) -> str:
        """What kind of thing it is: `e` for an error, `f` for a formula."""

    @property
    def number_format(self) -> str:
        """How a number is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell with its place; `error` is the word that a spreadsheet shows where it cannot work something out."""

    sheet: str
    row: int
    column: int
    value: Written = None
    day: date | None = None  # the day that a number would be
    error: bool = False
    formula: bool = False  # a formula of which no value is kept
    percent: bool = False  # a number that is shown as hundredths

    @property
    def address(self) -> str:
        """Name the place as a spreadsheet does, such as Plan!H7."""
        sheet = self.sheet if self.sheet.isidentifier() else f"'{self.sheet}'"
        return f"{sheet}!{letters(self.column)}{self.row}"

    @property
    def blank(self) -> bool:
        """Whether nothing stands here."""
        empty = self.value is None or (isinstance(self.value, str) and not self.value.strip())
        return empty and not self.formula

    @property
    def words(self) -> str:
        """Give what stands here for a message."""
        value = self.value
        if isinstance(value, datetime):
            return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
        if isinstance(value, bool):
            return str(value).upper()
        if value is None:
            return "a formula" if self.formula else ""
        return f"{value:.15g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The cells of one sheet, row by row, each row as wide as the sheet."""

    name: str
    rows: Sequence[Sequence[Cell]] = ()


@dataclass(kw_only=True)
class Book:
    """A workbook that is opened when its first sheet is read, once for values and once for formulas."""

    package: Package

    @cached_property
    def values(self) -> Workbook:
        """The workbook with what formulas came to."""
        return self._opened(values=True)

    @cached_property
    def formulas(self) -> Workbook:
        """The workbook with its formulas."""
        return self._opened(values=False)

    def _opened(self, *, values: bool) -> Workbook:
        return load_workbook(BytesIO(self.package.content), read_only=True, data_only=values, keep_links=False)


def letters(number: int) -> str:
    """Give the letters of a column by its number, which counts from 1."""
    found = ""
    while number:
        number, place = divmod(number - 1, 26)
        found = chr(ord("A") + place) + found
    return found


def text_of(cell: Cell) -> str:
    """Give the words of a cell, whatever a spreadsheet made of them."""
    return read_text(cell.words)


def parts_of(text: str) -> tuple[str, ...]:
    """Split a list of ids at commas, semicolons and ends of lines; failing these at spaces."""
    parts = re.split(r"[,;\n]", text)
    words = parts if len(parts) > 1 else text.split()
    return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))


def read_sheet(book: Book, name: str, at: Span, problems: Problems) -> Sheet | None:
    """Give the cells of one sheet that people fill in; formulas without a result are marked.

    None, with the problem noted, when it is too large or cannot be read.
    """
    return _read(book, name, (at, problems), _with_formulas)


def read_values(book: Book, name: str, at: Span, problems: Problems) -> Sheet | None:
    """Give the cells of one sheet that nobody fills in."""
    return _read(book, name, (at, problems), lambda book, name: _cells(book.values, book.package.sheets[name], name))


def _read(
    book: Book,
    name: str,
    noted: tuple[Span, Problems],
    read: Callable[[Book, str], Sequence[Sequence[Cell]]],
) -> Sheet | None:
    at, problems = noted
    facts = book.package.sheets[name]
    if facts.rows > MAXIMUM_ROWS or facts.columns > MAXIMUM_COLUMNS:
        far = f"{letters(facts.columns)}{facts.rows}"
        problems.add(codes.TOO_FAR, at, sheet=name, far=far, rows=MAXIMUM_ROWS, columns=MAXIMUM_COLUMNS)
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep; nothing is kept here
            return Sheet(name=name, rows=read(book, name))
    except Exception:  # noqa: BLE001  # whatever a broken file makes of the library is a mistake in the file
        problems.add(codes.NO_WORKBOOK, at, reason=marked("it is damaged"))
        return None


def _with_formulas(book: Book, name: str) -> Sequence[Sequence[Cell]]:
    """Give the cells with their values; where a formula has none, it is marked."""
    facts = book.package.sheets[name]
    if facts.worked_out:  # most files hold all results, and need not be read twice
        return _cells(book.values, facts, name)
    values, formulas = (_cells(one, facts, name) for one in (book.values, book.formulas))
    found = []
    for row, written in zip(values, formulas, strict=True):
        pairs = zip(row, written, strict=True)
        found.append(tuple(_marked(cell) if other.formula and cell.value is None else cell for cell, other in pairs))
    return tuple(found)


def _marked(cell: Cell) -> Cell:
    return Cell(sheet=cell.sheet, row=cell.row, column=cell.column, formula=True)


def _cells(book: Workbook, facts: SheetFacts, name: str) -> _Rows:
    wide = max(facts.columns, 1)
    rows = book[name].iter_rows(max_row=max(facts.rows, 1), max_col=wide)
    return [
        tuple(_cell(cell, Cell(sheet=name, row=number, column=place), book.epoch) for place, cell in _filled(row, wide))
        for number, row in enumerate(rows, 1)
    ]


def _filled(row: Sequence[_Found], wide: int) -> Iterator[tuple[int, _Found | None]]:
    for place in range(1, wide + 1):
        yield place, row[place - 1] if place <= len(row) else None


def _cell(found: _Found | None, blank: Cell, epoch: datetime) -> Cell:
    if found is None or found.value is None:
        return blank
    value = found.value if isinstance(found.value, Written) else str(found.value)
    return Cell(
        sheet=blank.sheet,
        row=blank.row,
        column=blank.column,
        value=value,
        day=_day(value, epoch),
        error=found.data_type == "e",
        formula=found.data_type == "f",
        percent=isinstance(value, int | float) and "%" in found.number_format,
    )


def _day(value: Written, epoch: datetime) -> date | None:
    """Give the day of a date, or of a number that counts days as spreadsheets do."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = from_excel(value, epoch)
    except (ValueError, OverflowError):
        return None
    return found.date() if isinstance(found, datetime) else None
