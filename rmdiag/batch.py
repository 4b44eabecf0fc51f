"""Write the reports of many missions, one at a time for each core; one that fails stops no other.

What is unchanged since it was written is passed over (rendered.py). Workers write whole files or nothing; this process
remembers what was written, and says at the end what came of each mission.
"""

from __future__ import annotations

import gc
import io
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stderr
from dataclasses import replace
from importlib import import_module
from multiprocessing.connection import wait
from pathlib import Path

from rmdiag.problems import listed
from rmdiag.rendered import REPORTS, inputs_of, record_in, remember, untouched
from rmdiag.reporting import Order, refuse_without_press, report_at
from rmdiag.reports.formats import ReportFormat
from rmdiag.reports.workers import Line, Worker, may_fork
from rmdiag.terminal import Exit, Stop, bar_of, give, say
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

MOST_REPORTS = 50  # of one worker, before another takes its place: what memory it lost is then given back
MOST_NAMED = 20  # missions that failed, in the last line


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What somebody asks of the reports of many missions."""

    orders: tuple[Order, ...]
    jobs: int
    force: bool = False  # also make what is unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """An order with what it is made from, as it was before the mission was read: later changes are then not missed."""

    order: Order
    inputs: tuple[str, ...]  # one for each format


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an errand."""

    errand: Errand
    written: tuple[Path, ...] = ()
    code: Exit = Exit.DONE
    words: str = ""  # what was said on the way


Doing = Callable[[Sequence[Errand]], Iterator[Outcome]]  # does errands somewhere; each outcome as it is there


def write_batch(batch: Batch, elsewhere: Doing | None = None) -> Exit:
    """Write what is new or has changed; give the exit code that the worst of the outcomes calls for.

    Where errands are done `elsewhere`, this machine needs nothing to print with.
    """
    _refuse_shared_names(batch.orders)
    errands = tuple(map(_errand, batch.orders))
    changed = errands if batch.force else tuple(errand for errand in map(_changed, errands) if errand.inputs)
    if elsewhere is None and _prints(changed):
        refuse_without_press()
    outcomes = []
    with bar_of(phrase("Writing reports"), len(changed)) as advance:
        for outcome in _outcomes(changed, batch.jobs) if elsewhere is None else elsewhere(changed):
            _remember(outcome)
            outcomes.append(outcome)
            advance()
    outcomes.sort(key=lambda outcome: changed.index(outcome.errand))
    _show(outcomes, unchanged=len(batch.orders) - len(changed))
    return max((outcome.code for outcome in outcomes), default=Exit.DONE)


def _errand(order: Order) -> Errand:
    """Take an order with what decides its bytes; nothing where a file cannot be read, of which the report will tell."""
    try:
        return Errand(order=order, inputs=tuple(inputs_of(order, form) for form in order.formats))
    except OSError:
        return Errand(order=order, inputs=("",) * len(order.formats))


def _changed(errand: Errand) -> Errand:
    """Leave of an errand the formats that are not there yet as they would be written."""
    folder = folder_of(errand.order)
    record = record_in(folder)
    wanted = zip(errand.order.formats, errand.inputs, strict=True)
    lacking = [(form, inputs) for form, inputs in wanted if untouched(folder, record, inputs) is None]
    formats = tuple(form for form, _ in lacking)
    return Errand(order=replace(errand.order, formats=formats), inputs=tuple(inputs for _, inputs in lacking))


def _prints(errands: Iterable[Errand]) -> bool:
    return any(ReportFormat.PDF in errand.order.formats for errand in errands)


def folder_of(order: Order) -> Path:
    """Give the folder that a report goes to."""
    return order.folder or order.mission / REPORTS


def _refuse_shared_names(orders: Sequence[Order]) -> None:
    """End where two missions would write the same file, as they have one name and one folder to go to."""
    places: dict[tuple[Path, str], Path] = {}
    for order in orders:
        place = folder_of(order).resolve(), order.mission.resolve().name
        before = places.setdefault(place, order.mission)
        if before != order.mission:
            say(
                phrase(
                    "`{one}` and `{other}` have the same name, so their reports cannot go to one folder: leave -o out.",
                    one=before,
                    other=order.mission,
                )
            )
            raise Stop(Exit.USAGE)


def _remember(outcome: Outcome) -> None:
    """Note what was written, with what it was made from."""
    for inputs, path in zip(outcome.errand.inputs, outcome.written, strict=False):  # none where it failed
        if inputs:
            remember(path, inputs)


def _show(outcomes: Sequence[Outcome], unchanged: int) -> None:
    for outcome in outcomes:
        if outcome.words:
            say(f"{outcome.errand.order.mission}:\n{outcome.words.rstrip()}\n")
    for outcome in outcomes:
        for path in outcome.written:
            give(str(path))
    failed = [str(outcome.errand.order.mission) for outcome in outcomes if outcome.code is not Exit.DONE]
    counts = {"written": len(outcomes) - len(failed), "unchanged": unchanged, "failed": len(failed)}
    say(phrase("Missions whose reports were written: {written}; unchanged: {unchanged}; failed: {failed}.", **counts))
    if failed:
        say(phrase("Failed: {missions}. What each said stands above.", missions=listed(failed, MOST_NAMED)))


def _outcomes(errands: Sequence[Errand], jobs: int) -> Iterator[Outcome]:
    """Do errands, several at a time where this machine can, and give each outcome as it is there."""
    if jobs == 1 or len(errands) == 1 or not may_fork():
        yield from map(outcome_of, errands)
        return
    if _prints(errands):
        _make_ready()
    yield from _by_workers(deque(errands), min(jobs, len(errands)))


def _make_ready() -> None:
    """Import once for all workers, before any is forked, what they print with.

    Nobody is interrupted meanwhile, nor is a worker later: pikepdf cries out where its import is cut short.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        for name in ("halves", "charts", "sealing"):
            import_module(f"rmdiag.reports.{name}")
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _by_workers(waiting: deque[Errand], jobs: int) -> Iterator[Outcome]:
    crew = [_Hand() for _ in range(jobs)]
    try:
        for hand in crew:
            hand.take(waiting.popleft())
        while busy := {hand.line: hand for hand in crew if hand.errand is not None}:
            for line in wait(busy):
                hand = busy[line]  # type: ignore[index]  # one of those that were given
                outcome = hand.outcome()
                if outcome is None:
                    continue
                yield outcome
                if waiting:
                    hand.take(waiting.popleft())
    finally:
        for hand in crew:
            hand.let_go()


class _Hand:
    """A worker with the errand that it is at."""

    __slots__ = ("_made", "_worker", "errand")

    def __init__(self) -> None:
        self._worker = Worker(_serve)
        self._made = 0
        self.errand: Errand | None = None

    @property
    def line(self) -> Line:
        """Give what to wait for."""
        return self._worker.line

    def take(self, errand: Errand) -> None:
        """Begin with an errand."""
        if self._made >= MOST_REPORTS:
            self._renew()
        self._made += 1
        self.errand = errand
        self._worker.ask(errand)

    def outcome(self) -> Outcome | None:
        """Give what came of the errand; None where the worker is still at it."""
        errand = self.errand
        assert errand is not None  # noqa: S101 - only a busy hand is asked
        try:
            found = self._worker.heard()
        except (EOFError, OSError):
            self._renew()
            words = phrase("The process that wrote it was ended from outside; perhaps memory ran out.")
            found = Outcome(errand=errand, code=Exit.BUG, words=words)
        if not isinstance(found, Outcome):
            return None
        self.errand = None
        return found

    def let_go(self) -> None:
        """End the worker, whatever it is doing."""
        self._worker.close()

    def _renew(self) -> None:
        self._worker.close()
        self._worker, self._made = Worker(_serve), 0


def _serve(line: Line) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted too and ends its workers in order
    gc.enable()
    while True:
        line.send(outcome_of(line.recv()))


def outcome_of(errand: Errand) -> Outcome:
    """Do an errand, and keep what is said meanwhile."""
    said = io.StringIO()
    with redirect_stderr(said):
        code, written = _carried_out(errand.order)
    return Outcome(errand=errand, written=written, code=code, words=said.getvalue())


def _carried_out(order: Order) -> tuple[Exit, tuple[Path, ...]]:
    try:
        return Exit.DONE, report_at(order)
    except Stop as stop:
        return stop.code, ()
    except OSError as error:
        say(f"{error.filename or phrase('A file')}: {error.strerror or error}.")
        return Exit.DEVICE, ()
    except Exception as error:  # noqa: BLE001 - one broken mission does not stop the others
        kind = type(error).__name__
        say(phrase("rmdiag made a mistake: {kind}: {error}. No file was changed.", kind=kind, error=error))
        return Exit.BUG, ()
