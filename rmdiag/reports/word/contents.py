"""Write the contents as a field of Word, filled at once: it reads well before anybody renews it.

The page of a chapter is known to Word alone. Word could be told to renew all fields when the file is opened, but then
it greets every reader with a question; so the entries lead to their chapters, and renewing the field adds the pages.
"""

from __future__ import annotations

from rmdiag.reports.model import Contents
from rmdiag.reports.word.pen import Pen, listed_sections
from rmdiag.reports.word.runs import leading_to
from rmdiag.reports.word.wordml import FIELD_END, field_begin, paragraph, run

DEEPEST = 4


def write_contents(pen: Pen, block: Contents) -> str:
    """Write the contents down to their depth."""
    depth = min(block.depth, DEEPEST)
    entries = [
        (level, leading_to(pen.bookmark(section.id), run(f"{section.number or ''} {section.title}".strip())))
        for level, section in listed_sections(pen.report.sections, depth)
    ]
    if not entries:
        return ""
    opening = field_begin(f'TOC \\o "1-{depth}" \\h')
    written = [
        paragraph(pen.style(f"toc {level}"), f"{opening if number == 0 else ''}{inner}")
        for number, (level, inner) in enumerate(entries)
    ]
    return "".join(written) + paragraph(pen.style("Report Gap"), FIELD_END)
