"""Draw impact against effort in cells, so that every label stands where its two values say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of
from rmdiag.reports.chart_values import PriorityChart, PriorityPoint
from rmdiag.reports.marks import SMALL, Sheet

LEFT, LEFT_SLIM = 24.0, 13.0  # room for the words of the impact axis
HEAD = 11.0  # the title of the effort axis, and the words of its columns
PILL = 4.6
GAP = 1.4  # between pills, and around them
LEAST = PILL + 3 * GAP  # height of a row with one line of pills


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One impact: its words, and in each column the lines of points that have it."""

    words: str
    columns: tuple[tuple[tuple[PriorityPoint, ...], ...], ...]

    @property
    def height(self) -> float:
        """The room that its fullest cell takes."""
        lines = max((len(column) for column in self.columns), default=0)
        return max(LEAST, lines * (PILL + GAP) + 2 * GAP)


def draw_priorities(chart: PriorityChart, sheet: Sheet) -> str:
    """Draw every point as a pill in the cell of its impact and its effort."""
    left = _left(sheet)
    width = (sheet.width - left) / max(len(chart.effort.values), 1)
    rows = _rows(chart, width)
    height = HEAD + sum(row.height for row in rows) + 0.5
    canvas = Canvas(width=sheet.width, height=height)
    _draw_heads(canvas, chart, width, sheet)
    top = HEAD
    for row in rows:
        _draw_row(canvas, row, Box(x=left, y=top, width=width, height=row.height), sheet)
        top += row.height
    return canvas.svg()


def _left(sheet: Sheet) -> float:
    return LEFT_SLIM if sheet.slim else LEFT


def _rows(chart: PriorityChart, width: float) -> tuple[_Row, ...]:
    """Sort the points into cells; within one they stand by their labels."""
    points = sorted(chart.points, key=lambda one: one.label)
    return tuple(
        _Row(
            words=words,
            columns=tuple(
                _lines([one for one in points if (one.impact, one.effort) == (impact, effort)], width)
                for effort, _ in chart.effort.values
            ),
        )
        for impact, words in chart.impact.values
    )


def _lines(points: Sequence[PriorityPoint], width: float) -> tuple[tuple[PriorityPoint, ...], ...]:
    """Break the points of a cell into lines that fit its width."""
    lines: list[list[PriorityPoint]] = []
    left = 0.0
    for point in points:
        needed = _width(point) + GAP
        if not lines or needed > left:
            lines.append([])
            left = width - 2 * GAP
        lines[-1].append(point)
        left -= needed
    return tuple(tuple(line) for line in lines)


def _width(point: PriorityPoint) -> float:
    return width_of(point.label, Type(size=SMALL, colour="", bold=True)) + (3.4 if point.level is None else PILL + 2.4)


def _draw_heads(canvas: Canvas, chart: PriorityChart, width: float, sheet: Sheet) -> None:
    middle = replace(sheet.ink(bold=True), anchor="center")
    canvas.words(chart.effort.title, (_left(sheet) + width * len(chart.effort.values) / 2, 2.4), middle)
    canvas.words(chart.impact.title, (0, 7.4), sheet.ink(bold=True))
    for number, (_, words) in enumerate(chart.effort.values):
        canvas.words(words, (_left(sheet) + width * (number + 0.5), 7.4), replace(sheet.quiet(), anchor="center"))


def _draw_row(canvas: Canvas, row: _Row, cell: Box, sheet: Sheet) -> None:
    canvas.words(row.words, (0, cell.y + GAP * 1.5 + PILL / 2), sheet.ink())
    for number, lines in enumerate(row.columns):
        left = cell.x + cell.width * number
        field = Box(x=left + 0.3, y=cell.y + 0.3, width=cell.width - 0.6, height=cell.height - 0.6)
        canvas.box(field, Paint(fill=sheet.tokens.colour("paper-tint")))
        for place, line in enumerate(lines):
            x = left + GAP
            for point in line:
                y = cell.y + GAP * 1.5 + (PILL + GAP) * place
                _draw_pill(canvas, point, Box(x=x, y=y, width=_width(point), height=PILL), sheet)
                x += _width(point) + GAP


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
