"""A store keeps rounds whole or not at all, for ever, in a file as on a server; every test runs on both."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from kept_rounds import change, programme, snapshot
from postgres_server import Server, running
from sqlalchemy import inspect, text
from store_writers import TIMES, cut_import

from rmdiag.assessment.portfolio import troubles
from rmdiag.assessment.portfolio.address import address_of
from rmdiag.assessment.portfolio.arriving import Arrival
from rmdiag.assessment.portfolio.engines import ways_to
from rmdiag.assessment.portfolio.model import Portfolio
from rmdiag.assessment.portfolio.pairs import pairs_of
from rmdiag.assessment.portfolio.snapshot import snapshot_of
from rmdiag.assessment.portfolio.status import status_of
from rmdiag.assessment.portfolio.store import Outcome, Store, open_store
from rmdiag.assessment.portfolio.tables import METADATA, MIGRATIONS, VERSION, version_of
from rmdiag.opening import mission_at

pytestmark = pytest.mark.xdist_group("postgresql")  # one server for all of them
EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"
WRITERS = Path(__file__).parent / "store_writers.py"
PROGRAMME = programme("kestoria", "valdoria", "shared")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty store."""
    if request.param == "sqlite":
        return str(tmp_path / "programme.sqlite")
    started: Server = request.getfixturevalue("server")
    return started.fresh()


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with open_store(address, by="Ana", write=True) as opened:
        yield opened


def rounds(portfolio: Portfolio, member: str = "kestoria") -> list[tuple[str, int]]:
    """Give the current rounds of an administration with their revisions."""
    return [(one.snapshot.round, one.revision) for one in portfolio.rounds.get(member, ())]


def execute(address: str, *statements: str) -> None:
    """Change a database behind the back of the program."""
    with ways_to(address_of(address), write=True).writing.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


# Rounds and revisions.


def test_the_same_round_twice_is_no_change(store: Store) -> None:
    assert store.add("coast", "kestoria", snapshot(2026)) is Outcome.NEW
    assert store.add("coast", "kestoria", snapshot(2026)) is Outcome.SAME
    assert rounds(store.portfolio(PROGRAMME)) == [("2026", 1)]


def test_a_changed_round_is_a_new_revision_and_the_old_one_is_kept(store: Store) -> None:
    store.add("coast", "kestoria", snapshot(2026, 2))
    assert store.add("coast", "kestoria", snapshot(2026, 3)) is Outcome.REVISED
    assert store.portfolio(PROGRAMME).latest("kestoria") == snapshot(2026, 3)
    old, new = store.revisions("coast", "kestoria")
    assert (old.kept.snapshot, old.kept.revision, old.current) == (snapshot(2026, 2), 1, False)
    assert (new.kept.snapshot, new.kept.revision, new.current) == (snapshot(2026, 3), 2, True)
    assert old.added_by == "Ana"
    assert old.removed_at is None


def test_what_comes_back_is_what_was_kept_oldest_first(store: Store) -> None:
    for year in (2028, 2024, 2026):
        store.add("coast", "kestoria", snapshot(year, 1 + year % 4, administration="Aduana de Ñandú — «Ключ»"))
    portfolio = store.portfolio(PROGRAMME)
    assert [one.snapshot for one in portfolio.rounds["kestoria"]] == [
        snapshot(year, 1 + year % 4, administration="Aduana de Ñandú — «Ключ»") for year in (2024, 2026, 2028)
    ]
    assert portfolio.latest("valdoria") is None
    assert "valdoria" not in portfolio.rounds


def test_programmes_and_administrations_in_one_store_do_not_mix(store: Store) -> None:
    store.add("coast", "kestoria", snapshot(2026, 2))
    store.add("inland", "kestoria", snapshot(2026, 4))
    store.add("coast", "left-the-programme", snapshot(2026, 4))
    assert store.portfolio(PROGRAMME).latest("kestoria") == snapshot(2026, 2)
    assert list(store.portfolio(PROGRAMME).rounds) == ["kestoria"]
    assert store.portfolio(replace(PROGRAMME, id="inland")).latest("kestoria") == snapshot(2026, 4)


def test_rounds_that_were_taken_out_stay_on_record_and_may_come_back(store: Store) -> None:
    store.add("coast", "kestoria", snapshot(2026))
    assert store.remove("coast", "kestoria", ["2026", "2027"]) == ("2026",)
    assert rounds(store.portfolio(PROGRAMME)) == []
    (gone,) = store.revisions("coast", "kestoria")
    assert (gone.current, gone.removed_by) == (False, "Ana")
    assert store.add("coast", "kestoria", snapshot(2026)) is Outcome.NEW
    assert rounds(store.portfolio(PROGRAMME)) == [("2026", 2)]


# What moved.


def test_each_round_is_set_beside_the_first_and_the_one_before(store: Store) -> None:
    moved = (change(2024, 2026), change(2026, 2028, 2), change(2024, 2028, 3))
    for year in (2024, 2026):
        store.add("coast", "kestoria", snapshot(year))
    store.add("coast", "kestoria", snapshot(2028), moved)
    portfolio = store.portfolio(PROGRAMME)
    assert portfolio.changes["kestoria"] == (change(2024, 2026), change(2024, 2028, 3), change(2026, 2028, 2))
    assert portfolio.since_baseline("kestoria") == change(2024, 2028, 3)


def test_a_round_that_comes_in_between_parts_two_that_were_neighbours(store: Store) -> None:
    store.add("coast", "kestoria", snapshot(2022))
    store.add("coast", "kestoria", snapshot(2024), [change(2022, 2024)])
    store.add("coast", "kestoria", snapshot(2028), [change(2022, 2028), change(2024, 2028)])
    store.add("coast", "kestoria", snapshot(2026), [change(2022, 2026), change(2024, 2026), change(2026, 2028)])
    pairs = [(one.old_round, one.new_round) for one in store.portfolio(PROGRAMME).changes["kestoria"]]
    assert ("2024", "2028") not in pairs
    assert len(pairs) == 5


def test_what_was_said_of_a_revision_is_not_said_of_the_next(store: Store) -> None:
    store.add("coast", "kestoria", snapshot(2024))
    store.add("coast", "kestoria", snapshot(2026), [change(2024, 2026)])
    store.add("coast", "kestoria", snapshot(2024, 3))
    assert store.portfolio(PROGRAMME).since_baseline("kestoria") is None
    store.add("coast", "kestoria", snapshot(2026), [change(2024, 2026, 0)])
    assert store.portfolio(PROGRAMME).since_baseline("kestoria") == change(2024, 2026, 0)


def test_a_rebuilt_store_holds_what_is_given_and_nothing_else(store: Store) -> None:
    store.add("coast", "kestoria", snapshot(2024))
    store.add("coast", "kestoria", snapshot(2025))
    store.add("coast", "kestoria", snapshot(2026), [change(2024, 2026, 7), change(2025, 2026)])
    arrivals = [
        Arrival(member="kestoria", snapshot=snapshot(2024), changes=(change(2024, 2026),)),
        Arrival(member="kestoria", snapshot=snapshot(2026, 4)),
        Arrival(member="valdoria", snapshot=snapshot(2026)),
    ]
    assert store.rebuild("coast", arrivals) == ((Outcome.SAME, Outcome.REVISED, Outcome.NEW), 1)
    portfolio = store.portfolio(PROGRAMME)
    assert rounds(portfolio) == [("2024", 1), ("2026", 2)]
    assert portfolio.changes["kestoria"] == (change(2024, 2026),)
    assert len(store.revisions("coast", "kestoria")) == 4  # and nothing was deleted


# Whole or not at all.


def before_the_import(address: str) -> Portfolio:
    """Keep two rounds, which an import would revise, and give what a reader then finds."""
    with open_store(address, write=True) as store:
        store.add("coast", "kestoria", snapshot(2020))
        store.add("coast", "kestoria", snapshot(2022), [change(2020, 2022)])
        found = store.portfolio(PROGRAMME)
        return Portfolio(programme=PROGRAMME, rounds=dict(found.rounds), changes=dict(found.changes))


def as_it_is(address: str) -> Portfolio:
    with open_store(address) as store:
        found = store.portfolio(PROGRAMME)
        return Portfolio(programme=PROGRAMME, rounds=dict(found.rounds), changes=dict(found.changes))


@pytest.mark.parametrize("way", ["die", "die-late"])
def test_a_writer_that_dies_in_the_middle_of_an_import_leaves_nothing_half_written(address: str, way: str) -> None:
    before = before_the_import(address)
    died = subprocess.run([sys.executable, WRITERS, address, "Ben", way], check=False)
    assert died.returncode == -9
    assert as_it_is(address) == before
    with open_store(address, write=True) as store:  # and nobody waits for the dead
        store.add("coast", "kestoria", snapshot(2024))


@pytest.mark.parametrize("late", [False, True])
def test_a_connection_lost_in_the_middle_of_an_import_leaves_nothing_half_written(server: Server, late: bool) -> None:  # noqa: FBT001  # a parameter of the test
    address = server.fresh()
    before = before_the_import(address)
    with (
        open_store(address, write=True) as store,
        pytest.raises(troubles.UnreachableError, match="cannot be reached"),
    ):
        store.add_all("coast", cut_import(server.cut, late=late))
    assert as_it_is(address) == before


def test_an_import_with_a_mistake_in_it_leaves_nothing_half_written(address: str) -> None:
    before = before_the_import(address)
    good = Arrival(member="kestoria", snapshot=snapshot(2020, 4))
    bad = Arrival(member="kestoria", snapshot=snapshot(2024), changes=(change(1999, 2024),))
    with open_store(address, write=True) as store, pytest.raises(KeyError):
        store.add_all("coast", [good, bad])
    assert as_it_is(address) == before


# Two at once.


def test_many_writers_at_once_lose_nothing(address: str) -> None:
    names = ["kestoria", "valdoria", "tambare", "saint-orel"]
    writers = [
        subprocess.Popen([sys.executable, WRITERS, address, name, "hammer"], stderr=subprocess.PIPE, text=True)
        for name in names
    ]
    ended = [(writer.communicate()[1], writer.returncode) for writer in writers]
    assert ended == [("", 0)] * len(names)
    with open_store(address) as store:
        portfolio = store.portfolio(programme(*names, "shared"))
        assert [len(portfolio.rounds[name]) for name in names] == [TIMES] * len(names)
        revisions = store.revisions("coast", "shared")
    assert [one.kept.revision for one in revisions] == list(range(1, len(names) * TIMES + 1))
    assert [one.current for one in revisions] == [False] * (len(revisions) - 1) + [True]


def test_a_reader_sees_one_state_while_another_writes(address: str) -> None:
    before = before_the_import(address)
    seen: list[Portfolio] = []
    with open_store(address, write=True) as store:
        store.add_all("coast", cut_import(lambda: seen.append(as_it_is(address)), late=True))
    assert seen == [before]
    assert as_it_is(address) != before


def test_a_writer_waits_for_another_one_and_says_so_when_it_waits_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rmdiag.assessment.portfolio.engines.PATIENCE", 0.2)
    address = str(tmp_path / "programme.sqlite")
    before_the_import(address)
    other = sqlite3.connect(address, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with open_store(address, write=True) as store, pytest.raises(troubles.BusyError, match="Another program"):
            store.add("coast", "kestoria", snapshot(2024))
    finally:
        other.close()


# Versions.


def at_version(address: str, version: int) -> None:
    """Make the tables as a release of that version made them, with a round in them."""
    execute(
        address,
        "CREATE TABLE schema_version (version INTEGER NOT NULL)",
        f"INSERT INTO schema_version VALUES ({version})",  # noqa: S608  # a number of our own
        *(statement for step in MIGRATIONS[:version] for statement in step),
    )


def columns(address: str) -> dict[str, list[str]]:
    with ways_to(address_of(address), write=True).reading.connect() as connection:
        found = inspect(connection)
        return {name: sorted(one["name"] for one in found.get_columns(name)) for name in found.get_table_names()}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_store_of_every_earlier_version_is_brought_up_to_date_with_what_it_holds(address: str, version: int) -> None:
    at_version(address, version)
    row = "'coast', 'kestoria', '2026', 1, true, '2026-06-01', 'a', 'b', 'c', '{}', '2026-06-02', 'Eva'"
    kept = "programme, member, round, revision, current, as_of, checksum, framework_checksum, digest, snapshot"
    execute(address, f"INSERT INTO rounds ({kept}, added_at, added_by) VALUES ({row})")  # noqa: S608  # words of our own
    with open_store(address, write=True) as store:
        assert store.add("coast", "kestoria", snapshot(2026)) is Outcome.REVISED
        assert rounds(store.portfolio(PROGRAMME)) == [("2026", 2)]
    assert columns(address) == {name: sorted(table.columns.keys()) for name, table in METADATA.tables.items()}
    with ways_to(address_of(address), write=True).reading.connect() as connection:
        assert version_of(connection) == VERSION


def test_a_migration_that_fails_leaves_the_store_as_it_was(address: str) -> None:
    at_version(address, 1)
    execute(address, "ALTER TABLE rounds ADD COLUMN removed_by TEXT")  # in the way of the second step of migration 2
    before = columns(address)
    with pytest.raises(troubles.StoreError), open_store(address, write=True):
        pass
    assert columns(address) == before


def test_an_older_store_is_not_brought_up_to_date_by_who_only_reads(address: str) -> None:
    at_version(address, 1)
    with pytest.raises(troubles.NoStoreError, match="not ready"), open_store(address):
        pass
    assert "removed_by" not in columns(address)["rounds"]


def test_a_store_of_a_later_version_is_refused_in_plain_words(address: str) -> None:
    before_the_import(address)
    execute(address, f"UPDATE schema_version SET version = {VERSION + 1}")  # noqa: S608  # a number of our own
    for write in (True, False):
        with pytest.raises(troubles.NewerStoreError, match="A later rmdiag made"), open_store(address, write=write):
            pass


def test_a_database_of_others_is_left_alone(address: str) -> None:
    execute(address, "CREATE TABLE invoices (number INTEGER)")
    with pytest.raises(troubles.NotAStoreError, match="no store of rmdiag"), open_store(address, write=True):
        pass
    assert list(columns(address)) == ["invoices"]


def test_a_file_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "programme.sqlite"
    path.write_text("administration: Kestoria", encoding="utf-8")
    with pytest.raises(troubles.NotAStoreError), open_store(str(path), write=True):
        pass
    assert path.read_text(encoding="utf-8") == "administration: Kestoria"


def test_who_only_reads_makes_no_file(tmp_path: Path) -> None:
    path = tmp_path / "programme.sqlite"
    with pytest.raises(troubles.NoStoreError, match="rmdiag programme add"), open_store(str(path)):
        pass
    assert not path.exists()


# Fast.


def test_187_administrations_with_10_rounds_are_opened_and_looked_at_in_a_second(tmp_path: Path) -> None:
    names = [f"m{number:03}" for number in range(187)]
    mission, questionnaire = mission_at(EXAMPLE)
    real = snapshot_of(mission, questionnaire)
    moved = change(2020, 2021).overall
    arrivals = []
    for name in names:
        for year in range(2020, 2030):
            pairs = [pair for pair in pairs_of([str(y) for y in range(2020, year + 1)]) if pair[1] == str(year)]
            changes = tuple(
                replace(
                    change(2020, 2021), old_round=old, new_round=new, indicators=dict.fromkeys(real.indicators, moved)
                )
                for old, new in pairs
            )
            one = replace(real, administration=name, round=str(year), as_of=date(year, 1, 1))
            arrivals.append(Arrival(member=name, snapshot=one, changes=changes))
    address, whole = str(tmp_path / "programme.sqlite"), programme(*names)
    with open_store(address, write=True) as store:
        store.add_all("coast", arrivals)
    taken = []
    for _ in range(3):
        begun = time.process_time()
        with open_store(address) as store:
            statuses = status_of(store.portfolio(whole), date(2030, 1, 1))
        taken.append(time.process_time() - begun)
        assert all(one.rounds == 10 and one.since is not None for one in statuses)
    assert min(taken) < 1
