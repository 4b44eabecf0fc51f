"""Make of the figures by period what a reader needs: intervals, lifts, sums of shares, and what got better or worse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.metric_intervals import Interval, Rate, least_ratio, ratio_interval, wilson
from rmdiag.assessment.metric_periods import kind_of, latest_first, place_in_time
from rmdiag.assessment.mission import Figure
from rmdiag.compendium.model import ConsistencyRule, Framework, Metric

PERCENT, RATIO = "percent", "ratio"
# What these words open a formula with is an amount, not cases counted one by one, so chance says nothing of it.
_AMOUNTS = ("hours", "import value", "additional duty", "duty and tax", "amounts")


class Trend(StrEnum):
    """Which way a figure went; up and down where the framework calls neither better."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a figure did since the last period of its kind in which it was given."""

    since: str
    by: Fraction
    trend: Trend
    clear: bool | None  # the intervals do not meet; None where one of them is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricFigure:
    """A metric in one period, in the metric's unit."""

    metric: Metric
    period: str
    value: Fraction
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    interval: Interval | None = None
    at_least: bool = False  # no case was seen below the line, so that the ratio is this or more
    written: bool = True  # False: computed here from two other metrics
    source: str | None = None
    note: str | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTotal:
    """Shares that make up one whole in one period, and what they add up to."""

    rule: ConsistencyRule
    period: str
    shares: tuple[MetricFigure, ...]
    total: Fraction
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricTable:
    """All figures, those of a metric beside each other, the earliest period first, with the sums of shares."""

    figures: tuple[MetricFigure, ...]
    totals: tuple[ShareTotal, ...]

    def latest(self, metric: str) -> MetricFigure | None:
        """Give the figure of the period that ends last, the longest of those that end together."""
        own = [figure for figure in self.figures if figure.metric.id == metric]
        return min(own, key=lambda figure: latest_first(figure.period), default=None)


def make_table(framework: Framework, figures: Iterable[Figure]) -> MetricTable:
    """Give the framework's metrics per period; a ratio of two rates is computed where both are counted."""
    known = {(figure.metric, figure.period): _judged(framework.metrics[figure.metric], figure) for figure in figures}
    for metric, above, below in ratios_of(framework):
        _add_ratios(known, (metric, above, below))
    order = {identity: place for place, identity in enumerate(framework.metrics)}
    ordered = sorted(known.values(), key=lambda f: (order[f.metric.id], *_by_kind(f.period)))
    compared = tuple(_compared(ordered))
    return MetricTable(figures=compared, totals=tuple(_totals(framework, compared)))


def ratios_of(framework: Framework) -> Iterator[tuple[Metric, Metric, Metric]]:
    """Give every metric whose formula is one metric's name over another's, with the two."""
    by_name = {metric.name.casefold(): metric for metric in framework.metrics.values()}
    for metric in framework.metrics.values():
        above, _, below = (words.strip().casefold() for words in metric.formula.partition("/"))
        if metric.unit == RATIO and above in by_name and below in by_name:
            yield metric, by_name[above], by_name[below]


def change_between(before: MetricFigure, after: MetricFigure) -> Change:
    """Say what a figure did from one period to another of the same kind."""
    by = after.value - before.value
    one, other = before.interval, after.interval
    clear = None if one is None or other is None else one.high < other.low or other.high < one.low
    return Change(since=before.period, by=by, trend=_trend(after.metric, by), clear=clear)


def rate_of(figure: MetricFigure) -> Rate | None:
    """Give the cases and trials of a percent; None where amounts were divided, or the counts are not known."""
    numerator, denominator = figure.numerator, figure.denominator
    if figure.metric.unit != PERCENT or figure.metric.formula.startswith(_AMOUNTS):
        return None
    if numerator is None or denominator is None or not 0 <= numerator <= denominator:
        return None
    if numerator.denominator != 1 or denominator.denominator != 1:
        return None
    return Rate(hits=int(numerator), trials=int(denominator))


def _judged(metric: Metric, figure: Figure) -> MetricFigure:
    plain = MetricFigure(
        metric=metric,
        period=figure.period,
        value=figure.value,
        numerator=figure.numerator,
        denominator=figure.denominator,
        source=figure.source,
        note=figure.note,
    )
    rate = rate_of(plain)
    if rate is None:
        return plain
    low, high = wilson(rate)
    return replace(plain, interval=Interval(low=low * 100, high=high * 100))


def _add_ratios(known: dict[tuple[str, str], MetricFigure], wanted: tuple[Metric, Metric, Metric]) -> None:
    metric, above, below = wanted
    for period in sorted({period for _, period in known}):
        rates = [rate_of(f) for f in (known.get((side.id, period)) for side in (above, below)) if f is not None]
        upper, lower = (*rates, None, None)[:2]
        if upper is None or lower is None:
            continue
        written = known.get((metric.id, period))
        none_below = lower.hits == 0
        computed = MetricFigure(
            metric=metric,
            period=period,
            value=least_ratio(upper, lower) if none_below else upper.share / lower.share,
            interval=ratio_interval(upper, lower),
            at_least=none_below,
            written=False,
        )
        known[metric.id, period] = computed if written is None else replace(written, interval=computed.interval)


def _by_kind(period: str) -> tuple[str, int]:
    return ("abcd"[("year", "half", "quarter", "month").index(kind_of(period))], place_in_time(period))


def _compared(ordered: Iterable[MetricFigure]) -> Iterator[MetricFigure]:
    """Set every figure against the one before it, of the same metric and kind of period."""
    before: MetricFigure | None = None
    for figure in ordered:
        alike = before is not None and before.metric.id == figure.metric.id
        if before is None or not alike or kind_of(before.period) != kind_of(figure.period):
            yield figure
        else:
            yield replace(figure, change=change_between(before, figure))
        before = figure


def _trend(metric: Metric, by: Fraction) -> Trend:
    if by == 0:
        return Trend.SAME
    if metric.direction not in ("higher", "lower"):
        return Trend.UP if by > 0 else Trend.DOWN
    return Trend.BETTER if (by > 0) == (metric.direction == "higher") else Trend.WORSE


def _totals(framework: Framework, figures: Iterable[MetricFigure]) -> Iterator[ShareTotal]:
    """Add up the shares of every whole, in every period in which all of them are known."""
    known: Mapping[tuple[str, str], MetricFigure] = {(f.metric.id, f.period): f for f in figures}
    for rule in framework.rules:
        for period in sorted({period for _, period in known}, key=_by_kind) if rule.adds_up else ():
            shares = tuple(known[name, period] for name in rule.adds_up if (name, period) in known)
            if len(shares) == len(rule.adds_up):
                total = sum((share.value for share in shares), Fraction(0))
                holds = abs(total - rule.to) <= rule.within
                yield ShareTotal(rule=rule, period=period, shares=shares, total=total, holds=holds)
