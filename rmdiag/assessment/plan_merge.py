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
    changes: list[Change] = []
    clashes: list[Clash] = []
    for revision in every:
        if revision.id in plan:
            for one in _merged(plan[revision.id], revision, favour):
                (changes if isinstance(one, Change) else clashes).append(one)  # type: ignore[arg-type]
    other = {revision.id for revision in every}
    return Merge(
        changes=tuple(changes),
        clashes=tuple(clashes),
        added=tuple(r for r in every if r.id not in plan and r.base is None),
        gone=tuple(r.id for r in every if r.id not in plan and r.base is not None),
        kept=tuple(identity for identity in plan if identity not in other),
    )


def values_of(action: PlannedAction) -> Mapping[str, Value]:
    """Give what a plan says of an action, by field; an empty list says nothing."""
    return {field: getattr(action, field) or None for field in FIELDS}


def _merged(action: PlannedAction, revision: Revision, favour: Favour) -> Iterable[Change | Clash]:
    mine, base = values_of(action), revision.base or {}
    for field, now in revision.now.items():
        was, ours = base.get(field), mine[field]
        if now in (was, ours):
            continue
        if ours == was or favour is Favour.OTHER:
            yield Change(action=action.id, field=field, before=ours, after=now)
        else:
            yield Clash(action=action.id, field=field, base=was, plan=ours, other=now)
