"""Propose a plan: choose the steps that a wish allows, lay them out in months, say what each wave would reach."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.capacity import Placed, Work, level_out, loads
from rmdiag.assessment.critical_path import CriticalPath, critical_path
from rmdiag.assessment.gaps import Gap, rank_gaps
from rmdiag.assessment.plan import Draft, in_order, wave_of
from rmdiag.assessment.projection import project
from rmdiag.assessment.proposal import (
    Cause,
    Chooser,
    Clash,
    ClassCost,
    Conflict,
    LeftOut,
    Outcome,
    Proposal,
    Step,
    Why,
    total_cost,
)
from rmdiag.assessment.proposal_choice import Kept, amounts, cost_of, kept_steps
from rmdiag.assessment.wish import Wish
from rmdiag.compendium.model import COST_CLASSES, Horizon

LONGEST = 600  # months; a plan of more than fifty years is none


def propose(assessment: Assessment, wish: Wish, chooser: Chooser) -> Proposal | Conflict:
    """Give the plan that keeps to a wish, or what in the wish contradicts what."""
    kept = kept_steps(assessment, wish, chooser)
    if isinstance(kept, Conflict):
        return kept
    drafts = in_order(kept.drafts)
    works = [_work(draft) for draft in drafts]
    if wish.capacity is not None and _too_long(works, wish.capacity):
        asked = sum((work.person_months for work in works), Fraction(0))
        return Conflict(clash=Clash.TOO_LITTLE_STAFF, asked=asked, limit=wish.capacity)
    placed = level_out(works, wish.capacity)
    path = critical_path([replace(work, months=placed[work.id].months) for work in works])
    steps = _steps(assessment, wish, drafts, (placed, path))
    outcomes = _outcomes(assessment, steps)
    return Proposal(
        assessment=assessment,
        wish=wish,
        steps=steps,
        outcomes=outcomes,
        critical=path,
        quarters=loads(works, placed),
        classes=_classes(assessment, steps),
        left_out=_left_out(kept),
        remaining=_remaining(assessment, outcomes),
        choice=None if wish.budget is None else chooser.choice,
        idle=tuple(identity for identity in dict.fromkeys(wish.dropped) if identity not in kept.called_for),
        reached=kept.reached,
    )


def later(day: date, months: int) -> date:
    """Give the same day some months later, or the last of its month where that month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _work(draft: Draft) -> Work:
    return Work(
        id=draft.id,
        months=draft.months,
        person_months=draft.person_months,
        earliest=draft.earliest,
        waits_for=draft.waits_for,
    )


def _too_long(works: Iterable[Work], capacity: Fraction) -> bool:
    """Whether the staff of fifty years is not enough."""
    return sum((work.person_months for work in works), Fraction(0)) * 3 > capacity * LONGEST


def _steps(
    assessment: Assessment, wish: Wish, drafts: Sequence[Draft], laid_out: tuple[Mapping[str, Placed], CriticalPath]
) -> tuple[Step, ...]:
    """Give the steps with dates, by wave and then by start, as the plan of a report has them."""
    placed, path = laid_out
    money, waves = amounts(assessment.mission), list(Horizon)
    steps = []
    for draft in drafts:
        place = placed[draft.id]
        begins = later(wish.start, place.start)
        steps.append(
            Step(
                id=draft.id,
                indicator=draft.indicator,
                firing=draft.firing,
                why=_why(draft, wish),
                waits_for=draft.waits_for,
                start=place.start,
                end=place.end,
                begins=begins,
                ends=max(begins, later(wish.start, place.end) - timedelta(days=1)),
                wave=wave_of(place.end),
                stretched_from=place.stretched_from,
                person_months=draft.person_months,
                cost=cost_of(draft, money),
                slack=path.slack[draft.id],
                critical=path.slack[draft.id] == 0,
            )
        )
    return tuple(sorted(steps, key=lambda step: (waves.index(step.wave), step.start)))


def _why(draft: Draft, wish: Wish) -> Why:
    if draft.firing is None:
        return Why.FIND_OUT
    if draft.id in wish.must:
        return Why.MUST
    return Why.PREREQUISITE if draft.firing.as_prerequisite else Why.GAP


def _outcomes(assessment: Assessment, steps: Sequence[Step]) -> tuple[Outcome, ...]:
    """Give each wave in which steps end, with the profile that would stand after it."""
    outcomes: list[Outcome] = []
    done: list[str] = []
    for wave in Horizon:
        here = [step for step in steps if step.wave is wave]
        if not here:
            continue
        done += [step.id for step in here]
        profile = assessment.scores.result.answers
        outcomes.append(
            Outcome(
                wave=wave,
                steps=tuple(step.id for step in here),
                person_months=sum((step.person_months for step in here), Fraction(0)),
                cost=total_cost(here),
                scores=project(assessment.mission, assessment.questionnaire, profile, done),
            )
        )
    return tuple(outcomes)


def _remaining(assessment: Assessment, outcomes: Sequence[Outcome]) -> tuple[Gap, ...]:
    scores = outcomes[-1].scores if outcomes else assessment.scores.result
    gaps = rank_gaps(assessment.questionnaire.framework, scores, assessment.targets)
    return tuple(gap for gap in gaps if gap.gap or gap.find_out)


def _classes(assessment: Assessment, steps: Sequence[Step]) -> tuple[ClassCost, ...]:
    """Add up each cost class that a step has, cheapest class first."""
    money = amounts(assessment.mission)
    used = [step.firing.recommendation.cost_class for step in steps if step.firing]
    return tuple(
        ClassCost(id=identity, count=used.count(identity), amount=money.get(identity))
        for identity in COST_CLASSES
        if identity in used
    )


def _left_out(kept: Kept) -> tuple[LeftOut, ...]:
    """Say of every step that a gap calls for why it is not there, as far as it is not only a prerequisite of others."""
    excluded = [
        LeftOut(id=identity, cause=Cause.NOT if len(chain) == 1 else Cause.WAITS, chain=chain)
        for identity, chain in kept.excluded.items()
    ]
    return (*excluded, *(LeftOut(id=identity, cause=Cause.BUDGET) for identity in kept.unaffordable))
