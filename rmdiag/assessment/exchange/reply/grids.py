"""Lay the tables of a workbook and of a document out in one way: rows of words, each with the name of its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from zipfile import BadZipFile, ZipFile

from rmdiag.assessment.exchange.reply.facts import PROPERTY, SHEET, Facts, read_facts
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.exchange.cells import Book, Cell, Sheet, read_sheet, read_values
from rmdiag.questionnaires.exchange.document import DocumentRow, read_document_tables
from rmdiag.questionnaires.exchange.package import DOCUMENT, open_package
from rmdiag.questionnaires.exchange.shown import read_text
from rmdiag.tongue import phrase

_MOST_MERGED = 400_000  # cells of merged areas that are looked at
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands: the words that name it for people, and row and column from 1."""

    name: str
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One cell of a table, whatever file it comes from."""

    words: str
    place: Place
    merged: bool = False  # it stands for cells of several rows
    fault: bool = False  # an error, or a formula without a result


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a table; `pinned` are comments in its margin, `tracked` that nobody has accepted its changes."""

    boxes: tuple[Box, ...]
    pinned: tuple[str, ...] = ()
    tracked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What a file holds: its tables in their order, and what it says of itself."""

    name: str
    tables: tuple[tuple[Line, ...], ...]
    facts: Facts | None = None
    pinned: tuple[str, ...] = ()  # sheets with comments pinned to cells
    may_be_split: bool = False  # a table may go on in the next one, without heads


def read_file(content: bytes, name: str, problems: Problems) -> Brought | None:
    """Give the tables of a workbook or a document; None, with the problem noted, where it cannot be read."""
    if _is_document(content):
        return _from_document(content, name, problems)
    return _from_workbook(content, name, problems)


def _is_document(content: bytes) -> bool:
    """Tell a document from a workbook by the list of its parts; its name may be anything."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            return DOCUMENT in archive.namelist()
    except (BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return content.startswith(_OLD_OFFICE) and b"W\0o\0r\0d\0D\0o\0c\0" in content


def _from_document(content: bytes, name: str, problems: Problems) -> Brought | None:
    document = read_document_tables(content, name, problems)
    if document is None:
        return None
    tables = tuple(
        tuple(_document_line(row, (table, number)) for number, row in enumerate(rows, 1))
        for table, rows in enumerate(document.tables, 1)
    )
    return Brought(
        name=name, tables=tables, facts=read_facts(document.properties.get(PROPERTY, "").strip()), may_be_split=True
    )


def _document_line(row: DocumentRow, at: tuple[int, int]) -> Line:
    """Lay a row out; a cell that is as wide as several stands in the first of them."""
    boxes: list[Box] = []
    for cell in row.cells:
        boxes.append(Box(words=read_text(cell.words), place=_in_table(at, len(boxes) + 1), merged=cell.merged))
        boxes += [Box(words="", place=_in_table(at, len(boxes) + 1 + more)) for more in range(cell.span - 1)]
    return Line(boxes=tuple(boxes), pinned=row.notes, tracked=row.tracked)


def _in_table(at: tuple[int, int], column: int) -> Place:
    table, row = at
    name = phrase("Table {table}, row {row}, column {column}", table=table, row=row, column=column)
    return Place(name=name, row=row, column=column)


def _from_workbook(content: bytes, name: str, problems: Problems) -> Brought | None:
    package = open_package(content, name, problems)
    if package is None:
        return None
    at, before, book = Span(file=name), len(problems.errors), Book(package=package)
    facts = None
    if SHEET in package.sheets:
        base = read_values(book, SHEET, at, problems)
        first = base.rows[0][0].value if base is not None and base.rows and base.rows[0] else None
        facts = read_facts(str(first or ""))
    sheets = [read_sheet(book, one, at, problems) for one in package.sheets if one != SHEET]
    if len(problems.errors) > before:
        return None
    tables = tuple(tuple(_lines(sheet, package.sheets[sheet.name].merged)) for sheet in sheets if sheet is not None)
    pinned = tuple(one for one, known in package.sheets.items() if known.comments)
    return Brought(name=name, tables=tables, facts=facts, pinned=pinned)


def _lines(sheet: Sheet, merged: tuple[str, ...]) -> Iterator[Line]:
    """Give the rows of a sheet; each cell of a merged area that is higher than a row is marked."""
    wide = max((len(row) for row in sheet.rows), default=0)
    inside = (place for reference in merged for place in _merged(reference, len(sheet.rows), wide))
    marked = set(islice(inside, _MOST_MERGED))
    for row in sheet.rows:
        yield Line(boxes=tuple(_box(cell, merged=(cell.row, cell.column) in marked) for cell in row))


def _merged(reference: str, rows: int, columns: int) -> Iterator[tuple[int, int]]:
    """Give row and column of every cell of the sheet that is merged over several rows."""
    found = _REFERENCE.match(reference.replace("$", ""))
    if found is None or int(found[2]) >= int(found[4]):
        return
    for row in range(int(found[2]), min(int(found[4]), rows) + 1):
        for column in range(_number(found[1]), min(_number(found[3]), columns) + 1):
            yield row, column


def _number(name: str) -> int:
    return sum((ord(letter) - ord("@")) * 26**place for place, letter in enumerate(reversed(name)))


def _box(cell: Cell, *, merged: bool) -> Box:
    place = Place(name=cell.address, row=cell.row, column=cell.column)
    words = read_text(cell.value) if isinstance(cell.value, str) else cell.words
    return Box(words=words, place=place, merged=merged, fault=cell.error or cell.formula)
