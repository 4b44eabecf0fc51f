"""Say beside a question what to look at and how it is answered."""

from __future__ import annotations

from rmdiag.questionnaires.exchange.form_shown import is_judged, options_of, says_no
from rmdiag.questionnaires.exchange.form_words import NO, PARTLY, YES
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.tongue import decimals, marked, phrase

_WAYS = {
    QuestionType.MULTI: marked("Mark with x, in the rows beneath, everything that holds."),
    QuestionType.DATE: marked("A date: year, month, day, such as 2026-03-31."),
    QuestionType.TEXT: marked("In your own words."),
    QuestionType.TABLE: marked("In the table beneath, one line for each row."),
}
_NO_INSTEAD = marked("Where there is none: No.")


def what_to_look_at(question: Question) -> str:
    """Give what helps to answer: what to attach or to show, what counts, the test, and when it does not apply."""
    lines = []
    if question.see:
        lines.append(phrase("To attach or show: {things}.", things=phrase("; ").join(question.see)))
    if question.help:
        lines.append(question.help)
    if question.partly:
        lines.append(phrase("Partly: {words}", words=question.partly))
    if question.met_when:
        lines.append(phrase("Test: {words}", words=question.met_when))
    if question.not_applicable_when:
        lines.append(phrase("Not applicable when: {words}", words=question.not_applicable_when))
    return "\n".join(lines)


def how_to_answer(question: Question) -> str:
    """Give the answers that a question allows, and that `no` is one where that is so."""
    lines = [_way(question)]
    if question.type is QuestionType.CHOICE:
        lines += [f"\u2022 {words}" for words in options_of(question).values()]
    elif offers_no(question):
        lines.append(phrase(_NO_INSTEAD))
    if is_judged(question):
        lines.append(phrase("Then say in the column behind whether the answer meets the test."))
    return "\n".join(lines)


def offers_no(question: Question) -> bool:
    """Whether a form offers `no` for "there is none"; not where a choice says the same."""
    if question.type in (QuestionType.YES_PARTLY_NO, QuestionType.CHOICE):
        return False
    return says_no(question) and not any(option.none for option in question.options)


def range_of(question: Question) -> str:
    """Give the range of a number in words; empty where it has none."""
    low, high = question.minimum, question.maximum
    if low is not None and high is not None:
        return phrase("from {low} to {high}", low=decimals(str(low)), high=decimals(str(high)))
    if high is not None:
        return phrase("up to {high}", high=decimals(str(high)))
    return "" if low is None else phrase("not below {low}", low=decimals(str(low)))


def _way(question: Question) -> str:
    if question.type is QuestionType.YES_PARTLY_NO:
        return phrase(
            "Choose {first}, {second} or {third}.", first=phrase(YES), second=phrase(PARTLY), third=phrase(NO)
        )
    if question.type is QuestionType.CHOICE:
        return phrase("Choose one:")
    if question.type is QuestionType.PERCENT:
        return phrase("A percentage {range}, such as {number}.", range=range_of(question), number=decimals("6.8"))
    if question.type is QuestionType.NUMBER:
        what = phrase("A whole number") if question.whole else phrase("A number")
        unit = f" ({question.unit})" if question.unit else ""
        return f"{', '.join(part for part in (what + unit, range_of(question)) if part)}."
    return phrase(_WAYS[question.type])
