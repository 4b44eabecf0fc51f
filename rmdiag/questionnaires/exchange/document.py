"""Read the tables of a Word document as they stand, behind the gate of `package.py`: words only, nothing is run.

What somebody inserted with tracked changes counts, and what somebody deleted does not, as if all were accepted. Macros,
links, pictures and the words of fields are never touched. Rows and columns count from 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from xml.etree import ElementTree as ET

from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.package import DOCUMENT, Wanted, open_parts
from rmdiag.tongue import marked

MAXIMUM_TABLES = 200
WORD_FILE = Wanted(
    none=codes.NO_DOCUMENT,
    hostile=codes.HOSTILE_DOCUMENT,
    old=marked("it is an old .doc file, or it is protected by a password"),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_COMMENTS, _PROPERTIES = "word/comments.xml", "docProps/custom.xml"
_TABLE, _ROW, _CELL, _PARAGRAPH = f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}p"
_DELETED = {f"{_W}del", f"{_W}moveFrom"}
_CHANGES = {*_DELETED, f"{_W}ins", f"{_W}moveTo"}
# Written out by other programs for those that do not know better, or not words at all.
_PASSED_OVER = {*_DELETED, _FALLBACK, f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr", f"{_W}sdtPr"}
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCell:
    """One cell of a table with its words; `merged` when it stands for cells of several rows."""

    words: str
    span: int = 1  # columns
    merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One row of a table, with the comments that are pinned to words in it."""

    cells: tuple[DocumentCell, ...]
    notes: tuple[str, ...] = ()
    tracked: bool = False  # something in it is a change that nobody has accepted yet


@dataclass(frozen=True, slots=True, kw_only=True)
class WordDocument:
    """The tables of a document in their order, and what the document says of itself by name."""

    tables: tuple[tuple[DocumentRow, ...], ...]
    properties: Mapping[str, str]


def read_document_tables(content: bytes, name: str, problems: Problems) -> WordDocument | None:
    """Give the tables of a document; None, with the problem noted, when it must not or cannot be read."""
    return open_parts(content, (Span(file=name), problems), WORD_FILE, _read)


def _read(parts: Mapping[str, bytes]) -> WordDocument:
    body = _parsed(parts[DOCUMENT])
    notes = {
        note.get(f"{_W}id", ""): _words(note)
        for note in (_parsed(parts[_COMMENTS]).iter(f"{_W}comment") if _COMMENTS in parts else ())
    }
    tables = tuple(tuple(_rows(table, notes)) for table in islice(_outermost(body, _TABLE), MAXIMUM_TABLES))
    return WordDocument(tables=tables, properties=_properties(parts))


def _parsed(part: bytes) -> ET.Element:
    """Parse a part; one in the strict form of the standard is read as one in the other."""
    return ET.fromstring(part.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()))  # noqa: S314  # no document type


def _properties(parts: Mapping[str, bytes]) -> Mapping[str, str]:
    if _PROPERTIES not in parts:
        return {}
    every = _parsed(parts[_PROPERTIES])
    return {one.get("name", ""): "".join(one.itertext()) for one in every}


def _outermost(element: ET.Element, tag: str) -> Iterator[ET.Element]:
    """Give what has a tag and is not within another of the same tag, in order; what is passed over holds none."""
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if one.tag == tag:
            yield one
        elif one.tag != _FALLBACK:
            waiting.extend(reversed(one))


def _rows(table: ET.Element, notes: Mapping[str, str]) -> Iterator[DocumentRow]:
    for row in _outermost(table, _ROW):
        settings = row.find(f"{_W}trPr")
        if settings is not None and settings.find(f"{_W}del") is not None:
            continue
        pinned = (notes.get(one.get(f"{_W}id", ""), "") for one in row.iter(f"{_W}commentReference"))
        yield DocumentRow(
            cells=tuple(_cell(cell) for cell in _outermost(row, _CELL)),
            notes=tuple(words for words in pinned if words),
            tracked=any(one.tag in _CHANGES for one in row.iter()),
        )


def _cell(cell: ET.Element) -> DocumentCell:
    settings = cell.find(f"{_W}tcPr")
    span, merged = None, None
    if settings is not None:
        span, merged = settings.find(f"{_W}gridSpan"), settings.find(f"{_W}vMerge")
    across = "1" if span is None else span.get(f"{_W}val", "1")
    return DocumentCell(
        words=_words(cell),
        span=max(int(across), 1) if across.isascii() and across.isdigit() and len(across) < 4 else 1,  # noqa: PLR2004  # columns that a page can hold
        merged=merged is not None,
    )


def _words(element: ET.Element) -> str:
    """Give the words of an element as a reader sees them, a line for each paragraph."""
    lines: list[str] = []
    waiting = list(reversed(element))
    while waiting:
        one = waiting.pop()
        if one.tag in _PASSED_OVER or _is_prompt(one):
            continue
        if one.tag == _PARAGRAPH:
            lines.append("")
        said = one.text or "" if one.tag == f"{_W}t" else _SIGNS.get(one.tag, "")
        if said:
            lines = lines or [""]
            lines[-1] += said
        waiting.extend(reversed(one))
    return "\n".join(line.strip() for line in lines).strip()


def _is_prompt(element: ET.Element) -> bool:
    """Say whether a control shows only what to type into it."""
    settings = element.find(f"{_W}sdtPr") if element.tag == f"{_W}sdt" else None
    return settings is not None and settings.find(f"{_W}showingPlcHdr") is not None
