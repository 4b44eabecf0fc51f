"""Define the table styles of our reports for Word: rules, margins of cells, the head."""

from __future__ import annotations

from rmdiag.reports.model import Density
from rmdiag.reports.tokens import Tokens
from rmdiag.reports.word.style_values import Style, StyleKind
from rmdiag.reports.word.wordml import colour, twips

BESIDE = {Density.NORMAL: 1.6, Density.COMPACT: 1.1}  # millimetres beside the words of a cell
HAIR, FINE, STRONG = 4, 6, 12  # eighths of a point


def table_styles(tokens: Tokens) -> tuple[Style, ...]:
    """Give the styles of tables."""
    head = _head(border("bottom", STRONG, tokens.colour("accent")))
    lines = border("bottom", FINE, tokens.colour("rule-strong")) + border("insideH", HAIR, tokens.colour("rule"))
    facts = "".join(border(edge, HAIR, tokens.colour("rule")) for edge in ("top", "bottom", "insideH"))
    return (
        _style("Report Table", lines, (1.3, BESIDE[Density.NORMAL]), head),
        _style("Report Table Compact", lines, (0.75, BESIDE[Density.COMPACT]), head),
        _style("Report Definitions", facts, (1.1, 1.5)),
        _style("Report Descriptors", "", (1.2, 2.4)),
        _style("Report Figures", "", (2.2, 3)),
        _style("Report Callout", "", (2, 4, 0.4)),
        _style("Report Layout", "", (0, 0)),
    )


def border(edge: str, weight: int, value: str) -> str:
    """Draw one edge of a cell or table, its weight in eighths of a point."""
    return f'<w:{edge} w:val="single" w:sz="{weight}" w:space="0" w:color="{colour(value)}"/>'


def _head(edge: str) -> str:
    return (
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>'
        f'<w:tcBorders>{edge}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )


def _style(name: str, borders: str, margins: tuple[float, ...], parts: str = "") -> Style:
    """Describe a style; margins are those above and beside words, and beneath them where that differs."""
    above, beside, beneath = (twips(margin) for margin in (*margins, margins[0])[:3])
    edges = {"top": above, "left": beside, "bottom": beneath, "right": beside}
    room = "".join(f'<w:{edge} w:w="{width}" w:type="dxa"/>' for edge, width in edges.items())
    drawn = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{drawn}<w:tblCellMar>{room}</w:tblCellMar></w:tblPr>{parts}'
    return Style(name=name, kind=StyleKind.TABLE, base="Normal Table", table=table)
