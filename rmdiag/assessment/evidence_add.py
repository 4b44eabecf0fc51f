"""Decide what registering files makes of a mission's evidence register: new entries, more that is supported, nothing.

A file is known by its SHA-256, whatever it is called. Nothing about it is guessed: what nobody says is what the
register means where it says nothing, and the command tells it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum

from rmdiag.assessment.evidence_names import free_name
from rmdiag.assessment.mission import Evidence
from rmdiag.problems import Span

FIRST_ID = "E-01"
KIND, CONFIDENTIALITY = "document", "restricted"  # what the reader takes where the register says nothing
_NUMBERED = re.compile(r"(?P<head>.*?)(?P<number>[0-9]+)\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file that is to be registered: its own name, and where it lies in evidence/ already, if it does."""

    name: str
    sha256: str
    inside: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody says of the files; what is None was not said."""

    supports: tuple[str, ...]
    title: str | None = None
    kind: str | None = None
    confidentiality: str | None = None
    on: date | None = None
    valid_until: date | None = None
    id: str | None = None
    note: str | None = None

    @property
    def describes(self) -> bool:
        """Whether anything is said beside what the files support."""
        said = (self.title, self.kind, self.confidentiality, self.on, self.valid_until, self.id, self.note)
        return any(one is not None for one in said)


class Outcome(Enum):
    """What became of a file."""

    NEW = "new"  # an entry was made for it
    SUPPORTS = "supports"  # it was registered, and supports more now
    BACK = "back"  # it was registered, and had been missing
    KNOWN = "known"  # it is registered, and there is nothing to do


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What became of one file: its entry as it is to be, and what was not in the register before."""

    outcome: Outcome
    brought: Brought
    entry: Evidence
    copied: bool = False  # the file is to be written into evidence/
    added: tuple[str, ...] = ()  # ids that the entry supports now and did not before


@dataclass(slots=True, kw_only=True)
class Shelf:
    """A register with the files beside it while files are put in one after the other."""

    register: dict[str, Evidence]
    held: dict[str, str | None]  # SHA-256 by path inside evidence/
    done: list[Registered] = field(default_factory=list)

    def put(self, brought: Brought, wish: Wish) -> None:
        """Register one file, or find that it is registered."""
        first = next((one for one in self.register.values() if one.sha256 == brought.sha256 and one.file), None)
        made = self._new(brought, wish) if first is None else self._known(brought, first, wish)
        self.register[made.entry.id] = made.entry
        if made.copied and made.entry.file:
            self.held[made.entry.file] = brought.sha256
        self.done.append(made)

    def _known(self, brought: Brought, entry: Evidence, wish: Wish) -> Registered:
        added = tuple(one for one in wish.supports if one not in entry.supports)
        back = entry.file not in self.held
        outcome = Outcome.BACK if back else Outcome.SUPPORTS if added else Outcome.KNOWN
        more = replace(entry, supports=(*entry.supports, *added))
        return Registered(outcome=outcome, brought=brought, entry=more, copied=back, added=added)

    def _new(self, brought: Brought, wish: Wish) -> Registered:
        file = brought.inside or self._file_for(brought)
        entry = Evidence(
            id=wish.id or next_id(self.register),
            title=wish.title or brought.name,
            kind=wish.kind or KIND,
            file=file,
            sha256=brought.sha256,
            confidentiality=wish.confidentiality or CONFIDENTIALITY,
            on=wish.on,
            valid_until=wish.valid_until,
            supports=wish.supports,
            note=wish.note,
            span=Span(file="evidence.yaml"),
        )
        return Registered(
            outcome=Outcome.NEW, brought=brought, entry=entry, copied=file not in self.held, added=wish.supports
        )

    def _file_for(self, brought: Brought) -> str:
        """Give the name in evidence/: its own, where no other content has it, or will when a missing file is back."""
        registered = {one.file for one in self.register.values() if one.file}
        if self.held.get(brought.name) == brought.sha256 and brought.name not in registered:
            return brought.name
        return free_name(brought.name, registered | set(self.held))


def register_files(
    every: Iterable[Brought], wish: Wish, register: Mapping[str, Evidence], held: Mapping[str, str | None]
) -> tuple[Registered, ...]:
    """Say what becomes of each file, in the order given; `held` has the SHA-256 of the files in evidence/ by path."""
    shelf = Shelf(register=dict(register), held=dict(held))
    for brought in every:
        shelf.put(brought, wish)
    return tuple(shelf.done)


def next_id(register: Iterable[str]) -> str:
    """Give the next id in the manner of those in use: the words that most of them begin with, and as many digits."""
    found = [match for match in (_NUMBERED.match(one) for one in register) if match]
    if not found:
        return FIRST_ID
    head = Counter(match["head"] for match in found).most_common(1)[0][0]
    numbers = [match["number"] for match in found if match["head"] == head]
    width = max(len(number) for number in numbers if int(number) == max(map(int, numbers)))
    return f"{head}{max(map(int, numbers)) + 1:0{width}}"
