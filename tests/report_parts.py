"""Find the parts of a report as a reader names them: a table, its cells, a figure, the page where something begins."""

from __future__ import annotations

from weasyprint import Document

from rmdiag.reports.model import Figure, Report, RowKind, Table
from rmdiag.reports.numbering import blocks_of


def table(report: Report, identity: str) -> Table:
    return next(block for block in blocks_of(report) if isinstance(block, Table) and block.id == identity)


def figure(report: Report, identity: str) -> Figure:
    return next(block for block in blocks_of(report) if isinstance(block, Figure) and block.id == identity)


def cells(found: Table) -> list[list[str]]:
    """Give the words of every cell of the rows that head nothing."""
    return [
        ["".join(getattr(run, "text", None) or "" for run in cell.runs) for cell in row.cells]
        for row in found.rows
        if row.kind is not RowKind.GROUP
    ]


def row_of(report: Report, identity: str, of: str) -> list[str]:
    return next(row for row in cells(table(report, identity)) if row[0].startswith(of))


def places(document: Document) -> dict[str, int]:
    """Give the page on which each part begins."""
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for anchor in page.anchors:
            found.setdefault(anchor, number)
    return found
