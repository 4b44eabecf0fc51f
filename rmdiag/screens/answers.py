"""Tell an answer as people read it: the texts of its options, yes and no in their language, a figure with its unit."""

from __future__ import annotations

from rmdiag.assessment.quotes import Quote
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.tongue import decimals, heads, joined, phrase

_ALWAYS = heads("yes", "partly", "no")
_FIGURES = {QuestionType.NUMBER, QuestionType.PERCENT}


def quoted(quote: Quote, question: Question | None) -> str:
    """Put an answer between the quotation marks of the language; `question` is the one it answers, where it is one."""
    return phrase("“{words}”", words=_told(quote, question))


def _told(quote: Quote, question: Question | None) -> str:
    if quote.meaning:
        return quote.meaning
    if quote.said in _ALWAYS:
        return phrase(quote.said)
    if question is None or question.type not in _FIGURES or not quote.said.replace(".", "", 1).isdecimal():
        return quote.said
    unit = "%" if question.type is QuestionType.PERCENT else question.unit
    return joined(" ", (decimals(quote.said), unit)) if unit else decimals(quote.said)
