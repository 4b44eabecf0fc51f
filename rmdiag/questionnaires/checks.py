"""Check questions, sets and recommendations against each other: every level can be known, reached and worked towards.

The rules are those of docs/scoring.md, rule 3.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rmdiag.compendium.checks import Named, check_framework, check_repeats, find_cycles
from rmdiag.compendium.codes import CLOSES_NO_GATE, GATE_NOT_CLOSED, LEVEL_WITHOUT_GATE, UNKNOWN_ID
from rmdiag.compendium.model import Criticality, Indicator, Recommendation
from rmdiag.problems import Problems, Span, did_you_mean, listed, place_of
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.gate_checks import check_question
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionSet, QuestionType
from rmdiag.questionnaires.rule_checks import check_rules
from rmdiag.tongue import marked

_NO_WORDS = marked("it has none, so a question of yes and no, or of choices, must decide")


def check_questionnaire(questionnaire: Questionnaire, problems: Problems) -> None:
    """Note every problem that shows only when framework, questions and sets are read together."""
    for question in questionnaire.questions.values():
        check_question(question, questionnaire.framework, problems)
    if not questionnaire.whole:  # what is named may stand in the part that could not be read
        return
    for question in questionnaire.questions.values():
        _check_measured(questionnaire, question, problems)
        _check_control(questionnaire, question, problems)
    _check_control_cycles(questionnaire, problems)
    check_rules(questionnaire, problems)
    for indicator in questionnaire.framework.indicators.values():
        _check_gates(questionnaire, indicator, problems)
        for recommendation in indicator.recommendations:
            _check_closes(questionnaire, recommendation, problems)
    _check_all_closed(questionnaire, problems)
    for chosen in questionnaire.sets.values():
        if chosen.extension == questionnaire.extension:  # the questions of another extension are not at hand
            _check_set(questionnaire, chosen, problems)


def check_overlaid(questionnaire: Questionnaire, files: Collection[str], problems: Problems) -> None:
    """Check a framework with overlays as any other, and note what stands in the overlays' own files."""
    found = Problems()
    check_framework(questionnaire.framework, found)
    check_questionnaire(questionnaire, found)
    problems.extend(problem for problem in found if problem.span.file in files)


def answers_of(question: Question) -> tuple[str, ...]:
    """Give the answers that can decide whether another question applies; figures, dates and texts decide nothing."""
    if question.type is QuestionType.YES_PARTLY_NO:
        return ("yes", "partly", "no")
    if question.type in (QuestionType.CHOICE, QuestionType.MULTI):
        no = ("no",) if question.gates else ()
        return (*(option.id for option in question.options), *no)
    return ("no",) if question.gates else ()


def _check_measured(questionnaire: Questionnaire, question: Question, problems: Problems) -> None:
    """Note a lower-is-better figure without a gate that it is measured: zero would reward not looking."""
    if not question.lower_is_better or not question.thresholds:
        return
    level = question.thresholds[0][0]
    at = place_of(question, "measured_by")
    measure = questionnaire.questions.get(question.measured_by or "")
    if question.measured_by is not None and measure is None:
        near = did_you_mean(question.measured_by, questionnaire.questions)
        problems.add(codes.UNKNOWN_QUESTION, at, id=question.measured_by, near=near)
        return
    gates = () if measure is None or measure.indicator != question.indicator else measure.gates
    if measure is question or not any(gate <= level for gate in gates):
        problems.add(codes.NOT_MEASURED, at, id=question.id, indicator=question.indicator, level=level)


def _check_control(questionnaire: Questionnaire, question: Question, problems: Problems) -> None:
    condition = question.applies_when
    if condition is None:
        return
    controller = questionnaire.questions.get(condition.question)
    if controller is None:
        near = did_you_mean(condition.question, questionnaire.questions)
        problems.add(codes.UNKNOWN_QUESTION, condition, id=condition.question, near=near)
        return
    known = answers_of(controller)
    for word in condition.values:
        if word not in known:
            values = {"word": word, "id": controller.id, "near": did_you_mean(word, known)}
            problems.add(codes.UNKNOWN_CONTROL_VALUE, condition, **values, known=listed(known) or _NO_WORDS)


def _check_control_cycles(questionnaire: Questionnaire, problems: Problems) -> None:
    waits_for = {q.id: (q.applies_when.question,) for q in questionnaire.questions.values() if q.applies_when}
    for path in find_cycles(waits_for):
        last = questionnaire.questions[path[-2]]
        problems.add(codes.CONTROL_CYCLE, last.applies_when or last, path=" → ".join(path))


def _check_gates(questionnaire: Questionnaire, indicator: Indicator, problems: Problems) -> None:
    gated = {level for q in questionnaire.by_indicator[indicator.id] for level in q.gates}
    framework = questionnaire.framework
    first = framework.lowest + 1
    if not gated:
        problems.add(codes.NO_GATES, indicator, indicator=indicator.id)
        return
    if indicator.criticality is Criticality.CORE and first not in gated:
        problems.add(codes.CORE_WITHOUT_TWO, indicator, indicator=indicator.id, level=first)
        gated.add(first)
    for level in range(first, framework.top + 1):
        if level not in gated:
            problems.add(LEVEL_WITHOUT_GATE, indicator, indicator=indicator.id, level=level)


def _check_closes(questionnaire: Questionnaire, recommendation: Recommendation, problems: Problems) -> None:
    for identity in recommendation.closes:
        at = place_of(recommendation, "closes", identity)
        question = questionnaire.questions.get(identity)
        if question is None:
            near = did_you_mean(identity, questionnaire.questions)
            problems.add(codes.UNKNOWN_QUESTION, at, id=identity, near=near)
        elif not any(level <= recommendation.below for level in question.gates):
            values = {"id": recommendation.id, "question": identity, "level": recommendation.below}
            problems.add(CLOSES_NO_GATE, at, **values)


def _check_all_closed(questionnaire: Questionnaire, problems: Problems) -> None:
    """Every gate has a recommendation that turns it; a framework without any recommendation is let be."""
    highest: dict[str, int] = {}
    for recommendation in questionnaire.framework.recommendations.values():
        for identity in recommendation.closes:
            highest[identity] = max(recommendation.below, highest.get(identity, 0))
    if not questionnaire.framework.recommendations:
        return
    for question in questionnaire.questions.values():
        for level in question.gates:
            if highest.get(question.id, 0) < level <= questionnaire.framework.top:
                values = {"question": question.id, "indicator": question.indicator, "level": level}
                problems.add(GATE_NOT_CLOSED, _place_of_gate(question, level), **values)


def _place_of_gate(question: Question, level: int) -> Span:
    if question.thresholds:
        return place_of(question, "thresholds", str(level))
    option = next((o.id for o in question.options if o.level == level), None)
    if option is not None:
        return place_of(question, "options", option)
    return place_of(question, "partly_for" if level == question.partly_for else "needed_for")


def _check_set(questionnaire: Questionnaire, chosen: QuestionSet, problems: Problems) -> None:
    check_repeats(Named(chosen, "questions", chosen.questions), marked("question"), problems)
    for identity in chosen.questions:
        if identity not in questionnaire.questions:
            at, near = place_of(chosen, "questions", identity), did_you_mean(identity, questionnaire.questions)
            problems.add(codes.UNKNOWN_QUESTION, at, id=identity, near=near)
    asked = [questionnaire.questions[identity] for identity in chosen.questions if identity in questionnaire.questions]
    for question in asked:
        control = question.applies_when
        if (
            control is not None
            and control.question in questionnaire.questions
            and control.question not in chosen.questions
        ):
            at = place_of(chosen, "questions", question.id)
            problems.add(codes.CONTROL_OUTSIDE_SET, at, id=question.id, control=control.question)
    dimensions = {questionnaire.framework.indicators[q.indicator].dimension for q in _gating(questionnaire, asked)}
    named = [dimension.id for dimension in questionnaire.framework.dimensions]
    for identity in chosen.covers or ():
        if identity not in named:
            at, near = place_of(chosen, "covers", identity), did_you_mean(identity, named)
            problems.add(UNKNOWN_ID, at, id=identity, what=marked("dimension"), near=near)
    for identity in named if chosen.covers is None else chosen.covers:
        if identity in named and identity not in dimensions:
            problems.add(codes.DIMENSION_UNASKED, place_of(chosen, "questions"), dimension=identity)


def _gating(questionnaire: Questionnaire, questions: Iterable[Question]) -> Iterable[Question]:
    return (q for q in questions if q.gates and q.indicator in questionnaire.framework.indicators)
