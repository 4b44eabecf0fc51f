"""Take the export of a phone server apart: one record per submission, each with its columns as they are named there."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from io import StringIO

from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.exchange import codes
from rmdiag.tongue import marked
from rmdiag.values import dataclass

DELIMITERS = (",", ";", "\t")
DEEPEST = 12  # groups within groups; forms of ours have two
_LINK = "@odata.navigationLink"
_ELSEWHERE = ("PARENT_KEY", "_parent_index", "_submission__id", "__Submissions-id")  # columns of a file with rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in one column of a record; `number` counts columns from 1, 0 where they have no order."""

    column: str
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One submission; `rows` are those of tables, by the column under which they stand."""

    line: int
    cells: tuple[Cell, ...]
    rows: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What a file holds; `tables` says whether rows of tables stand in it."""

    records: tuple[Record, ...] = ()
    columns: tuple[str, ...] = ()
    tables: bool = True


def csv_export(text: str, name: str, known: Callable[[str], bool], problems: Problems) -> Export | None:
    """Read a CSV, whatever its delimiter; None, with the problem noted, where no column is one of ours."""
    lines = list(StringIO(text, newline=""))  # as a CSV counts them: not at every sign that Unicode calls a line's end
    skipped = 1 if lines and lines[0].lower().startswith("sep=") else 0
    lines = lines[skipped:]
    at = Span(file=name)
    heads = {delimiter: _head(lines, delimiter) for delimiter in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda one: sum(map(known, heads[one])))
    columns = heads[delimiter]
    if not any(map(known, columns)):
        _note_no_export(columns, at, problems)
        return None
    try:
        records = tuple(_lines(csv.reader(lines, delimiter=delimiter), columns, (name, skipped), problems))
    except csv.Error:
        problems.add(codes.NO_FORM, at, reason=marked("it is damaged, or was only half copied"))
        return None
    return Export(records=records, columns=tuple(columns), tables=False)


def _head(lines: list[str], delimiter: str) -> list[str]:
    """Give the names of the columns; none where a long line does not fall apart with this delimiter."""
    try:
        return [head.strip() for head in next(csv.reader(lines, delimiter=delimiter), [])]
    except csv.Error:
        return []


def json_export(plain: object, name: str, problems: Problems) -> Export | None:
    """Read the JSON of Kobo or of ODK Central; None, with the problem noted, where it holds no submissions."""
    at = Span(file=name)
    found, more = _submissions(plain)
    if found is None or not all(isinstance(one, dict) for one in found):
        problems.add(codes.NO_FORM, at, reason=marked("it is another kind of file"))
        return None
    if more:
        problems.add(codes.MORE_SUBMISSIONS, at, count=len(found))
    records = tuple(_record(one, number) for number, one in enumerate(found, 1) if isinstance(one, dict))
    columns = dict.fromkeys(name for one in records for name in (*(cell.column for cell in one.cells), *one.rows))
    return Export(records=records, columns=tuple(columns))


def _note_no_export(columns: Sequence[str], at: Span, problems: Problems) -> None:
    if any(column.endswith(_ELSEWHERE) for column in columns):
        problems.add(codes.ROWS_ALONE, at)
    else:
        problems.add(codes.NO_FORM, at, reason=marked("it is another kind of file"))


def _lines(
    reader: Iterator[list[str]], columns: Sequence[str], where: tuple[str, int], problems: Problems
) -> Iterator[Record]:
    """Give a record per line behind the head; a cell may go over several lines of the file."""
    name, skipped = where
    next(reader, None)
    while True:
        line = int(getattr(reader, "line_num", 0)) + 1 + skipped
        row = next(reader, None)
        if row is None:
            return
        if any(cell.strip() for cell in row[len(columns) :]):
            problems.add(codes.TOO_MANY_CELLS, Span(file=name, line=line), cells=len(row), columns=len(columns))
            continue
        if any(cell.strip() for cell in row):
            cells = enumerate(zip(columns, row, strict=False), 1)
            yield Record(line=line, cells=tuple(Cell(column=c, number=n, text=t) for n, (c, t) in cells))


def _submissions(plain: object) -> tuple[list[object] | None, bool]:
    """Give the list of submissions, and whether the server has more of them."""
    if isinstance(plain, list):
        return plain, False
    if not isinstance(plain, dict):
        return None, False
    for key, more in (("results", "next"), ("value", "@odata.nextLink")):
        if isinstance(plain.get(key), list):
            return plain[key], bool(plain.get(more))
    return [plain], False


def _record(plain: dict[str, object], number: int) -> Record:
    cells: list[Cell] = []
    rows: dict[str, tuple[Mapping[str, str], ...]] = {}
    for column, value in _flat(plain, "", DEEPEST):
        if isinstance(value, list):
            rows[column] = tuple(dict(_texts(one)) for one in value if isinstance(one, dict))
            words = [one for one in value if isinstance(one, str)]
            cells += [Cell(column=column, number=0, text=" ".join(words))] if words else []
        else:
            cells.append(Cell(column=column, number=0, text="" if column.endswith(_LINK) else _text(value)))
    return Record(line=number, cells=tuple(cells), rows=rows)


def elsewhere(column: str) -> str | None:
    """Give the column whose rows a server keeps at another address; None for one that is no such link."""
    return column.removesuffix(_LINK) if column.endswith(_LINK) else None


def _flat(plain: Mapping[str, object], before: str, deep: int) -> Iterator[tuple[str, object]]:
    for key, value in plain.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{key}/", deep - 1) if deep else ()
        else:
            yield before + key, value


def _texts(plain: dict[str, object]) -> Iterator[tuple[str, str]]:
    return ((key, _text(value)) for key, value in _flat(plain, "", DEEPEST) if not isinstance(value, list))


def _text(value: object) -> str:
    """Give a value as a CSV has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return str(value)
