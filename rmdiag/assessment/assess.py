"""Go the whole way from a mission to its findings and plan: the one function that reports and commands begin with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rmdiag.assessment.decisions import Decided, decide
from rmdiag.assessment.findings import Findings, find
from rmdiag.assessment.gaps import Gap, rank_gaps, target_levels
from rmdiag.assessment.groupings import ScoredView, score_view
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
    views: tuple[ScoredView, ...] = ()  # those that the mission names, in its order
    decisions: tuple[Decided, ...] = ()
    base: MissionScores | None = None  # without the overlays, where these change scores


def assess(mission: Mission, questionnaire: Questionnaire) -> Assessment:
    """Score a mission, set its levels against the targets, find what stands out, and order what to do."""
    framework = questionnaire.framework
    scores = score_mission(mission, questionnaire)
    targets = target_levels(framework, mission.targets)
    gaps = rank_gaps(framework, scores.result, targets)
    findings = find(mission, questionnaire, scores, gaps)
    named = [framework.views[identity] for identity in mission.views if identity in framework.views]
    return Assessment(
        mission=mission,
        questionnaire=questionnaire,
        scores=scores,
        targets=targets,
        gaps=gaps,
        findings=findings,
        plan=make_plan(framework, scores.result, gaps),
        views=tuple(score_view(framework, view, scores.result) for view in named),
        decisions=decide(framework, mission, scores.result, len(findings.divergences)),
        base=score_on_base(mission, questionnaire),
    )


def score_on_base(mission: Mission, questionnaire: Questionnaire) -> MissionScores | None:
    """Score a mission on the framework's own thresholds and indicators, None where no overlay changes them.

    Comparisons between rounds and countries stand on these scores.
    """
    if questionnaire.base is None or not any(overlay.scores_differ for overlay in questionnaire.overlays):
        return None
    return score_mission(mission, questionnaire.base)
