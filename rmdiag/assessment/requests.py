"""Work out what an administration is asked to have ready: documents, figures, and an extract of declarations.

All of it stands in the questions already: what an assessor wants to see, which metric a question asks for, which figure
it wants. Here it is put together by the interlocutor who has it, each document and each metric once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rmdiag.assessment.agenda import Asked
from rmdiag.assessment.extract import COUNTS, HOURS, MEMBERS
from rmdiag.compendium.model import Framework, Metric
from rmdiag.questionnaires.model import Question, QuestionType

FIGURES = (QuestionType.NUMBER, QuestionType.PERCENT)
COUNTED = frozenset((*(count.metric for count in (*COUNTS, MEMBERS)), *(hours.metric for hours in HOURS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Documents:
    """What a question wants to see, in its own words, with the ids of all questions that want the same."""

    words: tuple[str, ...]  # they belong together: "the register", "its approval"
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAsked:
    """A figure to have ready: a metric of the framework, or what one question asks for."""

    metric: Metric | None
    questions: tuple[Question, ...]  # of a metric those that ask for it; none where it only belongs to an indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What one interlocutor is asked to have ready."""

    interlocutor: str
    documents: tuple[Documents, ...]
    figures: tuple[FigureAsked, ...]


def requests_of(framework: Framework, asked: Sequence[Asked]) -> tuple[Request, ...]:
    """Put together what everybody is asked for; whoever is asked for nothing is left out."""
    homes = _homes(framework, asked)
    found = (
        Request(
            interlocutor=one.interlocutor,
            documents=documents_of(one.questions),
            figures=(*_metrics(framework, one, homes), *_other_figures(framework, one)),
        )
        for one in asked
    )
    return tuple(one for one in found if one.documents or one.figures)


def documents_of(questions: Iterable[Question]) -> tuple[Documents, ...]:
    """Give what the questions want to see, each once, in the order in which they want it."""
    found: dict[tuple[str, ...], list[str]] = {}
    for question in questions:
        if question.see:
            found.setdefault(question.see, []).append(question.id)
    return tuple(Documents(words=words, questions=tuple(ids)) for words, ids in found.items())


def wants_extract(requests: Iterable[Request]) -> bool:
    """Whether any of the figures can be counted from an extract of declarations."""
    return any(f.metric is not None and f.metric.id in COUNTED for one in requests for f in one.figures)


def _homes(framework: Framework, asked: Sequence[Asked]) -> dict[str, str]:
    """Say whom each metric is asked of: whoever answers for it, else whoever gives a figure of its indicator."""
    every = [question for one in asked for question in one.questions]
    homes = {question.metric: question.ask for question in every if question.metric in framework.metrics}
    for indicator in framework.indicators.values():
        own = [question for question in every if question.indicator == indicator.id]
        own.sort(key=lambda question: question.type not in FIGURES)
        for metric in indicator.metrics if own else ():
            homes.setdefault(metric, own[0].ask)
    return {metric: who for metric, who in homes.items() if metric is not None}


def _metrics(framework: Framework, asked: Asked, homes: dict[str, str]) -> Iterator[FigureAsked]:
    for metric in framework.metrics.values():
        if homes.get(metric.id) == asked.interlocutor:
            asking = tuple(question for question in asked.questions if question.metric == metric.id)
            yield FigureAsked(metric=metric, questions=asking)


def _other_figures(framework: Framework, asked: Asked) -> Iterator[FigureAsked]:
    for question in asked.questions:
        if question.type in FIGURES and question.metric not in framework.metrics:
            yield FigureAsked(metric=None, questions=(question,))
