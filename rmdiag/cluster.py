"""Hand the reports of a batch to a Dask cluster, where one machine is too small; the home of `distributed`.

Workers see the same folders under the same paths and have the same rmdiag. They write whole files or nothing, so that
a report that is made twice, because its worker was given up too early, is whole whichever came last. The machine that
asks remembers what was written, as it does for its own workers.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING

from rmdiag.batch import Doing, Errand, Outcome, folder_of, outcome_of
from rmdiag.files import catalogue
from rmdiag.rendered import program
from rmdiag.terminal import Exit, Stop, pip_install, say
from rmdiag.tongue import ENGLISH, phrase, speaking, spoken
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from distributed import Client, Future

    from rmdiag.reporting import Order

REQUIREMENT = "distributed>=2026.3"
REACH = 10  # seconds for the scheduler to answer
PATIENCE = 30  # seconds without any worker after which the rest is given up
SEEN = 5  # seconds for a file to be seen here that a worker wrote: a network drive may take its time
_ONE_AT_A_TIME = Lock()  # in a worker with several threads: printing is not made for them


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An errand as it travels, with absolute paths; the digest of rmdiag and the language are those of who asks."""

    errand: Errand
    program: str
    language: str


def cluster_at(address: str) -> Doing:
    """Give a way to have errands done by a cluster; ends with the exact command where `distributed` is missing."""
    try:
        import distributed  # noqa: F401  # whether it is there
    except ImportError:
        say(phrase("A cluster needs distributed. Install it with: {command}", command=pip_install(REQUIREMENT)))
        raise Stop(Exit.MISSING_PART) from None
    return partial(_outcomes, address)


def _outcomes(address: str, errands: Sequence[Errand]) -> Iterator[Outcome]:
    if not errands:
        return
    with _client_of(address) as client:
        _refuse_without_workers(client, address)
        ended: SimpleQueue[Future[Outcome]] = SimpleQueue()
        wanted = program(), spoken()
        waiting: dict[Future[Outcome], Errand] = {}
        for errand in errands:
            future = client.submit(done_there, _task(errand, *wanted), pure=False)
            waiting[future] = errand
            future.add_done_callback(ended.put)
        lonely_since: float | None = None
        while waiting:
            try:
                future = ended.get(timeout=1)
            except Empty:
                lonely_since = None if _workers_of(client) else lonely_since or time.monotonic()
                if lonely_since is not None and time.monotonic() - lonely_since > PATIENCE:
                    words = phrase("The cluster {address} has no workers any more.", address=address)
                    yield from (Outcome(errand=one, code=Exit.DEVICE, words=words) for one in waiting.values())
                    return
                continue
            yield _outcome(future, waiting.pop(future))


def done_there(task: Task) -> Outcome:
    """Do an errand in a worker, in the language of who asks; another rmdiag there would write other bytes."""
    with _ONE_AT_A_TIME, speaking(task.language, _messages(task.language)):
        if program() == task.program:
            return outcome_of(task.errand)
        words = phrase(
            "A worker has another rmdiag, other libraries or another Python than this machine, and would write another"
            " report. Install the same on all, and start its workers again."
        )
        return Outcome(errand=task.errand, code=Exit.MISSING_PART, words=words)


@contextmanager
def _client_of(address: str) -> Iterator[Client]:
    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said in our own words
    try:
        client = Client(address, timeout=REACH, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        say(
            phrase(
                "There is no Dask scheduler at {address} ({reason}); write an address such as tcp://host:8786.",
                address=address,
                reason=str(error).splitlines()[0] if str(error) else type(error).__name__,
            )
        )
        raise Stop(Exit.DEVICE) from None
    with client:
        yield client


def _refuse_without_workers(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError:
        say(phrase("The cluster {address} has no workers; start some: dask worker {address}", address=address))
        raise Stop(Exit.DEVICE) from None


def _workers_of(client: Client) -> int:
    """Count the workers; none where the scheduler cannot be asked."""
    try:
        return len(client.nthreads())
    except (OSError, TimeoutError, ValueError):
        return 0


def _outcome(future: Future[Outcome], errand: Errand) -> Outcome:
    """Read what came of a task; where it came to nothing, say why."""
    from distributed import KilledWorker

    failed = partial(Outcome, errand=errand)
    if future.status != "finished":
        error = future.exception() if future.status == "error" else None
        if isinstance(error, KilledWorker):
            return failed(code=Exit.BUG, words=phrase("Every worker that wrote it was ended; perhaps memory ran out."))
        if isinstance(error, ImportError):
            return failed(code=Exit.MISSING_PART, words=phrase("A worker lacks rmdiag: {reason}.", reason=error))
        if error is None:
            return failed(code=Exit.DEVICE, words=phrase("The connection to the scheduler was lost."))
        reason = f"{type(error).__name__}: {error}"
        return failed(code=Exit.BUG, words=phrase("The worker failed: {reason}.", reason=reason))
    told: Outcome = future.result()
    written = tuple(folder_of(errand.order) / path.name for path in told.written)
    unseen = [path for path in written if not _seen(path)]
    if unseen:
        words = phrase(
            "A worker wrote {path}, and this machine does not see it: folders have to be the same for all.",
            path=unseen[0],
        )
        return failed(code=Exit.DEVICE, words=words)
    return replace(told, errand=errand, written=written)


def _seen(path: Path) -> bool:
    until = time.monotonic() + SEEN
    while not path.is_file():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def _task(errand: Errand, wanted: str, language: str) -> Task:
    return Task(errand=replace(errand, order=_absolute(errand.order)), program=wanted, language=language)


def _absolute(order: Order) -> Order:
    """Give an order whose paths mean the same wherever the worker was started."""
    order = replace(order, mission=order.mission.absolute(), folder=folder_of(order).absolute())
    framework = order.framework.absolute() if order.framework and order.framework.exists() else order.framework
    return replace(order, framework=framework, template=order.template.absolute() if order.template else None)


def _messages(language: str) -> dict[str, tuple[str, ...]]:
    return {} if language == ENGLISH else dict(catalogue(language, "commands"))
