"""Check consistency rules: every side exists and can be compared with the other, so that the rule can be judged."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from rmdiag.compendium import codes as framework_codes
from rmdiag.compendium.model import Comparison, ConsistencyRule
from rmdiag.problems import Problems, Span, did_you_mean, listed, place_of
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionType
from rmdiag.tongue import marked

_FIGURES = (QuestionType.NUMBER, QuestionType.PERCENT)
_OF_FIGURES = ("<", "<=", "=", "!=", ">=", ">")
_OF_WORDS = ("=", "!=")
_OF_CHOICES = ("includes",)


def check_rules(questionnaire: Questionnaire, problems: Problems) -> None:
    """Note every problem of every rule."""
    for rule in questionnaire.framework.rules:
        _check_rule(_Rule(questionnaire, rule, problems))


class _Rule(NamedTuple):
    questionnaire: Questionnaire
    rule: ConsistencyRule
    problems: Problems


class _Side(NamedTuple):
    """One comparison of a rule and where it stands."""

    comparison: Comparison
    at: Span


def _check_rule(checked: _Rule) -> None:
    rule, problems = checked.rule, checked.problems
    kinds = (bool(rule.when and rule.then), bool(rule.adds_up), len(rule.agree) > 1)
    unread = any(key in rule.places and not side for key, side in (("if", rule.when), ("then", rule.then)))
    if sum(kinds) != 1 and not unread:  # what could not be read is noted already
        problems.add(framework_codes.RULE_SAYS_NOTHING, rule, id=rule.id)
    if rule.say is None:
        problems.add(framework_codes.RULE_UNSPOKEN, rule, id=rule.id)
    for name in rule.adds_up:
        if name not in checked.questionnaire.framework.metrics:
            _note_unknown(checked, name, place_of(rule, "adds_up", name))
    for name in rule.agree:
        _check_figure(checked, name, place_of(rule, "agree", name))
    for side in _sides(rule):
        _check_side(checked, side)


def _sides(rule: ConsistencyRule) -> Iterator[_Side]:
    for key, comparisons in (("if", rule.when), ("then", rule.then)):
        for comparison in comparisons:
            yield _Side(comparison, place_of(rule, key))


def _check_figure(checked: _Rule, name: str, at: Span) -> None:
    question = checked.questionnaire.questions.get(name)
    if question is not None and question.type not in _FIGURES:
        values = {"id": name, "type": question.type.value, "words": checked.rule.id}
        checked.problems.add(codes.NOT_COMPARABLE, at, **values, known=marked("figures"))
    elif question is None and name not in checked.questionnaire.framework.metrics:
        _note_unknown(checked, name, at)


def _check_side(checked: _Rule, side: _Side) -> None:
    framework, comparison = checked.questionnaire.framework, side.comparison
    question = checked.questionnaire.questions.get(comparison.left)
    if question is not None:
        _check_answer(checked, side, question)
    elif comparison.left in framework.indicators:
        levels = {str(level.level) for level in framework.levels}
        if str(comparison.right) not in levels:
            values = {"words": comparison.right, "low": framework.lowest, "high": framework.top}
            checked.problems.add(framework_codes.NO_LEVEL, side.at, **values)
    elif comparison.left not in framework.metrics:
        _note_unknown(checked, comparison.left, side.at)
    elif isinstance(comparison.right, str) and comparison.right not in framework.metrics:
        _note_unknown(checked, comparison.right, side.at)


def _check_answer(checked: _Rule, side: _Side, question: Question) -> None:
    """Compare an answer as what it is only: a figure with a figure, a word with its words, choices with one of them."""
    comparison, problems = side.comparison, checked.problems
    operators = _operators(question)
    if comparison.operator not in operators:
        values = {"id": question.id, "type": question.type.value, "words": comparison}
        problems.add(codes.NOT_COMPARABLE, side.at, **values, known=listed(operators))
        return
    known = _words(question)
    if question.type in _FIGURES:
        metric = str(comparison.right) in checked.questionnaire.framework.metrics
        if not isinstance(comparison.right, Fraction) and not metric:
            _note_unknown(checked, str(comparison.right), side.at)
    elif str(comparison.right) not in known:
        word = str(comparison.right)
        values = {"word": word, "id": question.id, "near": did_you_mean(word, known)}
        problems.add(codes.UNKNOWN_CONTROL_VALUE, side.at, **values, known=listed(known))


def _operators(question: Question) -> tuple[str, ...]:
    if question.type in _FIGURES:
        return _OF_FIGURES
    return _OF_CHOICES if question.type is QuestionType.MULTI else _OF_WORDS


def _words(question: Question) -> tuple[str, ...]:
    if question.type is QuestionType.YES_PARTLY_NO:
        return ("yes", "partly", "no")
    return (*(option.id for option in question.options), "no")


def _note_unknown(checked: _Rule, name: str, at: Span) -> None:
    framework = checked.questionnaire.framework
    near = did_you_mean(name, (*framework.indicators, *framework.metrics, *checked.questionnaire.questions))
    what = marked("indicator, metric or question")
    checked.problems.add(framework_codes.UNKNOWN_ID, at, id=name, what=what, near=near)
