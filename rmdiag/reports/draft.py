"""Number the findings of a draft for comments: "[F12]" before each, and a table of all of them at the end.

An edition marks what a reader may contest with a key (`finding`). A key that is said twice bears one number. Nothing
else of the report changes, so that comments on a draft hold for the report that follows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from rmdiag.reports.compose import cell, quiet, row
from rmdiag.reports.contested import NumberedFinding
from rmdiag.reports.editions.executive_words import whole_sentences
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Block,
    Callout,
    Cell,
    Column,
    Columns,
    Density,
    DescriptorPair,
    Group,
    List,
    ListEntry,
    Paragraph,
    Reference,
    Report,
    Row,
    Runs,
    Section,
    Start,
    Table,
    Text,
)

LONGEST = 240  # characters of a finding in the table; the whole stands in its place
SENTENCE_ENDS = (".", "?", "!", "…")
ROOM = "\u00a0"  # a cell to write in


def drafted(report: Report, tell: Telling) -> Report:
    """Make a draft of a report: its findings numbered, marked as a draft, with a table for comments."""
    numbering = _Numbering(tell)
    sections = tuple(numbering.section(section) for section in report.sections)
    findings = tuple(numbering.found.values())
    confidentiality = tell.say("draft.header", confidentiality=report.metadata.confidentiality)
    cover = None if report.cover is None else replace(report.cover, clearance=tell.say("draft.clearance"))
    return replace(
        report,
        metadata=replace(report.metadata, confidentiality=confidentiality),
        cover=cover,
        sections=(*sections, _annex(report, tell, findings)) if findings else sections,
        findings=findings,
    )


class _Numbering:
    """Numbers findings in the order of reading; the only thing here that changes."""

    def __init__(self, tell: Telling) -> None:
        self._colon, self._none = tell.say("list.colon"), tell.say("sign.none")
        self.found: dict[str, NumberedFinding] = {}
        self._section = ""

    def section(self, section: Section) -> Section:
        """Go through a section, then through the sections within it."""
        self._section = section.id
        blocks = self._blocks(section.blocks)
        return replace(section, blocks=blocks, sections=tuple(self.section(one) for one in section.sections))

    def _blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(finding=str() as key):
                return replace(block, runs=(self._mark(key, _words(block.runs)), *block.runs))
            case DescriptorPair(finding=str() as key):
                mark = self._mark(key, self._under(block.now.label, _words(block.now.runs)))
                return replace(block, now=replace(block.now, label=f"{mark.text}{block.now.label}"))
            case List():
                return replace(block, entries=tuple(self._entry(entry) for entry in block.entries))
            case Table():
                return replace(block, rows=tuple(self._row(block, one) for one in block.rows))
            case Callout() | Group() | Columns():
                return self._holder(block)
            case _:
                return block

    def _holder(self, block: Callout | Group | Columns) -> Block:
        match block:
            case Callout(finding=str() as key):
                mark = self._mark(key, self._under(block.title, self._said(block.blocks)))
                return replace(block, title=f"{mark.text}{block.title}", blocks=self._blocks(block.blocks))
            case Callout():
                return replace(block, blocks=self._blocks(block.blocks))
            case Group(finding=str() as key):
                heading = (self._mark(key, _words(block.title)), *block.title)
                return replace(block, title=heading, blocks=self._blocks(block.blocks))
            case Group():
                return replace(block, blocks=self._blocks(block.blocks))
            case Columns():
                return replace(block, left=self._blocks(block.left), right=self._blocks(block.right))

    def _entry(self, entry: ListEntry) -> ListEntry:
        runs = entry.runs if entry.finding is None else (self._mark(entry.finding, _words(entry.runs)), *entry.runs)
        nested = None
        if entry.nested is not None:
            nested = replace(entry.nested, entries=tuple(self._entry(one) for one in entry.nested.entries))
        return replace(entry, runs=runs, nested=nested)

    def _row(self, table: Table, one: Row) -> Row:
        """Set the mark into the cell that heads the row."""
        if one.finding is None:
            return one
        heading = next((place for place, column in enumerate(table.columns) if column.heads_rows), 0)
        mark = self._mark(one.finding, self._row_words(table, one))
        cells: list[Cell] = list(one.cells)
        cells[heading] = replace(cells[heading], runs=(mark, *cells[heading].runs))
        return replace(one, cells=tuple(cells))

    def _row_words(self, table: Table, one: Row) -> str:
        """Say a row in sentences: its heading cell, then the filled cells after it under their titles."""
        heading = next((place for place, column in enumerate(table.columns) if column.heads_rows), 0)
        first, *others = list(zip(table.columns, one.cells, strict=False))[heading:]
        said = ((column.title, _words(found.runs)) for column, found in others)
        told = [(title, words) for title, words in said if words not in ("", self._none)]
        return _sentences([_words(first[1].runs), *(self._under(title, words) for title, words in told)])

    def _said(self, blocks: tuple[Block, ...]) -> str:
        """Say the paragraphs and lists of a callout in sentences; what stands before a list introduces it."""
        lines: list[str] = []
        for before, block in zip((None, *blocks), blocks, strict=False):
            if isinstance(block, Paragraph):
                lines.append(_words(block.runs))
            elif isinstance(block, List):
                entries = _sentences(_words(entry.runs) for entry in block.entries)
                lines.append(self._under(lines.pop(), entries) if isinstance(before, Paragraph) else entries)
        return _sentences(lines)

    def _under(self, label: str, words: str) -> str:
        """Put words behind their label, which may be a sentence of its own."""
        bare = label.rstrip(": \u00a0\u202f")
        return f"{bare} {words}" if bare.endswith(SENTENCE_ENDS) else f"{bare}{self._colon}{words}"

    def _mark(self, key: str, words: str) -> Text:
        known = self.found.get(key)
        if known is None:
            known = NumberedFinding(number=len(self.found) + 1, key=key, section=self._section, words=words)
            self.found[key] = known
        return quiet(f"[{label(known)}] ")


def label(finding: NumberedFinding) -> str:
    """Write the number of a finding as it stands before it: "F12"."""
    return f"F{finding.number}"


def _words(runs: Runs) -> str:
    return "".join(run.text or "" for run in runs).strip()


def _sentences(parts: Iterable[str]) -> str:
    return " ".join(part if part.endswith(SENTENCE_ENDS) else f"{part}." for part in parts if part)


def _annex(report: Report, tell: Telling, findings: tuple[NumberedFinding, ...]) -> Section:
    letters = [one.number for one in report.sections if one.number is not None and len(one.number) == 1]
    letter = chr(ord(max(letters)) + 1) if letters and max(letters).isalpha() else None
    return Section(
        id="comments",
        title=tell.say("draft.annex"),
        number=letter,
        start=Start.NEW_PAGE,
        blocks=(tell.para("draft.opening"), tell.para("draft.sending"), _table(report, tell, findings)),
    )


def _table(report: Report, tell: Telling, findings: tuple[NumberedFinding, ...]) -> Table:
    return Table(
        id="table-comments",
        caption=tell.say("draft.table"),
        columns=(
            Column(title=tell.say("draft.number"), width=9, heads_rows=True),
            Column(title=tell.say("draft.place"), width=27),
            Column(title=tell.say("draft.words"), width=80),
            Column(title=tell.say("draft.comment"), width=52),
        ),
        rows=tuple(
            row(cell(label(one)), _place(report, one), whole_sentences(one.words, LONGEST), ROOM) for one in findings
        ),
        density=Density.COMPACT,
    )


def _place(report: Report, finding: NumberedFinding) -> Cell:
    """Lead to the section in which a finding stands, by its number or its title."""
    section = next(one for one in _every(report.sections) if one.id == finding.section)
    return cell(Reference(target=section.id, page=True), " ", quiet(finding.key))


def _every(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _every(section.sections)
