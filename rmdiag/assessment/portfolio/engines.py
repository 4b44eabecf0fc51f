"""Reach the database of a store: an SQLite file through Python itself, a PostgreSQL server by server_connection.py."""

from __future__ import annotations

import shlex
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from rmdiag.assessment.portfolio import troubles
from rmdiag.assessment.portfolio.address import Address, without_password
from rmdiag.assessment.portfolio.tables import ForeignTablesError
from rmdiag.files import may_be_replaced
from rmdiag.tongue import phrase

DRIVER = "pg8000>=1.31,<2"
PATIENCE = 30  # seconds that a writer waits for another one of an SQLite file
_SQLITE_HEAD = b"SQLite format 3\0"
_OVERTAKEN = (
    "40001",
    "40P01",
    "23505",
    "42P07",
)  # serialisation, deadlock, a row or a table that another made meanwhile
_WRONG_PASSWORD = "28P01"  # noqa: S105  # a code of PostgreSQL
_NOT_ALLOWED = ("28000", "42501", "25006")  # who one is, rights, a server that only reads
_NO_DATABASE = "3D000"
_GONE = ("57P01", "57P02", "57P03", "08", "53")  # shut down, starting, connection, out of resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """A database, to be read as one state that nothing moves, and to be written in turn with others."""

    engine: Engine
    reading: Engine
    writing: Engine


def ways_to(address: Address, *, write: bool) -> Ways:
    """Give the ways to a database; nothing is opened yet but what shows that it is there.

    Raises NoStoreError, NotAStoreError or MissingDriverError.
    """
    return _server(address) if address.path is None else _file(address, Path(address.path), write=write)


@contextmanager
def told(address: Address) -> Iterator[None]:
    """Turn what goes wrong with a database into a trouble with words, without a password."""
    try:
        yield
    except DBAPIError as error:
        raise _trouble(address, error.orig or error) from None
    except ForeignTablesError:
        raise _not_a_store(address) from None
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise _trouble(address, error) from None


def _file(address: Address, path: Path, *, write: bool) -> Ways:
    if not path.exists() and not (write and path.parent.is_dir()):
        words = phrase("There is no store {store} yet; `rmdiag programme add` makes it.", store=address.shown)
        if write:
            words = phrase("There is no folder {folder} for the store.", folder=path.parent)
        raise troubles.NoStoreError(words)
    if path.exists() and not may_be_replaced(path, lambda head: head.startswith(_SQLITE_HEAD)):
        raise _not_a_store(address)
    mode = "rwc" if write else "ro"

    def connect() -> sqlite3.Connection:
        name = f"file:{quote(str(path.absolute()))}?mode={mode}"
        return sqlite3.connect(name, uri=True, timeout=PATIENCE, isolation_level=None)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)
    # A writer takes its turn at once, so that what it read is still so when it writes.
    return _ways(engine, reading="BEGIN", writing="BEGIN IMMEDIATE")


def _ways(engine: Engine, *, reading: str, writing: str) -> Ways:
    """Begin each transaction with the words that its work needs."""

    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(writing if connection.get_execution_options().get("writes") else reading)

    event.listen(engine, "begin", begin)
    return Ways(engine=engine, reading=engine, writing=engine.execution_options(writes=True))


def _server(address: Address) -> Ways:
    try:
        from rmdiag.assessment.portfolio.server_connection import connected
    except ImportError:
        command = f"{shlex.quote(sys.executable)} -m pip install {shlex.quote(DRIVER)}"
        raise troubles.MissingDriverError(
            phrase("A store on a server needs pg8000. Install it with: {command}", command=command)
        ) from None
    engine = create_engine("postgresql+pg8000://", creator=lambda: connected(address), poolclass=NullPool)
    # Said of the transaction, not of the connection: on a lost one there is then nothing to be set back.
    return _ways(
        engine,
        reading="SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
        writing="SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
    )


def _trouble(address: Address, error: BaseException) -> troubles.StoreError:
    """Say what went wrong, by the code that a server gives or the name of SQLite’s error."""
    if address.path is not None:
        return _file_trouble(address, error)
    from rmdiag.assessment.portfolio.server_connection import with_password

    said = error.args[0] if error.args else ""
    code, reason = (said.get("C", ""), said.get("M", "")) if isinstance(said, Mapping) else ("", _reason(error))
    values = {"store": address.shown, "reason": without_password(str(reason), with_password(address).password)}
    if code in _OVERTAKEN:
        return troubles.OvertakenError(
            phrase("Others write to the store {store} all the time. Try again later.", **values)
        )
    if code == _WRONG_PASSWORD:
        words = phrase(
            "The store {store} refuses: {reason}. Put the password into PGPASSWORD or the password file ~/.pgpass.",
            **values,
        )
        return troubles.RefusedError(words)
    if code in _NOT_ALLOWED:
        return troubles.RefusedError(phrase("The store {store} refuses: {reason}.", **values))
    if code == _NO_DATABASE or not code or code.startswith(_GONE):
        return troubles.UnreachableError(
            phrase("The store {store} cannot be reached: {reason}. Nothing was half-written.", **values)
        )
    return troubles.NotAStoreError(
        phrase("The store {store} is not as rmdiag made it ({code}): {reason}.", code=code, **values)
    )


def _reason(error: BaseException) -> str:
    cause = error.__cause__ or error
    return str(getattr(cause, "strerror", None) or cause).strip().rstrip(".") or type(cause).__name__


def _file_trouble(address: Address, error: BaseException) -> troubles.StoreError:
    name = str(getattr(error, "sqlite_errorname", ""))
    values = {"store": address.shown, "reason": str(error)}
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return troubles.BusyError(
            phrase("Another program has been writing to the store {store} for long. Try again later.", **values)
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH")):
        return troubles.RefusedError(phrase("The store {store} refuses: {reason}.", **values))
    if name.startswith(("SQLITE_IOERR", "SQLITE_FULL", "SQLITE_CANTOPEN")) or isinstance(error, OSError):
        return troubles.UnreachableError(
            phrase("The store {store} cannot be reached: {reason}. Nothing was half-written.", **values)
        )
    return _not_a_store(address)


def _not_a_store(address: Address) -> troubles.NotAStoreError:
    return troubles.NotAStoreError(
        phrase("{store} is there and is no store of rmdiag. Name another with --store.", store=address.shown)
    )
