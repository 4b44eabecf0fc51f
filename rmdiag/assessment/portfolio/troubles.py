"""What can keep a store from being used, each with words for the one who asked; none of them shows a password."""

from __future__ import annotations


class StoreError(Exception):
    """A store cannot be used; `words` say why and what to do, in the language spoken."""

    def __init__(self, words: str) -> None:
        """Keep the words."""
        super().__init__(words)
        self.words = words


class NoStoreError(StoreError):
    """Nothing was added yet, so that there is no store."""


class NotAStoreError(StoreError):
    """What lies at the address is none of ours, or holds what cannot be read."""


class NewerStoreError(StoreError):
    """A later rmdiag made the store."""


class MissingDriverError(StoreError):
    """The library that speaks with the server is not installed."""


class UnreachableError(StoreError):
    """The server does not answer, or the connection was lost."""


class RefusedError(StoreError):
    """Server or disk do not let this user do it."""


class BusyError(StoreError):
    """Others write for so long that waiting is given up."""


class OvertakenError(BusyError):
    """Another writer came before; on what that one left, the same can be done again."""
