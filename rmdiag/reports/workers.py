"""Let forked processes work beside this one: they make ready while it still reads, and draw and print in its stead.

A worker shares nothing with its parent but a line to talk along. It ends when its parent closes the line, is
interrupted or dies, and it never writes a file.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import TracebackType
from typing import ClassVar, Self, TypeVar
from warnings import catch_warnings, simplefilter

Answer = TypeVar("Answer")
Line = Connection
Serve = Callable[[Line], None]

HEARD = {"weasyprint": logging.WARNING, "weasyprint.progress": logging.INFO}  # what a worker passes on from here up


@dataclass(frozen=True, slots=True)
class Said:
    """What a library said in a worker, for its parent to say where it says such things."""

    logger: str
    level: int
    message: str


class Worker:
    """A forked process that serves along a line until the line is closed."""

    __slots__ = ("_process", "line")
    allowed: ClassVar[bool] = True  # to be forked from here

    def __init__(self, serve: Serve) -> None:
        context = multiprocessing.get_context("fork")
        self.line, other = context.Pipe()
        self._process = context.Process(target=_work, args=(serve, self.line, other))
        with catch_warnings():
            simplefilter("ignore", DeprecationWarning)  # of threads, as numpy has them: no worker needs those
            self._process.start()
        other.close()

    def ask(self, question: object) -> None:
        """Send something along the line."""
        self.line.send(question)

    def heard(self) -> object:
        """Take what arrives next: an answer, or None for what was only said and is passed on."""
        found: object = self.line.recv()
        if not isinstance(found, Said):
            return found
        logging.getLogger(found.logger).log(found.level, "%s", found.message)
        return None

    def answer(self, kind: type[Answer]) -> Answer:
        """Wait for an answer; pass on what is said meanwhile. Raises EOFError where the worker failed."""
        while not isinstance(found := self.heard(), kind):
            pass
        return found

    def close(self) -> None:
        """End the process, whatever it is doing."""
        self.line.close()
        self._process.terminate()
        self._process.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def may_fork() -> bool:
    """Say whether this process can be forked without harm; also with one core, as then no process grows large."""
    forks = "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"
    grown_up = not multiprocessing.current_process().daemon  # which may have no children: it is one of a pool
    return forks and grown_up and Worker.allowed and threading.active_count() == 1


def cores() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Relay(logging.Handler):
    """Passes on to the parent what a library says."""

    def __init__(self, line: Connection, level: int) -> None:
        super().__init__(level)
        self._line = line

    def emit(self, record: logging.LogRecord) -> None:
        self._line.send(Said(record.name, record.levelno, record.getMessage()))


def _work(serve: Serve, parents: Connection, line: Connection) -> None:
    gc.disable()  # a process that ends after its answer needs no collector, which would take a tenth of its time
    parents.close()  # the child's own copy: with it open, a child whose parent was killed would wait for ever
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # an interrupted report ends without a word from here
    signal.signal(signal.SIGTERM, _end)
    for name, level in HEARD.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [_Relay(line, level)], False
        logger.setLevel(level)  # which also forgets what the parent had worked out of its own
    with suppress(Exception, SystemExit):  # the parent does the work itself and shows what went wrong
        serve(line)
    line.close()


def _end(*_: object) -> None:
    """End in order, so that a worker ends its own workers too."""
    sys.exit()
