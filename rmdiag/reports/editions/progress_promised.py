"""Set what the plan of the earlier round would have reached by now beside what this round finds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rmdiag.assessment.gaps import Firing
from rmdiag.assessment.proposal import Outcome
from rmdiag.reports.compose import para
from rmdiag.reports.editions.plan_reach import at_target
from rmdiag.reports.editions.progress_rounds import Rounds
from rmdiag.reports.editions.summary import at_target as at_target_now
from rmdiag.reports.model import Block


def promised(rounds: Rounds) -> Iterator[Block]:
    """Say what was to be reached by now, what is reached, and how much of the plan was adopted."""
    due = None if rounds.on_paper else _due(rounds)
    if due is None:
        return
    tell, before, (day, outcome) = rounds.tell, rounds.before, due
    reached, every = at_target_now(tell)
    recommended, idle = recommendations(rounds), not_adopted(rounds)
    values = {
        "round": before.mission.round,
        "day": tell.shown.date(day),
        "level": tell.shown.mean(outcome.scores.overall.point),
        "expected": tell.shown.count(at_target(before, outcome.scores)),
        "then": tell.shown.count(at_target_now(before)[1]),
        "now": tell.shown.mean(tell.result.overall.point),
        "reached": tell.shown.count(reached),
        "every": tell.shown.count(every),
        "adopted": tell.shown.count(len(recommended) - len(idle)),
        "all": tell.shown.count(len(recommended)),
    }
    yield para(tell.say("pr.plan.promised", **values))


def recommendations(rounds: Rounds) -> tuple[Firing, ...]:
    """Give the recommendations of the earlier round, the highest priority first."""
    found = [one.firing for one in rounds.before.assessment.plan.actions if one.firing is not None]
    return tuple(sorted(found, key=lambda firing: -firing.priority))


def not_adopted(rounds: Rounds) -> tuple[Firing, ...]:
    """Give those that no adopted plan took up."""
    known = {action.recommendation for action in (*rounds.before.mission.actions, *rounds.tell.mission.actions)}
    return tuple(one for one in recommendations(rounds) if one.recommendation.id not in known)


def _due(rounds: Rounds) -> tuple[date, Outcome] | None:
    """Give the last wave of the earlier plan that would be over by now, with its last day."""
    proposal = rounds.before.planned.proposal
    if proposal is None or rounds.tell.result.overall.point is None:
        return None
    ends = {step.id: step.ends for step in proposal.steps}
    waves = [(max(ends[step] for step in one.steps), one) for one in proposal.outcomes if one.steps]
    over = [(day, one) for day, one in waves if day <= rounds.tell.mission.as_of]
    return over[-1] if over and over[-1][1].scores.overall.point is not None else None
