"""Hand the findings of a draft out, have people fill them in with openpyxl or in Word's XML, and bring them back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import yaml
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell, _Row
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rmdiag.assessment.comments_merge import Remark
from rmdiag.assessment.exchange.reply.grids import read_file
from rmdiag.assessment.exchange.reply.remarks import Draft, remarks_in
from rmdiag.opening import reported
from rmdiag.problems import Problems
from rmdiag.replying import Bringing, draft_at, written_form
from rmdiag.reports.formats import ReportFormat
from rmdiag.reports.reply.form import ReplyForm, reply_form

EXAMPLE = Path(__file__).parent.parent / "examples" / "saint-orel-2028"
COLUMNS = {"number": 1, "key": 2, "place": 3, "words": 4, "comment": 5, "by": 6, "evidence": 7}
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def lay(folder: Path) -> Path:
    """Copy the example without its comments."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("reports", "comments.yaml"))
    return folder


@cache
def form(language: str = "en") -> ReplyForm:
    """Give the form of the example."""
    return reply_form(reported(EXAMPLE, None, language), "1")


@cache
def handed_out(kind: ReportFormat, language: str = "en") -> bytes:
    """Give the file that is handed out."""
    return written_form(form(language), kind)


@cache
def draft(language: str = "en") -> Draft:
    """Give the draft of the example as plain values."""
    return draft_at(Bringing(mission=EXAMPLE), language)


def brought(content: bytes, by: str | None = "Port", name: str = "back.xlsx") -> tuple[tuple[Remark, ...], Problems]:
    """Read a file that came back against the draft of the example."""
    problems = Problems()
    found = read_file(content, name, problems)
    return (() if found is None else remarks_in(found, draft(), by, problems)), problems


def said(remarks: tuple[Remark, ...]) -> dict[str, str]:
    """Give the comments by the name of their finding."""
    return {remark.finding: remark.comment for remark in remarks}


def codes(problems: Problems) -> list[str]:
    """Give the codes of what was noted."""
    return [problem.code for problem in problems]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `rmdiag comments` as its user does."""
    command = [sys.executable, "-m", "rmdiag", "comments", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def comments_in(folder: Path) -> list[dict[str, Any]]:
    """Read comments.yaml as any other program would."""
    text = (folder / "comments.yaml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = yaml.load(text, Loader=yaml.BaseLoader)["comments"]  # noqa: S506 - texts only: `on` stays a word
    return found


@dataclass(slots=True, kw_only=True)
class Desk:
    """Somebody's desk with the workbook on it."""

    book: Workbook

    @property
    def sheet(self) -> Worksheet:
        """The sheet with the findings, whatever its language."""
        found = self.book.worksheets[0]
        assert isinstance(found, Worksheet)
        return found

    def row(self, key: str) -> int:
        """Find the row of a finding."""
        return next(n for n in range(1, self.sheet.max_row + 1) if self.sheet.cell(n, COLUMNS["key"]).value == key)

    def write(self, row: str | int, **values: object) -> None:
        """Write values into a row, by column."""
        number = row if isinstance(row, int) else self.row(row)
        for column, value in values.items():
            self.sheet.cell(number, COLUMNS[column]).value = value  # type: ignore[assignment]  # what people type

    def save(self) -> bytes:
        """Save the workbook."""
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def on_desk(content: bytes | None = None) -> Desk:
    """Open a workbook to fill it in."""
    return Desk(book=load_workbook(BytesIO(content or handed_out(ReportFormat.XLSX))))


@dataclass(slots=True, kw_only=True)
class Page:
    """Somebody's screen with the document on it."""

    document: Any

    @property
    def table(self) -> Table:
        """The table of findings."""
        found = self.document.tables[0]
        assert isinstance(found, Table)
        return found

    def row(self, key: str) -> _Row:
        """Find the row of a finding; its name stands in a locked control."""
        rows: list[_Row] = list(self.table.rows)
        return next(row for row in rows if text_of(row.cells[1]) == key)

    def write(self, key: str, **values: str) -> None:
        """Write values into a row, by column."""
        for column, words in values.items():
            self.row(key).cells[COLUMNS[column] - 1].text = words

    def xml(self, key: str, column: str, inner: str) -> None:
        """Put XML of Word into a cell, in place of its paragraphs."""
        cell = self.row(key).cells[COLUMNS[column] - 1]._tc  # noqa: SLF001 - python-docx has no way to write tracked changes
        for paragraph in cell.findall(f"{W}p"):
            cell.remove(paragraph)
        cell.append(parse_xml(f"<w:p {nsdecls('w')}>{inner}</w:p>"))

    def save(self) -> bytes:
        """Save the document."""
        stream = BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def on_screen(content: bytes | None = None) -> Page:
    """Open a document to fill it in."""
    return Page(document=Document(BytesIO(content or handed_out(ReportFormat.DOCX))))


def text_of(cell: _Cell) -> str:
    """Give all words of a cell of a document, those in controls too."""
    return "".join(one.text or "" for one in cell._tc.iter(f"{W}t"))  # noqa: SLF001 - python-docx leaves controls out


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Change the parts of an office file."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return stream.getvalue()


def rows_in(table: Table) -> Iterator[list[str]]:
    """Give the words of each row of a table."""
    for row in table.rows:
        yield [text_of(cell) for cell in row.cells]
