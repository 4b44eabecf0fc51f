"""Make a pack of evidence that can be handed on: the register, the files, and a word on what was left out.

What is left out is named by its id alone: neither its title nor its file's name nor anything else of it stands in the
pack. Files are stored as they are and never compressed, as compression differs between versions of its library: the
same evidence gives the same bytes on every machine.
"""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from rmdiag.assessment.evidence import FOLDER
from rmdiag.assessment.evidence_text import register_text
from rmdiag.assessment.exchange.table import MARK, harmless_cell
from rmdiag.assessment.mission import CONFIDENTIALITIES, Evidence, Mission
from rmdiag.problems import harmless
from rmdiag.tongue import marked, phrase

COLUMNS = (*("id", "title", "kind", "confidentiality", "date", "valid_until", "supports", "note", "file", "sha256"),)
README = "README.txt"
OPEN = ("public", "internal")  # what enters unasked
_FIRST_LINE = "rmdiag evidence pack 1\n"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can say
_ON_UNIX, _READABLE = 3, 0o100644 << 16
_LOCAL_HEADER = 30  # bytes before the name of the first file
ASKED = marked("{level}, and was not asked for")
SHARED = marked("its file is also that of evidence that is left out")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Evidence that does not enter a pack, and why, in words."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What goes into a pack, and what is left out of it."""

    mission: Mission
    entries: tuple[Evidence, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files that go in, by their paths in evidence/, each once."""
        return tuple(sorted({entry.file for entry in self.entries if entry.file}))


def pack_of(mission: Mission, digests: Mapping[str, str | None], asked: str | None) -> Pack:
    """Choose what may enter: public and internal evidence, and what is asked for up to `asked`.

    A file that evidence left out also names, under whatever name its content lies, stays out by either entry.
    """
    most = CONFIDENTIALITIES.index(asked or OPEN[-1])
    closed = [one for one in mission.evidence.values() if CONFIDENTIALITIES.index(one.confidentiality) > most]
    kept_back = {mark for one in closed for mark in _marks(one, digests)}
    entries, left_out = [], []
    for one in mission.evidence.values():
        if one in closed:
            left_out.append(LeftOut(id=one.id, reason=phrase(ASKED, level=phrase(one.confidentiality))))
        elif kept_back.isdisjoint(_marks(one, digests)):
            entries.append(one)
        else:
            left_out.append(LeftOut(id=one.id, reason=phrase(SHARED)))
    return Pack(mission=mission, entries=tuple(entries), left_out=tuple(left_out))


def is_ours(head: bytes) -> bool:
    """Say whether a file begins as a pack that was written here."""
    return head.startswith(b"PK\x03\x04") and head[_LOCAL_HEADER:].startswith(f"{README}{_FIRST_LINE}".encode())


def write_pack(pack: Pack, stream: BinaryIO, read: Callable[[str], BinaryIO]) -> str | None:
    """Write a pack as ZIP; give the path of a file that is no longer the registered one, and then it is not whole.

    `read` opens a file of evidence/ by its path there.
    """
    registered = {entry.file: entry.sha256 for entry in pack.entries if entry.file}
    texts = {README: _readme(pack), "evidence.csv": _table(pack.entries), "evidence.yaml": register_text(pack.entries)}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for name, text in texts.items():
            archive.writestr(_member(name), text.encode())
        for inside in pack.files:
            with read(inside) as source, archive.open(_member(f"{FOLDER}{inside}"), "w") as target:
                sha256 = hashlib.sha256()
                while piece := source.read(1 << 20):
                    sha256.update(piece)
                    target.write(piece)
            if registered[inside] not in (None, sha256.hexdigest()):
                return inside
    return None


def _marks(entry: Evidence, digests: Mapping[str, str | None]) -> frozenset[str]:
    """Give all by which the file of an entry is known: its path, and its content."""
    if entry.file is None:
        return frozenset()
    path = entry.file.casefold()
    return frozenset(one for one in (f"/{path}", entry.sha256, digests.get(entry.file)) if one)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _FIRST_DAY)
    member.create_system, member.external_attr = _ON_UNIX, _READABLE
    return member


def _readme(pack: Pack) -> str:
    mission = pack.mission
    lines = [
        phrase(
            "{administration}, {round}, as of {date}",
            administration=mission.administration,
            round=mission.round,
            date=mission.as_of,
        ),
        "",
        phrase("evidence.csv and evidence.yaml are the register of what is in this pack; the files are in evidence/."),
        phrase("The SHA-256 beside each file says whether it is still the one that was registered."),
        "",
        phrase("In this pack:") if pack.entries else phrase("There is nothing in this pack."),
        *(line for entry in pack.entries for line in _entry_lines(entry)),
    ]
    if pack.left_out:
        lines += ["", phrase("Left out:"), *(f"  {one.id}: {one.reason}" for one in pack.left_out)]
    return _FIRST_LINE + "\n" + "\n".join(map(harmless, lines)) + "\n"


def _entry_lines(entry: Evidence) -> Iterable[str]:
    yield f"  {entry.id}: {entry.title} ({phrase(entry.kind.replace('_', ' '))}, {phrase(entry.confidentiality)})"
    if entry.file is not None:
        yield f"      {FOLDER}{entry.file}"
        yield f"      SHA-256 {entry.sha256 or phrase('not taken')}"
    else:
        yield "      " + phrase("seen on site and not copied")


def _table(entries: Iterable[Evidence]) -> str:
    stream = io.StringIO()
    writer = csv.writer(stream)  # lines end as RFC 4180 has them
    writer.writerow(COLUMNS)
    for one in entries:
        days = (one.on.isoformat() if one.on else "", one.valid_until.isoformat() if one.valid_until else "")
        cells = (one.id, one.title, one.kind, one.confidentiality, *days, "; ".join(one.supports), one.note or "")
        writer.writerow([harmless_cell(cell) for cell in (*cells, one.file or "", one.sha256 or "")])
    return MARK + stream.getvalue()
