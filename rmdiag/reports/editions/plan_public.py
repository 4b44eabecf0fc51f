"""Write the public form of the plan: what may be told of it, composed from what `rmdiag.reports.public` lets through.

Every sum in it is one of the actions that are told: from a sum of all, the others could be worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rmdiag.reports.compose import row, total_row
from rmdiag.reports.editions.cover import CHECKSUM_SHOWN, labels
from rmdiag.reports.editions.plan_line_words import amounts
from rmdiag.reports.editions.plan_lines import Lines
from rmdiag.reports.editions.plan_money import money_by_wave
from rmdiag.reports.editions.plan_page import cards, months_between
from rmdiag.reports.editions.plan_words import wave_name
from rmdiag.reports.editions.public_levels import levels
from rmdiag.reports.editions.public_plan import follow_up, plan_in_outline
from rmdiag.reports.editions.public_report import public_cover, public_metadata
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Align,
    Block,
    Column,
    Metadata,
    Report,
    Section,
    Start,
    Table,
)
from rmdiag.reports.public import public_actions


def public_plan(tell: Telling) -> Report:
    """Write the report."""
    lines = public_actions(tell).lines
    kicker = tell.say("pe.kicker_public", round=tell.mission.round)
    return Report(
        metadata=_metadata(tell),
        labels=labels(tell),
        cover=replace(public_cover(tell), kicker=kicker, title=tell.say("pe.title")),
        sections=(_page(tell, lines), *_chapters(tell, lines)),
    )


def _metadata(tell: Telling) -> Metadata:
    mission = tell.mission
    key = "pe.identifier" if mission.checksum else "pe.identifier_unsigned"
    return replace(
        public_metadata(tell),
        title=tell.say("pe.report_title", administration=mission.administration),
        subject=tell.say("pe.subject", round=mission.round, date=tell.shown.date(mission.as_of)),
        identifier=tell.say(key, mission=mission.name, checksum=mission.checksum[:CHECKSUM_SHOWN]),
    )


def _page(tell: Telling, lines: Lines) -> Section:
    """Say in short what is told of the plan."""
    blocks: list[Block] = []
    if lines.every:
        values = {
            "actions": tell.count("pe.actions", len(lines.every)),
            "months": tell.count("count.months", months_between(lines)),
            "start": tell.shown.date(lines.start),
            "end": tell.shown.date(lines.ends),
        }
        blocks += [tell.lead("pe.public.lead", **values), cards(tell, lines, None)]
        blocks.append(tell.para("pe.purpose_public", date=tell.shown.date(tell.mission.as_of)))
        blocks.append(_counts(tell, lines))
    else:
        blocks.append(tell.lead("public.next_none"))
    return Section(id="plan-summary", title=tell.say("pe.page.title"), blocks=tuple(blocks), start=Start.NEW_PAGE)


def _chapters(tell: Telling, lines: Lines) -> Iterator[Section]:
    yield replace(levels(tell, "1"), title=tell.say("pe.public.levels_title"))
    yield plan_in_outline(tell, "2")
    number = 3
    if any(line.cost for line in lines.every):
        yield Section(
            id="means", title=tell.say("pe.money.title"), number=str(number), blocks=(money_by_wave(tell, lines),)
        )
        number += 1
    yield follow_up(tell, str(number))


def _counts(tell: Telling, lines: Lines) -> Table:
    """Count the actions that are told by dimension and wave."""
    columns = [Column(title=tell.say("column.dimension"), width=54, heads_rows=True)]
    columns += [Column(title=wave_name(tell, wave), width=22, align=Align.END) for wave in lines.waves]
    columns.append(Column(title=tell.say("column.total"), width=18, align=Align.END))
    columns.append(Column(title=tell.say("column.person_months"), width=26, align=Align.END))
    rows = [row(d.short, *_numbers(tell, lines, lines.in_dimension(d))) for d in tell.framework.dimensions]
    return Table(
        id="table-counts",
        caption=tell.say("pe.public.counts"),
        columns=tuple(columns),
        rows=(*rows, total_row(tell.say("column.total"), *_numbers(tell, lines, lines.every))),
    )


def _numbers(tell: Telling, lines: Lines, own: Sequence[object]) -> Iterator[str]:
    for wave in lines.waves:
        yield tell.shown.count(sum(line.wave is wave for line in lines.every if line in own))
    yield from amounts(tell, [line for line in lines.every if line in own])[:2]
