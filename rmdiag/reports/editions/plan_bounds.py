"""Say what a plan leaves out and why, what stays short of its target, and what in a wish contradicts what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.proposal import Clash, Conflict, LeftOut, Proposal
from rmdiag.reports.compose import cell, level_cell, para, quiet, row, strong
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_words import first_of, left_out_words, staff_words
from rmdiag.reports.editions.telling import Telling, to_indicator
from rmdiag.reports.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Column,
    Density,
    List,
    ListEntry,
    Row,
    Runs,
    Table,
)

SHORT = 20  # indicators short of their targets that are listed
NAMED = 6  # questions that hold one down, and steps that cost most, named; the others are counted


def bounds(tell: Telling, proposal: Proposal) -> Iterator[Block]:
    """Write what is left out, then what remains."""
    if proposal.left_out:
        yield para(tell.count("bounds.left_out", len(proposal.left_out)))
        yield List(entries=tuple(ListEntry(runs=_left_out(tell, one)) for one in proposal.left_out))
    if proposal.idle:
        yield para(tell.count("bounds.idle", len(proposal.idle), list=tell.shown.listed(proposal.idle)))
    short = [gap for gap in proposal.remaining if gap.gap]
    unknown = sum(gap.find_out for gap in proposal.remaining)
    if not proposal.remaining:
        yield tell.para("bounds.none_short")
    if short:
        yield para(tell.count("bounds.short", len(short)))
        yield _short(tell, short)
    if unknown:
        yield para(tell.count("bounds.unknown", unknown))


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


def _short(tell: Telling, short: Sequence[Gap]) -> Table:
    rest = len(short) - SHORT
    return Table(
        id="table-remaining",
        caption=tell.caption(tell.say("bounds.table")),
        columns=(
            Column(title=tell.say("column.indicator"), width=66, heads_rows=True),
            Column(title=tell.say("column.at_end"), width=20, align=Align.CENTRE),
            Column(title=tell.say("column.target"), width=16, align=Align.CENTRE),
            Column(title=tell.say("column.held_by"), width=66),
        ),
        rows=tuple(_short_row(tell, gap) for gap in short[:SHORT]),
        density=Density.COMPACT,
        note=tell.runs("bounds.more", more=tell.count("list.others", rest)) if rest > 0 else (),
    )


def _short_row(tell: Telling, gap: Gap) -> Row:
    held = dict.fromkeys(gate.question for gate in gap.score.blocking)
    words = first_of(tell, list(held), NAMED) if held else tell.say("bounds.held_by_nothing")
    return row(
        cell(to_indicator(gap.indicator), " ", gap.indicator.title),
        level_cell(gap.score.point, tell.point(gap.score)),
        tell.shown.count(gap.target),
        cell(quiet(words)),
    )
