"""Say what can be worked out of single indicators by somebody who is shown the mean of several and knows the method.

A reader of a public report has the framework: weights, number of indicators, the scale. From the mean of two indicators
at the top he knows both. So before a mean is published, every world that fits it is looked at: whether each indicator
could stand at another level as well. What is asked depends on the exact sum alone and never on the levels behind it, so
that neither what is shown nor what is withheld tells more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

World = tuple[Fraction, bool]  # a sum, and whether a core indicator in it stands at the lowest level
OPEN = 2  # levels that a reader must think possible: one is a level known
NOTHING: frozenset[World] = frozenset({(Fraction(0), False)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One indicator of a mean: its weight, its level, and the levels that a reader cannot rule out otherwise."""

    weight: Fraction
    level: int
    levels: tuple[int, ...]  # what a reader thinks possible before he sees the mean
    caps: bool = False  # a core indicator: at the lowest level it limits the overall level
    guarded: bool = True  # whether its level is to stay open

    def unguarded(self, levels: Iterable[int]) -> Member:
        """Give the same indicator, of which a reader may know all, and knows that it stands at one of these levels."""
        return replace(self, levels=tuple(levels), guarded=False)


def stays_open(members: Sequence[Member], lowest: int, *, limited: bool | None = None) -> bool:
    """Whether every guarded indicator could stand at two levels at least, the sum of all being what it is.

    `limited` adds that a reader knows whether a core indicator among them stands at the lowest level.
    """
    total = sum((m.weight * m.level for m in members), Fraction(0))
    before, after = _sums(members, lowest), _sums(members[::-1], lowest)[::-1]
    for place, member in enumerate(members):
        others = _joined(before[place], after[place + 1])
        found = {
            level
            for level in member.levels
            for flag in (True, False)
            if (total - member.weight * level, flag) in others
            and limited in (None, flag or (member.caps and level == lowest))
        }
        if member.guarded and len(found) < OPEN:
            return False
    return True


def can_be_limited(members: Sequence[Member], lowest: int, *, limited: bool) -> bool:
    """Whether a world with the same sum has (or lacks) a core indicator at the lowest level."""
    total = sum((m.weight * m.level for m in members), Fraction(0))
    return (total, limited) in _sums(members, lowest)[-1]


def _sums(members: Sequence[Member], lowest: int) -> list[frozenset[World]]:
    """Give the worlds of the first members: of none, of one, of two … of all."""
    found = [NOTHING]
    for member in members:
        steps = frozenset((member.weight * level, member.caps and level == lowest) for level in member.levels)
        found.append(_joined(found[-1], steps))
    return found


def _joined(some: frozenset[World], others: frozenset[World]) -> frozenset[World]:
    return frozenset((a + b, flag or other) for a, flag in some for b, other in others)
