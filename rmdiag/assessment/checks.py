"""Check answers against the mission: its set, edition, date and evidence register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from rmdiag.assessment import codes
from rmdiag.assessment.asking import LATEST_AFTER, Reading
from rmdiag.assessment.visits import day_of, rows_of
from rmdiag.problems import Span, did_you_mean
from rmdiag.questionnaires.codes import DATE_TO_COME, NO_SUCH_EVIDENCE, OTHER_EDITION, OUTSIDE_SET, UNFORESEEN
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Response, Sheet, Standing
from rmdiag.source import nothing_lost
from rmdiag.tongue import marked


def check_answers(answers: Answers, evidence: Mapping[str, object], reading: Reading) -> None:
    """Note what no single file can show; `evidence` holds the ids of the register."""
    head = reading.head
    asked = reading.questionnaire.in_set(None if head is None else head.set)
    for sheet in answers.sheets:
        _check_sheet(sheet, reading)
    for response in _responses(answers):
        if head is not None and head.set and response.question not in asked and response.said:
            reading.problems.add(OUTSIDE_SET, response, id=response.question, set=head.set)
        _check_date(response, reading)
        _check_foreseen(response, reading)
        _check_cells(response, reading)
        for identity in response.evidence:
            if identity not in evidence:
                near = did_you_mean(identity, evidence)
                reading.problems.add(NO_SUCH_EVIDENCE, response, id=response.question, evidence=identity, near=near)


def check_silence(answers: Answers, reading: Reading) -> None:
    """Warn of a mission in which nobody has answered anything; a round on paper is no such mission."""
    head = reading.head
    silent = not any(response.said for response in _responses(answers))
    if head is not None and silent and nothing_lost(reading.problems):  # what was lost may have been answers
        reading.problems.add(codes.NOTHING_ANSWERED, Span(file=head.span.file))


def _check_sheet(sheet: Sheet, reading: Reading) -> None:
    head = reading.head
    if head is None:
        return
    if sheet.edition is not None and head.edition and sheet.edition != head.edition:
        reading.problems.add(OTHER_EDITION, sheet, sheet=sheet.edition, mission=head.edition)
    if sheet.on is not None and sheet.on > head.as_of + LATEST_AFTER:
        reading.problems.add(codes.DATED_LATE, sheet, what=marked("The sheet"), words=sheet.on, as_of=head.as_of)


def _check_date(response: Response, reading: Reading) -> None:
    """Find answers that lie in the future; SCORING 3 calls them a problem."""
    when = None if response.answer is None else response.answer.value
    as_of = reading.as_of
    if as_of is not None and isinstance(when, date) and when > as_of:
        reading.problems.add(DATE_TO_COME, response, id=response.question, words=when, as_of=as_of)


def _check_foreseen(response: Response, reading: Reading) -> None:
    """Find questions called not applicable whose authors did not foresee it (SCORING 1: accepted, and a finding)."""
    question = reading.questionnaire.questions[response.question]
    foreseen = question.applies_when is not None or question.not_applicable_when is not None
    if response.standing is Standing.NOT_APPLICABLE and not foreseen:
        reading.problems.add(UNFORESEEN, response, id=response.question)


def _check_cells(response: Response, reading: Reading) -> None:
    """Find cells of a table that are not what their column holds; the place is that of the table."""
    question = reading.questionnaire.questions[response.question]
    holding = {column.id: column.holds for column in question.columns if column.holds != "text"}
    for number, row in enumerate(rows_of(response) if holding else (), start=1):
        for column, text in row:
            wanted = _WANTED.get(holding.get(column, ""))
            if wanted is not None and text.strip() and not wanted.fits(text.strip(), reading):
                near = did_you_mean(text, reading.questionnaire.framework.indicators) if wanted is _INDICATOR else ""
                values = {"row": number, "id": question.id, "words": text, "column": column, "near": near}
                reading.problems.add(codes.NOT_A_CELL, response, **values, what=wanted.what, way_out=wanted.way_out)


class _Wanted(NamedTuple):
    """What a column holds, in words, and how to tell."""

    what: str
    way_out: str
    fits: Callable[[str, Reading], bool]


_INDICATOR = _Wanted(
    marked("indicator"),
    marked("the id of one, such as TRT-03"),
    lambda text, reading: text in reading.questionnaire.framework.indicators,
)
_WANTED = {
    "indicator": _INDICATOR,
    "level": _Wanted(
        marked("level"),
        marked("a level of the scale as a whole number"),
        lambda text, reading: text in {str(step.level) for step in reading.questionnaire.framework.levels},
    ),
    "date": _Wanted(
        marked("date"), marked("year-month-day, such as 2026-11-22"), lambda text, _: day_of(text) is not None
    ),
}


def _responses(answers: Answers) -> Iterator[Response]:
    for sheet in answers.sheets:
        yield from sheet.responses.values()
    for agreed in answers.consensus:
        yield agreed.response
