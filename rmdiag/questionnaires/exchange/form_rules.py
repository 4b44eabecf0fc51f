"""Offer in the cells of a form what can be answered, refuse what cannot be meant, and colour what is still open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from rmdiag.questionnaires.exchange.cells import letters
from rmdiag.questionnaires.exchange.form_help import offers_no, range_of
from rmdiag.questionnaires.exchange.form_looks import FormLooks
from rmdiag.questionnaires.exchange.form_outlay import HEAD_ROW, Kind, Line, Page
from rmdiag.questionnaires.exchange.form_shown import FIRST_DAY, LAST_DAY, is_judged, options_of, says_no
from rmdiag.questionnaires.exchange.form_words import (
    ANSWERED,
    BLANK,
    CONFIDENCES,
    LISTS,
    MARK,
    NO,
    PLACES,
    SATISFIED,
    SEVERAL,
    head_of,
)
from rmdiag.questionnaires.exchange.shown import decimal
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.tongue import phrase

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255  # characters of a message beside a cell
LONGEST_LISTED = 160
Words = tuple[str, ...]
Rule = tuple[tuple[str, object], ...]


@dataclass(slots=True, kw_only=True)
class Lists:
    """The lists from which cells are picked, each in a column of a sheet of its own; the same words stand once."""

    columns: dict[Words, int] = field(default_factory=dict)

    def source(self, words: Words) -> str:
        """Give where a list stands, which is added where it is new."""
        place = letters(self.columns.setdefault(words, len(self.columns)) + 1)
        return f"='{phrase(LISTS)}'!${place}$1:${place}${len(words)}"


def add_rules(sheet: Worksheet, page: Page, lists: Lists) -> None:
    """Check what is typed; cells with the same rule share it."""
    rules: dict[Rule, list[tuple[int, int]]] = {}
    for line in page.lines:
        for part, rule in _rules(line, lists):
            rules.setdefault(tuple(rule.items()), []).append((line.row - 1, PLACES[part]))
    for shared, cells in rules.items():
        row, column = cells[0]
        others = [(r, c, r, c) for r, c in cells[1:]]
        found = {key: _at(value, row, column) for key, value in shared}
        sheet.data_validation(row, column, row, column, {**found, **({"other_cells": others} if others else {})})


def colour(sheet: Worksheet, page: Page, looks: FormLooks) -> None:
    """Colour what the words of the state say; no colour says anything alone."""
    first, last, state = HEAD_ROW + 1, page.last_row, letters(PLACES["state"] + 1)
    answer = letters(PLACES["answer"] + 1)
    rules = [(state, SEVERAL, looks.wrong()), (state, ANSWERED, looks.filled()), (state, BLANK, looks.still_open())]
    for column, word, look in (*rules, (answer, BLANK, looks.still_open())):
        criteria = f'=AND(${state}{first}="{phrase(word)}",ISERROR(FIND("/",$A{first})))'
        area = f"{column}{first}:{column}{last}"
        sheet.conditional_format(area, {"type": "formula", "criteria": criteria, "format": look})
    met = letters(PLACES["met"] + 1)
    for line in page.questions:
        if line.question is not None and is_judged(line.question):
            row = line.row
            criteria = (
                f'=AND(${state}{row}="{phrase(ANSWERED)}",LEN(TRIM(${met}{row}))=0,${answer}{row}<>"{phrase(NO)}")'
            )
            sheet.conditional_format(
                f"{met}{row}", {"type": "formula", "criteria": criteria, "format": looks.still_open()}
            )


def picks(question: Question) -> Words | None:
    """Give the words from which an answer is picked; None where it is typed."""
    if question.type is QuestionType.YES_PARTLY_NO:
        return tuple(map(phrase, SATISFIED.values()))
    if question.type is QuestionType.CHOICE:
        return tuple(options_of(question).values())
    return None


def _at(value: object, row: int, column: int) -> object:
    """Put the first cell of a rule into its formula."""
    return value.replace("{cell}", f"{letters(column + 1)}{row + 1}") if isinstance(value, str) else value


def _rules(line: Line, lists: Lists) -> Iterator[tuple[str, dict[str, object]]]:
    question = line.question
    if question is None:
        return
    if line.kind is Kind.OPTION:
        yield "answer", _list((MARK,), lists)
    if line.kind is not Kind.QUESTION:
        return
    answer = _answer_rule(question, lists)
    if answer:
        yield "answer", answer
    yield "do_not_know", _list((MARK,), lists)
    yield "confidence", _list(tuple(map(phrase, CONFIDENCES.values())), lists)
    if is_judged(question):
        yield "met", _list(tuple(map(phrase, SATISFIED.values())), lists)
    yield "not_applicable", _hint("not_applicable", phrase("Only where the question cannot apply: write why."))
    message = phrase("Ids of the register of evidence, with commas between them. Name other files in the note.")
    yield "evidence", _hint("evidence", message)


def _answer_rule(question: Question, lists: Lists) -> dict[str, object]:
    words = picks(question)
    if words is not None:
        return _list(words, lists)
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return _number(question)
    if question.type is QuestionType.DATE:
        return _date(question)
    if question.type in (QuestionType.MULTI, QuestionType.TABLE) and says_no(question):
        return _list((phrase(NO),), lists)
    return {}


def _list(words: Words, lists: Lists) -> dict[str, object]:
    listed = ", ".join(words)
    message = (
        phrase("Pick one from the list.")
        if len(listed) > LONGEST_LISTED
        else phrase("Pick one of: {list}.", list=listed)
    )
    return {"validate": "list", "source": lists.source(words), **_error(phrase("Not in the list"), message)}


def _number(question: Question) -> dict[str, object]:
    tests = ["ISNUMBER({cell})"]
    tests += [] if question.minimum is None else [f"{{cell}}>={decimal(question.minimum)}"]
    tests += [] if question.maximum is None else [f"{{cell}}<={decimal(question.maximum)}"]
    tests += ["{cell}=INT({cell})"] if question.whole else []
    what = phrase("a whole number") if question.whole else phrase("a number")
    words = " ".join(part for part in (what, range_of(question)) if part)
    message = phrase("Write {what} in digits, without words or signs.", what=words)
    return _typed(question, f"AND({','.join(tests)})", message)


def _date(question: Question) -> dict[str, object]:
    low, high = (f"DATE({day.year},{day.month},{day.day})" for day in (FIRST_DAY, LAST_DAY))
    message = phrase("Write a date, such as 2026-03-31.")
    return _typed(question, f"AND(ISNUMBER({{cell}}),{{cell}}>={low},{{cell}}<={high})", message)


def _typed(question: Question, test: str, message: str) -> dict[str, object]:
    """Ask for what a test lets pass, or for the word that says that there is none."""
    if says_no(question):
        test = f'IF(ISNUMBER({{cell}}),{test},{{cell}}="{phrase(NO)}")'
    if offers_no(question):
        message = f"{message} {phrase('Where there is none: No.')}"
    title = phrase("Answer to {id}", id=question.id)[:LONGEST_TITLE]
    return {
        "validate": "custom",
        "value": f"={test}",
        "input_title": title,
        "input_message": message[:LONGEST_MESSAGE],
        **_error(phrase("Not such an answer"), message),
    }


def _hint(part: str, message: str) -> dict[str, object]:
    title = head_of(part)[:LONGEST_TITLE]
    return {"validate": "any", "input_title": title, "input_message": message[:LONGEST_MESSAGE]}


def _error(title: str, message: str) -> dict[str, object]:
    """Give what is shown where a cell refuses what is typed, as long as a workbook can have it."""
    return {"error_title": title[:LONGEST_TITLE], "error_message": message[:LONGEST_MESSAGE]}
