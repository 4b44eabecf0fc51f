"""Choose what to show of a framework: by id, set, role, criticality, level, reference, view or part."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from rmdiag.compendium.declared import Node
from rmdiag.compendium.model import (
    ConsistencyRule,
    Criticality,
    Decision,
    Indicator,
    Interlocutor,
    Metric,
    Recommendation,
    Reference,
    Section,
    TargetPreset,
    View,
    cites,
)
from rmdiag.problems import did_you_mean, listed
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionSet
from rmdiag.tongue import marked, phrase

DESCRIPTORS, QUESTIONS, RECOMMENDATIONS = "descriptors", "questions", "recommendations"
LISTS = ("metrics", "rules", "views", "sets")
PARTS = (DESCRIPTORS, QUESTIONS, RECOMMENDATIONS, *LISTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody wants to see; None asks for nothing in particular."""

    identity: str | None = None
    set: str | None = None
    ask: str | None = None
    criticality: str | None = None
    level: int | None = None
    citing: str | None = None
    view: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The name of what stands below it: a dimension, a group of a view, or an indicator of which one part is shown."""

    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Descriptor:
    """What can be seen at one level of an indicator."""

    indicator: str
    level: int
    name: str
    text: str

    @property
    def id(self) -> str:
        """The indicator with the level."""
        return phrase("{indicator} level {level}", indicator=self.indicator, level=self.level)


Shown = (
    Heading
    | Indicator
    | Descriptor
    | Question
    | Recommendation
    | Metric
    | ConsistencyRule
    | View
    | QuestionSet
    | Reference
    | Section
    | TargetPreset
    | Decision
    | Interlocutor
    | Node
)


def unknown_words(questionnaire: Questionnaire, wanted: Wanted) -> str | None:
    """Say which of the words that were given means nothing here, and what is near; None when all is known."""
    framework = questionnaire.framework
    cited = framework.references
    if wanted.identity is not None and not any(_entries_of(questionnaire, wanted.identity)):
        near = did_you_mean(wanted.identity, every_id(questionnaire))
        return phrase(
            "There is no `{identity}`; {near}to see what there is: rmdiag framework show --summary",
            identity=wanted.identity,
            near=near,
        )
    unknown = _unknown_word(questionnaire, wanted)
    if unknown is not None:
        return unknown
    if wanted.citing is not None and not any(cites(r, (wanted.citing.upper(),)) for r in map(str.upper, cited)):
        return phrase(
            "There is no reference `{word}`; {near}known are {list}.",
            word=wanted.citing,
            near=did_you_mean(wanted.citing, cited),
            list=listed(cited),
        )
    return None


def _unknown_word(questionnaire: Questionnaire, wanted: Wanted) -> str | None:
    framework = questionnaire.framework
    roles = [*framework.interlocutors, *(role.name for role in framework.interlocutors.values())]
    levels = [str(step.level) for step in framework.levels]
    checks: tuple[tuple[str, str | None, Collection[str]], ...] = (
        (marked("There is no set `{word}`; {near}known are {list}."), wanted.set, questionnaire.sets),
        (marked("There is no role to ask `{word}`; {near}known are {list}."), wanted.ask, roles),
        (
            marked("There is no criticality `{word}`; {near}known are {list}."),
            wanted.criticality,
            [step.value for step in Criticality],
        ),
        (
            marked("There is no level `{word}`; {near}known are {list}."),
            None if wanted.level is None else str(wanted.level),
            levels,
        ),
        (marked("There is no view `{word}`; {near}known are {list}."), wanted.view, framework.views),
        (marked("There is no part `{word}`; {near}known are {list}."), wanted.part, PARTS),
    )
    for message, word, known in checks:
        if word is not None and _same(word, known) is None:
            shown = framework.interlocutors if known is roles else known
            return phrase(message, word=word, near=did_you_mean(word, known), list=listed(shown, 30))
    return None


def every_id(questionnaire: Questionnaire) -> Iterator[str]:
    """Give every id that can be shown."""
    for entries in _kinds(questionnaire):
        yield from entries


def choose(questionnaire: Questionnaire, wanted: Wanted) -> tuple[Shown, ...]:
    """Give what is wanted, in the order in which it is read; the words of `wanted` are known ones."""
    if wanted.part in LISTS:
        return _list(questionnaire, wanted.part or "")
    if wanted.identity is not None and not _names_indicators(questionnaire, wanted.identity):
        return tuple(_entries_of(questionnaire, wanted.identity))
    indicators = [i for i in questionnaire.framework.indicators.values() if _fits(i, wanted)]
    if wanted.set is not None or wanted.ask is not None:
        asked = _asked(questionnaire, wanted, indicators)
        if wanted.part in (None, QUESTIONS):
            return tuple(_under_indicators(questionnaire, wanted, asked))
        touched = {question.indicator for question in asked}
        indicators = [indicator for indicator in indicators if indicator.id in touched]
    if wanted.view is not None:
        return tuple(_by_group(questionnaire, wanted, indicators))
    return tuple(shown for i in indicators for shown in _of_indicator(questionnaire, i, wanted))


def _kinds(questionnaire: Questionnaire) -> Iterator[Mapping[str, Shown]]:
    framework = questionnaire.framework
    yield {d.id: Heading(id=d.id, title=d.title, text=d.purpose) for d in framework.dimensions}
    yield framework.indicators
    yield questionnaire.questions
    yield framework.recommendations
    yield framework.metrics
    yield {rule.id: rule for rule in framework.rules}
    yield framework.views
    yield questionnaire.sets
    yield framework.references
    yield framework.sections
    yield framework.targets
    yield {decision.id: decision for decision in framework.decisions}
    yield framework.interlocutors
    yield {node.id: node for node in framework.nodes}


def _entries_of(questionnaire: Questionnaire, identity: str) -> Iterator[Shown]:
    """Give every entry of an id, as a preset and a decision may share one, or the parts of a family of references."""
    for entries in _kinds(questionnaire):
        known = _same(identity, entries)
        if known is not None:
            yield entries[known]
    family = f"{identity}.".casefold()
    references = questionnaire.framework.references
    yield from (reference for reference in references.values() if reference.id.casefold().startswith(family))


def _same(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that differs from this one by capitals at most."""
    return next((choice for choice in known if choice.casefold() == word.casefold()), None)


def _list(questionnaire: Questionnaire, part: str) -> tuple[Shown, ...]:
    framework = questionnaire.framework
    lists: Mapping[str, Iterable[Shown]] = {
        "metrics": framework.metrics.values(),
        "rules": framework.rules,
        "views": framework.views.values(),
        "sets": questionnaire.sets.values(),
    }
    return tuple(lists[part])


def _names_indicators(questionnaire: Questionnaire, identity: str) -> bool:
    framework = questionnaire.framework
    return _same(identity, (*framework.indicators, *(d.id for d in framework.dimensions))) is not None


def _fits(indicator: Indicator, wanted: Wanted) -> bool:
    if wanted.identity is not None and _same(wanted.identity, (indicator.id, indicator.dimension)) is None:
        return False
    if wanted.criticality is not None and wanted.criticality.casefold() != indicator.criticality.value:
        return False
    return wanted.citing is None or any(cites(s.upper(), (wanted.citing.upper(),)) for s in indicator.standards)


def _asked(questionnaire: Questionnaire, wanted: Wanted, indicators: Iterable[Indicator]) -> list[Question]:
    """Give the questions of a set, or to a role, in the order in which they are asked."""
    framework = questionnaire.framework
    chosen = questionnaire.sets.get(_same(wanted.set or "", questionnaire.sets) or "")
    order = questionnaire.questions if chosen is None else chosen.questions
    known = {indicator.id for indicator in indicators}
    if wanted.identity is wanted.criticality is wanted.citing is None:
        known.add("")  # records, which belong to no indicator
    roles = {r.id for r in framework.interlocutors.values() if _same(wanted.ask or "", (r.id, r.name)) is not None}
    return [
        question
        for question in (questionnaire.questions[i] for i in order if i in questionnaire.questions)
        if question.indicator in known
        and (wanted.ask is None or question.ask in roles)
        and (wanted.level is None or wanted.level in question.gates)
    ]


def _under_indicators(questionnaire: Questionnaire, wanted: Wanted, asked: Iterable[Question]) -> Iterator[Shown]:
    chosen = _same(wanted.set or "", questionnaire.sets)
    if chosen is not None:
        yield questionnaire.sets[chosen]
    for identity, questions in groupby(asked, key=lambda question: question.indicator):
        indicator = questionnaire.framework.indicators.get(identity)
        if indicator is not None:
            yield Heading(id=identity, title=indicator.title)
        yield from questions


def _by_group(questionnaire: Questionnaire, wanted: Wanted, indicators: list[Indicator]) -> Iterator[Shown]:
    views = questionnaire.framework.views
    view = views[_same(wanted.view or "", views) or ""]
    for group in view.groups:
        held = [indicator for indicator in indicators if group.holds(indicator)]
        if held:
            yield Heading(id=group.id, title=group.title, text=group.meaning or "")
        for indicator in held:
            yield from _of_indicator(questionnaire, indicator, wanted)


def _of_indicator(questionnaire: Questionnaire, indicator: Indicator, wanted: Wanted) -> Iterator[Shown]:
    """Give an indicator with its parts; of one level, its descriptor and the questions that gate it."""
    level, part = wanted.level, wanted.part
    yield indicator if part is None else Heading(id=indicator.id, title=indicator.title)
    if part in (None, DESCRIPTORS):
        names = {step.level: step.name for step in questionnaire.framework.levels}
        for step, text in indicator.descriptors:
            if level in (None, step):
                yield Descriptor(indicator=indicator.id, level=step, name=names.get(step, ""), text=text)
    if part in (None, QUESTIONS):
        questions = questionnaire.by_indicator.get(indicator.id, ())
        yield from (question for question in questions if level is None or level in question.gates)
    if part == RECOMMENDATIONS or (part is None and level is None):
        yield from (r for r in indicator.recommendations if level is None or r.below == level)
