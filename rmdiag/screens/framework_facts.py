"""Say in plain words what an entry of a framework states: a first line, then one labelled line for each fact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from rmdiag.assessment.explain import needed_words
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
from rmdiag.tongue import phrase

WORKING = "(working value)"
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
            words = needed_words(_narrowed(question, gated)).removeprefix(phrase("level {gated}: ", gated=gated))
            words = (
                phrase("partly, as said at level {needed_for}", needed_for=question.needed_for)
                if words == "partly"
                else words
            )
        figure = question.type in _FIGURES or question.at_least is not None
        yield gated, f"{words} {WORKING}" if figure else words


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
            title = f"{shown.title} ({shown.criticality.value})"
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
            title = f"{shown.title}, {_count(len(shown.questions), 'question')}"
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
            facts = (("Source", f"{shown.source}, {shown.locator}"), ("Cited by", ", ".join(cited)))
        case Section():
            place = "inferred from public material; check it against a licensed copy" if shown.inferred else ""
            facts = (("Place", place), ("Cited by", ", ".join(i.id for i in indicators if shown.id in i.compendium)))
        case Decision():
            facts = _of_decision(shown)
        case Interlocutor():
            asked = [q.id for q in page.questionnaire.questions.values() if q.ask == shown.id]
            facts = (
                (
                    "Asked",
                    phrase(
                        "{count_shown}; see: rmdiag framework show --ask {shown}",
                        count_shown=_count(len(asked), "question"),
                        shown=shown.id,
                    ),
                ),
            )
        case Node():
            parts = ", ".join(part.id for part in shown.parts)
            facts = (("Method", shown.method.name.replace("_", " ")), ("Of", parts))
    return facts


def _of_metric(metric: Metric) -> Iterator[Fact]:
    direction = {"higher": "more is better", "lower": "less is better"}.get(metric.direction, "for context")
    yield "Formula", metric.formula
    yield "Unit", f"{metric.unit}, {direction}"
    yield "Caution", metric.caution or ""
    yield (
        "Gates",
        ""
        if metric.highest_gate is None
        else phrase("no level above {highest_gate}", highest_gate=metric.highest_gate),
    )


def _of_decision(decision: Decision) -> Iterator[Fact]:
    sheets = phrase("at least {count_shown} of assessors", count_shown=_count(decision.assessors, "sheet"))
    settled = ", no difference between them left open" if decision.settled else ""
    yield (
        "Needs",
        phrase(
            "the levels of the preset {preset}, {sheets}{settled}",
            preset=decision.preset,
            sheets=sheets,
            settled=settled,
        ),
    )
    yield "Yes", decision.met
    yield "No", decision.unmet
    yield "Open", decision.open


def _of_indicator(page: Page, indicator: Indicator) -> Iterator[Fact]:
    yield "", indicator.assesses
    if page.level is not None:
        return
    yield "Section", ", ".join(indicator.compendium)
    yield "Cites", ", ".join(indicator.standards)
    yield "Evidence", "; ".join(indicator.evidence)
    yield "Metrics", ", ".join(indicator.metrics)
    yield "Requires", " and ".join(map(str, indicator.requires))


def _of_question(page: Page, question: Question) -> Iterator[Fact]:
    people = page.questionnaire.framework.interlocutors
    yield "Ask", people[question.ask].name if question.ask in people else question.ask
    yield "See", "; ".join(question.see)
    yield "Answer", _answer(question)
    if question.type is not QuestionType.CHOICE or not question.gates:  # else its options are its gates
        yield from (("", f"- {option.text}") for option in question.options)
    yield from (("", f"- {column.text}") for column in question.columns)
    if question.applies_when is not None:
        condition = question.applies_when
        yield "Only if", f"{condition.question} is {' or '.join(condition.values)}"
    yield "Not if", question.not_applicable_when or ""
    yield from (
        ("Option", phrase("level 1: {text}", text=o.text))
        for o in question.options
        if o.level == 1 and page.level is None
    )
    yield from ((f"Level {level}", words) for level, words in gates_in_words(question, page.level))
    if not question.gates:
        yield "Counts", "never; it is asked for context"
    yield "Figure", question.metric or ""
    yield "Measured", f"see {question.measured_by}" if question.measured_by else ""
    yield "Help", question.help or ""


def _answer(question: Question) -> str:
    names = {QuestionType.YES_PARTLY_NO: "yes, partly or no", QuestionType.MULTI: "several of"}
    names |= {QuestionType.CHOICE: "one of the options below" if question.gates else "one of the options"}
    words = [names.get(question.type, question.type.value)]
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
        words.append("less is better")
    return ", ".join(words)


def _of_recommendation(advice: Recommendation) -> Iterator[Fact]:
    first, last = advice.horizon.months
    months = phrase(
        "{count_shown}, {replace} (months {first} to {last})",
        count_shown=_count(advice.months, "month"),
        replace=advice.horizon.value.replace("_", " "),
        first=first,
        last=last,
    )
    people = phrase(
        "effort {value}, {person_months} person-months",
        value=advice.effort.value,
        person_months=_number(advice.person_months),
    )
    yield "For", phrase("levels below {below}", below=advice.below)
    yield "By", advice.responsible
    yield "Delivers", advice.deliverable
    yield "Done when", advice.completion
    yield (
        "Takes",
        phrase(
            "{people}; {months}; cost class {cost_class}; impact {impact} of 3",
            people=people,
            months=months,
            cost_class=advice.cost_class,
            impact=advice.impact,
        ),
    )
    yield "Support", ", ".join(word.replace("_", " ") for word in advice.support)
    yield "After", ", ".join(advice.after)
    yield "Closes", ", ".join(advice.closes)
    yield "Serves", ", ".join(advice.standards)


def _of_rule(rule: ConsistencyRule) -> Iterator[Fact]:
    yield "If", " and ".join(map(str, rule.when))
    yield "Then", " and ".join(map(str, rule.then))
    give_or_take = phrase("give or take {within}", within=_number(rule.within))
    yield "Adds up", f"{' + '.join(rule.adds_up)} = {_number(rule.to)}, {give_or_take}" if rule.adds_up else ""
    yield "Agree", f"{' and '.join(rule.agree)}, {give_or_take}" if rule.agree else ""
    yield "Say", rule.say or ""


def _of_view(page: Page, view: View) -> Iterator[Fact]:
    yield "", view.meaning
    yield "Notice", view.notice or ""
    indicators = page.questionnaire.framework.indicators.values()
    for group in view.groups:
        yield "Group", f"{group.title}: {', '.join(i.id for i in indicators if group.holds(i))}"


def _of_set(chosen: QuestionSet) -> Iterator[Fact]:
    yield "", chosen.scope
    yield "Brings", phrase("the extension {extension}", extension=chosen.extension) if chosen.extension else ""
    yield "Covers", "" if chosen.covers is None else ", ".join(chosen.covers) or "no dimension; nothing in it is scored"


def _of_target(page: Page, target: TargetPreset) -> Iterator[Fact]:
    yield "", target.meaning
    yield "Default", f"level {target.default}"
    yield "Core", "" if target.core is None else f"level {target.core}"
    yield (
        "Citing",
        phrase("{citing}: level {citing_level}", citing=", ".join(target.citing), citing_level=target.citing_level)
        if target.citing
        else "",
    )
    by_level: dict[int, list[str]] = {}
    for indicator in page.questionnaire.framework.indicators.values():
        by_level.setdefault(target.level(indicator), []).append(indicator.id)
    yield from ((f"Level {level}", ", ".join(ids)) for level, ids in sorted(by_level.items()))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _number(value: Fraction | None) -> str:
    """Write an exact number as a decimal; nothing for None."""
    return "" if value is None else str(value.numerator) if value.denominator == 1 else f"{float(value):g}"
