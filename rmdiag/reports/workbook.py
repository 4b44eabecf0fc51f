"""Write every table of a report as a sheet of a workbook, for Excel and LibreOffice, with a list of them in front.

A number is written as a number only where its words are those in which the report shows numbers (`shown_back.py`);
everything else is a text, whatever it begins with, so that no answer can act as a formula.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from rmdiag.questionnaires.exchange.heights import height_of
from rmdiag.reports.characters import printable
from rmdiag.reports.languages.files import messages_of, report_languages
from rmdiag.reports.model import Align, Cell, Column, Report, Row, RowKind
from rmdiag.reports.numbering import check, numbered
from rmdiag.reports.shown import Shown
from rmdiag.reports.shown_back import ShownNumber, number_of
from rmdiag.reports.tokens import Tokens
from rmdiag.reports.words import Words
from rmdiag.reports.workbook_contents import write_contents
from rmdiag.reports.workbook_looks import Looks
from rmdiag.reports.workbook_paper import Paper, lay_out
from rmdiag.reports.workbook_seal import PROPERTY, UNSEALED, sealed
from rmdiag.reports.workbook_tables import Placed, placed_tables, words_of

HEAD_ROW = 3  # from 0: title, where it stands, a line of air
LONGEST_CELL = 32_000  # characters; Excel ends at 32,767
NARROWEST, WIDEST, PAGE = 9, 55, 150  # widths of columns, and of all of them together
WIDEST_FROZEN = 40
WIDE, LONGEST_WORD = 1.15, 24  # a bold letter in widths of a digit; what is longer may be broken
FILTER = 4  # width of the arrow in a heading
ENGLISH = "en"
_HALVINGS = 24


def to_workbook(report: Report, tokens: Tokens) -> bytes:
    """Give the tables of a report as a workbook; the same report gives the same bytes."""
    whole = numbered(report)
    check(whole)
    writing = _writing(whole)
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    looks = Looks(book=book, tokens=tokens)
    _name(book, whole)
    first = book.add_worksheet(writing.contents)
    write_contents(first, whole, writing.placed, (looks, writing.words))
    for placed in writing.placed:
        _write_table(book.add_worksheet(placed.sheet), placed, writing, looks)
    book.close()
    return sealed(stream.getvalue(), whole.metadata.language)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """What every sheet of a workbook is written from."""

    report: Report
    words: Words
    contents: str  # the name of the first sheet
    placed: tuple[Placed, ...]


def _writing(report: Report) -> _Writing:
    spoken = report.metadata.language.partition("-")[0]
    language = spoken if spoken in report_languages() else ENGLISH
    words = Words(messages=messages_of(language), shown=Shown(language=language))
    contents = words.say("workbook.contents")
    return _Writing(report=report, words=words, contents=contents, placed=placed_tables(report, contents))


def _name(book: Workbook, report: Report) -> None:
    """Say what the file is; no clock is asked."""
    metadata = report.metadata
    book.set_properties(
        {
            "title": printable(metadata.title),
            "subject": printable(metadata.subject),
            "author": printable(metadata.author),
            "keywords": printable(", ".join(metadata.keywords)),
            "comments": printable(f"{metadata.identifier}. {metadata.confidentiality}"),
        }
    )
    book.set_custom_property(PROPERTY, UNSEALED, "text")
    book.set_size(2400, 1500)


def _write_table(sheet: Worksheet, placed: Placed, writing: _Writing, looks: Looks) -> None:
    table, words = placed.table, writing.words
    cells = [_written(row, table.columns, words) for row in table.rows]
    widths = _widths(table.columns, cells)
    title = f"{table.label}. {table.caption}" if table.label else table.caption
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, printable(title), looks.title())
    sheet.write_string(1, 0, placed.section or printable(writing.report.metadata.title), looks.subtitle())
    back = words.say("workbook.back")
    sheet.write_url(2, 0, f"internal:'{writing.contents}'!A1", looks.link(), back)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, widths[place])
        sheet.write_string(HEAD_ROW, place, printable(column.title), looks.head(column))
    heads = [(printable(column.title), widths[place] - FILTER) for place, column in enumerate(table.columns)]
    sheet.set_row(HEAD_ROW, height_of(heads))
    for number, row in enumerate(cells, start=HEAD_ROW + 1):
        _write_row(sheet, number, row, (looks, table.columns, widths))
    last = HEAD_ROW + len(cells)
    if cells:
        sheet.autofilter(HEAD_ROW, 0, last, len(table.columns) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, _frozen(table.columns, widths))
    _write_note(sheet, last + 2, placed, (looks, widths))
    lay_out(sheet, Paper(report=writing.report, words=words, head_row=HEAD_ROW))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """What is written into one cell."""

    cell: Cell
    kind: RowKind
    words: str
    number: ShownNumber | None


def _written(row: Row, columns: tuple[Column, ...], words: Words) -> list[_Cell]:
    """Give one entry per column; a cell across several columns is followed by empty ones."""
    found: list[_Cell] = []
    for cell in row.cells:
        column = columns[len(found)]
        text = _cut(words_of(cell.runs), words)
        counts = row.kind is not RowKind.GROUP and column.align is not Align.START
        number = number_of(text, words.shown) if counts else None
        found.append(_Cell(cell=cell, kind=row.kind, words=text, number=number))
        empty = Cell(runs=(), level=cell.level)
        found += [_Cell(cell=empty, kind=row.kind, words="", number=None)] * (cell.span - 1)
    return found


def _cut(text: str, words: Words) -> str:
    """Cut what no cell can hold, and say so; the report has the whole of it."""
    return text if len(text) <= LONGEST_CELL else words.say("workbook.cut", text=text[:LONGEST_CELL])


def _write_row(
    sheet: Worksheet, number: int, row: list[_Cell], setting: tuple[Looks, tuple[Column, ...], list[float]]
) -> None:
    looks, columns, widths = setting
    for place, (written, column) in enumerate(zip(row, columns, strict=True)):
        look = looks.cell(column, written.cell, written.kind, written.number)
        if written.number is not None:
            sheet.write_number(number, place, float(written.number.value), look)
        elif written.words:
            sheet.write_string(number, place, written.words, look)
        else:
            sheet.write_blank(number, place, None, look)
    if row[0].kind is not RowKind.GROUP:  # its words run on over the columns beside it
        sheet.set_row(number, height_of([(one.words, widths[place]) for place, one in enumerate(row)]))


def _write_note(sheet: Worksheet, number: int, placed: Placed, setting: tuple[Looks, list[float]]) -> None:
    """Write the note beneath the table over all its columns, and name the figures that are drawn from it."""
    looks, widths = setting
    note = words_of(placed.table.note)
    if not note:
        return
    if len(widths) > 1:
        sheet.merge_range(number, 0, number, len(widths) - 1, "", looks.note())
    sheet.write_string(number, 0, note, looks.note())
    sheet.set_row(number, height_of([(note, sum(widths))]))


def _widths(columns: tuple[Column, ...], rows: list[list[_Cell]]) -> list[float]:
    """Give each column room for its words; where all of them do not fit on a page, long ones are set in more lines.

    A column with four times the words of another one gets twice its width.
    """
    body = [row for row in rows if row[0].kind is not RowKind.GROUP]
    rooms = [_room(column, [row[place] for row in body]) for place, column in enumerate(columns)]
    low, high = 0.0, float(PAGE)
    for _ in range(_HALVINGS):
        share = (low + high) / 2
        low, high = (share, high) if sum(_shared(rooms, share)) < PAGE else (low, share)
    return [round(width, 1) for width in _shared(rooms, low)]


def _shared(rooms: list[tuple[float, float]], share: float) -> list[float]:
    return [max(least, min(most, share * math.sqrt(most))) for least, most in rooms]


def _room(column: Column, cells: list[_Cell]) -> tuple[float, float]:
    """Give the least width of a column, in which no word is broken that is not very long, and the most it has use for.

    A word of the heading has the arrow of the filter beside it.
    """
    texts = [one.words for one in cells if one.cell.span == 1]
    heads = [len(word) + FILTER for word in printable(column.title).split()]
    words = [min(WIDE * len(word), LONGEST_WORD) + 2 for text in texts for word in text.split()]
    least = max([*heads, *words, NARROWEST])
    return least, min(max([WIDE * len(text) + 2 for text in texts] + [least]), max(WIDEST, least))


def _frozen(columns: tuple[Column, ...], widths: list[float]) -> int:
    """Keep the column that heads the rows in sight, where it leaves room for others."""
    return 1 if columns[0].heads_rows and widths[0] <= WIDEST_FROZEN else 0
