"""Steps laid out in months under the staff of a quarter, and the longest chain of prerequisites among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from rmdiag.assessment.capacity import Placed, Work, level_out, loads, stretched
from rmdiag.assessment.critical_path import critical_path

NOTHING_ELSE = Fraction(0)


def work(identity: str, months: int, staff: int | Fraction = 0, waits_for: tuple[str, ...] = ()) -> Work:
    return Work(id=identity, months=months, person_months=Fraction(staff), waits_for=waits_for)


@st.composite
def plans(draw: st.DrawFn) -> tuple[Work, ...]:
    """Draw steps that wait for earlier ones."""
    steps: list[Work] = []
    for number in range(draw(st.integers(0, 12))):
        before = [s.id for s in steps]
        steps.append(
            Work(
                id=f"S{number:02}",
                months=draw(st.integers(1, 14)),
                person_months=Fraction(draw(st.integers(0, 30)), draw(st.sampled_from([1, 2, 7]))),
                earliest=draw(st.sampled_from([0, 0, 3, 6, 18])),
                waits_for=tuple(sorted(draw(st.sets(st.sampled_from(before), max_size=3)))) if before else (),
            )
        )
    return tuple(steps)


capacities = st.fractions(min_value=Fraction(1, 3), max_value=40, max_denominator=6)


def staff_by_quarter(steps: Sequence[Work], placed: Mapping[str, Placed]) -> dict[int, Fraction]:
    """Add up what each quarter asks for, month by month, without the product's own sums."""
    asked: dict[int, Fraction] = {}
    for one in steps:
        begin, end = placed[one.id].start, placed[one.id].end
        for month in range(begin, end):
            asked[month // 3] = asked.get(month // 3, NOTHING_ELSE) + one.person_months / (end - begin)
    return asked


def chains(steps: Sequence[Work]) -> Iterator[tuple[Work, ...]]:
    """Give every chain of prerequisites, from each step downwards."""
    by_id = {s.id: s for s in steps}

    def from_here(chain: tuple[Work, ...]) -> Iterator[tuple[Work, ...]]:
        yield chain
        for before in chain[0].waits_for:
            yield from from_here((by_id[before], *chain))

    for one in steps:
        yield from from_here((one,))


@given(plans(), capacities)
def test_no_quarter_asks_for_more_than_the_capacity(steps: tuple[Work, ...], capacity: Fraction) -> None:
    placed = level_out(steps, capacity)
    asked = staff_by_quarter(steps, placed)
    assert all(staff <= capacity for staff in asked.values())
    assert dict(loads(steps, placed)) == asked
    assert sum(asked.values()) == sum(s.person_months for s in steps)


@given(plans(), capacities)
def test_every_step_waits_for_its_prerequisites_and_its_horizon(steps: tuple[Work, ...], capacity: Fraction) -> None:
    placed = level_out(steps, capacity)
    for one in steps:
        assert placed[one.id].start >= one.earliest
        assert all(placed[before].end <= placed[one.id].start for before in one.waits_for)
        assert placed[one.id].months >= one.months


@settings(max_examples=25)
@given(plans(), capacities)
def test_no_step_could_have_begun_a_month_earlier(steps: tuple[Work, ...], capacity: Fraction) -> None:
    """Each step was put where it fits first, beside those that were placed before it."""
    placed = level_out(steps, capacity)
    for index, one in enumerate(steps):
        free = max([one.earliest, *(placed[b].end for b in one.waits_for)])
        for start in range(free, placed[one.id].start):
            moved = {**placed, one.id: Placed(start=start, end=start + placed[one.id].months)}
            assert any(staff > capacity for staff in staff_by_quarter(steps[: index + 1], moved).values())


@given(plans())
def test_a_capacity_that_is_never_short_changes_nothing(steps: tuple[Work, ...]) -> None:
    assert level_out(steps, Fraction(10_000)) == level_out(steps, None)


def test_two_steps_that_need_the_same_quarter_follow_each_other() -> None:
    placed = level_out([work("A", 3, 6), work("B", 3, 6)], Fraction(8))
    assert [(placed[i].start, placed[i].end) for i in "AB"] == [(0, 3), (2, 5)]  # B: 2 in the first quarter, 4 after


def test_a_step_that_needs_more_than_a_quarter_has_is_stretched() -> None:
    heavy = work("A", 4, 20)  # 15 person-months in three of its months
    assert stretched(heavy, Fraction(6)) == 10  # 6 in three months is 2 in one: 20 take ten months
    placed = level_out([heavy], Fraction(6))
    assert placed["A"] == Placed(start=0, end=10, stretched_from=4)


@given(plans())
def test_the_critical_path_is_the_longest_of_all_chains(steps: tuple[Work, ...]) -> None:
    every = list(chains(steps))
    longest = max((sum(s.months for s in chain) for chain in every), default=0)
    found = critical_path(steps)
    assert found.months == longest
    assert not steps or found.steps in {tuple(s.id for s in chain) for chain in every}
    assert sum(s.months for s in steps if s.id in found.steps) == longest


@given(plans())
def test_slack_is_what_a_step_can_be_longer_before_the_longest_chain_grows(steps: tuple[Work, ...]) -> None:
    every = list(chains(steps))
    found = critical_path(steps)
    for one in steps:
        through = max(sum(s.months for s in chain) for chain in every if one in chain)
        assert found.slack[one.id] == found.months - through


def test_a_plan_of_nothing_has_no_critical_path() -> None:
    assert (critical_path([]).steps, critical_path([]).months) == ((), 0)
