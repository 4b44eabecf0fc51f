"""Write what the operational figures say: those that answer questions which decide levels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from rmdiag.assessment.metric_periods import kind_of
from rmdiag.assessment.metrics import MetricFigure
from rmdiag.compendium.model import Indicator, Metric
from rmdiag.reports.chart_values import RateChart, RatePanel, RatePoint
from rmdiag.reports.compose import cell, para, quiet, row, strong
from rmdiag.reports.editions.annex_figures import change_words
from rmdiag.reports.editions.metrics import interval_words, metric_value
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import (
    Block,
    Cell,
    Column,
    Density,
    Figure,
    Inline,
    LevelBadge,
    Reference,
    Row,
    Section,
    Table,
)

MOST = 12  # figures told in the body; the annex has all


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A metric with its figures of one kind of period, the earliest first, and the indicators that ask for it."""

    metric: Metric
    figures: tuple[MetricFigure, ...]
    bears_on: tuple[Indicator, ...]

    @property
    def latest(self) -> MetricFigure:
        """The figure of the last period."""
        return self.figures[-1]


def has_figures(tell: Telling) -> bool:
    """Whether any figure bears on a level."""
    return bool(_all(tell))


def body_metrics(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(id="figures", title=tell.say("body_metrics.title"), number=number, blocks=tuple(_blocks(tell)))


def _all(tell: Telling) -> list[_Told]:
    """Give the figures that bear on a level: first those of indicators that are short of their targets."""
    bearing: dict[str, dict[str, Indicator]] = {}
    for indicator in tell.indicators:
        for question in tell.questions(indicator.id):
            if question.metric is not None and question.gates:
                bearing.setdefault(question.metric, {})[indicator.id] = indicator
    found = []
    for identity, group in groupby(tell.metric_table.figures, key=lambda figure: figure.metric.id):
        figures = list(group)
        kind = kind_of(figures[-1].period)
        series = tuple(figure for figure in figures if kind_of(figure.period) == kind)
        if identity in bearing:
            found.append(_Told(metric=series[-1].metric, figures=series, bears_on=tuple(bearing[identity].values())))
    return sorted(found, key=lambda one: not any(_short(tell, indicator) for indicator in one.bears_on))


def _short(tell: Telling, indicator: Indicator) -> bool:
    score = tell.score(indicator)
    return score.state.counts and (score.point or 0) < tell.assessment.targets[indicator.id]


def _blocks(tell: Telling) -> Iterator[Block]:
    every = _all(tell)
    told = every[:MOST]
    said = [tell.count("body_metrics.opening", len(every))]
    if len(told) < len(every):
        said.append(tell.count("body_metrics.shown", len(told)))
    moved = [one for one in told if one.latest.change is not None and one.latest.change.clear]
    if moved:
        said.append(tell.count("body_metrics.clear", len(moved), list=tell.shown.listed(o.metric.name for o in moved)))
    yield para(" ".join(said))
    panels = tuple(_panel(tell, one) for one in told if len(one.figures) > 1)
    if panels:
        yield _figure(tell, panels)
    yield _table(tell, told)


def _figure(tell: Telling, panels: tuple[RatePanel, ...]) -> Figure:
    return Figure(
        id="figure-figures",
        caption=tell.say("body_metrics.figure"),
        chart=RateChart(panels=panels),
        alternative=tell.say("metrics.alternative"),
        data_at=Reference(target="table-metrics"),
        note=tell.runs("body_metrics.figure_note"),
    )


def _panel(tell: Telling, one: _Told) -> RatePanel:
    points = []
    for figure in one.figures:
        low, high = (figure.value, figure.value) if figure.interval is None else figure.interval
        shown = metric_value(tell, figure.metric, figure.value)
        points.append(RatePoint(label=figure.period, value=figure.value, low=low, high=high, shown=shown))
    return RatePanel(title=one.metric.name, points=tuple(points))


def _table(tell: Telling, told: list[_Told]) -> Table:
    return Table(
        id="table-figures",
        caption=tell.say("body_metrics.caption"),
        columns=(
            Column(title=tell.say("content.column.figure"), width=32, heads_rows=True),
            Column(title=tell.say("content.column.formula"), width=56),
            Column(title=tell.say("content.column.latest"), width=32),
            Column(title=tell.say("content.column.trend"), width=28),
            Column(title=tell.say("content.column.bears"), width=20),
        ),
        rows=tuple(_row(tell, one) for one in told),
        note=tell.runs("body_metrics.note"),
        density=Density.COMPACT,
    )


def _row(tell: Telling, one: _Told) -> Row:
    metric = one.metric
    return row(
        metric.name,
        cell(*_meaning(tell, metric)),
        _latest(tell, one.latest),
        change_words(tell, one.latest),
        cell(*_bears_on(tell, one)),
    )


def _meaning(tell: Telling, metric: Metric) -> Iterator[Inline | str]:
    """Give the formula, and in quiet words what to be careful of."""
    yield tell.say("follow.said", words=sentence_part(metric.formula))
    if metric.caution:
        yield quiet(f" {metric.caution}")


def _latest(tell: Telling, figure: MetricFigure) -> Cell:
    value = metric_value(tell, figure.metric, figure.value)
    shown = tell.say("metrics.at_least", value=value) if figure.at_least else value
    interval = interval_words(tell, figure)
    counted = tell.say("body_metrics.in", period=figure.period)
    if figure.numerator is not None and figure.denominator is not None:
        counted = tell.say(
            "body_metrics.of",
            part=tell.shown.figure(figure.numerator),
            whole=tell.shown.figure(figure.denominator),
            period=figure.period,
        )
    bracket = tell.say("body_metrics.interval", interval=interval) if interval else ""
    return cell(strong(shown), f" {bracket}" if bracket else "", quiet(f" {counted}"))


def _bears_on(tell: Telling, one: _Told) -> Iterator[Inline | str]:
    for place, indicator in enumerate(one.bears_on):
        if place:
            yield " "
        score = tell.score(indicator)
        words = tell.say("articles.badge", id=indicator.id, level=tell.point(score))
        yield quiet(words) if score.point is None else LevelBadge(level=score.point, text=words)
