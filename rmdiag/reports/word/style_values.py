"""Say what a style of a Word document is, and write it as XML with the ids that a document gives its styles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from rmdiag.reports.word.wordml import words


class StyleKind(StrEnum):
    """What a style is for."""

    PARAGRAPH = "paragraph"
    CHARACTER = "character"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style by the English name that Word knows it by, which every Word shows in its own language."""

    name: str
    kind: StyleKind = StyleKind.PARAGRAPH
    base: str | None = None
    following: str | None = None  # the style of the next paragraph that somebody types
    paragraph: str = ""  # properties, as XML in the order of the standard
    run: str = ""
    table: str = ""
    default: bool = False
    hidden: bool = False  # out of the gallery: what nobody chooses by hand

    @property
    def id(self) -> str:
        """The id that this style would like to have."""
        return "".join(part[:1].upper() + part[1:] for part in self.name.split())


def style_xml(style: Style, ids: Mapping[str, str]) -> str:
    """Write a style; `ids` are those of all styles of the document by their names in small letters."""
    custom = ' w:customStyle="1"' if style.name.startswith("Report ") else ""
    default = ' w:default="1"' if style.default else ""
    following = f'<w:next w:val="{words(ids[style.following.lower()])}"/>' if style.following else ""
    return (
        f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{words(ids[style.name.lower()])}">'
        f'<w:name w:val="{words(style.name)}"/>'
        f"{_base(style, ids)}{following}"
        f'<w:uiPriority w:val="{99 if style.hidden else 9}"/>'
        f"{'<w:semiHidden/><w:unhideWhenUsed/>' if style.hidden else '<w:qFormat/>'}"
        f"{f'<w:pPr>{style.paragraph}</w:pPr>' if style.paragraph else ''}"
        f"{f'<w:rPr>{style.run}</w:rPr>' if style.run else ''}"
        f"{style.table}</w:style>"
    )


def _base(style: Style, ids: Mapping[str, str]) -> str:
    return f'<w:basedOn w:val="{words(ids[style.base.lower()])}"/>' if style.base else ""
