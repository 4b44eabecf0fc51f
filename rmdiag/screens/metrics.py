"""Show operational metrics: figures with intervals, sums of shares, proposed answers; as a screen, as metrics.csv."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.extract_figures import ExtractFigures, GroupFigures
from rmdiag.assessment.metric_answers import Fit, Proposal
from rmdiag.assessment.metrics import PERCENT, RATIO, Change, MetricFigure, MetricTable, ShareTotal
from rmdiag.reports.rounding import digits
from rmdiag.screens.scores import Screen
from rmdiag.screens.words import decimal, interval, shown
from rmdiag.tongue import decimals, heads, joined, phrase

FIGURE_COLUMNS = heads("metric", "name", "period", "value", "unit", "95 % interval", "of", "change")
ANSWER_COLUMNS = heads("question", "metric", "period", "proposed", "answered", "fit")
GROUP_COLUMNS = heads("by", "group", "period", "declarations", "metric", "value", "unit", "95 % interval", "of")
FIGURES_FORMAT, EXTRACT_FORMAT = "rmdiag figures 1", "rmdiag extract 1"
_FULL_COLUMNS = (
    *("metric", "name", "formula", "period", "value", "unit", "low", "high", "numerator", "denominator"),
    *("at_least", "written", "since", "change", "trend", "clear"),
)
_PLACES = {PERCENT: 1, RATIO: 2, "hours": 1, "days": 0, "currency": 0}


def table_screen(table: MetricTable, proposals: Sequence[Proposal]) -> Screen:
    """Show a metric table; its JSON holds formulas, exact figures, sums of shares and proposals too."""
    return Screen(
        columns=FIGURE_COLUMNS,
        rows=[_row(figure) for figure in table.figures],
        json={
            "format": FIGURES_FORMAT,
            "figures": [_json(figure) for figure in table.figures],
            "totals": [_total_json(total) for total in table.totals],
            "answers": [_proposal_json(proposal) for proposal in proposals],
        },
    )


def full_rows(table: MetricTable) -> tuple[Sequence[str], list[Sequence[str]]]:
    """Give columns and rows of a metric table for a spreadsheet: everything, in cells of its own."""
    rows: list[Sequence[str]] = []
    for figure in table.figures:
        cells = {**_json(figure), **_change_json(figure.change)}
        cells = {name: "" if cells[name] is None else cells[name] for name in _FULL_COLUMNS}
        for name in ("value", "low", "high", "change"):
            if cells[name] != "":
                cells[name] = digits(Fraction(str(cells[name])), 4)
        rows.append([str(cells[name]) for name in _FULL_COLUMNS])
    return _FULL_COLUMNS, rows


def answer_rows(proposals: Iterable[Proposal]) -> list[Sequence[str]]:
    """Give a row per question that a figure could answer."""
    return [
        (p.question.id, p.figure.metric.id, p.figure.period, plain(p.value), p.present or "–", shown(p.fit))
        for p in proposals
    ]


def total_lines(table: MetricTable) -> Iterator[str]:
    """Say of every whole what its shares add up to."""
    for total in table.totals:
        shares = joined(" + ", (joined(" ", (s.metric.id, decimal(s.value, 1))) for s in total.shares))
        values = {"period": total.period, "sum": joined(" = ", (shares, decimal(total.total, 1)))}
        if total.holds:
            yield phrase("{period}: {sum}, as it should.", **values)
        else:
            wanted, rule = plain(total.rule.to), total.rule.id
            yield phrase("{period}: {sum}, which is not {wanted} ({rule}).", **values, wanted=wanted, rule=rule)


def answers_yaml(proposals: Iterable[Proposal], file: str) -> str:
    """Write proposals as they would stand in a sheet; those of questions that are answered stand there as comments."""
    lines = [
        phrase(
            "# From {file}. Read each question before you take its figure over: both must count the same.", file=file
        ),
        "responses:",
    ]
    for one in proposals:
        figure = one.figure
        counts = (
            phrase(", {part} of {whole}", part=plain(figure.numerator), whole=plain(figure.denominator))
            if _counted(figure)
            else ""
        )
        note = json.dumps(f"{figure.metric.id} {figure.period}{counts}", ensure_ascii=False)
        entry = f"{one.question.id}: {{answer: {plain(one.value)}, note: {note}}}"
        if one.fit is Fit.OPEN:
            lines.append(f"  {entry}")
        else:
            lines.append(
                phrase(
                    "  # {entry}  # {fit}: answered {answer}",
                    entry=entry,
                    fit=shown(one.fit),
                    answer=json.dumps(one.present, ensure_ascii=False),
                )
            )
    return "\n".join(lines) + "\n"


def group_screen(extract: ExtractFigures, kind: str) -> Screen:
    """Show the groups of one kind of an extract; its JSON holds all groups of all kinds."""
    return Screen(
        columns=GROUP_COLUMNS,
        rows=[row for group in extract.by(kind) for row in _group_rows(group)],
        json={
            "format": EXTRACT_FORMAT,
            "file": extract.file,
            "groups": [_group_json(group) for group in extract.groups],
        },
    )


def as_metrics_rows(table: MetricTable) -> list[Sequence[str]]:
    """Give the rows of metrics.csv; a value that numerator and denominator give is left to them, as it is exact."""
    return [
        (
            figure.period,
            figure.metric.id,
            "" if _counted(figure) else digits(figure.value, 4),
            *((plain(figure.numerator), plain(figure.denominator)) if _counted(figure) else ("", "")),
            figure.source or "",
            figure.note or "",
        )
        for figure in table.figures
        if figure.written
    ]


def plain(value: Fraction | None) -> str:
    """Write an exact number with as many decimals as it needs, at most four."""
    if value is None:
        return ""
    words = digits(value, 4)
    return words.rstrip("0").rstrip(".")


def _counted(figure: MetricFigure) -> bool:
    return figure.numerator is not None and figure.denominator is not None


def _value(figure: MetricFigure) -> str:
    places = _PLACES.get(figure.metric.unit, 1)
    value = decimal(figure.value, places)
    return phrase("at least {value}", value=value) if figure.at_least else value


def _interval(figure: MetricFigure) -> str:
    places, found = _PLACES.get(figure.metric.unit, 1), figure.interval
    return "" if found is None else interval(found.low, found.high, places)


def _of(figure: MetricFigure) -> str:
    return (
        joined(" / ", map(decimals, (plain(figure.numerator), plain(figure.denominator)))) if _counted(figure) else ""
    )


def _row(figure: MetricFigure) -> Sequence[str]:
    metric = figure.metric
    values = (_value(figure), shown(metric.unit), _interval(figure), _of(figure))
    return (metric.id, metric.name, figure.period, *values, _change(figure))


def _change(figure: MetricFigure) -> str:
    change = figure.change
    if change is None:
        return ""
    by = digits(change.by, _PLACES.get(figure.metric.unit, 1))
    sign = "+" if change.by > 0 and not by.startswith("-") else ""
    values = {"trend": shown(change.trend), "change": decimals(f"{sign}{by}"), "since": change.since}
    if change.clear is False and change.by:
        return phrase("{trend} ({change} since {since}, may be chance)", **values)
    return phrase("{trend} ({change} since {since})", **values)


def _group_rows(group: GroupFigures) -> Iterator[Sequence[str]]:
    for figure in group.figures:
        values = (_value(figure), shown(figure.metric.unit), _interval(figure), _of(figure))
        yield (group.by, group.group or "–", group.period, str(group.declarations), figure.metric.id, *values)


def _json(figure: MetricFigure) -> dict[str, object]:
    """Give a figure with exact numbers as text."""
    metric, interval = figure.metric, figure.interval
    return {
        "metric": metric.id,
        "name": metric.name,
        "formula": metric.formula,
        "unit": metric.unit,
        "direction": metric.direction,
        "caution": metric.caution,
        "period": figure.period,
        "value": str(figure.value),
        "numerator": _text(figure.numerator),
        "denominator": _text(figure.denominator),
        "low": None if interval is None else str(interval.low),
        "high": None if interval is None else str(interval.high),
        "at_least": figure.at_least,
        "written": figure.written,
        "source": figure.source,
        "note": figure.note,
        "trend": None if figure.change is None else _change_json(figure.change),
    }


def _change_json(change: Change | None) -> dict[str, object]:
    if change is None:
        return dict.fromkeys(("since", "change", "trend", "clear"))
    return {"since": change.since, "change": str(change.by), "trend": change.trend.value, "clear": change.clear}


def _total_json(total: ShareTotal) -> dict[str, object]:
    shares = {share.metric.id: str(share.value) for share in total.shares}
    return {
        "rule": total.rule.id,
        "period": total.period,
        "shares": shares,
        "total": str(total.total),
        "should_be": str(total.rule.to),
        "within": str(total.rule.within),
        "holds": total.holds,
    }


def _proposal_json(one: Proposal) -> dict[str, object]:
    return {
        "question": one.question.id,
        "text": one.question.text,
        "metric": one.figure.metric.id,
        "period": one.figure.period,
        "proposed": plain(one.value),
        "answered": one.present,
        "fit": one.fit.value,
    }


def _group_json(group: GroupFigures) -> dict[str, object]:
    figures = [_json(figure) for figure in group.figures]
    head = {"by": group.by, "group": group.group, "period": group.period, "declarations": group.declarations}
    return {**head, "figures": figures}


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
