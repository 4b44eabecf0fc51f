"""Number the tables and figures of a report and write the words of its references; find what cannot be drawn.

A report that refers to nothing, or names two things alike, is our bug, not its reader's: so it is an exception.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
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
    Labels,
    List,
    ListEntry,
    Paragraph,
    Reference,
    Report,
    Row,
    Runs,
    Section,
    Table,
)


class DefectiveReportError(ValueError):
    """A report that contradicts itself: an edition made it wrong."""


def numbered(report: Report) -> Report:
    """Give every table and figure its label and every reference its words; what has words already keeps them.

    Numbering starts at 1 and follows the order of the report. It may be applied again to what it gave.
    """
    labels = report.labels
    shaped = replace(report, sections=tuple(_labelled(report.sections, _Counter(labels=labels))))
    names = _names(shaped)
    return replace(shaped, sections=tuple(_section_with_words(section, names) for section in shaped.sections))


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


def _section_with_words(section: Section, names: dict[str, str]) -> Section:
    blocks = tuple(_block_with_words(block, names) for block in section.blocks)
    return replace(section, blocks=blocks, sections=tuple(_section_with_words(one, names) for one in section.sections))


def _block_with_words(block: Block, names: dict[str, str]) -> Block:
    match block:
        case Paragraph():
            return replace(block, runs=_words(block.runs, names))
        case Table():
            return _table_with_words(block, names)
        case Figure():
            return _figure_with_words(block, names)
        case Callout() | Group() | Columns():
            return _holder_with_words(block, names)
        case List() | Definitions() | DescriptorPair():
            return _entries_with_words(block, names)
        case _:
            return block


def _entries_with_words(block: List | Definitions | DescriptorPair, names: dict[str, str]) -> Block:
    match block:
        case List():
            return _list_with_words(block, names)
        case Definitions():
            entries = (Definition(term=one.term, meaning=_words(one.meaning, names)) for one in block.entries)
            return replace(block, entries=tuple(entries))
        case DescriptorPair():
            following = None if block.next is None else _descriptor_with_words(block.next, names)
            return replace(block, now=_descriptor_with_words(block.now, names), next=following)


def _holder_with_words(block: Callout | Group | Columns, names: dict[str, str]) -> Block:
    match block:
        case Callout():
            return replace(block, blocks=_blocks_with_words(block.blocks, names))
        case Group():
            return replace(block, title=_words(block.title, names), blocks=_blocks_with_words(block.blocks, names))
        case Columns():
            left, right = _blocks_with_words(block.left, names), _blocks_with_words(block.right, names)
            return replace(block, left=left, right=right)


def _blocks_with_words(blocks: tuple[Block, ...], names: dict[str, str]) -> tuple[Block, ...]:
    return tuple(_block_with_words(block, names) for block in blocks)


def _descriptor_with_words(descriptor: Descriptor, names: dict[str, str]) -> Descriptor:
    return replace(descriptor, runs=_words(descriptor.runs, names))


def _list_with_words(block: List, names: dict[str, str]) -> List:
    entries = (
        ListEntry(
            runs=_words(entry.runs, names),
            nested=None if entry.nested is None else _list_with_words(entry.nested, names),
        )
        for entry in block.entries
    )
    return replace(block, entries=tuple(entries))


def _table_with_words(table: Table, names: dict[str, str]) -> Table:
    return replace(
        table,
        rows=tuple(_row_with_words(row, names) for row in table.rows),
        note=_words(table.note, names),
    )


def _row_with_words(row: Row, names: dict[str, str]) -> Row:
    cells: tuple[Cell, ...] = tuple(replace(cell, runs=_words(cell.runs, names)) for cell in row.cells)
    return replace(row, cells=cells)


def _figure_with_words(figure: Figure, names: dict[str, str]) -> Figure:
    return replace(
        figure,
        data=None if figure.data is None else _table_with_words(figure.data, names),
        data_at=None if figure.data_at is None else _reference_with_words(figure.data_at, names),
        note=_words(figure.note, names),
    )


def _words(runs: Runs, names: dict[str, str]) -> Runs:
    return tuple(_reference_with_words(run, names) if isinstance(run, Reference) else run for run in runs)


def _reference_with_words(reference: Reference, names: dict[str, str]) -> Reference:
    name = names.get(reference.target)
    if name is None:
        message = f"a reference leads to {reference.target!r}, which is not in the report"
        raise DefectiveReportError(message)
    return replace(reference, text=reference.text or name)
