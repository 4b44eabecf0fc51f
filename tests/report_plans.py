"""Assessments with plans of any length, for tests that look at how reports tell them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from test_diagnostic import mission, refusal, sheet
from test_example import questionnaire

from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.mission import CostClass, Mission, Targets
from rmdiag.assessment.wish import Wish
from rmdiag.compendium.model import Indicator, Recommendation
from rmdiag.questionnaires.model import Questionnaire

AMOUNTS = (("none", Fraction(0)), ("low", Fraction(10_000)), ("medium", Fraction(50_000)), ("high", Fraction(250_000)))


def with_many_steps(copies: int) -> Questionnaire:
    """Give the framework with each first recommendation of an indicator so many times."""

    def copied(indicator: Indicator) -> tuple[Recommendation, ...]:
        first = indicator.recommendations[0]
        more = (replace(first, id=f"{indicator.id}-C{number}", after=()) for number in range(1, copies))
        return (*indicator.recommendations, *more)

    given = questionnaire()
    dimensions = tuple(
        replace(d, indicators=tuple(replace(i, recommendations=copied(i)) for i in d.indicators))
        for d in given.framework.dimensions
    )
    return replace(given, framework=replace(given.framework, dimensions=dimensions))


def with_targets(**levels: int) -> Targets:
    """Set targets for some indicators, written as GOV_01, and none above the lowest level for all others."""
    every = dict.fromkeys(questionnaire().framework.indicators, 1)
    return Targets(preset="foundation", overrides=every | {k.replace("_", "-"): v for k, v in levels.items()})


def at_the_bottom(targets: Targets | None = None, wish: Wish | None = None) -> Mission:
    """Answer every question with no, with costs and targets."""
    costs = tuple(CostClass(id=one, amount=amount) for one, amount in AMOUNTS)
    given = replace(mission(sheet(refusal)), currency="XAD", costs=costs, wish=wish)
    return given if targets is None else replace(given, targets=targets)


def planned(given: Mission, copies: int = 1) -> Assessment:
    """Assess a mission under the framework with so many copies of every first recommendation."""
    return assess(given, with_many_steps(copies))
