"""Say how far the weights decide: the overall level and the order of dimensions under weights drawn at random.

Nobody can prove that a dimension counts 1.2 and not 1.1. Every draw multiplies the weight of each dimension and of each
indicator by a factor of its own between a half and two, log-uniform, so that doubling is as likely as halving. What
holds in nearly all draws does not hang on the weights. The draws come from a seed: the same seed, the same result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from math import ceil, lcm
from operator import mul

from rmdiag.assessment.draws import splitmix
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
    """Give whole numbers from 0 to STEPS - 1 without end, five from each number of SplitMix64.

    A generator of our own gives the same draws on every version of Python.
    """
    for mixed in splitmix(seed):
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


def _drawn(stakes: Sequence[_Stake], draws: int, seed: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Give, draw by draw, the level of each dimension and of the whole as whole numbers of 1/SCALE."""
    length = sum(len(stake.weights) + 1 for stake in stakes)
    columns, start = [], 0
    for stake in stakes:
        columns.append(
            _column(stake.weights, stake.weighed, _Place(start=start, length=length, draws=draws, seed=seed))
        )
        start += len(stake.weights) + 1
    whole = [stake.weight for stake in stakes]
    for row in zip(*(column.levels for column in columns), *(column.factors for column in columns), strict=True):
        levels, weights = row[: len(stakes)], list(map(mul, whole, row[len(stakes) :]))
        yield levels, sum(map(mul, weights, levels)) // sum(weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the factors of a dimension stand in every draw: behind those of the dimensions before it."""

    start: int
    length: int  # of a draw
    draws: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One dimension in all draws: its level, and the factor of its own weight."""

    levels: tuple[int, ...]
    factors: tuple[int, ...]


@lru_cache(maxsize=32)
def _column(weights: tuple[int, ...], weighed: tuple[int, ...], place: _Place) -> _Column:
    """Draw one dimension; kept, so that an answer that changes draws its own dimension again and no other."""
    source, before = (
        _factors_drawn(place.length * place.draws, place.seed),
        range(place.start, place.start + len(weights)),
    )
    lists = [source[column :: place.length] for column in before]
    levels = tuple(
        sum(map(mul, weighed, drawn)) * SCALE // sum(map(mul, weights, drawn)) for drawn in zip(*lists, strict=True)
    )
    return _Column(levels=levels, factors=source[before.stop :: place.length])


@lru_cache(maxsize=1)
def _factors_drawn(count: int, seed: int) -> tuple[int, ...]:
    """Draw the factors of all draws, as whole numbers of 1/2**20."""
    table = [round(2 ** (2 * step / (STEPS - 1) - 1) * 2**20) for step in range(STEPS)]
    return tuple(map(table.__getitem__, islice(factors(seed), count)))


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
