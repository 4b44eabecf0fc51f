"""Measure counting an extract: 10 million declarations, all metrics by every group, as Parquet and as CSV.

`python benchmarks/metrics.py [DECLARATIONS] [ROUNDS]` prints, for whole cold processes, seconds on the clock, seconds
of processors and peak memory: of the command, of bare DuckDB that does nothing but read every cell of the same file
(the floor), and of pandas that counts the same metrics by the same groups, as a careful user would write it. Pandas is
installed for this alone: `pip install pandas pyarrow`. Where others work on the machine, believe the processors.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from rmdiag.assessment.store import write_synthetic
from rmdiag.assessment.synthetic import STRATA, declarations

ROOT = Path(__file__).parent.parent
RMDIAG = (sys.executable, "-m", "rmdiag")
HELD_TO_SECONDS, HELD_TO_GIGABYTES = 10, 2
MAPPING = """
extract:
  {declaration: DECL_NO, date: REG_DATE, office: OFFICE, mode: MODE, channel: LANE, examined: EXAMINED, result: RESULT,
   random: RANDOM, override: REROUTED, profile: PROFILE, released: RELEASED, aeo: AEO,
   channels: {G: green, Y: yellow, R: red, B: blue}, findings: [F]}
"""
FLOOR = """
import sys
import duckdb
path = sys.argv[1]
table = "read_parquet(?)" if path.endswith("parquet") else "read_csv(?, all_varchar = true)"
duckdb.execute(f"select max(hash(columns(*))) from {table}", [path]).fetchall()
"""
PANDAS = """
import sys
import pandas as pd
path = sys.argv[1]
times = ["REG_DATE", "RELEASED"]
d = pd.read_parquet(path) if path.endswith("parquet") else pd.read_csv(path, parse_dates=times, engine="pyarrow")
d["month"] = pd.to_datetime(d.REG_DATE).dt.to_period("M")
d["year"] = d.month.dt.year
seen, lot, hit = d.EXAMINED, d.RANDOM, d.RESULT == "F"
control = seen | (d.LANE == "Y")
facts = {
    "every": True, "seen": seen, "green": (d.LANE == "G") & ~seen, "yellow": d.LANE == "Y", "red": d.LANE == "R",
    "blue": d.LANE == "B", "targeted": seen & ~lot, "targeted_hit": seen & ~lot & hit, "lot": seen & lot,
    "lot_hit": seen & lot & hit, "control": control,
    "fed": control & d.RESULT.notna() & (d.PROFILE.notna() | lot), "override": d.REROUTED,
    "aeo": d.AEO, "aeo_seen": d.AEO & seen, "other_seen": ~d.AEO & seen,
}
for name, values in facts.items():
    d["n_" + name] = values
d["hours"] = (d.RELEASED - pd.to_datetime(d.REG_DATE)).dt.total_seconds() / 3600
counts = ["n_" + name for name in facts]
groups = ["year", "month", "OFFICE", "MODE", "PROFILE"]
fine = d.groupby(groups, dropna=False)[counts].sum().reset_index()
print(fine[counts].sum())
for key in groups:
    print(fine.groupby(key, dropna=False)[counts].sum())
    print(d[d.LANE == "G"].groupby(key, dropna=False).hours.median(), d.groupby(key, dropna=False).hours.quantile(0.9))
print(d[d.LANE == "G"].hours.median(), d.hours.quantile(0.9), len(d) - d.DECL_NO.nunique())
"""


def main() -> None:
    """Make the extract in both forms, time all in turn, and print what was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3  # noqa: PLR2004  # the second argument
    work = Path(tempfile.mkdtemp(prefix="rmdiag-bench-"))
    try:
        mission = work / "kestoria"
        shutil.copytree(ROOT / "examples" / "kestoria-2026", mission)
        with (mission / "mission.yaml").open("a", encoding="utf-8") as stream:
            stream.write(MAPPING)
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {count:,} declarations, {rounds} rounds")
        print(f"held to {HELD_TO_SECONDS} s and {HELD_TO_GIGABYTES} GB")
        print(f"{'':<10}{'':<24}{'seconds':>9}{'processors':>12}{'peak GB':>9}   rmdiag over it, by either")
        for form in ("parquet", "csv"):
            path = work / f"declarations.{form}"
            write_synthetic(path, declarations(STRATA, count, 7))
            compare(path, mission, rounds)
            path.unlink()
    finally:
        shutil.rmtree(work)


def compare(path: Path, mission: Path, rounds: int) -> None:
    """Time the real command, the floor and pandas A B C A B C, and print medians and the highest peaks."""
    commands: dict[str, Sequence[str]] = {
        "rmdiag metrics --from": (*RMDIAG, "metrics", str(mission), "--from", str(path), "--format", "json"),
        "bare DuckDB, every cell": (sys.executable, "-c", FLOOR, str(path)),
    }
    if find_spec("pandas"):
        commands["pandas"] = (sys.executable, "-c", PANDAS, str(path))
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measured(command))
    ours = runs["rmdiag metrics --from"]
    for name, found in runs.items():
        seconds, processors = (statistics.median(side) for side in zip(*(run[:2] for run in found), strict=True))
        ratios = [
            (one.seconds / other.seconds, one.processors / other.processors)
            for one, other in zip(ours, found, strict=True)
        ]
        by_clock, by_processors = (statistics.median(side) for side in zip(*ratios, strict=True))
        peak = max(run.gigabytes for run in found)
        shown = "" if found is ours else f"   {by_clock:.2f}  {by_processors:.2f}"
        print(f"{path.suffix[1:]:<10}{name:<24}{seconds:>9.1f}{processors:>12.1f}{peak:>9.2f}{shown}", flush=True)


class Run(NamedTuple):
    """What one cold process took."""

    seconds: float
    processors: float
    gigabytes: float


def measured(command: Sequence[str]) -> Run:
    """Run one cold process, and say what it took."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, _gigabytes(usage))


def _gigabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024 / 1024


if __name__ == "__main__":
    main()
