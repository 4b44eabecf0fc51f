"""Write what every part of the plan edition says of an action that is still to be done: what, when, who, how much."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from rmdiag.assessment.proposal_make import later
from rmdiag.compendium.model import COST_CLASSES, Horizon, Recommendation
from rmdiag.reports.editions.answers import needed_words, set_by
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_lines import Line, Lines, missing_items
from rmdiag.reports.editions.plan_words import left_out_words, staff_words
from rmdiag.reports.editions.telling import Telling, sentence_part

PARTNERS = (
    tuple(  # what stands before the posts that help, in any language of a framework; what has a comma counts first
        map(re.compile, (r", (?:(?:with|con|avec) )?", r" (?:with|con) "))
    )
)

NAMED = 3  # actions


def title_words(tell: Telling, line: Line) -> str:
    """Name an action in a few words: the indicator and the level to which it leads, or its own words."""
    if line.indicator is None:
        return sentence_part(line.action)
    if line.recommendation is not None:
        key = "pe.to_level" if line.reaches else "pe.towards_level"
        level = tell.shown.count(line.recommendation.below)
        return _numbered(tell, line, tell.say(key, short=line.indicator.short, level=level))
    return line.indicator.short if line.adopted else tell.say("pe.find_out", short=line.indicator.short)


def bar_words(tell: Telling, line: Line) -> str:
    """Name an action where room is short, as beside its bar."""
    if line.recommendation is None or line.indicator is None or not line.reaches:
        return title_words(tell, line)
    level = tell.shown.count(line.recommendation.below)
    return _numbered(tell, line, tell.say("pe.bar", short=line.indicator.short, level=level))


def done_words(tell: Telling, recommendation: Recommendation) -> str:
    """Say when an action counts as done; what an overlay asks more strictly than its words is said beside them."""
    adapted = [
        tell.say("pe.done_adapted", id=question.id, need=needed_words(tell, question, level))
        for question, level in missing_items(tell, recommendation)
        if set_by(tell, question, level) is not None
    ]
    return " ".join([tell.say("plan.done", completion=sentence_part(recommendation.completion)), *adapted])


def period_words(tell: Telling, line: Line) -> str:
    """Write from when to when."""
    if line.first is not None and line.last is not None:
        return tell.shown.period(line.first, line.last)
    if line.first is not None:
        return tell.say("pe.from", day=tell.shown.day(line.first))
    return tell.say("pe.no_dates") if line.last is None else tell.say("pe.until", day=tell.shown.day(line.last))


def when_words(tell: Telling, recommendation: str) -> str:
    """Say when a recommendation is carried out, and as which adopted action, or why the plan leaves it out."""
    line = tell.ahead.carrying(recommendation)
    if line is not None:
        period = period_words(tell, line)
        if line.adopted is None:
            return period
        return tell.say("when.overdue" if line.overdue else "when.adopted", id=line.id, period=period)
    left_out = next((one for one in tell.ahead.left_out if one.id == recommendation), None)
    if left_out is not None:
        return left_out_words(tell, left_out)
    return tell.say("when.idle" if tell.planned.proposal else "when.circle")


def who_words(tell: Telling, line: Line) -> str:
    """Name the role that answers for an action, or say that nobody does."""
    return sentence_part(line.responsible) if line.responsible else tell.say("pe.nobody")


def post_and_partners(responsible: str) -> tuple[str, str]:
    """Part whoever is responsible into the post that leads and those that help."""
    whole = sentence_part(responsible)
    found = next((found for pattern in PARTNERS if (found := pattern.search(whole)) is not None), None)
    return (whole, "") if found is None else (whole[: found.start()], whole[found.end() :])


def ids_words(tell: Telling, lines: Sequence[Line]) -> str:
    """List actions by their ids, all of them."""
    return tell.shown.listed(line.id for line in lines)


def named_words(tell: Telling, lines: Sequence[Line]) -> str:
    """List actions where they are first met: a few by id and name, many by their ids, which the next pages explain."""
    if len(lines) > NAMED:
        return ids_words(tell, lines)
    names = ((line.id, line.action if line.indicator is None else line.indicator.short) for line in lines)
    return tell.shown.listed(tell.say("pe.named", id=one, name=sentence_part(name)) for one, name in names)


def cost_sum(tell: Telling, lines: Sequence[Line]) -> str:
    """Write what actions cost together as far as it is known; by cost class where no amounts are."""
    counted = [line for line in lines if line.step is None or line.step.firing is not None]
    unknown = sum(line.cost is None for line in counted)
    if unknown < len(counted):
        cost = money(tell, costs_of(lines))
        return tell.count("pe.cost_partly", unknown, cost=cost) if unknown else cost
    classes = [line.recommendation.cost_class for line in lines if line.recommendation is not None and not line.adopted]
    if not classes:
        return tell.say("sign.none")
    return tell.say("list.comma").join(
        tell.say("cost.counted", count=tell.shown.count(classes.count(one)), cost=tell.say(f"cost.{one}"))
        for one in COST_CLASSES
        if one in classes
    )


def costs_of(lines: Sequence[Line]) -> Fraction:
    """Add up what actions cost, as far as it is known."""
    return sum((line.cost or Fraction(0) for line in lines), Fraction(0))


def by_class(line: Line) -> bool:
    """Whether the cost of an action is the amount of its class, which nobody has estimated for it."""
    return line.adopted is None and line.recommendation is not None and bool(line.cost)


def staff_sum(lines: Sequence[Line]) -> Fraction:
    """Add up the staff of actions, as far as it is known."""
    return sum((line.staff or Fraction(0) for line in lines), Fraction(0))


def staff_sum_words(tell: Telling, lines: Sequence[Line]) -> str:
    """Write the staff of actions."""
    return staff_words(tell, staff_sum(lines))


def amounts(tell: Telling, lines: Sequence[Line]) -> tuple[str, str, str]:
    """Give the number of actions, their staff and their cost."""
    return tell.shown.count(len(lines)), tell.shown.short_figure(staff_sum(lines)), cost_sum(tell, lines)


def wave_ends(lines: Lines, wave: Horizon) -> date:
    """Give the last day of a wave; the last of a plan ends with its last action."""
    if wave is lines.waves[-1]:
        return lines.ends
    return later(lines.start, wave.months[1]) - timedelta(days=1)


def wave_period(tell: Telling, lines: Lines, wave: Horizon) -> str:
    """Give the days of a wave."""
    return tell.shown.period(later(lines.start, wave.months[0]), wave_ends(lines, wave))


def _numbered(tell: Telling, line: Line, title: str) -> str:
    """Tell actions apart that lead to the same level of the same indicator."""
    if line.place is None:
        return title
    place, places = line.place
    return tell.say("pe.one_of", title=title, place=tell.shown.count(place), places=tell.shown.count(places))
