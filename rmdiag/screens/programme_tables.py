"""Hold a table of a programme with typed cells, and write it for people, CSV, JSON and Parquet.

People see a band of numbers as one cell; for machines it is two columns, the least and the most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.portfolio.disclosure import Count
from rmdiag.assessment.score_json import Json
from rmdiag.reports.rounding import digits, percent_down
from rmdiag.screens.words import decimal, shown
from rmdiag.terminal import MINUS
from rmdiag.tongue import in_english, joined, phrase

Cell = str | int | bool | Fraction | date | Count | None
NONE = "–"
PLACES = 4  # of what does not end, in CSV


class Kind(StrEnum):
    """What the cells of a column are, by one letter each."""

    TEXT = "t"
    WORD = "w"  # of an enumeration, which people read in their language
    NUMBER = "n"
    LEVEL = "l"
    MOVE = "m"  # with a sign
    AMOUNT = "a"  # of money or of months
    SHARE = "s"  # between 0 and 1, which people read in percent
    DAY = "d"
    TRUTH = "b"
    COUNT = "c"  # a number of administrations, or a band of numbers


_PARQUET = {
    Kind.TEXT: "varchar",
    Kind.WORD: "varchar",
    Kind.NUMBER: "bigint",
    Kind.LEVEL: "double",
    Kind.MOVE: "double",
    Kind.AMOUNT: "double",
    Kind.SHARE: "double",
    Kind.DAY: "date",
    Kind.TRUTH: "boolean",
    Kind.COUNT: "bigint",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The head of a column, in English, and what its cells are."""

    name: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `name` is that of its file."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def columns_of(heads: Sequence[str], kinds: str) -> tuple[Column, ...]:
    """Give columns from heads and the letters of their kinds."""
    return tuple(Column(name=head, kind=Kind(letter)) for head, letter in zip(heads, kinds, strict=True))


def for_people(table: Table) -> tuple[list[str], list[Sequence[str]]]:
    """Give heads and rows as people read them."""
    kinds = [column.kind for column in table.columns]
    rows = [[_words(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows]
    return [column.name for column in table.columns], list(rows)


def for_csv(table: Table) -> tuple[list[str], list[Sequence[str]]]:
    """Give heads and rows with numbers as programs read them; an empty cell is what is not known or not told."""
    heads = [name for column in table.columns for name in _names(column)]
    return heads, [[_number(value) for value in row] for row in plain_rows(table)]


def for_parquet(table: Table) -> tuple[list[tuple[str, str]], list[tuple[object, ...]]]:
    """Give the names and types of columns, and rows; levels and shares are the nearest double."""
    typed = [(_field(name), _PARQUET[column.kind]) for column in table.columns for name in _names(column)]
    return typed, [tuple(float(v) if isinstance(v, Fraction) else v for v in row) for row in plain_rows(table)]


def for_json(table: Table) -> list[Json]:
    """Give a list of objects; exact fractions and dates are text."""
    fields = [_field(name) for column in table.columns for name in _names(column)]
    return [dict(zip(fields, map(_plain, row), strict=True)) for row in plain_rows(table)]


def plain_rows(table: Table) -> list[tuple[str | int | bool | Fraction | date | None, ...]]:
    """Give the rows with each count as the least and the most."""
    kinds = [column.kind for column in table.columns]
    return [
        tuple(value for cell, kind in zip(row, kinds, strict=True) for value in _values(cell, kind))
        for row in table.rows
    ]


def _values(cell: Cell, kind: Kind) -> Iterable[str | int | bool | Fraction | date | None]:
    if isinstance(cell, Count):
        return cell.low, cell.high
    if kind is Kind.COUNT:
        return None, None
    return (in_english(cell) if isinstance(cell, str) else cell,)


def _names(column: Column) -> tuple[str, ...]:
    if column.kind is Kind.COUNT:
        return f"{column.name} at least", f"{column.name} at most"
    return (column.name,)


def _field(name: str) -> str:
    return name.replace(" ", "_")


def _words(cell: Cell, kind: Kind) -> str:
    if cell is None:
        return NONE
    if isinstance(cell, Count):
        return str(cell.low) if cell.exact is not None else f"{cell.low}–{cell.high}"
    if isinstance(cell, bool):
        return phrase("yes") if cell else phrase("no")
    if isinstance(cell, Fraction):
        return _fraction(cell, kind)
    if isinstance(cell, date):
        return cell.isoformat()
    return shown(cell) if isinstance(cell, str) and kind is Kind.WORD and cell else str(cell)


def _fraction(cell: Fraction, kind: Kind) -> str:
    if kind is Kind.SHARE:
        return percent_down(cell)
    if kind is Kind.AMOUNT and cell.denominator == 1:
        return decimal(cell)
    if kind is Kind.MOVE and cell:
        return joined("", ("+" if cell > 0 else MINUS, decimal(abs(cell), 2)))
    return decimal(cell, 2)


def _number(value: str | int | Fraction | date | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return digits(value, PLACES).rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)


def _plain(value: object) -> object:
    if isinstance(value, Fraction):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
