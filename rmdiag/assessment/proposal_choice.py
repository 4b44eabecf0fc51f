"""Choose the steps of a plan: what gaps call for and what must be done, without what must not, within a budget."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.gaps import Firing
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan import Draft, draft_steps
from rmdiag.assessment.proposal import Chooser, Clash, Conflict
from rmdiag.assessment.selection import Candidate, must_set, with_prerequisites, worth
from rmdiag.assessment.wish import Wish
from rmdiag.compendium.checks import find_cycles

FREE = "none"  # the cost class of steps that take staff time only


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The steps that a plan keeps, and what became of the others."""

    drafts: Mapping[str, Draft]
    called_for: frozenset[str]  # all steps that gaps and wishes call for
    excluded: Mapping[str, tuple[str, ...]]  # with the chain of steps down to the one that must not be done
    unaffordable: tuple[str, ...] = ()
    reached: tuple[str, ...] = ()


def kept_steps(assessment: Assessment, wish: Wish, chooser: Chooser) -> Kept | Conflict:
    """Give the steps that a wish allows, or the contradiction in it."""
    framework, scores = assessment.questionnaire.framework, assessment.scores.result
    levels = {identity: scores.indicators[framework.recommendations[identity].indicator] for identity in wish.must}
    elsewhere = tuple(identity for identity, score in levels.items() if not score.state.counts)
    if elsewhere:
        return Conflict(clash=Clash.NOT_HERE, steps=elsewhere)
    every = draft_steps(framework, scores, assessment.gaps, wish.must)
    circles = find_cycles({draft.id: draft.waits_for for draft in every.values()})
    if circles:
        return Conflict(clash=Clash.CIRCLE, steps=circles[0])
    excluded = _excluded(every, wish.dropped)
    clash = next((excluded[identity] for identity in wish.must if identity in excluded), None)
    if clash is not None:
        return Conflict(clash=Clash.MUST_AND_NOT, steps=clash)
    allowed = [replace(gap, firing=_without(gap.firing, excluded)) for gap in assessment.gaps]
    kept = Kept(
        drafts=draft_steps(framework, scores, allowed, wish.must),
        called_for=frozenset(every),
        excluded=excluded,
        reached=tuple(
            i for i, score in levels.items() if score.point and score.point >= framework.recommendations[i].below
        ),
    )
    return kept if wish.budget is None else _within(wish.budget, kept, (assessment.mission, wish, chooser))


def amounts(mission: Mission) -> Mapping[str, Fraction]:
    """Give what each cost class means in money; `none` is nothing unless it is given an amount."""
    given = {cost.id: cost.amount for cost in mission.costs}
    return {FREE: Fraction(0), **given} if mission.costs else {}


def cost_of(draft: Draft, money: Mapping[str, Fraction]) -> Fraction | None:
    """Give the cost of a step, None where its class has no amount; to find out costs nothing but time."""
    if draft.firing is None:
        return Fraction(0)
    return money.get(draft.firing.recommendation.cost_class)


def _without(firing: tuple[Firing, ...], excluded: Mapping[str, object]) -> tuple[Firing, ...]:
    return tuple(f for f in firing if f.recommendation.id not in excluded)


def _excluded(drafts: Mapping[str, Draft], dropped: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Give what must not be done and everything that waits for it, each with its shortest chain down to that."""
    chains: dict[str, tuple[str, ...]] = {identity: (identity,) for identity in dropped if identity in drafts}
    queue = list(chains)
    for blocked in queue:  # it grows while other steps wait for one of these
        for draft in drafts.values():
            if blocked in draft.waits_for and draft.id not in chains:
                chains[draft.id] = (draft.id, *chains[blocked])
                queue.append(draft.id)
    return chains


def _within(budget: Fraction, kept: Kept, wished: tuple[Mission, Wish, Chooser]) -> Kept | Conflict:
    """Keep what the budget pays for."""
    mission, wish, chooser = wished
    money = amounts(mission)
    unknown = {
        d.id: d.firing.recommendation.cost_class for d in kept.drafts.values() if d.firing and cost_of(d, money) is None
    }
    if unknown:
        classes = tuple(dict.fromkeys(unknown.values()))
        return Conflict(clash=Clash.NO_AMOUNT, steps=tuple(unknown), classes=classes)
    candidates = [_candidate(draft, money, wish) for draft in kept.drafts.values()]
    needed = must_set(candidates)
    asked = worth(candidates, needed).cost
    if asked > budget:
        dear = tuple(c.id for c in candidates if c.id in needed and c.cost)
        return Conflict(clash=Clash.OVER_BUDGET, steps=dear, asked=asked, limit=budget)
    chosen = chooser.choose(candidates, budget)
    wanted = [c.id for c in candidates if c.id in chosen and (c.value or c.must)]
    bought = with_prerequisites(wanted, {c.id: c.waits_for for c in candidates})
    return replace(
        kept,
        drafts={identity: draft for identity, draft in kept.drafts.items() if identity in bought},
        unaffordable=tuple(c.id for c in candidates if c.id not in bought and c.value),
    )


def _candidate(draft: Draft, money: Mapping[str, Fraction], wish: Wish) -> Candidate:
    """Weigh a step: a prerequisite counts by what it makes possible, and finding out is always done."""
    called_for = draft.firing is not None and not draft.firing.as_prerequisite
    return Candidate(
        id=draft.id,
        value=draft.firing.priority if draft.firing and called_for else Fraction(0),
        cost=cost_of(draft, money) or Fraction(0),
        person_months=draft.person_months,
        waits_for=draft.waits_for,
        must=draft.firing is None or draft.id in wish.must,
    )
