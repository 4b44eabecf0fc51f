"""Print XHTML as a tagged PDF with WeasyPrint; the only place that knows it.

Nothing is fetched but the styles and fonts of this package. No clock is asked: the same page gives the same bytes.
WeasyPrint is held to one major version (pyproject.toml), as three savings reach behind its public face: a tree parsed
already, its own style sheet without rules for what our pages never have, and page numbers of a PDF that are not counted
anew for every tag. None of them changes a byte; tests/test_report_speed.py notices when one no longer works.
"""

from __future__ import annotations

import gc
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import cssselect2  # type: ignore[import-untyped]  # ships no types
import pydyf  # type: ignore[import-untyped]  # as above
from weasyprint import CSS, HTML, Document
from weasyprint.html import UA
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from rmdiag.reports.tagging import finish_tags, keep_whole_links
from rmdiag.reports.workers import Worker

HOUSE = Path(__file__).resolve().parent
OPEN_ROOMS = (HOUSE / "styles", HOUSE / "fonts")
HELD = re.compile(r"data:(image/png|image/jpeg);base64,([A-Za-z0-9+/=]+)\Z")  # a picture that views.py wrote down
VARIANT = "pdf/ua-1"
COUNTERS = "/* Counters */"  # where names of counters begin in WeasyPrint's own style sheet; it keeps those elsewhere
NOTES = ("::footnote-", "::note-")
STYLES = ("tokens.css", "fonts.css", "report.css", "page.css")


class Bundled(URLFetcher):  # type: ignore[misc]  # as WeasyPrint ships no types
    """Fetches what ships with the package, and pictures that the page itself holds: no network, no other file."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Open a bundled style or font."""
        del headers
        if match := HELD.match(url):
            return URLFetcherResponse(url, b64decode(match[2], validate=True), headers={"Content-Type": match[1]})
        address = urlsplit(url)
        path = Path(unquote(address.path)).resolve()
        if address.scheme != "file" or not any(path.is_relative_to(room) for room in OPEN_ROOMS):
            message = f"a report fetches nothing from outside: {url}"
            raise ValueError(message)
        return URLFetcherResponse(url, path.read_bytes())


class Sheets(HTML):  # type: ignore[misc]  # as above
    """A page that was parsed as XML, as what we write is well-formed."""

    def __init__(self, root: ET.Element) -> None:
        """Take a tree; its root is that of the page."""
        self.base_url = HOUSE.as_uri() + "/"
        self.url_fetcher = Bundled()
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: object = False) -> list[CSS]:  # noqa: FBT002 - as WeasyPrint calls it
        """Give what WeasyPrint lays beneath our styles."""
        del forms
        return [_base_style()]


class Press:
    """Styles and fonts, read once and ready; set up while the charts are being drawn."""

    __slots__ = ("fonts", "styles")

    def __init__(self) -> None:
        Worker.allowed = False  # fonts may have threads of their own from now on
        self.fonts = FontConfiguration()
        self.styles = [_style(name, self.fonts) for name in STYLES]

    def pages(self, xhtml: str) -> Document:
        """Lay out the pages, without printing them: for tests that measure them."""
        return Sheets(parsed(xhtml)).render(font_config=self.fonts, stylesheets=self.styles, pdf_variant=VARIANT)

    def pdf(self, xhtml: str) -> bytes:
        """Print the pages as one document; halves.py prints long ones in two parts."""
        with without_collecting():
            document = self.pages(xhtml)
            keep_whole_links(document)
            printed: bytes = document.write_pdf(finisher=finish_tags, pdf_variant=VARIANT)
        return printed


def parsed(xhtml: str) -> ET.Element:
    """Read a page that markup.py wrote."""
    return ET.fromstring(xhtml)  # noqa: S314 - markup.py escapes; it declares no entities


@cache
def _base_style() -> CSS:
    """Keep of WeasyPrint's own style sheet what our pages can meet.

    Its rules for the calls and marks of notes hold for every element. Five styles for each, none of which is ever seen,
    are a quarter of the memory of a report.
    """
    rules = (line for line in UA.split(COUNTERS)[0].splitlines() if not line.startswith(NOTES))
    return CSS(string="\n".join(f"li{line}" if line.startswith("::marker") else line for line in rules))


def _pages_listed(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """Give a reference to each page of a PDF; WeasyPrint asks for all of them at every tag."""
    listed: tuple[bytes, ...] = vars(pdf).get("_listed", ())
    if len(listed) != pdf.pages["Count"]:
        listed = pdf._listed = tuple(b"%d 0 R" % number for number in pdf.pages["Kids"][::3])  # noqa: SLF001 - ours
    return listed


pydyf.PDF.page_references = property(_pages_listed)


def _style(name: str, fonts: FontConfiguration) -> CSS:
    path = HOUSE / "styles" / name
    return CSS(
        string=path.read_text(encoding="utf-8"), base_url=path.as_uri(), url_fetcher=Bundled(), font_config=fonts
    )


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the collector still while a million boxes are made, none of which dies (a tenth of the time)."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
