"""Keep in a workbook from which values it set out, so that what was changed in it can be told from what was not.

The sheet that holds them is out of sight. Every value is written as JSON in plain ASCII: nothing that a spreadsheet
program does to texts, dates or numbers can touch it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan_merge import FIELDS, Value, values_of
from rmdiag.questionnaires.exchange.kept import kept_rows, read_kept
from rmdiag.tongue import phrase

FORMAT = "rmdiag plan workbook"
VERSION = 1
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
    facts = {
        "administration": identity.administration,
        "country": identity.country,
        "round": identity.round,
        "on": on.isoformat(),
    }
    values = {
        action.id: {name: _plain(value) for name, value in values_of(action).items() if value is not None}
        for action in actions
    }
    return kept_rows((FORMAT, VERSION), facts, values)


def read_base(rows: Iterable[Sequence[str]]) -> Base | None:
    """Give what a workbook set out from; None where the sheet was changed, so that it can be trusted no more."""
    kept = read_kept(rows)
    if kept is None:
        return None
    facts = {name: str(fact) for name, fact in kept.facts.items()}
    try:
        identity = Identity(**{key: facts[key] for key in ("administration", "country", "round")})
        values = {one: _values(said) for one, said in kept.values.items() if isinstance(said, Mapping)}
        return Base(identity=identity, on=date.fromisoformat(facts["on"]), values=values)
    except (ValueError, KeyError, TypeError):
        return None


def _plain(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    return str(value) if isinstance(value, date | Fraction) else value


def _values(said: Mapping[str, object]) -> Mapping[str, Value]:
    return {name: _value(name, said.get(name)) for name in FIELDS}


def _value(field: str, said: object) -> Value:
    if isinstance(said, list):
        return tuple(str(one) for one in said)
    if not isinstance(said, str):
        return None
    if field in _DAYS:
        return date.fromisoformat(said)
    return Fraction(said) if field in _NUMBERS else said
