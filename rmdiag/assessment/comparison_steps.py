"""Go from an older round to a newer one in steps that each change one thing, and take a change of level apart by them.

docs/compare.md defines the steps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from rmdiag.assessment.comparison_answers import BothSaid, Said, Why, carried, rolled_back
from rmdiag.assessment.comparison_map import RoundMap, complete
from rmdiag.assessment.comparison_results import LevelChange, Parts, Verdict
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import Scores
from rmdiag.assessment.scoring import Round, score_mission, score_profile
from rmdiag.questionnaires.model import Layer, Questionnaire

Ends = tuple[Fraction | None, Fraction | None]  # the old and the new level


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundToCompare:
    """A mission with the framework under which it was read."""

    mission: Mission
    questionnaire: Questionnaire

    @property
    def base(self) -> Questionnaire:
        """The framework without the mission's overlays."""
        return self.questionnaire.base or self.questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
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

    @property
    def renamed(self) -> RoundMap:
        """Which old id is which new one."""
        return self.both.renamed

    @property
    def later(self) -> tuple[Scores, ...]:
        """The steps that stand on the newer edition."""
        return (self.carried, self.rolled_back, self.new_plain, self.new_printed)

    def old_level(self, identity: str) -> Fraction | None:
        """Give the level of an indicator, by its id in the older edition, as the older round printed it."""
        return _level(self.old, self.old_printed, identity)

    def new_level(self, identity: str) -> Fraction | None:
        """Give the level of an indicator as the newer round prints it."""
        return _level(self.new, self.new_printed, identity)


def steps_of(old: RoundToCompare, new: RoundToCompare, renamed: RoundMap) -> Steps:
    """Score every step between two rounds."""
    before, after = (score_mission(side.mission, side.base).result for side in (old, new))
    both = BothSaid(old=_said(old, before), new=_said(new, after), renamed=complete(renamed, old.base, new.base))
    under_new = Round(asked=both.new.asked, not_applicable=new.mission.not_applicable)
    earlier = carried(both)
    return Steps(
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


def parts_of(points: list[Fraction | None]) -> Parts | None:
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


def change_of(named: tuple[str, str], ends: Ends, parts: Parts | None, why: tuple[Why, ...] = ()) -> LevelChange:
    """Give the change between two levels of one thing, which is named by its id and title."""
    old, new = ends
    change = None if old is None or new is None else new - old
    return LevelChange(
        id=named[0], title=named[1], old=old, new=new, change=change, parts=parts, verdict=_verdict(change), why=why
    )


def not_comparable(named: tuple[str, str], ends: Ends, why: tuple[Why, ...] = ()) -> LevelChange:
    """Show both levels without a difference: they are levels of different things."""
    return replace(change_of(named, ends, None, why), change=None, verdict=Verdict.NOT_COMPARABLE)


def _said(side: RoundToCompare, scores: Scores) -> Said:
    return Said(
        questionnaire=side.base,
        profile=scores.answers,
        asked=side.base.in_set(side.mission.set),
        as_of=side.mission.as_of,
        mission_speaks=side.mission.answers.speaks(Layer.MISSION),
    )


def _level(side: RoundToCompare, printed: Scores, identity: str) -> Fraction | None:
    """Give a round's level of an indicator as it was printed; that of a round on paper is the one on paper."""
    baseline = side.mission.baseline
    if baseline is not None:
        return Fraction(baseline.levels[identity].level) if identity in baseline.levels else None
    score = printed.indicators.get(identity)
    return None if score is None or score.point is None else Fraction(score.point)


def _verdict(change: Fraction | None) -> Verdict:
    if change is None:
        return Verdict.NOT_COMPARABLE
    return Verdict.SAME if change == 0 else Verdict.UP if change > 0 else Verdict.DOWN
