"""Write the cover for Word: what a template does not place itself."""

from __future__ import annotations

from collections.abc import Collection

from rmdiag.reports.model import Cover, Definitions
from rmdiag.reports.picture import Picture
from rmdiag.reports.word.arrangements import write_definitions
from rmdiag.reports.word.pen import Pen, Place
from rmdiag.reports.word.pictures import (
    HIGHEST,
    MASTHEAD_HIGHEST,
    MASTHEAD_WIDEST,
    WIDEST,
    emblem_size,
    write_emblem,
)
from rmdiag.reports.word.runs import write_runs
from rmdiag.reports.word.tables import Grid, cell_xml
from rmdiag.reports.word.wordml import PLAIN, Setting, paragraph, run, shading, twips

TOP, ABOVE_FACTS, STRIP = 30, 16, 12  # millimetres; the strip is of one level
LEVELS = (1, 2, 3, 4, 5)


def write_cover(pen: Pen, cover: Cover, place: Place) -> str:
    """Write the first page, without what begins the next one."""
    lines = (("Report Kicker", cover.kicker), ("Title", cover.title), ("Subtitle", cover.subtitle))
    title = "".join(paragraph(pen.style(style), run(text)) for style, text in lines if text)
    clearance = write_cover_rest(pen, cover, place, ("clearance",))
    rest = write_cover_rest(pen, cover, place, ("facts", "confidentiality", "notice"))
    return f"{_top(pen, cover.logo)}{_levels(pen)}{title}{clearance}{_space(pen, ABOVE_FACTS)}{rest}"


def write_masthead(pen: Pen, logo: Picture | None) -> str:
    """Write the emblem over the title of an edition without a cover; nothing where there is none."""
    if logo is None:
        return ""
    size = emblem_size(logo, widest=MASTHEAD_WIDEST, highest=MASTHEAD_HIGHEST)
    return write_emblem(pen, logo, size, Setting(keep=True, align="right"))


def write_cover_rest(pen: Pen, cover: Cover | None, place: Place, parts: Collection[str]) -> str:
    """Write those parts of a cover that must not be missing from a report."""
    written = ""
    if "clearance" in parts and cover is not None and cover.clearance:
        written += paragraph(pen.style("Report Clearance"), run(cover.clearance))
    if "facts" in parts and cover is not None and cover.facts:
        written += write_definitions(pen, Definitions(entries=cover.facts), place)
    if "confidentiality" in parts:
        written += paragraph(pen.style("Report Confidentiality"), run(pen.report.metadata.confidentiality))
    if "notice" in parts and cover is not None and cover.notice:
        written += paragraph(pen.style("Report Small"), write_runs(pen, cover.notice))
    return written


def _top(pen: Pen, logo: Picture | None) -> str:
    """Leave the head of the page free, but for an emblem; what follows stands where it stands without one."""
    if logo is None:
        return _space(pen, TOP)
    size = emblem_size(logo, widest=WIDEST, highest=HIGHEST)
    return write_emblem(pen, logo, size, PLAIN) + _space(pen, TOP - size[1])


def _levels(pen: Pen) -> str:
    """Draw the colours of the levels in a strip of cells; it says nothing, so nothing stands for it."""
    widths = (twips(STRIP),) * len(LEVELS)
    cells = "".join(
        cell_xml(width, paragraph(pen.style("Report Gap"), ""), shading(pen.tokens.level(level)))
        for width, level in zip(widths, LEVELS, strict=True)
    )
    height = f'<w:trPr><w:trHeight w:val="{twips(2.2)}" w:hRule="exact"/></w:trPr>'
    return f"{Grid(style=pen.style('Report Layout'), widths=widths).opening}<w:tr>{height}{cells}</w:tr></w:tbl>"


def _space(pen: Pen, millimetres: float) -> str:
    spacing = f'<w:spacing w:before="0" w:after="0" w:line="{twips(millimetres)}" w:lineRule="exact"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{pen.style("Report Gap")}"/>{spacing}</w:pPr></w:p>'
