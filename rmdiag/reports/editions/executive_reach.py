"""Say what the plan reaches by when and what it costs: one table of levels and of means, wave by wave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from rmdiag.assessment.proposal import Outcome, Proposal
from rmdiag.assessment.results import Scores
from rmdiag.compendium.model import Dimension
from rmdiag.reports.compose import cell, level_cell, row, runs
from rmdiag.reports.editions.ahead import Ahead, has_actions
from rmdiag.reports.editions.aims import has_targets
from rmdiag.reports.editions.plan_line_words import cost_sum, staff_sum, wave_ends
from rmdiag.reports.editions.plan_lines import Line
from rmdiag.reports.editions.plan_words import first_of, wave_name
from rmdiag.reports.editions.scope import asked_words, leaves_out_dimensions, partly_note
from rmdiag.reports.editions.summary import at_target, headline
from rmdiag.reports.editions.telling import Telling, following
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Group,
    Keep,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Runs,
    Table,
    Text,
)
from rmdiag.reports.rounding import printed_level

NAMED = 5


def reach(tell: Telling, ahead: Ahead) -> Iterator[Block]:
    """Give what each wave takes, the levels after it, and what the plan leaves short."""
    yield Group(blocks=(_means(tell, ahead), *_made_of(tell, ahead)), keep=Keep.WHOLE)
    if ahead.reached is not None:
        opening = tell.para("brief.reach_opening", start=tell.shown.date(ahead.lines.start))
        yield Group(blocks=(opening, _table(tell, ahead, ahead.reached)), keep=Keep.WHOLE)
        yield Paragraph(runs=runs(" ".join(_short(tell, ahead.reached))))


def _made_of(tell: Telling, ahead: Ahead) -> Iterator[Block]:
    """Say how much of it is adopted already, as the plan edition counts it."""
    adopted = len(ahead.adopted)
    if adopted:
        new = tell.shown.count(len(ahead.every) - adopted)
        yield Paragraph(runs=runs(tell.count("brief.made_of", adopted, new=new)), style=ParagraphStyle.SMALL)


def _short(tell: Telling, proposal: Proposal) -> Iterator[str]:
    """Say what stays short of its target even when all of the plan is done."""
    short = [gap.indicator.short for gap in proposal.remaining if gap.gap]
    unknown = sum(gap.find_out for gap in proposal.remaining)
    if short:
        yield tell.count("brief.reach_short", len(short), list=first_of(tell, short, NAMED))
    elif not unknown:
        yield tell.say("bounds.none_short")
    if unknown:
        yield tell.count("bounds.unknown", unknown)
    if proposal.left_out:
        yield tell.count("brief.reach_left_out", len(proposal.left_out))


def _table(tell: Telling, ahead: Ahead, proposal: Proposal) -> Table:
    outcomes = proposal.outcomes
    every = [tell.result, *(outcome.scores for outcome in outcomes)]
    columns = [
        Column(title=tell.say("column.dimension"), width=54, heads_rows=True),
        Column(title=tell.say("reach.today"), width=26, align=Align.CENTRE),
        *(Column(title=_by(tell, ahead, outcome), width=28, align=Align.CENTRE) for outcome in outcomes),
    ]
    if has_targets(tell):
        columns.append(Column(title=tell.say("column.target"), width=18, align=Align.CENTRE))
    rows = [_dimension(tell, dimension, every) for dimension in tell.dimensions]
    if not leaves_out_dimensions(tell):
        overall = row(tell.say("profile.overall"), *(_level(tell, scores.overall.point) for scores in every))
        rows.append(replace(_with_target(tell, overall, tell.shown.mean(tell.overall_target)), kind=RowKind.TOTAL))
    note = partly_note(tell)
    return Table(
        id="table-brief-reach",
        caption=tell.caption(tell.say("brief.reach_table")),
        columns=tuple(columns),
        rows=tuple(rows),
        note=() if note is None else (Text(text=note),),
    )


def _by(tell: Telling, ahead: Ahead, outcome: Outcome) -> str:
    """Head a column by its wave and the month in which that ends."""
    month = tell.shown.month(wave_ends(ahead.lines, outcome.wave))
    return tell.say("brief.wave_by", wave=wave_name(tell, outcome.wave), month=month)


def _dimension(tell: Telling, dimension: Dimension, every: Sequence[Scores]) -> Row:
    cells = (_level(tell, scores.dimensions[dimension.id].point) for scores in every)
    found = row(asked_words(tell, dimension, dimension.short), *cells)
    return _with_target(tell, found, tell.shown.mean(tell.target_mean(dimension)))


def _with_target(tell: Telling, found: Row, target: str) -> Row:
    return Row(cells=(*found.cells, cell(target))) if has_targets(tell) else found


def _level(tell: Telling, point: Fraction | None) -> Cell:
    return level_cell(None if point is None else printed_level(point), tell.shown.mean(point))


def _means(tell: Telling, ahead: Ahead) -> Table:
    """Give what each wave takes: actions, staff and money, added up as in the plan edition."""
    lines = ahead.lines
    rows = [_wave(tell, wave_name(tell, wave), wave_ends(lines, wave), lines.of(wave)) for wave in lines.waves]
    if lines.undated:
        rows.append(_wave(tell, tell.say("pe.waves.undated"), None, lines.undated))
    total = _wave(tell, tell.say("column.total"), None if lines.last is None else lines.ends, lines.every)
    return Table(
        id="table-brief-waves",
        caption=tell.say("brief.waves_table"),
        columns=(
            Column(title=tell.say("column.wave"), width=34, heads_rows=True),
            Column(title=tell.say("brief.column_ends"), width=27),
            Column(title=tell.say("pe.column.actions"), width=18, align=Align.END),
            Column(title=tell.say("brief.staff"), width=47, align=Align.END),
            Column(title=tell.say("column.money" if tell.mission.costs else "column.cost"), width=58, align=Align.END),
        ),
        rows=(*rows, replace(total, kind=RowKind.TOTAL)),
    )


def _wave(tell: Telling, name: str, end: date | None, lines: Sequence[Line]) -> Row:
    return row(
        name,
        tell.say("sign.none") if end is None else tell.shown.day(end),
        tell.shown.count(len(lines)),
        tell.shown.short_figure(staff_sum(lines)),
        cost_sum(tell, lines),
    )


def opening(tell: Telling, ahead: Ahead) -> Paragraph:
    """Say where the administration stands, and where the plan would lead."""
    first = _headline(tell)
    said = [words for words in (first.runs, promise(tell, ahead)) if words]
    return replace(first, runs=following(said), finding="overall/level")


def _headline(tell: Telling) -> Paragraph:
    """Say it as the diagnostic does, but leave what is open to the card of the overall level."""
    overall, shown = tell.result.overall, tell.shown
    if overall.point is None or leaves_out_dimensions(tell) or not overall.known:
        return headline(tell)
    level, base = shown.mean(overall.point), tell.assessment.base
    alone = level if base is None else shown.mean(base.result.overall.point)
    return tell.lead(
        "brief.headline" if alone == level else "brief.headline_base",
        administration=tell.mission.administration,
        level=tell.say("summary.indicative_level", level=level) if tell.indicative else level,
        alone=alone,
        lowest=shown.count(tell.framework.lowest),
        top=shown.count(tell.framework.top),
        reached=tell.reached(*at_target(tell)),
    )


def promise(tell: Telling, ahead: Ahead) -> Runs:
    """Say where the whole plan would lead and when; nothing where there is no overall level, or no plan."""
    reached = ahead.reached
    if reached is None or not has_actions(ahead) or tell.result.overall.point is None or leaves_out_dimensions(tell):
        return ()
    waves = {outcome.wave: tell.shown.mean(outcome.scores.overall.point) for outcome in reached.outcomes}
    level = waves[reached.outcomes[-1].wave]
    if level == tell.shown.mean(tell.result.overall.point):
        return tell.runs("brief.promise_same", level=level, end=tell.shown.date(ahead.lines.ends))
    first = next(wave for wave in waves if waves[wave] == level)
    values = {
        "level": level,
        "end": tell.shown.date(wave_ends(ahead.lines, first)),
        "last": tell.shown.date(ahead.lines.ends),
    }
    return tell.runs("brief.promise" if values["end"] == values["last"] else "brief.promise_before", **values)
