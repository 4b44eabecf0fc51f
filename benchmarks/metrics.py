"""Measure counting an extract: 10 million declarations, all metrics by every group, beside pandas on the same file.

`python benchmarks/metrics.py [DECLARATIONS] [ROUNDS]` prints seconds and peak memory of whole processes, and the ratio.
Pandas counts the same metrics by the same groups, as a careful user would write it; it is installed for this alone:
`pip install pandas pyarrow`.
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

from rmdiag.assessment.store import write_synthetic
from rmdiag.assessment.synthetic import STRATA, declarations

ROOT = Path(__file__).parent.parent
HELD_TO_SECONDS, HELD_TO_GIGABYTES = 10, 2
MAPPING = """
extract:
  {declaration: DECL_NO, date: REG_DATE, office: OFFICE, mode: MODE, channel: LANE, examined: EXAMINED, result: RESULT,
   random: RANDOM, override: REROUTED, profile: PROFILE, released: RELEASED, aeo: AEO,
   channels: {G: green, Y: yellow, R: red, B: blue}, findings: [F]}
"""
PANDAS = """
import sys
import pandas as pd
d = pd.read_parquet(sys.argv[1])
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
    """Make the extract, time both in turn, and print what was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3  # noqa: PLR2004  # the second argument
    work = Path(tempfile.mkdtemp(prefix="rmdiag-bench-"))
    try:
        path, mission = work / "declarations.parquet", work / "kestoria"
        shutil.copytree(ROOT / "examples" / "kestoria-2026", mission)
        with (mission / "mission.yaml").open("a", encoding="utf-8") as stream:
            stream.write(MAPPING)
        begun = time.perf_counter()
        write_synthetic(path, declarations(STRATA, count, 7))
        made = time.perf_counter() - begun
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {count:,} declarations made in {made:.1f} s")
        compare(path, mission, rounds)
    finally:
        shutil.rmtree(work)


def compare(path: Path, mission: Path, rounds: int) -> None:
    """Time the real command and pandas A B A B, and print medians and peaks."""
    command = (sys.executable, "-m", "rmdiag", "metrics", str(mission), "--from", str(path), "--format", "json")
    peer = (sys.executable, "-c", PANDAS, str(path)) if find_spec("pandas") else None
    mine, others = [], []
    for _ in range(rounds):
        mine.append(measured(command))
        if peer is not None:
            others.append(measured(peer))
    seconds, peak = median(mine)
    held = f"held to {HELD_TO_SECONDS} s and {HELD_TO_GIGABYTES} GB"
    print(f"rmdiag metrics --from  {seconds:6.1f} s  {peak:5.2f} GB  {held}")
    if others:
        peer_seconds, peer_peak = median(others)
        print(f"pandas                 {peer_seconds:6.1f} s  {peer_peak:5.2f} GB")
        ratios = [one[0] / other[0] for one, other in zip(mine, others, strict=True)]
        print(f"ratio of seconds, median of pairs: {statistics.median(ratios):.2f}")


def measured(command: Sequence[str]) -> tuple[float, float]:
    """Give seconds and peak gigabytes of one cold process."""
    start = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return time.perf_counter() - start, _gigabytes(usage)


def _gigabytes(usage: resource.struct_rusage) -> float:
    return usage.ru_maxrss / 1024 / 1024


def median(runs: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Give the median of the seconds and the highest peak."""
    return statistics.median(run[0] for run in runs), max(run[1] for run in runs)


if __name__ == "__main__":
    main()
