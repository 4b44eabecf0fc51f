"""Go the whole way from a mission to its findings and plan: the one function that reports and commands begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rmdiag.assessment.findings import Findings, find
from rmdiag.assessment.gaps import Gap, rank_gaps, target_levels
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan import Plan, make_plan
from rmdiag.assessment.results import MissionScores
from rmdiag.assessment.scoring import score_mission
from rmdiag.questionnaires.model import Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A mission with everything that follows from it; nothing in it depends on the clock or the disk."""

    mission: Mission
    questionnaire: Questionnaire
    scores: MissionScores
    targets: Mapping[str, int]
    gaps: tuple[Gap, ...]
    findings: Findings
    plan: Plan


def assess(mission: Mission, questionnaire: Questionnaire) -> Assessment:
    """Score a mission, set its levels against the targets, find what stands out, and order what to do."""
    framework = questionnaire.framework
    scores = score_mission(mission, questionnaire)
    targets = target_levels(framework, mission.targets)
    gaps = rank_gaps(framework, scores.result, targets)
    return Assessment(
        mission=mission,
        questionnaire=questionnaire,
        scores=scores,
        targets=targets,
        gaps=gaps,
        findings=find(mission, questionnaire, scores, gaps),
        plan=make_plan(framework, scores.result, gaps),
    )
