"""Put files into a printed PDF, and checksums of its pages, by which a later change of them shows.

The checksum of a page covers what is drawn on it, its fonts, drawings and links. It is no signature: whoever can
rewrite the file can rewrite its checksums. It shows what happened to a report on its way, not who did it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import pikepdf

from rmdiag.reports.enclosed import Attachment
from rmdiag.reports.pdf_files import BROKEN, MOST_PAGES, UnreadablePdfError, open_pdf, unpacked

FORMAT = "rmdiag seal 1"
SEAL = "seal.json"
MOST_ATTACHED = 16 * 1024 * 1024  # bytes of a file that goes along
# What leads out of a page, or numbers it: it changes when pages are counted anew, and shows nothing.
_OUTWARD = frozenset({"/Parent", "/P", "/Pg", "/StructParent", "/StructParents", "/Popup", "/Length"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """What is found inside a PDF: its pages as they are, and what was said of them when it was printed."""

    files: Mapping[str, bytes]  # by name
    pages: tuple[str, ...]
    about: str
    seal: Seal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The checksums of a printed report."""

    files: Mapping[str, str]
    pages: tuple[str, ...]
    about: str  # of title, language and the like

    def as_json(self) -> str:
        """Write it as it is attached."""
        return _json({"format": FORMAT, "about": self.about, "files": dict(self.files), "pages": list(self.pages)})


def with_attachments(pdf: bytes, attachments: tuple[Attachment, ...]) -> bytes:
    """Put files into a printed PDF; without any it stays as it is. The same files give the same bytes."""
    if not attachments:
        return pdf
    with pikepdf.open(BytesIO(pdf)) as document:
        attach(document, attachments)
        packed = BytesIO()
        document.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return packed.getvalue()


def attach(document: pikepdf.Pdf, attachments: tuple[Attachment, ...]) -> None:
    """Put files into a document that is about to be saved; a file without a text gets the checksums."""
    texts = {one.name: one.text.encode("utf-8", "backslashreplace") for one in attachments if one.text is not None}
    seal = Seal(
        files={name: hashlib.sha256(text).hexdigest() for name, text in sorted(texts.items())},
        pages=_digests(document),
        about=_about(document),
    )
    beside = document.Root.get("/AF", pikepdf.Array())
    for one in attachments:
        data = texts.get(one.name, seal.as_json().encode())
        file = pikepdf.AttachedFileSpec(
            document,
            data,
            description=one.description,
            filename=one.name,
            mime_type=one.media_type,
            creation_date="",
            mod_date="",
        )
        file.obj.AFRelationship = pikepdf.Name.Data
        document.attachments[one.name] = file
        beside.append(document.attachments[one.name].obj)
    document.Root.AF = beside


def look_into(content: bytes) -> Sealed:
    """Give what is inside a PDF; raise an `UnreadablePdfError` where it cannot be read."""
    with open_pdf(content) as document:
        try:
            files = _files(document)
            return Sealed(
                files=files, pages=_digests(document), about=_about(document), seal=_seal_in(files.get(SEAL, b""))
            )
        except BROKEN as error:
            raise UnreadablePdfError from error


def _files(document: pikepdf.Pdf) -> dict[str, bytes]:
    names = document.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    found = {}
    for name, file in pikepdf.NameTree(tree).items() if isinstance(tree, pikepdf.Dictionary) else ():
        inside = file.get("/EF") if isinstance(file, pikepdf.Dictionary) else None
        stream = inside.get("/F") if isinstance(inside, pikepdf.Dictionary) else None
        if isinstance(stream, pikepdf.Stream) and str(name).endswith(".json"):
            found[str(name)] = unpacked(stream, MOST_ATTACHED)
    return found


def _seal_in(content: bytes) -> Seal | None:
    try:
        said = json.loads(content)
        if said["format"] != FORMAT:
            return None
        files = {str(name): str(digest) for name, digest in said["files"].items()}
        return Seal(files=files, pages=tuple(str(one) for one in said["pages"]), about=str(said["about"]))
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None


def _digests(document: pikepdf.Pdf) -> tuple[str, ...]:
    """Give the SHA-256 of every page."""
    if len(document.pages) > MOST_PAGES:
        raise UnreadablePdfError
    known: dict[tuple[int, int], bytes] = {}
    return tuple(_digest(page.obj, known, at_page=True).hex() for page in document.pages)


def _about(document: pikepdf.Pdf) -> str:
    """Give the SHA-256 of what a document says of itself: title, author, language."""
    info = document.trailer.get("/Info", pikepdf.Dictionary())
    said = {key: str(value) for key, value in info.items() if isinstance(value, pikepdf.String)}
    return hashlib.sha256(_json([str(document.Root.get("/Lang", "")), said]).encode()).hexdigest()


def _digest(one: pikepdf.Object, known: dict[tuple[int, int], bytes], *, at_page: bool = False) -> bytes:
    """Digest an object with all that it leads to; what was met before, as a font of all pages is, only once."""
    shared = _is_shared(one)
    if shared and one.objgen in known:
        return known[one.objgen]
    if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.Page and not at_page:
        return b"page"  # where a link leads
    if shared:
        known[one.objgen] = b"within itself"
    found = hashlib.sha256(_written(one, known)).digest()
    if shared:
        known[one.objgen] = found
    return found


def _is_shared(one: object) -> bool:
    """Tell whether others may lead to an object too; numbers and the like are Python's own."""
    return isinstance(one, pikepdf.Object) and one.is_indirect


def _written(one: pikepdf.Object, known: dict[tuple[int, int], bytes]) -> bytes:
    if isinstance(one, pikepdf.Dictionary | pikepdf.Array):
        whole = one.unparse(resolved=True)
        if b" R" not in whole and not any(name.encode() in whole for name in _OUTWARD):
            return whole  # it leads to nothing else, and needs no closer look
    if isinstance(one, pikepdf.Stream):
        packed = {key: value for key, value in one.items() if key not in ("/Filter", "/DecodeParms")}
        content = hashlib.sha256(unpacked(one)).digest()
        return b"stream" + content + _entries(packed, known)
    if isinstance(one, pikepdf.Dictionary):
        return b"dictionary" + _entries(dict(one.items()), known)
    if isinstance(one, pikepdf.Array):
        return b"array" + b"".join(_digest(inside, known) for inside in one)
    if isinstance(one, pikepdf.String):
        return b"string" + bytes(one)
    return f"{type(one).__name__} {one}".encode("utf-8", "backslashreplace")


def _entries(entries: Mapping[str, pikepdf.Object], known: dict[tuple[int, int], bytes]) -> bytes:
    return b"".join(
        key.encode("utf-8", "backslashreplace") + b"=" + _digest(value, known)
        for key, value in sorted(entries.items())
        if key not in _OUTWARD
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)
