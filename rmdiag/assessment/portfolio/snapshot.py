"""Take from an assessed round what a programme keeps of it, and from a comparison what moved."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.comparison_results import Comparison, LevelChange
from rmdiag.assessment.gaps import target_levels
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.portfolio.model import ActionFact, Change, IndicatorLevel, Level, Moved, Snapshot
from rmdiag.assessment.results import ConfidenceCounts, GroupScore, IndicatorScore, OverallScore, Scores
from rmdiag.assessment.scoring import score_mission
from rmdiag.questionnaires.model import Questionnaire


def snapshot_of(mission: Mission, questionnaire: Questionnaire) -> Snapshot:
    """Score a round on the thresholds of the framework itself, and keep what later questions need."""
    differ = questionnaire.base is not None and any(overlay.scores_differ for overlay in questionnaire.overlays)
    base = questionnaire.base if differ and questionnaire.base is not None else questionnaire
    scores = score_mission(mission, base).result
    targets = target_levels(base.framework, mission.targets)
    return Snapshot(
        administration=mission.administration,
        country=mission.country,
        round=mission.round,
        as_of=mission.as_of,
        framework=base.framework.id,
        edition=base.framework.edition,
        set=mission.set,
        overlays=tuple(overlay.id for overlay in questionnaire.overlays),
        on_base=differ,
        on_paper=mission.baseline is not None,
        checksum=mission.checksum,
        framework_checksum=base.checksum,
        overall=_group(scores.overall),
        withheld=scores.overall.withheld,
        dimensions={identity: _group(score) for identity, score in scores.dimensions.items()},
        indicators=_indicators(scores, base, targets),
        confidence=_counts(scores.overall.confidence),
        actions=tuple(_action(action) for action in mission.adopted),
        currency=mission.currency,
        languages=tuple(dict.fromkeys((mission.report_language, *mission.interview_languages))),
    )


def change_in(comparison: Comparison) -> Change:
    """Keep of a comparison of two rounds what moved, apart by performance and information."""
    return Change(
        old_round=comparison.old.round,
        new_round=comparison.new.round,
        common=comparison.compared,
        overall=_moved(comparison.overall),
        dimensions={change.id: _moved(change) for change in comparison.dimensions},
        indicators={change.id: _moved(change) for change in comparison.indicators},
    )


def _indicators(scores: Scores, base: Questionnaire, targets: Mapping[str, int]) -> dict[str, IndicatorLevel]:
    found = {}
    for identity, indicator in base.framework.indicators.items():
        score = scores.indicators[identity]
        found[identity] = IndicatorLevel(
            id=identity,
            dimension=indicator.dimension,
            state=score.state.value,
            level=_level(score),
            target=targets[identity],
            confidence=None if score.confidence is None else score.confidence.value,
            blocking=tuple(dict.fromkeys(gate.question for gate in score.blocking)),
        )
    return found


def _level(score: IndicatorScore) -> Level:
    point, low, high = (None if one is None else Fraction(one) for one in (score.point, score.low, score.high))
    return Level(point=point, low=low, high=high, coverage=score.coverage, indicative=score.indicative)


def _group(score: GroupScore | OverallScore) -> Level:
    return Level(
        point=score.point, low=score.low, high=score.high, coverage=score.coverage, indicative=score.indicative
    )


def _counts(counts: ConfidenceCounts) -> dict[str, int]:
    return {
        "verified": counts.verified,
        "corroborated": counts.corroborated,
        "declared": counts.declared,
        "none": counts.none,
    }


def _action(action: PlannedAction) -> ActionFact:
    return ActionFact(
        id=action.id,
        status=action.status,
        recommendation=action.recommendation,
        indicator=action.indicator,
        start=action.start,
        end=action.end,
        finished=action.finished,
        person_months=action.person_months,
        cost=action.cost,
        funding=action.funding,
        support=action.support,
    )


def _moved(change: LevelChange) -> Moved:
    parts = change.parts
    return Moved(
        old=change.old,
        new=change.new,
        performance=None if parts is None else parts.performance,
        information=None if parts is None else parts.information,
        verdict=change.verdict.value,
    )
