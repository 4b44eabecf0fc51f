"""Lay a form out in sheets and rows: one sheet per dimension, a row per question, option and line of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto

from rmdiag.compendium.model import Dimension, Indicator
from rmdiag.questionnaires.exchange.form_shown import rows_of
from rmdiag.questionnaires.exchange.form_words import RECORDS
from rmdiag.questionnaires.forms import Form
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.questionnaires.said import Said
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

HEAD_ROW = 4  # rows count from 1, as people see them
LONGEST_NAME = 31  # characters of the name of a sheet
SPARE_LINES = 6  # of a table, behind those that are filled in
FEWEST_LINES = 8
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
NOTHING = Said()


class Kind(Enum):
    """What a row of a sheet is."""

    BAND = auto()  # names the indicator of the questions beneath it
    QUESTION = auto()
    OPTION = auto()
    TABLE_HEAD = auto()
    TABLE_LINE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row; `row` counts from 1. Children of a question name it with their own number behind a stroke."""

    kind: Kind
    row: int
    question: Question | None = None
    indicator: Indicator | None = None
    number: int = 0
    children: int = 0  # rows beneath a question that belong to it

    @property
    def id(self) -> str:
        """What stands in the column Id."""
        if self.question is None:
            return ""
        return self.question.id if self.kind is Kind.QUESTION else f"{self.question.id}/{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One sheet with questions."""

    name: str
    title: str
    purpose: str
    lines: tuple[Line, ...]

    @property
    def questions(self) -> tuple[Line, ...]:
        """The rows of questions."""
        return tuple(line for line in self.lines if line.kind is Kind.QUESTION)

    @property
    def last_row(self) -> int:
        """The last row of the sheet."""
        return HEAD_ROW + len(self.lines)


def pages_of(form: Form) -> tuple[Page, ...]:
    """Give the sheets of a form, in the order of the framework; questions that belong to no dimension come last."""
    framework = form.questionnaire.framework
    dimensions: list[Dimension | None] = [*framework.dimensions, None]
    found: list[Page] = []
    for dimension in dimensions:
        identity = None if dimension is None else dimension.id
        asked = [one for one in form.questions if _dimension_of(one, form) == identity]
        if asked:
            lines = tuple(_lines(asked, form))
            name = phrase(RECORDS) if dimension is None else f"{dimension.id} {dimension.short}"
            title = phrase(RECORDS) if dimension is None else f"{dimension.id} {dimension.title}"
            purpose = "" if dimension is None else dimension.purpose
            found.append(Page(name=sheet_name(name, found), title=title, purpose=purpose, lines=lines))
    return tuple(found)


def sheet_name(name: str, taken: Iterable[Page] = ()) -> str:
    """Give a name that a sheet can have, and that no other has."""
    short = _NOT_IN_NAMES.sub(" ", name).strip(" '")[:LONGEST_NAME].rstrip(" '")
    others = {page.name.casefold() for page in taken}
    number, found = 2, short
    while found.casefold() in others:
        found = f"{short[: LONGEST_NAME - 3]} {number}"
        number += 1
    return found


def _dimension_of(question: Question, form: Form) -> str | None:
    indicator = form.questionnaire.framework.indicators.get(question.indicator)
    return None if indicator is None else indicator.dimension


def _lines(asked: Iterable[Question], form: Form) -> Iterator[Line]:
    row, band = HEAD_ROW, None
    for question in asked:
        if question.indicator != band:
            row, band = row + 1, question.indicator
            yield Line(kind=Kind.BAND, row=row, indicator=form.questionnaire.framework.indicators.get(band))
        row += 1
        children = list(_children(question, row, form.before.get(question.id, NOTHING)))
        yield Line(kind=Kind.QUESTION, row=row, question=question, children=len(children))
        yield from children
        row += len(children)


def _children(question: Question, row: int, said: Said) -> Iterator[Line]:
    if question.type is QuestionType.MULTI:
        for number in range(1, len(question.options) + 1):
            yield Line(kind=Kind.OPTION, row=row + number, question=question, number=number)
    if question.type is QuestionType.TABLE:
        filled = len(rows_of(question, said))
        for number in range(max(filled + SPARE_LINES, FEWEST_LINES) + 1):
            kind = Kind.TABLE_LINE if number else Kind.TABLE_HEAD
            yield Line(kind=kind, row=row + 1 + number, question=question, number=number)
