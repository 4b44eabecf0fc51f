"""Rounds at the edges of what a mission can be, each under a framework small enough to be printed in a second."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from functools import cache

from test_diagnostic import AS_OF, NOWHERE, best, mission, refusal
from test_example import questionnaire

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.mission import (
    Commitment,
    ContextFigure,
    CostClass,
    Evidence,
    Figure,
    Judgement,
    Mission,
    Targets,
    TeamMember,
)
from rmdiag.compendium.model import Indicator, Recommendation
from rmdiag.problems import Span
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Answer, Layer, Question, Questionnaire, Response, Sheet, Standing

FEW = ("GOV-01", "PER-01", "PER-02")
UNBROKEN = "Zollrisikomanagementreifegrad" * 11  # 319 characters without a space
HOSTILE = "<script>alert('x')</script> & ]]> {{ 7*7 }} {0} nul\x00 bell\x07 escape\x1b[31m half\ud800 turned\u202egnp"
PLAN = Span(file="plan.yaml")


def cut(*named: str) -> Questionnaire:
    """Give the framework with these indicators alone, and nothing that leads to any other."""
    whole = questionnaire()
    framework = whole.framework
    kept = {i.id: i for i in framework.indicators.values() if i.id in named}
    advice = {r.id for i in kept.values() for r in i.recommendations}
    dimensions = tuple(
        replace(d, indicators=tuple(_alone(i, advice) for i in d.indicators if i.id in kept))
        for d in framework.dimensions
        if any(i.id in kept for i in d.indicators)
    )
    questions = {q.id: q for q in whole.questions.values() if q.indicator in kept}
    sets = {
        one.id: replace(one, questions=tuple(q for q in one.questions if q in questions), covers=None)
        for one in whole.sets.values()
    }
    small = replace(framework, dimensions=dimensions, rules=())
    return Questionnaire(framework=small, questions=questions, sets=sets)


def _alone(indicator: Indicator, advice: set[str]) -> Indicator:
    kept = tuple(_unled(one, advice) for one in indicator.recommendations)
    return replace(indicator, recommendations=kept, requires=())


def _unled(one: Recommendation, advice: set[str]) -> Recommendation:
    return replace(one, after=tuple(other for other in one.after if other in advice))


def bare() -> Questionnaire:
    """Give a framework of which every part that may be missing is missing."""
    given = cut(*FEW)
    dimensions = tuple(
        replace(d, compendium=(), themes=(), purpose="", indicators=tuple(_bare(i) for i in d.indicators))
        for d in given.framework.dimensions
    )
    framework = replace(
        given.framework,
        dimensions=dimensions,
        traces_to="",
        disclaimer="",
        sections={},
        references={},
        metrics={},
        views={},
        targets={},
        decisions=(),
        interlocutors={},
    )
    return replace(given, framework=framework)


def _bare(indicator: Indicator) -> Indicator:
    advice = tuple(replace(one, support=(), standards=(), closes=()) for one in indicator.recommendations)
    return replace(indicator, assesses="", compendium=(), standards=(), evidence=(), metrics=(), recommendations=advice)


def answered(under: Questionnaire, say: Callable[[Question], Answer], words: str | None = None) -> Sheet:
    """Answer every question of a framework; `words` stand in every place for words."""
    return Sheet(
        id="unit",
        role=words or "Risk management unit",
        name=words,
        layer=Layer.MISSION,
        on=AS_OF,
        responses={
            q.id: Response(
                question=q.id,
                standing=Standing.ANSWERED,
                answer=say(q),
                evidence=("E-01",) * bool(words),
                note=words,
                span=NOWHERE,
            )
            for q in under.questions.values()
        },
        span=NOWHERE,
    )


def wordy(words: str) -> Mission:
    """Write the same words wherever a mission has room for words."""
    under = cut(*FEW)
    given = mission(answered(under, refusal, words))
    own = replace(answered(under, best, words), id="own", layer=Layer.SELF)
    return replace(
        given,
        administration=words,
        round=words,
        summary=words,
        scope_note=words,
        team=(TeamMember(role=words, organisation=words, name=words),),
        attribution="names",
        context=(ContextFigure(label=words, value=words, year=2026, source=words),),
        tfa=(Commitment(article="7.4", category="B", date=AS_OF, note=words),),
        targets=Targets(preset="foundation", agreed_on=AS_OF, agreed_by=words),
        answers=Answers(sheets=(*given.answers.sheets, own), as_of=AS_OF),
        judgements=(
            Judgement(indicator="GOV-01", from_level=1, to_level=2, reason=words, by=words, on=AS_OF, span=NOWHERE),
        ),
        evidence={"E-01": _evidence(words)},
        figures=(Figure(metric="M-HIT", period="2025", value=Fraction(5), source=words, note=words, span=NOWHERE),),
        actions=tuple(_action(number, words) for number in range(1, 4)),
    )


def _evidence(words: str) -> Evidence:
    return Evidence(
        id="E-01",
        title=words,
        kind="document",
        file=None,
        sha256=None,
        confidentiality="internal",
        note=words,
        span=NOWHERE,
    )


def _action(number: int, words: str | None = None) -> PlannedAction:
    start = AS_OF + timedelta(days=7 * number)
    return PlannedAction(
        id=f"A-{number}",
        action=words or f"Carry out step {number} of the programme and report to the executive",
        recommendation="GOV-01-R1" if number % 2 else None,
        indicator="PER-01" if number % 3 == 0 else None,
        origin=words,
        responsible=words or "Head of risk management",
        start=start,
        end=start + timedelta(days=60),
        status=("planned", "started", "done", "verified", "dropped")[number % 5],
        reason=(words or "No longer needed") if number % 5 == 4 else None,
        note=words,
        person_months=Fraction(number % 7 + 1),
        after=(f"A-{number - 1}",) if number > 1 else (),
        span=PLAN,
    )


def _no_answers() -> Assessment:
    return assess(mission(), cut(*FEW))


def _lowest() -> Assessment:
    under = cut(*FEW)
    return assess(mission(answered(under, refusal)), under)


def _highest() -> Assessment:
    under = cut(*FEW)
    return assess(mission(answered(under, best)), under)


def _hundred() -> Assessment:
    under = cut(*FEW)
    costs = (CostClass(id="low", amount=Fraction(10_000)),)
    given = replace(mission(answered(under, refusal)), currency="XAD", costs=costs)
    return assess(replace(given, actions=tuple(_action(number) for number in range(1, 101))), under)


def _untranslated() -> Assessment:
    under = cut(*FEW)
    return assess(replace(mission(answered(under, refusal)), report_language="es"), under)


def _one_indicator() -> Assessment:
    under = cut("PER-01")
    return assess(mission(answered(under, refusal)), under)


def _nothing_optional() -> Assessment:
    under = bare()
    given = replace(
        mission(answered(under, refusal)),
        attribution="none",
        targets=Targets(preset="none", overrides=dict.fromkeys(FEW, 3)),
    )
    return assess(given, under)


CASES: Mapping[str, Callable[[], Assessment]] = {
    "no answers": _no_answers,
    "all at the lowest level": _lowest,
    "all at the highest level": _highest,
    "a hundred actions": _hundred,
    "very long words": lambda: assess(wordy(UNBROKEN), cut(*FEW)),
    "markup and control characters": lambda: assess(wordy(HOSTILE), cut(*FEW)),
    "no translation": _untranslated,
    "one indicator": _one_indicator,
    "nothing optional": _nothing_optional,
}


@cache
def extreme(case: str) -> Assessment:
    """Give the round of a case."""
    return CASES[case]()
