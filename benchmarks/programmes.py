"""Measure a programme of 187 administrations and ten rounds in its store, and the batch of its reports.

`python benchmarks/programmes.py [ROUNDS] [MISSIONS]` first asks stores in SQLite and PostgreSQL, as ratios to the bare
driver that does the same with the same bytes: for the status it reads all texts and parses them as JSON, for adding it
inserts the same rows. Then a whole `programme add` is held against a cold process that only reads and scores the two
missions. At last the executive editions of the example missions are written by one process at a time, by two, and by
two workers of a Dask cluster, with each store asked whether rounds are as they were kept. PostgreSQL and `distributed`
have to be installed, as for the tests.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))  # where a server and a cluster of one's own are started

import dask_cluster  # noqa: E402  # from the tests
import postgres_server  # noqa: E402  # as above

from rmdiag.assessment.portfolio.address import address_of  # noqa: E402  # as above
from rmdiag.assessment.portfolio.arriving import Arrival  # noqa: E402  # as above
from rmdiag.assessment.portfolio.kept import plain_change, plain_snapshot, text_of  # noqa: E402  # as above
from rmdiag.assessment.portfolio.model import Change, Snapshot  # noqa: E402  # as above
from rmdiag.assessment.portfolio.status import status_of  # noqa: E402  # as above
from rmdiag.assessment.portfolio.store import Store, open_store  # noqa: E402  # as above
from rmdiag.assessment.portfolio.synthetic import Synthetic, Wish, synthetic_programme  # noqa: E402  # as above

EXAMPLES = ("kestoria-2026", "kestoria-2028", "valdoria-2026", "valdoria-2028", "tambare-2026", "tambare-2028")
MEMBERS = {"kestoria": "QM", "valdoria": "QV", "tambare": "XB"}
BARE_ROUND = "INSERT INTO floor_rounds VALUES ({0}, {0}, {0}, {0})"
BARE_CHANGE = "INSERT INTO floor_changes VALUES ({0}, {0}, {0})"
SCORED = """
import sys
from pathlib import Path
from rmdiag.assessment.files import load_mission
from rmdiag.assessment.portfolio.snapshot import snapshot_of
from rmdiag.problems import Problems
for name in sys.argv[1:]:
    snapshot_of(*load_mission(Path(name), Problems()))
"""
Way = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """What something took, in seconds."""

    wall: float
    cpu: float


def timed(way: Way) -> Time:
    """Do something once in this process."""
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    way()
    return Time(wall=time.perf_counter() - wall, cpu=time.process_time() - cpu)


def in_turn(ways: Mapping[str, Way], rounds: int) -> Mapping[str, list[Time]]:
    """Do all ways in turn, round by round, as machines drift; the first round only warms up."""
    runs: dict[str, list[Time]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            took = timed(way)
            runs[name] += [took] if number else []
    return runs


def show(title: str, runs: Mapping[str, list[Time]]) -> None:
    """Print a row for each way, with its ratio to the last one, which is the floor."""
    floor = [*runs.values()][-1]
    print(f"\n{title}\n{'way':<34}{'wall s':>9}{'cpu s':>9}{'ratio':>8}{'range':>14}")
    for name, its in runs.items():
        ratios = [mine.wall / bare.wall for mine, bare in zip(its, floor, strict=True)]
        wall, cpu = (statistics.median(getattr(one, field) for one in its) for field in ("wall", "cpu"))
        spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
        print(f"{name:<34}{wall:>9.3f}{cpu:>9.3f}{statistics.median(ratios):>8.2f}{spread:>14}")


@contextmanager
def bare_connection(address: str) -> Iterator[Any]:  # Any: of two drivers, one of which has no types
    """Connect by the bare driver of a store."""
    where = address_of(address)
    if where.path is not None:
        connection: Any = sqlite3.connect(where.path)
    else:
        from pg8000.dbapi import connect

        folder = f"{where.host}/.s.PGSQL.{where.port}"
        connection = connect(user=where.user, database=where.database, unix_sock=folder)
    try:
        yield connection
    finally:
        connection.close()


def parsed_bare(connection: Any) -> int:  # noqa: ANN401  # of two drivers
    """Read every text that is kept, and parse it."""
    cursor = connection.cursor()
    found = 0
    for query in ("SELECT snapshot FROM rounds", "SELECT change FROM changes"):
        cursor.execute(query)
        found += sum(json.loads(text) is not None for (text,) in cursor.fetchall())
    connection.rollback()
    return found


def inserted_bare(connection: Any, snapshot: Snapshot, changes: Sequence[Change], number: int) -> None:  # noqa: ANN401  # of two drivers
    """Insert what a round is kept as, and commit."""
    mark = "?" if isinstance(connection, sqlite3.Connection) else "%s"
    cursor = connection.cursor()
    cursor.execute(
        BARE_ROUND.format(mark), (snapshot.round, number, snapshot.checksum, text_of(plain_snapshot(snapshot)))
    )
    for at, change in enumerate(changes):
        cursor.execute(BARE_CHANGE.format(mark), (number, at, text_of(plain_change(change))))
    connection.commit()


def measure_store(name: str, address: str, made: Synthetic, rounds: int) -> None:
    """Measure status and adding on one store."""
    last = made.arrivals[-1]
    with open_store(address, write=True) as store, bare_connection(address) as bare:
        store.add_all(made.programme.id, made.arrivals)
        cursor = bare.cursor()
        cursor.execute(
            "CREATE TABLE floor_rounds (round TEXT, number INTEGER PRIMARY KEY, checksum TEXT, snapshot TEXT)"
        )
        cursor.execute("CREATE TABLE floor_changes (number INTEGER, place INTEGER, change TEXT)")
        bare.commit()
        status: Way = lambda: status_of(store.portfolio(made.programme), made.truth.day)  # noqa: E731  # named in the table
        show(f"status, {name}", in_turn({"rmdiag": status, "bare driver + json": lambda: parsed_bare(bare)}, rounds))
        numbers = iter(range(10_000))
        ways: dict[str, Way] = {
            "store.add": lambda: add(store, made.programme.id, last, next(numbers)),
            "bare driver": lambda: inserted_bare(bare, last.snapshot, last.changes, next(numbers)),
        }
        show(f"a ready round added, {name}", in_turn(ways, max(rounds, 5)))


def add(store: Store, programme: str, arrival: Arrival, number: int) -> None:
    """Keep one more revision of a round."""
    changed = replace(arrival.snapshot, checksum=f"{number:064}")
    store.add(programme, arrival.member, changed, arrival.changes)


def programme_of(work: Path, missions: Sequence[str]) -> Path:
    """Lay down a programme over copies of example missions."""
    for name in missions:
        shutil.copytree(ROOT / "examples" / name, work / name, ignore=shutil.ignore_patterns("reports"))
    shutil.copytree(ROOT / "examples" / "overlays", work / "overlays")
    rounds = {one: [f"../{name}" for name in missions if name.startswith(one)] for one in MEMBERS}
    entries = "".join(
        f"  - {{id: {one}, name: {one}, country: {MEMBERS[one]}, rounds: [{', '.join(its)}]}}\n"
        for one, its in rounds.items()
        if its
    )
    folder = work / "programme"
    folder.mkdir()
    head = "programme: examples\ntitle: Examples\nlanguage: en\nframework: crm-compendium\nadministrations:\n"
    (folder / "programme.yaml").write_text(head + entries, encoding="utf-8")
    return folder


def ran(command: Sequence[str], workers: Sequence[int] = ()) -> Time:
    """Run a cold process, and count the CPU seconds of its children and of workers that run already."""
    before, wall = sum(map(cpu_of, workers)), time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = process.stderr.read() if process.stderr else ""
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - wall
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(said[-2000:])
    return Time(wall=took, cpu=used.ru_utime + used.ru_stime + sum(map(cpu_of, workers)) - before)


def cpu_of(process: int) -> float:
    """Give the CPU seconds that a process has taken so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure_adding(programme: Path, address: str, name: str, rounds: int) -> None:
    """Measure the whole command that brings in a changed round of a mission folder, beside the round before."""
    command = (sys.executable, "-m", "rmdiag", "programme", "add", str(programme), "kestoria", "--store", address)
    missions = [str(programme.parent / one) for one in EXAMPLES[:2]]
    changed = programme.parent / EXAMPLES[1] / "mission.yaml"
    runs: dict[str, list[Time]] = {"rmdiag programme add": [], "two missions read and scored": []}
    for _ in range(rounds):
        changed.write_text(changed.read_text(encoding="utf-8") + "# again\n", encoding="utf-8")
        runs["rmdiag programme add"].append(ran(command))
        runs["two missions read and scored"].append(ran((sys.executable, "-c", SCORED, *missions)))
    show(f"a changed mission added by the command, {name}", runs)


def measure_batch(programme: Path, stores: Mapping[str, str], work: Path, rounds: int) -> None:
    """Measure the batch in three ways with each store."""
    render = (
        sys.executable,
        "-m",
        "rmdiag",
        "programme",
        "render",
        str(programme),
        "--edition",
        "executive",
        "--force",
    )
    home = work / "cluster"
    home.mkdir()
    with dask_cluster.running(home) as cluster:
        crew = [worker.pid for worker in cluster.workers]
        for name, address in stores.items():
            checked = (*render, "--as-kept", "--store", address)
            subprocess.run(
                (sys.executable, "-m", "rmdiag", "programme", "add", str(programme), "--store", address),
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            runs: dict[str, list[Time]] = {"Dask, two workers": [], "two at a time": [], "one at a time": []}
            for _ in range(rounds):
                runs["Dask, two workers"].append(ran((*checked, "--scheduler", cluster.address), crew))
                runs["two at a time"].append(ran((*checked, "--jobs", "2")))
                runs["one at a time"].append(ran((*checked, "--jobs", "1")))
            show(f"executive editions in PDF, {name}", runs)


def main() -> None:
    """Measure all and print the tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    missions = EXAMPLES[: int(sys.argv[2])] if len(sys.argv) > 2 else EXAMPLES  # noqa: PLR2004  # ROUNDS and MISSIONS
    work = Path(tempfile.mkdtemp(prefix="rmdiag-bench-"))
    made = synthetic_programme(Wish())
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}, {rounds} rounds")
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, work)
        server = stack.enter_context(postgres_server.running())
        stores = {"SQLite": str(work / "kept.sqlite"), "PostgreSQL": server.fresh()}
        for name, address in stores.items():
            measure_store(name, address, made, rounds)
        programme = programme_of(work, missions)
        for name, address in stores.items():
            measure_adding(programme, address, name, rounds)
        measure_batch(programme, stores, work, rounds)


if __name__ == "__main__":
    main()
