"""Write one sheet with questions: what is asked stands fast, what is answered can be typed, its state is worked out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rmdiag.questionnaires.exchange.cells import letters
from rmdiag.questionnaires.exchange.form_help import how_to_answer, what_to_look_at
from rmdiag.questionnaires.exchange.form_looks import FormLooks
from rmdiag.questionnaires.exchange.form_outlay import HEAD_ROW, NOTHING, Kind, Line, Page
from rmdiag.questionnaires.exchange.form_rules import Lists, add_rules, colour
from rmdiag.questionnaires.exchange.form_shown import (
    Shown,
    chosen_of,
    is_judged,
    options_of,
    part_of,
    rows_of,
    says_no,
)
from rmdiag.questionnaires.exchange.form_untouched import Seen, seen_on
from rmdiag.questionnaires.exchange.form_words import (
    ANSWERED,
    BLANK,
    COLUMNS,
    DO_NOT_KNOW,
    LEVELS,
    MARK,
    NOT_APPLICABLE,
    PARTS,
    PLACES,
    SEVERAL,
    STATES,
)
from rmdiag.questionnaires.exchange.heights import height_of
from rmdiag.questionnaires.forms import Form
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.questionnaires.said import Said
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

A4 = 9
FROZEN = PLACES["look"]  # id, state and question stay in sight
OVERFLOW_WIDTH = 20  # of columns of a table that is wider than a sheet
LETTERS = {
    PLACES["look"]: 1.2,
    PLACES["how"]: 1.2,
    PLACES["question"]: 0.95,
}  # that fit: help is smaller, questions bold
LONGEST_FOOTER = 80
PRINT_SCALE = 54  # per cent, with which question and answer stand on one page


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet that is being written."""

    sheet: Worksheet
    page: Page
    form: Form
    looks: FormLooks
    levels: Mapping[str, int]  # the row of an indicator on the sheet of levels
    widths: Sequence[float]

    def said(self, question: Question) -> Said:
        """Give what is said to a question so far."""
        return self.form.before.get(question.id, NOTHING)


def write_page(writing: Sheet, lists: Lists) -> list[Seen]:
    """Write head, rows, rules and print settings of one sheet; give what stands in the cells that can be filled in."""
    sheet, page, looks = writing.sheet, writing.page, writing.looks
    sheet.hide_gridlines(2)
    sheet.set_row(0, 24)
    # In the second column, as the first is repeated on each page.
    sheet.write_string(0, 1, page.title, looks.title())
    sheet.write_string(1, 1, " ".join(page.purpose.split()), looks.hint())
    sheet.write_formula(2, 1, counts_formula(page), looks.label(), counts_words(states_of(page, writing.form)))
    for place, width in enumerate(writing.widths):
        sheet.set_column(place, place, width)
    for place, column in enumerate(COLUMNS):
        sheet.write_string(HEAD_ROW - 1, place, phrase(column.head), looks.head(read=column.read))
    sheet.set_row(HEAD_ROW - 1, 30)
    written = [(line, place, value) for line in page.lines for place, value in _write_line(writing, line)]
    add_rules(sheet, page, lists)
    colour(sheet, page, looks)
    _guard(sheet, page)
    _print_well(writing)
    return list(seen_on(page, written))


def state_of(said: Said) -> str:
    """Say in which of the states an answer is, as the sheet works it out."""
    states = ((ANSWERED, said.answer is not None), (NOT_APPLICABLE, said.not_applicable is not None))
    found = [state for state, there in (*states, (DO_NOT_KNOW, said.do_not_know)) if there]
    return SEVERAL if len(found) > 1 else found[0] if found else BLANK


def states_of(page: Page, form: Form) -> Counter[str]:
    """Count the states of the questions of a sheet."""
    return Counter(state_of(form.before.get(line.question.id, NOTHING)) for line in page.questions if line.question)


def count_formula(page: Page, state: str, sheet: str = "") -> str:
    """Count on a sheet the questions in a state; rows beneath a question repeat its state and are not counted."""
    column, rows = letters(PLACES["state"] + 1), f"{HEAD_ROW + 1}:{{}}{page.last_row}"
    states, ids = (f"{sheet}{name}{rows.format(name)}" for name in (f"${column}$", "$A$"))
    return f'SUMPRODUCT(({states}="{phrase(state)}")*ISERROR(FIND("/",{ids})))'


def counts_formula(page: Page) -> str:
    """Write the line of counts over a sheet as a formula."""
    heads = [phrase("{state}: {count}", state=phrase(state), count="") for state in STATES[:4]]
    parts = (f'"{head}"&{count_formula(page, state)}' for head, state in zip(heads, STATES, strict=False))
    return "=" + '&"   "&'.join(parts)


def counts_words(counts: Counter[str]) -> str:
    """Give what the formula comes to when the form leaves."""
    return "   ".join(phrase("{state}: {count}", state=phrase(state), count=counts[state]) for state in STATES[:4])


def footer(form: Form) -> str:
    """Name the form with the number of the page."""
    head = form.head
    words = phrase(
        "{administration}, {round}: {role}", administration=head.administration, round=head.round, role=head.role
    )
    name = words.replace("&", "&&")
    name = name if len(name) <= LONGEST_FOOTER else f"{name[: LONGEST_FOOTER - 1].rstrip('&')}…"
    return f"&L&8 {name}&R&8 {phrase('Page {page} of {pages}', page='&P', pages='&N')}"


def _write_line(writing: Sheet, line: Line) -> list[tuple[int, Shown]]:
    sheet, row = writing.sheet, line.row - 1
    texts = dict(_texts(writing, line))
    for place, (value, look) in texts.items():
        _write(sheet, (row, place), value, look)
    if line.kind is Kind.QUESTION:
        words = phrase(state_of(writing.said(_asked(line))))
        sheet.write_formula(row, PLACES["state"], _state_formula(line), writing.looks.quiet(), words)
    if line.kind in (Kind.OPTION, Kind.TABLE_HEAD, Kind.TABLE_LINE):
        above = line.row - line.number - (line.kind is not Kind.OPTION)
        formula = f"={letters(PLACES['state'] + 1)}{above}"
        sheet.write_formula(
            row, PLACES["state"], formula, writing.looks.quiet(), phrase(state_of(writing.said(_asked(line))))
        )
    if line.kind is Kind.BAND and line.indicator is not None and line.indicator.id in writing.levels:
        to = f"internal:'{phrase(LEVELS)}'!A{writing.levels[line.indicator.id]}"
        sheet.write_url(row, PLACES["how"], to, writing.looks.link(), phrase("What the levels mean"))
    shown = [
        (value, writing.widths[place] * LETTERS.get(place, 1))
        for place, (value, _) in texts.items()
        if isinstance(value, str)
    ]
    sheet.set_row(row, height_of(shown))
    return [(place, value) for place, (value, _) in texts.items()]


def widths_of(page: Page) -> tuple[float, ...]:
    """Give the widths of the columns; where most questions of a sheet ask for tables, none is narrow."""
    asked = [line.question for line in page.questions if line.question is not None]
    tables = [question for question in asked if question.type is QuestionType.TABLE]
    widest = max((len(question.columns) for question in tables), default=0)
    least = OVERFLOW_WIDTH if len(tables) * 2 > len(asked) else 0
    own = [max(column.width, least) if column.read else column.width for column in COLUMNS]
    return (*own, *[OVERFLOW_WIDTH] * (PLACES["answer"] + widest - len(COLUMNS)))


def _texts(writing: Sheet, line: Line) -> Iterator[tuple[int, tuple[Shown, Format]]]:
    """Give what the cells of a row show, by the place of their column."""
    looks = writing.looks
    if line.kind is Kind.BAND:
        yield from ((place, (None, looks.band())) for place in range(len(COLUMNS)))
        if line.indicator is not None:
            yield PLACES["question"], (f"{line.indicator.id} {line.indicator.title}", looks.band())
            yield PLACES["look"], (line.indicator.assesses, looks.band_words())
        return
    question = _asked(line)
    yield PLACES["id"], (line.id, looks.quiet())
    if line.kind is Kind.QUESTION:
        yield PLACES["question"], (question.text, looks.asked())
        yield PLACES["look"], (what_to_look_at(question), looks.told())
        yield PLACES["how"], (how_to_answer(question), looks.told())
        for part in PARTS:
            yield PLACES[part], (part_of(question, writing.said(question), part), _look(question, part, looks))
    else:
        yield from ((PLACES[key], (None, looks.closed())) for key in ("question", "look", "how"))
        yield from _child(writing, line)


def _child(writing: Sheet, line: Line) -> Iterator[tuple[int, tuple[Shown, Format]]]:
    question, looks, first = _asked(line), writing.looks, PLACES["answer"]
    if line.kind is Kind.OPTION:
        option = question.options[line.number - 1]
        chosen = option.id in chosen_of(writing.said(question))
        yield PLACES["question"], (options_of(question)[option.id], looks.option())
        yield first, (MARK if chosen else None, looks.mark())
        yield from ((PLACES[part], (None, looks.closed())) for part in PARTS[1:])
        return
    if line.kind is Kind.TABLE_HEAD:
        yield PLACES["how"], (phrase("Table:"), looks.told())
        for place, column in enumerate(question.columns, first):
            yield place, (column.text, looks.column_head())
        return
    rows = rows_of(question, writing.said(question))
    cells = rows[line.number - 1] if line.number <= len(rows) else (None,) * len(question.columns)
    for place, (column, cell) in enumerate(zip(question.columns, cells, strict=True), first):
        yield place, (cell, looks.date() if column.holds == "date" else looks.text())


def _look(question: Question, part: str, looks: FormLooks) -> Format:
    """Give how the cell of a part looks: what cannot be answered is closed."""
    if part == "met":
        return looks.text() if is_judged(question) else looks.closed()
    if part == "do_not_know":
        return looks.mark()
    if part == "answer":
        if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
            return looks.number()
        if question.type is QuestionType.DATE:
            return looks.date()
        if question.type in (QuestionType.MULTI, QuestionType.TABLE) and not says_no(question):
            return looks.closed()
    return looks.text()


def _write(sheet: Worksheet, place: tuple[int, int], value: Shown, look: Format) -> None:
    """Write a value as what it is; a text is a text whatever it begins with."""
    if isinstance(value, date):
        sheet.write_datetime(*place, value, look)
    elif isinstance(value, int | float):
        sheet.write_number(*place, value, look)
    elif value:
        sheet.write_string(*place, value, look)
    else:
        sheet.write_blank(*place, None, look)


def _asked(line: Line) -> Question:
    assert line.question is not None, line  # noqa: S101  # only a band has none
    return line.question


def _state_formula(line: Line) -> str:
    """Work out the state of a question from what is typed beside it and in the rows beneath it."""
    row, question = line.row, _asked(line)
    filled = {part: f"(LEN(TRIM({letters(PLACES[part] + 1)}{row}))>0)" for part in PARTS[:3]}
    answered = filled["answer"]
    if line.children:
        table = question.type is QuestionType.TABLE
        first, last = letters(PLACES["answer"] + 1), PLACES["answer"] + (len(question.columns) if table else 1)
        area = f"{first}{row + 1 + table}:{letters(last)}{row + line.children}"
        answered = f"(({answered}+(COUNTA({area})>0))>0)"
    states = (answered, filled["not_applicable"], filled["do_not_know"])
    several, *words = (f'"{phrase(word)}"' for word in (SEVERAL, ANSWERED, NOT_APPLICABLE, DO_NOT_KNOW, BLANK))
    choice = f"IF({states[0]},{words[0]},IF({states[1]},{words[1]},IF({states[2]},{words[2]},{words[3]})))"
    return f"=IF({'+'.join(states)}>1,{several},{choice})"


def _guard(sheet: Worksheet, page: Page) -> None:
    """Keep what is asked as it is; no password, as it guards against slips and not against people."""
    allowed = ("autofilter", "sort", "format_columns", "format_rows", "format_cells")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.freeze_panes(HEAD_ROW, FROZEN)
    sheet.autofilter(HEAD_ROW - 1, 0, page.last_row - 1, len(COLUMNS) - 1)
    rows = f"A{HEAD_ROW + 1}:{letters(len(COLUMNS))}{page.last_row}"
    # No green corners: numbers that must come back as they were written may stand as texts.
    sheet.ignore_errors(dict.fromkeys(("number_stored_as_text", "list_data_validation", "formula_range"), rows))


def _print_well(writing: Sheet) -> None:
    """Print on A4: what helps to answer on one page, what is answered on the next, both beside id and question."""
    sheet = writing.sheet
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_print_scale(PRINT_SCALE)
    sheet.set_v_pagebreaks([PLACES["answer"]])
    sheet.print_across()
    sheet.repeat_rows(HEAD_ROW - 1)
    sheet.repeat_columns(0, FROZEN - 1)
    sheet.print_area(0, 0, writing.page.last_row - 1, len(writing.widths) - 1)
    sheet.set_footer(footer(writing.form))
