"""Give a comparison as plain values for machines; numbers are exact fractions as text.

The schema is `rmdiag/schemas/comparison.schema.json`.
"""

from __future__ import annotations

from fractions import Fraction

from rmdiag.assessment.comparison_answers import QuestionChange
from rmdiag.assessment.comparison_results import (
    Comparison,
    Counts,
    Delivery,
    LevelChange,
    Parts,
    Point,
    RoundSide,
    Trend,
)
from rmdiag.problems import Span

FORMAT = "rmdiag comparison 1"
Json = dict[str, object]


def comparison_json(comparison: Comparison) -> Json:
    """Give everything that a comparison holds."""
    return {
        "format": FORMAT,
        "old": _side(comparison.old),
        "new": _side(comparison.new),
        "common": str(comparison.common),
        "compared": str(comparison.compared),
        "counts": _counts(comparison.counts),
        "dimension_counts": _counts(comparison.dimension_counts),
        "view_counts": {view: _counts(counts) for view, counts in comparison.view_counts.items()},
        "overall": _level(comparison.overall),
        "alike": _level(comparison.alike),
        "dimensions": [_level(change) for change in comparison.dimensions],
        "indicators": [_level(change) | {"questions": _questions(change)} for change in comparison.indicators],
        "views": {view: [_level(change) for change in groups] for view, groups in comparison.views.items()},
        "plan": [_delivery(delivery) for delivery in comparison.deliveries],
        "metrics": [_trend(trend) for trend in comparison.trends],
    }


def _side(side: RoundSide) -> Json:
    return {
        "mission": side.name,
        "round": side.round,
        "as_of": side.as_of.isoformat(),
        "framework": {"id": side.framework, "edition": side.edition},
        "set": side.set,
        "overlays_left_out": list(side.overlays),
        "on_paper": side.on_paper,
    }


def _counts(counts: Counts) -> Json:
    return {
        "up": counts.up,
        "down": counts.down,
        "same": counts.same,
        "not_comparable": counts.not_comparable,
        "performance_up": counts.performance_up,
        "performance_down": counts.performance_down,
        "information_up": counts.information_up,
        "information_down": counts.information_down,
    }


def _level(change: LevelChange) -> Json:
    return {
        "id": change.id,
        "was": change.was,
        "title": change.title,
        "verdict": change.verdict.value,
        "old": _number(change.old),
        "new": _number(change.new),
        "change": _number(change.change),
        "parts": None if change.parts is None else _parts(change.parts),
        "why": [why.value for why in change.why],
    }


def _parts(parts: Parts) -> Json:
    return {
        "performance": str(parts.performance),
        "information": str(parts.information),
        "knowledge": str(parts.knowledge),
        "rules": str(parts.rules),
        "judgement": str(parts.judgement),
    }


def _questions(change: LevelChange) -> list[Json]:
    return [_question(question) for question in change.questions]


def _question(change: QuestionChange) -> Json:
    return {
        "id": change.question,
        "was": change.was,
        "old": change.old,
        "new": change.new,
        "why": [why.value for why in change.why],
        "written": {"old": _place(change.old_span), "new": _place(change.new_span)},
    }


def _place(span: Span | None) -> str | None:
    return None if span is None else f"{span.file}:{span.line}"


def _delivery(delivery: Delivery) -> Json:
    level = delivery.level
    parts = None if level is None else level.parts
    return {
        "id": delivery.action.id,
        "action": delivery.action.action,
        "recommendation": delivery.action.recommendation,
        "status": {"old": delivery.before, "new": delivery.outcome.value},
        "towards": delivery.towards,
        "indicator": None if level is None else level.id,
        "level": None if level is None else {"old": _number(level.old), "new": _number(level.new)},
        "change": None if level is None else _number(level.change),
        "performance": None if parts is None else str(parts.performance),
    }


def _trend(trend: Trend) -> Json:
    return {
        "id": trend.metric,
        "name": trend.name,
        "unit": trend.unit,
        "points": [_point(point) for point in trend.points],
        "old": None if trend.old is None else _point(trend.old),
        "new": None if trend.new is None else _point(trend.new),
        "change": _number(trend.change),
        "clear": trend.clear,
        "direction": trend.direction.value,
    }


def _point(point: Point) -> Json:
    value = str(point.value)
    return {"period": point.period, "value": value, "at_least": point.at_least, "revised": point.revised}


def _number(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
