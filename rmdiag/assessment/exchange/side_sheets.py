"""Write the sheets beside the plan: a guide in plain words, and the lists from which cells are picked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from rmdiag.assessment.actions import STATUSES
from rmdiag.assessment.exchange.columns import COLUMNS, OVERDUE, SOON
from rmdiag.assessment.exchange.formats import Formats
from rmdiag.assessment.exchange.outlay import LIST_HEAD_ROW, PRINTED_SPARE_ROWS, SPARE_ROWS, Outlay
from rmdiag.assessment.exchange.plan_sheet import A4, confidentiality_of, footer
from rmdiag.questionnaires.exchange.heights import height_of
from rmdiag.questionnaires.exchange.shown import shown_text
from rmdiag.tongue import heads, marked, phrase

MEANINGS = {
    "planned": marked("Nobody has begun."),
    "started": marked("Work is under way."),
    "done": marked("Its owner says that it is finished."),
    "verified": marked("Somebody else has seen that it is finished, on evidence."),
    "dropped": marked("It will not be done; the reason is given."),
}
_List = tuple[str, float, Sequence[str]]  # head, width and words of a column
GUIDE_WIDTHS = (20, 84, 14)
UNTYPED = ("id", *(column.key for column in COLUMNS if not column.read))
STEPS = (
    (
        marked("Change"),
        marked(
            "Change in the sheet Plan what you know better: status, dates, who, money, words. Alert and colours follow."
        ),
    ),
    (
        marked("Add"),
        marked(
            "For an action in your own words use one of the {spare} empty rows under the last action (the first"
            " {printed} are printed). Leave its id blank, and give it at least the words of the action."
        ),
    ),
    (
        marked("Drop"),
        marked(
            "Set the status to dropped and give the reason. A row that you empty is not taken out of the plan: it is"
            " named when the workbook comes back, and the action stays."
        ),
    ),
    (
        marked("Write"),
        marked(
            "Write dates as 2027-05-31 and numbers in digits. Filter, sort and copy as you like. Do not merge cells,"
            " and leave the heads of the columns as they are."
        ),
    ),
    (
        marked("Send back"),
        marked(
            "Save the workbook as .xlsx and send it back to whoever sent it to you. There it is read with: rmdiag plan"
            " import MISSION FILE.xlsx. What was changed in the plan meanwhile stays. Where both sides have changed the"
            " same cell, somebody is asked."
        ),
    ),
    (
        marked("Mind"),
        marked(
            "Comments pinned to cells, and columns and sheets of your own, are pointed out and not taken over. Put"
            " what is to stay into Note."
        ),
    ),
)
COLOURS = (
    (OVERDUE, marked("Its last day has passed, and it is planned or started.")),
    (SOON, marked("Its last day comes soon, and it is planned or started.")),
    ("done", marked("Finished, so its owner says.")),
    ("verified", marked("Finished, as somebody else has seen on evidence.")),
    ("dropped", marked("The whole row is struck through.")),
)


def write_guide(sheet: Worksheet, outlay: Outlay, formats: Formats) -> None:
    """Say what the workbook is, what may be changed and how it goes back, and what each column and colour means."""
    sheet.hide_gridlines(2)
    for place, width in enumerate(GUIDE_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 24)
    sheet.write_string("A1", phrase("How to work with this plan"), formats.title())
    facts = (outlay.title, outlay.day_words, confidentiality_of(outlay))
    sheet.write_string("A2", ". ".join(facts), formats.hint())
    page = _Page(sheet=sheet, formats=formats, row=3)
    spare = {"spare": SPARE_ROWS, "printed": PRINTED_SPARE_ROWS}
    page.table(heads("What to do", "How"), [(phrase(step), phrase(how, **spare)) for step, how in STEPS])
    columns = [
        (outlay.head(one), phrase(one.meaning), "rmdiag" if one.key in UNTYPED else phrase("you")) for one in COLUMNS
    ]
    page.table(heads("Column", "What it holds", "Filled in by"), columns)
    first = page.row + 1
    page.table(heads("Colour", "What it means"), [(phrase(name), phrase(meaning)) for name, meaning in COLOURS])
    looks = (formats.late(), formats.soon(), formats.done(), formats.verified(), formats.dropped())
    for number, ((name, _), look) in enumerate(zip(COLOURS, looks, strict=True)):
        sheet.write_string(first + number, 0, phrase(name), look)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    _print(sheet, outlay)


@dataclass(slots=True, kw_only=True)
class _Page:
    """Write one small table under the other."""

    sheet: Worksheet
    formats: Formats
    row: int

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Write a table and leave a blank row behind it."""
        head, looks = self.formats.head(), (self.formats.words(bold=True), self.formats.words(), self.formats.words())
        for place, text in enumerate(columns):
            self.sheet.write_string(self.row, place, phrase(text), head)
        for texts in rows:
            self.row += 1
            self.sheet.set_row(self.row, height_of(zip(texts, GUIDE_WIDTHS, strict=False)))
            for place, (text, look) in enumerate(zip(texts, looks, strict=False)):
                self.sheet.write_string(self.row, place, text, look)
        self.row += 2


def write_lists(sheet: Worksheet, outlay: Outlay, formats: Formats) -> None:
    """Write the words from which cells of the plan are picked, and the ids that they can name."""
    lists: Sequence[_List] = (
        (phrase("Status"), 12, [phrase(status) for status in STATUSES]),
        (phrase("What it means"), 50, [phrase(MEANINGS[status]) for status in STATUSES]),
        (phrase("Indicator"), 32, [outlay.indicator(identity) for identity in outlay.framework.indicators]),
        (phrase("Responsible"), 76, outlay.roles()),
        (phrase("Evidence"), 14, list(outlay.mission.evidence)),
    )
    _write_lists(sheet, phrase("What the cells of the plan can be picked from"), lists, formats)
    _print(sheet, outlay)


def write_advice(sheet: Worksheet, outlay: Outlay, formats: Formats) -> None:
    """Write what each recommendation of the framework says."""
    every = outlay.framework.recommendations.values()
    lists: Sequence[_List] = (
        (phrase("Recommendation"), 16, [one.id for one in every]),
        (phrase("Indicator"), 26, [outlay.indicator(one.indicator) for one in every]),
        (phrase("What to do"), 70, [one.action for one in every]),
        (phrase("Responsible"), 32, [one.responsible for one in every]),
        (phrase("Complete when"), 50, [one.completion for one in every]),
    )
    _write_lists(sheet, phrase("What the recommendations say"), lists, formats)
    _print(sheet, outlay)
    sheet.set_landscape()


def _write_lists(sheet: Worksheet, title: str, lists: Sequence[_List], formats: Formats) -> None:
    head, words = formats.head(), formats.words()
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string("A1", title, formats.title())
    for place, (name, width, texts) in enumerate(lists):
        sheet.set_column(place, place, width)
        sheet.write_string(LIST_HEAD_ROW - 1, place, name, head)
        for number, text in enumerate(texts, LIST_HEAD_ROW):
            sheet.write_string(number, place, shown_text(text), words)
    for number in range(max(len(texts) for _, _, texts in lists)):
        row = [(texts[number], width) for _, width, texts in lists if number < len(texts)]
        sheet.set_row(LIST_HEAD_ROW + number, height_of(row))
    sheet.freeze_panes(LIST_HEAD_ROW, 0)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.repeat_rows(LIST_HEAD_ROW - 1)


def _print(sheet: Worksheet, outlay: Outlay) -> None:
    """Print on A4, one page wide."""
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(footer(outlay))
