"""Settings for all tests: a slow machine is no failure, and on a build server no test may be passed over."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

_passed_over: list[str] = []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note every test that was skipped; `-ra` prints the reasons."""
    if report.skipped:
        _passed_over.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a build in which a test was skipped: there, everything that tests need can be installed."""
    if os.environ.get("CI") == "true" and _passed_over:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
