"""Write what became of adopted and earlier actions: how much is done, a table, and a chart on the calendar."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.plan_status import Cause, PlanStatus, Share, Standing, status_of
from rmdiag.reports.compose import cell, para, quiet, row
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_chart import action_figures
from rmdiag.reports.editions.plan_words import staff_words
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import Block, Cell, Column, Density, Row, Table


def adopted(tell: Telling) -> Iterator[Block]:
    """Write the actions of the mission's plan as they stand at its date; nothing where there are none."""
    actions = tell.mission.actions
    if not actions:
        return
    status = status_of(actions, tell.mission.as_of)
    yield from opening(tell, status)
    yield _table(tell, status)
    yield from action_figures(tell, actions, frozenset(one.action.id for one in status.overdue))
    undated = sum(action.start is None and action.end is None for action in actions)
    if undated:
        yield para(tell.count("follow.undated", undated))


def opening(tell: Telling, status: PlanStatus) -> Iterator[Block]:
    """Count the actions by status, and say how much of them is done."""
    date = tell.shown.date(status.on)
    yield para(tell.count("follow.earlier", len(status.standings), counts=_counts(tell, status), date=date))
    if status.by_number.total:
        yield para(" ".join(_implemented(tell, status)))


def action_cells(tell: Telling, standing: Standing) -> tuple[str | Cell, ...]:
    """Tell one action: its number, its words, who answers for it, its days, and how it stands."""
    action = standing.action
    return action.id, _action(tell, action), action.responsible or "", _period(tell, action), _status(tell, standing)


def _implemented(tell: Telling, status: PlanStatus) -> Iterator[str]:
    """Say how much is done by word and by evidence: by number, and where all of it is known by staff and by cost."""
    number = status.by_number
    kept, declared, verified = (int(part or 0) for part in (number.total, number.declared, number.verified))
    if not declared:
        yield tell.count("follow.none_done", kept)
        return
    counts = {"declared": tell.shown.count(declared), "verified": tell.shown.count(verified)}
    every = declared == verified
    yield tell.count("follow.all_verified" if every else "follow.implemented", kept, **counts, **_shares(tell, number))
    for key, share in (("follow.by_staff", status.by_staff), ("follow.by_cost", status.by_cost)):
        if share.total:
            yield tell.say(key, **_shares(tell, share))


def _shares(tell: Telling, share: Share) -> dict[str, str]:
    return {
        "declared_share": _percent(tell, share.of(share.declared)),
        "verified_share": _percent(tell, share.of(share.verified)),
    }


def _percent(tell: Telling, part: Fraction | None) -> str:
    """Write a share of the plan, rounded and not cut."""
    return tell.shown.percent(None if part is None else 100 * part)


def _counts(tell: Telling, status: PlanStatus) -> str:
    """Count the actions by status, and in each how many are overdue."""
    late = [one.action.status for one in status.overdue]
    return tell.shown.listed(
        _counted(tell, tell.say(f"status.{name}"), (number, late.count(name)))
        for name, number in status.counts.items()
        if number
    )


def _counted(tell: Telling, words: str, numbers: tuple[int, int]) -> str:
    number, late = numbers
    if late:
        return tell.count("follow.counted_overdue", late, number=tell.shown.count(number), status=words)
    return tell.say("follow.counted", count=tell.shown.count(number), status=words)


def _table(tell: Telling, status: PlanStatus) -> Table:
    return Table(
        id="table-earlier",
        caption=tell.say("follow.caption"),
        columns=(
            Column(title=tell.say("column.id"), width=22, heads_rows=True),
            Column(title=tell.say("column.action"), width=70),
            Column(title=tell.say("column.responsible"), width=28),
            Column(title=tell.say("column.period"), width=26),
            Column(title=tell.say("column.status"), width=26),
        ),
        rows=tuple(_row(tell, standing) for standing in status.standings),
        note=tell.runs("follow.note"),
        density=Density.COMPACT,
    )


def _row(tell: Telling, standing: Standing) -> Row:
    return row(*action_cells(tell, standing))


def _period(tell: Telling, action: PlannedAction) -> str:
    if action.start is not None and action.end is not None:
        return tell.shown.period(action.start, action.end)
    if action.start is not None:
        return tell.say("follow.from", start=tell.shown.day(action.start))
    return tell.say("sign.none") if action.end is None else tell.say("follow.until", end=tell.shown.day(action.end))


def _status(tell: Telling, standing: Standing) -> Cell:
    """Say how an action stands: overdue since when, finished when, or at risk and why."""
    action = standing.action
    status = tell.say(f"status.{action.status}")
    if standing.overdue:
        return cell(tell.say("follow.overdue", status=status, due=tell.shown.day(action.end)))
    if action.finished is not None:
        return cell(tell.say("follow.finished", status=status, on=tell.shown.day(action.finished)))
    if not standing.at_risk:
        return cell(status)
    why = tell.say("list.semicolon").join(_cause(tell, cause) for cause in standing.causes)
    return cell(tell.say("follow.at_risk", status=status), " ", quiet(tell.say("follow.said", words=why)))


def _cause(tell: Telling, cause: Cause) -> str:
    return tell.say(f"risk.{cause.risk.value}", id=cause.action or "")


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
        yield tell.say("follow.cost", cost=money(tell, action.cost)) if action.cost else tell.say("follow.free")
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
