"""Write tables for Word: the heads repeat on every page, rows stay whole, levels keep their colours."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from rmdiag.reports.columns import stands_whole
from rmdiag.reports.model import Align, Cell, Density, Row, RowKind, Table
from rmdiag.reports.views import row_classes
from rmdiag.reports.word.captions import write_caption
from rmdiag.reports.word.columns import parts_of_columns
from rmdiag.reports.word.pen import Pen, Place
from rmdiag.reports.word.runs import write_runs
from rmdiag.reports.word.wordml import Setting, colour, paragraph, run, shading, words

ALIGNS = {Align.START: "", Align.CENTRE: "center", Align.END: "right"}
HELD = 2  # rows at the start of a table, and before its last, that hold on to the next
HEAD_LOOK, FIRST_COLUMN_LOOK, NO_LOOK = "0620", "06A0", "0600"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table's style, the widths of its columns in twips, and how it looks to Word."""

    style: str
    widths: tuple[int, ...]
    look: str = NO_LOOK
    title: str = ""  # what a screen reader says of it

    @property
    def opening(self) -> str:
        """Give the XML that opens the table."""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        title = f'<w:tblCaption w:val="{words(self.title)}"/>' if self.title else ""
        flags = {"firstRow": "0020", "lastRow": "0040", "firstColumn": "0080", "lastColumn": "0100"}
        shown = " ".join(f'w:{name}="{int(bool(int(self.look, 16) & int(bit, 16)))}"' for name, bit in flags.items())
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{words(self.style)}"/><w:tblW w:w="{sum(self.widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{self.look}" {shown} w:noHBand="1" w:noVBand="1"/>'
            f"{title}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        )


def write_table(pen: Pen, table: Table, place: Place) -> str:
    """Write a table between its caption and its note."""
    suffix = " Compact" if table.density is Density.COMPACT else ""
    heads = any(column.heads_rows for column in table.columns)
    wishes = shares(place.width, tuple(column.width for column in table.columns))
    grid = Grid(
        style=pen.style(f"Report Table{suffix}"),
        widths=shares(place.width, parts_of_columns(table, pen.tokens, wishes)),
        look=FIRST_COLUMN_LOOK if heads else HEAD_LOOK,
        title=table.caption,
    )
    writer = _Rows(pen=pen, table=table, widths=grid.widths, suffix=suffix, keep=place.keep)
    rows = "".join(writer.row(number) for number in range(len(table.rows)))
    body = f"{grid.opening}{writer.head()}{rows}</w:tbl>"
    return f"{write_caption(pen, table)}{body}{_after(pen, table, place)}"


def shares(width: int, parts: tuple[int, ...]) -> tuple[int, ...]:
    """Divide a width in twips by parts, so that the sum is the width."""
    whole = sum(parts)
    edges = [width * sum(parts[:number]) // whole for number in range(len(parts) + 1)]
    return tuple(right - left for left, right in pairwise(edges))


def gap(pen: Pen, place: Place) -> str:
    """Part a table from what follows; Word joins two tables that touch."""
    return paragraph(pen.style("Report Gap"), "", Setting(keep=place.keep))


def ending_low(pen: Pen, body: str) -> str:
    """Make the paragraph that must follow a table at the end of a page so low that it needs no page of its own."""
    last = paragraph(pen.style("Report Gap"), "")
    return body.removesuffix(last) + paragraph(pen.style("Report End"), "") if body.endswith(last) else body


def page_break(pen: Pen) -> str:
    """End a page."""
    return paragraph(pen.style("Report Gap"), '<w:r><w:br w:type="page"/></w:r>')


def held(number: int, rows: int) -> bool:
    """Tell whether a row holds on to the next, so that no page begins or ends with a lone row of a table."""
    return number < rows - 1 and (number < HELD or number >= rows - 1 - HELD)


def cell_xml(width: int, inner: str, properties: str = "", span: int = 1) -> str:
    """Write a cell; the properties are XML in the order of the standard, from borders on."""
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{properties}</w:tcPr>{inner}</w:tc>'


def _after(pen: Pen, table: Table, place: Place) -> str:
    if not table.note:
        return gap(pen, place)
    return paragraph(pen.style("Report Table Note"), write_runs(pen, table.note), Setting(keep=place.keep))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Writes the rows of one table."""

    pen: Pen
    table: Table
    widths: tuple[int, ...]
    suffix: str
    keep: bool  # the table holds on to what follows it

    def head(self) -> str:
        style = self.pen.style(f"Report Table Heading{self.suffix}")
        cells = "".join(
            cell_xml(width, paragraph(style, run(column.title), Setting(keep=True, align=ALIGNS[column.align])))
            for width, column in zip(self.widths, self.table.columns, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"

    def row(self, number: int) -> str:
        row = self.table.rows[number]
        whole = "" if "long" in row_classes(row).split() else "<w:trPr><w:cantSplit/></w:trPr>"
        keep = self._holds_on(number, row)
        place, cells = 0, []
        for cell in row.cells:
            cells.append(self._cell(cell, row, place, keep))
            place += cell.span
        return f"<w:tr>{whole}{''.join(cells)}</w:tr>"

    def _holds_on(self, number: int, row: Row) -> bool:
        """Keep a row with the next one: no table leaves a lone row behind, no group its title."""
        if number == len(self.table.rows) - 1:
            return self.keep or bool(self.table.note)
        return row.kind is RowKind.GROUP or stands_whole(self.table) or held(number, len(self.table.rows))

    def _cell(self, cell: Cell, row: Row, place: int, keep: bool) -> str:  # noqa: FBT001 - a property of the row, not a mode
        column = self.table.columns[place]
        heads = row.kind is not RowKind.BODY or column.heads_rows or cell.level is not None
        style = self.pen.style(f"Report Table {'Heading' if heads else 'Text'}{self.suffix}")
        align = "" if row.kind is RowKind.GROUP else ALIGNS[column.align]
        inner = write_runs(self.pen, cell.runs, self._ink(cell))
        width = sum(self.widths[place : place + cell.span])
        written = paragraph(style, inner, Setting(keep=keep, align=align))
        return cell_xml(width, written, self._fill(cell, row), cell.span)

    def _ink(self, cell: Cell) -> str:
        if cell.level is None:
            return ""
        return f'<w:b/><w:bCs/><w:color w:val="{colour(self.pen.tokens.level_ink(cell.level))}"/>'

    def _fill(self, cell: Cell, row: Row) -> str:
        if cell.level is not None:
            return shading(self.pen.tokens.level(cell.level))
        return "" if row.kind is RowKind.BODY else shading(self.pen.tokens.colour("paper-tint"))
