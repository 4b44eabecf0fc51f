"""Write what the plan takes: staff by quarter, and money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

from rmdiag.assessment.capacity import QUARTER
from rmdiag.assessment.proposal import Proposal
from rmdiag.assessment.proposal_make import later
from rmdiag.reports.compose import para, row, total_row
from rmdiag.reports.editions.plan_line_words import ids_words, staff_sum
from rmdiag.reports.editions.plan_lines import Line, Lines, quarters_of, staffed_in
from rmdiag.reports.editions.plan_money import money_blocks
from rmdiag.reports.editions.plan_time import staff
from rmdiag.reports.editions.plan_words import staff_words
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import Align, Block, Column, Density, Row, Section, Table

YEAR = 4  # quarters
QUARTERS = 16  # of one table; a longer plan is told by years


def means(tell: Telling, number: str) -> Section:
    """Write staff and money."""
    lines = tell.ahead.lines
    parts = (("staff", tuple(_staff(tell, lines))), ("money", tuple(money_blocks(tell, lines))))
    sections = tuple(
        Section(id=f"means-{key}", title=tell.say(f"pe.{key}.title"), number=f"{number}.{place}", blocks=blocks)
        for place, (key, blocks) in enumerate(parts, start=1)
    )
    return Section(id="means", title=tell.say("pe.means.title"), number=number, sections=sections)


def fullest(tell: Telling, lines: Lines) -> dict[str, str]:
    """Give the quarter that asks for most staff, and how much."""
    full, most = max(quarters_of(lines).items(), key=lambda pair: (pair[1], -pair[0]))
    first = later(lines.start, full * QUARTER)
    period = tell.shown.period(first, later(lines.start, (full + 1) * QUARTER) - timedelta(days=1))
    return {"period": period, "staff": staff_words(tell, most)}


def _staff(tell: Telling, lines: Lines) -> Iterator[Block]:
    quarters = quarters_of(lines)
    proposal = tell.planned.proposal
    if not quarters or proposal is None:
        yield tell.para("pe.staff.none")
        return
    unknown = sum(line.staff is None for line in lines.every)
    if unknown:
        yield para(tell.count("pe.staff.unknown", unknown))
    if any(line.staff and line.adopted is not None and line.first and line.first < lines.start for line in lines.every):
        yield tell.small("pe.staff.begun")
    if proposal.wish.capacity is None:
        yield tell.para("pe.staff.fullest", **fullest(tell, lines))
        yield _quarters(tell, proposal, lines)
    else:
        yield from staff(tell, replace(proposal, quarters=quarters))


def _quarters(tell: Telling, proposal: Proposal, lines: Lines) -> Table:
    """Give the staff by quarter, or by year where the plan is long, and all of it."""
    size = 1 if max(quarters_of(lines)) < QUARTERS else YEAR
    return Table(
        id="table-quarters",
        caption=tell.say("pe.staff.table" if size == 1 else "pe.staff.table_years"),
        columns=(
            Column(title=tell.say("column.period"), width=46, heads_rows=True),
            Column(title=tell.say("column.person_months"), width=26, align=Align.END),
            Column(title=tell.say("pe.column.running"), width=96),
        ),
        rows=tuple(_quarter_rows(tell, proposal, lines, size)),
        density=Density.COMPACT,
        note=tell.runs("pe.staff.rounded"),
    )


def _quarter_rows(tell: Telling, proposal: Proposal, lines: Lines, size: int) -> Iterator[Row]:
    quarters = quarters_of(lines)
    start = proposal.wish.start
    for first in range(0, max(quarters) + 1, size):
        begins, day = later(start, first * QUARTER), later(start, (first + size) * QUARTER) - timedelta(days=1)
        load = sum((quarters.get(one, Fraction(0)) for one in range(first, first + size)), Fraction(0))
        months = range(first * QUARTER, (first + size) * QUARTER)
        running = [line for line in lines.every if _runs(line, lines, months)]
        names = ids_words(tell, running) or tell.say("sign.none")
        yield row(tell.shown.period(begins, day), tell.shown.rounded(load, 1), names)
    undated = [line for line in lines.every if line.last is None and line.staff]
    if undated:
        yield row(tell.say("pe.waves.undated"), tell.shown.rounded(staff_sum(undated), 1), ids_words(tell, undated))
    yield total_row(tell.say("column.total"), tell.shown.rounded(staff_sum(lines.every), 1), "")


def _runs(line: Line, lines: Lines, months: range) -> bool:
    """Whether staff of an action is counted in some months of the plan."""
    own = staffed_in(line, lines.start)
    return bool(line.staff) and own.start < months.stop and months.start < own.stop
