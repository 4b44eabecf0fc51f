"""The laws of SCORING 11 hold for any framework and any answers, and a count of all cases agrees with the engine."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from small_rounds import AS_OF, NOWHERE, REFUSAL, Round, answers_of, rounds, scores_of, sheet

from rmdiag.assessment.results import GroupScore, IndicatorScore, OverallScore, Scores, State
from rmdiag.compendium.model import Dimension
from rmdiag.compendium.read import read_framework
from rmdiag.files import read_folder
from rmdiag.problems import Problems
from rmdiag.questionnaires.gates import levels_met
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import (
    Answer,
    Confidence,
    Layer,
    Merged,
    Question,
    Questionnaire,
    QuestionType,
    Response,
    Sheet,
    Standing,
)
from rmdiag.questionnaires.read import read_questionnaire

PACKAGE = Path(__file__).parent.parent / "rmdiag"
Number = Fraction | int

thoroughly = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@pytest.fixture(params=range(6))
def random(request: pytest.FixtureRequest) -> Random:
    return Random(request.param)  # noqa: S311  # a sequence that repeats is wanted


def profiles(given_round: Round) -> tuple[Scores, Scores]:
    scores = scores_of(given_round)
    return scores.own, scores.result


def numbers(scores: Scores) -> Iterable[tuple[str, Number | None]]:
    """Give every low, point and high of a profile by name."""
    for name, score in results(scores):
        yield from ((f"{name} {side}", getattr(score, side)) for side in ("low", "point", "high"))


def results(scores: Scores) -> list[tuple[str, IndicatorScore | GroupScore | OverallScore]]:
    return [*scores.indicators.items(), *scores.dimensions.items(), ("overall", scores.overall)]


def free_questions(questionnaire: Questionnaire) -> list[Question]:
    """Give the gating questions on which the applicability of no other one depends."""
    controllers = {q.applies_when.question for q in questionnaire.questions.values() if q.applies_when is not None}
    return [q for q in questionnaire.questions.values() if q.gates and q.id not in controllers]


def said(question: Question, answer: Answer) -> Response:
    return Response(question=question.id, standing=Standing.ANSWERED, answer=answer, span=NOWHERE)


def with_sheets(given_round: Round, sheets: Iterable[Sheet]) -> Round:
    return replace(given_round, answers=replace(given_round.answers, sheets=tuple(sheets)))


def with_said(given_round: Round, place: int, response: Response) -> Round:
    """Let one sheet say something to one question."""
    sheets = list(given_round.answers.sheets)
    responses = {**sheets[place].responses, response.question: response}
    sheets[place] = replace(sheets[place], responses=responses)
    return with_sheets(given_round, sheets)


def assert_never_lower(worse: Round, better: Round) -> None:
    for low, high in zip(profiles(worse), profiles(better), strict=True):
        for (name, before), (_, after) in zip(numbers(low), numbers(high), strict=True):
            if before is not None and after is not None:
                assert after >= before, name


def assert_points_lie_in_their_intervals(scores: Scores) -> None:
    for _, score in results(scores):
        assert (score.low is None) is (score.high is None) is (not score.state.counts)
        if score.low is not None and score.high is not None:
            assert score.low <= score.high
        if score.point is not None:
            assert score.low is not None
            assert score.high is not None
            assert score.low <= score.point <= score.high


# (a) More gates met, never less


@thoroughly
@given(rounds(), st.data())
def test_the_answer_that_meets_more_gates_never_gives_less(given_round: Round, data: st.DataObject) -> None:
    questions = free_questions(given_round.questionnaire)
    assume(questions and given_round.answers.sheets)
    question = data.draw(st.sampled_from(questions))
    place = data.draw(st.integers(0, len(given_round.answers.sheets) - 1))
    one, other = data.draw(answers_of(question)), data.draw(answers_of(question))
    worse, better = sorted((one, other), key=lambda answer: len(levels_met(question, answer, AS_OF)))
    assert levels_met(question, worse, AS_OF) <= levels_met(question, better, AS_OF)
    first, second = (
        with_said(given_round, place, said(question, worse)),
        with_said(given_round, place, said(question, better)),
    )
    assert_never_lower(first, second)


# (b) A first answer narrows


@thoroughly
@given(rounds(), st.data())
def test_a_first_answer_never_widens_an_interval(given_round: Round, data: st.DataObject) -> None:
    questions = free_questions(given_round.questionnaire)
    assume(questions and given_round.answers.sheets)
    question = data.draw(st.sampled_from(questions))
    place = data.draw(st.integers(0, len(given_round.answers.sheets) - 1))
    silent = Response(question=question.id, standing=Standing.UNKNOWN, span=NOWHERE)
    before = replace(
        given_round,
        answers=Answers(
            sheets=tuple(
                replace(s, responses={**s.responses, question.id: silent}) for s in given_round.answers.sheets
            ),
            consensus=tuple(c for c in given_round.answers.consensus if c.question != question.id),
            as_of=AS_OF,
        ),
    )
    after = with_said(before, place, said(question, data.draw(answers_of(question))))
    for wide, narrow in zip(profiles(before), profiles(after), strict=True):
        for identity, indicator in wide.indicators.items():
            new = narrow.indicators[identity]
            if indicator.low is not None and indicator.high is not None:
                assert new.low is not None
                assert new.high is not None
                assert indicator.low <= new.low <= new.high <= indicator.high


# (c) Points and intervals


@thoroughly
@given(rounds(judged=True))
def test_points_lie_in_their_intervals(given_round: Round) -> None:
    for scores in profiles(given_round):
        assert_points_lie_in_their_intervals(scores)


# (d) Order, names and units


@thoroughly
@given(rounds(judged=True), st.data())
def test_the_order_of_sheets_and_agreements_changes_nothing(given_round: Round, data: st.DataObject) -> None:
    answers = given_round.answers
    sheets = data.draw(st.permutations(answers.sheets))
    consensus = data.draw(st.permutations(answers.consensus))
    shuffled = replace(answers, sheets=tuple(sheets), consensus=tuple(consensus))
    assert scores_of(replace(given_round, answers=shuffled)) == scores_of(given_round)


@thoroughly
@given(rounds(judged=True))
def test_the_names_of_sheets_change_no_number(given_round: Round) -> None:
    sheets = given_round.answers.sheets
    renamed = with_sheets(given_round, (replace(s, id=f"{9 - n}") for n, s in enumerate(sheets)))
    for one, other in zip(profiles(given_round), profiles(renamed), strict=True):
        assert {k: replace(i, reason=None) for k, i in one.indicators.items()} == {
            k: replace(i, reason=None) for k, i in other.indicators.items()
        }
        assert (one.dimensions, one.overall) == (other.dimensions, other.overall)


@thoroughly
@given(rounds(judged=True), st.fractions(min_value=Fraction(1, 50), max_value=50))
def test_a_common_factor_on_weights_changes_nothing(given_round: Round, factor: Fraction) -> None:
    def heavier(dimension: Dimension) -> Dimension:
        indicators = tuple(replace(i, weight=i.weight * factor) for i in dimension.indicators)
        return replace(dimension, weight=dimension.weight * factor, indicators=indicators)

    questionnaire = given_round.questionnaire
    framework = replace(questionnaire.framework, dimensions=tuple(map(heavier, questionnaire.framework.dimensions)))
    scaled = replace(given_round, questionnaire=replace(questionnaire, framework=framework))
    assert scores_of(scaled) == scores_of(given_round)


# An oracle of its own: count all cases


def plain_level(met: Mapping[str, frozenset[int]], questions: Sequence[Question]) -> int:
    """Give the highest gated level such that every gate at it and below is met; else 1: rule 4, not the engine."""
    gates = [(question.id, level) for question in questions for level in question.gates]
    levels = {level for _, level in gates}
    reached = [top for top in levels if all(level in met[q] for q, level in gates if level <= top)]
    return max(reached, default=1)


def possible(question: Question) -> list[frozenset[int]]:
    """Give what any answer could meet: the lowest gates, more and more of them."""
    return [frozenset(question.gates[:count]) for count in range(len(question.gates) + 1)]


def every_case(
    answers: Mapping[str, Merged], questions: Sequence[Question], side: str
) -> Iterable[dict[str, frozenset[int]]]:
    """Give every way in which the unknown questions can be answered, with the known ones at their low or their best."""
    choices = [[getattr(answers[q.id], side)] if answers[q.id].known else possible(q) for q in questions]
    for case in itertools.product(*choices):
        yield dict(zip((q.id for q in questions), case, strict=True))


def covered(question: Question, answers: Mapping[str, Merged], questions: Sequence[Question]) -> bool:
    """Whether a question is known, or changes the level under no answers to the other unknowns."""
    if answers[question.id].known:
        return True
    cases = every_case(answers, questions, "met_low")
    return all(
        len({plain_level({**case, question.id: met}, questions) for met in possible(question)}) == 1 for case in cases
    )


def assert_agrees_with_the_count(
    score: IndicatorScore, answers: Mapping[str, Merged], questions: Sequence[Question]
) -> None:
    lows = [plain_level(case, questions) for case in every_case(answers, questions, "met_low")]
    highs = [plain_level(case, questions) for case in every_case(answers, questions, "met_high")]
    assert (score.low, score.high) == (min(lows), max(highs))
    if score.state is State.ASSESSED:
        assert score.computed == min(lows)
        share = Fraction(sum(covered(q, answers, questions) for q in questions), len(questions))
        assert score.coverage == share


@thoroughly
@given(rounds())
def test_interval_and_coverage_agree_with_a_count_of_all_cases(given_round: Round) -> None:
    asked = given_round.questionnaire.in_set("asked")
    for scores in profiles(given_round):
        for identity, score in scores.indicators.items():
            left = [
                question
                for question in given_round.questionnaire.by_indicator[identity]
                if question.gates and question.id in asked
                if scores.answers[question.id].standing is not Standing.NOT_APPLICABLE
            ]
            if identity in given_round.not_applicable or not left:
                assert score.state in (State.NOT_APPLICABLE, State.OUT_OF_SCOPE)
                continue
            assert score.state is (
                State.ASSESSED if any(scores.answers[q.id].known for q in left) else State.NOT_ASSESSED
            )
            assert_agrees_with_the_count(score, scores.answers, left)


# The real framework


@cache
def real_questionnaire() -> Questionnaire | None:
    """Read the framework that comes with the package; None while its files are not sound."""
    problems = Problems()
    framework = read_framework(read_folder(PACKAGE / "compendium" / "crm-compendium", "framework", problems), problems)
    if framework is None:
        return None
    questions = read_folder(PACKAGE / "questionnaires" / "questions", "questions", problems)
    sets = read_folder(PACKAGE / "questionnaires" / "sets", "sets", problems)
    found = read_questionnaire(framework, questions.values(), sets.values(), problems)
    return None if problems.errors else found


def real_answer(question: Question, random: Random) -> Answer:
    """Give any legal answer to a question of the real framework."""
    if question.gates and random.random() < 1 / 8:
        return REFUSAL
    kind = question.type
    if kind in (QuestionType.NUMBER, QuestionType.PERCENT):
        figure = Fraction(random.randint(0, 1000), random.choice([1, 10, 100]))
        return Answer(value=figure, words=str(figure))
    if kind in (QuestionType.CHOICE, QuestionType.MULTI):
        options = [option.id for option in question.options if not option.none]
        chosen = tuple(random.sample(options, random.randint(1, len(options))))
        return Answer(value=chosen[0] if kind is QuestionType.CHOICE else chosen, words=", ".join(chosen))
    if kind is QuestionType.DATE:
        day = AS_OF.replace(year=AS_OF.year - random.randint(0, 6))
        return Answer(value=day, words=day.isoformat())
    word = random.choice(["yes", "partly", "no"])
    if kind is QuestionType.YES_PARTLY_NO:
        return Answer(value=word, words=word, no=word == "no")
    return Answer(value="A case", words="A case", met=word)


def real_response(question: Question, random: Random) -> Response:
    silent = Response(question=question.id, standing=Standing.UNKNOWN, span=NOWHERE)
    chance = random.random()
    if chance < 1 / 10:
        return silent
    if chance < 2 / 10:
        return replace(silent, standing=Standing.NOT_APPLICABLE, reason="There is no port")
    confidence = random.choice(list(Confidence))
    return replace(
        said(question, real_answer(question, random)), confidence=confidence, evidence=random.choice([(), ("E-01",)])
    )


def real_round(random: Random) -> Round:
    questionnaire = real_questionnaire()
    if questionnaire is None:
        pytest.skip("the framework does not read without errors: run `rmdiag check`")
    sheets = [
        sheet(
            f"{layer.value}-{number}",
            layer,
            {q.id: real_response(q, random) for q in questionnaire.questions.values() if random.random() < share},
        )
        for layer, number, share in ((Layer.SELF, 1, 1.0), (Layer.SELF, 2, 0.3), (Layer.MISSION, 1, 0.6))
    ]
    answers = Answers(sheets=tuple(sheets), as_of=AS_OF)
    return Round(questionnaire=questionnaire, answers=answers, not_applicable={})


def test_the_real_framework_keeps_points_in_their_intervals(random: Random) -> None:
    for scores in profiles(real_round(random)):
        assert_points_lie_in_their_intervals(scores)


def test_the_real_framework_never_rewards_an_answer_that_meets_fewer_gates(random: Random) -> None:
    given_round = real_round(random)
    question = random.choice(free_questions(given_round.questionnaire))
    answers = sorted(
        (real_answer(question, random) for _ in range(4)), key=lambda answer: len(levels_met(question, answer, AS_OF))
    )
    place = random.randrange(len(given_round.answers.sheets))
    first = with_said(given_round, place, said(question, answers[0]))
    assert_never_lower(first, with_said(given_round, place, said(question, answers[-1])))


def test_the_real_framework_agrees_with_a_count_of_all_cases(random: Random) -> None:
    given_round = real_round(random)
    for scores in profiles(given_round):
        for identity, score in scores.indicators.items():
            questions = given_round.questionnaire.by_indicator[identity]
            left = [q for q in questions if q.gates and scores.answers[q.id].standing is not Standing.NOT_APPLICABLE]
            if left:
                assert_agrees_with_the_count(score, scores.answers, left)
