"""Read Word documents as a reader, a checker and an editor would: their words, their order, their templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.oxml.ns import qn

from rmdiag.reports.characters import printable
from rmdiag.reports.model import LevelScale, Metadata, Report, Section

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The order of properties in ISO/IEC 29500; Word calls a file damaged where it is broken.
ORDER = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
        suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
        snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
        textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
        vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em
        lang eastAsianLayout specVanish oMath""",
    "tblPr": """tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing
        tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription""",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tcBorders": "top left start bottom right end insideH insideV",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "style": """name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked
        personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr""",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
        pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid""",
    "tbl": "tblPr tblGrid tr",
    "tc": "tcPr p tbl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
}


def read(content: bytes) -> Document:
    return docx.Document(BytesIO(content))


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(content: bytes, **changed: bytes) -> bytes:
    """Give a document with parts replaced or added; `__` in a name stands for a slash, `_` for a point."""
    parts = parts_of(content) | {name.replace("__", "/").replace("_", "."): part for name, part in changed.items()}
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def words_of(content: bytes) -> str:
    """Give every word of the body, the words for pictures too."""
    body = read(content).element.body
    shown = [text.text or "" for text in body.iter(qn("w:t"))]
    spoken = [picture.get("descr", "") for picture in body.iter(qn("wp:docPr"))]
    return "".join(shown) + "".join(spoken)


def said_in(report: Report) -> Iterator[str]:
    """Give every text that a report says, but for what only charts and file managers show."""
    yield from _said((report.cover, report.sections))
    yield report.metadata.confidentiality


def _said(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _said(one)
    elif is_dataclass(value) and not isinstance(value, Metadata):
        for name in _spoken(value):
            inside = getattr(value, name)
            if type(inside) is str:
                yield printable(inside)
            elif not isinstance(inside, str):
                yield from _said(inside)


def _spoken(value: object) -> list[str]:
    names = [field.name for field in fields(value)] if is_dataclass(value) else []
    silent = {"id", "target", "chart", "finding"}
    if isinstance(value, Section):
        silent |= {"short_title"}
    if isinstance(value, LevelScale):
        silent |= {"levels"}
    return [name for name in names if name not in silent]


def out_of_order(content: bytes) -> list[str]:
    """List elements whose children stand in another order than the standard's."""
    found = []
    for name, part in parts_of(content).items():
        if name.startswith("word/") and name.endswith(".xml"):
            found += [f"{name}: {breach}" for breach in _breaches(part)]
    return found


def _breaches(part: bytes) -> Iterator[str]:
    from docx.oxml import parse_xml

    for element in parse_xml(part).iter():
        parent = str(element.tag).removeprefix(WORD)
        if parent not in ORDER:
            continue
        known = ORDER[parent].split()
        children = [str(child.tag).removeprefix(WORD) for child in element]
        unknown = [child for child in children if child not in known]
        places = [known.index(child) for child in children if child in known]
        if unknown:
            yield f"{parent} holds {unknown}"
        if places != sorted(places) and parent != "tc":
            yield f"{parent} has {children}"


def instructions(content: bytes) -> list[str]:
    """List the fields of the body."""
    return [(text.text or "").strip() for text in read(content).element.body.iter(qn("w:instrText"))]


def template(*paragraphs: str, header: str = "", runs: tuple[str, ...] = ()) -> bytes:
    """Make a template as somebody would in Word: paragraphs, a header, and one paragraph that Word cut into runs."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if runs:
        cut = document.add_paragraph()
        for text in runs:
            cut.add_run(text).bold = True
    if header:
        document.sections[0].header.paragraphs[0].text = header
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def related(content: bytes, part: str, kind: str, target: str) -> bytes:
    """Give a document whose part leads to something outside."""
    parts = parts_of(content)
    relations = parts[part].decode()
    added = (
        f'<Relationship Id="rIdOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return zipped(parts | {part: re.sub("</Relationships>", lambda _: added, relations).encode()})
