"""Write what a candidate can work on: what was agreed with dates, and what the framework recommends, in order."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.plan import Action
from rmdiag.compendium.model import Recommendation
from rmdiag.reports.compose import cell, para, quiet, row, strong
from rmdiag.reports.editions.telling import Telling, sentence_part, to_indicator
from rmdiag.reports.model import Block, Cell, Column, Row, Section, Table


def development(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(
        id="development",
        title=tell.say("individual.development.title"),
        number=number,
        blocks=tuple(_blocks(tell)),
    )


def _blocks(tell: Telling) -> Iterator[Block]:
    steps, agreed = tell.assessment.plan.actions, tell.mission.actions
    if not steps and not agreed:
        known = tell.result.overall.known
        yield tell.para("individual.development.none" if known else "individual.development.unknown")
        return
    if agreed:
        yield tell.para("individual.development.agreed")
        yield _agreed(tell)
    if steps:
        said = [tell.count("individual.development.opening", len(steps)), *_not_agreed(tell)]
        yield para(" ".join(said))
        yield _recommended(tell)


def _not_agreed(tell: Telling) -> Iterator[str]:
    """Name what is proposed and was not agreed, where anything was."""
    agreed = {action.recommendation for action in tell.mission.actions}
    left = [step for step in tell.assessment.plan.actions if step.recommendation is not None and step.id not in agreed]
    if agreed and left:
        named = (tell.say("indicator.short", id=step.id, short=step.indicator.short) for step in left)
        yield tell.count("individual.development.not_agreed", len(left), list=tell.shown.listed(named))


def _agreed(tell: Telling) -> Table:
    return Table(
        id="table-agreed",
        caption=tell.say("individual.development.agreed_caption"),
        columns=(
            Column(title=tell.say("column.id"), width=18, heads_rows=True),
            Column(title=tell.say("individual.column.action"), width=72),
            Column(title=tell.say("column.responsible"), width=32),
            Column(title=tell.say("individual.column.when"), width=46),
        ),
        rows=tuple(_adopted(tell, action) for action in tell.mission.actions),
    )


def _adopted(tell: Telling, action: PlannedAction) -> Row:
    more = [
        tell.say("individual.development.from", id=action.recommendation) if action.recommendation else None,
        tell.say("follow.origin", origin=sentence_part(action.origin)) if action.origin else None,
    ]
    said = " ".join(one for one in more if one)
    words = cell(action.action, " ", quiet(said)) if said else cell(action.action)
    return row(action.id, words, action.responsible or "", _when(tell, action))


def _when(tell: Telling, action: PlannedAction) -> str:
    status = tell.say(f"status.{action.status}")
    start, end = tell.shown.date(action.start), tell.shown.date(action.end)
    if action.start is None and action.end is None:
        return tell.say("individual.development.undated", status=status)
    if action.start is None:
        return tell.say("individual.development.until", end=end, status=status)
    if action.end is None:
        return tell.say("individual.development.since", start=start, status=status)
    return tell.say("individual.development.period", start=start, end=end, status=status)


def _recommended(tell: Telling) -> Table:
    return Table(
        id="table-development",
        caption=tell.say("individual.development.caption"),
        columns=(
            Column(title=tell.say("column.id"), width=22, heads_rows=True),
            Column(title=tell.say("individual.column.action"), width=62),
            Column(title=tell.say("column.responsible"), width=28),
            Column(title=tell.say("column.done_when"), width=34),
            Column(title=tell.say("individual.column.time"), width=24),
        ),
        rows=tuple(_step(tell, action) for action in tell.assessment.plan.actions),
        note=tell.runs("individual.development.note"),
    )


def _step(tell: Telling, action: Action) -> Row:
    recommendation = action.recommendation
    if recommendation is None:
        return row(
            action.id,
            cell(*tell.runs("individual.development.look", indicator=to_indicator(action.indicator))),
            tell.say("individual.development.panel"),
            tell.say("individual.development.looked"),
            tell.say("plan.months", start=tell.shown.count(action.start), end=tell.shown.count(action.end)),
        )
    deliverable = tell.say("plan.deliverable", deliverable=sentence_part(recommendation.deliverable))
    return row(
        _code(tell, action),
        cell(recommendation.action, " ", quiet(deliverable)),
        recommendation.responsible,
        tell.say("plan.done", completion=sentence_part(recommendation.completion)),
        _takes(tell, action, recommendation),
    )


def _code(tell: Telling, action: Action) -> Cell:
    short = quiet(action.indicator.short)
    if not action.waits_for:
        return cell(strong(action.id), " ", short)
    after = tell.say("plan.after", list=tell.say("list.comma").join(action.waits_for))
    return cell(strong(action.id), " ", short, " ", quiet(after))


def _takes(tell: Telling, action: Action, recommendation: Recommendation) -> str:
    """Write the months of a step and the working time in it, which for one person is often a part of a month."""
    months = tell.say("plan.months", start=tell.shown.count(action.start), end=tell.shown.count(action.end))
    number = recommendation.person_months
    time = tell.count("plan.person_months", tell.shown.plural_of(number), number=tell.shown.figure(number))
    return tell.say("individual.development.takes", months=months, time=time)
