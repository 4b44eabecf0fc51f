"""Hold what scoring gives: indicators, dimensions, the overall level, and what stands behind each number."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.mission import Judgement
from rmdiag.questionnaires.merging import Profile
from rmdiag.questionnaires.model import Confidence
from rmdiag.values import dataclass


class State(StrEnum):
    """What can be said of an indicator, a dimension or a node (SCORING 4)."""

    ASSESSED = "assessed"
    NOT_ASSESSED = "not_assessed"
    NOT_APPLICABLE = "not_applicable"
    OUT_OF_SCOPE = "out_of_scope"

    @property
    def counts(self) -> bool:
        """Whether it is applicable and in scope, so that it enters intervals and coverage."""
        return self in (State.ASSESSED, State.NOT_ASSESSED)


class GateState(StrEnum):
    """How a gate stands: met, unmet, or unknown because its question is."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate of an indicator: the question, the level, how it stands at the low and at the high side."""

    question: str
    level: int
    low: GateState
    high: GateState


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceCounts:
    """How many assessed indicators rest on verified, corroborated and declared answers.

    `none` counts those at the lowest level where no answer decides, only unknown ones.
    """

    verified: int = 0
    corroborated: int = 0
    declared: int = 0
    none: int = 0

    @property
    def total(self) -> int:
        """All assessed indicators that were counted."""
        return self.verified + self.corroborated + self.declared + self.none

    def __add__(self, other: ConfidenceCounts) -> ConfidenceCounts:
        """Add the counts of two groups."""
        return ConfidenceCounts(
            verified=self.verified + other.verified,
            corroborated=self.corroborated + other.corroborated,
            declared=self.declared + other.declared,
            none=self.none + other.none,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorScore:
    """The result of one indicator.

    `computed` is what the gates give, `point` is that or an assessor's judgement; both are None unless assessed.
    The interval `low` to `high` holds every level that the unknown answers still allow, and the judged point.
    """

    id: str
    state: State
    point: int | None
    computed: int | None
    low: int | None
    high: int | None
    coverage: Fraction
    known: int  # gating questions in scope that are answered
    asked: int  # gating questions in scope and applicable
    indicative: bool
    confidence: Confidence | None
    verified: int | None  # the level that verified answers alone would give
    judgement: Judgement | None
    blocking: tuple[Gate, ...]
    gates: tuple[Gate, ...]
    reason: str | None = None  # of not applicable

    @property
    def settled(self) -> int:
        """Count the open questions that can no longer change the level, which coverage adds to those that are known."""
        return int(self.coverage * self.asked) - self.known

    @property
    def one_level(self) -> bool:
        """Whether the answers allow this level alone, so that it may be set beside another's view.

        The low end of a span is what is demonstrated, and no opinion of those who left it open.
        """
        return self.point is not None and self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupScore:
    """The result of a dimension, or of any group of indicators."""

    id: str
    state: State
    point: Fraction | None
    low: Fraction | None
    high: Fraction | None
    minimum: int | None
    spread: int | None
    coverage: Fraction
    known: int
    asked: int
    indicative: bool
    confidence: ConfidenceCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class OverallScore:
    """The overall level with its interval, cap and coverage.

    `point`, `uncapped` and `percent` are None when withheld.
    """

    state: State
    point: Fraction | None
    uncapped: Fraction | None
    low: Fraction | None
    high: Fraction | None
    percent: Fraction | None
    coverage: Fraction
    known: int
    asked: int
    indicative: bool
    confidence: ConfidenceCounts
    capped_by: tuple[str, ...]  # core indicators at the lowest level or not assessed, even where the cap does not bind
    withheld: tuple[str, ...]  # why no point is given: "coverage", or ids of dimensions that the set does not ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """One whole profile: its merged answers and all that follows from them."""

    answers: Profile
    indicators: Mapping[str, IndicatorScore]
    dimensions: Mapping[str, GroupScore]
    overall: OverallScore


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionScores:
    """Both profiles of a mission and the judgements that could not be applied."""

    own: Scores  # what the administration says of itself
    result: Scores  # the mission's view over it
    compared: frozenset[str]  # indicators on which the mission holds an answer of its own on a gate
    stale: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeScore:
    """The result of one node of an instrument: exact score or label, with the interval that unknown answers allow.

    `low` and `high` are labels where the method gives labels, exact numbers elsewhere.
    """

    id: str
    state: State
    score: Fraction | None
    label: str | None
    low: Fraction | str | None
    high: Fraction | str | None
    coverage: Fraction
