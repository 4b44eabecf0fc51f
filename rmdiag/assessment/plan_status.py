"""Say how an adopted plan stands on a day: what is overdue or at risk and why, and how much of it is implemented.

Declared is what the administration says is done; verified is what evidence shows. Dropped actions count in neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.actions import DECLARED, STATUSES, PlannedAction

SOON = timedelta(days=90)  # what ends within a quarter is due next


class Risk(StrEnum):
    """Why an action that is not overdue may end late, or never; the causes are named in this order."""

    NOT_BEGUN = "not_begun"  # its first day has passed
    WAITS_FOR_DROPPED = "waits_for_dropped"
    WAITS_FOR_LATE = "waits_for_late"  # what it waits for is overdue, or at risk itself
    TOO_EARLY = "too_early"  # it is to begin before what it waits for ends
    NO_END = "no_end"
    NO_OWNER = "no_owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One reason for a risk, with the action that causes it where there is one."""

    risk: Risk
    action: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one action stands on the day."""

    action: PlannedAction
    days_late: int = 0  # since its last day; 0 while it is not overdue
    causes: tuple[Cause, ...] = ()
    soon: bool = False  # open, not overdue, and to end within a quarter

    @property
    def overdue(self) -> bool:
        """Whether its last day has passed and nobody says that it is done."""
        return self.days_late > 0

    @property
    def at_risk(self) -> bool:
        """Whether it is not overdue, and may become so."""
        return bool(self.causes) and not self.overdue


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a plan is implemented, in one measure; None where the measure of an action is not known."""

    total: Fraction | None
    declared: Fraction | None  # done, verified or not
    verified: Fraction | None

    def of(self, part: Fraction | None) -> Fraction | None:
        """Give a part as a share of the total."""
        return None if part is None or not self.total else part / self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """The actions of one responsible role; dropped ones are not counted. None: nobody is named."""

    role: str | None
    actions: int
    declared: int
    verified: int
    overdue: int
    at_risk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStatus:
    """How a plan stands on a day."""

    on: date
    standings: tuple[Standing, ...]
    counts: Mapping[str, int]  # by status, all of them
    by_number: Share
    by_staff: Share  # person-months
    by_cost: Share
    owners: tuple[Owner, ...]
    unproven: tuple[str, ...]  # done by declaration, and without evidence

    @property
    def overdue(self) -> tuple[Standing, ...]:
        """What is overdue, the longest first."""
        return tuple(sorted((s for s in self.standings if s.overdue), key=lambda s: -s.days_late))

    @property
    def at_risk(self) -> tuple[Standing, ...]:
        """What is at risk, in the order of the plan."""
        return tuple(s for s in self.standings if s.at_risk)

    @property
    def soon(self) -> tuple[Standing, ...]:
        """What is due next, the nearest first."""
        return tuple(sorted((s for s in self.standings if s.soon), key=lambda s: s.action.end or date.max))


def status_of(actions: Sequence[PlannedAction], on: date) -> PlanStatus:
    """Give how a plan stands on a day."""
    late = {a.id for a in actions if _is_open(a) and a.end is not None and a.end < on}
    shaky = _shaky(actions, late, on)
    standings = tuple(_standing(action, on, shaky[action.id]) for action in actions)
    kept = [action for action in actions if action.status != "dropped"]
    return PlanStatus(
        on=on,
        standings=standings,
        counts={status: sum(a.status == status for a in actions) for status in STATUSES},
        by_number=_share([(a, Fraction(1)) for a in kept]),
        by_staff=_share([(a, a.person_months) for a in kept]),
        by_cost=_share([(a, a.cost) for a in kept]),
        owners=tuple(_owners(standings)),
        unproven=tuple(a.id for a in actions if a.status == "done" and not a.evidence),
    )


def _is_open(action: PlannedAction) -> bool:
    return action.status in ("planned", "started")


def _standing(action: PlannedAction, on: date, causes: tuple[Cause, ...]) -> Standing:
    late = (on - action.end).days if _is_open(action) and action.end is not None else 0
    soon = _is_open(action) and action.end is not None and on <= action.end <= on + SOON
    return Standing(action=action, days_late=max(late, 0), causes=causes, soon=soon)


def _shaky(actions: Sequence[PlannedAction], late: set[str], on: date) -> Mapping[str, tuple[Cause, ...]]:
    """Give the causes of risk of every action; a risk is handed on to what waits, along all chains."""
    by_id = {action.id: action for action in actions}
    found: dict[str, tuple[Cause, ...]] = {action.id: () for action in actions}
    changed = True
    while changed:  # once through for each link of the longest chain
        unsure = late | {identity for identity, causes in found.items() if causes}
        now = {action.id: tuple(_causes(action, by_id, unsure, on)) for action in actions}
        changed, found = now != found, now
    return found


def _causes(action: PlannedAction, by_id: Mapping[str, PlannedAction], unsure: set[str], on: date) -> Iterable[Cause]:
    if not _is_open(action):
        return
    if action.status == "planned" and action.start is not None and action.start < on:
        yield Cause(risk=Risk.NOT_BEGUN)
    before = [by_id[one] for one in action.after if one in by_id]
    yield from (Cause(risk=Risk.WAITS_FOR_DROPPED, action=b.id) for b in before if b.status == "dropped")
    yield from (Cause(risk=Risk.WAITS_FOR_LATE, action=b.id) for b in before if _is_open(b) and b.id in unsure)
    yield from (Cause(risk=Risk.TOO_EARLY, action=b.id) for b in before if _is_open(b) and _overlap(b, action))
    if action.end is None:
        yield Cause(risk=Risk.NO_END)
    if action.responsible is None:
        yield Cause(risk=Risk.NO_OWNER)


def _overlap(before: PlannedAction, action: PlannedAction) -> bool:
    return before.end is not None and action.start is not None and action.start <= before.end


def _share(measured: Sequence[tuple[PlannedAction, Fraction | None]]) -> Share:
    """Add a measure up, over all actions and over those that are done; unknown while one action lacks it."""
    if any(amount is None for _, amount in measured):
        return Share(total=None, declared=None, verified=None)
    known = [(action, amount or Fraction(0)) for action, amount in measured]
    return Share(
        total=sum((amount for _, amount in known), Fraction(0)),
        declared=sum((amount for action, amount in known if action.status in DECLARED), Fraction(0)),
        verified=sum((amount for action, amount in known if action.status == "verified"), Fraction(0)),
    )


def _owners(standings: Iterable[Standing]) -> Iterable[Owner]:
    """Give the owners in the order in which the plan names them, those without a name last."""
    kept = [s for s in standings if s.action.status != "dropped"]
    roles = dict.fromkeys(s.action.responsible for s in kept)
    for role in sorted(roles, key=lambda role: role is None):
        own = [s for s in kept if s.action.responsible == role]
        yield Owner(
            role=role,
            actions=len(own),
            declared=sum(s.action.status in DECLARED for s in own),
            verified=sum(s.action.status == "verified" for s in own),
            overdue=sum(s.overdue for s in own),
            at_risk=sum(s.at_risk for s in own),
        )
