"""Draw the heat map: every indicator as a cell in the colour of its level, the level written in it."""

from __future__ import annotations

from dataclasses import replace

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of, wrapped
from rmdiag.reports.chart_parts import (
    CutBar,
    Kind,
    cut_by,
    draw_cut_bar,
    draw_names,
    height_of,
    level_kind,
    names_above,
)
from rmdiag.reports.chart_values import CellState, HeatCell, HeatMap, HeatRow
from rmdiag.reports.marks import SMALL, Sheet

CELL = 8.0
GAP = 0.8
LABELS = 0.33  # share of the width that the names of rows take
WIDEST = 24.0
STRIP, BELOW = 6.4, 2.6  # the bar that counts the cells, and the room under it


def draw_heat_map(chart: HeatMap, sheet: Sheet) -> str:
    """Draw a row per dimension under a bar that counts the levels; a dimension of many cells has a second line."""
    left = LABELS * sheet.width
    most = max((len(row.cells) for row in chart.rows), default=1)
    across = max(min(most, int((sheet.width - left) / 16)), 1)
    width = min((sheet.width - left) / across, WIDEST)
    kinds, counts = _counted(chart, sheet)
    strip = CutBar(label=chart.counted, kinds=tuple(kinds), parts=cut_by(counts))
    place = Box(x=left, y=0, width=across * width - GAP, height=STRIP)
    names = names_above(strip, place, sheet)
    tops, top = [], height_of(names) + (STRIP + BELOW if names else 0.5)
    for row in chart.rows:
        tops.append(top)
        top += _lines(row, across) * CELL + 0.9
    canvas = Canvas(width=sheet.width, height=top)
    if names:
        draw_names(canvas, names, 0, sheet)
        draw_cut_bar(canvas, strip, replace(place, y=height_of(names)), sheet)
    for row, start in zip(chart.rows, tops, strict=True):
        _draw_heat_row(canvas, row, (Box(x=left, y=start, width=width, height=CELL), across), sheet)
    return canvas.svg()


def _counted(chart: HeatMap, sheet: Sheet) -> tuple[list[Kind], list[int]]:
    """Count the cells at each level and in each state without one; the names begin with what stands in the cells."""
    cells = [cell for row in chart.rows for cell in row.cells]
    kinds, counts = [], []
    for level, name in enumerate(chart.levels, start=1):
        kinds.append(level_kind(level, f"{level} {name}", sheet))
        counts.append(sum(cell.level == level for cell in cells))
    for state in chart.states:
        kind = level_kind(None, f"{state.shown} {state.words}", sheet)
        kinds.append(replace(kind, fill=replace(_paint(state.state, None, sheet), radius=0)))
        counts.append(sum(cell.state is state.state for cell in cells))
    return kinds, counts


def _lines(row: HeatRow, across: int) -> int:
    return max(-(-len(row.cells) // across), 1)


def _draw_heat_row(canvas: Canvas, row: HeatRow, place: tuple[Box, int], sheet: Sheet) -> None:
    first, across = place
    label = wrapped(row.label, first.x - 4, sheet.ink(), 2)
    canvas.lines(label, (0, first.y + first.height / 2), sheet.ink())
    for number, cell in enumerate(row.cells):
        x = first.x + (number % across) * first.width
        y = first.y + (number // across) * first.height
        inner = Box(x=x, y=y, width=first.width - GAP, height=first.height - GAP)
        _draw_cell(canvas, cell, inner, sheet)


def _draw_cell(canvas: Canvas, cell: HeatCell, box: Box, sheet: Sheet) -> None:
    canvas.box(box, _paint(cell.state, cell.level, sheet))
    ink = sheet.tokens.level_ink(cell.level)
    middle = box.y + box.height / 2
    code = Type(size=SMALL - 0.3, colour=ink)
    shown = Type(size=10, colour=ink, bold=True, anchor="right")
    canvas.words(cell.shown, (box.right - 1.6, middle), shown)
    room = box.width - 3.5 - width_of(cell.shown, shown)
    canvas.words(wrapped(cell.label, room, code, 1)[0], (box.x + 1.5, middle), code)


def _paint(state: CellState, level: int | None, sheet: Sheet) -> Paint:
    if state is CellState.ASSESSED:
        return Paint(fill=sheet.tokens.level(level), edge=sheet.tokens.colour("rule-strong"), weight=0.12, radius=0.7)
    dashes = {CellState.NOT_ASSESSED: (1.2, 0.8), CellState.NOT_APPLICABLE: (0.3, 0.6)}.get(state)
    return Paint(
        fill=sheet.tokens.level(None), edge=sheet.tokens.colour("rule-strong"), weight=0.25, radius=0.7, dashes=dashes
    )
