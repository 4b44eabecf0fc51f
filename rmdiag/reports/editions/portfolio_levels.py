"""Write the levels of every administration that may be seen by itself: the numbers behind the figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rmdiag.assessment.portfolio.model import Change, Level, Member, Moved, Snapshot
from rmdiag.reports.compose import level_cell, row, total_row
from rmdiag.reports.editions.portfolio_counts import compact, heading
from rmdiag.reports.editions.portfolio_strips import LEVELS
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling, table_of
from rmdiag.reports.model import Align, Block, Cell, Column, Section, Start, Table
from rmdiag.reports.rounding import printed_level


def levels_annex(tell: PortfolioTelling) -> Section:
    """Write a table for each administration with a round, in the order of programme.yaml."""
    blocks: list[Block] = [tell.para("pf.levels.public" if tell.public else "pf.levels.intro")]
    blocks += [_table(tell, member, kept) for member in tell.members if (kept := tell.latest(member)) is not None]
    return Section(id=LEVELS, title=tell.say("pf.levels.title"), blocks=tuple(blocks), start=Start.SAME_PAGE)


def _table(tell: PortfolioTelling, member: Member, latest: Snapshot) -> Table:
    change = tell.change(member)
    columns = [
        heading(tell.say("column.dimension"), 42),
        *(() if change is None else (_numbers(change.old_round),)),
        _numbers(latest.round),
        *(() if tell.public else (_numbers(tell.say("pf.column.interval")),)),
        _numbers(tell.say("pf.column.target")),
    ]
    if change is not None:
        columns += [_numbers(tell.say(f"pf.column.{key}")) for key in _change_keys(tell)]
    told, moves = tell.levels(latest), tell.moves(member, change)
    rows = [
        row(one.short, *_cells(tell, told.get(one.id), tell.target(latest, one), _moved(change, moves.get(one.id))))
        for one in tell.framework.dimensions
    ]
    if not tell.public:
        whole = _moved(change, None if change is None else change.overall)
        rows.append(total_row(tell.say("pf.whole_long"), *_cells(tell, latest.overall, None, whole)))
    return compact(table_of(member), member.name, columns, rows)


def _numbers(title: str) -> Column:
    return Column(title=title, width=22, align=Align.CENTRE)


def _change_keys(tell: PortfolioTelling) -> tuple[str, ...]:
    return ("change",) if tell.public else ("change", "practice", "information")


def _moved(change: Change | None, moved: Moved | None) -> tuple[Moved | None, ...]:
    """Give the cells of a change: one where there is an earlier round, else none."""
    return () if change is None else (moved,)


def _cells(
    tell: PortfolioTelling, level: Level | None, target: Fraction | None, changes: tuple[Moved | None, ...]
) -> Iterator[str | Cell]:
    for moved in changes:
        yield _cell(tell, None if moved is None or moved.change is None else moved.old)
    yield _cell(tell, None if level is None else level.point)
    if not tell.public:
        yield tell.say("sign.none") if level is None else tell.shown.interval(level.low, level.high)
    yield tell.shown.mean(target)
    for moved in changes:
        printed = tell.printed(moved)
        yield tell.signed(None if printed is None else printed.moved)
        if not tell.public:
            yield tell.signed(None if printed is None else printed.practice)
            yield tell.signed(None if printed is None else printed.information)


def _cell(tell: PortfolioTelling, value: Fraction | None) -> Cell:
    return level_cell(None if value is None else printed_level(value), tell.shown.mean(value))
