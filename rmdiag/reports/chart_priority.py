"""Draw impact against effort, with labels that never lie upon each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of
from rmdiag.reports.chart_values import Axis, PriorityChart, PriorityPoint
from rmdiag.reports.marks import SMALL, Scale, Sheet, level_key

LEFT = 24.0  # room for the words of the impact axis
BOTTOM = 13.0
TOP = 2.0
PILL = 4.6
INSET = Fraction(1, 6)  # of the axis, so that the first and last step stand in the middle of their bands
SHARE = 0.5  # height of the chart to its width


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """The field between the axes."""

    field: Box
    across: Scale
    down: Scale
    sheet: Sheet


def draw_priorities(chart: PriorityChart, sheet: Sheet) -> str:
    """Draw every point as a pill with its label, as near to its place as the others let it."""
    height = sheet.width * SHARE
    field = Box(x=LEFT, y=TOP, width=sheet.width - LEFT - 1, height=height - BOTTOM - TOP)
    plot = _Plot(field=field, across=_across(chart.effort, field), down=_down(chart.impact, field), sheet=sheet)
    key = level_key(chart.levels, 0 if sheet.slim else LEFT, sheet)
    canvas = Canvas(width=sheet.width, height=height + key.height)
    canvas.box(field, Paint(fill=sheet.tokens.colour("paper-tint")))
    _draw_axes(canvas, chart, plot)
    taken = _draw_corners(canvas, chart, field, sheet)
    placed = []
    for point in sorted(chart.points, key=lambda one: (-one.impact, one.effort, one.label)):
        box = _place(point, plot, taken)
        taken.append(box)
        placed.append((point, box))
    for point, box in placed:
        _draw_pill(canvas, point, box, sheet)
    key.draw(canvas, height, sheet)
    return canvas.svg()


def _across(axis: Axis, field: Box) -> Scale:
    inset = float(INSET) * field.width
    return Scale(left=field.x + inset, right=field.right - inset, start=axis.start, end=axis.end)


def _down(axis: Axis, field: Box) -> Scale:
    inset = float(INSET) * field.height
    return Scale(left=field.bottom - inset, right=field.y + inset, start=axis.start, end=axis.end)


def _steps(axis: Axis) -> Iterator[tuple[Fraction, str]]:
    intervals = max(len(axis.steps) - 1, 1)
    for number, words in enumerate(axis.steps):
        yield axis.start + (axis.end - axis.start) * Fraction(number, intervals), words


def _draw_axes(canvas: Canvas, chart: PriorityChart, plot: _Plot) -> None:
    field, sheet = plot.field, plot.sheet
    white = Paint(edge=sheet.tokens.colour("paper"), weight=0.7)
    for value, words in _steps(chart.effort):
        canvas.words(words, (plot.across.at(value), field.bottom + 3), replace(sheet.quiet(), anchor="center"))
    for value, words in _steps(chart.impact):
        canvas.words(words, (LEFT - 2, plot.down.at(value)), replace(sheet.quiet(), anchor="right"))
    for number in range(1, len(chart.effort.steps)):
        x = field.x + field.width * number / len(chart.effort.steps)
        canvas.line([(x, field.y), (x, field.bottom)], white)
    for number in range(1, len(chart.impact.steps)):
        y = field.y + field.height * number / len(chart.impact.steps)
        canvas.line([(field.x, y), (field.right, y)], white)
    title = replace(sheet.ink(bold=True), anchor="center")
    canvas.words(chart.effort.title, (field.x + field.width / 2, field.bottom + 8.5), title)
    canvas.words(chart.impact.title, (0, field.y + 2.4), sheet.ink(bold=True))


def _draw_corners(canvas: Canvas, chart: PriorityChart, field: Box, sheet: Sheet) -> list[Box]:
    """Write the advice in the corners and give the room it takes."""
    left, right = field.x + 2, field.right - 2
    top, bottom = field.y + 3, field.bottom - 3
    taken = []
    for words, x, y, end in (
        (chart.first, left, top, False),
        (chart.plan, right, top, True),
        (chart.fill, left, bottom, False),
        (chart.later, right, bottom, True),
    ):
        type_ = Type(size=SMALL, colour=sheet.tokens.colour("ink-quiet"), bold=True, anchor="right" if end else "left")
        canvas.words(words, (x, y), type_)
        width = width_of(words, type_) + 1
        taken.append(Box(x=x - width if end else x, y=y - 2, width=width, height=4))
    return taken


def _place(point: PriorityPoint, plot: _Plot, taken: list[Box]) -> Box:
    """Find the free place that is nearest to where a point belongs."""
    label = Type(size=SMALL, colour="", bold=True)
    width = width_of(point.label, label) + (3.4 if point.level is None else PILL + 2.4)
    centre = (plot.across.at(point.effort), plot.down.at(point.impact))
    field = plot.field
    for x, y in _around(centre, (width + 0.8, PILL + 0.8)):
        box = Box(x=x - width / 2, y=y - PILL / 2, width=width, height=PILL)
        inside = box.x >= field.x and box.right <= field.right and box.y >= field.y and box.bottom <= field.bottom
        if inside and not any(box.meets(other) for other in taken):
            return box
    return Box(x=centre[0] - width / 2, y=centre[1] - PILL / 2, width=width, height=PILL)


def _around(centre: tuple[float, float], step: tuple[float, float]) -> list[tuple[float, float]]:
    """List places around a centre, the nearest first."""
    reach = range(-14, 15)
    places = [(column / 2, row) for column in reach for row in reach]
    places.sort(key=lambda place: ((place[0] * step[0] / 2) ** 2 + (place[1] * step[1]) ** 2, place[1], place[0]))
    return [(centre[0] + column * step[0], centre[1] + row * step[1]) for column, row in places]


def _draw_pill(canvas: Canvas, point: PriorityPoint, box: Box, sheet: Sheet) -> None:
    """Draw a label, and before it the level in its colour and as a number."""
    tokens = sheet.tokens
    middle = box.y + box.height / 2
    edge = tokens.colour("ink-quiet")
    canvas.box(box, Paint(fill=tokens.colour("paper"), edge=edge, weight=0.2, radius=PILL / 2))
    words = Type(size=SMALL, colour=tokens.colour("ink"), bold=True)
    start = box.x + 1.7
    if point.level is not None:
        centre = (box.x + PILL / 2, middle)
        canvas.disc(centre, PILL / 2, Paint(fill=tokens.level(point.level), edge=edge, weight=0.2))
        canvas.words(str(point.level), centre, replace(words, colour=tokens.level_ink(point.level), anchor="center"))
        start = box.x + PILL + 0.8
    canvas.words(point.label, (start, middle), words)
