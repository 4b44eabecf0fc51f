"""Say what a plan leaves out and why, what stays short of its target, and what in a wish contradicts what."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.proposal import Clash, Conflict, LeftOut
from rmdiag.reports.compose import para, strong
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_words import first_of, left_out_words, staff_words
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Block,
    Callout,
    CalloutKind,
    List,
    ListEntry,
    Runs,
)

NAMED = 6  # questions that hold one down, and steps that cost most, named; the others are counted


def left_out_blocks(tell: Telling) -> Iterator[Block]:
    """Write what is left out, and why."""
    left_out, proposal = tell.ahead.left_out, tell.planned.proposal
    if left_out:
        yield para(tell.count("bounds.left_out", len(left_out)))
        yield List(entries=tuple(ListEntry(runs=_left_out(tell, one)) for one in left_out))
    if proposal is not None and proposal.idle:
        yield para(tell.count("bounds.idle", len(proposal.idle), list=tell.shown.listed(proposal.idle)))


def conflict_note(tell: Telling) -> Iterator[Block]:
    """Say what in the wish contradicts what, and what the chapter shows instead."""
    conflict = tell.planned.conflict
    if conflict is None:
        return
    follows = "conflict.no_plan" if tell.planned.proposal is None else "conflict.other_plan"
    yield Callout(
        kind=CalloutKind.WARNING,
        title=tell.say("conflict.title"),
        blocks=(para(conflict_words(tell, conflict)), tell.para(follows)),
    )


def conflict_words(tell: Telling, conflict: Conflict) -> str:
    """Put a contradiction into words."""
    steps = conflict.steps
    match conflict.clash:
        case Clash.CIRCLE:
            return tell.say("conflict.circle", chain=tell.say("conflict.arrow").join(steps))
        case Clash.MUST_AND_NOT if len(steps) == 1:
            return tell.say("conflict.must_and_not_itself", id=steps[0])
        case Clash.MUST_AND_NOT:
            chain = tell.say("conflict.waits").join(steps)
            return tell.say("conflict.must_and_not", chain=chain, first=steps[0], last=steps[-1])
        case Clash.NOT_HERE:
            return tell.count("conflict.not_here", len(steps), list=tell.shown.listed(steps))
        case Clash.NO_AMOUNT:
            return _no_amount(tell, conflict)
        case _:
            return _too_much(tell, conflict)


def _no_amount(tell: Telling, conflict: Conflict) -> str:
    if not tell.mission.costs:
        return tell.say("conflict.no_costs")
    classes = tell.shown.listed(tell.say(f"cost.{one}") for one in conflict.classes)
    return tell.count(
        "conflict.no_amount", len(conflict.classes), classes=classes, list=first_of(tell, conflict.steps, NAMED)
    )


def _too_much(tell: Telling, conflict: Conflict) -> str:
    """Say by how much money or staff falls short."""
    asked, limit = conflict.asked, conflict.limit
    if asked is None or limit is None:
        return ""
    if conflict.clash is Clash.TOO_LITTLE_STAFF:
        return tell.say("conflict.staff", asked=staff_words(tell, asked), limit=staff_words(tell, limit))
    values = {"asked": money(tell, asked), "limit": money(tell, limit), "list": first_of(tell, conflict.steps, NAMED)}
    return tell.say("conflict.over_budget", **values)


def _left_out(tell: Telling, one: LeftOut) -> Runs:
    """Name a step that is left out, with what it would do and why it is not there."""
    recommendation = tell.framework.recommendations.get(one.id)
    short = one.id if recommendation is None else tell.framework.indicators[recommendation.indicator].short
    cost = {c.id: c.amount for c in tell.mission.costs}.get(recommendation.cost_class if recommendation else "")
    why = left_out_words(tell, one)
    if cost:
        return tell.runs("bounds.step_priced", id=strong(one.id), short=short, why=why, cost=money(tell, cost))
    return tell.runs("bounds.step", id=strong(one.id), short=short, why=why)
