"""Say where the administration stands: a sentence, a few figures with what limits each, a short profile, what moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_results import Comparison, Verdict
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.compendium.model import Dimension
from rmdiag.reports.chart_values import StandingChart, StandingMark, StandingRow
from rmdiag.reports.editions.aims import has_targets, targets_note
from rmdiag.reports.editions.scope import asked_words, leaves_out_dimensions, partly_note
from rmdiag.reports.editions.summary import answered_card, at_target, overall_cards, set_cards, verified_card
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import Figure, KeyFigure, KeyFigures, Measure, Paragraph, Text

SEEN = Fraction(1, 4)  # of a level: a narrower interval would lie behind the mark of the level


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The round before, and what moved since then."""

    assessment: Assessment
    moved: Comparison

    def point(self, dimension: Dimension) -> Fraction | None:
        """Give the level that a dimension had, where it may be set beside today's."""
        found = next((one for one in self.moved.dimensions if one.id == dimension.id), None)
        return None if found is None or found.verdict is Verdict.NOT_COMPARABLE else found.old


def earlier_of(tell: Telling, assessment: Assessment | None) -> Earlier | None:
    """Compare with an earlier round; one of another framework has nothing in common."""
    if assessment is None or assessment.mission.framework != tell.mission.framework:
        return None
    old, new = (RoundToCompare(mission=a.mission, questionnaire=a.questionnaire) for a in (assessment, tell.assessment))
    return Earlier(assessment=assessment, moved=compare(old, new))


def comparable(tell: Telling, earlier: Earlier | None) -> bool:
    """Whether levels of two rounds may stand side by side: those made from a part of the questions may not."""
    if earlier is None:
        return False
    partly = any(score.indicative for score in earlier.assessment.scores.result.indicators.values())
    return not partly and not tell.indicative and any(earlier.point(d) is not None for d in tell.dimensions)


def nothing_known(tell: Telling) -> bool:
    """Whether no question that counts is answered."""
    return not tell.result.overall.known


def key_figures(tell: Telling) -> KeyFigures:
    """Give the level, how many indicators are where they should be, and on what both rest."""
    overall = tell.result.overall
    first = set_cards(tell) if leaves_out_dimensions(tell) else (overall_cards(overall, tell)[0], _at_target(tell))
    return KeyFigures(cards=(*first, answered_card(tell, overall), verified_card(tell)))


def _at_target(tell: Telling) -> KeyFigure:
    """Count the indicators at their targets, and say whose targets these are."""
    reached, counting = at_target(tell)
    return KeyFigure(
        value=tell.shown.count(reached) if counting else tell.say("sign.none"),
        label=tell.count("card.at_target", counting) if counting else tell.say("brief.card_no_level"),
        note=targets_note(tell),
    )


def profile(tell: Telling, earlier: Earlier | None, measure: Measure) -> Figure:
    """Show each dimension with its target and, where it may be compared, the round before."""
    before = earlier if comparable(tell, earlier) else None
    headings = [tell.say("brief.heading_level")]
    if has_targets(tell):
        headings.append(tell.say("key.target"))
    if before is not None and has_targets(tell):
        headings.append(before.moved.old.round)
    rows = tuple(_row(tell, dimension, before, len(headings)) for dimension in tell.dimensions)
    note = partly_note(tell)
    notes = [tell.say("brief.profile_open")] if any(row.low != row.high for row in rows) else []
    notes += [] if note is None else [note]
    return Figure(
        id="figure-standing",
        caption=tell.caption(tell.say("brief.profile")),
        chart=StandingChart(rows=rows, levels=tell.level_names, headings=tuple(headings)),
        alternative=tell.say("brief.profile_alternative", list=_in_words(tell)),
        measure=measure,
        note=tuple(Text(text=" ".join(notes)) for _ in notes[:1]),
    )


def _in_words(tell: Telling) -> str:
    """Say the chart in words, as there is no table beside it."""
    return tell.say("list.semicolon").join(
        tell.say(
            "brief.profile_one",
            dimension=dimension.short,
            level=tell.mean_or_state(tell.group(dimension)),
            target=tell.shown.mean(tell.target_mean(dimension)),
        )
        for dimension in tell.dimensions
    )


def _row(tell: Telling, dimension: Dimension, before: Earlier | None, marks: int) -> StandingRow:
    group = tell.group(dimension)
    target = tell.target_mean(dimension)
    was = None if before is None else before.point(dimension)
    every: Sequence[StandingMark] = (
        StandingMark(value=group.point, shown=asked_words(tell, dimension, tell.shown.mean(group.point))),
        StandingMark(value=target, shown=tell.shown.mean(target)),
        StandingMark(value=was, shown=tell.shown.mean(was)),
    )
    low, high = group.low, group.high
    seen = group.point is not None and low is not None and high is not None and high - low >= SEEN
    return StandingRow(
        label=dimension.short,
        marks=tuple(every[:marks]),
        low=low if seen else None,
        high=high if seen else None,
        without=tell.state(group.state) if group.point is None else "",
    )


def moved(tell: Telling, earlier: Earlier | None) -> Iterator[Paragraph]:
    """Say in a sentence or two what moved since the round before, or why nothing is compared."""
    if earlier is None:
        return
    values = {"round": earlier.moved.old.round, "date": tell.shown.date(earlier.moved.old.as_of)}
    if not comparable(tell, earlier):
        yield tell.para("brief.not_compared", **values)
        return
    counts = earlier.moved.counts
    overall = earlier.moved.overall
    compared = counts.up + counts.down + counts.same
    values |= {
        "compared": tell.count("count.indicators", compared),
        "up": tell.shown.count(counts.up),
        "down": tell.shown.count(counts.down),
    }
    if overall.old is None or overall.new is None:
        yield tell.para("brief.moved_counts", **values)
        return
    values |= {"old": tell.shown.mean(overall.old), "new": tell.shown.mean(overall.new)}
    stands = tell.shown.mean(tell.result.overall.point)
    if values["new"] != stands:  # rounds are compared on the framework alone, without what an overlay changes
        yield tell.para("brief.moved_base", stands=stands, **values)
    else:
        yield tell.para("brief.moved", **values)
