"""Read the rounds of a programme from their mission folders, as programme.yaml names them; note what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.assessment.files import load_mission
from rmdiag.assessment.portfolio import codes
from rmdiag.assessment.portfolio.arriving import Brought
from rmdiag.assessment.portfolio.snapshot import snapshot_of
from rmdiag.portfolios import Opened, read_at
from rmdiag.problems import Problems, did_you_mean, listed
from rmdiag.terminal import Exit, Stop, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.assessment.portfolio.model import Member


def check_programme(path: Path, problems: Problems) -> None:
    """Note every problem of a programme, and of the rounds that it names."""
    opened = read_at(path, problems)
    if opened is not None:
        for member in opened.programme.members:
            rounds_of(opened, member, problems)


def rounds_of(opened: Opened, member: Member, problems: Problems) -> tuple[Brought, ...]:
    """Give every round of an administration that can be read and fits; whatever else is a problem.

    Mistakes of a mission are noted where they stand in it; its warnings are those of its own check, and left to it.
    """
    found: dict[str, Brought] = {}
    for path in member.rounds:
        brought = _round_at(opened, member, path, problems)
        if brought is None:
            continue
        first = found.setdefault(brought.snapshot.round, brought)
        if first is not brought:
            values = {"path": path, "other": first.path, "round": brought.snapshot.round, "id": member.id}
            problems.add(codes.SAME_ROUND, member, **values)
    return tuple(found.values())


def chosen_of(member: Member, brought: Sequence[Brought], words: Sequence[str]) -> tuple[str, ...]:
    """Give the rounds that words name: by path, by folder or by the name of the round; all unless some are named.

    Ends with what is known where a word names none.
    """
    names = {word: one.snapshot.round for one in brought for word in _called(one)}
    for word in words:
        if word.rstrip("/") not in names:
            known = [one.path for one in brought]
            near = did_you_mean(word, names)
            values = {"member": member.id, "word": word, "near": near, "known": listed(known)}
            say(phrase("{member} has no round `{word}`; {near}programme.yaml names {known}.", **values))
            raise Stop(Exit.USAGE)
    chosen = words or [one.path for one in brought]
    return tuple(dict.fromkeys(names[word.rstrip("/")] for word in chosen))


def _called(one: Brought) -> tuple[str, ...]:
    path = one.path.rstrip("/")
    return one.snapshot.round, PurePosixPath(path).name, path


def _round_at(opened: Opened, member: Member, path: str, problems: Problems) -> Brought | None:
    folder = opened.folder / path
    if not (folder / "mission.yaml").is_file():
        near = did_you_mean(folder.name, _missions_beside(opened, path))
        problems.add(codes.NO_ROUND, member, path=path, near=near)
        return None
    own = Problems()
    loaded = load_mission(folder, own)
    problems.extend(own.errors)
    if loaded is None or own.errors:
        return None
    mission, questionnaire = loaded
    if mission.country != member.country:
        values = {"path": path, "found": mission.country, "id": member.id, "country": member.country}
        problems.add(codes.OTHER_COUNTRY, member, **values)
        return None
    wanted, found = opened.programme.framework, questionnaire.framework.id
    if found != wanted:
        problems.add(codes.OTHER_FRAMEWORK, member, path=path, found=found, framework=wanted)
    side = RoundToCompare(mission=mission, questionnaire=questionnaire)
    return Brought(path=path, side=side, snapshot=snapshot_of(mission, questionnaire))


def _missions_beside(opened: Opened, path: str) -> list[str]:
    """Give the missions that lie where a path looked for one, so that a slip is seen."""
    home = (opened.folder / path).parent
    return sorted(file.parent.name for file in home.glob("*/mission.yaml")) if home.is_dir() else []
