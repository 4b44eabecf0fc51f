"""Of what a public report shows of levels, no level of a single indicator can be worked out: every world is tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from itertools import product
from typing import NamedTuple

import pytest
from small_rounds import NOWHERE, SCORING

from rmdiag.assessment.gaps import fires
from rmdiag.assessment.results import IndicatorScore, Scores, State
from rmdiag.assessment.scoring import score_group, score_overall
from rmdiag.compendium.model import (
    Criticality,
    Dimension,
    Effort,
    Framework,
    Horizon,
    Indicator,
    Level,
    Recommendation,
)
from rmdiag.reports.public import PublicDimensions, shown_levels
from rmdiag.reports.shown import Shown

LEVELS = (1, 2, 3, 4)
TARGET = 3
World = tuple[int, ...]


class Kind(NamedTuple):
    """What an indicator is, in short: its weight, and whether it is core and sensitive."""

    weight: Fraction = Fraction(1)
    core: bool = False
    sensitive: bool = False


Kinds = tuple[tuple[Kind, ...], ...]


class Outcome(NamedTuple):
    """A world, and what a reader of its public report sees: levels, and actions."""

    world: World
    levels: tuple[str, ...]
    actions: tuple[str, ...]


PLAIN, CORE, GUARDED = Kind(), Kind(core=True), Kind(sensitive=True)
DOUBLE, GUARDED_CORE = Kind(weight=Fraction(2)), Kind(core=True, sensitive=True)

FRAMEWORKS: Mapping[str, Kinds] = {
    "two plain indicators": ((PLAIN, PLAIN),),
    "one indicator": ((PLAIN,),),
    "one indicator beside three": ((GUARDED,), (PLAIN, PLAIN, PLAIN)),
    "one sensitive among plain ones": ((PLAIN, PLAIN, GUARDED), (PLAIN, PLAIN)),
    "sensitive ones only": ((GUARDED, GUARDED), (GUARDED, GUARDED, GUARDED)),
    "core ones that limit the overall level": ((CORE, PLAIN), (PLAIN, PLAIN, PLAIN)),
    "sensitive core ones": ((GUARDED_CORE, GUARDED_CORE), (CORE, PLAIN, PLAIN)),
    "one core one among many": ((GUARDED_CORE, GUARDED, PLAIN), (PLAIN, GUARDED)),
    "unlike weights": ((PLAIN, DOUBLE, GUARDED), (DOUBLE, GUARDED)),
    "weights that give each level away": ((PLAIN, Kind(weight=Fraction(7))), (GUARDED, GUARDED)),
}


@pytest.mark.parametrize("kinds", FRAMEWORKS.values(), ids=FRAMEWORKS)
def test_no_level_follows_from_what_is_shown_and_what_is_withheld(kinds: Kinds) -> None:
    places = range(sum(len(members) for members in kinds))
    worlds = alike((one.levels, one.world) for one in outcomes(kinds))
    assert [seen for seen, every in worlds.items() if not left_open(every, places)] == []


@pytest.mark.parametrize("kinds", FRAMEWORKS.values(), ids=FRAMEWORKS)
def test_no_level_of_a_sensitive_indicator_follows_from_levels_and_actions(kinds: Kinds) -> None:
    guarded = [place for place, kind in enumerate(kind for members in kinds for kind in members) if kind.sensitive]
    worlds = alike(((*one.levels, *one.actions), one.world) for one in outcomes(kinds))
    assert [seen for seen, every in worlds.items() if not left_open(every, guarded)] == []


def test_levels_in_the_middle_are_shown_and_the_overall_level_with_them() -> None:
    framework = framework_of(FRAMEWORKS["one sensitive among plain ones"])
    shown = shown_in(framework, (2, 3, 2, 2, 3))
    assert [d.id for d in shown.shown] == ["A", "B"]
    assert shown.overall


def test_a_dimension_at_the_lowest_level_is_withheld_and_the_overall_level_with_it() -> None:
    shown = shown_in(framework_of(FRAMEWORKS["one sensitive among plain ones"]), (2, 3, 2, 1, 1))
    assert ([d.id for d in shown.shown], [d.id for d in shown.withheld]) == (["A"], ["B"])
    assert not shown.overall


def test_a_dimension_of_one_assessed_indicator_is_withheld() -> None:
    shown = shown_in(framework_of(FRAMEWORKS["one indicator beside three"]), (2, 2, 3, 2))
    assert [d.id for d in shown.withheld] == ["A"]


def left_open(every: list[World], places: Iterable[int]) -> bool:
    """Whether each of these indicators has more than one level among the worlds that look alike."""
    return all(len({world[place] for world in every}) > 1 for place in places)


def alike(pairs: Iterable[tuple[tuple[str, ...], World]]) -> Mapping[tuple[str, ...], list[World]]:
    """Sort worlds by what a reader sees of each."""
    found: dict[tuple[str, ...], list[World]] = {}
    for seen, world in pairs:
        found.setdefault(seen, []).append(world)
    return found


@cache
def outcomes(kinds: Kinds) -> tuple[Outcome, ...]:
    """Give what a public report would show of every world."""
    framework = framework_of(kinds)
    return tuple(
        Outcome(world, tuple(levels_seen(framework, world)), tuple(actions_seen(framework, world)))
        for world in product(LEVELS, repeat=len(framework.indicators))
    )


def levels_seen(framework: Framework, world: World) -> Iterator[str]:
    scores = scores_of(framework, world)
    shown = shown_levels(framework, scores, dict.fromkeys(framework.indicators, TARGET))
    words = Shown(language="en")
    for dimension in framework.dimensions:
        point = scores.dimensions[dimension.id].point
        yield words.mean(point) if shown.shows(dimension) else "withheld"
    yield words.mean(scores.overall.point) if shown.overall else "withheld"


def actions_seen(framework: Framework, world: World) -> Iterator[str]:
    for indicator, level in zip(framework.indicators.values(), world, strict=True):
        if not indicator.sensitive:
            yield from (r.id for r in indicator.recommendations if fires(r, indicator, level, TARGET))


def shown_in(framework: Framework, world: World) -> PublicDimensions:
    return shown_levels(framework, scores_of(framework, world), dict.fromkeys(framework.indicators, TARGET))


def scores_of(framework: Framework, world: World) -> Scores:
    levels = dict(zip(framework.indicators, world, strict=True))
    indicators = {identity: indicator_score(identity, level) for identity, level in levels.items()}
    dimensions = {
        d.id: score_group(d.id, [(i.weight, indicators[i.id]) for i in d.indicators]) for d in framework.dimensions
    }
    overall = score_overall(framework, dimensions, indicators, ())
    return Scores(answers={}, indicators=indicators, dimensions=dimensions, overall=overall)


def indicator_score(identity: str, level: int) -> IndicatorScore:
    return IndicatorScore(
        id=identity,
        state=State.ASSESSED,
        point=level,
        computed=level,
        low=level,
        high=level,
        coverage=Fraction(1),
        known=1,
        asked=1,
        indicative=False,
        confidence=None,
        verified=None,
        judgement=None,
        blocking=(),
        gates=(),
    )


def framework_of(kinds: Kinds) -> Framework:
    dimensions = []
    for name, members in zip("ABC", kinds, strict=False):
        indicators = tuple(indicator_of(f"{name}-{place}", kind) for place, kind in enumerate(members, start=1))
        dimensions.append(
            Dimension(
                id=name,
                title=name,
                short=name,
                weight=Fraction(len(members)),
                purpose="",
                indicators=indicators,
                span=NOWHERE,
            )
        )
    return Framework(
        id="small",
        title="A small framework",
        edition="1",
        traces_to="",
        language="en",
        disclaimer="",
        levels=tuple(Level(level=level, name=f"Level {level}", meaning="") for level in LEVELS),
        scoring=SCORING,
        dimensions=tuple(dimensions),
        span=NOWHERE,
    )


def indicator_of(identity: str, kind: Kind) -> Indicator:
    return Indicator(
        id=identity,
        dimension=identity[0],
        title=identity,
        short=identity,
        assesses="",
        criticality=Criticality.CORE if kind.core else Criticality.STANDARD,
        weight=kind.weight,
        descriptors=(),
        recommendations=tuple(advice_of(identity, below) for below in (3, 4)),
        sensitive=kind.sensitive,
        span=NOWHERE,
    )


def advice_of(indicator: str, below: int) -> Recommendation:
    return Recommendation(
        id=f"{indicator}-R{below}",
        indicator=indicator,
        action="Do it",
        responsible="Head of risk management",
        deliverable="A paper",
        completion="It is there",
        below=below,
        effort=Effort.S,
        person_months=Fraction(1),
        cost_class="none",
        impact=1,
        months=1,
        horizon=Horizon.QUICK_WIN,
        span=NOWHERE,
    )
