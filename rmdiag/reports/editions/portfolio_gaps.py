"""Tell the gaps that administrations share, and the questions that hold several of them down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.portfolio.model import Audience
from rmdiag.assessment.portfolio.questions_tallies import (
    OVERALL,
    BlockingTally,
    GapTally,
    MoveTally,
    blocking_tallies,
    gap_tallies,
    move_tallies,
)
from rmdiag.reports.compose import cell, quiet, row, runs, strong
from rmdiag.reports.editions.portfolio_counts import (
    compact,
    counted,
    counted_of,
    heading,
    names_note,
    noted,
    number,
    says,
)
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling
from rmdiag.reports.editions.telling import sentence_part
from rmdiag.reports.model import Block, Column, Group, List, ListEntry, Row, Runs, Section, Start, Table

ON_PAGE, BLOCKING_ON_PAGE, BLOCKING_IN_ANNEX = 5, 2, 30
TOGETHER = "portfolio-together"


def gap_blocks(tell: PortfolioTelling) -> Iterator[Block]:
    """Name the commonest gaps and blocking items, for the page of the programme."""
    gaps = [tally for tally in told_gaps(tell) if says(tally.short)]
    title = runs(tell.say("pf.gaps.title"))
    if not gaps:
        yield Group(title=title, blocks=(tell.para("pf.gaps.none" if _team(tell) else "pf.gaps.untold"),))
        return
    entries = [ListEntry(runs=_gap(tell, one)) for one in gaps[:ON_PAGE]]
    alike = sum(one.short == gaps[ON_PAGE - 1].short for one in gaps[ON_PAGE:])
    if alike:
        entries.append(ListEntry(runs=runs(quiet(tell.count("pf.gaps.alike", alike)))))
    yield Group(title=title, blocks=(List(entries=tuple(entries)),))
    held = told_blocking(tell)
    if held:
        questions = [ListEntry(runs=_held(tell, one)) for one in held[:BLOCKING_ON_PAGE]]
        alike = sum(one.holds == held[BLOCKING_ON_PAGE - 1].holds for one in held[BLOCKING_ON_PAGE:])
        if alike:
            questions.append(ListEntry(runs=runs(quiet(tell.count("pf.blocking.alike", alike)))))
        yield Group(title=runs(tell.say("pf.blocking.title")), blocks=(List(entries=tuple(questions)),))


def together(tell: PortfolioTelling) -> Section | None:
    """Write the annex of all counts: what moved, what is short of its target, what holds it; None: none is told."""
    blocks: list[Block] = [tell.para("pf.together.intro")]
    moves = move_tallies(tell.portfolio, tell.occasion.audience)
    if any(says(tally.compared) for tally in moves):
        blocks.append(_moves(tell, moves))
    gaps = [tally for tally in told_gaps(tell) if says(tally.short)]
    if gaps:
        blocks.append(_gap_table(tell, gaps))
    held = told_blocking(tell)[:BLOCKING_IN_ANNEX]
    if held:
        blocks.append(_blocking_table(tell, held))
    if len(blocks) == 1:
        return None
    return Section(id=TOGETHER, title=tell.say("pf.together.title"), blocks=tuple(blocks), start=Start.SAME_PAGE)


def told_gaps(tell: PortfolioTelling) -> tuple[GapTally, ...]:
    """Give the gaps that may be told: to everybody, none that could help somebody to avoid a control."""
    found = gap_tallies(tell.portfolio, tell.occasion.audience)
    return tuple(one for one in found if _may_be_told(tell, one.indicator))


def told_blocking(tell: PortfolioTelling) -> tuple[BlockingTally, ...]:
    """Give the questions that hold levels down; to everybody they are not told, as each says what a control lacks."""
    return () if tell.public else blocking_tallies(tell.portfolio, tell.occasion.audience)


def _may_be_told(tell: PortfolioTelling, identity: str) -> bool:
    indicator = tell.framework.indicators.get(identity)
    return not tell.public or (indicator is not None and not indicator.sensitive)


def _team(tell: PortfolioTelling) -> bool:
    return tell.occasion.audience is Audience.TEAM


def _title(tell: PortfolioTelling, identity: str) -> str:
    indicator = tell.framework.indicators.get(identity)
    return "" if indicator is None else indicator.short


def _gap(tell: PortfolioTelling, tally: GapTally) -> Runs:
    said = tell.say("pf.gaps.one", title=_title(tell, tally.indicator), count=counted_of(tell, tally.short))
    return runs(strong(tally.indicator), f" {said}")


def _held(tell: PortfolioTelling, tally: BlockingTally) -> Runs:
    question = tell.questionnaire.questions.get(tally.question)
    words = tally.question if question is None else sentence_part(question.text)
    return runs(
        strong(tally.question), f" {words} ", quiet(tell.say("pf.blocking.holds", count=counted_of(tell, tally.holds)))
    )


def _moves(tell: PortfolioTelling, tallies: Sequence[MoveTally]) -> Table:
    names = {one.id: one.short for one in tell.framework.dimensions} | {OVERALL: tell.say("pf.whole_long")}
    rows = [_move(tell, names[one.node], one) for one in tallies if one.node in names]
    columns = [
        heading(tell.say("pf.column.level_of"), 44),
        *(
            number(tell.say(f"pf.column.{key}"), 20)
            for key in ("compared", "up", "down", "same", "practice_up", "practice_down")
        ),
    ]
    return noted(compact("table-moves", tell.say("pf.moves.table"), columns, rows), tell.runs("pf.moves.note"))


def _move(tell: PortfolioTelling, name: str, tally: MoveTally) -> Row:
    counts = (tally.compared, tally.up, tally.down, tally.same, tally.performance_up, tally.performance_down)
    return row(name, *(counted(tell, count) for count in counts))


def _gap_table(tell: PortfolioTelling, gaps: Sequence[GapTally]) -> Table:
    columns = [
        heading(tell.say("column.indicator"), 60),
        *(number(tell.say(f"pf.column.{key}"), 20) for key in ("assessed", "short", "far")),
        Column(title=tell.say("pf.column.members"), width=70),
    ]
    rows = [
        row(
            cell(strong(one.indicator), " ", _title(tell, one.indicator)),
            *(counted(tell, count) for count in (one.assessed, one.short, one.far)),
            cell(quiet(tell.called(one.members))),
        )
        for one in gaps
    ]
    return noted(compact("table-gaps", tell.say("pf.gaps.table"), columns, rows), _seen_note(tell))


def _blocking_table(tell: PortfolioTelling, held: Sequence[BlockingTally]) -> Table:
    columns = [
        heading(tell.say("pf.column.question"), 90),
        number(tell.say("pf.column.holds"), 20),
        Column(title=tell.say("pf.column.members"), width=60),
    ]
    rows = []
    for one in held:
        question = tell.questionnaire.questions.get(one.question)
        words = "" if question is None else question.text
        rows.append(
            row(
                cell(strong(one.question), " ", words),
                counted(tell, one.holds),
                cell(quiet(tell.called(one.members))),
            )
        )
    return noted(compact("table-blocking", tell.say("pf.blocking.table"), columns, rows), _seen_note(tell))


def _seen_note(tell: PortfolioTelling) -> Runs:
    names = names_note(tell)
    return names if _team(tell) else tell.runs("pf.bands_note", names=names)
