"""Say beside the tables of a comparison what they come to: what is compared, what moved, what became of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Comparison, Counts, Delivery, Direction, Outcome, RoundSide, Trend
from rmdiag.reports.rounding import percent_down
from rmdiag.screens.comparisons import DIRECTIONS, WORDS
from rmdiag.tongue import phrase

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
    yield phrase("Dimensions: {moved}.", moved=_moved(comparison.dimension_counts))
    for view, counts in comparison.view_counts.items():
        yield phrase("Groups of {view}: {moved}.", view=view, moved=_moved(counts))
    why = Counter(why for level in comparison.indicators for question in level.questions for why in question.why)
    if why:
        yield phrase(
            "Gating answers: {words}.", words=", ".join(f"{why[one]} {WORDS[one]}" for one in Why if one in why)
        )
    if comparison.deliveries:
        yield _delivery_line(comparison.deliveries)
        yield from _lift_lines(comparison.deliveries)
    if any(trend.change is not None for trend in comparison.trends):
        yield _figure_line(comparison.trends)


def _limits(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    if old.on_paper or new.on_paper:
        yield phrase(
            "A round is known only on paper: its levels stand beside the others, and nothing says why they moved."
        )
    editions = (old.framework, old.edition) != (new.framework, new.edition)
    if editions or comparison.common != 1:
        why = (
            phrase("Editions differ ({edition}, {edition_2})", edition=_edition(old), edition_2=_edition(new))
            if editions
            else "Only one set brings its own"
        )
        yield f"{why}: {_common_words(comparison)}"
    alone = [change.id for change in comparison.indicators if Why.NO_COMMON_QUESTION in change.why]
    if alone:
        yield (
            phrase(
                "{alone}: no question in common, so nothing says why the level moved. Where questions"
                " were renamed, write them under `questions:` in the file of --map.",
                alone=", ".join(alone),
            )
        )
    if old.set != new.set:
        yield phrase(
            "Sets differ ({set}, {set_2}): what only one of them asked counts as a change of rules.",
            set=old.set,
            set_2=new.set,
        )
    overlays = (*old.overlays, *new.overlays)
    if overlays:
        yield phrase("Overlays are left out on both sides: {fromkeys}.", fromkeys=", ".join(dict.fromkeys(overlays)))


def _common_words(comparison: Comparison) -> str:
    """Say what the two editions have in common."""
    every = [change for change in comparison.indicators if Why.INDICATOR_GONE not in change.why]
    gone, common = len(comparison.indicators) - len(every), sum(Why.INDICATOR_NEW not in i.why for i in every)
    mapped = sum(change.was is not None for change in every)
    by_map = phrase(", {mapped} of them by --map", mapped=mapped) if mapped else ""
    lost = (
        phrase(
            "; {gone} of the older one's {words} not in the newer one", gone=gone, words="is" if gone == 1 else "are"
        )
        if gone
        else ""
    )
    share = percent_down(comparison.common)
    return phrase(
        "{common} of the newer round's {every_count} indicators ({share}) are in the older one{by_map}{lost}.",
        common=common,
        every_count=len(every),
        share=share,
        by_map=by_map,
        lost=lost,
    )


def _count_line(comparison: Comparison) -> str:
    """Count indicators; beside a round on paper nothing can be said of performance."""
    counts, every = comparison.counts, sum(Why.INDICATOR_GONE not in i.why for i in comparison.indicators)
    compared = counts.up + counts.down + counts.same
    on_paper = comparison.old.on_paper or comparison.new.on_paper
    alone = phrase(
        "; by performance alone {performance_down} down and {performance_up} up, by information"
        " alone {information_down} down and {information_up} up",
        performance_down=counts.performance_down,
        performance_up=counts.performance_up,
        information_down=counts.information_down,
        information_up=counts.information_up,
    )
    share = percent_down(comparison.compared)
    return phrase(
        "Indicators, {compared} of {every} compared ({share}): {moved}{words}.",
        compared=compared,
        every=every,
        share=share,
        moved=_moved(counts),
        words="" if on_paper else alone,
    )


def _moved(counts: Counts) -> str:
    return phrase(
        "{down} down, {up} up, {same} same, {not_comparable} not comparable",
        down=counts.down,
        up=counts.up,
        same=counts.same,
        not_comparable=counts.not_comparable,
    )


def _delivery_line(deliveries: Iterable[Delivery]) -> str:
    every = tuple(deliveries)
    found = [delivery.outcome for delivery in every if delivery.before not in _CLOSED]
    counted = [f"{found.count(outcome)} {_OUTCOMES[outcome]}" for outcome in Outcome if outcome in found]
    closed = len(every) - len(found)
    before = phrase("; {closed} had been closed before", closed=closed) if closed else ""
    actions = "action" if len(found) == 1 else "actions"
    return phrase(
        "Plan, {found_count} {actions} open or begun since: {words}{before}.",
        found_count=len(found),
        actions=actions,
        words=", ".join(counted) or "none",
        before=before,
    )


def _lift_lines(deliveries: Iterable[Delivery]) -> Iterator[str]:
    """Say what became of the levels that finished actions were to lift."""
    finished = (Outcome.DONE, Outcome.VERIFIED)
    done = [d for d in deliveries if d.outcome in finished and d.before not in _CLOSED]
    levels = [d.level for d in done if d.level is not None and d.level.change is not None]
    moved = [sum((one.change or 0) > 0 for one in levels), sum((one.change or 0) < 0 for one in levels)]
    if levels:
        yield (
            phrase(
                "Of {done_count} done, {levels_count} belong to an indicator that is compared: its level"
                " rose for {moved}, fell for {moved_2} and stayed for {words}.",
                done_count=len(done),
                levels_count=len(levels),
                moved=moved[0],
                moved_2=moved[1],
                words=len(levels) - sum(moved),
            )
        )


def _figure_line(trends: Iterable[Trend]) -> str:
    """Count the figures that both rounds have, those that got worse first, and name what got worse."""
    every = [trend for trend in trends if trend.change is not None]
    found = [trend.direction for trend in every]
    counted = ", ".join(f"{found.count(way)} {word}" for way, word in DIRECTIONS.items() if way in found)
    worse = ", ".join(trend.metric for trend in every if trend.direction is Direction.WORSE)
    named = phrase(" (worse: {worse})", worse=worse) if worse else ""
    return phrase(
        "Figures, {every_count} in both rounds: {counted}{named}.", every_count=len(every), counted=counted, named=named
    )


def _side_words(side: RoundSide) -> str:
    paper = ", on paper" if side.on_paper else ""
    return f"{side.name} ({side.as_of}{paper})"


def _edition(side: RoundSide) -> str:
    return f"{side.framework} {side.edition}"
