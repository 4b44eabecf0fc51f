"""Order the periods of figures: years, halves, quarters and months, what follows what, and which parts make a whole."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

# From the longest to the shortest, with how many of them make a year.
PER_YEAR = {"year": 1, "half": 2, "quarter": 4, "month": 12}
_LETTER = {"half": "H", "quarter": "Q"}


def kind_of(period: str) -> str:
    """Say whether a period is a year, a half, a quarter or a month."""
    if "-" not in period:
        return "year"
    return {"H": "half", "Q": "quarter"}.get(period[5], "month")


def place_in_time(period: str) -> int:
    """Give the periods of one kind numbers, so that each follows its neighbour by one."""
    kind, year = kind_of(period), int(period[:4])
    part = 1 if kind == "year" else int(period[5:].lstrip("HQ"))
    return year * PER_YEAR[kind] + part - 1


def named(kind: str, place: int) -> str:
    """Write the period of a kind and a place, as metrics.csv has it."""
    year, part = divmod(place, PER_YEAR[kind])
    if kind == "year":
        return f"{year:04}"
    return f"{year:04}-{part + 1:02}" if kind == "month" else f"{year:04}-{_LETTER[kind]}{part + 1}"


def last_month(period: str) -> int:
    """Give the number of the month in which a period ends, whatever its kind."""
    months = 12 // PER_YEAR[kind_of(period)]
    return (place_in_time(period) + 1) * months - 1


def latest_first(period: str) -> tuple[int, int]:
    """Order periods: the one that ends last first, and of those that end together the longest."""
    return (-last_month(period), PER_YEAR[kind_of(period)])


def parts_of(period: str) -> tuple[tuple[str, ...], ...]:
    """Give every way to part a period into shorter ones, the longest parts first."""
    whole = PER_YEAR[kind_of(period)]
    ways = []
    for kind, count in PER_YEAR.items():
        if count > whole and count % whole == 0:
            first = place_in_time(period) * (count // whole)
            ways.append(tuple(named(kind, first + step) for step in range(count // whole)))
    return tuple(ways)


def missing_between(periods: Iterable[str]) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Give every hole in periods of one kind: the period before it, those that are missing, the one behind it."""
    ordered = sorted(periods, key=place_in_time)
    holes = []
    for before, after in pairwise(ordered):
        between = range(place_in_time(before) + 1, place_in_time(after))
        if between:
            holes.append((before, tuple(named(kind_of(before), place) for place in between), after))
    return tuple(holes)
