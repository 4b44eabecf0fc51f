"""Write an adopted plan as a workbook for Excel and LibreOffice: to filter, print, fill in and send back."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.exchange import codes
from rmdiag.assessment.exchange.base import base_rows
from rmdiag.assessment.exchange.columns import ADVICE, BASE, BY_KEY, GUIDE, LISTS, PLAN
from rmdiag.assessment.exchange.formats import Formats
from rmdiag.assessment.exchange.outgoing import OutgoingPlan
from rmdiag.assessment.exchange.outlay import Outlay
from rmdiag.assessment.exchange.plan_sheet import confidentiality_of, write_plan
from rmdiag.assessment.exchange.side_sheets import write_advice, write_guide, write_lists
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan_merge import values_of
from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange.heights import free_heights
from rmdiag.questionnaires.exchange.shown import LONGEST_CELL, fits
from rmdiag.tongue import phrase


def to_workbook(plan: OutgoingPlan) -> bytes:
    """Give a plan as a workbook; the same plan on the same day gives the same bytes.

    Raises ValueError for a text that no cell can hold; `check_fits` finds them all beforehand.
    """
    problems = Problems()
    check_fits(plan.mission, problems)
    if problems:
        raise ValueError("; ".join(problem.message for problem in problems))
    outlay = Outlay(plan=plan)
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    _name(book, outlay)
    formats = Formats(book=book)
    for name, write in ((PLAN, write_plan), (GUIDE, write_guide), (LISTS, write_lists), (ADVICE, write_advice)):
        write(book.add_worksheet(phrase(name)), outlay, formats)
    base = book.add_worksheet(BASE)
    for number, row in enumerate(base_rows(plan.mission, plan.actions, plan.on)):
        for place, cell in enumerate(row):
            base.write_string(number, place, cell)
    base.very_hidden()
    base.protect()
    book.close()
    return free_heights(stream.getvalue())


def check_fits(mission: Mission, problems: Problems) -> None:
    """Note every text of a plan that is too long for a cell; nothing is ever cut."""
    for action in mission.actions:
        for key, text in _texts(action):
            if not fits(text):
                head, size = phrase(BY_KEY[key].head), len(text)
                problems.add(codes.TOO_LONG, action.span, id=action.id, head=head, size=size, most=LONGEST_CELL)


def _texts(action: PlannedAction) -> list[tuple[str, str]]:
    values = {"id": action.id, **values_of(action)}
    written = {key: ", ".join(value) if isinstance(value, tuple) else value for key, value in values.items()}
    return [(key, text) for key, text in written.items() if isinstance(text, str)]


def _name(book: Workbook, outlay: Outlay) -> None:
    """Say what the file is; its time is that of the plan's day, not of the clock."""
    book.set_properties(
        {
            "title": outlay.title,
            "subject": outlay.day_words,
            "author": "rmdiag",
            "comments": confidentiality_of(outlay),
            "created": datetime.combine(outlay.on, time(), tzinfo=UTC),
        }
    )
    book.set_size(2400, 1500)
