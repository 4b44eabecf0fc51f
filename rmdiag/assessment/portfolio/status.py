"""Say how each administration of a programme stands: its last round, what moved, how its plan goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rmdiag.assessment.actions import DECLARED
from rmdiag.assessment.portfolio.model import ActionFact, Level, Member, Moved, Portfolio, Snapshot

_DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How much of an adopted plan is delivered on a day; dropped actions are not counted."""

    planned: int
    delivered: int  # declared or verified
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberStatus:
    """One administration; all but `member` and `rounds` is None where it has no round.

    `since` and `base` are None where no earlier round can be set beside the last one.
    """

    member: Member
    rounds: int
    last: str | None = None
    as_of: date | None = None
    overall: Level | None = None
    verified: Fraction | None = None  # share of assessed indicators whose evidence was verified
    base: str | None = None  # the round that the last one is set beside
    since: Moved | None = None
    delivery: Delivery | None = None
    framework: str | None = None  # of the last round


def status_of(portfolio: Portfolio, on: date) -> tuple[MemberStatus, ...]:
    """Give every administration in the order of programme.yaml, which is no ranking; `on` decides what is overdue."""
    return tuple(_status(portfolio, member, on) for member in portfolio.programme.members)


def _status(portfolio: Portfolio, member: Member, on: date) -> MemberStatus:
    last = portfolio.latest(member.id)
    if last is None:
        return MemberStatus(member=member, rounds=0)
    change = portfolio.since_baseline(member.id)
    return MemberStatus(
        member=member,
        rounds=len(portfolio.rounds[member.id]),
        last=last.round,
        as_of=last.as_of,
        overall=last.overall,
        verified=_verified(last),
        base=None if change is None else change.old_round,
        since=None if change is None else change.overall,
        delivery=_delivery(last.actions, on),
        framework=last.framework,
    )


def _verified(snapshot: Snapshot) -> Fraction | None:
    total = sum(snapshot.confidence.values())
    return Fraction(snapshot.confidence.get("verified", 0), total) if total else None


def _delivery(actions: tuple[ActionFact, ...], on: date) -> Delivery | None:
    counted = [action for action in actions if action.status != _DROPPED]
    if not counted:
        return None
    open_ones = [action for action in counted if action.status not in DECLARED]
    return Delivery(
        planned=len(counted),
        delivered=len(counted) - len(open_ones),
        overdue=sum(action.end is not None and action.end < on for action in open_ones),
    )
