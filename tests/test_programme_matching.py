"""Who can help whom: hosts that are two levels above and rose, near ones first; nobody is named who may not be."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from portfolios import EXAMPLE_ROUNDS, EXAMPLES, example_portfolio, member, portfolio, portfolios, snapshot

from rmdiag.assessment.gaps import target_levels
from rmdiag.assessment.portfolio.matching import ABOVE, HOSTS, Near, match, near_of
from rmdiag.assessment.portfolio.model import Audience, Disclosure, Member, Portfolio, Snapshot
from rmdiag.opening import assessment_of

PUBLIC, PRIVATE, PROGRAMME = Disclosure.PUBLIC, Disclosure.PRIVATE, Disclosure.PROGRAMME
RISEN = [snapshot({"SEL-01": 2}, "2026"), snapshot({"SEL-01": 4}, "2028")]
ALWAYS_HIGH = [snapshot({"SEL-01": 4}, "2026"), snapshot({"SEL-01": 4}, "2028")]
LOW = [snapshot({"SEL-01": 2}, "2028")]


def pairs(of: Portfolio, audience: Audience = Audience.TEAM) -> list[tuple[str, str]]:
    return [(visit.learner.id, visit.host.id) for visit in match(of, audience).visits]


def test_a_host_is_two_levels_above_and_was_lower_before() -> None:
    of = portfolio({member("learner"): LOW, member("risen"): RISEN, member("high"): ALWAYS_HIGH})
    (visit,) = match(of).visits
    (way,) = visit.ways
    assert (visit.learner.id, visit.host.id) == ("learner", "risen")
    assert (way.indicator, way.learner_level, way.host_was, way.host_level, way.since) == ("SEL-01", 2, 2, 4, "2026")
    assert way.performance == Fraction(2)


def test_one_level_above_is_not_enough() -> None:
    of = portfolio({member("learner"): [snapshot({"SEL-01": 2})], member("host"): [_at(2, "2026"), _at(3, "2028")]})
    assert pairs(of) == []


def test_a_rise_that_is_only_known_better_makes_no_host() -> None:
    of = portfolio({member("learner"): LOW, member("host"): RISEN})
    (change,) = of.changes["host"]
    known = {i: replace(one, performance=Fraction(0), information=one.change) for i, one in change.indicators.items()}
    assert pairs(of) == [("learner", "host")]
    assert pairs(replace(of, changes={"host": (replace(change, indicators=known),)})) == []


def test_a_rise_since_a_round_on_paper_makes_no_host() -> None:
    host = [replace(RISEN[0], on_paper=True), RISEN[1]]
    assert pairs(portfolio({member("learner"): LOW, member("host"): host})) == []


def _at(level: int, name: str) -> Snapshot:
    return snapshot({"SEL-01": level}, name)


def test_who_has_no_gap_needs_no_host() -> None:
    of = portfolio({member("learner"): [snapshot({"SEL-01": 2}, target=2)], member("host"): RISEN})
    assert pairs(of) == []


def test_the_nearest_host_comes_first_then_the_order_of_the_programme() -> None:
    learner = member("learner", "coast", ["fr"])
    hosts = [
        member("far-a", "inland", ["en"]),
        member("language", "inland", ["fr"]),
        member("region", "coast", ["en"]),
        member("both", "coast", ["en", "fr"]),
        member("far-b"),
    ]
    of = portfolio({**dict.fromkeys(hosts, RISEN), learner: LOW})
    assert [host for _, host in pairs(of)] == ["both", "region", "language"]  # to the first three
    (gap,) = match(of).gaps
    assert [host.id for host in gap.hosts] == ["both", "region", "language", "far-a", "far-b"]


@pytest.mark.parametrize(
    ("other", "near"),
    [
        (member("b", "coast", ["fr"]), Near.REGION_AND_LANGUAGE),
        (member("b", "coast", ["es"]), Near.REGION),
        (member("b", "inland", ["en"]), Near.LANGUAGE),
        (member("b"), Near.NEITHER),
    ],
)
def test_what_two_share(other: Member, near: Near) -> None:
    assert near_of(member("a", "coast", ["en", "fr"]), other) is near


@pytest.mark.parametrize(
    ("audience", "hosts"),
    [
        (Audience.TEAM, ["public", "programme", "private"]),
        (Audience.PROGRAMME, ["public", "programme"]),
        (Audience.PUBLIC, ["public"]),
    ],
)
def test_a_private_administration_is_a_host_for_the_team_alone(audience: Audience, hosts: list[str]) -> None:
    rounds = {member(one.value, disclosure=one): RISEN for one in (PUBLIC, PROGRAMME, PRIVATE)}
    of = portfolio({member("learner", disclosure=PUBLIC): LOW, **rounds})
    assert [host for _, host in pairs(of, audience)] == hosts


def test_three_of_a_region_that_share_a_gap_could_meet_and_two_could_not() -> None:
    learners = [member(f"l{n}", "coast", ["en"]) for n in range(3)]
    host = member("host", "inland", ["es"])
    (region, language) = match(portfolio({**dict.fromkeys(learners, LOW), host: RISEN})).workshops
    assert (region.kind, region.id, region.indicator) == ("region", "coast", "SEL-01")
    assert [one.id for one in region.learners] == ["l0", "l1", "l2"]
    assert [one.id for one in region.teachers] == ["host"]
    assert (language.kind, language.id) == ("language", "en")
    assert match(portfolio({**dict.fromkeys(learners[:2], LOW), host: RISEN})).workshops == ()


@settings(max_examples=60)
@given(portfolios(), st.sampled_from(Audience))
def test_hosts_are_those_that_plain_loops_find(of: Portfolio, audience: Audience) -> None:
    seen = [one for one in of.programme.members if audience.may_see(one.disclosure) and of.rounds[one.id]]
    wanted = set()
    for learner in seen:
        for host in seen:
            rounds = of.rounds[host.id]
            for identity, one in of.rounds[learner.id][-1].snapshot.indicators.items():
                low = one.level.point
                levels = [kept.snapshot.indicators[identity].level.point for kept in rounds]
                old, now = levels[0], levels[-1]
                if low is None or old is None or now is None or len(levels) < 2:
                    continue
                if low < one.target and now >= low + ABOVE and old < now:
                    wanted.add((learner.id, host.id, identity))
    matches = match(of, audience)
    assert {(g.learner.id, host.id, g.indicator) for g in matches.gaps for host in g.hosts} == wanted
    proposed = {(g.learner.id, host.id) for g in matches.gaps for host in g.hosts[:HOSTS]}
    visits = [(v.learner.id, v.host.id, way.indicator) for v in matches.visits for way in v.ways]
    assert sorted(visits) == sorted(one for one in wanted if one[:2] in proposed)


def test_gaps_of_the_examples_are_those_of_their_last_missions() -> None:
    wanted = set()
    for name, folders in EXAMPLE_ROUNDS.items():
        found = assessment_of(EXAMPLES / folders[-1])
        base = found.questionnaire.base or found.questionnaire
        targets = target_levels(base.framework, found.mission.targets)
        for identity, score in (found.base or found.scores).result.indicators.items():
            if score.point is not None and score.point < targets[identity]:
                wanted.add((name, identity, score.point))
    assert {(gap.learner.id, gap.indicator, gap.level) for gap in match(example_portfolio()).gaps} == wanted
