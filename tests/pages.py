"""Look at pages as a reader would: what leaves its place, what is nearly empty, what each page says and shows."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image
from weasyprint import Document
from weasyprint.formatting_structure import boxes

MILLIMETRE = 96 / 25.4  # CSS pixels
TOLERANCE = 0.5  # pixels: rounding of glyph widths


def overflows(document: Document) -> list[str]:
    """List words that leave the page's text area, or the table cell, header or footer they stand in."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        area = page._page_box  # noqa: SLF001 - WeasyPrint shows its boxes in no other way
        left, right = area.content_box_x(), area.content_box_x() + area.width
        for words, start, end, edges in _words(area, (left, right)):
            if start < edges[0] - TOLERANCE or end > edges[1] + TOLERANCE:
                found.append(f"page {number}: {words[:60]!r} ends {(end - edges[1]) / MILLIMETRE:.1f} mm outside")
    return found


def clipped(document: Document) -> list[str]:
    """List words that stand under the end of the page's text area, or off the paper in a header or footer."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        box = page._page_box  # noqa: SLF001 - as above
        foot = box.content_box_y() + box.height
        for words, top, bottom, margin in _lines(box, margin=False):
            if bottom > (box.margin_height() if margin else foot) + TOLERANCE or top < -TOLERANCE:
                found.append(f"page {number}: {words[:60]!r} ends {(bottom - foot) / MILLIMETRE:.1f} mm under the text")
    return found


def fullness(document: Document) -> list[float]:
    """Give the share of each page's height that is used, down to its last word or drawing."""
    shares = []
    for page in document.pages:
        area = page._page_box  # noqa: SLF001 - as above
        bottoms = [box.position_y + box.height for box in _seen(area)]
        used = max(bottoms, default=area.content_box_y()) - area.content_box_y()
        shares.append(used / area.height)
    return shares


def images(pdf: bytes, dpi: int) -> list[Image.Image]:
    """Draw every page as a grey image with poppler."""
    _need_poppler()
    with TemporaryDirectory() as room:
        source = Path(room) / "report.pdf"
        source.write_bytes(pdf)
        subprocess.run(
            ["pdftoppm", "-r", str(dpi), "-gray", "-png", str(source), str(Path(room) / "page")],  # noqa: S607
            check=True,
        )
        return [Image.open(path).convert("L") for path in sorted(Path(room).glob("page-*.png"))]


def texts(pdf: bytes) -> list[str]:
    """Read the words of every page with poppler, in reading order."""
    _need_poppler()
    ran = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)  # noqa: S607
    return ran.stdout.decode("utf-8").split("\f")[:-1]


def _need_poppler() -> None:
    if shutil.which("pdftoppm") is None or shutil.which("pdftotext") is None:
        pytest.skip("poppler-utils is not installed: apt-get install poppler-utils")


def _words(box: boxes.Box, edges: tuple[float, float]) -> Iterator[tuple[str, float, float, tuple[float, float]]]:
    if isinstance(box, boxes.MarginBox):
        edges = (box.position_x, box.position_x + box.margin_width())
    if isinstance(box, boxes.TableCellBox):
        edges = (box.position_x, box.position_x + box.border_width())
    if isinstance(box, boxes.TextBox):
        yield box.text, box.position_x, box.position_x + box.width, edges
    for child in getattr(box, "children", ()):
        yield from _words(child, edges)


def _lines(box: boxes.Box, *, margin: bool) -> Iterator[tuple[str, float, float, bool]]:
    margin = margin or isinstance(box, boxes.MarginBox)
    if isinstance(box, boxes.TextBox):
        yield box.text, box.position_y, box.position_y + box.height, margin
    for child in getattr(box, "children", ()):
        yield from _lines(child, margin=margin)


def _seen(box: boxes.Box) -> Iterator[boxes.Box]:
    if isinstance(box, boxes.MarginBox):
        return
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _seen(child)
