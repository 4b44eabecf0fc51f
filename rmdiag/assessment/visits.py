"""Take what a study visit recorded as observations, and turn those that name an action into actions of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from rmdiag.assessment.actions import PlannedAction
from rmdiag.problems import Span
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import ACTION, Question, Questionnaire, Response, Sheet, Standing

OWNER, DUE = "owner", "due"  # the columns that say who acts, and by when


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One row of a table that becomes actions: what was seen, on which indicator, and what is to be done at home."""

    id: str  # the question's id and the row's number, such as VIS-Q1.3
    sheet: Sheet
    cells: Mapping[str, str] = field(default_factory=dict)  # by column, as written
    indicator: str | None = None
    level: int | None = None  # of the host
    action: str | None = None
    owner: str | None = None
    due: date | None = None
    evidence: tuple[str, ...] = ()
    span: Span


def observations(answers: Answers, questionnaire: Questionnaire) -> tuple[Observation, ...]:
    """Give every row that was recorded in a table that becomes actions, in the order of the sheets."""
    recording = [q for q in questionnaire.questions.values() if q.becomes is not None]
    return tuple(one for question in recording for one in _observed(question, answers))


def actions_of(found: Iterable[Observation], host: str | None) -> tuple[PlannedAction, ...]:
    """Give an action for each observation that names one; the host is where it comes from."""
    return tuple(
        PlannedAction(
            id=one.id,
            action=one.action,
            recommendation=None,
            origin=host,
            responsible=one.owner,
            start=None,
            end=one.due,
            status="planned",
            evidence=one.evidence,
            span=one.span,
        )
        for one in found
        if one.action
    )


def _observed(question: Question, answers: Answers) -> Iterator[Observation]:
    number = 0
    for sheet in sorted(answers.sheets, key=lambda sheet: sheet.id):
        response = sheet.responses.get(question.id)
        if response is None:
            continue
        for row in rows_of(response):
            number += 1
            yield _observation(question, f"{question.id}.{number}", sheet, (response, row))


def rows_of(response: Response) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Give the rows of an answered table; anything else has none."""
    value = None if response.answer is None else response.answer.value
    if response.standing is not Standing.ANSWERED or not isinstance(value, tuple):
        return ()
    return tuple(row for row in value if isinstance(row, tuple))


def day_of(text: str | None) -> date | None:
    """Read a date that was checked when its sheet was."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _observation(
    question: Question, identity: str, sheet: Sheet, said: tuple[Response, tuple[tuple[str, str], ...]]
) -> Observation:
    response, row = said
    cells = {column: text.strip() for column, text in row if text.strip()}
    held = {column.holds: cells[column.id] for column in question.columns if column.id in cells}
    level = held.get("level", "")
    return Observation(
        id=identity,
        sheet=sheet,
        cells=cells,
        indicator=held.get("indicator"),
        level=int(level) if level.isdigit() else None,
        action=cells.get(ACTION),
        owner=cells.get(OWNER),
        due=day_of(cells.get(DUE)),
        evidence=response.evidence,
        span=response.span,
    )
