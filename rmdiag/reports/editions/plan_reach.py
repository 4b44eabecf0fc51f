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
from rmdiag.reports.editions.ahead import until_it_helps
from rmdiag.reports.editions.figures import profile_chart
from rmdiag.reports.editions.plan_line_words import wave_ends
from rmdiag.reports.editions.plan_open import leaves_open
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
)
from rmdiag.reports.rounding import printed_level

NAMED = 10  # quick wins; the others are counted


def reach_chapter(tell: Telling, number: str) -> Section:
    """Write the profile that the plan would reach, up to the wave after which no level rises any more."""
    reached = tell.ahead.reached
    return Section(
        id="reach",
        title=tell.say("plan.reach.title"),
        number=number,
        blocks=() if reached is None else tuple(_reach(tell, reached)),
    )


def what_if(tell: Telling, number: str) -> Iterator[Section]:
    """Set today's profile beside what the quick wins, and the whole plan, would make of it; nothing without a plan."""
    reached = tell.ahead.reached
    if reached is not None:
        yield Section(
            id="what-if",
            title=tell.say("what_if.title"),
            number=number,
            blocks=tuple(_what_if(tell, reached)),
            listed=False,
        )


def reached_words(tell: Telling) -> Runs:
    """Say in a sentence where quick wins and the whole plan would lead; nothing where there is no overall level."""
    reached, lines = tell.ahead.reached, tell.ahead.lines
    if reached is None or tell.result.overall.point is None:
        return ()
    last = reached.outcomes[-1].scores
    values: dict[str, str | Reference] = {
        "now": tell.shown.mean(tell.result.overall.point),
        "today": tell.shown.count(at_target(tell, tell.result)),
        "every": tell.shown.count(sum(_counts(tell, tell.result))),
        "whole_reached": tell.shown.count(at_target(tell, last)),
        "whole": tell.shown.mean(last.overall.point),
        "end": tell.shown.day(lines.ends),
        "plan": Reference(target="plan"),
    }
    quick = _quick_wins(tell, reached)
    if quick is None:
        return tell.runs("what_if.whole", **values)
    level = tell.shown.mean(quick.scores.overall.point)
    values["quick_reached"] = tell.shown.count(at_target(tell, quick.scores))
    key = "what_if.both_stays" if level == values["now"] else "what_if.both"
    return tell.runs(key, quick=level, by=tell.shown.day(wave_ends(lines, quick.wave)), **values)


def _reach(tell: Telling, reached: Proposal) -> Iterator[Block]:
    """Give the levels after each wave, as bars and as a table."""
    last = until_it_helps(reached)
    told = replace(reached, outcomes=tuple(one for one in reached.outcomes if one.wave.months <= last.months))
    yield tell.para("reach.opening")
    yield Figure(
        id="figure-reach",
        caption=tell.caption(tell.say("reach.figure")),
        chart=_level_bars(tell, told),
        alternative=tell.say("reach.alternative"),
        data_at=Reference(target="table-reach"),
    )
    yield _table(tell, told)
    after = [one.wave for one in reached.outcomes if one.wave.months > last.months]
    if after:
        yield tell.para("pe.reach.no_more", waves=tell.shown.listed(wave_name(tell, wave) for wave in after))
    if not leaves_open(tell):
        yield tell.para("bounds.none_short")


def _quick_wins(tell: Telling, reached: Proposal) -> Outcome | None:
    """Give the outcome of the first wave where it holds quick wins, and not all of the plan."""
    first = reached.outcomes[0]
    return first if len(reached.outcomes) > 1 and _named(tell, Horizon.QUICK_WIN) else None


def _named(tell: Telling, wave: Horizon) -> list[str]:
    """Name the actions of a wave that do more than find something out."""
    lines = tell.ahead.lines.of(wave)
    return [line.id for line in lines if line.adopted is not None or line.recommendation is not None]


def _what_if(tell: Telling, proposal: Proposal) -> Iterator[Block]:
    quick, last = _quick_wins(tell, proposal), proposal.outcomes[-1]
    outcomes = [last] if quick is None else [quick, last]
    opening: list[Runs] = [reached_words(tell)]
    if quick is not None:
        named = _named(tell, quick.wave)
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
        shown = replace(one.shown, after=tuple(tell.shown.mean(point) for point in points))
        rows.append(replace(one, low=None, high=None, previous=None, after=points, shown=shown))
    return replace(chart, rows=tuple(rows), heads=replace(chart.heads, after=tuple(tell.say(key) for key in after)))


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
    reached, every = at_target(tell, scores), sum(counts)
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


def at_target(tell: Telling, scores: Scores) -> int:
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
        rows.append(
            row(tell.say("profile.overall"), *(_level(tell, p) for p in points), tell.shown.mean(tell.overall_target))
        )
    return Table(
        id="table-reach",
        caption=tell.caption(tell.say("reach.table")),
        columns=tuple(columns),
        rows=(*rows, *_count_rows(tell, every, len(columns))),
        density=Density.COMPACT,
        note=runs(" ".join(_note(tell, every[-1]))),
    )


def _note(tell: Telling, reached: Scores) -> Iterator[str]:
    """Say how the overall level comes about, and why an indicator may pass its target."""
    partly = partly_note(tell)
    if partly is not None:
        yield partly
    if not leaves_out_dimensions(tell):
        yield tell.say("reach.overall")
    today = tell.result.indicators
    targets = ((i.id, tell.assessment.targets[i.id]) for i in tell.indicators)
    if any((reached.indicators[one].point or 0) > max(target, today[one].point or 0) for one, target in targets):
        yield tell.say("reach.above")


def _dimension_row(tell: Telling, dimension: Dimension, every: Sequence[Scores]) -> Row:
    points = [scores.dimensions[dimension.id].point for scores in every]
    words = asked_words(tell, dimension, dimension.short)
    return row(words, *(_level(tell, point) for point in points), tell.shown.mean(tell.target_mean(dimension)))


def _level(tell: Telling, point: Fraction | None) -> Cell:
    return level_cell(None if point is None else printed_level(point), tell.shown.mean(point))


def _count_rows(tell: Telling, every: Sequence[Scores], columns: int) -> Iterator[Row]:
    """Count indicators by level, as far as some stand there at some time, and those at their targets."""
    yield group_row(columns, tell.say("reach.counts"))
    counted = [_counts(tell, scores) for scores in every]
    names = [tell.level_title(level.level) for level in tell.framework.levels]
    for place, name in enumerate([*names, tell.say("reach.without")]):
        found = [counts[place] for counts in counted]
        if any(found):
            yield row(name, *(tell.shown.count(one) for one in found), "")
    reached = [tell.shown.count(at_target(tell, scores)) for scores in every]
    yield row(tell.say("reach.at_target"), *reached, tell.shown.count(sum(counted[0])))
