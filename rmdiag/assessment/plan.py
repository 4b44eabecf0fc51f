"""Order what fires behind what must come first, and lay it out in waves (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

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
class Draft:
    """One step before it has dates; without a recommendation it is "find out" for an indicator."""

    id: str
    indicator: Indicator
    firing: Firing | None
    waits_for: tuple[str, ...]

    @property
    def months(self) -> int:
        """How long it takes."""
        return FIND_OUT_MONTHS if self.firing is None else self.firing.recommendation.months

    @property
    def person_months(self) -> Fraction:
        """The staff time that it takes; to find out takes none worth counting."""
        return Fraction(0) if self.firing is None else self.firing.recommendation.person_months

    @property
    def earliest(self) -> int:
        """The month in which its horizon begins, or an earlier one when the work would not end in it."""
        if self.firing is None:
            return 0
        first, last = self.firing.recommendation.horizon.months
        return max(0, min(first, last - self.months))

    @property
    def turn(self) -> tuple[bool, Fraction, str]:
        """Its place among steps that are free to begin: "find out" first, then by priority, then by id."""
        priority = Fraction(0) if self.firing is None else self.firing.priority
        return (self.firing is not None, -priority, self.id)


def make_plan(framework: Framework, scores: Scores, gaps: Sequence[Gap]) -> Plan:
    """Give the plan for all gaps: what fires, what that waits for, and "find out" where nothing is known."""
    return Plan(actions=_scheduled(in_order(draft_steps(framework, scores, gaps))))


def draft_steps(
    framework: Framework, scores: Scores, gaps: Iterable[Gap], also: Iterable[str] = ()
) -> Mapping[str, Draft]:
    """Give the steps that gaps and the recommendations in `also` call for, with all that these wait for."""
    drafts: dict[str, Draft] = {}
    wanted: dict[str, Firing] = {}
    for gap in gaps:
        wanted |= {f.recommendation.id: f for f in gap.firing}
        if gap.find_out:
            _add_find_out(gap.indicator, drafts)
    for identity in also:
        wanted.setdefault(identity, _called_for(framework, scores, framework.recommendations[identity]))
    queue = list(wanted.values())
    for fired in queue:  # it grows while steps name what they wait for
        if fired.recommendation.id in drafts:
            continue
        needed, unknown = _prerequisites(framework, scores, fired.recommendation)
        for indicator in unknown:
            _add_find_out(indicator, drafts)
        waits = (*(r.id for r in needed), *(_find_out(i) for i in unknown))
        indicator = framework.indicators[fired.recommendation.indicator]
        drafts[fired.recommendation.id] = Draft(
            id=fired.recommendation.id, indicator=indicator, firing=fired, waits_for=waits
        )
        queue += [
            wanted.get(r.id) or _called_for(framework, scores, r, as_prerequisite=True)
            for r in needed
            if r.id not in drafts
        ]
    return drafts


def in_order(drafts: Mapping[str, Draft]) -> list[Draft]:
    """Give the steps prerequisites first, by priority among those that are free to begin; "find out" opens the plan."""
    open_of = {d.id: sum(w in drafts for w in d.waits_for) for d in drafts.values()}
    waiting: dict[str, list[str]] = {}
    for draft in drafts.values():
        for before in draft.waits_for:
            waiting.setdefault(before, []).append(draft.id)
    free = [(d.turn, d.id) for d in drafts.values() if not open_of[d.id]]
    heapify(free)
    placed: dict[str, Draft] = {}
    while len(placed) < len(drafts):
        if not free:  # a circle, which the framework's checks name; the plan goes on with the most urgent of it
            free = [min((d.turn, d.id) for d in drafts.values() if d.id not in placed)]
        identity = heappop(free)[1]
        if identity in placed:
            continue
        placed[identity] = drafts[identity]
        for after in waiting.get(identity, ()):
            open_of[after] -= 1
            if not open_of[after]:
                heappush(free, (drafts[after].turn, after))
    return list(placed.values())


def wave_of(end: int) -> Horizon:
    """Give the wave in which a month lies; what ends after the last one stays in it."""
    return next((wave for wave in Horizon if end <= wave.months[1]), Horizon.LONG)


def _find_out(indicator: Indicator) -> str:
    return f"{indicator.id}-?"


def _add_find_out(indicator: Indicator, drafts: dict[str, Draft]) -> None:
    identity = _find_out(indicator)
    drafts.setdefault(identity, Draft(id=identity, indicator=indicator, firing=None, waits_for=()))


def _called_for(
    framework: Framework, scores: Scores, recommendation: Recommendation, *, as_prerequisite: bool = False
) -> Firing:
    """Fire a recommendation that no gap calls for; its gap is the way to the level that it reaches."""
    indicator = framework.indicators[recommendation.indicator]
    point = scores.indicators[indicator.id].point or framework.lowest
    return firing(recommendation, indicator, max(recommendation.below - point, 1), as_prerequisite=as_prerequisite)


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
        for i in (indicator, *_concerned(framework, indicator, named))
        if scores.indicators[i.id].state is State.NOT_ASSESSED
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


def _scheduled(drafts: Sequence[Draft]) -> tuple[Action, ...]:
    """Begin each step as soon as its horizon and what it waits for allow, whatever the staff."""
    ends: dict[str, int] = {}
    actions = []
    for draft in drafts:
        start = max([draft.earliest, *(ends[w] for w in draft.waits_for if w in ends)])
        ends[draft.id] = end = start + draft.months
        actions.append(
            Action(
                id=draft.id,
                indicator=draft.indicator,
                firing=draft.firing,
                waits_for=draft.waits_for,
                start=start,
                end=end,
                wave=wave_of(end),
            )
        )
    waves = list(Horizon)
    return tuple(sorted(actions, key=lambda a: (waves.index(a.wave), a.start)))
