"""Write operational figures with their units."""

from __future__ import annotations

from fractions import Fraction

from rmdiag.compendium.model import Metric
from rmdiag.reports.editions.telling import Telling, sentence_part

PERCENT = "percent"
RATIO = "ratio"
CURRENCY = "currency"
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


def remarked(tell: Telling, value: str, remark: str | None) -> str:
    """Write a short remark on a figure beside it, since it may say of what part of the service the figure is."""
    if not remark or len(remark) > SHORT_REMARK:
        return value
    return tell.say("metric.remarked", value=value, remark=sentence_part(remark))


def money(tell: Telling, amount: Fraction) -> str:
    """Write an amount in the mission's currency."""
    value = tell.shown.figure(amount)
    return tell.say("money", currency=tell.mission.currency, amount=value) if tell.mission.currency else value
