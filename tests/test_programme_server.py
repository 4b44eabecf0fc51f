"""A server keeps readers from writing, and no password is shown whatever goes wrong on the way to it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_rounds import programme, snapshot
from postgres_server import ADMIN, PASSWORD, Server, running

from rmdiag.assessment.portfolio import troubles
from rmdiag.assessment.portfolio.address import NoAddressError, address_of, masked, without_password
from rmdiag.assessment.portfolio.passwords import password_in
from rmdiag.assessment.portfolio.store import Outcome, open_store

pytestmark = pytest.mark.xdist_group("postgresql server")
ROOT = Path(__file__).parent.parent
MANUAL = (ROOT / "docs" / "programmes.md").read_text(encoding="utf-8")
PROGRAMME = programme("kestoria")
# What somebody may choose as a password, and what must not be found in anything that is shown.
AROUND = "postgresql://ana:***@db.example.org/programme?password=***"
SECRETS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=6, max_size=30).filter(
    lambda words: words not in AROUND
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Give a server that was set up word by word as the manual says."""
    roles, schema, people = re.findall(r"^```sql\n(.*?)^```$", MANUAL, flags=re.DOTALL | re.MULTILINE)
    with running() as started:
        for statement in roles.split(";\n"):  # a database is not made inside a transaction
            started.ask("postgres", statement or "SELECT 1")
        started.ask("programme", schema)
        started.ask("programme", people)
        with open_store(started.address("ana", "programme"), by="Ana", write=True) as store:
            store.add("coast", "kestoria", snapshot(2024))
        yield started


def test_an_editor_reads_and_writes(server: Server) -> None:
    with open_store(server.address("ana", "programme"), by="Ana", write=True) as store:
        assert store.add("coast", "kestoria", snapshot(2026)) is Outcome.NEW
        assert store.portfolio(PROGRAMME).latest("kestoria") == snapshot(2026)


def test_a_second_editor_writes_what_the_first_one_made(server: Server) -> None:
    server.ask(
        "programme",
        "CREATE ROLE eva LOGIN; GRANT programme_editor TO eva;"
        " ALTER ROLE eva IN DATABASE programme SET role = 'programme_editor'",
    )
    with open_store(server.address("eva", "programme"), by="Eva", write=True) as store:
        assert store.add("coast", "kestoria", snapshot(2024, 3)) is Outcome.REVISED


def test_a_reader_reads(server: Server) -> None:
    with open_store(server.address("ben", "programme")) as store:
        assert store.portfolio(PROGRAMME).rounds["kestoria"]


def test_a_reader_cannot_write_whatever_he_tries(server: Server) -> None:
    with open_store(server.address("ben", "programme"), by="Ben", write=True) as store:
        for attempt in (
            lambda: store.add("coast", "kestoria", snapshot(2030)),
            lambda: store.add("coast", "kestoria", snapshot(2024, 4)),
            lambda: store.remove("coast", "kestoria", ["2024"]),
            lambda: store.rebuild("coast", []),
        ):
            with pytest.raises(troubles.RefusedError, match="permission denied"):
                attempt()
    for sql in ("DELETE FROM rounds", "UPDATE schema_version SET version = 9", "CREATE TABLE mine (a INTEGER)"):
        with pytest.raises(subprocess.CalledProcessError):
            server.ask("programme", sql, user="ben")


def test_who_has_neither_role_does_not_get_in(server: Server) -> None:
    server.ask("programme", "CREATE ROLE mallory LOGIN")
    with pytest.raises(troubles.RefusedError), open_store(server.address("mallory", "programme")):
        pass


# Passwords.


def by_port(server: Server, password: str = "") -> str:
    secret = f":{quote(password, safe='')}" if password else ""
    return f"postgresql://{ADMIN}{secret}@127.0.0.1:{server.port}/programme"


def test_the_password_comes_from_the_address_the_variable_or_the_password_file(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PGPASSWORD", raising=False)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    with open_store(by_port(server, PASSWORD)) as store:
        assert PASSWORD not in f"{store.address} {store.address!r}"
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with open_store(by_port(server)):
        pass
    monkeypatch.delenv("PGPASSWORD")
    file = tmp_path / "pgpass"
    escaped = PASSWORD.replace("\\", "\\\\").replace(":", "\\:")
    file.write_text(f"# ours\nelsewhere:*:*:*:wrong\n127.0.0.1:{server.port}:programme:*:{escaped}\n", encoding="utf-8")
    file.chmod(0o600)
    with open_store(by_port(server)):
        pass
    file.chmod(0o644)  # others may read it: it is passed over, as PostgreSQL’s own programs do
    with pytest.raises(troubles.StoreError), open_store(by_port(server)):
        pass


def test_a_wrong_password_is_refused_and_not_shown(server: Server) -> None:
    with pytest.raises(troubles.RefusedError) as refused, open_store(by_port(server, "gehe:m/wort@x")):
        pass
    assert "gehe" not in str(refused.value)
    assert ":***@127.0.0.1" in str(refused.value)


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("db.example.org:5432:programme:ana:secret", "secret"),
        ("*:*:*:*:secret", "secret"),
        (r"db.example.org:5432:programme:ana:se\:cr\\et", r"se:cr\et"),
        ("db.example.org:5433:programme:ana:secret", None),
        ("db.example.org:5432:other:ana:secret", None),
        ("db.example.org:5432:programme:ben:secret", None),
        ("#db.example.org:5432:programme:ana:secret", None),
        ("db.example.org:5432:programme", None),
    ],
)
def test_a_line_of_the_password_file_fits_or_does_not(line: str, given: str | None) -> None:
    address = address_of("postgresql://ana@db.example.org/programme")
    assert password_in(f"\n{line}\n", address, "ana") == given


@given(secret=SECRETS)
def test_no_password_of_an_address_is_ever_shown(secret: str) -> None:
    inside = quote(secret, safe="")
    for words in (
        f"postgresql://ana:{inside}@db.example.org/programme",
        f"postgresql://ana@db.example.org/programme?password={inside}",
    ):
        address = address_of(words)
        assert address.password == secret
        assert secret not in f"{address}{address!r}{address.shown}"
        assert inside not in f"{address}{address!r}{address.shown}"


@given(secret=SECRETS)
def test_nor_is_one_in_an_address_with_a_slip(secret: str) -> None:
    for words in (
        f"postgresql://ana:{secret}@db.example.org/programme",
        f"postgres:ana:{secret}@db.example.org/programme",
        f"mysql://ana:{secret}@db.example.org/programme",
        f"ana:{secret}@db.example.org/programme",
        f"postgresql://ana@db.example.org/programme?password={secret}",
        f"postgresql://ana:{secret}@db.example.org:port/programme?sslmode=always",
    ):
        assert secret not in masked(words)
        try:
            assert secret not in f"{address_of(words)!r}"
        except NoAddressError as error:
            assert secret not in str(error)  # noqa: PT017  # some of them are addresses all the same


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("postgresql://ana@db.example.org/programme", ("db.example.org", 5432, "programme", "ana", "prefer")),
        ("postgres://db:6000/p?sslmode=verify-full", ("db", 6000, "p", None, "verify-full")),
        ("postgresql:///p?host=/var/run/postgresql&user=ana", ("/var/run/postgresql", 5432, "p", "ana", "prefer")),
        ("postgresql://ana@[::1]:5433/p", ("::1", 5433, "p", "ana", "prefer")),
    ],
)
def test_an_address_of_a_server_is_taken_apart(words: str, parts: tuple[object, ...]) -> None:
    address = address_of(words)
    assert (address.host, address.port, address.database, address.user, address.mode) == parts


@pytest.mark.parametrize("words", ["programme.sqlite", "sqlite:///programme.sqlite", " programme.sqlite "])
def test_an_address_of_a_file_is_its_path(words: str) -> None:
    assert address_of(words).path == "programme.sqlite"


@pytest.mark.parametrize(
    "words",
    [
        "",
        "mysql://ana@db/p",
        "postgresql://db",
        "postgresql://db/",
        "postgresql://db/a/b",
        "postgresql://db:port/p",
        "postgresql://db/p?sslmode=always",
        "postgresql://db/p?colour=red",
        "sqlite://",
        "sqlite:programme.sqlite",
    ],
)
def test_what_is_no_address_is_refused(words: str) -> None:
    with pytest.raises(NoAddressError):
        address_of(words)


def test_a_password_in_the_words_of_others_is_hidden() -> None:
    assert without_password("no user ana with sesame", "sesame") == "no user ana with ***"
    assert without_password("no user ana", None) == "no user ana"


# What the command says.


def run(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RMDIAG_LANGUAGE": "en", **variables}
    command = [sys.executable, "-m", "rmdiag", "programme", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=environment)


@pytest.fixture
def folder(tmp_path: Path) -> str:
    text = f"""programme: coast
title: Coast programme
administrations:
  - {{id: kestoria, name: Kestoria Customs, country: QM, rounds: [{ROOT}/examples/kestoria-2026]}}
"""
    (tmp_path / "programme.yaml").write_text(text, encoding="utf-8")
    return str(tmp_path)


def test_a_server_that_does_not_answer_is_exit_6(folder: str) -> None:
    ran = run("status", folder, RMDIAG_STORE="postgresql://ana:sesame@127.0.0.1:1/programme")
    assert ran.returncode == 6
    assert "postgresql://ana:***@127.0.0.1:1/programme cannot be reached: Connection refused" in ran.stderr
    assert "sesame" not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_database_that_is_not_there_is_exit_6(server: Server, folder: str) -> None:
    ran = run("add", folder, "--store", server.address(database="nowhere"))
    assert ran.returncode == 6
    assert 'database "nowhere" does not exist' in ran.stderr


def test_a_reader_who_adds_is_exit_6_and_nothing_is_added(server: Server, folder: str) -> None:
    ran = run("add", folder, "--store", server.address("ben", "programme"))
    assert ran.returncode == 6
    assert "permission denied" in ran.stderr
    assert ran.stdout == ""


def test_an_editor_adds_and_a_reader_looks(server: Server, folder: str) -> None:
    added = run("add", folder, "--format", "csv", RMDIAG_STORE=server.address("ana", "programme"))
    assert added.returncode == 0, added.stderr
    assert "kestoria,2026,2026-10-16," in added.stdout
    seen = run("status", folder, "--format", "csv", RMDIAG_STORE=server.address("ben", "programme"))
    assert seen.returncode == 0, seen.stderr
    assert "2026-10-16" in seen.stdout


def test_without_the_driver_the_exact_command_is_told(folder: str) -> None:
    hidden = "import sys; sys.modules['pg8000'] = None; from rmdiag.cli import main; main()"
    words = ["programme", "status", folder, "--store", "postgresql://ana@db.example.org/programme"]
    ran = subprocess.run([sys.executable, "-c", hidden, *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 5
    assert f"{sys.executable} -m pip install 'pg8000>=1.31,<2'" in ran.stderr


def test_what_is_no_address_is_exit_2_and_shows_no_password(folder: str) -> None:
    ran = run("status", folder, "--store", "postgresql://ana:ses#ame@db.example.org/programme")
    assert ran.returncode == 2
    assert "ame@" not in ran.stderr
