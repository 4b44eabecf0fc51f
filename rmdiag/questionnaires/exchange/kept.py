"""Keep in a workbook what it set out from, on a sheet out of sight, so that what was changed in it can be told.

Every value is written as JSON in plain ASCII: nothing that a spreadsheet program does to texts, dates or numbers can
touch it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from rmdiag.files import digest
from rmdiag.values import dataclass

LONGEST_PART = 30_000  # characters of a value in one cell
HEAD = ("id", "values")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What a workbook keeps: facts about itself, and values by id, all as plain values of JSON."""

    facts: Mapping[str, object]
    values: Mapping[str, object]


def kept_rows(
    mark: tuple[str, int], facts: Mapping[str, object], values: Mapping[str, object]
) -> list[tuple[str, ...]]:
    """Give the rows of the sheet that is out of sight; `mark` names the format and its version."""
    heads = [(key, *_parts(value)) for key, value in facts.items()]
    rows = [(_written(identity), *_parts(value)) for identity, value in values.items()]
    form, version = mark
    return [(form, str(version)), *heads, ("checksum", _checksum(heads, rows)), HEAD, *rows]


def read_kept(rows: Iterable[Sequence[str]]) -> Kept | None:
    """Give what a workbook keeps; None where the sheet was changed, so that it can be trusted no more."""
    every = [tuple(cell for cell in row if cell) for row in rows]
    every = [row for row in every if row]
    place = next((number for number, row in enumerate(every) if row == HEAD), None)
    if place is None:
        return None
    heads, values = every[1:place], every[place + 1 :]
    try:
        if heads[-1] != ("checksum", _checksum(heads[:-1], values)):
            return None
        facts = {key: json.loads("".join(parts)) for key, *parts in heads[:-1]}
        return Kept(
            facts=facts, values={json.loads(identity): json.loads("".join(parts)) for identity, *parts in values}
        )
    except (ValueError, TypeError, IndexError):
        return None


def version_of(rows: Sequence[Sequence[str]], form: str) -> str | None:
    """Give the version in which a workbook was written, None where it does not say so."""
    first = [cell for cell in rows[0] if cell] if rows else []
    return first[1] if len(first) > 1 and first[0] == form else None


def _parts(value: object) -> tuple[str, ...]:
    written = _written(value)
    return tuple(written[start : start + LONGEST_PART] for start in range(0, len(written), LONGEST_PART))


def _written(value: object) -> str:
    # Without `_`, no program can take a part of it for one of its own marks.
    return json.dumps(value, ensure_ascii=True).replace("_", "\\u005f")


def _checksum(heads: Iterable[Sequence[str]], rows: Iterable[Sequence[str]]) -> str:
    return digest(cell for row in (*heads, *rows) for cell in row)
