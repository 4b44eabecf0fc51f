"""Say who is severe and who is lenient where several score one case independently, and how far each is from a key.

Each assessor's sheet is scored alone. On an indicator where it leads to one level it is set against the mean of the
others (leave one out); the mean of these differences is the assessor's tendency, below 0 severe. The same is done
against a key: a sheet of its own, or else what the panel settled, where every answer that counts is settled or alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import lcm

from rmdiag.assessment.agreement import Case, levels_alone, rated_of, scored_alone
from rmdiag.assessment.agreement_coefficients import (
    FEWEST,
    SHARE,
    Bootstrap,
    Coefficient,
    Metric,
    Unit,
    alpha,
)
from rmdiag.assessment.draws import middle, resamples
from rmdiag.questionnaires.model import Sheet


class Tendency(StrEnum):
    """What can be said of an assessor: nothing while the interval holds 0."""

    SEVERE = "severe"
    LENIENT = "lenient"
    NEITHER = "neither"
    UNKNOWN = "unknown"  # too few levels for an interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """The mean of signed differences in levels; the interval holds 95 of 100 means of samples drawn from them."""

    value: Fraction | None
    count: int
    low: Fraction | None = None
    high: Fraction | None = None
    exact: int = 0  # of the differences that are 0

    @property
    def tendency(self) -> Tendency:
        """What the interval says."""
        if self.low is None or self.high is None:
            return Tendency.UNKNOWN
        if self.high < 0:
            return Tendency.SEVERE
        return Tendency.LENIENT if self.low > 0 else Tendency.NEITHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessor:
    """One who scored: how far from the others and from the key, where, and how the others agree without."""

    sheet: Sheet  # of the first case in which there is one
    cases: int
    from_others: Mean
    from_key: Mean | None  # None where there is no key
    indicators: Mapping[str, Mean]  # from the others, without intervals
    without: Coefficient  # alpha of the others' answers, when this one is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """All who scored, the most severe first, and alpha of all their answers."""

    cases: tuple[Case, ...]
    assessors: tuple[Assessor, ...]
    together: Coefficient
    key: str | None  # the sheet that is the key; None: what was settled
    keyed: int  # levels of the key


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One indicator of one case: the level to which each assessor leads, and the key's."""

    indicator: str
    by: Unit
    key: int | None


def calibration_of(cases: Sequence[Case], bootstrap: Bootstrap, key: str | None = None) -> Calibration:
    """Compare those who scored the same cases; `key` names a sheet that is the model solution and no assessor."""
    levels = [level for case in cases for level in _levels(case, key)]
    units = [_without(one.levels, key) for case in cases for one in rated_of(case)]
    sheets = {sheet.id: sheet for case in reversed(cases) for sheet in case.sheets if sheet.id != key}
    keyed = sum(level.key is not None for level in levels)
    assessors = [
        Assessor(
            sheet=sheet,
            cases=sum(any(own.id == name for own in case.sheets) for case in cases),
            from_others=_mean(list(_from_others(name, levels)), bootstrap),
            from_key=_mean(list(_from_key(name, levels)), bootstrap) if keyed else None,
            indicators=dict(_by_indicator(name, levels)),
            without=alpha([_without(unit, name) for unit in units], Metric.ORDINAL),
        )
        for name, sheet in sorted(sheets.items())
    ]
    return Calibration(
        cases=tuple(cases),
        assessors=tuple(sorted(assessors, key=lambda one: one.from_others.value or Fraction(0))),
        together=alpha(units, Metric.ORDINAL, bootstrap),
        key=key,
        keyed=keyed,
    )


def _levels(case: Case, key: str | None) -> Iterator[_Level]:
    alone = levels_alone(case)
    right = _settled(case) if key is None else alone.get(key, {})
    for name in case.questionnaire.framework.indicators:
        by = {sheet: own[name] for sheet, own in alone.items() if name in own and sheet != key}
        if by:
            yield _Level(indicator=name, by=by, key=right.get(name))


def _settled(case: Case) -> Mapping[str, int]:
    """Give the levels of what was settled, where anything was: no divergence is left on them."""
    agreed = tuple(one for one in case.mission.answers.consensus if one.layer is case.layer)
    if not agreed:
        return {}
    own = replace(case.mission.answers, sheets=case.sheets, consensus=agreed)
    scores = scored_alone(case, own)
    return {n: score.point for n, score in scores.items() if score.one_level and score.point is not None}


def _from_others(name: str, levels: Sequence[_Level]) -> Iterator[Fraction]:
    for level in levels:
        others = [value for rater, value in level.by.items() if rater != name]
        if name in level.by and others:
            yield level.by[name] - Fraction(sum(others), len(others))


def _from_key(name: str, levels: Sequence[_Level]) -> Iterator[Fraction]:
    return (Fraction(level.by[name] - level.key) for level in levels if name in level.by and level.key is not None)


def _by_indicator(name: str, levels: Sequence[_Level]) -> Iterator[tuple[str, Mean]]:
    for indicator in dict.fromkeys(level.indicator for level in levels):
        found = list(_from_others(name, [level for level in levels if level.indicator == indicator]))
        if found:
            yield indicator, _mean(found, None)


def _mean(values: Sequence[Fraction], bootstrap: Bootstrap | None) -> Mean:
    count, exact = len(values), sum(value == 0 for value in values)
    if not values:
        return Mean(value=None, count=0)
    mean = Mean(value=Fraction(sum(values), count), count=count, exact=exact)
    if bootstrap is None or count < FEWEST:
        return mean
    scale = _scale(values)
    whole = [int(value * scale) for value in values]
    drawn = sorted(sum(map(whole.__getitem__, s)) for s in resamples(count, bootstrap.draws, bootstrap.seed))
    low, high = (Fraction(drawn[place], count * scale) for place in middle(len(drawn), SHARE))
    return replace(mean, low=low, high=high)


def _scale(values: Sequence[Fraction]) -> int:
    """Give a number that makes all values whole, so that samples are summed fast and stay exact."""
    return lcm(*(value.denominator for value in values))


def _without(unit: Unit, name: str | None) -> Unit:
    return {rater: value for rater, value in unit.items() if rater != name}
