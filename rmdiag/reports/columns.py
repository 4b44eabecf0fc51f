"""Give the columns of a table their widths: as the author wished, but with room for the longest word of each.

A word in a cell is parted only where a table has no room for all of them. Letters are estimated, a little too wide
rather than too narrow, so that nothing has to be drawn before it is known how wide it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from rmdiag.reports.model import Density, RowKind, Table

MEASURE = Fraction(168)  # millimetres: a table as wide as the page
THIRD = 80  # millimetres: a third of a page; what is no higher may be moved to the next one and leave none half empty
LONGEST = 26  # characters; what is longer is an address or the name of a file, and may break anywhere
POINT = Fraction(254, 720)  # millimetres
LINE = Fraction(138, 100)  # of the size of the type
LETTER = Fraction(54, 100)  # of the size of the type: the mean of a text
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
_WIDTHS = {
    **dict.fromkeys("mwMW@%&", 95),
    **dict.fromkeys('rtfscz-/–“”"?', 50),
    **dict.fromkeys("iljI.,:;'’|!()[]", 34),
}
_OTHERS = 66  # hundredths of the size of the type


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """How a table is set: size of the type in points, and the room around words in a cell in millimetres."""

    size: Fraction
    beside: Fraction
    above: Fraction


_SETTINGS = {  # as styles/report.css has them
    Density.NORMAL: _Setting(size=Fraction(17, 2), beside=Fraction(33, 10), above=Fraction(26, 10)),
    Density.COMPACT: _Setting(size=Fraction(7), beside=Fraction(23, 10), above=Fraction(15, 10)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Width:
    """The width of a column in millimetres, and whether it is too small for a word in it."""

    millimetres: Fraction
    tight: bool


def widths(table: Table) -> tuple[Width, ...]:
    """Divide the width of a table among its columns."""
    whole = sum(column.width for column in table.columns)
    measure = min(Fraction(whole), MEASURE)
    pairs = [(measure * column.width / whole, _longest(table, place)) for place, column in enumerate(table.columns)]
    lacking = sum((max(need - wish, Fraction(0)) for wish, need in pairs), Fraction(0))
    spare = sum((max(wish - need, Fraction(0)) for wish, need in pairs), Fraction(0))
    if lacking > spare:
        return tuple(Width(millimetres=wish, tight=need > wish) for wish, need in pairs)
    left = 1 - lacking / spare if lacking else Fraction(1)
    return tuple(Width(millimetres=need + max(wish - need, Fraction(0)) * left, tight=False) for wish, need in pairs)


def stands_whole(table: Table) -> bool:
    """Tell whether a table is so low that it is moved to the next page rather than parted."""
    setting = _SETTINGS[table.density]
    line = setting.size * POINT * LINE
    if len(table.rows) * (line + setting.above) > THIRD:
        return False
    columns = [width.millimetres - setting.beside for width in widths(table)]
    height = _lines([[len(column.title)] for column in table.columns], columns, setting) * line
    for row in table.rows:
        spans = [cell.span for cell in row.cells]
        rooms = [sum(columns[sum(spans[:place]) : sum(spans[: place + 1])], Fraction(0)) for place in range(len(spans))]
        height += _lines([[len(run.text or "") for run in cell.runs] for cell in row.cells], rooms, setting) * line
    return height + len(table.rows) * setting.above <= THIRD


def _lines(lengths: Sequence[Sequence[int]], rooms: Sequence[Fraction], setting: _Setting) -> int:
    """Count the lines of the longest cell of a row."""
    letter = setting.size * POINT * LETTER
    return max(max(ceil(sum(own) * letter / max(room, letter)), 1) for own, room in zip(lengths, rooms, strict=True))


def _longest(table: Table, place: int) -> Fraction:
    """Give the width that the longest word of a column needs, its head included."""
    said = [table.columns[place].title]
    for row in table.rows:
        if row.kind is not RowKind.GROUP and all(cell.span == 1 for cell in row.cells):
            said.extend(run.text or "" for run in row.cells[place].runs)
    words = {word for text in said for word in _BREAKS.split(text) if len(word) <= LONGEST}
    widest = max((sum(_WIDTHS.get(letter, _OTHERS) for letter in word) for word in words), default=0)
    setting = _SETTINGS[table.density]
    return Fraction(widest, 100) * setting.size * POINT + setting.beside
