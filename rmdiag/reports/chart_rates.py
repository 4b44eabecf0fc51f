"""Draw rates over periods with the intervals that they stand in, each in a small field with a scale of its own."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of, wrapped
from rmdiag.reports.chart_values import RateChart, RatePanel
from rmdiag.reports.marks import SLIM, SMALL, Sheet

Anchor = Literal["left", "center", "right"]
ACROSS, ACROSS_SLIM = 4, 2
GAP = 4.0
TITLE = 7.2
FIELD = 15.0
FOOT = 4.6
CAP = 0.9  # half the width of the ends of an error bar


def draw_rates(chart: RateChart, sheet: Sheet) -> str:
    """Draw the fields, four side by side."""
    across = ACROSS_SLIM if sheet.width < SLIM else ACROSS
    width = (sheet.width - GAP * (across - 1)) / across
    height = TITLE + FIELD + FOOT
    lines = -(-len(chart.panels) // across)
    canvas = Canvas(width=sheet.width, height=max(lines * (height + 2), 4))
    for number, panel in enumerate(chart.panels):
        x, y = (number % across) * (width + GAP), (number // across) * (height + 2)
        _draw_panel(canvas, panel, Box(x=x, y=y, width=width, height=height), sheet)
    return canvas.svg()


def _draw_panel(canvas: Canvas, panel: RatePanel, box: Box, sheet: Sheet) -> None:
    title = Type(size=SMALL, colour=sheet.tokens.colour("ink"), bold=True)
    lines = wrapped(panel.title, box.width, title, 2)
    canvas.lines(lines, (box.x, box.y + TITLE / 2 - 0.4), title)
    field = Box(x=box.x, y=box.y + TITLE, width=box.width, height=FIELD)
    canvas.box(field, Paint(fill=sheet.tokens.colour("paper-tint")))
    inner = Box(x=field.x, y=field.y + 4.4, width=field.width, height=FIELD - 6.2)  # figures stand above their bars
    places = _places(panel, inner)
    if len(places) > 1:
        canvas.line([at for at, _, _ in places], Paint(edge=sheet.tokens.colour("rule-strong"), weight=0.25))
    for at, top, bottom in places:
        _draw_point(canvas, at, (top, bottom), sheet)
    _draw_words(canvas, panel, places, (field, sheet))


def _places(panel: RatePanel, field: Box) -> list[tuple[tuple[float, float], float, float]]:
    """Give every point its place, and the heights at which its interval ends."""
    low = min((point.low for point in panel.points), default=Fraction(0))
    high = max((point.high for point in panel.points), default=Fraction(1))
    reach = (high - low) or Fraction(1)
    step = field.width / max(len(panel.points), 1)

    def at(value: Fraction) -> float:
        return field.bottom - float((value - low) / reach) * field.height

    return [
        ((field.x + step * (number + 0.5), at(point.value)), at(point.high), at(point.low))
        for number, point in enumerate(panel.points)
    ]


def _draw_point(canvas: Canvas, at: tuple[float, float], ends: tuple[float, float], sheet: Sheet) -> None:
    x, y = at
    top, bottom = ends
    ink = Paint(edge=sheet.tokens.colour("ink"), weight=0.25)
    canvas.line([(x, top), (x, bottom)], ink)
    for end in (top, bottom):
        canvas.line([(x - CAP, end), (x + CAP, end)], ink)
    canvas.disc((x, y), 0.85, Paint(fill=sheet.tokens.colour("wave-2"), edge=sheet.tokens.colour("ink"), weight=0.15))


def _draw_words(
    canvas: Canvas,
    panel: RatePanel,
    places: list[tuple[tuple[float, float], float, float]],
    context: tuple[Box, Sheet],
) -> None:
    """Write the periods and the figures; where not all have room, those of the first and the last."""
    field, sheet = context
    quiet = replace(sheet.quiet(), anchor="center")
    room = field.width / max(len(panel.points), 1)
    crowded = any(max(width_of(p.label, quiet), width_of(p.shown, quiet)) + 0.6 > room for p in panel.points)
    for number, (((x, _), top, _), point) in enumerate(zip(places, panel.points, strict=True)):
        if crowded and number not in (0, len(panel.points) - 1):
            continue
        end = _end(number, len(panel.points), crowded=crowded)
        left = {"left": field.x, "center": x, "right": field.right}[end]
        canvas.words(point.label, (left, field.bottom + 2.2), replace(quiet, anchor=end))
        ink = replace(quiet, anchor=end, colour=sheet.tokens.colour("ink"))
        _clear(canvas, point.shown, (left, top - 2), (ink, sheet))
        canvas.words(point.shown, (left, top - 2), ink)


def _clear(canvas: Canvas, words: str, at: tuple[float, float], look: tuple[Type, Sheet]) -> None:
    """Take the line between the points away where a figure is written over it."""
    ink, sheet = look
    width, height = width_of(words, ink), 2.4
    left = at[0] - width * {"left": 0, "center": 0.5, "right": 1}[ink.anchor]
    canvas.box(
        Box(x=left, y=at[1] - height / 2, width=width, height=height), Paint(fill=sheet.tokens.colour("paper-tint"))
    )


def _end(number: int, count: int, *, crowded: bool) -> Anchor:
    if not crowded or count == 1:
        return "center"
    return "left" if number == 0 else "right"
