"""Find the columns of the findings' table, wherever they stand, and give its rows by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rmdiag.assessment.exchange.reply import codes
from rmdiag.assessment.exchange.reply.grids import Box, Brought, Line
from rmdiag.problems import Kind, Problems, Span, listed
from rmdiag.questionnaires.exchange.shown import plain_head

Heads = Mapping[str, str]  # the column's key by what may stand over it, as `plain_head` gives it
DEEPEST_HEAD = 60  # the row of heads is among the first of a table
NAMING = ("number", "key", "place")  # one of these must be there, to say which finding is meant
LONGEST_SHOWN = 200  # characters of a cell in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    """One row: its cells by the key of their column, and those that no column of ours stands over."""

    boxes: Mapping[str, Box]
    others: tuple[Box, ...]
    line: Line

    def words(self, key: str) -> str:
        """Give what stands in a column; nothing where the column is missing."""
        box = self.boxes.get(key)
        return "" if box is None else box.words.strip()

    @property
    def comment(self) -> Box:
        """The cell of the comment, which every table has."""
        return self.boxes["comment"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noting:
    """Notes problems at the cells of one file; `heads` has our words for its columns."""

    file: str
    heads: Mapping[str, str]  # what stands over a column, by its key
    problems: Problems

    def note(self, kind: Kind, box: Box, **values: object) -> None:
        """Note a problem at a cell."""
        span = Span(file=self.file, line=box.place.row, column=box.place.column)
        self.problems.add(kind, span, **{"cell": box.place.name, "head": self.heads["comment"], **values})


def rows_of(brought: Brought, known: Heads, noting: Noting) -> tuple[ReplyRow, ...]:
    """Give the rows of every table of findings; a table that goes on without heads takes those of the one before."""
    found: list[ReplyRow] = []
    columns: dict[str, int] | None = None
    wide, tables = 0, 0
    for table in brought.tables:
        top = _top(table, known)
        if top is not None:
            columns = _columns(table[top], known, noting)
            wide, tables = len(table[top].boxes), tables + 1
        goes_on = brought.may_be_split and any(len(line.boxes) == wide for line in table)
        if columns is not None and (top is not None or goes_on):
            lines = table[0 if top is None else top + 1 :]
            found += [_row(line, columns) for line in lines if not _is_head(line, known)]
    if not tables:
        wanted = [noting.heads[key] for key in ("number", "key", "comment")]
        noting.problems.add(codes.NO_TABLE, Span(file=brought.name), heads=listed(wanted))
    return tuple(found)


def shortened(words: str) -> str:
    """Give words as a message can show them, in one line."""
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def _top(table: tuple[Line, ...], known: Heads) -> int | None:
    return next((number for number, line in enumerate(table[:DEEPEST_HEAD]) if _is_head(line, known)), None)


def _is_head(line: Line, known: Heads) -> bool:
    """Say whether a row holds heads: that of the comment, and one that says which finding is meant."""
    keys = set(_keys(line, known).values())
    return "comment" in keys and bool(keys & set(NAMING))


def _keys(line: Line, known: Heads) -> Mapping[int, str]:
    every = {place: known.get(plain_head(box.words)) for place, box in enumerate(line.boxes) if box.words}
    return {place: key for place, key in every.items() if key is not None}


def _columns(line: Line, known: Heads, noting: Noting) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, key in _keys(line, known).items():
        first = found.setdefault(key, place)
        if first != place:
            box = line.boxes[place]
            noting.note(codes.HEAD_TWICE, box, head=box.words, first=line.boxes[first].place.name)
    return found


def _row(line: Line, columns: Mapping[str, int]) -> ReplyRow:
    boxes = {key: line.boxes[place] for key, place in columns.items() if place < len(line.boxes)}
    ours = set(columns.values())
    return ReplyRow(boxes=boxes, others=tuple(_others(line, ours)), line=line)


def _others(line: Line, ours: set[int]) -> Iterator[Box]:
    return (box for place, box in enumerate(line.boxes) if place not in ours and box.words.strip())
