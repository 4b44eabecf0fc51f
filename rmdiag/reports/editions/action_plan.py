"""Write the plan as a chapter of the diagnostic, from the parts of which the plan edition is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rmdiag.assessment.proposal import Choice
from rmdiag.reports.compose import para
from rmdiag.reports.editions.ahead import has_actions
from rmdiag.reports.editions.metrics import money
from rmdiag.reports.editions.plan_chart import BARS
from rmdiag.reports.editions.plan_first import first_things
from rmdiag.reports.editions.plan_means import means
from rmdiag.reports.editions.plan_money import budget_words
from rmdiag.reports.editions.plan_open import leaves_open, open_chapter
from rmdiag.reports.editions.plan_page import calendar, headline, made_of, totals
from rmdiag.reports.editions.plan_reach import reach_chapter
from rmdiag.reports.editions.plan_waves import waves_chapter
from rmdiag.reports.editions.scope import leaves_out_dimensions
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import Block, Section, Start

Chapter = Callable[[Telling, str], Section]


def action_plan(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    parts = (part(tell, f"{number}.{place}") for place, part in enumerate(parts_of(tell, first_things), start=1))
    return Section(
        id="plan",
        title=tell.say("plan.title"),
        number=number,
        start=Start.SAME_PAGE if leaves_out_dimensions(tell) else Start.NEW_PAGE,
        blocks=tuple(_opening(tell)),
        sections=tuple(replace(part, listed=False) for part in parts),
    )


def parts_of(tell: Telling, first: Chapter) -> Iterator[Chapter]:
    """Give what the plan reaches, its actions, what comes first, what it takes, and what it leaves open."""
    if tell.ahead.every:
        if tell.ahead.reached is not None:
            yield reach_chapter
        yield from (waves_chapter, first, means)
    if leaves_open(tell):
        yield open_chapter


def _opening(tell: Telling) -> Iterator[Block]:
    ahead = tell.ahead
    unknown = len(ahead.every) - len(ahead.adopted) - len(ahead.new)
    if not ahead.every:
        if not leaves_open(tell):
            yield tell.para("plan.none" if tell.result.overall.known else "plan.none_unknown")
        return
    if has_actions(ahead):
        yield headline(tell, ahead.lines, ahead.reached)
        yield para(" ".join((made_of(tell, ahead.lines), *_wishes(tell))))
        if tell.indicative:
            yield tell.para("gaps.confirm")
    if unknown:
        yield para(tell.count("plan.find_out" if has_actions(ahead) else "plan.find_out_only", unknown))
    yield totals(tell, ahead.lines, ahead.reached)
    if has_actions(ahead) and len(ahead.every) > 1:
        yield from calendar(tell, ahead.lines, BARS)


def _wishes(tell: Telling) -> Iterator[str]:
    """Say what the plan keeps to, how its actions were chosen, and whether what is adopted goes beyond the budget."""
    proposal, shown = tell.planned.proposal, tell.shown
    if proposal is None:
        return
    wish = proposal.wish
    yield tell.say(
        "plan.from_wish" if tell.mission.wish is not None else "plan.from_mission", start=shown.date(wish.start)
    )
    if wish.budget is not None:
        key = "plan.budget_exact" if proposal.choice is Choice.EXACT else "plan.budget_greedy"
        yield tell.say(key, budget=money(tell, wish.budget))
    over = budget_words(tell, tell.ahead.lines)
    if over is not None:
        yield tell.say("pe.risk.budget.shows", **dict(zip(("cost", "budget", "difference"), over, strict=True)))
    if wish.must:
        yield tell.say("plan.must", list=shown.listed(wish.must))
