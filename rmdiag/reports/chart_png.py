"""Make a picture of dots from the SVG of a chart, for programs that draw no SVG or lack our fonts.

It reads what `canvas.py` writes and nothing else: closed and open paths, and lines of words. So the chart in a Word
document has the same strokes as the one in the PDF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import matplotlib as mpl
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path as Outline
from matplotlib.transforms import Affine2D
from PIL import Image

from rmdiag.reports.canvas import FONTS

DPI = 220  # what offices print at
POINT_MILLIMETRES = 25.4 / 72
COLOURS = 128  # enough for flat colours and soft edges; a third of the bytes of all colours
MEASURED = 100  # points; large, so that rounding to 1/64 does not matter
UNKNOWN = "\N{WHITE SQUARE}"
CODES = {"M": (Outline.MOVETO, 1), "L": (Outline.LINETO, 1), "Q": (Outline.CURVE3, 2), "C": (Outline.CURVE4, 3)}
PIECE = re.compile(r"([MLQCz])|(-?[0-9.]+(?:e-?[0-9]+)?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """A picture as bytes of PNG, and its size in millimetres."""

    content: bytes
    width: float
    height: float


def to_png(svg: str) -> Dots:
    """Draw the SVG of a chart as dots on white paper; the same chart gives the same bytes."""
    root = ET.fromstring(svg)  # noqa: S314 - drawn by canvas.py
    width, height = (float(root.attrib[name].removesuffix("pt")) for name in ("width", "height"))
    scale = DPI / 72
    columns, rows = round(width * scale), round(height * scale)
    renderer = RendererAgg(columns, rows, DPI)  # type: ignore[no-untyped-call]  # matplotlib's renderer bears no types
    page = Affine2D().scale(scale, -scale).translate(0, rows)
    with mpl.rc_context({"path.simplify": False, "text.hinting": "none"}):
        for element in root.iter():
            name = element.tag.rpartition("}")[2]
            if name == "path":
                _draw_path(renderer, element, page)
            elif name == "text":
                _draw_words(renderer, element)
    return Dots(
        content=_written(renderer, (columns, rows)), width=width * POINT_MILLIMETRES, height=height * POINT_MILLIMETRES
    )


def _written(renderer: RendererAgg, size: tuple[int, int]) -> bytes:
    """Lay the drawing on white, and write it without a word about who wrote it."""
    drawn = Image.frombytes("RGBA", size, bytes(renderer.buffer_rgba()))  # type: ignore[no-untyped-call]  # matplotlib's renderer bears no types
    paper = Image.new("RGB", size, "white")
    paper.paste(drawn, mask=drawn.getchannel("A"))
    stream = BytesIO()
    paper.quantize(COLOURS, dither=Image.Dither.NONE).save(stream, "PNG", dpi=(DPI, DPI))
    return stream.getvalue()


def _draw_path(renderer: RendererAgg, element: ET.Element, page: Affine2D) -> None:
    pen = renderer.new_gc()
    stroke, fill = element.get("stroke", "none"), element.get("fill", "none")
    pen.set_linewidth(0 if stroke == "none" else float(element.get("stroke-width", "1")))
    pen.set_foreground("#000000" if stroke == "none" else stroke)
    pen.set_joinstyle("miter")
    pen.set_capstyle("butt")
    dashes = element.get("stroke-dasharray")
    if dashes:
        pen.set_dashes(0, [float(length) for length in dashes.split(",")])
    colour = None if fill == "none" else to_rgba(fill)
    renderer.draw_path(pen, _outline(element.attrib["d"]), page, colour)  # type: ignore[no-untyped-call]  # matplotlib's renderer bears no types


def _outline(described: str) -> Outline:
    """Read the commands of a path."""
    points: list[tuple[float, float]] = []
    codes: list[int] = []
    command, waiting = "", []
    for letter, number in PIECE.findall(described):
        if letter == "z":
            points.append((0, 0))
            codes.append(int(Outline.CLOSEPOLY))
        elif letter:
            command = letter
        else:
            waiting.append(float(number))
            code, many = CODES[command]
            if len(waiting) == 2 * many:
                points += zip(waiting[::2], waiting[1::2], strict=True)
                codes += [int(code)] * many
                waiting = []
    return Outline(points, codes)


def _draw_words(renderer: RendererAgg, element: ET.Element) -> None:
    words = "".join(element.itertext())
    size, bold = float(element.attrib["font-size"].removesuffix("px")), element.get("font-weight") in ("bold", "700")
    pieces = list(_pieces(words, bold=bold))
    widths = [_width(piece, font, size) for piece, font in pieces]
    shift = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", "start"), 0.0)
    scale = DPI / 72
    x = float(element.attrib["x"]) - shift * sum(widths)
    pen: GraphicsContextBase = renderer.new_gc()
    pen.set_foreground(element.get("fill", "#000000"))
    for (piece, font), width in zip(pieces, widths, strict=True):
        at = (round(x * scale), round(float(element.attrib["y"]) * scale))
        face = FontProperties(fname=str(font), size=size)
        renderer.draw_text(pen, *at, piece, face, 0)  # type: ignore[no-untyped-call]  # matplotlib's renderer bears no types
        x += width


def _pieces(words: str, *, bold: bool) -> Iterator[tuple[str, Path]]:
    """Cut words where the font must change, as no font has every sign; what none has is shown as a square."""
    waiting, current = "", _fonts(bold=bold)[0]
    for sign in words:
        font = next((font for font in _fonts(bold=bold) if _face(font).get_char_index(ord(sign))), None)
        shown = UNKNOWN if font is None else sign
        font = font or _fonts(bold=bold)[-1]
        if font != current and waiting:
            yield waiting, current
            waiting = ""
        waiting, current = waiting + shown, font
    if waiting:
        yield waiting, current


def _width(words: str, font: Path, size: float) -> float:
    face = _face(font)
    face.set_text(words, 0.0, flags=LoadFlags.NO_HINTING)
    return face.get_width_height()[0] / 64 * size / MEASURED


@cache
def _fonts(*, bold: bool) -> tuple[Path, ...]:
    """Name the fonts in the order in which they are tried: ours, then the one that matplotlib ships."""
    weight = "Bold" if bold else "Regular"
    names = (f"NotoSans-{weight}.ttf", "NotoSansMath-Subset.ttf", "NotoSansSymbols2-Subset.ttf")
    return (*(FONTS / name for name in names), Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf")


@cache
def _face(font: Path) -> FT2Font:
    face = FT2Font(str(font))
    face.set_size(MEASURED, 72)
    return face
