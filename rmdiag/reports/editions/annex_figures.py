"""Write annex D: operational figures with their intervals and changes, sums of shares, and the answers they propose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rmdiag.assessment.metric_answers import Fit, Proposal, propose_answers
from rmdiag.assessment.metric_periods import kind_of
from rmdiag.assessment.metrics import Change, MetricFigure, ShareTotal
from rmdiag.compendium.model import Metric
from rmdiag.questionnaires.model import Question
from rmdiag.reports.chart_values import RateChart, RatePanel, RatePoint
from rmdiag.reports.compose import cell, code, para, quiet, row, runs, strong
from rmdiag.reports.editions.answers import answer_words, merged_words
from rmdiag.reports.editions.metrics import interval_words, metric_change, metric_value, remarks
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Density,
    Figure,
    List,
    ListEntry,
    Reference,
    Row,
    RowKind,
    Section,
    Table,
)

PANELS = 20  # fields of one chart
COLUMNS = 5


def figures_annex(tell: Telling, letter: str) -> Section:
    """Write the annex; a part without anything to tell is left out."""
    return Section(id="annex-d", title=tell.say("annex.metrics"), number=letter, blocks=tuple(_blocks(tell)))


def _blocks(tell: Telling) -> Iterator[Block]:
    table = tell.metric_table
    if not table.figures:
        yield tell.para("metrics.none")
        return
    yield tell.para("metrics.opening")
    if any(figure.interval is not None for figure in table.figures):
        yield tell.para("metrics.intervals")
    yield from _rates(tell)
    yield _figures(tell)
    if table.totals:
        yield tell.para("metrics.totals")
        yield List(entries=tuple(ListEntry(runs=runs(_total(tell, one))) for one in table.totals))
    yield from _proposed(tell)


def _rates(tell: Telling) -> Iterator[Figure]:
    """Draw the rates that are known with their intervals for two periods of a kind or more."""
    known = [figure for figure in tell.metric_table.figures if figure.interval is not None and not figure.at_least]
    series = [list(group) for _, group in groupby(known, key=lambda f: (f.metric.id, kind_of(f.period)))]
    panels = [_panel(tell, figures) for figures in series if len(figures) > 1]
    for start in range(0, len(panels), PANELS):
        yield Figure(
            id=f"figure-rates-{start // PANELS + 1}",
            caption=tell.say("metrics.figure"),
            chart=RateChart(panels=tuple(panels[start : start + PANELS])),
            alternative=tell.say("metrics.alternative"),
            data_at=Reference(target="table-metrics"),
            note=tell.runs("metrics.figure_note"),
        )


def _panel(tell: Telling, figures: Sequence[MetricFigure]) -> RatePanel:
    points = []
    for figure in figures:
        interval = figure.interval
        if interval is not None:
            shown = metric_value(tell, figure.metric, figure.value)
            points.append(
                RatePoint(label=figure.period, value=figure.value, low=interval.low, high=interval.high, shown=shown)
            )
    return RatePanel(title=figures[0].metric.name, points=tuple(points))


def _figures(tell: Telling) -> Table:
    rows: list[Row] = []
    for _, group in groupby(tell.metric_table.figures, key=lambda figure: figure.metric.id):
        figures = list(group)
        rows.append(_metric_row(tell, figures))
        rows += [_figure_row(tell, figure) for figure in figures]
    return Table(
        id="table-metrics",
        caption=tell.say("metrics.caption"),
        columns=(
            Column(title=tell.say("column.metric_period"), width=20, heads_rows=True),
            Column(title=tell.say("column.value"), width=30, align=Align.END),
            Column(title=tell.say("column.interval_95"), width=26, align=Align.CENTRE),
            Column(title=tell.say("column.counted"), width=36, align=Align.END),
            Column(title=tell.say("column.change_since"), width=66),
        ),
        rows=tuple(rows),
        note=tell.runs("metrics.note"),
        density=Density.COMPACT,
    )


def _metric_row(tell: Telling, figures: Sequence[MetricFigure]) -> Row:
    """Head the figures of a metric with its formula, what to be careful of, and what was noted with them."""
    metric = figures[0].metric
    parts = (f"{sentence_part(metric.formula)}.", metric.caution, *remarks(tell, figures), *_sources(tell, figures))
    said = " ".join(part for part in parts if part)
    return Row(
        cells=(Cell(runs=runs(metric.name, " ", code(metric.id), " ", quiet(said)), span=COLUMNS),), kind=RowKind.GROUP
    )


def _sources(tell: Telling, figures: Sequence[MetricFigure]) -> Iterator[str]:
    sources = dict.fromkeys(sentence_part(figure.source) for figure in figures if figure.source)
    if sources:
        yield tell.say("metrics.from", source=tell.say("list.semicolon").join(sources))


def _figure_row(tell: Telling, figure: MetricFigure) -> Row:
    value = metric_value(tell, figure.metric, figure.value)
    counted = tell.say("sign.none") if figure.written else tell.say("metrics.computed")
    if figure.numerator is not None and figure.denominator is not None:
        parts = {"part": tell.shown.figure(figure.numerator), "whole": tell.shown.figure(figure.denominator)}
        counted = tell.say("metrics.parts", **parts)
    return row(
        figure.period,
        cell(strong(tell.say("metrics.at_least", value=value) if figure.at_least else value)),
        interval_words(tell, figure) or tell.say("sign.none"),
        counted,
        change_words(tell, figure),
    )


def change_words(tell: Telling, figure: MetricFigure) -> str:
    """Say what a figure did since the period before, a dash where there is none."""
    return tell.say("sign.none") if figure.change is None else _change(tell, figure.metric, figure.change)


def _change(tell: Telling, metric: Metric, change: Change) -> str:
    """Say what a figure did since the period before, and whether that may be chance."""
    if not change.by:
        return tell.say("change.same", since=change.since)
    values = {"by": metric_change(tell, metric, change.by), "since": change.since}
    key = f"change.{change.trend.value}"
    return tell.say(f"{key}_chance" if change.clear is False else key, **values)


def _total(tell: Telling, total: ShareTotal) -> str:
    """Say what the shares of a whole add up to in a period."""
    shares = [
        tell.say("metric.named", name=s.metric.name, value=metric_value(tell, s.metric, s.value)) for s in total.shares
    ]
    metric = total.shares[0].metric
    return tell.say(
        "metrics.total_holds" if total.holds else "metrics.total_differs",
        period=total.period,
        list=tell.shown.listed(shares),
        total=metric_value(tell, metric, total.total),
        wanted=metric_value(tell, metric, total.rule.to),
        rule=total.rule.id,
    )


def _proposed(tell: Telling) -> Iterator[Block]:
    """Set figures beside the answers that they propose: those that agree by their questions, the others in a table."""
    proposals = propose_answers(tell.mission, tell.questionnaire, tell.metric_table)
    if not proposals:
        return
    agreeing = [one.question.id for one in proposals if one.fit is Fit.AGREES]
    others = [one for one in proposals if one.fit is not Fit.AGREES]
    said = [tell.count("metrics.answers", len(proposals))]
    if agreeing:
        said.append(tell.count("metrics.answers_agree", len(agreeing), list=tell.shown.listed(agreeing)))
    if others:
        said.append(tell.say("metrics.answers_differ"))
    yield para(" ".join(said))
    if others:
        yield _answers(tell, others)


def _answers(tell: Telling, proposals: Sequence[Proposal]) -> Table:
    return Table(
        id="table-metric-answers",
        caption=tell.say("metrics.answers_caption"),
        columns=(
            Column(title=tell.say("column.question"), width=80, heads_rows=True),
            Column(title=tell.say("column.figure"), width=40),
            Column(title=tell.say("column.value"), width=18, align=Align.END),
            Column(title=tell.say("column.answer"), width=24, align=Align.END),
            Column(title=tell.say("column.fit"), width=16),
        ),
        rows=tuple(_answer(tell, one) for one in proposals),
        density=Density.COMPACT,
    )


def _answered(tell: Telling, question: Question) -> str:
    """Write the answer that is there, both of them where sheets differ."""
    merged = tell.result.answers[question.id]
    words = merged_words(tell, question, merged)
    if not merged.divergent or merged.high is None:
        return words
    return tell.say("metrics.either", low=words, high=answer_words(tell, question, merged.high))


def _answer(tell: Telling, one: Proposal) -> Row:
    question, metric = one.question, one.figure.metric
    return row(
        cell(*tell.runs("question.titled", id=question.id, text=question.text)),
        tell.say("metrics.of_period", name=metric.name, period=one.figure.period),
        metric_value(tell, metric, one.value),
        _answered(tell, question),
        tell.say(f"fit.{one.fit.value}"),
    )
