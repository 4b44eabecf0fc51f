"""Draw the strip of a level scale, with the marks that its words name; the PDF draws the same in its template."""

from __future__ import annotations

from rmdiag.reports.canvas import POINT, Box, Canvas, Paint, Type
from rmdiag.reports.model import LevelScale
from rmdiag.reports.tokens import Tokens
from rmdiag.reports.views import scale_view

WIDTH, HEIGHT = 132.0, 14.0
LINE = 6.0  # where the levels stand, in millimetres from the top
CAPITAL = 0.714  # height of a capital letter, in ems


def draw_strip(scale: LevelScale, tokens: Tokens) -> str:
    """Draw where something stands between the first level and the top."""
    view = scale_view(scale)
    canvas = Canvas(width=WIDTH, height=HEIGHT)
    rule = tokens.colour("rule-strong")
    canvas.line([(8, LINE), (124, LINE)], Paint(edge=rule, weight=0.3))
    if view.interval is not None:
        left, width = (float(length) for length in view.interval)
        canvas.box(Box(x=left, y=LINE - 1.2, width=width, height=2.4), Paint(fill=tokens.colour("rule")))
    for stop in view.stops:
        x = float(stop.x)
        canvas.disc((x, LINE), 2, Paint(fill=tokens.colour("paper"), edge=rule, weight=0.25))
        number = Type(size=2.5 / POINT, colour=tokens.colour("ink-quiet"), anchor="center")
        canvas.words(str(stop.number), (x, LINE), number)
        size = float(view.name_size)
        name = Type(size=size / POINT, colour=tokens.colour("ink-quiet"), anchor="center")
        canvas.words(stop.name, (x, 13 - size * CAPITAL / 2), name)
    _draw_marks(canvas, scale, tokens)
    return canvas.svg()


def _draw_marks(canvas: Canvas, scale: LevelScale, tokens: Tokens) -> None:
    view = scale_view(scale)
    paper = tokens.colour("paper")
    if view.previous is not None:
        x = float(view.previous)
        shape = [(x, 8.4), (x + 1.15, 10.2), (x - 1.15, 10.2)]
        canvas.shape(shape, Paint(fill=paper, edge=tokens.colour("ink-quiet"), weight=0.3))
    if view.target is not None:
        canvas.diamond((float(view.target), 1.7), 1.3, Paint(fill=paper, edge=tokens.colour("target"), weight=0.45))
    mark = view.reached or view.point
    if mark is None:
        return
    radius = 1.8 if view.reached is None else 2.6
    paint = Paint(fill=tokens.level(mark.number), edge=tokens.colour("ink"), weight=0.3)
    canvas.disc((float(mark.x), LINE), radius, paint)
    if view.reached is not None:
        number = Type(size=3.1 / POINT, colour=tokens.level_ink(mark.number), bold=True, anchor="center")
        canvas.words(str(mark.number), (float(mark.x), LINE), number)
