"""Compare two rounds of one administration: what moved, and whether practice moved or only what is known of it.

The older round is never rated again: its level stays as it was found. A change of level is the sum of four parts, each
found by scoring once more between the two rounds; docs/compare.md defines them with an example.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from rmdiag.assessment.comparison_answers import (
    BothSaid,
    Said,
    Why,
    carried,
    gone,
    question_changes,
    rolled_back,
)
from rmdiag.assessment.comparison_followed import deliveries, trends
from rmdiag.assessment.comparison_map import RoundMap
from rmdiag.assessment.comparison_results import Comparison, Counts, LevelChange, Parts, RoundSide, Verdict
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import GroupScore, IndicatorScore, Scores
from rmdiag.assessment.scoring import Round, score_group, score_mission, score_profile, weighted_mean
from rmdiag.compendium.model import Dimension, Indicator, View, ViewGroup
from rmdiag.questionnaires.model import Layer, Questionnaire

_Ends = tuple[Fraction | None, Fraction | None]  # the old and the new level


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundToCompare:
    """A mission with the framework under which it was read."""

    mission: Mission
    questionnaire: Questionnaire

    @property
    def base(self) -> Questionnaire:
        """The framework without the mission's overlays."""
        return self.questionnaire.base or self.questionnaire


def compare(
    old: RoundToCompare, new: RoundToCompare, views: Iterable[str] = (), renamed: RoundMap | None = None
) -> Comparison:
    """Compare a newer round with an older one, with the groups of the named views."""
    steps = _steps(old, new, renamed or RoundMap())
    framework = new.base.framework
    indicators = tuple(_indicator(steps, indicator) for indicator in framework.indicators.values())
    dimensions = tuple(_group(steps, _of_dimension(steps, dimension)) for dimension in framework.dimensions)
    known = [framework.views[identity] for identity in views if identity in framework.views]
    members = [i for i in framework.indicators.values() if _is_common(steps, i)]
    ordered = tuple(sorted(indicators, key=_first_what_fell))
    return Comparison(
        old=_side(old),
        new=_side(new),
        common=Fraction(len(members), len(framework.indicators) or 1),
        overall=_overall(steps),
        dimensions=dimensions,
        indicators=ordered,
        views={view.id: _of_view(steps, view) for view in known},
        counts=_counts(indicators),
        deliveries=deliveries((old.mission, new.mission), new.base.framework, ordered),
        trends=trends((old.mission.figures, new.mission.figures), framework),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Steps:
    """The way from the older round to the newer one, scored at every step; `printed` are the ends.

    old printed → old without judgements → old answers under the new rules → new knowledge with the old practice
    → new without judgements → new printed.
    """

    old: RoundToCompare
    new: RoundToCompare
    both: BothSaid
    old_printed: Scores
    old_plain: Scores
    carried: Scores
    rolled_back: Scores
    new_plain: Scores
    new_printed: Scores

    @property
    def on_paper(self) -> bool:
        """Whether a round has levels without answers."""
        return self.old.mission.baseline is not None or self.new.mission.baseline is not None


def _steps(old: RoundToCompare, new: RoundToCompare, renamed: RoundMap) -> _Steps:
    before, after = (score_mission(side.mission, side.base).result for side in (old, new))
    both = BothSaid(old=_said(old, before), new=_said(new, after), renamed=renamed)
    under_new = Round(asked=both.new.asked, not_applicable=new.mission.not_applicable)
    earlier = carried(both)
    return _Steps(
        old=old,
        new=new,
        both=both,
        old_printed=before,
        old_plain=score_mission(replace(old.mission, judgements=()), old.base).result,
        carried=score_profile(new.base, earlier, under_new),
        rolled_back=score_profile(new.base, rolled_back(both, earlier), under_new),
        new_plain=score_profile(new.base, after.answers, under_new),
        new_printed=after,
    )


def _said(side: RoundToCompare, scores: Scores) -> Said:
    return Said(
        questionnaire=side.base,
        profile=scores.answers,
        asked=side.base.in_set(side.mission.set),
        as_of=side.mission.as_of,
        mission_speaks=side.mission.answers.speaks(Layer.MISSION),
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


def _is_common(steps: _Steps, indicator: Indicator) -> bool:
    return steps.both.renamed.old_indicator(indicator.id) in steps.old.base.framework.indicators


def _level(side: RoundToCompare, score: IndicatorScore | None, identity: str) -> Fraction | None:
    """Give a round's level of an indicator as it was printed; that of a round on paper is the one on paper."""
    baseline = side.mission.baseline
    if baseline is not None:
        return Fraction(baseline.levels[identity].level) if identity in baseline.levels else None
    return None if score is None or score.point is None else Fraction(score.point)


def _old_level(steps: _Steps, identity: str) -> Fraction | None:
    return _level(steps.old, steps.old_printed.indicators.get(identity), identity)


def _indicator(steps: _Steps, indicator: Indicator) -> LevelChange:
    before_id = steps.both.renamed.old_indicator(indicator.id)
    before = steps.old_printed.indicators.get(before_id)
    after = steps.new_printed.indicators[indicator.id]
    old, new = _old_level(steps, before_id), _level(steps.new, after, indicator.id)
    if steps.on_paper:
        both_judged = old is not None and new is not None
        return _change(indicator, (old, new), None, why=(Why.JUDGED_ON_PAPER,) if both_judged else ())
    if before is None:
        return _change(indicator, (None, new), None, why=())
    questions = steps.new.base.by_indicator[indicator.id]
    gating = [question for question in questions if question.gates]
    if gating and all(steps.both.twin(question) is None for question in gating):
        return _change(indicator, (old, new), None, why=(Why.NO_COMMON_QUESTION,))
    changes = question_changes(questions, steps.carried.answers, steps.both)
    why = [reason for change in changes for reason in change.why]
    why += [Why.QUESTION_GONE] if gone(before_id, steps.both) else []
    why += _why_judged(before, after)
    points = [
        old,
        _point(steps.old_plain.indicators[before_id].point),
        *(_point(s.indicators[indicator.id].point) for s in (steps.carried, steps.rolled_back, steps.new_plain)),
        new,
    ]
    found = _change(indicator, (old, new), _parts(points), why=tuple(w for w in Why if w in why))
    return replace(found, questions=changes)


def _why_judged(before: IndicatorScore, after: IndicatorScore) -> list[Why]:
    was, now = (0 if j is None else j.to_level - j.from_level for j in (before.judgement, after.judgement))
    return [
        *([Why.JUDGEMENT_MADE] if now not in (0, was) else []),
        *([Why.JUDGEMENT_DROPPED] if was and not now else []),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Members:
    """A group of indicators as either edition has it."""

    id: str
    title: str
    old: tuple[Indicator, ...]
    new: tuple[Indicator, ...]


def _of_dimension(steps: _Steps, dimension: Dimension) -> _Members:
    old = steps.old.base.framework.dimensions
    before = next((d.indicators for d in old if d.id == dimension.id), ())
    return _Members(id=dimension.id, title=dimension.title, old=before, new=dimension.indicators)


def _of_group(steps: _Steps, group: ViewGroup) -> _Members:
    old, new = (
        tuple(i for i in side.base.framework.indicators.values() if group.holds(i)) for side in (steps.old, steps.new)
    )
    return _Members(id=group.id, title=group.title, old=old, new=new)


def _group(steps: _Steps, group: _Members) -> LevelChange:
    """Compare a group that holds the same indicators on both sides; one that does not is not comparable."""
    if steps.on_paper:
        return _group_on_paper(steps, group)
    old, plain = (_group_score(steps.old.base, group.old, s).point for s in (steps.old_printed, steps.old_plain))
    later = (steps.carried, steps.rolled_back, steps.new_plain, steps.new_printed)
    points = [old, plain, *(_group_score(steps.new.base, group.new, s).point for s in later)]
    ends = (points[0], points[-1])
    if {steps.both.renamed.old_indicator(i.id) for i in group.new} != {i.id for i in group.old}:
        return _not_comparable(group, ends, why=())
    return _change(group, ends, _parts(points), why=())


def _group_score(questionnaire: Questionnaire, members: Iterable[Indicator], scores: Scores) -> GroupScore:
    scoring = questionnaire.framework.scoring
    weighted = [(member.weight, scores.indicators[member.id]) for member in members]
    return score_group("", weighted, None if scoring is None else scoring.dimension)


def _group_on_paper(steps: _Steps, group: _Members) -> LevelChange:
    """Compare the means of the same indicators; where only one round has a level of one, they are not comparable."""
    renamed = steps.both.renamed
    levels = [
        (
            member.weight,
            _old_level(steps, renamed.old_indicator(member.id)),
            _level(steps.new, steps.new_printed.indicators[member.id], member.id),
        )
        for member in group.new
    ]
    old = weighted_mean([(weight, level) for weight, level, _ in levels if level is not None])
    new = weighted_mean([(weight, level) for weight, _, level in levels if level is not None])
    if any((before is None) is not (after is None) for _, before, after in levels):
        return _not_comparable(group, (old, new), why=(Why.JUDGED_ON_PAPER,))
    return _change(group, (old, new), None, why=(Why.JUDGED_ON_PAPER,))


def _overall(steps: _Steps) -> LevelChange:
    """Compare the overall levels as printed; across editions, or beside paper, there is no common one."""
    group = _Members(id="overall", title="Overall level", old=(), new=())
    ways = (steps.old_printed, steps.old_plain, steps.carried, steps.rolled_back, steps.new_plain, steps.new_printed)
    points = [scores.overall.point for scores in ways]
    old_ids = {steps.both.renamed.old_indicator(i) for i in steps.new.base.framework.indicators}
    ends = (None if steps.old.mission.baseline else points[0], None if steps.new.mission.baseline else points[-1])
    if steps.on_paper or old_ids != set(steps.old.base.framework.indicators):
        return _not_comparable(group, ends, why=(Why.JUDGED_ON_PAPER,) if steps.on_paper else ())
    return _change(group, ends, _parts(points), why=())


def _of_view(steps: _Steps, view: View) -> tuple[LevelChange, ...]:
    return tuple(_group(steps, _of_group(steps, group)) for group in view.groups)


def _point(level: int | None) -> Fraction | None:
    return None if level is None else Fraction(level)


def _parts(points: list[Fraction | None]) -> Parts | None:
    """Take a change apart along the six steps; None where a step on the way has no level.

    Where the old answers give none under the new rules, rules and knowledge cannot be told apart and go together.
    """
    old, plain, under_new, back, unjudged, new = points
    if old is None or plain is None or back is None or unjudged is None or new is None:
        return None
    ruled = plain if under_new is None else under_new
    return Parts(
        performance=unjudged - back,
        knowledge=back - ruled,
        rules=ruled - plain,
        judgement=(plain - old) + (new - unjudged),
    )


def _change(what: Indicator | _Members, ends: _Ends, parts: Parts | None, why: tuple[Why, ...]) -> LevelChange:
    old, new = ends
    change = None if old is None or new is None else new - old
    return LevelChange(
        id=what.id, title=what.title, old=old, new=new, change=change, parts=parts, verdict=_verdict(change), why=why
    )


def _not_comparable(group: _Members, ends: _Ends, why: tuple[Why, ...]) -> LevelChange:
    """Show both levels without a difference: they are means of different things."""
    return replace(_change(group, ends, None, why), change=None, verdict=Verdict.NOT_COMPARABLE)


def _verdict(change: Fraction | None) -> Verdict:
    if change is None:
        return Verdict.NOT_COMPARABLE
    return Verdict.SAME if change == 0 else Verdict.UP if change > 0 else Verdict.DOWN


def _first_what_fell(change: LevelChange) -> tuple[int, Fraction]:
    """Order by verdict, then the widest change; the framework's order decides among equals."""
    return list(Verdict).index(change.verdict), -abs(change.change or Fraction(0))


def _counts(indicators: Iterable[LevelChange]) -> Counts:
    every = tuple(indicators)
    number = {verdict: sum(change.verdict is verdict for change in every) for verdict in Verdict}
    performance = [change.parts.performance for change in every if change.parts is not None]
    return Counts(
        up=number[Verdict.UP],
        down=number[Verdict.DOWN],
        same=number[Verdict.SAME],
        not_comparable=number[Verdict.NOT_COMPARABLE],
        performance_up=sum(part > 0 for part in performance),
        performance_down=sum(part < 0 for part in performance),
    )
