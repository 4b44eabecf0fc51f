"""Show the journal of a mission: what commands changed, whether the chain holds, what was changed by hand since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rmdiag.problems import as_json
from rmdiag.tongue import heads, phrase, phrases

if TYPE_CHECKING:
    from rmdiag.assessment.journal import Entry
    from rmdiag.verifying import Record

COLUMNS = heads("entry", "when", "by", "command", "changes", "files")


def journal_rows(record: Record, attribution: str) -> Iterator[tuple[str, ...]]:
    """Give one row per entry."""
    for entry in record.entries:
        changes, files = str(len(entry.changes)), ", ".join(entry.files)
        yield str(entry.number), entry.at, _by(entry, attribution) or "", entry.command, changes, files


def journal_json(record: Record, attribution: str) -> dict[str, object]:
    """Give the whole journal with what is wrong with it; who did it only where the mission says so."""
    return {
        "entries": [
            {
                "number": entry.number,
                "at": entry.at,
                "by": _by(entry, attribution),
                "command": entry.command,
                "changes": [{"file": c.file, "place": c.place, "old": c.old, "new": c.new} for c in entry.changes],
                "files": dict(entry.files),
                "hash": entry.hash,
            }
            for entry in record.entries
        ],
        "by_hand": [{"file": file, "since_entry": entry.number} for file, entry in record.by_hand],
        "problems": as_json(record.problems),
    }


def journal_words(record: Record) -> Iterator[str]:
    """Say in sentences how the record stands."""
    if not record.entries and not record.problems:
        yield phrase("This mission has no journal: no command has changed it yet.")
        return
    if not record.problems:
        count = len(record.entries)
        yield phrases(
            "The journal holds: {count} entry, none altered, none missing between.",
            "The journal holds: {count} entries, none altered, none missing between.",
            count,
        )
        yield phrase(
            "That its last entries were cut off could not be seen in it; keep a copy where others cannot write."
        )
    for file, entry in record.by_hand:
        yield phrase(
            "Changed by hand, which is allowed: {file}, since entry {number} of {day}.",
            file=file,
            number=entry.number,
            day=entry.at[:10],
        )


def _by(entry: Entry, attribution: str) -> str | None:
    """Say who did it where the mission names people; a journal alone has the names of its writers."""
    return entry.by if attribution == "names" else None
