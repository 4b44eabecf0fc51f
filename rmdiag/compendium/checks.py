"""Check a framework as a whole: every id that is named exists, nothing waits for itself, every level has a way up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from rmdiag.compendium import codes
from rmdiag.compendium.model import (
    Comparison,
    Framework,
    Indicator,
    Recommendation,
    TargetPreset,
    View,
    cites,
)
from rmdiag.problems import HasPlaces, HasSpan, Problems, Span, did_you_mean, place_of
from rmdiag.tongue import marked


def check_framework(framework: Framework, problems: Problems) -> None:
    """Note every problem that shows only when the whole framework is read."""
    _check_twice(framework, problems)
    if not framework.whole:  # what is named may stand in the part that could not be read
        return
    for dimension in framework.dimensions:
        _check_known(
            Named(dimension, "compendium", dimension.compendium), framework.sections, marked("section"), problems
        )
        for indicator in dimension.indicators:
            _check_indicator(framework, indicator, problems)
            _check_ways_up(framework, indicator, problems)
    for view in framework.views.values():
        _check_view(framework, view, problems)
    for decision in framework.decisions:
        _check_known(
            Named(decision, "preset", (decision.preset,)), framework.targets, marked("target preset"), problems
        )
    for target in framework.targets.values():
        _check_target(framework, target, problems)
    _check_cycles(framework, problems)


class Named(NamedTuple):
    """Ids that one key of an entry names."""

    by: HasPlaces
    key: str
    ids: Iterable[str]


def find_cycles(waits_for: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Give circles of things that wait for each other, each once, as paths that end where they begin."""
    found: dict[frozenset[str], tuple[str, ...]] = {}
    done: set[str] = set()
    for start in waits_for:
        trail = {} if start in done else {start: list(waits_for[start])}
        while trail:
            last = next(reversed(trail))
            if not trail[last]:
                done.add(last)
                del trail[last]
                continue
            step = trail[last].pop(0)
            if step in trail:
                circle = tuple(trail)[list(trail).index(step) :]
                found.setdefault(frozenset(circle), (*circle, step))
            elif step in waits_for and step not in done:
                trail[step] = list(waits_for[step])
    return tuple(found.values())


def check_twice(entries: Iterable[tuple[str, HasSpan | Span]], what: str, problems: Problems) -> None:
    """Note every id that is given a second time."""
    first: dict[str, Span] = {}
    for identity, entry in entries:
        span = entry if isinstance(entry, Span) else entry.span
        if identity in first:
            problems.add(codes.TWICE, span, id=identity, first=first[identity], what=what)
        first.setdefault(identity, span)


def check_repeats(named: Named, what: str, problems: Problems) -> None:
    """Note every id that one key names a second time."""
    seen: set[str] = set()
    for identity in named.ids:
        if identity in seen:
            first = place_of(named.by, named.key, identity)
            at = place_of(named.by, named.key, f"{identity} again")
            problems.add(codes.TWICE, at, id=identity, first=first, what=what)
        seen.add(identity)


def _check_twice(framework: Framework, problems: Problems) -> None:
    indicators = [i for d in framework.dimensions for i in d.indicators]
    check_twice(((d.id, d) for d in framework.dimensions), marked("dimension"), problems)
    check_twice(((i.id, i) for i in indicators), marked("indicator"), problems)
    check_twice(((r.id, r) for i in indicators for r in i.recommendations), marked("recommendation"), problems)
    check_twice(((rule.id, rule) for rule in framework.rules), marked("rule"), problems)


def _check_known(named: Named, known: Collection[str], what: str, problems: Problems) -> None:
    for identity in named.ids:
        if identity not in known:
            at = place_of(named.by, named.key, identity)
            problems.add(codes.UNKNOWN_ID, at, id=identity, what=what, near=did_you_mean(identity, known))


def _check_indicator(framework: Framework, indicator: Indicator, problems: Problems) -> None:
    _check_known(Named(indicator, "compendium", indicator.compendium), framework.sections, marked("section"), problems)
    _check_known(
        Named(indicator, "standards", indicator.standards), framework.references, marked("reference"), problems
    )
    _check_known(Named(indicator, "metrics", indicator.metrics), framework.metrics, marked("metric"), problems)
    for comparison in indicator.requires:
        at = place_of(indicator, "requires", str(comparison))
        if comparison.left not in framework.indicators:
            near = did_you_mean(comparison.left, framework.indicators)
            problems.add(codes.UNKNOWN_ID, at, id=comparison.left, what=marked("indicator"), near=near)
        _check_level(framework, comparison, at, problems)
    for recommendation in indicator.recommendations:
        _check_recommendation(framework, recommendation, problems)


def _check_recommendation(framework: Framework, recommendation: Recommendation, problems: Problems) -> None:
    standards = Named(recommendation, "standards", recommendation.standards)
    _check_known(standards, framework.references, marked("reference"), problems)
    after = Named(recommendation, "after", recommendation.after)
    _check_known(after, framework.recommendations, marked("recommendation"), problems)


def _check_level(framework: Framework, comparison: Comparison, at: Span, problems: Problems) -> None:
    """Note a comparison of an indicator with what is no level of the scale."""
    levels = {str(level.level) for level in framework.levels}
    if str(comparison.right) not in levels:
        low, high = framework.lowest, framework.top
        problems.add(codes.NO_LEVEL, at, words=comparison.right, low=low, high=high)


def _check_view(framework: Framework, view: View, problems: Problems) -> None:
    check_twice(((group.id, group) for group in view.groups), marked("group"), problems)
    for group in view.groups:
        _check_known(Named(group, "indicators", group.indicators), framework.indicators, marked("indicator"), problems)
        _check_known(Named(group, "compendium", group.compendium), framework.sections, marked("section"), problems)
        _check_families(framework, Named(group, "citing", group.citing), problems)
        if not any(group.holds(indicator) for indicator in framework.indicators.values()):
            problems.add(codes.EMPTY_GROUP, group, group=group.id, view=view.id)


def _check_families(framework: Framework, named: Named, problems: Problems) -> None:
    """Note every name that is neither a reference nor the beginning of one, as TFA-7.4 is of TFA-7.4.1."""
    unknown = [f for f in named.ids if not any(cites(reference, (f,)) for reference in framework.references)]
    what = marked("reference, nor the beginning of one")
    _check_known(Named(named.by, named.key, unknown), framework.references, what, problems)


def _check_target(framework: Framework, target: TargetPreset, problems: Problems) -> None:
    for key, level in (("default", target.default), ("core", target.core), ("citing_level", target.citing_level)):
        if level is not None and not framework.lowest <= level <= framework.top:
            values = {"words": level, "low": framework.lowest, "high": framework.top}
            problems.add(codes.NO_LEVEL, place_of(target, key), **values)
    _check_families(framework, Named(target, "citing", target.citing), problems)


def _check_cycles(framework: Framework, problems: Problems) -> None:
    after = {r.id: r.after for r in framework.recommendations.values()}
    for path in find_cycles(after):
        at = place_of(framework.recommendations[path[-2]], "after", path[-1])
        problems.add(codes.CYCLE, at, path=" → ".join(path), key="after")
    requires = {i.id: [c.left for c in i.requires] for i in framework.indicators.values()}
    for path in find_cycles(requires):
        last = framework.indicators[path[-2]]
        text = next((str(c) for c in last.requires if c.left == path[-1]), "")
        problems.add(codes.CYCLE, place_of(last, "requires", text), path=" → ".join(path), key="requires")


def _check_ways_up(framework: Framework, indicator: Indicator, problems: Problems) -> None:
    """At every level below the top a recommendation fires; a framework without any recommendation is let be."""
    if not framework.recommendations:
        return
    reach = max((r.below for r in indicator.recommendations), default=framework.lowest)
    for level in range(max(reach, framework.lowest), framework.top):
        problems.add(codes.NOTHING_FIRES, indicator, indicator=indicator.id, level=level)
