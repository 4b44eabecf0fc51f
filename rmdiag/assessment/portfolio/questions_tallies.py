"""Put to a portfolio the questions about many administrations at once: gaps, blocking items, moves, groups, logframe.

The team is told numbers, medians and ranges, exact. Others are told bands of numbers of them (disclosure.py), and
between which levels a median lies where the bands say it. Nothing is ordered by the level of an administration.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from statistics import median

from rmdiag.assessment.portfolio.disclosure import Count, Panel, panel_of
from rmdiag.assessment.portfolio.model import (
    Audience,
    Change,
    Level,
    LogframeIndicator,
    Member,
    Moved,
    Portfolio,
    Snapshot,
)
from rmdiag.assessment.portfolio.questions import quality_of

OVERALL = "overall"
LEVELS = (1, 2, 3, 4, 5)
OLD = timedelta(days=730)  # a round of more than two years ago
FULL = Fraction(4, 5)  # the coverage from which there is an overall level
Kept = Mapping[str, Snapshot]  # the last round of each administration that is counted, in the order of programme.yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class GapTally:
    """How many administrations are short of their target on one indicator; `members` are those that may be named."""

    indicator: str
    dimension: str
    of: int
    assessed: Count | None
    short: Count | None
    far: Count | None  # by two levels or more
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockingTally:
    """How many administrations one question holds down; for others than the team only where some surely are."""

    question: str
    indicators: tuple[str, ...]
    of: int
    holds: Count
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTally:
    """How many administrations moved how since an earlier round: the whole, a dimension or an indicator."""

    node: str
    of: int
    compared: Count | None
    up: Count | None
    down: Count | None
    same: Count | None
    performance_up: Count | None
    performance_down: Count | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityTally:
    """How many administrations have rounds that can be relied on, on a day."""

    of: int
    covered: Count | None  # four fifths or more
    indicative: Count | None
    half_verified: Count | None  # at least half of the assessed indicators
    old: Count | None  # more than two years
    not_compared: Count | None  # no earlier round that the last one can be set beside
    on_paper: Count | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How the levels of a node lie in a group; median, lowest and highest are for the team alone."""

    node: str
    median: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    at_least: Mapping[int, Count | None] = field(default_factory=dict)  # 1: has a level at all

    @property
    def median_from(self) -> int | None:
        """The highest of the five levels that the median surely reaches."""
        return max((level for level in LEVELS if self._surely(level)), default=None)

    @property
    def median_below(self) -> int | None:
        """The lowest of the five levels that the median surely stays below."""
        whole = self.at_least.get(1)
        if whole is None:
            return None
        below = (n for n in LEVELS[1:] if (there := self.at_least.get(n)) and 2 * there.high < whole.low)
        return min(below, default=None)

    def _surely(self, level: int) -> bool:
        whole, there = self.at_least.get(1), self.at_least.get(level)
        return whole is not None and there is not None and 0 < whole.high < 2 * there.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The whole programme, a region or those with a language; `members` are those that may be named."""

    kind: str  # whole, region, language
    id: str
    title: str
    of: int
    members: tuple[str, ...]
    spreads: Mapping[str, Spread]  # overall, then dimensions


@dataclass(frozen=True, slots=True, kw_only=True)
class LogframeCount:
    """How many administrations have reached what the logframe asks, in their first round and in their last.

    An indicator without a level has not reached it. `met` compares with the target, None while that cannot be said.
    """

    asked: LogframeIndicator
    of: int
    first: Count | None
    now: Count | None
    met: bool | None
    members: tuple[str, ...]


def gap_tallies(portfolio: Portfolio, audience: Audience = Audience.TEAM) -> tuple[GapTally, ...]:
    """Give the gaps of every indicator, the commonest first, then as in the framework."""
    panel, kept = panel_of(portfolio, audience), latest_of(portfolio)
    found = []
    for identity, dimension in _indicators(kept).items():
        gaps = {m: one.gap for m, s in kept.items() if (one := s.indicators.get(identity)) and one.gap is not None}
        short = [member for member, gap in gaps.items() if gap > 0]
        found.append(
            GapTally(
                indicator=identity,
                dimension=dimension,
                of=len(panel.members),
                assessed=panel.count(gaps),
                short=panel.count(short),
                far=panel.count(member for member, gap in gaps.items() if gap > 1),
                members=panel.seen(short),
            )
        )
    return tuple(sorted(found, key=lambda tally: _commonest(tally.short)))


def blocking_tallies(portfolio: Portfolio, audience: Audience = Audience.TEAM) -> tuple[BlockingTally, ...]:
    """Give the questions that hold levels down, the commonest first; of a gap on target nothing is asked."""
    panel, kept = panel_of(portfolio, audience), latest_of(portfolio)
    held: dict[str, dict[str, set[str]]] = {}
    for member, snapshot in kept.items():
        for one in snapshot.indicators.values():
            for question in one.blocking if one.gap else ():
                held.setdefault(question, {}).setdefault(one.id, set()).add(member)
    order = {identity: place for place, identity in enumerate(_indicators(kept))}
    found = []
    for question, indicators in held.items():
        members = set().union(*indicators.values())
        holds = panel.count(members)
        if holds is not None and holds.low > 0:  # a question that is listed would itself tell that somebody is held
            named = tuple(sorted(indicators, key=order.__getitem__))
            tally = BlockingTally(
                question=question,
                indicators=named,
                of=len(panel.members),
                holds=holds,
                members=panel.seen(members),
            )
            found.append(tally)
    return tuple(sorted(found, key=lambda t: (*_commonest(t.holds), order[t.indicators[0]], t.question)))


def move_tallies(portfolio: Portfolio, audience: Audience = Audience.TEAM) -> tuple[MoveTally, ...]:
    """Give how many moved how: the whole, the dimensions, then the indicators, as in the framework."""
    panel, kept = panel_of(portfolio, audience), latest_of(portfolio)
    changes = {member: portfolio.since_baseline(member) for member in kept}
    whole = {member: change.overall for member, change in changes.items() if change is not None}
    found = [_move_tally(OVERALL, panel, whole)]
    for node in (*_dimensions(kept), *_indicators(kept)):
        moved = {m: one for m, c in changes.items() if c and (one := _moved_in(c, node))}
        found.append(_move_tally(node, panel, moved))
    return tuple(found)


def quality_tally(portfolio: Portfolio, on: date, audience: Audience = Audience.TEAM) -> QualityTally:
    """Count the rounds that can be relied on, and those that cannot."""
    panel, kept = panel_of(portfolio, audience), latest_of(portfolio)
    by_id = {member.id: member for member in portfolio.programme.members}
    every = {member: quality_of(by_id[member], snapshot, on) for member, snapshot in kept.items()}
    half = Fraction(1, 2)
    return QualityTally(
        of=len(panel.members),
        covered=panel.count(m for m, one in every.items() if one.coverage >= FULL),
        indicative=panel.count(m for m, one in every.items() if one.indicative),
        half_verified=panel.count(m for m, one in every.items() if one.confidence.get("verified", 0) >= half),
        old=panel.count(m for m, one in every.items() if one.age > OLD.days),
        not_compared=panel.count(m for m in every if portfolio.since_baseline(m) is None),
        on_paper=panel.count(m for m, one in every.items() if one.latest.on_paper),
    )


def groups(portfolio: Portfolio, audience: Audience = Audience.TEAM) -> tuple[Group, ...]:
    """Give the levels of the whole, of each region and of those with each language, where anything may be told."""
    panel, kept = panel_of(portfolio, audience), latest_of(portfolio)
    programme = portfolio.programme
    named: list[tuple[str, str, str, Callable[[Member], bool]]] = [("whole", programme.id, programme.title, _anyone)]
    named += [("region", one.id, one.title, _in_region(one.id)) for one in programme.regions]
    languages = sorted({language for member in programme.members for language in member.languages})
    named += [("language", language, language, _with_language(language)) for language in languages]
    found = []
    for kind, identity, title, belongs in named:
        among = [member.id for member in programme.members if member.id in kept and belongs(member)]
        spreads = {node: _spread(node, panel, kept, among) for node in (OVERALL, *_dimensions(kept))}
        if among and (audience is Audience.TEAM or any(c for s in spreads.values() for c in s.at_least.values())):
            of, seen = len(among), panel.seen(among)
            found.append(Group(kind=kind, id=identity, title=title, of=of, members=seen, spreads=spreads))
    return tuple(found)


def logframe_counts(portfolio: Portfolio, audience: Audience = Audience.TEAM) -> tuple[LogframeCount, ...]:
    """Give the counts that the logframe asks for, in its order."""
    return tuple(_logframe_count(asked, portfolio, audience) for asked in portfolio.programme.logframe)


def latest_of(portfolio: Portfolio) -> dict[str, Snapshot]:
    """Give the last round of each administration, those under the framework of the programme."""
    found = {member.id: portfolio.latest(member.id) for member in portfolio.programme.members}
    framework = portfolio.programme.framework
    return {member: kept for member, kept in found.items() if kept is not None and kept.framework == framework}


def has_reached(kept: Snapshot, asked: LogframeIndicator) -> bool:
    """Say whether all named indicators are at least at the level."""
    levels = [one.level.point if (one := kept.indicators.get(i)) else None for i in asked.indicators]
    return all(level is not None and level >= asked.at_least for level in levels)


def _logframe_count(asked: LogframeIndicator, portfolio: Portfolio, audience: Audience) -> LogframeCount:
    panel, kept = panel_of(portfolio, audience), latest_of(portfolio)
    ours = portfolio.programme.framework
    first = {m: next(s for s in _rounds(portfolio, m) if s.framework == ours) for m in kept}
    reached = [member for member, snapshot in kept.items() if has_reached(snapshot, asked)]
    now, named = panel.count(reached), panel.seen(reached)
    return LogframeCount(
        asked=asked,
        of=len(panel.members),
        first=panel.count(member for member, snapshot in first.items() if has_reached(snapshot, asked)),
        now=now,
        met=_met(now, asked.target, len(named)),
        members=named,
    )


def _rounds(portfolio: Portfolio, member: str) -> Iterator[Snapshot]:
    return (one.snapshot for one in portfolio.rounds[member])


def _met(now: Count | None, target: int | None, named: int) -> bool | None:
    if target is not None and named >= target:
        return True  # whoever reads the names can count them
    if now is None or target is None or now.low < target <= now.high:
        return None
    return now.low >= target


def _move_tally(node: str, panel: Panel, moved: Mapping[str, Moved]) -> MoveTally:
    change = {member: one.change for member, one in moved.items() if one.change is not None}
    by = {member: one.performance for member, one in moved.items() if one.performance is not None}
    return MoveTally(
        node=node,
        of=len(panel.members),
        compared=panel.count(change),
        up=panel.count(member for member, size in change.items() if size > 0),
        down=panel.count(member for member, size in change.items() if size < 0),
        same=panel.count(member for member, size in change.items() if size == 0),
        performance_up=panel.count(member for member, size in by.items() if size > 0),
        performance_down=panel.count(member for member, size in by.items() if size < 0),
    )


def _moved_in(change: Change, node: str) -> Moved | None:
    return change.dimensions.get(node) or change.indicators.get(node)


def _spread(node: str, panel: Panel, kept: Kept, among: Iterable[str]) -> Spread:
    group = tuple(among)
    levels = dict(_points(node, kept, group))
    at_least = {n: panel.count([m for m, point in levels.items() if point >= n], group) for n in LEVELS}
    if panel.audience is not Audience.TEAM or not levels:
        return Spread(node=node, median=None, lowest=None, highest=None, at_least=at_least)
    points = levels.values()
    return Spread(node=node, median=median(points), lowest=min(points), highest=max(points), at_least=at_least)


def _points(node: str, kept: Kept, group: Iterable[str]) -> Iterator[tuple[str, Fraction]]:
    for member in group:
        level: Level | None = kept[member].overall if node == OVERALL else kept[member].dimensions.get(node)
        if level is not None and level.point is not None:
            yield member, level.point


def _dimensions(kept: Kept) -> dict[str, None]:
    orders = {(snapshot.edition, tuple(snapshot.dimensions)) for snapshot in kept.values()}
    return dict.fromkeys(one for _, order in sorted(orders, reverse=True) for one in order)


def _indicators(kept: Kept) -> dict[str, str]:
    """Give indicators and their dimensions, in the order of the last edition, whoever’s rounds these are."""
    dimensions = {one.id: one.dimension for snapshot in kept.values() for one in snapshot.indicators.values()}
    orders = {(snapshot.edition, tuple(snapshot.indicators)) for snapshot in kept.values()}
    return {one: dimensions[one] for _, order in sorted(orders, reverse=True) for one in order}


def _commonest(count: Count | None) -> tuple[int, int]:
    return (0, 0) if count is None else (-count.low, -count.high)


def _anyone(_: Member) -> bool:
    return True


def _in_region(region: str) -> Callable[[Member], bool]:
    return lambda member: member.region == region


def _with_language(language: str) -> Callable[[Member], bool]:
    return lambda member: language in member.languages
