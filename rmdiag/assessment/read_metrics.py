"""Read metrics.csv: operational figures by period, exact, with commas or semicolons as spreadsheets write them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from rmdiag.assessment import codes
from rmdiag.assessment.asking import Reading
from rmdiag.assessment.metric_checks import check_series
from rmdiag.assessment.mission import Figure
from rmdiag.compendium.model import Metric
from rmdiag.problems import Problems, Span, did_you_mean, listed
from rmdiag.source import Document
from rmdiag.tongue import phrase

COLUMNS = ("period", "metric", "value", "numerator", "denominator", "source", "note")
# What a rate may differ from its numerator and denominator because it was rounded before it was written down.
ROUNDING = Fraction(1, 10)
_MONTHS = {"H1": 1, "H2": 7, "Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10}
_PERIOD = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?\Z")
_PLAIN = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?\Z")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+\Z")


class Cell(NamedTuple):
    """One cell of the table, with its place in the file."""

    text: str
    span: Span


class Row(NamedTuple):
    """One row of the table by column; a column that is absent or blank is not in `cells`."""

    cells: Mapping[str, Cell]
    delimiter: str
    span: Span

    def text(self, column: str) -> str | None:
        """Give a cell's text, None when blank."""
        cell = self.cells.get(column)
        return None if cell is None else cell.text

    def at(self, column: str) -> Span:
        """Give a cell's place, or the row's when the cell is blank."""
        cell = self.cells.get(column)
        return self.span if cell is None else cell.span


def read_metrics(document: Document, reading: Reading) -> tuple[Figure, ...]:
    """Give the figures, each once per period; `value` may be left to numerator and denominator."""
    found: dict[tuple[str, str], Figure] = {}
    places: dict[Span, Row] = {}
    for row in _rows(document, reading.problems):
        figure = _figure(row, reading)
        if figure is None:
            continue
        places[figure.span] = row
        first = found.setdefault((figure.metric, figure.period), figure)
        if first is not figure:
            values = {"metric": figure.metric, "period": figure.period, "first": first.span.line}
            reading.problems.add(codes.FIGURE_TWICE, figure, **values)
    figures, rules = tuple(found.values()), reading.questionnaire.framework.rules
    check_series(figures, rules, lambda figure, column: places[figure.span].at(column), reading.problems)
    return figures


def _figure(row: Row, reading: Reading) -> Figure | None:
    metric = _metric(row, reading)
    period = _period(row, reading)
    written, numerator, denominator = (_number(row, name, reading.problems) for name in COLUMNS[2:5])
    unread = any(
        row.text(name) is not None and value is None
        for name, value in zip(COLUMNS[2:5], (written, numerator, denominator), strict=True)
    )
    if metric is None or unread:
        return None
    value = _value(row, metric, (written, numerator, denominator), reading.problems)
    if value is None or period is None:
        return None
    return Figure(
        metric=metric.id,
        period=period,
        value=value,
        numerator=numerator,
        denominator=denominator,
        source=row.text("source"),
        note=row.text("note"),
        span=row.span,
    )


def _metric(row: Row, reading: Reading) -> Metric | None:
    metrics = reading.questionnaire.framework.metrics
    words = row.text("metric") or ""
    if words not in metrics:
        near = did_you_mean(words, metrics)
        reading.problems.add(codes.UNKNOWN_METRIC, row.at("metric"), id=words, near=near)
    return metrics.get(words)


def _period(row: Row, reading: Reading) -> str | None:
    words = row.text("period") or ""
    match = _PERIOD.match(words)
    if match is None:
        reading.problems.add(codes.NOT_A_PERIOD, row.at("period"), words=words)
        return None
    year, part = match.groups()
    begins = date(int(year), _MONTHS.get(part or "H1") or int(part), 1)
    if reading.as_of is not None and begins > reading.as_of:
        reading.problems.add(codes.PERIOD_TO_COME, row.at("period"), words=words, as_of=reading.as_of)
    return words


def _number(row: Row, column: str, problems: Problems) -> Fraction | None:
    """Read digits as an exact number; a decimal comma is taken where semicolons part the cells, a guess never."""
    words = row.text(column)
    if words is None:
        return None
    semicolons = row.delimiter == ";"
    plain = words.replace(",", ".") if semicolons and words.count(",") == 1 and "." not in words else words
    # Between semicolons, 1.234 is twelve hundred to one reader and one and a bit to the next.
    doubtful = semicolons and _THOUSANDS.match(words)
    if _PLAIN.match(plain) and not doubtful:
        return Fraction(plain)
    bare = words.rstrip("% ").strip()
    hint = phrase(", such as {number}", number=bare) if bare != words and _PLAIN.match(bare) else ""
    problems.add(codes.NOT_A_FIGURE, row.at(column), column=column, words=words, hint=hint)
    return None


def _value(
    row: Row, metric: Metric, numbers: tuple[Fraction | None, Fraction | None, Fraction | None], problems: Problems
) -> Fraction | None:
    written, numerator, denominator = numbers
    if denominator == 0:
        problems.add(codes.ZERO_DENOMINATOR, row.at("denominator"), metric=metric.id)
        return None
    percent = metric.unit == "percent"
    computed = None
    if numerator is not None and denominator is not None:
        computed = numerator / denominator * (100 if percent else 1)
    value = computed if written is None else written
    if value is None:
        problems.add(codes.NO_VALUE, row.span, metric=metric.id)
        return None
    if percent and not 0 <= value <= 100:  # noqa: PLR2004  # a percent
        place = row.at("numerator" if written is None else "value")
        problems.add(codes.NOT_A_SHARE, place, metric=metric.id, words=_shown(value))
        return None
    if computed is not None and abs(value - computed) > ROUNDING:
        values = {"metric": metric.id, "words": _shown(value), "computed": _shown(computed)}
        problems.add(codes.VALUE_DIFFERS, row.at("value"), **values)
    return value


def _shown(value: Fraction) -> str:
    """Write a number for a message, to two decimals."""
    hundredths = round(value * 100)
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole}" + (f".{rest:02}".rstrip("0") if rest else "")


def _rows(document: Document, problems: Problems) -> Iterator[Row]:
    """Give the rows beneath the header; rows that are blank are passed over."""
    text = document.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [f"{line}\n" for line in text.removesuffix("\n").split("\n")]
    delimiter = ";" if lines[0].count(";") > lines[0].count(",") else ","
    records = _records(document.name, lines, delimiter, problems)
    header = next(records, None)
    columns = _columns(header or [], Span(file=document.name), problems)
    if not columns:
        return
    for cells in records:
        if not any(cell.text for cell in cells):
            continue
        extra = [cell for cell in cells[len(columns) :] if cell.text]
        if extra:
            values = {"cells": len(cells), "columns": len(columns), "delimiter": delimiter}
            problems.add(codes.TOO_MANY_CELLS, extra[0].span, **values)
            continue
        by_column = {name: cell for name, cell in zip(columns, cells, strict=False) if cell.text}
        yield Row(cells=by_column, delimiter=delimiter, span=cells[0].span)


def _columns(header: list[Cell], whole: Span, problems: Problems) -> tuple[str, ...]:
    """Give the names of the columns, or none when figures cannot be read by them."""
    names = tuple(cell.text for cell in header)
    missing = [name for name in COLUMNS[:2] if name not in names]
    if missing:
        place = header[0].span if header else whole
        problems.add(codes.NOT_CSV, place, reason=phrase("the first line does not name {list}", list=listed(missing)))
        return ()
    for cell in header:
        if cell.text and cell.text not in COLUMNS:
            near = did_you_mean(cell.text, COLUMNS)
            problems.add(codes.UNKNOWN_COLUMN, cell.span, id=cell.text, near=near, known=listed(COLUMNS))
    if len({name for name in names if name}) < len([name for name in names if name]):
        problems.add(codes.NOT_CSV, header[0].span, reason=phrase("a column is named twice"))
        return ()
    return names


def _records(name: str, lines: list[str], delimiter: str, problems: Problems) -> Iterator[list[Cell]]:
    """Part the lines into cells, each with its place."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    line = 1
    try:
        for texts in reader:
            words = lines[line - 1].rstrip("\n")
            # A record over several lines has a quoted line break; its cells are shown by where the record begins.
            starts = _starts(words, delimiter) if reader.line_num == line else []
            yield [
                Cell(text=text.strip(), span=Span(file=name, line=line, column=column, words=words))
                for text, column in zip(texts, [*starts, *[1] * len(texts)], strict=False)
            ]
            line = reader.line_num + 1
    except csv.Error as error:
        problems.add(codes.NOT_CSV, _line(name, line, lines), reason=str(error))


def _line(name: str, line: int, lines: list[str]) -> Span:
    words = lines[line - 1].rstrip("\n") if line <= len(lines) else ""
    return Span(file=name, line=line, column=1, words=words)


def _starts(words: str, delimiter: str) -> list[int]:
    """Give the column in which every cell of a line begins."""
    starts, quoted = [1], False
    for column, sign in enumerate(words, 1):
        if sign == '"':
            quoted = not quoted
        elif sign == delimiter and not quoted:
            starts.append(column + 1)
    return starts
