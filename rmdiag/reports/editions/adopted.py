"""Write what became of adopted and earlier actions: how much is done, a table, and a chart on the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.actions import DECLARED, STATUSES, PlannedAction
from rmdiag.reports.compose import cell, para, quiet, row
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_chart import action_figures
from rmdiag.reports.editions.plan_words import staff_words
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import Block, Cell, Column, Density, Row, Table

UNDER_WAY = ("planned", "started")  # what can be late
DROPPED, VERIFIED = "dropped", "verified"


def adopted(tell: Telling) -> Iterator[Block]:
    """Write the actions of the mission's plan; nothing where there are none."""
    actions = tell.mission.actions
    if not actions:
        return
    yield para(
        tell.count("follow.earlier", len(actions), counts=_counts(tell), date=tell.shown.date(tell.mission.as_of))
    )
    kept = [action for action in actions if action.status != DROPPED]
    if kept:
        yield para(" ".join(_implemented(tell, kept)))
    yield _table(tell)
    overdue = frozenset(action.id for action in actions if _overdue(tell, action))
    yield from action_figures(tell, actions, overdue)
    undated = sum(action.start is None and action.end is None for action in actions)
    if undated:
        yield para(tell.count("follow.undated", undated))


def _implemented(tell: Telling, kept: Sequence[PlannedAction]) -> Iterator[str]:
    """Say how much is done by word and by evidence: by number, and where all of it is known by staff and by cost."""
    done = [action for action in kept if action.status in DECLARED]
    proven = [action for action in kept if action.status == VERIFIED]
    if not done:
        yield tell.count("follow.none_done", len(kept))
        return
    yield tell.count(
        "follow.implemented",
        len(kept),
        declared=tell.shown.count(len(done)),
        verified=tell.shown.count(len(proven)),
        declared_share=tell.shown.share(Fraction(len(done), len(kept))),
        verified_share=tell.shown.share(Fraction(len(proven), len(kept))),
    )
    for key, amounts in (
        ("follow.by_staff", {action.id: action.person_months for action in kept}),
        ("follow.by_cost", {action.id: action.cost for action in kept}),
    ):
        total = _sum(amounts.values())
        if total:
            declared, verified = (_sum(amounts[one.id] for one in those) or Fraction(0) for those in (done, proven))
            shares = {"declared": tell.shown.share(declared / total), "verified": tell.shown.share(verified / total)}
            yield tell.say(key, **shares)


def _sum(amounts: Iterable[Fraction | None]) -> Fraction | None:
    """Add amounts up, None while one of them is not known."""
    total = Fraction(0)
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


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


def _table(tell: Telling) -> Table:
    return Table(
        id="table-earlier",
        caption=tell.say("follow.caption"),
        columns=(
            Column(title=tell.say("column.step"), width=22, heads_rows=True),
            Column(title=tell.say("column.action"), width=70),
            Column(title=tell.say("column.responsible"), width=28),
            Column(title=tell.say("column.period"), width=26),
            Column(title=tell.say("column.status"), width=26),
        ),
        rows=tuple(_row(tell, action) for action in tell.mission.actions),
        note=tell.runs("follow.note"),
        density=Density.COMPACT,
    )


def _row(tell: Telling, action: PlannedAction) -> Row:
    return row(action.id, _action(tell, action), action.responsible or "", _period(tell, action), _status(tell, action))


def _period(tell: Telling, action: PlannedAction) -> str:
    if action.start is not None and action.end is not None:
        return tell.shown.period(action.start, action.end)
    if action.start is not None:
        return tell.say("follow.from", start=tell.shown.day(action.start))
    return tell.say("sign.none") if action.end is None else tell.say("follow.until", end=tell.shown.day(action.end))


def _status(tell: Telling, action: PlannedAction) -> str:
    status = tell.say(f"status.{action.status}")
    if _overdue(tell, action):
        return tell.say("follow.overdue", status=status, due=tell.shown.day(action.end))
    if action.finished is not None:
        return tell.say("follow.finished", status=status, on=tell.shown.day(action.finished))
    return status


def _action(tell: Telling, action: PlannedAction) -> Cell:
    said = " ".join(_details(tell, action))
    return cell(action.action, " ", quiet(said)) if said else cell(action.action)


def _details(tell: Telling, action: PlannedAction) -> Iterator[str]:
    """Give all else that the plan says of an action, in whole sentences."""
    for words in (action.reason, action.note):
        if words:
            yield tell.say("follow.said", words=sentence_part(words))
    if action.recommendation is not None and action.recommendation != action.id:
        yield tell.say("follow.recommendation", id=action.recommendation)
    if action.after:
        yield tell.say("follow.after", list=tell.shown.listed(action.after))
    if action.person_months is not None:
        yield tell.say("follow.staff", staff=staff_words(tell, action.person_months))
    if action.cost is not None:
        yield tell.say("follow.cost", cost=money(tell, action.cost))
    for key, words in (("funding", action.funding), ("support", action.support), ("origin", action.origin)):
        if words:
            yield tell.say(f"follow.{key}", **{key: sentence_part(words)})
    if action.evidence:
        yield tell.say("follow.evidence", list=tell.shown.listed(action.evidence))
    yield from _proposed(tell, action)


def _proposed(tell: Telling, action: PlannedAction) -> Iterator[str]:
    """Give the days that were proposed where the plan has others."""
    was = action.proposed
    if was is None or was.start is None or was.end is None or (was.start, was.end) == (action.start, action.end):
        return
    yield tell.say("follow.proposed", period=tell.shown.period(was.start, was.end))
