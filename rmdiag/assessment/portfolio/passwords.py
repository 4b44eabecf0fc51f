"""Find a password in the words of PostgreSQL's password file: host:port:database:user:password, the first that fits."""

from __future__ import annotations

import re

from rmdiag.assessment.portfolio.address import Address

_FIELD = re.compile(r"((?:\\.|[^\\:])*)(?::|\Z)")
_FIELDS = 5


def password_in(text: str, address: Address, user: str) -> str | None:
    """Give the password of the first line that fits a server, a database and a user; `*` fits anything."""
    host = "localhost" if address.host is None or address.host.startswith("/") else address.host
    wanted = (host, str(address.port), address.database, user)
    for line in text.splitlines():
        fields = [re.sub(r"\\(.)", r"\1", field) for field in _FIELD.findall(line)[:_FIELDS]]
        if line.startswith("#") or len(fields) < _FIELDS:
            continue
        if all(field in ("*", part) for field, part in zip(fields[:4], wanted, strict=True)):
            return fields[4]
    return None
