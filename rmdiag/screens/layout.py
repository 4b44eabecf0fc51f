"""Lay rows out for people in the width there is: as a table, else as one block per row; no word is ever cut.

A word is what stands between spaces, such as an id, a date or an interval. A cell of a few words stays on one line, a
longer one is folded at its spaces. Where the columns do not fit side by side so, each row becomes a block of lines
`head: cell`. Data for machines are never laid out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import combining, east_asian_width

from rmdiag.problems import harmless
from rmdiag.tongue import phrase

_GAP = "  "  # between columns
_APART = "   "  # between what stands on one line of a block
_UNFOLDED = 14  # columns that a cell may ask for before it is folded
_TALLEST = 6  # lines of a row that are still read across


def laid_out(heads: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    """Give the lines of a table that is no wider than asked, or of a block per row where no such table is readable."""
    every = [[harmless(cell) for cell in row] for row in rows]
    widths = _widths(heads, every, width)
    if widths is None or any(_height(row, widths) > _TALLEST for row in every):
        yield from _blocks(heads, every, width)
    else:
        yield from _across(heads, widths)
        yield "─" * (sum(widths) + len(_GAP) * (len(widths) - 1))
        for row in every:
            yield from _across(row, widths)


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Give the width of each column; None where they do not fit without cutting a word.

    Heads are folded before cells are; then the widest cells give way first.
    """
    room = width - len(_GAP) * (len(heads) - 1)
    columns = [[head, *(row[at] for row in rows)] for at, head in enumerate(heads)]
    found = [max(map(_size, column)) for column in columns]
    if sum(found) <= room:
        return found
    longest = [max(_size(word) for cell in column for word in cell.split(" ")) for column in columns]
    found = [max(need, *map(_size, column[1:]), 0) for need, column in zip(longest, columns, strict=True)]
    least = [max(need, min(wish, _UNFOLDED)) for need, wish in zip(longest, found, strict=True)]
    while sum(found) > room:
        over = [at for at, size in enumerate(found) if size > least[at]]
        if not over:
            return None
        found[max(over, key=lambda at: found[at])] -= 1
    return found


def _height(row: Sequence[str], widths: Sequence[int]) -> int:
    return max((len(_folded(cell, size)) for cell, size in zip(row, widths, strict=True)), default=1)


def _across(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    """Give the lines of one row, side by side."""
    folded = [_folded(cell, size) for cell, size in zip(row, widths, strict=True)]
    for number in range(max(map(len, folded), default=0)):
        parts = [lines[number] if number < len(lines) else "" for lines in folded]
        yield _GAP.join(part + " " * (size - _size(part)) for part, size in zip(parts, widths, strict=True)).rstrip()


def _blocks(heads: Sequence[str], rows: Iterable[Sequence[str]], width: int) -> Iterator[str]:
    """Give each row as lines of `head: cell`, the first at the margin; what is empty is left out."""
    for number, row in enumerate(rows):
        if number:
            yield ""
        parts = [phrase("{head}: {cell}", head=head, cell=cell) for head, cell in zip(heads, row, strict=True) if cell]
        yield from (line for part in parts[:1] for line in _folded(part, width))
        yield from (f"  {line}" for line in _packed(parts[1:], width - 2))


def _packed(parts: Iterable[str], width: int) -> Iterator[str]:
    """Put as many parts on a line as fit; a longer one stands alone, folded, its further lines set in."""
    line = ""
    for part in parts:
        longer = f"{line}{_APART}{part}" if line else part
        if _size(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        first, *others = _folded(part, width - 2)
        line = "" if others else first
        yield from (first, *(f"  {one}" for one in others)) if others else ()
    if line:
        yield line


def _folded(text: str, width: int) -> list[str]:
    """Fold at spaces; a word that is longer than the width stands alone and whole."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if not lines[-1] or _size(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _size(text: str) -> int:
    """Count the columns that a terminal gives a text."""
    return sum(0 if combining(sign) else 1 + (east_asian_width(sign) in "WF") for sign in text)
