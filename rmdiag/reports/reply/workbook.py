"""Write the findings of a draft as a workbook in which the administration comments on them."""

from __future__ import annotations

from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rmdiag.assessment.exchange.reply.facts import COLUMNS, SHEET, written_facts
from rmdiag.questionnaires.exchange.cells import letters
from rmdiag.questionnaires.exchange.heights import height_of
from rmdiag.reports.characters import printable
from rmdiag.reports.reply.form import READ, Entry, ReplyForm
from rmdiag.reports.tokens import Tokens
from rmdiag.reports.workbook_seal import PROPERTY, UNSEALED, sealed

WIDTHS = {"number": 6, "key": 16, "place": 20, "words": 50, "comment": 46, "by": 17, "evidence": 18}
HEAD_ROW = 3  # from 0: title, whose it is, what to do
SPARE = 20  # empty rows for further comments, beneath the findings
FROZEN = 2  # number and name
GUIDE_WIDTH = 110
A4 = 9
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255  # characters of a message beside a cell
ALLOWED = ("autofilter", "sort", "format_columns", "format_rows", "format_cells", "insert_rows", "delete_rows")


def to_reply_workbook(form: ReplyForm, tokens: Tokens) -> bytes:
    """Give the workbook; the same draft gives the same bytes."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    _name(book, form)
    pen = _Pen(book=book, tokens=tokens)
    _write_findings(book.add_worksheet(form.names["sheet"]), form, pen)
    _write_guide(book.add_worksheet(form.names["guide"]), form, pen)
    base = book.add_worksheet(SHEET)
    base.write_string(0, 0, written_facts(form.facts))
    base.very_hidden()
    base.protect()
    book.close()
    return sealed(stream.getvalue(), form.facts.language)


class _Pen:
    """Makes the looks of the cells of one workbook, each once."""

    def __init__(self, *, book: Workbook, tokens: Tokens) -> None:
        def look(**more: object) -> Format:
            basis = {"font_name": "Calibri", "font_size": 10, "font_color": tokens.colour("ink"), "valign": "top"}
            return book.add_format({**basis, **more})

        edges = {"border": 1, "border_color": tokens.colour("rule"), "text_wrap": True}
        white = {"bold": True, "font_color": tokens.colour("paper"), "valign": "vcenter", **edges}
        self.title = look(bold=True, font_size=15, font_color=tokens.colour("ink-heading"), valign="vcenter")
        self.quiet = look(font_color=tokens.colour("ink-quiet"), valign="vcenter")
        self.head = look(**white, bg_color=tokens.colour("ink-quiet"))
        self.head_to_fill = look(**white, bg_color=tokens.colour("accent"))
        self.given = look(**edges, bg_color=tokens.colour("paper-tint"), num_format="@", locked=False)
        self.to_fill = look(**edges, num_format="@", locked=False)
        self.words = look(text_wrap=True)
        self.strong = look(bold=True)


def _name(book: Workbook, form: ReplyForm) -> None:
    """Say what the file is; no clock is asked."""
    facts = {"title": form.title, "subject": form.subtitle, "author": "rmdiag", "comments": form.confidentiality}
    book.set_properties({name: printable(words) for name, words in facts.items()})
    book.set_custom_property(PROPERTY, UNSEALED, "text")
    book.set_size(2400, 1500)


def _write_findings(sheet: Worksheet, form: ReplyForm, pen: _Pen) -> None:
    last = HEAD_ROW + len(form.entries) + SPARE
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, printable(form.title), pen.title)
    sheet.write_string(1, 0, printable(form.subtitle), pen.quiet)
    sheet.write_string(2, 0, printable(form.steps[0]), pen.quiet)
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, WIDTHS[column])
        sheet.write_string(HEAD_ROW, place, form.heads[column], pen.head_to_fill if column in READ else pen.head)
    sheet.set_row(HEAD_ROW, 22)
    for number in range(HEAD_ROW + 1, last + 1):
        place = number - HEAD_ROW - 1
        _write_row(sheet, number, form.entries[place] if place < len(form.entries) else None, pen)
    _guard(sheet, form, last)
    _print_well(sheet, form, HEAD_ROW + len(form.entries))


def _write_row(sheet: Worksheet, number: int, entry: Entry | None, pen: _Pen) -> None:
    """Write one finding; a spare row is open in every cell, so that a number can be written into it."""
    given = _given(entry) if entry else {}
    for place, column in enumerate(COLUMNS):
        words = given.get(column)
        if words:
            sheet.write_string(number, place, words, pen.given)
        else:
            sheet.write_blank(number, place, None, pen.given if entry and column not in READ else pen.to_fill)
    if entry:
        sheet.set_row(number, height_of([(words, WIDTHS[column]) for column, words in given.items()]))


def _given(entry: Entry) -> dict[str, str]:
    finding = entry.finding
    return {"number": finding.number, "key": finding.key, "place": entry.place, "words": finding.words}


def _guard(sheet: Worksheet, form: ReplyForm, last: int) -> None:
    """Keep findings as they are against slips; no cell of a row is locked, as no program then sorts the sheet."""
    title, words = form.refusal
    refusal = {"error_title": title[:LONGEST_TITLE], "error_message": words[:LONGEST_MESSAGE]}
    closed = len(COLUMNS) - len(READ) - 1
    rows = (HEAD_ROW + 1, HEAD_ROW + len(form.entries))
    sheet.data_validation(rows[0], 0, rows[1], closed, {"validate": "custom", "value": "=FALSE", **refusal})
    sheet.autofilter(HEAD_ROW, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(HEAD_ROW + 1, FROZEN)
    sheet.protect("", dict.fromkeys(ALLOWED, True))
    area = f"A{HEAD_ROW + 2}:{letters(len(COLUMNS))}{last + 1}"
    sheet.ignore_errors({"number_stored_as_text": area})


def _print_well(sheet: Worksheet, form: ReplyForm, last: int) -> None:
    """Print on A4, one page wide, the heads on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.print_area(0, 0, last, len(COLUMNS) - 1)
    left = printable(form.subtitle)[:80].replace("&", "&&")
    right = printable(form.confidentiality)[:100].replace("&", "&&")
    sheet.set_footer(f"&L&8 {left}&C&8 {right}&R&8 &P/&N")


def _write_guide(sheet: Worksheet, form: ReplyForm, pen: _Pen) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, GUIDE_WIDTH)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, printable(form.names["how"]), pen.title)
    sheet.write_string(1, 0, printable(form.subtitle), pen.quiet)
    for number, step in enumerate(form.steps, 1):
        sheet.write_number(number + 2, 0, number, pen.strong)
        sheet.write_string(number + 2, 1, printable(step), pen.words)
        sheet.set_row(number + 2, height_of([(step, GUIDE_WIDTH)]) + 4)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
