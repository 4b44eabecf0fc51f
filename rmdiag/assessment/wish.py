"""Hold what a plan is asked to keep to: its first day, the staff of a quarter, the money, what must and must not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a plan has to keep to: its first day, the staff of a quarter, the money, what must and must not be in it."""

    start: date
    capacity: Fraction | None = None  # person-months per quarter
    budget: Fraction | None = None  # in the mission's currency
    must: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
