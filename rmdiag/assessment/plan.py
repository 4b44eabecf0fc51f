"""Order what fires behind what must come first, and lay it out in waves (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.gaps import Firing, Gap, firing
from rmdiag.assessment.results import Scores, State
from rmdiag.compendium.model import Comparison, Framework, Horizon, Indicator, Recommendation

FIND_OUT_MONTHS = 1  # a short return visit or a written question


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One step of the plan; months count from its start. Without a recommendation it is "find out" for an indicator."""

    id: str
    indicator: Indicator
    firing: Firing | None
    waits_for: tuple[str, ...]
    start: int
    end: int
    wave: Horizon

    @property
    def recommendation(self) -> Recommendation | None:
        """The recommendation that this step carries out."""
        return None if self.firing is None else self.firing.recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All steps in the order in which they should begin, prerequisites first."""

    actions: tuple[Action, ...]

    def wave(self, wave: Horizon) -> tuple[Action, ...]:
        """Give the steps that end in a wave."""
        return tuple(action for action in self.actions if action.wave is wave)

    @property
    def person_months(self) -> Fraction:
        """The staff time of the whole plan, in person-months."""
        return sum((a.recommendation.person_months for a in self.actions if a.recommendation), Fraction(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    id: str
    indicator: Indicator
    firing: Firing | None
    waits_for: tuple[str, ...]


def make_plan(framework: Framework, scores: Scores, gaps: Sequence[Gap]) -> Plan:
    """Give the plan for all gaps: what fires, what that waits for, and "find out" where nothing is known."""
    wanted = {f.recommendation.id: f for gap in gaps for f in gap.firing}
    drafts: dict[str, _Draft] = {}
    for gap in gaps:
        if gap.find_out:
            _add_find_out(gap.indicator, drafts)
    queue = list(wanted.values())
    while queue:
        fired = queue.pop(0)
        if fired.recommendation.id in drafts:
            continue
        needed, unknown = _prerequisites(framework, scores, fired.recommendation)
        for indicator in unknown:
            _add_find_out(indicator, drafts)
        waits = (*(r.id for r in needed), *(_find_out(i) for i in unknown))
        indicator = framework.indicators[fired.recommendation.indicator]
        drafts[fired.recommendation.id] = _Draft(
            id=fired.recommendation.id, indicator=indicator, firing=fired, waits_for=waits
        )
        queue += [wanted.get(r.id) or _pulled_in(framework, scores, r) for r in needed]
    return Plan(actions=_scheduled(_ordered(drafts)))


def _find_out(indicator: Indicator) -> str:
    return f"{indicator.id}-?"


def _add_find_out(indicator: Indicator, drafts: dict[str, _Draft]) -> None:
    identity = _find_out(indicator)
    drafts.setdefault(identity, _Draft(id=identity, indicator=indicator, firing=None, waits_for=()))


def _pulled_in(framework: Framework, scores: Scores, recommendation: Recommendation) -> Firing:
    """Fire a prerequisite that no gap of its own calls for; its gap is the way to the level that it reaches."""
    indicator = framework.indicators[recommendation.indicator]
    point = scores.indicators[indicator.id].point or framework.lowest
    return firing(recommendation, indicator, max(recommendation.below - point, 1), as_prerequisite=True)


def _prerequisites(
    framework: Framework, scores: Scores, recommendation: Recommendation
) -> tuple[tuple[Recommendation, ...], tuple[Indicator, ...]]:
    """Give what must be finished first.

    That is its `after`, the lower steps of its own indicator, and what lifts the indicators that this one requires.
    """
    indicator = framework.indicators[recommendation.indicator]
    named = [framework.recommendations[r] for r in recommendation.after if r in framework.recommendations]
    lower = [r for r in indicator.recommendations if r.below < recommendation.below]
    lifting = [r for c in indicator.requires for r in _lifting(framework, scores, c)]
    unknown = [
        i
        for i in _concerned(framework, indicator, named)
        if scores.indicators[i.id].state is State.NOT_ASSESSED and i.id != indicator.id
    ]
    open_ones = [r for r in (*named, *lower, *lifting) if not _stands(scores, r) and r.id != recommendation.id]
    known = [r for r in open_ones if scores.indicators[r.indicator].state is State.ASSESSED]
    return tuple({r.id: r for r in known}.values()), tuple({i.id: i for i in unknown}.values())


def _concerned(framework: Framework, indicator: Indicator, named: Iterable[Recommendation]) -> Iterable[Indicator]:
    for comparison in indicator.requires:
        if comparison.left in framework.indicators:
            yield framework.indicators[comparison.left]
    for recommendation in named:
        yield framework.indicators[recommendation.indicator]


def _stands(scores: Scores, recommendation: Recommendation) -> bool:
    """Whether the level that a recommendation leads to is reached already, or cannot matter here."""
    score = scores.indicators[recommendation.indicator]
    if not score.state.counts:
        return True
    return score.point is not None and score.point >= recommendation.below


def _lifting(framework: Framework, scores: Scores, comparison: Comparison) -> Iterable[Recommendation]:
    """Give the recommendations that lift a required indicator to the level that is required of it."""
    indicator = framework.indicators.get(comparison.left)
    if indicator is None or not isinstance(comparison.right, Fraction):
        return ()
    point = scores.indicators[indicator.id].point
    if point is not None and point >= comparison.right:
        return ()
    return tuple(r for r in indicator.recommendations if r.below <= comparison.right)


def _ordered(drafts: Mapping[str, _Draft]) -> list[_Draft]:
    """Give the steps prerequisites first, by priority among those that are free to begin; "find out" opens the plan."""
    done: list[_Draft] = []
    placed: set[str] = set()
    rest = list(drafts.values())
    while rest:
        free = [d for d in rest if all(w in placed or w not in drafts for w in d.waits_for)] or rest
        best = min(free, key=lambda d: (d.firing is not None, -(d.firing.priority if d.firing else 0), d.id))
        done.append(best)
        placed.add(best.id)
        rest.remove(best)
    return done


def _scheduled(drafts: Iterable[_Draft]) -> tuple[Action, ...]:
    ends: dict[str, int] = {}
    actions = []
    for draft in drafts:
        recommendation = None if draft.firing is None else draft.firing.recommendation
        months = FIND_OUT_MONTHS if recommendation is None else recommendation.months
        begin = 0 if recommendation is None else _own_start(recommendation)
        start = max([begin, *(ends[w] for w in draft.waits_for if w in ends)])
        ends[draft.id] = start + months
        actions.append(
            Action(
                id=draft.id,
                indicator=draft.indicator,
                firing=draft.firing,
                waits_for=draft.waits_for,
                start=start,
                end=start + months,
                wave=_wave(start + months),
            )
        )
    return tuple(sorted(actions, key=lambda a: (list(Horizon).index(a.wave), a.start, actions.index(a))))


def _own_start(recommendation: Recommendation) -> int:
    """Begin with the horizon's first month, or earlier when the work would not end in it."""
    first, last = recommendation.horizon.months
    return max(0, min(first, last - recommendation.months))


def _wave(end: int) -> Horizon:
    """Give the wave in which a month lies; what ends after the last one stays in it."""
    return next((wave for wave in Horizon if end <= wave.months[1]), Horizon.LONG)
