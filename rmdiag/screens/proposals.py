"""Show a proposed plan: its steps, its waves with what each would reach, and in sentences what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.gaps import Firing
from rmdiag.assessment.mission import Targets
from rmdiag.assessment.proposal import Cause, Choice, LeftOut, Proposal, Step, Why
from rmdiag.assessment.proposal_raise import Raise
from rmdiag.reports.rounding import digits
from rmdiag.screens.words import decimal, shown
from rmdiag.tongue import chained, heads, joined, marked, phrase

PLAN_COLUMNS = heads("step", "for", "begins", "ends", "staff", "cost", "priority", "waits for")
PLAN_CSV_COLUMNS = (
    *("step", "indicator", "action", "why", "wave", "begins", "ends", "months", "person months", "cost class", "cost"),
    *("currency", "gap", "criticality", "impact", "effort", "priority", "waits for", "slack", "critical"),
)
NO_POINT = "–"
WAVES_SHOWN = {
    "quick_win": marked("quick wins"),
    "short": marked("short"),
    "medium": marked("medium"),
    "long": marked("long"),
}


def plan_rows(proposal: Proposal) -> list[Sequence[str]]:
    """Give a row per step, in the order in which they begin within their waves; each wave has its name above it."""
    rows: list[Sequence[str]] = []
    for outcome in proposal.outcomes:
        rows.append((joined("", (phrase(WAVES_SHOWN[outcome.wave.value]), ":")), *[""] * (len(PLAN_COLUMNS) - 1)))
        rows += [_row(step) for step in proposal.steps if step.wave is outcome.wave]
    return rows


def plan_csv_rows(proposal: Proposal) -> list[Sequence[str]]:
    """Give a row per step with all that is known of it."""
    return [_csv_row(step, proposal.assessment.mission.currency or "") for step in proposal.steps]


def outcome_columns(proposal: Proposal) -> Sequence[str]:
    """Name the columns of the outcome: today, and the time after each wave."""
    return (*heads("after", "today"), *(WAVES_SHOWN[outcome.wave.value] for outcome in proposal.outcomes))


def outcome_rows(proposal: Proposal) -> list[Sequence[str]]:
    """Give what each wave takes, and the levels that would stand after it."""
    outcomes = proposal.outcomes
    every = [proposal.assessment.scores.result, *(outcome.scores for outcome in outcomes)]
    dimensions = proposal.assessment.questionnaire.framework.dimensions
    rows = [[d.short, *(_point(scores.dimensions[d.id].point) for scores in every)] for d in dimensions]
    return [
        (phrase("steps"), "", *(str(len(outcome.steps)) for outcome in outcomes)),
        (phrase("person-months"), "", *(_number(outcome.person_months) for outcome in outcomes)),
        (phrase("cost"), "", *(_amount(outcome.cost) for outcome in outcomes)),
        (phrase("overall level"), *(_point(scores.overall.point) for scores in every)),
        *(row for row in rows if any(point != NO_POINT for point in row[1:])),
    ]


def plan_lines(proposal: Proposal) -> Iterator[str]:
    """Say in sentences what the tables do not: targets, totals, the critical path, what is left out, what remains."""
    yield _target_line(proposal)
    yield from _total_lines(proposal)
    yield from _step_lines(proposal)
    for left_out in proposal.left_out:
        yield _left_out_line(left_out)
    yield from (
        phrase("{identity} was to be left out, and no gap calls for it.", identity=identity)
        for identity in proposal.idle
    )
    yield from _choice_lines(proposal)
    yield from _remaining_lines(proposal)


def raise_line(one: Raise, proposal: Proposal) -> str:
    """Say what one more level of a dimension takes."""
    if one.before is None:
        return phrase("One more level of {dimension}: it has no level yet; find out first.", dimension=one.dimension)
    if not one.steps:
        return phrase(
            "One more level of {dimension}: cannot be had; all its recommendations together lead"
            " from {before} to {best}, and {wanted} is wanted.",
            dimension=one.dimension,
            before=_point(one.before),
            best=_point(one.reached),
            wanted=_point(one.wanted),
        )
    way = phrase("cheapest way") if one.exact else phrase("a way, not proved to be the cheapest")
    return phrase(
        "One more level of {dimension}, from {before} to {after}, {way}: {steps};"
        " {person_months} person-months, {cost}.",
        dimension=one.dimension,
        before=_point(one.before),
        after=_point(one.reached),
        way=way,
        steps=", ".join(one.steps),
        person_months=_number(one.person_months),
        cost=_cost_words(one.cost, proposal),
    )


def priority_words(firing: Firing) -> str:
    """Write the arithmetic of a priority: gap x criticality x impact / effort."""
    recommendation = firing.recommendation
    product = f"{firing.gap}×{firing.criticality}×{recommendation.impact}/{recommendation.effort.weight}"
    return f"{_number(firing.priority)}={product}"


def _row(step: Step) -> Sequence[str]:
    return (
        f"{step.id}{'*' if step.critical else ''}",
        step.indicator.short,
        step.begins.isoformat(),
        step.ends.isoformat(),
        _number(step.person_months),
        _amount(step.cost),
        phrase("find out") if step.firing is None else priority_words(step.firing),
        " ".join(step.waits_for),
    )


def _csv_row(step: Step, currency: str) -> Sequence[str]:
    firing = step.firing
    recommendation = None if firing is None else firing.recommendation
    return (
        step.id,
        step.indicator.id,
        phrase("Find out where this stands.") if recommendation is None else recommendation.action,
        step.why.value,
        step.wave.value,
        step.begins.isoformat(),
        step.ends.isoformat(),
        str(step.end - step.start),
        str(step.person_months),
        "" if recommendation is None else recommendation.cost_class,
        "" if step.cost is None else str(step.cost),
        currency,
        "" if firing is None else str(firing.gap),
        "" if firing is None else str(firing.criticality),
        "" if recommendation is None else str(recommendation.impact),
        "" if recommendation is None else str(recommendation.effort.weight),
        "" if firing is None else str(firing.priority),
        " ".join(step.waits_for),
        str(step.slack),
        "yes" if step.critical else "no",
    )


def _target_line(proposal: Proposal) -> str:
    targets = proposal.assessment.mission.targets
    presets = proposal.assessment.questionnaire.framework.targets
    title = presets[targets.preset].title if targets.preset in presets else targets.preset
    own = ", ".join(f"{indicator} {level}" for indicator, level in targets.overrides.items())
    exceptions = phrase(", with levels of their own for {own}", own=own) if own else ""
    return phrase(
        "Targets: {title}{exceptions}; {agreed}.", title=title, exceptions=exceptions, agreed=_agreed(targets)
    )


def _agreed(targets: Targets) -> str:
    day, who = targets.agreed_on and targets.agreed_on.isoformat(), targets.agreed_by
    if day and who:
        return phrase("agreed on {day} by {who}", day=day, who=who)
    if day:
        return phrase("agreed on {day}", day=day)
    return phrase("agreed by {who}", who=who) if who else phrase("not agreed yet")


def _total_lines(proposal: Proposal) -> Iterator[str]:
    if not proposal.steps:
        yield phrase("No gap calls for a step: there is nothing to plan.")
        return
    last = max(step.ends for step in proposal.steps)
    yield (
        phrase(
            "{number} steps from {start} to {last}: {person_months} person-months, {cost}.",
            number=len(proposal.steps),
            start=proposal.wish.start.isoformat(),
            last=last.isoformat(),
            person_months=_number(proposal.person_months),
            cost=_cost_words(proposal.cost, proposal),
        )
    )
    priced = [
        phrase("{number} of class {cost_class}", number=c.count, cost_class=shown(c.id))
        + (f" {_amount(c.total)}" if c.total else "")
        for c in proposal.classes
    ]
    yield phrase("Cost classes: {priced}.", priced=", ".join(priced)) if priced else phrase("Cost classes: none.")
    if proposal.wish.capacity is not None:
        full = max(proposal.quarters.values(), default=Fraction(0))
        yield (
            phrase(
                "Capacity: {capacity} person-months a quarter; the fullest quarter asks for {full}.",
                capacity=_number(proposal.wish.capacity),
                full=_number(full),
            )
        )
    path = " → ".join(proposal.critical.steps)
    yield (
        phrase(
            "Critical path: {path}, {months} months by length and prerequisites alone; * marks steps"
            " that cannot be longer without lengthening it.",
            path=path,
            months=proposal.critical.months,
        )
    )


def _step_lines(proposal: Proposal) -> Iterator[str]:
    for step in proposal.steps:
        if step.stretched_from is not None:
            yield (
                phrase(
                    "{step} needs more staff in a quarter than there is: its {months} months become {more}.",
                    step=step.id,
                    months=step.stretched_from,
                    more=step.end - step.start,
                )
            )
        if step.why is Why.MUST:
            words = (
                marked("{step} is there because it must be. The level that it leads to is reached already.")
                if step.id in proposal.reached
                else marked("{step} is there because it must be.")
            )
            yield phrase(words, step=step.id)
    pulled = [step.id for step in proposal.steps if step.why is Why.PREREQUISITE]
    if pulled:
        yield phrase("Only because others wait for them: {pulled}.", pulled=", ".join(pulled))


def _left_out_line(left_out: LeftOut) -> str:
    if left_out.cause is Cause.NOT:
        return phrase("Left out as wished: {left_out}.", left_out=left_out.id)
    if left_out.cause is Cause.WAITS:
        return phrase("Left out with it: {chain}.", chain=chained(left_out.chain))
    return phrase("Left out for lack of budget: {left_out}.", left_out=left_out.id)


def _choice_lines(proposal: Proposal) -> Iterator[str]:
    if proposal.wish.budget is None:
        return
    budget = _cost_words(proposal.wish.budget, proposal)
    if proposal.choice is Choice.EXACT:
        yield phrase("Budget: {budget}; no other choice of steps has a higher sum of priorities for it.", budget=budget)
    else:
        yield phrase(
            "Budget: {budget}; chosen greedily, by priority per cost, so a better choice may exist.", budget=budget
        )


def _remaining_lines(proposal: Proposal) -> Iterator[str]:
    if proposal.steps and not proposal.remaining:
        yield phrase("Once all of it is done, every target is reached.")
    for gap in proposal.remaining:
        point = gap.score.point
        level = phrase("not assessed") if point is None else phrase("level {level}", level=point)
        held = ", ".join(gate.question for gate in gap.score.blocking) or phrase("nothing in this set of questions")
        yield phrase(
            "Still short at the end: {id}, {level} of {target}; held by {held}.",
            id=gap.indicator.id,
            level=level,
            target=gap.target,
            held=held,
        )


def _cost_words(cost: Fraction | None, proposal: Proposal) -> str:
    if cost is None:
        lacking = [one.id for one in proposal.classes if one.amount is None]
        named = (
            phrase(" for class {classes}", classes=", ".join(map(shown, lacking)))
            if lacking and proposal.assessment.mission.costs
            else ""
        )
        return phrase("cost not known, as mission.yaml gives no amounts{for_class}", for_class=named)
    return f"{_amount(cost)} {proposal.assessment.mission.currency or ''}".strip()


def _amount(value: Fraction | None) -> str:
    """Write an amount with its thousands set apart, rounded to whole units."""
    return "?" if value is None else f"{int(digits(value)):,}".replace(",", " ")


def _number(value: Fraction) -> str:
    return decimal(value, 0 if value.denominator == 1 else 1)


def _point(value: Fraction | None) -> str:
    return NO_POINT if value is None else decimal(value, 1)
