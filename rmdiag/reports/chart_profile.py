"""Draw the maturity profile: names, a scale with marks, and behind it a column of numbers under each mark.

So the head of its column names every mark, and every number can be read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of, wrapped
from rmdiag.reports.chart_values import ProfileChart, ProfileRow
from rmdiag.reports.marks import (
    Scale,
    Sheet,
    beside_each_other,
    interval_mark,
    later_mark,
    point_mark,
    previous_mark,
    target_mark,
)

HEAD, HEAD_LINE = 9.5, 2.9
MARK, WORDS = 2.2, 6.2  # heights of the marks and of the first words in the head
ROW = 7.4
LABELS, LABELS_SLIM = 0.36, 0.3  # share of the width that the names of rows take at most
BAND = 5.6  # height of an interval
COLUMN, WIDEST = 8.5, 24.0  # millimetres that a column of numbers takes at least and at most
COLUMN_SLIM, WIDEST_SLIM = 8.0, 14.0
HEAD_LINES, ANY = 2, 99
GAP = 1.5
MARGIN, MARGIN_SLIM = 7.0, 3.0  # of the scale, at least; more where the name of its last level is long

Mark = Callable[[Canvas, float], None]
Number = tuple[str, Type]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """Numbers under the mark that they belong to: the words of the head, those of each row, the room they need."""

    head: tuple[str, ...]
    mark: Mark
    numbers: tuple[Number, ...]
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where things stand on the sheet."""

    sheet: Sheet
    scale: Scale
    labels: float
    head: float


def draw_profile(chart: ProfileChart, sheet: Sheet) -> str:
    """Draw the rows in the order given."""
    columns = list(_columns(chart, sheet))
    place = _place(chart, columns, sheet)
    canvas = Canvas(width=sheet.width, height=place.head + ROW * len(chart.rows) + 0.5)
    _draw_levels(canvas, chart, place)
    left = sheet.width - sum(column.width for column in columns)
    for column in columns:
        _draw_column(canvas, column, left + column.width / 2, place)
        left += column.width
    for number, row in enumerate(chart.rows):
        _draw_row(canvas, row, place.head + ROW * (number + 0.5), place)
    return canvas.svg()


def _columns(chart: ProfileChart, sheet: Sheet) -> Iterator[_Column]:
    """List the columns of the marks that occur."""
    heads, rows, tokens = chart.heads, chart.rows, sheet.tokens
    quiet = replace(sheet.ink(), colour=tokens.colour("ink-quiet"))
    white = Paint(fill=tokens.colour("paper"), edge=tokens.colour("ink"), weight=0.35)
    levels = [(row.shown.point, quiet if row.point is None else sheet.ink(bold=True)) for row in rows]
    yield _column(heads.point, levels, lambda canvas, x: canvas.disc((x, MARK), 1.75, white), sheet)
    if any(row.is_open for row in rows):
        numbers = [(row.shown.interval if row.is_open else "", quiet) for row in rows]
        yield _column(heads.interval, numbers, lambda canvas, x: interval_mark(canvas, _swatch(x), tokens), sheet)
    if any(row.target is not None for row in rows):
        numbers = [(row.shown.target, quiet) for row in rows]
        yield _column(heads.target, numbers, lambda canvas, x: target_mark(canvas, (x, MARK), tokens), sheet)
    if any(row.previous is not None for row in rows):
        numbers = [(row.shown.previous, quiet) for row in rows]
        yield _column(heads.previous, numbers, lambda canvas, x: previous_mark(canvas, (x, MARK), tokens), sheet)
    for place, head in enumerate(heads.after):
        numbers = [(row.shown.after[place], quiet) for row in rows]
        yield _column(head, numbers, _later(place + 1, sheet), sheet)


def _later(number: int, sheet: Sheet) -> Mark:
    return lambda canvas, x: later_mark(canvas, (x, MARK), number, sheet.tokens)


def _swatch(x: float) -> Box:
    """Give the box of the grey band over its column."""
    return Box(x=x - 2, y=MARK - 1.1, width=4, height=2.2)


def _column(words: str, numbers: Sequence[Number], mark: Mark, sheet: Sheet) -> _Column:
    """Make a column as narrow as its head on two lines and the words in it allow."""
    least, most = (COLUMN_SLIM, WIDEST_SLIM) if sheet.slim else (COLUMN, WIDEST)
    single = [(word, type_) for all_, type_ in [(words, sheet.quiet()), *numbers] for word in all_.split()]
    width = min(max([least, *(width_of(word, type_) + GAP for word, type_ in single)]), most)
    while width < most and len(wrapped(words, width - GAP, sheet.quiet(), ANY)) > HEAD_LINES:
        width += 0.5
    head = wrapped(words, width - GAP, sheet.quiet(), HEAD_LINES)
    return _Column(head=head, mark=mark, numbers=tuple(numbers), width=width)


def _place(chart: ProfileChart, columns: Sequence[_Column], sheet: Sheet) -> _Place:
    widest = max((width_of(row.label, sheet.ink()) for row in chart.rows), default=0.0)
    labels = min(widest + 3, (LABELS_SLIM if sheet.slim else LABELS) * sheet.width)
    left = right = MARGIN_SLIM
    if not sheet.slim:
        left, right = (max(MARGIN, width_of(chart.levels[end], sheet.quiet()) / 2 + GAP) for end in (0, -1))
    scale = Scale(
        left=labels + left,
        right=sheet.width - sum(column.width for column in columns) - right,
        start=Fraction(1),
        end=Fraction(len(chart.levels)),
    )
    lines = max(len(column.head) for column in columns)
    return _Place(sheet=sheet, scale=scale, labels=labels, head=HEAD + HEAD_LINE * (lines - 1))


def _draw_levels(canvas: Canvas, chart: ProfileChart, place: _Place) -> None:
    """Draw the lines of the levels, their numbers, and their names where there is room for all."""
    sheet, scale = place.sheet, place.scale
    bottom = place.head + ROW * len(chart.rows)
    step = (scale.right - scale.left) / max(len(chart.levels) - 1, 1)
    centred = replace(sheet.quiet(), anchor="center")
    named = None if sheet.slim else beside_each_other(chart.levels, step, centred)
    words = place.head - HEAD + WORDS
    for level, name in enumerate(chart.levels, start=1):
        x = scale.at(Fraction(level))
        canvas.line([(x, place.head - 0.5), (x, bottom)], sheet.rule())
        number = replace(sheet.ink(bold=True), anchor="center")
        canvas.words(str(level), (x, words if named is None else words - WORDS + MARK), number)
        if named is not None:
            canvas.words(name, (x, words), named)
    canvas.line([(0, place.head - 0.5), (sheet.width, place.head - 0.5)], sheet.strong_rule())


def _draw_column(canvas: Canvas, column: _Column, x: float, place: _Place) -> None:
    sheet = place.sheet
    column.mark(canvas, x)
    head = replace(sheet.quiet(), anchor="center")
    for number, line in enumerate(column.head):
        canvas.words(line, (x, WORDS + HEAD_LINE * number), head)
    for number, (words, type_) in enumerate(column.numbers):
        lines = wrapped(words, column.width - GAP, type_, 2)
        canvas.lines(lines, (x, place.head + ROW * (number + 0.5)), replace(type_, anchor="center"))


def _draw_row(canvas: Canvas, row: ProfileRow, y: float, place: _Place) -> None:
    sheet, scale = place.sheet, place.scale
    canvas.lines(wrapped(row.label, place.labels - 2, sheet.ink(), 2), (0, y), sheet.ink())
    canvas.line([(0, y + ROW / 2), (sheet.width, y + ROW / 2)], sheet.rule())
    if row.low is not None and row.high is not None and row.is_open:
        left, right = scale.at(row.low), scale.at(row.high)
        # higher than the marks, which would hide a narrow one
        interval_mark(canvas, Box(x=left - 0.4, y=y - BAND / 2, width=right - left + 0.8, height=BAND), sheet.tokens)
    _draw_marks(canvas, row, y, place)


def _draw_marks(canvas: Canvas, row: ProfileRow, y: float, place: _Place) -> None:
    scale, tokens = place.scale, place.sheet.tokens
    above = row.target == row.point or bool(row.after)  # where it would lie upon other marks
    if row.target is not None:
        target_mark(canvas, (scale.at(row.target), y - 2.5 if above else y), tokens)
    if row.previous is not None:
        on_point = row.previous == row.point
        previous_mark(canvas, (scale.at(row.previous), y + 2.4 if on_point else y), tokens)
    _draw_after(canvas, row, y, place)
    if row.point is not None:
        point_mark(canvas, (scale.at(row.point), y), row.point, tokens)


def _draw_after(canvas: Canvas, row: ProfileRow, y: float, place: _Place) -> None:
    """Lead a line from where a row stands to where it could stand later; a number where it would have risen."""
    scale, tokens = place.scale, place.sheet.tokens
    rising = [row.point, *row.after]
    known = [scale.at(value) for value in rising if value is not None]
    if len(set(known)) > 1:
        canvas.line([(min(known), y), (max(known), y)], Paint(edge=tokens.colour("ink-quiet"), weight=0.5))
    for number, (before, value) in enumerate(pairwise(rising), start=1):
        if value is not None and value != before:
            later_mark(canvas, (scale.at(value), y), number, tokens)
