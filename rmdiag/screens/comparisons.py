"""Show a comparison of two rounds: what fell first, performance beside information, then the plan and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import (
    Comparison,
    Delivery,
    LevelChange,
    Outcome,
    Point,
    RoundSide,
    Trend,
)
from rmdiag.reports.rounding import digits, percent_down

LEVEL_COLUMNS = ("id", "title", "old", "new", "change", "performance", "information", "why")
QUESTION_COLUMNS = ("indicator", "question", "old", "new", "why")
PLAN_COLUMNS = ("id", "action", "before", "now", "indicator", "change")
METRIC_COLUMNS = ("id", "metric", "old", "new", "change", "direction")
# What a reason is called across the table; the words of docs/compare.md.
WORDS = {
    Why.BETTER: "answer better",
    Why.WORSE: "answer worse",
    Why.DIFFERENT: "answer different",
    Why.LAPSED: "date lapsed",
    Why.BECAME_KNOWN: "became known",
    Why.BECAME_UNKNOWN: "became unknown",
    Why.EVIDENCE_STRONGER: "evidence stronger",
    Why.EVIDENCE_WEAKER: "evidence weaker",
    Why.MISSIONS_OWN: "now the mission's own",
    Why.TAKEN_OVER: "now taken over",
    Why.DISAGREEMENT_SETTLED: "disagreement settled",
    Why.DISAGREEMENT_NEW: "disagreement new",
    Why.APPLICABILITY: "applicability",
    Why.GATES_CHANGED: "gates changed",
    Why.QUESTION_NEW: "question new",
    Why.QUESTION_GONE: "question gone",
    Why.SET_CHANGED: "set changed",
    Why.JUDGEMENT_MADE: "judgement made",
    Why.JUDGEMENT_DROPPED: "judgement dropped",
    Why.JUDGED_ON_PAPER: "judged on paper",
    Why.NO_COMMON_QUESTION: "no common question",
}


def level_rows(comparison: Comparison) -> list[Sequence[str]]:
    """Give the whole, the dimensions, the groups of views, then the indicators with what fell first."""
    groups = [change for view in comparison.views.values() for change in view]
    means = [_row(change, 1) for change in (comparison.overall, *comparison.dimensions, *groups)]
    return [*means, *(_row(change, 0) for change in comparison.indicators)]


def question_rows(comparison: Comparison) -> list[Sequence[str]]:
    """Give a row per gating question whose answer, or what is known of it, differs; indicators as among the levels."""
    return [
        (
            level.id,
            change.question,
            "–" if change.old is None else change.old,
            "–" if change.new is None else change.new,
            ", ".join(WORDS[why] for why in change.why),
        )
        for level in comparison.indicators
        for change in level.questions
    ]


def plan_rows(deliveries: Iterable[Delivery]) -> list[Sequence[str]]:
    """Give a row per action that was open in the older round or begun since."""
    return [
        (
            delivery.action.id,
            delivery.action.action,
            delivery.before or "",
            delivery.outcome.value.replace("_", " "),
            "" if delivery.level is None else delivery.level.id,
            "" if delivery.level is None else _signed(delivery.level.change, 0),
        )
        for delivery in deliveries
    ]


def metric_rows(trends: Iterable[Trend]) -> list[Sequence[str]]:
    """Give a row per metric: the last figure of either round, the change, and whether it is for the better."""
    return [
        (
            trend.metric,
            f"{trend.name} ({trend.unit})",
            _figure(trend.old),
            _figure(trend.new),
            _plus(trend.change, _plain(abs(trend.change))) if trend.change is not None else "–",
            trend.direction.value,
        )
        for trend in trends
    ]


def summary_lines(comparison: Comparison) -> Iterator[str]:
    """Say what stands beside the tables: which rounds, what can be compared, the counts, the plan."""
    counts = comparison.counts
    yield f"{_side_words(comparison.old)} → {_side_words(comparison.new)}."
    yield from _limits(comparison)
    yield (
        f"Indicators: {counts.down} down, {counts.up} up, {counts.same} same, {counts.not_comparable} not comparable;"
        f" by performance alone {counts.performance_down} down and {counts.performance_up} up."
    )
    if comparison.deliveries:
        yield _delivery_line(comparison.deliveries)


def _limits(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    if old.on_paper or new.on_paper:
        yield "A round is known only on paper: its levels stand beside the others, and nothing says why they moved."
    editions = (old.framework, old.edition) != (new.framework, new.edition)
    if editions or comparison.common != 1:
        why = "Editions differ" if editions else "A set brings indicators of its own"
        yield f"{why}: {percent_down(comparison.common)} of the newer round's indicators are in the older one."
    if old.set != new.set:
        yield f"Sets differ ({old.set}, {new.set}): what only one of them asked counts as a change of rules."
    overlays = (*old.overlays, *new.overlays)
    if overlays:
        yield f"Overlays are left out on both sides: {', '.join(dict.fromkeys(overlays))}."


def _delivery_line(deliveries: Iterable[Delivery]) -> str:
    every = tuple(deliveries)
    found = [delivery.outcome for delivery in every if delivery.before not in _CLOSED]
    counted = [f"{found.count(outcome)} {_OUTCOMES[outcome]}" for outcome in Outcome if outcome in found]
    closed = len(every) - len(found)
    before = f"; {closed} had been closed before" if closed else ""
    actions = "action" if len(found) == 1 else "actions"
    return f"Plan, {len(found)} {actions} open or begun since: {', '.join(counted) or 'none'}{before}."


_CLOSED = ("verified", "dropped")  # what the older round had closed is no delivery since
_OUTCOMES = {
    Outcome.VERIFIED: "done and verified",
    Outcome.DONE: "declared done",
    Outcome.STARTED: "started",
    Outcome.PLANNED: "still planned",
    Outcome.DROPPED: "dropped",
    Outcome.NOT_FOLLOWED: "not followed up",
}


def _side_words(side: RoundSide) -> str:
    paper = ", on paper" if side.on_paper else ""
    return f"{side.name} ({side.as_of}{paper})"


def _row(change: LevelChange, places: int) -> Sequence[str]:
    parts = change.parts
    return (
        change.id,
        change.title,
        "–" if change.old is None else digits(change.old, places),
        "–" if change.new is None else digits(change.new, places),
        _signed(change.change, places),
        "" if parts is None else _signed(parts.performance, places),
        "" if parts is None else _signed(parts.information, places),
        ", ".join(WORDS[why] for why in change.why),
    )


def _signed(value: Fraction | None, places: int) -> str:
    return "–" if value is None else _plus(value, digits(abs(value), places))


def _plus(value: Fraction, shown: str) -> str:
    """Put the sign before a number; one that is shown as nought has none."""
    return shown if not shown.strip("0.") else f"{'−' if value < 0 else '+'}{shown}"


def _figure(point: Point | None) -> str:
    return "–" if point is None else f"{_plain(point.value)} ({point.period})"


def _plain(value: Fraction) -> str:
    """Write a figure as far as it was given: whole, or to two decimals at most."""
    return digits(value) if value.denominator == 1 else digits(value, 2).rstrip("0").rstrip(".")
