"""The laws of a comparison: its parts add up, a round differs from itself in nothing, evidence alone is no progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st
from small_rounds import AS_OF, NOWHERE, Round, answers_to, rounds, sheet

from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Comparison, LevelChange, Verdict
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.assessment.mission import Mission, Targets
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Confidence, Layer, Questionnaire, Response, Standing


def mission_of(given_round: Round) -> RoundToCompare:
    mission = Mission(
        name="generated",
        administration="Kestoria Customs",
        country="QM",
        round="1",
        as_of=AS_OF,
        framework="small",
        edition="1",
        set="asked",
        targets=Targets(preset="none"),
        not_applicable=given_round.not_applicable,
        answers=given_round.answers,
        judgements=given_round.judgements,
        span=NOWHERE,
    )
    return RoundToCompare(mission=mission, questionnaire=given_round.questionnaire)


@st.composite
def two_rounds(draw: st.DrawFn) -> tuple[RoundToCompare, RoundToCompare]:
    """Draw two rounds with one questionnaire; what was judged belongs to either alone."""
    first = draw(rounds(judged=True))
    second = replace(first, answers=draw(answers_to(first.questionnaire.questions)), judgements=())
    return mission_of(first), mission_of(second)


def every_level(comparison: Comparison) -> tuple[LevelChange, ...]:
    return (comparison.overall, *comparison.dimensions, *comparison.indicators)


@given(two_rounds())
@settings(max_examples=150)
def test_performance_and_information_add_up_to_the_change(pair: tuple[RoundToCompare, RoundToCompare]) -> None:
    for level in every_level(compare(*pair)):
        if level.parts is not None:
            assert level.parts.performance + level.parts.information == level.change


@given(two_rounds())
@settings(max_examples=60)
def test_the_levels_are_those_that_either_round_was_given(pair: tuple[RoundToCompare, RoundToCompare]) -> None:
    there, back = compare(*pair), compare(pair[1], pair[0])
    for level in every_level(there):
        same = next(other for other in every_level(back) if other.id == level.id)
        assert (level.old, level.new) == (same.new, same.old)


@given(rounds(judged=True))
@settings(max_examples=60)
def test_a_round_differs_from_itself_in_nothing(one: Round) -> None:
    compared = compare(mission_of(one), mission_of(one))
    assert compared.counts.up == compared.counts.down == compared.counts.performance_up == 0
    for level in every_level(compared):
        assert level.verdict in (Verdict.SAME, Verdict.NOT_COMPARABLE)
        assert level.why == ()
        assert level.parts is None or level.parts.performance == level.parts.information == 0
    assert all(level.questions == () for level in compared.indicators)


@given(rounds())
@settings(max_examples=60)
def test_evidence_alone_never_moves_a_level(one: Round) -> None:
    sheets = tuple(
        replace(
            s, responses={q: replace(r, confidence=Confidence.DECLARED, evidence=()) for q, r in s.responses.items()}
        )
        for s in one.answers.sheets
    )
    declared = replace(one, answers=replace(one.answers, sheets=sheets))
    compared = compare(mission_of(declared), mission_of(one))
    assert all(level.change in (None, 0) for level in every_level(compared))
    seen = {why for level in compared.indicators for why in level.why}
    assert seen <= {Why.EVIDENCE_STRONGER}


def _alone(questionnaire: Questionnaire, said: Mapping[str, Response]) -> RoundToCompare:
    answers = Answers(sheets=(sheet("unit", Layer.SELF, said),), as_of=AS_OF)
    return mission_of(Round(questionnaire=questionnaire, answers=answers, not_applicable={}))


@given(st.data())
@settings(max_examples=100)
def test_one_sheet_that_answers_the_same_questions_twice_gives_performance_only(data: st.DataObject) -> None:
    questionnaire = data.draw(rounds()).questionnaire
    plain = {q.id: replace(q, applies_when=None) for q in questionnaire.questions.values()}
    questionnaire = replace(questionnaire, questions=plain)
    first, second = (data.draw(answers_to(plain)).sheets for _ in range(2))
    said = [
        {q: r for s in sheets for q, r in s.responses.items() if r.standing is Standing.ANSWERED}
        for sheets in (first, second)
    ]
    both = set(said[0]) & set(said[1])
    old, new = (_alone(questionnaire, {q: one[q] for q in sorted(both)}) for one in said)
    for level in every_level(compare(old, new)):
        if level.parts is not None:
            assert level.parts.information == Fraction(0)
            assert level.parts.performance == level.change
