"""Follow from one round to the next what is neither answer nor level: the actions of the plan and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Delivery, Direction, LevelChange, Outcome, Point, Trend
from rmdiag.assessment.comparison_steps import Steps
from rmdiag.assessment.mission import Figure, PlannedAction
from rmdiag.compendium.model import Framework, Metric

_Followed = tuple[PlannedAction, str | None, Outcome]  # an action, its status in the older round, what became of it


def deliveries(steps: Steps, levels: Iterable[LevelChange]) -> tuple[Delivery, ...]:
    """Give what became of the older round's actions, in its order, then of those that were adopted and begun since.

    An action is known again by its id, else by its recommendation. A done action beside a level that stayed is no
    contradiction: a level needs all of its gates, and an action closes some of them.
    """
    old, new = steps.old.mission, steps.new.mission
    by_indicator = {(level.id, Why.INDICATOR_GONE in level.why): level for level in levels}
    again = {action.id: _again(action, new.actions) for action in old.actions}
    known = {later.id for later in again.values() if later is not None}
    since = [action for action in new.actions if action.id not in known and _is_begun(action, new.as_of)]
    found: list[_Followed] = [(action, action.status, _outcome(action, again[action.id])) for action in old.actions]
    found += [(action, None, Outcome(action.status)) for action in since]
    return tuple(_delivery(steps, by_indicator, one) for one in found)


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


def _delivery(steps: Steps, levels: Mapping[tuple[str, bool], LevelChange], followed: _Followed) -> Delivery:
    """Put an action beside the level that it was to lift.

    A recommendation is looked up in the edition of the round that adopted it; a map may give its indicator another id.
    """
    action, before, outcome = followed
    new, old = steps.new.base.framework, steps.old.base.framework
    adopted = new if before is None else old
    recommendation = adopted.recommendations.get(action.recommendation or "")
    if recommendation is None:
        return Delivery(action=action, before=before, outcome=outcome, towards=None, level=None)
    indicator = recommendation.indicator
    kept = indicator if before is None else steps.renamed.new_indicator(indicator)
    level = levels.get((kept, False)) or levels.get((indicator, True))
    return Delivery(action=action, before=before, outcome=outcome, towards=recommendation.below, level=level)


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
