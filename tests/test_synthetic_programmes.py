"""Synthetic programmes are what they say: the same for the same wish, and true in every number, also from a store."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.assessment.portfolio.kept import plain_change, plain_snapshot, text_of
from rmdiag.assessment.portfolio.late import Late
from rmdiag.assessment.portfolio.model import Change
from rmdiag.assessment.portfolio.status import status_of
from rmdiag.assessment.portfolio.store import open_store
from rmdiag.assessment.portfolio.synthetic import STUCK, TARGET, Synthetic, Wish, synthetic_programme

FEW = Wish(members=7, rounds=4, dimensions=3, indicators=11, actions=5)


@pytest.fixture(scope="module")
def few() -> Synthetic:
    return synthetic_programme(FEW)


def wishes() -> st.SearchStrategy[Wish]:
    return st.builds(
        Wish,
        members=st.integers(6, 9),
        rounds=st.integers(1, 5),
        dimensions=st.integers(1, 3),
        indicators=st.integers(4, 9),
        actions=st.integers(0, 4),
        seed=st.integers(0, 99),
    )


def texts(made: Synthetic) -> list[str]:
    rounds = [text_of(plain_snapshot(one.snapshot)) for one in made.arrivals]
    return rounds + [text_of(plain_change(change)) for one in made.arrivals for change in one.changes]


def test_the_same_wish_gives_the_same_programme_and_another_seed_another(few: Synthetic) -> None:
    assert texts(few) == texts(synthetic_programme(FEW))
    assert texts(few) != texts(synthetic_programme(Wish(members=7, rounds=4, dimensions=3, indicators=11, seed=1)))


@given(wishes())
def test_levels_stay_on_the_scale_and_a_change_is_what_its_rounds_say(wish: Wish) -> None:
    made = synthetic_programme(wish)
    portfolio = made.portfolio()
    for member, rounds in portfolio.rounds.items():
        seen = tuple(
            {identity: int(one.level.point or 0) for identity, one in kept.snapshot.indicators.items()}
            for kept in rounds
        )
        assert seen == made.truth.levels[member]
        assert {level for levels in seen for level in levels.values()} <= {1, 2, 3, 4, 5}
        by_name = {kept.snapshot.round: kept.snapshot for kept in rounds}
        for change in portfolio.changes[member]:
            old, new = by_name[change.old_round], by_name[change.new_round]
            pairs = [(change.overall, old.overall, new.overall)]
            pairs += [(moved, old.dimensions[one], new.dimensions[one]) for one, moved in change.dimensions.items()]
            for moved, before, after in pairs:
                assert (moved.old, moved.new) == (before.point, after.point)
                assert (moved.performance or 0) + (moved.information or 0) == moved.change


@given(wishes())
def test_the_commonest_gaps_are_those_that_were_planted(wish: Wish) -> None:
    made = synthetic_programme(wish)
    portfolio = made.portfolio()
    last = [portfolio.latest(member.id) for member in made.programme.members]
    counted = Counter(one.id for kept in last if kept for one in kept.indicators.values() if one.gap)
    assert {one: count for one, count in made.truth.gaps if count} == counted
    stuck = [*made.truth.levels["m000"][0]][:STUCK]
    assert [one for one, _ in made.truth.gaps[:STUCK]] == stuck
    assert made.truth.gaps[STUCK][1] < wish.members - STUCK + 1


def test_the_status_from_a_store_is_the_truth(few: Synthetic, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "kept.sqlite"), write=True) as store:
        store.add_all(few.programme.id, few.arrivals)
        portfolio = store.portfolio(few.programme)
        assert portfolio == few.portfolio()
    statuses = {one.member.id: one for one in status_of(portfolio, few.truth.day)}
    assert {member: one.delivery for member, one in statuses.items()} == few.truth.delivery
    for member, status in statuses.items():
        last, since = portfolio.latest(member), portfolio.since_baseline(member)
        assert (status.rounds, status.last) == (FEW.rounds, str(few.truth.day.year))
        assert last is not None
        assert since is not None
        practice, knowledge = few.truth.practice[member], few.truth.knowledge[member]
        assert {one: int(moved.performance or 0) for one, moved in since.indicators.items()} == practice
        assert {one: int(moved.information or 0) for one, moved in since.indicators.items()} == knowledge
        means = [
            Fraction(sum(practice[one] for one in its), len(its))
            for dimension in last.dimensions
            if (its := [one.id for one in last.indicators.values() if one.dimension == dimension])
        ]
        assert status.since is not None
        assert status.since.performance == sum(means) / len(means)


def test_the_logframe_is_reached_by_as_many_as_is_said(few: Synthetic) -> None:
    portfolio = few.portfolio()
    for promise in few.programme.logframe:
        last = [portfolio.latest(member.id) for member in few.programme.members]
        levels = [kept.indicators[promise.indicators[0]].level.point for kept in last if kept]
        assert few.truth.reached[promise.id] == sum(level is not None and level >= TARGET for level in levels)


def test_a_status_reads_only_the_rounds_that_it_tells_of(few: Synthetic) -> None:
    read: list[str] = []

    def noted(change: Change) -> Change:
        read.append(change.new_round)
        return change

    portfolio = few.portfolio()
    kept = {member: tuple(changes) for member, changes in portfolio.changes.items()}
    late = Late(kept, noted)
    assert read == []
    assert late["m000"][-1].new_round == "2020"
    assert read == ["2020"]
    assert late["m000"][-1] is late["m000"][len(kept["m000"]) - 1]
    assert read == ["2020"]
    assert late["m000"][1:3] == kept["m000"][1:3]
    assert (late == kept, late["m000"] == kept["m000"], late["m000"] == kept["m001"]) == (True, True, False)
