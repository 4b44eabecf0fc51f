"""Score one indicator from the gates of its questions (SCORING 4, 5, 7, 9 and 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from rmdiag.assessment.methods import level_reached
from rmdiag.assessment.mission import Judgement
from rmdiag.assessment.results import Gate, GateState, IndicatorScore, State
from rmdiag.questionnaires.merging import Profile
from rmdiag.questionnaires.model import Confidence, Merged, Question, Standing

_WEAKEST = sorted(Confidence, key=lambda confidence: confidence.strength)


class Scope(NamedTuple):
    """What an indicator is scored on: its questions, the mission's set, the scale, its own not-applicable reason."""

    indicator: str
    questions: tuple[Question, ...]
    asked: frozenset[str]
    lowest: int
    top: int
    not_applicable: str | None = None


class _Left(NamedTuple):
    """What is left of an indicator once the questions that are not applicable or not in the set are dropped."""

    scope: Scope
    questions: tuple[Question, ...]
    gates: tuple[Gate, ...]
    profile: Profile
    indicative: bool

    @property
    def known(self) -> tuple[Question, ...]:
        """The questions that are answered."""
        return tuple(q for q in self.questions if self.profile[q.id].known)


def score_indicator(scope: Scope, profile: Profile, judgements: Iterable[Judgement] = ()) -> IndicatorScore:
    """Give the level, interval, coverage, confidence and blocking items of one indicator."""
    gating = [q for q in scope.questions if q.gates]
    in_set = [q for q in gating if q.id in scope.asked]
    questions = tuple(q for q in in_set if profile[q.id].standing is not Standing.NOT_APPLICABLE)
    indicative = len(in_set) < len(gating)
    if scope.not_applicable is not None:
        return _without_level(scope, State.NOT_APPLICABLE, indicative=indicative, reason=scope.not_applicable)
    if not questions:
        state = State.NOT_APPLICABLE if in_set else State.OUT_OF_SCOPE
        reason = next((profile[q.id].reason for q in in_set), None)
        return _without_level(scope, state, indicative=indicative, reason=reason)
    gates = tuple(gate for q in questions for gate in _gates(q, profile[q.id]))
    left = _Left(scope=scope, questions=questions, gates=gates, profile=profile, indicative=indicative)
    return _judged(_assessed(left), scope, judgements) if left.known else _not_assessed(left)


def _gates(question: Question, merged: Merged) -> Iterable[Gate]:
    for level in question.gates:
        if not merged.known:
            yield Gate(question=question.id, level=level, low=GateState.UNKNOWN, high=GateState.UNKNOWN)
            continue
        low = GateState.MET if level in merged.met_low else GateState.UNMET
        high = GateState.MET if level in merged.met_high else GateState.UNMET
        yield Gate(question=question.id, level=level, low=low, high=high)


def _assessed(left: _Left) -> IndicatorScore:
    lowest = left.scope.lowest
    low = level_reached(((g.level, g.low is GateState.MET) for g in left.gates), lowest)
    high = level_reached(((g.level, g.high is not GateState.UNMET) for g in left.gates), lowest)
    return IndicatorScore(
        id=left.scope.indicator,
        state=State.ASSESSED,
        point=low,
        computed=low,
        low=low,
        high=high,
        coverage=_coverage(left),
        known=len(left.known),
        asked=len(left.questions),
        indicative=left.indicative,
        confidence=_confidence(left, low),
        verified=_verified(left),
        judgement=None,
        blocking=_blocking(left, low),
        gates=left.gates,
    )


def _coverage(left: _Left) -> Fraction:
    """Give the share of questions that are known, or can no longer change the level (SCORING 7).

    The level is set by the first gated level that fails. An unknown question can fail its lowest gate at the earliest,
    so it matters only while no known answer already fails at that level or below, whatever the other unknowns bring.
    """
    failed = min((g.level for g in left.gates if g.low is GateState.UNMET), default=None)
    open_questions = [
        q for q in left.questions if not left.profile[q.id].known and (failed is None or min(q.gates) < failed)
    ]
    return 1 - Fraction(len(open_questions), len(left.questions))


def _blocking(left: _Left, computed: int) -> tuple[Gate, ...]:
    """Give the unmet and unknown gates of the lowest gated level above the computed one (SCORING 10)."""
    above = min((g.level for g in left.gates if g.level > computed), default=None)
    return tuple(g for g in left.gates if g.level == above and g.low is not GateState.MET)


def _confidence(left: _Left, computed: int) -> Confidence | None:
    """Give the weakest among the answers that hold the level; at the lowest, among those failing the first gate."""
    if computed > left.scope.lowest:
        deciding = {g.question for g in left.gates if g.level <= computed}
    else:
        first = min(g.level for g in left.gates)
        deciding = {g.question for g in left.gates if g.level == first and g.low is GateState.UNMET}
    found = {left.profile[q].confidence for q in deciding}
    return next((confidence for confidence in _WEAKEST if confidence in found), None)


def _verified(left: _Left) -> int | None:
    sure = {q.id for q in left.known if left.profile[q.id].confidence is Confidence.VERIFIED}
    if not sure:
        return None
    gates = ((g.level, g.low is GateState.MET and g.question in sure) for g in left.gates)
    return level_reached(gates, left.scope.lowest)


def _judged(score: IndicatorScore, scope: Scope, judgements: Iterable[Judgement]) -> IndicatorScore:
    """Apply the judgement that moves the computed level by one within the scale; any other is stale (SCORING 5)."""
    found = next((j for j in judgements if j.indicator == score.id and j.from_level == score.computed), None)
    if found is None or score.low is None or score.high is None:
        return score
    level = found.to_level
    if abs(level - found.from_level) != 1 or not scope.lowest <= level <= scope.top:
        return score
    return replace(score, point=level, low=min(score.low, level), high=max(score.high, level), judgement=found)


def _not_assessed(left: _Left) -> IndicatorScore:
    first = min(g.level for g in left.gates)
    return IndicatorScore(
        id=left.scope.indicator,
        state=State.NOT_ASSESSED,
        point=None,
        computed=None,
        low=left.scope.lowest,
        high=max(g.level for g in left.gates),
        coverage=Fraction(0),
        known=0,
        asked=len(left.questions),
        indicative=left.indicative,
        confidence=None,
        verified=None,
        judgement=None,
        blocking=tuple(g for g in left.gates if g.level == first),
        gates=left.gates,
    )


def _without_level(scope: Scope, state: State, *, indicative: bool, reason: str | None) -> IndicatorScore:
    return IndicatorScore(
        id=scope.indicator,
        state=state,
        point=None,
        computed=None,
        low=None,
        high=None,
        coverage=Fraction(0),
        known=0,
        asked=0,
        indicative=indicative,
        confidence=None,
        verified=None,
        judgement=None,
        blocking=(),
        gates=(),
        reason=reason,
    )
