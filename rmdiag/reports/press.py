"""Print XHTML as a tagged PDF with WeasyPrint; the only place that knows it.

Nothing is fetched but the styles and fonts of this package. No clock is asked: the same page gives the same bytes.
WeasyPrint is held to one major version (pyproject.toml), as `Sheets` hands it a tree parsed already, which saves
0.25 s on a report of 44 pages; tests/test_report_pdf.py notices when that no longer works.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import cssselect2  # type: ignore[import-untyped]  # ships no types
from weasyprint import CSS, HTML, Document
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

HOUSE = Path(__file__).resolve().parent
OPEN_ROOMS = (HOUSE / "styles", HOUSE / "fonts")
STYLES = ("tokens.css", "fonts.css", "report.css", "page.css")


class Bundled(URLFetcher):  # type: ignore[misc]  # as WeasyPrint ships no types
    """Fetches what ships with the package and refuses all else: no network, no other file."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """Open a bundled style or font."""
        del headers
        address = urlsplit(url)
        path = Path(unquote(address.path)).resolve()
        if address.scheme != "file" or not any(path.is_relative_to(room) for room in OPEN_ROOMS):
            message = f"a report fetches nothing from outside: {url}"
            raise ValueError(message)
        return URLFetcherResponse(url, path.read_bytes())


class Sheets(HTML):  # type: ignore[misc]  # as above
    """A page that was parsed as XML, as what we write is well-formed."""

    def __init__(self, root: ET.Element) -> None:
        self.base_url = HOUSE.as_uri() + "/"
        self.url_fetcher = Bundled()
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class Press:
    """Styles and fonts, read once and ready; set up while the charts are being drawn."""

    __slots__ = ("_fonts", "_styles")

    def __init__(self) -> None:
        self._fonts = FontConfiguration()
        self._styles = [_style(name, self._fonts) for name in STYLES]

    def pages(self, xhtml: str) -> Document:
        """Lay out the pages, without printing them: for tests that measure them."""
        root = ET.fromstring(xhtml)  # noqa: S314 - written by markup.py, which escapes; it declares no entities
        with _without_collecting():
            return Sheets(root).render(font_config=self._fonts, stylesheets=self._styles, pdf_variant="pdf/ua-1")

    def pdf(self, xhtml: str) -> bytes:
        """Print the pages."""
        document = self.pages(xhtml)
        with _without_collecting():
            printed: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        return printed


def _style(name: str, fonts: FontConfiguration) -> CSS:
    path = HOUSE / "styles" / name
    return CSS(
        string=path.read_text(encoding="utf-8"), base_url=path.as_uri(), url_fetcher=Bundled(), font_config=fonts
    )


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the collector still while a million boxes are made, none of which dies (a tenth of the time)."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
