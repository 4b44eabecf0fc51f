"""The arithmetic of scoring methods by name (SCORING 12): exact values in, exact value or label out.

Every method is monotone: a part that rises never lowers the result (deductions fall with their parts instead). So the
interval that unknown answers allow is the result at all lows and at all highs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from operator import mul
from typing import NamedTuple

from rmdiag.compendium.declared import Method

HALF_STEP = Fraction(1, 2)  # what a plus adds to the weakest grade, so that D+ lies between D and C


class Entry(NamedTuple):
    """One part of a node at one side of its interval."""

    value: Fraction
    weight: Fraction = Fraction(1)
    level: int | None = None


class Outcome(NamedTuple):
    """What a method gives: a value to go on with, and a label where the method speaks in labels."""

    value: Fraction
    label: str | None = None


def apply(method: Method, entries: Sequence[Entry]) -> Outcome:
    """Apply a method to at least one part."""
    return _METHODS[method.name](method, entries)


def level_reached(gates: Iterable[tuple[int, bool]], lowest: int) -> int:
    """Give the highest gated level that is met with all gated levels below it; else the lowest level (SCORING 4).

    `gates` are pairs of level and whether the gate is met. A level without a gate neither blocks nor is the result.
    """
    met: dict[int, bool] = {}
    for level, holds in gates:
        met[level] = met.get(level, True) and holds
    reached = lowest
    for level in sorted(met):
        if not met[level]:
            break
        reached = level
    return reached


def mean_of(values: Sequence[tuple[Fraction, Fraction]]) -> Fraction:
    """Give the weighted mean of at least one pair of weight and value.

    It is exact. Over one common denominator it costs a fifth of a sum of fractions, and it is asked for ten thousand
    times where every answer of a mission is tried.
    """
    weights, _ = _over_one_denominator([weight for weight, _ in values])  # it stands above and below the line
    numbers, parts = _over_one_denominator([value for _, value in values])
    return Fraction(sum(map(mul, weights, numbers)), sum(weights) * parts)


def falls_with_parts(method: Method) -> bool:
    """Whether a higher part gives a lower result."""
    return method.name == "deductions"


def speaks_in_labels(method: Method) -> bool:
    """Whether the published result of a method is a label rather than a number."""
    return method.name in ("weakest_link_with_plus", "banded_mean")


def _over_one_denominator(numbers: Sequence[Fraction]) -> tuple[list[int], int]:
    parts = lcm(*(number.denominator for number in numbers))
    return [number.numerator * (parts // number.denominator) for number in numbers], parts


def _weighted_mean(_: Method, entries: Sequence[Entry]) -> Outcome:
    return Outcome(value=mean_of([(e.weight, e.value) for e in entries]))


def _mean(_: Method, entries: Sequence[Entry]) -> Outcome:
    return Outcome(value=sum((e.value for e in entries), Fraction(0)) / len(entries))


def _sum(_: Method, entries: Sequence[Entry]) -> Outcome:
    return Outcome(value=sum((e.weight * e.value for e in entries), Fraction(0)))


def _minimum(_: Method, entries: Sequence[Entry]) -> Outcome:
    return Outcome(value=min(e.value for e in entries))


def _weakest_link_with_plus(method: Method, entries: Sequence[Entry]) -> Outcome:
    """Give the grade of the lowest part, with a plus when any other part is higher (PEFA 2016, method M1)."""
    lowest, highest = min(e.value for e in entries), max(e.value for e in entries)
    label = _highest_reached(method.labels, lowest)
    if highest > lowest:
        return Outcome(value=lowest + HALF_STEP, label=None if label is None else f"{label}+")
    return Outcome(value=lowest, label=label)


def _banded_mean(method: Method, entries: Sequence[Entry]) -> Outcome:
    """Give the highest band that the mean reaches (PEFA 2016, method M2: a table of the sum of points)."""
    mean = _mean(method, entries).value
    return Outcome(value=mean, label=_highest_reached(method.bands, mean))


def _highest_reached(labels: Sequence[tuple[str, Fraction]], value: Fraction) -> str | None:
    reached = [(bound, word) for word, bound in labels if value >= bound]
    return max(reached)[1] if reached else None


def _gated_levels(method: Method, entries: Sequence[Entry]) -> Outcome:
    """Give the highest level whose parts and all below reach `own` (1 unless given); `start` when there is none."""
    needed = Fraction(1) if method.own is None else method.own
    gates = [(e.level or 0, e.value >= needed) for e in entries]
    none = min(level for level, _ in gates) - 1  # below every gated level
    reached = level_reached(gates, none)
    return Outcome(value=method.start if reached == none else Fraction(reached))


def _additive_levels(method: Method, entries: Sequence[Entry]) -> Outcome:
    """Sum over the levels of the mean of each level's parts (OWASP SAMM 2)."""
    return Outcome(value=sum((_mean(method, part).value for part in _levels(entries).values()), Fraction(0)))


def _cumulative_levels(method: Method, entries: Sequence[Entry]) -> Outcome:
    """Give the highest level whose own parts reach `own` and all lower parts `lower`, a part at each level from 1 up.

    Rules of this shape: C2M2 2.1 (maturity indicator level), ISO/IEC 33020 (process capability level).
    """
    levels = _levels(entries)
    own, lower = method.own or Fraction(0), method.lower or Fraction(0)
    reached = 0
    while reached + 1 in levels and all(e.value >= own for e in levels[reached + 1]):
        below = [e for level in range(1, reached + 1) for e in levels[level]]
        if any(e.value < lower for e in below):
            break
        reached += 1
    return Outcome(value=Fraction(reached))


def _deductions(method: Method, entries: Sequence[Entry]) -> Outcome:
    """Take from a start value what every part deducts (NIST SP 800-171 DoD Assessment Methodology)."""
    return Outcome(value=method.start - sum((e.weight * e.value for e in entries), Fraction(0)))


def _levels(entries: Sequence[Entry]) -> Mapping[int, Sequence[Entry]]:
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.level or 0, []).append(entry)
    return dict(sorted(found.items()))


_METHODS: Mapping[str, Callable[[Method, Sequence[Entry]], Outcome]] = {
    "gated_levels": _gated_levels,
    "weighted_mean": _weighted_mean,
    "mean": _mean,
    "sum": _sum,
    "minimum": _minimum,
    "weakest_link_with_plus": _weakest_link_with_plus,
    "banded_mean": _banded_mean,
    "additive_levels": _additive_levels,
    "cumulative_levels": _cumulative_levels,
    "deductions": _deductions,
}
