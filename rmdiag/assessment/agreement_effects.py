"""Order divergences by what they do to the result: the round is scored again with the low answer and with the high one.

The whole round is scored, so that questions which an answer decides about follow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rmdiag.assessment.agreement import Case, Rated
from rmdiag.assessment.results import GroupScore, IndicatorScore, MissionScores, OverallScore
from rmdiag.assessment.scoring import score_mission
from rmdiag.compendium.model import Dimension
from rmdiag.problems import Span
from rmdiag.questionnaires.model import Answer, Consensus, Response, Standing

_NOWHERE = Span(file="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One open divergence, and the result with its low and with its high answer, all other answers as they are."""

    rated: Rated
    dimension: Dimension
    low: MissionScores
    high: MissionScores
    together: tuple[
        MissionScores, MissionScores
    ]  # with all that is open on its indicator at the low, at the high answer

    @property
    def indicators(self) -> tuple[IndicatorScore, IndicatorScore]:
        """The indicator of the question with the low and with the high answer."""
        name = self.rated.question.indicator
        return self.low.result.indicators[name], self.high.result.indicators[name]

    @property
    def dimensions(self) -> tuple[GroupScore, GroupScore]:
        """Its dimension, likewise."""
        return self.low.result.dimensions[self.dimension.id], self.high.result.dimensions[self.dimension.id]

    @property
    def overall(self) -> tuple[Fraction, Fraction]:
        """The overall level, likewise."""
        return overall_between(self.low.result.overall, self.high.result.overall)

    @property
    def overall_together(self) -> tuple[Fraction, Fraction]:
        """The overall level with all that is open on its indicator at the low, and at the high answer."""
        low, high = self.together
        return overall_between(low.result.overall, high.result.overall)

    @property
    def counts(self) -> bool:
        """Whether the result hangs on it at all; the mission may have answered for itself."""
        supposed = self.low.result.answers[self.rated.question.id].consensus
        return supposed is not None and supposed.layer is self.rated.case.layer

    @property
    def moves(self) -> bool:
        """Whether a level of the result hangs on it, by itself or together with what is open beside it."""
        return any(self.weight[:4])

    @property
    def weight(self) -> tuple[Fraction, Fraction, int, Fraction, bool, int, int]:
        """What it moves, in order: the whole, its dimension, its indicator; the whole together with its neighbours.

        Then whether it counts in the result, what it moves in the administration's own view, and how far gates differ.
        """
        low, high = self.dimensions
        name, levels = self.rated.question.indicator, self.rated.levels.values()
        return (
            _distance(*self.overall),
            _distance(low.point or Fraction(0), high.point or Fraction(0)),
            _apart(*self.indicators),
            _distance(*self.overall_together),
            self.counts,
            _apart(self.low.own.indicators[name], self.high.own.indicators[name]),
            max(levels, default=0) - min(levels, default=0),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Extremes:
    """The result of a case if every open divergence ended with its low answer, and with its high one."""

    case: Case
    low: OverallScore
    high: OverallScore


def effects_of(rated: Sequence[Rated]) -> tuple[Effect, ...]:
    """Give the effects of all open divergences, those that move most first."""
    every = [one for one in rated if one.open]
    found = [_effect(one, [other for other in every if _beside(one, other)]) for one in every]
    return tuple(sorted(found, key=lambda effect: tuple(-part for part in effect.weight)))


def extremes_of(case: Case, rated: Iterable[Rated]) -> Extremes:
    """Score a case with every open divergence at its low, and at its high answer."""
    own = [one for one in rated if one.open and one.case is case]
    low, high = _ends(case, own)
    return Extremes(case=case, low=low.result.overall, high=high.result.overall)


def overall_between(low: OverallScore, high: OverallScore) -> tuple[Fraction, Fraction]:
    """Give two overall levels; where one is withheld the low side of both, which never is."""
    if low.point is not None and high.point is not None:
        return low.point, high.point
    return low.low or Fraction(0), high.low or Fraction(0)


def _effect(rated: Rated, together: Sequence[Rated]) -> Effect:
    framework, name = rated.case.questionnaire.framework, rated.question.indicator
    home = framework.indicators[name].dimension
    low, high = _ends(rated.case, [rated])
    return Effect(
        rated=rated,
        dimension=next(dimension for dimension in framework.dimensions if dimension.id == home),
        low=low,
        high=high,
        together=(low, high) if len(together) == 1 else _ends(rated.case, together),
    )


def _beside(one: Rated, other: Rated) -> bool:
    return one.case is other.case and one.question.indicator == other.question.indicator


def _ends(case: Case, rated: Sequence[Rated]) -> tuple[MissionScores, MissionScores]:
    """Score a case with divergences at their low, and at their high answers."""
    return _again(case, [(one, one.merged.low) for one in rated]), _again(
        case, [(one, one.merged.high) for one in rated]
    )


def _again(case: Case, agreed: Sequence[tuple[Rated, Answer | None]]) -> MissionScores:
    answers = case.mission.answers
    settled = tuple(_consensus(one, answer) for one, answer in agreed)
    supposed = replace(answers, consensus=(*answers.consensus, *settled))
    return score_mission(replace(case.mission, answers=supposed), case.questionnaire)


def _consensus(rated: Rated, answer: Answer | None) -> Consensus:
    response = Response(question=rated.question.id, standing=Standing.ANSWERED, answer=answer, span=_NOWHERE)
    layer = rated.case.layer
    return Consensus(
        question=rated.question.id, layer=layer, response=response, reason="", by="", on=None, span=_NOWHERE
    )


def _distance(low: Fraction, high: Fraction) -> Fraction:
    return abs(high - low)


def _apart(low: IndicatorScore, high: IndicatorScore) -> int:
    return abs((high.point or 0) - (low.point or 0))
