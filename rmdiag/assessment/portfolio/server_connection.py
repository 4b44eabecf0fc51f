"""Connect to a PostgreSQL server through pg8000, and close such a connection for good, also one that was lost.

The password comes from the address, PGPASSWORD or the password file of PostgreSQL, and is shown nowhere.
"""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pg8000.dbapi import Connection, Error

from rmdiag.assessment.portfolio.address import Address
from rmdiag.assessment.portfolio.passwords import password_in

if TYPE_CHECKING:
    from ssl import SSLContext

REACH = 10  # seconds for a server to be reached
SILENCE = 120  # seconds after which a server that says nothing is given up


class ServerConnection(Connection):  # type: ignore[misc]  # pg8000 has no types
    """A connection of pg8000, which leaves its farewell in a buffer where the server has hung up.

    From Python 3.13 on, such a buffer complains on the error output when it is cleared away.
    """

    def close(self) -> None:
        """Close the connection and its buffer; raise what pg8000 does where it is closed or lost already."""
        buffer = self._sock
        try:
            super().close()
        finally:
            if buffer is not None:
                with suppress(OSError, ValueError):
                    buffer.close()


def connected(address: Address) -> ServerConnection:
    """Connect to a server; raise what it says where it refuses, and OSError where it cannot be reached."""
    full = with_password(address)
    reached = _reached(full)
    try:
        return ServerConnection(
            user=full.user or "",
            host=full.host or "localhost",
            port=full.port,
            database=full.database,
            password=full.password or "",  # without one, pg8000 stumbles where it should be refused
            ssl_context=_encryption(full),
            sock=reached,
            application_name="rmdiag",
        )
    except (Error, OSError) as error:
        reached.close()
        raise _refusal(error) from None


def _refusal(error: BaseException) -> BaseException:
    """Give what a server said before it hung up; pg8000 then stumbles over the closed line and tells only of that."""
    said: BaseException | None = error
    while said is not None and not (said.args and isinstance(said.args[0], Mapping)):
        said = said.__context__
    return said or error


def _reached(address: Address) -> socket.socket:
    """Reach a server by its port, or by its socket where `host` is a folder."""
    host = address.host or "localhost"
    if host.startswith("/"):
        found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        found.settimeout(REACH)
        found.connect(f"{host}/.s.PGSQL.{address.port}")
    else:
        found = socket.create_connection((host, address.port), REACH)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    found.settimeout(SILENCE)
    return found


def _encryption(address: Address) -> SSLContext | bool | None:
    """Encrypt as the address asks; None: where the server can, which it never does on a socket of the same machine."""
    if address.mode == "prefer" and (address.host or "").startswith("/"):
        return False  # to make ready for it takes longer than to add a round
    if address.mode == "verify-full":
        from ssl import create_default_context

        return create_default_context(cafile=os.environ.get("PGSSLROOTCERT"))
    return {"disable": False, "prefer": None, "require": True}[address.mode]


def with_password(address: Address) -> Address:
    """Add who asks and the password, from where PostgreSQL's own programs take them."""
    user = address.user or os.environ.get("PGUSER") or getpass.getuser()
    password = address.password or os.environ.get("PGPASSWORD") or _password_on_file(address, user)
    return replace(address, user=user, password=password)


def _password_on_file(address: Address, user: str) -> str | None:
    """Look into the password file, unless others may read it too."""
    named = os.environ.get("PGPASSFILE")
    path = Path(named) if named else Path.home() / ".pgpass"
    try:
        shared = os.name == "posix" and path.stat().st_mode & 0o077
        return None if shared else password_in(path.read_text(encoding="utf-8"), address, user)
    except (OSError, ValueError):
        return None
