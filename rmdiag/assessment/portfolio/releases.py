"""Remember what was given to whom, and say when a new release could be subtracted from an earlier one.

A release remembers for every administration which rounds it was counted with: a digest, no level. Two releases whose
blocks overlap are safe where those who differ are none, or at least five and such that no two bands can meet in a
single number (docs/programmes-disclosure.md proves it for any pair).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rmdiag.assessment.portfolio.disclosure import LEAST_BLOCK, panel_of
from rmdiag.assessment.portfolio.model import FEWEST, Audience, Portfolio

FORMAT = "rmdiag programme releases 1"
Units = Mapping[str, str]  # administration to a digest of the rounds with which it was counted
MOST_SHOWN = FEWEST - 2  # of a block that may be known one by one without the rest being told


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What was given on a day: the administrations shown one by one, and the blocks of the others."""

    audience: Audience
    on: date
    shown: Units
    blocks: tuple[Units, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Why a release may not go out: so many administrations differ from an earlier one, or were shown by one."""

    earlier: Release
    differ: int
    shown: bool


def release_of(portfolio: Portfolio, audience: Audience, on: date) -> Release:
    """Give what would be remembered of a release; of smaller blocks nothing goes out, so that they are not kept."""
    panel = panel_of(portfolio, audience)
    units = {member: _digest(portfolio, member) for member in panel.members}
    return Release(
        audience=audience,
        on=on,
        shown={member: units[member] for member in panel.shown},
        blocks=tuple({m: units[m] for m in sorted(block)} for block in panel.blocks if len(block) >= LEAST_BLOCK),
    )


def clashes(now: Release, earlier: Iterable[Release]) -> tuple[Clash, ...]:
    """Give why a release may not go out beside earlier ones, whoever got them; nothing when it may."""
    return tuple(clash for before in earlier for clash in _clashes(now, before))


def releases_json(releases: Iterable[Release]) -> dict[str, object]:
    """Write releases as plain values."""
    return {
        "format": FORMAT,
        "releases": [
            {
                "for": one.audience.value,
                "on": one.on.isoformat(),
                "shown": dict(one.shown),
                "blocks": [dict(block) for block in one.blocks],
            }
            for one in releases
        ],
    }


def releases_from(plain: object) -> tuple[Release, ...]:
    """Read releases; raises ValueError where it is no list of them."""
    if not isinstance(plain, Mapping) or plain.get("format") != FORMAT or not isinstance(plain.get("releases"), list):
        raise ValueError(FORMAT)
    return tuple(_release_from(one) for one in plain["releases"])


def _release_from(plain: object) -> Release:
    if not isinstance(plain, Mapping) or not isinstance(plain.get("blocks"), list):
        raise ValueError(FORMAT)  # noqa: TRY004  # what was read is wrong, not its caller
    return Release(
        audience=Audience(str(plain.get("for"))),
        on=date.fromisoformat(str(plain.get("on"))),
        shown=_units(plain.get("shown")),
        blocks=tuple(_units(block) for block in plain["blocks"]),
    )


def _units(plain: object) -> dict[str, str]:
    if not isinstance(plain, Mapping):
        raise ValueError(FORMAT)  # noqa: TRY004  # what was read is wrong, not its caller
    return {str(member): str(digest) for member, digest in plain.items()}


def _clashes(now: Release, before: Release) -> Iterator[Clash]:
    for block in now.blocks:
        for old in before.blocks:
            new_units, old_units = set(block.items()), set(old.items())
            common = new_units & old_units
            differ = [len(new_units - common), len(old_units - common)]
            if common and any(differ) and (len(common) < FEWEST or not all(map(_is_safe, differ))):
                yield Clash(earlier=before, differ=max(differ), shown=False)
        yield from _shown_clash(block, before.shown, before)
    for old in before.blocks:
        yield from _shown_clash(old, now.shown, before)


def _shown_clash(block: Units, shown: Units, before: Release) -> Iterator[Clash]:
    known = set(block.items()) & set(shown.items())
    if len(known) > MOST_SHOWN:
        yield Clash(earlier=before, differ=len(known), shown=True)


def _is_safe(differ: int) -> bool:
    """Say whether so many may differ: with one more than a multiple of five, two bands can meet in one number."""
    return differ == 0 or (differ >= FEWEST and differ % FEWEST != 1)


def _digest(portfolio: Portfolio, member: str) -> str:
    rounds = [one.snapshot for one in portfolio.rounds.get(member, ())]
    text = repr([(kept.round, kept.checksum, kept.framework_checksum) for kept in rounds])
    return hashlib.sha256(text.encode()).hexdigest()
