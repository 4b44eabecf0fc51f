"""Compare two rounds of one administration: what moved, and whether practice moved or only what is known of it.

The older round is never rated again: its level stays as it was found. A change of level is the sum of four parts, each
found by scoring once more between the two rounds; docs/compare.md defines them with an example.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from rmdiag.assessment.comparison_answers import Why, gone, question_changes
from rmdiag.assessment.comparison_followed import deliveries, trends
from rmdiag.assessment.comparison_groups import alike_change, dimension_changes, overall_change, view_changes
from rmdiag.assessment.comparison_map import RoundMap
from rmdiag.assessment.comparison_results import Comparison, Counts, LevelChange, RoundSide, Verdict
from rmdiag.assessment.comparison_steps import (
    Ends,
    RoundToCompare,
    Steps,
    change_of,
    not_comparable,
    parts_of,
    steps_of,
)
from rmdiag.assessment.results import IndicatorScore
from rmdiag.compendium.model import Indicator


def compare(
    old: RoundToCompare, new: RoundToCompare, views: Iterable[str] = (), renamed: RoundMap | None = None
) -> Comparison:
    """Compare a newer round with an older one, with the groups of the named views."""
    steps = steps_of(old, new, renamed or RoundMap())
    framework = new.base.framework
    indicators = (*(_indicator(steps, i) for i in framework.indicators.values()), *_gone(steps))
    known = [framework.views[identity] for identity in views if identity in framework.views]
    members = [i for i in framework.indicators if _old_id(steps, i) is not None]
    compared = [i for i in indicators if i.change is not None]
    ordered = tuple(sorted(indicators, key=_first_what_fell))
    dimensions, groups = dimension_changes(steps), {view.id: view_changes(steps, view) for view in known}
    return Comparison(
        old=_side(old),
        new=_side(new),
        common=Fraction(len(members), len(framework.indicators) or 1),
        compared=Fraction(len(compared), len(framework.indicators) or 1),
        overall=overall_change(steps),
        alike=alike_change(indicators, ((i.id, i.weight) for i in framework.indicators.values())),
        dimensions=dimensions,
        indicators=ordered,
        views=groups,
        counts=_counts(indicators),
        dimension_counts=_counts(dimensions),
        view_counts={view: _counts(changes) for view, changes in groups.items()},
        deliveries=deliveries(steps, ordered),
        trends=trends((old.mission.figures, new.mission.figures), framework),
    )


def _side(side: RoundToCompare) -> RoundSide:
    framework = side.base.framework
    return RoundSide(
        name=side.mission.name,
        round=side.mission.round,
        as_of=side.mission.as_of,
        framework=framework.id,
        edition=framework.edition,
        set=side.mission.set,
        overlays=tuple(overlay.id for overlay in side.questionnaire.overlays),
        on_paper=side.mission.baseline is not None,
    )


def _old_id(steps: Steps, identity: str) -> str | None:
    """Give the id that an indicator has in the older edition, None where that does not have it."""
    before = steps.renamed.old_indicator(identity)
    return before if before in steps.old.base.framework.indicators else None


def _indicator(steps: Steps, indicator: Indicator) -> LevelChange:
    """Compare one indicator of the newer edition; what it was called before is noted where that differs."""
    before = _old_id(steps, indicator.id)
    named, new = (indicator.id, indicator.title), steps.new_level(indicator.id)
    if before is None:
        return not_comparable(named, (None, new), (Why.INDICATOR_NEW,))
    ends = (steps.old_level(before), new)
    found = _on_paper(named, ends) if steps.on_paper else _taken_apart(steps, indicator, before, ends)
    return found if before == indicator.id else replace(found, was=before)


def _on_paper(named: tuple[str, str], ends: Ends) -> LevelChange:
    return change_of(named, ends, None, () if None in ends else (Why.JUDGED_ON_PAPER,))


def _taken_apart(steps: Steps, indicator: Indicator, before: str, ends: Ends) -> LevelChange:
    """Say of a change how much of it is performance, and what differs in the answers."""
    named = (indicator.id, indicator.title)
    questions = steps.new.base.by_indicator[indicator.id]
    gating = [question for question in questions if question.gates]
    if gating and all(steps.both.twin(question) is None for question in gating):
        return change_of(named, ends, None, (Why.NO_COMMON_QUESTION,))
    changes = (*question_changes(questions, steps.carried.answers, steps.both), *gone(before, steps.both))
    why = {reason for change in changes for reason in change.why}
    why |= _why_judged(steps.old_printed.indicators[before], steps.new_printed.indicators[indicator.id])
    later = (_point(scores.indicators[indicator.id]) for scores in steps.later[:-1])
    parts = parts_of([ends[0], _point(steps.old_plain.indicators[before]), *later, ends[1]])
    return replace(change_of(named, ends, parts, tuple(w for w in Why if w in why)), questions=changes)


def _gone(steps: Steps) -> Iterable[LevelChange]:
    """Show the indicators that only the older edition has, with the level that they had."""
    new = steps.new.base.framework.indicators
    for indicator in steps.old.base.framework.indicators.values():
        if steps.renamed.new_indicator(indicator.id) not in new:
            named = (indicator.id, indicator.title)
            yield not_comparable(named, (steps.old_level(indicator.id), None), (Why.INDICATOR_GONE,))


def _why_judged(before: IndicatorScore, after: IndicatorScore) -> set[Why]:
    was, now = (0 if j is None else j.to_level - j.from_level for j in (before.judgement, after.judgement))
    made = {Why.JUDGEMENT_MADE} if now not in (0, was) else set()
    return made | ({Why.JUDGEMENT_DROPPED} if was and not now else set())


def _point(score: IndicatorScore) -> Fraction | None:
    return None if score.point is None else Fraction(score.point)


def _first_what_fell(change: LevelChange) -> tuple[int, Fraction]:
    """Order by verdict, then the widest change; the framework's order decides among equals.

    Practice that fell while information rose stands with what fell: the level alone would hide it.
    """
    performance = Fraction(0) if change.parts is None else change.parts.performance
    if change.verdict is not Verdict.DOWN and performance < 0:
        return 1, performance
    order = [Verdict.DOWN, None, Verdict.UP, Verdict.SAME, Verdict.NOT_COMPARABLE]
    return order.index(change.verdict), -abs(change.change or Fraction(0))


def _counts(changes: Iterable[LevelChange]) -> Counts:
    every = tuple(changes)
    number = {verdict: sum(change.verdict is verdict for change in every) for verdict in Verdict}
    parts = [change.parts for change in every if change.parts is not None]
    return Counts(
        up=number[Verdict.UP],
        down=number[Verdict.DOWN],
        same=number[Verdict.SAME],
        not_comparable=number[Verdict.NOT_COMPARABLE],
        performance_up=sum(one.performance > 0 for one in parts),
        performance_down=sum(one.performance < 0 for one in parts),
        information_up=sum(one.information > 0 for one in parts),
        information_down=sum(one.information < 0 for one in parts),
    )
