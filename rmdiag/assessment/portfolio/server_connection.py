"""Close a connection to a server for good, also one that was lost."""

from __future__ import annotations

from contextlib import suppress

from pg8000.dbapi import Connection


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
