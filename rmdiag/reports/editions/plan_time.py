"""Say what decides how long a plan is: the longest chain of steps that wait for each other, and the staff there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from rmdiag.assessment.capacity import QUARTER
from rmdiag.assessment.proposal import Proposal
from rmdiag.assessment.proposal_make import later
from rmdiag.reports.chart_values import LoadBar, LoadChart
from rmdiag.reports.compose import row, strong
from rmdiag.reports.editions.plan_words import staff_words
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Align,
    Block,
    Column,
    Columns,
    Density,
    Figure,
    Measure,
    Reference,
    Runs,
    Table,
)

MOST = 12  # stretches of one chart; a longer plan is told by years
CHAIN = 20  # steps of the critical path that are listed
YEAR = 4  # quarters


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A quarter of a plan, or a year of a long one."""

    first: int  # month
    months: int
    load: Fraction


def staff(tell: Telling, proposal: Proposal) -> Iterator[Block]:
    """Write the load by quarter, against what there is where that is known."""
    full, most = max(proposal.quarters.items(), key=lambda pair: (pair[1], -pair[0]))
    period = _period(tell, proposal, _Stretch(first=full * QUARTER, months=QUARTER, load=most))
    values = {"period": period, "staff": staff_words(tell, most)}
    if proposal.wish.capacity is None:
        yield tell.para("load.no_capacity", **values)
        return
    yield tell.para("load.opening", capacity=staff_words(tell, proposal.wish.capacity), **values)
    stretches = _stretches(proposal)
    yield Columns(left=(_figure(tell, proposal, stretches),), right=(_table(tell, proposal, stretches),), shares=(1, 1))


def link(tell: Telling, identity: str) -> Runs:
    """Name an action of a chain with its days and how long it takes."""
    step = tell.steps[identity]
    return tell.runs(
        "path.link",
        id=strong(identity),
        short=step.indicator.short,
        period=tell.shown.period(step.begins, step.ends),
        months=tell.count("count.months", step.end - step.start),
    )


def _stretches(proposal: Proposal) -> list[_Stretch]:
    """Give the quarters of a plan, or its years where they are many."""
    count = max(proposal.quarters) + 1
    size = 1 if count <= MOST else YEAR * -(-count // (YEAR * MOST))
    return [
        _Stretch(
            first=start * QUARTER,
            months=size * QUARTER,
            load=sum((proposal.quarters.get(q, Fraction(0)) for q in range(start, start + size)), Fraction(0)),
        )
        for start in range(0, count, size)
    ]


def _capacity(proposal: Proposal, stretch: _Stretch) -> Fraction:
    return (proposal.wish.capacity or Fraction(0)) * stretch.months / QUARTER


def _period(tell: Telling, proposal: Proposal, stretch: _Stretch) -> str:
    start = proposal.wish.start
    last = later(start, stretch.first + stretch.months) - timedelta(days=1)
    return tell.shown.period(later(start, stretch.first), last)


def _figure(tell: Telling, proposal: Proposal, stretches: Sequence[_Stretch]) -> Figure:
    capacity = _capacity(proposal, stretches[0])
    return Figure(
        id="figure-load",
        caption=tell.say("load.figure"),
        chart=LoadChart(
            bars=tuple(
                LoadBar(
                    label=tell.shown.month(later(proposal.wish.start, stretch.first)),
                    load=stretch.load,
                    shown=tell.shown.short_figure(stretch.load),
                )
                for stretch in stretches
            ),
            capacity=capacity,
            capacity_words=tell.say("load.capacity", staff=staff_words(tell, capacity)),
        ),
        alternative=tell.say("load.alternative"),
        data_at=Reference(target="table-load"),
        measure=Measure.HALF,
    )


def _table(tell: Telling, proposal: Proposal, stretches: Sequence[_Stretch]) -> Table:
    return Table(
        id="table-load",
        caption=tell.say("load.table"),
        columns=(
            Column(title=tell.say("column.period"), width=44, heads_rows=True),
            Column(title=tell.say("column.person_months"), width=22, align=Align.END),
            Column(title=tell.say("column.of_capacity"), width=22, align=Align.END),
        ),
        rows=tuple(
            row(
                _period(tell, proposal, stretch),
                tell.shown.short_figure(stretch.load),
                tell.shown.percent(100 * stretch.load / _capacity(proposal, stretch)),
            )
            for stretch in stretches
        ),
        density=Density.COMPACT,
    )
