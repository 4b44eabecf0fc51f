"""Say what a plan can reach: the profile that would result after each wave, beside today's and the targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from rmdiag.assessment.proposal import Outcome, Proposal
from rmdiag.assessment.results import Scores
from rmdiag.compendium.model import Dimension, Horizon
from rmdiag.reports.chart_values import LevelBars, LevelRow, ProfileChart
from rmdiag.reports.compose import group_row, level_cell, row, runs
from rmdiag.reports.editions.figures import profile_chart
from rmdiag.reports.editions.plan_words import first_of, wave_name
from rmdiag.reports.editions.scope import asked_words, leaves_out_dimensions, partly_note
from rmdiag.reports.editions.telling import Telling, following
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Density,
    Figure,
    Paragraph,
    Reference,
    Row,
    Runs,
    Section,
    Table,
    Text,
)

NAMED = 10  # quick wins; the others are counted


def reach(tell: Telling, proposal: Proposal) -> Iterator[Block]:
    """Give the levels after each wave, as a table and as bars."""
    yield tell.para("reach.opening")
    yield Figure(
        id="figure-reach",
        caption=tell.caption(tell.say("reach.figure")),
        chart=_level_bars(tell, proposal),
        alternative=tell.say("reach.alternative"),
        data_at=Reference(target="table-reach"),
    )
    yield _table(tell, proposal)


def what_if(tell: Telling, number: str) -> Iterator[Section]:
    """Set today's profile beside what the quick wins, and the whole plan, would make of it; nothing without a plan."""
    proposal = tell.planned.proposal
    if proposal is None or not any(step.firing is not None for step in proposal.steps):
        return
    yield Section(
        id="what-if",
        title=tell.say("what_if.title"),
        number=number,
        blocks=tuple(_what_if(tell, proposal)),
        listed=False,
    )


def reached_words(tell: Telling) -> Runs:
    """Say in a sentence where quick wins and the whole plan would lead; nothing where there is no overall level."""
    proposal = tell.planned.proposal
    if (
        proposal is None
        or tell.result.overall.point is None
        or not any(step.firing is not None for step in proposal.steps)
    ):
        return ()
    last = proposal.outcomes[-1].scores.overall
    values: dict[str, str | Reference] = {
        "whole": tell.shown.mean(last.point),
        "end": tell.shown.day(max(step.ends for step in proposal.steps)),
        "plan": Reference(target="plan"),
    }
    quick = quick_wins(proposal)
    if quick is None:
        return tell.runs("what_if.whole", **values)
    by = max(step.ends for step in proposal.steps if step.wave is quick.wave)
    return tell.runs("what_if.both", quick=tell.shown.mean(quick.scores.overall.point), by=tell.shown.day(by), **values)


def quick_wins(proposal: Proposal) -> Outcome | None:
    """Give the outcome of the first wave where it holds quick wins, and not all of the plan."""
    first = proposal.outcomes[0]
    wins = [s for s in proposal.steps if s.wave is Horizon.QUICK_WIN and s.firing is not None]
    return first if wins and len(proposal.outcomes) > 1 else None


def _what_if(tell: Telling, proposal: Proposal) -> Iterator[Block]:
    quick, last = quick_wins(proposal), proposal.outcomes[-1]
    outcomes = [last] if quick is None else [quick, last]
    opening: list[Runs] = [reached_words(tell)]
    if quick is not None:
        named = [identity for identity in quick.steps if tell.steps[identity].firing is not None]
        opening.append(runs(tell.count("what_if.quick_wins", len(named), list=first_of(tell, named, NAMED))))
    opening.append(tell.runs("what_if.caution"))
    yield Paragraph(runs=following(sentence for sentence in opening if sentence))
    yield Figure(
        id="figure-what-if",
        caption=tell.caption(tell.say("what_if.figure" if quick is not None else "what_if.figure_whole")),
        chart=_later_profile(tell, outcomes, quick),
        alternative=tell.say("what_if.alternative"),
        data_at=Reference(target="table-reach"),
    )


def _later_profile(tell: Telling, outcomes: Sequence[Outcome], quick: Outcome | None) -> ProfileChart:
    """Give the profile chart with where each dimension would stand later."""
    chart = profile_chart(tell)
    after = ("what_if.key_whole",) if quick is None else ("what_if.key_quick", "what_if.key_whole")
    rows = []
    for dimension, one in zip(tell.dimensions, chart.rows, strict=True):
        points = tuple(outcome.scores.dimensions[dimension.id].point for outcome in outcomes)
        shown = tell.say("what_if.then").join(tell.shown.mean(point) for point in dict.fromkeys((one.point, *points)))
        rows.append(replace(one, low=None, high=None, after=points, shown=asked_words(tell, dimension, shown)))
    return replace(chart, rows=tuple(rows), key=replace(chart.key, after=tuple(tell.say(key) for key in after)))


def _level_bars(tell: Telling, proposal: Proposal) -> LevelBars:
    times = _times(tell, proposal)
    return LevelBars(
        rows=tuple(_level_row(tell, label, scores) for label, scores in times),
        levels=tell.level_names,
        without=tell.say("state.not_assessed"),
    )


def _times(tell: Telling, proposal: Proposal) -> list[tuple[str, Scores]]:
    """Name today and the time after each wave, with the scores that would stand then."""
    waves = [(tell.say(f"reach.after.{o.wave.value}"), o.scores) for o in proposal.outcomes]
    return [(tell.say("reach.today"), tell.result), *waves]


def _level_row(tell: Telling, label: str, scores: Scores) -> LevelRow:
    counts = _counts(tell, scores)
    reached, every = _at_target(tell, scores), sum(counts)
    return LevelRow(
        label=label,
        counts=counts[:-1],
        without=counts[-1],
        note=tell.say("reach.note", reached=tell.shown.count(reached), every=tell.shown.count(every)),
    )


def _counts(tell: Telling, scores: Scores) -> tuple[int, ...]:
    """Count the indicators at each level, from the lowest up, and those that have none."""
    found = [scores.indicators[i.id] for i in tell.indicators if scores.indicators[i.id].state.counts]
    levels = [level.level for level in tell.framework.levels]
    return (*(sum(s.point == level for s in found) for level in levels), sum(s.point is None for s in found))


def _at_target(tell: Telling, scores: Scores) -> int:
    """Count the indicators that stand at or above their targets."""
    found = ((scores.indicators[i.id], tell.assessment.targets[i.id]) for i in tell.indicators)
    return sum(s.point is not None and s.point >= target for s, target in found if s.state.counts)


def _table(tell: Telling, proposal: Proposal) -> Table:
    times = _times(tell, proposal)
    columns = [
        Column(title=tell.say("column.dimension"), width=36, heads_rows=True),
        Column(title=tell.say("reach.today"), width=25, align=Align.CENTRE),
        *(Column(title=wave_name(tell, o.wave), width=25, align=Align.CENTRE) for o in proposal.outcomes),
        Column(title=tell.say("column.target"), width=15, align=Align.CENTRE),
    ]
    every = [scores for _, scores in times]
    rows = [_dimension_row(tell, dimension, every) for dimension in tell.dimensions]
    if not leaves_out_dimensions(tell):
        points = [scores.overall.point for scores in every]
        rows.append(row(tell.say("profile.overall"), *(_level(tell, p) for p in points), tell.say("sign.none")))
    note = partly_note(tell)
    return Table(
        id="table-reach",
        caption=tell.caption(tell.say("reach.table")),
        columns=tuple(columns),
        rows=(*rows, *_count_rows(tell, every, len(columns))),
        density=Density.COMPACT,
        note=() if note is None else (Text(text=note),),
    )


def _dimension_row(tell: Telling, dimension: Dimension, every: Sequence[Scores]) -> Row:
    points = [scores.dimensions[dimension.id].point for scores in every]
    words = asked_words(tell, dimension, dimension.short)
    return row(words, *(_level(tell, point) for point in points), tell.shown.mean(tell.target_mean(dimension)))


def _level(tell: Telling, point: Fraction | None) -> Cell:
    return level_cell(None if point is None else int(point), tell.shown.mean(point))


def _count_rows(tell: Telling, every: Sequence[Scores], columns: int) -> Iterator[Row]:
    """Count indicators by level, as far as some stand there at some time, and those at their targets."""
    yield group_row(columns, tell.say("reach.counts"))
    counted = [_counts(tell, scores) for scores in every]
    names = [tell.level_title(level.level) for level in tell.framework.levels]
    for place, name in enumerate([*names, tell.say("reach.without")]):
        found = [counts[place] for counts in counted]
        if any(found):
            yield row(name, *(tell.shown.count(one) for one in found), "")
    reached = [tell.shown.count(_at_target(tell, scores)) for scores in every]
    yield row(tell.say("reach.at_target"), *reached, tell.shown.count(sum(counted[0])))
