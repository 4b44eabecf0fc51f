"""Show a framework as readable text: descriptors, questions with their gates, recommendations, counts."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

from rmdiag.assessment.explain import needed_words
from rmdiag.compendium.model import Indicator
from rmdiag.questionnaires.model import Question, Questionnaire
from rmdiag.screens.explanations import WIDTH


def framework_summary(questionnaire: Questionnaire) -> str:
    """Count what a framework holds, per dimension and in all."""
    framework = questionnaire.framework
    lines = [
        f"{framework.title} ({framework.id}), edition {framework.edition}",
        *(f"  {d.id}  {d.title}: {_counts(questionnaire, d.indicators)}" for d in framework.dimensions),
        f"  In all {len(framework.dimensions)} dimensions, {_counts(questionnaire, framework.indicators.values())}",
        f"  {len(framework.metrics)} metrics, {len(framework.rules)} rules, {len(framework.references)} references",
    ]
    if framework.nodes:
        lines.append(f"  {len(framework.nodes)} nodes over {len(framework.leaves)} leaves")
    return "\n".join(lines)


def framework_text(questionnaire: Questionnaire, identity: str | None) -> str | None:
    """Write a framework, one of its dimensions or one indicator as readable text; None when there is no such id."""
    framework = questionnaire.framework
    indicators = [i for i in framework.indicators.values() if identity in (None, i.id, i.dimension)]
    if not indicators:
        return framework_summary(questionnaire) if identity is None else None
    return "\n\n".join(_indicator_text(questionnaire, indicator) for indicator in indicators)


def _counts(questionnaire: Questionnaire, indicators: Iterable[Indicator]) -> str:
    every = list(indicators)
    questions = [q for i in every for q in questionnaire.by_indicator.get(i.id, ())]
    gates = sum(len(q.gates) for q in questions)
    recommendations = sum(len(i.recommendations) for i in every)
    return f"{len(every)} indicators, {len(questions)} questions, {gates} gates, {recommendations} recommendations"


def _indicator_text(questionnaire: Questionnaire, indicator: Indicator) -> str:
    lines = [f"{indicator.id}  {indicator.title}  ({indicator.criticality.value})", _wrapped(indicator.assesses, 2)]
    names = {level.level: level.name for level in questionnaire.framework.levels}
    lines += [_wrapped(f"{level} {names.get(level, '')}: {text}", 2) for level, text in indicator.descriptors]
    lines += [_question_text(question) for question in questionnaire.by_indicator[indicator.id]]
    lines += [
        _wrapped(
            f"{r.id}  below {r.below}, {r.horizon.value.replace('_', ' ')}, effort {r.effort.value}: {r.action}", 2
        )
        for r in indicator.recommendations
    ]
    return "\n".join(lines)


def _question_text(question: Question) -> str:
    needs = needed_words(question)
    return "\n".join(
        [_wrapped(f"{question.id}  {question.text}", 2), *([_wrapped(f"Gates: {needs}", 6)] if needs else [])]
    )


def _wrapped(text: str, indent: int) -> str:
    return fill(text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * (indent + 4))
