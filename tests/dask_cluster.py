"""Start a Dask scheduler and workers as processes of their own, for tests and benchmarks, and end them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 90  # seconds for a process to be ready: a machine may be busy


@dataclass(slots=True, kw_only=True)
class Cluster:
    """A cluster that runs; its workers were started in another folder than whoever asks."""

    address: str
    home: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def grow(self, **settings: str) -> subprocess.Popen[bytes]:
        """Start one more worker, and wait until it has registered."""
        log = self.home / f"worker-{len(self.workers)}.log"
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self.home))
        worker = _started(log, ("worker", self.address, *options), self.home, settings)
        self.workers.append(worker)
        _until(log, worker, b"Registered to")
        return worker


@contextmanager
def running(home: Path, workers: int = 2, **settings: str) -> Iterator[Cluster]:
    """Give a cluster on free ports of this machine; every process of it is ended in the end."""
    port, log = _free_port(), home / "scheduler.log"
    options = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    scheduler = _started(log, ("scheduler", *options), home, {})
    cluster = Cluster(address=f"tcp://127.0.0.1:{port}", home=home)
    try:
        _until(log, scheduler, b"Scheduler at")
        for _ in range(workers):
            cluster.grow(**settings)
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            process.kill()
            process.wait()


def _started(log: Path, words: tuple[str, ...], where: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
    package = Path(__file__).parent.parent
    environment = os.environ | {"PYTHONPATH": str(package), "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h"} | settings
    with log.open("wb") as stream:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words], cwd=where, env=environment, stdout=stream, stderr=subprocess.STDOUT
        )


def _until(log: Path, process: subprocess.Popen[bytes], words: bytes) -> None:
    end = time.monotonic() + PATIENCE
    while words not in log.read_bytes():
        if process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(log.read_text(encoding="utf-8"))
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
