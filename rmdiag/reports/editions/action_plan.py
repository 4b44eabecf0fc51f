"""Write the recommendations as a dated plan in waves: who does what by when, what it waits for, what it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fractions import Fraction

from rmdiag.assessment.proposal import Choice, Outcome, Proposal, Step, Why
from rmdiag.assessment.proposal_make import later
from rmdiag.compendium.model import Horizon
from rmdiag.reports.compose import cell, para, quiet, row, strong, total_row
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_bounds import bounds, conflict_note
from rmdiag.reports.editions.plan_chart import step_figures, wave_slug
from rmdiag.reports.editions.plan_reach import reach
from rmdiag.reports.editions.plan_time import lengths
from rmdiag.reports.editions.plan_words import cost_words, quotient, staff_words, wave_name
from rmdiag.reports.editions.scope import leaves_out_dimensions
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import Align, Block, Cell, Column, Density, Inline, Paragraph, Row, Runs, Section, Table, Text

WAITS_NAMED = 8


def action_plan(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    proposal = tell.planned.proposal
    parts: list[tuple[str, tuple[Block, ...]]] = []
    if proposal is not None and any(step.firing is not None for step in proposal.steps):
        parts = [("reach", tuple(reach(tell, proposal))), ("time", tuple(lengths(tell, proposal)))]
        parts.append(("bounds", tuple(bounds(tell, proposal))))
    told = [(key, blocks) for key, blocks in parts if blocks]
    waves = [] if proposal is None else [outcome.wave for outcome in proposal.outcomes]
    sections = [
        Section(
            id=f"plan-{key}",
            title=tell.say(f"plan.{key}.title"),
            number=f"{number}.{place}",
            blocks=blocks,
            listed=False,
        )
        for place, (key, blocks) in enumerate(told, start=1)
    ]
    sections += [_wave(tell, wave, f"{number}.{place}") for place, wave in enumerate(waves, start=len(told) + 1)]
    return Section(
        id="plan",
        title=tell.say("plan.title"),
        number=number,
        blocks=(*conflict_note(tell), *_opening(tell)),
        sections=tuple(sections),
    )


def _opening(tell: Telling) -> Iterator[Block]:
    proposal = tell.planned.proposal
    if proposal is None:
        return
    if not proposal.steps:
        yield tell.para("plan.none" if tell.result.overall.known else "plan.none_unknown")
        return
    recommended = [step for step in proposal.steps if step.firing is not None]
    if recommended:
        yield _extent(tell, proposal, recommended)
        yield from _wishes(tell, proposal)
        if tell.indicative:
            yield tell.para("gaps.confirm")
        yield tell.para("plan.rules")
    find_out = len(proposal.steps) - len(recommended)
    if find_out:
        yield para(tell.count("plan.find_out" if recommended else "plan.find_out_only", find_out))
    yield from _late(tell, proposal)
    yield _totals(tell, proposal)
    if len(recommended) > 1:
        yield from step_figures(tell, recommended)


def _extent(tell: Telling, proposal: Proposal, recommended: Sequence[Step]) -> Paragraph:
    """Say how long the plan is and what it takes."""
    values = {
        "steps": tell.count("plan.steps", len(recommended)),
        "start": tell.shown.date(min(step.begins for step in recommended)),
        "end": tell.shown.date(max(step.ends for step in recommended)),
        "staff": staff_words(tell, proposal.person_months),
    }
    if proposal.cost is not None:
        return tell.para("plan.opening_priced", cost=money(tell, proposal.cost), **values)
    lacking = [tell.say(f"cost.{one.id}") for one in proposal.classes if one.amount is None]
    if tell.mission.costs:
        return tell.para("plan.opening_partly", list=tell.shown.listed(lacking), **values)
    return tell.para("plan.opening", **values)


def _wishes(tell: Telling, proposal: Proposal) -> Iterator[Paragraph]:
    """Say what the plan keeps to, and how its steps were chosen."""
    wish, shown = proposal.wish, tell.shown
    said = [
        tell.say(
            "plan.from_wish" if tell.mission.wish is not None else "plan.from_mission", start=shown.date(wish.start)
        )
    ]
    if wish.capacity is not None:
        said.append(tell.say("plan.capacity", staff=staff_words(tell, wish.capacity)))
    if wish.budget is not None:
        key = "plan.budget_exact" if proposal.choice is Choice.EXACT else "plan.budget_greedy"
        said.append(tell.say(key, budget=money(tell, wish.budget)))
    if wish.must:
        said.append(tell.say("plan.must", list=shown.listed(wish.must)))
    yield para(" ".join(said))


def _late(tell: Telling, proposal: Proposal) -> Iterator[Block]:
    last = Horizon.LONG.months[1]
    late = sorted((step for step in proposal.steps if step.end > last), key=lambda step: step.end)
    if late:
        day = later(proposal.wish.start, last) - timedelta(days=1)
        yield para(tell.count("plan.late", len(late), last=tell.shown.date(day)))


def _totals(tell: Telling, proposal: Proposal) -> Table:
    steps = proposal.steps
    period = tell.shown.period(min(step.begins for step in steps), max(step.ends for step in steps))
    rows = [
        row(
            wave_name(tell, outcome.wave),
            _period(tell, proposal, outcome.wave),
            *_amounts(tell, [step for step in steps if step.wave is outcome.wave]),
            *_overall(tell, outcome),
        )
        for outcome in proposal.outcomes
    ]
    whole = (*_amounts(tell, steps), *_overall(tell, proposal.outcomes[-1]))
    return Table(
        id="table-waves",
        caption=tell.say("plan.totals"),
        columns=_total_columns(tell),
        rows=(*rows, total_row(tell.say("column.total"), period, *whole)),
        note=_note(tell, proposal),
    )


def _total_columns(tell: Telling) -> tuple[Column, ...]:
    money_title = tell.say("column.money" if tell.mission.costs else "column.cost")
    columns = [
        Column(title=tell.say("column.wave"), width=27, heads_rows=True),
        Column(title=tell.say("column.period"), width=46),
        Column(title=tell.say("column.steps"), width=15, align=Align.END),
        Column(title=tell.say("column.person_months"), width=31, align=Align.END),
        Column(title=money_title, width=34, align=Align.END),
    ]
    if _has_overall(tell):
        columns.append(Column(title=tell.say("column.overall_after"), width=24, align=Align.END))
    return tuple(columns)


def _has_overall(tell: Telling) -> bool:
    return not leaves_out_dimensions(tell) and tell.result.overall.point is not None


def _overall(tell: Telling, outcome: Outcome) -> tuple[str, ...]:
    """Give the overall level after a wave; no cell where there is none today."""
    return (tell.shown.mean(outcome.scores.overall.point),) if _has_overall(tell) else ()


def _amounts(tell: Telling, steps: Sequence[Step]) -> tuple[str, str, str]:
    staff = sum((step.person_months for step in steps), Fraction(0))
    return tell.shown.count(len(steps)), tell.shown.figure(staff), cost_words(tell, steps)


def _note(tell: Telling, proposal: Proposal) -> Runs:
    if not tell.mission.costs:
        return tell.runs("plan.totals_note_classes")
    priced = []
    for one in proposal.classes:
        count, cost = tell.shown.count(one.count), tell.say(f"cost.{one.id}")
        if one.amount is None:
            priced.append(tell.say("plan.class_unknown", count=count, cost=cost))
        elif one.amount:
            priced.append(
                tell.say("plan.class_priced", count=count, cost=cost, money=money(tell, one.total or Fraction(0)))
            )
        else:
            priced.append(tell.say("cost.counted", count=count, cost=cost))
    if not priced:
        return ()
    return tell.runs("plan.totals_note", list=tell.say("list.semicolon").join(priced))


def _period(tell: Telling, proposal: Proposal, wave: Horizon) -> str:
    """Give the days of a wave; the last one ends with its last step, where that is later."""
    first, last = wave.months
    start = proposal.wish.start
    ends = (step.ends for step in proposal.steps if step.wave is wave)
    return tell.shown.period(later(start, first), max(later(start, last) - timedelta(days=1), *ends))


def _wave(tell: Telling, wave: Horizon, number: str) -> Section:
    proposal = tell.planned.proposal
    steps = [step for step in tell.steps.values() if step.wave is wave]
    period = "" if proposal is None else _period(tell, proposal, wave)
    return Section(
        id=f"wave-{wave_slug(wave)}",
        title=tell.say("plan.wave", wave=wave_name(tell, wave), period=period),
        number=number,
        blocks=(_steps(tell, wave, steps),),
        listed=False,
    )


def _steps(tell: Telling, wave: Horizon, steps: Sequence[Step]) -> Table:
    return Table(
        id=f"table-{wave_slug(wave)}",
        caption=tell.say("plan.table", wave=wave_name(tell, wave)),
        columns=(
            Column(title=tell.say("column.step"), width=27, heads_rows=True),
            Column(title=tell.say("column.action"), width=62),
            Column(title=tell.say("column.responsible"), width=24),
            Column(title=tell.say("column.done_when"), width=32),
            Column(title=tell.say("column.takes"), width=31),
        ),
        rows=tuple(_step(tell, step) for step in steps),
        density=Density.COMPACT,
    )


def _step(tell: Telling, step: Step) -> Row:
    if step.firing is None:
        return row(
            _code(tell, step),
            cell(*tell.runs("plan.find_out_action", indicator=step.indicator.title)),
            tell.say("plan.find_out_by_self" if tell.self_only else "plan.find_out_by"),
            tell.say("plan.find_out_done"),
            "",
        )
    recommendation = step.firing.recommendation
    deliverable = tell.say("plan.deliverable", deliverable=sentence_part(recommendation.deliverable))
    return row(
        _code(tell, step),
        cell(recommendation.action, " ", quiet(deliverable)),
        recommendation.responsible,
        tell.say("plan.done", completion=sentence_part(recommendation.completion)),
        cell(*_takes(tell, step)),
    )


def _code(tell: Telling, step: Step) -> Cell:
    """Name a step, its days, what it waits for, and what is special about it."""
    waits = step.waits_for[:WAITS_NAMED]
    rest = len(step.waits_for) - len(waits)
    named = [*waits, tell.count("list.others", rest)] if rest else list(waits)
    said = [tell.shown.period(step.begins, step.ends)]
    if named:
        said.append(tell.say("plan.after", list=tell.say("list.comma").join(named)))
    if step.critical and step.firing is not None:
        said.append(tell.say("plan.critical"))
    if step.stretched_from is not None:
        own, length = tell.shown.count(step.stretched_from), tell.shown.count(step.end - step.start)
        said.append(tell.say("plan.stretched", own=own, length=length))
    parts: list[Inline] = [strong(step.id)]
    for words in said:
        parts += [Text(text=" "), quiet(words)]
    return cell(*parts)


def _takes(tell: Telling, step: Step) -> Iterator[Inline]:
    """Say what a step takes, who may help, and how its priority comes about."""
    firing = step.firing
    if firing is None:
        return
    recommendation = firing.recommendation
    cost = tell.say(f"cost.{recommendation.cost_class}")
    if step.cost:
        cost = tell.say("cost.with_money", cost=cost, money=money(tell, step.cost))
    values = {
        "months": staff_words(tell, step.person_months),
        "cost": cost,
        "support": tell.say("list.comma").join(tell.say(f"support.{one}") for one in recommendation.support),
    }
    yield Text(text=tell.say("plan.takes_supported" if recommendation.support else "plan.takes", **values))
    yield Text(text=" ")
    yield quiet(_reason(tell, step))


def _reason(tell: Telling, step: Step) -> str:
    """Show the arithmetic of a priority; what is there for others, or because it must be, says so."""
    if step.firing is None:
        return ""
    match step.why:
        case Why.PREREQUISITE:
            return tell.say("plan.as_prerequisite")
        case Why.MUST:
            reached = tell.planned.proposal is not None and step.id in tell.planned.proposal.reached
            return tell.say("plan.as_must_reached" if reached else "plan.as_must")
        case _:
            return tell.say("plan.priority", arithmetic=quotient(tell, step.firing))
