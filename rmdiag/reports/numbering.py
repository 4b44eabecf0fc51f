"""Number the tables and figures of a report and write the words of its references; find what cannot be drawn.

A report that refers to nothing, or names two things alike, is our bug, not its reader's: so it is an exception.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from rmdiag.reports.model import (
    Block,
    Callout,
    Columns,
    Figure,
    Group,
    Inline,
    Labels,
    Reference,
    Report,
    Section,
    Table,
    Text,
    TextStyle,
)
from rmdiag.reports.rewriting import rewritten
from rmdiag.reports.shown import NO_BREAK
from rmdiag.reports.unbroken import unbroken

_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")  # 1 297 is not broken, by whomever it was typed
ELSEWHERE = ("ind-", "dim-", "action-")  # what only the whole report has a place for


class DefectiveReportError(ValueError):
    """A report that contradicts itself: an edition made it wrong."""


def numbered(report: Report) -> Report:
    """Give every table and figure its label and every reference its words; what has words already keeps them.

    Numbering starts at 1 and follows the order of the report. It may be applied again to what it gave.
    """
    labels = report.labels
    shaped = replace(report, sections=tuple(_labelled(report.sections, _Counter(labels=labels))))
    names = _names(shaped)
    return rewritten(shaped, partial(_worded, names=names, language=report.metadata.language))


def standing_alone(report: Report) -> Report:
    """Let references to indicators, dimensions and actions that are told elsewhere be plain words.

    A short edition takes parts of the whole report. What leads to any other part that is not there stays, and is a
    mistake that `numbered` finds.
    """
    there = {identifier for identifier, _ in _targets(report)}
    return rewritten(report, partial(_told_elsewhere, there=there))


def check(report: Report) -> None:
    """Raise a `DefectiveReportError` when ids repeat, a reference leads nowhere, or a row does not fill its table."""
    ids = Counter(identifier for identifier, _ in _targets(report))
    if repeated := sorted(identifier for identifier, times in ids.items() if times > 1):
        message = f"ids used more than once: {', '.join(repeated)}"
        raise DefectiveReportError(message)
    for block in blocks_of(report):
        if isinstance(block, Table):
            _check_rows(block)


def blocks_of(report: Report) -> Iterator[Block]:
    """Walk through all blocks of a report in reading order, those within others included."""
    for section in sections_of(report.sections):
        yield from _within(section.blocks)


def sections_of(sections: Iterable[Section]) -> Iterator[Section]:
    """Walk through sections in reading order, each before those within it."""
    for section in sections:
        yield section
        yield from sections_of(section.sections)


def _within(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        yield from _within(_children(block))


def _children(block: Block) -> tuple[Block, ...]:
    match block:
        case Callout() | Group():
            return block.blocks
        case Columns():
            return block.left + block.right
        case Figure(data=Table() as table):
            return (table,)
        case _:
            return ()


def _check_rows(table: Table) -> None:
    for number, row in enumerate(table.rows, start=1):
        width = sum(cell.span for cell in row.cells)
        if width != len(table.columns):
            message = f"table {table.id}, row {number}: {width} cells for {len(table.columns)} columns"
            raise DefectiveReportError(message)


def _targets(report: Report) -> Iterator[tuple[str, str]]:
    """Name everything that a reference may lead to, with the words for it."""
    for section in sections_of(report.sections):
        number = f"{report.labels.section} {section.number}" if section.number else section.title
        yield section.id, number
    for block in blocks_of(report):
        if isinstance(block, Table | Figure):
            yield block.id, block.label or block.caption
        elif isinstance(block, Group) and block.id is not None:
            yield block.id, "".join(run.text or "" for run in block.title)


def _names(report: Report) -> dict[str, str]:
    return dict(_targets(report))


class _Counter:
    """Counts tables and figures through a report; the only thing here that changes."""

    __slots__ = ("_counts", "_words")

    def __init__(self, *, labels: Labels) -> None:
        self._words = {Table: labels.table, Figure: labels.figure}
        self._counts: Counter[type[Table | Figure]] = Counter()

    def label(self, block: Table | Figure) -> str:
        """Keep the label, or give the next one of its kind."""
        if block.label is not None:
            return block.label
        self._counts[type(block)] += 1
        return f"{self._words[type(block)]} {self._counts[type(block)]}"


def _labelled(sections: Iterable[Section], counter: _Counter) -> Iterator[Section]:
    for section in sections:
        blocks = tuple(_labelled_block(block, counter) for block in section.blocks)
        yield replace(section, blocks=blocks, sections=tuple(_labelled(section.sections, counter)))


def _labelled_block(block: Block, counter: _Counter) -> Block:
    match block:
        case Table():
            return replace(block, label=counter.label(block))
        case Figure():
            label = counter.label(block)
            data = None if block.data is None else replace(block.data, label=counter.label(block.data))
            return replace(block, label=label, data=data)
        case Callout() | Group():
            return replace(block, blocks=tuple(_labelled_block(child, counter) for child in block.blocks))
        case Columns():
            left = tuple(_labelled_block(child, counter) for child in block.left)
            return replace(block, left=left, right=tuple(_labelled_block(child, counter) for child in block.right))
        case _:
            return block


def _worded(run: Inline, *, names: Mapping[str, str], language: str) -> Inline:
    if isinstance(run, Text):
        whole = _GROUPS.sub(NO_BREAK, run.text)
        if run.style is not TextStyle.CODE:
            whole = unbroken(whole, language)
        return run if whole == run.text else replace(run, text=whole)
    if not isinstance(run, Reference):
        return run
    name = names.get(run.target)
    if name is None:
        message = f"a reference leads to {run.target!r}, which is not in the report"
        raise DefectiveReportError(message)
    return replace(run, text=unbroken(run.text or name, language))


def _told_elsewhere(run: Inline, *, there: Collection[str]) -> Inline:
    if not isinstance(run, Reference) or run.target in there or run.text is None:
        return run
    return Text(text=run.text) if run.target.startswith(ELSEWHERE) else run
