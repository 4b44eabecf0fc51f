"""Check the tags of a PDF: headings in order, tables and lists whole, words for every figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pikepdf

from rmdiag.reports.accessible_rules import Barrier, Check, Rule
from rmdiag.reports.accessible_view import Element, Opened, number_of
from rmdiag.tongue import marked

_TABLE_PARTS = ("THead", "TBody", "TFoot")
_HEADING = re.compile("H([1-6])")

FIGURE = Rule(id="figure", clause="7.3", checkpoint="13-004", words=marked("A figure has no words that stand for it."))
FORMULA = Rule(
    id="formula", clause="7.7", checkpoint="17-002", words=marked("A formula has no words that stand for it.")
)
NOTE_ID = Rule(id="note", clause="7.9", checkpoint="19-003", words=marked("A note has no identifier."))
NOTE_TWICE = Rule(
    id="note-twice", clause="7.9", checkpoint="19-004", words=marked("Two notes have the same identifier.")
)
FIRST_HEADING = Rule(
    id="heading-first",
    clause="7.4.2",
    checkpoint="14-002",
    words=marked("The first heading is not of the first level."),
)
SKIPPED_HEADING = Rule(
    id="heading-skipped", clause="7.4.2", checkpoint="14-003", words=marked("A heading skips a level.")
)
TWO_HEADINGS = Rule(
    id="heading-twice", clause="7.4.4", checkpoint="14-006", words=marked("A part has two headings without a level.")
)
MIXED_HEADINGS = Rule(
    id="heading-mixed", clause="7.4.4", checkpoint="14-007", words=marked("Headings with and without levels are mixed.")
)
TABLE = Rule(id="table", clause="7.2", checkpoint="09-004", words=marked("A part of a table stands where it may not."))
RAGGED = Rule(id="table-rows", clause="7.2", checkpoint=None, words=marked("The rows of a table are not equally wide."))
HEADERS = Rule(
    id="table-headings",
    clause="7.5",
    checkpoint="15-003",
    words=marked("A heading of a table does not say what it heads."),
)
NO_HEADERS = Rule(id="table-unheaded", clause="7.5", checkpoint=None, words=marked("A table has no headings."))
LIST = Rule(id="list", clause="7.2", checkpoint="09-005", words=marked("A part of a list stands where it may not."))
CONTENTS = Rule(
    id="contents",
    clause="7.2",
    checkpoint="09-006",
    words=marked("A part of a table of contents stands where it may not."),
)

# ISO 32000-1, tables 333, 336 and 337: what may stand in what, and where.
_MAY_HOLD: dict[str, tuple[frozenset[str], Rule]] = {
    "Table": (frozenset({"TR", "Caption", *_TABLE_PARTS}), TABLE),
    **{part: (frozenset({"TR"}), TABLE) for part in _TABLE_PARTS},
    "TR": (frozenset({"TH", "TD"}), TABLE),
    "L": (frozenset({"L", "LI", "Caption"}), LIST),
    "LI": (frozenset({"Lbl", "LBody"}), LIST),
    "TOC": (frozenset({"TOC", "TOCI", "Caption"}), CONTENTS),
}
_STANDS_IN: dict[str, tuple[frozenset[str], Rule]] = {
    "TR": (frozenset({"Table", *_TABLE_PARTS}), TABLE),
    **{part: (frozenset({"Table"}), TABLE) for part in _TABLE_PARTS},
    **{cell: (frozenset({"TR"}), TABLE) for cell in ("TH", "TD")},
    "LI": (frozenset({"L"}), LIST),
    "LBody": (frozenset({"LI"}), LIST),
    "TOCI": (frozenset({"TOC"}), CONTENTS),
}


def _alternatives(opened: Opened) -> Iterator[Barrier]:
    for one in opened.every:
        if one.role in ("Figure", "Formula") and not one.alternative:
            yield Barrier(rule=FIGURE if one.role == "Figure" else FORMULA, page=one.page, object=one.role)


def _notes(opened: Opened) -> Iterator[Barrier]:
    notes = [(one, str(one.object.get("/ID", ""))) for one in opened.every if one.role == "Note"]
    times = Counter(identifier for _, identifier in notes)
    for one, identifier in notes:
        if not identifier:
            yield Barrier(rule=NOTE_ID, page=one.page)
        elif times[identifier] > 1:
            yield Barrier(rule=NOTE_TWICE, page=one.page, object=identifier)


def _headings(opened: Opened) -> Iterator[Barrier]:
    level = 0
    for one in opened.every:
        match = _HEADING.fullmatch(one.role)
        if match is None:
            continue
        found = int(match[1])
        if level == 0 and found != 1:
            yield Barrier(rule=FIRST_HEADING, page=one.page, object=one.role)
        elif found > level + 1:
            yield Barrier(rule=SKIPPED_HEADING, page=one.page, object=f"H{level} → {one.role}")
        level = found


def _kinds_of_headings(opened: Opened) -> Iterator[Barrier]:
    plain = [one for one in opened.every if one.role == "H"]
    if plain and any(_HEADING.fullmatch(one.role) for one in opened.every):
        yield Barrier(rule=MIXED_HEADINGS, page=plain[0].page)
    for one in opened.every:
        if sum(kid.role == "H" for kid in one.kids) > 1:
            yield Barrier(rule=TWO_HEADINGS, page=one.page, object=one.role)


def _syntax(opened: Opened) -> Iterator[Barrier]:
    for one in opened.every:
        may, rule = _MAY_HOLD.get(one.role, (None, TABLE))
        if may is not None:
            for kid in one.kids:
                if kid.role not in may:
                    yield Barrier(rule=rule, page=kid.page, object=f"{kid.role} in {one.role}")
        within, rule = _STANDS_IN.get(one.role, (None, TABLE))
        above = opened.above.get(one)
        if within is not None and (above is None or above.role not in within):
            yield Barrier(rule=rule, page=one.page, object=f"{one.role} in {'–' if above is None else above.role}")


def _parts_of_tables(opened: Opened) -> Iterator[Barrier]:
    for one in opened.every:
        if one.role not in ("Table", "L"):
            continue
        roles = [kid.role for kid in one.kids]
        captions = [place for place, role in enumerate(roles) if role == "Caption"]
        at_an_end = captions in ([], [0]) or (one.role == "Table" and captions == [len(roles) - 1])
        once = all(roles.count(part) <= 1 for part in ("THead", "TFoot"))
        bodied = "TBody" in roles or not {"THead", "TFoot"} & set(roles)
        if not (at_an_end and once and bodied):
            yield Barrier(rule=TABLE if one.role == "Table" else LIST, page=one.page, object=", ".join(roles)[:80])


def _rows(opened: Opened) -> Iterator[Barrier]:
    for table in (one for one in opened.every if one.role == "Table"):
        widths = _widths(table)
        if len(set(widths)) > 1:
            yield Barrier(rule=RAGGED, page=table.page, object=f"{min(widths)}–{max(widths)}")


def _widths(table: Element) -> list[int]:
    """Count the columns of every row; a cell over several rows counts in each of them."""
    rows = [row for one in table.kids for row in ([one] if one.role == "TR" else one.kids) if row.role == "TR"]
    hanging: list[tuple[int, int]] = []  # rows left, and width, of cells that reach down from above
    widths = []
    for row in rows:
        width = sum(wide for _, wide in hanging)
        hanging = [(left - 1, wide) for left, wide in hanging if left > 1]
        for cell in row.kids:
            wide, high = _span(cell, "/ColSpan"), _span(cell, "/RowSpan")
            width += wide
            if high > 1:
                hanging.append((high - 1, wide))
        widths.append(width)
    return widths


def _span(cell: Element, key: str) -> int:
    return max(number_of(cell.attribute(key)) or 1, 1)


def _table_headings(opened: Opened) -> Iterator[Barrier]:
    for table in (one for one in opened.every if one.role == "Table"):
        cells = [one for one in table if one.role in ("TH", "TD")]
        headings = [one for one in cells if one.role == "TH"]
        if cells and not headings:
            yield Barrier(rule=NO_HEADERS, page=table.page)
        named = all(_headers(one) for one in cells if one.role == "TD")
        for one in headings:
            if one.attribute("/Scope") is None and not named:
                yield Barrier(rule=HEADERS, page=one.page, object="TH")


def _headers(cell: Element) -> bool:
    found = cell.attribute("/Headers")
    return isinstance(found, pikepdf.Array) and len(found) > 0


CHECKS: tuple[Check, ...] = (
    _alternatives,
    _notes,
    _headings,
    _kinds_of_headings,
    _syntax,
    _parts_of_tables,
    _rows,
    _table_headings,
)
