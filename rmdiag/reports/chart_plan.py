"""Draw what a plan asks for and what it reaches: its staff by quarter, and the indicators by level after each wave."""

from __future__ import annotations

from dataclasses import replace

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of, wrapped
from rmdiag.reports.chart_values import LevelBars, LevelRow, LoadBar, LoadChart
from rmdiag.reports.marks import KEY_LINE, SMALL, SWATCH, Sheet, level_key

LOAD_HEIGHT = 34.0  # of the field
LOAD_HEAD = 8.0
LOAD_FOOT = 5.0
WIDEST_BAR = 12.0
BAR_SHARE = 0.78  # of the room of a column
FULL_SHARE = 0.86  # of the field's height
INSIDE = 5.0  # height of a column that has room for its figure
LEVEL_ROW = 6.4
LEVEL_LABELS = 0.33
LEVEL_NOTES = 0.2


def draw_load(chart: LoadChart, sheet: Sheet) -> str:
    """Draw a column per stretch of time and a line at what there is."""
    canvas = Canvas(width=sheet.width, height=LOAD_HEAD + LOAD_HEIGHT + LOAD_FOOT)
    field = Box(x=0, y=LOAD_HEAD, width=sheet.width, height=LOAD_HEIGHT)
    top = max([chart.capacity, *(bar.load for bar in chart.bars)], default=chart.capacity) or 1
    canvas.box(field, Paint(fill=sheet.tokens.colour("paper-tint")))
    step = field.width / max(len(chart.bars), 1)
    _draw_load_names(canvas, chart, (step, field.bottom + 2.6), sheet)
    told = all(width_of(bar.shown, sheet.quiet()) <= step * BAR_SHARE for bar in chart.bars)
    for number, bar in enumerate(chart.bars):
        share = float(bar.load / top) * FULL_SHARE
        place = Box(x=step * number, y=field.bottom - share * field.height, width=step, height=share * field.height)
        _draw_load_bar(canvas, bar if told else replace(bar, shown=""), place, sheet)
    canvas.line([(0, field.bottom), (sheet.width, field.bottom)], sheet.strong_rule())
    y = field.bottom - float(chart.capacity / top) * FULL_SHARE * field.height
    canvas.line([(0, y), (sheet.width, y)], Paint(edge=sheet.tokens.colour("target"), weight=0.45, dashes=(1.6, 0.8)))
    canvas.line([(0, 2.4), (SWATCH, 2.4)], Paint(edge=sheet.tokens.colour("target"), weight=0.45, dashes=(1.6, 0.8)))
    canvas.words(chart.capacity_words, (SWATCH + 1.5, 2.4), sheet.quiet())
    return canvas.svg()


def draw_level_bars(chart: LevelBars, sheet: Sheet) -> str:
    """Draw a bar per time, cut by how many indicators stand at each level; every part says how many."""
    left, right = LEVEL_LABELS * sheet.width, (1 - LEVEL_NOTES) * sheet.width
    key = level_key(chart.levels, left, sheet)
    height = LEVEL_ROW * len(chart.rows)
    without = any(row.without for row in chart.rows)
    canvas = Canvas(width=sheet.width, height=height + key.height + 1 + KEY_LINE * without)
    for number, row in enumerate(chart.rows):
        box = Box(x=left, y=LEVEL_ROW * number, width=right - left, height=LEVEL_ROW)
        _draw_level_row(canvas, row, box, sheet)
    key.draw(canvas, height + 1, sheet)
    if without:
        y = height + key.height + KEY_LINE * 0.5
        canvas.box(Box(x=left, y=y - 2, width=SWATCH, height=4), _part(None, sheet))
        canvas.words(chart.without, (left + SWATCH + 1.5, y), sheet.quiet())
    return canvas.svg()


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


def _draw_level_row(canvas: Canvas, row: LevelRow, bar: Box, sheet: Sheet) -> None:
    middle = bar.y + bar.height / 2
    canvas.lines(wrapped(row.label, bar.x - 3, sheet.ink(), 2), (0, middle), sheet.ink())
    canvas.lines(
        wrapped(row.note, sheet.width - bar.right - 3, sheet.quiet(), 2), (bar.right + 3, middle), sheet.quiet()
    )
    whole = sum(row.counts) + row.without
    x = bar.x
    for level, count in [*enumerate(row.counts, start=1), (None, row.without)]:
        if not count:
            continue
        part = Box(x=x, y=bar.y + 0.8, width=bar.width * count / whole, height=bar.height - 1.6)
        canvas.box(part, _part(level, sheet))
        words = Type(size=SMALL, colour=sheet.tokens.level_ink(level), bold=True, anchor="center")
        if width_of(str(count), words) + 0.6 <= part.width:
            canvas.words(str(count), (part.x + part.width / 2, middle), words)
        x = part.right


def _part(level: int | None, sheet: Sheet) -> Paint:
    dashes = (1.2, 0.8) if level is None else None
    return Paint(fill=sheet.tokens.level(level), edge=sheet.tokens.colour("rule-strong"), weight=0.15, dashes=dashes)
