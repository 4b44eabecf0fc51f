"""Say which action each row of a workbook is, also where its id is blank: nothing is added twice, nothing mixed up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rmdiag.assessment.exchange import codes
from rmdiag.assessment.exchange.returned import Returned, Row
from rmdiag.assessment.exchange.shown import alike
from rmdiag.assessment.plan_merge import Value
from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange.cells import Cell, text_of

LONGEST_ID = 40
_UNFIT = re.compile(r"[\s,;]")
_MADE = re.compile(r"A-([0-9]{1,6})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActions:
    """The actions that a row can be: those from which the workbook set out, and those of the plan."""

    base: Mapping[str, Mapping[str, Value]]
    plan: Mapping[str, Mapping[str, Value]]

    @property
    def ids(self) -> tuple[str, ...]:
        """Every id, each once."""
        return tuple(dict.fromkeys((*self.base, *self.plan)))


@dataclass(slots=True, kw_only=True)
class _Search:
    """Find the action of each row."""

    known: KnownActions
    file: str
    problems: Problems
    found: dict[str, Row] = field(default_factory=dict)  # by id

    def named(self, row: Row) -> bool:
        """Take a row by the id that stands in it; False where none does."""
        cell = row.cells["id"]
        if cell.blank:
            return False
        at = row.at("id", self.file)
        identity = _known_as(text_of(cell), self.known.ids)
        if cell.error or cell.formula or _is_unfit(identity, self.known.ids):
            self.problems.add(codes.UNFIT_ID, at, cell=cell.address, words=cell.words, most=LONGEST_ID)
        elif identity in self.found:
            first = self.found[identity].cells["id"].address
            self.problems.add(codes.ID_TWICE, at, cell=cell.address, words=identity, first=first)
        else:
            self.found[identity] = row
        return True

    def unnamed(self, row: Row) -> None:
        """Take a row without an id: it has lost its own, was imported before, or is new."""
        words, recommendation = (_said(row.cells.get(key)) for key in ("action", "recommendation"))
        known = [*self.known.base.items(), *self.known.plan.items()]
        free = (one for one in known if one[0] not in self.found)
        identity = next((name for name, values in free if _is_same(values, words, recommendation)), None)
        if identity in self.known.base:
            self.problems.add(codes.ID_LOST, row.at("id", self.file), cell=row.cells["id"].address, id=identity)
        self.found[identity or _next_id((*self.known.ids, *self.found))] = row


def identified(returned: Returned, known: KnownActions, problems: Problems) -> Mapping[str, Row]:
    """Give the rows of a workbook by the ids of their actions, in the order of the sheet.

    A row without an id is the action of which it has the words and that no other row is; failing that it is new and
    gets the next free id.
    """
    search = _Search(known=known, file=returned.name, problems=problems)
    unnamed = [row for row in returned.rows if not search.named(row)]
    for row in unnamed:
        search.unnamed(row)
    return dict(sorted(search.found.items(), key=lambda found: found[1].number))


def _known_as(text: str, ids: Iterable[str]) -> str:
    """Give an id as the plan writes it; a cell may show it a little otherwise."""
    looks = list(ids)
    exact = [identity for identity in looks if alike(identity, text)]
    loose = [identity for identity in looks if identity.casefold() == text.casefold()]
    return next(iter((*exact, *loose)), text)


def _is_unfit(identity: str, ids: Sequence[str]) -> bool:
    return identity not in ids and (len(identity) > LONGEST_ID or _UNFIT.search(identity) is not None)


def _said(cell: Cell | None) -> str:
    return "" if cell is None or cell.blank else text_of(cell)


def _is_same(values: Mapping[str, Value], words: str, recommendation: str) -> bool:
    """Say whether an action has the words of a row and its recommendation; where no words stand, that alone."""
    written, *_ = recommendation.split() or [""]
    same = str(values["recommendation"] or "").casefold() == written.casefold()
    return same and (alike(values["action"], words) if words else bool(written))


def _next_id(taken: Iterable[str]) -> str:
    return f"A-{max(_numbers(taken), default=0) + 1:02}"


def _numbers(ids: Iterable[str]) -> Iterator[int]:
    return (int(match[1]) for match in map(_MADE.match, ids) if match)
