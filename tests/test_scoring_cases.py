"""The cases of tests/conformance/scoring come out as their authors say: an expert can read and extend them."""

from __future__ import annotations

import pytest
from scoring_cases import PROFILES, Said, Written, all_cases, described, expected, scored

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_comes_out_as_it_says(case: Written) -> None:
    outcome = scored(case)
    for profile in PROFILES:
        wanted, found = expected(case, profile), described(outcome, profile)
        assert {key: _only(found[key], row) for key, row in wanted.items()} == wanted, profile
    scores = outcome.scores
    assert outcome.problems == case["expect"].get("problems", [])
    assert [judgement.indicator for judgement in scores.stale] == case["expect"].get("stale", [])
    assert sorted(scores.compared) == case["expect"].get("compared", sorted(scores.compared))


def _only(found: Said, wanted: Said) -> Said:
    return {key: found[key] for key in wanted}


def test_every_case_has_a_name_of_its_own_and_expects_something() -> None:
    names = [case["name"] for case in CASES]
    assert len(set(names)) == len(names)
    assert [case["name"] for case in CASES if not any(expected(case, profile) for profile in PROFILES)] == []


def test_every_rule_from_1_to_10_has_cases() -> None:
    assert {case["rule"] for case in CASES} >= {str(rule) for rule in range(1, 11)}
