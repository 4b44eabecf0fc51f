"""Hold what a report says of its making against a mission as it is today, and say whether they belong together.

What each comparison proves: the checksums of pages show that they are as they were printed; that of the answers, that
the same files would give this report; the result and the checksum of the report, that these files say what it says.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from rmdiag.reports.attached import FORMAT, RESULT, hidden_path
from rmdiag.reports.sealing import Sealed
from rmdiag.tongue import marked

if TYPE_CHECKING:
    from rmdiag.assessment.mission import Mission


class Outcome(StrEnum):
    """What is to be said of a report."""

    BELONGS = "belongs"
    AS_PRINTED = "as_printed"  # no mission was given to hold it against
    ALTERED = "altered"
    ANOTHER_MISSION = "another_mission"
    ANOTHER_FRAMEWORK = "another_framework"
    ANSWERS_CHANGED = "answers_changed"
    TOLD_OTHERWISE = "told_otherwise"  # the same answers, and yet the report says something else
    NOT_OURS = "not_ours"

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against the report."""
        return self in (Outcome.BELONGS, Outcome.AS_PRINTED)


class Matter(StrEnum):
    """What is held against each other."""

    PAGES = marked("pages")
    ABOUT = marked("title and author")
    ATTACHED = marked("attached result")
    MISSION = marked("mission")
    FRAMEWORK = marked("framework")
    ANSWERS = marked("answers")
    RESULT = marked("levels")
    REPORT = marked("words of the report")
    PRINT = marked("printed again")


class Standing(StrEnum):
    """How two things stand to each other."""

    SAME = marked("same")
    DIFFERENT = marked("different")
    UNKNOWN = marked("not compared")


class Change(StrEnum):
    """What became of a file."""

    CHANGED = marked("changed")
    ADDED = marked("added")
    GONE = marked("gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """A round of an administration, as a report names it."""

    name: str
    administration: str
    country: str
    round: str
    sha256: str

    def is_another(self, other: Whose) -> bool:
        """Tell two rounds apart, whatever their folders are called."""
        return self.sha256 != other.sha256 and self._key != other._key

    @property
    def _key(self) -> tuple[str, str, str]:
        return (self.administration, self.country, self.round)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a report says of its making."""

    version: str
    edition: str
    language: str
    public: bool
    draft: bool
    report: str | None  # its checksum; None: not known
    framework: tuple[str, str, str]  # id, edition, checksum
    mission: Whose
    against: Whose | None
    files: Mapping[str, str] | None  # None: a public report says nothing of files
    result: str  # as canonical JSON


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One comparison: what the report says, and what is found today."""

    matter: Matter
    standing: Standing
    then: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """A file of a mission that is not as it was when the report was made."""

    change: Change
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to be said of a report, and from what it follows."""

    outcome: Outcome
    stated: Stated | None = None
    compared: tuple[Compared, ...] = ()
    pages: tuple[int, ...] = ()  # that were changed
    files: tuple[FileChange, ...] = ()


def read_stated(content: bytes | str) -> Stated | None:
    """Read what a report says of its making, None where it is not as we write it."""
    try:
        said = json.loads(content)
        if said["format"] != FORMAT:
            return None
        report, framework = said["report"], said["framework"]
        files = said["files"]
        return Stated(
            version=_word(said["written_by"]["version"]),
            edition=_word(report["edition"]),
            language=_word(report["language"]),
            public=report["public"] is True,
            draft=report["draft"] is True,
            report=None if report["sha256"] is None else _word(report["sha256"]),
            framework=(_word(framework["id"]), str(framework["edition"]), _word(framework["sha256"])),
            mission=_whose(said["mission"]),
            against=None if said["against"] is None else _whose(said["against"]),
            files=None if files is None else {_word(path): _word(sha256) for path, sha256 in files.items()},
            result=json.dumps(said["result"], sort_keys=True),
        )
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None


def stated_in(sealed: Sealed) -> Stated | None:
    """Give what a PDF says of its making, None where it carries nothing of ours."""
    return read_stated(sealed.files.get(RESULT, b""))


def changes_since(then: Stated, mission: Mission) -> tuple[FileChange, ...]:
    """Give the files of a mission that are not as a report knew them; a name that is hidden and gone stays hidden."""
    if then.files is None:
        return ()
    found: list[FileChange] = []
    left = dict(then.files)
    for path, sha256 in sorted(mission.digests.items()):
        known = next((name for name in (path, hidden_path(path, mission)) if name in left), None)
        if known is None:
            found.append(FileChange(change=Change.ADDED, path=path))
        elif left.pop(known) != sha256:
            found.append(FileChange(change=Change.CHANGED, path=path))
    return (*found, *(FileChange(change=Change.GONE, path=path) for path in sorted(left)))


def judge_file(sealed: Sealed) -> Verdict:
    """Say whether a PDF is as it was printed, without any mission."""
    stated = stated_in(sealed)
    if stated is None:
        return Verdict(outcome=Outcome.NOT_OURS)
    compared = tuple(_of_the_file(sealed))
    sound = all(one.standing is Standing.SAME for one in compared)
    return Verdict(
        outcome=Outcome.AS_PRINTED if sound else Outcome.ALTERED,
        stated=stated,
        compared=(*compared, *_not_compared(stated)),
        pages=_changed_pages(sealed),
    )


def judge(sealed: Sealed, now: Stated, files: tuple[FileChange, ...] = ()) -> Verdict:
    """Say whether a PDF belongs to a mission as it is stated today."""
    alone = judge_file(sealed)
    then = alone.stated
    if then is None:
        return alone
    compared = (*_of_the_file(sealed), *_of_the_answers(then, now))
    return Verdict(
        outcome=_outcome(alone, then, now, compared),
        stated=then,
        compared=compared,
        pages=alone.pages,
        files=() if then.mission.is_another(now.mission) else files,
    )


def with_print(verdict: Verdict, *, same: bool) -> Verdict:
    """Add to a verdict whether the report was printed anew byte for byte; the outcome then rests on that too."""
    standing = Standing.SAME if same else Standing.DIFFERENT
    outcome = verdict.outcome if same or not verdict.outcome.fits else Outcome.TOLD_OTHERWISE
    compared = (*verdict.compared, Compared(matter=Matter.PRINT, standing=standing))
    return Verdict(outcome=outcome, stated=verdict.stated, compared=compared, pages=verdict.pages, files=verdict.files)


def _outcome(alone: Verdict, then: Stated, now: Stated, compared: tuple[Compared, ...]) -> Outcome:
    different = {one.matter for one in compared if one.standing is Standing.DIFFERENT}
    if alone.outcome is Outcome.ALTERED:
        return Outcome.ALTERED
    if Matter.MISSION in different:
        return Outcome.ANOTHER_MISSION
    if Matter.FRAMEWORK in different:
        return Outcome.ANOTHER_FRAMEWORK
    if Matter.ANSWERS in different or _moved(then.against, now.against):
        return Outcome.ANSWERS_CHANGED
    return Outcome.TOLD_OTHERWISE if different else Outcome.BELONGS


def _moved(then: Whose | None, now: Whose | None) -> bool:
    """Whether the earlier round that progress is measured from is not as it was."""
    return then is not None and now is not None and then.sha256 != now.sha256


def _of_the_file(sealed: Sealed) -> Iterator[Compared]:
    seal = sealed.seal
    own = hashlib.sha256(sealed.files.get(RESULT, b"")).hexdigest()
    then = None if seal is None else seal.pages
    printed = "" if then is None else str(len(then))
    yield replace(_held(Matter.PAGES, then, sealed.pages), then=printed, now=str(len(sealed.pages)))
    yield _held(Matter.ABOUT, None if seal is None else seal.about, sealed.about)
    yield _held(Matter.ATTACHED, None if seal is None else seal.files.get(RESULT), own)


def _not_compared(stated: Stated) -> Iterator[Compared]:
    """Say what a report is of, where there is no mission to hold it against."""
    said = (
        (Matter.MISSION, _named(stated.mission)),
        (Matter.FRAMEWORK, _framework(stated)),
        (Matter.ANSWERS, _short(stated.mission.sha256)),
        (Matter.REPORT, stated.version),
    )
    yield from (Compared(matter=matter, standing=Standing.UNKNOWN, then=then) for matter, then in said)


def _held(matter: Matter, then: object, now: object) -> Compared:
    return Compared(matter=matter, standing=Standing.SAME if then == now else Standing.DIFFERENT)


def _of_the_answers(then: Stated, now: Stated) -> Iterator[Compared]:
    another = then.mission.is_another(now.mission)
    yield Compared(
        matter=Matter.MISSION,
        standing=Standing.DIFFERENT if another else Standing.SAME,
        then=_named(then.mission),
        now=_named(now.mission),
    )
    yield _between(Matter.FRAMEWORK, _framework(then), _framework(now))
    same = then.mission.sha256 == now.mission.sha256
    yield _between(Matter.ANSWERS, _short(then.mission.sha256), _short(now.mission.sha256))
    if not (same and then.framework == now.framework):
        yield from (Compared(matter=one, standing=Standing.UNKNOWN) for one in (Matter.RESULT, Matter.REPORT))
        return
    yield _held(Matter.RESULT, then.result, now.result)
    yield _words(then, now)


def _words(then: Stated, now: Stated) -> Compared:
    """Compare what the reports say; another version may say the same in other words, which proves nothing."""
    versions = {"then": then.version, "now": now.version}
    if now.report is None or (then.report != now.report and then.version != now.version):
        return Compared(matter=Matter.REPORT, standing=Standing.UNKNOWN, **versions)
    standing = Standing.SAME if then.report == now.report else Standing.DIFFERENT
    return Compared(matter=Matter.REPORT, standing=standing, **versions)


def _between(matter: Matter, then: str, now: str) -> Compared:
    return Compared(matter=matter, standing=Standing.SAME if then == now else Standing.DIFFERENT, then=then, now=now)


def _changed_pages(sealed: Sealed) -> tuple[int, ...]:
    """Give the numbers of pages that are not as they were printed; those that are missing count too."""
    then = () if sealed.seal is None else sealed.seal.pages
    most = max(len(then), len(sealed.pages))
    pairs = ((then[place : place + 1], sealed.pages[place : place + 1]) for place in range(most))
    return tuple(number for number, (before, after) in enumerate(pairs, start=1) if before != after) if then else ()


def _framework(stated: Stated) -> str:
    identity, edition, sha256 = stated.framework
    return f"{identity} {edition} ({_short(sha256)})"


def _named(whose: Whose) -> str:
    return f"{whose.administration} ({whose.country}), {whose.round}"


def _short(sha256: str) -> str:
    return sha256[:12]


def _whose(said: Mapping[str, object]) -> Whose:
    return Whose(
        name=_word(said["name"]),
        administration=_word(said["administration"]),
        country=_word(said["country"]),
        round=_word(said["round"]),
        sha256=_word(said["sha256"]),
    )


def _word(said: object) -> str:
    if not isinstance(said, str):
        raise TypeError
    return said
