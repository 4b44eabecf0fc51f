"""Write the lists of a Word document: one of bullets, and one of numbers for every list that begins at 1."""

from __future__ import annotations

from collections.abc import Iterable

from rmdiag.reports.word.wordml import NAMESPACES, twips

BULLETS = ("•", "–", "•", "–", "•", "–", "•", "–", "•")
STEP, HANG = 5.0, 5.0  # millimetres


def bullets_xml(abstract: int) -> str:
    """Describe a list of bullets."""
    return _abstract(abstract, (("bullet", sign) for sign in BULLETS))


def numbers_xml(abstract: int) -> str:
    """Describe a list of numbers: 1, then a, then i."""
    kinds = ("decimal", "lowerLetter", "lowerRoman") * 3
    return _abstract(abstract, ((kind, f"%{depth}.") for depth, kind in enumerate(kinds, start=1)))


def list_xml(number: int, abstract: int) -> str:
    """Begin a list of a kind; its numbers begin at 1."""
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{start}</w:num>'


def _abstract(number: int, levels: Iterable[tuple[str, str]]) -> str:
    shown = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{sign}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{twips(STEP * (depth + 1))}" w:hanging="{twips(HANG)}"/></w:pPr>'
        "</w:lvl>"
        for depth, (kind, sign) in enumerate(levels)
    )
    return (
        f'<w:abstractNum {NAMESPACES} w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{shown}</w:abstractNum>"
    )
