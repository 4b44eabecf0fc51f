"""Bring files into a mission's evidence, and pack what may be handed on: the edge between the commands and the core."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, NoReturn, cast

from rmdiag.assessment import codes
from rmdiag.assessment.evidence import FOLDER, held_files
from rmdiag.assessment.evidence_add import Brought, Outcome, Registered, Wish, register_files
from rmdiag.assessment.evidence_names import trouble_with, whole
from rmdiag.assessment.evidence_text import NAME, checked, rewritten
from rmdiag.opening import stop_on_errors
from rmdiag.problems import Problems, harmless
from rmdiag.recording import Deed, Writing, record
from rmdiag.terminal import Exit, Stop, say
from rmdiag.tongue import phrase, spoken

if TYPE_CHECKING:
    from rmdiag.assessment.exchange.evidence_pack import Pack
    from rmdiag.assessment.journal import Change
    from rmdiag.assessment.mission import Mission
    from rmdiag.questionnaires.model import Questionnaire

# What the commands on evidence are there to mend, so that it does not stop them.
_MENDED_HERE = (codes.FILE_MISSING, codes.FILE_CHANGED)
_MARK = b"\xef\xbb\xbf"  # by which some editors know UTF-8; it stays where it is
_AS_IT_IS = ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY")  # no link, no pipe that nobody writes to, no other line ends


class Source(NamedTuple):
    """A file of the user's, as it was read."""

    brought: Brought
    content: bytes


class Adding(NamedTuple):
    """What registering files comes to: each file, what is to be written, and what there is to say of the entries."""

    done: tuple[Registered, ...]
    writings: tuple[Writing, ...]
    problems: Problems


def register_at(path: Path) -> tuple[Mission, Questionnaire]:
    """Read a mission for work on its evidence: files that are missing or changed do not stop it, other errors do."""
    from rmdiag.assessment.files import load_mission

    problems, others = Problems(), Problems()
    found = load_mission(path, problems, None, spoken())
    others.extend(one for one in problems if one.kind not in _MENDED_HERE)
    stop_on_errors(others)
    if found is None:
        raise Stop(Exit.INVALID)
    return found


def source_at(path: Path, mission: Path) -> Source:
    """Read a file that is to be registered, or end with why it cannot be.

    Nothing is followed and nothing is waited for: links, folders and pipes are refused.
    """
    from rmdiag.assessment.files import MAXIMUM_EVIDENCE_BYTES

    home = mission.resolve() / "evidence"
    if home.is_symlink() or (home.exists() and not home.is_dir()):
        _refuse(home, phrase("it is no folder of the mission's own"))
    _check_plain(path)
    inside = _inside(path, home)
    for part in PurePosixPath(inside or whole(path.name)).parts or ("",):
        trouble = trouble_with(part)
        if trouble is not None:
            _refuse(path, trouble)
    content = _content(path, MAXIMUM_EVIDENCE_BYTES)
    sha256 = hashlib.sha256(content).hexdigest()
    return Source(brought=Brought(name=whole(path.name), sha256=sha256, inside=inside), content=content)


def adding_of(path: Path, found: tuple[Mission, Questionnaire], sources: Sequence[Source], wish: Wish) -> Adding:
    """Work out what registering files writes; nothing is written yet."""
    from rmdiag.assessment.files import MAXIMUM_FILES

    mission, questionnaire = found
    held = held_files(mission)
    done = register_files([one.brought for one in sources], wish, mission.evidence, held)
    raw = (path / NAME).read_bytes() if (path / NAME).exists() else None
    text = None if raw is None else raw.removeprefix(_MARK).decode()
    after = rewritten(text, done)
    problems = checked(after, done, mission, questionnaire)
    content = {one.brought.sha256: one.content for one in sources}
    files = {f"{FOLDER}{one.entry.file}": content[one.brought.sha256] for one in done if one.copied}
    if len(held) + len(files) > MAXIMUM_FILES:
        _refuse(path / FOLDER, phrase("more than {most} files cannot be read there", most=MAXIMUM_FILES))
    mark = _MARK if raw is not None and raw.startswith(_MARK) else b""
    new = raw if text == after else mark + after.encode()
    register = [] if new == raw else [Writing(inside=NAME, before=raw, after=new)]
    copies = [Writing(inside=inside, before=None, after=one) for inside, one in files.items()]
    return Adding(done=done, writings=(*copies, *register), problems=_of_done(problems, done))


def write_adding(path: Path, adding: Adding, by: str | None) -> None:
    """Write files and register, and set it down in the journal."""
    changes = tuple(change for one in adding.done for change in _changes(one))
    record(path, adding.writings, Deed(command="evidence add", changes=changes, by=by))


def write_pack_at(path: Path, mission: Path, pack: Pack) -> None:
    """Write a pack whole or not at all, never over a file that is no pack of ours."""
    from rmdiag.assessment.exchange.evidence_pack import is_ours, write_pack
    from rmdiag.files import may_be_replaced

    if not may_be_replaced(path, is_ours):
        _refuse(path, phrase("it is there already and is no pack of `rmdiag evidence pack`; name another file with -o"))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w+b") as stream:
            changed = write_pack(pack, cast("BinaryIO", stream), lambda inside: (mission / FOLDER / inside).open("rb"))
            stream.flush()
            os.fsync(stream.fileno())
        if changed is not None:
            _refuse(mission / FOLDER / changed, phrase("it was changed while the command was at work"))
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def _inside(path: Path, home: Path) -> str | None:
    """Give where a file lies in evidence/ already, None where it lies elsewhere."""
    folder = path.parent.resolve()
    return whole((folder / path.name).relative_to(home).as_posix()) if folder.is_relative_to(home) else None


def _check_plain(path: Path) -> None:
    if path.is_symlink():
        _refuse(path, phrase("it is a link; name the file that it leads to"))
    if path.is_dir():
        _refuse(path, phrase("it is a folder; name the files in it"))
    if not path.exists():
        _refuse(path, phrase("there is no such file"))
    if not path.is_file():
        _refuse(path, phrase("it is no plain file"))


def _content(path: Path, most: int) -> bytes:
    flags = sum(getattr(os, name, 0) for name in _AS_IT_IS)
    with os.fdopen(os.open(path, os.O_RDONLY | flags), "rb") as stream:
        stat = os.fstat(stream.fileno())
        if not S_ISREG(stat.st_mode):
            _refuse(path, phrase("it is no plain file"))
        content = stream.read(most + 1) if stat.st_size <= most else b""
    if stat.st_size > most or len(content) > most:
        _refuse(path, phrase("it is larger than {most} MiB", most=most // (1024 * 1024)))
    if not content:
        _refuse(path, phrase("it is empty, and shows nothing"))
    return content


def _refuse(path: Path, reason: str) -> NoReturn:
    say(harmless(phrase("`{path}` cannot be taken: {reason}. Nothing was written.", path=path, reason=reason)))
    raise Stop(Exit.DEVICE)


def _of_done(problems: Problems, done: Iterable[Registered]) -> Problems:
    """Keep the warnings that are about the entries at hand."""
    ids, found = {one.entry.id for one in done if one.outcome is not Outcome.KNOWN}, Problems()
    found.extend(one for one in problems.warnings if dict(one.values).get("id") in ids)
    return found


def _changes(one: Registered) -> Iterable[Change]:
    from rmdiag.assessment.journal import Change

    if one.outcome is Outcome.NEW:
        yield Change(file=NAME, place=one.entry.id, new=one.entry.title)
    elif one.added:
        before = one.entry.supports[: len(one.entry.supports) - len(one.added)]
        old, new = ", ".join(before), ", ".join(one.entry.supports)
        yield Change(file=NAME, place=f"{one.entry.id} supports", old=old or None, new=new)
