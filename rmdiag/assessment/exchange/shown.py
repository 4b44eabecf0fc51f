"""Know a value of the plan again by how it looks in a cell."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rmdiag.assessment.plan_merge import Value
from rmdiag.questionnaires.exchange.shown import SIGNIFICANT, look_of, shown_number


def alike(one: Value, other: Value) -> bool:
    """Say whether two values look the same in a cell, so that nobody has changed one into the other."""
    return one == other or _look(one) == _look(other)


def _look(value: Value) -> str | None:
    if isinstance(value, Fraction):
        return f"{shown_number(value):.{SIGNIFICANT}g}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    return None if value is None else look_of(value)
