"""Decide how readers find their way in a page of a browser: the list that leads to every part, what stands around it.

On paper the contents are a page of the report; on a screen they stand beside it all the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from markupsafe import Markup

from rmdiag.reports.characters import printable
from rmdiag.reports.model import Contents, Report, Section
from rmdiag.reports.views import Entry, contents_entries

GENERATOR = "rmdiag report"  # by this a page is known as ours
# Nothing is fetched and nothing runs, whatever an answer holds.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"
)
USUAL_DEPTH = 2  # of the contents, in editions that print none
MARGIN = "color: #55626e; font: 7pt 'Report Sans', sans-serif; vertical-align: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The list that leads to every part."""

    id: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is said above a page that somebody watches while the files of its mission have mistakes."""

    title: str
    details: str  # as on a terminal, line by line


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """How a page is kept up to date in an open browser."""

    seconds: int  # after which a browser reads the page again
    notice: Notice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around a report in a page of a browser."""

    guide: Guide
    style: Markup
    watched: Watched | None = None  # None: a page that stays as it is
    generator: str = GENERATOR
    policy: str = POLICY


def guide_of(report: Report) -> Guide:
    """List what the contents of a report list; an edition without contents has them on a screen all the same."""
    found = next((section for section in report.sections if _is_contents(section)), None)
    contents = next((block for block in found.blocks if isinstance(block, Contents)), None) if found else None
    return Guide(
        id=found.id if found else "contents",
        title=found.title if found else report.labels.contents,
        entries=contents_entries(report, contents or Contents(depth=USUAL_DEPTH)),
    )


def without_contents(report: Report) -> Report:
    """Leave out the page of contents, for which a screen has the guide."""
    return replace(report, sections=tuple(section for section in report.sections if not _is_contents(section)))


def margins(report: Report) -> str:
    """Give the margins of the pages that a browser prints: who may read the report, which one it is, the page."""
    noted, labels = report.metadata, report.labels
    page = f"{_quoted(labels.page + ' ')} counter(page) {_quoted(f' {labels.of} ')} counter(pages)"
    return (
        f"@page {{ @top-right {{ content: {_quoted(noted.confidentiality)}; {MARGIN}bottom; padding-bottom: 5mm; }} "
        f"@bottom-left {{ content: {_quoted(f'{noted.administration}  ·  {noted.identifier}')}; {MARGIN}top; "
        f"padding-top: 5mm; }} @bottom-right {{ content: {page}; {MARGIN}top; padding-top: 5mm; }} }}"
    )


def _is_contents(section: Section) -> bool:
    return bool(section.blocks) and all(isinstance(block, Contents) for block in section.blocks)


def _quoted(text: str) -> str:
    """Write a text as a string of CSS that ends neither itself nor its style sheet, whatever stands in it."""
    return '"' + re.sub(r"[^\w ]", lambda sign: f"\\{ord(sign[0]):x} ", printable(text)) + '"'
