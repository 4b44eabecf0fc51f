"""What can be had for a budget: the exact choice beside a search through every set, the greedy order beside both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmdiag.assessment.selection import Candidate, greedy_choice, must_set, worth
from rmdiag.assessment.selection_solver import exact_choice

SCALES = (Fraction(1), Fraction(150), Fraction(1, 10), Fraction("123457.89"))


def step(identity: str, value: int, cost: int, **others: tuple[str, ...] | int) -> Candidate:
    staff, waits_for = others.get("staff", 0), others.get("waits_for", ())
    assert isinstance(staff, int)
    assert isinstance(waits_for, tuple)
    return Candidate(
        id=identity, value=Fraction(value), cost=Fraction(cost), person_months=Fraction(staff), waits_for=waits_for
    )


def every_possible_choice(candidates: Sequence[Candidate], budget: Fraction) -> Iterator[frozenset[str]]:
    """Go through all sets of steps, without any of the product's own code."""
    for size in range(len(candidates) + 1):
        for chosen in combinations(candidates, size):
            ids = {c.id for c in chosen}
            complete = all(before in ids for c in chosen for before in c.waits_for)
            obeys = all(c.id in ids for c in candidates if c.must)
            if complete and obeys and sum(c.cost for c in chosen) <= budget:
                yield frozenset(ids)


def best_by_search(candidates: Sequence[Candidate], budget: Fraction) -> frozenset[str]:
    by_id = {c.id: c for c in candidates}

    def order(chosen: frozenset[str]) -> tuple[Fraction, Fraction, tuple[bool, ...]]:
        value = sum((by_id[i].value for i in chosen), Fraction(0))
        staff = sum((by_id[i].person_months for i in chosen), Fraction(0))
        return (-value, staff, tuple(identity not in chosen for identity in sorted(by_id)))

    return min(every_possible_choice(candidates, budget), key=order)


@st.composite
def choices(draw: st.DrawFn, most: int = 9) -> tuple[tuple[Candidate, ...], Fraction]:
    """Draw steps of which each may wait for earlier ones, and a budget that pays for what must be done."""
    candidates: list[Candidate] = []
    for number in range(draw(st.integers(0, most))):
        before = [c.id for c in candidates]
        candidates.append(
            Candidate(
                id=f"S{number:02}",
                value=Fraction(draw(st.integers(0, 12)), draw(st.sampled_from([1, 2, 3]))),
                cost=draw(st.sampled_from([0, 1, 6, 40, 5])) * draw(st.sampled_from(SCALES)),
                person_months=Fraction(draw(st.integers(0, 6)), 2),
                waits_for=tuple(sorted(draw(st.sets(st.sampled_from(before), max_size=2)))) if before else (),
                must=draw(st.integers(0, 5)) == 0,
            )
        )
    needed = worth(candidates, must_set(candidates)).cost
    return tuple(candidates), needed + Fraction(draw(st.integers(0, 4000)), 10)


@settings(max_examples=150)
@given(choices())
def test_the_exact_choice_is_the_one_that_a_search_through_all_sets_finds(
    drawn: tuple[tuple[Candidate, ...], Fraction],
) -> None:
    candidates, budget = drawn
    assert exact_choice(candidates, budget) == best_by_search(candidates, budget)


@settings(max_examples=6)
@given(choices(most=15))
def test_it_is_so_for_fifteen_steps_too(drawn: tuple[tuple[Candidate, ...], Fraction]) -> None:
    candidates, budget = drawn
    assert exact_choice(candidates, budget) == best_by_search(candidates, budget)


@given(choices())
def test_the_greedy_order_keeps_every_rule_and_is_never_worth_more(
    drawn: tuple[tuple[Candidate, ...], Fraction],
) -> None:
    candidates, budget = drawn
    greedy = greedy_choice(candidates, budget)
    assert greedy in set(every_possible_choice(candidates, budget))
    assert worth(candidates, greedy).value <= worth(candidates, best_by_search(candidates, budget)).value


@settings(max_examples=40)
@given(choices())
def test_the_order_in_which_steps_are_given_changes_nothing(
    drawn: tuple[tuple[Candidate, ...], Fraction],
) -> None:
    candidates, budget = drawn
    assert exact_choice(candidates[::-1], budget) == exact_choice(candidates, budget)
    assert greedy_choice(candidates[::-1], budget) == greedy_choice(candidates, budget)


def test_a_step_is_chosen_with_what_it_waits_for_or_not_at_all() -> None:
    plan = [step("A", 1, 60), step("B", 9, 50, waits_for=("A",)), step("C", 5, 100)]
    assert exact_choice(plan, Fraction(100)) == {"C"}
    assert exact_choice(plan, Fraction(110)) == {"A", "B"}


def test_of_equal_sums_of_priorities_the_one_with_fewer_person_months_is_chosen() -> None:
    plan = [step("A", 6, 10, staff=9), step("B", 6, 10, staff=4)]
    assert exact_choice(plan, Fraction(10)) == {"B"}


def test_of_choices_equal_in_everything_the_first_id_is_chosen() -> None:
    plan = [step(f"S{n:02}", 6, 10, staff=2) for n in range(40)]
    assert sorted(exact_choice(plan, Fraction(179))) == [f"S{n:02}" for n in range(17)]


def test_the_greedy_order_can_miss_the_best_choice() -> None:
    plan = [step("A", 3, 10), step("B", 20, 100)]
    assert greedy_choice(plan, Fraction(100)) == {"A"}
    assert exact_choice(plan, Fraction(100)) == {"B"}


def test_the_greedy_order_counts_a_prerequisite_with_the_step_that_needs_it() -> None:
    plan = [step("A", 0, 30), step("B", 60, 30, waits_for=("A",)), step("C", 40, 30)]
    assert greedy_choice(plan, Fraction(60)) == {"C"}
    assert greedy_choice(plan, Fraction(90)) == {"A", "B", "C"}


@pytest.mark.parametrize("choose", [exact_choice, greedy_choice])
def test_nothing_to_choose_from_is_no_mistake(choose: object) -> None:
    assert callable(choose)
    assert choose([], Fraction(0)) == frozenset()
