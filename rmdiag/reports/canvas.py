"""Draw shapes and words in millimetres, from the upper left corner down, and give them as SVG text.

Every chart is drawn on one of these. It is matplotlib's `Figure` without pyplot: one axes over the whole sheet, no
layout engine, no clock, text kept as text in the bundled fonts. The same strokes give the same bytes.
"""

from __future__ import annotations

import re
import warnings
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import StringIO
from pathlib import Path
from typing import Literal

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.patches import Circle, FancyBboxPatch, Patch, Polygon

from rmdiag.reports.characters import printable

FONTS = Path(__file__).parent / "fonts"
FAMILY = ("Report Sans", "Report Math", "Report Shapes", "sans-serif")  # the names in styles/fonts.css
POINT = 25.4 / 72  # millimetres
CAPITAL = 0.714  # height of a capital letter of Noto Sans, in ems
NOTHING_ABOUT_IT = {"Date": None, "Creator": None, "Format": None, "Type": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def meets(self, other: Box) -> bool:
        """Tell whether two boxes share some of the sheet."""
        apart = self.right <= other.x or other.right <= self.x or self.bottom <= other.y or other.bottom <= self.y
        return not apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """How a shape looks: what fills it, its edge, the corners."""

    fill: str = "none"
    edge: str = "none"
    weight: float = 0.25  # millimetres
    radius: float = 0.0
    dashes: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """How words look."""

    size: float  # points
    colour: str
    bold: bool = False
    anchor: Literal["left", "center", "right"] = "left"


class Canvas:
    """A sheet of a given size in millimetres."""

    __slots__ = ("_axes", "_figure")

    def __init__(self, *, width: float, height: float) -> None:
        self._figure = Figure(figsize=(width / 25.4, height / 25.4), frameon=False)
        FigureCanvasSVG(self._figure)
        self._axes: Axes = self._figure.add_axes((0.0, 0.0, 1.0, 1.0))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)

    def line(self, points: Sequence[tuple[float, float]], paint: Paint) -> None:
        """Draw a line through points, in the edge's colour."""
        self._add(Polygon(list(points), closed=False), paint)

    def box(self, box: Box, paint: Paint) -> None:
        """Draw a rectangle, its corners rounded when the paint says so."""
        if not paint.radius:
            self.shape([(box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)], paint)
            return
        style = f"round,pad=0,rounding_size={min(paint.radius, box.height / 2, box.width / 2):.3f}"
        self._add(FancyBboxPatch((box.x, box.y), box.width, box.height, boxstyle=style), paint)

    def disc(self, centre: tuple[float, float], radius: float, paint: Paint) -> None:
        """Draw a disc."""
        self._add(Circle(centre, radius), paint)

    def diamond(self, centre: tuple[float, float], radius: float, paint: Paint) -> None:
        """Draw a square that stands on a corner."""
        x, y = centre
        self.shape([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], paint)

    def shape(self, points: Sequence[tuple[float, float]], paint: Paint) -> None:
        """Draw a closed shape."""
        self._add(Polygon(list(points), closed=True), paint)

    def words(self, words: str, at: tuple[float, float], type_: Type) -> None:
        """Write one line whose capitals are centred on the height given."""
        x, y = at
        font = FontProperties(
            family=list(FAMILY),
            fname=str(_font_file(bold=type_.bold)),
            weight="bold" if type_.bold else "normal",
            size=type_.size,
        )
        baseline = y + type_.size * POINT * CAPITAL / 2
        written = self._axes.text(x, baseline, printable(words), fontproperties=font, color=type_.colour, clip_on=False)
        written.set_parse_math(False)  # a dollar sign is money here
        written.set_horizontalalignment(type_.anchor)
        written.set_verticalalignment("baseline")

    def lines(self, lines: Sequence[str], at: tuple[float, float], type_: Type) -> None:
        """Write lines below one another, the middle of them all at the height given."""
        step = type_.size * POINT * 1.25
        top = at[1] - step * (len(lines) - 1) / 2
        for number, line in enumerate(lines):
            self.words(line, (at[0], top + number * step), type_)

    def svg(self) -> str:
        """Give the drawing as an SVG element that can stand in a page."""
        stream = StringIO()
        plain = mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "rmdiag", "path.simplify": False})
        with plain, warnings.catch_warnings():
            # Text stays text, and the page has a font for the minus sign that Noto Sans lacks.
            warnings.filterwarnings("ignore", message="Glyph 8722")
            self._figure.savefig(stream, format="svg", metadata=NOTHING_ABOUT_IT, transparent=True)
        return _bare(stream.getvalue())

    def _add(self, shape: Patch, paint: Paint) -> None:
        shape.set_facecolor(paint.fill)
        shape.set_edgecolor(paint.edge)
        shape.set_linewidth(0 if paint.edge == "none" else paint.weight / POINT)
        shape.set_joinstyle("miter")
        if paint.dashes is not None:
            shape.set_linestyle((0, tuple(length / paint.weight for length in paint.dashes)))
        self._axes.add_artist(shape)
        shape.set_clip_on(False)  # a clip would need an id, and ids of two charts meet


def width_of(words: str, type_: Type) -> float:
    """Measure words, in millimetres."""
    return _measured(printable(words), bold=type_.bold) * type_.size / _MEASURED * POINT


def wrapped(words: str, width: float, type_: Type, most: int = 3) -> tuple[str, ...]:
    """Break words into lines of a width; past the most lines allowed the last one ends in an ellipsis."""
    lines: list[str] = []
    for word in _pieces(printable(words), width, type_):
        if lines and width_of(f"{lines[-1]} {word}", type_) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    if len(lines) > most:
        return (*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), width, type_))
    return tuple(lines) or ("",)


def shortened(words: str, width: float, type_: Type) -> str:
    """Cut words to a width, with an ellipsis where something is left out."""
    if width_of(words, type_) <= width:
        return words
    return f"{words[: _fitting(words, width, type_, after='…')].rstrip()}…"


_MEASURED = 100  # points; large, so that rounding to 1/64 does not matter


def _pieces(words: str, width: float, type_: Type) -> list[str]:
    """Split into words, and words too long for a line into parts of it."""
    pieces: list[str] = []
    for word in words.split():
        rest = word
        while len(rest) > 1 and width_of(rest, type_) > width:
            fitting = max(1, _fitting(rest, width, type_))
            pieces.append(rest[:fitting])
            rest = rest[fitting:]
        pieces.append(rest)
    return pieces


def _fitting(words: str, width: float, type_: Type, after: str = "") -> int:
    """Count the first letters that a width holds, with a mark after them; few are measured, as words may be long."""

    def wide(end: int) -> float:
        return width_of(words[:end] + after, type_)

    end = 1
    while end < len(words) and wide(end) <= width:
        end *= 2
    return bisect_right(range(1, min(end, len(words))), width, key=wide)


def _font_file(*, bold: bool) -> Path:
    return FONTS / ("NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf")


@lru_cache(maxsize=8192)  # the same names stand in many charts, and in every chart again while a report is watched
def _measured(words: str, *, bold: bool) -> float:
    font = _measuring(bold=bold)
    font.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return font.get_width_height()[0] / 64


@cache
def _measuring(*, bold: bool) -> FT2Font:
    font = FT2Font(str(_font_file(bold=bold)))
    font.set_size(_MEASURED, 72)
    return font


def _bare(svg: str) -> str:
    """Leave the drawing only: no prologue, no style for all the page, no ids that would meet those of another chart."""
    element = svg[svg.index("<svg") :]
    element = re.sub(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>", "", element, flags=re.DOTALL)
    element = re.sub(r"<!--.*?-->", "", element, flags=re.DOTALL)
    element = re.sub(r'\s(?:id|version|xmlns:xlink)="[^"]*"', "", element)
    element = re.sub(r' style="([^"]*)"', _attributes, element)
    return re.sub(r"\n\s*", "\n", element).strip()


def _attributes(style: re.Match[str]) -> str:
    """Turn a style into attributes of SVG, as a page reads a style as its own and knows no `fill`."""
    declarations = (declaration.split(": ", 1) for declaration in style[1].split("; "))
    return "".join(f' {name}="{value.replace(chr(39), "").replace(", ", ",")}"' for name, value in declarations)
