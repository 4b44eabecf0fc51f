"""Know a form's workbook in which nobody has written since it was handed out, without knowing its questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from rmdiag.files import digest
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.exchange.cells import Book, Cell, Sheet, read_sheet, text_of
from rmdiag.questionnaires.exchange.form_outlay import Kind, Line, Page
from rmdiag.questionnaires.exchange.form_shown import Shown
from rmdiag.questionnaires.exchange.form_words import COLUMNS, FILLED_BY, FILLED_ON, PLACES, is_word, key_of_head
from rmdiag.questionnaires.exchange.shown import decimal, look_of, read_number, read_text

FEWEST_HEADS = 4  # of ours in one row: then it is the row of heads
DEEPEST_HEAD = 60  # the row of heads is among the first
Seen = tuple[str, str]  # where something stands, and how it looks


def top_of(sheet: Sheet) -> int | None:
    """Give the row, from 0, in which most heads of ours stand; None where there are too few."""
    known = [sum(key_in(cell) is not None for cell in row) for row in sheet.rows[:DEEPEST_HEAD]]
    most = max(known, default=0)
    return known.index(most) if most >= FEWEST_HEADS else None


def key_in(cell: Cell) -> str | None:
    """Give the key of the column over which a cell stands as its head."""
    return key_of_head(read_text(cell.value)) if isinstance(cell.value, str) else None


def print_of(seen: Iterable[Seen]) -> str:
    """Give a fingerprint of what stands in the cells that can be filled in."""
    return digest(text for pair in sorted(seen) for text in pair)


def seen_on(page: Page, cells: Iterable[tuple[Line, int, Shown]]) -> Iterator[Seen]:
    """Give what a sheet will show, from its cells by row and place of the column."""
    for line, place, value in cells:
        if line.kind is not Kind.BAND and place >= PLACES["answer"] and value not in (None, ""):
            yield f"{page.name} {line.id} {line.row} {_name(place)}", _look(value)


def is_as_sent(book: Book, fingerprint: str) -> bool:
    """Whether a workbook shows what it showed when it was made, and nobody has said to have filled it in."""
    seen: list[Seen] = []
    for name in book.package.sheets:
        sheet = read_sheet(book, name, Span(file=""), Problems())
        if sheet is None or _is_signed(sheet):
            return False
        top = top_of(sheet)
        if top is not None:
            seen += _seen_in(sheet, top)
    return print_of(seen) == fingerprint


def _is_signed(sheet: Sheet) -> bool:
    for row in sheet.rows[:DEEPEST_HEAD]:
        words = text_of(row[0]) if row and isinstance(row[0].value, str) else ""
        if any(is_word(words, word) for word in (FILLED_BY, FILLED_ON)) and any(not cell.blank for cell in row[1:]):
            return True
    return False


def _seen_in(sheet: Sheet, top: int) -> Iterator[Seen]:
    places = {key: cell.column for cell in sheet.rows[top] if (key := key_in(cell)) is not None}
    if "id" not in places or "answer" not in places:
        return
    for row in sheet.rows[top + 1 :]:
        for cell in row[places["answer"] - 1 :]:
            if not cell.blank:
                identity = text_of(row[places["id"] - 1])
                place = cell.column - places["answer"] + PLACES["answer"]
                yield f"{sheet.name} {identity} {cell.row} {_name(place)}", _look_of_cell(cell)


def _name(place: int) -> str:
    return COLUMNS[place].key if place < len(COLUMNS) else str(place)


def _look(value: Shown) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return decimal(read_number(value))
    return look_of(value or "") or ""


def _look_of_cell(cell: Cell) -> str:
    if cell.error or cell.formula:
        return "?"
    value = cell.value
    if isinstance(value, bool):
        return cell.words
    if isinstance(value, date | datetime):
        return cell.words
    if isinstance(value, int | float):
        return decimal(read_number(value)) + ("%" if cell.percent else "")
    return look_of(cell.words) or ""
