"""Write operational figures with their units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.metrics import MetricFigure
from rmdiag.compendium.model import Metric
from rmdiag.reports.editions.telling import Telling, sentence_part

PERCENT = "percent"
RATIO = "ratio"
CURRENCY = "currency"
RATE_PLACES, RATIO_PLACES = 1, 2  # of the ends of intervals
SHORT_REMARK = 60  # characters; annex D has all remarks


def metric_value(tell: Telling, metric: Metric, value: Fraction) -> str:
    """Write a figure as its metric counts: percent, a bare ratio, money, or a number with its unit."""
    if metric.unit == PERCENT:
        return tell.shown.figure_percent(value)
    if metric.unit == RATIO:
        return tell.shown.figure(value)
    if metric.unit == CURRENCY:
        return money(tell, value)
    return tell.say("metric.with_unit", value=tell.shown.figure(value), unit=metric.unit)


def metric_change(tell: Telling, metric: Metric, by: Fraction) -> str:
    """Write what a figure changed by, with its sign; shares change by percentage points."""
    sign = tell.shown.sign(by)
    if metric.unit == PERCENT:
        points = tell.shown.figure(abs(by))
        return tell.count("metric.points", tell.shown.plural_of(abs(by)), sign=sign, number=points)
    return tell.say("metric.changed", sign=sign, value=metric_value(tell, metric, abs(by)))


def interval_words(tell: Telling, figure: MetricFigure) -> str:
    """Write the interval in which a rate or a ratio of rates stands, nothing where none is known."""
    if figure.interval is None:
        return ""
    places = RATIO_PLACES if figure.metric.unit == RATIO else RATE_PLACES
    ends = (tell.shown.rounded(end, places) for end in figure.interval)
    return tell.say("metric.interval", low=next(ends), high=next(ends))


def between(tell: Telling, figure: MetricFigure) -> str:
    """Write a figure with the interval in which it stands, where one is known."""
    value, interval = metric_value(tell, figure.metric, figure.value), interval_words(tell, figure)
    return tell.say("metric.between", value=value, interval=interval) if interval else value


def remarked(tell: Telling, value: str, remark: str | None) -> str:
    """Write a short remark on a figure beside it, since it may say of what part of the service the figure is."""
    if not remark or len(remark) > SHORT_REMARK:
        return value
    return tell.say("metric.remarked", value=value, remark=sentence_part(remark))


def remarks(tell: Telling, figures: Sequence[MetricFigure]) -> Iterator[str]:
    """Give each remark once, with the periods in which it was made."""
    periods: dict[str, list[str]] = {}
    for figure in figures:
        if figure.note:
            periods.setdefault(sentence_part(figure.note), []).append(figure.period)
    for note, when in periods.items():
        yield tell.say("metrics.remark", period=tell.say("list.comma").join(when), note=note)


def money(tell: Telling, amount: Fraction) -> str:
    """Write an amount in the mission's currency."""
    value = tell.shown.figure(amount)
    return tell.say("money", currency=tell.mission.currency, amount=value) if tell.mission.currency else value
