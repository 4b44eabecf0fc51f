"""Say why no plan can keep to a wish, and what to change in it."""

from __future__ import annotations

from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.proposal import Clash, Conflict
from rmdiag.problems import listed
from rmdiag.screens.words import decimal
from rmdiag.tongue import chained, phrase


def conflict_words(conflict: Conflict, assessment: Assessment) -> str:
    """Put a contradiction into words with its way out."""
    return _WORDS[conflict.clash](conflict, assessment)


def _circle(conflict: Conflict, _: Assessment) -> str:
    return phrase(
        "Steps wait for each other in a circle: {steps}. Mend `after` in the framework.",
        steps=" → ".join(conflict.steps),
    )


def _must_and_not(conflict: Conflict, _: Assessment) -> str:
    first, last = conflict.steps[0], conflict.steps[-1]
    if first == last:
        return phrase("{first} is given to --must and to --not; take it out of one of them.", first=first)
    chain = chained(conflict.steps)
    return phrase(
        "{chain}, so {first} cannot be in a plan without {last}. Take --must {first} or --not {last} out.",
        chain=chain,
        first=first,
        last=last,
    )


def _not_here(conflict: Conflict, _: Assessment) -> str:
    return phrase(
        "{steps} cannot be in this plan: the indicator is not applicable here, or the mission's"
        " set of questions leaves it out. Take it out of --must.",
        steps=listed(conflict.steps),
    )


def _over_budget(conflict: Conflict, assessment: Assessment) -> str:
    currency = assessment.mission.currency or ""
    return phrase(
        "What must be done costs {amount} {currency} with its prerequisites ({steps}), and the"
        " budget is {budget} {currency}. Raise --budget, or take a --must out.",
        amount=_amount(conflict.asked),
        currency=currency,
        steps=", ".join(conflict.steps),
        budget=_amount(conflict.limit),
    )


def _too_little_staff(conflict: Conflict, _: Assessment) -> str:
    return phrase(
        "The plan needs {needed} person-months; with {capacity} a quarter it would take over"
        " fifty years. Raise --capacity, or set a --budget.",
        needed=f"{float(conflict.asked or 0):g}",
        capacity=f"{float(conflict.limit or 0):g}",
    )


def _no_amount(conflict: Conflict, assessment: Assessment) -> str:
    if not assessment.mission.costs:
        return phrase(
            "--budget needs to know what steps cost, and mission.yaml has no `costs`. Add, with amounts of your own:"
            " costs: {currency: XXX, classes: {none: 0, low: 10000, medium: 50000, high: 250000}}"
        )
    return phrase(
        "--budget needs an amount for cost class {classes}, in which {steps} fall. Add it to"
        " `costs: classes:` in mission.yaml.",
        classes=listed(conflict.classes),
        steps=listed(conflict.steps),
    )


def _amount(value: Fraction | None) -> str:
    exact = value or Fraction(0)
    return decimal(exact, 0 if exact.denominator == 1 else 2)


_WORDS = {
    Clash.CIRCLE: _circle,
    Clash.MUST_AND_NOT: _must_and_not,
    Clash.NOT_HERE: _not_here,
    Clash.NO_AMOUNT: _no_amount,
    Clash.OVER_BUDGET: _over_budget,
    Clash.TOO_LITTLE_STAFF: _too_little_staff,
}
