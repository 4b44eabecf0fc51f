"""Choose steps under a budget exactly, by mixed integer programming with HiGHS (the optional part `plan`).

Every number is given to the solver as a whole one, so that its tolerance decides nothing, and what it answers is added
up again in exact fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor, gcd, lcm

import highspy

from rmdiag.assessment.selection import Candidate, with_prerequisites, worth

OPTIONS = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,  # all aims are whole numbers
    "mip_feasibility_tolerance": 1e-9,  # so that amounts in cents are not rounded over the budget
}
BLOCK = 16  # ids whose order is settled in one solution, as powers of two


def exact_choice(candidates: Sequence[Candidate], budget: Fraction) -> frozenset[str]:
    """Give the best set of steps within a budget; what must be done has to be within it (`must_set`)."""
    ordered = sorted(candidates, key=lambda c: c.id)
    if not ordered:
        return frozenset()
    solver = _Solver(ordered, budget)
    solver.settle(_whole([c.value for c in ordered]))
    solver.settle([-units for units in _whole([c.person_months for c in ordered])])
    chosen = solver.first_by_id()
    kept = frozenset(candidate.id for candidate, x in zip(ordered, chosen, strict=True) if x)
    _prove(ordered, kept, budget)
    return kept


def _whole(values: Sequence[Fraction]) -> list[int]:
    """Scale numbers to the smallest whole ones in the same proportion."""
    unit = lcm(*(value.denominator for value in values))
    scaled = [int(value * unit) for value in values]
    common = gcd(*scaled) or 1
    return [value // common for value in scaled]


def _prove(candidates: Sequence[Candidate], kept: frozenset[str], budget: Fraction) -> None:
    """Add up the answer exactly: a solver that breaks a rule is a broken machine."""
    closed = with_prerequisites(kept, {c.id: c.waits_for for c in candidates})
    if closed != kept or worth(candidates, kept).cost > budget:
        message = "the solver gave a choice that breaks its rules"
        raise RuntimeError(message)


class _Solver:
    """One model that is solved for one aim after the other, each held to what the aims before it reached."""

    def __init__(self, candidates: Sequence[Candidate], budget: Fraction) -> None:
        self._count = len(candidates)
        self._chosen: list[bool] = []
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call] # this part of it has no types
        for option, value in OPTIONS.items():
            self._highs.setOptionValue(option, value)
        place = {c.id: index for index, c in enumerate(candidates)}
        for index, candidate in enumerate(candidates):
            self._highs.addVar(1.0 if candidate.must else 0.0, 1.0)
            self._highs.changeColIntegrality(index, highspy.HighsVarType.kInteger)
        for index, candidate in enumerate(candidates):
            for before in candidate.waits_for:
                if before in place:
                    self._row({index: 1, place[before]: -1}, -1, 0)
        self._within(candidates, budget)

    def settle(self, aim: Sequence[int]) -> None:
        """Reach the most of an aim, and hold every later solution to it."""
        if any(aim):
            best = self._most(aim)
            self._row({index: weight for index, weight in enumerate(aim) if weight}, best, best)

    def first_by_id(self) -> list[bool]:
        """Give the solution that holds the first id on which any two of them differ."""
        if not self._chosen:
            self._most([0] * self._count)
        differing = [-1 if chosen else 1 for chosen in self._chosen]
        here = self._chosen
        if self._most(differing) == -sum(here):
            return here  # no other one is as good
        for first in range(0, self._count, BLOCK):
            block = range(first, min(first + BLOCK, self._count))
            weights = {index: 2 ** (block[-1] - index) for index in block}
            self._most([weights.get(index, 0) for index in range(self._count)])
            for index in block:
                x = float(self._chosen[index])
                self._highs.changeColBounds(index, x, x)
        return self._chosen

    def _within(self, candidates: Sequence[Candidate], budget: Fraction) -> None:
        costs = [c.cost for c in candidates]
        unit = lcm(*(cost.denominator for cost in costs))
        common = gcd(*(int(cost * unit) for cost in costs)) or 1
        whole = {index: int(cost * unit) // common for index, cost in enumerate(costs) if cost}
        if whole:
            self._row(whole, 0, min(floor(budget * unit / common), sum(whole.values())))

    def _row(self, weights: Mapping[int, int], low: int, high: int) -> None:
        places: Iterable[int] = weights
        self._highs.addRow(float(low), float(high), len(weights), list(places), [float(w) for w in weights.values()])

    def _most(self, aim: Sequence[int]) -> int:
        """Solve for the highest sum of an aim, and keep the solution."""
        for index, weight in enumerate(aim):
            self._highs.changeColCost(index, float(weight))
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            message = f"the solver stopped: {self._highs.modelStatusToString(self._highs.getModelStatus())}"
            raise RuntimeError(message)
        self._chosen = [x > 1 / 2 for x in self._highs.getSolution().col_value]
        return sum(weight for weight, chosen in zip(aim, self._chosen, strict=True) if chosen)
