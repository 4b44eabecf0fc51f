"""The plan that is proposed for the example: each figure worked out again from the framework and the wish."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.projection import project
from rmdiag.assessment.proposal import Cause, Choice, Chooser, Clash, Conflict, Proposal, Why
from rmdiag.assessment.proposal_json import proposal_json
from rmdiag.assessment.proposal_make import later, propose
from rmdiag.assessment.proposal_raise import price_of_raise
from rmdiag.assessment.selection import greedy_choice
from rmdiag.assessment.selection_solver import exact_choice
from rmdiag.assessment.wish import Wish
from rmdiag.compendium.model import Framework, Recommendation
from rmdiag.opening import assessment_of

ROOT = Path(__file__).parent.parent
SCHEMA = Draft202012Validator(json.loads((ROOT / "rmdiag/schemas/proposal.schema.json").read_text("utf-8")))
FIRST_DAY = date(2027, 1, 1)
EXACT = Chooser(choice=Choice.EXACT, choose=exact_choice)
GREEDY = Chooser(choice=Choice.GREEDY, choose=greedy_choice)
COSTS = {"none": 0, "low": 150_000, "medium": 900_000, "high": 6_000_000}  # as the example's mission.yaml has them


@cache
def example() -> Assessment:
    return assessment_of(ROOT / "examples" / "kestoria-2026")


def proposed(wish: Wish, assessment: Assessment | None = None) -> Proposal:
    found = propose(assessment or example(), wish, EXACT)
    assert isinstance(found, Proposal)
    return found


def refused(wish: Wish, assessment: Assessment | None = None) -> Conflict:
    found = propose(assessment or example(), wish, EXACT)
    assert isinstance(found, Conflict)
    return found


def with_targets(levels: Mapping[str, int]) -> Assessment:
    """Assess the example with a target of its own for every indicator."""
    mission = example().mission
    every = dict.fromkeys(example().questionnaire.framework.indicators, 1) | dict(levels)
    return assess(replace(mission, targets=replace(mission.targets, overrides=every)), example().questionnaire)


def with_after(after: Mapping[str, tuple[str, ...]]) -> Assessment:
    """Assess the example under a framework in which recommendations wait for others than they do."""

    def changed(one: Recommendation) -> Recommendation:
        return replace(one, after=after.get(one.id, one.after))

    framework: Framework = example().questionnaire.framework
    dimensions = tuple(
        replace(
            d,
            indicators=tuple(
                replace(i, recommendations=tuple(changed(r) for r in i.recommendations)) for i in d.indicators
            ),
        )
        for d in framework.dimensions
    )
    questionnaire = replace(example().questionnaire, framework=replace(framework, dimensions=dimensions))
    return assess(example().mission, questionnaire)


def test_without_wishes_it_is_the_plan_of_the_report() -> None:
    steps = proposed(Wish(start=FIRST_DAY)).steps
    assert [(s.id, s.start, s.end, s.wave) for s in steps] == [
        (a.id, a.start, a.end, a.wave) for a in example().plan.actions
    ]


def test_priority_is_gap_by_criticality_by_impact_over_effort() -> None:
    for step in proposed(Wish(start=FIRST_DAY)).steps:
        assert step.firing is not None
        score = example().scores.result.indicators[step.indicator.id]
        assert score.point is not None
        gap = example().targets[step.indicator.id] - score.point
        recommendation = step.firing.recommendation
        weight = {"core": 3, "standard": 2, "advanced": 1}[step.indicator.criticality.value]
        effort = {"S": 1, "M": 2, "L": 3}[recommendation.effort.value]
        assert step.firing.priority == Fraction(gap * weight * recommendation.impact, effort)


def test_dates_count_from_the_first_day_and_steps_follow_each_other_without_a_gap() -> None:
    steps = {s.id: s for s in proposed(Wish(start=date(2027, 1, 31), capacity=Fraction(12))).steps}
    assert steps["TRT-03-R1"].start == 1
    assert steps["TRT-03-R1"].begins == date(2027, 2, 28)  # February has no 31st
    assert steps["TRT-03-R1"].ends == date(2027, 7, 30)
    assert steps["PER-02-R1"].begins == date(2027, 7, 31)


@given(st.dates(min_value=date(1980, 1, 1), max_value=date(2199, 12, 31)), st.integers(0, 900))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    found = later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and later(found, 0) == found and found.day >= 28)
    if found.day < day.day:
        assert (found.month, found.day) in {(2, 28), (2, 29), (4, 30), (6, 30), (9, 30), (11, 30)}


def test_costs_add_up_by_step_wave_and_class() -> None:
    proposal = proposed(Wish(start=FIRST_DAY))
    prices = {s.id: COSTS[s.firing.recommendation.cost_class] for s in proposal.steps if s.firing}
    assert {s.id: s.cost for s in proposal.steps} == prices
    assert proposal.cost == sum(prices.values()) == 3_000_000
    assert [o.cost for o in proposal.outcomes] == [sum(prices[i] for i in o.steps) for o in proposal.outcomes]
    assert sum(c.total or 0 for c in proposal.classes) == proposal.cost
    assert sum(c.count for c in proposal.classes) == len(proposal.steps)


def test_costs_that_nobody_gave_are_said_to_be_missing() -> None:
    mission = replace(example().mission, costs=(), currency=None)
    free = assess(mission, example().questionnaire)
    assert proposed(Wish(start=FIRST_DAY), free).cost is None
    assert refused(Wish(start=FIRST_DAY, budget=Fraction(1)), free).clash is Clash.NO_AMOUNT
    some = assess(replace(example().mission, costs=example().mission.costs[:2]), example().questionnaire)
    assert refused(Wish(start=FIRST_DAY, budget=Fraction(1)), some).classes == ("medium",)


def test_the_profile_after_each_wave_is_the_projection_of_all_steps_so_far() -> None:
    proposal = proposed(Wish(start=FIRST_DAY, capacity=Fraction(12)))
    done: set[str] = set()
    before = example().scores.result.overall.point
    for outcome in proposal.outcomes:
        done |= {s.id for s in proposal.steps if s.wave is outcome.wave}
        answers = example().scores.result.answers
        again = project(example().mission, example().questionnaire, answers, sorted(done))
        assert outcome.scores.overall == again.overall
        assert before is not None
        assert outcome.scores.overall.point is not None
        assert outcome.scores.overall.point >= before
        before = outcome.scores.overall.point
    assert done == {s.id for s in proposal.steps}
    assert proposal.remaining == ()  # the whole plan reaches every target


def test_what_must_be_done_comes_with_what_it_waits_for() -> None:
    assert "TEC-04-R1" not in {s.id for s in proposed(Wish(start=FIRST_DAY)).steps}
    steps = {s.id: s for s in proposed(Wish(start=FIRST_DAY, must=("TEC-04-R1",))).steps}
    assert steps["TEC-04-R1"].why is Why.MUST
    assert steps["TEC-04-R1"].waits_for
    assert all(steps[before].end <= steps["TEC-04-R1"].start for before in steps["TEC-04-R1"].waits_for)


def test_what_must_not_be_done_takes_with_it_all_that_waits_for_it() -> None:
    whole = proposed(Wish(start=FIRST_DAY)).steps
    waiting = {"TRT-03-R1"}
    while more := {s.id for s in whole if waiting & set(s.waits_for)} - waiting:
        waiting |= more
    proposal = proposed(Wish(start=FIRST_DAY, dropped=("TRT-03-R1",)))
    assert {s.id for s in proposal.steps} == {s.id for s in whole} - waiting
    assert {o.id for o in proposal.left_out} == waiting
    causes = {o.id: o.cause for o in proposal.left_out}
    assert causes.pop("TRT-03-R1") is Cause.NOT
    assert set(causes.values()) == {Cause.WAITS}
    assert {gap.indicator.id for gap in proposal.remaining} >= {"TRT-03", "PER-02"}


def test_a_wish_against_itself_is_answered_with_the_chain() -> None:
    conflict = refused(Wish(start=FIRST_DAY, must=("TRT-03-R2",), dropped=("TRT-03-R1",)))
    assert (conflict.clash, conflict.steps) == (Clash.MUST_AND_NOT, ("TRT-03-R2", "TRT-03-R1"))


def test_what_must_be_done_and_is_dearer_than_the_budget_is_answered_with_both_amounts() -> None:
    conflict = refused(Wish(start=FIRST_DAY, must=("TEC-02-R1",), budget=Fraction(899_999)))
    assert (conflict.clash, conflict.steps) == (Clash.OVER_BUDGET, ("TEC-02-R1",))
    assert conflict.asked == 900_000
    assert conflict.limit == 899_999


def test_steps_that_wait_for_each_other_are_named_with_their_path() -> None:
    conflict = refused(Wish(start=FIRST_DAY), with_after({"IDN-02-R1": ("ANA-01-R1",), "ANA-01-R1": ("IDN-02-R1",)}))
    assert conflict.clash is Clash.CIRCLE
    assert conflict.steps[0] == conflict.steps[-1]
    assert set(conflict.steps) == {"IDN-02-R1", "ANA-01-R1"}


def test_staff_for_fifty_years_is_no_plan() -> None:
    assert refused(Wish(start=FIRST_DAY, capacity=Fraction(1, 10))).clash is Clash.TOO_LITTLE_STAFF


def test_a_step_too_heavy_for_a_quarter_is_stretched_and_says_from_what() -> None:
    proposal = proposed(Wish(start=FIRST_DAY, capacity=Fraction(3)))
    steps = {s.id: s for s in proposal.steps}
    heavy = steps["TRT-03-R1"]  # 8 person-months in 5 months: 4.8 in a quarter
    assert (heavy.stretched_from, heavy.end - heavy.start) == (5, 8)
    assert max(proposal.quarters.values()) <= 3


def test_the_budget_buys_the_highest_sum_of_priorities() -> None:
    """Weigh every set of the steps that cost anything; the others are free and wait for none of these."""
    whole = {s.id: s for s in proposed(Wish(start=FIRST_DAY)).steps}
    budget = Fraction(1_050_000)
    dear = [s for s in whole.values() if s.cost]
    free = [s for s in whole.values() if not s.cost]
    best = Fraction(0)
    for size in range(len(dear) + 1):
        for some in combinations(dear, size):
            if sum(s.cost or 0 for s in some) > budget:
                continue
            chosen = {s.id for s in some}
            while more := {s.id for s in free if set(s.waits_for) <= chosen} - chosen:
                chosen |= more
            if all(set(whole[i].waits_for) <= chosen for i in chosen):
                best = max(best, sum((whole[i].firing.priority for i in chosen), Fraction(0)))  # type: ignore[union-attr] # all fire
    bought = proposed(Wish(start=FIRST_DAY, budget=budget))
    assert bought.cost is not None
    assert bought.cost <= budget
    assert sum((s.firing.priority for s in bought.steps if s.firing), Fraction(0)) == best
    assert {o.id for o in bought.left_out} == set(whole) - {s.id for s in bought.steps}


@settings(max_examples=15)
@given(
    st.integers(0, 4_000_000),
    st.one_of(st.none(), st.integers(2, 40).map(Fraction)),
    st.sets(st.sampled_from(sorted(a.id for a in example().plan.actions)), max_size=2),
)
def test_every_proposal_keeps_to_its_wish(budget: int, capacity: Fraction | None, dropped: set[str]) -> None:
    wish = Wish(start=FIRST_DAY, budget=Fraction(budget), capacity=capacity, dropped=tuple(sorted(dropped)))
    for chooser in (EXACT, GREEDY):
        proposal = propose(example(), wish, chooser)
        assert isinstance(proposal, Proposal)
        steps = {s.id: s for s in proposal.steps}
        assert proposal.choice is chooser.choice
        assert proposal.cost is not None
        assert proposal.cost <= budget
        assert not dropped & set(steps)
        assert all(steps[w].end <= s.start for s in steps.values() for w in s.waits_for)
        assert capacity is None or all(staff <= capacity for staff in proposal.quarters.values())
        SCHEMA.validate(proposal_json(proposal))


def test_nothing_to_plan_is_a_plan_of_no_steps() -> None:
    proposal = proposed(Wish(start=FIRST_DAY, capacity=Fraction(5), budget=Fraction(0)), with_targets({}))
    assert not proposal.steps
    assert not proposal.outcomes
    assert proposal.months == proposal.cost == 0


def test_what_is_not_assessed_is_found_out_first() -> None:
    rapid = assessment_of(ROOT / "examples" / "kestoria-2024-rapid")
    unknown = {g.indicator.id for g in rapid.gaps if g.find_out}
    assert unknown
    proposal = proposed(Wish(start=FIRST_DAY, capacity=Fraction(6)), rapid)
    SCHEMA.validate(proposal_json(proposal))
    steps = proposal.steps
    assert {s.indicator.id for s in steps if s.why is Why.FIND_OUT} == unknown


@pytest.mark.parametrize("dimension", ["PCA", "IDN"])
def test_one_more_level_costs_what_the_cheapest_of_all_sets_costs(dimension: str) -> None:
    """Project every set of the dimension's open recommendations as a whole, without the product's short cuts."""
    framework, result = example().questionnaire.framework, example().scores.result
    rising = [
        r.id
        for r in framework.recommendations.values()
        if framework.indicators[r.indicator].dimension == dimension
        and (result.indicators[r.indicator].point or 0) < r.below
    ]
    waits = {s.id: s.waits_for for s in proposed(Wish(start=FIRST_DAY, must=tuple(rising))).steps}
    before = result.dimensions[dimension].point
    assert before is not None
    prices = []
    for size in range(len(rising) + 1):
        for some in combinations(rising, size):
            done = set(some)
            while more := {w for i in done for w in waits[i]} - done:
                done |= more
            if not done & set(rising) <= set(some):
                continue  # not a set of its own
            after = project(example().mission, example().questionnaire, result.answers, sorted(done))
            point = after.dimensions[dimension].point
            if point is not None and point >= before + 1:
                recommendations = [framework.recommendations[i] for i in done]
                cost = sum(COSTS[r.cost_class] for r in recommendations)
                prices.append((Fraction(cost), sum((r.person_months for r in recommendations), Fraction(0))))
    found = price_of_raise(example(), dimension)
    assert found.exact
    assert (found.cost, found.person_months) == min(prices)


def test_a_level_that_cannot_be_had_says_how_far_it_goes() -> None:
    every = tuple(i for i in example().questionnaire.framework.recommendations if i.startswith("PCA"))
    found = price_of_raise(example(), "PCA", dropped=every)
    assert (found.steps, found.reached, found.wanted) == ((), found.before, (found.before or 0) + 1)


def test_what_must_be_done_for_an_unknown_indicator_waits_until_that_is_found_out() -> None:
    rapid = assessment_of(ROOT / "examples" / "kestoria-2024-rapid")
    unknown = next(g.indicator for g in rapid.gaps if g.find_out)
    wanted = unknown.recommendations[0].id
    steps = {s.id: s for s in proposed(Wish(start=FIRST_DAY, must=(wanted,)), rapid).steps}
    assert f"{unknown.id}-?" in steps[wanted].waits_for
    assert steps[f"{unknown.id}-?"].end <= steps[wanted].start


def test_the_same_wish_gives_the_same_bytes() -> None:
    wish = Wish(start=FIRST_DAY, budget=Fraction(1_000_000), capacity=Fraction(9), must=("PCA-02-R2",))
    assert json.dumps(proposal_json(proposed(wish))) == json.dumps(proposal_json(proposed(wish)))
