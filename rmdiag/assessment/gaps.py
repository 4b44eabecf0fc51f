"""Set targets beside levels: which indicators fall short, by how much, and which recommendations fire (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.mission import Targets
from rmdiag.assessment.results import IndicatorScore, Scores, State
from rmdiag.compendium.model import Framework, Indicator, Recommendation


@dataclass(frozen=True, slots=True, kw_only=True)
class Firing:
    """A recommendation that the gap calls for, with the arithmetic of its priority."""

    recommendation: Recommendation
    gap: int
    criticality: int
    priority: Fraction  # gap x criticality x impact / effort
    as_prerequisite: bool = False  # fires only because another one waits for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One indicator against its target; `gap` is None while the indicator is not assessed."""

    indicator: Indicator
    score: IndicatorScore
    target: int
    gap: int | None
    priority: Fraction
    firing: tuple[Firing, ...]

    @property
    def find_out(self) -> bool:
        """Whether the first thing to do is to find out where the indicator stands."""
        return self.score.state is State.NOT_ASSESSED


def target_levels(framework: Framework, targets: Targets) -> Mapping[str, int]:
    """Give the target level of every indicator: the mission's own where it names one, else that of its preset."""
    preset = framework.targets.get(targets.preset)
    base = {i.id: preset.level(i) if preset else framework.lowest for i in framework.indicators.values()}
    return {**base, **{key: level for key, level in targets.overrides.items() if key in base}}


def rank_gaps(framework: Framework, scores: Scores, levels: Mapping[str, int]) -> tuple[Gap, ...]:
    """Give every indicator that counts, widest priority first; ties stand in the framework's order."""
    counting = [i for i in framework.indicators.values() if scores.indicators[i.id].state.counts]
    gaps = [_gap(i, scores.indicators[i.id], levels[i.id]) for i in counting]
    return tuple(sorted(gaps, key=lambda gap: (-gap.priority, -(gap.gap or 0))))


def fires(recommendation: Recommendation, indicator: Indicator, level: int, target: int) -> bool:
    """Say whether a recommendation fires.

    It does when there is a gap, the level is under its `below`, and that `below` is at most the target or the smallest
    one above the level.
    """
    if target <= level or level >= recommendation.below:
        return False
    nearest = min(r.below for r in indicator.recommendations if r.below > level)
    return recommendation.below <= target or recommendation.below == nearest


def firing(recommendation: Recommendation, indicator: Indicator, gap: int, *, as_prerequisite: bool = False) -> Firing:
    """Give a recommendation with its priority: gap x criticality x impact / effort."""
    weight = indicator.criticality.weight
    priority = Fraction(gap * weight * recommendation.impact, recommendation.effort.weight)
    return Firing(
        recommendation=recommendation,
        gap=gap,
        criticality=weight,
        priority=priority,
        as_prerequisite=as_prerequisite,
    )


def _gap(indicator: Indicator, score: IndicatorScore, target: int) -> Gap:
    if score.point is None:
        return Gap(indicator=indicator, score=score, target=target, gap=None, priority=Fraction(0), firing=())
    gap = max(target - score.point, 0)
    fired = [firing(r, indicator, gap) for r in indicator.recommendations if fires(r, indicator, score.point, target)]
    fired.sort(key=lambda f: (f.recommendation.below, -f.priority))
    highest = max((f.priority for f in fired), default=Fraction(gap * indicator.criticality.weight))
    return Gap(
        indicator=indicator,
        score=score,
        target=target,
        gap=gap,
        priority=highest if gap else Fraction(0),
        firing=tuple(fired),
    )
