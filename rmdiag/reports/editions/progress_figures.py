"""Write the operational figures of both rounds: then and now, with intervals, and whether chance may explain them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rmdiag.assessment.comparison_results import Direction, Point, Trend
from rmdiag.assessment.metric_answers import Fit, propose_answers
from rmdiag.assessment.metric_periods import kind_of
from rmdiag.assessment.metrics import MetricFigure, MetricTable
from rmdiag.compendium.model import Metric
from rmdiag.questionnaires.model import Layer, Question
from rmdiag.reports.chart_values import RateChart, RatePanel, RatePoint
from rmdiag.reports.compose import cell, para, quiet, row, runs, strong
from rmdiag.reports.editions.answers import merged_words
from rmdiag.reports.editions.metrics import (
    PERCENT,
    RATE_PLACES,
    RATIO,
    RATIO_PLACES,
    interval_words,
    metric_change,
    metric_value,
    remarks,
)
from rmdiag.reports.editions.progress_rounds import Rounds
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import Align, Block, Cell, Column, Density, Figure, Reference, Row, Section, Table
from rmdiag.reports.rounding import half_up

_Figures = Mapping[tuple[str, str], MetricFigure]
_PLACES = {PERCENT: RATE_PLACES, RATIO: RATIO_PLACES}


def figures_chapter(rounds: Rounds, number: str) -> Section:
    """Write the chapter."""
    return Section(
        id="figures", title=rounds.tell.say("pr.figures.title"), number=number, blocks=tuple(_blocks(rounds))
    )


def _blocks(rounds: Rounds) -> Iterator[Block]:
    tell = rounds.tell
    compared = [one for one in rounds.comparison.trends if one.change is not None]
    if not compared:
        yield tell.para("pr.figures.none" if not rounds.comparison.trends else "pr.figures.one_sided")
        return
    found = [one.direction for one in compared]
    listed = tell.shown.listed(
        tell.say("cost.counted", count=tell.shown.count(found.count(way)), cost=tell.say(f"pr.direction.{way.value}"))
        for way in Direction
        if way in found
    )
    said = [tell.count("pr.figures.opening", len(compared), list=listed)]
    chance = [one.name for one in compared if one.clear is False and one.change]
    if chance:
        said.append(tell.count("pr.figures.chance", len(chance), list=tell.shown.listed(chance)))
    worse = [one.name for one in compared if one.direction is Direction.WORSE]
    if worse:
        said.append(tell.count("pr.figures.worse", len(worse), list=tell.shown.listed(worse)))
    yield para(" ".join(said))
    yield from _chart(rounds, compared)
    yield _table(rounds)


def _known(rounds: Rounds) -> _Figures:
    """Give every figure of both rounds by metric and period; where both give one, this round's counts."""
    every = (*rounds.before.metric_table.figures, *rounds.tell.metric_table.figures)
    return {(figure.metric.id, figure.period): figure for figure in every}


def _chart(rounds: Rounds, compared: list[Trend]) -> Iterator[Figure]:
    """Draw the rates with intervals that changed by more than chance may explain."""
    tell, known = rounds.tell, _known(rounds)
    ordered = sorted(compared, key=lambda one: one.direction is not Direction.WORSE)  # what got worse comes first
    panels = [panel for one in ordered if one.clear and len((panel := _panel(rounds, one, known)).points) > 1]
    if panels:
        yield Figure(
            id="figure-rates-1",
            caption=tell.say("pr.figures.figure"),
            chart=RateChart(panels=tuple(panels)),
            alternative=tell.say("metrics.alternative"),
            data_at=Reference(target="table-figures"),
            note=tell.runs("metrics.figure_note"),
        )


def _panel(rounds: Rounds, trend: Trend, known: _Figures) -> RatePanel:
    points = []
    kind = None if trend.new is None else kind_of(trend.new.period)
    for point in trend.points:
        figure = known.get((trend.metric, point.period))
        if figure is None or figure.interval is None or point.at_least or kind_of(point.period) != kind:
            continue
        low, high = figure.interval
        shown = _shown(rounds.tell, figure.metric, figure.value)
        points.append(RatePoint(label=point.period, value=figure.value, low=low, high=high, shown=shown))
    return RatePanel(title=trend.name, points=tuple(points))


def _table(rounds: Rounds) -> Table:
    tell = rounds.tell
    revised = any(one.new is not None and one.new.revised for one in rounds.comparison.trends)
    notes = ("note", *(("revised",) if revised else ()), "periods")
    return Table(
        id="table-figures",
        caption=tell.say("pr.figures.table"),
        columns=(
            Column(title=tell.say("column.figure"), width=72, heads_rows=True),
            Column(title=tell.say("pr.column.then"), width=27, align=Align.END),
            Column(title=tell.say("pr.column.now"), width=27, align=Align.END),
            Column(title=tell.say("pr.column.change"), width=20, align=Align.END),
            Column(title=tell.say("pr.column.chance"), width=26),
        ),
        rows=tuple(_row(rounds, one) for one in rounds.comparison.trends),
        density=Density.COMPACT,
        note=runs(" ".join(tell.say(f"pr.figures.{key}") for key in notes)),
    )


def _row(rounds: Rounds, trend: Trend) -> Row:
    tell, known = rounds.tell, _known(rounds)
    metric = tell.framework.metrics[trend.metric]
    change = tell.say("sign.none") if trend.change is None else _change(tell, metric, trend)
    said = " ".join((tell.say("follow.said", words=sentence_part(metric.formula)), *_told_with(rounds, trend, known)))
    return row(
        cell(*tell.runs("pr.figure.told", name=trend.name, said=quiet(said))),
        _value(rounds, metric, trend.old, known),
        _value(rounds, metric, trend.new, known),
        change,
        _verdict(rounds, trend),
    )


def _told_with(rounds: Rounds, trend: Trend, known: _Figures) -> Iterator[str]:
    """Give what was noted with the two figures, and the answers of the mission that say something else."""
    points = [known.get((trend.metric, one.period)) for one in (trend.old, trend.new) if one is not None]
    yield from remarks(rounds.tell, [one for one in points if one is not None])
    for tell in (rounds.before, rounds.tell):
        figures = tuple(known[one.metric.id, one.period] for one in tell.metric_table.figures)
        for one in propose_answers(tell.mission, tell.questionnaire, MetricTable(figures=figures, totals=())):
            if one.figure.metric.id == trend.metric and one.fit is Fit.DIFFERS:
                yield _answered_otherwise(tell, one.question)


def _answered_otherwise(tell: Telling, question: Question) -> str:
    """Say what the mission answered where a figure says something else, and its own remark on it."""
    merged = tell.result.answers[question.id]
    notes = (v.response.note for v in merged.voices if v.sheet.layer is Layer.MISSION and v.response.note)
    values = {"id": question.id, "round": tell.mission.round, "answer": merged_words(tell, question, merged)}
    said = tell.say("pr.figure.answered", **values)
    return " ".join((said, *(tell.say("follow.said", words=sentence_part(note)) for note in notes)))


def _value(rounds: Rounds, metric: Metric, point: Point | None, known: _Figures) -> Cell:
    """Write a figure with its interval and its period."""
    tell = rounds.tell
    if point is None:
        return cell(tell.say("sign.none"))
    value = _shown(tell, metric, point.value)
    if point.at_least:
        value = tell.say("metrics.at_least", value=value)
    figure = known.get((metric.id, point.period))
    interval = "" if figure is None else interval_words(tell, figure)
    if point.revised:
        key = "pr.figure.interval_revised" if interval else "pr.figure.plain_revised"
    else:
        key = "pr.figure.interval" if interval else "pr.figure.plain"
    return cell(strong(value), " ", quiet(tell.say(key, interval=interval, period=point.period)))


def _shown(tell: Telling, metric: Metric, value: Fraction) -> str:
    """Write a figure; shares and ratios to as many decimals throughout, since they stand beside each other."""
    if metric.unit == RATIO:
        return tell.shown.rounded(value, RATIO_PLACES)
    return tell.shown.rate(value) if metric.unit == PERCENT else metric_value(tell, metric, value)


def _change(tell: Telling, metric: Metric, trend: Trend) -> str:
    """Write the change; of shares and ratios, the one between the two that are printed."""
    places = _PLACES.get(metric.unit)
    if places is None or trend.old is None or trend.new is None:
        return metric_change(tell, metric, trend.change or Fraction(0))
    by = half_up(trend.new.value, places) - half_up(trend.old.value, places)
    sign, number = (tell.shown.sign(by) if by else ""), tell.shown.rounded(abs(by), places)
    if metric.unit == RATIO:
        return tell.say("metric.changed", sign=sign, value=number)
    return tell.count("metric.points", tell.shown.plural_of(abs(by)), sign=sign, number=number)


def _verdict(rounds: Rounds, trend: Trend) -> str:
    """Say whether a change is for the better, and whether chance may explain it."""
    tell = rounds.tell
    if trend.change is None:
        return tell.say("pr.verdict.one_round")
    way = trend.direction.value
    if trend.clear is None or not trend.change:
        return tell.say(f"pr.verdict.{way}")
    return tell.say(f"pr.verdict.{way}_{'clear' if trend.clear else 'chance'}")
