"""Say what the mission's set of questions leaves out: whole dimensions, some indicators, or some of their questions.

What is wholly left out is not told in the report; what is partly left out has levels that are indicative.
"""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.results import OverallScore
from rmdiag.assessment.scoring import COVERAGE
from rmdiag.compendium.model import Dimension
from rmdiag.reports.compose import strong
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import Runs


def leaves_out_dimensions(tell: Telling) -> bool:
    """Whether the set asks nothing that counts of some dimension, so that it can give no overall level."""
    return any(reason != COVERAGE for reason in tell.result.overall.withheld)


def is_indicative(tell: Telling) -> bool:
    """Whether the set leaves out questions that count of indicators about which it asks."""
    return tell.indicative


def set_title(tell: Telling) -> str:
    """Name the set of questions."""
    chosen = tell.questionnaire.sets.get(tell.mission.set)
    return tell.mission.set if chosen is None else chosen.title


def dimensions_words(tell: Telling) -> str:
    """List the dimensions that the set covers, in part or in whole."""
    return tell.shown.listed(dimension.short for dimension in tell.dimensions)


def left_out(tell: Telling) -> str:
    """List the dimensions about which the set does not ask."""
    told = {dimension.id for dimension in tell.dimensions}
    return tell.shown.listed(d.short for d in tell.framework.dimensions if d.id not in told)


def partly_words(tell: Telling, dimension: Dimension) -> str | None:
    """Say how much of a dimension the set asks, None when it asks about every indicator of it."""
    asked = len(tell.told(dimension))
    if asked == len(dimension.indicators):
        return None
    every = tell.count("count.indicators", len(dimension.indicators))
    return tell.say("scope.partly", asked=tell.shown.count(asked), all=every)


def asked_words(tell: Telling, dimension: Dimension, words: str) -> str:
    """Mark the level of a dimension of which the set leaves out indicators."""
    return words if partly_words(tell, dimension) is None else tell.say("mark.partly_asked", level=words)


def partly_note(tell: Telling) -> str | None:
    """Explain the mark, None where no dimension has it."""
    partly = [dimension for dimension in tell.dimensions if partly_words(tell, dimension) is not None]
    if not partly:
        return None
    return tell.say("profile.partly_note", names=tell.shown.listed(_covered(tell, dimension) for dimension in partly))


def withheld_words(tell: Telling, overall: OverallScore) -> str:
    """Say in a few words why no overall level is given."""
    if leaves_out_dimensions(tell):
        return tell.say("summary.withheld_set", set=set_title(tell))
    return tell.say("summary.withheld_coverage", coverage=tell.shown.share(overall.coverage))


def scope_notes(tell: Telling) -> Iterator[Runs]:
    """Say what the levels of a partial set are worth: indicative indicators, then dimensions asked in part."""
    if is_indicative(tell):
        yield _indicative(tell, "scope.indicative")
    yield from _asked_in_part(tell)


def short_scope_notes(tell: Telling) -> Iterator[Runs]:
    """Say the same in the room that a summary has."""
    if is_indicative(tell):
        yield _indicative(tell, "scope.indicative_short")
    yield from _asked_in_part(tell)


def _indicative(tell: Telling, key: str) -> Runs:
    asked, counting = _counts(tell)
    label = strong(tell.say("label.indicative"))
    return tell.runs(key, label=label, set=set_title(tell), asked=asked, counting=counting)


def _asked_in_part(tell: Telling) -> Iterator[Runs]:
    partly = [d for d in tell.dimensions if partly_words(tell, d) is not None]
    if partly:
        names = tell.shown.listed(_covered(tell, dimension) for dimension in partly)
        yield tell.runs("scope.partly_asked", label=strong(tell.say("label.asked_in_part")), names=names)


def _covered(tell: Telling, dimension: Dimension) -> str:
    partly = partly_words(tell, dimension)
    return dimension.short if partly is None else tell.say("scope.dimension", dimension=dimension.short, partly=partly)


def _counts(tell: Telling) -> tuple[str, str]:
    """Count the questions that decide levels of the indicators told: those that the set asks, and all."""
    counting = [q.id for i in tell.indicators for q in tell.questionnaire.by_indicator[i.id] if q.gates]
    return tell.shown.count(sum(q in tell.asked for q in counting)), tell.shown.count(len(counting))
