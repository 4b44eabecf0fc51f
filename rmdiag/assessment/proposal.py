"""Hold the plan that is proposed for a wish: dated and priced steps, waves with their outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.critical_path import CriticalPath
from rmdiag.assessment.gaps import Firing, Gap
from rmdiag.assessment.results import Scores
from rmdiag.assessment.selection import Candidate
from rmdiag.assessment.wish import Wish
from rmdiag.compendium.model import Horizon, Indicator


class Choice(StrEnum):
    """How steps were chosen under a budget."""

    EXACT = "exact"
    GREEDY = "greedy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """A way to choose steps under a budget, with its name."""

    choice: Choice
    choose: Callable[[Sequence[Candidate], Fraction], frozenset[str]]


class Why(StrEnum):
    """Why a step is in the plan."""

    GAP = "gap"
    PREREQUISITE = "prerequisite"
    MUST = "must"
    FIND_OUT = "find_out"


class Cause(StrEnum):
    """Why a step is not in the plan."""

    NOT = "not"
    WAITS = "waits"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a proposed plan; months count from its first day, `end` is the month after its last one."""

    id: str
    indicator: Indicator
    firing: Firing | None  # None: find out where the indicator stands
    why: Why
    waits_for: tuple[str, ...]
    start: int
    end: int
    begins: date
    ends: date  # its last day
    wave: Horizon
    stretched_from: int | None  # its own months, where one quarter had too little staff for it
    person_months: Fraction
    cost: Fraction | None  # None: mission.yaml gives no amount for its class
    slack: int
    critical: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A step that is not in the plan although a gap calls for it, and the chain of steps that keeps it out."""

    id: str
    cause: Cause
    chain: tuple[str, ...] = ()  # from the step to the one that must not be done


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One wave: what it takes, and the profile that would result once it and all waves before it are done."""

    wave: Horizon
    steps: tuple[str, ...]
    person_months: Fraction
    cost: Fraction | None
    scores: Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCost:
    """What the steps of one cost class cost together; no amount where mission.yaml gives none."""

    id: str
    count: int
    amount: Fraction | None

    @property
    def total(self) -> Fraction | None:
        """The cost of all its steps."""
        return None if self.amount is None else self.count * self.amount


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A plan that keeps to a wish, in the order in which its steps should begin within their waves."""

    assessment: Assessment
    wish: Wish
    steps: tuple[Step, ...]
    outcomes: tuple[Outcome, ...]  # of the waves in which steps end
    critical: CriticalPath
    quarters: Mapping[int, Fraction]  # person-months that each quarter asks for
    classes: tuple[ClassCost, ...]
    left_out: tuple[LeftOut, ...] = ()
    remaining: tuple[Gap, ...] = ()  # what is still short of its target at the end, with what blocks it
    choice: Choice | None = None  # None: no budget was given
    idle: tuple[str, ...] = ()  # named to be left out, and in no plan anyway
    reached: tuple[str, ...] = ()  # must be done, although the level that it leads to is reached

    @property
    def months(self) -> int:
        """How long the plan takes."""
        return max((step.end for step in self.steps), default=0)

    @property
    def person_months(self) -> Fraction:
        """The staff time of the whole plan."""
        return sum((step.person_months for step in self.steps), Fraction(0))

    @property
    def cost(self) -> Fraction | None:
        """The cost of the whole plan, None while one step has no amount."""
        return total_cost(self.steps)


class Clash(StrEnum):
    """Why no plan can keep to a wish."""

    CIRCLE = "circle"
    MUST_AND_NOT = "must_and_not"
    NOT_HERE = "not_here"
    NO_AMOUNT = "no_amount"
    OVER_BUDGET = "over_budget"
    TOO_LITTLE_STAFF = "too_little_staff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What contradicts what in a wish: the steps concerned, in their order, and the two amounts where there are any."""

    clash: Clash
    steps: tuple[str, ...] = ()
    asked: Fraction | None = None
    limit: Fraction | None = None
    classes: tuple[str, ...] = ()


def total_cost(steps: Sequence[Step]) -> Fraction | None:
    """Add up costs, None while one of them is not known."""
    known = [step.cost for step in steps if step.cost is not None]
    return sum(known, Fraction(0)) if len(known) == len(steps) else None
