"""Keep beside programme.yaml what was given out of a programme; end where a release could be subtracted from it.

What is kept is a list of who was counted with which rounds, by digest; no level stands in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag.terminal import Exit, Stop, say
from rmdiag.tongue import phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rmdiag.assessment.portfolio.model import Audience, Portfolio
    from rmdiag.assessment.portfolio.releases import Clash, Release

FILE = "releases.json"


def refuse_what_clashes(folder: Path, portfolio: Portfolio, audience: Audience, on: date) -> Release | None:
    """Give what a release would be, None for the team; end where it could be subtracted from an earlier one."""
    from rmdiag.assessment.portfolio.model import Audience
    from rmdiag.assessment.portfolio.releases import clashes, release_of

    if audience is Audience.TEAM:
        return None
    release = release_of(portfolio, audience, on)
    found = clashes(release, _kept(folder / FILE))
    for clash in found:
        say(_words(clash))
    if found:
        raise Stop(Exit.CONFLICTS)
    return release


def remember(folder: Path, release: Release | None) -> None:
    """Add a release to those that went out; the same one is kept once."""
    from rmdiag.assessment.portfolio.releases import releases_json
    from rmdiag.files import write_whole

    if release is None:
        return
    kept = _kept(folder / FILE)
    same = any((k.audience, k.shown, k.blocks) == (release.audience, release.shown, release.blocks) for k in kept)
    if not same:
        text = json.dumps(releases_json([*kept, release]), ensure_ascii=False, indent=1)
        write_whole(folder / FILE, f"{text}\n".encode())


def _kept(file: Path) -> Sequence[Release]:
    """Read earlier releases; end where they cannot be read, as then nothing can be said of differences."""
    from rmdiag.assessment.portfolio.releases import releases_from

    if not file.is_file():
        return ()
    try:
        return releases_from(json.loads(file.read_text(encoding="utf-8")))
    except (ValueError, RecursionError):
        say(
            phrase(
                "{file} cannot be read, so nothing can be given out of the programme. Put back the last good copy.",
                file=file,
            )
        )
        raise Stop(Exit.INVALID) from None


def _words(clash: Clash) -> str:
    values = {"day": clash.earlier.on.isoformat(), "audience": phrase(clash.earlier.audience.value)}
    if clash.shown:
        return phrase(
            "{number} administrations that are counted here without a name were shown one by one, or will be,"
            " beside the release of {day} ({audience}); what is said of the others could be told apart.",
            number=clash.differ,
            **values,
        )
    return phrases(
        "Beside the release of {day} ({audience}), {count} administration differs in a group whose levels are not"
        " shown one by one: the two could be subtracted. Wait until five or more have a new round (not six, eleven"
        " or another number one above a multiple of five).",
        "Beside the release of {day} ({audience}), {count} administrations differ in a group whose levels are not"
        " shown one by one: the two could be subtracted. Wait until five or more have a new round (not six, eleven"
        " or another number one above a multiple of five).",
        clash.differ,
        **values,
    )
