"""Say what stands out in a round: strengths, contradictions, divergences, differences, and what weakens the answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rmdiag.assessment.contradictions import Contradiction, find_contradictions
from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.optimism import Sign, find_optimism
from rmdiag.assessment.results import IndicatorScore, MissionScores, State
from rmdiag.compendium.model import Framework, Indicator
from rmdiag.questionnaires.merging import bears_verified, voice_of
from rmdiag.questionnaires.model import Confidence, Merged, Question, Questionnaire, Standing, Voice

STRENGTH_FROM = 3  # a strength is at least "Defined", our working value


@dataclass(frozen=True, slots=True, kw_only=True)
class Divergence:
    """A question on which sheets of one profile meet different gates and nothing was agreed."""

    question: Question
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """An indicator that the administration and the mission see differently, the administration at one level."""

    indicator: Indicator
    own: IndicatorScore
    result: IndicatorScore

    @property
    def steps(self) -> int:
        """How far the administration is above the mission; below it when negative."""
        return (self.own.point or 0) - (self.result.point or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that stands out, each kind in the framework's order unless said otherwise."""

    strengths: tuple[Gap, ...]  # strongest first
    contradictions: tuple[Contradiction, ...]
    divergences: tuple[Divergence, ...]
    differences: tuple[Difference, ...]  # widest first
    taken_over: tuple[Merged, ...]
    excused: tuple[Merged, ...]  # not applicable where the content does not foresee it
    unproven: tuple[Voice, ...]  # called verified without evidence that bears it
    not_assessed: tuple[Indicator, ...]
    optimism: tuple[Sign, ...]  # what a self-rating that is too kind, or was hasty, looks like


def find(mission: Mission, questionnaire: Questionnaire, scores: MissionScores, gaps: Iterable[Gap]) -> Findings:
    """Give the findings of a scored mission; none of them changes a score."""
    framework = questionnaire.framework
    result = scores.result
    merged = [result.answers[q] for q in questionnaire.questions if q in questionnaire.in_set(mission.set)]
    return Findings(
        strengths=_strengths(gaps),
        contradictions=find_contradictions(questionnaire, result, mission.figures),
        divergences=tuple(_divergence(m, questionnaire) for m in merged if m.divergent),
        differences=_differences(framework, scores),
        taken_over=tuple(m for m in merged if m.taken_over and questionnaire.questions[m.question].gates),
        excused=tuple(m for m in merged if _unforeseen(m, questionnaire.questions[m.question])),
        unproven=_unproven(mission, questionnaire),
        not_assessed=tuple(
            i for i in framework.indicators.values() if result.indicators[i.id].state is State.NOT_ASSESSED
        ),
        optimism=find_optimism(mission, questionnaire, scores),
    )


def _strengths(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """At target or above, at least level 3; higher level, stronger confidence and core indicators first."""
    strong = [g for g in gaps if g.gap == 0 and g.score.point is not None and g.score.point >= STRENGTH_FROM]
    return tuple(sorted(strong, key=_strength_key))


def _strength_key(gap: Gap) -> tuple[int, int, int, str]:
    confidence = gap.score.confidence
    strength = 0 if confidence is None else confidence.strength
    return (-(gap.score.point or 0), -strength, -gap.indicator.criticality.weight, gap.indicator.id)


def _divergence(merged: Merged, questionnaire: Questionnaire) -> Divergence:
    speaking = tuple(v for v in merged.voices if v.response.standing is Standing.ANSWERED)
    return Divergence(question=questionnaire.questions[merged.question], voices=speaking)


def _differences(framework: Framework, scores: MissionScores) -> tuple[Difference, ...]:
    found = []
    for indicator in framework.indicators.values():
        own, result = scores.own.indicators[indicator.id], scores.result.indicators[indicator.id]
        if indicator.id in scores.compared and own.one_level and result.point is not None:
            found.append(Difference(indicator=indicator, own=own, result=result))
    return tuple(sorted((d for d in found if d.steps), key=lambda d: (-abs(d.steps), d.indicator.id)))


def _unforeseen(merged: Merged, question: Question) -> bool:
    if merged.standing is not Standing.NOT_APPLICABLE or merged.by_condition or not question.gates:
        return False
    return question.applies_when is None and question.not_applicable_when is None


def _unproven(mission: Mission, questionnaire: Questionnaire) -> tuple[Voice, ...]:
    strengths = mission.answers.strengths
    return tuple(
        voice_of(sheet, questionnaire.questions[response.question], strengths)
        for sheet in sorted(mission.answers.sheets, key=lambda s: s.id)
        for response in sheet.responses.values()
        if response.confidence is Confidence.VERIFIED
        and response.standing is Standing.ANSWERED
        and not bears_verified(response.evidence, strengths)
    )
