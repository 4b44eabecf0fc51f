"""Take one cell of a form as what it says; what it cannot mean is noted with its address and a way out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from fractions import Fraction

from rmdiag.problems import did_you_mean, listed
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.cells import Cell, parts_of, text_of
from rmdiag.questionnaires.exchange.form_meanings import Lexicon, Memory
from rmdiag.questionnaires.exchange.form_rows import Finding
from rmdiag.questionnaires.exchange.form_shown import FIRST_DAY, LAST_DAY
from rmdiag.questionnaires.exchange.form_words import (
    CONFIDENCES,
    DO_NOT_KNOW,
    MARK,
    NO,
    NOT_APPLICABLE,
    SATISFIED,
    YES,
    confidence_by,
    head_of,
    is_word,
    plain_words,
    satisfied_by,
)
from rmdiag.questionnaires.exchange.shown import decimal, read_number, written_day, written_number
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.tongue import phrase

_UNMARKED = ("0", "false", "falso", "faux", "\u2610", "-", "\u2013", "\u2014")
_LIKE_AN_ID = re.compile(r"[A-Za-z]{1,6}[-_.]?[0-9]{1,6}[a-z]?\Z")


class Unusable(Exception):  # noqa: N818  # no error of the program: the mistake in the cell is noted
    """A cell cannot be taken as what it should say; the problem is noted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Finding):
    """What is at hand while cells are read."""

    memory: Memory
    lexicon: Lexicon

    def sound(self, cell: Cell | None, part: str) -> str:
        """Give the words of a cell, empty where nothing stands; raises Unusable for an error, or no result."""
        if cell is None or cell.blank:
            return ""
        if cell.error or cell.formula:
            kind = codes.CELL_IS_ERROR if cell.error else codes.CELL_NOT_WORKED_OUT
            self.note(kind, cell, head=head_of(part))
            raise Unusable
        return text_of(cell)


def marked_in(cell: Cell | None, part: str, reading: Reading) -> bool:
    """Say whether a cell is marked."""
    text = reading.sound(cell, part)
    if not text or cell is None:
        return False
    if is_word(text, MARK) or is_word(text, YES) or text == "1":
        return True
    if is_word(text, NO) or plain_words(text) in _UNMARKED:
        return False
    reading.note(codes.NOT_MARKED, cell, head=head_of(part))
    raise Unusable


def met_in(cell: Cell | None, reading: Reading) -> str | None:
    """Read yes, partly or no beside an answer."""
    text = reading.sound(cell, "met")
    if not text or cell is None:
        return None
    found = satisfied_by(text) or _truth(cell)
    if found is None:
        _note_word(cell, "met", SATISFIED.values(), reading)
    return found


def confidence_in(cell: Cell | None, reading: Reading) -> str | None:
    """Read how an answer is known; declared is the same as nothing."""
    text = reading.sound(cell, "confidence")
    if not text or cell is None:
        return None
    found = confidence_by(text)
    if found is None:
        _note_word(cell, "confidence", CONFIDENCES.values(), reading)
    return None if found == "declared" else found


def reason_in(cell: Cell | None, question: Question, reading: Reading) -> str | None:
    """Read why a question cannot apply; a mark gives no reason."""
    text = reading.sound(cell, "not_applicable")
    if not text or cell is None:
        return None
    if any(is_word(text, word) for word in (MARK, YES, NO, NOT_APPLICABLE)) or plain_words(text) in _UNMARKED:
        note_no_reason(cell, question, reading)
        raise Unusable
    return text


def evidence_in(cell: Cell | None, reading: Reading) -> tuple[str, ...]:
    """Read ids of the register; what is no id belongs into the note."""
    text, known = reading.sound(cell, "evidence"), reading.memory.evidence
    ids = {identity.casefold(): identity for identity in known}
    found: dict[str, None] = {}
    for part in parts_of(text):
        said = ids.get(part.casefold()) or ids.get(part.split()[0].rstrip(":,.").casefold())
        if said is None and not _LIKE_AN_ID.match(part) and cell is not None:
            near = did_you_mean(part, known)
            reading.note(codes.NO_ID_OF_EVIDENCE, cell, said=part, near=near)
            raise Unusable
        found.setdefault(said or part)
    return tuple(found)


def says_state(text: str, word: str) -> bool:
    """Whether an answer says, in words, that the question does not apply or that nobody knows."""
    return word in (NOT_APPLICABLE, DO_NOT_KNOW) and is_word(text, word)


def note_no_reason(cell: Cell, question: Question, reading: Reading) -> None:
    """Note that something does not apply and nobody says why."""
    head = head_of("not_applicable")
    reading.note(codes.REASON_MISSING, cell, id=question.id, head=head)


def value_in(cell: Cell, question: Question, reading: Reading) -> str:
    """Read an answer of one value, as a sheet would have it; raises Unusable after the problem was noted."""
    text = reading.sound(cell, "answer")
    if question.type is QuestionType.YES_PARTLY_NO:
        found = satisfied_by(text) or _truth(cell)
        return found or _no_answer(cell, question, map(phrase, SATISFIED.values()), reading)
    if question.type is QuestionType.CHOICE:
        return _chosen(cell, question, reading)
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return _number(cell, question, reading)
    if question.type is QuestionType.DATE:
        return day_in(cell, reading).isoformat()
    return text


def day_in(cell: Cell, reading: Finding, head: str = "") -> date:
    """Read a day; what could be two different days is none."""
    found, value, head = None, cell.value, head or head_of("answer")
    if isinstance(value, str):
        found = written_day(text_of(cell))
    elif isinstance(value, date) and (not isinstance(value, datetime) or value.time() == time()):
        found = cell.day
    if found is None:
        reading.note(codes.NOT_ONE_DAY, cell, head=head)
        raise Unusable
    if not FIRST_DAY <= found <= LAST_DAY:
        reading.note(codes.NO_LIKELY_DAY, cell, head=head, first=FIRST_DAY, last=LAST_DAY)
        raise Unusable
    return found


def table_text(cell: Cell, reading: Reading) -> str:
    """Read one cell of a table, whatever it holds: as a text, with numbers and days in their plain form."""
    text = reading.sound(cell, "answer")
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        number = read_number(value)
        return f"{decimal(number * 100)} %" if cell.percent else decimal(number)
    return text


def _truth(cell: Cell) -> str | None:
    """Give yes or no for what a spreadsheet program made of the words true and false."""
    words = {"true": "yes", "verdadero": "yes", "vrai": "yes", "false": "no", "falso": "no", "faux": "no"}
    return words.get(plain_words(cell.words))


def _chosen(cell: Cell, question: Question, reading: Reading) -> str:
    found = reading.lexicon.options(question, text_of(cell))
    if len(found) > 1:
        reading.note(codes.SEVERAL_MEANINGS, cell, id=question.id, known=listed(sorted(found)))
        raise Unusable
    if found:
        return next(iter(found))
    return _no_answer(cell, question, (option.text for option in question.options), reading)


def _number(cell: Cell, question: Question, reading: Reading) -> str:
    value, percent = cell.value, question.type is QuestionType.PERCENT
    found: Fraction | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = read_number(value)
        if cell.percent and not percent:
            what = question.unit or phrase("a number")
            reading.note(codes.A_PERCENTAGE, cell, id=question.id, what=what)
            raise Unusable
        found = found * 100 if cell.percent else found
    elif isinstance(value, str):
        text = text_of(cell)
        found = written_number(text.removesuffix("%").strip() if percent else text)
    if found is None:
        reading.note(codes.NOT_ONE_NUMBER, cell, head=head_of("answer"))
        raise Unusable
    return decimal(found)


def _no_answer(cell: Cell, question: Question, known: Iterable[str], reading: Reading) -> str:
    words = list(known)
    near = did_you_mean(cell.words, words)
    reading.note(codes.NOT_AN_ANSWER, cell, id=question.id, near=near, known=listed(words, 20))
    raise Unusable


def _note_word(cell: Cell, part: str, words: Iterable[str], reading: Reading) -> None:
    known = [phrase(word) for word in words]
    near = did_you_mean(cell.words, known)
    reading.note(codes.NOT_SUCH_A_WORD, cell, head=head_of(part), near=near, known=listed(known))
    raise Unusable
