"""Write the sheets beside the questions: how to answer and how far one is, the levels, the register, the lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rmdiag.files import day_words
from rmdiag.questionnaires.exchange.cells import letters
from rmdiag.questionnaires.exchange.form_looks import FormLooks
from rmdiag.questionnaires.exchange.form_outlay import Page
from rmdiag.questionnaires.exchange.form_rules import Lists
from rmdiag.questionnaires.exchange.form_sheet import A4, count_formula, footer, states_of
from rmdiag.questionnaires.exchange.form_shown import FIRST_DAY, LAST_DAY
from rmdiag.questionnaires.exchange.form_words import (
    ANSWERED,
    BLANK,
    CORROBORATED,
    DECLARED,
    DO_NOT_KNOW,
    FILLED_BY,
    FILLED_ON,
    INSTRUCTIONS,
    NOT_APPLICABLE,
    SEVERAL,
    STATES,
    VERIFIED,
)
from rmdiag.questionnaires.exchange.heights import height_of
from rmdiag.questionnaires.exchange.shown import shown_text
from rmdiag.questionnaires.forms import Form
from rmdiag.tongue import marked, phrase
from rmdiag.values import dataclass

QUOTE = "'"
GUIDE_WIDTHS = (34, 12, 12, 15, 14, 12, 15, 12)
_WIDE = sum(GUIDE_WIDTHS[1:])
FIRST_LEVEL_ROW = 4  # rows count from 1
LEVEL_WIDTHS = (11, 24)
LEVEL_WIDTH = 31
STEPS = (
    (
        marked("Go through the sheets"),
        marked(
            "Each sheet behind this one holds the questions of one subject. White cells are yours, and the yellow ones"
            " still wait for an answer; all other cells are locked. What you have said before is filled in already:"
            " correct it where it is no longer so."
        ),
    ),
    (
        marked("Answer"),
        marked(
            "Write the answer into the column Answer: pick it where the cell offers a list, else type it. How stands"
            " beside each question. Where several things can hold, mark each with x in the rows beneath."
        ),
    ),
    (
        marked("Say how you know"),
        marked("Choose the confidence, name evidence by its id in the register, and add in the note what explains it."),
    ),
    (
        marked("Leave out nothing"),
        marked(
            "A question that cannot apply is answered by the reason. What you do not know is marked with x: that is an"
            " answer too. The table above counts what is still blank."
        ),
    ),
    (
        marked("Mind"),
        marked(
            "Filter, hide columns and print as you like. Do not merge cells and do not delete rows: what is not there"
            " any more counts as not said. Comments pinned to cells and sheets of your own are not read."
        ),
    ),
    (
        marked("Send back"),
        marked("Save the workbook as .xlsx and send it back to whoever sent it to you, with the files that you name."),
    ),
)
MEANINGS = (
    (ANSWERED, marked("The column Answer says how it is, also where the answer is no.")),
    (NOT_APPLICABLE, marked("The question cannot apply to your administration; the reason stands beside it.")),
    (DO_NOT_KNOW, marked("You were asked and cannot say; somebody else may.")),
    (BLANK, marked("Nothing is said yet.")),
)
CONFIDENCE = (
    (DECLARED, marked("You say so. A blank cell means the same.")),
    (CORROBORATED, marked("Two people or offices say so independently of each other.")),
    (VERIFIED, marked("An assessor has seen it on evidence that is named.")),
)
_HEADS = (
    marked("Sheet"),
    marked("Questions"),
    ANSWERED,
    NOT_APPLICABLE,
    DO_NOT_KNOW,
    BLANK,
    SEVERAL,
    marked("Complete"),
)


@dataclass(slots=True, kw_only=True)
class Guide:
    """The first sheet, written from the top down; `row` counts from 0."""

    sheet: Worksheet
    form: Form
    looks: FormLooks
    row: int = 0

    def write(self, pages: Sequence[Page]) -> None:
        """Write who is asked, how it is done, what the words mean, and how far the form is filled in."""
        sheet, looks, head = self.sheet, self.looks, self.form.head
        sheet.hide_gridlines(2)
        for place, width in enumerate(GUIDE_WIDTHS):
            sheet.set_column(place, place, width)
        sheet.set_row(0, 24)
        sheet.write_string(0, 0, shown_text(self.form.title), looks.title())
        sheet.write_string(1, 0, shown_text(head.mission), looks.hint())
        self.row = 3
        for name, text in self._facts():
            self._pair(name, text, looks.words())
        self._pair(phrase(FILLED_BY), "", looks.text())
        self._pair(phrase(FILLED_ON), "", looks.date())
        bounds = {"minimum": FIRST_DAY, "maximum": LAST_DAY}
        sheet.data_validation(self.row - 1, 1, self.row - 1, 1, {"validate": "date", "criteria": "between", **bounds})
        self.row += 1
        self._progress(pages)
        for title, pairs in (
            (marked("How to answer"), STEPS),
            (marked("Four ways to leave a question"), MEANINGS),
            (marked("How you know it: confidence"), CONFIDENCE),
        ):
            self._head(phrase(title))
            for name, text in pairs:
                self._pair(phrase(name), phrase(text), looks.words())
            self.row += 1
        sheet.protect("", {"format_columns": True, "format_rows": True})
        print_upright(sheet, self.form, landscape=True)
        sheet.fit_to_pages(1, 1)

    def _facts(self) -> Iterator[tuple[str, str]]:
        head = self.form.head
        yield phrase("For"), head.role
        yield phrase("Sent on"), day_words(head.sent, head.language)
        if self.form.due is not None:
            yield phrase("Please return it by"), day_words(self.form.due, head.language)
        yield phrase("Say how things stood on"), day_words(self.form.as_of, head.language)
        yield phrase("Framework"), f"{self.form.questionnaire.framework.title} ({head.edition})"

    def _pair(self, name: str, text: str, look: Format) -> None:
        """Write a name and what is said of it across the other columns."""
        self.sheet.write_string(self.row, 0, name, self.looks.words(bold=True))
        self._across(1, text, look)
        self.sheet.set_row(self.row, height_of([(name, GUIDE_WIDTHS[0]), (text, _WIDE)]))
        self.row += 1

    def _across(self, first: int, text: str, look: Format) -> None:
        """Write a text across columns; as a text, whatever it begins with, which merging alone would not do."""
        self.sheet.merge_range(self.row, first, self.row, len(GUIDE_WIDTHS) - 1, "", look)
        if text:
            self.sheet.write_string(self.row, first, shown_text(text), look)

    def _head(self, *texts: str) -> None:
        if len(texts) == 1:
            self._across(0, texts[0], self.looks.head())
        else:
            for place, text in enumerate(texts):
                self.sheet.write_string(self.row, place, text, self.looks.head())
        self.sheet.set_row(self.row, max(height_of(zip(texts, GUIDE_WIDTHS, strict=False)), 18))
        self.row += 1

    def _progress(self, pages: Sequence[Page]) -> None:
        """Count live, sheet by sheet and in total, in what state the questions are."""
        self._head(*map(phrase, _HEADS))
        first = self.row
        for page in pages:
            counts = states_of(page, self.form)
            sheet = f"'{page.name.replace(QUOTE, QUOTE * 2)}'!"
            self.sheet.write_url(self.row, 0, f"internal:{sheet}A1", self.looks.way(), page.name)
            self.sheet.write_number(self.row, 1, len(page.questions), self.looks.count())
            for place, state in enumerate(STATES, 2):
                formula = f"={count_formula(page, state, sheet)}"
                self.sheet.write_formula(self.row, place, formula, self.looks.count(), counts[state])
            self._share(counts)
            self.row += 1
        total = sum((states_of(page, self.form) for page in pages), Counter[str]())
        self.sheet.write_string(self.row, 0, phrase("In total"), self.looks.words(bold=True))
        for place, value in enumerate((total.total(), *(total[state] for state in STATES)), 1):
            column = letters(place + 1)
            formula = f"=SUM({column}{first + 1}:{column}{self.row})"
            self.sheet.write_formula(self.row, place, formula, self.looks.count(bold=True), value)
        self._share(total)
        blank, several = letters(_HEADS.index(BLANK) + 1), letters(_HEADS.index(SEVERAL) + 1)
        for column, look in ((blank, self.looks.still_open()), (several, self.looks.wrong())):
            area = f"{column}{first + 1}:{column}{self.row + 1}"
            self.sheet.conditional_format(area, {"type": "cell", "criteria": ">", "value": 0, "format": look})
        self.row += 2

    def _share(self, counts: Counter[str]) -> None:
        row, several = self.row + 1, letters(_HEADS.index(SEVERAL) + 1)
        done = counts.total() - counts[BLANK] - counts[SEVERAL]
        formula = f"=IF(B{row}=0,0,(B{row}-{letters(_HEADS.index(BLANK) + 1)}{row}-{several}{row})/B{row})"
        share = done / counts.total() if counts.total() else 0
        self.sheet.write_formula(self.row, len(GUIDE_WIDTHS) - 1, formula, self.looks.share(), share)


def level_rows(form: Form) -> dict[str, int]:
    """Give the row of each indicator that is asked about on the sheet of levels; rows count from 1."""
    known = form.questionnaire.framework.indicators
    asked = dict.fromkeys(question.indicator for question in form.questions if question.indicator in known)
    ordered = [identity for identity in known if identity in asked]
    return {identity: row for row, identity in enumerate(ordered, FIRST_LEVEL_ROW + 1)}


def write_levels(sheet: Worksheet, form: Form, looks: FormLooks) -> None:
    """Write what each level of the indicators means."""
    framework = form.questionnaire.framework
    heads = [phrase("Indicator"), phrase("Name")]
    heads += [f"{level.level} {level.alias or level.name}" for level in framework.levels]
    indicators = [framework.indicators[identity] for identity in level_rows(form)]
    rows = [
        [one.id, one.title, *((one.descriptor(level.level) or "") for level in framework.levels)] for one in indicators
    ]
    widths = [*LEVEL_WIDTHS, *[LEVEL_WIDTH] * len(framework.levels)]
    _write_table(sheet, phrase("What the levels mean"), (heads, widths, rows), looks)
    sheet.freeze_panes(FIRST_LEVEL_ROW, 2)
    print_upright(sheet, form, landscape=True)


def write_register(sheet: Worksheet, form: Form, looks: FormLooks) -> None:
    """Write the register of evidence, as far as this respondent may see it."""
    rows = [[identity, title] for identity, title in form.evidence]
    title = phrase("Evidence that is registered already; name it by its id")
    _write_table(sheet, title, ([phrase("Id"), phrase("Title")], [14, 90], rows), looks)
    print_upright(sheet, form)


def write_lists(sheet: Worksheet, lists: Lists) -> None:
    """Write the words from which cells are picked; nobody needs to see them."""
    for words, place in lists.columns.items():
        for row, word in enumerate(words):
            sheet.write_string(row, place, word)
    sheet.hide()
    sheet.protect()


def print_upright(sheet: Worksheet, form: Form, *, landscape: bool = False) -> None:
    """Print on A4, one page wide."""
    if landscape:
        sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(footer(form))


def _write_table(
    sheet: Worksheet,
    title: str,
    table: tuple[Sequence[str], Sequence[float], Iterable[Sequence[str]]],
    looks: FormLooks,
) -> None:
    heads, widths, rows = table
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    sheet.write_string(0, 0, title, looks.title())
    sheet.write_url(1, 0, f"internal:'{phrase(INSTRUCTIONS)}'!A1", looks.way_back(), phrase(INSTRUCTIONS))
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(FIRST_LEVEL_ROW - 1, place, shown_text(head), looks.head())
    for number, texts in enumerate(rows, FIRST_LEVEL_ROW):
        for place, text in enumerate(texts):
            sheet.write_string(number, place, shown_text(text), looks.once_words(bold=place == 0))
        sheet.set_row(number, height_of(zip(texts, widths, strict=True)))
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.repeat_rows(FIRST_LEVEL_ROW - 1)
