"""Measure what-if, certainty and minimal sets: cold commands beside `rmdiag score`, and the arithmetic by itself.

`python benchmarks/certainty.py [ROUNDS]` prints the commands as benchmarks/run.py does, then the simulation beside the
same draws in numpy and beside plain fractions, and the influence of every answer beside scoring everything again.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import islice

import numpy as np
from run import EXAMPLE, RMDIAG, Measure, row

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.certainty import influences_of
from rmdiag.assessment.minimal_sets import find_lifts
from rmdiag.assessment.scoring import Round, score_profile, weighted_mean
from rmdiag.assessment.sensitivity import factors, sensitivity_of
from rmdiag.opening import assessment_of
from rmdiag.questionnaires.model import Standing

SCORE = (*RMDIAG, "score", str(EXAMPLE), "--format", "json")
WHAT_IF = (*RMDIAG, "what-if", str(EXAMPLE), "--done", "IDN-02-R1", "--answer", "GOV-05-Q1=yes", "--format", "json")
COMMANDS = (
    Measure(name="what-if", command=WHAT_IF, against="rmdiag score", peer=SCORE, held_to=1.3),
    Measure(
        name="certainty",
        command=(*RMDIAG, "certainty", str(EXAMPLE), "--format", "json"),
        against="rmdiag score",
        peer=SCORE,
        held_to=3.5,
    ),
)
DRAWS, DRAWS_OF_FRACTIONS = 10_000, 200
QUESTIONS_SCORED_WHOLE = 20


def main() -> None:
    """Run commands and arithmetic and print both tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{'measure':<16}{'against':<30}{'median':>8}{'range':>16}{'held to':>9}{'seconds':>16}")
    for measure in COMMANDS:
        print(row(measure, rounds))
    one = assessment_of(EXAMPLE)
    framework, result = one.questionnaire.framework, one.scores.result
    print()
    _say("simulation of 10 000 draws", _median(lambda: sensitivity_of(framework, result, DRAWS), rounds))
    _say("  the same in numpy, floats", _median(lambda: in_numpy(one), rounds))
    slow = _median(lambda: in_fractions(one), rounds) * DRAWS / DRAWS_OF_FRACTIONS
    _say("  the same in plain fractions (from 200)", slow)
    every = list(influences_of(one.mission, one.questionnaire, result))
    quick = _median(lambda: list(influences_of(one.mission, one.questionnaire, result)), rounds)
    _say(f"influence of {len(every)} answers", quick)
    whole = _median(lambda: scored_whole(one), rounds) * len(every) / QUESTIONS_SCORED_WHOLE
    _say("  the same, all scored again (from 20)", whole)
    _say("minimal sets of every indicator", _median(lambda: find_lifts(framework, result, one.targets), rounds))


def in_numpy(one: Assessment) -> float:
    """Draw all weights at once as floats: the floor for this arithmetic."""
    chance = np.random.default_rng(1)
    dimensions = one.questionnaire.framework.dimensions
    points = []
    for dimension in dimensions:
        levels = np.array([one.scores.result.indicators[i.id].point or 0 for i in dimension.indicators], dtype=float)
        weights = np.array([float(i.weight) for i in dimension.indicators])
        weights = weights * 2 ** chance.uniform(-1, 1, (DRAWS, len(levels)))
        points.append((weights * levels).sum(axis=1) / weights.sum(axis=1))
    weights = np.array([float(d.weight) for d in dimensions]) * 2 ** chance.uniform(-1, 1, (DRAWS, len(dimensions)))
    stacked = np.stack(points, axis=1)
    stacked.argsort(axis=1)
    return float(np.quantile((weights * stacked).sum(axis=1) / weights.sum(axis=1), 0.05))


def in_fractions(one: Assessment) -> list[Fraction | None]:
    """Draw weights and take exact means as scoring does."""
    source, found = factors(1), []
    for _ in range(DRAWS_OF_FRACTIONS):
        levels = []
        for dimension in one.questionnaire.framework.dimensions:
            drawn = islice(source, len(dimension.indicators))
            pairs = [
                (i.weight * (step + 1), Fraction(one.scores.result.indicators[i.id].point or 0))
                for i, step in zip(dimension.indicators, drawn, strict=True)
            ]
            levels.append((dimension.weight * (next(source) + 1), weighted_mean(pairs) or Fraction(0)))
        found.append(weighted_mean(levels))
    return found


def scored_whole(one: Assessment) -> None:
    """Score the whole profile twice for each of some questions."""
    conditions = Round(
        asked=one.questionnaire.in_set(one.mission.set),
        not_applicable=one.mission.not_applicable,
        judgements=one.mission.judgements,
    )
    profile = one.scores.result.answers
    for question in islice((q for q in one.questionnaire.questions.values() if q.gates), QUESTIONS_SCORED_WHOLE):
        for met in (frozenset(question.gates), frozenset[int]()):
            changed = replace(profile[question.id], standing=Standing.ANSWERED, met_low=met, met_high=met)
            score_profile(one.questionnaire, {**profile, question.id: changed}, conditions)


def _median(work: Callable[[], object], rounds: int) -> float:
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _say(name: str, seconds: float) -> None:
    print(f"{name:<44}{seconds * 1000:>10.1f} ms")


if __name__ == "__main__":
    main()
