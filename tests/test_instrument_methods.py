"""The methods and policies that a framework file can declare, beside those that published instruments need."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some
from instrument_sheets import answered, read

from rmdiag.assessment.instruments import score_instrument
from rmdiag.assessment.methods import mean_of
from rmdiag.assessment.results import State
from rmdiag.compendium.model import Framework
from rmdiag.problems import Problems
from rmdiag.questionnaires.leaves import read_leaf_answers
from rmdiag.source import Document

SMALL = """
format: rmdiag framework 1
id: small
title: A small instrument
edition: "1"
scales:
  - {id: mark, answers: {low: 1, mid: 2, high: 3}, left_out: [skip]}
leaves:
  - {scale: mark, ids: [a, b, c]}
nodes:
"""


def small(nodes: str) -> Framework:
    framework, problems = read(SMALL + nodes)
    assert [str(problem) for problem in problems] == []
    return framework


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("method: weighted_mean, of: [{id: a, weight: 2}, b, c]", Fraction(7, 4)),
        ("method: mean, of: [a, b, c]", Fraction(2)),
        ("method: sum, of: [{id: a, weight: 2}, b, c]", Fraction(7)),
        ("method: minimum, of: [a, b, c]", Fraction(1)),
        ("method: gated_levels, own: 2, of: [{id: c, level: 2}, {id: b, level: 4}, {id: a, level: 5}]", Fraction(4)),
        ("method: gated_levels, own: 2, start: 1, of: [{id: a, level: 2}, {id: c, level: 3}]", Fraction(1)),
        ("method: deductions, start: 10, of: [{id: a, weight: 4}, b]", Fraction(4)),
    ],
)
def test_every_method_gives_its_result(method: str, expected: Fraction) -> None:
    scores = answered(small(f"  - {{id: whole, {method}}}\n"), {"a": "low", "b": "mid", "c": "high"})
    assert scores["whole"].score == expected


def test_a_weakest_link_over_graded_nodes_takes_the_grade_that_is_reached() -> None:
    grades = "labels: {X: 1, Y: 2, Z: 3}"
    nodes = f"""
  - {{id: first, method: weakest_link_with_plus, {grades}, of: [a, b]}}
  - {{id: whole, method: weakest_link_with_plus, {grades}, of: [first, c]}}
"""
    assert answered(small(nodes), {"a": "low", "b": "mid", "c": "high"})["whole"].label == "X+"


def test_a_node_whose_parts_are_all_left_out_carries_their_word_upwards() -> None:
    nodes = """
  - {id: first, method: mean, of: [a, b]}
  - {id: whole, method: mean, of: [first, c]}
"""
    scores = answered(small(nodes), {"a": "skip", "b": "skip", "c": "high"})
    assert (scores["first"].label, scores["first"].state) == ("skip", State.NOT_APPLICABLE)
    assert scores["whole"].score == 3


def test_a_node_above_one_without_a_score_has_none_either() -> None:
    nodes = """
  - {id: first, method: mean, preconditions: {c: 3}, of: [a, b]}
  - {id: whole, method: mean, of: [first, c]}
"""
    scored = answered(small(nodes), {"a": "low", "b": "mid", "c": "mid"})["whole"]
    assert (scored.score, scored.low, scored.high) == (None, None, None)


@pytest.mark.parametrize(
    ("nodes", "code"),
    [
        ("  - {id: whole, method: mean, preconditions: {d: 1}, of: [a]}", "FRM013"),
        ("  - {id: whole, method: mean, of: [a, d]}", "FRM013"),
        ("  - {id: a, method: mean, of: [b, c]}", "FRM002"),
        ("  - {id: whole, method: gated_levels, of: [a]}", "FRM014"),
    ],
)
def test_a_node_that_cannot_be_scored_is_a_problem(nodes: str, code: str) -> None:
    _, problems = read(SMALL + nodes)
    assert [problem.code for problem in problems.errors] == [code]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        ("{answer: middling}", "RSP020"),
        ("{answer: low, not_applicable: Not done here}", "RSP002"),
        ("{answer: low, do_not_know: true}", "RSP002"),
        ("{not_applicable: }", "RSP003"),
    ],
)
def test_an_answer_that_cannot_be_read_is_a_problem_and_stays_unknown(answer: str, code: str) -> None:
    framework = small("  - {id: whole, method: mean, of: [a]}\n")
    problems = Problems()
    sheet = Document(name="sheet.yaml", text=f"responses:\n  a: {answer}\n")
    found = read_leaf_answers(sheet, framework.leaves, framework.id, problems)
    assert [problem.code for problem in problems] == [code]
    assert score_instrument(framework, found)["whole"].score is None


@given(some.lists(some.tuples(some.fractions(min_value="1/100", max_value=9), some.fractions(0, 5)), min_size=1))
def test_a_mean_over_one_denominator_is_the_exact_one(pairs: list[tuple[Fraction, Fraction]]) -> None:
    assert mean_of(pairs) == sum(weight * value for weight, value in pairs) / sum(weight for weight, _ in pairs)
