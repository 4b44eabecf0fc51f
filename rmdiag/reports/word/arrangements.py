"""Write what is set beside or apart: facts, key figures, levels and their descriptions, as tables of Word."""

from __future__ import annotations

from rmdiag.reports.model import Definitions, Descriptor, DescriptorPair, KeyFigure, KeyFigures
from rmdiag.reports.spaces import Room
from rmdiag.reports.word.pen import Pen, Place
from rmdiag.reports.word.runs import write_runs
from rmdiag.reports.word.table_styles import border
from rmdiag.reports.word.tables import Grid, cell_xml, gap, held, shares
from rmdiag.reports.word.wordml import Setting, paragraph, run, shading

TERM, MEANING = 28, 72  # per cent of the width
EDGE, BETWEEN = 24, 48  # eighths of a point
WHOLE_ROW = "<w:trPr><w:cantSplit/></w:trPr>"
LEVELS = (1, 2, 3, 4, 5)  # those that have a colour of their own


def write_definitions(pen: Pen, block: Definitions, place: Place) -> str:
    """Write terms beside their meanings."""
    if not block.entries:
        return ""
    widths = shares(place.width, (TERM, MEANING))
    head, text = pen.style("Report Table Heading"), pen.style("Report Table Text")
    settings = [Setting(keep=place.keep or held(number, len(block.entries))) for number in range(len(block.entries))]
    rows = "".join(
        f"<w:tr>{WHOLE_ROW}{cell_xml(widths[0], paragraph(head, run(entry.term), setting))}"
        f"{cell_xml(widths[1], paragraph(text, write_runs(pen, entry.meaning), setting))}</w:tr>"
        for setting, entry in zip(settings, block.entries, strict=True)
    )
    grid = Grid(style=pen.style("Report Definitions"), widths=widths, look="0680")
    return f"{grid.opening}{rows}</w:tbl>{gap(pen, place)}"


def write_key_figures(pen: Pen, block: KeyFigures, place: Place) -> str:
    """Write a row of cards."""
    widths = shares(place.width, (1,) * len(block.cards))
    last = len(block.cards) - 1
    cells = "".join(
        cell_xml(width, _card(pen, card), _card_looks(pen, card, last=number == last))
        for number, (width, card) in enumerate(zip(widths, block.cards, strict=True))
    )
    grid = Grid(style=pen.style("Report Figures"), widths=widths)
    return f"{grid.opening}<w:tr>{WHOLE_ROW}{cells}</w:tr></w:tbl>{gap(pen, place)}"


def write_descriptors(pen: Pen, block: DescriptorPair, place: Place) -> str:
    """Write where an indicator stands beside where it goes next."""
    parts = (block.now,) if block.next is None else (block.now, block.next)
    widths = shares(place.width, (1,) * len(parts))
    tints = (shading(pen.tokens.colour("paper-tint")), "")
    head, text = pen.style("Report Table Heading"), pen.style("Report Table Text")
    cells = zip(widths, parts, tints[: len(parts)], strict=True)
    written = "".join(
        cell_xml(
            width,
            paragraph(head, run(part.label), Setting(keep=True))
            + paragraph(text, write_runs(pen, part.runs), Setting(keep=place.keep)),
            f"<w:tcBorders>{_edge(pen, part)}</w:tcBorders>{tint}",
        )
        for width, part, tint in cells
    )
    grid = Grid(style=pen.style("Report Descriptors"), widths=widths)
    return f"{grid.opening}<w:tr>{WHOLE_ROW}{written}</w:tr></w:tbl>{gap(pen, place)}"


def low_row(pen: Pen, widths: tuple[int, ...]) -> str:
    """Write a row that shows nothing but holds on: LibreOffice keeps no table of one row with what follows it."""
    cell = cell_xml(sum(widths), paragraph(pen.style("Report End"), "", Setting(keep=True)), span=len(widths))
    return f"<w:tr>{WHOLE_ROW}{cell}</w:tr>"


def write_room(pen: Pen, block: Room, place: Place) -> str:
    """Write ruled lines, each a paragraph with a line beneath it."""
    style, last = pen.style("Report Room"), block.lines - 1
    return "".join(
        paragraph(style, run(block.label) if number == 0 else "", Setting(keep=place.keep or number < last))
        for number in range(block.lines)
    )


def _card(pen: Pen, card: KeyFigure) -> str:
    note = paragraph(pen.style("Report Figure Note"), run(card.note)) if card.note else ""
    value = paragraph(pen.style("Report Figure Value"), run(card.value), Setting(keep=True))
    label = Setting(keep=bool(card.note))
    return f"{value}{paragraph(pen.style('Report Figure Label'), run(card.label), label)}{note}"


def _card_looks(pen: Pen, card: KeyFigure, *, last: bool) -> str:
    """Give a card its edge; what parts it from the next is an edge in the colour of the paper."""
    edge = border("top", EDGE, pen.tokens.colour("accent") if card.level is None else _level_colour(pen, card.level))
    parting = "" if last else border("right", BETWEEN, pen.tokens.colour("paper"))
    return f"<w:tcBorders>{edge}{parting}</w:tcBorders>{shading(pen.tokens.colour('paper-tint'))}"


def _edge(pen: Pen, part: Descriptor) -> str:
    return border("top", EDGE, pen.tokens.colour("rule") if part.level is None else _level_colour(pen, part.level))


def _level_colour(pen: Pen, level: int) -> str:
    return pen.tokens.level(level) if level in LEVELS else pen.tokens.colour("accent")
