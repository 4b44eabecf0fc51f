"""Give scores as plain values for machines; numbers are exact fractions as text.

The schema is `rmdiag/schemas/score.schema.json`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import (
    ConfidenceCounts,
    Gate,
    GroupScore,
    IndicatorScore,
    MissionScores,
    NodeScore,
    OverallScore,
    Scores,
    State,
)
from rmdiag.compendium.model import Framework
from rmdiag.questionnaires.model import Questionnaire

if TYPE_CHECKING:
    from rmdiag.assessment.decisions import Decided
    from rmdiag.assessment.groupings import ScoredView

FORMAT = "rmdiag score 1"
VIEW_FORMAT = "rmdiag view 1"
OVERALL = "overall"
Json = dict[str, object]


def mission_json(mission: Mission, questionnaire: Questionnaire, scores: MissionScores) -> Json:
    """Give both profiles of a mission; `nodes` is the result, `self` what the administration says of itself.

    `overlays` are those that the scores stand under; `overlays_left_out` those that were left out to score the base.
    """
    framework = questionnaire.framework
    return {
        "format": FORMAT,
        "framework": {"id": framework.id, "edition": framework.edition},
        "mission": _identity(mission),
        "overlays": [overlay.id for overlay in questionnaire.overlays],
        "overlays_left_out": [] if questionnaire.overlays else list(mission.overlays),
        "decisions": _decisions(mission, framework, scores.result) if framework.decisions else [],
        "nodes": profile_json(framework, scores.result),
        "self": {"nodes": profile_json(framework, scores.own)},
        "stale_judgements": [j.indicator for j in scores.stale],
    }


def view_json(scored: ScoredView) -> Json:
    """Give the groups of a view with the ids of their indicators."""
    return {
        "format": VIEW_FORMAT,
        "view": scored.view.id,
        "notice": scored.view.notice,
        "groups": {
            one.group.id: _group(one.score)
            | {
                "kind": "group",
                "indicators": [member.id for member in one.asked],
                "not_asked": [member.id for member in one.members if member not in one.asked],
            }
            for one in scored.groups
        },
    }


def sheet_json(framework: Framework, scores: Scores) -> Json:
    """Give the one profile of a sheet that was scored by itself."""
    return {
        "format": FORMAT,
        "framework": {"id": framework.id, "edition": framework.edition},
        "nodes": profile_json(framework, scores),
    }


def instrument_json(framework: Framework, nodes: Mapping[str, NodeScore]) -> Json:
    """Give the nodes of an instrument in the order of its file."""
    return {
        "format": FORMAT,
        "framework": {"id": framework.id, "edition": framework.edition},
        "nodes": {node.id: _node(node) for node in nodes.values()},
    }


def profile_json(framework: Framework, scores: Scores) -> Json:
    """Give every indicator, every dimension and the overall level of one profile by id."""
    nodes: Json = {i.id: _indicator(framework, i) for i in scores.indicators.values()}
    nodes |= {d.id: _group(d) for d in scores.dimensions.values()}
    nodes[OVERALL] = _overall(scores.overall)
    return nodes


def _identity(mission: Mission) -> Json:
    return {
        "name": mission.name,
        "administration": mission.administration,
        "country": mission.country,
        "round": mission.round,
        "as_of": mission.as_of.isoformat(),
        "set": mission.set,
        "candidate": None if mission.candidate is None else mission.candidate.code,
    }


def _decisions(mission: Mission, framework: Framework, scores: Scores) -> list[Json]:
    """Decide what the framework lets a round decide; most frameworks decide nothing and load nothing of it."""
    from rmdiag.assessment.decisions import decide

    unsettled = sum(merged.divergent for merged in scores.answers.values())
    return [_decision(one) for one in decide(framework, mission, scores, unsettled)]


def _decision(decided: Decided) -> Json:
    return {
        "id": decided.decision.id,
        "outcome": decided.outcome.value,
        "assessors": decided.assessors,
        "assessors_needed": decided.decision.assessors,
        "unsettled": decided.unsettled,
        "short": [
            {"indicator": one.indicator.id, "level": one.score.point, "needed": one.needed, "certain": one.certain}
            for one in decided.short
        ],
    }


def _core(kind: str, state: State, numbers: tuple[object, object, object], coverage: Fraction) -> Json:
    """Give what every node has; `numbers` are the score and the two ends of its interval."""
    score, low, high = numbers
    return {
        "kind": kind,
        "state": state.value,
        "score": None if score is None else str(score),
        "label": None,
        "interval": None if low is None or high is None else [str(low), str(high)],
        "coverage": str(coverage),
    }


def _node(node: NodeScore) -> Json:
    return _core("node", node.state, (node.score, node.low, node.high), node.coverage) | {"label": node.label}


def _indicator(framework: Framework, score: IndicatorScore) -> Json:
    return _core("indicator", score.state, (score.point, score.low, score.high), score.coverage) | {
        "label": None if score.point is None else framework.level_name(score.point),
        "computed": None if score.computed is None else str(score.computed),
        "judged": score.judgement is not None,
        "known": score.known,
        "asked": score.asked,
        "indicative": score.indicative,
        "confidence": None if score.confidence is None else score.confidence.value,
        "verified": None if score.verified is None else str(score.verified),
        "blocking": [_gate(gate) for gate in score.blocking],
    }


def _gate(gate: Gate) -> Json:
    return {"question": gate.question, "level": gate.level, "state": gate.low.value}


def _group(score: GroupScore) -> Json:
    return _core("dimension", score.state, (score.point, score.low, score.high), score.coverage) | {
        "minimum": None if score.minimum is None else str(score.minimum),
        "spread": None if score.spread is None else str(score.spread),
        "known": score.known,
        "asked": score.asked,
        "indicative": score.indicative,
        "confidence": _confidence(score.confidence),
    }


def _overall(score: OverallScore) -> Json:
    return _core("overall", score.state, (score.point, score.low, score.high), score.coverage) | {
        "uncapped": None if score.uncapped is None else str(score.uncapped),
        "percent": None if score.percent is None else str(score.percent),
        "capped_by": list(score.capped_by),
        "withheld": list(score.withheld),
        "known": score.known,
        "asked": score.asked,
        "indicative": score.indicative,
        "confidence": _confidence(score.confidence),
    }


def _confidence(counts: ConfidenceCounts) -> Json:
    return {
        "verified": counts.verified,
        "corroborated": counts.corroborated,
        "declared": counts.declared,
        "none": counts.none,
    }
