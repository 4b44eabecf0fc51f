"""Write what every chapter says of steps: when they are done, what they take and cost, why they are where they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from rmdiag.assessment.gaps import Firing
from rmdiag.assessment.proposal import Cause, LeftOut, Step
from rmdiag.compendium.model import COST_CLASSES, Horizon
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.telling import Telling


def when_words(tell: Telling, identity: str) -> str:
    """Say when a recommendation is carried out, or why the plan leaves it out."""
    step = tell.steps.get(identity)
    if step is not None:
        return tell.shown.period(step.begins, step.ends)
    left_out = tell.left_out.get(identity)
    if left_out is not None:
        return left_out_words(tell, left_out)
    return tell.say("when.idle" if tell.planned.proposal else "when.circle")


def left_out_words(tell: Telling, left_out: LeftOut) -> str:
    """Say why a step is not in the plan."""
    if left_out.cause is Cause.WAITS:
        return tell.say("when.waits", id=left_out.chain[-1])
    return tell.say("when.not" if left_out.cause is Cause.NOT else "when.budget")


def staff_words(tell: Telling, months: Fraction) -> str:
    """Write an amount of staff time."""
    return tell.count("plan.person_months", tell.shown.plural_of(months), number=tell.shown.figure(months))


def cost_words(tell: Telling, steps: Sequence[Step]) -> str:
    """Write what steps cost together; where the mission sets no amounts, how many steps are in each class."""
    if not tell.mission.costs:
        return class_counts(tell, steps)
    known = [step.cost for step in steps if step.cost is not None]
    return money(tell, sum(known, Fraction(0))) if len(known) == len(steps) else tell.say("cost.unknown")


def class_counts(tell: Telling, steps: Iterable[Step]) -> str:
    """Count steps by cost class, the cheapest class first."""
    classes = [step.firing.recommendation.cost_class for step in steps if step.firing is not None]
    return tell.say("list.comma").join(
        tell.say("cost.counted", count=tell.shown.count(classes.count(one)), cost=tell.say(f"cost.{one}"))
        for one in COST_CLASSES
        if one in classes
    )


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
