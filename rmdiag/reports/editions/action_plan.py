"""Write the recommendations as a plan in waves: who does what by when, what it waits for, what it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.plan import Action
from rmdiag.compendium.model import Horizon, Recommendation
from rmdiag.reports.chart_values import PlannedAction, Wave, WaveChart
from rmdiag.reports.compose import cell, para, quiet, row, runs, strong, total_row
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Density,
    Figure,
    Inline,
    Reference,
    Row,
    Runs,
    Section,
    Table,
    Text,
)

BARS = 18  # actions that one chart has room for
WAITS_NAMED = 8


def action_plan(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    plan = tell.assessment.plan
    waves = [wave for wave in Horizon if plan.wave(wave)]
    return Section(
        id="plan",
        title=tell.say("plan.title"),
        number=number,
        blocks=tuple(_opening(tell)),
        sections=tuple(_wave(tell, wave, f"{number}.{place}") for place, wave in enumerate(waves, start=1)),
    )


def months_words(tell: Telling, action: Action) -> str:
    """Say in which months a step is done: "months 0–3"."""
    return tell.say("plan.months", start=tell.shown.count(action.start), end=tell.shown.count(action.end))


def _opening(tell: Telling) -> Iterator[Block]:
    plan = tell.assessment.plan
    if not plan.actions:
        yield tell.para("plan.none" if tell.result.overall.known else "plan.none_unknown")
        return
    recommended = [a for a in plan.actions if a.recommendation is not None]
    if recommended:
        steps = tell.count("plan.steps", len(recommended))
        yield tell.para("plan.opening", steps=steps, months=tell.shown.figure(plan.person_months))
        if tell.indicative:
            yield tell.para("gaps.confirm")
        yield tell.para("plan.rules")
    prerequisites = sum(a.firing is not None and a.firing.as_prerequisite for a in plan.actions)
    if prerequisites:
        yield para(tell.count("plan.prerequisites", prerequisites))
    find_out = len(plan.actions) - len(recommended)
    if find_out:
        yield para(tell.count("plan.find_out" if recommended else "plan.find_out_only", find_out))
    yield from _late(tell)
    yield _totals(tell)
    if len(recommended) > 1:
        yield from _figures(tell, recommended)


def _late(tell: Telling) -> Iterator[Block]:
    last = Horizon.LONG.months[1]
    late = [a for a in tell.assessment.plan.actions if a.end > last]
    if late:
        named = tell.shown.listed(
            tell.say("plan.late_step", id=a.id, month=tell.shown.count(a.end))
            for a in sorted(late, key=lambda a: a.end)
        )
        yield para(tell.count("plan.late", len(late), last=tell.shown.count(last), list=named))


def _totals(tell: Telling) -> Table:
    plan = tell.assessment.plan
    rows = [_total_row(tell, tell.say(f"wave.{w.value}"), w, plan.wave(w)) for w in Horizon if plan.wave(w)]
    every = _total_cells(tell, plan.actions)
    costs = bool(tell.mission.costs)
    return Table(
        id="table-waves",
        caption=tell.say("plan.totals"),
        columns=(
            Column(title=tell.say("column.wave"), width=34, heads_rows=True),
            Column(title=tell.say("column.months"), width=26),
            Column(title=tell.say("column.steps"), width=18, align=Align.END),
            Column(title=tell.say("column.person_months"), width=30, align=Align.END),
            Column(title=tell.say("column.money" if costs else "column.cost"), width=60, align=Align.END),
        ),
        rows=(*rows, total_row(tell.say("column.total"), "", *every)),
        note=tell.runs("plan.totals_note" if costs else "plan.totals_note_classes"),
    )


def _total_row(tell: Telling, title: str, wave: Horizon, actions: Sequence[Action]) -> Row:
    first, last = wave.months
    months = tell.say("plan.months", start=tell.shown.count(first), end=tell.shown.count(last))
    return row(title, months, *_total_cells(tell, actions))


def _total_cells(tell: Telling, actions: Sequence[Action]) -> tuple[str, str, str]:
    recommended = [a.recommendation for a in actions if a.recommendation is not None]
    staff = sum((r.person_months for r in recommended), Fraction(0))
    return tell.shown.count(len(actions)), tell.shown.figure(staff), _cost(tell, recommended)


def _cost(tell: Telling, recommended: Sequence[Recommendation]) -> str:
    amounts = {cost.id: cost.amount for cost in tell.mission.costs}
    if amounts:
        return money(tell, sum((amounts.get(r.cost_class, Fraction(0)) for r in recommended), Fraction(0)))
    classes = dict.fromkeys(r.cost_class for r in recommended)
    order = [c for c in ("none", "low", "medium", "high") if c in classes]
    counts = [r.cost_class for r in recommended]
    return tell.say("list.comma").join(
        tell.say("cost.counted", count=tell.shown.count(counts.count(c)), cost=tell.say(f"cost.{c}")) for c in order
    )


def _wave(tell: Telling, wave: Horizon, number: str) -> Section:
    actions = tell.assessment.plan.wave(wave)
    first, last = wave.months
    title = tell.say(
        "plan.wave",
        wave=tell.say(f"wave.{wave.value}"),
        months=tell.say("plan.months_long", start=tell.shown.count(first), end=tell.shown.count(last)),
    )
    return Section(
        id=f"wave-{_id(wave)}", title=title, number=number, blocks=(_steps(tell, wave, actions),), listed=False
    )


def _figures(tell: Telling, actions: Sequence[Action]) -> Iterator[Figure]:
    """Draw the whole plan; a long one in several charts of about the same length."""
    parts = -(-len(actions) // BARS)
    size = -(-len(actions) // parts)
    for place in range(parts):
        part = actions[place * size : (place + 1) * size]
        key = "plan.figure" if parts == 1 else "plan.figure_part"
        yield Figure(
            id=f"figure-plan-{place + 1}",
            caption=tell.say(key, part=tell.shown.count(place + 1), parts=tell.shown.count(parts)),
            chart=WaveChart(
                actions=tuple(_bar(tell, action) for action in part),
                waves=tuple(
                    Wave(label=tell.say(f"wave.{w.value}"), start=Fraction(w.months[0]), end=Fraction(w.months[1]))
                    for w in Horizon
                ),
                unit=tell.say("plan.unit"),
            ),
            alternative=tell.say("plan.alternative"),
            data_at=Reference(target=f"table-{_id(part[0].wave)}"),
            note=tell.runs("plan.arrows"),
        )


def _bar(tell: Telling, action: Action) -> PlannedAction:
    below = tell.framework.lowest if action.recommendation is None else action.recommendation.below
    label = tell.say("plan.bar", short=action.indicator.short, level=tell.shown.count(below))
    return PlannedAction(
        code=action.id,
        label=label,
        start=Fraction(action.start),
        months=Fraction(action.end - action.start),
        wave=list(Horizon).index(action.wave) + 1,
        after=action.waits_for,
    )


def _steps(tell: Telling, wave: Horizon, actions: Sequence[Action]) -> Table:
    return Table(
        id=f"table-{_id(wave)}",
        caption=tell.say("plan.table", wave=tell.say(f"wave.{wave.value}")),
        columns=(
            Column(title=tell.say("column.step"), width=23, heads_rows=True),
            Column(title=tell.say("column.action"), width=66),
            Column(title=tell.say("column.responsible"), width=25),
            Column(title=tell.say("column.done_when"), width=33),
            Column(title=tell.say("column.takes"), width=29),
        ),
        rows=tuple(_step(tell, action) for action in actions),
        density=Density.COMPACT,
    )


def _step(tell: Telling, action: Action) -> Row:
    recommendation = action.recommendation
    if recommendation is None:
        return row(
            _code(tell, action),
            cell(*tell.runs("plan.find_out_action", indicator=action.indicator.title)),
            tell.say("plan.find_out_by_self" if tell.self_only else "plan.find_out_by"),
            tell.say("plan.find_out_done"),
            "",
        )
    return row(
        _code(tell, action),
        cell(
            recommendation.action,
            " ",
            quiet(tell.say("plan.deliverable", deliverable=sentence_part(recommendation.deliverable))),
        ),
        recommendation.responsible,
        tell.say("plan.done", completion=sentence_part(recommendation.completion)),
        cell(*_takes(tell, recommendation)),
    )


def _code(tell: Telling, action: Action) -> Cell:
    waits = action.waits_for[:WAITS_NAMED]
    rest = len(action.waits_for) - len(waits)
    named = [*waits, tell.count("list.others", rest)] if rest else list(waits)
    parts: list[Inline] = [strong(action.id), Text(text=" "), quiet(months_words(tell, action))]
    if named:
        parts += [Text(text=" "), quiet(tell.say("plan.after", list=tell.say("list.comma").join(named)))]
    return cell(*parts)


def _takes(tell: Telling, recommendation: Recommendation) -> Runs:
    amounts = {cost.id: cost.amount for cost in tell.mission.costs}
    cost = tell.say(f"cost.{recommendation.cost_class}")
    if amounts.get(recommendation.cost_class):
        cost = tell.say("cost.with_money", cost=cost, money=money(tell, amounts[recommendation.cost_class]))
    support = [tell.say(f"support.{one}") for one in recommendation.support]
    values = {
        "months": tell.count(
            "plan.person_months", _plural(recommendation.person_months), number=_staff(tell, recommendation)
        ),
        "cost": cost,
        "support": tell.say("list.comma").join(support),
    }
    return runs(tell.say("plan.takes_supported" if support else "plan.takes", **values))


def _plural(months: Fraction) -> int:
    return 1 if months == 1 else 2


def _staff(tell: Telling, recommendation: Recommendation) -> str:
    return tell.shown.figure(recommendation.person_months)


def _id(wave: Horizon) -> str:
    return wave.value.replace("_", "-")
