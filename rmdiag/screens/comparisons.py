"""Show a comparison of two rounds: what fell first, performance beside information, then the plan and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import (
    Comparison,
    Delivery,
    Direction,
    LevelChange,
    Outcome,
    Parts,
    Point,
    RoundSide,
    Trend,
    Verdict,
)
from rmdiag.reports.rounding import digits, percent_down

LEVEL_COLUMNS = ("id", "title", "old", "new", "change", "performance", "information", "why")
# What CSV has in their place: a number in each column.
LEVEL_FIELDS = (
    "id",
    "was",
    "title",
    "verdict",
    "old",
    "new",
    "change",
    "performance",
    "information",
    "knowledge",
    "rules",
    "judgement",
    "why",
)
QUESTION_COLUMNS = ("indicator", "question", "old", "new", "why")
PLAN_COLUMNS = ("id", "action", "before", "now", "indicator", "aim", "old", "new", "change", "performance")
METRIC_COLUMNS = ("id", "metric", "old", "new", "change", "direction", "all figures")
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
    Why.INDICATOR_NEW: "indicator new",
    Why.INDICATOR_GONE: "indicator gone",
}


def level_rows(comparison: Comparison) -> list[Sequence[str]]:
    """Give the whole, the dimensions, the groups of views, then the indicators with what fell first."""
    return [_row(change, places) for change, places in _levels(comparison)]


def level_fields(comparison: Comparison) -> list[Sequence[str]]:
    """Give the same rows under LEVEL_FIELDS."""
    return [_fields(change, places) for change, places in _levels(comparison)]


def question_rows(comparison: Comparison) -> list[Sequence[str]]:
    """Give a row per gating question whose answer, or what is known of it, differs; indicators as among the levels."""
    return [
        (
            level.id,
            _named(change.question, change.was),
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
            *_lifted(delivery),
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
            "–" if trend.change is None else _DIRECTIONS[trend.direction],
            ", ".join(_point(point) for point in trend.points),
        )
        for trend in trends
    ]


def summary_lines(comparison: Comparison) -> Iterator[str]:
    """Say what stands beside the tables: which rounds, what can be compared, the counts, the plan."""
    yield f"{_side_words(comparison.old)} → {_side_words(comparison.new)}."
    yield from _limits(comparison)
    yield _count_line(comparison)
    if comparison.deliveries:
        yield _delivery_line(comparison.deliveries)
        yield from _lift_lines(comparison.deliveries)


def _limits(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    if old.on_paper or new.on_paper:
        yield "A round is known only on paper: its levels stand beside the others, and nothing says why they moved."
    editions = (old.framework, old.edition) != (new.framework, new.edition)
    if editions or comparison.common != 1:
        why = f"Editions differ ({_edition(old)}, {_edition(new)})" if editions else "Only one set brings its own"
        yield f"{why}: {_common_words(comparison)}"
    alone = [change.id for change in comparison.indicators if Why.NO_COMMON_QUESTION in change.why]
    if alone:
        yield (
            f"{', '.join(alone)}: no question in common, so nothing says why the level moved. Where questions were"
            " renamed, write them under `questions:` in the file of --map."
        )
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


def _count_line(comparison: Comparison) -> str:
    """Count indicators; beside a round on paper nothing can be said of performance."""
    counts, every = comparison.counts, sum(Why.INDICATOR_GONE not in i.why for i in comparison.indicators)
    compared = counts.up + counts.down + counts.same
    on_paper = comparison.old.on_paper or comparison.new.on_paper
    alone = f"; by performance alone {counts.performance_down} down and {counts.performance_up} up"
    return (
        f"Indicators, {compared} of {every} compared ({percent_down(comparison.compared)}): {counts.down} down,"
        f" {counts.up} up, {counts.same} same, {counts.not_comparable} not comparable{'' if on_paper else alone}."
    )


def _common_words(comparison: Comparison) -> str:
    """Say what the two editions have in common."""
    every = [change for change in comparison.indicators if Why.INDICATOR_GONE not in change.why]
    gone, common = len(comparison.indicators) - len(every), sum(Why.INDICATOR_NEW not in i.why for i in every)
    mapped = sum(change.was is not None for change in every)
    by_map = f", {mapped} of them by --map" if mapped else ""
    lost = f"; {gone} of the older one's {'is' if gone == 1 else 'are'} not in the newer one" if gone else ""
    share = percent_down(comparison.common)
    return f"{common} of the newer round's {len(every)} indicators ({share}) are in the older one{by_map}{lost}."


def _lift_lines(deliveries: Iterable[Delivery]) -> Iterator[str]:
    """Say what became of the levels that finished actions were to lift."""
    finished = (Outcome.DONE, Outcome.VERIFIED)
    done = [d for d in deliveries if d.outcome in finished and d.before not in _CLOSED]
    levels = [d.level for d in done if d.level is not None and d.level.change is not None]
    moved = [sum((one.change or 0) > 0 for one in levels), sum((one.change or 0) < 0 for one in levels)]
    if levels:
        yield (
            f"Of {len(done)} done, {len(levels)} belong to an indicator that is compared: its level rose for"
            f" {moved[0]}, fell for {moved[1]} and stayed for {len(levels) - sum(moved)}."
        )


_DIRECTIONS = {
    Direction.BETTER: "better",
    Direction.WORSE: "worse",
    Direction.SAME: "same",
    Direction.NEITHER: "context",
}
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


def _edition(side: RoundSide) -> str:
    return f"{side.framework} {side.edition}"


def _levels(comparison: Comparison) -> Iterator[tuple[LevelChange, int]]:
    """Give every level with the places to which it is shown; the mean of what is compared where there is no whole."""
    yield comparison.overall, 1
    if comparison.overall.verdict is Verdict.NOT_COMPARABLE and comparison.alike.change is not None:
        yield comparison.alike, 1
    for groups in (comparison.dimensions, *comparison.views.values()):
        yield from ((change, 1) for change in groups)
    yield from ((change, 0) for change in comparison.indicators)


def _row(change: LevelChange, places: int) -> Sequence[str]:
    parts = change.parts
    return (
        _named(change.id, change.was),
        change.title,
        _shown(change.old, places),
        _shown(change.new, places),
        _signed(change.change, places),
        "" if parts is None else _signed(parts.performance, places),
        "" if parts is None else _informed(parts, places),
        ", ".join(WORDS[why] for why in change.why),
    )


def _fields(change: LevelChange, places: int) -> Sequence[str]:
    parts = change.parts
    every = (
        () if parts is None else (parts.performance, parts.information, parts.knowledge, parts.rules, parts.judgement)
    )
    numbers = [_signed(part, places) for part in every] or [""] * 5
    why = ", ".join(WORDS[why] for why in change.why)
    ends = ["" if end is None else digits(end, places) for end in (change.old, change.new)]
    moved = "" if change.change is None else _signed(change.change, places)
    return (change.id, change.was or "", change.title, change.verdict.value, *ends, moved, *numbers, why)


def _informed(parts: Parts, places: int) -> str:
    """Write what information is made of, so that parts that offset each other are both seen."""
    named = (("knowledge", parts.knowledge), ("rules", parts.rules), ("judgement", parts.judgement))
    told = [f"{_signed(part, places)} {name}" for name, part in named if digits(abs(part), places).strip("0.")]
    return ", ".join(told) or _signed(Fraction(0), places)


def _lifted(delivery: Delivery) -> Sequence[str]:
    """Give the level beside an action: its indicator, where it leads, what it was and is, and what practice gave."""
    level = delivery.level
    if level is None:
        return [""] * 6
    parts = level.parts
    return (
        level.id,
        "" if delivery.towards is None else str(delivery.towards),
        _shown(level.old, 0),
        _shown(level.new, 0),
        _signed(level.change, 0),
        "" if parts is None else _signed(parts.performance, 0),
    )


def _named(identity: str, was: str | None) -> str:
    return identity if was is None else f"{identity} (was {was})"


def _shown(value: Fraction | None, places: int) -> str:
    return "–" if value is None else digits(value, places)


def _signed(value: Fraction | None, places: int) -> str:
    return "–" if value is None else _plus(value, digits(abs(value), places))


def _plus(value: Fraction, shown: str) -> str:
    """Put the sign before a number; one that is shown as nought has none."""
    return shown if not shown.strip("0.") else f"{'−' if value < 0 else '+'}{shown}"


def _figure(point: Point | None) -> str:
    return "–" if point is None else f"{_plain(point.value)} ({point.period})"


def _point(point: Point) -> str:
    return f"{point.period}: {_plain(point.value)}{' (revised)' * point.revised}"


def _plain(value: Fraction) -> str:
    """Write a figure as far as it was given: whole, or to two decimals at most."""
    return digits(value) if value.denominator == 1 else digits(value, 2).rstrip("0").rstrip(".")
