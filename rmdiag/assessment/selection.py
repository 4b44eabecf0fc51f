"""Choose steps under a budget: what can be had for it, with all that each step waits for.

What is chosen has the highest sum of priorities; of equal sums the one with fewer person-months; of equal ones the set
that holds the first id, in the order of the alphabet, on which two sets differ. `exact_choice` in
`rmdiag/assessment/selection_solver.py` gives that set and needs a solver; `greedy_choice` needs none and may miss it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A step that may be chosen: what it is worth, what it takes, and what must be chosen with it."""

    id: str
    value: Fraction
    cost: Fraction
    person_months: Fraction
    waits_for: tuple[str, ...] = ()
    must: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What a set of steps is worth and what it takes, together."""

    value: Fraction
    cost: Fraction
    person_months: Fraction


def with_prerequisites(wanted: Iterable[str], waits_for: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Give steps with everything that they wait for, directly or not."""
    found: set[str] = set()
    queue = list(wanted)
    for step in queue:  # it grows while steps name what they wait for
        if step not in found and step in waits_for:
            found.add(step)
            queue += waits_for[step]
    return frozenset(found)


def worth(candidates: Iterable[Candidate], chosen: Iterable[str]) -> Worth:
    """Add up a choice."""
    kept = set(chosen)
    every = [c for c in candidates if c.id in kept]
    return Worth(
        value=sum((c.value for c in every), Fraction(0)),
        cost=sum((c.cost for c in every), Fraction(0)),
        person_months=sum((c.person_months for c in every), Fraction(0)),
    )


def must_set(candidates: Sequence[Candidate]) -> frozenset[str]:
    """Give what every choice holds: the steps that must be done, with all that they wait for."""
    return with_prerequisites([c.id for c in candidates if c.must], {c.id: c.waits_for for c in candidates})


def greedy_choice(candidates: Sequence[Candidate], budget: Fraction) -> frozenset[str]:
    """Take the step with the highest priority per cost again and again, while the budget lasts.

    The prerequisites of a step that are not yet taken count with it, their priorities and their costs. What costs
    nothing comes first. Ties go to fewer person-months, then to the id.
    """
    offers = _Offers(candidates)
    needed = must_set(candidates)
    left = budget - worth(candidates, needed).cost
    offers.take(needed)
    while (best := offers.best()) is not None:
        steps, cost = best
        if cost <= left:
            left -= cost
            offers.take(steps)
    return frozenset(offers.taken)


class _Offers:
    """Every step that is worth something with the prerequisites that it still lacks, in a queue by its turn."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        waits = {c.id: c.waits_for for c in candidates}
        self.taken: set[str] = set()
        self._by_id = {c.id: c for c in candidates}
        self._bundles = {c.id: with_prerequisites([c.id], waits) for c in candidates}
        self._holding: dict[str, list[str]] = {identity: [] for identity in self._bundles}
        for identity, bundle in self._bundles.items():
            for step in bundle:
                self._holding[step].append(identity)
        self._sums = {i: worth([self._by_id[s] for s in bundle], bundle) for i, bundle in self._bundles.items()}
        self._queue = [self._turn(identity) for identity in self._bundles]
        heapify(self._queue)

    def best(self) -> tuple[frozenset[str], Fraction] | None:
        """Give the next offer and its cost; one that is passed over comes back when it has become cheaper."""
        while self._queue:
            turn = heappop(self._queue)
            identity = turn[-1]
            if turn == self._turn(identity) and self._sums[identity].value:
                return self._bundles[identity] - self.taken, self._sums[identity].cost
        return None

    def take(self, steps: frozenset[str]) -> None:
        """Take steps out of every offer that holds them."""
        touched: set[str] = set()
        for step in (self._by_id[identity] for identity in steps - self.taken):
            for other in self._holding[step.id]:
                sums = self._sums[other]
                self._sums[other] = Worth(
                    value=sums.value - step.value,
                    cost=sums.cost - step.cost,
                    person_months=sums.person_months - step.person_months,
                )
                touched.add(other)
        self.taken |= steps
        for other in touched - self.taken:
            heappush(self._queue, self._turn(other))

    def _turn(self, identity: str) -> tuple[bool, Fraction, Fraction, str]:
        sums = self._sums[identity]
        per_cost = sums.value / sums.cost if sums.cost else sums.value
        return (sums.cost > 0, -per_cost, sums.person_months, identity)
