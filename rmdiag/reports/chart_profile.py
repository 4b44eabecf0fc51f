"""Draw rows on a scale: the maturity profile, and how far the answers are proven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of, wrapped
from rmdiag.reports.chart_values import ConfidenceBars, ConfidenceRow, ProfileChart, ProfileRow
from rmdiag.reports.marks import (
    SMALL,
    Scale,
    Sheet,
    flowed,
    interval_mark,
    later_mark,
    point_mark,
    previous_mark,
    target_mark,
)

HEAD = 9.5
ROW = 7.4
LABELS = Fraction(36, 100)  # share of the width that the names of rows take
CONFIDENCE_ROW = 6.4
CONFIDENCE_HEAD = 7.5
BAR = Fraction(42, 100)
PROFILE_KEY_LINE = 4.5

Mark = Callable[[Canvas, float, float], None]
Key = tuple[str, Mark]


def draw_profile(chart: ProfileChart, sheet: Sheet) -> str:
    """Draw the profile: names on the left, the scale, the level in figures on the right."""
    head = _head(sheet)
    rows_end = head + ROW * len(chart.rows)
    key = _placed(_keys(chart, sheet), sheet)
    canvas = Canvas(
        width=sheet.width, height=rows_end + 2 + PROFILE_KEY_LINE * (1 + max((y for _, _, y in key), default=0))
    )
    labels = float(LABELS) * sheet.width
    margin = 3 if sheet.slim else 7
    scale = Scale(
        left=labels + margin,
        right=sheet.width - _shown(chart, sheet) - margin,
        start=Fraction(1),
        end=Fraction(len(chart.levels)),
    )
    _draw_levels(canvas, chart, scale, sheet)
    for number, row in enumerate(chart.rows):
        _draw_row(canvas, row, head + ROW * (number + 0.5), (scale, sheet))
        shown = _end(row, sheet)
        canvas.lines(
            wrapped(row.shown, _shown(chart, sheet), shown, 2), (sheet.width, head + ROW * (number + 0.5)), shown
        )
    for (words, mark), x, line in key:
        y = rows_end + 2 + PROFILE_KEY_LINE * (line + 0.5)
        mark(canvas, x + 2, y)
        canvas.words(words, (x + 5, y), sheet.quiet())
    return canvas.svg()


def draw_confidence(chart: ConfidenceBars, sheet: Sheet) -> str:
    """Draw one bar per row, cut by how far its answers are proven."""
    height = CONFIDENCE_ROW * len(chart.rows)
    canvas = Canvas(width=sheet.width, height=CONFIDENCE_HEAD + height + 1)
    bar = Box(x=float(LABELS) * sheet.width, y=CONFIDENCE_HEAD, width=float(BAR) * sheet.width, height=height)
    _draw_confidence_key(canvas, chart, bar, sheet)
    for number, row in enumerate(chart.rows):
        place = replace(bar, y=CONFIDENCE_HEAD + CONFIDENCE_ROW * number, height=CONFIDENCE_ROW)
        _draw_confidence_row(canvas, row, place, sheet)
    return canvas.svg()


def _head(sheet: Sheet) -> float:
    """Give the height of the numbers of the levels, with their names where there is room for them."""
    return 5.5 if sheet.slim else HEAD


def _shown(chart: ProfileChart, sheet: Sheet) -> float:
    """Give the room for the words at the end of a row, in millimetres: enough for one line where there is room."""
    least, most = (12.0, 19.0) if sheet.slim else (17.0, 26.0)
    widest = max((width_of(row.shown, _end(row, sheet)) for row in chart.rows), default=0)
    return min(max(widest + 0.5, least), most)


def _end(row: ProfileRow, sheet: Sheet) -> Type:
    return replace(sheet.ink(bold=row.point is not None), anchor="right")


def _draw_levels(canvas: Canvas, chart: ProfileChart, scale: Scale, sheet: Sheet) -> None:
    head = _head(sheet)
    bottom = head + ROW * len(chart.rows)
    room = (scale.right - scale.left) / max(len(chart.levels) - 1, 1) - 1
    for level, name in enumerate(chart.levels, start=1):
        x = scale.at(Fraction(level))
        canvas.line([(x, head - 0.5), (x, bottom)], sheet.rule())
        canvas.words(str(level), (x, 2.2), replace(sheet.ink(bold=True), anchor="center"))
        named = replace(sheet.quiet(), anchor="center")
        if not sheet.slim and width_of(name, named) <= room:
            canvas.words(name, (x, 6.2), named)
    canvas.line([(0, head - 0.5), (sheet.width, head - 0.5)], sheet.strong_rule())


def _draw_row(canvas: Canvas, row: ProfileRow, y: float, context: tuple[Scale, Sheet]) -> None:
    scale, sheet = context
    labels = float(LABELS) * sheet.width
    canvas.lines(wrapped(row.label, labels - 2, sheet.ink(), 2), (0, y), sheet.ink())
    canvas.line([(0, y + ROW / 2), (sheet.width, y + ROW / 2)], sheet.rule())
    if row.low is not None and row.high is not None and row.low != row.high:
        left, right = scale.at(row.low), scale.at(row.high)
        interval_mark(canvas, Box(x=left, y=y - 1.1, width=right - left, height=2.2), sheet.tokens)
    _draw_marks(canvas, row, y, context)


def _draw_marks(canvas: Canvas, row: ProfileRow, y: float, context: tuple[Scale, Sheet]) -> None:
    scale, sheet = context
    above = row.target == row.point or bool(row.after)  # where it would lie upon other marks
    if row.target is not None:
        target_mark(canvas, (scale.at(row.target), y - 2.5 if above else y), sheet.tokens)
    if row.previous is not None:
        on_point = row.previous == row.point
        previous_mark(canvas, (scale.at(row.previous), y + 2.4 if on_point else y), sheet.tokens)
    _draw_after(canvas, row, y, context)
    if row.point is not None:
        point_mark(canvas, (scale.at(row.point), y), row.point, sheet.tokens)


def _draw_after(canvas: Canvas, row: ProfileRow, y: float, context: tuple[Scale, Sheet]) -> None:
    """Lead a line from where a row stands to where it could stand later; a number where it would have risen."""
    scale, sheet = context
    rising = [row.point, *row.after]
    known = [scale.at(value) for value in rising if value is not None]
    if len(set(known)) > 1:
        canvas.line([(min(known), y), (max(known), y)], Paint(edge=sheet.tokens.colour("ink-quiet"), weight=0.5))
    for number, (before, value) in enumerate(pairwise(rising), start=1):
        if value is not None and value != before:
            later_mark(canvas, (scale.at(value), y), number, sheet.tokens)


def _keys(chart: ProfileChart, sheet: Sheet) -> list[Key]:
    """List the marks that occur, with their words."""
    tokens = sheet.tokens
    bar = Box(x=-2, y=-1.1, width=4, height=2.2)
    keys: list[tuple[bool, str, Mark]] = [
        (
            any(row.point is not None for row in chart.rows),
            chart.key.point,
            lambda canvas, x, y: point_mark(canvas, (x, y), Fraction(3), tokens),
        ),
        (
            any(row.low != row.high for row in chart.rows),
            chart.key.interval,
            lambda canvas, x, y: interval_mark(canvas, replace(bar, x=bar.x + x, y=bar.y + y), tokens),
        ),
        (
            any(row.target is not None for row in chart.rows),
            chart.key.target,
            lambda canvas, x, y: target_mark(canvas, (x, y), tokens),
        ),
        (
            any(row.previous is not None for row in chart.rows),
            chart.key.previous,
            lambda canvas, x, y: previous_mark(canvas, (x, y), tokens),
        ),
    ]
    later = [(words, _later(number, sheet)) for number, words in enumerate(chart.key.after, start=1)]
    return [*((words, mark) for occurs, words, mark in keys if occurs), *later]


def _later(number: int, sheet: Sheet) -> Mark:
    return lambda canvas, x, y: later_mark(canvas, (x, y), number, sheet.tokens)


def _placed(keys: list[Key], sheet: Sheet) -> list[tuple[Key, float, int]]:
    widths = [5 + width_of(words, sheet.quiet()) for words, _ in keys]
    places = flowed(widths, 0 if sheet.slim else float(LABELS) * sheet.width, sheet.width)
    return [(key, x, line) for key, (x, line) in zip(keys, places, strict=True)]


def _draw_confidence_key(canvas: Canvas, chart: ConfidenceBars, bar: Box, sheet: Sheet) -> None:
    parts = (("verified", chart.verified), ("corroborated", chart.corroborated), ("declared", chart.declared))
    widths = [4.6 + width_of(words, sheet.quiet()) for _, words in parts]
    start = 0 if sheet.slim else bar.x
    for (part, words), (x, _) in zip(parts, flowed(widths, start, sheet.width), strict=True):
        canvas.box(Box(x=x, y=1.4, width=3.2, height=3.2), _part(part, sheet))
        canvas.words(words, (x + 4.6, 3), sheet.quiet())
    canvas.line([(0, CONFIDENCE_HEAD - 1), (sheet.width, CONFIDENCE_HEAD - 1)], sheet.strong_rule())


def _draw_confidence_row(canvas: Canvas, row: ConfidenceRow, bar: Box, sheet: Sheet) -> None:
    middle = bar.y + bar.height / 2
    canvas.lines(wrapped(row.label, bar.x - 3, sheet.ink(), 2), (0, middle), sheet.ink())
    canvas.lines(
        wrapped(row.note, sheet.width - bar.right - 4, sheet.quiet(), 2), (bar.right + 4, middle), sheet.quiet()
    )
    parts = (("verified", row.verified), ("corroborated", row.corroborated), ("declared", row.declared))
    x = bar.x
    for (name, share), shown in zip(parts, row.shown, strict=True):
        if not share:
            continue
        part = Box(x=x, y=bar.y + 1, width=float(share) * bar.width, height=bar.height - 2)
        canvas.box(part, _part(name, sheet))
        words = Type(size=SMALL, colour=sheet.tokens.colour(f"{name}-ink"), bold=True, anchor="center")
        if width_of(shown, words) + 1 <= part.width:
            canvas.words(shown, (part.x + part.width / 2, middle), words)
        x = part.right


def _part(name: str, sheet: Sheet) -> Paint:
    return Paint(fill=sheet.tokens.colour(name), edge=sheet.tokens.colour("paper"), weight=0.3)
