"""Write whom the team met: posts, and names only where the mission prints them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rmdiag.assessment.account import Meeting
from rmdiag.reports.compose import para, row
from rmdiag.reports.editions.telling import NAMES, NO_ATTRIBUTION, Telling
from rmdiag.reports.model import Block, Column, Density, Row, Table


def whom_it_met(tell: Telling) -> Iterator[Block]:
    """Give the list of posts, their number alone where sources are not named, nothing where none is written down."""
    met = () if tell.mission.account is None else tell.mission.account.met
    if not met:
        return
    if tell.mission.attribution == NO_ATTRIBUTION:
        yield para(tell.count("met.unnamed", len(met)))
        return
    yield para(tell.count("met.opening", len(met)))
    yield _table(tell, met)


def _table(tell: Telling, met: tuple[Meeting, ...]) -> Table:
    ordered = sorted(met, key=lambda one: one.on or date.max)
    return Table(
        id="table-met",
        caption=tell.say("met.caption"),
        columns=(
            Column(title=tell.say("column.date"), width=34),
            Column(title=tell.say("column.role"), width=64, heads_rows=True),
            Column(title=tell.say("content.column.organisation"), width=40),
            Column(title=tell.say("content.column.place"), width=30),
        ),
        rows=tuple(_row(tell, one) for one in ordered),
        density=Density.COMPACT,
    )


def _row(tell: Telling, one: Meeting) -> Row:
    named = tell.mission.attribution == NAMES and one.name
    role = tell.say("met.named", role=one.role, name=one.name or "") if named else one.role
    return row(tell.shown.date(one.on), role, one.organisation or tell.mission.administration, one.at or "")
