"""Draw the short profile: every mark is explained by the heading of its numbers, and no word is under eight points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of, wrapped
from rmdiag.reports.chart_values import StandingChart, StandingRow
from rmdiag.reports.marks import LABEL, Scale, Sheet, interval_mark, point_mark, previous_mark, target_mark

HEAD = 9.5
ROW, ROW_WIDE, MOST_HEIGHT = 7.6, 5.8, 76.0  # many rows are set closer, so that the chart stays on its page
TWO_LINES = 6.0  # the height that a name of two lines needs
NAMES = Fraction(37, 100)  # share of the width that the names of rows take in a column, and less across the page
NAMES_WIDE = Fraction(24, 100)
NUMBERS = 8.5  # least room for a column of numbers
GAP = 1.5
EARLIER_ABOVE = 1.5  # millimetres
MEETS, AROUND = 0.9, 2.8  # millimetres between marks that hide each other, and the diamond around a level


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where things stand on the sheet."""

    scale: Scale
    columns: tuple[float, ...]  # the middle of each column of numbers
    names: float
    row: float


def draw_standing(chart: StandingChart, sheet: Sheet) -> str:
    """Draw names on the left, the scale with its marks, and the numbers under the marks that they belong to."""
    place = _place(chart, sheet)
    canvas = Canvas(width=sheet.width, height=HEAD + place.row * len(chart.rows) + 0.5)
    _draw_levels(canvas, chart, place, sheet)
    for number, (heading, middle) in enumerate(zip(chart.headings, place.columns, strict=True)):
        _mark(canvas, (middle, 2.4), (number, None), sheet)
        canvas.words(heading, (middle, 6.6), replace(_quiet(sheet), anchor="center"))
    for number, row in enumerate(chart.rows):
        _draw_row(canvas, row, HEAD + place.row * (number + 0.5), (place, sheet))
    return canvas.svg()


def _place(chart: StandingChart, sheet: Sheet) -> _Place:
    names = float(NAMES if sheet.slim else NAMES_WIDE) * sheet.width
    widths = [max(NUMBERS, width_of(heading, _quiet(sheet)) + GAP) for heading in chart.headings]
    right = sheet.width - sum(widths)
    middles = tuple(right + sum(widths[:number]) + width / 2 for number, width in enumerate(widths))
    margin = 2.5 if sheet.slim else 9.0
    scale = Scale(
        left=names + margin, right=right - margin + 0.5, start=Fraction(1), end=Fraction(max(len(chart.levels), 2))
    )
    row = min(ROW if sheet.slim else ROW_WIDE, MOST_HEIGHT / max(len(chart.rows), 1))
    return _Place(scale=scale, columns=middles, names=names, row=row)


def _named(chart: StandingChart, place: _Place, sheet: Sheet) -> bool:
    """Whether the names of the levels fit beside each other over their lines, and the outer ones into the scale."""
    step = (place.scale.right - place.scale.left) / max(len(chart.levels) - 1, 1)
    widths = [width_of(name, _quiet(sheet)) for name in chart.levels]
    beside = all((one + other) / 2 + GAP <= step for one, other in pairwise(widths))
    ends = place.scale.left - place.names, place.columns[0] - NUMBERS / 2 - place.scale.right
    return beside and widths[0] / 2 <= ends[0] and widths[-1] / 2 <= ends[1]


def _draw_levels(canvas: Canvas, chart: StandingChart, place: _Place, sheet: Sheet) -> None:
    bottom = HEAD + place.row * len(chart.rows)
    named = replace(_quiet(sheet), anchor="center")
    fit = _named(chart, place, sheet)
    for level, name in enumerate(chart.levels, start=1):
        x = place.scale.at(Fraction(level))
        canvas.line([(x, HEAD - 0.5), (x, bottom)], sheet.rule())
        number = Type(size=LABEL, colour=sheet.tokens.colour("ink"), bold=True, anchor="center")
        canvas.words(str(level), (x, 2.4 if fit else 6.6), number)
        if fit:
            canvas.words(name, (x, 6.6), named)
    canvas.line([(0, HEAD - 0.5), (sheet.width, HEAD - 0.5)], sheet.strong_rule())


def _draw_row(canvas: Canvas, row: StandingRow, y: float, context: tuple[_Place, Sheet]) -> None:
    place, sheet = context
    ink = _ink(sheet)
    lines = wrapped(row.label, place.names - GAP, ink, 2 if place.row >= TWO_LINES else 1)
    canvas.lines(lines, (0, y), ink)
    canvas.line([(0, y + place.row / 2), (sheet.width, y + place.row / 2)], sheet.rule())
    if row.low is not None and row.high is not None and row.low != row.high:
        left, right = place.scale.at(row.low), place.scale.at(row.high)
        interval_mark(canvas, Box(x=left, y=y - 1.1, width=right - left, height=2.2), sheet.tokens)
    if row.without:
        canvas.words(row.without, (place.scale.left, y), _quiet(sheet))
    _draw_marks(canvas, row, y, context)
    for number, (mark, middle) in enumerate(zip(row.marks, place.columns, strict=True)):
        shown = _quiet(sheet) if number else replace(ink, bold=True)
        canvas.words(mark.shown, (middle, y), replace(shown, anchor="center"))


def _draw_marks(canvas: Canvas, row: StandingRow, y: float, context: tuple[_Place, Sheet]) -> None:
    """Draw the level above all else, a target on the same place around it, and the round before over the line."""
    place, sheet = context
    values = [mark.value for mark in row.marks]
    point, target = values[0], values[1] if len(values) > 1 else None
    if point is None:
        return
    here = place.scale.at(point)
    if target is not None and target > point:
        canvas.line([(here, y), (place.scale.at(target), y)], Paint(edge=sheet.tokens.colour("target"), weight=0.3))
    for number, value in reversed(list(enumerate(values))):
        if value is None:
            continue
        if number > 1:
            _mark(canvas, (place.scale.at(value), y - EARLIER_ABOVE), (number, value), sheet)
            continue
        meets = bool(number) and abs(place.scale.at(value) - here) < MEETS
        if meets and number == 1:
            canvas.diamond((here, y), AROUND, Paint(edge=sheet.tokens.colour("target"), weight=0.5))
        elif not meets:
            _mark(canvas, (place.scale.at(value), y), (number, value), sheet)


def _mark(canvas: Canvas, at: tuple[float, float], what: tuple[int, Fraction | None], sheet: Sheet) -> None:
    """Draw the mark of a heading; the level's is white over its column, as it stands for all levels there."""
    number, value = what
    if number == 0 and value is None:
        canvas.disc(at, 1.75, Paint(fill=sheet.tokens.colour("paper"), edge=sheet.tokens.colour("ink"), weight=0.35))
    elif number == 0 and value is not None:
        point_mark(canvas, at, value, sheet.tokens)
    elif number == 1:
        target_mark(canvas, at, sheet.tokens)
    else:
        previous_mark(canvas, at, sheet.tokens)


def _ink(sheet: Sheet) -> Type:
    return Type(size=LABEL, colour=sheet.tokens.colour("ink"))


def _quiet(sheet: Sheet) -> Type:
    return Type(size=LABEL, colour=sheet.tokens.colour("ink-quiet"))
