"""Put a report into a document: styles and lists that it lacks, then words, pictures and addresses, then the seal.

The document is our own empty one or somebody's template; both are filled in the same way, through python-docx.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from rmdiag.reports.model import Metadata, Report
from rmdiag.reports.tokens import Tokens
from rmdiag.reports.word.archive import SEAL, sealed, unpack
from rmdiag.reports.word.form_styles import form_styles, is_form
from rmdiag.reports.word.numbering import bullets_xml, list_xml, numbers_xml
from rmdiag.reports.word.pen import Base, Pen
from rmdiag.reports.word.properties import core_properties, seal_properties, seal_property, word_language
from rmdiag.reports.word.style_values import Style, style_xml
from rmdiag.reports.word.styles import house_styles
from rmdiag.reports.word.wordml import NAMESPACES

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.package import Package

Writing = Callable[[Pen], str]
FONTS = re.compile(r"<w:rFonts [^>]*/>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A document that is being filled."""

    document: WordDocument
    own: bool  # our own empty document, and no template of somebody

    @property
    def body(self) -> BaseOxmlElement:
        """The element that holds all that is written."""
        body: BaseOxmlElement = self.document.element.body
        return body

    @property
    def package(self) -> Package:
        """The package of all parts."""
        package: Package = self.document.part.package
        return package


def opened(content: bytes, *, own: bool) -> Opened:
    """Open the bytes of a document."""
    return Opened(document=Document(BytesIO(content)), own=own)


def based_on(target: Opened, report: Report, tokens: Tokens, width: int) -> Pen:
    """Give a document the styles and lists it lacks, and a pen that writes into it."""
    _speak(target, report.metadata.language)
    numbering = _numbering(target)
    for element, name in ((numbering, "w:numbering"), (target.document.styles.element, "w:styles")):
        if element.tag != qn(name):
            message = f"a part that should be {name} is {element.tag}"
            raise ValueError(message)
    bullets = _next(numbering, "w:num", "w:numId")
    abstract = _next(numbering, "w:abstractNum", "w:abstractNumId")
    _describe_lists(numbering, abstract)
    for number, kind in ((bullets, abstract), (bullets + 1, abstract + 1)):
        numbering.append(parse_xml(list_xml(number, kind)))
    own_bullets = None if _has_bullets(target) else bullets
    looks = house_styles(tokens, width)
    looks = form_styles(report, looks) if is_form(report) else looks
    styles = _styled(target, looks, {"Bullet": bullets, "Number": bullets + 1})
    base = Base(styles=styles, width=width, bullets=own_bullets, counted=abstract + 1, next_list=bullets + 2)
    return Pen(report=report, tokens=tokens, base=base)


def parsed(body: str) -> list[BaseOxmlElement]:
    """Make elements of what was written."""
    return list(parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"))


def finished(target: Opened, pen: Pen) -> bytes:
    """Add what was gathered on the way, and pack the document with its seal."""
    part = target.document.part
    for address, relation in pen.links.items():
        part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, relation, is_external=True)
    for number, picture in enumerate(pen.pictures, start=1):
        place = PackURI(f"/word/media/rmdiag{number}.{picture.media_type.partition('/')[2]}")
        image = Part(place, picture.media_type, picture.content, target.package)
        part.rels.add_relationship(RELATIONSHIP_TYPE.IMAGE, image, picture.relation)
    numbering = _numbering(target)
    for number in pen.lists:
        numbering.append(parse_xml(list_xml(number, pen.base.counted)))
    _describe(target.package, pen.report.metadata)
    stream = BytesIO()
    target.package.save(stream)
    return sealed(unpack(stream.getvalue()))


def _styled(target: Opened, styles: Collection[Style], lists: Mapping[str, int]) -> dict[str, str]:
    """Add the styles that a document lacks; give the ids of all by their names in small letters.

    A style of ours takes the fonts of a template that lacks it.
    """
    element = target.document.styles.element
    known = {
        _value(style, "w:name").lower(): str(style.get(qn("w:styleId"))) for style in element.findall(qn("w:style"))
    }
    taken = set(known.values())
    lacking = [style for style in styles if style.name.lower() not in known]
    for style in lacking:
        identity = style.id
        while identity in taken:
            identity += "Report"
        known[style.name.lower()] = identity
        taken.add(identity)
    for style in lacking:
        fitted = style if target.own else replace(style, run=FONTS.sub("", style.run), default=False)
        for kind, number in lists.items():
            fitted = replace(fitted, paragraph=fitted.paragraph.replace(f'w:val="{kind}"', f'w:val="{number}"'))
        element.append(parse_xml(style_xml(fitted, known).replace("<w:style ", f"<w:style {NAMESPACES} ", 1)))
    return known


def _has_bullets(target: Opened) -> bool:
    """Tell whether a template has bullets of its own, which then stand before our entries."""
    styles = target.document.styles.element.findall(qn("w:style"))
    named = (style for style in styles if _value(style, "w:name").lower() == "list bullet")
    return any(next(style.iter(qn("w:numPr")), None) is not None for style in named)


def _value(element: BaseOxmlElement, name: str) -> str:
    child = element.find(qn(name))
    return "" if child is None else str(child.get(qn("w:val"), ""))


def _numbering(target: Opened) -> BaseOxmlElement:
    """Give the lists of a document; one that never had any gets a place for them."""
    part = target.document.part
    known = [rel for rel in part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
    if not known:
        place = PackURI("/word/numbering.xml")
        element = parse_xml(f"<w:numbering {NAMESPACES}/>")
        part.relate_to(
            NumberingPart(place, CONTENT_TYPE.WML_NUMBERING, element, target.package), RELATIONSHIP_TYPE.NUMBERING
        )
    lists: BaseOxmlElement = part.numbering_part.element
    return lists


def _next(numbering: BaseOxmlElement, name: str, attribute: str) -> int:
    known = (str(element.get(qn(attribute), "")) for element in numbering.findall(qn(name)))
    return max((int(number) for number in known if number.isascii() and number.isdigit()), default=0) + 1


def _describe_lists(numbering: BaseOxmlElement, abstract: int) -> None:
    """Describe our two kinds of list; descriptions stand before all lists."""
    first = numbering.find(qn("w:num"))
    for written in (bullets_xml(abstract), numbers_xml(abstract + 1)):
        element = parse_xml(written)
        if first is None:
            numbering.append(element)
        else:
            first.addprevious(element)


def _speak(target: Opened, language: str) -> None:
    """Tell Word in which language the words are, so that it does not mark them all as misspelt."""
    named = word_language(language)
    element = target.document.styles.element
    for lang in element.iter(qn("w:lang")):
        lang.set(qn("w:val"), named)
    for properties in element.findall(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"):
        if properties.find(qn("w:lang")) is None:
            properties.append(parse_xml(f'<w:lang {NAMESPACES} w:val="{named}"/>'))


def _describe(package: Package, facts: Metadata) -> None:
    """Replace what a template said of itself: its author is not the author of the report."""
    core = [key for key, rel in package.rels.items() if rel.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES]
    for key in core:
        del package.rels[key]
    place = PackURI("/docProps/core.xml")
    part = Part(place, CONTENT_TYPE.OPC_CORE_PROPERTIES, core_properties(facts), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    _leave_room_for_seal(package)


def _leave_room_for_seal(package: Package) -> None:
    """Add the property of the seal to those that a template has, or as the first one."""
    known = [rel.target_part for rel in package.rels.values() if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES]
    content = seal_properties()
    if known:
        element = parse_xml(known[0].blob)
        for old in element.xpath(f"./*[@name='{SEAL}']"):  # of a template that was once a report of ours
            element.remove(old)
        numbers = [int(found) for found in element.xpath("./*/@pid")]
        element.append(parse_xml(seal_property(max([1, *numbers]) + 1)))
        content = serialize_part_xml(element)
    for key in [key for key, rel in package.rels.items() if rel.reltype == RELATIONSHIP_TYPE.CUSTOM_PROPERTIES]:
        del package.rels[key]
    place = PackURI("/docProps/custom.xml")
    part = Part(place, CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
