"""Work out what a template only prints: widths in percent, places on a strip, entries of the contents, addresses.

Templates decide nothing (STYLE rule 11), so what a page needs beyond the `Report` is decided here, once, as a value.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.reports.columns import stands_whole, widths
from rmdiag.reports.model import (
    Align,
    Block,
    Callout,
    Cell,
    Column,
    Contents,
    KeyFigures,
    LevelScale,
    Link,
    List,
    Paragraph,
    Report,
    Row,
    RowKind,
    Runs,
    Section,
    Table,
)
from rmdiag.reports.picture import Picture
from rmdiag.reports.spaces import Room

NARROW = Fraction(16, 100)  # of a table: a column below this share holds a few words at most
WHOLE = 500  # characters of a callout up to which it stands on one page: about six lines
TALL = 300  # characters in all cells beyond which a row may stand alone before or after the end of a page
LONG = 1200  # characters in one cell beyond which its row may be split over pages
STRIP = (Fraction(8), Fraction(124))  # millimetres: where the first and the last level stand on a strip

WORDS_NEED, FIGURES_NEED = Fraction(9), Fraction(9, 2)  # rem: a column of words, and one of figures, can be read so
ALWAYS_FITS, ALWAYS_ENOUGH = Fraction(20), Fraction(48)  # rem: what any phone shows; no table needs more
NAME_SIZE = Fraction(24, 10)  # millimetres


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """A column with its share of the table's width."""

    column: Column
    share: str
    classes: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """A cell with the name of its element and its looks."""

    element: str
    span: str
    classes: str
    runs: Runs
    scope: str  # of a heading: "row", or "rowgroup" where it heads the rows that follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A level on a strip, in its place."""

    x: str
    number: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleView:
    """A strip with all its marks in place, in millimetres."""

    stops: tuple[Stop, ...]
    reached: Stop | None  # the level demonstrated, when it is a whole one
    point: Stop | None  # the same when it lies between two
    interval: tuple[str, str] | None  # left edge and width
    target: str | None
    previous: str | None
    name_size: str  # so that long names of levels do not meet


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the contents."""

    id: str
    number: str
    title: str
    depth: int


def column_views(table: Table) -> tuple[ColumnView, ...]:
    """Give every column its share of the width."""
    found = widths(table)
    whole = sum(width.millimetres for width in found)
    return tuple(
        ColumnView(
            column=column,
            share=f"{float(100 * width.millimetres / whole):.3f}%",
            classes=f"{column.align}{' tight' if width.tight else ''}",
        )
        for column, width in zip(table.columns, found, strict=True)
    )


def row_classes(row: Row) -> str:
    """Say what kind of row it is, whether it is split, if no page could hold it, and whether it stands alone."""
    return f"{row.kind}{' tall' if _is_tall(row) else ''}{' long' if _is_long(row) else ''}"


def cell_views(columns: tuple[ColumnView, ...], row: Row) -> Iterator[CellView]:
    """Say of each cell what it is and how it looks, from its column, its row and its level."""
    place = 0
    for cell in row.cells:
        column = columns[place]
        heads = row.kind is RowKind.GROUP or column.column.heads_rows
        looks = "" if row.kind is RowKind.GROUP else column.classes
        classes = looks if cell.level is None else f"{looks} level level-{cell.level}"
        yield CellView(
            element="th" if heads else "td",
            span=str(cell.span),
            classes=classes,
            runs=cell.runs,
            scope="rowgroup" if row.kind is RowKind.GROUP else "row",
        )
        place += cell.span


def row_groups(table: Table) -> tuple[tuple[Row, ...], ...]:
    """Part the rows of a table where a row heads those that follow."""
    groups: list[list[Row]] = []
    for row in table.rows:
        if row.kind is RowKind.GROUP or not groups:
            groups.append([])
        groups[-1].append(row)
    return tuple(map(tuple, groups))


def table_classes(table: Table) -> str:
    """Give the looks of a table with its note; a low one is not cut at the end of a page."""
    return f"table-and-note{' keep-whole' if stands_whole(table) else ''}"


def least_width(table: Table) -> str:
    """Give the width below which a table is moved within its own box; "" where it fits on any phone."""
    whole = sum(column.width for column in table.columns)
    narrow = [column.align is not Align.START or Fraction(column.width, whole) < NARROW for column in table.columns]
    needed = sum((FIGURES_NEED if one else WORDS_NEED for one in narrow), Fraction(0))
    return f"{float(min(needed, ALWAYS_ENOUGH)):.1f}rem" if needed > ALWAYS_FITS else ""


def scale_view(scale: LevelScale) -> ScaleView:
    """Put the marks of a level scale in place."""
    top = len(scale.levels)
    level = scale.level
    whole = level is not None and level.denominator == 1
    mark = None if level is None else Stop(x=_x(level, top), number=int(level), name="")
    return ScaleView(
        stops=tuple(
            Stop(x=_x(Fraction(number), top), number=number, name=name)
            for number, name in enumerate(scale.levels, start=1)
        ),
        reached=mark if whole else None,
        point=None if whole else mark,
        interval=_interval(scale.low, scale.high, top),
        target=None if scale.target is None else _x(scale.target, top),
        previous=None if scale.previous is None else _x(scale.previous, top),
        name_size=_name_size(scale.levels),
    )


def contents_entries(report: Report, contents: Contents) -> tuple[Entry, ...]:
    """List the sections that the contents show."""
    return tuple(_entries(report.sections, 1, contents.depth))


def card_count(figures: KeyFigures) -> str:
    """Name the number of cards, which gives each its width."""
    return f"cards-{len(figures.cards)}"


def lines_beneath(room: Room) -> range:
    """Count the ruled lines under the one with the label."""
    return range(room.lines - 1)


def safe_address(link: Link) -> str | None:
    """Give the address if a page may lead to it: another scheme than the web's is printed, never followed."""
    return link.address if link.address.startswith(("https://", "http://")) else None


def data_address(picture: Picture) -> str:
    """Give a picture as an address that holds it, so that a page needs no second file."""
    return f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"


def _is_long(row: Row) -> bool:
    return max(map(_length, row.cells), default=0) > LONG


def _is_tall(row: Row) -> bool:
    return sum(map(_length, row.cells)) > TALL


def _length(cell: Cell) -> int:
    return sum(len(run.text or "") for run in cell.runs)


def callout_classes(block: Callout) -> str:
    """Give the looks of a callout; a short one is not cut at the end of a page, a long one only between its entries."""
    length = sum(map(_characters, block.blocks))
    return f"callout {block.kind.value} {'keep-whole' if length <= WHOLE else 'parted'}"


def _characters(block: Block) -> int:
    """Count the characters of paragraphs and lists; what else stands in a callout is taken for long."""
    match block:
        case Paragraph():
            return sum(len(run.text or "") for run in block.runs)
        case List():
            nested = (_characters(entry.nested) for entry in block.entries if entry.nested is not None)
            return sum(len(run.text or "") for entry in block.entries for run in entry.runs) + sum(nested)
        case _:
            return WHOLE + 1


def _entries(sections: tuple[Section, ...], depth: int, deepest: int) -> Iterator[Entry]:
    for section in sections:
        if depth > deepest or not section.listed:
            continue
        yield Entry(id=section.id, number=section.number or "", title=section.title, depth=depth)
        yield from _entries(section.sections, depth + 1, deepest)


def _interval(low: Fraction | None, high: Fraction | None, top: int) -> tuple[str, str] | None:
    if low is None or high is None or low == high:
        return None
    left, right = _place(low, top), _place(high, top)
    return f"{float(left):.2f}", f"{float(right - left):.2f}"


def _name_size(levels: tuple[str, ...]) -> str:
    """Give the size at which the longest name fits between two stops, in millimetres."""
    room = (STRIP[1] - STRIP[0]) / max(len(levels) - 1, 1) - 1
    longest = max((len(name) for name in levels), default=1)
    return f"{float(min(NAME_SIZE, room / max(longest, 1) / Fraction(55, 100))):.2f}"


def _x(value: Fraction, top: int) -> str:
    return f"{float(_place(value, top)):.2f}"


def _place(value: Fraction, top: int) -> Fraction:
    inside = min(max(value, Fraction(1)), Fraction(top))
    return STRIP[0] + (STRIP[1] - STRIP[0]) * (inside - 1) / max(top - 1, 1)
