"""Measure rmdiag as its user feels it: whole cold processes, as ratios against a peer in the same run.

`python benchmarks/run.py [ROUNDS]` prints one row per measure: what was run, against what, the median of the ratios
pair by pair with their range, and the ratio that the project holds itself to. Machines drift; believe the ratios, not
the seconds.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "kestoria-2026"
IMPORT_TYPER = (sys.executable, "-c", "import typer")
RMDIAG = (sys.executable, "-m", "rmdiag")
BARE_WEASYPRINT = """
import sys
from rmdiag.reports.press import Press
open(sys.argv[2], "wb").write(Press().pdf(open(sys.argv[1], encoding="utf-8").read()))
"""
PAGE_OF_REPORT = """
import sys
from pathlib import Path
from rmdiag.opening import assessment_of
from rmdiag import __version__
from rmdiag.reports.diagnostic import Provenance, diagnostic_report
from rmdiag.reports.render import to_page
assessment = assessment_of(Path(sys.argv[1]))
page = to_page(diagnostic_report(assessment, Provenance(version=__version__)))
Path(sys.argv[2]).write_text(page, encoding="utf-8")
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Two commands to run in turn, and the ratio that the first may cost of the second."""

    name: str
    command: Sequence[str]
    against: str
    peer: Sequence[str]
    held_to: float


def measures(work: Path) -> tuple[Measure, ...]:
    """Give all measures; the report's page is written once so that both engines print the same."""
    page, pdf = work / "page.xhtml", work / "report.pdf"
    subprocess.run([sys.executable, "-c", PAGE_OF_REPORT, str(EXAMPLE), str(page)], check=True, cwd=ROOT)
    return (
        Measure(
            name="rmdiag --help",
            command=(*RMDIAG, "--help"),
            against="import typer",
            peer=IMPORT_TYPER,
            held_to=1.3,
        ),
        Measure(
            name="rmdiag score",
            command=(*RMDIAG, "score", str(EXAMPLE), "--format", "json"),
            against="import typer",
            peer=IMPORT_TYPER,
            held_to=3.5,
        ),
        Measure(
            name="rmdiag report",
            command=(*RMDIAG, "report", str(EXAMPLE), "-o", str(pdf)),
            against="WeasyPrint alone, same page",
            peer=(sys.executable, "-c", BARE_WEASYPRINT, str(page), str(work / "bare.pdf")),
            held_to=1.0,
        ),
    )


def seconds(command: Sequence[str]) -> float:
    """Time one cold process from outside."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # as installed
    start = time.perf_counter()
    subprocess.run(command, check=True, cwd=ROOT, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Run every measure in interleaved rounds and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    work = Path(tempfile.mkdtemp(prefix="rmdiag-bench-"))
    try:
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {rounds} rounds after one warm-up")
        print(f"{'measure':<16}{'against':<30}{'median':>8}{'range':>16}{'held to':>9}{'seconds':>16}")
        for measure in measures(work):
            print(row(measure, rounds))
    finally:
        shutil.rmtree(work)


def row(measure: Measure, rounds: int) -> str:
    """Time a measure against its peer, A B A B, and give its line of the table."""
    seconds(measure.command)
    seconds(measure.peer)
    pairs = [(seconds(measure.command), seconds(measure.peer)) for _ in range(rounds)]
    ratios = [mine / peer for mine, peer in pairs]
    spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
    mine, peer = (statistics.median(side) for side in zip(*pairs, strict=True))
    times = f"{mine:.2f} / {peer:.2f}"
    median = f"{statistics.median(ratios):.2f}"
    return f"{measure.name:<16}{measure.against:<30}{median:>8}{spread:>16}{measure.held_to:>9.2f}{times:>16}"


if __name__ == "__main__":
    main()
