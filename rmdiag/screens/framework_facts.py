"""Say in plain words what an entry of a framework states: a first line, then one labelled line for each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from rmdiag.assessment.needs import needed_at
from rmdiag.compendium.declared import Node
from rmdiag.compendium.model import (
    ConsistencyRule,
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
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionSet, QuestionType
from rmdiag.screens.framework_choice import Descriptor, Heading, Shown
from rmdiag.screens.words import shown as word
from rmdiag.tongue import all_of, any_of, joined, marked, phrase, phrases

WORKING = marked("(working value)")
_FIGURES = (QuestionType.NUMBER, QuestionType.PERCENT, QuestionType.DATE)
Fact = tuple[str, str]


class Page(NamedTuple):
    """What facts are told from: the framework with its questions, and the one level that is wanted, if any."""

    questionnaire: Questionnaire
    level: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry in words: its id, what stands beside it, and what is said of it under a label each."""

    id: str
    title: str
    facts: tuple[Fact, ...] = ()


def told(page: Page, shown: Shown) -> Told:
    """Say what an entry states; a fact without words is left out."""
    facts = tuple((label, words) for label, words in _facts(page, shown) if words)
    return Told(id=shown.id, title=_title(shown), facts=facts)


def gates_in_words(question: Question, level: int | None = None) -> Iterator[tuple[int, str]]:
    """Say for each level that a question gates, or for one, what meets it; figures are marked as working values."""
    for gated in question.gates:
        if level not in (None, gated):
            continue
        if question.type is QuestionType.CHOICE:
            words = next(option.text for option in question.options if option.level == gated)
        else:
            words = needed_at(_narrowed(question, gated))
            if question.partly_for == gated and not question.partly:
                words = phrase("partly, as said at level {level}", level=question.needed_for)
        figure = question.type in _FIGURES or question.at_least is not None
        yield gated, f"{words} {phrase(WORKING)}" if figure else words


def _narrowed(question: Question, level: int) -> Question:
    """Give a question as if it gated one level only."""
    return replace(
        question,
        thresholds=tuple((at, value) for at, value in question.thresholds if at == level),
        needed_for=level if question.needed_for == level else None,
        partly_for=level if question.partly_for == level else None,
    )


def _title(shown: Shown) -> str:
    match shown:
        case Indicator():
            title = f"{shown.title} ({word(shown.criticality)})"
        case Descriptor() | Metric() | Interlocutor():
            title = shown.name
        case Question():
            title = shown.text
        case Recommendation():
            title = shown.action
        case ConsistencyRule():
            title = shown.message
        case Reference():
            title = shown.gist
        case QuestionSet():
            title = phrases(
                "{title}, {count} question", "{title}, {count} questions", len(shown.questions), title=shown.title
            )
        case _:
            title = shown.title
    return title


def _facts(page: Page, shown: Shown) -> Iterable[Fact]:
    facts: Iterable[Fact]
    match shown:
        case Heading() | Descriptor():
            facts = (("", shown.text),)
        case Indicator():
            facts = _of_indicator(page, shown)
        case Question():
            facts = _of_question(page, shown)
        case Recommendation():
            facts = _of_recommendation(shown)
        case ConsistencyRule():
            facts = _of_rule(shown)
        case View():
            facts = _of_view(page, shown)
        case QuestionSet():
            facts = _of_set(shown)
        case TargetPreset():
            facts = _of_target(page, shown)
        case _:
            facts = _of_others(page, shown)
    return facts


def _of_others(page: Page, shown: Metric | Reference | Section | Decision | Interlocutor | Node) -> Iterable[Fact]:
    indicators = page.questionnaire.framework.indicators.values()
    facts: Iterable[Fact]
    match shown:
        case Metric():
            facts = _of_metric(shown)
        case Reference():
            cited = (i.id for i in indicators if any(cites(s, (shown.id,)) for s in i.standards))
            facts = ((phrase("Source"), f"{shown.source}, {shown.locator}"), (phrase("Cited by"), ", ".join(cited)))
        case Section():
            place = phrase("inferred from public material; check it against a licensed copy")
            cited = (i.id for i in indicators if shown.id in i.compendium)
            facts = ((phrase("Place"), place if shown.inferred else ""), (phrase("Cited by"), ", ".join(cited)))
        case Decision():
            facts = _of_decision(shown)
        case Interlocutor():
            asked = [q.id for q in page.questionnaire.questions.values() if q.ask == shown.id]
            facts = (
                (
                    phrase("Asked"),
                    phrases(
                        "{count} question; see: rmdiag framework show --ask {role}",
                        "{count} questions; see: rmdiag framework show --ask {role}",
                        len(asked),
                        role=shown.id,
                    ),
                ),
            )
        case Node():
            parts = ", ".join(part.id for part in shown.parts)
            facts = ((phrase("Method"), shown.method.name.replace("_", " ")), (phrase("Of"), parts))
    return facts


def _of_metric(metric: Metric) -> Iterator[Fact]:
    directions = {"higher": phrase("more is better"), "lower": phrase("less is better")}
    direction = directions.get(metric.direction, phrase("for context"))
    yield phrase("Formula"), metric.formula
    yield phrase("Unit"), joined(", ", (word(metric.unit), direction))
    yield phrase("Caution"), metric.caution or ""
    yield phrase("Public"), phrase("its figures are not for the public") if metric.sensitive else ""
    yield (
        phrase("Gates"),
        ""
        if metric.highest_gate is None
        else phrase("no level above {highest_gate}", highest_gate=metric.highest_gate),
    )


def _of_decision(decision: Decision) -> Iterator[Fact]:
    sheets = phrases("at least {count} sheet of assessors", "at least {count} sheets of assessors", decision.assessors)
    words = (
        marked("the levels of the preset {preset}, {sheets}, no difference between them left open")
        if decision.settled
        else marked("the levels of the preset {preset}, {sheets}")
    )
    yield phrase("Needs"), phrase(words, preset=decision.preset, sheets=sheets)
    yield phrase("Yes"), decision.met
    yield phrase("No"), decision.unmet
    yield phrase("Open"), decision.open


def _of_indicator(page: Page, indicator: Indicator) -> Iterator[Fact]:
    yield "", indicator.assesses
    if page.level is not None:
        return
    yield phrase("Section"), ", ".join(indicator.compendium)
    yield phrase("Cites"), ", ".join(indicator.standards)
    yield phrase("Evidence"), "; ".join(indicator.evidence)
    yield phrase("Metrics"), ", ".join(indicator.metrics)
    yield phrase("Requires"), all_of(indicator.requires) if indicator.requires else ""
    yield phrase("Public"), phrase("its actions are left out of public reports") if indicator.sensitive else ""


def _of_question(page: Page, question: Question) -> Iterator[Fact]:
    people = page.questionnaire.framework.interlocutors
    yield phrase("Ask"), people[question.ask].name if question.ask in people else question.ask
    yield phrase("See"), "; ".join(question.see)
    yield phrase("Answer"), _answer(question)
    if question.type is not QuestionType.CHOICE or not question.gates:  # else its options are its gates
        yield from (("", f"- {option.text}") for option in question.options)
    yield from (("", f"- {column.text}") for column in question.columns)
    if question.applies_when is not None:
        condition = question.applies_when
        values = any_of(condition.values)
        yield phrase("Only if"), phrase("{question} is {values}", question=condition.question, values=values)
    yield phrase("Not if"), question.not_applicable_when or ""
    yield from (
        (phrase("Option"), phrase("level 1: {text}", text=o.text))
        for o in question.options
        if o.level == 1 and page.level is None
    )
    yield from ((phrase("Level {level}", level=level), words) for level, words in gates_in_words(question, page.level))
    if not question.gates:
        yield phrase("Counts"), phrase("never; it is asked for context")
    yield phrase("Figure"), question.metric or ""
    yield phrase("Measured"), phrase("see {id}", id=question.measured_by) if question.measured_by else ""
    yield phrase("Help"), question.help or ""


def _answer(question: Question) -> str:
    names = {
        QuestionType.YES_PARTLY_NO: phrase("{yes}, {partly} or {no}", yes="yes", partly="partly", no="no"),
        QuestionType.MULTI: phrase("several of"),
        QuestionType.CHOICE: phrase("one of the options below") if question.gates else phrase("one of the options"),
    }
    words = [names.get(question.type) or word(question.type)]
    words += [question.unit] if question.unit else []
    low, high = _number(question.minimum), _number(question.maximum)
    if low or high:
        words.append(
            phrase("from {low} to {high}", low=low, high=high)
            if low and high
            else phrase("at least {low}", low=low)
            if low
            else phrase("at most {high}", high=high)
        )
    if question.lower_is_better:
        words.append(phrase("less is better"))
    return joined(", ", words)


def _of_recommendation(advice: Recommendation) -> Iterator[Fact]:
    first, last = advice.horizon.months
    months = phrases(
        "{count} month, {horizon} (months {first} to {last})",
        "{count} months, {horizon} (months {first} to {last})",
        advice.months,
        horizon=word(advice.horizon),
        first=first,
        last=last,
    )
    people = phrase(
        "effort {effort}, {person_months} person-months",
        effort=advice.effort.value,
        person_months=_number(advice.person_months),
    )
    yield phrase("For"), phrase("levels below {below}", below=advice.below)
    yield phrase("By"), advice.responsible
    yield phrase("Delivers"), advice.deliverable
    yield phrase("Done when"), advice.completion
    yield (
        phrase("Takes"),
        phrase(
            "{people}; {months}; cost class {cost_class}; impact {impact} of 3",
            people=people,
            months=months,
            cost_class=word(advice.cost_class),
            impact=advice.impact,
        ),
    )
    yield phrase("Support"), joined(", ", map(word, advice.support))
    yield phrase("After"), ", ".join(advice.after)
    yield phrase("Closes"), ", ".join(advice.closes)
    yield phrase("Serves"), ", ".join(advice.standards)


def _of_rule(rule: ConsistencyRule) -> Iterator[Fact]:
    yield phrase("If"), all_of(rule.when) if rule.when else ""
    yield phrase("Then"), all_of(rule.then) if rule.then else ""
    within = _number(rule.within)
    if rule.adds_up:
        added = f"{' + '.join(rule.adds_up)} = {_number(rule.to)}"
        yield phrase("Adds up"), phrase("{sum}, give or take {within}", sum=added, within=within)
    if rule.agree:
        yield phrase("Agree"), phrase("{sum}, give or take {within}", sum=all_of(rule.agree), within=within)
    yield phrase("Say"), rule.say or ""


def _of_view(page: Page, view: View) -> Iterator[Fact]:
    yield "", view.meaning
    yield phrase("Notice"), view.notice or ""
    indicators = page.questionnaire.framework.indicators.values()
    for group in view.groups:
        yield phrase("Group"), f"{group.title}: {', '.join(i.id for i in indicators if group.holds(i))}"


def _of_set(chosen: QuestionSet) -> Iterator[Fact]:
    yield "", chosen.scope
    yield phrase("Brings"), phrase("the extension {extension}", extension=chosen.extension) if chosen.extension else ""
    if chosen.covers is not None:
        yield phrase("Covers"), ", ".join(chosen.covers) or phrase("no dimension; nothing in it is scored")


def _of_target(page: Page, target: TargetPreset) -> Iterator[Fact]:
    yield "", target.meaning
    yield phrase("Default"), _level(target.default)
    yield phrase("Core"), "" if target.core is None else _level(target.core)
    yield (
        phrase("Citing"),
        phrase("{citing}: level {level}", citing=", ".join(target.citing), level=target.citing_level)
        if target.citing
        else "",
    )
    by_level: dict[int, list[str]] = {}
    for indicator in page.questionnaire.framework.indicators.values():
        by_level.setdefault(target.level(indicator), []).append(indicator.id)
    yield from ((phrase("Level {level}", level=level), ", ".join(ids)) for level, ids in sorted(by_level.items()))


def _level(level: int) -> str:
    return phrase("level {level}", level=level)


def _number(value: Fraction | None) -> str:
    """Write an exact number as a decimal; nothing for None."""
    return "" if value is None else str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
