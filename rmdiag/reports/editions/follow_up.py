"""Write what happens next: who reviews the plan and when, and what became of earlier actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.actions import STATUSES, PlannedAction
from rmdiag.compendium.model import Horizon
from rmdiag.reports.compose import cell, quiet, row
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import Block, Cell, Column, Density, List, ListEntry, ListStyle, Row, Section, Table

UNDER_WAY = ("planned", "started")  # what can be late
_STEPS = ("adopt", "review", "proof", "find_out", "again")


def follow_up(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(id="follow-up", title=tell.say("follow.title"), number=number, blocks=tuple(_blocks(tell)))


def _blocks(tell: Telling) -> Iterator[Block]:
    if tell.mission.actions:
        yield tell.para("follow.earlier", counts=_counts(tell))
        yield _earlier(tell)
    if not tell.assessment.plan.actions:
        yield tell.para("follow.again", edition=tell.framework.edition)
        return
    yield tell.para("follow.opening")
    reviews = tell.shown.listed(tell.shown.count(wave.months[1]) for wave in Horizon)
    steps = [step for step in _STEPS if step != "find_out" or tell.assessment.findings.not_assessed]
    entries = tuple(
        ListEntry(runs=tell.runs(f"follow.{step}", months=reviews, edition=tell.framework.edition)) for step in steps
    )
    yield List(entries=entries, style=ListStyle.NUMBERS)


def _counts(tell: Telling) -> str:
    actions = tell.mission.actions
    found = [(status, [a for a in actions if a.status == status]) for status in STATUSES]
    return tell.shown.listed(_counted(tell, status, those) for status, those in found if those)


def _counted(tell: Telling, status: str, actions: Sequence[PlannedAction]) -> str:
    number, words = tell.shown.count(len(actions)), tell.say(f"status.{status}")
    late = sum(_overdue(tell, action) for action in actions)
    if late:
        return tell.count("follow.counted_overdue", late, number=number, status=words)
    return tell.say("follow.counted", count=number, status=words)


def _overdue(tell: Telling, action: PlannedAction) -> bool:
    return action.status in UNDER_WAY and action.end is not None and action.end < tell.mission.as_of


def _status(tell: Telling, action: PlannedAction) -> str:
    status = tell.say(f"status.{action.status}")
    if not _overdue(tell, action):
        return status
    return tell.say("follow.overdue", status=status, due=tell.shown.date(action.end))


def _earlier(tell: Telling) -> Table:
    return Table(
        id="table-earlier",
        caption=tell.say("follow.caption"),
        columns=(
            Column(title=tell.say("column.step"), width=20, heads_rows=True),
            Column(title=tell.say("column.action"), width=68),
            Column(title=tell.say("column.responsible"), width=30),
            Column(title=tell.say("column.due"), width=24),
            Column(title=tell.say("column.status"), width=26),
        ),
        rows=tuple(_row(tell, action) for action in tell.mission.actions),
        note=tell.runs("follow.note"),
        density=Density.COMPACT,
    )


def _row(tell: Telling, action: PlannedAction) -> Row:
    return row(
        action.id,
        _action(tell, action),
        action.responsible or "",
        tell.shown.date(action.end),
        _status(tell, action),
    )


def _action(tell: Telling, action: PlannedAction) -> Cell:
    parts = [action.action]
    more = [action.reason, tell.say("follow.origin", origin=action.origin) if action.origin else None]
    said = " ".join(one for one in more if one)
    return cell(*parts, " ", quiet(said)) if said else cell(*parts)
