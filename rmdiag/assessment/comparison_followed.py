"""Follow from one round to the next what is neither answer nor level: the actions of the plan and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Delivery, Direction, LevelChange, Outcome, Point, Trend
from rmdiag.assessment.comparison_steps import Steps
from rmdiag.assessment.metric_periods import PER_YEAR, kind_of, place_in_time
from rmdiag.assessment.metrics import Change, MetricFigure, change_between, make_table
from rmdiag.assessment.metrics import Trend as Way
from rmdiag.assessment.mission import Figure
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
    """Give the trend of every metric that a round counted, or that follows from two of its rates, in their order."""
    old, new = (
        make_table(framework, [figure for figure in side if figure.metric in framework.metrics]).figures
        for side in figures
    )
    counted = {figure.metric.id for figure in (*old, *new)}
    return tuple(
        _trend(metric, [f for f in old if f.metric is metric], [f for f in new if f.metric is metric])
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
    An action in somebody's own words has the indicator that the plan names.
    """
    action, before, outcome = followed
    new, old = steps.new.base.framework, steps.old.base.framework
    adopted = new if before is None else old
    recommendation = adopted.recommendations.get(action.recommendation or "")
    indicator = action.indicator if recommendation is None else recommendation.indicator
    if indicator is None:
        return Delivery(action=action, before=before, outcome=outcome, towards=None, level=None)
    kept = indicator if before is None else steps.renamed.new_indicator(indicator)
    level = levels.get((kept, False)) or levels.get((indicator, True))
    towards = None if recommendation is None else recommendation.below
    return Delivery(action=action, before=before, outcome=outcome, towards=towards, level=level)


def _trend(metric: Metric, old: Sequence[MetricFigure], new: Sequence[MetricFigure]) -> Trend:
    before = {figure.period: figure for figure in old}
    after = {figure.period: figure for figure in new}
    first = max(old, key=_order, default=None)
    alike = [figure for figure in new if first is None or kind_of(figure.period) == kind_of(first.period)]
    last = max(alike, key=_order, default=None)
    series = before | after  # what the newer round counted again takes the place of the older figure
    start = None if first is None else series[first.period]
    compared = None if start is None or last is None or last.period == start.period else change_between(start, last)
    points = {period: _point(figure, before.get(period)) for period, figure in series.items()}
    return Trend(
        metric=metric.id,
        name=metric.name,
        unit=metric.unit,
        points=tuple(points[period] for period in sorted(points)),
        old=None if first is None else points[first.period],
        new=None if last is None else points[last.period],
        change=None if compared is None else compared.by,
        clear=None if compared is None else compared.clear,
        direction=_direction(compared),
    )


def _point(figure: MetricFigure, before: MetricFigure | None) -> Point:
    revised = before is not None and before.value != figure.value
    return Point(period=figure.period, value=figure.value, at_least=figure.at_least, revised=revised)


def _order(figure: MetricFigure) -> tuple[int, int]:
    """Order by length before time, so that the last full year counts before a month of the next one."""
    return -PER_YEAR[kind_of(figure.period)], place_in_time(figure.period)


def _direction(change: Change | None) -> Direction:
    return Direction.NEITHER if change is None else _DIRECTIONS.get(change.trend, Direction.NEITHER)


_DIRECTIONS = {Way.SAME: Direction.SAME, Way.BETTER: Direction.BETTER, Way.WORSE: Direction.WORSE}
