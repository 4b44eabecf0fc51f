"""Write the smallest pieces of a Word document: runs, paragraphs, fields and bookmarks, as text of XML.

Text is quicker than objects: a report has some ten thousand paragraphs in its tables. Every word passes through
`words`, which cleans and escapes it, so that no answer can become markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from rmdiag.reports.characters import printable

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
NO_BREAK = "\N{NO-BREAK SPACE}"
_SPACES = (("\N{THIN SPACE}–\N{THIN SPACE}", f"{NO_BREAK}– "), ("\N{EM SPACE}", f"{NO_BREAK}{NO_BREAK} "))
TWIPS = 1440 / 25.4  # twentieths of a point in a millimetre


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What one paragraph has beyond its style."""

    keep: bool = False  # stays on the page of what follows
    page_before: bool = False
    at_top: bool = False  # of a page: without space above it
    numbering: tuple[int, int] | None = None  # list and depth in it, from 0
    align: str = ""
    outline: int | None = None  # depth in the navigation pane, from 0, of what is no heading of the contents


PLAIN = Setting()


def twips(millimetres: float) -> int:
    """Give a length as Word counts it."""
    return round(millimetres * TWIPS)


def words(text: str) -> str:
    """Clean and escape a text for an element or an attribute."""
    return escape(printable(text))


def spaced(text: str) -> str:
    """Set spaces at which a line may end as plain ones: office programs part words rather than end it at others."""
    for found, written in _SPACES:
        text = text.replace(found, written)
    return text


def run(text: str, properties: str = "") -> str:
    """Write words with their properties, which are XML already."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{words(text)}</w:t></w:r>'


def paragraph(style: str, inner: str, setting: Setting = PLAIN) -> str:
    """Write a paragraph in a style, named by its id; the order of the properties is that of the standard."""
    properties = f'<w:pStyle w:val="{words(style)}"/>'
    if setting.keep:
        properties += "<w:keepNext/>"
    if setting.page_before:
        properties += "<w:pageBreakBefore/>"
    if setting.numbering is not None:
        number, depth = setting.numbering
        properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    if setting.page_before or setting.at_top:
        properties += '<w:spacing w:before="0"/>'
    if setting.align:
        properties += f'<w:jc w:val="{setting.align}"/>'
    if setting.outline is not None:
        properties += f'<w:outlineLvl w:val="{setting.outline}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def field(instruction: str, shown: str, properties: str = "") -> str:
    """Write a field with the value it shows until Word works it out again."""
    return f"{field_begin(instruction)}{run(shown, properties)}{FIELD_END}"


def field_begin(instruction: str) -> str:
    """Open a field whose value follows, which may be several paragraphs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {words(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def bookmark(name: str, number: int, inner: str) -> str:
    """Put a bookmark around runs, so that references lead here."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{number}"/>'


def colour(value: str) -> str:
    """Give a colour of the style sheet as Word writes it."""
    return value.removeprefix("#").upper()


def shading(value: str) -> str:
    """Fill a paragraph, run or cell with a colour of the style sheet."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(value)}"/>'
