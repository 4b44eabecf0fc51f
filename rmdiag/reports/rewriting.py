"""Rewrite the words of a report wherever they stand: one change applied to every run, the tree kept as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from rmdiag.reports.model import (
    Block,
    Callout,
    Cell,
    Columns,
    Definition,
    Definitions,
    Descriptor,
    DescriptorPair,
    Figure,
    Group,
    Inline,
    List,
    Paragraph,
    Reference,
    Report,
    Row,
    Runs,
    Section,
    Table,
)

Change = Callable[[Inline], Inline]


def rewritten(report: Report, change: Change) -> Report:
    """Apply a change to every run of words in the sections of a report; what leads to a figure's data stays one."""
    return replace(report, sections=tuple(_section_rewritten(section, change) for section in report.sections))


def _section_rewritten(section: Section, change: Change) -> Section:
    blocks = tuple(_block_rewritten(block, change) for block in section.blocks)
    return replace(section, blocks=blocks, sections=tuple(_section_rewritten(one, change) for one in section.sections))


def _block_rewritten(block: Block, change: Change) -> Block:
    match block:
        case Paragraph():
            return replace(block, runs=_runs(block.runs, change))
        case Table():
            return _table_rewritten(block, change)
        case Figure():
            return _figure_rewritten(block, change)
        case Callout() | Group() | Columns():
            return _holder_rewritten(block, change)
        case List() | Definitions() | DescriptorPair():
            return _entries_rewritten(block, change)
        case _:
            return block


def _entries_rewritten(block: List | Definitions | DescriptorPair, change: Change) -> Block:
    match block:
        case List():
            return _list_rewritten(block, change)
        case Definitions():
            entries = (Definition(term=one.term, meaning=_runs(one.meaning, change)) for one in block.entries)
            return replace(block, entries=tuple(entries))
        case DescriptorPair():
            following = None if block.next is None else _descriptor_rewritten(block.next, change)
            return replace(block, now=_descriptor_rewritten(block.now, change), next=following)


def _holder_rewritten(block: Callout | Group | Columns, change: Change) -> Block:
    match block:
        case Callout():
            return replace(block, blocks=_blocks_rewritten(block.blocks, change))
        case Group():
            return replace(block, title=_runs(block.title, change), blocks=_blocks_rewritten(block.blocks, change))
        case Columns():
            left, right = _blocks_rewritten(block.left, change), _blocks_rewritten(block.right, change)
            return replace(block, left=left, right=right)


def _blocks_rewritten(blocks: tuple[Block, ...], change: Change) -> tuple[Block, ...]:
    return tuple(_block_rewritten(block, change) for block in blocks)


def _descriptor_rewritten(descriptor: Descriptor, change: Change) -> Descriptor:
    return replace(descriptor, runs=_runs(descriptor.runs, change))


def _list_rewritten(block: List, change: Change) -> List:
    entries = (
        replace(
            entry,
            runs=_runs(entry.runs, change),
            nested=None if entry.nested is None else _list_rewritten(entry.nested, change),
        )
        for entry in block.entries
    )
    return replace(block, entries=tuple(entries))


def _table_rewritten(table: Table, change: Change) -> Table:
    return replace(
        table,
        rows=tuple(_row_rewritten(row, change) for row in table.rows),
        note=_runs(table.note, change),
    )


def _row_rewritten(row: Row, change: Change) -> Row:
    cells: tuple[Cell, ...] = tuple(replace(cell, runs=_runs(cell.runs, change)) for cell in row.cells)
    return replace(row, cells=cells)


def _figure_rewritten(figure: Figure, change: Change) -> Figure:
    return replace(
        figure,
        data=None if figure.data is None else _table_rewritten(figure.data, change),
        data_at=None if figure.data_at is None else _led(figure.data_at, change),
        note=_runs(figure.note, change),
    )


def _runs(runs: Runs, change: Change) -> Runs:
    return tuple(change(run) for run in runs)


def _led(reference: Reference, change: Change) -> Reference:
    changed = change(reference)
    return changed if isinstance(changed, Reference) else reference
