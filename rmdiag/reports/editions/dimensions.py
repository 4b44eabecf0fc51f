"""Write one chapter per dimension: where it stands, then each of its indicators."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.compendium.model import Dimension, Indicator
from rmdiag.reports.compose import cell, lead, level_cell, row
from rmdiag.reports.editions.indicators import indicator_section
from rmdiag.reports.editions.telling import Telling, dimension_id, to_indicator
from rmdiag.reports.model import Align, Block, Cell, Column, Row, Section, Start, Table


def dimension_chapter(tell: Telling, dimension: Dimension, number: str) -> Section:
    """Write the chapter of a dimension; the first begins a page, the others follow on."""
    sections = tuple(
        indicator_section(tell, indicator, f"{number}.{place}")
        for place, indicator in enumerate(dimension.indicators, start=1)
    )
    return Section(
        id=dimension_id(dimension),
        title=dimension.title,
        short_title=dimension.title,
        number=number,
        blocks=tuple(_opening(tell, dimension)),
        sections=sections,
        start=Start.NEW_PAGE if dimension.id == tell.framework.dimensions[0].id else Start.SAME_PAGE,
    )


def _opening(tell: Telling, dimension: Dimension) -> Iterator[Block]:
    yield lead(dimension.purpose)
    group, shown = tell.group(dimension), tell.shown
    if group.point is None:
        yield tell.para(f"dimension.{group.state.value}")
    else:
        values = {
            "level": shown.mean(group.point),
            "interval": shown.interval(group.low, group.high),
            "target": shown.mean(tell.target_mean(dimension)),
            "coverage": shown.share(group.coverage),
            "reached": _reached(tell, dimension),
        }
        yield tell.para("dimension.open" if tell.open(group.low, group.high) else "dimension.certain", **values)
    yield _table(tell, dimension)


def _reached(tell: Telling, dimension: Dimension) -> str:
    counting = [i for i in dimension.indicators if tell.score(i).state.counts]
    there = [i for i in counting if (tell.score(i).point or 0) >= tell.assessment.targets[i.id]]
    reached = tell.reached(len(there), len(counting))
    assessed = sum(tell.score(i).point is not None for i in counting)
    if assessed == len(counting):
        return reached
    every = tell.count("count.indicators", len(counting))
    return f"{reached} {tell.count('dimension.partly', assessed, all=every)}"


def _table(tell: Telling, dimension: Dimension) -> Table:
    return Table(
        id=f"table-{dimension_id(dimension)}",
        caption=tell.say("dimension.caption", dimension=dimension.short),
        columns=(
            Column(title=tell.say("column.indicator"), width=76, heads_rows=True),
            Column(title=tell.say("column.criticality"), width=22),
            Column(title=tell.say("column.level"), width=15, align=Align.CENTRE),
            Column(title=tell.say("column.interval"), width=17, align=Align.CENTRE),
            Column(title=tell.say("column.target"), width=14, align=Align.CENTRE),
            Column(title=tell.say("column.confidence"), width=24),
        ),
        rows=tuple(_row(tell, indicator) for indicator in dimension.indicators),
        note=tell.runs("dimension.weight", weight=tell.shown.figure(dimension.weight)),
    )


def _row(tell: Telling, indicator: Indicator) -> Row:
    score = tell.score(indicator)
    return row(
        cell(to_indicator(indicator), " ", indicator.title),
        tell.say(f"criticality.{indicator.criticality.value}"),
        _level(tell, indicator),
        tell.shown.levels(score.low, score.high),
        tell.shown.count(tell.assessment.targets[indicator.id]),
        tell.say(f"confidence.{score.confidence.value}") if score.confidence else tell.say("sign.none"),
    )


def _level(tell: Telling, indicator: Indicator) -> Cell:
    score = tell.score(indicator)
    return level_cell(score.point, tell.point(score))
