"""Settings for all tests: a slow machine is no failure, and on a build server no test may be passed over."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

MAY_LACK = "veraPDF is not installed"  # no package brings it to a build server; rmdiag has a checker of its own
_passed_over: list[str] = []

if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):  # a build in the background; programs under test are to hear Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note every test that was skipped; `-ra` prints the reasons."""
    if report.skipped and MAY_LACK not in str(report.longrepr):
        _passed_over.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a build in which a test was skipped: there, everything that tests need can be installed."""
    if os.environ.get("CI") == "true" and _passed_over:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
