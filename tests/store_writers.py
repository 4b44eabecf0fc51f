"""Write into a store as a process of its own, for tests: `python store_writers.py ADDRESS NAME WAY`.

Ways: `hammer` adds rounds of its own and revisions of one that all writers share; `die` and `die-late` end in the
middle of an import as if the power had failed.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from kept_rounds import change, snapshot

from rmdiag.assessment.portfolio.arriving import Arrival
from rmdiag.assessment.portfolio.store import open_store

Given = TypeVar("Given")
TIMES = 5  # revisions that each hammering writer adds


class Cut(tuple[Given, ...]):  # noqa: SLOT001  # a tuple takes no slots
    """Values of which something happens when half of them were given."""

    happens: Callable[[], object]

    def __iter__(self) -> Iterator[Given]:
        half = len(self) // 2
        yield from self[:half]
        self.happens()
        yield from self[half:]


def cut(values: Sequence[Given], happens: Callable[[], object]) -> Cut[Given]:
    """Let something happen in the middle of values."""
    made = Cut(values)
    made.happens = happens
    return made


def cut_import(happens: Callable[[], object], *, late: bool) -> Sequence[Arrival]:
    """Give an import of revised rounds that is cut: among its rounds, or late, when its changes are written."""
    rounds = [Arrival(member="kestoria", snapshot=snapshot(year, 3)) for year in (2020, 2021, 2022, 2023)]
    moved = [change(2020, 2022, 2), change(2020, 2023, 2)]
    if late:
        return [*rounds[:-1], replace(rounds[-1], changes=cut(moved, happens))]
    return cut([*rounds[:-1], replace(rounds[-1], changes=tuple(moved))], happens)


def hammer(address: str, name: str) -> None:
    for number in range(TIMES):
        with open_store(address, by=name, write=True) as store:
            store.add("coast", "shared", snapshot(2026, checksum=f"{name}{number}".ljust(64, "0")))
            store.add("coast", name, snapshot(2000 + number))


def die(address: str, name: str, *, late: bool) -> None:
    with open_store(address, by=name, write=True) as store:
        store.add_all("coast", cut_import(lambda: os.kill(os.getpid(), signal.SIGKILL), late=late))


if __name__ == "__main__":
    where, who, way = sys.argv[1:]
    if way == "hammer":
        hammer(where, who)
    else:
        die(where, who, late=way == "die-late")
