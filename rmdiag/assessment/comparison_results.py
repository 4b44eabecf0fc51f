"""Hold what a comparison of two rounds gives: levels taken apart, deliveries of the plan, trends of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.comparison_answers import QuestionChange, Why


class Verdict(StrEnum):
    """How a level stands to the one of the older round; what fell comes first."""

    DOWN = "down"
    UP = "up"
    SAME = "same"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """A change of level taken apart; the four add up to it exactly."""

    performance: Fraction  # other answers where both rounds knew one
    knowledge: Fraction  # known or unknown, another source, a disagreement, applicability
    rules: Fraction  # another edition or another set of questions
    judgement: Fraction  # made, dropped or changed

    @property
    def information(self) -> Fraction:
        """All that is not performance."""
        return self.knowledge + self.rules + self.judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelChange:
    """The old and the new level of an indicator, a dimension, a group of a view or the whole.

    `parts` is None where performance cannot be told from information, as beside a round on paper.
    """

    id: str
    title: str
    was: str | None = None  # its id in the older edition, where a map says another
    old: Fraction | None
    new: Fraction | None
    change: Fraction | None
    parts: Parts | None
    verdict: Verdict
    why: tuple[Why, ...] = ()
    questions: tuple[QuestionChange, ...] = ()  # of an indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many levels went up, down, stayed, or cannot be compared; and how many by performance or information alone.

    Indicators that only one of two editions has are among those that cannot be compared.
    """

    up: int
    down: int
    same: int
    not_comparable: int
    performance_up: int
    performance_down: int
    information_up: int
    information_down: int


class Outcome(StrEnum):
    """What became of an action between the rounds, as the newer one says."""

    VERIFIED = "verified"
    DONE = "done"  # declared, not seen
    STARTED = "started"
    PLANNED = "planned"
    DROPPED = "dropped"
    NOT_FOLLOWED = "not_followed"  # the newer plan does not name it


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """An action of the older round, or one begun since, beside the level that it was to lift."""

    action: PlannedAction  # as the older round had it, else the newer one
    before: str | None  # its status in the older round, None when it was adopted since
    outcome: Outcome
    towards: int | None  # the level to which its recommendation leads; None for words of one's own
    level: LevelChange | None  # of the indicator of its recommendation


class Direction(StrEnum):
    """Whether a figure moved for the better, by the direction that the framework gives its metric."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    NEITHER = "neither"  # a figure of context, or one without a counterpart


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure in its period; `revised` when the newer round gives another value for it than the older one did."""

    period: str
    value: Fraction
    at_least: bool = False  # a lift without a random hit, which is this or more
    revised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """All figures of a metric in both rounds, with the change between the last of the one and the last of the other."""

    metric: str
    name: str
    unit: str
    points: tuple[Point, ...]
    old: Point | None  # the last period of the older round
    new: Point | None  # the last of the newer one, in periods of the same length
    change: Fraction | None
    clear: bool | None  # the 95 % intervals of the two do not meet; None where one is not known
    direction: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundSide:
    """One of the two rounds, as the comparison names it."""

    name: str
    round: str
    as_of: date
    framework: str
    edition: str
    set: str
    overlays: tuple[str, ...]  # left out: both rounds stand on the framework's own thresholds
    on_paper: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two rounds side by side; indicators that fell come first, then those where practice did, then those that rose."""

    old: RoundSide
    new: RoundSide
    common: Fraction  # the share of the newer edition's indicators that the older one has
    compared: Fraction  # the share of them that has a level in both rounds
    overall: LevelChange
    alike: LevelChange  # the mean of the compared indicators, a level for level view where there is no common whole
    dimensions: tuple[LevelChange, ...]
    indicators: tuple[LevelChange, ...]
    views: Mapping[str, tuple[LevelChange, ...]]
    counts: Counts  # of indicators
    dimension_counts: Counts
    view_counts: Mapping[str, Counts]
    deliveries: tuple[Delivery, ...] = ()  # the older round's actions and what became of them
    trends: tuple[Trend, ...] = ()  # of the metrics that both rounds, or one of them, counted

    def indicator(self, identity: str) -> LevelChange | None:
        """Give the change of one indicator."""
        return next((change for change in self.indicators if change.id == identity), None)
