"""Look into an office file before any library does, so that a hostile one costs nothing and does nothing.

Workbooks and documents are ZIPs of XML parts. Refused are: parts that unpack to more than an answer can need, document
types (with which XML can grow without bounds or ask for other files), other encodings than UTF-8, and cells far from
everything.
Macros, links to other files and pictures are never touched.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from posixpath import join, normpath
from typing import TypeVar
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, ZipInfo

from rmdiag.problems import Kind, Problems, Span
from rmdiag.questionnaires.exchange import codes
from rmdiag.tongue import marked, phrase

MAXIMUM_FILE = 32 * 1024 * 1024  # bytes as they lie on the disk
MAXIMUM_UNPACKED = 64 * 1024 * 1024  # bytes of all XML parts
MAXIMUM_PARTS = 2_000
MAXIMUM_RATIO = 200  # unpacked to packed, of parts over a megabyte; sheets of real plans come to 30
MAXIMUM_CELLS = 200_000
MAXIMUM_TAGS, MAXIMUM_OTHER_TAGS = 1_000_000, 100_000  # of parts with cells or their texts, and of others
MAXIMUM_MERGED = 1_000  # merged cells of a sheet that are looked at
MAXIMUM_ROWS, MAXIMUM_COLUMNS = 5_000, 200
DOCUMENT = "word/document.xml"  # with the tables of a document
_SMALL = 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and any workbook with a password
_XML = (".xml", ".rels", ".vml")
_PREFIX = rb"<(?:\w+:)?"
_CELL = re.compile(_PREFIX + rb'c\s(?:[^<>]{0,99}\s)?r="([A-Z]{1,3})([0-9]{1,7})"(?:\s[^<>]{0,99})?(?<!/)>')
_CELLS = re.compile(_PREFIX + rb"(?:c|si)[\s/>]")  # cells, and the texts that cells share
_FORMULA = re.compile(_PREFIX + rb"f[\s/>]")
_RESULT = re.compile(
    rb"(?:</(?:\w+:)?f>|" + _PREFIX + rb"f(?:\s[^<>]{0,300})?/>)" + _PREFIX + rb"v(?:\s[^<>]{0,99})?>[^<]"
)
_MERGED = re.compile(_PREFIX + rb'mergeCell\s[^<>]{0,99}?ref="([A-Z0-9:$]{1,30})"')
_ENCODING = re.compile(rb"""\A<\?xml[^<>]*?encoding=["']([^"']*)["']""")
_MAIN = "{*}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT_OFFICE = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_Read = TypeVar("_Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What a look at the raw text of a sheet tells: which cells are merged, and how far it reaches."""

    merged: tuple[str, ...] = ()
    rows: int = 0
    columns: int = 0
    comments: bool = False
    worked_out: bool = False  # each formula is kept with what it came to


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A workbook's file that may be read."""

    content: bytes
    sheets: Mapping[str, SheetFacts]  # by name, in the order of the workbook


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which office file is wanted: the problems that say it is none or a hostile one, and the words for an old one."""

    none: Kind
    hostile: Kind
    old: str


WORKBOOK = Wanted(
    none=codes.NO_WORKBOOK,
    hostile=codes.HOSTILE,
    old=marked("it is an old .xls file, or it is protected by a password"),
)


def open_package(content: bytes, name: str, problems: Problems) -> Package | None:
    """Give the file of a workbook with its sheets; None, with the problem noted, when it must not or cannot be read."""
    sheets = open_parts(content, (Span(file=name), problems), WORKBOOK, _sheets)
    return None if sheets is None else Package(content=content, sheets=sheets)


def open_parts(
    content: bytes, noted: tuple[Span, Problems], wanted: Wanted, read: Callable[[Mapping[str, bytes]], _Read]
) -> _Read | None:
    """Give what is read from the XML parts of an office file; None, with the problem noted, when it is not fit."""
    at, problems = noted
    reason = _unfit(content, wanted)
    if reason:
        problems.add(wanted.none, at, reason=reason)
        return None
    try:
        with ZipFile(BytesIO(content)) as archive:
            hostile = _hostile(archive.infolist())
            parts = {} if hostile else {info.filename: archive.read(info) for info in _parts(archive.infolist())}
        hostile = hostile or next((found for found in map(_hostile_xml, parts, parts.values()) if found), "")
        if hostile:
            problems.add(wanted.hostile, at, reason=hostile)
            return None
        return read(parts)
    except (BadZipFile, zlib.error, ET.ParseError, KeyError, ValueError, NotImplementedError, EOFError, OSError):
        problems.add(wanted.none, at, reason=marked("it is damaged, or was only half copied"))
        return None


def is_package(head: bytes) -> bool:
    """Say whether a file begins as a workbook does."""
    return head.startswith(b"PK")


def _unfit(content: bytes, wanted: Wanted) -> str:
    """Say why a file is not what is wanted, by its first bytes; empty when it may be one."""
    if len(content) > MAXIMUM_FILE:
        return phrase("it has more than {number} bytes", number=MAXIMUM_FILE)
    if content.startswith(_OLD_OFFICE):
        return wanted.old
    if not is_package(content) or b"application/vnd.oasis" in content[:200]:
        return marked("it is another kind of file")
    return ""


def _parts(infos: list[ZipInfo]) -> Iterator[ZipInfo]:
    return (info for info in infos if info.filename.lower().endswith(_XML))


def _hostile(infos: list[ZipInfo]) -> str:
    """Say what is wrong with the parts of a file by what its list says of them; empty when nothing is."""
    if len(infos) > MAXIMUM_PARTS:
        return phrase("it has more than {number} parts", number=MAXIMUM_PARTS)
    if len({info.filename for info in infos}) < len(infos):
        return marked("two of its parts have the same name")
    if any(info.flag_bits & 1 for info in infos):
        return marked("its parts are encrypted")
    if sum(info.file_size for info in _parts(infos)) > MAXIMUM_UNPACKED:
        return phrase("it unpacks to more than {number} bytes", number=MAXIMUM_UNPACKED)
    large = [info for info in _parts(infos) if info.file_size > _SMALL]
    if any(info.file_size > MAXIMUM_RATIO * info.compress_size for info in large):
        return phrase("a part of it unpacks to more than {number} times its size", number=MAXIMUM_RATIO)
    return ""


def _hostile_xml(name: str, part: bytes) -> str:
    """Say what no office file has in its XML; empty when it is not there."""
    start = part[:200].removeprefix(b"\xef\xbb\xbf")
    declared = _ENCODING.match(start)
    if b"\x00" in start or (declared and declared.group(1).lower() not in (b"utf-8", b"us-ascii")):
        return marked("a part of it is not UTF-8")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        return marked("a part of it has a document type")
    if next(islice(_CELLS.finditer(part), MAXIMUM_CELLS, None), None) is not None:
        return phrase("a sheet has more than {number} cells", number=MAXIMUM_CELLS)
    long = "worksheets/" in name or name.endswith(("sharedStrings.xml", DOCUMENT))
    most = MAXIMUM_TAGS if long else MAXIMUM_OTHER_TAGS
    if part.count(b"<") > most:
        return phrase("a part of it has more than {number} tags", number=most)
    return ""


def _sheets(parts: Mapping[str, bytes]) -> Mapping[str, SheetFacts]:
    """Give the sheets by name, as the workbook lists them."""
    main = next((path for kind, path in _related(parts, "", "_rels/.rels").values() if kind == "officeDocument"), "")
    folder, _, file = main.rpartition("/")
    related = _related(parts, folder, f"{folder}/_rels/{file}.rels".lstrip("/"))
    found: dict[str, SheetFacts] = {}
    for sheet in ET.fromstring(parts[main]).iterfind(f"{_MAIN}sheets/{_MAIN}sheet"):  # noqa: S314  # no document type
        identity = sheet.get(f"{_OFFICE}id") or sheet.get(f"{_STRICT_OFFICE}id") or ""
        _, target = related[identity]
        found[sheet.get("name") or ""] = _facts(parts, target)
    return found


def _related(parts: Mapping[str, bytes], folder: str, path: str) -> Mapping[str, tuple[str, str]]:
    """Give what a part points to by id: the last word of its kind, and its path; what lies outside is left out."""
    if path not in parts:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for one in ET.fromstring(parts[path]):  # noqa: S314  # no document type
        if one.get("TargetMode") != "External":
            target = one.get("Target") or ""
            inside = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            found[one.get("Id") or ""] = ((one.get("Type") or "").rpartition("/")[2], inside)
    return found


def _facts(parts: Mapping[str, bytes], path: str) -> SheetFacts:
    if path not in parts:
        return SheetFacts()
    text = parts[path]
    cells = set(_CELL.findall(text))
    folder, _, file = path.rpartition("/")
    beside = _related(parts, folder, f"{folder}/_rels/{file}.rels")
    return SheetFacts(
        merged=tuple(found.group(1).decode() for found in islice(_MERGED.finditer(text), MAXIMUM_MERGED)),
        rows=max((int(row) for _, row in cells), default=0),
        columns=max((_number(letters) for letters, _ in cells), default=0),
        worked_out=len(_FORMULA.findall(text)) == len(_RESULT.findall(text)),
        comments=any(kind in ("comments", "threadedComment") for kind, _ in beside.values()),
    )


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
