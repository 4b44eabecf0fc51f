"""Say how each administration stood in each of its rounds, in words and in places on the scale; a page only shows it.

Whatever a reader may not see is not among these values, so that it is not in the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
    rows: tuple[Row, ...]


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
    return State(
        round=kept.round,
        day=tell.shown.day(kept.as_of),
        year=kept.as_of.year,
        against="" if change is None else change.old_round,
        remarks=tell.say("list.semicolon").join(_remarks(tell, kept)),
        rows=tuple(_rows(tell, member, kept, change)),
    )


def _remarks(tell: PortfolioTelling, kept: Snapshot) -> Iterator[str]:
    if kept.on_paper:
        yield tell.say("pf.remark.on_paper")
    elif any(one.level.indicative for one in kept.indicators.values()):
        yield tell.say("pf.remark.indicative")
    if kept.on_base:
        yield tell.say("pf.remark.on_base")


def _rows(tell: PortfolioTelling, member: Member, kept: Snapshot, change: Change | None) -> Iterator[Row]:
    told, moves = tell.levels(kept), tell.moves(member, change)
    for dimension in tell.framework.dimensions:
        yield _row(tell, dimension.id, told.get(dimension.id), moves.get(dimension.id))
    if not tell.public:
        yield _row(tell, WHOLE, kept.overall, None if change is None else change.overall)


def _row(tell: PortfolioTelling, identity: str, level: Level | None, moved: Moved | None) -> Row:
    none, point = tell.say("sign.none"), None if level is None else level.point
    printed = None if point is None else tell.printed(moved)
    open_ = level is not None and point is not None and not tell.public and level.low != level.high
    low, high = (level.low, level.high) if level is not None and open_ else (None, None)
    change = None if printed is None else printed.moved
    return Row(
        id=identity,
        shown=tell.shown.mean(point),
        interval=tell.shown.interval(low, high) if open_ else "",
        level=None if point is None else printed_level(point),
        at=None if point is None else _place(tell, point),
        band=None if low is None or high is None else (_place(tell, low), _share(tell, high - low)),
        earlier=None if printed is None or moved is None or moved.old is None else _place(tell, moved.old),
        change="" if change is None else tell.signed(change),
        way="" if change is None else "up" if change > 0 else "down" if change < 0 else "same",
        practice=none if printed is None else tell.signed(printed.practice),
        information=none if printed is None else tell.signed(printed.information),
    )


def _place(tell: PortfolioTelling, value: Fraction) -> str:
    return _share(tell, value - tell.framework.lowest)


def _share(tell: PortfolioTelling, value: Fraction) -> str:
    return f"{float(value * 100 / max(tell.framework.top - tell.framework.lowest, 1)):.1f}"
