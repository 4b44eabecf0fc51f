"""Write an adopted plan as CSV: one row per action, every field a column, for spreadsheets and for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from rmdiag.assessment.actions import PlannedAction, Proposed
from rmdiag.assessment.exchange.outgoing import OutgoingPlan, plain
from rmdiag.questionnaires.exchange.shown import decimal

COLUMNS = (
    *("id", "action", "recommendation", "indicator", "dimension", "origin", "responsible", "start", "end", "status"),
    *("finished", "reason", "note", "evidence", "person_months", "cost", "currency", "funding", "support", "after"),
    *("proposed_responsible", "proposed_start", "proposed_end", "proposed_person_months", "proposed_cost"),
    *("proposed_support", "proposed_after"),
)
MARK = "\ufeff"  # by which spreadsheets know UTF-8
_BETWEEN = "; "
# A cell that begins with one of these is a formula to some spreadsheet, those of full width in some languages.
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_Value = str | date | Fraction | Sequence[str] | None


def is_ours(head: bytes) -> bool:
    """Say whether a file begins as one that was written here."""
    return head.startswith(f"{MARK}{','.join(COLUMNS)}\r\n".encode())


def to_csv(plan: OutgoingPlan) -> bytes:
    """Write a plan as CSV in UTF-8."""
    stream = io.StringIO()
    writer = csv.writer(stream)  # lines end as RFC 4180 has them
    writer.writerow(COLUMNS)
    for action in plan.actions:
        writer.writerow([_cell(value) for value in _row(plan, action)])
    return f"{MARK}{stream.getvalue()}".encode()


def _row(plan: OutgoingPlan, action: PlannedAction) -> tuple[_Value, ...]:
    """Give the values of an action in the order of COLUMNS."""
    dimension = plan.dimension(action)
    return (
        *(action.id, action.action, action.recommendation, action.indicator, dimension.id if dimension else None),
        *(action.origin, action.responsible, action.start, action.end, action.status, action.finished, action.reason),
        *(action.note, action.evidence, action.person_months, action.cost),
        None if action.cost is None else plan.mission.currency,
        *(action.funding, action.support, action.after),
        *_proposed(action.proposed or Proposed()),
    )


def _proposed(proposed: Proposed) -> tuple[_Value, ...]:
    return (
        *(proposed.responsible, proposed.start, proposed.end, proposed.person_months, proposed.cost),
        *(proposed.support, proposed.after),
    )


def _cell(value: _Value) -> str:
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    return harmless_cell(plain(value if isinstance(value, str) else _BETWEEN.join(value)))


def harmless_cell(text: str) -> str:
    """Keep a spreadsheet from running a text that begins like a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
