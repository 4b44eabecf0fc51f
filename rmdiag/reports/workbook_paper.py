"""Set up the sheets of a workbook for the printer: A4 across, as wide as the page, headings on every page."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from rmdiag.reports.characters import printable
from rmdiag.reports.model import Report
from rmdiag.reports.words import Words

A4 = 9
LONGEST_PART = 70  # characters of a header or footer; Excel ends at 255 for all its parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the printed sheets of a report say at their edges."""

    report: Report
    words: Words
    head_row: int | None = None  # None: no row is repeated


def lay_out(sheet: Worksheet, paper: Paper) -> None:
    """Set paper, margins, header and footer of a sheet."""
    metadata = paper.report.metadata
    page = paper.words.say("workbook.page", page="&P", pages="&N")
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    if paper.head_row is not None:
        sheet.repeat_rows(paper.head_row)
    sheet.set_header(f"&L&8 {_part(metadata.title)}&R&8 {_part(metadata.confidentiality)}")
    sheet.set_footer(f"&L&8 {_part(metadata.identifier)}&R&8 {page}")


def _part(text: str) -> str:
    """Shorten a text for the edge of a page, where an ampersand begins a command."""
    safe = printable(text)
    cut = safe if len(safe) <= LONGEST_PART else f"{safe[: LONGEST_PART - 1]}…"
    return cut.replace("&", "&&")
