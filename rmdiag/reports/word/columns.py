"""Give the columns of a table in Word their widths: as the author wished, with room for the longest word of each.

Word parts a word that is wider than its cell, a date or the head of a column too. Letters are estimated as wide as
those of the bold fonts that stand in where neither Calibri nor Carlito is at hand; where a table has no room for that,
as wide as Calibri's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from rmdiag.reports.columns import LONGEST
from rmdiag.reports.model import Density, Table
from rmdiag.reports.tokens import Tokens
from rmdiag.reports.word.styles import half_points
from rmdiag.reports.word.table_styles import BESIDE
from rmdiag.reports.word.wordml import spaced, twips

STANDING_IN, CALIBRI = 100, 78  # per cent of the widths below
LEAST = 50  # per cent of the wished width that a column keeps when others take room for fonts that stand in
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
_WIDTHS = {  # hundredths of the size of the type, in bold DejaVu Sans
    **dict.fromkeys("mwMW@%&≈", 108),
    **dict.fromkeys("ADGHKNOQRUVXY", 84),
    **dict.fromkeys('rtfsczJ-/–“”"?()[]', 55),
    **dict.fromkeys("iljI.,:;'’|! \u00a0\u202f", 38),
}
_OTHERS = 72
_PADDING = twips(0.4)  # for lines between columns, and for what is estimated


def parts_of_columns(table: Table, tokens: Tokens, wishes: tuple[int, ...]) -> tuple[int, ...]:
    """Give the parts by which columns divide the width of their table; wishes are in twips."""
    longest = tuple(_longest(table, place, tokens) for place in range(len(table.columns)))
    room = 2 * twips(BESIDE[table.density]) + _PADDING
    for scale in (STANDING_IN, CALIBRI):
        needs = tuple(one * scale // 100 + room for one in longest)
        least = tuple(LEAST * wish // 100 for wish in wishes) if scale == STANDING_IN else needs
        given = _with_room(wishes, needs)
        if sum(needs) <= sum(wishes) and all(own >= one for own, one in zip(given, least, strict=True)):
            return given
    return wishes


def _with_room(wishes: tuple[int, ...], needs: tuple[int, ...]) -> tuple[int, ...]:
    """Widen the columns that are too narrow; those with room to spare give it, each by what it has."""
    lacking = sum(max(need - wish, 0) for wish, need in zip(wishes, needs, strict=True))
    spare = sum(max(wish - need, 0) for wish, need in zip(wishes, needs, strict=True))
    if not lacking or lacking > spare:
        return wishes
    pairs = zip(wishes, needs, strict=True)
    return tuple(need + max(wish - need, 0) * (spare - lacking) // spare for wish, need in pairs)


def _said(table: Table, place: int) -> Iterator[str]:
    """Give what stands in the cells of a column, but for those that reach over several."""
    for row in table.rows:
        begins = accumulate((cell.span for cell in row.cells), initial=0)
        own = (cell for cell, begin in zip(row.cells, begins, strict=False) if begin == place and cell.span == 1)
        yield from (run.text or "" for cell in own for run in cell.runs)


def _longest(table: Table, place: int, tokens: Tokens) -> int:
    """Estimate the longest word of a column, its head included, in twips."""
    said = [table.columns[place].title, *_said(table, place)]
    words = {word for text in said for word in _BREAKS.split(spaced(text)) if len(word) <= LONGEST}
    widest = max((sum(_WIDTHS.get(letter, _OTHERS) for letter in word) for word in words), default=0)
    size = half_points(tokens, "size-tiny" if table.density is Density.COMPACT else "size-table")
    return widest * size // 10
