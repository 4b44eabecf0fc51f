"""Programs that a test starts and then watches or stops: none of them outlives its test, however the test ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

PATIENCE = 120.0  # seconds; a busy machine is no failure


@contextmanager
def started(*words: str | Path) -> Iterator[subprocess.Popen[str]]:
    """Start rmdiag with both outputs piped; whatever is left of it and its workers ends with the block."""
    command = [sys.executable, "-m", "rmdiag", *map(str, words)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        try:
            yield running
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something holds, and fail when it does not come to be."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            pytest.fail(f"it did not come to be within {PATIENCE:.0f} seconds")
        time.sleep(0.05)
