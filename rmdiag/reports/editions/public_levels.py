"""Write the levels of dimensions that may be shown, beside their targets and the round before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from rmdiag.compendium.model import Dimension
from rmdiag.reports.chart_values import ProfileChart, ProfileRow, ProfileWords
from rmdiag.reports.compose import level_cell, row, runs, total_row
from rmdiag.reports.editions.before import levels_before
from rmdiag.reports.editions.figures import profile_heads
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Figure,
    Measure,
    Paragraph,
    Reference,
    Row,
    Section,
    Table,
)
from rmdiag.reports.public import levels_of, public_dimensions, public_withheld, told_dimensions
from rmdiag.reports.rounding import printed_level

Before = Mapping[str, Fraction]


def levels(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(
        id="profile",
        title=tell.say("profile.title"),
        number=number,
        blocks=tuple(_blocks(tell, _before(tell))),
    )


def dimensions_chart(tell: Telling, identity: str, *, measure: Measure) -> Figure:
    """Show every dimension that may be shown on the scale, with its target; the chapter on levels has the numbers."""
    return Figure(
        id=identity,
        caption=tell.caption(tell.say("public.figure")),
        chart=_chart(tell, {}),
        alternative=tell.say("public.alternative"),
        data_at=Reference(target="table-profile"),
        measure=measure,
    )


def at_target(tell: Telling, shown: tuple[Dimension, ...]) -> tuple[Dimension, ...]:
    """Give the dimensions whose level, as it is shown, is at the mean of their targets or above."""
    levels_shown = ((d, tell.group(d).point, tell.target_mean(d)) for d in shown)
    return tuple(d for d, point, target in levels_shown if point is not None and target is not None and point >= target)


def _before(tell: Telling) -> Before:
    """Give the levels of the round before that can be compared, and might be shown in a public report of it."""
    if tell.earlier is None:
        return {}
    shown = {dimension.id for dimension in levels_of(tell.earlier).shown}
    return {identity: level for identity, level in levels_before(tell).items() if identity in shown}


def _blocks(tell: Telling, before: Before) -> Iterator[Block]:
    shown = public_dimensions(tell)
    withheld = public_withheld(tell)
    if shown.shown:
        yield tell.para("public.levels_opening")
    else:
        yield tell.para("public.levels_none")
    if withheld:
        yield Paragraph(runs=withheld)
    if tell.indicative:
        yield tell.para("public.indicative")
    if not shown.shown and not shown.withheld:
        return
    if shown.shown:
        yield Figure(
            id="figure-profile",
            caption=tell.caption(tell.say("public.figure_before" if before else "public.figure")),
            chart=_chart(tell, before),
            alternative=tell.say("public.alternative"),
            data_at=Reference(target="table-profile"),
        )
    yield _table(tell, before)


def _chart(tell: Telling, before: Before) -> ProfileChart:
    shown = public_dimensions(tell)
    return ProfileChart(
        rows=tuple(
            ProfileRow(
                label=dimension.short,
                shown=ProfileWords(
                    point=tell.shown.mean(tell.group(dimension).point),
                    target=tell.shown.mean(tell.target_mean(dimension)),
                    previous=tell.shown.mean(before.get(dimension.id)),
                ),
                point=tell.group(dimension).point,
                target=tell.target_mean(dimension),
                previous=before.get(dimension.id),
            )
            for dimension in told_dimensions(tell)
            if shown.shows(dimension)
        ),
        levels=tell.level_names,
        heads=profile_heads(tell),
    )


def _table(tell: Telling, before: Before) -> Table:
    columns = [
        Column(title=tell.say("column.dimension"), width=58, heads_rows=True),
        Column(title=tell.say("public.about"), width=66),
        Column(title=tell.level_column(), width=20, align=Align.CENTRE),
        Column(title=tell.say("column.target"), width=18, align=Align.CENTRE),
    ]
    if before:
        columns.append(Column(title=tell.say("public.before"), width=20, align=Align.CENTRE))
    rows = [_row(tell, dimension, before) for dimension in told_dimensions(tell)]
    shown = public_dimensions(tell)
    if shown.overall:
        level = tell.shown.mean(tell.result.overall.point)
        rows.append(total_row(tell.say("profile.overall"), "", level, *[""] * (2 if before else 1)))
    return Table(
        id="table-profile",
        caption=tell.caption(tell.say("public.table")),
        columns=tuple(columns),
        rows=tuple(rows),
        note=runs(tell.say("public.table_note")),
    )


def _row(tell: Telling, dimension: Dimension, before: Before) -> Row:
    cells: list[str | Cell] = [dimension.title, dimension.purpose, _level(tell, dimension)]
    cells.append(tell.shown.mean(tell.target_mean(dimension)))
    if before:
        known = before.get(dimension.id)
        cells.append(tell.say("sign.none") if known is None else tell.shown.mean(known))
    return row(*cells)


def _level(tell: Telling, dimension: Dimension) -> str | Cell:
    point = tell.group(dimension).point
    if point is None:
        return tell.state(tell.group(dimension).state)
    if not public_dimensions(tell).shows(dimension):
        return tell.say("public.not_shown")
    return level_cell(printed_level(point), tell.shown.mean(point))
