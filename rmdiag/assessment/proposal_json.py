"""Give a proposed plan as plain values for machines; numbers are exact fractions as text.

The schema is `rmdiag/schemas/proposal.schema.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rmdiag.assessment.mission import Targets
from rmdiag.assessment.proposal import Outcome, Proposal, Step
from rmdiag.assessment.proposal_raise import Raise
from rmdiag.assessment.results import Scores
from rmdiag.assessment.score_json import Json
from rmdiag.assessment.wish import Wish

FORMAT = "rmdiag proposal 1"


def proposal_json(proposal: Proposal, raises: Sequence[Raise] = ()) -> Json:
    """Give all that a proposal says, with the wish that it keeps to."""
    return {
        "format": FORMAT,
        "mission": proposal.assessment.mission.name,
        "targets": _targets(proposal.assessment.mission.targets),
        "wish": _wish(proposal.wish),
        "choice": None if proposal.choice is None else proposal.choice.value,
        "currency": proposal.assessment.mission.currency,
        "months": proposal.months,
        "person_months": str(proposal.person_months),
        "cost": _text(proposal.cost),
        "steps": [_step(step) for step in proposal.steps],
        "quarters": [{"quarter": q + 1, "person_months": str(staff)} for q, staff in proposal.quarters.items()],
        "critical_path": {"steps": list(proposal.critical.steps), "months": proposal.critical.months},
        "cost_classes": [
            {"id": c.id, "count": c.count, "amount": _text(c.amount), "total": _text(c.total)} for c in proposal.classes
        ],
        "before": _profile(proposal.assessment.scores.result),
        "waves": [_outcome(outcome) for outcome in proposal.outcomes],
        "left_out": [{"id": o.id, "cause": o.cause.value, "chain": list(o.chain)} for o in proposal.left_out],
        "remaining": [
            {
                "indicator": gap.indicator.id,
                "level": gap.score.point,
                "target": gap.target,
                "blocking": [gate.question for gate in gap.score.blocking],
            }
            for gap in proposal.remaining
        ],
        "raises": [_raise(one) for one in raises],
    }


def _targets(targets: Targets) -> Json:
    return {
        "preset": targets.preset,
        "overrides": dict(targets.overrides),
        "agreed_on": None if targets.agreed_on is None else targets.agreed_on.isoformat(),
        "agreed_by": targets.agreed_by,
    }


def _wish(wish: Wish) -> Json:
    return {
        "from": wish.start.isoformat(),
        "capacity": _text(wish.capacity),
        "budget": _text(wish.budget),
        "must": list(wish.must),
        "not": list(wish.dropped),
    }


def _step(step: Step) -> Json:
    firing = step.firing
    return {
        "id": step.id,
        "indicator": step.indicator.id,
        "why": step.why.value,
        "waits_for": list(step.waits_for),
        "start_month": step.start,
        "end_month": step.end,
        "begins": step.begins.isoformat(),
        "ends": step.ends.isoformat(),
        "wave": step.wave.value,
        "stretched_from": step.stretched_from,
        "person_months": str(step.person_months),
        "cost_class": None if firing is None else firing.recommendation.cost_class,
        "cost": _text(step.cost),
        "slack_months": step.slack,
        "critical": step.critical,
        "priority": None
        if firing is None
        else {
            "gap": firing.gap,
            "criticality": firing.criticality,
            "impact": firing.recommendation.impact,
            "effort": firing.recommendation.effort.weight,
            "value": str(firing.priority),
        },
    }


def _outcome(outcome: Outcome) -> Json:
    return {
        "wave": outcome.wave.value,
        "steps": list(outcome.steps),
        "person_months": str(outcome.person_months),
        "cost": _text(outcome.cost),
        "after": _profile(outcome.scores),
    }


def _profile(scores: Scores) -> Json:
    return {
        "overall": _text(scores.overall.point),
        "dimensions": {identity: _text(score.point) for identity, score in scores.dimensions.items()},
        "indicators": {identity: score.point for identity, score in scores.indicators.items()},
    }


def _raise(one: Raise) -> Json:
    return {
        "dimension": one.dimension,
        "before": _text(one.before),
        "wanted": str(one.wanted),
        "reached": _text(one.reached),
        "steps": list(one.steps),
        "person_months": str(one.person_months),
        "cost": _text(one.cost),
        "exact": one.exact,
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
