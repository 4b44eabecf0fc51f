"""Measure the choice under a budget and the schedule under a capacity, for plans of 60, 300 and 2 000 steps.

`python benchmarks/optimiser.py [ROUNDS]` prints a row per size: the exact choice with its ties settled beside one bare
run of the same solver on the same model, which settles none; the greedy order beside the exact choice, in seconds and
in the share of the priorities that it reaches; schedule and critical path. Plans are made by a fixed rule.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from fractions import Fraction

import highspy
import numpy as np

from rmdiag.assessment.capacity import Work, level_out, loads
from rmdiag.assessment.critical_path import critical_path
from rmdiag.assessment.selection import Candidate, greedy_choice, worth
from rmdiag.assessment.selection_solver import exact_choice

SIZES = (60, 300, 2000)
COSTS = (0, 150_000, 900_000, 6_000_000)
PRIORITIES = tuple(Fraction(g * c * i, e) for g in (1, 2, 3) for c in (1, 2, 3) for i in (1, 2, 3) for e in (1, 2, 3))


def plan_of(size: int) -> tuple[list[Candidate], list[Work]]:
    """Make a plan in which two steps of three wait for up to two of the sixty before them."""
    chance = random.Random(size)  # noqa: S311  # a fixed plan, no secret
    candidates: list[Candidate] = []
    works: list[Work] = []
    for number in range(size):
        before = [c.id for c in candidates[-60:]]
        waits = tuple(sorted(chance.sample(before, min(len(before), chance.choice((0, 1, 2))))))
        identity, staff = f"S{number:04}", Fraction(chance.randint(1, 24), 2)
        candidates.append(
            Candidate(
                id=identity,
                value=chance.choice(PRIORITIES),
                cost=Fraction(chance.choices(COSTS, (5, 4, 2, 1))[0]),
                person_months=staff,
                waits_for=waits,
            )
        )
        works.append(Work(id=identity, months=chance.randint(2, 12), person_months=staff, waits_for=waits))
    return candidates, works


def bare(candidates: Sequence[Candidate], budget: Fraction) -> float:
    """Solve the same choice once with HiGHS alone; ties fall as they may."""
    size, place = len(candidates), {c.id: n for n, c in enumerate(candidates)}
    solver = highspy.Highs()  # type: ignore[no-untyped-call] # this part of it has no types
    for option, value in (("output_flag", False), ("threads", 1)):
        solver.setOptionValue(option, value)
    solver.addVars(size, np.zeros(size), np.ones(size))
    for number, candidate in enumerate(candidates):
        solver.changeColIntegrality(number, highspy.HighsVarType.kInteger)
        solver.changeColCost(number, float(candidate.value))
        for before in candidate.waits_for:
            solver.addRow(-1.0, 0.0, 2, [number, place[before]], [1.0, -1.0])
    solver.addRow(0.0, float(budget), size, list(range(size)), [float(c.cost) for c in candidates])
    solver.changeObjectiveSense(highspy.ObjSense.kMaximize)
    solver.run()
    return float(solver.getInfo().objective_function_value)


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Give the median time of a piece of work."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def row(size: int, rounds: int) -> str:
    """Measure plans of one size and give their line of the table."""
    candidates, works = plan_of(size)
    budget = sum((c.cost for c in candidates), Fraction(0)) / 3
    capacity = sum((w.person_months for w in works), Fraction(0)) / 24
    exact = worth(candidates, exact_choice(candidates, budget))
    greedy = worth(candidates, greedy_choice(candidates, budget))
    if abs(float(exact.value) - bare(candidates, budget)) > float(exact.value) / 1000:
        sys.exit("the exact choice and the bare solver disagree")
    placed = level_out(works, capacity)
    if max(loads(works, placed).values()) > capacity:
        sys.exit("the schedule asks for more than the capacity")
    mine, peer = (seconds(lambda f=f: f(candidates, budget), rounds) for f in (exact_choice, bare))  # type: ignore[misc] # one loop variable
    by_order = seconds(lambda: greedy_choice(candidates, budget), rounds)
    laid_out = seconds(lambda: level_out(works, capacity), rounds)
    path = seconds(lambda: critical_path(works), rounds)
    share = f"{float(greedy.value / exact.value):.1%}"
    return (
        f"{size:>6}{mine:>9.3f}{peer:>9.3f}{mine / peer:>8.1f}{by_order:>9.3f}{share:>8}{laid_out:>10.3f}{path:>10.3f}"
    )


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f"{'steps':>6}{'exact':>9}{'bare':>9}{'ratio':>8}{'greedy':>9}{'worth':>8}{'schedule':>10}{'path':>10}")
    for size in SIZES:
        print(row(size, rounds))


if __name__ == "__main__":
    main()
