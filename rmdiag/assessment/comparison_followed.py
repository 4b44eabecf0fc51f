"""Follow from one round to the next what is neither answer nor level: the actions of the plan and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.comparison_results import Delivery, Direction, LevelChange, Outcome, Point, Trend
from rmdiag.assessment.mission import Figure, Mission
from rmdiag.compendium.model import Framework, Metric


def deliveries(
    missions: tuple[Mission, Mission], framework: Framework, levels: Iterable[LevelChange]
) -> tuple[Delivery, ...]:
    """Give what became of the older round's actions, in its order, then of those that were adopted and begun since.

    An action is known again by its id, else by its recommendation. A done action beside a level that stayed is no
    contradiction: a level needs all of its gates, and an action closes some of them.
    """
    old, new = missions
    by_indicator = {level.id: level for level in levels}
    again = {action.id: _again(action, new.actions) for action in old.actions}
    known = {later.id for later in again.values() if later is not None}
    since = [action for action in new.actions if action.id not in known and _is_begun(action, new.as_of)]
    found: list[tuple[PlannedAction, str | None, Outcome]] = [
        (action, action.status, _outcome(action, again[action.id])) for action in old.actions
    ]
    found += [(action, None, Outcome(action.status)) for action in since]
    return tuple(
        Delivery(action=action, before=before, outcome=outcome, level=_level(action, framework, by_indicator))
        for action, before, outcome in found
    )


def trends(figures: tuple[Sequence[Figure], Sequence[Figure]], framework: Framework) -> tuple[Trend, ...]:
    """Give the trend of every metric that a round counted, in the framework's order."""
    old, new = figures
    counted = {figure.metric for figure in (*old, *new)}
    return tuple(
        _trend(metric, [f for f in old if f.metric == metric.id], [f for f in new if f.metric == metric.id])
        for metric in framework.metrics.values()
        if metric.id in counted
    )


def _again(action: PlannedAction, later: Iterable[PlannedAction]) -> PlannedAction | None:
    every = tuple(later)
    same = next((other for other in every if other.id == action.id), None)
    if same is not None or action.recommendation is None:
        return same
    return next((other for other in every if other.recommendation == action.recommendation), None)


def _is_begun(action: PlannedAction, on: date) -> bool:
    return action.status != "planned" or (action.start is not None and action.start <= on)


def _outcome(action: PlannedAction, later: PlannedAction | None) -> Outcome:
    """Say what became of an action; one that was closed in the older round needs no follow-up."""
    if later is not None:
        return Outcome(later.status)
    return Outcome(action.status) if action.status in ("verified", "dropped") else Outcome.NOT_FOLLOWED


def _level(action: PlannedAction, framework: Framework, levels: Mapping[str, LevelChange]) -> LevelChange | None:
    recommendation = framework.recommendations.get(action.recommendation or "")
    return None if recommendation is None else levels.get(recommendation.indicator)


def _trend(metric: Metric, old: Sequence[Figure], new: Sequence[Figure]) -> Trend:
    before = {figure.period: figure.value for figure in old}
    after = {figure.period: figure.value for figure in new}
    points = {
        period: Point(period=period, value=value, revised=period in before and before[period] != value)
        for period, value in sorted((before | after).items())
    }
    first = max(before, key=_order, default=None)
    alike = [period for period in after if first is None or len(period) == len(first)]
    last = max(alike, key=_order, default=None)
    change = None if first is None or last is None or last == first else after[last] - before[first]
    return Trend(
        metric=metric.id,
        name=metric.name,
        unit=metric.unit,
        points=tuple(points.values()),
        old=None if first is None else Point(period=first, value=before[first]),
        new=None if last is None else points[last],
        change=change,
        direction=_direction(metric, change),
    )


def _order(period: str) -> tuple[int, str]:
    """Order periods by length before time, so that the last full year counts before a month of the next one."""
    return -len(period), period


def _direction(metric: Metric, change: Fraction | None) -> Direction:
    if change == 0:
        return Direction.SAME
    if change is None or metric.direction == "context":
        return Direction.NEITHER
    return Direction.BETTER if (change > 0) == (metric.direction == "higher") else Direction.WORSE
