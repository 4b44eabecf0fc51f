"""Measure how fast a report is printed, as ratios within one run, for the same content.

`python benchmarks/report.py [ROUNDS] [MISSION ...]` prints a table for each mission, by itself for a long report and a
shorter one: `rmdiag report` against itself on one core, against the naive way (everything imported at once, pure-Python
YAML, charts with letters drawn as paths, one process, fonts cut by fontTools, none of our savings) and, where it is
installed, against headless Chromium printing the same page. Then it says how many function calls a page takes, which no
other load on the machine changes. CPU seconds are of all processes of a way together, memory is of the largest.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLES = [ROOT / "examples" / name for name in ("kestoria-2026", "kestoria-2026-technology")]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

READ = """
import sys
from pathlib import Path
from rmdiag.reporting import Order, report_of
from rmdiag.opening import reported
from rmdiag.reports import render
def told(mission):
    return report_of(reported(mission, None, None), Order(mission=mission))
mission, target = Path(sys.argv[1]), Path(sys.argv[2])
"""
OURS = """
with render.making_ready():
    target.write_bytes(render.to_pdf(told(mission)))
"""
PAGE = """
target.write_text(render.to_page(told(mission)), encoding="utf-8")
"""
NAIVE = """
import os, matplotlib.pyplot, weasyprint, weasyprint.pdf.fonts, yaml, pydyf
import rmdiag.source, rmdiag.reports.canvas
os.environ["XDG_CACHE_HOME"] = f"{target}.{os.getpid()}.cache"
rmdiag.source.LOADER = yaml.SafeLoader
settings = matplotlib.rc_context
matplotlib.rc_context = lambda rc: settings({**rc, "svg.fonttype": "path"})
weasyprint.pdf.fonts.harfbuzz_subset = None
counted = pydyf.PDF.page_references
from rmdiag.reports.press import HOUSE, STYLES, Bundled
pydyf.PDF.page_references = counted
page = render.to_page(told(mission))
fonts = weasyprint.text.fonts.FontConfiguration()
styles = [
    weasyprint.CSS(filename=str(HOUSE / "styles" / name), url_fetcher=Bundled(), font_config=fonts) for name in STYLES
]
html = weasyprint.HTML(string=page, base_url=HOUSE.as_uri() + "/", url_fetcher=Bundled())
html.write_pdf(str(target), font_config=fonts, stylesheets=styles, pdf_variant="pdf/ua-1")
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one cold run took."""

    wall: float
    cpu: float
    largest: float  # MiB of the largest process


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to a PDF of the same content."""

    name: str
    command: Sequence[str]


def ways(mission: Path, work: Path) -> tuple[Way, ...]:
    """Give ours first, then what it is compared with."""

    def python(program: str, target: str) -> tuple[str, ...]:
        return (sys.executable, "-W", "ignore", "-c", READ + program, str(mission), str(work / target))

    found = [Way(name="rmdiag", command=python(OURS, "ours.pdf"))]
    found.append(Way(name="one core", command=pinned(found[0].command)))
    found.append(Way(name="naive", command=python(NAIVE, "naive.pdf")))
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is not None:
        subprocess.run(python(PAGE, "page.xhtml"), check=True, cwd=ROOT)
        page = with_styles(work / "page.xhtml")
        settings = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
        command = (browser, *settings, f"--print-to-pdf={work / 'browser.pdf'}", page.as_uri())
        found.append(Way(name="browser", command=command))
    return tuple(found)


def pinned(command: Sequence[str]) -> tuple[str, ...]:
    """Give a command that sees one core only."""
    return ("taskset", "-c", "0", *command) if shutil.which("taskset") else tuple(command)


def with_styles(page: Path) -> Path:
    """Put the styles into a page, so that a browser prints it as it is meant."""
    from rmdiag.reports.press import HOUSE, STYLES

    styles = "".join((HOUSE / "styles" / name).read_text(encoding="utf-8") for name in STYLES)
    styles = styles.replace("../fonts/", f"{(HOUSE / 'fonts').as_uri()}/")
    whole = page.read_text(encoding="utf-8").replace("</head>", f"<style>{styles}</style></head>", 1)
    target = page.with_suffix(".html")
    target.write_text(f"<!doctype html>{whole}", encoding="utf-8")
    return target


def timed(command: Sequence[str]) -> Run:
    """Run a cold process and take its time and memory, with those of its children."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        message = f"exit {process.returncode}: {' '.join(command)[-200:]}"
        raise SystemExit(message)
    return Run(wall=wall, cpu=used.ru_utime + used.ru_stime, largest=used.ru_maxrss / 1024)


def rounds_of(every: Sequence[Way], rounds: int) -> Mapping[str, list[Run]]:
    """Run all ways in turn, round by round, as machines drift."""
    runs: dict[str, list[Run]] = {way.name: [] for way in every}
    for _ in range(rounds):
        for way in every:
            runs[way.name].append(timed(way.command))
    return runs


def show(name: str, runs: Mapping[str, list[Run]], pages: int) -> None:
    """Print a row for each way, with the ratios of ours to it, round by round."""
    ours = runs["rmdiag"]
    print(f"\n{name}: {pages} pages")
    print(f"{'way':<10}{'wall s':>8}{'cpu s':>8}{'largest MiB':>13}{'ours / it':>11}{'range':>14}")
    for way, its in runs.items():
        ratios = [mine.wall / other.wall for mine, other in zip(ours, its, strict=True)]
        spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
        wall, cpu = (statistics.median(getattr(run, field) for run in its) for field in ("wall", "cpu"))
        largest = max(run.largest for run in its)
        print(f"{way:<10}{wall:>8.2f}{cpu:>8.2f}{largest:>13.0f}{statistics.median(ratios):>11.2f}{spread:>14}")


def pages_of(pdf: Path) -> int:
    """Count the pages of a PDF."""
    import pikepdf

    with pikepdf.open(pdf) as document:
        return len(document.pages)


def calls_per_page(mission: Path, work: Path) -> float:
    """Count the function calls that a page takes to print, in one process."""
    from rmdiag.reports.press import Press

    subprocess.run(
        [sys.executable, "-c", READ + PAGE, str(mission), str(work / "page.xhtml")],
        check=True,
        cwd=ROOT,
    )
    page = (work / "page.xhtml").read_text(encoding="utf-8")
    profile = cProfile.Profile()
    profile.enable()
    document = Press().pages(page)
    document.write_pdf(pdf_variant="pdf/ua-1")
    profile.disable()
    total: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # the stubs lack it
    return total / len(document.pages)


def main() -> None:
    """Measure both lengths of a report and print the tables."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    missions = [Path(name).resolve() for name in sys.argv[2:]] or EXAMPLES
    work = Path(tempfile.mkdtemp(prefix="rmdiag-bench-"))
    try:
        print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {rounds} rounds")
        for mission in missions:
            show(mission.name, rounds_of(ways(mission, work), rounds), pages_of(work / "ours.pdf"))
            print(f"function calls for each page, in one process: {calls_per_page(mission, work):,.0f}")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
