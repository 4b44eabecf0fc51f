"""Show a comparison of two rounds: what fell first, performance beside information, then the plan and the figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_groups import OVERALL
from rmdiag.assessment.comparison_results import (
    Comparison,
    Delivery,
    Direction,
    LevelChange,
    Parts,
    Point,
    Trend,
    Verdict,
)
from rmdiag.reports.rounding import digits
from rmdiag.screens.words import decimal, shown
from rmdiag.tongue import decimals, heads, joined, marked, phrase

LEVEL_COLUMNS = heads("id", "title", "old", "new", "change", "performance", "information", "why")
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
QUESTION_COLUMNS = heads("indicator", "question", "old", "new", "why")
PLAN_COLUMNS = heads("id", "action", "before", "now", "indicator", "aim", "old", "new", "change", "performance")
METRIC_FIELDS = (
    *("id", "metric", "unit", "old period", "old", "new period", "new", "change", "direction", "clear"),
    "all figures",
)
METRIC_COLUMNS = heads("id", "metric", "old", "new", "change", "direction", "all figures")
# What a reason is called across the table; the words of docs/compare.md.
WORDS = {
    Why.BETTER: marked("answer better"),
    Why.WORSE: marked("answer worse"),
    Why.DIFFERENT: marked("answer different"),
    Why.LAPSED: marked("date lapsed"),
    Why.BECAME_KNOWN: marked("became known"),
    Why.BECAME_UNKNOWN: marked("became unknown"),
    Why.EVIDENCE_STRONGER: marked("evidence stronger"),
    Why.EVIDENCE_WEAKER: marked("evidence weaker"),
    Why.MISSIONS_OWN: marked("now the mission's own"),
    Why.TAKEN_OVER: marked("now taken over"),
    Why.DISAGREEMENT_SETTLED: marked("disagreement settled"),
    Why.DISAGREEMENT_NEW: marked("disagreement new"),
    Why.APPLICABILITY: marked("applicability"),
    Why.GATES_CHANGED: marked("gates changed"),
    Why.QUESTION_NEW: marked("question new"),
    Why.QUESTION_GONE: marked("question gone"),
    Why.SET_CHANGED: marked("set changed"),
    Why.JUDGEMENT_MADE: marked("judgement made"),
    Why.JUDGEMENT_DROPPED: marked("judgement dropped"),
    Why.JUDGED_ON_PAPER: marked("judged on paper"),
    Why.NO_COMMON_QUESTION: marked("no common question"),
    Why.INDICATOR_NEW: marked("indicator new"),
    Why.INDICATOR_GONE: marked("indicator gone"),
}
DIRECTIONS = {
    Direction.WORSE: marked("worse"),
    Direction.BETTER: marked("better"),
    Direction.SAME: marked("same"),
    Direction.NEITHER: marked("context"),  # neither way is better
}


def why_words(why: Why) -> str:
    """Say a reason."""
    return phrase(WORDS[why])


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
            joined(", ", map(why_words, change.why)),
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
            shown(delivery.before or ""),
            shown(delivery.outcome),
            *_lifted(delivery),
        )
        for delivery in deliveries
    ]


def metric_rows(trends: Iterable[Trend]) -> list[Sequence[str]]:
    """Give a row per metric: the last figure of either round, the change, and whether it is for the better."""
    return [
        (
            trend.metric,
            joined(" ", (trend.name, joined("", ("(", shown(trend.unit), ")")))),
            _figure(trend.old),
            _figure(trend.new),
            _plus(trend.change, _plain(abs(trend.change))) if trend.change is not None else "–",
            _direction(trend),
            joined(", ", map(_point, trend.points)),
        )
        for trend in trends
    ]


def metric_fields(trends: Iterable[Trend]) -> list[Sequence[str]]:
    """Give the same rows under METRIC_FIELDS, a number in each column."""
    return [
        (
            trend.metric,
            trend.name,
            trend.unit,
            *_parted(trend.old),
            *_parted(trend.new),
            "" if trend.change is None else _plus(trend.change, _plain(abs(trend.change))),
            "" if trend.change is None else DIRECTIONS[trend.direction],
            {True: "yes", False: "no", None: ""}[trend.clear],
            joined(", ", map(_point, trend.points)),
        )
        for trend in trends
    ]


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
        _title(change),
        _shown(change.old, places),
        _shown(change.new, places),
        _signed(change.change, places),
        "" if parts is None else _signed(parts.performance, places),
        "" if parts is None else _informed(parts, places),
        joined(", ", map(why_words, change.why)),
    )


def _title(change: LevelChange) -> str:
    return phrase(change.title) if change.id == OVERALL[0] else change.title


def _fields(change: LevelChange, places: int) -> Sequence[str]:
    parts = change.parts
    every = (
        () if parts is None else (parts.performance, parts.information, parts.knowledge, parts.rules, parts.judgement)
    )
    numbers = [_signed(part, places) for part in every] or [""] * 5
    why = joined(", ", map(why_words, change.why))
    ends = ["" if end is None else digits(end, places) for end in (change.old, change.new)]
    moved = "" if change.change is None else _signed(change.change, places)
    return (change.id, change.was or "", _title(change), change.verdict.value, *ends, moved, *numbers, why)


def _informed(parts: Parts, places: int) -> str:
    """Write what information is made of, so that parts that offset each other are both seen."""
    named = (
        (marked("{change} knowledge"), parts.knowledge),
        (marked("{change} rules"), parts.rules),
        (marked("{change} judgement"), parts.judgement),
    )
    told = [
        phrase(words, change=_signed(part, places)) for words, part in named if digits(abs(part), places).strip("0.")
    ]
    return joined(", ", told) or _signed(Fraction(0), places)


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
    return identity if was is None else phrase("{identity} (was {was})", identity=identity, was=was)


def _shown(value: Fraction | None, places: int) -> str:
    return "–" if value is None else decimal(value, places)


def _signed(value: Fraction | None, places: int) -> str:
    return "–" if value is None else decimals(_plus(value, digits(abs(value), places)))


def _plus(value: Fraction, shown: str) -> str:
    """Put the sign before a number; one that is shown as nought has none."""
    return shown if not shown.strip("0.") else f"{'−' if value < 0 else '+'}{shown}"


def _parted(point: Point | None) -> Sequence[str]:
    return ("", "") if point is None else (point.period, _plain(point.value))


def _figure(point: Point | None) -> str:
    return "–" if point is None else joined(" ", (_value(point), f"({point.period})"))


def _point(point: Point) -> str:
    if point.revised:
        return phrase("{period}: {value} (revised)", period=point.period, value=_value(point))
    return joined(": ", (point.period, _value(point)))


def _value(point: Point) -> str:
    value = _plain(point.value)
    return phrase("at least {value}", value=value) if point.at_least else value


def _direction(trend: Trend) -> str:
    """Say whether a figure moved for the better; a move within both intervals may be chance."""
    if trend.change is None:
        return "–"
    direction = phrase(DIRECTIONS[trend.direction])
    if trend.clear is False and trend.change:
        return phrase("{direction}, may be chance", direction=direction)
    return direction


def _plain(value: Fraction) -> str:
    """Write a figure as far as it was given: whole, or to two decimals at most."""
    return decimals(digits(value) if value.denominator == 1 else digits(value, 2).rstrip("0").rstrip("."))
