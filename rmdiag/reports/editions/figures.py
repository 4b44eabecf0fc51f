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
    ProfileRow,
    ProfileWords,
)
from rmdiag.reports.editions.before import levels_before
from rmdiag.reports.editions.proof import kinds_of, proof
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
    """Show every dimension on the scale, with interval, target and the round before."""
    before = levels_before(tell)
    return ProfileChart(
        rows=tuple(_profile_row(tell, dimension, before.get(dimension.id)) for dimension in tell.dimensions),
        levels=tell.level_names,
        heads=profile_heads(tell),
    )


def profile_heads(tell: Telling) -> ProfileWords:
    """Name the marks of a profile; that of an earlier round by its name."""
    return ProfileWords(
        point=tell.say("key.point"),
        interval=tell.say("key.interval"),
        target=tell.say("key.target"),
        previous="" if tell.earlier is None else tell.earlier.mission.round,
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
    return HeatMap(rows=rows, levels=tell.level_names, states=states, counted=tell.say("heat.counted"))


def confidence_bars(tell: Telling) -> ConfidenceBars:
    """Show on what the levels of every dimension's indicators rest."""
    return ConfidenceBars(
        rows=tuple(_confidence_row(tell, dimension) for dimension in tell.dimensions),
        parts=tuple((kind, tell.say(f"proof.part.{kind}")) for kind in kinds_of(tell)),
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


def _profile_row(tell: Telling, dimension: Dimension, before: Fraction | None) -> ProfileRow:
    group, target = tell.group(dimension), tell.target_mean(dimension)
    return ProfileRow(
        label=dimension.short,
        shown=ProfileWords(
            point=asked_words(tell, dimension, tell.mean_or_state(group)),
            interval=tell.shown.interval(group.low, group.high),
            target=tell.shown.mean(target),
            previous=tell.shown.mean(before),
        ),
        point=group.point,
        low=group.low,
        high=group.high,
        target=target,
        previous=before,
    )


def _heat_cell(tell: Telling, indicator: Indicator) -> HeatCell:
    score = tell.score(indicator)
    return HeatCell(label=indicator.id, shown=tell.point(score), level=score.point, state=_CELLS[score.state])


def _confidence_row(tell: Telling, dimension: Dimension) -> ConfidenceRow:
    group = tell.group(dimension)
    counts = proof(tell, dimension.indicators)
    parts = [counts[kind] for kind in kinds_of(tell)]
    return ConfidenceRow(
        label=dimension.short,
        shares=tuple(Fraction(part, counts.total() or 1) for part in parts),
        shown=tuple(map(tell.shown.count, parts)),
        note=_confidence_note(tell, group),
    )


def _confidence_note(tell: Telling, group: GroupScore) -> str:
    if not group.state.counts:
        return tell.state(group.state)
    return tell.say("confidence.note", known=tell.shown.count(group.known), asked=tell.shown.count(group.asked))


def _fraction(level: int | None) -> Fraction | None:
    return None if level is None else Fraction(level)
