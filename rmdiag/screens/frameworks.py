"""List what comes with rmdiag, and count what a framework, its sets and its deep sets hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rmdiag.compendium.model import PERSON, Framework, Indicator
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionSet
from rmdiag.tongue import heads, marked, phrase

LIST_COLUMNS = heads("id", "kind", "edition", "title", "holds")
SUMMARY_COLUMNS = heads("kind", "id", "title", "indicators", "questions", "gates", "recommendations", "rules")


_OF_SUBJECT = {
    "administration": marked("framework of administrations"),
    PERSON: marked("framework of persons"),
}


class Shelf(NamedTuple):
    """A framework, and once more with what each of its deep sets brings."""

    base: Questionnaire
    extended: tuple[Questionnaire, ...] = ()


def list_rows(shelf: Shelf) -> Iterable[Sequence[str]]:
    """Give a framework and its deep sets' extensions as rows under LIST_COLUMNS."""
    framework = shelf.base.framework
    holds = phrase(
        "{indicators} indicators, {questions} questions; sets: {sets}",
        indicators=len(framework.indicators),
        questions=len(shelf.base.questions),
        sets=", ".join(shelf.base.sets),
    )
    yield (
        framework.id,
        phrase(_OF_SUBJECT[framework.subject]),
        framework.edition,
        framework.title,
        holds,
    )
    for one in shelf.extended:
        chosen = next(s for s in shelf.base.sets.values() if s.extension == one.extension)
        questions = len(one.questions) - len(shelf.base.questions)
        brought = len(one.framework.indicators) - len(framework.indicators)
        holds = (
            phrase("{brought} indicators, {questions} questions of its own", brought=brought, questions=questions)
            if brought
            else phrase("{questions} records", questions=questions)
        )
        yield (
            chosen.id,
            phrase("deep set of {framework}", framework=framework.id),
            framework.edition,
            chosen.title,
            holds,
        )


def summary_rows(shelf: Shelf) -> Iterable[Sequence[str]]:
    """Count what a framework holds, by dimension, set, deep set and view, as rows under SUMMARY_COLUMNS."""
    base = shelf.base
    framework = base.framework
    for dimension in framework.dimensions:
        counts = _counts(base, dimension.indicators)
        yield ("dimension", dimension.id, dimension.title, *counts, _rules(base, (dimension.id,)))
    for chosen in base.sets.values():
        yield _of_set(_holder(shelf, chosen), chosen)
    for one in shelf.extended:
        known = {d.id for d in framework.dimensions}
        for dimension in (d for d in one.framework.dimensions if d.id not in known):
            counts = _counts(one, dimension.indicators)
            yield (f"in {one.extension}", dimension.id, dimension.title, *counts, _rules(one, (dimension.id,)))
    for view in framework.views.values():
        held = [i for i in framework.indicators.values() if any(group.holds(i) for group in view.groups)]
        yield ("view", view.id, view.title, *_counts(base, held), "")
    yield (
        "all",
        framework.id,
        framework.title,
        *_counts(base, framework.indicators.values()),
        str(len(framework.rules)),
    )


def summary_text(shelf: Shelf) -> str:
    """Write the counts so that they stand under each other on 80 columns."""
    framework = shelf.base.framework
    first = phrase(
        "{title} ({framework}), edition {edition}",
        title=framework.title,
        framework=framework.id,
        edition=framework.edition,
    )
    if framework.nodes:
        return phrase(
            "{framework}\n  {nodes} nodes over {leaves} leaves",
            framework=first,
            nodes=len(framework.nodes),
            leaves=len(framework.leaves),
        )
    lines = [first]
    last = ""
    for kind, identity, _, *counts in summary_rows(shelf):
        if kind.startswith("in "):
            lines += [] if kind == last else ["", phrase("Brought by the set {set}", set=kind[3:])]
        elif kind != last:
            lines += ["", f"{phrase(_HEADINGS[kind]):<{_NAME}}{_heads()}"]
        figures = "".join(f"{count:>{width}}" for count, (_, width) in zip(counts, _WIDTHS, strict=True))
        lines.append(f"{_name(shelf, kind, identity):<{_NAME}}{figures}".rstrip())
        last = kind
    return "\n".join([*lines, "", _totals(framework)])


def _totals(framework: Framework) -> str:
    return phrase(
        "{metrics} metrics, {references} references, {sections} sections, {rules} rules ({spoken} with words to say)",
        metrics=len(framework.metrics),
        references=len(framework.references),
        sections=len(framework.sections),
        rules=len(framework.rules),
        spoken=sum(rule.say is not None for rule in framework.rules),
    )


def _name(shelf: Shelf, kind: str, identity: str) -> str:
    """Name a row within its column: a dimension by its short name, a view with the number of its groups."""
    if kind == "view":
        return phrase(
            "{view}, {number} groups",
            view=identity,
            number=len(shelf.base.framework.views[identity].groups),
        )
    shorts = {d.id: d.short for one in (shelf.base, *shelf.extended) for d in one.framework.dimensions}
    return f"{identity}  {shorts[identity]}" if identity in shorts else identity


_NAME = 36
_WIDTHS = (
    (marked("indicators"), 11),
    (marked("questions"), 10),
    (marked("gates"), 7),
    (marked("advice"), 8),
    (marked("rules"), 8),
)
_HEADINGS = {
    "dimension": marked("Dimension"),
    "set": marked("Question set"),
    "view": marked("View"),
    "all": marked("Framework"),
}


def _heads() -> str:
    return "".join(f"{phrase(name):>{width}}" for name, width in _WIDTHS)


def _holder(shelf: Shelf, chosen: QuestionSet) -> Questionnaire:
    """Give the questionnaire in which all questions of a set are at hand."""
    return next((one for one in shelf.extended if one.extension == chosen.extension), shelf.base)


def _of_set(questionnaire: Questionnaire, chosen: QuestionSet) -> Sequence[str]:
    asked = [questionnaire.questions[i] for i in chosen.questions if i in questionnaire.questions]
    touched = {question.indicator for question in asked if question.gates}
    advice = sum(len(questionnaire.framework.indicators[i].recommendations) for i in touched)
    counts = (str(len(touched)), str(len(asked)), str(_gates(asked)), str(advice))
    return ("set", chosen.id, chosen.title, *counts, "")


def _counts(questionnaire: Questionnaire, indicators: Iterable[Indicator]) -> tuple[str, str, str, str]:
    every = list(indicators)
    questions = [q for i in every for q in questionnaire.by_indicator.get(i.id, ())]
    recommendations = sum(len(i.recommendations) for i in every)
    return (str(len(every)), str(len(questions)), str(_gates(questions)), str(recommendations))


def _gates(questions: Iterable[Question]) -> int:
    return sum(len(question.gates) for question in questions)


def _rules(questionnaire: Questionnaire, dimensions: Sequence[str]) -> str:
    """Count the consistency rules that name something of these dimensions."""
    starts = tuple(f"{dimension}-" for dimension in dimensions)
    return str(
        sum(
            any(word.startswith(starts) for c in (*rule.when, *rule.then) for word in (c.left, str(c.right)))
            or any(word.startswith(starts) for word in rule.agree)
            for rule in questionnaire.framework.rules
        )
    )
