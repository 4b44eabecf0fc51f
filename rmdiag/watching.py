"""Keep the page of a report up to date while somebody answers: look at the mission's files, write the page again.

This module is an edge: it looks at files and at the clock. Twenty times a second the system is asked for times and
sizes, which works on every machine and on network drives, and costs a hundredth of a processor.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag.reporting import Order, path_of, refuse_to_replace, report_of
from rmdiag.reports.formats import ReportFormat
from rmdiag.terminal import Stop, give, say, show_problems
from rmdiag.tongue import decimals, phrase, phrases

if TYPE_CHECKING:
    from types import FrameType

    from rmdiag.problems import Problems
    from rmdiag.reports.guide import Notice
    from rmdiag.reports.model import Report

GLANCE = 0.05  # seconds between two looks at the files
STILL = 0.06  # seconds without a change after which a file counts as saved: editors write in several steps
SURE = 0.4  # the same before mistakes are shown: a file that is half written looks full of them
REFRESH = 2  # seconds after which an open browser reads the page again
SHOWN = 20  # lines of problems above a page; the terminal shows them all
PASSED_OVER = ("reports",)  # what is written here is no answer

State = Mapping[str, tuple[int, int, int]]


def watch(order: Order) -> None:
    """Write the page of a mission's report, and again after every change, until somebody presses Ctrl-C."""
    roots = tuple(path for path in (order.mission, order.framework, order.against) if path)
    files, desk = Files(roots=roots), Desk(order)
    if not order.mission.is_dir():
        from rmdiag.opening import reported

        reported(order.mission, order.framework, order.language)  # says what is the matter, and ends
    for changed in files.changes():
        begun = time.monotonic()
        good = desk.renew()
        if desk.path is not None:
            files.end_on_interrupt()  # until there is a page, Ctrl-C ends this as any other command
        if good:
            desk.tell(changed, time.monotonic() - begun)
            gc.collect()  # the command line keeps the collector still, as other commands end at once
        elif not files.moves_within(SURE):
            desk.complain()
    desk.leave()


class Files:
    """The files of some folders as they were seen last."""

    __slots__ = ("_ended", "_roots", "_seen")

    def __init__(self, *, roots: tuple[Path, ...]) -> None:
        self._ended = False
        self._roots = roots
        self._seen: State = {}

    def end_on_interrupt(self) -> None:
        """Let Ctrl-C end the changes in order; a second one ends the program at once.

        An exception in the midst of work could be lost: Python drops those that rise while garbage is collected.
        """
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._end)

    def _end(self, _number: int, _frame: FrameType | None) -> None:
        self._ended = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def changes(self) -> Iterator[tuple[str, ...]]:
        """Give the names of the files at once, and then of those that changed, each time they have come to rest."""
        while not self._ended:
            now = self._state()
            if now != self._seen:
                while (later := self._after(STILL)) != now:
                    now = later
                before, self._seen = self._seen, now
                yield tuple(sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name)))
            time.sleep(GLANCE)

    def moves_within(self, seconds: float) -> bool:
        """Wait, and tell whether somebody has written meanwhile."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._after(STILL) != self._seen:
                return True
        return False

    def _after(self, seconds: float) -> State:
        time.sleep(seconds)
        return self._state()

    def _state(self) -> State:
        return {name: state for root in self._roots for name, state in _files_of(root)}


class Desk:
    """Where the page is written: the last report, and what was drawn of it."""

    __slots__ = ("_lacking", "_last", "_order", "_screen", "_told", "path")

    def __init__(self, order: Order) -> None:
        from rmdiag.reports.screen import Screen

        self.path: Path | None = None  # None: nothing was written yet
        self._order, self._screen = order, Screen()
        self._last: Report | None = None
        self._lacking: Problems | None = None
        self._told: Path | None = None  # where the page was said to be

    def renew(self) -> bool:
        """Write the page as the files are now; where they have mistakes, give False and wait to complain."""
        from rmdiag.opening import reported_if_sound
        from rmdiag.problems import Problems

        order, problems = self._order, Problems()
        try:
            assessment = reported_if_sound(order.mission, order.framework, order.language, problems)
        except FileNotFoundError:  # it went while it was read, as files do that are being saved
            assessment = None
        self._lacking = problems
        if assessment is None:
            return False
        try:
            self._last, path = report_of(assessment, order), path_of(assessment, order, ReportFormat.HTML)
            refuse_to_replace(path, ReportFormat.HTML)
        except Stop:
            if self.path is None:
                raise
            return False  # what is wrong has been said
        self.path = path
        self._write(self._last)
        return True

    def tell(self, changed: tuple[str, ...], seconds: float) -> None:
        """Say where the page is; later, what changed and how long it took to write it again."""
        if self._told != self.path:
            self._told = self.path
            give(str(self.path))
            sys.stdout.flush()
            say(phrase("Open it in a browser: it follows every file that you save. Ctrl-C ends this."))
            return
        took = decimals(f"{seconds:.1f}")
        say(phrase("{files}: the page was written again in {seconds} s.", files=", ".join(changed), seconds=took))

    def complain(self) -> None:
        """Show what is wrong in the files; the page stays, and says it too."""
        if self._lacking is None or not self._lacking.errors:
            return
        show_problems(self._lacking.errors)
        if self._last is None:
            say(phrase("No page was written yet; mend this, and it will be."))
            return
        count = len(self._lacking.errors)
        say(phrases("{count} error; the page stays as it was.", "{count} errors; the page stays as it was.", count))
        self._write(self._last, _notice(self._lacking))

    def leave(self) -> None:
        """Let the page be the report as it would be written without watching, and say where it is."""
        if self._last is not None and self.path is not None:
            from rmdiag.files import write_whole

            write_whole(self.path, self._screen.page(self._last).encode())
            say(phrase("Watching has ended. The report is in {path}.", path=self.path))

    def _write(self, report: Report, notice: Notice | None = None) -> None:
        from rmdiag.files import write_whole
        from rmdiag.reports.guide import Watched

        if self.path is not None:
            page = self._screen.page(report, Watched(seconds=REFRESH, notice=notice))
            write_whole(self.path, page.encode())


def _notice(problems: Problems) -> Notice:
    from rmdiag.reports.guide import Notice

    lines = "\n".join(str(problem) for problem in problems.errors).splitlines()
    return Notice(
        title=phrase("The files have mistakes. This is the report as it was before them."),
        details="\n".join([*lines[:SHOWN], *(["…"] if len(lines) > SHOWN else [])]),
    )


def _files_of(root: Path) -> Iterator[tuple[str, tuple[int, int, int]]]:
    """Give every file under a folder with what tells one state of it from another; or a root that is one file."""
    if root.is_file():
        yield str(root), _mark(root.stat())
        return
    for folder, inside, names in os.walk(root):
        here = Path(folder)
        inside[:] = [name for name in inside if not name.startswith(".") and not (here == root and name in PASSED_OVER)]
        for name in names:
            file = here / name
            if name.startswith((".", "~$")) or name.endswith("~"):
                continue
            try:
                yield file.relative_to(root).as_posix(), _mark(file.stat())
            except OSError:  # it went while it was looked at, or leads nowhere
                continue


def _mark(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_mtime_ns, stat.st_size, stat.st_ino
