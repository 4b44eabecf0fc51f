"""Write the first page of the public form: where the administration stands, what is strong, what it is going to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.compendium.model import Dimension
from rmdiag.reports.compose import bullets, row, strong
from rmdiag.reports.editions.ahead import in_order
from rmdiag.reports.editions.plan_lines import Line
from rmdiag.reports.editions.public_levels import at_target, dimensions_chart
from rmdiag.reports.editions.telling import Telling, sentence_part
from rmdiag.reports.model import (
    Block,
    Column,
    Columns,
    Density,
    KeyFigure,
    KeyFigures,
    Measure,
    Paragraph,
    ParagraphStyle,
    Runs,
    Section,
    Start,
    Table,
)
from rmdiag.reports.public import (
    PublicDimensions,
    public_actions,
    public_dimensions,
    public_withheld,
    told_dimensions,
)

FIRST = 5  # actions that the page has room for


def at_a_glance(tell: Telling) -> Section:
    """Write the page."""
    levels = public_dimensions(tell)
    blocks: list[Block] = [Paragraph(runs=_headline(tell, levels), style=ParagraphStyle.LEAD)]
    blocks.append(KeyFigures(cards=tuple(_cards(tell, levels))))
    if levels.shown:
        chart = dimensions_chart(tell, "figure-glance", measure=Measure.HALF)
        blocks.append(Columns(left=(chart,), right=tuple(_aside(tell, levels))))
    else:
        blocks += _aside(tell, levels)
    first = in_order(public_actions(tell).lines.every)[:FIRST]
    if first:
        blocks.append(_first(tell, first))
    return Section(id="summary", title=tell.say("public.glance"), blocks=tuple(blocks), start=Start.NEW_PAGE)


def _first(tell: Telling, lines: Sequence[Line]) -> Table:
    """Name what is to be there first, from whom, by when."""
    return Table(
        id="table-first",
        caption=tell.say("public.first"),
        columns=(
            Column(title=tell.say("public.result"), width=92, heads_rows=True),
            Column(title=tell.say("column.responsible"), width=52),
            Column(title=tell.say("column.due"), width=30),
        ),
        rows=tuple(
            row(sentence_part(advice.deliverable), advice.responsible, tell.shown.date(line.last))
            for line in lines
            if (advice := line.recommendation) is not None
        ),
        density=Density.COMPACT,
    )


def _headline(tell: Telling, levels: PublicDimensions) -> Runs:
    who, framework = tell.mission.administration, tell.framework
    scale = {"lowest": tell.shown.count(framework.lowest), "top": tell.shown.count(framework.top)}
    if not levels.shown:
        return tell.runs("public.headline_none", administration=who)
    if levels.overall:
        level = tell.shown.mean(tell.result.overall.point)
        key = "public.headline_indicative" if tell.indicative else "public.headline"
        return tell.runs(key, administration=who, level=level, **scale)
    points = [point for dimension in levels.shown if (point := tell.group(dimension).point) is not None]
    low, high = tell.shown.mean(min(points)), tell.shown.mean(max(points))
    return tell.runs("public.headline_span", administration=who, low=low, high=high, **scale)


def _cards(tell: Telling, levels: PublicDimensions) -> Iterator[KeyFigure]:
    shown, overall = tell.shown, tell.result.overall
    if levels.overall and overall.point is not None:
        label = tell.say("card.level_indicative" if tell.indicative else "card.level")
        yield KeyFigure(value=shown.mean(overall.point), label=label, level=int(overall.point))
    dimensions = told_dimensions(tell)
    number, behind = len(dimensions), sum(len(tell.told(dimension)) for dimension in dimensions)
    yield KeyFigure(value=shown.count(number), label=tell.count("public.card_dimensions", number))
    yield KeyFigure(value=shown.count(behind), label=tell.count("public.card_indicators", behind))
    actions = len(public_actions(tell).lines.every)
    if actions:
        yield KeyFigure(value=shown.count(actions), label=tell.count("public.card_actions", actions))


def _aside(tell: Telling, levels: PublicDimensions) -> Iterator[Block]:
    if levels.shown:
        yield Paragraph(runs=(strong(tell.say("public.strong")),))
        yield from strengths(tell, levels.shown)
    withheld = public_withheld(tell)
    if withheld:
        yield Paragraph(runs=withheld)
    lines = public_actions(tell).lines
    yield Paragraph(runs=(strong(tell.say("public.next")),))
    if not lines.every:
        yield tell.para("public.next_none")
        return
    values = {"steps": tell.count("public.steps", len(lines.every)), "end": tell.shown.date(lines.ends)}
    yield Paragraph(runs=tell.runs("public.next_steps", **values))


def strengths(tell: Telling, shown: tuple[Dimension, ...]) -> Iterator[Block]:
    """Name the dimensions that are at their targets, or the highest one where none is."""
    there = at_target(tell, shown)
    if there:
        words = (
            tell.say(
                "public.at_target",
                dimension=dimension.short,
                level=tell.shown.mean(tell.group(dimension).point),
                target=tell.shown.mean(tell.target_mean(dimension)),
            )
            for dimension in there
        )
        yield bullets(*words)
        return
    points = {dimension.id: tell.group(dimension).point for dimension in shown}
    highest = max(point for point in points.values() if point is not None)
    names = tell.shown.listed(d.short for d in shown if tell.shown.mean(points[d.id]) == tell.shown.mean(highest))
    yield tell.para("public.highest", names=names, level=tell.shown.mean(highest))
