"""Ask what every file of a mission is asked: for a known id, a reason, dates that can be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from rmdiag.assessment import codes
from rmdiag.assessment.mission import Mission
from rmdiag.fields import Fields, as_fields
from rmdiag.problems import Kind, Problems, did_you_mean, listed
from rmdiag.questionnaires.codes import NO_SUCH_EVIDENCE
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.source import Document, Scalar, parse

# A slip of the pen gives 0226 or 20226. Nobody assessed risk management before Customs had computers.
FIRST_DATE, LAST_DATE = date(1980, 1, 1), date(2199, 12, 31)
# Judgements and agreements may follow the mission by months, while a report is written; a year later is a slip.
LATEST_AFTER = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is at hand while a folder is read; `head` is what mission.yaml says, None when it says too little."""

    questionnaire: Questionnaire
    problems: Problems
    head: Mission | None = None

    @property
    def as_of(self) -> date | None:
        """The mission's date, when it is known."""
        return None if self.head is None else self.head.as_of


def opened(document: Document, problems: Problems) -> Fields | None:
    """Parse a document as a mapping that is ready to be asked."""
    node = parse(document, problems)
    return None if node is None else as_fields(node, document.name.rpartition("/")[2], problems)


def known_id(scalar: Scalar | None, kind: Kind, known: Iterable[str], problems: Problems) -> str | None:
    """Give an id that exists; one that does not is a problem of the kind, with the nearest id offered."""
    if scalar is None:
        return None
    choices = tuple(known)
    if scalar.text in choices:
        return scalar.text
    near = did_you_mean(scalar.text, choices)
    problems.add(kind, scalar, id=scalar.text, near=near, known=listed(choices))
    return None


def reason_of(row: Fields, what: str) -> str:
    """Give the reason that stands in `reason`; a missing one is a problem."""
    reason = row.text("reason")
    if reason is None:
        row.problems.add(codes.NO_REASON, row.at("reason"), what=what)
    return reason or ""


def period_of(row: Fields, start: str, end: str) -> tuple[date | None, date | None]:
    """Give the dates of two keys; an end before its start is a problem."""
    first, last = row.date(start), row.date(end)
    check_period(row, (start, first), (end, last))
    return first, last


def check_period(row: Fields, start: tuple[str, date | None], end: tuple[str, date | None]) -> None:
    """Note an end that lies before its start; each is a key with its date."""
    first, last = start[1], end[1]
    if first is not None and last is not None and last < first:
        row.problems.add(codes.END_BEFORE_START, row.at(end[0]), start=f"{start[0]}: {first}", end=f"{end[0]}: {last}")


def amount_of(row: Fields, key: str) -> Fraction | None:
    """Give an amount; one below 0 is a problem."""
    amount = row.fraction(key)
    if amount is not None and amount < 0:
        row.problems.add(codes.BELOW_ZERO, row.at(key), key=key, words=amount)
        return None
    return amount


def day_in_reach(row: Fields, key: str, kind: Kind) -> date | None:
    """Give a date; one that is centuries away is a problem of the kind."""
    when = row.date(key)
    if when is None or FIRST_DATE <= when <= LAST_DATE:
        return when
    row.problems.add(kind, row.at(key), key=key, words=when, first=FIRST_DATE, last=LAST_DATE)
    return None


def date_near(row: Fields, what: str, as_of: date | None, key: str = "on") -> date | None:
    """Give the date in `on`, or in another key; one more than a year after the mission's date is a problem."""
    when = row.date(key)
    if when is not None and as_of is not None and when > as_of + LATEST_AFTER:
        row.problems.add(codes.DATED_LATE, row.at(key), what=what, words=when, as_of=as_of)
    return when


def known_evidence(row: Fields, identity: str, evidence: Mapping[str, object]) -> tuple[str, ...]:
    """Give the ids of `evidence`; one that the register does not have is kept and noted."""
    found = []
    for scalar in row.scalars("evidence"):
        if scalar.text not in evidence:
            near = did_you_mean(scalar.text, evidence)
            row.problems.add(NO_SUCH_EVIDENCE, scalar, id=identity, evidence=scalar.text, near=near)
        found.append(scalar.text)
    return tuple(found)
