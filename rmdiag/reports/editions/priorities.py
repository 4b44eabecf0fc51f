"""Write the ranked gaps, with the arithmetic of every rank, and the chart of what to do first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from rmdiag.assessment.gaps import Firing, Gap
from rmdiag.assessment.results import Scores
from rmdiag.compendium.model import Comparison, Effort
from rmdiag.reports.chart_values import Axis, PriorityChart, PriorityPoint
from rmdiag.reports.compose import cell, level_cell, para, row
from rmdiag.reports.editions.plan_reach import what_if
from rmdiag.reports.editions.plan_words import quotient
from rmdiag.reports.editions.telling import Telling, to_indicator
from rmdiag.reports.model import Align, Block, Column, Figure, Reference, Row, Section, Table
from rmdiag.reports.shown import NO_BREAK

NAMED = 8  # indicators that could not be assessed, named; a longer list is left to the figure of all indicators
CHARTED = 30  # pills that one chart has room for


def priorities(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(
        id="gaps",
        title=tell.say("gaps.title"),
        number=number,
        blocks=tuple(_blocks(tell)),
        sections=tuple(what_if(tell, f"{number}.1")),
    )


def open_gaps(tell: Telling) -> tuple[Gap, ...]:
    """Give the indicators that fall short of their targets, first things first."""
    return tuple(gap for gap in tell.assessment.gaps if gap.gap)


def leading(gap: Gap) -> Firing | None:
    """Give the recommendation that gives a gap its priority."""
    return max(gap.firing, key=lambda firing: firing.priority, default=None)


def _blocks(tell: Telling) -> Iterator[Block]:
    gaps = open_gaps(tell)
    known = [gap for gap in tell.assessment.gaps if gap.gap is not None]
    if known:
        every = tell.count("count.indicators", len(known))
        yield para(tell.count("gaps.opening", len(gaps), all=every) if gaps else tell.say("gaps.none"))
    if gaps and tell.indicative:
        yield tell.para("gaps.confirm")
    if gaps:
        yield tell.para("gaps.formula")
        yield _table(tell, gaps)
        charted = [(gap, firing) for gap in gaps if (firing := leading(gap)) is not None]
        if charted:
            yield _figure(tell, charted[:CHARTED], len(gaps))
    unknown = [gap for gap in tell.assessment.gaps if gap.find_out]
    if len(unknown) > NAMED:
        yield tell.para(
            "gaps.unknown_many",
            count=tell.shown.count(len(unknown)),
            figure=Reference(target="figure-heat"),
            sign=tell.say("sign.not_assessed"),
        )
    elif unknown:
        named = (tell.say("indicator.short", id=g.indicator.id, short=g.indicator.short) for g in unknown)
        yield para(tell.count("gaps.unknown", len(unknown), list=tell.shown.listed(named)))
    if not known and not unknown:
        yield tell.para("gaps.nothing_counts")


def _benefit(firing: Firing) -> Fraction:
    return Fraction(firing.gap * firing.criticality * firing.recommendation.impact)


def _figure(tell: Telling, charted: Sequence[tuple[Gap, Firing]], ranked: int) -> Figure:
    return Figure(
        id="figure-gaps",
        caption=tell.caption(tell.say("gaps.figure")),
        chart=_chart(tell, charted),
        alternative=tell.say("gaps.alternative"),
        data_at=Reference(target="table-gaps"),
        note=tell.runs(
            "gaps.figure_note_all" if len(charted) == ranked else "gaps.figure_note",
            count=tell.shown.count(len(charted)),
        ),
    )


def _chart(tell: Telling, charted: Sequence[tuple[Gap, Firing]]) -> PriorityChart:
    benefits = sorted({_benefit(firing) for _, firing in charted}, reverse=True)
    points = tuple(
        PriorityPoint(
            label=gap.indicator.id,
            impact=_benefit(firing),
            effort=Fraction(firing.recommendation.effort.weight),
            level=gap.score.point,
        )
        for gap, firing in charted
    )
    return PriorityChart(
        points=points,
        impact=Axis(
            title=tell.say("gaps.benefit"),
            values=tuple((benefit, tell.shown.figure(benefit)) for benefit in benefits),
        ),
        effort=Axis(
            title=tell.say("gaps.effort"),
            values=tuple((Fraction(effort.weight), tell.say(f"effort.{effort.value}")) for effort in Effort),
        ),
    )


def _table(tell: Telling, gaps: tuple[Gap, ...]) -> Table:
    return Table(
        id="table-gaps",
        caption=tell.caption(tell.say("gaps.table")),
        columns=(
            Column(title=tell.say("column.rank"), width=10, align=Align.END),
            Column(title=tell.say("column.indicator"), width=62, heads_rows=True),
            Column(title=tell.say("column.now"), width=13, align=Align.CENTRE),
            Column(title=tell.say("column.target"), width=18, align=Align.CENTRE),
            Column(title=tell.say("column.step"), width=25),
            Column(title=tell.say("column.arithmetic"), width=38),
            Column(title=tell.say("column.requires"), width=22),
        ),
        rows=tuple(_row(tell, rank, gap) for rank, gap in enumerate(gaps, start=1)),
        note=tell.runs("gaps.note"),
    )


def _row(tell: Telling, rank: int, gap: Gap) -> Row:
    indicator = gap.indicator
    firing = leading(gap)
    cells = row(
        tell.shown.count(rank),
        cell(to_indicator(indicator), " ", indicator.title),
        level_cell(gap.score.point, tell.point(gap.score)),
        tell.shown.count(gap.target),
        tell.say("sign.none") if firing is None else firing.recommendation.id,
        arithmetic(tell, gap).replace(" ", NO_BREAK),
        _requires(tell, indicator.requires),
    )
    return replace(cells, finding=f"{indicator.id}/gap")


def arithmetic(tell: Telling, gap: Gap) -> str:
    """Show how the priority of a gap comes about."""
    shown = tell.shown
    firing = leading(gap)
    if firing is None:
        weight = gap.indicator.criticality.weight
        return tell.say(
            "gaps.product",
            gap=shown.count(gap.gap or 0),
            weight=shown.count(weight),
            priority=shown.figure(gap.priority),
        )
    return quotient(tell, firing)


def _requires(tell: Telling, requires: tuple[Comparison, ...]) -> str:
    """Name the indicators that must rise first."""
    waiting = [c for c in requires if not _holds(tell.result, c)]
    return tell.say("list.semicolon").join(
        tell.say("gaps.waits", id=c.left, level=tell.shown.figure(c.right))
        for c in waiting
        if not isinstance(c.right, str)
    )


def _holds(scores: Scores, condition: Comparison) -> bool:
    score = scores.indicators.get(condition.left)
    if score is None or not score.state.counts or isinstance(condition.right, str):
        return True
    return score.point is not None and score.point >= condition.right
