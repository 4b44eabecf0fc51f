"""Check what a machine can check of a PDF's accessibility; that it finds nothing proves no conformance.

Whether words for a figure say what it shows, whether the order makes sense, whether colours tell: people must judge.
"""

from __future__ import annotations

from rmdiag.reports import accessible_document, accessible_pages, accessible_structure
from rmdiag.reports.accessible_rules import Barrier, Rule
from rmdiag.reports.accessible_view import Opened
from rmdiag.reports.pdf_files import BROKEN, UnreadablePdfError, open_pdf

_PARTS = (accessible_document, accessible_structure, accessible_pages)
RULES: tuple[Rule, ...] = tuple(one for part in _PARTS for one in vars(part).values() if isinstance(one, Rule))


def barriers_in(content: bytes) -> tuple[Barrier, ...]:
    """Give what stands in the way of readers who hear a PDF; raise an `UnreadablePdfError` where it cannot be read."""
    with open_pdf(content) as pdf:
        opened = Opened(pdf=pdf)
        try:
            return tuple(found for part in _PARTS for check in part.CHECKS for found in check(opened))
        except BROKEN as error:
            raise UnreadablePdfError from error
