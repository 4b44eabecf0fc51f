"""Say how far the weights decide: the overall level and the order of dimensions under weights drawn at random.

Nobody can prove that a dimension counts 1.2 and not 1.1. Every draw multiplies the weight of each dimension and of each
indicator by a factor of its own between a half and two, log-uniform, so that doubling is as likely as halving. What
holds in nearly all draws does not hang on the weights. The draws come from a seed: the same seed, the same result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import ceil, lcm
from operator import mul

from rmdiag.assessment.results import Scores
from rmdiag.compendium.model import Dimension, Framework

DRAWS, SEED = 10_000, 1
STEPS = 4_096  # between a half and two; a factor is one of so many
SCALE = 2**40  # a drawn level is held as a whole number of this fraction, far finer than what is shown
LOWER, UPPER = Fraction(1, 20), Fraction(19, 20)
BY_WEIGHT = "weighted_mean"  # under any other method a weight may decide nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class RankShares:
    """How often a dimension takes each rank; the first is the lowest, and dimensions level with each other share it."""

    dimension: Dimension
    today: int
    shares: tuple[Fraction, ...]

    @property
    def holds(self) -> Fraction:
        """The share of draws in which today's rank holds."""
        return self.shares[self.today - 1]

    @property
    def lowest(self) -> Fraction:
        """The share of draws in which no dimension stands lower."""
        return self.shares[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """What weights can move; `low` and `high` hold the middle nine tenths of draws of the overall level."""

    draws: int
    seed: int
    low: Fraction | None  # None while the overall level is withheld
    high: Fraction | None
    ranks: tuple[RankShares, ...]  # lowest dimension first


def sensitivity_of(framework: Framework, scores: Scores, draws: int = DRAWS, seed: int = SEED) -> Sensitivity | None:
    """Draw weights and give what follows; None where fewer than two dimensions are assessed, or no weights count."""
    stakes = [_stake(d, scores) for d in framework.dimensions if scores.dimensions[d.id].point is not None]
    if len(stakes) < 2 or not _weights_count(framework):  # noqa: PLR2004  # an order needs two
        return None
    counts = [[0] * len(stakes) for _ in stakes]
    overall = []
    for levels, value in _drawn(stakes, draws, seed):
        overall.append(value)
        for place, rank in enumerate(_ranks(levels)):
            counts[place][rank - 1] += 1
    today = _ranks([stake.point for stake in stakes])
    ranked = [
        RankShares(dimension=stake.dimension, today=rank, shares=tuple(Fraction(n, draws) for n in count))
        for stake, rank, count in zip(stakes, today, counts, strict=True)
    ]
    low, high = _interval(framework, scores, sorted(overall))
    order = tuple(sorted(ranked, key=lambda one: (one.today, -one.lowest)))
    return Sensitivity(draws=draws, seed=seed, low=low, high=high, ranks=order)


def factors(seed: int) -> Iterator[int]:
    """Give whole numbers from 0 to STEPS - 1 without end, five from each number of SplitMix64 (Steele and others 2014).

    A generator of our own gives the same draws on every version of Python.
    """
    state = seed % 2**64
    while True:
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        mixed = state
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB % 2**64
        mixed ^= mixed >> 31
        yield mixed >> 52
        yield (mixed >> 40) % STEPS
        yield (mixed >> 28) % STEPS
        yield (mixed >> 16) % STEPS
        yield (mixed >> 4) % STEPS


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stake:
    """What a dimension brings into every draw: whole weights, and the levels of its assessed indicators."""

    dimension: Dimension
    weight: int
    point: Fraction
    weights: tuple[int, ...]  # of its assessed indicators
    weighed: tuple[int, ...]  # each weight times the level


def _stake(dimension: Dimension, scores: Scores) -> _Stake:
    assessed = [(i.weight, p) for i in dimension.indicators if (p := scores.indicators[i.id].point) is not None]
    whole = lcm(*(weight.denominator for weight, _ in assessed))
    return _Stake(
        dimension=dimension,
        weight=int(dimension.weight * SCALE),
        point=scores.dimensions[dimension.id].point or Fraction(0),
        weights=tuple(int(weight * whole) for weight, _ in assessed),
        weighed=tuple(int(weight * whole * point) for weight, point in assessed),
    )


def _weights_count(framework: Framework) -> bool:
    scoring = framework.scoring
    return scoring is None or scoring.dimension.name == scoring.overall.name == BY_WEIGHT


def _drawn(stakes: Sequence[_Stake], draws: int, seed: int) -> Iterator[tuple[list[int], int]]:
    """Give, draw by draw, the level of each dimension and of the whole as whole numbers of 1/SCALE."""
    table = [round(2 ** (2 * step / (STEPS - 1) - 1) * 2**20) for step in range(STEPS)]
    source = factors(seed)
    for _ in range(draws):
        levels = []
        total = above = 0
        for stake in stakes:
            drawn = [table[step] for step in islice(source, len(stake.weights))]
            level = sum(map(mul, stake.weighed, drawn)) * SCALE // sum(map(mul, stake.weights, drawn))
            weight = stake.weight * table[next(source)]
            levels.append(level)
            total += weight
            above += weight * level
        yield levels, above // total


def _ranks(levels: Sequence[int] | Sequence[Fraction]) -> list[int]:
    """Give each its rank from the lowest; those level with each other share the lower number."""
    order = sorted(levels)
    return [order.index(level) + 1 for level in levels]


def _interval(framework: Framework, scores: Scores, drawn: Sequence[int]) -> tuple[Fraction | None, Fraction | None]:
    if scores.overall.point is None:
        return None, None
    cap = None if framework.scoring is None else framework.scoring.overall.cap
    bound = cap if cap is not None and scores.overall.capped_by else None
    ends = [Fraction(drawn[ceil(share * len(drawn)) - 1], SCALE) for share in (LOWER, UPPER)]
    low, high = (end if bound is None else min(end, bound) for end in ends)
    return low, high
