"""Write every kind of block for Word, one after another, and the sections they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rmdiag.reports.model import (
    Arrangement,
    Block,
    Callout,
    CalloutKind,
    Columns,
    Contents,
    Definitions,
    DescriptorPair,
    Figure,
    Finding,
    Group,
    Keep,
    KeyFigures,
    LevelScale,
    List,
    ListStyle,
    Paragraph,
    ParagraphStyle,
    Prose,
    Section,
    Start,
    Table,
)
from rmdiag.reports.spaces import PageBreak, Room
from rmdiag.reports.word.arrangements import (
    WHOLE_ROW,
    low_row,
    write_definitions,
    write_descriptors,
    write_key_figures,
    write_room,
)
from rmdiag.reports.word.captions import write_caption
from rmdiag.reports.word.contents import write_contents
from rmdiag.reports.word.holding import holding, leads_on
from rmdiag.reports.word.pen import Pen, Place
from rmdiag.reports.word.pictures import Image, write_picture
from rmdiag.reports.word.runs import character_style, write_runs
from rmdiag.reports.word.table_styles import border
from rmdiag.reports.word.tables import Grid, cell_xml, ending_low, gap, page_break, shares, write_table
from rmdiag.reports.word.wordml import Setting, bookmark, colour, paragraph, run, shading, twips

PROSE = {ParagraphStyle.BODY: "Body Text", ParagraphStyle.LEAD: "Report Lead", ParagraphStyle.SMALL: "Report Small"}
SIGNS = {
    CalloutKind.NOTE: "i",
    CalloutKind.WARNING: "!",
    CalloutKind.STRENGTH: "✓",
    CalloutKind.GAP: "◇",
    CalloutKind.BLOCKING: "▼",
}
BOX, TAB = "☐", "<w:r><w:tab/></w:r>"
DEEPEST_LIST = 3
DEEPEST_HEADING = 4
CALLOUT_EDGE = 24  # eighths of a point
CALLOUT_ROOM, BETWEEN_COLUMNS, SHOWN = twips(8), twips(7), twips(17)
LONGEST_WHOLE = 4  # blocks of a callout that stays on one page
Drawn = Mapping[str, "Chart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A drawn chart: its bytes as PNG and its size in millimetres."""

    content: bytes
    size: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Writes the blocks of a report; charts and strips are drawn already."""

    pen: Pen
    charts: Drawn  # by the id of the figure
    strips: Mapping[LevelScale, Chart]

    def sections(self, sections: tuple[Section, ...], place: Place) -> str:
        """Write sections; what stands before one that must not begin a page stays with it."""
        following: list[Section | None] = [*sections[1:], None]
        written = ""
        for number, (section, after) in enumerate(zip(sections, following, strict=False)):
            ends_held = place.ends_held if after is None else after.start is Start.WITH_LAST
            if section.start is Start.NEW_PAGE:
                written = ending_low(self.pen, written)
            written += self._section(section, replace(place, ends_held=ends_held, at_top=place.at_top and not number))
        return written

    def _section(self, section: Section, place: Place) -> str:
        """Write a section and those within it."""
        within = replace(place, depth=place.depth + 1, at_top=False)
        ends_held = section.sections[0].start is Start.WITH_LAST if section.sections else place.ends_held
        words = self.blocks(section.blocks, replace(place, keep=leads_on(section), ends_held=ends_held))
        return f"{self._title(section, place)}{words}{self.sections(section.sections, within)}"

    def _title(self, section: Section, place: Place) -> str:
        inner = run(section.title)
        if section.number:
            inner = run(f"{section.number} ", character_style(self.pen, "Report Quiet")) + inner
        marked = bookmark(self.pen.bookmark(section.id), self.pen.next_id(), inner)
        setting = Setting(keep=True, page_before=section.start is Start.NEW_PAGE, at_top=place.at_top)
        return paragraph(self.pen.style(_heading(section, place.depth)), marked, setting)

    def blocks(self, blocks: tuple[Block, ...], place: Place) -> str:
        """Write blocks one after another; words that introduce a table or figure stay with it."""
        held = [*holding(blocks)[:-1], place.ends_held]
        return "".join(
            self._block(block, replace(place, keep=place.keep or keep, ends_held=False))
            for block, keep in zip(blocks, held, strict=False)
        )

    def _block(self, block: Block, place: Place) -> str:
        match block:
            case Paragraph() | List() | Definitions():
                return self._prose(block, place)
            case Table():
                return write_table(self.pen, block, place)
            case KeyFigures() | LevelScale() | DescriptorPair() | Callout():
                return self._finding(block, place)
            case Figure():
                return self._figure(block, place)
            case _:
                return self._arrangement(block, place)

    def _arrangement(self, block: Arrangement, place: Place) -> str:
        match block:
            case Columns():
                return self._columns(block, place)
            case Group():
                return self._group(block, place)
            case Contents():
                return write_contents(self.pen, block)
            case PageBreak():
                return page_break(self.pen)
            case Room():
                return write_room(self.pen, block, place)

    def _prose(self, block: Prose, place: Place) -> str:
        match block:
            case Paragraph():
                style = self.pen.style(PROSE[block.style])
                return paragraph(style, write_runs(self.pen, block.runs), Setting(keep=place.keep))
            case List():
                return self._list(block, place, 0)
            case Definitions():
                return write_definitions(self.pen, block, place)

    def _finding(self, block: Finding, place: Place) -> str:
        match block:
            case KeyFigures():
                return write_key_figures(self.pen, block, place)
            case LevelScale():
                return self._scale(block, place)
            case DescriptorPair():
                return write_descriptors(self.pen, block, place)
            case Callout():
                return self._callout(block, place)

    def _ticks(self, block: List, place: Place) -> str:
        """Write boxes to tick; Word's own lists would need signs that a template may not have."""
        style, last = self.pen.style("Report Tick"), len(block.entries) - 1
        return "".join(
            paragraph(
                style,
                run(BOX) + TAB + write_runs(self.pen, entry.runs),
                Setting(keep=place.keep or number < last),
            )
            for number, entry in enumerate(block.entries)
        )

    def _list(self, block: List, place: Place, depth: int) -> str:
        if block.style is ListStyle.TICKS:
            return self._ticks(block, place)
        kind, number = ("Bullet", self.pen.base.bullets)
        if block.style is ListStyle.NUMBERS:
            kind, number = ("Number", self.pen.numbers())
        level = min(depth, DEEPEST_LIST - 1)
        style = self.pen.style(f"List {kind}{f' {level + 1}' if level else ''}")
        last, written = len(block.entries) - 1, []
        for entry_number, entry in enumerate(block.entries):
            keep = place.keep or (entry_number < last and entry_number in (0, last - 1))
            setting = Setting(numbering=None if number is None else (number, level), keep=keep)
            written.append(paragraph(style, write_runs(self.pen, entry.runs), setting))
            if entry.nested is not None:
                written.append(self._list(entry.nested, place, depth + 1))
        return "".join(written)

    def _scale(self, block: LevelScale, place: Place) -> str:
        """Write the level in large figures beside its strip, and in words beneath."""
        widths = (SHOWN, place.width - SHOWN)
        strip = self.strips[block]
        image = Image(content=strip.content, size=strip.size, name=block.shown, alternative=block.words)
        shown = paragraph(self.pen.style("Report Figure Value"), run(block.shown), Setting(keep=True))
        beside = paragraph(
            self.pen.style("Report Figure"), write_picture(self.pen, image, widths[1]), Setting(keep=True)
        ) + paragraph(self.pen.style("Report Small"), run(block.words), Setting(keep=place.keep))
        grid = Grid(style=self.pen.style("Report Layout"), widths=widths)
        cells = cell_xml(widths[0], shown) + cell_xml(widths[1], beside)
        return f"{grid.opening}<w:tr>{WHOLE_ROW}{cells}</w:tr></w:tbl>{gap(self.pen, place)}"

    def _callout(self, block: Callout, place: Place) -> str:
        tone = self.pen.tokens.colour(block.kind)
        ink = f'<w:color w:val="{colour(tone)}"/>'
        title = paragraph(
            self.pen.style("Report Callout Title"), run(f"{SIGNS[block.kind]}  ", ink) + run(block.title, ink)
        )
        inner = self.blocks(block.blocks, place.within(place.width - CALLOUT_ROOM))
        looks = f"<w:tcBorders>{border('left', CALLOUT_EDGE, tone)}</w:tcBorders>"
        looks += shading(self.pen.tokens.colour(f"{block.kind}-tint"))
        grid = Grid(style=self.pen.style("Report Callout"), widths=(place.width,))
        whole = WHOLE_ROW if len(block.blocks) <= LONGEST_WHOLE else ""
        cell = cell_xml(place.width, ended(self.pen, title + inner), looks)
        return f"{grid.opening}<w:tr>{whole}{cell}</w:tr></w:tbl>{gap(self.pen, place)}"

    def _figure(self, block: Figure, place: Place) -> str:
        chart = self.charts[block.id]
        name = f"{block.label or ''} {block.caption}".strip()
        image = Image(content=chart.content, size=chart.size, name=name, alternative=block.alternative)
        remark = self._remark(block)
        drawn = paragraph(
            self.pen.style("Report Figure"), write_picture(self.pen, image, place.width), Setting(keep=bool(remark))
        )
        data = "" if block.data is None else write_table(self.pen, block.data, place)
        return f"{write_caption(self.pen, block)}{drawn}{remark}{data}"

    def _remark(self, block: Figure) -> str:
        if not block.note and block.data_at is None:
            return ""
        inner = write_runs(self.pen, block.note)
        if block.data_at is not None:
            lead = f"{' ' if block.note else ''}{self.pen.report.labels.data}: "
            inner += run(lead) + write_runs(self.pen, (block.data_at,)) + run(".")
        return paragraph(self.pen.style("Report Table Note"), inner)

    def _columns(self, block: Columns, place: Place, over: Sequence[Block] = ()) -> str:
        """Write two columns, and `over` both of them words that stay with them wherever a page ends."""
        left, right = shares(place.width - BETWEEN_COLUMNS, block.shares)
        widths = (left + BETWEEN_COLUMNS, right)
        aside = f'<w:tcMar><w:right w:w="{BETWEEN_COLUMNS}" w:type="dxa"/></w:tcMar>'
        cells = cell_xml(widths[0], ended(self.pen, self.blocks(block.left, place.within(left))), aside)
        cells += cell_xml(widths[1], ended(self.pen, self.blocks(block.right, place.within(right))))
        grid = Grid(style=self.pen.style("Report Layout"), widths=widths)
        held = low_row(self.pen, widths) if place.keep else ""
        above = self._row_over(over, place, widths) if over else ""
        return f"{grid.opening}{above}<w:tr>{WHOLE_ROW}{cells}</w:tr>{held}</w:tbl>{gap(self.pen, place)}"

    def _row_over(self, words: Sequence[Block], place: Place, widths: tuple[int, ...]) -> str:
        inner = self.blocks(tuple(words), replace(place, keep=True, ends_held=True))
        return f"<w:tr>{WHOLE_ROW}{cell_xml(sum(widths), inner, span=len(widths))}</w:tr>"

    def _group(self, block: Group, place: Place) -> str:
        inner = write_runs(self.pen, block.title)
        if block.id is not None:
            inner = bookmark(self.pen.bookmark(block.id), self.pen.next_id(), inner)
        title = paragraph(
            self.pen.style("Report Small Heading"), inner, Setting(keep=True, outline=min(place.depth, 8))
        )
        if not block.title:
            title = inner and paragraph(self.pen.style("Report Gap"), inner, Setting(keep=True))
        if block.keep is not Keep.WHOLE or not block.blocks:
            return title + self.blocks(block.blocks, place)
        first, rest = self._first_columns(block.blocks, place)
        if not rest:
            return title + first
        held = self.blocks(rest[:-1], replace(place, keep=True))
        return title + first + held + self.blocks(rest[-1:], place)

    def _first_columns(self, blocks: tuple[Block, ...], place: Place) -> tuple[str, tuple[Block, ...]]:
        """Write the columns that blocks begin with, the words before them in one table with them; give what is left.

        LibreOffice may leave a title alone at the end of a page where two lines of words stand between it and a table.
        """
        words = tuple(takewhile(lambda block: isinstance(block, Paragraph), blocks))
        rest = blocks[len(words) :]
        if not words or not rest or not isinstance(rest[0], Columns):
            return "", blocks
        keep = place.keep or place.ends_held or len(rest) > 1
        return self._columns(rest[0], replace(place, keep=keep, ends_held=False), words), rest[1:]


def ended(pen: Pen, cell: str) -> str:
    """End a cell with a paragraph, as Word demands."""
    return cell if cell.endswith("</w:p>") else cell + paragraph(pen.style("Report Gap"), "")


def _heading(section: Section, depth: int) -> str:
    """Name the style of a heading; one that the contents leave out must not come in when Word renews them."""
    if not section.listed:
        return "TOC Heading" if depth == 1 else "Report Small Heading"
    return f"heading {min(depth, DEEPEST_HEADING)}"
