"""Plan what a mission asks for; where no plan can keep to that, say so and plan without it."""

from __future__ import annotations

from dataclasses import dataclass

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.proposal import Choice, Chooser, Conflict, Proposal
from rmdiag.assessment.proposal_make import propose
from rmdiag.assessment.selection import greedy_choice
from rmdiag.assessment.wish import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """The plan that a mission asks for; where that contradicts itself, how, and a plan with its first day only."""

    proposal: Proposal | None  # None: steps wait for each other in a circle
    conflict: Conflict | None = None


def plan_of(assessment: Assessment, chooser: Chooser | None = None) -> Planned:
    """Give the plan that keeps to what mission.yaml asks of it."""
    wish = assessment.mission.plan_wish
    chooser = chooser or chooser_here(needed=wish.budget is not None)
    found = propose(assessment, wish, chooser)
    if isinstance(found, Proposal):
        return Planned(proposal=found)
    free = propose(assessment, Wish(start=wish.start), chooser)
    return Planned(proposal=free if isinstance(free, Proposal) else None, conflict=found)


def chooser_here(*, needed: bool) -> Chooser:
    """Give the exact way to choose under a budget, or the greedy one where no solver is installed or none is needed."""
    if needed:
        try:
            from rmdiag.assessment.selection_solver import exact_choice
        except ModuleNotFoundError as error:
            if error.name != "highspy":
                raise
        else:
            return Chooser(choice=Choice.EXACT, choose=exact_choice)
    return Chooser(choice=Choice.GREEDY, choose=greedy_choice)
