"""Make metrics of what was counted in an extract: in total, by year and month, by office, mode and profile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from rmdiag.assessment.extract import MEMBERS, OTHERS, Count
from rmdiag.assessment.metric_intervals import Rate, ratio_interval
from rmdiag.assessment.metric_periods import named
from rmdiag.assessment.metrics import MetricFigure, MetricTable, make_table
from rmdiag.assessment.mission import Figure
from rmdiag.compendium.model import Framework
from rmdiag.problems import Span
from rmdiag.tongue import phrase

TOTAL, YEAR, MONTH = "total", "year", "month"
MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What was counted of one group of declarations."""

    by: str  # total, year, month, office, mode or profile
    group: str  # its name; blank where the extract has none
    declarations: int
    counts: Mapping[str, int]  # by condition
    seconds: Mapping[str, Fraction]  # by metric of release time
    first_month: int  # years times twelve plus months, from 0
    last_month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFigures:
    """The metrics of one group of declarations; `period` is what the extract holds of it."""

    by: str
    group: str
    period: str
    declarations: int
    figures: tuple[MetricFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractFigures:
    """All that an extract gives: every group's metrics, and those of years and months as metrics.csv holds them."""

    file: str
    groups: tuple[GroupFigures, ...]
    table: MetricTable

    def by(self, kind: str) -> tuple[GroupFigures, ...]:
        """Give the groups of one kind."""
        return tuple(group for group in self.groups if group.by == kind)


def figures_of(
    file: str, counted: Iterable[Counted], counts: tuple[Count, ...], framework: Framework
) -> ExtractFigures:
    """Give the metrics of every group; those that the framework does not have are left out."""
    every = tuple(counted)
    groups = tuple(_group(one, counts, framework) for one in every)
    rows = [figure for one in every if one.by in (YEAR, MONTH) for figure in _rows(file, one, counts, framework)]
    by_period = {one.group: one for one in every if one.by in (YEAR, MONTH)}
    return ExtractFigures(file=file, groups=groups, table=_with_members(make_table(framework, rows), by_period))


def _group(one: Counted, counts: tuple[Count, ...], framework: Framework) -> GroupFigures:
    first, last = named(MONTH, one.first_month), named(MONTH, one.last_month)
    period = first if first == last else phrase("{first} to {last}", first=first, last=last)
    rows = (replace(row, period=first) for row in _rows("", one, counts, framework))
    table = _with_members(make_table(framework, rows), {first: one})
    figures = tuple(replace(figure, period=period) for figure in table.figures)
    return GroupFigures(by=one.by, group=one.group, period=period, declarations=one.declarations, figures=figures)


def _rows(file: str, one: Counted, counts: tuple[Count, ...], framework: Framework) -> Iterator[Figure]:
    """Give a group's shares, release times and its members' share over that of others, as rows of metrics.csv."""
    for metric, value, rate in (*_shares(one, counts), *_hours(one), *_members(one, counts)):
        if metric in framework.metrics:
            yield Figure(
                metric=metric,
                period=one.group if one.by in (YEAR, MONTH) else "",
                value=value,
                numerator=None if rate is None else Fraction(rate.hits),
                denominator=None if rate is None else Fraction(rate.trials),
                source=file or None,
                note=_note(one),
                span=Span(file=file),
            )


def _shares(one: Counted, counts: tuple[Count, ...]) -> Iterator[tuple[str, Fraction, Rate | None]]:
    for count in counts:
        rate = _rate(one, count)
        if rate is not None and count not in (MEMBERS, OTHERS):
            yield count.metric, rate.share * 100, rate


def _hours(one: Counted) -> Iterator[tuple[str, Fraction, Rate | None]]:
    for metric, seconds in one.seconds.items():
        yield metric, seconds / 3600, None


def _members(one: Counted, counts: tuple[Count, ...]) -> Iterator[tuple[str, Fraction, Rate | None]]:
    members, others = _both(one) if MEMBERS in counts else (None, None)
    if members is not None and others is not None and others.hits:
        yield MEMBERS.metric, members.share / others.share, None


def _both(one: Counted) -> tuple[Rate | None, Rate | None]:
    return _rate(one, MEMBERS), _rate(one, OTHERS)


def _rate(one: Counted, count: Count) -> Rate | None:
    """Give a share's counts; None where there was nothing to count, as 0 percent of nothing would be untrue."""
    trials = one.counts.get(count.denominator, 0)
    return Rate(hits=one.counts[count.numerator], trials=trials) if trials else None


def _note(one: Counted) -> str | None:
    """Say of a year which months the extract holds, when it does not hold all."""
    if one.by != YEAR or one.last_month - one.first_month == MONTHS - 1:
        return None
    first, last = named(MONTH, one.first_month), named(MONTH, one.last_month)
    return phrase("{first} to {last} only", first=first, last=last)


def _with_members(table: MetricTable, counted: Mapping[str, Counted]) -> MetricTable:
    """Give the members' share over that of others its interval; its counts do not fit into a row of metrics.csv."""
    intervals = {}
    for period, one in counted.items():
        members, others = _both(one) if MEMBERS.numerator in one.counts else (None, None)
        if members is not None and others is not None:
            intervals[period] = ratio_interval(members, others)
    return replace(
        table,
        figures=tuple(
            replace(figure, interval=intervals.get(figure.period)) if figure.metric.id == MEMBERS.metric else figure
            for figure in table.figures
        ),
    )
