"""Keep in a workbook from which values it set out, so that what was changed in it can be told from what was not.

The sheet that holds them is out of sight. Every value is written as JSON in plain ASCII: nothing that a spreadsheet
program does to texts, dates or numbers can touch it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan_merge import FIELDS, Value, values_of
from rmdiag.files import digest
from rmdiag.tongue import phrase

FORMAT = "rmdiag plan workbook"
VERSION = 1
LONGEST_PART = 30_000  # characters of a value in one cell
HEAD = ("id", "values")
_DAYS = ("start", "end", "finished")
_NUMBERS = ("person_months", "cost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Which plan a workbook holds: of which administration and round."""

    administration: str
    country: str
    round: str

    def __str__(self) -> str:
        """Write it for people."""
        return phrase(
            "{administration} ({country}), round {round}",
            administration=self.administration,
            country=self.country,
            round=self.round,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """What a workbook says of itself: whose plan it holds, of which day, and the values from which it set out."""

    identity: Identity
    on: date
    values: Mapping[str, Mapping[str, Value]]  # by action and field


def identity_of(mission: Mission) -> Identity:
    """Give whose plan a mission has."""
    return Identity(administration=mission.administration, country=mission.country, round=mission.round)


def base_rows(mission: Mission, actions: Sequence[PlannedAction], on: date) -> list[tuple[str, ...]]:
    """Give the rows of the sheet that is out of sight."""
    identity = identity_of(mission)
    rows = list(_value_rows(actions))
    facts = {
        "administration": identity.administration,
        "country": identity.country,
        "round": identity.round,
        "on": on.isoformat(),
    }
    heads = [(key, _written(value)) for key, value in facts.items()]
    return [(FORMAT, str(VERSION)), *heads, ("checksum", _checksum(heads, rows)), HEAD, *rows]


def read_base(rows: Iterable[Sequence[str]]) -> Base | None:
    """Give what a workbook set out from; None where the sheet was changed, so that it can be trusted no more."""
    every = [tuple(cell for cell in row if cell) for row in rows]
    every = [row for row in every if row]
    place = next((number for number, row in enumerate(every) if row == HEAD), None)
    if place is None:
        return None
    heads, values = every[1:place], every[place + 1 :]
    try:
        facts = {key: json.loads(value) for key, value in heads[:-1]}
        if heads[-1] != ("checksum", _checksum(heads[:-1], values)):
            return None
        identity = Identity(**{key: facts[key] for key in ("administration", "country", "round")})
        return Base(identity=identity, on=date.fromisoformat(facts["on"]), values=_values(values))
    except (ValueError, KeyError, TypeError, IndexError):
        return None


def version_of(rows: Sequence[Sequence[str]]) -> str | None:
    """Give the version in which a workbook was written, None where it does not say so."""
    first = [cell for cell in rows[0] if cell] if rows else []
    return first[1] if len(first) > 1 and first[0] == FORMAT else None


def _value_rows(actions: Iterable[PlannedAction]) -> Iterator[tuple[str, ...]]:
    """Give one row per action: its id, and its values in as many cells as they need."""
    for action in actions:
        said = {field: _plain(value) for field, value in values_of(action).items() if value is not None}
        written = _written(said)
        parts = (written[start : start + LONGEST_PART] for start in range(0, len(written), LONGEST_PART))
        yield (_written(action.id), *parts)


def _written(value: object) -> str:
    # Without `_`, no program can take a part of it for one of its own marks.
    return json.dumps(value, ensure_ascii=True).replace("_", "\\u005f")


def _plain(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, date | Fraction) else value


def _values(rows: Iterable[Sequence[str]]) -> Mapping[str, Mapping[str, Value]]:
    found = {}
    for identity, *parts in rows:
        said = json.loads("".join(parts))
        found[json.loads(identity)] = {field: _value(field, said.get(field)) for field in FIELDS}
    return found


def _value(field: str, said: object) -> Value:
    if isinstance(said, list):
        return tuple(str(one) for one in said)
    if not isinstance(said, str):
        return None
    if field in _DAYS:
        return date.fromisoformat(said)
    return Fraction(said) if field in _NUMBERS else said


def _checksum(heads: Iterable[Sequence[str]], rows: Iterable[Sequence[str]]) -> str:
    return digest(cell for row in (*heads, *rows) for cell in row)
