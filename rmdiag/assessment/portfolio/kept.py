"""Write what is kept of rounds as plain values for JSON, and read it back: exact fractions as text, dates as ISO.

Levels and movements that are alike become one value: a programme holds the same few some hundred thousand times.
"""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import NotRequired, TypedDict, cast

from rmdiag.assessment.portfolio.model import ActionFact, Change, IndicatorLevel, Level, Moved, Snapshot

_ALIKE = 2**16  # values that are remembered, to be given again
VERSION = 1  # of what is written; a store of a later one is not read

PlainLevel = tuple[str | None, str | None, str | None, str, bool]  # point, low, high, coverage, indicative
PlainMoved = tuple[str | None, str | None, str | None, str | None, str]  # old, new, performance, information, verdict
# Id, dimension, state, level, target, confidence, blocking questions.
PlainIndicator = tuple[str, str, str, PlainLevel, int, str | None, tuple[str, ...]]


class PlainAction(TypedDict):
    """An action as it is written; what is not known is left out."""

    id: str
    status: str
    recommendation: NotRequired[str]
    indicator: NotRequired[str]
    start: NotRequired[str]
    end: NotRequired[str]
    finished: NotRequired[str]
    person_months: NotRequired[str]
    cost: NotRequired[str]
    funding: NotRequired[str]
    support: NotRequired[str]


class PlainSnapshot(TypedDict):
    """A snapshot as it is written."""

    version: int
    administration: str
    country: str
    round: str
    as_of: str
    framework: str
    edition: str
    set: str
    overlays: list[str]
    on_base: bool
    on_paper: bool
    checksum: str
    framework_checksum: str
    overall: PlainLevel
    withheld: list[str]
    dimensions: dict[str, PlainLevel]
    indicators: list[PlainIndicator]
    confidence: dict[str, int]
    actions: list[PlainAction]
    currency: str | None
    languages: list[str]


class PlainChange(TypedDict):
    """What moved, as it is written."""

    version: int
    old_round: str
    new_round: str
    common: str
    overall: PlainMoved
    dimensions: dict[str, PlainMoved]
    indicators: dict[str, PlainMoved]


class NotKeptError(ValueError):
    """What is read was not written by this module."""


def text_of(plain: PlainSnapshot | PlainChange) -> str:
    """Write plain values as JSON without a blank; the same values are always the same text."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def snapshot_in(text: str) -> Snapshot:
    """Read a snapshot from its JSON; raises NotKeptError where it is none."""
    return snapshot_from(cast("PlainSnapshot", _plain_in(text)))


def change_in_text(text: str) -> Change:
    """Read what moved from its JSON; raises NotKeptError where it is none."""
    return change_from(cast("PlainChange", _plain_in(text)))


def _plain_in(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise NotKeptError(error) from error


def plain_snapshot(kept: Snapshot) -> PlainSnapshot:
    """Write a snapshot."""
    return {
        "version": VERSION,
        "administration": kept.administration,
        "country": kept.country,
        "round": kept.round,
        "framework": kept.framework,
        "edition": kept.edition,
        "set": kept.set,
        "checksum": kept.checksum,
        "framework_checksum": kept.framework_checksum,
        "as_of": kept.as_of.isoformat(),
        "overlays": list(kept.overlays),
        "on_base": kept.on_base,
        "on_paper": kept.on_paper,
        "overall": _plain_level(kept.overall),
        "withheld": list(kept.withheld),
        "dimensions": {identity: _plain_level(level) for identity, level in kept.dimensions.items()},
        "indicators": [_plain_indicator(one) for one in kept.indicators.values()],
        "confidence": dict(kept.confidence),
        "actions": [_plain_action(action) for action in kept.actions],
        "currency": kept.currency,
        "languages": list(kept.languages),
    }


def snapshot_from(plain: PlainSnapshot) -> Snapshot:
    """Read a snapshot; raises NotKeptError where it is none, or of another version."""
    try:
        if plain["version"] != VERSION:
            raise NotKeptError(plain["version"])
        indicators = [_indicator_from(one) for one in plain["indicators"]]
        return Snapshot(
            administration=plain["administration"],
            country=plain["country"],
            round=plain["round"],
            framework=plain["framework"],
            edition=plain["edition"],
            set=plain["set"],
            checksum=plain["checksum"],
            framework_checksum=plain["framework_checksum"],
            as_of=date.fromisoformat(plain["as_of"]),
            overlays=tuple(plain["overlays"]),
            on_base=plain["on_base"],
            on_paper=plain["on_paper"],
            overall=_level_from(tuple(plain["overall"])),
            withheld=tuple(plain["withheld"]),
            dimensions={identity: _level_from(tuple(level)) for identity, level in plain["dimensions"].items()},
            indicators={one.id: one for one in indicators},
            confidence=dict(plain["confidence"]),
            actions=tuple(_action_from(one) for one in plain["actions"]),
            currency=plain["currency"],
            languages=tuple(plain["languages"]),
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
        raise NotKeptError(error) from error


def plain_change(change: Change) -> PlainChange:
    """Write what moved between two rounds."""
    return {
        "version": VERSION,
        "old_round": change.old_round,
        "new_round": change.new_round,
        "common": str(change.common),
        "overall": _plain_moved(change.overall),
        "dimensions": {identity: _plain_moved(one) for identity, one in change.dimensions.items()},
        "indicators": {identity: _plain_moved(one) for identity, one in change.indicators.items()},
    }


def change_from(plain: PlainChange) -> Change:
    """Read what moved; raises NotKeptError where it is none, or of another version."""
    try:
        if plain["version"] != VERSION:
            raise NotKeptError(plain["version"])
        return Change(
            old_round=plain["old_round"],
            new_round=plain["new_round"],
            common=Fraction(plain["common"]),
            overall=_moved_from(tuple(plain["overall"])),
            dimensions={identity: _moved_from(tuple(one)) for identity, one in plain["dimensions"].items()},
            indicators={identity: _moved_from(tuple(one)) for identity, one in plain["indicators"].items()},
        )
    except (KeyError, TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
        raise NotKeptError(error) from error


def _plain_level(level: Level) -> PlainLevel:
    """Write a level as a short list: it stands in a round some sixty times."""
    return _text(level.point), _text(level.low), _text(level.high), str(level.coverage), level.indicative


@lru_cache(_ALIKE)
def _level_from(plain: PlainLevel) -> Level:
    point, low, high, coverage, indicative = plain
    return Level(
        point=_number(point),
        low=_number(low),
        high=_number(high),
        coverage=_exact(coverage),
        indicative=bool(indicative),
    )


def _plain_indicator(one: IndicatorLevel) -> PlainIndicator:
    return one.id, one.dimension, one.state, _plain_level(one.level), one.target, one.confidence, one.blocking


def _indicator_from(plain: PlainIndicator) -> IndicatorLevel:
    identity, dimension, state, level, target, confidence, blocking = plain
    return _indicator_alike((identity, dimension, state, tuple(level), target, confidence, tuple(blocking)))


@lru_cache(_ALIKE)
def _indicator_alike(plain: PlainIndicator) -> IndicatorLevel:
    identity, dimension, state, level, target, confidence, blocking = plain
    return IndicatorLevel(
        id=identity,
        dimension=dimension,
        state=state,
        level=_level_from(level),
        target=target,
        confidence=confidence,
        blocking=blocking,
    )


def _plain_action(action: ActionFact) -> PlainAction:
    found: PlainAction = {"id": action.id, "status": action.status}
    if action.recommendation is not None:
        found["recommendation"] = action.recommendation
    if action.indicator is not None:
        found["indicator"] = action.indicator
    if action.start is not None:
        found["start"] = action.start.isoformat()
    if action.end is not None:
        found["end"] = action.end.isoformat()
    if action.finished is not None:
        found["finished"] = action.finished.isoformat()
    if action.person_months is not None:
        found["person_months"] = str(action.person_months)
    if action.cost is not None:
        found["cost"] = str(action.cost)
    if action.funding is not None:
        found["funding"] = action.funding
    if action.support is not None:
        found["support"] = action.support
    return found


def _action_from(plain: PlainAction) -> ActionFact:
    return ActionFact(
        id=plain["id"],
        status=plain["status"],
        recommendation=plain.get("recommendation"),
        indicator=plain.get("indicator"),
        start=_day(plain.get("start")),
        end=_day(plain.get("end")),
        finished=_day(plain.get("finished")),
        person_months=_number(plain.get("person_months")),
        cost=_number(plain.get("cost")),
        funding=plain.get("funding"),
        support=plain.get("support"),
    )


def _plain_moved(moved: Moved) -> PlainMoved:
    performance, information = _text(moved.performance), _text(moved.information)
    return _text(moved.old), _text(moved.new), performance, information, moved.verdict


@lru_cache(_ALIKE)
def _moved_from(plain: PlainMoved) -> Moved:
    old, new, performance, information, verdict = plain
    return Moved(
        old=_number(old),
        new=_number(new),
        performance=_number(performance),
        information=_number(information),
        verdict=verdict,
    )


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else _exact(text)


@lru_cache(_ALIKE)
def _exact(text: str) -> Fraction:
    return Fraction(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
