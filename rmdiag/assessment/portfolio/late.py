"""Read what is kept only when it is asked for: a programme holds far more than one question needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

Kept = TypeVar("Kept")
Read = TypeVar("Read")


class LateOnes(Sequence[Read], Generic[Kept, Read]):
    """Values of which each is made by `read` when it is first looked at, and kept from then on; equal to a tuple."""

    __slots__ = ("_kept", "_made", "_read")

    def __init__(self, kept: Sequence[Kept], read: Callable[[Kept], Read]) -> None:
        """Take what is kept, and how it is read."""
        self._kept = kept
        self._read = read
        self._made: dict[int, Read] = {}

    @overload
    def __getitem__(self, at: int) -> Read: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Read, ...]: ...
    def __getitem__(self, at: int | slice) -> Read | tuple[Read, ...]:
        if isinstance(at, slice):
            return tuple(self[number] for number in range(len(self._kept))[at])
        place = range(len(self._kept))[at]  # from the end where it is negative
        if place not in self._made:
            self._made[place] = self._read(self._kept[place])
        return self._made[place]

    def __len__(self) -> int:
        return len(self._kept)

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, tuple | LateOnes) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # what is read later cannot be a key

    def __repr__(self) -> str:
        return f"LateOnes({len(self._kept)})"


class Late(Mapping[str, Sequence[Read]], Generic[Kept, Read]):
    """A mapping to values that are read one by one, as they are looked at.

    `read` is a function of a module, so that the mapping can be handed to another process.
    """

    def __init__(self, kept: Mapping[str, tuple[Kept, ...]], read: Callable[[Kept], Read]) -> None:
        """Take what is kept, by key, and how it is read."""
        self._every = {key: LateOnes(ones, read) for key, ones in kept.items()}

    def __getitem__(self, key: str) -> LateOnes[Kept, Read]:
        return self._every[key]

    def __contains__(self, key: object) -> bool:
        return key in self._every

    def __iter__(self) -> Iterator[str]:
        return iter(self._every)

    def __len__(self) -> int:
        return len(self._every)

    def __eq__(self, other: object) -> bool:
        return dict(self) == dict(other) if isinstance(other, Mapping) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # what is read later cannot be a key

    def __repr__(self) -> str:
        return f"Late({sorted(self._every)})"
