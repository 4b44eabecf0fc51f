"""Decide what a framework lets a round decide: whether every indicator stands where it must, and all is settled."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import IndicatorScore, Scores
from rmdiag.compendium.model import Decision, Framework, Indicator
from rmdiag.questionnaires.model import Layer, Sheet


class Outcome(StrEnum):
    """Met; unmet, whatever is still found out; or open."""

    MET = "met"
    UNMET = "unmet"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """An indicator that is below what a decision asks, for certain or as far as is known."""

    indicator: Indicator
    score: IndicatorScore
    needed: int

    @property
    def certain(self) -> bool:
        """Whether no answer that is still open could lift it to what is needed, or assessors judged it down."""
        judgement = self.score.judgement
        if judgement is not None:
            return judgement.to_level < judgement.from_level
        return self.score.high is not None and self.score.high < self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision with its outcome and everything that keeps it from being met."""

    decision: Decision
    outcome: Outcome
    short: tuple[Shortfall, ...]
    assessors: int  # sheets of the mission's layer on which something is said
    unsettled: int  # questions on which assessors still differ

    @property
    def words(self) -> str:
        """What the framework's authors say to this outcome."""
        said = {Outcome.MET: self.decision.met, Outcome.UNMET: self.decision.unmet, Outcome.OPEN: self.decision.open}
        return said[self.outcome]


def decide(framework: Framework, mission: Mission, scores: Scores, unsettled: int) -> tuple[Decided, ...]:
    """Give the outcome of every decision of the framework.

    `unsettled` counts the questions on which sheets still differ. One indicator that is certainly below what is asked
    decides, whatever is still open elsewhere; while assessors are missing, nothing is decided.
    """
    assessors = sum(sheet.layer is Layer.MISSION and spoken(sheet) for sheet in mission.answers.sheets)
    return tuple(
        _decided(decision, _short(framework, decision, scores), assessors, unsettled)
        for decision in framework.decisions
    )


def spoken(sheet: Sheet) -> bool:
    """Whether anything is said on a sheet; one that was laid out and left blank is nobody's view."""
    return any(response.said for response in sheet.responses.values())


def _decided(decision: Decision, short: tuple[Shortfall, ...], assessors: int, unsettled: int) -> Decided:
    few = assessors < decision.assessors
    waiting = bool(short) or few or (decision.settled and unsettled > 0)
    outcome = Outcome.OPEN if waiting else Outcome.MET
    if not few and any(one.certain for one in short):  # one more assessor could still see what others did not
        outcome = Outcome.UNMET
    return Decided(decision=decision, outcome=outcome, short=short, assessors=assessors, unsettled=unsettled)


def _short(framework: Framework, decision: Decision, scores: Scores) -> tuple[Shortfall, ...]:
    preset = framework.targets.get(decision.preset)
    if preset is None:
        return ()
    every = [(i, scores.indicators[i.id], preset.level(i)) for i in framework.indicators.values()]
    return tuple(
        Shortfall(indicator=indicator, score=score, needed=needed)
        for indicator, score, needed in every
        if score.state.counts and (score.point is None or score.point < needed)
    )
