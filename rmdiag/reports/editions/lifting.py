"""Say what would lift an indicator: missing conditions, and the smallest sets of recommendations that meet them."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.minimal_sets import Lift, Lifts, RecommendationSet
from rmdiag.compendium.model import Indicator, Recommendation
from rmdiag.reports.compose import runs, strong
from rmdiag.reports.editions.blocking import judged_down
from rmdiag.reports.editions.plan_words import staff_words
from rmdiag.reports.editions.telling import Telling, following, sentence_part
from rmdiag.reports.model import Block, Group, List, ListEntry, Runs

SETS = 3  # of one way that are printed, cheapest first; the others are counted


def lifting(tell: Telling, indicator: Indicator) -> Iterator[Block]:
    """Write the ways of an indicator that is below its target to its next level and to its target."""
    score = tell.score(indicator)
    if score.point is None or score.point >= tell.assessment.targets[indicator.id] or judged_down(score) is not None:
        return
    way = tell.lifts[indicator.id]
    entries = [_way(tell, lift) for lift in _ways(way) if lift.gates]
    if entries:
        yield Group(title=runs(tell.say("lift.title")), blocks=(List(entries=tuple(entries)),))


def _ways(way: Lifts) -> Iterator[Lift]:
    """Give the way to the next level, and that to the target unless the cheapest set of the first leads there."""
    if way.following is not None:
        yield way.following
        if way.to_target is not None and not any(s.reaches >= way.to_target.level for s in way.following.sets[:1]):
            yield way.to_target


def _way(tell: Telling, lift: Lift) -> ListEntry:
    missing = list(dict.fromkeys(gate.question for gate in lift.gates))
    level = tell.shown.count(lift.level)
    said = [runs(tell.count("lift.missing", len(missing), level=level, list=tell.shown.listed(missing)))]
    if lift.unclosed:
        unclosed = dict.fromkeys(gate.question for gate in lift.unclosed)
        said.append(tell.runs("lift.unclosed", list=tell.shown.listed(unclosed)))
    cheapest = sorted(_alternatives(lift.sets), key=lambda one: one.person_months_in_all)
    if len(cheapest) == 1:
        return ListEntry(runs=following([*said, tell.runs("lift.one_set"), _set(tell, cheapest[0], lift)]))
    if not cheapest:
        return ListEntry(runs=following(said))
    entries = [ListEntry(runs=_set(tell, one, lift)) for one in cheapest[:SETS]]
    rest = len(cheapest) - SETS
    if rest > 0:
        entries.append(ListEntry(runs=runs(tell.count("lift.more", rest))))
    return ListEntry(runs=following([*said, tell.runs("lift.sets")]), nested=List(entries=tuple(entries)))


def _alternatives(sets: tuple[RecommendationSet, ...]) -> Iterator[RecommendationSet]:
    """Leave out a set that needs first what is enough by itself."""
    for one in sets:
        needed = {r.id for r in one.first}
        if not any(needed >= {r.id for r in other.recommendations} for other in sets if other is not one):
            yield one


def _set(tell: Telling, one: RecommendationSet, lift: Lift) -> Runs:
    """Name a set, what it takes, what comes first, and what else has to hold."""
    said = [
        tell.runs(
            "lift.set",
            list=strong(tell.shown.listed(_named(tell, r) for r in one.recommendations)),
            staff=staff_words(tell, one.person_months),
            cost=tell.say(f"cost.{one.cost_class}"),
        )
    ]
    if one.first:
        first = tell.shown.listed(_named(tell, r) for r in one.first)
        said.append(tell.runs("lift.first", list=first, staff=staff_words(tell, one.person_months_in_all)))
    if one.reaches > lift.level:
        said.append(tell.runs("lift.reaches", level=tell.shown.count(one.reaches)))
    return following(said)


def _named(tell: Telling, recommendation: Recommendation) -> str:
    """Name a recommendation by its id where it stands above or in the plan, and with what it brings where not."""
    told = any(
        firing.recommendation.id == recommendation.id for firing in tell.recommended.get(recommendation.indicator, ())
    )
    if told:
        return recommendation.id
    return tell.say("lift.named", id=recommendation.id, deliverable=sentence_part(recommendation.deliverable))
