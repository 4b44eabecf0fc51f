"""Write a report in the format that is asked for; every format is a small renderer of the one `Report` value.

Each renderer is imported when it is called, as each needs heavy libraries of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum

from rmdiag.reports.model import Report

ZIP = b"PK\x03\x04"
GENERATED = b'<meta name="generator" content="rmdiag report">'  # as templates/screen.html writes it


class ReportFormat(StrEnum):
    """The formats in which a report leaves, each as its files end."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"  # the tables behind the report


def written(report: Report, form: ReportFormat) -> bytes:
    """Write a report; the same report gives the same bytes."""
    return WRITERS[form](report)


def making_ready(forms: Container[ReportFormat]) -> AbstractContextManager[None]:
    """Let what takes long to start begin, while the mission is still being read."""
    if ReportFormat.PDF not in forms:
        return nullcontext()
    from rmdiag.reports.render import making_ready as making_pdf_ready

    return making_pdf_ready()


def _pdf(report: Report) -> bytes:
    from rmdiag.reports.render import to_pdf

    return to_pdf(report)


def _html(report: Report) -> bytes:
    from rmdiag.reports.screen import to_html

    return to_html(report)


def _docx(report: Report) -> bytes:
    from rmdiag.reports.word.render import to_docx

    return to_docx(report)


def _workbook(report: Report) -> bytes:
    from rmdiag.reports.render import bundled_tokens
    from rmdiag.reports.workbook import to_workbook

    return to_workbook(report, bundled_tokens())


def _is_pdf(head: bytes) -> bool:
    return head.startswith(b"%PDF-")


def _is_page(head: bytes) -> bool:
    return head.startswith(b"<!doctype html>") and GENERATED in head


def _is_zip(head: bytes) -> bool:
    return head.startswith(ZIP)


def _is_untouched_document(content: bytes) -> bool:
    from rmdiag.reports.word.archive import is_untouched

    return is_untouched(content)


def _is_untouched_workbook(content: bytes) -> bool:
    from rmdiag.reports.workbook_seal import is_as_written

    return is_as_written(content)


WRITERS: dict[ReportFormat, Callable[[Report], bytes]] = {
    ReportFormat.PDF: _pdf,
    ReportFormat.HTML: _html,
    ReportFormat.DOCX: _docx,
    ReportFormat.XLSX: _workbook,
}
# Each format knows an older file of its own by how it begins; no other file is ever replaced.
OWN_FILES: dict[ReportFormat, Callable[[bytes], bool]] = {
    ReportFormat.PDF: _is_pdf,
    ReportFormat.HTML: _is_page,
    ReportFormat.DOCX: _is_zip,
    ReportFormat.XLSX: _is_zip,
}
# Formats that people write in: each knows its own files in which nobody has.
UNTOUCHED: dict[ReportFormat, Callable[[bytes], bool]] = {
    ReportFormat.DOCX: _is_untouched_document,
    ReportFormat.XLSX: _is_untouched_workbook,
}
