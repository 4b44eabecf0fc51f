"""Write one chapter per dimension: where it stands, then each of its indicators."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.compendium.model import Dimension, Indicator
from rmdiag.reports.compose import cell, lead, level_cell, row
from rmdiag.reports.editions.indicators import indicator_section
from rmdiag.reports.editions.proof import rests_on
from rmdiag.reports.editions.scope import partly_words
from rmdiag.reports.editions.telling import Telling, dimension_id, to_indicator
from rmdiag.reports.model import Align, Block, Cell, Column, Row, Section, Table


def dimension_chapter(tell: Telling, dimension: Dimension, number: str) -> Section:
    """Write the chapter of a dimension with the indicators asked."""
    sections = tuple(
        indicator_section(tell, indicator, f"{number}.{place}")
        for place, indicator in enumerate(tell.told(dimension), start=1)
    )
    return Section(
        id=dimension_id(dimension),
        title=dimension.title,
        short_title=dimension.title,
        number=number,
        blocks=tuple(_opening(tell, dimension)),
        sections=sections,
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
        key = "open" if tell.open(group.low, group.high) else "certain"
        if any(tell.score(indicator).indicative for indicator in dimension.indicators):
            key = f"{key}_asked"
        yield tell.para(f"dimension.{key}", **values)
    yield from _asked_in_part(tell, dimension)
    yield _table(tell, dimension)


def _asked_in_part(tell: Telling, dimension: Dimension) -> Iterator[Block]:
    """Name the indicators that the set leaves out, where it asks about others of the dimension."""
    partly = partly_words(tell, dimension)
    if partly is not None:
        unasked = [i for i in dimension.indicators if not tell.is_asked(i)]
        names = tell.shown.listed(tell.say("indicator.short", id=i.id, short=i.short) for i in unasked)
        yield tell.para("dimension.asked_in_part", partly=partly, names=names)


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
        caption=tell.caption(tell.say("dimension.caption", dimension=dimension.short)),
        columns=(
            Column(title=tell.say("column.indicator"), width=71, heads_rows=True),
            Column(title=tell.say("column.criticality"), width=22),
            Column(title=tell.level_column(), width=20 if tell.indicative else 15, align=Align.CENTRE),
            Column(title=tell.say("column.interval"), width=17, align=Align.CENTRE),
            Column(title=tell.say("column.target"), width=14, align=Align.CENTRE),
            Column(title=tell.say("column.confidence"), width=29),
        ),
        rows=tuple(_row(tell, indicator) for indicator in tell.told(dimension)),
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
        tell.say("sign.none") if score.point is None else tell.say(f"proof.part.{rests_on(score)}"),
    )


def _level(tell: Telling, indicator: Indicator) -> Cell:
    score = tell.score(indicator)
    return level_cell(score.point, tell.point(score))
