"""Chain the changes that commands make to a mission, so that a later hand in the record shows.

The journal is a text file, `journal.jsonl`: one entry per line, each with the SHA-256 of the entry before it and of
itself (a hash chain, as in RFC 6962's logs without their tree). Entries tell who changed what, when, by which command,
from what to what, and which SHA-256 each file had afterwards. Hand edits are allowed: they are told, not forbidden. A
chain cannot show that its last entries were cut off; that a file no longer is what the last entry left then shows it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from rmdiag.assessment import journal_codes as codes
from rmdiag.problems import Problems, Span
from rmdiag.source import Document

JOURNAL = "journal.jsonl"
FIRST = "0" * 64  # stands before the first entry
LONGEST_LINE = 4 * 1024 * 1024  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value that a command changed: its file, its place there, and the value before and after; None: not there."""

    file: str  # path inside the mission's folder
    place: str  # such as the id of a question
    old: str | None = None
    new: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One command's changes; `files` maps paths to the SHA-256 that they had afterwards, None where one was removed."""

    number: int  # from 1
    at: str  # ISO 8601, UTC
    by: str
    command: str
    changes: tuple[Change, ...] = ()
    files: Mapping[str, str | None] = field(default_factory=dict)
    before: str = FIRST
    hash: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What an entry is made of: who did what by which command, when, and to which files."""

    by: str
    command: str
    at: datetime
    changes: tuple[Change, ...] = ()


def next_entry(last: Entry | None, note: Note, files: Mapping[str, str | None]) -> Entry:
    """Give the entry that follows another one, chained to it."""
    entry = Entry(
        number=1 if last is None else last.number + 1,
        at=note.at.isoformat(timespec="seconds"),
        by=note.by,
        command=note.command,
        changes=note.changes,
        files=dict(sorted(files.items())),
        before=FIRST if last is None else last.hash,
    )
    return replace(entry, hash=_hash(entry))


def line_of(entry: Entry) -> str:
    """Write an entry as one line of the journal, with its end."""
    return _canonical({**_plain(entry), "hash": entry.hash}) + "\n"


def read_journal(document: Document, problems: Problems) -> tuple[Entry, ...]:
    """Give all entries of a journal that can be read; a line that cannot, and a broken chain, are problems."""
    found: list[Entry] = []
    for number, line in enumerate(document.text.split("\n"), start=1):
        if not line.strip():
            continue
        at = Span(file=document.name, line=number, column=1, words=line[:200])
        entry = _entry(line)
        if entry is None:
            problems.add(codes.NOT_AN_ENTRY, at)
            continue
        _check(entry, found, at, problems)
        found.append(entry)
    return tuple(found)


def changed_by_hand(entries: Sequence[Entry], digests: Mapping[str, str]) -> tuple[tuple[str, Entry], ...]:
    """Give the files that no longer are what the last entry on them left, each with that entry.

    `digests` maps the files that are there to their SHA-256.
    """
    last: dict[str, Entry] = {}
    for entry in entries:
        last |= dict.fromkeys(entry.files, entry)
    return tuple((file, entry) for file, entry in sorted(last.items()) if entry.files[file] != digests.get(file))


def _check(entry: Entry, before: Sequence[Entry], at: Span, problems: Problems) -> None:
    """Hold an entry against its own hash and the entry before it."""
    if _hash(entry) != entry.hash:
        problems.add(codes.ENTRY_ALTERED, at, number=entry.number)
        return
    expected = before[-1].hash if before else FIRST
    if entry.before != expected or entry.number != len(before) + 1:
        problems.add(codes.CHAIN_BROKEN, at, number=entry.number, wanted=len(before) + 1)


def _entry(line: str) -> Entry | None:
    if len(line) > LONGEST_LINE:
        return None
    try:
        said = json.loads(line)
        changes = tuple(Change(**change) for change in said.pop("changes"))
        return Entry(**said, changes=changes) if _sound(said) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _sound(said: Mapping[str, object]) -> bool:
    """Whether all parts of an entry are of their kinds; a hand may have written anything."""
    numbered = type(said["number"]) is int and isinstance(said["files"], dict)
    return numbered and all(isinstance(said[key], str) for key in ("at", "by", "command", "before", "hash"))


def _hash(entry: Entry) -> str:
    return hashlib.sha256(_canonical(_plain(entry)).encode()).hexdigest()


def _plain(entry: Entry) -> dict[str, object]:
    """Give an entry as plain values without its own hash."""
    return {
        "number": entry.number,
        "at": entry.at,
        "by": entry.by,
        "command": entry.command,
        "changes": [{"file": c.file, "place": c.place, "old": c.old, "new": c.new} for c in entry.changes],
        "files": dict(entry.files),
        "before": entry.before,
    }


def _canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
