"""Write the values of a report in few words: `para("Level ", strong("2"), " is held down by …")`."""

from __future__ import annotations

from rmdiag.reports.model import (
    Cell,
    Definition,
    Inline,
    List,
    ListEntry,
    ListStyle,
    Paragraph,
    ParagraphStyle,
    Row,
    RowKind,
    Runs,
    Text,
    TextStyle,
)


def runs(*parts: str | Inline) -> Runs:
    """Make a line of words; plain strings become plain text."""
    return tuple(Text(text=part) if isinstance(part, str) else part for part in parts)


def strong(text: str) -> Text:
    """Set words in bold."""
    return Text(text=text, style=TextStyle.STRONG)


def emphasis(text: str) -> Text:
    """Set words in italics."""
    return Text(text=text, style=TextStyle.EMPHASIS)


def code(text: str) -> Text:
    """Set an identifier or a value as typed."""
    return Text(text=text, style=TextStyle.CODE)


def quiet(text: str) -> Text:
    """Set secondary words: a source, a unit, a date."""
    return Text(text=text, style=TextStyle.QUIET)


def para(*parts: str | Inline) -> Paragraph:
    """Write a paragraph."""
    return Paragraph(runs=runs(*parts))


def lead(*parts: str | Inline) -> Paragraph:
    """Write the paragraph that opens a chapter."""
    return Paragraph(runs=runs(*parts), style=ParagraphStyle.LEAD)


def small(*parts: str | Inline) -> Paragraph:
    """Write a note or a source."""
    return Paragraph(runs=runs(*parts), style=ParagraphStyle.SMALL)


def bullets(*entries: str | Runs) -> List:
    """Write a bulleted list."""
    return List(entries=_entries(entries))


def numbers(*entries: str | Runs) -> List:
    """Write a numbered list."""
    return List(entries=_entries(entries), style=ListStyle.NUMBERS)


def fact(term: str, *parts: str | Inline) -> Definition:
    """Say one thing of one term."""
    return Definition(term=term, meaning=runs(*parts))


def cell(*parts: str | Inline) -> Cell:
    """Write a cell."""
    return Cell(runs=runs(*parts))


def level_cell(level: int | None, *parts: str | Inline) -> Cell:
    """Write a cell in the colour of a level; the words say the level too."""
    return Cell(runs=runs(*parts), level=level)


def row(*cells: str | Cell) -> Row:
    """Write a row of cells."""
    return Row(cells=_cells(cells))


def total_row(*cells: str | Cell) -> Row:
    """Write the row that sums up a table."""
    return Row(cells=_cells(cells), kind=RowKind.TOTAL)


def group_row(columns: int, *parts: str | Inline) -> Row:
    """Write a row across all columns that heads the rows after it."""
    return Row(cells=(Cell(runs=runs(*parts), span=columns),), kind=RowKind.GROUP)


def _entries(entries: tuple[str | Runs, ...]) -> tuple[ListEntry, ...]:
    return tuple(ListEntry(runs=runs(entry) if isinstance(entry, str) else entry) for entry in entries)


def _cells(cells: tuple[str | Cell, ...]) -> tuple[Cell, ...]:
    return tuple(cell(one) if isinstance(one, str) else one for one in cells)
