"""Take a cell as the value that its column holds; what it cannot mean is noted with its address and a way out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from fractions import Fraction

from rmdiag.assessment.actions import STATUSES
from rmdiag.assessment.asking import FIRST_DATE, LAST_DATE
from rmdiag.assessment.exchange import codes
from rmdiag.assessment.exchange.columns import Column, Holds
from rmdiag.assessment.plan_merge import Value
from rmdiag.files import in_every_language
from rmdiag.problems import Kind, Problems, Span, did_you_mean, listed
from rmdiag.questionnaires.exchange.cells import Cell, parts_of, text_of
from rmdiag.questionnaires.exchange.shown import read_number, written_day, written_number
from rmdiag.tongue import phrase

_LARGEST = 10**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The ids that cells can name."""

    indicators: Collection[str]
    recommendations: Collection[str]
    evidence: Collection[str]
    actions: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is at hand while a cell is read."""

    file: str
    known: Known
    problems: Problems

    def note(self, kind: Kind, cell: Cell, **values: object) -> None:
        """Note a mistake in a cell, with its address and words."""
        place = Span(file=self.file, line=cell.row, column=cell.column)
        self.problems.add(kind, place, cell=cell.address, words=cell.words, **values)


class Unusable(Exception):  # noqa: N818  # no error of the program: the mistake in the cell is noted
    """A cell cannot be taken as what its column holds; the problem is noted."""


def value_of(cell: Cell, column: Column, asking: Asking) -> Value:
    """Give what a cell says, None where nothing stands.

    Raises Unusable after the problem was noted.
    """
    if cell.blank:
        return None
    if cell.error or cell.formula:
        asking.note(codes.CELL_ERROR if cell.error else codes.NOT_WORKED_OUT, cell, head=phrase(column.head))
        raise Unusable
    return _READERS[column.holds](cell, column, asking)


def _text(cell: Cell, _: Column, __: Asking) -> Value:
    return text_of(cell) or None


def _one_of(known: Iterable[str], kind: Kind) -> Callable[[Cell, str, Asking], str]:
    """Make a reader of an id; capitals do not matter, nor what stands behind the id."""
    ids = {identity.casefold(): identity for identity in known}

    def read(cell: Cell, text: str, asking: Asking) -> str:
        first, *_ = text.split()
        for said in (text, first.rstrip(":,.")):
            if said.casefold() in ids:
                return ids[said.casefold()]
        asking.note(kind, cell, said=text, near=did_you_mean(text, ids.values()), known=listed(ids.values()))
        raise Unusable

    return read


def _indicator(cell: Cell, _: Column, asking: Asking) -> Value:
    return _one_of(asking.known.indicators, codes.NO_SUCH_INDICATOR)(cell, text_of(cell), asking)


def _recommendation(cell: Cell, _: Column, asking: Asking) -> Value:
    return _one_of(asking.known.recommendations, codes.NO_SUCH_RECOMMENDATION)(cell, text_of(cell), asking)


def _status(cell: Cell, _: Column, asking: Asking) -> Value:
    """Read a status, in the language of the file or in any that a workbook may have been written in."""
    said = text_of(cell)
    meant = {word.casefold(): status for status in STATUSES for word in (phrase(status), *in_every_language(status))}
    return _one_of(STATUSES, codes.NO_SUCH_STATUS)(cell, meant.get(said.casefold(), said), asking)


def _evidence(cell: Cell, _: Column, asking: Asking) -> Value:
    read = _one_of(asking.known.evidence, codes.NO_SUCH_EVIDENCE)
    return tuple(dict.fromkeys(read(cell, part, asking) for part in parts_of(text_of(cell)))) or None


def _actions(cell: Cell, _: Column, asking: Asking) -> Value:
    """Give ids of actions; one that is not there is noted once it is known which actions there will be."""
    ids = {identity.casefold(): identity for identity in asking.known.actions}
    return tuple(dict.fromkeys(ids.get(part.casefold(), part) for part in parts_of(text_of(cell)))) or None


def _day(cell: Cell, column: Column, asking: Asking) -> Value:
    found = cell.day if not isinstance(cell.value, str) else written_day(text_of(cell))
    if found is None or (isinstance(cell.value, datetime) and cell.value.time() != time()):
        asking.note(codes.NOT_A_DAY, cell, head=phrase(column.head))
        raise Unusable
    if not FIRST_DATE <= found <= LAST_DATE:
        asking.note(codes.UNLIKELY_DAY, cell, head=phrase(column.head), first=FIRST_DATE, last=LAST_DATE)
        raise Unusable
    return found


def _number(cell: Cell, column: Column, asking: Asking) -> Value:
    value = cell.value
    found: Fraction | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        found = read_number(value)
    elif isinstance(value, str):
        found = written_number(text_of(cell))
    if found is None or found > _LARGEST:
        asking.note(codes.NOT_A_NUMBER, cell, head=phrase(column.head))
        raise Unusable
    if found < 0:
        asking.note(codes.BELOW_ZERO, cell, head=phrase(column.head))
        raise Unusable
    return found


_READERS: Mapping[Holds, Callable[[Cell, Column, Asking], Value]] = {
    Holds.TEXT: _text,
    Holds.INDICATOR: _indicator,
    Holds.RECOMMENDATION: _recommendation,
    Holds.STATUS: _status,
    Holds.DAY: _day,
    Holds.NUMBER: _number,
    Holds.MONEY: _number,
    Holds.EVIDENCE: _evidence,
    Holds.ACTIONS: _actions,
}
