"""Draw levels then and now: small fields on one scale, each with a line from the earlier round to this one.

The words say what the colour says: every level stands at its point, every change with its sign under its field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, shortened, width_of, wrapped
from rmdiag.reports.chart_values import ChangeChart, ChangePanel
from rmdiag.reports.marks import SMALL, Scale, Sheet, point_mark, target_mark

ACROSS, ACROSS_SLIM = 5, 3
GAP = 4.0
TITLE = 7.4
FIELD = 19.0
FOOT = 5.2
OLD, NEW, AIMED = 0.3, 0.72, 2.6  # where the rounds stand, as shares of the width, and the target from the right
AIR = 3.2  # above the top level and under the lowest
MINUS, DASH = "\N{MINUS SIGN}", "\N{EN DASH}"  # the fonts of charts have the second only, and it looks the same


def draw_changes(chart: ChangeChart, sheet: Sheet) -> str:
    """Draw the fields side by side; the mark of the target is named once, where its word has room."""
    across = min(ACROSS_SLIM if sheet.slim else ACROSS, max(len(chart.panels), 1))
    width = min((sheet.width - GAP * (across - 1)) / across, 40)
    height = TITLE + FIELD + FOOT
    lines = -(-len(chart.panels) // across)
    canvas = Canvas(width=sheet.width, height=lines * (height + 3))
    corners: list[tuple[Box, float]] = []
    for number, panel in enumerate(chart.panels):
        x, y = (number % across) * (width + GAP), (number // across) * (height + 3)
        box = Box(x=x, y=y, width=width, height=height)
        _draw_panel(canvas, panel, box, (chart, sheet))
        corners += _corners(panel, box, (chart, sheet))
    for word, target in corners[:1]:
        _name_target(canvas, chart.target, (word, target), sheet)
    return canvas.svg()


def _draw_panel(canvas: Canvas, panel: ChangePanel, box: Box, context: tuple[ChangeChart, Sheet]) -> None:
    chart, sheet = context
    title = Type(size=SMALL, colour=sheet.tokens.colour("ink"), bold=True)
    canvas.lines(wrapped(panel.title, box.width, title, 2), (box.x, box.y + TITLE / 2 - 0.3), title)
    field, scale = _field(box, chart)
    canvas.box(field, Paint(fill=sheet.tokens.colour("paper-tint")))
    small = Type(size=SMALL - 1, colour=sheet.tokens.colour("ink-quiet"))
    for level in range(1, len(chart.levels) + 1):
        y = scale.at(Fraction(level))
        canvas.line([(field.x + 3, y), (field.right, y)], sheet.rule())
        canvas.words(str(level), (field.x + 0.8, y), small)
    xs = (field.x + OLD * field.width, field.x + NEW * field.width)
    _draw_line(canvas, panel, (xs, scale), sheet)
    if panel.target is not None:
        target_mark(canvas, (field.right - AIMED, scale.at(panel.target)), sheet.tokens)
    _draw_foot(canvas, panel, field, context)


def _draw_line(canvas: Canvas, panel: ChangePanel, place: tuple[tuple[float, float], Scale], sheet: Sheet) -> None:
    xs, scale = place
    if panel.old is not None and panel.new is not None:
        ends = [(xs[0], scale.at(panel.old)), (xs[1], scale.at(panel.new))]
        canvas.line(ends, Paint(edge=_colour(panel, sheet), weight=0.8))
    for x, value, words, bold in zip(xs, (panel.old, panel.new), panel.shown, (False, True), strict=True):
        ink = Type(size=SMALL, colour=sheet.tokens.colour("ink"), bold=bold, anchor="center")
        if value is None:
            canvas.words(
                words, (x, (scale.left + scale.right) / 2), replace(ink, colour=sheet.tokens.colour("ink-quiet"))
            )
            continue
        y = scale.at(value)
        _clear(canvas, words, (x, y - 3.3), (ink, sheet))
        point_mark(canvas, (x, y), value, sheet.tokens)
        canvas.words(words, (x, y - 3.3), ink)


def _clear(canvas: Canvas, words: str, at: tuple[float, float], look: tuple[Type, Sheet]) -> None:
    """Take the lines of the scale away where a level is written over them."""
    ink, sheet = look
    width, height = width_of(words, ink) + 0.8, 2.6
    place = Box(x=at[0] - width / 2, y=at[1] - height / 2, width=width, height=height)
    canvas.box(place, Paint(fill=sheet.tokens.colour("paper-tint")))


def _corners(panel: ChangePanel, box: Box, context: tuple[ChangeChart, Sheet]) -> Iterator[tuple[Box, float]]:
    """Give the corners where the word for the target meets no mark and no number, and how high the target stands."""
    chart, sheet = context
    if panel.target is None:
        return
    field, scale = _field(box, chart)
    target, width = scale.at(panel.target), width_of(chart.target, sheet.quiet())
    marks = [Box(x=field.right - AIMED - 1.7, y=target - 2, width=3.4, height=4)]
    if panel.new is not None:
        marks.append(Box(x=field.x + NEW * field.width - 3, y=scale.at(panel.new) - 4.7, width=6, height=6.6))
    for y in (field.y + 0.5, field.bottom - 2.9):
        word = Box(x=field.right - width - 0.4, y=y, width=width, height=2.4)
        if not any(word.meets(mark) for mark in marks):
            yield word, target


def _name_target(canvas: Canvas, words: str, place: tuple[Box, float], sheet: Sheet) -> None:
    """Write what the mark of the target means, and lead a line to it."""
    word, target = place
    x = word.right + 0.4 - AIMED
    ends = (word.bottom, target - 1.7) if word.y < target else (word.y, target + 1.7)
    canvas.line([(x, end) for end in ends], sheet.strong_rule())
    canvas.words(words, (word.x, word.y + word.height / 2), sheet.quiet())


def _field(box: Box, chart: ChangeChart) -> tuple[Box, Scale]:
    """Give the field under the title of a panel, and its scale."""
    field = Box(x=box.x, y=box.y + TITLE, width=box.width, height=FIELD)
    scale = Scale(left=field.bottom - AIR, right=field.y + AIR, start=Fraction(1), end=Fraction(len(chart.levels)))
    return field, scale


def _draw_foot(canvas: Canvas, panel: ChangePanel, field: Box, context: tuple[ChangeChart, Sheet]) -> None:
    """Write the names of the rounds under their points, and the change between them."""
    chart, sheet = context
    y = field.bottom + FOOT / 2
    change = Type(size=SMALL, colour=_colour(panel, sheet), bold=True, anchor="center")
    words = panel.change.replace(MINUS, DASH)
    room = (field.width - width_of(words, change)) / 2 - 1
    then, now = sheet.quiet(), replace(sheet.quiet(), anchor="right")
    canvas.words(shortened(chart.rounds[0], room, then), (field.x, y), then)
    canvas.words(shortened(chart.rounds[1], room, now), (field.right, y), now)
    canvas.words(words, (field.x + field.width / 2, y), change)


def _colour(panel: ChangePanel, sheet: Sheet) -> str:
    if panel.old is None or panel.new is None or panel.old == panel.new:
        return sheet.tokens.colour("ink-quiet")
    return sheet.tokens.colour("strength" if panel.new > panel.old else "blocking")
