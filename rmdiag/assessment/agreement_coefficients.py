"""Measure how far raters agree: Krippendorff's alpha, Cohen's kappa, Fleiss' kappa, exact, with the way out of each.

A unit maps raters to the category that each gave it, a whole number; who gave none is not in it. Sources: Krippendorff
2011 and 2018, chapter 12; Cohen 1960 and 1968; Fleiss 1971. docs/agree.md has them in full, with the formulas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, combinations
from math import lcm
from operator import mul

from rmdiag.assessment.draws import middle, resamples

DRAWS, SEED = 1_000, 1
SHARE = 0.95  # of draws that an interval holds
FEWEST = 5  # units under which an interval would say nothing
ENOUGH = Fraction(19, 20)  # of draws must have a coefficient; in the others all say the same

Unit = Mapping[str, int]
Distance = Callable[[int, int], int]


class Metric(StrEnum):
    """How far apart two categories are: all alike, by the values between them, or by their numbers."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Why(StrEnum):
    """Why a coefficient does not apply, or has no interval."""

    FEW_RATERS = "few_raters"  # fewer than two
    ONE_UNIT = "one_unit"  # fewer than two units that two raters rate
    ONE_CATEGORY = "one_category"  # chance cannot be told from agreement
    NOT_TWO = "not_two"  # raters, for Cohen's kappa
    NOT_THREE = "not_three"  # or more raters, for Fleiss' kappa
    INCOMPLETE = "incomplete"  # not every rater rates every unit
    FEW_UNITS = "few_units"  # for an interval
    NO_DISAGREEMENT = "no_disagreement"  # there is none to draw from
    OFTEN_ALIKE = "often_alike"  # in too many draws all say the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """A coefficient with its interval, or why there is none; `count` is the number that the reason speaks of."""

    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    why: Why | None = None  # of no value, else of no interval
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """How many samples of units to draw for an interval, and from which seed."""

    draws: int = DRAWS
    seed: int = SEED


def alpha(units: Sequence[Unit], metric: Metric, bootstrap: Bootstrap | None = None) -> Coefficient:
    """Give Krippendorff's alpha of units, any of them incomplete; with a bootstrap its interval too.

    The interval holds the middle 95 of 100 values of samples of whole units, drawn with replacement.
    """
    return alphas(units, (metric,), bootstrap)[0]


def alphas(units: Sequence[Unit], metrics: Sequence[Metric], bootstrap: Bootstrap | None) -> tuple[Coefficient, ...]:
    """Give alpha by several metrics, of the same samples."""
    found = _Patterns.of(units)
    raters = {rater for unit in units for rater in unit}
    count = len(found.units)
    whole = found.counted(range(count))
    if len(raters) < 2:  # noqa: PLR2004  # agreement needs two
        return (Coefficient(why=Why.FEW_RATERS, count=len(raters)),) * len(metrics)
    if count < 2:  # noqa: PLR2004  # what is expected by chance needs more than one unit
        return (Coefficient(why=Why.ONE_UNIT, count=count),) * len(metrics)
    values = [found.alpha(whole, metric) for metric in metrics]
    points = [None if value is None else Fraction(*value) for value in values]
    if None in points:  # by no metric is there anything to expect
        return (Coefficient(why=Why.ONE_CATEGORY, count=count),) * len(metrics)
    why = _why_no_interval(count, points[0])
    if bootstrap is None or why is not None:
        return tuple(Coefficient(value=point, why=why, count=count if why else 0) for point in points)
    samples = [found.counted(one) for one in resamples(count, bootstrap.draws, bootstrap.seed)]
    return tuple(
        _with_interval(Coefficient(value=point), [found.alpha(sample, metric) for sample in samples])
        for point, metric in zip(points, metrics, strict=True)
    )


def kappa(units: Sequence[Unit], distance: Distance | None = None) -> Coefficient:
    """Give Cohen's kappa of the units that both of exactly two raters rate; weighted by a distance, if one is given.

    A distance is 0 between equal categories (Cohen 1968); without one all others are equally far (Cohen 1960).
    """
    raters = sorted({rater for unit in units for rater in unit})
    if len(raters) != 2:  # noqa: PLR2004  # it is a coefficient of two
        return Coefficient(why=Why.NOT_TWO, count=len(raters))
    first, second = raters
    pairs = Counter((unit[first], unit[second]) for unit in units if len(unit) == len(raters))
    total = sum(pairs.values())
    if total < 2:  # noqa: PLR2004  # as with alpha
        return Coefficient(why=Why.ONE_UNIT, count=total)
    far = distance or _apart
    of_first, of_second = Counter[int](), Counter[int]()
    for (one, other), number in pairs.items():
        of_first[one] += number
        of_second[other] += number
    seen = sum(far(one, other) * number for (one, other), number in pairs.items())
    expected = sum(far(one, other) * n * m for one, n in of_first.items() for other, m in of_second.items())
    if expected == 0:
        return Coefficient(why=Why.ONE_CATEGORY, count=total)
    return Coefficient(value=1 - Fraction(seen * total, expected))


def fleiss(units: Sequence[Unit]) -> Coefficient:
    """Give Fleiss' kappa of three raters or more, each of whom rates every unit."""
    raters = {rater for unit in units for rater in unit}
    if len(raters) < 3:  # noqa: PLR2004  # two are Cohen's
        return Coefficient(why=Why.NOT_THREE, count=len(raters))
    incomplete = sum(len(unit) < len(raters) for unit in units)
    if incomplete:
        return Coefficient(why=Why.INCOMPLETE, count=incomplete)
    if len(units) < 2:  # noqa: PLR2004  # as with alpha
        return Coefficient(why=Why.ONE_UNIT, count=len(units))
    counts = [Counter(unit.values()) for unit in units]
    number = len(raters)
    agreeing = sum(n * (n - 1) for count in counts for n in count.values())
    seen = Fraction(agreeing, len(units) * number * (number - 1))
    totals = sum(counts, Counter[int]()).values()
    expected = Fraction(sum(n * n for n in totals), (len(units) * number) ** 2)
    if expected == 1:
        return Coefficient(why=Why.ONE_CATEGORY, count=len(units))
    return Coefficient(value=(seen - expected) / (1 - expected))


def squared(one: int, other: int) -> int:
    """Give the squared difference of two categories, the usual weight of ordered ones."""
    return (one - other) ** 2


def pairs_of(unit: Mapping[str, object]) -> tuple[int, int]:
    """Give how many pairs of raters say the same of a unit, and how many pairs there are."""
    counts = Counter(unit.values())
    return sum(n * (n - 1) // 2 for n in counts.values()), len(unit) * (len(unit) - 1) // 2


def _apart(one: int, other: int) -> int:
    return int(one != other)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pattern:
    """What a unit holds: how often each category, and what each pair of categories adds to the disagreement seen."""

    held: tuple[tuple[int, int], ...]  # places of categories, and how often each stands there
    pairs: tuple[tuple[int, int], ...]  # places of pairs, and their products over the number of raters less one


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """Units by what they hold: few patterns stand for many units, so that a sample is counted rather than walked."""

    categories: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]  # of places of categories, the lower one first
    patterns: tuple[_Pattern, ...]
    scale: int  # a common multiple of all numbers of raters less one, by which products are kept whole
    units: tuple[int, ...]  # the pattern of each unit that two raters rate

    @staticmethod
    def of(units: Sequence[Unit]) -> _Patterns:
        """Count what every unit holds that two raters rate or more."""
        rated = [Counter(unit.values()) for unit in units if len(unit) > 1]
        categories = tuple(sorted({value for count in rated for value in count}))
        pairs = tuple(combinations(range(len(categories)), 2))
        held = [tuple(count[value] for value in categories) for count in rated]
        every = tuple(dict.fromkeys(held))
        scale = lcm(*(sum(one) - 1 for one in every))
        places = {one: place for place, one in enumerate(every)}
        return _Patterns(
            categories=categories,
            pairs=pairs,
            patterns=tuple(_pattern(one, pairs, scale) for one in every),
            scale=scale,
            units=tuple(places[one] for one in held),
        )

    def counted(self, places: Sequence[int]) -> Mapping[int, int]:
        """Count the patterns of the units at some places."""
        return Counter(map(self.units.__getitem__, places))

    def alpha(self, counts: Mapping[int, int], metric: Metric) -> tuple[int, int] | None:
        """Give alpha as numerator and denominator; None where only one category stands."""
        totals, seen = [0] * len(self.categories), [0] * len(self.pairs)
        for place, number in counts.items():
            pattern = self.patterns[place]
            for category, times in pattern.held:
                totals[category] += number * times
            for pair, product in pattern.pairs:
                seen[pair] += number * product
        far = self._distances(totals, metric)
        expected = self.scale * sum(totals[a] * totals[b] * d for (a, b), d in zip(self.pairs, far, strict=True))
        disagreement = (sum(totals) - 1) * sum(map(mul, seen, far))
        return (expected - disagreement, expected) if expected else None

    def _distances(self, totals: Sequence[int], metric: Metric) -> Sequence[int]:
        """Give the squared distance of each pair of categories; that of ranks four times over, to be whole."""
        if metric is Metric.NOMINAL:
            return [1] * len(self.pairs)
        if metric is Metric.INTERVAL:
            return [(self.categories[b] - self.categories[a]) ** 2 for a, b in self.pairs]
        upto = list(accumulate(totals))
        return [(2 * (upto[b] - upto[a]) + totals[a] - totals[b]) ** 2 for a, b in self.pairs]


def _pattern(held: Sequence[int], pairs: Sequence[tuple[int, int]], scale: int) -> _Pattern:
    weight = scale // (sum(held) - 1)
    products = [(place, weight * held[a] * held[b]) for place, (a, b) in enumerate(pairs)]
    return _Pattern(
        held=tuple((place, times) for place, times in enumerate(held) if times),
        pairs=tuple((place, product) for place, product in products if product),
    )


def _why_no_interval(count: int, point: Fraction | None) -> Why | None:
    if count < FEWEST:
        return Why.FEW_UNITS
    return Why.NO_DISAGREEMENT if point == 1 else None


def _with_interval(point: Coefficient, samples: Sequence[tuple[int, int] | None]) -> Coefficient:
    drawn = sorted(((one[0] / one[1], one) for one in samples if one is not None), key=lambda pair: pair[0])
    if len(drawn) < ENOUGH * len(samples):
        return replace(point, why=Why.OFTEN_ALIKE, count=len(samples) - len(drawn))
    low, high = (drawn[place][1] for place in middle(len(drawn), SHARE))
    return replace(point, low=Fraction(*low), high=Fraction(*high))
