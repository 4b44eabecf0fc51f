"""Write the sheet Plan: one row per action, a table with filters, drop-downs, checks of what is typed, and alerts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rmdiag.assessment.actions import STATUSES
from rmdiag.assessment.asking import FIRST_DATE, LAST_DATE
from rmdiag.assessment.exchange.columns import (
    BY_KEY,
    COLUMNS,
    OVERDUE,
    SOON,
    Column,
    Holds,
    alert_formula,
    alert_of,
)
from rmdiag.assessment.exchange.formats import Formats
from rmdiag.assessment.exchange.outlay import DATE_CELL, HEAD_ROW, Outlay
from rmdiag.assessment.plan_merge import Value
from rmdiag.questionnaires.exchange.cells import letters
from rmdiag.questionnaires.exchange.heights import height_of
from rmdiag.questionnaires.exchange.shown import shown_number
from rmdiag.tongue import marked, phrase

A4 = 9
FROZEN_COLUMNS = 2  # id and action
LONGEST_FOOTER = 80  # characters of a name in it
HINT = marked("Grey columns are not read back. Help stands in the sheet Guide.")
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255  # characters of a message beside a cell


def write_plan(sheet: Worksheet, outlay: Outlay, formats: Formats) -> None:
    """Write head, rows, rules and print settings."""
    looks = {column.key: formats.cell(column) for column in COLUMNS}
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, outlay.title, formats.title())
    sheet.write_string(1, 0, phrase("State of"), formats.label())
    sheet.write_datetime(1, 1, outlay.on, formats.day())
    sheet.write_string(2, 0, phrase(HINT), formats.hint())
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, column.width)
    _write_table(sheet, outlay, formats)
    for number in range(HEAD_ROW, outlay.last_row):
        _write_row(sheet, outlay, number, looks)
    _check_typing(sheet, outlay)
    _mark(sheet, outlay, formats)
    _guard(sheet, f"A{HEAD_ROW + 1}:{outlay.last_column}{outlay.last_row}")
    _print_well(sheet, outlay)


def _write_table(sheet: Worksheet, outlay: Outlay, formats: Formats) -> None:
    looks = {read: formats.head(read=read) for read in (True, False)}
    heads = [{"header": outlay.head(column), "header_format": looks[column.read]} for column in COLUMNS]
    area = f"A{HEAD_ROW}:{outlay.last_column}{outlay.last_row}"
    sheet.add_table(area, {"name": "PlanTable", "style": None, "columns": heads})
    sheet.set_row(HEAD_ROW - 1, 30)
    sheet.freeze_panes(HEAD_ROW, FROZEN_COLUMNS)


def _write_row(sheet: Worksheet, outlay: Outlay, number: int, looks: Mapping[str, Format]) -> None:
    """Write one row, by its number from 0; past the last action it is left for a new one."""
    place = number - HEAD_ROW
    action = outlay.actions[place] if place < len(outlay.actions) else None
    for at, column in enumerate(COLUMNS):
        look = looks[column.key]
        if column.key == "alert":
            words = alert_of(action, outlay.on) if action else ""
            sheet.write_formula(number, at, alert_formula(number + 1, DATE_CELL), look, words)
        else:
            _write(sheet, (number, at), outlay.written(action, column) if action else None, look)
    if action:
        texts = [(value, column.width) for column, value in outlay.row(action) if isinstance(value, str)]
        sheet.set_row(number, height_of(texts))


def _write(sheet: Worksheet, place: tuple[int, int], value: Value, look: Format) -> None:
    """Write a value as what it is; a text is a text whatever it begins with."""
    if isinstance(value, date):
        sheet.write_datetime(*place, value, look)
    elif isinstance(value, Fraction):
        sheet.write_number(*place, shown_number(value), look)
    elif isinstance(value, str) and value:
        sheet.write_string(*place, value, look)
    else:
        sheet.write_blank(*place, None, look)


def _check_typing(sheet: Worksheet, outlay: Outlay) -> None:
    """Offer what a cell can hold, and refuse what cannot be meant."""
    first, last = HEAD_ROW + 1, outlay.last_row
    framework = outlay.framework
    sizes = {
        "indicator": len(framework.indicators),
        "recommendation": len(framework.recommendations),
        "responsible": len(outlay.roles()),
        "status": len(STATUSES),
    }
    for place, column in enumerate(COLUMNS):
        letter = letters(place + 1)
        area = f"{letter}{first}:{letter}{last}"
        if column.key == "id":
            written = HEAD_ROW + len(outlay.actions)
            if outlay.actions:
                sheet.data_validation(f"{letter}{first}:{letter}{written}", _untouchable())
        elif not column.read:
            sheet.data_validation(area, _untouchable())
        elif column.key in sizes:
            sheet.data_validation(area, _picked(column, outlay.list_of(column.key, sizes[column.key])))
        elif column.holds is Holds.DAY:
            sheet.data_validation(area, _day(column, f"{letter}{first}"))
        elif column.holds in (Holds.NUMBER, Holds.MONEY):
            sheet.data_validation(area, _amount())
        elif column.holds in (Holds.EVIDENCE, Holds.ACTIONS):
            sheet.data_validation(area, _ids(column))


def _untouchable() -> dict[str, object]:
    return {
        "validate": "custom",
        "value": "=FALSE",
        **_error(
            phrase("Not to be changed"),
            phrase("This cell is filled in by rmdiag and is not read back. Press Esc to leave it as it is."),
        ),
    }


def _error(title: str, message: str) -> dict[str, object]:
    """Give what is shown where a cell refuses what is typed, as long as a workbook can have it."""
    return {"error_title": title[:LONGEST_TITLE], "error_message": message[:LONGEST_MESSAGE]}


def _picked(column: Column, source: str) -> dict[str, object]:
    """Offer words: only a status must be one of them, a role may be anything."""
    found: dict[str, object] = {"validate": "list", "source": source}
    if column.key == "status":
        words = ", ".join(map(phrase, STATUSES))
        return found | _error(phrase("No such status"), phrase("Pick one of: {list}.", list=words))
    if column.key == "responsible":
        return found | {"show_error": False}
    message = phrase("Pick one from the list, or write an id that is in it.")
    return found | {"error_type": "warning"} | _error(phrase("Not in the list"), message)


def _day(column: Column, cell: str) -> dict[str, object]:
    """Ask for a day that a plan can mean; an end is not before its start."""
    bounds = ",".join(f"DATE({day.year},{day.month},{day.day})" for day in (FIRST_DATE, LAST_DATE))
    low, high = bounds.split("),DATE")[0] + ")", "DATE" + bounds.split("),DATE")[1]
    tests = [f"ISNUMBER({cell})", f"{cell}>={low}", f"{cell}<={high}"]
    row = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    words = marked("Write a date from {first} to {last}, such as 2027-05-31.")
    if column.key == "end":
        start = f"{_letter('start')}{row}"
        tests.append(f'OR({start}="",{cell}>={start})')
        words = marked("Write a date from {first} to {last}, such as 2027-05-31. The end is not before the start.")
    return {
        "validate": "custom",
        "value": f"=AND({','.join(tests)})",
        **_error(phrase("Not a date that can be"), phrase(words, first=FIRST_DATE.year, last=LAST_DATE.year)),
    }


def _amount() -> dict[str, object]:
    return {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        **_error(phrase("Not an amount"), phrase("Write a number of 0 or more in digits, without words or signs.")),
    }


def _ids(column: Column) -> dict[str, object]:
    message = (
        phrase("Ids of the register of evidence; they are in the sheet Lists. With commas between them.")
        if column.key == "evidence"
        else phrase("Ids of the plan. With commas between them.")
    )
    title = phrase(column.head)[:LONGEST_TITLE]
    return {"validate": "any", "input_title": title, "input_message": message[:LONGEST_MESSAGE]}


def _mark(sheet: Worksheet, outlay: Outlay, formats: Formats) -> None:
    """Colour what the words of alert and status say; no colour says anything alone."""
    first, last = HEAD_ROW + 1, outlay.last_row
    status, alert, end, cost = (_letter(key) for key in ("status", "alert", "end", "cost"))
    rules = [
        (f"A{first}:{outlay.last_column}{last}", f'=${status}{first}="{phrase("dropped")}"', formats.dropped()),
        (f"{status}{first}:{status}{last}", f'=${status}{first}="{phrase("verified")}"', formats.verified()),
        (f"{status}{first}:{status}{last}", f'=${status}{first}="{phrase("done")}"', formats.done()),
        *(
            (f"{letter}{first}:{letter}{last}", f'=${alert}{first}="{phrase(words)}"', look)
            for words, look in ((OVERDUE, formats.late()), (SOON, formats.soon()))
            for letter in (end, alert)
        ),
        (
            f"{cost}{first}:{cost}{last}",
            f"=AND(ISNUMBER(${cost}{first}),${cost}{first}<>INT(${cost}{first}))",
            formats.broken_amount(),
        ),
    ]
    for area, formula, look in rules:
        sheet.conditional_format(area, {"type": "formula", "criteria": formula, "format": look})


def _guard(sheet: Worksheet, rows: str) -> None:
    """Keep title and heads as they are; no password, as it guards against slips and not against people."""
    allowed = ("autofilter", "sort", "format_columns", "format_rows", "format_cells", "insert_rows", "delete_rows")
    sheet.protect("", dict.fromkeys(allowed, True))
    # No green corners: rows are unlocked with formulas in them, ids may look like numbers, and both refuse typing.
    sheet.ignore_errors(dict.fromkeys(("formula_unlocked", "number_stored_as_text", "list_data_validation"), rows))


def _print_well(sheet: Worksheet, outlay: Outlay) -> None:
    """Print on A4, two pages wide with id and action on each, the head on every page."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(2, 0)
    sheet.print_across()
    sheet.repeat_rows(HEAD_ROW - 1)
    sheet.repeat_columns(0, FROZEN_COLUMNS - 1)
    sheet.print_area(f"A1:{outlay.last_column}{outlay.last_printed_row}")
    sheet.set_footer(footer(outlay))


def footer(outlay: Outlay) -> str:
    """Name the plan, its day and who may see it, with the number of the page."""
    name = outlay.title if len(outlay.title) <= LONGEST_FOOTER else f"{outlay.title[: LONGEST_FOOTER - 1]}…"
    left = f"{name}, {outlay.on.isoformat()}".replace("&", "&&")
    page = phrase("Page {page} of {pages}", page="&P", pages="&N")
    return f"&L&8 {left}&C&8 {confidentiality_of(outlay)}&R&8 {page}"


def confidentiality_of(outlay: Outlay) -> str:
    """Say who may see the plan."""
    return phrase("Confidentiality: {word}", word=phrase(outlay.mission.confidentiality))


def _letter(key: str) -> str:
    return letters(COLUMNS.index(BY_KEY[key]) + 1)
