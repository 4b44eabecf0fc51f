"""Put questions to an extract of declarations with DuckDB, inside this process; nothing leaves the machine.

The engine may open one file and its own scratch folder. Network, extensions and every other file are closed to it
before the file is touched, and cannot be opened again.
"""

from __future__ import annotations

import csv
import io
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag.assessment import extract_sql as sql
from rmdiag.assessment import metric_codes as codes
from rmdiag.assessment.extract import FLAGS, TIMES, Extract, hours_of
from rmdiag.assessment.extract_figures import MONTH, TOTAL, YEAR, Counted
from rmdiag.assessment.metric_periods import named
from rmdiag.files import write_whole
from rmdiag.problems import Problems, Span, did_you_mean, listed
from rmdiag.tongue import marked, phrase

if TYPE_CHECKING:
    import duckdb

INSTALL = f"{sys.executable} -m pip install 'duckdb>=1.3'"
LEAST_MEMORY = 1_500_000_000  # bytes; ten million declarations want about half of it
EXAMPLES = 3
_FIRST_LINE_BYTES = 1024 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_REJECTED = {
    "MISSING COLUMNS": marked("has fewer cells than there are columns"),
    "TOO MANY COLUMNS": marked("has too many cells"),
}


def is_there(path: Path) -> bool:
    """Say whether something stands at a path already; nothing is ever overwritten."""
    return path.exists() or path.is_symlink()


def save_rows(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """Write rows as CSV, whole or not at all."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    write_whole(path, stream.getvalue().encode())


def can_ask() -> bool:
    """Say whether DuckDB is there."""
    return find_spec("duckdb") is not None


def most_memory() -> int:
    """Give the bytes of memory that the engine may take: half of the machine's, where that can be known."""
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError):  # not on this system
        return LEAST_MEMORY
    return max(LEAST_MEMORY, whole // 2)


def count_extract(path: Path, extract: Extract, as_of: date, problems: Problems) -> tuple[Counted, ...]:
    """Count an extract by every group; nothing when it cannot be read. Rows that cannot be used are problems.

    Raises OSError when the file cannot be opened.
    """
    import duckdb

    with path.open("rb") as stream:
        stream.read(1)
    try:
        with _opened(path) as connection:
            return _count(_Asked(path, extract, connection, as_of), problems)
    except duckdb.OutOfMemoryException:
        reason = phrase(
            "so many declarations do not fit into memory; count them in parts, such as one file for each year"
        )
        problems.add(codes.EXTRACT_NOT_READ, Span(file=str(path)), file=path.name, reason=reason)
        return ()
    except duckdb.Error as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        problems.add(codes.EXTRACT_NOT_READ, Span(file=str(path)), file=path.name, reason=reason)
        return ()


def write_synthetic(path: Path, question: str) -> None:
    """Write what a question gives to a file that is not there yet, as CSV or Parquet by its name."""
    form = "format parquet" if path.suffix == ".parquet" else "format csv, header"
    with _opened(path) as connection:
        connection.execute(f"copy ({question}) to {sql.literal(str(path.resolve()))} ({form})")


def write_parquet(path: Path, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]]) -> None:
    """Write rows under names and types of columns as Parquet, whole or not at all; replaces what stands there."""
    heads = ", ".join(f"{_quoted(name)} {kind}" for name, kind in columns)
    lists = ", ".join(f"unnest(?::{kind}[])" for _, kind in columns)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.part")
    try:
        with _opened(draft) as connection:
            connection.execute(f"create table rows ({heads})")
            if rows:
                by_column = [list(column) for column in zip(*rows, strict=True)]
                connection.execute(f"insert into rows select {lists}", by_column)  # types of our own
            connection.execute(f"copy rows to {sql.literal(str(draft.resolve()))} (format parquet)")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _opened(*paths: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open DuckDB in memory, closed to everything but these paths and a scratch folder of its own."""
    import duckdb

    off: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    with tempfile.TemporaryDirectory(prefix="rmdiag-") as scratch, duckdb.connect(":memory:", config=off) as connection:
        allowed = ", ".join(sql.literal(str(path.resolve())) for path in paths)
        connection.execute(f"set allowed_paths = [{allowed}]")
        connection.execute(f"set allowed_directories = [{sql.literal(scratch)}]")
        connection.execute(f"set temp_directory = {sql.literal(scratch)}")
        connection.execute(f"set memory_limit = '{most_memory()}B'")
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        yield connection


class _Asked:
    """An extract under the hands of DuckDB."""

    def __init__(self, path: Path, extract: Extract, connection: duckdb.DuckDBPyConnection, as_of: date) -> None:
        self.path, self.extract, self.connection = path, extract, connection
        self.parquet = _is_parquet(path)
        table = _parquet(path) if self.parquet else _csv(path)
        described = connection.execute(f"describe select * from {table}").fetchall()  # noqa: S608  # quoted path only
        self.source = sql.Source(table=table, types={row[0]: row[1] for row in described}, as_of=as_of)

    def pack(self) -> None:
        """Read the extract once, and hold it as packs whose words are made sense of; counts are taken from those."""
        self.connection.execute(f"create temp table packed as {sql.packed(self.extract, self.source)}")
        self.connection.execute(f"create temp view facts as {sql.facts(self.extract, self.source)}")
        self.connection.execute(f"create temp table fine as {sql.fine(self.extract)}")

    def ask(self, question: str) -> list[tuple[object, ...]]:
        """Give the rows that answer a question."""
        return self.connection.execute(question).fetchall()

    def at(self, row: int = 0, column: str = "") -> Span:
        """Give a place in the extract: a row as a spreadsheet numbers it, a column by its number."""
        place = list(self.source.types).index(column) + 1 if column in self.source.types else 1
        return Span(file=str(self.path), line=row, column=place if row else 0)


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"PAR1"


def _parquet(path: Path) -> str:
    return f"read_parquet({sql.literal(str(path.resolve()))})"


def _csv(path: Path) -> str:
    """Open a CSV as text only, by the names and the delimiter of its first line; broken lines are kept apart."""
    with path.open("rb") as stream:
        first = stream.readline(_FIRST_LINE_BYTES).decode("utf-8-sig", errors="replace").rstrip("\r\n")
    delimiter = max(_DELIMITERS, key=first.count)
    names = next(csv.reader([first], delimiter=delimiter), [])
    columns = ", ".join(f"{sql.literal(name.strip())}: 'VARCHAR'" for name in names)
    form = f"delim = {sql.literal(delimiter)}, quote = '\"', escape = '\"', header = true, auto_detect = false"
    where = sql.literal(str(path.resolve()))
    return f"read_csv({where}, columns = {{{columns}}}, {form}, store_rejects = true, rejects_limit = 0)"


def _count(asked: _Asked, problems: Problems) -> tuple[Counted, ...]:
    if not _check_columns(asked, problems):
        return ()
    extract = asked.extract
    asked.pack()
    broken = _note_broken(asked, problems)
    unusable = {int(str(r)): int(str(n)) for r, n in asked.ask("select reason, sum(every) from fine group by reason")}
    usable = unusable.pop(0, 0)
    if unusable:
        _note_unusable(asked, unusable, broken, problems)
    if not usable:
        count = sum(unusable.values()) + len(broken)
        problems.add(codes.NOTHING_USABLE, asked.at(), file=asked.path.name, count=count)
        return ()
    if "declaration" in extract.columns:
        _note_repeated(asked, problems)
    return tuple(_counted(asked))


def _check_columns(asked: _Asked, problems: Problems) -> bool:
    """Note columns that are not there, or of a type that can never say what they should."""
    types, extract, sound = asked.source.types, asked.extract, True
    for key, name in extract.columns.items():
        place = extract.places.get(key) or asked.at()
        if name not in types:
            values = {"key": key, "words": name, "file": asked.path.name, "known": listed(types, 20)}
            problems.add(codes.NO_SUCH_COLUMN, place, **values, near=did_you_mean(name, types))
            sound = False
        elif wanted := _unfit(key, types[name]):
            values = {"key": key, "column": name, "found": types[name], "wanted": wanted}
            problems.add(codes.WRONG_TYPE, place, **values)
            sound = False
    return sound


def _unfit(key: str, found: str) -> str:
    """Say what a column should hold, when its type cannot be it."""
    if found.endswith("]") or found.startswith(("STRUCT", "MAP", "UNION", "BLOB", "BIT")):
        return marked("one value to a row")
    if key in TIMES and found in ("BOOLEAN", "DOUBLE", "FLOAT", "TIME", "INTERVAL"):
        return marked("dates")
    if key in FLAGS and found.startswith(("DATE", "TIME", "INTERVAL")):
        return marked("yes or no")
    return ""


def _note_broken(asked: _Asked, problems: Problems) -> tuple[int, ...]:
    """Note lines of a CSV that do not have the cells of its first line; give their numbers."""
    if asked.parquet:
        return ()
    rows = asked.ask("select line, min(error_type), min(csv_line) from reject_errors group by line order by line")
    by_kind: dict[str, list[tuple[int, str]]] = {}
    for line, kind, words in rows:
        by_kind.setdefault(str(kind), []).append((int(str(line)), str(words)))
    for kind, found in by_kind.items():
        values = {"count": len(found), "row": found[0][0], "words": found[0][1][:80], "column": phrase("whole line")}
        why, first = (
            _REJECTED.get(kind, marked("cannot be parted into cells")),
            ", ".join(str(n) for n, _ in found[:EXAMPLES]),
        )
        problems.add(codes.ROWS_UNUSABLE, asked.at(found[0][0]), **values, why=why, rows=first)
    return tuple(int(str(row[0])) for row in rows)


def _note_unusable(asked: _Asked, unusable: dict[int, int], broken: tuple[int, ...], problems: Problems) -> None:
    checks = sql.checks(asked.extract, asked.source)
    found: dict[int, list[tuple[int, str]]] = {}
    for reason, row, words in asked.ask(sql.examples(asked.extract, asked.source, EXAMPLES)):
        number = int(str(row))
        if not asked.parquet:  # behind the first line, and behind the broken lines that were kept apart
            number += 1
            for line in broken:
                number += line <= number
        found.setdefault(int(str(reason)), []).append((number, "" if words is None else str(words)))
    for reason, count in sorted(unusable.items()):
        key, _, why = checks[reason - 1]
        column, (row, words) = asked.extract.columns[key], found[reason][0]
        values = {"count": count, "column": column, "why": why, "row": row, "words": words[:80] or phrase("blank")}
        rows = ", ".join(str(number) for number, _ in found[reason])
        problems.add(codes.ROWS_UNUSABLE, asked.at(row, column), **values, rows=rows)


def _note_repeated(asked: _Asked, problems: Problems) -> None:
    ((count,),) = asked.ask(sql.repeated())
    if count:
        problems.add(codes.DECLARED_TWICE, asked.at(), count=count)


def _counted(asked: _Asked) -> Iterator[Counted]:
    """Give what was counted of every group, in the order of sets and then of names."""
    conditions = sql.conditions(asked.extract)
    hours = _hours(asked)
    found = []
    for row in asked.ask(sql.rolled(asked.extract)):
        by, group = _named(row[:6])
        numbers = [int(str(value)) for value in row[6:]]
        points = zip(hours_of(asked.extract), hours.get((by, group), ()), strict=False)
        one = Counted(
            by=by,
            group=group,
            declarations=numbers[0],
            counts=dict(zip(conditions, numbers[1:-2], strict=True)),
            seconds={each.metric: Fraction(str(value)) for each, value in points if value is not None},
            first_month=numbers[-2],
            last_month=numbers[-1],
        )
        found.append(one)
    yield from sorted(
        (one for one in found if one.by in _kinds(asked.extract)), key=lambda one: (sql.SETS.index(one.by), one.group)
    )


def _hours(asked: _Asked) -> dict[tuple[str, str], tuple[object, ...]]:
    """Give the points of release time of every group, by its set and name."""
    kinds = _kinds(asked.extract) if hours_of(asked.extract) else ()
    rows = ((kind, row) for kind in kinds for row in asked.ask(sql.release_hours(asked.extract, kind)))
    return {(kind, _name(kind, row[0])): row[1:] for kind, row in rows}


def _kinds(extract: Extract) -> tuple[str, ...]:
    """Give the sets by which an extract can be grouped, as its columns go."""
    return tuple(kind for kind in sql.SETS if kind in (TOTAL, YEAR, MONTH) or kind in extract.columns)


def _named(key: tuple[object, ...]) -> tuple[str, str]:
    """Say which set a row belongs to and which group of it: `grouping` has a 0 bit where a column was kept."""
    bits = int(str(key[0]))
    kept = [place for place in range(5) if not bits >> (4 - place) & 1]
    if not kept:
        return TOTAL, ""
    kind = sql.SETS[kept[0] + 1]
    return kind, _name(kind, key[kept[0] + 1])


def _name(kind: str, value: object) -> str:
    """Write the name of a group; a declaration may have no office, mode or profile."""
    if kind in (YEAR, MONTH):
        return named(kind, int(str(value)))
    return "" if kind == TOTAL or value is None else str(value)


def _quoted(name: str) -> str:
    """Write the name of a column as SQL has it."""
    return '"' + name.replace('"', '""') + '"'
