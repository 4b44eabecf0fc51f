"""Write counts of administrations, which others than the team are told as bands, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rmdiag.assessment.portfolio.disclosure import Count
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling
from rmdiag.reports.model import Align, Column, Density, Reference, Row, Runs, Table

ROUNDS = "table-rounds"


def counted(tell: PortfolioTelling, count: Count | None) -> str:
    """Write a count: "3", "5–9", or the sign for what may not be told."""
    if count is None:
        return tell.say("pf.untold")
    if count.exact is not None:
        return tell.shown.count(count.exact)
    return tell.shown.levels(count.low, count.high)


def counted_of(tell: PortfolioTelling, count: Count | None) -> str:
    """Write a count and of how many: "3 of 4", "5–9 of 20"."""
    if count is None:
        return tell.say("pf.untold")
    return tell.say("pf.count_of", count=counted(tell, count), all=tell.shown.count(count.of))


def says(count: Count | None) -> bool:
    """Whether there is anything to tell of a count: somebody surely is in it."""
    return count is not None and count.low > 0


def names_note(tell: PortfolioTelling) -> Runs:
    """Say where the full names are of administrations that a table names in short."""
    return tell.runs("pf.names_note", annex=Reference(target=ROUNDS))


def compact(identity: str, caption: str, columns: Sequence[Column], rows: Sequence[Row]) -> Table:
    """Set a table of the portfolio, tightly."""
    return Table(id=identity, caption=caption, columns=tuple(columns), rows=tuple(rows), density=Density.COMPACT)


def noted(table: Table, note: Runs) -> Table:
    """Set a note under a table."""
    return replace(table, note=note)


def heading(title: str, width: int) -> Column:
    """Set the column that heads the rows."""
    return Column(title=title, width=width, heads_rows=True)


def number(title: str, width: int) -> Column:
    """Set a column of numbers."""
    return Column(title=title, width=width, align=Align.END)
