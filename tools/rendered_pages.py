"""Renew the pages that docs/report-design.md shows: `python tools/rendered_pages.py`; `make golden` does it too.

Each is a page of a report of an example mission, found by an anchor, drawn by poppler small enough for a manual.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pikepdf
from PIL import Image

ROOT = Path(__file__).parent.parent
SHOWN = ROOT / "docs" / "report-design"
DPI = 64
COLOURS = 48


class Shown(NamedTuple):
    """A page that the manual shows: the report it is of, and the bookmark or page number where it is."""

    name: str
    mission: str
    edition: str
    place: str | int


PAGES = (
    Shown("cover", "kestoria-2026", "diagnostic", 1),
    Shown("summary", "kestoria-2026", "diagnostic", 2),
    Shown("profile", "kestoria-2026", "diagnostic", "All indicators at a glance"),  # the page with the profile
    Shown("indicator", "kestoria-2026", "diagnostic", "TRT-03"),
    Shown("priorities", "kestoria-2026", "diagnostic", "Ranked gaps"),
    Shown("executive", "kestoria-2028", "executive", 1),
    Shown("one-pager", "tambare-2028", "one-pager", 1),
    Shown("plan", "kestoria-2028", "plan", 2),
    Shown("progress", "valdoria-2028", "progress", 2),
)


def main() -> None:
    """Print each report once and draw its pages."""
    SHOWN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        for mission, edition in dict.fromkeys((page.mission, page.edition) for page in PAGES):
            pdf = Path(room) / f"{mission}-{edition}.pdf"
            command = [sys.executable, "-m", "rmdiag", "report", str(ROOT / "examples" / mission)]
            subprocess.run([*command, "--edition", edition, "-o", str(pdf)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
            for page in PAGES:
                if (page.mission, page.edition) == (mission, edition):
                    _draw(pdf, page)


def _draw(pdf: Path, page: Shown) -> None:
    number = page.place if isinstance(page.place, int) else _page_of(pdf, page.place)
    drawn = subprocess.run(  # noqa: S603 - a fixed program on a file of ours
        ["pdftoppm", "-r", str(DPI), "-f", str(number), "-l", str(number), "-png", str(pdf)],  # noqa: S607
        check=True,
        capture_output=True,
    ).stdout
    path = SHOWN / f"{page.name}.png"
    Image.open(BytesIO(drawn)).convert("RGB").quantize(COLOURS).save(path, optimize=True)
    print(path.relative_to(ROOT))


def _page_of(pdf: Path, words: str) -> int:
    """Find the page on which the section with these words in its title begins."""
    with pikepdf.open(pdf) as document, document.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            entry = waiting.pop(0)
            if words in entry.title:
                return _page_number(document, entry)
            waiting = [*entry.children, *waiting]
    message = f"no bookmark says {words}"
    raise ValueError(message)


def _page_number(document: pikepdf.Pdf, entry: pikepdf.OutlineItem) -> int:
    place = entry.destination if entry.action is None else entry.action.D
    if not isinstance(place, pikepdf.Array):
        message = f"{entry.title} leads to no page"
        raise TypeError(message)
    return next(number for number, page in enumerate(document.pages, start=1) if page.obj == place[0])


if __name__ == "__main__":
    main()
