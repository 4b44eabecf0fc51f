"""Say what the cells of a form show of what is said to a question: words of the form's language, numbers, days.

The reader of a form asks the same: a cell that shows what was sent says what was sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.cells import Cell
from rmdiag.questionnaires.exchange.form_words import CONFIDENCES, MARK, NO, SATISFIED, head_of
from rmdiag.questionnaires.exchange.shown import LONGEST_CELL, decimal, fits, look_of, read_number, shown_text
from rmdiag.questionnaires.forms import Form
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.questionnaires.said import Rows, Said
from rmdiag.tongue import phrase

Shown = str | float | date | None
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)  # an earlier day is a year that was typed as a number
JUDGED = (QuestionType.TEXT, QuestionType.TABLE)


def says_no(question: Question) -> bool:
    """Whether `no`, there is none, may be answered to a question whatever its type is."""
    return bool(question.gates) or question.type is QuestionType.YES_PARTLY_NO


def is_judged(question: Question) -> bool:
    """Whether somebody says beside the answer whether it meets the test."""
    return question.type in JUDGED and bool(question.gates)


def options_of(question: Question) -> dict[str, str]:
    """Give the words of the options by id; where two have the same words, their ids stand behind them."""
    texts = [shown_text(option.text) for option in question.options]
    return {
        option.id: text if texts.count(text) == 1 else f"{text} [{option.id}]"
        for option, text in zip(question.options, texts, strict=True)
    }


def answer_of(question: Question, said: Said) -> Shown:
    """Give what the cell beside a question shows; what stands in the rows beneath it is not there."""
    answer = said.answer
    if not isinstance(answer, str):
        return None
    if answer == "no" and says_no(question):
        return phrase(NO)
    if question.type is QuestionType.YES_PARTLY_NO and answer in SATISFIED:
        return phrase(SATISFIED[answer])
    if question.type is QuestionType.CHOICE:
        return options_of(question).get(answer, shown_text(answer))
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return number_of(answer)
    return day_of(answer) if question.type is QuestionType.DATE else shown_text(answer)


def part_of(question: Question, said: Said, part: str) -> Shown:
    """Give what the cell of a part shows."""
    if part == "answer":
        return answer_of(question, said)
    if part == "do_not_know":
        return MARK if said.do_not_know else None
    if part == "evidence":
        return shown_text(", ".join(said.evidence)) or None
    value: str | None = getattr(said, part)
    if value is None:
        return None
    words = {"met": SATISFIED, "confidence": CONFIDENCES}.get(part, {})
    return phrase(words[value]) if value in words else shown_text(value)


def chosen_of(said: Said) -> frozenset[str]:
    """Give the ids of the options that are marked."""
    if isinstance(said.answer, tuple):
        return frozenset(one for one in said.answer if isinstance(one, str))
    return frozenset()


def rows_of(question: Question, said: Said) -> tuple[tuple[Shown, ...], ...]:
    """Give what the lines of a table show, column by column."""
    return tuple(
        tuple(
            None if cell is None else day_of(cell) if column.holds == "date" else shown_text(cell)
            for column in question.columns
            for cell in (dict(row).get(column.id),)
        )
        for row in table_of(said)
    )


def table_of(said: Said) -> Rows:
    """Give the rows of an answer that is a table, none of any other."""
    if isinstance(said.answer, tuple):
        return tuple(row for row in said.answer if isinstance(row, tuple))
    return ()


def number_of(text: str) -> Shown:
    """Give a number as one where its digits come back as they are, else as text."""
    try:
        number = float(text)
    except ValueError:
        return shown_text(text)
    if abs(number) < 10**15 and decimal(read_number(number)) == text:
        return int(number) if number.is_integer() else number
    return shown_text(text)


def day_of(text: str) -> Shown:
    """Give a day as one where every spreadsheet program knows it, else as text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return shown_text(text)
    return day if FIRST_DAY <= day <= LAST_DAY and day.isoformat() == text else shown_text(text)


def shows(cell: Cell | None, value: Shown) -> bool:
    """Whether a cell shows a value, so that nobody has changed it."""
    if cell is None or cell.blank:
        return value is None
    if value is None or cell.error or cell.formula:
        return False
    if isinstance(value, date):
        return cell.day == value and isinstance(cell.value, date | datetime)
    if isinstance(value, int | float):
        number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
        return number and not cell.percent and _exact(cell.value) == _exact(value)
    return look_of(cell.words) == look_of(value)


def check_fits(form: Form, problems: Problems) -> None:
    """Note every text that is too long for a cell; nothing is ever cut."""
    for question in form.questions:
        said = form.before.get(question.id)
        for part, text in () if said is None else _texts(said):
            if not fits(text):
                values = {"id": question.id, "head": head_of(part), "size": len(text)}
                problems.add(codes.FORM_TOO_LONG, question.span, **values, most=LONGEST_CELL)


def _texts(said: Said) -> Iterable[tuple[str, str]]:
    answers = [said.answer] if isinstance(said.answer, str) else [t for row in table_of(said) for _, t in row]
    yield from (("answer", text) for text in answers)
    yield from (("not_applicable", text) for text in (said.not_applicable,) if text)
    yield from (("note", text) for text in (said.note,) if text)


def _exact(value: object) -> Fraction | None:
    return read_number(value) if isinstance(value, int | float) else None
