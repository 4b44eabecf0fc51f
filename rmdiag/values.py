"""Make frozen dataclasses for less: the same to those who read and use them, quicker to import and to unpickle.

A command makes some ninety classes before it does anything, and the standard decorator compiles six methods for each.
Here all classes share three of them, which differ in nothing but the names of the fields. It is for the modules that
every command needs; elsewhere the standard decorator does.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = False, kw_only: bool = False) -> Callable[[type], type]:
        """Take the place of the standard decorator; what is not frozen is left to it."""
        if not frozen:
            return dataclasses.dataclass(slots=slots, kw_only=kw_only)

        def make(written: type) -> type:
            made = dataclasses.dataclass(frozen=True, slots=slots, kw_only=kw_only, eq=False, repr=False)(written)
            fields = dataclasses.fields(made)
            compared = [field.name for field in fields if field.compare]
            made.__stored__ = tuple(field.name for field in fields)
            made.__shown__ = tuple(field.name for field in fields if field.repr)
            made.__key__ = attrgetter(*compared) if compared else _nothing
            made.__eq__, made.__hash__, made.__repr__ = _equal, _hash, _words
            if slots:
                made.__getstate__, made.__setstate__ = _state, _restore
            return made

        return make

    def _nothing(_: object) -> tuple[()]:
        return ()

    def _equal(self: object, other: object) -> bool:
        made = type(self)
        return made.__key__(self) == made.__key__(other) if type(other) is made else NotImplemented

    def _hash(self: object) -> int:
        return hash(type(self).__key__(self))

    def _words(self: object) -> str:
        parts = (f"{name}={getattr(self, name)!r}" for name in self.__shown__)
        return f"{type(self).__qualname__}({', '.join(parts)})"

    def _state(self: object) -> list[object]:
        return [getattr(self, name) for name in self.__stored__]

    def _restore(self: object, state: list[object]) -> None:
        for name, value in zip(self.__stored__, state, strict=True):
            object.__setattr__(self, name, value)
