"""Keep what was made of a value until the value changes, so that nothing is made twice while somebody edits answers."""

from __future__ import annotations

from collections.abc import Callable


class Kept:
    """What was made of each value, by the id that the value bears in its report."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: dict[str, tuple[object, str]] = {}

    def made(self, identity: str, value: object, make: Callable[[], str]) -> str:
        """Give what was made of this value, and make it where the value is new or another than before."""
        before = self._made.get(identity)
        if before is None or before[0] != value:
            before = self._made[identity] = (value, make())
        return before[1]
