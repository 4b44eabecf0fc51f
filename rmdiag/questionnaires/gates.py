"""Say which gates an answer meets (SCORING 3). A gate is a question and a level."""

from __future__ import annotations

import calendar
from datetime import date
from fractions import Fraction

from rmdiag.questionnaires.model import Answer, Question, QuestionType


def levels_met(question: Question, answer: Answer, as_of: date | None) -> frozenset[int]:
    """Give the levels whose gates an answer meets; a question without gates gives none.

    `as_of` is the mission's date; a date answer meets its gate only inside the months before it.
    """
    if answer.no:
        return frozenset()
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return _by_threshold(question, answer)
    if question.type is QuestionType.CHOICE:
        option = question.option(str(answer.value))
        level = None if option is None else option.level
        return frozenset() if level is None else frozenset(gate for gate in question.gates if gate <= level)
    return _by_need(question, _satisfaction(question, answer, as_of))


def earliest(as_of: date, months: int) -> date:
    """Give the day that lies a number of months before a date, clipped to the end of its month."""
    index = as_of.year * 12 + as_of.month - 1 - months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(as_of.day, last))


def _by_threshold(question: Question, answer: Answer) -> frozenset[int]:
    if not isinstance(answer.value, Fraction):
        return frozenset()
    value = answer.value
    if question.lower_is_better:
        return frozenset(level for level, threshold in question.thresholds if value <= threshold)
    return frozenset(level for level, threshold in question.thresholds if value >= threshold)


def _by_need(question: Question, satisfaction: str) -> frozenset[int]:
    met = set()
    if question.needed_for is not None and satisfaction == "yes":
        met.add(question.needed_for)
    if question.partly_for is not None and satisfaction in ("yes", "partly"):
        met.add(question.partly_for)
    return frozenset(met)


def _satisfaction(question: Question, answer: Answer, as_of: date | None) -> str:
    """Reduce an answer to yes, partly or no."""
    if question.type is QuestionType.YES_PARTLY_NO:
        return str(answer.value)
    if question.type in (QuestionType.TEXT, QuestionType.TABLE):
        return answer.met or "no"
    if question.type is QuestionType.MULTI:
        return "yes" if _enough(question, answer) else "no"
    return "yes" if _recent(question, answer, as_of) else "no"


def _enough(question: Question, answer: Answer) -> bool:
    chosen = {word for word in answer.value if isinstance(word, str)} if isinstance(answer.value, tuple) else set()
    counted = {word for word in chosen if (option := question.option(word)) is not None and not option.none}
    if question.at_least is None and not question.includes:
        return False
    return len(counted) >= (question.at_least or 0) and counted >= set(question.includes)


def _recent(question: Question, answer: Answer, as_of: date | None) -> bool:
    if as_of is None or question.within_months is None or not isinstance(answer.value, date):
        return False
    return earliest(as_of, question.within_months) <= answer.value <= as_of
