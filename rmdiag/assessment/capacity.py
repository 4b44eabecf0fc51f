"""Lay steps out in months so that no quarter asks for more staff than there is.

The quarters are those of the plan: months 0 to 2, 3 to 5 and so on from its first day. A step spreads its person-months
evenly over its months. Steps are placed one by one in the order given, prerequisites first, each in the first month in
which it fits: a serial schedule, the same for the same input, not always the shortest there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, lcm

QUARTER = 3  # months


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a step asks for: how long, how much staff, from which month on, and what must be finished first."""

    id: str
    months: int
    person_months: Fraction = Fraction(0)
    earliest: int = 0
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """When a step is done, in months from the start of the plan; `end` is the month after its last one."""

    start: int
    end: int
    stretched_from: int | None = None  # its own length, where one quarter had too little staff for it

    @property
    def months(self) -> int:
        """How long it takes."""
        return self.end - self.start


def level_out(works: Iterable[Work], capacity: Fraction | None) -> Mapping[str, Placed]:
    """Place steps that come prerequisites first; without a capacity only prerequisites and horizons hold them back."""
    steps = list(works)
    lengths = {w.id: w.months if capacity is None else stretched(w, capacity) for w in steps}
    staff = _Staff(steps, lengths, capacity)
    placed: dict[str, Placed] = {}
    for work in steps:
        length = lengths[work.id]
        free = max([work.earliest, *(placed[w].end for w in work.waits_for if w in placed)])
        start = staff.first_fit(work.id, free, length)
        staff.take(work.id, start, length)
        placed[work.id] = Placed(
            start=start, end=start + length, stretched_from=work.months if length > work.months else None
        )
    return placed


def stretched(work: Work, capacity: Fraction) -> int:
    """Give how long a step takes when no quarter has more than the capacity for it alone."""
    if work.person_months * min(QUARTER, work.months) <= capacity * work.months:
        return work.months
    return ceil(QUARTER * work.person_months / capacity)


def loads(works: Iterable[Work], placed: Mapping[str, Placed]) -> Mapping[int, Fraction]:
    """Give the person-months that each quarter asks for, the first quarter as 0."""
    total: dict[int, Fraction] = {}
    for work in works:
        place = placed[work.id]
        for month in range(place.start, place.end):
            share = work.person_months / place.months
            total[month // QUARTER] = total.get(month // QUARTER, Fraction(0)) + share
    return dict(sorted(total.items()))


class _Staff:
    """The staff that is left in every quarter, in whole units so that nothing is rounded."""

    def __init__(self, works: Sequence[Work], lengths: Mapping[str, int], capacity: Fraction | None) -> None:
        shares = {w.id: w.person_months / max(lengths[w.id], 1) for w in works}
        known = [*shares.values(), *(() if capacity is None else (capacity,))]
        unit = lcm(*(share.denominator for share in known)) if known else 1
        self._a_month = {identity: int(share * unit) for identity, share in shares.items()}
        self._capacity = None if capacity is None else int(capacity * unit)
        self._taken: dict[int, int] = {}

    def first_fit(self, identity: str, free: int, length: int) -> int:
        """Give the first month from `free` on in which a step of a length finds its staff in every quarter."""
        start = free
        while (later := self._past(identity, start, length)) is not None:
            start = later
        return start

    def take(self, identity: str, start: int, length: int) -> None:
        """Take the staff of a step out of its quarters."""
        for month in range(start, start + length):
            quarter = month // QUARTER
            self._taken[quarter] = self._taken.get(quarter, 0) + self._a_month[identity]

    def _past(self, identity: str, start: int, length: int) -> int | None:
        """Give the next month worth trying, None where the step fits.

        A quarter that is too full can only be left on its far side, so all months before that are passed over.
        """
        share = self._a_month[identity]
        if self._capacity is None or not share or not length:
            return None
        for quarter in range((start + length - 1) // QUARTER, start // QUARTER - 1, -1):
            first, last = quarter * QUARTER, (quarter + 1) * QUARTER
            inside = min(start + length, last) - max(start, first)
            room = (self._capacity - self._taken.get(quarter, 0)) // share
            if inside > room:
                return last - room
        return None
