"""Write the first sheet of a report's workbook: what the report is, and a list of its tables that leads to each."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from rmdiag.questionnaires.exchange.heights import height_of
from rmdiag.reports.characters import printable
from rmdiag.reports.model import Align, Cell, Column, Report, RowKind
from rmdiag.reports.words import Words
from rmdiag.reports.workbook_looks import Looks
from rmdiag.reports.workbook_paper import Paper, lay_out
from rmdiag.reports.workbook_tables import Placed, words_of

WIDTHS = (24, 64, 46, 20, 8)
HEADS = ("workbook.table", "workbook.caption", "workbook.section", "workbook.figures", "workbook.rows")


def write_contents(sheet: Worksheet, report: Report, placed: tuple[Placed, ...], setting: tuple[Looks, Words]) -> None:
    """Write the facts of the report, then one row per table."""
    looks, words = setting
    sheet.hide_gridlines(2)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, printable(report.metadata.title), looks.title())
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    row = 2
    for term, meaning in _facts(report, words):
        sheet.write_string(row, 0, term, looks.term())
        sheet.merge_range(row, 1, row, len(WIDTHS) - 1, "", looks.words())
        sheet.write_string(row, 1, meaning, looks.words())
        sheet.set_row(row, height_of([(meaning, sum(WIDTHS[1:]))]))
        row += 1
    head = row + 1
    _write_list(sheet, head, placed, (looks, words))
    sheet.freeze_panes(head + 1, 0)
    sheet.activate()
    lay_out(sheet, Paper(report=report, words=words, head_row=head))


def _facts(report: Report, words: Words) -> Iterator[tuple[str, str]]:
    metadata, cover = report.metadata, report.cover
    kept = (
        ("workbook.administration", metadata.administration),
        ("workbook.subject", metadata.subject),
        ("workbook.date", metadata.date),
        ("workbook.identifier", metadata.identifier),
        ("workbook.confidentiality", metadata.confidentiality),
        ("workbook.clearance", "" if cover is None else cover.clearance),
        ("workbook.notice", "" if cover is None else words_of(cover.notice)),
    )
    for key, text in kept:
        if text:
            yield words.say(key), printable(text)
    yield words.say("workbook.numbers"), words.say("workbook.numbers_meaning")


def _write_list(sheet: Worksheet, head: int, placed: tuple[Placed, ...], setting: tuple[Looks, Words]) -> None:
    looks, words = setting
    aligns = (Align.START,) * 4 + (Align.END,)
    columns = [Column(title=words.say(key), width=1, align=align) for key, align in zip(HEADS, aligns, strict=True)]
    for place, column in enumerate(columns):
        sheet.write_string(head, place, column.title, looks.head(column))
    cell = Cell(runs=())
    for row, one in enumerate(placed, start=head + 1):
        texts = (one.table.label or one.sheet, one.table.caption, one.section, ", ".join(one.figures))
        sheet.write_url(row, 0, f"internal:'{one.sheet.replace(chr(39), chr(39) * 2)}'!A1", looks.link(), texts[0])
        for place, text in enumerate(texts[1:], start=1):
            look = looks.cell(columns[place], cell, RowKind.BODY, None)
            sheet.write_string(row, place, printable(text), look)
        sheet.write_number(row, 4, len(one.table.rows), looks.cell(columns[4], cell, RowKind.BODY, None))
        sheet.set_row(row, height_of([(text, WIDTHS[place]) for place, text in enumerate(texts)]))
    if placed:
        sheet.autofilter(head, 0, head + len(placed), len(columns) - 1)
