"""Make the empty document that a report goes into where nobody names a template: page, headers, footers, settings."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.model import Report
from rmdiag.reports.word.archive import pack
from rmdiag.reports.word.form_styles import is_form
from rmdiag.reports.word.styles import SANS, SERIF
from rmdiag.reports.word.tables import Grid, cell_xml, shares
from rmdiag.reports.word.wordml import NAMESPACES, Setting, field, paragraph, run, twips, words

PAGE = (210, 297)  # millimetres
MARGINS = {"top": 25, "right": 20, "bottom": 22, "left": 22, "header": 12, "footer": 11}  # millimetres
FORM_MARGINS = {"top": 19, "right": 16, "bottom": 16, "left": 18, "header": 9, "footer": 7}
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LINKED = {"styles": "rId1", "settings": "rId2", "fontTable": "rId3", "numbering": "rId4"}
_STANDS_FOR = {
    SANS: ("Carlito", "020F0502020204030204", "swiss"),
    SERIF: ("Caladea", "02040503050406030204", "roman"),
}


def house_document(report: Report, page: tuple[int, int] = PAGE) -> bytes:
    """Pack the empty document of a report on pages of a size in millimetres."""
    width = width_of(page, margins_of(report))
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{_page(report, page)}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            {identity: (kind, f"{kind}.xml") for kind, identity in _LINKED.items()}
            | {"rId5": ("header", "header1.xml"), "rId6": ("footer", "footer1.xml")}
        ),
        "word/styles.xml": f"<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr/></w:rPrDefault>"
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults></w:styles>",
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/numbering.xml": f"<w:numbering {NAMESPACES}/>",
        "word/header1.xml": f"<w:hdr {NAMESPACES}>{_header(report, width)}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {NAMESPACES}>{_footer(report, width)}</w:ftr>",
    }
    return pack({name: (_XML + part).encode() for name, part in parts.items()})


def margins_of(report: Report) -> Mapping[str, int]:
    """Give the margins of a report, in millimetres."""
    return FORM_MARGINS if is_form(report) else MARGINS


def width_of(page: tuple[int, int], margins: Mapping[str, int] = MARGINS) -> int:
    """Give the width of the text on a page, in twips."""
    return twips(page[0]) - twips(margins["left"]) - twips(margins["right"])


def _content_types() -> str:
    kinds = {"document": "document.main", "header1": "header", "footer1": "footer"} | {name: name for name in _LINKED}
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    relations = "".join(
        f'<Relationship Id="{identity}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for identity, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _page(report: Report, page: tuple[int, int]) -> str:
    """Set the page; a cover has neither header nor footer."""
    shown = " ".join(f'w:{edge}="{twips(width)}"' for edge, width in margins_of(report).items())
    lies = ' w:orient="landscape"' if page[0] > page[1] else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>'
        f'<w:pgSz w:w="{twips(page[0])}" w:h="{twips(page[1])}"{lies}/><w:pgMar {shown} w:gutter="0"/>'
        f"{'' if report.cover is None else '<w:titlePg/>'}</w:sectPr>"
    )


def _settings() -> str:
    return (
        f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts() -> str:
    """Name the fonts, and those that may take their place."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:panose1 w:val="{shape}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        for name, (other, shape, family) in _STANDS_FOR.items()
    )
    return f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _header(report: Report, width: int) -> str:
    widths = shares(width, (1, 1))
    return _beside("Header", run(report.metadata.title), run(report.metadata.confidentiality), widths)


def _footer(report: Report, width: int) -> str:
    labels, facts = report.labels, report.metadata
    page = f"{run(f'{labels.page} ')}{field('PAGE', '1')}{run(f' {labels.of} ')}{field('NUMPAGES', '1')}"
    return _beside("Footer", run(f"{facts.administration}  ·  {facts.identifier}"), page, shares(width, (3, 1)))


def _beside(style: str, left: str, right: str, widths: tuple[int, ...]) -> str:
    """Set two lines of words side by side, each in room of its own, so that long ones never meet."""
    cells = cell_xml(widths[0], paragraph(style, left)) + cell_xml(
        widths[1], paragraph(style, right, Setting(align="right"))
    )
    grid = Grid(style="ReportLayout", widths=widths)
    return f"{grid.opening}<w:tr>{cells}</w:tr></w:tbl>{paragraph(words(style), '')}"
