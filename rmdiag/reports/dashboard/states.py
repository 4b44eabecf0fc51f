"""Say how each administration stood in each of its rounds, in words and in places on the scale; a page only shows it.

Whatever a reader may not see is not among these values, so that it is not in the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from rmdiag.assessment.portfolio.model import Change, Level, Member, Moved, Snapshot
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling
from rmdiag.reports.rounding import printed_level

WHOLE = "all"  # the row of all dimensions together


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One level: in words, and where its marks stand on the scale in percent."""

    id: str
    shown: str
    interval: str
    level: int | None  # the one that is reached, for its colour
    at: str | None
    band: tuple[str, str] | None  # left edge and width
    earlier: str | None
    change: str
    way: str  # up, down, same, or "" where nothing is compared
    since: str = ""  # the nearest earlier round that it can be compared with, to which a line may run
    practice: str
    information: str


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """An administration in one round."""

    round: str
    day: str
    year: int
    against: str  # the round that it is compared with, "" where there is none
    remarks: str
    without: str  # what is said in place of levels, "" where there are some
    indicative: bool  # it asked only a part of the questions, or is known on paper only
    rows: tuple[Row, ...]

    @property
    def across(self) -> tuple[Row, ...]:
        """The rows as they stand beside each other in a table: all dimensions together first."""
        return tuple(sorted(self.rows, key=lambda row: row.id != WHOLE))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An administration with its rounds, the oldest first."""

    member: Member
    region: str
    states: tuple[State, ...]


def standings(tell: PortfolioTelling) -> tuple[Standing, ...]:
    """Give every administration that may be seen by itself, in the order of programme.yaml."""
    return tuple(
        Standing(
            member=member,
            region=tell.region(member),
            states=tuple(_state(tell, member, one.snapshot) for one in tell.portfolio.rounds.get(member.id, ())),
        )
        for member in tell.members
    )


def _state(tell: PortfolioTelling, member: Member, kept: Snapshot) -> State:
    change = tell.change_to(member, kept)
    rows = tuple(_rows(tell, member, kept, change))
    return State(
        round=kept.round,
        day=tell.shown.day(kept.as_of),
        year=kept.as_of.year,
        against="" if change is None else change.old_round,
        remarks=tell.say("list.semicolon").join(_remarks(tell, kept)),
        without="" if any(row.level is not None for row in rows) else _without(tell, kept),
        indicative=kept.on_paper or kept.asks_part,
        rows=rows,
    )


def _without(tell: PortfolioTelling, kept: Snapshot) -> str:
    """Say why a round has no level to show: none may be told to everybody, or too little is known."""
    if any(level.point is not None for level in kept.dimensions.values()):
        return tell.say("db.untold")
    return tell.say("db.only_paper" if kept.on_paper else "db.no_level")


def _remarks(tell: PortfolioTelling, kept: Snapshot) -> Iterator[str]:
    if kept.on_paper:
        yield tell.say("pf.remark.on_paper")
    elif kept.asks_part:
        yield tell.say("pf.remark.indicative")
    if kept.on_base:
        yield tell.say("pf.remark.on_base")
    if kept.framework != tell.portfolio.programme.framework:
        yield tell.say("pf.remark.strange")


def _rows(tell: PortfolioTelling, member: Member, kept: Snapshot, change: Change | None) -> Iterator[Row]:
    told, moves, since = tell.levels(kept), _moves(tell, member, change), _since(tell, member, kept)
    levels = {one.id: told.get(one.id) for one in tell.framework.dimensions}
    if not tell.public:
        levels[WHOLE] = kept.overall
    for identity, level in levels.items():
        yield replace(_row(tell, identity, level, moves.get(identity)), since=since.get(identity, ""))


def _moves(tell: PortfolioTelling, member: Member, change: Change | None) -> Mapping[str, Moved]:
    """Give what moved in each row that may be told."""
    whole = {} if change is None or tell.public else {WHOLE: change.overall}
    return {**tell.moves(member, change), **whole}


def _since(tell: PortfolioTelling, member: Member, kept: Snapshot) -> Mapping[str, str]:
    """Give for each row the nearest earlier round with which the level of this one can be compared."""
    found = {}
    for change in tell.portfolio.changes_to(member.id, kept):  # the earliest first, so that the nearest stays
        compared = (identity for identity, moved in _moves(tell, member, change).items() if moved.change is not None)
        found.update(dict.fromkeys(compared, change.old_round))
    return found


def _row(tell: PortfolioTelling, identity: str, level: Level | None, moved: Moved | None) -> Row:
    none, point = tell.say("sign.none"), None if level is None else level.point
    printed = None if point is None else tell.printed(moved)
    low, high = (None, None) if level is None or tell.public else (level.low, level.high)
    open_ = low != high
    change = None if printed is None else printed.moved
    return Row(
        id=identity,
        shown=tell.shown.mean(point),
        interval=tell.shown.interval(low, high) if open_ else none,
        level=None if point is None else printed_level(point),
        at=None if point is None else _place(tell, point),
        band=_band(tell, low, high) if open_ and point is not None else None,
        earlier=None if printed is None or moved is None or moved.old is None else _place(tell, moved.old),
        change=tell.signed(change),
        way="" if change is None else "up" if change > 0 else "down" if change < 0 else "same",
        practice=none if printed is None else tell.signed(printed.practice),
        information=none if printed is None else tell.signed(printed.information),
    )


def _band(tell: PortfolioTelling, low: Fraction | None, high: Fraction | None) -> tuple[str, str] | None:
    return None if low is None or high is None else (_place(tell, low), _share(tell, high - low))


def _place(tell: PortfolioTelling, value: Fraction) -> str:
    return _share(tell, value - tell.framework.lowest)


def _share(tell: PortfolioTelling, value: Fraction) -> str:
    return f"{float(value * 100 / max(tell.framework.top - tell.framework.lowest, 1)):.1f}"
