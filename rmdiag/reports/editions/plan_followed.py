"""Write how the plan has gone so far, action by action, and how it is followed from now on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rmdiag.assessment.plan_status import Standing, status_of
from rmdiag.reports.compose import fact, group_row, para, row, runs
from rmdiag.reports.editions.adopted import action_cells, opening
from rmdiag.reports.editions.follow_up import arrangements
from rmdiag.reports.editions.plan_chart import action_figures
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Block,
    Column,
    Definitions,
    Density,
    Group,
    Row,
    Section,
    Table,
)

GROUPS = ("overdue", "at_risk", "open", "done", "verified", "dropped")
STATUSES = ("planned", "started", "done", "verified", "dropped", "overdue", "at_risk")


def status_chapter(tell: Telling, number: str) -> Section:
    """Write what has become of the adopted actions on the mission's date."""
    return Section(id="status", title=tell.say("pe.status.title"), number=number, blocks=tuple(_status(tell)))


def followed_chapter(tell: Telling, number: str) -> Section:
    """Write how the plan is followed."""
    blocks = tuple(_followed(tell))
    return Section(id="follow-up", title=tell.say("pe.follow.title"), number=number, blocks=blocks)


def standing_of(standing: Standing) -> str:
    """Say how an action stands, in one of the words of GROUPS."""
    if standing.overdue:
        return "overdue"
    if standing.at_risk:
        return "at_risk"
    status = standing.action.status
    return status if status in GROUPS else "open"


def statuses(tell: Telling) -> Definitions:
    """Say what every status means."""
    return Definitions(
        entries=tuple(fact(tell.say(f"pe.follow.{one}"), tell.say(f"pe.follow.{one}.meaning")) for one in STATUSES)
    )


def _status(tell: Telling) -> Iterator[Block]:
    actions = tell.mission.adopted
    status = status_of(actions, tell.mission.as_of)
    yield from opening(tell, status)
    if status.unproven:
        listed = tell.shown.listed(status.unproven)
        yield para(tell.count("pe.status.unproven", len(status.unproven), list=listed))
    groups = {key: [one for one in status.standings if standing_of(one) == key] for key in GROUPS}
    yield _table(tell, groups)
    yield from action_figures(tell, actions, frozenset(one.action.id for one in status.overdue))


def _table(tell: Telling, groups: Mapping[str, Sequence[Standing]]) -> Table:
    rows: list[Row] = []
    for key, own in groups.items():
        if own:
            head = tell.say("pe.status.head", group=tell.say(f"pe.status.{key}"), count=tell.shown.count(len(own)))
            rows.append(group_row(5, head))
            rows += [row(*action_cells(tell, one)) for one in own]
    return Table(
        id="table-earlier",
        caption=tell.say("pe.status.groups"),
        columns=(
            Column(title=tell.say("column.id"), width=18, heads_rows=True),
            Column(title=tell.say("column.action"), width=78),
            Column(title=tell.say("column.responsible"), width=26),
            Column(title=tell.say("column.period"), width=24),
            Column(title=tell.say("pe.column.stands"), width=30),
        ),
        rows=tuple(rows),
        note=tell.runs("follow.note"),
        density=Density.COMPACT,
    )


def _followed(tell: Telling) -> Iterator[Block]:
    yield from arrangements(tell)
    yield Group(title=runs(tell.say("pe.follow.statuses")), blocks=(statuses(tell),))
