"""Compare what indicators make together: dimensions, groups of views, the whole, and the mean of what is compared.

A mean is compared with another one only where both are of the same indicators.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import LevelChange, Parts
from rmdiag.assessment.comparison_steps import Steps, change_of, not_comparable, parts_of
from rmdiag.assessment.results import GroupScore, Scores
from rmdiag.assessment.scoring import score_group, weighted_mean
from rmdiag.compendium.model import Dimension, Indicator, View, ViewGroup
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.tongue import marked, phrase

OVERALL = ("overall", marked("Overall level"))
ALIKE = "compared"


def dimension_changes(steps: Steps) -> tuple[LevelChange, ...]:
    """Compare the dimensions of the newer edition, then show those that only the older one has."""
    old, new = (side.base.framework.dimensions for side in (steps.old, steps.new))
    kept = {dimension.id for dimension in new}
    gone = (_Members(id=d.id, title=d.title, old=d.indicators, new=()) for d in old if d.id not in kept)
    return tuple(_group(steps, group) for group in (*(_of_dimension(steps, d) for d in new), *gone))


def view_changes(steps: Steps, view: View) -> tuple[LevelChange, ...]:
    """Compare the groups of a view."""
    return tuple(_group(steps, _of_group(steps, view, group)) for group in view.groups)


def overall_change(steps: Steps) -> LevelChange:
    """Compare the overall levels as printed; across editions, or beside paper, there is no common one."""
    points = [scores.overall.point for scores in (steps.old_printed, steps.old_plain, *steps.later)]
    every = _Members(
        id=OVERALL[0],
        title=OVERALL[1],
        old=tuple(steps.old.base.framework.indicators.values()),
        new=tuple(steps.new.base.framework.indicators.values()),
    )
    ends = (None if steps.old.mission.baseline else points[0], None if steps.new.mission.baseline else points[-1])
    if steps.on_paper:
        return not_comparable(OVERALL, ends, (Why.JUDGED_ON_PAPER,))
    other = every.unlike(steps)
    return not_comparable(OVERALL, ends, other) if other else change_of(OVERALL, ends, parts_of(points))


def alike_change(indicators: Iterable[LevelChange], weights: Iterable[tuple[str, Fraction]]) -> LevelChange:
    """Compare the mean level of the indicators that both rounds have a level of, each by its weight in the newer one.

    It is a mean of levels as they were printed, so that it stands where the two wholes are of different things.
    """
    weigh = dict(weights)
    compared = [(weigh[one.id], one) for one in indicators if one.change is not None and one.id in weigh]
    named = (ALIKE, phrase("Mean of the {number} indicators compared", number=len(compared)))
    old = weighted_mean([(weight, one.old) for weight, one in compared if one.old is not None])
    new = weighted_mean([(weight, one.new) for weight, one in compared if one.new is not None])
    return change_of(named, (old, new), _mean_parts(compared))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Members:
    """A group of indicators as either edition has it."""

    id: str
    title: str
    old: tuple[Indicator, ...]
    new: tuple[Indicator, ...]

    @property
    def named(self) -> tuple[str, str]:
        """Its id and title."""
        return self.id, self.title

    def unlike(self, steps: Steps) -> tuple[Why, ...]:
        """Say why the two are not of the same indicators; nothing where they are."""
        before = {indicator.id for indicator in self.old}
        after = {steps.renamed.old_indicator(indicator.id) for indicator in self.new}
        new, gone = bool(after - before), bool(before - after)
        return (*((Why.INDICATOR_NEW,) if new else ()), *((Why.INDICATOR_GONE,) if gone else ()))


def _of_dimension(steps: Steps, dimension: Dimension) -> _Members:
    old = steps.old.base.framework.dimensions
    before = next((d.indicators for d in old if d.id == dimension.id), ())
    return _Members(id=dimension.id, title=dimension.title, old=before, new=dimension.indicators)


def _of_group(steps: Steps, view: View, group: ViewGroup) -> _Members:
    """Give the members that each edition's own group of that name has; the newer one's where the older has none."""
    earlier = steps.old.base.framework.views.get(view.id)
    before = next((one for one in earlier.groups if one.id == group.id), group) if earlier is not None else group
    old, new = (
        tuple(i for i in side.base.framework.indicators.values() if one.holds(i))
        for side, one in ((steps.old, before), (steps.new, group))
    )
    return _Members(id=group.id, title=group.title, old=old, new=new)


def _group(steps: Steps, group: _Members) -> LevelChange:
    """Compare a group that holds the same indicators on both sides; one that does not is not comparable."""
    if steps.on_paper:
        return _group_on_paper(steps, group)
    old, plain = (_score(steps.old.base, group.old, s).point for s in (steps.old_printed, steps.old_plain))
    points = [old, plain, *(_score(steps.new.base, group.new, s).point for s in steps.later)]
    ends = (points[0], points[-1])
    other = group.unlike(steps)
    return not_comparable(group.named, ends, other) if other else change_of(group.named, ends, parts_of(points))


def _score(questionnaire: Questionnaire, members: Iterable[Indicator], scores: Scores) -> GroupScore:
    scoring = questionnaire.framework.scoring
    weighted = [(member.weight, scores.indicators[member.id]) for member in members]
    return score_group("", weighted, None if scoring is None else scoring.dimension)


def _group_on_paper(steps: Steps, group: _Members) -> LevelChange:
    """Compare the means of the same indicators; where only one round has a level of one, they are not comparable."""
    levels = [(m.weight, steps.old_level(steps.renamed.old_indicator(m.id)), steps.new_level(m.id)) for m in group.new]
    old = weighted_mean([(weight, level) for weight, level, _ in levels if level is not None])
    new = weighted_mean([(weight, level) for weight, _, level in levels if level is not None])
    if any((before is None) is not (after is None) for _, before, after in levels):
        return not_comparable(group.named, (old, new), (Why.JUDGED_ON_PAPER,))
    return change_of(group.named, (old, new), None, (Why.JUDGED_ON_PAPER,))


def _mean_parts(compared: list[tuple[Fraction, LevelChange]]) -> Parts | None:
    every = [(weight, one.parts) for weight, one in compared if one.parts is not None]
    if not every or len(every) < len(compared):
        return None
    means = {
        name: weighted_mean([(weight, getattr(parts, name)) for weight, parts in every]) or Fraction(0)
        for name in ("performance", "knowledge", "rules", "judgement")
    }
    return Parts(**means)
