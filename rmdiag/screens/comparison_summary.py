"""Say beside the tables of a comparison what they come to: what is compared, what moved, what became of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Comparison, Counts, Delivery, Direction, Outcome, RoundSide, Trend
from rmdiag.reports.rounding import percent_down
from rmdiag.screens.comparisons import DIRECTIONS, WORDS

_CLOSED = ("verified", "dropped")  # what the older round had closed is no delivery since
_OUTCOMES = {
    Outcome.VERIFIED: "done and verified",
    Outcome.DONE: "declared done",
    Outcome.STARTED: "started",
    Outcome.PLANNED: "still planned",
    Outcome.DROPPED: "dropped",
    Outcome.NOT_FOLLOWED: "not followed up",
}


def summary_lines(comparison: Comparison) -> Iterator[str]:
    """Say what stands beside the tables: which rounds, what can be compared, the counts, the plan."""
    yield f"{_side_words(comparison.old)} → {_side_words(comparison.new)}."
    yield from _limits(comparison)
    yield _count_line(comparison)
    yield f"Dimensions: {_moved(comparison.dimension_counts)}."
    for view, counts in comparison.view_counts.items():
        yield f"Groups of {view}: {_moved(counts)}."
    why = Counter(why for level in comparison.indicators for question in level.questions for why in question.why)
    if why:
        yield f"Gating answers: {', '.join(f'{why[one]} {WORDS[one]}' for one in Why if one in why)}."
    if comparison.deliveries:
        yield _delivery_line(comparison.deliveries)
        yield from _lift_lines(comparison.deliveries)
    if any(trend.change is not None for trend in comparison.trends):
        yield _figure_line(comparison.trends)


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


def _common_words(comparison: Comparison) -> str:
    """Say what the two editions have in common."""
    every = [change for change in comparison.indicators if Why.INDICATOR_GONE not in change.why]
    gone, common = len(comparison.indicators) - len(every), sum(Why.INDICATOR_NEW not in i.why for i in every)
    mapped = sum(change.was is not None for change in every)
    by_map = f", {mapped} of them by --map" if mapped else ""
    lost = f"; {gone} of the older one's {'is' if gone == 1 else 'are'} not in the newer one" if gone else ""
    share = percent_down(comparison.common)
    return f"{common} of the newer round's {len(every)} indicators ({share}) are in the older one{by_map}{lost}."


def _count_line(comparison: Comparison) -> str:
    """Count indicators; beside a round on paper nothing can be said of performance."""
    counts, every = comparison.counts, sum(Why.INDICATOR_GONE not in i.why for i in comparison.indicators)
    compared = counts.up + counts.down + counts.same
    on_paper = comparison.old.on_paper or comparison.new.on_paper
    alone = (
        f"; by performance alone {counts.performance_down} down and {counts.performance_up} up,"
        f" by information alone {counts.information_down} down and {counts.information_up} up"
    )
    share = percent_down(comparison.compared)
    return f"Indicators, {compared} of {every} compared ({share}): {_moved(counts)}{'' if on_paper else alone}."


def _moved(counts: Counts) -> str:
    return f"{counts.down} down, {counts.up} up, {counts.same} same, {counts.not_comparable} not comparable"


def _delivery_line(deliveries: Iterable[Delivery]) -> str:
    every = tuple(deliveries)
    found = [delivery.outcome for delivery in every if delivery.before not in _CLOSED]
    counted = [f"{found.count(outcome)} {_OUTCOMES[outcome]}" for outcome in Outcome if outcome in found]
    closed = len(every) - len(found)
    before = f"; {closed} had been closed before" if closed else ""
    actions = "action" if len(found) == 1 else "actions"
    return f"Plan, {len(found)} {actions} open or begun since: {', '.join(counted) or 'none'}{before}."


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


def _figure_line(trends: Iterable[Trend]) -> str:
    """Count the figures that both rounds have, those that got worse first, and name what got worse."""
    every = [trend for trend in trends if trend.change is not None]
    found = [trend.direction for trend in every]
    counted = ", ".join(f"{found.count(way)} {word}" for way, word in DIRECTIONS.items() if way in found)
    worse = ", ".join(trend.metric for trend in every if trend.direction is Direction.WORSE)
    named = f" (worse: {worse})" if worse else ""
    return f"Figures, {len(every)} in both rounds: {counted}{named}."


def _side_words(side: RoundSide) -> str:
    paper = ", on paper" if side.on_paper else ""
    return f"{side.name} ({side.as_of}{paper})"


def _edition(side: RoundSide) -> str:
    return f"{side.framework} {side.edition}"
