"""Make the page of a browser of a report: one file that holds its styles, fonts and charts and fetches nothing.

What a page needs besides the report is read once; charts and chapters that did not change are kept, so that writing the
report again after an answer costs little. No clock is asked: the same report gives the same bytes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from pathlib import Path

from markupsafe import Markup

from rmdiag.reports.guide import Frame, Watched, guide_of, margins, without_contents
from rmdiag.reports.kept import Kept
from rmdiag.reports.markup import SCREEN, Page, to_screen
from rmdiag.reports.model import Figure, Report
from rmdiag.reports.numbering import blocks_of, check, numbered
from rmdiag.reports.render import WIDTHS, bundled_tokens

HOUSE = Path(__file__).resolve().parent
STYLES = ("tokens.css", "report.css", "screen.css")
PIECES = HOUSE / "fonts" / "web"
FACE = re.compile(r'@font-face \{.*?url\("(?P<file>[^"]+)"\).*?unicode-range: (?P<area>[^;]+);.*?\}')
STYLE = "<styles>"  # where they go, once it is known which fonts the page needs; no text can hold it, as < is escaped
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
TITLED = re.compile(r'^(<svg[^>]*?) role="img"><title>(.*?)</title>', re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A font for one alphabet, ready to stand in a style sheet."""

    rule: str
    codes: tuple[range, ...]

    def sets_any(self, letters: frozenset[int]) -> bool:
        """Whether it has one of these letters."""
        return any(code in part for part in self.codes for code in letters)


def to_html(report: Report) -> bytes:
    """Make the page of a report; the same report gives the same bytes."""
    return Screen().page(report).encode()


class Screen:
    """Styles, fonts and what was drawn before, ready for the next page."""

    __slots__ = ("_drawn", "_kept", "_pieces", "_spoken", "_style", "_tokens")

    def __init__(self) -> None:
        self._style = COMMENT.sub("", "".join(_read(HOUSE / "styles" / name) for name in STYLES))
        self._pieces = tuple(map(_piece, FACE.finditer(_read(PIECES / "pieces.css"))))
        self._tokens = bundled_tokens()
        self._drawn, self._kept = Kept(), Kept()
        self._spoken: object = None

    def page(self, report: Report, watched: Watched | None = None) -> str:
        """Make the page of a report; one that is watched is read again and again by an open browser."""
        numbers = numbered(report)
        check(numbers)
        whole = without_contents(numbers)
        if self._spoken != whole.labels:  # another language: every chapter is marked up anew
            self._spoken, self._kept = whole.labels, Kept()
        page = Page(report=whole, charts=self._charts(whole), tokens=self._tokens, medium=SCREEN, kept=self._kept)
        frame = Frame(guide=guide_of(report), style=Markup(STYLE), watched=watched)  # noqa: S704 - replaced beneath
        before, after = to_screen(page, frame).split(STYLE)
        return f"{before}{self._fonts(before + after)}{self._style}{margins(whole)}{after}"

    def _charts(self, report: Report) -> dict[str, Markup]:
        figures = [block for block in blocks_of(report) if isinstance(block, Figure)]
        return {figure.id: self._drawing(figure) for figure in figures}

    def _drawing(self, figure: Figure) -> Markup:
        svg = self._drawn.made(figure.id, figure, partial(self._draw, figure))
        return Markup(svg)  # noqa: S704 - drawn and escaped by charts.py

    def _draw(self, figure: Figure) -> str:
        """Draw a figure; its alternative text is a name, as a title would lie over the chart under a pointer."""
        from rmdiag.reports.charts import draw
        from rmdiag.reports.marks import Sheet

        sheet = Sheet(width=self._tokens.length(WIDTHS[figure.measure]), tokens=self._tokens)
        return TITLED.sub(_named, draw(figure.chart, sheet, figure.alternative))

    def _fonts(self, page: str) -> str:
        """Give the fonts of the alphabets in which a page is written."""
        letters = frozenset(map(ord, set(page)))
        return "".join(piece.rule for piece in self._pieces if piece.sets_any(letters))


def _named(opening: re.Match[str]) -> str:
    return f'{opening[1]} role="img" aria-label="{escape(unescape(opening[2]))}">'


def _piece(face: re.Match[str]) -> Piece:
    font = b64encode((PIECES / face["file"]).read_bytes()).decode()
    ends = (part.strip().removeprefix("U+").partition("-") for part in face["area"].split(","))
    codes = tuple(range(int(first, 16), int(last or first, 16) + 1) for first, _, last in ends)
    return Piece(rule=face[0].replace(face["file"], f"data:font/woff2;base64,{font}") + "\n", codes=codes)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
