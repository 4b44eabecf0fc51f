"""Keep the rounds of programmes in an SQLite file or on a PostgreSQL server; mission folders stay the truth.

Whatever is written goes in whole or not at all, a writer waits for the other, and nothing that was kept is deleted.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, FromClause, Select, and_, select

from rmdiag.assessment.portfolio.address import Address, address_of
from rmdiag.assessment.portfolio.arriving import Arrival
from rmdiag.assessment.portfolio.engines import Ways, told, ways_to
from rmdiag.assessment.portfolio.kept import change_in_text, plain_change, plain_snapshot, snapshot_in, text_of
from rmdiag.assessment.portfolio.late import Late
from rmdiag.assessment.portfolio.model import Change, Portfolio, Programme, Round, Snapshot
from rmdiag.assessment.portfolio.pairs import pairs_of
from rmdiag.assessment.portfolio.tables import CHANGES, ROUNDS, VERSION, migrate, version_of
from rmdiag.assessment.portfolio.troubles import NewerStoreError, NoStoreError, OvertakenError
from rmdiag.tongue import phrase

FEW = 20  # members whose rounds are looked up by name rather than with all others
TRIES = 12  # of a writer whom others come before
_PAIR = ("programme", "member", "old_round", "old_revision", "new_round", "new_revision")
_Given = TypeVar("_Given")
_Key = tuple[str, str]  # member and round


class Outcome(StrEnum):
    """What adding a round came to."""

    SAME = "same"
    NEW = "new"
    REVISED = "revised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One revision of a round, current or not, with who kept it and who took it away; times are UTC."""

    kept: Round
    current: bool
    added_at: str
    added_by: str
    removed_at: str | None
    removed_by: str | None


class _Round(NamedTuple):
    member: str
    name: str
    revision: int
    text: str


class _Last(NamedTuple):
    """The last revision of a round."""

    revision: int
    current: bool
    digest: str
    fresh: bool = False  # written in this transaction


@contextmanager
def open_store(words: str, *, by: str = "", write: bool = False) -> Iterator[Store]:
    """Open the store at an address, for reading unless told otherwise, and let go of it in the end.

    A writer makes a store that is not there and brings an older one up to date. `by` says who adds. Raises
    NoAddressError for what is no address, and a StoreError of troubles.py whose words can be shown.
    """
    address = address_of(words)
    ways = ways_to(address, write=write)
    try:
        store = Store(ways, address, by)
        store.prepare(write=write)
        yield store
    finally:
        ways.engine.dispose()


class Store:
    """An open store. Every method is one transaction; `open_store` makes it."""

    def __init__(self, ways: Ways, address: Address, by: str) -> None:
        """Keep the way to the database."""
        self._ways = ways
        self._by = by
        self.address = address

    def prepare(self, *, write: bool) -> None:
        """See that the tables are those of this program: make or mend them for a writer, refuse them otherwise."""
        found = self._reading(version_of)
        if found is not None and found > VERSION:
            raise NewerStoreError(
                phrase(
                    "A later rmdiag made the store {store} (version {found}; this one knows {known})."
                    " Bring rmdiag up to date.",
                    store=self.address.shown,
                    found=found,
                    known=VERSION,
                )
            )
        if found == VERSION:
            return
        if not write:
            raise NoStoreError(
                phrase(
                    "The store {store} is not ready: somebody who may write has to run `rmdiag programme add` first.",
                    store=self.address.shown,
                )
            )
        self._writing(_up_to_date)

    def portfolio(self, programme: Programme) -> Portfolio:
        """Give a programme with its current rounds, oldest first, and what moved since the first and since the last.

        Rounds are read when they are looked at (NotKeptError where one of them cannot be); administrations that
        programme.yaml does not name are left out.
        """
        names = sorted(member.id for member in programme.members)
        rounds: dict[str, list[_Round]] = {name: [] for name in names}
        changes: dict[str, list[str]] = {name: [] for name in names}

        def work(connection: Connection) -> None:
            for row in connection.execute(_current(programme.id)):
                rounds.setdefault(row.member, []).append(_Round(*row))
            pairs = {
                (member, *pair) for member, kept in rounds.items() for pair in pairs_of([one.name for one in kept])
            }
            for member, old, new, change in connection.execute(_moved(programme.id)):
                if (member, old, new) in pairs:
                    changes.setdefault(member, []).append(change)

        self._reading(work)
        return Portfolio(
            programme=programme,
            rounds=Late({name: tuple(rounds[name]) for name in names if rounds[name]}, _round_from),
            changes=Late({name: tuple(changes[name]) for name in names if changes[name]}, change_in_text),
        )

    def add(self, programme: str, member: str, snapshot: Snapshot, changes: Iterable[Change] = ()) -> Outcome:
        """Keep a round; the same twice is no change, and a changed one becomes a new revision beside the old."""
        (outcome,) = self.add_all(programme, [Arrival(member=member, snapshot=snapshot, changes=tuple(changes))])
        return outcome

    def add_all(self, programme: str, arrivals: Sequence[Arrival]) -> tuple[Outcome, ...]:
        """Keep many rounds, all or none of them; changes may name rounds that are there already."""
        return self._writing(lambda connection: self._add(connection, programme, arrivals))

    def remove(self, programme: str, member: str, rounds: Iterable[str]) -> tuple[str, ...]:
        """Take rounds out of what is current, and keep them with who did it; gives those that were there."""
        return self._writing(lambda connection: self._remove(connection, programme, [(member, one) for one in rounds]))

    def rebuild(self, programme: str, arrivals: Sequence[Arrival]) -> tuple[tuple[Outcome, ...], int]:
        """Let a programme have these rounds and no others, all changes anew; also gives how many were taken out."""

        def work(connection: Connection) -> tuple[tuple[Outcome, ...], int]:
            _let_go_of_spoiled(connection, programme)
            kept = {(arrival.member, arrival.snapshot.round) for arrival in arrivals}
            gone = [key for key, last in _last(connection, programme).items() if last.current and key not in kept]
            self._remove(connection, programme, gone)
            connection.execute(CHANGES.delete().where(CHANGES.c.programme == programme))
            return self._add(connection, programme, arrivals), len(gone)

        return self._writing(work)

    def checksum(self, programme: str, member: str, name: str) -> str | None:
        """Give the checksum of the mission that a current round was taken from; None where there is no such round."""
        query = select(ROUNDS.c.checksum).where(_at(programme, (member, name)), ROUNDS.c.current)
        return self._reading(lambda connection: connection.execute(query).scalar_one_or_none())

    def revisions(self, programme: str, member: str) -> tuple[Revision, ...]:
        """Give every revision of every round of an administration, by date and revision, those removed too."""
        wanted = and_(ROUNDS.c.programme == programme, ROUNDS.c.member == member)
        query = select(ROUNDS).where(wanted).order_by(ROUNDS.c.as_of, ROUNDS.c.round, ROUNDS.c.revision)
        rows = self._reading(lambda connection: connection.execute(query).all())
        return tuple(
            Revision(
                kept=_round_from(_Round(row.member, row.round, row.revision, row.snapshot)),
                current=row.current,
                added_at=row.added_at,
                added_by=row.added_by,
                removed_at=row.removed_at,
                removed_by=row.removed_by,
            )
            for row in rows
        )

    def _add(self, connection: Connection, programme: str, arrivals: Sequence[Arrival]) -> tuple[Outcome, ...]:
        members = {arrival.member for arrival in arrivals}
        last, outcomes, rows = _last(connection, programme, members), [], []
        for arrival in arrivals:
            key, row = (arrival.member, arrival.snapshot.round), self._row(programme, arrival)
            before = last.get(key)
            if before is not None and before.current and before.digest == row["digest"]:
                outcomes.append(Outcome.SAME)
                continue
            outcomes.append(Outcome.REVISED if before is not None and before.current else Outcome.NEW)
            if before is not None and before.current:
                connection.execute(ROUNDS.update().where(_at(programme, key), ROUNDS.c.current).values(current=False))
            row["revision"] = 1 if before is None else before.revision + 1
            last[key] = _Last(int(row["revision"]), current=True, digest=str(row["digest"]), fresh=True)
            rows.append(row)
        if rows:
            connection.execute(ROUNDS.insert(), rows)
        _keep_changes(connection, programme, arrivals, last)
        return tuple(outcomes)

    def _row(self, programme: str, arrival: Arrival) -> dict[str, str | int | bool]:
        snapshot = arrival.snapshot
        text = text_of(plain_snapshot(snapshot))
        return {
            "programme": programme,
            "member": arrival.member,
            "round": snapshot.round,
            "current": True,
            "as_of": snapshot.as_of.isoformat(),
            "checksum": snapshot.checksum,
            "framework_checksum": snapshot.framework_checksum,
            "digest": _digest(text),
            "snapshot": text,
            "added_at": _now(),
            "added_by": self._by,
        }

    def _remove(self, connection: Connection, programme: str, keys: Iterable[_Key]) -> tuple[str, ...]:
        gone = {"current": False, "removed_at": _now(), "removed_by": self._by}
        found = []
        for key in keys:
            marked = connection.execute(ROUNDS.update().where(_at(programme, key), ROUNDS.c.current).values(gone))
            found += [key[1]] if marked.rowcount else []
        return tuple(found)

    def _reading(self, work: Callable[[Connection], _Given]) -> _Given:
        """Do something in one transaction that sees one state and writes nothing."""
        with told(self.address), self._ways.reading.connect() as connection:
            return work(connection)

    def _writing(self, work: Callable[[Connection], _Given]) -> _Given:
        """Do something whole or not at all; where another writer came before, once more on what that one left."""
        for attempt in range(TRIES):
            try:
                with told(self.address), self._ways.writing.connect() as connection:
                    given = work(connection)
                    connection.commit()
                    return given
            except OvertakenError:
                if attempt == TRIES - 1:
                    raise
                time.sleep(random.uniform(0.01, 0.05) * 2 ** min(attempt, 5))  # noqa: S311  # no secret: who waits longer
        raise AssertionError  # the last try has given or raised


def _up_to_date(connection: Connection) -> None:
    """Migrate, unless another writer did so meanwhile."""
    found = version_of(connection)
    if found is None or found < VERSION:
        migrate(connection, found)


def _let_go_of_spoiled(connection: Connection, programme: str) -> None:
    """Let rounds whose text is no longer the one that was written be current no more, so that they are kept anew."""
    wanted = and_(ROUNDS.c.programme == programme, ROUNDS.c.current)
    query = select(ROUNDS.c.member, ROUNDS.c.round, ROUNDS.c.digest, ROUNDS.c.snapshot).where(wanted)
    for row in connection.execute(query).all():
        if _digest(row.snapshot) != row.digest:
            key = (row.member, row.round)
            connection.execute(ROUNDS.update().where(_at(programme, key), ROUNDS.c.current).values(current=False))


def _last(connection: Connection, programme: str, members: Collection[str] = ()) -> dict[_Key, _Last]:
    """Give the last revision of every round of a programme, or of a few of its members, without its text."""
    columns = (ROUNDS.c.member, ROUNDS.c.round, ROUNDS.c.revision, ROUNDS.c.current, ROUNDS.c.digest)
    query = select(*columns).where(ROUNDS.c.programme == programme).order_by(ROUNDS.c.revision)
    if 0 < len(members) <= FEW:
        query = query.where(ROUNDS.c.member.in_(sorted(members)))
    return {(row.member, row.round): _Last(row.revision, row.current, row.digest) for row in connection.execute(query)}


def _keep_changes(
    connection: Connection, programme: str, arrivals: Sequence[Arrival], last: Mapping[_Key, _Last]
) -> None:
    """Keep what moved between the revisions that are current now, in place of what was said of the same ones."""
    rows, before = [], []
    for member, change in ((one.member, change) for one in arrivals for change in one.changes):
        rows.append(_change_row(programme, member, change, last))
        if not (last[member, change.old_round].fresh or last[member, change.new_round].fresh):
            before.append(rows[-1])  # of two revisions that were there, something may have been said already
    for row in before:
        connection.execute(CHANGES.delete().where(*(CHANGES.c[name] == row[name] for name in _PAIR)))
    if rows:
        connection.execute(CHANGES.insert(), rows)


def _change_row(programme: str, member: str, change: Change, last: Mapping[_Key, _Last]) -> dict[str, str | int]:
    old, new = last[member, change.old_round], last[member, change.new_round]
    return {
        "programme": programme,
        "member": member,
        "old_round": change.old_round,
        "old_revision": old.revision,
        "new_round": change.new_round,
        "new_revision": new.revision,
        "change": text_of(plain_change(change)),
    }


def _current(programme: str) -> Select[str, str, int, str]:
    """Ask for the current rounds, oldest first."""
    columns = (ROUNDS.c.member, ROUNDS.c.round, ROUNDS.c.revision, ROUNDS.c.snapshot)
    wanted = and_(ROUNDS.c.programme == programme, ROUNDS.c.current)
    return select(*columns).where(wanted).order_by(ROUNDS.c.as_of, ROUNDS.c.round)


def _moved(programme: str) -> Select[str, str, str, str]:
    """Ask for what moved between revisions that are current, the earlier rounds first."""
    old, new = ROUNDS.alias(), ROUNDS.alias()
    query = select(CHANGES.c.member, CHANGES.c.old_round, CHANGES.c.new_round, CHANGES.c.change)
    query = query.join(old, _is(old, CHANGES.c.old_round, CHANGES.c.old_revision))
    query = query.join(new, _is(new, CHANGES.c.new_round, CHANGES.c.new_revision))
    return query.where(CHANGES.c.programme == programme).order_by(new.c.as_of, old.c.as_of)


def _is(side: FromClause, name: Column[str], revision: Column[int]) -> ColumnElement[bool]:
    """Say that a round is the one that a change names, and is current."""
    same = and_(side.c.programme == CHANGES.c.programme, side.c.member == CHANGES.c.member)
    return and_(same, side.c.round == name, side.c.revision == revision, side.c.current)


def _at(programme: str, key: _Key) -> ColumnElement[bool]:
    return and_(ROUNDS.c.programme == programme, ROUNDS.c.member == key[0], ROUNDS.c.round == key[1])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _round_from(kept: _Round) -> Round:
    return Round(member=kept.member, revision=kept.revision, snapshot=snapshot_in(kept.text))
