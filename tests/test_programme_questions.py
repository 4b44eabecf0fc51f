"""Every question to a programme is answered as its mission folders say, recomputed here by plain loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portfolios import (
    DONORS,
    EXAMPLE_ROUNDS,
    EXAMPLES,
    INDICATORS,
    LOGFRAME,
    REGIONS,
    example_portfolio,
    member,
    portfolio,
    portfolios,
    snapshot,
)

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_results import Comparison, LevelChange
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.assessment.gaps import target_levels
from rmdiag.assessment.plan_status import status_of
from rmdiag.assessment.portfolio.disclosure import Count
from rmdiag.assessment.portfolio.model import ActionFact, Audience, Portfolio
from rmdiag.assessment.portfolio.questions import movements, profiles, qualities, seen_on
from rmdiag.assessment.portfolio.questions_delivery import deliveries, delivery_tally, donor_of, donor_shares
from rmdiag.assessment.portfolio.questions_tallies import (
    OVERALL,
    blocking_tallies,
    gap_tallies,
    groups,
    logframe_counts,
    move_tallies,
    quality_tally,
)
from rmdiag.assessment.results import Scores
from rmdiag.opening import assessment_of

DAY = date(2029, 3, 1)
LAST = {name: rounds[-1] for name, rounds in EXAMPLE_ROUNDS.items()}
FIRST = {name: rounds[0] for name, rounds in EXAMPLE_ROUNDS.items()}
# The earliest round of each that asked all its questions, as the last one did; Saint Orel has none.
BASE = {"kestoria": "kestoria-2026", "valdoria": "valdoria-2026", "tambare": "tambare-2026"}
PLACES = {"kestoria": "coast", "valdoria": "coast", "tambare": "inland", "saint-orel": "coast"}
TONGUES = {"kestoria": "en fr", "valdoria": "es", "tambare": "fr", "saint-orel": "en"}


@cache
def assessed(folder: str) -> Assessment:
    return assessment_of(EXAMPLES / folder)


def scores(folder: str) -> Scores:
    """Give the result on the framework’s own thresholds."""
    found = assessed(folder)
    return (found.base or found.scores).result


def targets(folder: str) -> Mapping[str, int]:
    found = assessed(folder)
    return target_levels((found.questionnaire.base or found.questionnaire).framework, found.mission.targets)


@cache
def compared(name: str) -> Comparison:
    old, new = (assessed(folder) for folder in (BASE[name], LAST[name]))
    sides = [RoundToCompare(mission=one.mission, questionnaire=one.questionnaire) for one in (old, new)]
    return compare(sides[0], sides[1])


def exact(count: Count | None) -> int | None:
    return None if count is None else count.exact


def test_profiles_have_the_level_of_every_round() -> None:
    found = {p.member.id: [(one.round, one.overall.point) for one in p.rounds] for p in profiles(example_portfolio())}
    assert found == {
        name: [(assessed(folder).mission.round, scores(folder).overall.point) for folder in folders]
        for name, folders in EXAMPLE_ROUNDS.items()
    }


def test_profiles_have_every_dimension_and_indicator() -> None:
    for profile in profiles(example_portfolio()):
        for kept, folder in zip(profile.rounds, EXAMPLE_ROUNDS[profile.member.id], strict=True):
            result = scores(folder)
            assert {d: level.point for d, level in kept.dimensions.items()} == {
                d: score.point for d, score in result.dimensions.items()
            }
            assert {i: one.level.point for i, one in kept.indicators.items()} == {
                i: score.point for i, score in result.indicators.items()
            }


def test_change_is_that_of_comparing_the_last_folder_with_the_earliest_that_asked_all_its_questions() -> None:
    for movement in movements(example_portfolio()):
        change = movement.change
        if movement.member.id not in BASE:
            assert change is None
            continue
        told = compared(movement.member.id)
        assert change is not None
        assert (change.overall.old, change.overall.new) == (told.overall.old, told.overall.new)
        for level in (*told.indicators, *told.dimensions):
            moved = change.dimensions.get(level.id) or change.indicators[level.id]
            assert moved.change == level.change
            assert moved.performance == (None if level.parts is None else level.parts.performance)
            assert moved.information == (None if level.parts is None else level.parts.information)


def test_moves_are_counted_as_the_comparisons_say() -> None:
    found = {tally.node: tally for tally in move_tallies(example_portfolio())}
    for node, tally in found.items():
        every = [_level_of(name, node) for name in BASE]
        up = sum(one is not None and one.change is not None and one.change > 0 for one in every)
        down = sum(one is not None and one.change is not None and one.change < 0 for one in every)
        better = sum(one is not None and one.parts is not None and one.parts.performance > 0 for one in every)
        worse = sum(one is not None and one.parts is not None and one.parts.performance < 0 for one in every)
        assert (exact(tally.up), exact(tally.down)) == (up, down)
        assert (exact(tally.performance_up), exact(tally.performance_down)) == (better, worse)


def _level_of(name: str, node: str) -> LevelChange | None:
    told = compared(name)
    if node == OVERALL:
        return told.overall
    return next((one for one in (*told.dimensions, *told.indicators) if one.id == node), None)


def test_gaps_are_counted_as_the_missions_say_and_the_commonest_come_first() -> None:
    short: Counter[str] = Counter()
    far: Counter[str] = Counter()
    who: dict[str, list[str]] = {}
    for name, folder in LAST.items():
        for identity, score in scores(folder).indicators.items():
            gap = 0 if score.point is None else targets(folder)[identity] - score.point
            short[identity] += gap > 0
            far[identity] += gap >= 2
            who.setdefault(identity, []).extend([name] if gap > 0 else [])
    found = gap_tallies(example_portfolio())
    assert {t.indicator: exact(t.short) for t in found} == dict(short)
    assert {t.indicator: exact(t.far) for t in found} == dict(far)
    assert {t.indicator: list(t.members) for t in found} == who
    numbers = [exact(t.short) or 0 for t in found]
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] > numbers[-1]


def test_blocking_questions_are_those_whose_gates_hold_a_level_below_target() -> None:
    held: dict[str, list[str]] = {}
    for name, folder in LAST.items():
        questions: list[str] = []
        for identity, score in scores(folder).indicators.items():
            if score.point is not None and score.point < targets(folder)[identity]:
                questions += [gate.question for gate in score.blocking]
        for question in dict.fromkeys(questions):
            held.setdefault(question, []).append(name)
    found = blocking_tallies(example_portfolio())
    assert {t.question: list(t.members) for t in found} == held
    assert {t.question: exact(t.holds) for t in found} == {q: len(names) for q, names in held.items()}


def test_delivery_is_what_the_status_of_each_plan_says() -> None:
    found = {one.member.id: one.carried for one in deliveries(example_portfolio(), DAY)}
    for name, folder in LAST.items():
        mission = assessed(folder).mission
        status, carried = status_of(mission.adopted, DAY), found[name]
        assert carried.overdue == len(status.overdue)
        assert carried.dropped == status.counts["dropped"]
        declared, verified = status.by_number.declared, status.by_number.verified
        assert [carried.actions, carried.declared, carried.verified] == [status.by_number.total, declared, verified]
        if status.by_cost.total is not None:
            assert (carried.cost, carried.cost_verified) == (status.by_cost.total, status.by_cost.verified)
            assert carried.without_cost == 0
        if status.by_staff.total is not None:
            assert carried.person_months == status.by_staff.total


def test_currencies_are_never_added_together() -> None:
    sums = dict(delivery_tally(example_portfolio(), DAY).totals)
    assert set(sums) == {assessed(folder).mission.currency for folder in LAST.values()}
    for folder in LAST.values():
        mission = assessed(folder).mission
        costs = [action.cost for action in mission.adopted if action.status != "dropped" and action.cost is not None]
        assert sums[mission.currency].cost == sum(costs)


def test_what_is_said_of_donors_adds_up_to_all_actions() -> None:
    shares = donor_shares(example_portfolio(), DAY)
    every = [action for folder in LAST.values() for action in assessed(folder).mission.adopted]
    assert sum(share.carried.actions + share.carried.dropped for share in shares) == len(every)
    paid = [action for action in every if action.funding is not None and "State budget" in action.funding]
    state = [share for share in shares if share.donor == "state"]
    assert sum(share.carried.actions + share.carried.dropped for share in state) == len(paid) > 0


@pytest.mark.parametrize(
    ("words", "donor"),
    [
        ("state", "state"),
        ("State budget", "state"),
        ("STATE  BUDGET 2027", "state"),
        ("From the Trade Fund, second phase", "fund"),
        ("State budget and Trade Fund", None),  # which of the two is not said
        ("Trade Funding", None),
        ("The state pays", None),  # an id is only an id when it stands alone
        ("Budget of the State", None),
        ("", None),
        (None, None),
    ],
)
def test_a_donor_is_named_by_id_or_title_and_never_guessed(words: str | None, donor: str | None) -> None:
    assert donor_of(words, DONORS) == donor


def test_quality_is_what_each_mission_says() -> None:
    for one in qualities(example_portfolio(), DAY):
        folder = LAST[one.member.id]
        result = scores(folder)
        counts = result.overall.confidence
        total = counts.verified + counts.corroborated + counts.declared + counts.none
        assert one.coverage == result.overall.coverage
        assert one.confidence["verified"] == Fraction(counts.verified, total)
        assert one.indicative_indicators == sum(
            score.indicative for score in result.indicators.values() if score.point is not None
        )
        assert one.age == DAY.toordinal() - assessed(folder).mission.as_of.toordinal()


def test_quality_is_counted() -> None:
    every = [scores(folder).overall for folder in LAST.values()]
    tally = quality_tally(example_portfolio(), DAY)
    assert exact(tally.covered) == sum(one.coverage >= Fraction(4, 5) for one in every)
    assert exact(tally.indicative) == sum(one.indicative for one in every)
    assert exact(tally.not_compared) == 1  # Saint Orel began with a rapid round


def test_groups_have_the_median_and_the_range_of_their_members() -> None:
    found = {(group.kind, group.id): group for group in groups(example_portfolio())}
    wanted = {("whole", "examples"): list(LAST)}
    wanted |= {("region", r): [n for n in LAST if PLACES[n] == r] for r in ("coast", "inland")}
    wanted |= {("language", t): [n for n in LAST if t in TONGUES[n].split()] for t in ("en", "es", "fr")}
    assert {key: list(group.members) for key, group in found.items()} == wanted
    for key, names in wanted.items():
        for node in ("overall", "GOV", "SEL"):
            levels = sorted(point for name in names if (point := _point(name, node)) is not None)
            spread = found[key].spreads.get(node)
            if spread is None:
                assert not levels
                continue
            middle = (levels[(len(levels) - 1) // 2] + levels[len(levels) // 2]) / 2
            assert (spread.median, spread.lowest, spread.highest) == (middle, levels[0], levels[-1])


def _point(name: str, node: str) -> Fraction | None:
    result = scores(LAST[name])
    if node == "overall":
        return result.overall.point
    return result.dimensions[node].point if node in result.dimensions else None


def test_the_logframe_counts_who_has_reached_all_its_indicators_in_the_first_and_in_the_last_round() -> None:
    for count in logframe_counts(example_portfolio()):
        reached = {
            folder
            for folder in (*FIRST.values(), *LAST.values())
            if all(_reached(folder, identity, count.asked.at_least) for identity in count.asked.indicators)
        }
        assert exact(count.first) == sum(folder in reached for folder in FIRST.values())
        assert exact(count.now) == sum(folder in reached for folder in LAST.values())
        assert count.members == tuple(name for name, folder in LAST.items() if folder in reached)


def _reached(folder: str, identity: str, level: int) -> bool:
    score = scores(folder).indicators.get(identity)
    return score is not None and score.point is not None and score.point >= level


def test_a_target_of_the_logframe_is_met_or_not() -> None:
    asked = LOGFRAME[0]  # four administrations
    for number, met in [(3, False), (4, True), (5, True)]:
        rounds = {member(f"m{n}"): [snapshot(dict.fromkeys(INDICATORS, 3))] for n in range(number)}
        assert logframe_counts(portfolio(rounds))[0].met is met
    assert asked.target == 4


def test_a_programme_seen_on_an_earlier_day_has_only_the_rounds_until_then() -> None:
    seen = seen_on(example_portfolio(), date(2027, 1, 1))
    assert {p.member.id: [one.round for one in p.rounds] for p in profiles(seen)} == {
        "kestoria": ["2024 rapid", "2026"],
        "valdoria": ["2026"],
        "tambare": ["2026"],
        "saint-orel": ["2026 rapid"],
    }
    assert seen_on(example_portfolio(), DAY) is example_portfolio()


@settings(max_examples=60)
@given(portfolios())
def test_administrations_stand_in_the_order_of_the_programme_whatever_their_levels(of: Portfolio) -> None:
    order = [one.id for one in of.programme.members]
    for found in (profiles(of), movements(of), qualities(of, DAY), deliveries(of, DAY)):
        places = [order.index(one.member.id) for one in found]
        assert places == sorted(places)


@settings(max_examples=60)
@given(portfolios(), st.sampled_from(Audience))
def test_what_others_are_told_holds_the_number_that_the_team_is_told(of: Portfolio, audience: Audience) -> None:
    team = {tally.indicator: tally for tally in gap_tallies(of)}
    for tally in gap_tallies(of, audience):
        number = exact(team[tally.indicator].short)
        assert number is not None
        assert tally.short is None or tally.short.low <= number <= tally.short.high
        assert set(tally.members) <= set(team[tally.indicator].members)


@settings(max_examples=60)
@given(portfolios(fewest=5), st.sampled_from(Audience))
def test_the_median_lies_where_the_bands_say(of: Portfolio, audience: Audience) -> None:
    team = {(g.kind, g.id): g.spreads for g in groups(of)}
    for group in groups(of, audience):
        for node, spread in group.spreads.items():
            median = team[group.kind, group.id][node].median
            if spread.median_from is not None:
                assert median is not None
                assert median >= spread.median_from
            if spread.median_below is not None:
                assert median is not None
                assert median < spread.median_below


@settings(max_examples=60)
@given(portfolios())
def test_regions_and_those_without_one_are_the_whole(of: Portfolio) -> None:
    found = groups(of)
    without = {m.id for m in of.programme.members if m.region is None and of.rounds[m.id]}
    regions = [one for group in found if group.kind == "region" for one in group.members]
    whole = [one for group in found if group.kind == "whole" for one in group.members]
    assert sorted([*regions, *without]) == sorted(whole)
    assert {group.id for group in found if group.kind == "region"} <= {region.id for region in REGIONS}


def test_an_action_is_overdue_the_day_after_its_last_one() -> None:
    action = ActionFact(id="A1", status="started", end=date(2027, 5, 31))
    of = portfolio({member("m1"): [snapshot(dict.fromkeys(INDICATORS, 2), actions=[action])]})
    assert [one.carried.overdue for one in deliveries(of, date(2027, 5, 31))] == [0]
    assert [one.carried.overdue for one in deliveries(of, date(2027, 6, 1))] == [1]
