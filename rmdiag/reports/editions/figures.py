"""Say what the charts show: the profile, the heat map, how far answers are proven, and the strip of one indicator."""

from __future__ import annotations

from fractions import Fraction

from rmdiag.assessment.results import GroupScore, IndicatorScore, State
from rmdiag.compendium.model import Dimension, Indicator
from rmdiag.reports.chart_values import (
    CellState,
    ConfidenceBars,
    ConfidenceRow,
    HeatCell,
    HeatKey,
    HeatMap,
    HeatRow,
    ProfileChart,
    ProfileKey,
    ProfileRow,
)
from rmdiag.reports.editions.scope import asked_words
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import LevelScale

_CELLS = {
    State.ASSESSED: CellState.ASSESSED,
    State.NOT_ASSESSED: CellState.NOT_ASSESSED,
    State.NOT_APPLICABLE: CellState.NOT_APPLICABLE,
    State.OUT_OF_SCOPE: CellState.OUT_OF_SCOPE,
}


def profile_chart(tell: Telling) -> ProfileChart:
    """Show every dimension on the scale, with interval and target."""
    return ProfileChart(
        rows=tuple(_profile_row(tell, dimension) for dimension in tell.dimensions),
        levels=tell.level_names,
        key=ProfileKey(
            point=tell.say("key.point"),
            interval=tell.say("key.interval"),
            target=tell.say("key.target"),
            previous=tell.say("key.previous"),
        ),
    )


def heat_map(tell: Telling) -> HeatMap:
    """Show every indicator by its level."""
    rows = tuple(
        HeatRow(label=d.short, cells=tuple(_heat_cell(tell, i) for i in tell.told(d))) for d in tell.dimensions
    )
    occurring = {cell.state for row in rows for cell in row.cells}
    states = tuple(
        HeatKey(state=_CELLS[state], shown=tell.say(f"sign.{state.value}"), words=tell.state(state))
        for state in State
        if state is not State.ASSESSED and _CELLS[state] in occurring
    )
    return HeatMap(rows=rows, levels=tell.level_names, states=states)


def confidence_bars(tell: Telling) -> ConfidenceBars:
    """Show on what the levels of every dimension's indicators rest."""
    return ConfidenceBars(
        rows=tuple(_confidence_row(tell, dimension) for dimension in tell.dimensions),
        verified=tell.say("confidence.verified"),
        corroborated=tell.say("confidence.corroborated"),
        declared=tell.say("confidence.declared"),
    )


def level_scale(tell: Telling, indicator: Indicator) -> LevelScale:
    """Show one indicator on the scale, with what the unknown answers leave open and its target."""
    score = tell.score(indicator)
    target = tell.assessment.targets[indicator.id]
    return LevelScale(
        levels=tell.level_names,
        level=_fraction(score.point),
        words=scale_words(tell, score, target),
        shown=tell.point(score),
        low=_fraction(score.low),
        high=_fraction(score.high),
        target=Fraction(target),
    )


def scale_words(tell: Telling, score: IndicatorScore, target: int) -> str:
    """Say in words what the strip shows."""
    values = {"target": tell.shown.count(target), "interval": tell.shown.levels(score.low, score.high)}
    if score.point is None:
        return tell.say("scale.not_assessed", **values)
    key = "open" if score.low != score.high else "certain"
    if score.indicative:
        key = f"{key}_indicative"
    return tell.say(f"scale.{key}", level=tell.level_title(score.point), **values)


def _profile_row(tell: Telling, dimension: Dimension) -> ProfileRow:
    group = tell.group(dimension)
    return ProfileRow(
        label=dimension.short,
        shown=asked_words(tell, dimension, tell.mean_or_state(group)),
        point=group.point,
        low=group.low,
        high=group.high,
        target=tell.target_mean(dimension),
    )


def _heat_cell(tell: Telling, indicator: Indicator) -> HeatCell:
    score = tell.score(indicator)
    return HeatCell(label=indicator.id, shown=tell.point(score), level=score.point, state=_CELLS[score.state])


def _confidence_row(tell: Telling, dimension: Dimension) -> ConfidenceRow:
    group = tell.group(dimension)
    counts = group.confidence
    parts = (counts.verified, counts.corroborated, counts.declared)
    shares = tuple(Fraction(part, counts.total) if counts.total else None for part in parts)
    return ConfidenceRow(
        label=dimension.short,
        verified=shares[0],
        corroborated=shares[1],
        declared=shares[2],
        shown=(tell.shown.count(parts[0]), tell.shown.count(parts[1]), tell.shown.count(parts[2])),
        note=_confidence_note(tell, group),
    )


def _confidence_note(tell: Telling, group: GroupScore) -> str:
    if not group.state.counts:
        return tell.state(group.state)
    return tell.say("confidence.note", known=tell.shown.count(group.known), asked=tell.shown.count(group.asked))


def _fraction(level: int | None) -> Fraction | None:
    return None if level is None else Fraction(level)
