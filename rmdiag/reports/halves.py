"""Print a long report in two parts, side by side where this process can be forked, else one after the other.

How a report is divided depends on the report alone (division.py), so both ways give the same bytes. The parts agree on
page numbers (pagination.py) before they are drawn, and are joined as objects of one document (joining.py).
"""

from __future__ import annotations

import io
from contextlib import suppress
from functools import partial
from xml.etree import ElementTree as ET

import pydyf  # type: ignore[import-untyped]  # ships no types
from weasyprint import DEFAULT_OPTIONS, Document
from weasyprint.pdf import generate_pdf

from rmdiag.reports.division import anchors_in, parts_of, references_in
from rmdiag.reports.joining import Loose, Marks, Shelf, join, loose, marks_of, shelf_in
from rmdiag.reports.pagination import Found, Part, Rounds
from rmdiag.reports.press import VARIANT, Press, Sheets, parsed, without_collecting
from rmdiag.reports.tagging import finish_tags, keep_whole_links
from rmdiag.reports.workers import Line, Worker, may_fork

VERSION = "1.7"  # of PDF, as PDF/UA-1 wants it
ON_FIRST_PAGE = (0, 0, 0, 0)  # where an anchor of the other part stands until both are joined


def printed(xhtml: str) -> bytes:
    """Print a report; the same report gives the same bytes, however many processes work at it."""
    root = parsed(xhtml)
    parts = parts_of(root)
    if len(parts) == 1:
        return Press().pdf(xhtml)
    with without_collecting():
        return _side_by_side(*parts) if may_fork() else _in_turn(*parts)


class _Half:
    """One of two parts: its pages, then its document."""

    __slots__ = ("_document", "_part", "follows", "foreign")

    def __init__(self, root: ET.Element, other: ET.Element, press: Press, *, follows: bool) -> None:
        self.foreign = references_in(root) & anchors_in(other)
        self.follows = follows
        self._part = Part(Sheets(root), press.fonts, press.styles, self.foreign)
        self._document: Document | None = None

    def rounds(self) -> Rounds:
        """Agree on page numbers with the other half."""
        return self._part.rounds(follows=self.follows)

    def drawn(self) -> pydyf.PDF:
        """Draw the pages; what there is once in a document is only made in the first half."""
        document = self._part.document()
        document.pages[0].anchors.update(dict.fromkeys(sorted(self.foreign), ON_FIRST_PAGE))
        document.make_bookmark_tree = _no_bookmarks
        keep_whole_links(document)
        self._document = document
        options = {**DEFAULT_OPTIONS, "pdf_tags": True, "pdf_version": VERSION}
        if not self.follows:
            options["pdf_variant"] = VARIANT
        pdf = generate_pdf(document, None, 1, **options)
        finish_tags(document, pdf)
        return pdf

    def marks(self) -> tuple[Marks, ...]:
        """Give the bookmarks of the pages that were drawn."""
        return marks_of(self._document)

    def loose(self, pdf: pydyf.PDF, shelf: Shelf) -> Loose:
        """Give what was drawn as the first half wants it."""
        return loose(pdf, shelf, self.marks(), self.foreign)


def _in_turn(first: ET.Element, second: ET.Element) -> bytes:
    """Print both halves in this process."""
    press = Press()
    one, two = _Half(first, second, press, follows=False), _Half(second, first, press, follows=True)
    _agree(one.rounds(), two.rounds())
    pdf = one.drawn()
    return _joined(one, pdf, two.loose(two.drawn(), shelf_in(pdf)))


def _side_by_side(first: ET.Element, second: ET.Element) -> bytes:
    """Print the second half in a worker; where that fails, print both here, which shows what is wrong."""
    with Worker(partial(_print_second, first, second)) as worker, suppress(EOFError, OSError):
        return _print_first(first, second, worker)
    return _in_turn(first, second)


def _print_first(first: ET.Element, second: ET.Element, worker: Worker) -> bytes:
    half = _Half(first, second, Press(), follows=False)
    rounds = half.rounds()
    found: Found | None = next(rounds)
    while found is not None:
        worker.ask(found)
        found = _after(rounds, worker.answer(Found))
    pdf = half.drawn()
    worker.ask(shelf_in(pdf))
    return _joined(half, pdf, worker.answer(Loose))


def _print_second(first: ET.Element, second: ET.Element, line: Line) -> None:
    half = _Half(second, first, Press(), follows=True)
    rounds = half.rounds()
    found: Found | None = next(rounds)
    while found is not None:
        line.send(found)
        other: Found = line.recv()
        found = _after(rounds, other)
    pdf = half.drawn()
    line.send(half.loose(pdf, line.recv()))


def _after(rounds: Rounds, other: Found) -> Found | None:
    """Do a round after what the other half found; None where both agree, as both then know."""
    try:
        return rounds.send(other)
    except StopIteration:
        return None


def _joined(half: _Half, pdf: pydyf.PDF, second: Loose) -> bytes:
    join(pdf, second, half.marks(), half.foreign)
    stream = io.BytesIO()
    pdf.write(stream, VERSION, identifier=False, compress=True)
    return stream.getvalue()


def _agree(one: Rounds, two: Rounds) -> None:
    found: tuple[Found | None, Found | None] = next(one), next(two)
    while found[0] is not None and found[1] is not None:
        found = _after(one, found[1]), _after(two, found[0])


def _no_bookmarks(*_: object, **__: object) -> list[object]:
    """Leave the bookmarks to be made of both halves."""
    return []
