"""Look into a template before any library does, so that a hostile one costs nothing and does nothing.

A template is a ZIP of XML parts. Refused are: what unpacks to more than a template can need, document types, programs
(macros, controls, embedded files), and whatever would fetch something from elsewhere when the report is opened.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, ZipInfo

from rmdiag.tongue import marked, phrase

MAXIMUM_FILE = 32 * 1024 * 1024  # bytes as they lie on the disk
MAXIMUM_UNPACKED = 96 * 1024 * 1024
MAXIMUM_XML = 24 * 1024 * 1024  # bytes of all XML parts
MAXIMUM_PARTS = 2_000
MAXIMUM_RATIO = 200  # unpacked to packed, of parts over a megabyte
MAXIMUM_TAGS = 300_000  # of all XML parts
_SMALL = 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, and any document with a password
_ENCODING = re.compile(rb"""\A<\?xml[^<>]*?encoding=["']([^"']*)["']""")
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml."
_TYPES = "[Content_Types].xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FOREIGN = (
    "vbaProject",
    "wordVbaData",
    "oleObject",
    "package",
    "aFChunk",
    "control",
    "subDocument",
    "frame",
    "extensibility",
)
_LEADS = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)
_OWN_DISK = re.compile(r"(?:file:///)?[A-Za-z]:[\\/]|(?:file:///)?[^:\\/]+\.dot[xm]?\Z|file:///(?!/)[^\\]*\Z")
_ATTACHED = re.compile(rb"<Relationship\b[^<>]*/attachedTemplate\"[^<>]*/>")
_ATTACHED_SETTING = re.compile(rb"<w:attachedTemplate\b[^<>]*/>")
_FETCHING = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|IMPORT|LINK|DATABASE|RD|MACROBUTTON)\b",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a template is not used, in words for who named it."""

    reason: str


Parts = Mapping[str, bytes]


def parts_of(content: bytes) -> Parts | Refusal:
    """Give the parts of a template, or say why it must not or cannot be opened."""
    reason = _unfit(content)
    if reason:
        return Refusal(reason=reason)
    try:
        with ZipFile(BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            reason = _hostile(infos)
            parts = {} if reason else {info.filename: archive.read(info) for info in infos}
        reason = reason or next((found for found in _complaints(parts) if found), "")
    except (BadZipFile, zlib.error, ET.ParseError, KeyError, ValueError, NotImplementedError, EOFError, OSError):
        return Refusal(reason=phrase(DAMAGED))
    return Refusal(reason=reason) if reason else _as_document(parts)


DAMAGED = marked("it is damaged, or was only half copied")


def is_archive(head: bytes) -> bool:
    """Say whether a file begins as a Word document does."""
    return head.startswith(b"PK")


def _unfit(content: bytes) -> str:
    if len(content) > MAXIMUM_FILE:
        return phrase("it has more than {number} bytes", number=MAXIMUM_FILE)
    if content.startswith(_OLD_OFFICE):
        return phrase("it is an old .doc file, or it is protected by a password")
    return "" if is_archive(content) else phrase("it is no Word document")


def _hostile(infos: list[ZipInfo]) -> str:
    """Say what is wrong with the parts by what the list of them says; empty when nothing is."""
    if len(infos) > MAXIMUM_PARTS:
        return phrase("it has more than {number} parts", number=MAXIMUM_PARTS)
    if len({info.filename.lower() for info in infos}) < len(infos):
        return phrase("two of its parts have the same name")
    if any(info.flag_bits & 1 for info in infos):
        return phrase("its parts are encrypted")
    return _swollen(infos)


def _swollen(infos: list[ZipInfo]) -> str:
    """Say whether a file unpacks to more than it should."""
    xml = [info for info in infos if _is_xml(info.filename)]
    for some, most in ((infos, MAXIMUM_UNPACKED), (xml, MAXIMUM_XML)):
        if sum(info.file_size for info in some) > most:
            return phrase("it unpacks to more than {number} bytes", number=most)
    if any(info.file_size > MAXIMUM_RATIO * info.compress_size for info in infos if info.file_size > _SMALL):
        return phrase("a part of it unpacks to more than {number} times its size", number=MAXIMUM_RATIO)
    return ""


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _complaints(parts: Parts) -> Iterator[str]:
    """Say what speaks against the parts, the gravest first; nothing is parsed before it is known to be plain."""
    written = {name: part for name, part in parts.items() if _is_xml(name)}
    yield from (_hostile_xml(part) for part in written.values())
    if sum(part.count(b"<") for part in written.values()) > MAXIMUM_TAGS:
        yield phrase("a part of it has more than {number} tags", number=MAXIMUM_TAGS)
    types = parts.get(_TYPES, b"")
    if b"macroEnabled" in types or b"vbaProject" in types or any("vbaproject" in name.lower() for name in parts):
        yield phrase("it has macros; save it as a document without them (.docx)")
    if _MAIN not in types or "word/document.xml" not in parts:
        yield phrase("it is no Word document")
    for name, part in written.items():
        if name.endswith(".rels"):
            yield from _foreign(part)
        elif name.startswith("word/"):
            yield _fetched(part)


def _hostile_xml(part: bytes) -> str:
    start = part[:200].removeprefix(b"\xef\xbb\xbf")
    declared = _ENCODING.match(start)
    if b"\x00" in start or (declared and declared.group(1).lower() not in (b"utf-8", b"us-ascii")):
        return phrase("a part of it is not UTF-8")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        return phrase("a part of it has a document type")
    return ""


def _foreign(relations: bytes) -> Iterator[str]:
    """Find what a part leads to and a report must not: programs, files within, addresses that open by themselves."""
    for one in ET.fromstring(relations):  # noqa: S314 - no document type
        kind, target = (one.get("Type") or "").rpartition("/")[2], one.get("Target") or ""
        if kind in _FOREIGN:
            yield phrase("it has a file, a control or a program inside ({kind}); remove it", kind=kind)
        if one.get("TargetMode") != "External":
            continue
        known = _OWN_DISK if kind == "attachedTemplate" else _LEADS
        if kind not in ("attachedTemplate", "hyperlink") or not known.match(target):
            yield phrase("it fetches something from elsewhere ({target}); put it into the document", target=target[:80])


def _fetched(part: bytes) -> str:
    """Find fields that fetch files, start programs or ask databases."""
    instructions = ""
    for element in ET.fromstring(part).iter():  # noqa: S314 - no document type
        if element.tag == f"{_WORD}fldChar":
            instructions += "\n"
        elif element.tag == f"{_WORD}fldSimple":
            instructions += f"\n{element.get(f'{_WORD}instr', '')}\n"
        elif element.tag in (f"{_WORD}instrText", f"{_WORD}delInstrText"):
            instructions += element.text or ""
    found = _FETCHING.search(instructions)
    return "" if found is None else phrase("it has a field that fetches something ({field}); remove it", field=found[1])


def _as_document(parts: Parts) -> Parts:
    """Make a document of a template (.dotx), and let go of the template on somebody's disk that it was made from."""
    changed = dict(parts)
    changed[_TYPES] = parts[_TYPES].replace(_MAIN + b"template.main+xml", _MAIN + b"document.main+xml")
    for name, part in parts.items():
        if name.startswith("word/_rels/settings"):
            changed[name] = _ATTACHED.sub(b"", part)
        elif name == "word/settings.xml":
            changed[name] = _ATTACHED_SETTING.sub(b"", part)
    return changed
