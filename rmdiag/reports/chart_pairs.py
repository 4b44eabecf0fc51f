"""Draw two views of the same things on one scale: a mark for each, a line between, words at the first."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from rmdiag.reports.canvas import Box, Canvas, Paint, wrapped
from rmdiag.reports.chart_values import PairChart, PairRow
from rmdiag.reports.marks import Scale, Sheet, beside_each_other, point_mark

HEAD = 9.5
ROW = 6.6
NAMES = 5.0  # room for the names of the two marks, above the first row
LABELS, SHOWN = Fraction(34, 100), Fraction(10, 100)  # shares of the width
HALF = 2.2  # of the side of the square, which stands around the disc where both see the same


def draw_pairs(chart: PairChart, sheet: Sheet) -> str:
    """Draw the rows; the marks of the row in which they stand furthest apart bear their names."""
    rows = max(len(chart.rows), 1)
    canvas = Canvas(width=sheet.width, height=HEAD + NAMES + ROW * rows + 1)
    labels = float(LABELS) * sheet.width
    scale = Scale(
        left=labels + 5,
        right=sheet.width - float(SHOWN) * sheet.width - 5,
        start=Fraction(1),
        end=Fraction(len(chart.levels)),
    )
    _draw_levels(canvas, chart, scale, sheet)
    for number, row in enumerate(chart.rows):
        _draw_row(canvas, row, HEAD + NAMES + ROW * (number + 0.5), (scale, sheet))
    if chart.rows:
        _draw_names(canvas, chart, (scale, sheet))
    return canvas.svg()


def _draw_levels(canvas: Canvas, chart: PairChart, scale: Scale, sheet: Sheet) -> None:
    bottom = HEAD + NAMES + ROW * len(chart.rows)
    step = (scale.right - scale.left) / max(len(chart.levels) - 1, 1)
    named = beside_each_other(chart.levels, step, replace(sheet.quiet(), anchor="center"))
    for level, name in enumerate(chart.levels, start=1):
        x = scale.at(Fraction(level))
        canvas.line([(x, HEAD - 0.5), (x, bottom)], sheet.rule())
        canvas.words(str(level), (x, 2.2), replace(sheet.ink(bold=True), anchor="center"))
        if named is not None:
            canvas.words(name, (x, 6.2), named)
    canvas.line([(0, HEAD - 0.5), (sheet.width, HEAD - 0.5)], sheet.strong_rule())


def _draw_row(canvas: Canvas, row: PairRow, y: float, context: tuple[Scale, Sheet]) -> None:
    scale, sheet = context
    labels = float(LABELS) * sheet.width
    canvas.lines(wrapped(row.label, labels - 2, sheet.ink(), 2), (0, y), sheet.ink())
    canvas.line([(0, y + ROW / 2), (sheet.width, y + ROW / 2)], sheet.rule())
    own, result = scale.at(row.own), scale.at(row.result)
    side = own - HALF if own > result else own + HALF
    if abs(own - result) > HALF:
        canvas.line([(side, y), (result, y)], Paint(edge=sheet.tokens.colour("ink-quiet"), weight=0.6))
    point_mark(canvas, (result, y), row.result, sheet.tokens)
    square = Box(x=own - HALF, y=y - HALF, width=2 * HALF, height=2 * HALF)
    canvas.box(square, Paint(edge=sheet.tokens.colour("ink"), weight=0.4))
    canvas.words(row.shown, (sheet.width, y), replace(sheet.ink(bold=True), anchor="right"))


def _draw_names(canvas: Canvas, chart: PairChart, context: tuple[Scale, Sheet]) -> None:
    """Write the names over the marks of the first row, each on its own side, so that no key is needed."""
    scale, sheet = context
    first = chart.rows[0]
    own, result = scale.at(first.own), scale.at(first.result)
    y, words = HEAD + 2.6, sheet.quiet()
    left, right = (
        ((chart.own, own), (chart.result, result)) if own < result else ((chart.result, result), (chart.own, own))
    )
    canvas.words(left[0], (left[1] + HALF, y), replace(words, anchor="right"))
    canvas.words(right[0], (right[1] - HALF + 1.5, y), replace(words, anchor="left"))
    for x in (own, result):
        canvas.line([(x, y + 1.6), (x, HEAD + NAMES + ROW / 2 - HALF)], sheet.strong_rule())
