"""Adopt a proposed plan: set it beside the plan that is there, and say what would be written into it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rmdiag.assessment.actions import DECLARED, PlannedAction, Proposed
from rmdiag.assessment.plan_merge import Favour, Merge, Revision, Value, merge, values_of
from rmdiag.assessment.plan_text import Entry, Rewriting, is_untouched, proposed_values
from rmdiag.assessment.proposal import Proposal, Step
from rmdiag.tongue import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Adoption:
    """What becomes of a plan when a proposal is adopted over it."""

    merged: Merge
    rewriting: Rewriting  # what is to be written into plan.yaml
    begun: tuple[str, ...]  # actions under way, which are not rescheduled
    closed: tuple[str, ...]  # done or verified, and yet called for: a gate is still open
    dropped: tuple[str, ...]  # dropped earlier, and called for again
    idle: tuple[str, ...]  # adopted from an earlier proposal, and in this one no more
    removed: tuple[str, ...]  # of these, taken out of the plan because nobody had touched them


def adopt(proposal: Proposal, text: str | None, favour: Favour = Favour.PLAN, *, prune: bool = False) -> Adoption:
    """Give what the plan becomes; `text` is plan.yaml as it stands, None where there is none.

    An action is found again by its recommendation, else by its id. Nothing but `prune` takes an action out, and that
    only where it stands as it was adopted.
    """
    actions = proposal.assessment.mission.adopted
    found = {step.id: _found(step, actions) for step in proposal.steps}
    names = {identity: action.id if action else identity for identity, action in found.items()}
    offered = {step.id: _offered(step, names) for step in proposal.steps}
    every = [(step, found[step.id], offered[step.id]) for step in proposal.steps]
    open_ones = [one for one in every if one[1] is None or one[1].status == "planned"]
    merged = merge(actions, [_revision(step, action, now) for step, action, now in open_ones], favour)
    there = [(action, now) for _, action, now in open_ones if action is not None]
    idle = [a for a in actions if a.proposed and a.status == "planned" and a.id not in names.values()]
    words = {step.id: _words(step) for step in proposal.steps}
    removed = [a for a in idle if prune and text and is_untouched(text, a, _recommended(proposal, a))]
    return Adoption(
        merged=merged,
        rewriting=Rewriting(
            changes=merged.changes,
            added=[Entry(revision=r, words=words[r.id], proposed=offered[r.id]) for r in merged.added],
            proposed={action.id: now for action, now in there if action.proposed != now},
            removed=frozenset(a.id for a in removed),
        ),
        begun=_with_status(found.values(), ("started",)),
        closed=_with_status(found.values(), DECLARED),
        dropped=_with_status(found.values(), ("dropped",)),
        idle=tuple(a.id for a in idle if a not in removed),
        removed=tuple(a.id for a in removed),
    )


def _found(step: Step, actions: Sequence[PlannedAction]) -> PlannedAction | None:
    """Find the action of a plan that carries out a step."""
    by_recommendation = (a for a in actions if a.recommendation == step.id)
    return next(by_recommendation, None) or next((a for a in actions if a.id == step.id), None)


def _offered(step: Step, names: Mapping[str, str]) -> Proposed:
    """Give what a step proposes; what it waits for is called as the plan calls it."""
    recommendation = None if step.firing is None else step.firing.recommendation
    support = [] if recommendation is None else [phrase(one.replace("_", " ")) for one in recommendation.support]
    return Proposed(
        responsible=None if recommendation is None else recommendation.responsible,
        start=step.begins,
        end=step.ends,
        person_months=None if recommendation is None else step.person_months,
        cost=None if recommendation is None else step.cost,
        support=", ".join(support) or None,
        after=tuple(names[one] for one in step.waits_for if one in names),
    )


def _revision(step: Step, action: PlannedAction | None, now: Proposed) -> Revision:
    values = proposed_values(now)
    if action is None:
        return Revision(id=step.id, base=None, now={**_identity(step), **values, "status": "planned"})
    if action.proposed is None:  # adopted by hand: what is written there stays, what is blank is filled
        mine = values_of(action)
        return Revision(id=action.id, base={n: None if mine[n] is None else v for n, v in values.items()}, now=values)
    return Revision(id=action.id, base=proposed_values(action.proposed), now=values)


def _identity(step: Step) -> Mapping[str, Value]:
    if step.firing is not None:
        return {"recommendation": step.id}
    words = phrase("Find out where “{indicator}” stands.", indicator=step.indicator.title)
    return {"action": words, "indicator": step.indicator.id}


def _words(step: Step) -> str:
    return "" if step.firing is None else step.firing.recommendation.action


def _recommended(proposal: Proposal, action: PlannedAction) -> str:
    known = proposal.assessment.questionnaire.framework.recommendations
    return known[action.recommendation].action if action.recommendation else ""


def _with_status(found: Iterable[PlannedAction | None], statuses: Sequence[str]) -> tuple[str, ...]:
    return tuple(a.id for a in found if a is not None and a.status in statuses)
