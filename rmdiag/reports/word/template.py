"""Fit a report into a template that somebody made: their page, styles, headers and cover, our words.

The report goes where a paragraph says `{{ report }}`, else to the end. Where the template has anything of its own in
its body, that is the cover, and ours is left out; but what a report must say (its facts, who it is for, that it is not
a publication of the WCO) opens it wherever the template does not say it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from rmdiag.reports.characters import printable
from rmdiag.reports.model import Report, Runs
from rmdiag.reports.word.archive import pack
from rmdiag.reports.word.document import Opened, opened
from rmdiag.reports.word.placeholders import blocks_in, filled, named_in
from rmdiag.reports.word.template_gate import DAMAGED, Refusal, parts_of
from rmdiag.reports.word.wordml import TWIPS
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

NARROWEST, WIDEST = 60, 400  # millimetres of text
NAMES = (
    "administration",
    "author",
    "clearance",
    "confidentiality",
    "date",
    "identifier",
    "kicker",
    "language",
    "notice",
    "subject",
    "subtitle",
    "title",
)
REST = ("clearance", "facts", "confidentiality", "notice")  # of a cover, what must not be missing
# What python-docx and lxml raise when a part is not what its name says.
BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A template that was found fit: it opens, and every placeholder in it can be filled."""

    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A template whose placeholders are filled, and where the report goes."""

    target: Opened
    report_at: BaseOxmlElement | None  # None: at the end
    facts_at: BaseOxmlElement | None
    width: int  # of the text there, in twips
    has_cover: bool
    lacks: tuple[str, ...]  # parts of our cover that nothing in it says


def template_of(content: bytes) -> Template | Refusal:
    """Examine a template before anything is drawn."""
    parts = parts_of(content)
    if isinstance(parts, Refusal):
        return parts
    template = Template(content=pack(parts))
    fitted = fit(template, dict.fromkeys(NAMES, ""))
    return fitted if isinstance(fitted, Refusal) else template


def fit(template: Template, values: Mapping[str, str]) -> Fitted | Refusal:
    """Open a template, fill its placeholders with values, and find where the report goes."""
    try:
        return _fit(opened(template.content, own=False), values)
    except BROKEN:
        return Refusal(reason=phrase(DAMAGED))


def values_of(report: Report) -> dict[str, str]:
    """Give the words that placeholders may stand for."""
    facts, cover = report.metadata, report.cover
    words = {
        "title": facts.title if cover is None else cover.title,
        "subtitle": "" if cover is None else cover.subtitle,
        "kicker": "" if cover is None else cover.kicker,
        "clearance": "" if cover is None else cover.clearance,
        "notice": "" if cover is None else _said(cover.notice),
        "administration": facts.administration,
        "author": facts.author,
        "confidentiality": facts.confidentiality,
        "date": facts.date,
        "identifier": facts.identifier,
        "language": facts.language,
        "subject": facts.subject,
    }
    return {name: printable(words[name]) for name in NAMES}


def _said(runs: Runs) -> str:
    return "".join(run.text or "" for run in runs)


def _fit(target: Opened, values: Mapping[str, str]) -> Fitted | Refusal:
    places = blocks_in(target.body)  # before any word of the report is there
    around = _around(target)
    refusal = _misplaced(target, places, around)
    if refusal is not None:
        return refusal
    said = {name for element in (target.body, *around) for name in named_in(element)}
    has_cover = _says_something(target.body, places["report"])
    for element in (target.body, *around):
        refusal = filled(element, values)
        if refusal is not None:
            return refusal
    report_at, facts_at = (next(iter(places[name]), None) for name in ("report", "facts"))
    return Fitted(
        target=target,
        report_at=report_at,
        facts_at=facts_at,
        width=_width(target, report_at),
        has_cover=has_cover,
        lacks=tuple(name for name in REST if name not in said),
    )


def _around(target: Opened) -> list[BaseOxmlElement]:
    """Give the headers and footers of a template."""
    kinds = ("/header", "/footer")
    parts = (rel for rel in target.document.part.rels.values() if not rel.is_external and rel.reltype.endswith(kinds))
    return [rel.target_part.element for rel in parts]


def _misplaced(
    target: Opened, places: Mapping[str, list[BaseOxmlElement]], around: list[BaseOxmlElement]
) -> Refusal | None:
    """Refuse a report or its facts where there is no room for them, or twice."""
    for name, found in places.items():
        nowhere = any(paragraph.getparent() is not target.body for paragraph in found)
        if nowhere or len(found) > 1 or any(blocks_in(element)[name] for element in around):
            shown = f"{{{{ {name} }}}}"
            return Refusal(
                reason=phrase(
                    "`{placeholder}` must stand once, in a paragraph of its own, outside tables, boxes and headers",
                    placeholder=shown,
                )
            )
    return None


def _says_something(body: BaseOxmlElement, report_at: list[BaseOxmlElement]) -> bool:
    """Tell whether a template has a body of its own."""
    shown = [text for text in body.iter(qn("w:t")) if str(text.text or "").strip()]
    own = [text for text in shown if not any(place in text.iterancestors() for place in report_at)]
    pictures = (body.iter(qn(name)) for name in ("w:drawing", "w:pict"))
    return bool(own) or any(next(found, None) is not None for found in pictures)


def _width(target: Opened, report_at: BaseOxmlElement | None) -> int:
    """Measure the text where the report goes, in twips: the section of a place is described behind it."""
    sections = list(target.body.iter(qn("w:sectPr")))
    if report_at is not None:
        behind = {id(section) for one in (report_at, *report_at.itersiblings()) for section in one.iter(qn("w:sectPr"))}
        sections = [section for section in sections if id(section) in behind][:1] or sections
    size, margins = sections[-1].find(qn("w:pgSz")), sections[-1].find(qn("w:pgMar"))
    width = int(size.get(qn("w:w"))) - sum(int(margins.get(qn(f"w:{edge}"))) for edge in ("left", "right"))
    return min(max(width, round(NARROWEST * TWIPS)), round(WIDEST * TWIPS))
