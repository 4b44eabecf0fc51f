"""Lay extensions and overlays over a framework: a new value each time, the framework itself never changes.

An extension belongs to a deep question set and brings dimensions, or records, of its own. An overlay is a private file
of a mission: other words for levels, a country's own thresholds, members-only indicators. What either adds stands in
dimensions of its own, so that no dimension of the framework changes its meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeVar

from rmdiag.compendium.model import Framework, Parts
from rmdiag.problems import HasSpan, Places, Problems, Span, did_you_mean, place_of
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.model import Change, Overlay, Question, Questionnaire
from rmdiag.tongue import phrase

WITHIN_MONTHS, AT_LEAST = "within_months", "at_least"
_Written = TypeVar("_Written", bound=HasSpan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A threshold that an overlay sets: of a level, or of the test of a date or of a multi-choice."""

    question: str
    at: int | str
    value: Fraction
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """What one extension or overlay says."""

    id: str
    title: str
    extends: str
    edition: str | None
    reason: str = ""
    aliases: Mapping[int, str] = field(default_factory=dict)
    thresholds: tuple[Threshold, ...] = ()
    parts: Parts
    questions: tuple[Question, ...] = ()
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)


def add_extension(questionnaire: Questionnaire, extension: Addition, problems: Problems) -> Questionnaire:
    """Give the questionnaire with the dimensions and records of a deep set."""
    return replace(_added(questionnaire, extension, problems), extension=extension.id)


def add_overlay(questionnaire: Questionnaire, overlay: Addition, problems: Problems) -> Questionnaire:
    """Give the questionnaire as a mission's overlay wants it; the one before it stays at hand as its base.

    What an overlay asks is asked under every set.
    """
    added = _added(questionnaire, overlay, problems)
    questions = dict(added.questions)
    changes = tuple(_change(questions, threshold, problems) for threshold in overlay.thresholds)
    framework = _with_aliases(added.framework, overlay.aliases)
    laid = Overlay(
        id=overlay.id,
        title=overlay.title,
        reason=overlay.reason,
        file=overlay.span.file,
        aliases=bool(overlay.aliases),
        dimensions=tuple(dimension.id for dimension in overlay.parts.dimensions),
        changes=tuple(change for change in changes if change is not None),
    )
    base = questionnaire.base or questionnaire
    asked = tuple(question.id for question in overlay.questions)
    return replace(
        added,
        framework=framework,
        questions=questions,
        sets={key: replace(chosen, questions=(*chosen.questions, *asked)) for key, chosen in added.sets.items()},
        overlays=(*questionnaire.overlays, laid),
        base=base,
    )


def _change(questions: dict[str, Question], threshold: Threshold, problems: Problems) -> Change | None:
    """Set one threshold among the questions; one that is not there is a problem."""
    question = questions.get(threshold.question)
    if question is None:
        near = did_you_mean(threshold.question, questions)
        problems.add(codes.UNKNOWN_QUESTION, threshold, id=threshold.question, near=near)
        return None
    before = _value(question, threshold.at)
    if before is None:
        problems.add(codes.NO_SUCH_THRESHOLD, threshold, id=question.id, what=_what(threshold.at))
        return None
    questions[question.id] = _changed(question, threshold)
    return Change(question=question.id, at=threshold.at, before=before, after=threshold.value)


def _added(questionnaire: Questionnaire, addition: Addition, problems: Problems) -> Questionnaire:
    """Add dimensions, questions and what they name; what the framework has already is never replaced."""
    framework, parts = questionnaire.framework, addition.parts
    _check_base(framework, addition, problems)
    dimensions = {d.id: d for d in framework.dimensions}
    extended = replace(
        framework,
        dimensions=tuple(_beside(dimensions, ((d.id, d) for d in parts.dimensions), "dimension", problems).values()),
        sections={**parts.sections, **framework.sections},
        references={**parts.references, **framework.references},
        metrics=_beside(framework.metrics, parts.metrics.items(), "metric", problems),
        views=_beside(framework.views, parts.views.items(), "view", problems),
        rules=(*framework.rules, *parts.rules),
    )
    return replace(questionnaire, framework=extended, questions=_asked(questionnaire, addition, problems))


def _beside(
    there: Mapping[str, _Written], added: Iterable[tuple[str, _Written]], what: str, problems: Problems
) -> dict[str, _Written]:
    """Put what is added beside what is there; an id that is taken is a problem, and what was there first stays."""
    found = dict(there)
    for identity, one in added:
        if identity in found:
            problems.add(codes.ADDED_TWICE, one, id=identity, what=what, first=found[identity].span)
        found.setdefault(identity, one)
    return found


def _asked(questionnaire: Questionnaire, addition: Addition, problems: Problems) -> dict[str, Question]:
    """Add questions; of what is there already nothing more is asked, so that its levels go on meaning the same."""
    questions = dict(questionnaire.questions)
    for question in addition.questions:
        if question.id in questions:
            problems.add(codes.QUESTION_TWICE, question, id=question.id, first=questions[question.id].span)
        elif question.indicator in questionnaire.framework.indicators:
            problems.add(codes.ASKED_OF_FRAMEWORK, question, id=question.id, indicator=question.indicator)
        questions.setdefault(question.id, question)
    return questions


def _check_base(framework: Framework, addition: Addition, problems: Problems) -> None:
    named = (addition.extends, addition.edition or framework.edition)
    if named != (framework.id, framework.edition):
        at = place_of(addition, "extends" if addition.extends != framework.id else "edition")
        values = {"words": " ".join(named), "framework": framework.id, "edition": framework.edition}
        problems.add(codes.OTHER_BASE, at, **values)


def _with_aliases(framework: Framework, aliases: Mapping[int, str]) -> Framework:
    levels = tuple(replace(step, alias=aliases.get(step.level, step.alias)) for step in framework.levels)
    return replace(framework, levels=levels)


def _value(question: Question, at: int | str) -> Fraction | None:
    """Give the threshold that stands there now, None when there is none to change."""
    if at == WITHIN_MONTHS:
        return None if question.within_months is None else Fraction(question.within_months)
    if at == AT_LEAST:
        return None if question.at_least is None else Fraction(question.at_least)
    return next((value for level, value in question.thresholds if level == at), None)


def _changed(question: Question, threshold: Threshold) -> Question:
    at, value, places = threshold.at, threshold.value, _places(question, threshold)
    if at == WITHIN_MONTHS:
        return replace(question, within_months=int(value), places=places)
    if at == AT_LEAST:
        return replace(question, at_least=int(value), places=places)
    thresholds = tuple((level, value if level == at else before) for level, before in question.thresholds)
    return replace(question, thresholds=thresholds, places=places)


def _places(question: Question, threshold: Threshold) -> Places:
    """Say where a changed threshold stands; those of other levels are judged with it, so they stand there too."""
    at, span = threshold.at, threshold.span
    if not isinstance(at, int):
        return {**question.places, at: span}
    others = (f"thresholds {level}" for level, _ in question.thresholds)
    moved = {key: span for key in others if question.places.get(key, span).file != span.file}
    return {**question.places, **moved, "thresholds": span, f"thresholds {at}": span}


def _what(at: int | str) -> str:
    return phrase("threshold of level {level}", level=at) if isinstance(at, int) else f"`{at}`"
