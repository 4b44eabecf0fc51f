"""Set rounds that arrive beside those that a programme has: what is kept of each, and what moved between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.assessment.portfolio.model import Change, Portfolio, Snapshot
from rmdiag.assessment.portfolio.pairs import Pair, pairs_of
from rmdiag.assessment.portfolio.snapshot import change_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A round that is to be kept, and what moved between rounds of the same administration, whichever these are."""

    member: str
    snapshot: Snapshot
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A round that was read from its folder; `path` as programme.yaml names it."""

    path: str
    side: RoundToCompare
    snapshot: Snapshot


class Why(StrEnum):
    """Why two rounds were not compared, or only in part."""

    FRAMEWORKS = "frameworks"  # ids of two frameworks mean different things, even where they look alike
    NOTHING_COMMON = "nothing in common"
    ONE_DAY = "one day"  # neither is the older one
    NOT_AT_HAND = "not at hand"  # the folder of one of them is not named, or is no longer as it was kept
    EDITIONS = "editions"  # compared, as far as both editions have the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is to be said of a pair of rounds; `compared` is the number of indicators that both have."""

    member: str
    old: str
    new: str
    why: Why
    compared: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """Rounds with what moved, and what has to be said."""

    arrivals: tuple[Arrival, ...] = ()
    notes: tuple[Note, ...] = ()


def arrivals_of(member: str, brought: Sequence[Brought], chosen: Iterable[str], portfolio: Portfolio) -> Arrivals:
    """Give the chosen rounds of an administration to be kept, by name, with each change that the store lacks.

    `brought` are all its rounds that are at hand: a round that arrives is set beside others that may be there already.
    """
    kept = {one.snapshot.round: one.snapshot for one in portfolio.rounds.get(member, ())}
    here, wanted = {one.snapshot.round: one for one in brought}, set(chosen)
    after = kept | {name: one.snapshot for name, one in here.items() if name in wanted}
    known = {(change.old_round, change.new_round) for change in portfolio.changes.get(member, ())}
    known -= {pair for pair in known if any(kept.get(name) != after.get(name) for name in pair)}
    sides = {name: one.side for name, one in here.items() if after.get(name) == one.snapshot}
    changes, notes = _changes(member, after, [pair for pair in _pairs(after) if pair not in known], sides)
    arriving = [one.snapshot for name, one in here.items() if name in wanted]
    arrivals = tuple(
        Arrival(member=member, snapshot=one, changes=() if number else changes) for number, one in enumerate(arriving)
    )
    return Arrivals(arrivals=arrivals, notes=notes)


def _pairs(rounds: Mapping[str, Snapshot]) -> tuple[Pair, ...]:
    return pairs_of([one.round for one in sorted(rounds.values(), key=lambda one: (one.as_of, one.round))])


def _changes(
    member: str, rounds: Mapping[str, Snapshot], pairs: Iterable[Pair], sides: Mapping[str, RoundToCompare]
) -> tuple[tuple[Change, ...], tuple[Note, ...]]:
    changes: list[Change] = []
    notes: list[Note] = []
    for old, new in pairs:
        why = _against(rounds[old], rounds[new])
        if why is None and not (old in sides and new in sides):
            why = Why.NOT_AT_HAND
        if why is not None:
            notes.append(Note(member=member, old=old, new=new, why=why))
            continue
        comparison = compare(sides[old], sides[new])
        total = len(sides[new].base.framework.indicators)
        note = Note(
            member=member, old=old, new=new, why=Why.EDITIONS, compared=int(comparison.common * total), of=total
        )
        if not comparison.common:
            notes.append(replace(note, why=Why.NOTHING_COMMON))
            continue
        if rounds[old].edition != rounds[new].edition:
            notes.append(note)
        changes.append(change_in(comparison))
    return tuple(changes), tuple(notes)


def _against(old: Snapshot, new: Snapshot) -> Why | None:
    """Say what speaks against comparing two rounds before their answers are looked at."""
    if old.framework != new.framework:
        return Why.FRAMEWORKS
    return Why.ONE_DAY if old.as_of == new.as_of else None
