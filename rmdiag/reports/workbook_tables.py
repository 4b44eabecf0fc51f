"""Choose what a workbook of a report holds: every table, where it stands, which figures it is behind, its sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rmdiag.reports.characters import printable
from rmdiag.reports.model import Figure, Link, Report, Runs, Table
from rmdiag.reports.numbering import blocks_of, sections_of

LONGEST_NAME = 31  # characters of a sheet's name in Excel
RESERVED = "history"  # Excel keeps this name to itself
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A table of a report with its place in it and in the workbook."""

    table: Table
    sheet: str
    section: str  # "7.1 Levels as both sides see them"
    figures: tuple[str, ...] = ()  # labels of the figures that are drawn from it


def placed_tables(report: Report, contents: str) -> tuple[Placed, ...]:
    """Give every table of a numbered report in reading order; `contents` is the name of the first sheet."""
    figures = _figures_by_table(report)
    names = _Names(contents)
    return tuple(
        Placed(
            table=table,
            sheet=names.name(table, number),
            section=section,
            figures=tuple(figures.get(table.id, ())),
        )
        for number, (section, table) in enumerate(_tables(report), start=1)
    )


def words_of(runs: Runs) -> str:
    """Give the words of a line; an address follows the words that lead to it."""
    parts = (
        f"{run.text} ({run.address})" if isinstance(run, Link) and run.address != run.text else run.text or ""
        for run in runs
    )
    return printable("".join(parts)).strip()


def _tables(report: Report) -> Iterator[tuple[str, Table]]:
    for section in sections_of(report.sections):
        title = printable(f"{section.number or ''} {section.title}".strip())
        alone = replace(report, sections=(replace(section, sections=()),))
        for block in blocks_of(alone):
            if isinstance(block, Table):
                yield title, block


def _figures_by_table(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in blocks_of(report):
        if isinstance(block, Figure) and block.label is not None:
            behind = block.data.id if block.data is not None else block.data_at.target if block.data_at else None
            if behind is not None:
                found.setdefault(behind, []).append(block.label)
    return found


class _Names:
    """Gives each table a name that Excel takes and no other sheet has; the only thing here that changes."""

    __slots__ = ("_taken",)

    def __init__(self, contents: str) -> None:
        self._taken = {contents.casefold(), RESERVED}

    def name(self, table: Table, number: int) -> str:
        """Name a sheet by the number of its table and as much of its caption as fits."""
        label = re.search(r"\d+", table.label or "")
        wanted = f"{label[0] if label else number} {_NOT_IN_NAMES.sub(' ', printable(table.caption))}"
        whole = " ".join(wanted.split())
        found, times = _fitted(whole, LONGEST_NAME), 1
        while found.casefold() in self._taken:
            times += 1
            mark = f" ({times})"
            found = _fitted(whole, LONGEST_NAME - len(mark)) + mark
        self._taken.add(found.casefold())
        return found


def _fitted(words: str, most: int) -> str:
    """Cut a name between words where it can be; no name ends in an apostrophe. Excel counts units of UTF-16."""
    if _units(words) > most:
        while _units(words) >= most:
            words = words[:-1]
        head, _, _ = words.rpartition(" ")
        words = f"{(head if len(head) > most // 2 else words).rstrip(' ,;:.–')}…"
    return words.strip("'’ ")


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
