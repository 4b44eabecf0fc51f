"""Say why no plan can keep to a wish, and what to change in it."""

from __future__ import annotations

from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.proposal import Clash, Conflict
from rmdiag.problems import listed
from rmdiag.reports.rounding import digits


def conflict_words(conflict: Conflict, assessment: Assessment) -> str:
    """Put a contradiction into words with its way out."""
    return _WORDS[conflict.clash](conflict, assessment)


def _circle(conflict: Conflict, _: Assessment) -> str:
    return f"Steps wait for each other in a circle: {' → '.join(conflict.steps)}. Mend `after` in the framework."


def _must_and_not(conflict: Conflict, _: Assessment) -> str:
    first, last = conflict.steps[0], conflict.steps[-1]
    if first == last:
        return f"{first} is given to --must and to --not; take it out of one of them."
    chain = " waits for ".join(conflict.steps)
    return f"{chain}, so {first} cannot be in a plan without {last}. Take --must {first} or --not {last} out."


def _not_here(conflict: Conflict, _: Assessment) -> str:
    return (
        f"{listed(conflict.steps)} cannot be in this plan: the indicator is not applicable here, or the mission's"
        " set of questions leaves it out. Take it out of --must."
    )


def _over_budget(conflict: Conflict, assessment: Assessment) -> str:
    currency = assessment.mission.currency or ""
    return (
        f"What must be done costs {_amount(conflict.asked)} {currency} with its prerequisites"
        f" ({', '.join(conflict.steps)}), and the budget is {_amount(conflict.limit)} {currency}."
        " Raise --budget, or take a --must out."
    )


def _too_little_staff(conflict: Conflict, _: Assessment) -> str:
    return (
        f"The plan needs {float(conflict.asked or 0):g} person-months;"
        f" with {float(conflict.limit or 0):g} a quarter it would take over fifty years."
        " Raise --capacity, or set a --budget."
    )


def _no_amount(conflict: Conflict, assessment: Assessment) -> str:
    if not assessment.mission.costs:
        return (
            "--budget needs to know what steps cost, and mission.yaml has no `costs`. Add, with amounts of your own:"
            " costs: {currency: XXX, classes: {none: 0, low: 10000, medium: 50000, high: 250000}}"
        )
    return (
        f"--budget needs an amount for cost class {listed(conflict.classes)}, in which"
        f" {listed(conflict.steps)} fall. Add it to `costs: classes:` in mission.yaml."
    )


def _amount(value: Fraction | None) -> str:
    exact = value or Fraction(0)
    return digits(exact) if exact.denominator == 1 else digits(exact, 2)


_WORDS = {
    Clash.CIRCLE: _circle,
    Clash.MUST_AND_NOT: _must_and_not,
    Clash.NOT_HERE: _not_here,
    Clash.NO_AMOUNT: _no_amount,
    Clash.OVER_BUDGET: _over_budget,
    Clash.TOO_LITTLE_STAFF: _too_little_staff,
}
