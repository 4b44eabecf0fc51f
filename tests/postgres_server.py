"""Start a PostgreSQL server of one's own, with databases and roles for tests, and stop it in the end."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ADMIN = "postgres"
DATABASE = "tests"
PASSWORD = "pässwort/with:signs@of#addresses"  # noqa: S105  # of a server that lives as long as the tests


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that runs: asked by its socket it trusts everybody, by its port it wants the password."""

    programs: Path
    home: Path
    port: int

    def address(self, user: str = ADMIN, database: str = DATABASE) -> str:
        """Give the address of a database, by the socket."""
        return f"postgresql://{user}@/{database}?host={self.home}&port={self.port}"

    def fresh(self) -> str:
        """Empty the database of the tests, and give its address."""
        self.ask(DATABASE, "SET client_min_messages = error; DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return self.address()

    def ask(self, database: str, sql: str, user: str = ADMIN) -> str:
        """Have psql do something, and give what it prints."""
        where = ["-h", str(self.home), "-p", str(self.port), "-U", user, "-d", database]
        command = [str(self.programs / "psql"), *where, "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def cut(self) -> None:
        """End every connection of rmdiag, as a failing network would."""
        ended = self.ask(
            DATABASE, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'rmdiag'"
        )
        assert ended == "t"


@contextmanager
def running() -> Iterator[Server]:
    """Give a server that is stopped and deleted in the end; skip where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    home = Path(tempfile.mkdtemp(prefix="rmdiag-pg-"))  # short, as the path of a socket may have 107 characters
    as_whom = _unprivileged(home)
    server = Server(programs=programs, home=home, port=_free_port())
    try:
        secret = home / "secret"
        secret.write_text(PASSWORD, encoding="utf-8")
        secret.chmod(0o644)
        who = ["-U", ADMIN, f"--pwfile={secret}", "--auth-local=trust", "--auth-host=scram-sha-256"]
        _run([str(programs / "initdb"), "-D", str(home / "data"), "-E", "UTF8", "--no-sync", *who], as_whom)
        settings = f"-F -k {home} -h 127.0.0.1 -p {server.port}"
        control = [str(programs / "pg_ctl"), "-D", str(home / "data"), "-w", "-l", str(home / "log")]
        _run([*control, "-o", settings, "start"], as_whom)
        try:
            server.ask("postgres", f"CREATE DATABASE {DATABASE}")
            yield server
        finally:
            _run([*control, "-m", "immediate", "stop"], as_whom)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _programs() -> Path | None:
    """Find the programs of the newest PostgreSQL; Debian keeps them out of the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda found: int(found.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return None if found is None else Path(found).resolve().parent


def _unprivileged(home: Path) -> str | None:
    """Give whom the server is to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    found = next((name for name in ("postgres", "nobody") if _is_user(name)), None)
    assert found is not None, "root has nobody to run PostgreSQL as"
    entry = pwd.getpwnam(found)
    os.chown(home, entry.pw_uid, entry.pw_gid)
    home.chmod(0o755)  # whoever asks must reach the socket
    return found


def _is_user(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True


def _run(command: list[str], as_whom: str | None) -> None:
    ran = subprocess.run(
        command, user=as_whom, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
