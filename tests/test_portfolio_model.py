"""What a programme keeps of a round is what scoring gives, on base thresholds, and goes through JSON without a loss."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.assessment.portfolio.kept import NotKeptError, change_from, plain_change, plain_snapshot, snapshot_from
from rmdiag.assessment.portfolio.model import Audience, Change, Disclosure, Snapshot
from rmdiag.assessment.portfolio.snapshot import change_in, snapshot_of
from rmdiag.opening import assessment_of, mission_at

EXAMPLES = Path(__file__).parent.parent / "examples"
ROUNDS = ["kestoria-2026", "kestoria-2028", "saint-orel-2026", "tambare-2026", "valdoria-2028", "kestoria-2023-paper"]


@cache
def kept(name: str) -> Snapshot:
    return snapshot_of(*mission_at(EXAMPLES / name))


@cache
def change() -> Change:
    old, new = (RoundToCompare(mission=m, questionnaire=q) for m, q in map(mission_at, _paths()))
    return change_in(compare(old, new))


def _paths() -> tuple[Path, Path]:
    return EXAMPLES / "valdoria-2026", EXAMPLES / "valdoria-2028"


@pytest.mark.parametrize("name", ROUNDS)
def test_a_snapshot_goes_through_json_without_a_loss(name: str) -> None:
    assert snapshot_from(json.loads(json.dumps(plain_snapshot(kept(name))))) == kept(name)


def test_a_change_goes_through_json_without_a_loss() -> None:
    assert change_from(json.loads(json.dumps(plain_change(change())))) == change()


def test_a_snapshot_says_what_scoring_gives() -> None:
    assessment, snapshot = assessment_of(EXAMPLES / "kestoria-2026"), kept("kestoria-2026")
    result = assessment.scores.result
    assert snapshot.overall.point == result.overall.point
    assert {i: one.level.point for i, one in snapshot.indicators.items()} == {
        i: None if score.point is None else score.point for i, score in result.indicators.items()
    }
    assert {i: one.gap for i, one in snapshot.indicators.items() if one.state == "assessed"} == {
        gap.indicator.id: gap.gap for gap in assessment.gaps if gap.gap is not None
    }


def test_a_round_under_an_overlay_that_changes_scores_is_kept_on_base_thresholds() -> None:
    name = "tambare-2026"  # its overlay adds a dimension of its own
    base, snapshot = assessment_of(EXAMPLES / name).base, kept(name)
    assert base is not None
    assert snapshot.on_base
    assert snapshot.overall.point == base.result.overall.point
    assert set(snapshot.indicators) == set(base.result.indicators)


def test_performance_and_information_add_up_to_the_change() -> None:
    for moved in (change().overall, *change().indicators.values()):
        if moved.performance is not None and moved.information is not None:
            assert moved.performance + moved.information == moved.change


@pytest.mark.parametrize("plain", [{}, {"version": 2}, {"version": 1}, {"version": 1, "indicators": 3}])
def test_what_was_not_kept_by_us_is_refused(plain: dict[str, object]) -> None:
    for read in (snapshot_from, change_from):
        with pytest.raises(NotKeptError):
            read(plain)  # type: ignore[arg-type]  # what somebody else may have written


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        (Audience.TEAM, {"public", "programme", "private"}),
        (Audience.PROGRAMME, {"public", "programme"}),
        (Audience.PUBLIC, {"public"}),
    ],
)
def test_who_may_see_what(audience: Audience, seen: set[str]) -> None:
    assert {one.value for one in Disclosure if audience.may_see(one)} == seen
