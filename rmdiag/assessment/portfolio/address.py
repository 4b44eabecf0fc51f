"""Say where a store lies by its address: an SQLite file, or a database of a PostgreSQL server; no password is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

SERVERS = ("postgresql", "postgres")
FILE_SCHEME = "sqlite:///"
PORT = 5432  # of PostgreSQL unless the address says another
MODES = ("disable", "prefer", "require", "verify-full")  # of encryption, as PostgreSQL names them
HIDDEN = "***"
_ODD_PORT = re.compile(r"[^:@/?#\[\s]*:(?![0-9]*(?:[/?#]|$))")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://")
_OTHER = re.compile(r"(postgres|postgresql|mysql|http|https|sqlite):", re.IGNORECASE)  # an address with a slip
_ASKED = re.compile(r"((?:^|[?&])(?:ssl)?password=).*", re.IGNORECASE | re.DOTALL)
_LEAST_HIDDEN = 4  # characters of a password that can be told from other words
_KNOWN = ("host", "port", "user", "password", "sslmode")


class NoAddressError(ValueError):
    """What was given is no address of a store; it says why, without a password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address taken apart: `path` of an SQLite file, else the parts of a server."""

    shown: str  # for people: no password
    path: str | None = None
    host: str | None = None  # a folder: the server is asked by its socket there
    port: int = PORT
    database: str = ""
    user: str | None = None
    password: str | None = None
    mode: str = "prefer"

    def __repr__(self) -> str:
        """Show no password, wherever the value is printed."""
        return f"Address({self.shown})"


def masked(words: str) -> str:
    """Give an address, well written or not, with whatever may be a password in it hidden."""
    scheme, slashes, rest = words.partition("://") if "://" in words else ("", "", words)
    before, at, after = rest.rpartition("@")
    user, colon, secret = before.partition(":")
    if at and colon and secret:
        rest = f"{user}:{HIDDEN}@{after}"
    elif not at and slashes and _ODD_PORT.match(rest):  # perhaps a password whose `@` was forgotten
        rest = f"{rest.partition(':')[0]}:{HIDDEN}"
    return _ASKED.sub(rf"\g<1>{HIDDEN}", f"{scheme}{slashes}{rest}")


def without_password(words: str, password: str | None) -> str:
    """Give words of a server or a library with a password hidden that should not be in them."""
    return words.replace(password, HIDDEN) if password and len(password) >= _LEAST_HIDDEN else words


def address_of(words: str) -> Address:
    """Take an address apart; raises NoAddressError when it is none.

    `programme.sqlite` and `sqlite:///programme.sqlite` are files; `postgresql://user@host:5432/database` lies on a
    server, `postgresql:///database?host=/var/run/postgresql` on that of this machine, by its socket.
    """
    text = words.strip()
    if not text:
        raise NoAddressError(text)
    if text.startswith(FILE_SCHEME):
        return _file(text.removeprefix(FILE_SCHEME))
    if not _SCHEME.match(text.lower()):
        return _file(text)
    return _server(text)


def _file(path: str) -> Address:
    hidden = masked(path)
    if not path or "\0" in path or hidden != path or _OTHER.match(path):
        raise NoAddressError(hidden)
    return Address(shown=path, path=path)


def _server(text: str) -> Address:
    shown = masked(text)
    try:
        parts = urlsplit(text)
        asked = {name: values[-1] for name, values in parse_qs(parts.query, strict_parsing=bool(parts.query)).items()}
        port = int(asked.get("port") or parts.port or PORT)
    except ValueError:
        raise NoAddressError(shown) from None
    database, mode = unquote(parts.path.lstrip("/")), asked.get("sslmode", "prefer")
    sound = parts.scheme in SERVERS and database and "/" not in database and mode in MODES
    if not sound or set(asked) - set(_KNOWN) or parts.fragment:
        raise NoAddressError(shown)
    return Address(
        shown=shown,
        host=asked.get("host") or (unquote(parts.hostname) if parts.hostname else None),
        port=port,
        database=database,
        user=asked.get("user") or (unquote(parts.username) if parts.username else None),
        password=asked.get("password") or (unquote(parts.password) if parts.password else None),
        mode=mode,
    )
