"""Write which deadlines come next, what must come first and why, and the longest chain of actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from rmdiag.assessment.proposal_make import later
from rmdiag.compendium.model import Recommendation
from rmdiag.reports.compose import cell, para, row, runs, strong
from rmdiag.reports.editions.plan_line_words import title_words, who_words
from rmdiag.reports.editions.plan_lines import Line, Lines, longest_chain
from rmdiag.reports.editions.plan_time import link
from rmdiag.reports.editions.telling import Telling, following, to_annex
from rmdiag.reports.model import (
    Align,
    Block,
    Column,
    Density,
    Group,
    Keep,
    List,
    ListEntry,
    ListStyle,
    Row,
    Runs,
    Section,
    Table,
)

NEXT = 5  # deadlines that are not yet past


def first_things(tell: Telling, number: str) -> Section:
    """Write what others wait for, and the longest chain."""
    blocks = tuple(_first_things(tell, tell.ahead.lines))
    return Section(id="first-things", title=tell.say("pe.first_things.title"), number=number, blocks=blocks)


def room(line: Line, waiting: Sequence[Line]) -> int | None:
    """Give the whole months by which an action may end later before the first that waits for it must move."""
    begins = min((one.first for one in waiting if one.first is not None), default=None)
    if line.last is None or begins is None or line.overdue:
        return None
    free = line.last + timedelta(days=1)
    months = 0
    while later(free, months + 1) <= begins:
        months += 1
    return months


def deadlines(tell: Telling, lines: Lines) -> Iterator[Block]:
    """Name what is overdue and what ends next."""
    dated = sorted((line for line in lines.every if line.last is not None), key=lambda line: line.last or date.max)
    late = [line for line in dated if line.overdue]
    coming = [line for line in dated if not line.overdue]
    told = [*late, *coming[:NEXT]]
    if not told:
        return
    blocks: list[Block] = [List(entries=tuple(ListEntry(runs=_deadline(tell, line)) for line in told))]
    if len(coming) > NEXT:
        blocks.append(tell.small("pe.first.rest", annex=to_annex(tell, "A", opens=True)))
    yield Group(title=runs(tell.say("pe.first.title")), blocks=tuple(blocks), keep=Keep.WHOLE)


def _deadline(tell: Telling, line: Line) -> Runs:
    key = "pe.first.overdue" if line.overdue else "pe.first.next"
    return tell.runs(
        key if line.responsible else f"{key}_nobody",
        id=strong(line.id),
        what=title_words(tell, line),
        who=who_words(tell, line),
        end=tell.shown.date(line.last),
    )


def _first_things(tell: Telling, lines: Lines) -> Iterator[Block]:
    waited = {line.id: [one for one in lines.every if line.id in one.after] for line in lines.every}
    first = [line for line in lines.every if waited[line.id]]
    if not first:
        yield tell.para("pe.first_things.none")
        return
    yield para(tell.count("pe.first_things.opening", len(first)))
    first.sort(key=lambda line: -len(waited[line.id]))
    yield Table(
        id="table-first",
        caption=tell.say("pe.first_things.table"),
        columns=(
            Column(title=tell.say("pe.column.first"), width=56, heads_rows=True),
            Column(title=tell.say("pe.column.ends"), width=24),
            Column(title=tell.say("pe.column.waiting"), width=74),
            Column(title=tell.say("pe.column.slack"), width=20, align=Align.END),
        ),
        rows=tuple(_first_row(tell, line, waited[line.id]) for line in first),
        density=Density.COMPACT,
        note=tell.runs("pe.first_things.note"),
    )
    yield from _longest(tell, lines)


def _longest(tell: Telling, lines: Lines) -> Iterator[Block]:
    """Write the longest chain."""
    proposal, known = tell.planned.proposal, longest_chain(tell, lines.every)
    if proposal is None or not known:
        return
    months = tell.count("count.months", proposal.critical.months)
    if len(known) == 1:
        yield tell.para("pe.path.one", id=strong(known[0]), months=months)
        return
    yield tell.para("pe.path.many", months=months)
    yield List(entries=tuple(ListEntry(runs=link(tell, one)) for one in known), style=ListStyle.NUMBERS)


def _first_row(tell: Telling, line: Line, waiting: Sequence[Line]) -> Row:
    whys = [_why(tell, line, one) for one in waiting]
    same = len(set(whys)) == 1 and len(waiting) > 1
    said = [
        tell.runs("pe.waits_named", id=strong(one.id), short=title_words(tell, one))
        if same
        else tell.runs("pe.waits", id=strong(one.id), short=title_words(tell, one), why=why)
        for one, why in zip(waiting, whys, strict=True)
    ]
    if same:
        said.append(runs(tell.say("pe.waits_all", why=whys[0])))
    months = room(line, waiting)
    slack = tell.say("sign.none") if months is None else tell.count("count.months", months)
    if line.overdue:
        slack = tell.say("pe.overdue")
    name = title_words(tell, line)
    return row(cell(strong(line.id), " ", name), tell.shown.day(line.last), cell(*following(said)), slack)


def _why(tell: Telling, first: Line, waiting: Line) -> str:
    """Say why one action waits for another."""
    if first.recommendation is None and first.adopted is None:
        return tell.say("pe.why.known")
    if first.recommendation is None or waiting.recommendation is None:
        return tell.say("pe.why.plan")
    return _why_recommended(tell, first.recommendation, waiting.recommendation)


def _why_recommended(tell: Telling, first: Recommendation, waiting: Recommendation) -> str:
    if first.id in waiting.after:
        return tell.say("pe.why.builds_on")
    if first.indicator == waiting.indicator:
        return tell.say("pe.why.same")
    for need in tell.framework.indicators[waiting.indicator].requires:
        if need.left == first.indicator and isinstance(need.right, Fraction):
            return tell.say("pe.why.level", indicator=need.left, level=tell.shown.figure(need.right))
    return tell.say("pe.why.plan")
