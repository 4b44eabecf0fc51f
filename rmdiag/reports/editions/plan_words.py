"""Write what every chapter says of steps: when they are done, what they take and cost, why they are where they are."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rmdiag.assessment.gaps import Firing
from rmdiag.assessment.proposal import Cause, LeftOut
from rmdiag.compendium.model import Horizon
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.telling import Telling


def left_out_words(tell: Telling, left_out: LeftOut) -> str:
    """Say why a step is not in the plan."""
    if left_out.cause is Cause.WAITS:
        return tell.say("when.waits", id=left_out.chain[-1])
    budget = tell.mission.plan_wish.budget
    if left_out.cause is Cause.NOT or budget is None:
        return tell.say("when.not")
    return tell.say("when.budget", budget=money(tell, budget))


def staff_words(tell: Telling, months: Fraction) -> str:
    """Write an amount of staff time."""
    return tell.count("plan.person_months", tell.shown.plural_of(months), number=tell.shown.short_figure(months))


def first_of(tell: Telling, words: Sequence[str], most: int) -> str:
    """List the first of many, and how many others there are."""
    rest = len(words) - most
    return tell.shown.listed([*words[:most], *([tell.count("list.others", rest)] if rest > 0 else [])])


def wave_name(tell: Telling, wave: Horizon) -> str:
    """Name a wave."""
    return tell.say(f"wave.{wave.value}")


def quotient(tell: Telling, firing: Firing) -> str:
    """Show how the priority of a recommendation comes about: gap × criticality × impact ÷ effort."""
    shown, recommendation = tell.shown, firing.recommendation
    return tell.say(
        "gaps.quotient",
        gap=shown.count(firing.gap),
        weight=shown.count(firing.criticality),
        impact=shown.count(recommendation.impact),
        effort=shown.count(recommendation.effort.weight),
        priority=shown.figure(firing.priority),
    )
