"""Say in plain words what each gate of a question needs."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from rmdiag.questionnaires.additions import AT_LEAST, WITHIN_MONTHS
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.tongue import joined, marked, phrase


def needs(question: Question) -> Iterable[tuple[int | str, int, str]]:
    """Say what each gate needs: the key under which an overlay may set it, the level, the words."""
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        unit = " %" if question.type is QuestionType.PERCENT else f" {question.unit}" if question.unit else ""
        words = marked("at most {value}") if question.lower_is_better else marked("at least {value}")
        for level, value in question.thresholds:
            yield level, level, phrase(words, value=f"{decimal_words(value)}{unit}")
        return
    if question.type is QuestionType.CHOICE:
        gating = [option for option in question.options if option.level in question.gates]
        yield from ((option.id, option.level or 0, option.text) for option in gating)
        return
    if question.partly_for is not None:
        partly = f"partly ({question.partly})" if question.partly else "partly"
        yield "partly_for", question.partly_for, partly
    if question.needed_for is not None:
        at, what = _test(question)
        yield at, question.needed_for, what


def needed_at(question: Question) -> str:
    """Say what the one gate of a question needs, without its level."""
    return joined("; ", (words for _, _, words in needs(question)))


def need_words(level: int, words: str) -> str:
    """Say what one gate needs, with its level."""
    return phrase("level {level}: {need}", level=level, need=words)


def decimal_words(value: Fraction) -> str:
    """Write an exact decimal as one, any other fraction as a fraction."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}" if _finite(value) else str(value)


def _finite(value: Fraction) -> bool:
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def _test(question: Question) -> tuple[str, str]:
    if question.type is QuestionType.DATE:
        return WITHIN_MONTHS, phrase("a date within {months} months", months=question.within_months)
    if question.type is QuestionType.MULTI:
        return AT_LEAST, _choices(question)
    return "needed_for", question.met_when or "yes"


def _choices(question: Question) -> str:
    number, includes = question.at_least, ", ".join(question.includes)
    if number and includes:
        return phrase("at least {number} of the choices and all of {list}", number=number, list=includes)
    if number:
        return phrase("at least {number} of the choices", number=number)
    return phrase("all of {list}", list=includes) if includes else ""
