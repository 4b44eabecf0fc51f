"""Coefficients of agreement give what their authors published, and keep the laws that every such coefficient keeps."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.assessment.agreement_coefficients import (
    Bootstrap,
    Metric,
    Unit,
    Why,
    alpha,
    fleiss,
    kappa,
    pairs_of,
    squared,
)

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: four observers, twelve units, a dot for
# what an observer did not judge.
FOUR_OBSERVERS = """
A 1 2 3 3 2 1 4 1 2 . . .
B 1 2 3 3 2 2 4 1 2 5 . 3
C . 3 3 3 2 3 4 2 2 5 1 .
D 1 2 3 3 2 4 4 1 2 5 1 .
"""
# Krippendorff 2011, sections A and B: two observers, ten units of two categories, twelve units of five.
TWO_OBSERVERS = """
Meg  0 1 0 0 0 0 0 0 1 0
Owen 1 1 1 0 0 1 0 0 0 0
"""
# Fleiss 1971, table 1: thirty patients, six diagnoses of each by one of five names, as counts.
DIAGNOSES = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
# The example of the article "Fleiss' kappa" in Wikipedia: ten subjects, fourteen raters, five categories.
FOURTEEN = [
    *([0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1]),
    *([7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7]),
]
# Cohen 1960, table 2 (and 1968, with weights): two judges, 200 subjects, three categories.
JUDGES = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
# Cohen 1968: what a disagreement costs, where it is no matter of steps.
COSTS = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]


def read(table: str) -> list[Unit]:
    rows = [line.split() for line in table.strip().splitlines()]
    columns = zip(*(row[1:] for row in rows), strict=True)
    names = [row[0] for row in rows]
    return [{n: int(v) for n, v in zip(names, column, strict=True) if v != "."} for column in columns]


def from_counts(counts: list[list[int]]) -> list[Unit]:
    """Give units of which only is known how many raters took each category."""
    return [dict(enumerate_names([c for c, n in enumerate(row) for _ in range(n)])) for row in counts]


def enumerate_names(values: list[int]) -> list[tuple[str, int]]:
    return [(f"rater {place}", value) for place, value in enumerate(values)]


def judged() -> list[Unit]:
    return [
        {"one": row, "other": column}
        for row, counts in enumerate(JUDGES)
        for column, n in enumerate(counts)
        for _ in range(n)
    ]


@pytest.mark.parametrize(
    ("metric", "published"), [(Metric.NOMINAL, 0.743), (Metric.ORDINAL, 0.815), (Metric.INTERVAL, 0.849)]
)
def test_alpha_is_what_krippendorff_published(metric: Metric, published: float) -> None:
    found = alpha(read(FOUR_OBSERVERS), metric).value
    assert found is not None
    assert round(float(found), 3) == published


def test_alpha_of_two_observers_is_what_krippendorff_published() -> None:
    found = alpha(read(TWO_OBSERVERS), Metric.NOMINAL).value
    assert found is not None
    assert round(float(found), 3) == 0.095


def test_fleiss_kappa_is_what_fleiss_published() -> None:
    diagnoses = from_counts([[int(digit) for digit in row] for row in DIAGNOSES.split()])
    assert len(diagnoses) == 30
    found = fleiss(diagnoses).value
    assert found is not None
    assert round(float(found), 3) == 0.430


def test_fleiss_kappa_of_fourteen_raters_is_what_is_published() -> None:
    found = fleiss(from_counts(FOURTEEN)).value
    assert found is not None
    assert round(float(found), 3) == 0.210


def test_cohens_kappa_is_what_cohen_published() -> None:
    # Agreement .70, by chance .41: (.70 - .41) / (1 - .41)
    assert kappa(judged()).value == Fraction(29, 59)


def test_cohens_weighted_kappa_is_what_cohen_published() -> None:
    found = kappa(judged(), lambda one, other: COSTS[one][other]).value
    assert found is not None
    assert round(float(found), 3) == 0.348


LEVELS = st.integers(1, 5)
RATERS = ("A", "B", "C", "D")
UNITS = st.lists(st.dictionaries(st.sampled_from(RATERS), LEVELS), max_size=12)
COMPLETE = st.lists(st.fixed_dictionaries(dict.fromkeys("ABC", LEVELS)), max_size=12)
PAIRS = st.lists(st.fixed_dictionaries(dict.fromkeys("AB", LEVELS)), max_size=12)
METRICS = st.sampled_from(Metric)


@given(UNITS, METRICS)
def test_alpha_is_at_most_1_and_says_why_where_there_is_none(units: list[Unit], metric: Metric) -> None:
    found = alpha(units, metric)
    assert (found.value is None) == (found.why in (Why.FEW_RATERS, Why.ONE_UNIT, Why.ONE_CATEGORY))
    assert found.value is None or found.value <= 1


@given(UNITS, METRICS)
def test_alpha_is_by_its_definition(units: list[Unit], metric: Metric) -> None:
    """Compute it again from pairs of values, as the definition has it, without counting patterns."""
    rated = [list(unit.values()) for unit in units if len(unit) > 1]
    every = [value for values in rated for value in values]

    def far(one: int, other: int) -> Fraction:
        if metric is Metric.NOMINAL:
            return Fraction(one != other)
        if metric is Metric.INTERVAL:
            return Fraction((one - other) ** 2)
        low, high = min(one, other), max(one, other)
        between = sum(low <= value <= high for value in every)
        return (between - Fraction(every.count(one) + every.count(other), 2)) ** 2 if one != other else Fraction(0)

    seen = sum(
        (
            far(a, b) / (len(values) - 1)
            for values in rated
            for i, a in enumerate(values)
            for j, b in enumerate(values)
            if i != j
        ),
        Fraction(0),
    )
    expected = sum((far(a, b) for a in every for b in every), Fraction(0))
    found = alpha(units, metric).value
    if found is not None:
        assert found == 1 - (len(every) - 1) * seen / expected


@given(UNITS, METRICS, st.permutations(RATERS), st.randoms(use_true_random=False))
def test_the_order_of_raters_and_units_changes_no_alpha(
    units: list[Unit], metric: Metric, names: list[str], random: Random
) -> None:
    renamed = [{names[RATERS.index(rater)]: value for rater, value in unit.items()} for unit in units]
    random.shuffle(renamed)
    assert alpha(renamed, metric).value == alpha(units, metric).value


@given(st.lists(LEVELS, min_size=2, max_size=8).filter(lambda values: len(set(values)) > 1), METRICS)
def test_perfect_agreement_is_1(values: list[int], metric: Metric) -> None:
    three = [dict.fromkeys("ABC", value) for value in values]
    two = [dict.fromkeys("AB", value) for value in values]
    assert alpha(three, metric).value == fleiss(three).value == kappa(two).value == kappa(two, squared).value == 1


@given(st.lists(st.just(3), min_size=2, max_size=8))
def test_where_all_say_the_same_of_all_nothing_can_be_told_from_chance(values: list[int]) -> None:
    units = [dict.fromkeys("ABC", value) for value in values]
    found = (alpha(units, Metric.ORDINAL), fleiss(units), kappa([dict.fromkeys("AB", v) for v in values]))
    assert [(one.value, one.why) for one in found] == [(None, Why.ONE_CATEGORY)] * 3


@given(COMPLETE)
def test_fleiss_kappa_lies_between_its_bounds_and_knows_no_order(units: list[Unit]) -> None:
    found = fleiss(units)
    assert found.value is None or Fraction(-1, 2) <= found.value <= 1  # -1/(raters - 1)
    turned = [{"A": unit["C"], "B": unit["A"], "C": unit["B"]} for unit in reversed(units)]
    assert fleiss(turned).value == found.value


@given(PAIRS)
def test_cohens_kappa_lies_between_its_bounds_and_knows_no_order(units: list[Unit]) -> None:
    found = kappa(units)
    assert found.value is None or -1 <= found.value <= 1
    turned = [{"A": unit["B"], "B": unit["A"]} for unit in reversed(units)]
    assert kappa(turned).value == found.value
    assert kappa(turned, squared).value == kappa(units, squared).value


@given(st.lists(st.fixed_dictionaries(dict.fromkeys("AB", st.integers(1, 2))), max_size=12))
def test_of_two_categories_weights_change_nothing(units: list[Unit]) -> None:
    assert kappa(units, squared) == kappa(units)
    assert {alpha(units, metric).value for metric in Metric} == {alpha(units, Metric.NOMINAL).value}


@given(UNITS)
def test_a_coefficient_says_why_it_does_not_apply(units: list[Unit]) -> None:
    raters = {rater for unit in units for rater in unit}
    assert (kappa(units).why is Why.NOT_TWO) == (len(raters) != 2)
    assert (fleiss(units).why is Why.NOT_THREE) == (len(raters) < 3)
    if len(raters) > 2 and any(len(unit) < len(raters) for unit in units):
        assert fleiss(units).why is Why.INCOMPLETE


def test_an_interval_holds_its_alpha_and_comes_from_its_seed() -> None:
    units = read(FOUR_OBSERVERS)
    first, again, other = (alpha(units, Metric.ORDINAL, Bootstrap(seed=seed)) for seed in (1, 1, 2))
    assert first == again
    assert (first.low, first.high) != (other.low, other.high) or first.high == 1
    assert first.low is not None
    assert first.high is not None
    assert first.value is not None
    assert first.low < first.value < first.high


def test_an_interval_grows_narrower_with_more_units() -> None:
    few = alpha(read(TWO_OBSERVERS), Metric.NOMINAL, Bootstrap())
    many = alpha(read(TWO_OBSERVERS) * 10, Metric.NOMINAL, Bootstrap())
    assert few.low is not None
    assert few.high is not None
    assert many.low is not None
    assert many.high is not None
    assert many.high - many.low < (few.high - few.low) / 2


@pytest.mark.parametrize(
    ("units", "why"),
    [
        (read(TWO_OBSERVERS)[:4], Why.FEW_UNITS),
        ([dict.fromkeys("AB", value) for value in (1, 2, 3, 4, 5)], Why.NO_DISAGREEMENT),
        ([*[dict.fromkeys("AB", 1)] * 5, {"A": 1, "B": 2}], Why.OFTEN_ALIKE),
    ],
)
def test_where_an_interval_would_say_nothing_none_is_given(units: list[Unit], why: Why) -> None:
    found = alpha(units, Metric.NOMINAL, Bootstrap())
    assert found.value is not None
    assert (found.low, found.high, found.why) == (None, None, why)


def test_pairs_that_agree_are_counted_among_all_pairs() -> None:
    assert pairs_of({"A": 1, "B": 1, "C": 2}) == (1, 3)
    assert pairs_of({"A": 1}) == pairs_of({}) == (0, 0)
