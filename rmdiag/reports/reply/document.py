"""Write the findings of a draft as a Word document with one table, in which the administration comments on them.

What is given stands in locked controls, each with the name of its finding as its tag; the cells to fill in are plain.
"""

from __future__ import annotations

from dataclasses import replace

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from rmdiag.assessment.exchange.reply.facts import COLUMNS, PROPERTY, written_facts
from rmdiag.reports.model import Report
from rmdiag.reports.reply.form import READ, Entry, ReplyForm
from rmdiag.reports.tokens import Tokens
from rmdiag.reports.word.arrangements import WHOLE_ROW
from rmdiag.reports.word.document import Opened, based_on, finished, opened, parsed
from rmdiag.reports.word.house import house_document, width_of
from rmdiag.reports.word.pen import Pen
from rmdiag.reports.word.tables import HEAD_LOOK, Grid, cell_xml, shares
from rmdiag.reports.word.wordml import colour, paragraph, run, shading, words

PAGE = (297, 210)  # millimetres: A4 on its side
PARTS = {"number": 11, "key": 26, "place": 32, "words": 70, "comment": 66, "by": 24, "evidence": 26}
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
)


def to_reply_document(form: ReplyForm, tokens: Tokens) -> bytes:
    """Give the document; the same draft gives the same bytes."""
    empty = _bare(form)
    target = opened(house_document(empty, PAGE), own=True)
    pen = based_on(target, empty, tokens, width_of(PAGE))
    _mark(target, form)
    last = target.body[-1]
    for element in parsed(_body(form, pen)):
        last.addprevious(element)
    return finished(target, pen)


def _bare(form: ReplyForm) -> Report:
    """Give the draft without a page of it: what is left are its looks, its language and who may read it."""
    metadata = replace(form.metadata, title=form.title)
    return replace(form.report, metadata=metadata, cover=None, sections=(), findings=())


def _mark(target: Opened, form: ReplyForm) -> None:
    """Say of which mission and draft the document is, among its properties."""
    content = PROPERTIES.format(name=PROPERTY, value=words(written_facts(form.facts))).encode()
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, target.package)
    target.package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _body(form: ReplyForm, pen: Pen) -> str:
    title = paragraph(pen.style("Title"), run(form.title)) + paragraph(pen.style("Subtitle"), run(form.subtitle))
    how = paragraph(pen.style("Report Small Heading"), run(form.names["how"]))
    steps = "".join(paragraph(pen.style("List Bullet"), run(step)) for step in form.steps)
    return f"{title}{how}{steps}{paragraph(pen.style('Report Gap'), '')}{_table(form, pen)}"


def _table(form: ReplyForm, pen: Pen) -> str:
    widths = shares(width_of(PAGE), tuple(PARTS[column] for column in COLUMNS))
    grid = Grid(style=pen.style("Report Table Compact"), widths=widths, look=HEAD_LOOK, title=form.title)
    style = pen.style("Report Table Heading Compact")
    heads = "".join(
        cell_xml(width, paragraph(style, run(form.heads[column])))
        for width, column in zip(widths, COLUMNS, strict=True)
    )
    rows = "".join(_row(entry, widths, pen) for entry in form.entries)
    return f"{grid.opening}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>{rows}</w:tbl>"


def _row(entry: Entry, widths: tuple[int, ...], pen: Pen) -> str:
    finding, style = entry.finding, pen.style("Report Table Text Compact")
    given = {"number": finding.number, "key": finding.key, "place": entry.place, "words": finding.words}
    tint, edge = shading(pen.tokens.colour("paper-tint")), colour(pen.tokens.colour("rule"))
    open_to_words = f'<w:tcBorders><w:left w:val="single" w:sz="4" w:space="0" w:color="{edge}"/></w:tcBorders>'
    cells = []
    for width, column in zip(widths, COLUMNS, strict=True):
        inner = _locked(given[column], finding.key, pen) if column not in READ and given[column] else ""
        cells.append(cell_xml(width, paragraph(style, inner), open_to_words if column in READ else tint))
    return f"<w:tr>{WHOLE_ROW}{''.join(cells)}</w:tr>"


def _locked(shown: str, key: str, pen: Pen) -> str:
    """Write words that Word neither changes nor deletes."""
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="{pen.next_id()}"/><w:tag w:val="{words(key)}"/>'
        f'<w:lock w:val="sdtContentLocked"/></w:sdtPr><w:sdtContent>{run(shown)}</w:sdtContent></w:sdt>'
    )
