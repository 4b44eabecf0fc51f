"""Merge what two sides made of an adopted plan since they last agreed; nothing that a person wrote is lost.

One side is plan.yaml as it stands. The other is a new proposal, or a workbook that somebody has filled in. For every
field three values are known: the one from which the other side set out, the other side's now, and the plan's now. What
only one side has changed is taken; what both have changed differently is a conflict, and the plan's value stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.actions import PlannedAction

Value = str | date | Fraction | tuple[str, ...] | None  # None: nothing is written; lists of ids are tuples
FIELDS = (
    "action",
    "recommendation",
    "indicator",
    "origin",
    "responsible",
    "start",
    "end",
    "status",
    "finished",
    "reason",
    "evidence",
    "person_months",
    "cost",
    "funding",
    "support",
    "after",
    "note",
)


class Favour(StrEnum):
    """Whose value is taken where both sides have changed it."""

    PLAN = "plan"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One action as another side has it, by field: the values from which it set out, and what it says now.

    `base` is None for an action that the other side has added.
    """

    id: str
    base: Mapping[str, Value] | None
    now: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value of an action that is to be written into the plan."""

    action: str
    field: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One value that both sides have changed, each in its own way."""

    action: str
    field: str
    base: Value
    plan: Value
    other: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What is to be written into the plan, and what somebody has to decide."""

    changes: tuple[Change, ...] = ()
    clashes: tuple[Clash, ...] = ()
    added: tuple[Revision, ...] = ()  # actions that only the other side has
    gone: tuple[str, ...] = ()  # actions that the other side has and that were taken out of the plan
    kept: tuple[str, ...] = ()  # actions that the other side has taken out and that stay in the plan


def merge(actions: Sequence[PlannedAction], revisions: Iterable[Revision], favour: Favour = Favour.PLAN) -> Merge:
    """Give what the other side's revisions change in a plan."""
    plan = {action.id: action for action in actions}
    every = tuple(revisions)
    found = [one for r in every if r.id in plan for one in _merged(plan[r.id], r, favour)]
    other = {revision.id for revision in every}
    return Merge(
        changes=tuple(one for one in found if isinstance(one, Change)),
        clashes=tuple(one for one in found if isinstance(one, Clash)),
        added=tuple(r for r in every if r.id not in plan and r.base is None),
        gone=tuple(r.id for r in every if r.id not in plan and r.base is not None),
        kept=tuple(identity for identity in plan if identity not in other),
    )


def values_of(action: PlannedAction) -> Mapping[str, Value]:
    """Give what a plan says of an action, by field; an empty list says nothing."""
    return {field: said(getattr(action, field)) for field in FIELDS}


def said(value: Value) -> Value:
    """Give what is said, None for an empty text or list; an amount of 0 is said."""
    return None if isinstance(value, str | tuple) and not value else value


def _merged(action: PlannedAction, revision: Revision, favour: Favour) -> Iterable[Change | Clash]:
    found = [_settled(action, revision, name, favour) for name in revision.now]
    differing = [one for one in found if one is not None]
    return _with_dates_that_fit(values_of(action), revision, differing)


def _settled(action: PlannedAction, revision: Revision, name: str, favour: Favour) -> Change | Clash | None:
    """Settle one field: nothing to do, a change, or a clash."""
    was, now, ours = (revision.base or {}).get(name), revision.now[name], said(getattr(action, name))
    if now in (was, ours):
        return None
    if ours == was or favour is Favour.OTHER:
        return Change(action=action.id, field=name, before=ours, after=now)
    return Clash(action=action.id, field=name, base=was, plan=ours, other=now)


def _with_dates_that_fit(
    mine: Mapping[str, Value], revision: Revision, differing: Sequence[Change | Clash]
) -> Iterable[Change | Clash]:
    """Keep both dates of the plan where a new one beside a kept one would end the action before it begins."""
    after = {**mine, **{one.field: one.after for one in differing if isinstance(one, Change)}}
    start, end = after.get("start"), after.get("end")
    fits = not (isinstance(start, date) and isinstance(end, date) and end < start)
    for one in differing:
        if fits or isinstance(one, Clash) or one.field not in ("start", "end"):
            yield one
        else:
            base = (revision.base or {}).get(one.field)
            yield Clash(action=one.action, field=one.field, base=base, plan=one.before, other=one.after)
