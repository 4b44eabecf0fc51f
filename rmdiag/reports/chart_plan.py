"""Draw what a plan asks for: its staff by quarter, under a line at what there is."""

from __future__ import annotations

from dataclasses import replace

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of
from rmdiag.reports.chart_values import LoadBar, LoadChart
from rmdiag.reports.marks import SMALL, Sheet

LOAD_HEIGHT = 40.0  # of the field
LOAD_FOOT = 5.0
WIDEST_BAR = 12.0
BAR_SHARE = 0.78  # of the room of a column
FULL_SHARE = 0.86  # of the field's height
INSIDE = 5.0  # height of a column that has room for its figure
LINE = 4.2  # of words above a column or a line


def draw_load(chart: LoadChart, sheet: Sheet) -> str:
    """Draw a column per stretch of time and a line at what there is, its words upon it."""
    canvas = Canvas(width=sheet.width, height=LOAD_HEIGHT + LOAD_FOOT)
    field = Box(x=0, y=0, width=sheet.width, height=LOAD_HEIGHT)
    top = max([chart.capacity, *(bar.load for bar in chart.bars)], default=chart.capacity) or 1
    canvas.box(field, Paint(fill=sheet.tokens.colour("paper-tint")))
    step = field.width / max(len(chart.bars), 1)
    _draw_load_names(canvas, chart, (step, field.bottom + 2.6), sheet)
    told = all(width_of(bar.shown, sheet.quiet()) <= step * BAR_SHARE for bar in chart.bars)
    heights = [float(bar.load / top) * FULL_SHARE * field.height for bar in chart.bars]
    for number, (bar, height) in enumerate(zip(chart.bars, heights, strict=True)):
        place = Box(x=step * number, y=field.bottom - height, width=step, height=height)
        _draw_load_bar(canvas, bar if told else replace(bar, shown=""), place, sheet)
    canvas.line([(0, field.bottom), (sheet.width, field.bottom)], sheet.strong_rule())
    y = field.bottom - float(chart.capacity / top) * FULL_SHARE * field.height
    canvas.line([(0, y), (sheet.width, y)], Paint(edge=sheet.tokens.colour("target"), weight=0.45, dashes=(1.6, 0.8)))
    covered = heights[: int(width_of(chart.capacity_words, sheet.quiet()) / step) + 1]
    tops = (field.bottom - height - (0 if height > INSIDE else LINE) for height in covered)
    _draw_capacity(canvas, chart.capacity_words, (y, min(tops, default=y)), sheet)
    return canvas.svg()


def _draw_capacity(canvas: Canvas, words: str, heights: tuple[float, float], sheet: Sheet) -> None:
    """Write what there is upon its line, or above the columns that stand higher, with a line down to it."""
    line, columns = heights
    y = min(heights) - LINE / 2
    canvas.words(words, (1.2, y), sheet.quiet())
    if columns < line:
        canvas.line([(0.5, y), (0.5, line)], sheet.strong_rule())


def _draw_load_names(canvas: Canvas, chart: LoadChart, place: tuple[float, float], sheet: Sheet) -> None:
    """Write the names under the columns, without those that the one before reaches."""
    step, y = place
    quiet = replace(sheet.quiet(), anchor="center")
    written = 0.0
    for number, bar in enumerate(chart.bars):
        middle, half = step * (number + 0.5), width_of(bar.label, quiet) / 2
        if middle - half >= written and middle + half <= sheet.width:
            canvas.words(bar.label, (middle, y), quiet)
            written = middle + half + 1


def _draw_load_bar(canvas: Canvas, bar: LoadBar, place: Box, sheet: Sheet) -> None:
    """Draw a column with its figure in it, or above where it is low."""
    middle, width = place.x + place.width / 2, min(place.width * BAR_SHARE, WIDEST_BAR)
    fill = Paint(fill=sheet.tokens.colour("wave-3"), edge=sheet.tokens.colour("wave-1"), weight=0.15)
    if bar.load:
        canvas.box(replace(place, x=middle - width / 2, width=width), fill)
    y = place.y + 2.4 if place.height > INSIDE else place.y - 2
    canvas.words(bar.shown, (middle, y), Type(size=SMALL, colour=sheet.tokens.colour("ink"), anchor="center"))
