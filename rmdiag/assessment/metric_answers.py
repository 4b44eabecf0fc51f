"""Propose answers from figures: to every question that a metric measures, beside the answer that is there.

A proposal never takes the place of an answer: the figure may count something else than the question asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.metrics import PERCENT, MetricFigure, MetricTable
from rmdiag.assessment.mission import Mission
from rmdiag.questionnaires.merging import result_profile
from rmdiag.questionnaires.model import Merged, Question, Questionnaire, Standing
from rmdiag.tongue import phrase

MOST_PLACES = 2
_PLACES = re.compile(r"-?[0-9]+\.([0-9]+)")


class Fit(StrEnum):
    """How a proposal stands to the answer that is there."""

    OPEN = "open"  # nothing is answered yet
    AGREES = "agrees"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A figure that could answer a question, with what is answered now."""

    question: Question
    figure: MetricFigure
    value: Fraction  # as it would be written: rounded
    present: str | None  # the words of the answer, None when open
    fit: Fit


def propose_answers(mission: Mission, questionnaire: Questionnaire, table: MetricTable) -> tuple[Proposal, ...]:
    """Give a proposal for every question of the mission's set whose metric has a figure, by question in order."""
    return tuple(_proposals(mission, questionnaire, table))


def _proposals(mission: Mission, questionnaire: Questionnaire, table: MetricTable) -> Iterator[Proposal]:
    asked = questionnaire.in_set(mission.set)
    merged = result_profile(questionnaire.questions, mission.answers)
    for question in questionnaire.questions.values():
        figure = None if question.metric is None else table.latest(question.metric)
        if figure is None or question.id not in asked or figure.at_least:
            continue
        now = merged[question.id]
        value = rounded(figure.value, 0 if question.whole else 1 if figure.metric.unit == PERCENT else MOST_PLACES)
        yield Proposal(question=question, figure=figure, value=value, present=_present(now), fit=_fit(now, figure))


def rounded(value: Fraction, places: int) -> Fraction:
    """Round half up, away from zero, to so many places."""
    scale = 10**places
    steps = (abs(value) * scale + Fraction(1, 2)).__floor__()
    return Fraction(steps if value >= 0 else -steps, scale)


def _fit(now: Merged, figure: MetricFigure) -> Fit:
    """Say that an answer agrees when the figure, rounded to as many places as the answer has, is the answer."""
    if now.standing is Standing.UNKNOWN:
        return Fit.OPEN
    if now.low is None or now.divergent or not isinstance(now.low.value, Fraction):
        return Fit.DIFFERS
    match = _PLACES.match(now.low.words)
    places = len(match.group(1)) if match else 0
    return Fit.AGREES if rounded(figure.value, places) == now.low.value else Fit.DIFFERS


def _present(now: Merged) -> str | None:
    if now.standing is Standing.UNKNOWN:
        return None
    if now.standing is Standing.NOT_APPLICABLE or now.low is None:
        return phrase("not applicable")
    if now.divergent and now.high is not None:
        return phrase("{answer} or {other}", answer=now.low.words, other=now.high.words)
    return now.low.words
