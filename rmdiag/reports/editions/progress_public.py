"""Write the public form of progress: what moved of what both rounds may show, and what has been done that may be told.

It is composed from what `rmdiag.reports.public` lets through. Changes of single indicators, and the part that practice
has in a change, would tell more of them than the two levels do; so they are not counted here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rmdiag.assessment.comparison_results import LevelChange
from rmdiag.reports.compose import fact, para, row, total_row
from rmdiag.reports.editions.cover import CHECKSUM_SHOWN, labels
from rmdiag.reports.editions.progress_ground import editions_words, overlays_words, sets_words, side_words
from rmdiag.reports.editions.progress_levels import changes_figure
from rmdiag.reports.editions.progress_rounds import Rounds, level_cells, printed_parts, signed
from rmdiag.reports.editions.public_plan import adopted_in_outline, follow_up
from rmdiag.reports.editions.public_report import public_cover, public_metadata
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Align,
    Block,
    Column,
    Cover,
    Definition,
    Definitions,
    Metadata,
    Paragraph,
    ParagraphStyle,
    Report,
    Section,
    Start,
    Table,
)
from rmdiag.reports.public import levels_of, public_adopted, public_notice, public_withheld


def public_progress(rounds: Rounds) -> Report:
    """Write the report."""
    return Report(
        metadata=_metadata(rounds),
        labels=labels(rounds.tell),
        cover=_cover(rounds),
        sections=tuple(_sections(rounds)),
    )


def _shown(rounds: Rounds) -> tuple[LevelChange, ...]:
    """Give the dimensions that both rounds may show, as far as no overlay gives either another level."""
    found = []
    sides = [(tell.result, levels_of(tell.assessment)) for tell in (rounds.before, rounds.tell)]
    for change in rounds.comparison.dimensions:
        may = [any(change.id == one.id for one in levels.shown) for _, levels in sides]
        if change.change is None or not all(may) or not rounds.gives_nothing_away(change):
            continue
        told = [result.dimensions[change.id].point for result, _ in sides]
        if told == [change.old, change.new]:
            found.append(change)
    return tuple(found)


def _overall(rounds: Rounds) -> LevelChange | None:
    """Give the overall level where both rounds may show it."""
    sides = (rounds.before, rounds.tell)
    overall = rounds.comparison.overall
    if overall.change is None or not rounds.whole_may_be_shown:
        return None
    return overall if [tell.result.overall.point for tell in sides] == [overall.old, overall.new] else None


def _sections(rounds: Rounds) -> Iterator[Section]:
    tell, shown = rounds.tell, _shown(rounds)
    yield Section(
        id="summary",
        title=tell.say("pr.page.title"),
        blocks=tuple(_page(rounds, shown)),
        start=Start.NEW_PAGE,
    )
    if shown:
        yield Section(
            id="dimensions", title=tell.say("pr.dimensions.title"), number="1", blocks=(_table(rounds, shown),)
        )
    number = 1 + bool(shown)
    adopted = public_adopted(tell)
    told: tuple[Block, ...] = (
        tuple(adopted_in_outline(tell, adopted)) if adopted else (tell.para("pr.public.none_done"),)
    )
    yield Section(id="delivery", title=tell.say("pr.plan.title"), number=str(number), blocks=told)
    yield follow_up(tell, str(number + 1))
    yield Section(
        id="ground",
        title=tell.say("pr.ground.title"),
        number=str(number + 2),
        blocks=(Definitions(entries=_ground(rounds)),),
    )


def _page(rounds: Rounds, shown: Sequence[LevelChange]) -> Iterator[Block]:
    tell, overall = rounds.tell, _overall(rounds)
    values = {
        "administration": tell.mission.administration,
        "then": tell.shown.date(rounds.before.mission.as_of),
        "now": tell.shown.date(tell.mission.as_of),
    }
    if not shown:
        yield tell.lead("pr.public.lead_none", **values)
    elif overall is not None:
        ends = tell.shown.mean(overall.old), tell.shown.mean(overall.new)
        yield tell.lead("pr.lead" if ends[0] != ends[1] else "pr.lead_same", old=ends[0], new=ends[1], **values)
    else:
        yield tell.lead("pr.public.lead", **values)
    if shown:
        counts = {
            "rose": tell.shown.count(sum((one.change or 0) > 0 for one in shown)),
            "fell": tell.shown.count(sum((one.change or 0) < 0 for one in shown)),
            "stayed": tell.shown.count(sum(one.change == 0 for one in shown)),
        }
        yield para(tell.count("pr.public.moved", len(shown), **counts))
        yield from changes_figure(rounds, shown)
    withheld = public_withheld(tell)
    if withheld:
        yield Paragraph(runs=withheld)
    yield Paragraph(runs=public_notice(tell), style=ParagraphStyle.SMALL)


def _table(rounds: Rounds, shown: Sequence[LevelChange]) -> Table:
    tell, overall = rounds.tell, _overall(rounds)
    rows = [
        row(one.title, *level_cells(rounds, one, places=True), signed(tell, printed_parts(one)[0], places=True))
        for one in shown
    ]
    if overall is not None:
        cells = level_cells(rounds, overall, places=True)
        rows.append(
            total_row(tell.say("profile.overall"), *cells, signed(tell, printed_parts(overall)[0], places=True))
        )
    return Table(
        id="table-dimensions",
        caption=tell.say("pr.dimensions.table"),
        columns=(
            Column(title=tell.say("column.dimension"), width=90, heads_rows=True),
            *(Column(title=name, width=26, align=Align.CENTRE) for name in rounds.named),
            Column(title=tell.say("pr.column.change"), width=26, align=Align.END),
        ),
        rows=tuple(rows),
    )


def _ground(rounds: Rounds) -> tuple[Definition, ...]:
    tell, comparison = rounds.tell, rounds.comparison
    return (
        fact(tell.say("pr.ground.then"), side_words(rounds.before, comparison.old)),
        fact(tell.say("pr.ground.now"), side_words(tell, comparison.new)),
        fact(tell.say("pr.ground.editions"), editions_words(rounds)),
        fact(tell.say("pr.ground.sets"), sets_words(rounds)),
        fact(tell.say("pr.ground.overlays"), overlays_words(rounds)),
    )


def _cover(rounds: Rounds) -> Cover:
    tell, before = rounds.tell, rounds.before.mission
    plain = public_cover(tell)
    then = fact(tell.say("pr.cover.against"), _then(tell, rounds))
    return replace(
        plain,
        kicker=tell.say("pr.kicker_public", old=before.round, new=tell.mission.round),
        title=tell.say("pr.title"),
        facts=(*plain.facts, then),
    )


def _then(tell: Telling, rounds: Rounds) -> str:
    before = rounds.before.mission
    return tell.say("pr.cover.round", round=before.round, date=tell.shown.date(before.as_of))


def _metadata(rounds: Rounds) -> Metadata:
    tell, before = rounds.tell, rounds.before.mission
    mission = tell.mission
    days = {"then": tell.shown.date(before.as_of), "now": tell.shown.date(mission.as_of)}
    values = {"mission": mission.name, "against": before.name, "checksum": mission.checksum[:CHECKSUM_SHOWN]}
    key = "pr.identifier" if mission.checksum else "pr.identifier_unsigned"
    return replace(
        public_metadata(tell),
        title=tell.say("pr.report_title", administration=mission.administration, **days),
        subject=tell.say("pr.subject", old=before.round, new=mission.round, **days),
        identifier=tell.say(key, **values),
    )
