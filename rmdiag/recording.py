"""Write what a command changes in a mission, and set it down in the mission's journal.

Every command that changes a mission's files goes through `record`. Files are written whole; a file that is no longer as
the command read it stops the command before anything is written, so that nobody's work is overwritten.
"""

from __future__ import annotations

import getpass
import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag.files import read_document, sha256_of, write_whole
from rmdiag.problems import Problems
from rmdiag.terminal import Exit, Stop, say, show_problems
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from rmdiag.assessment.journal import Change, Entry
    from rmdiag.assessment.plan_text import Rewriting
    from rmdiag.opening import HasMission

WHO = "RMDIAG_BY"  # the variable that says who works at this machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """One file of a mission as a command read it, and as it is to be; None: not there."""

    inside: str  # path inside the mission's folder
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What a command did to a mission; `by` unsaid is who works at this machine."""

    command: str
    changes: tuple[Change, ...] = ()
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a command wants to be written into a plan; `dry`: it only wants to know whether that can be."""

    command: str
    rewriting: Rewriting
    dry: bool = False


def record(folder: Path, writings: Sequence[Writing], deed: Deed) -> None:
    """Write files of a mission and one entry of its journal; nothing is written when a file is not as it was read.

    Without files, what was decided is set down alone; where files are given and none changes, nothing is.

    Ends the command, with nothing written, where the journal is broken or a file was changed meanwhile. Raises OSError
    when the disk refuses.
    """
    from rmdiag.assessment.journal import JOURNAL, Note, line_of, next_entry

    needed = [one for one in writings if one.before != one.after]
    if not needed and (writings or not deed.changes):
        return
    with _alone(folder):
        _refuse_changed(folder, needed)
        last = _last_entry(folder)
        for one in needed:
            _write(folder / one.inside, one.after)
        note = Note(by=deed.by or user(), command=deed.command, at=datetime.now(UTC), changes=deed.changes)
        line = line_of(next_entry(last, note, {one.inside: _digest(one.after) for one in needed}))
        with (folder / JOURNAL).open("ab") as stream:
            stream.write(line.encode())
            stream.flush()
            os.fsync(stream.fileno())


def revise_plan(path: Path, assessed: HasMission, revision: Revision) -> Path | None:
    """Write changes into plan.yaml of a mission, after reading them back; give the file, None where nothing changes."""
    from rmdiag.assessment.mission import PLAN_FILE
    from rmdiag.assessment.plan_check import PlanFile, revised
    from rmdiag.assessment.plan_text import changes_in
    from rmdiag.opening import plan_text

    file = path / PLAN_FILE
    before = file.read_bytes() if file.exists() else None
    text = plan_text(path)
    after = revised(
        PlanFile(text=text, mission=assessed.mission, questionnaire=assessed.questionnaire), revision.rewriting
    )
    if after == text:
        return None
    if not revision.dry:
        deed = Deed(command=revision.command, changes=tuple(changes_in(revision.rewriting)))
        record(path, [Writing(inside=PLAN_FILE, before=before, after=after.encode())], deed)
    return file


def user() -> str:
    """Say who works at this machine: the variable RMDIAG_BY, else the name of the machine's user."""
    with suppress(OSError, KeyError, ImportError):
        return os.environ.get(WHO, "").strip() or getpass.getuser()
    return phrase("somebody")


def journal_of(folder: Path, problems: Problems) -> tuple[Entry, ...]:
    """Give the entries of a mission's journal, none where it has none."""
    from rmdiag.assessment.journal import JOURNAL, read_journal

    path = folder / JOURNAL
    if not path.is_file():
        return ()
    document = read_document(path, f"{folder.resolve().name}/{JOURNAL}", problems)
    return () if document is None else read_journal(document, problems)


def digests_of(folder: Path, entries: Sequence[Entry]) -> Mapping[str, str]:
    """Give the SHA-256 of every file that a journal tells of and that is there."""
    named = {file for entry in entries for file in entry.files}
    root = folder.resolve()
    there = {file: root / file for file in named if (root / file).resolve().is_relative_to(root)}
    return {file: sha256_of(path) for file, path in sorted(there.items()) if path.is_file()}


def _refuse_changed(folder: Path, writings: Sequence[Writing]) -> None:
    for one in writings:
        path = folder / one.inside
        found = path.read_bytes() if path.is_file() else None
        if found != one.before:
            say(
                phrase(
                    "`{file}` was changed while the command was at work. Nothing was written; run the command again.",
                    file=path,
                )
            )
            raise Stop(Exit.CONFLICTS)


def _last_entry(folder: Path) -> Entry | None:
    problems = Problems()
    entries = journal_of(folder, problems)
    if problems.errors:
        show_problems(problems)
        say(phrase("Nothing was written, as the journal would not say what was done before."))
        raise Stop(Exit.INVALID)
    return entries[-1] if entries else None


def _write(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink()
    else:
        write_whole(path, content)


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other commands on this mission waiting, where the system can."""
    try:
        import fcntl
    except ImportError:  # Windows: two commands at once are told by the check of the files
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
