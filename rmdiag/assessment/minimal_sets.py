"""Find what would lift an indicator: the gates that are missing, and every smallest set of recommendations for them.

The gates are one set, as a level needs every gate up to it. The ways to turn them are several where recommendations
close the same question. A set is minimal when none of its recommendations can be left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.methods import level_reached
from rmdiag.assessment.results import Gate, GateState, IndicatorScore, Scores
from rmdiag.compendium.model import COST_CLASSES, Framework, Indicator, Recommendation

# Indicators have up to four recommendations; the bound only guards against frameworks that nobody has written yet.
MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationSet:
    """One way to turn all missing gates, with what it costs and what it waits for."""

    recommendations: tuple[Recommendation, ...]
    reaches: int  # the level with all that the set closes, at least the one that was asked for
    first: tuple[Recommendation, ...]  # must be finished before, and is not
    requires: tuple[str, ...]  # conditions of its indicators that do not hold yet, such as TRT-03 >= 3

    @property
    def person_months(self) -> Fraction:
        """The staff time of the set itself."""
        return _person_months(self.recommendations)

    @property
    def person_months_in_all(self) -> Fraction:
        """The staff time of the set and of all that must be finished before it."""
        return _person_months((*self.recommendations, *self.first))

    @property
    def cost_class(self) -> str:
        """The highest cost class in the set."""
        return max((r.cost_class for r in self.recommendations), key=_cost_rank)

    @property
    def effort(self) -> int:
        """The effort of all its recommendations, S, M and L counting 1, 2 and 3."""
        return sum(r.effort.weight for r in self.recommendations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lift:
    """All that is known of the way of one indicator to a level; `sets` is empty while a gate has no recommendation."""

    indicator: Indicator
    level: int
    gates: tuple[Gate, ...]  # unmet or unknown, and all needed
    unclosed: tuple[Gate, ...]  # those that no recommendation closes
    sets: tuple[RecommendationSet, ...]  # cheapest first
    cut: bool = False  # there may be more sets than were looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifts:
    """The way of one indicator to its next gated level, and to its target where that is further on."""

    indicator: Indicator
    following: Lift | None  # None at the top of its gates
    to_target: Lift | None  # None where the target is reached, or where `following` leads to it


def find_lifts(framework: Framework, scores: Scores, targets: Mapping[str, int]) -> tuple[Lifts, ...]:
    """Give the ways of every indicator that counts, in the framework's order."""
    closers = _closers(framework)
    counting = [i for i in framework.indicators.values() if scores.indicators[i.id].state.counts]
    return tuple(_lifts(_Ground(framework, scores, closers), i, targets[i.id]) for i in counting)


def find_lift(framework: Framework, scores: Scores, identity: str, level: int) -> Lift:
    """Give the way of one indicator to a level."""
    return _lift(_Ground(framework, scores, _closers(framework)), framework.indicators[identity], level)


def minimal_covers(gates: Sequence[Sequence[str]]) -> tuple[tuple[frozenset[str], ...], bool]:
    """Give every set of names that holds one of each gate's and could not spare any; and whether the search was cut.

    Each set is met once: a branch takes one of a gate's names and bars those that earlier branches took.
    """
    found: list[frozenset[str]] = []
    nothing: frozenset[str] = frozenset()
    branches = [(nothing, nothing)]
    for _ in range(MOST_STEPS):
        if not branches:
            break
        chosen, barred = branches.pop()
        free = [[name for name in gate if name not in barred] for gate in gates if chosen.isdisjoint(gate)]
        if not free:
            found.append(chosen)
            continue
        nearest = min(free, key=len)
        for place, name in enumerate(nearest):
            grown = chosen | {name}
            if _each_is_needed(grown, gates):
                branches.append((grown, barred | set(nearest[:place])))
    return tuple(sorted(found, key=sorted)), bool(branches)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What every way is looked for on."""

    framework: Framework
    scores: Scores
    closers: Mapping[str, tuple[Recommendation, ...]]


def _closers(framework: Framework) -> Mapping[str, tuple[Recommendation, ...]]:
    found: dict[str, tuple[Recommendation, ...]] = {}
    for recommendation in framework.recommendations.values():
        for question in recommendation.closes:
            found[question] = (*found.get(question, ()), recommendation)
    return found


def _lifts(ground: _Ground, indicator: Indicator, target: int) -> Lifts:
    score = ground.scores.indicators[indicator.id]
    stands = _standing(score, ground.framework.lowest)
    above = sorted({gate.level for gate in score.gates if gate.level > stands})
    aimed = [level for level in above if level <= target]
    return Lifts(
        indicator=indicator,
        following=_lift(ground, indicator, above[0]) if above else None,
        to_target=_lift(ground, indicator, aimed[-1]) if len(aimed) > 1 else None,
    )


def _standing(score: IndicatorScore, lowest: int) -> int:
    """Give the level to lift from: a judgement that was passed upwards is not lifted to what it already says."""
    return max(score.point or lowest, score.computed or lowest)


def _lift(ground: _Ground, indicator: Indicator, level: int) -> Lift:
    score = ground.scores.indicators[indicator.id]
    gates = tuple(g for g in score.gates if g.level <= level and g.low is not GateState.MET)
    names = [[r.id for r in ground.closers.get(g.question, ()) if r.below >= g.level] for g in gates]
    unclosed = tuple(gate for gate, closing in zip(gates, names, strict=True) if not closing)
    covers, cut = ((), False) if unclosed or not gates else minimal_covers(names)
    sets = [_recommendation_set(ground, score, cover) for cover in covers]
    return Lift(
        indicator=indicator,
        level=level,
        gates=gates,
        unclosed=unclosed,
        sets=tuple(sorted(sets, key=_cheapest)),
        cut=cut,
    )


def _recommendation_set(ground: _Ground, score: IndicatorScore, cover: frozenset[str]) -> RecommendationSet:
    chosen = tuple(r for r in ground.framework.recommendations.values() if r.id in cover)
    held = ((g.level, g.low is GateState.MET or _closes(chosen, g)) for g in score.gates)
    return RecommendationSet(
        recommendations=chosen,
        reaches=level_reached(held, ground.framework.lowest),
        first=missing_first(ground.framework, ground.scores, cover),
        requires=_missing_conditions(ground, chosen),
    )


def missing_first(framework: Framework, scores: Scores, chosen: Iterable[str]) -> tuple[Recommendation, ...]:
    """Give what recommendations wait for, directly or through others, that is neither reached nor among them."""
    names, found = set(chosen), dict[str, Recommendation]()
    queue = [framework.recommendations[name] for name in sorted(names)]
    while queue:
        one = queue.pop()
        lower = [r for r in framework.indicators[one.indicator].recommendations if r.below < one.below]
        named = [framework.recommendations[r] for r in one.after if r in framework.recommendations]
        for earlier in (*named, *lower):
            if earlier.id not in names | set(found) and not _stands(scores, earlier):
                found[earlier.id] = earlier
                queue.append(earlier)
    return tuple(r for r in framework.recommendations.values() if r.id in found)


def _stands(scores: Scores, recommendation: Recommendation) -> bool:
    """Whether the level that a recommendation leads to is reached already, or cannot matter here."""
    score = scores.indicators[recommendation.indicator]
    return not score.state.counts or (score.point is not None and score.point >= recommendation.below)


def _missing_conditions(ground: _Ground, chosen: Iterable[Recommendation]) -> tuple[str, ...]:
    indicators = dict.fromkeys(r.indicator for r in chosen)
    conditions = [c for i in indicators for c in ground.framework.indicators[i].requires]
    scored = ground.scores.indicators
    open_ones = [c for c in conditions if c.left in scored and isinstance(c.right, Fraction)]
    return tuple(str(c) for c in open_ones if isinstance(c.right, Fraction) and (scored[c.left].point or 0) < c.right)


def _closes(chosen: Iterable[Recommendation], gate: Gate) -> bool:
    return any(gate.question in r.closes and gate.level <= r.below for r in chosen)


def _each_is_needed(chosen: frozenset[str], gates: Iterable[Sequence[str]]) -> bool:
    held = [chosen.intersection(gate) for gate in gates]
    alone = {name for names in held if len(names) == 1 for name in names}
    return alone == chosen


def _cheapest(one: RecommendationSet) -> tuple[Fraction, int, int, tuple[str, ...]]:
    names = tuple(r.id for r in one.recommendations)
    return one.person_months, _cost_rank(one.cost_class), one.effort, names


def _cost_rank(cost_class: str) -> int:
    return COST_CLASSES.index(cost_class) if cost_class in COST_CLASSES else len(COST_CLASSES)


def _person_months(recommendations: Iterable[Recommendation]) -> Fraction:
    return sum((r.person_months for r in recommendations), Fraction(0))
