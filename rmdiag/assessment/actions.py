"""Hold an adopted plan: actions with owner, dates, money and status, and what was proposed for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rmdiag.problems import Span

STATUSES = ("planned", "started", "done", "verified", "dropped")
DECLARED = ("done", "verified")  # implemented, by the administration's own word or by evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What was last proposed for an action; where the plan says something else, somebody has changed it."""

    responsible: str | None = None
    start: date | None = None
    end: date | None = None
    person_months: Fraction | None = None
    cost: Fraction | None = None
    support: str | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """One line of plan.yaml: an adopted recommendation, an earlier one, or the administration's own words."""

    id: str
    action: str
    recommendation: str | None
    indicator: str | None = None  # whose level it is to lift; that of its recommendation unless written
    origin: str | None  # such as "Diagnostic of 2023"
    responsible: str | None  # by role
    start: date | None
    end: date | None  # its last day
    status: str  # one of STATUSES
    finished: date | None = None  # the day on which it was done, where that is known
    reason: str | None = None
    note: str | None = None
    evidence: tuple[str, ...] = ()
    person_months: Fraction | None = None
    cost: Fraction | None = None  # in the mission's currency
    funding: str | None = None  # who pays, such as "State budget 2027"
    support: str | None = None  # what help it needs, and from whom
    after: tuple[str, ...] = ()  # actions that must be finished first
    proposed: Proposed | None = None
    span: Span
