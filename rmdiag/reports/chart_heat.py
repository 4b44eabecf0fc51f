"""Draw the heat map: every indicator as a cell in the colour of its level, the level written in it."""

from __future__ import annotations

from dataclasses import replace

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of, wrapped
from rmdiag.reports.chart_values import CellState, HeatCell, HeatKey, HeatMap, HeatRow
from rmdiag.reports.marks import KEY_LINE, SMALL, SWATCH, Sheet, flowed, level_key

CELL = 8.0
GAP = 0.8
LABELS = 0.33  # share of the width that the names of rows take
WIDEST = 24.0


def draw_heat_map(chart: HeatMap, sheet: Sheet) -> str:
    """Draw a row per dimension; a dimension with more cells than fit goes on in a second line."""
    left = LABELS * sheet.width
    most = max((len(row.cells) for row in chart.rows), default=1)
    across = max(min(most, int((sheet.width - left) / 16)), 1)
    width = min((sheet.width - left) / across, WIDEST)
    tops, top = [], 0.5
    for row in chart.rows:
        tops.append(top)
        top += _lines(row, across) * CELL + 0.9
    key = level_key(chart.levels, 0 if sheet.slim else left, sheet)
    states = _placed(chart.states, 0 if sheet.slim else left, sheet)
    lines = 1 + max((line for _, _, line in states), default=-1)
    canvas = Canvas(width=sheet.width, height=top + key.height + lines * KEY_LINE + 1)
    for row, start in zip(chart.rows, tops, strict=True):
        box = Box(x=left, y=start, width=width, height=CELL)
        _draw_heat_row(canvas, row, (box, across), sheet)
    key.draw(canvas, top + 1, sheet)
    for state, x, line in states:
        _draw_state(canvas, state, (x, top + key.height + KEY_LINE * (line + 0.5)), sheet)
    return canvas.svg()


def _placed(states: tuple[HeatKey, ...], start: float, sheet: Sheet) -> list[tuple[HeatKey, float, int]]:
    widths = [SWATCH + 1.5 + width_of(key.words, sheet.quiet()) for key in states]
    places = flowed(widths, start, sheet.width)
    return [(key, x, line) for key, (x, line) in zip(states, places, strict=True)]


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


def _draw_state(canvas: Canvas, key: HeatKey, at: tuple[float, float], sheet: Sheet) -> None:
    x, y = at
    canvas.box(Box(x=x, y=y - 2, width=SWATCH, height=4), _paint(key.state, None, sheet))
    canvas.words(key.shown, (x + SWATCH / 2, y), replace(sheet.quiet(), anchor="center", bold=True))
    canvas.words(key.words, (x + SWATCH + 1.5, y), sheet.quiet())


def _paint(state: CellState, level: int | None, sheet: Sheet) -> Paint:
    if state is CellState.ASSESSED:
        return Paint(fill=sheet.tokens.level(level), edge=sheet.tokens.colour("rule-strong"), weight=0.12, radius=0.7)
    dashes = {CellState.NOT_ASSESSED: (1.2, 0.8), CellState.NOT_APPLICABLE: (0.3, 0.6)}.get(state)
    return Paint(
        fill=sheet.tokens.level(None), edge=sheet.tokens.colour("rule-strong"), weight=0.25, radius=0.7, dashes=dashes
    )
