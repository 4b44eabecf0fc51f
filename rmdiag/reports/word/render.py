"""Make a Word document of a report: draw its charts, write it, put it into a document. The caller writes the bytes."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from rmdiag.reports.model import Definitions, Figure, Labels, LevelScale, Metadata, Report, Start
from rmdiag.reports.numbering import DefectiveReportError, blocks_of, check, numbered
from rmdiag.reports.render import bundled_tokens, draw_charts
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

    from rmdiag.reports.tokens import Tokens
    from rmdiag.reports.word.blocks import Chart, Writer
    from rmdiag.reports.word.document import Opened
    from rmdiag.reports.word.pen import Pen, Place
    from rmdiag.reports.word.template import Fitted, Template
    from rmdiag.reports.word.template_gate import Refusal


NOTHING = Report(
    metadata=Metadata(keywords=(), **{field.name: "" for field in fields(Metadata) if field.name != "keywords"}),
    labels=Labels(**{field.name: "" for field in fields(Labels)}),
    cover=None,
    sections=(),
)


def to_docx(report: Report) -> bytes:
    """Write a report as a Word document of our own looks; the same report gives the same bytes."""
    from rmdiag.reports.word.document import based_on, finished, opened
    from rmdiag.reports.word.house import PAGE, house_document, margins_of, width_of
    from rmdiag.reports.word.tables import ending_low

    whole = _whole(report)
    target = opened(house_document(whole), own=True)
    pen = based_on(target, whole, _tokens(whole), width_of(PAGE, margins_of(whole)))
    _place(target, ending_low(pen, _with_cover(pen, whole)), None)
    return finished(target, pen)


def examined(content: bytes) -> Template | Refusal:
    """Say whether a template is fit, by writing a report without a word into it; nothing is drawn yet."""
    from rmdiag.reports.word.template import BROKEN, template_of
    from rmdiag.reports.word.template_gate import DAMAGED, Refusal

    template = template_of(content)
    if isinstance(template, Refusal):
        return template
    try:
        to_docx_in(NOTHING, template)
    except BROKEN:
        return Refusal(reason=phrase(DAMAGED))
    return template


def to_docx_in(report: Report, template: Template) -> bytes:
    """Write a report into a template that was found fit."""
    from rmdiag.reports.word.arrangements import write_definitions
    from rmdiag.reports.word.document import based_on, finished
    from rmdiag.reports.word.pen import Place
    from rmdiag.reports.word.template import fit, values_of
    from rmdiag.reports.word.template_gate import Refusal

    whole = _whole(report)
    fitted = fit(template, values_of(whole))
    if isinstance(fitted, Refusal):
        raise DefectiveReportError(fitted.reason)  # it was fit when it was examined
    pen = based_on(fitted.target, whole, _tokens(whole), fitted.width)
    if fitted.facts_at is not None:
        facts = Definitions(entries=() if whole.cover is None else whole.cover.facts)
        _place(fitted.target, write_definitions(pen, facts, Place(depth=1, width=fitted.width)), fitted.facts_at)
    body = _under_cover(pen, whole, fitted) if fitted.has_cover else _with_cover(pen, whole)
    _place(fitted.target, body, fitted.report_at)
    return finished(fitted.target, pen)


def _whole(report: Report) -> Report:
    whole = numbered(report)
    check(whole)
    return whole


def _tokens(report: Report) -> Tokens:
    """Give the colours and sizes, with the colour of lines and edges that the report asks for."""
    from rmdiag.reports.word.form_styles import form_tokens, is_form

    tokens, accent = bundled_tokens(), report.metadata.accent
    tokens = form_tokens(report, tokens) if is_form(report) else tokens
    return replace(tokens, values={**tokens.values, "accent": accent}) if accent else tokens


def _with_cover(pen: Pen, report: Report) -> str:
    """Write a report behind our own cover, if it has one."""
    from rmdiag.reports.word.cover import write_cover, write_masthead
    from rmdiag.reports.word.pen import Place

    place = Place(depth=1, width=pen.base.width)
    if report.cover is None:
        return write_masthead(pen, report.logo) + written_sections(
            pen, report, Start.SAME_PAGE, replace(place, at_top=True)
        )
    return write_cover(pen, report.cover, place) + written_sections(pen, report, Start.NEW_PAGE, place)


def _under_cover(pen: Pen, report: Report, fitted: Fitted) -> str:
    """Write a report behind the cover of a template, and first what that cover does not say and a report must.

    Where the template says where the report begins, it begins there; at its end it begins a page.
    """
    from rmdiag.reports.word.cover import write_cover_rest
    from rmdiag.reports.word.pen import Place
    from rmdiag.reports.word.tables import page_break

    place = Place(depth=1, width=pen.base.width)
    rest = write_cover_rest(pen, report.cover, place, fitted.lacks)
    rest += written_sections(pen, report, Start.SAME_PAGE, place)
    return rest if fitted.report_at is not None else page_break(pen) + rest


def _place(target: Opened, body: str, at: BaseOxmlElement | None) -> None:
    """Put what was written in the place of a paragraph, or at the end; a paragraph that ends a section stays."""
    from docx.oxml.ns import qn

    from rmdiag.reports.word.document import parsed
    from rmdiag.reports.word.wordml import spaced

    anchor = target.body[-1] if at is None else at
    for element in parsed(spaced(body)):
        anchor.addprevious(element)
    if at is not None and next(at.iter(qn("w:sectPr")), None) is None:
        target.body.remove(at)
    elif at is not None:
        for text in at.iter(qn("w:t")):
            text.text = ""


def written_sections(pen: Pen, report: Report, first: Start, place: Place) -> str:
    """Write all sections; how the first one begins depends on what stands before it."""
    starts = [first, *(section.start for section in report.sections[1:])]
    sections = [replace(section, start=start) for section, start in zip(report.sections, starts, strict=False)]
    return _writer(pen, report).sections(tuple(sections), place)


def _writer(pen: Pen, report: Report) -> Writer:
    """Draw what is drawn, each strip once."""
    from rmdiag.reports.word.blocks import Chart, Writer

    blocks = list(blocks_of(report))
    strips: dict[LevelScale, Chart] = {}
    charts: dict[str, Chart] = {}
    scales = dict.fromkeys(block for block in blocks if isinstance(block, LevelScale))
    drawn = draw_charts(report, pen.tokens) if any(isinstance(block, Figure) for block in blocks) else {}
    if scales or drawn:
        from rmdiag.reports.chart_png import to_png
        from rmdiag.reports.chart_strip import draw_strip

        for name, svg in drawn.items():
            dots = to_png(svg)
            charts[name] = Chart(content=dots.content, size=(dots.width, dots.height))
        for scale in scales:
            dots = to_png(draw_strip(scale, pen.tokens))
            strips[scale] = Chart(content=dots.content, size=(dots.width, dots.height))
    return Writer(pen=pen, charts=charts, strips=strips)
