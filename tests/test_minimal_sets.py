"""What lifts a level: the missing gates, and every smallest set of recommendations for them, cheapest first."""

from __future__ import annotations

import json
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifted_rounds import recommended
from test_cli import rmdiag
from written_rounds import SAID, mission, sheet

from rmdiag.assessment import minimal_sets
from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.minimal_sets import Lift, find_lift, find_lifts, minimal_covers
from rmdiag.assessment.projection import project
from rmdiag.assessment.results import Scores
from rmdiag.opening import assessment_of
from rmdiag.screens.gaps import SET_COLUMNS, set_rows

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"


@cache
def kestoria() -> Assessment:
    return assessment_of(EXAMPLE)


def lift(identity: str, level: int, **changes: str) -> Lift:
    """Give the way of an indicator to a level in the usual round, with some answers changed."""
    questionnaire = recommended()
    said = SAID | {question.replace("_", "-"): words for question, words in changes.items()}
    assessment = assess(mission(questionnaire, sheets=[sheet(said)]), questionnaire)
    return find_lift(questionnaire.framework, assessment.scores.result, identity, level)


def names(one: Lift) -> list[list[str]]:
    return [[r.id for r in found.recommendations] for found in one.sets]


# The gates


def test_the_gates_of_the_way_are_all_that_are_unmet_or_unknown_up_to_the_level() -> None:
    gates = [(gate.question, gate.level, gate.low.value) for gate in lift("LAW-01", 5, LAW_01_Q1="partly").gates]
    assert gates == [("LAW-01-Q1", 3, "unmet"), ("LAW-01-Q2", 4, "unmet"), ("LAW-01-Q2", 5, "unmet")]


def test_a_gate_that_nobody_answered_is_on_the_way_too() -> None:
    assert [gate.low.value for gate in lift("USE-01", 3, USE_01_Q1="1").gates] == ["unmet", "unknown"]


# The sets


def test_two_recommendations_that_close_the_same_gate_are_two_ways_the_cheaper_first() -> None:
    assert names(lift("LAW-01", 4)) == [["LAW-01-R2"], ["LAW-01-R3"]]


def test_a_recommendation_turns_no_gate_above_the_level_that_it_leads_to() -> None:
    assert names(lift("LAW-01", 5)) == [["LAW-01-R3"]]


def test_no_set_holds_a_recommendation_that_it_could_spare() -> None:
    # R2 closes both questions to level 4, R3 the second to 5: R1 with R2 or R3 with R2 and R1 would hold one too many.
    assert names(lift("LAW-01", 4, LAW_01_Q1="partly")) == [["LAW-01-R2"], ["LAW-01-R1", "LAW-01-R3"]]


def test_of_two_sets_of_the_same_staff_time_the_one_of_the_lower_cost_class_comes_first() -> None:
    one = lift("LAW-02", 4, LAW_02_Q2="[import]")
    assert [(s.person_months, s.cost_class, s.effort) for s in one.sets] == [
        (Fraction(4), "low", 2),
        (Fraction(5), "none", 2),
    ]
    assert names(one) == [["LAW-02-R1", "LAW-02-R2"], ["LAW-02-R3"]]


def test_a_set_says_how_far_all_that_it_closes_would_lead() -> None:
    assert [found.reaches for found in lift("LAW-01", 4).sets] == [4, 5]


def test_what_must_be_done_first_stands_beside_a_set_with_what_it_costs() -> None:
    (cheapest, other) = lift("LAW-01", 4).sets
    assert [r.id for r in cheapest.first] == ["LAW-02-R1"]
    assert (cheapest.person_months, cheapest.person_months_in_all) == (Fraction(4), Fraction(6))
    # R3 stands above R2 in its own indicator, and R2 waits for LAW-02-R1.
    assert [r.id for r in other.first] == ["LAW-01-R2", "LAW-02-R1"]
    assert other.person_months_in_all == 9 + 4 + 2


def test_a_gate_that_no_recommendation_closes_leaves_no_set_and_is_named() -> None:
    one = lift("USE-01", 3, USE_01_Q1="1")
    assert one.sets == ()
    assert [gate.question for gate in one.unclosed] == ["USE-01-Q1", "USE-01-Q2"]


def test_a_search_that_was_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(minimal_sets, "MOST_STEPS", 3)
    assert lift("LAW-02", 4, LAW_02_Q2="[import]").cut
    monkeypatch.undo()
    assert not lift("LAW-02", 4, LAW_02_Q2="[import]").cut


# Laws


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=4, unique=True), min_size=1, max_size=6))
def test_the_sets_are_those_that_trying_all_would_find(gates: list[list[str]]) -> None:
    every = [frozenset(chosen) for size in range(1, 8) for chosen in combinations("abcdefg", size)]
    covers = [chosen for chosen in every if all(chosen.intersection(gate) for gate in gates)]
    smallest = {chosen for chosen in covers if not any(other < chosen for other in covers)}
    found, cut = minimal_covers(gates)
    assert (set(found), len(found), cut) == (smallest, len(smallest), False)


def test_on_the_example_each_set_leads_where_it_says_and_with_one_less_it_does_not() -> None:
    one = kestoria()
    lifts = find_lifts(one.questionnaire.framework, one.scores.result, one.targets)
    ways = [way for found in lifts for way in (found.following, found.to_target) if way is not None]
    assert len(ways) > 45
    for way in ways:
        for found in way.sets:
            done = [r.id for r in found.recommendations]
            assert _computed(one, done, way) == found.reaches >= way.level
            for spared in done:
                assert _computed(one, [r for r in done if r != spared], way) < way.level


def _computed(one: Assessment, done: list[str], way: Lift) -> int:
    then: Scores = project(one.mission, one.questionnaire, one.scores.result.answers, done)
    return then.indicators[way.indicator.id].computed or 0


def test_every_gate_of_the_example_has_a_recommendation() -> None:
    one = kestoria()
    lifts = find_lifts(one.questionnaire.framework, one.scores.result, one.targets)
    assert [found.indicator.id for found in lifts if found.following and not found.following.sets] == []


def test_the_command_gives_every_set_in_its_three_formats() -> None:
    every = [list(row) for row in set_rows(kestoria())]
    told = json.loads(rmdiag("gaps", EXAMPLE, "--sets", "--format", "json").stdout)
    assert [list(row.values()) for row in told] == every
    assert len(rmdiag("gaps", EXAMPLE, "--sets", "--format", "csv").stdout.splitlines()) == len(every) + 1
    assert rmdiag("gaps", EXAMPLE, "--sets", "--strict").returncode == 1


def test_a_row_for_every_set_stands_in_the_order_of_the_gaps() -> None:
    one = kestoria()
    rows = set_rows(one)
    order = [gap.indicator.id for gap in one.gaps if gap.gap]
    assert list(dict.fromkeys(row[0] for row in rows)) == order
    assert {len(row) for row in rows} == {len(SET_COLUMNS)}
