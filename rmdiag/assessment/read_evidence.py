"""Read the evidence register and hold it against the files that are there."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from rmdiag.assessment import codes
from rmdiag.assessment.asking import Reading, known_id, opened, period_of
from rmdiag.assessment.mission import CONFIDENTIALITIES, EVIDENCE_KINDS, Evidence, MissionFiles
from rmdiag.fields import Fields
from rmdiag.problems import Problems, Span, did_you_mean
from rmdiag.source import Document
from rmdiag.tongue import phrase

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_FOLDER = "evidence/"


def read_evidence(document: Document, files: MissionFiles, reading: Reading) -> dict[str, Evidence]:
    """Give the register by id; files that are missing or changed are problems with the right SHA-256 in the fix."""
    main = opened(document, reading.problems)
    if main is None:
        return {}
    found: dict[str, Evidence] = {}
    for row in main.rows("evidence", "an entry of the register"):
        entry = _entry(row, files, reading)
        first = found.setdefault(entry.id, entry)
        if first is not entry and entry.id:
            reading.problems.add(codes.EVIDENCE_TWICE, row.at("id"), id=entry.id, first=first.span.line)
    main.close()
    found.pop("", None)
    return found


def check_registered(files: MissionFiles, register: dict[str, Evidence], problems: Problems) -> None:
    """Warn of every file in evidence/ that no entry names."""
    named = {entry.file for entry in register.values()}
    for inside, sha256 in sorted(files.evidence.items()):
        if inside not in named:
            span = Span(file=f"{files.name}/{_FOLDER}{inside}")
            problems.add(codes.NOT_REGISTERED, span, inside=f"{_FOLDER}{inside}", sha256=sha256 or phrase("not taken"))


def _entry(row: Fields, files: MissionFiles, reading: Reading) -> Evidence:
    identity = row.text("id", required=True) or ""
    on, valid_until = period_of(row, "date", "valid_until")
    file = _file(row, identity, files)
    entry = Evidence(
        id=identity,
        title=row.text("title", required=True) or "",
        kind=row.word("kind", EVIDENCE_KINDS) or "document",
        file=file,
        sha256=_sha256(row, identity, file, files),
        confidentiality=row.word("confidentiality", CONFIDENTIALITIES) or "restricted",
        on=on,
        valid_until=valid_until,
        supports=_supports(row, reading),
        note=row.text("note"),
        span=row.span,
    )
    _check_dates(row, entry, reading)
    row.close()
    return entry


def _file(row: Fields, identity: str, files: MissionFiles) -> str | None:
    """Give the path inside evidence/, whether or not it was written with the folder's name."""
    words = row.text("file")
    if words is None:
        return None
    # macOS takes accented names apart, other systems keep them whole; both mean the same file.
    inside = unicodedata.normalize("NFC", words).removeprefix("./").removeprefix(_FOLDER)
    path = PurePosixPath(inside)
    if path.is_absolute() or ".." in path.parts or "\\" in inside or ":" in inside:
        row.problems.add(codes.NOT_IN_EVIDENCE, row.at("file"), words=words)
        return None
    if inside not in files.evidence:
        near = did_you_mean(inside, files.evidence)
        row.problems.add(codes.FILE_MISSING, row.at("file"), id=identity, words=words, near=near)
    return inside


def _sha256(row: Fields, identity: str, file: str | None, files: MissionFiles) -> str | None:
    words = row.text("sha256")
    written = None if words is None else words.lower()
    right = files.evidence.get(file or "")
    if written is not None and not _SHA256.match(written):
        take_out = phrase("take `sha256` out until the file is there")
        fix = phrase("write `sha256: {sha256}`", sha256=right) if right else take_out
        row.problems.add(codes.NOT_A_DIGEST, row.at("sha256"), words=words, right=fix)
    elif right is not None and written is None:
        row.problems.add(codes.NO_DIGEST, row.at("file"), id=identity, sha256=right)
    elif right is not None and written != right:
        row.problems.add(codes.FILE_CHANGED, row.at("sha256"), id=identity, file=file, sha256=right)
    return written


def _supports(row: Fields, reading: Reading) -> tuple[str, ...]:
    framework = reading.questionnaire.framework
    known = [*framework.indicators, *reading.questionnaire.questions, *framework.metrics]
    ids = (known_id(scalar, codes.SUPPORTS_UNKNOWN, known, row.problems) for scalar in row.scalars("supports"))
    return tuple(identity for identity in ids if identity is not None)


def _check_dates(row: Fields, entry: Evidence, reading: Reading) -> None:
    as_of = reading.as_of
    if as_of is None:
        return
    if entry.on is not None and entry.on > as_of:
        row.problems.add(codes.EVIDENCE_LATER, row.at("date"), id=entry.id, words=entry.on, as_of=as_of)
    if entry.valid_until is not None and entry.valid_until < as_of:
        row.problems.add(codes.EXPIRED, row.at("valid_until"), id=entry.id, words=entry.valid_until, as_of=as_of)
