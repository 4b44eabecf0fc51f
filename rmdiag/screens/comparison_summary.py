"""Say beside the tables of a comparison what they come to: what is compared, what moved, what became of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Comparison, Counts, Delivery, Direction, Outcome, RoundSide, Trend
from rmdiag.reports.rounding import percent_down
from rmdiag.screens.comparisons import DIRECTIONS, why_words
from rmdiag.tongue import marked, phrase, phrases

_CLOSED = ("verified", "dropped")  # what the older round had closed is no delivery since
_OUTCOMES = {
    Outcome.VERIFIED: marked("done and verified"),
    Outcome.DONE: marked("declared done"),
    Outcome.STARTED: marked("started"),
    Outcome.PLANNED: marked("still planned"),
    Outcome.DROPPED: marked("dropped"),
    Outcome.NOT_FOLLOWED: marked("not followed up"),
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
            "Gating answers: {list}.", list=", ".join(f"{why[one]} {why_words(one)}" for one in Why if one in why)
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
            phrase("Editions differ ({older}, {newer})", older=_edition(old), newer=_edition(new))
            if editions
            else phrase("Only one set brings its own")
        )
        yield phrase("{why}: {in_common}", why=why, in_common=_common_words(comparison))
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
            "Sets differ ({older}, {newer}): what only one of them asked counts as a change of rules.",
            older=old.set,
            newer=new.set,
        )
    overlays = (*old.overlays, *new.overlays)
    if overlays:
        yield phrase("Overlays are left out on both sides: {list}.", list=", ".join(dict.fromkeys(overlays)))


def _common_words(comparison: Comparison) -> str:
    """Say what the two editions have in common."""
    every = [change for change in comparison.indicators if Why.INDICATOR_GONE not in change.why]
    gone, common = len(comparison.indicators) - len(every), sum(Why.INDICATOR_NEW not in i.why for i in every)
    mapped = sum(change.was is not None for change in every)
    by_map = phrase(", {mapped} of them by --map", mapped=mapped) if mapped else ""
    lost = (
        phrases(
            "; {count} of the older one's is not in the newer one",
            "; {count} of the older one's are not in the newer one",
            gone,
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
        "Indicators, {compared} of {every} compared ({share}): {moved}{alone}.",
        compared=compared,
        every=every,
        share=share,
        moved=_moved(counts),
        alone="" if on_paper else alone,
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
    counted = [f"{found.count(outcome)} {phrase(_OUTCOMES[outcome])}" for outcome in Outcome if outcome in found]
    closed = len(every) - len(found)
    before = phrase("; {closed} had been closed before", closed=closed) if closed else ""
    return phrases(
        "Plan, {count} action open or begun since: {list}{before}.",
        "Plan, {count} actions open or begun since: {list}{before}.",
        len(found),
        list=", ".join(counted) or phrase("none"),
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
                "Of {done} done, {compared} belong to an indicator that is compared: its level"
                " rose for {rose}, fell for {fell} and stayed for {stayed}.",
                done=len(done),
                compared=len(levels),
                rose=moved[0],
                fell=moved[1],
                stayed=len(levels) - sum(moved),
            )
        )


def _figure_line(trends: Iterable[Trend]) -> str:
    """Count the figures that both rounds have, those that got worse first, and name what got worse."""
    every = [trend for trend in trends if trend.change is not None]
    found = [trend.direction for trend in every]
    counted = ", ".join(f"{found.count(way)} {phrase(word)}" for way, word in DIRECTIONS.items() if way in found)
    worse = ", ".join(trend.metric for trend in every if trend.direction is Direction.WORSE)
    named = phrase(" (worse: {worse})", worse=worse) if worse else ""
    return phrase(
        "Figures, {number} in both rounds: {counted}{named}.", number=len(every), counted=counted, named=named
    )


def _side_words(side: RoundSide) -> str:
    if side.on_paper:
        return phrase("{name} ({day}, on paper)", name=side.name, day=side.as_of)
    return f"{side.name} ({side.as_of})"


def _edition(side: RoundSide) -> str:
    return f"{side.framework} {side.edition}"
