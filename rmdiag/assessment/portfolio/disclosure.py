"""Count administrations so that what leaves the programme team says nothing of one (docs/programmes-disclosure.md).

All that is told of administrations which a reader may not see one by one goes through `Panel.count`. They stand in
fixed blocks; of a block one number leaves for each question, and that as a band of at least five possible numbers. A
figure of any group is made of what is known anyway and of these bands, so that no two figures can be subtracted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from rmdiag.assessment.portfolio.model import FEWEST, Audience, Disclosure, Portfolio

LEAST_BLOCK = 2 * FEWEST - 1  # the smallest number of administrations whose count falls into one of two bands


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of a number of administrations have something: at least `low`, at most `high`."""

    low: int
    high: int
    of: int

    @property
    def exact(self) -> int | None:
        """The number itself, None where only a band is told."""
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """The administrations that are counted, those that the audience may see singly, and the blocks of the others."""

    audience: Audience
    members: tuple[str, ...]  # with a round, in the order of programme.yaml
    known: frozenset[str]
    blocks: tuple[frozenset[str], ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """Those that the audience may see one by one."""
        return tuple(member for member in self.members if member in self.known)

    def seen(self, members: Iterable[str]) -> tuple[str, ...]:
        """Leave of some administrations those that may be named, in the order of programme.yaml."""
        wanted = set(members)
        return tuple(member for member in self.shown if member in wanted)

    def count(self, having: Iterable[str], among: Collection[str] | None = None) -> Count | None:
        """Count who has something, among all or among a group; None where nothing may be said, or nothing is.

        The team is told the number, whatever the size. Others are told of five or more, and of a block only as a
        band, and only within a group that holds the whole of it.
        """
        group = frozenset(self.members if among is None else among) & frozenset(self.members)
        yes = frozenset(having) & group
        if self.audience is Audience.TEAM:
            return Count(low=len(yes), high=len(yes), of=len(group))
        if len(group) < FEWEST:
            return None
        low = high = len(yes & self.known)
        for block in self.blocks:
            least, most = band(len(yes & block), len(block)) if block <= group else (0, len(block & group))
            low, high = low + least, high + most
        return None if (low, high) == (0, len(group)) else Count(low=low, high=high, of=len(group))

    def may_total(self, contributing: Collection[str]) -> bool:
        """Say whether sums over these may be shown: always to the team; else they are five that are seen anyway."""
        return self.audience is Audience.TEAM or (len(contributing) >= FEWEST and self.known.issuperset(contributing))


def band(count: int, of: int) -> tuple[int, int]:
    """Give the band of a count: 0 to 4, 5 to 9 and so on; the last one ends at the whole and holds five or more."""
    last = max((of + 1) // FEWEST, 1) - 1
    place = min(count // FEWEST, last)
    return place * FEWEST, of if place == last else place * FEWEST + FEWEST - 1


def panel_of(portfolio: Portfolio, audience: Audience) -> Panel:
    """Give who is counted for an audience: those whose last round stands under the framework of the programme."""
    programme = portfolio.programme
    last = {member.id: portfolio.latest(member.id) for member in programme.members}
    counted = [m for m in programme.members if (kept := last[m.id]) and kept.framework == programme.framework]
    known = frozenset(member.id for member in programme.members if audience.may_see(member.disclosure))
    blocks: list[frozenset[str]] = []
    for disclosure in (Disclosure.PROGRAMME, Disclosure.PRIVATE):
        if not audience.may_see(disclosure):
            regions = {m.id: m.region for m in counted if m.disclosure is disclosure}
            blocks += _blocks(regions, [region.id for region in programme.regions])
    return Panel(audience=audience, members=tuple(m.id for m in counted), known=known, blocks=tuple(blocks))


def _blocks(regions: dict[str, str | None], order: Sequence[str]) -> list[frozenset[str]]:
    """Part administrations of one disclosure by region, where the region and the rest are both large enough.

    Only who they are decides, never what was found: else the blocks would tell something.
    """
    rest, blocks = frozenset(regions), []
    for region in order:
        here = frozenset(member for member in rest if regions[member] == region)
        left = rest - here
        if len(here) >= LEAST_BLOCK and (not left or len(left) >= LEAST_BLOCK):
            blocks.append(here)
            rest = left
    return [*blocks, rest] if rest else blocks
