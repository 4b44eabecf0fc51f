"""English: what a workbook of a report's tables says of itself, and what a report says of the files it carries."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

WORKBOOK: Mapping[str, Message] = {
    "workbook.contents": "Contents",
    "workbook.back": "Back to the list of tables",
    "workbook.table": "Table",
    "workbook.caption": "Title",
    "workbook.section": "Where it stands in the report",
    "workbook.figures": "Figures drawn from it",
    "workbook.rows": "Rows",
    "workbook.administration": "Administration",
    "workbook.subject": "Report",
    "workbook.date": "Date",
    "workbook.identifier": "Identifier",
    "workbook.confidentiality": "Who may read it",
    "workbook.clearance": "Clearance",
    "workbook.notice": "Notice",
    "workbook.numbers": "Numbers",
    "workbook.numbers_meaning": (
        "Numbers are rounded as in the report, and spreadsheets can count with them. Levels are on a scale: take no "
        "means of means from them; the exact fractions are attached to the PDF."
    ),
    "workbook.page": "Page {page} of {pages}",
    "workbook.cut": "{text} … (cut here, as no cell holds more; the report has the whole text)",
    "attached.result": "The result of this assessment for programs, and what it was made from",
    "attached.result_public": "The published levels of this assessment for programs, and what it was made from",
    "attached.seal": "Checksums of the pages of this report",
}
