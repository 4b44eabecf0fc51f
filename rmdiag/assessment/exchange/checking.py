"""Check that the values of an action go together, and that actions do not wait for each other or for nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rmdiag.assessment.actions import DECLARED
from rmdiag.assessment.exchange import codes
from rmdiag.assessment.exchange.returned import Row
from rmdiag.assessment.exchange.values import Asking
from rmdiag.assessment.plan_merge import Merge, Value
from rmdiag.compendium.checks import find_cycles
from rmdiag.compendium.model import Framework
from rmdiag.problems import Kind, Span, did_you_mean, listed
from rmdiag.tongue import chained, phrase

Values = Mapping[str, Value]


def check_values(values: Values, row: Row, framework: Framework, asking: Asking) -> None:
    """Note what cannot be true of one action at once."""
    status, start, end = values.get("status"), values.get("start"), values.get("end")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        _note(codes.ENDS_BEFORE_START, "end", row, asking, start=start, end=end)
    if status == "dropped" and not values.get("reason"):
        _note(codes.NO_REASON, "reason", row, asking)
    if status == "verified" and not values.get("evidence"):
        _note(codes.NO_EVIDENCE, "evidence", row, asking)
    if values.get("finished") and status not in DECLARED:
        _note(codes.NOT_FINISHED, "finished", row, asking, status=phrase(str(status)))
    recommended = framework.recommendations.get(str(values.get("recommendation") or ""))
    written = values.get("indicator")
    if recommended and written and written != recommended.indicator:
        told = {"written": written, "recommendation": recommended.id, "own": recommended.indicator}
        _note(codes.OTHER_INDICATOR, "indicator", row, asking, **told)


def check_waiting(plan: Mapping[str, Values], rows: Mapping[str, Row], asking: Asking) -> None:
    """Note what an action of a whole plan waits for and is not there, and every circle that a workbook closes."""
    for identity, row in rows.items():
        for one in _after(plan.get(identity, {})):
            if one not in plan:
                near = did_you_mean(one, plan)
                _note(codes.NO_SUCH_ACTION, "after", row, asking, said=one, near=near, known=listed(plan))
    for circle in find_cycles({identity: _after(values) for identity, values in plan.items()}):
        first = next((identity for identity in circle if identity in rows), None)
        path = chained(circle)
        if first is None:
            asking.problems.add(codes.CIRCLE, Span(file=asking.file), cell=phrase("The plan"), path=path)
        else:
            _note(codes.CIRCLE, "after", rows[first], asking, path=path)


def plan_after(before: Mapping[str, Values], merged: Merge) -> Mapping[str, Values]:
    """Give what a plan says of every action once a merge is written."""
    plan = {identity: dict(values) for identity, values in before.items()}
    for change in merged.changes:
        plan[change.action][change.field] = change.after
    return plan | {revision.id: dict(revision.now) for revision in merged.added}


def _after(values: Values) -> tuple[str, ...]:
    after = values.get("after")
    return after if isinstance(after, tuple) else ()


def _note(kind: Kind, key: str, row: Row, asking: Asking, **values: object) -> None:
    cell = row.cells.get(key)
    address = cell.address if cell else phrase("Row {number}", number=row.number)
    words = {"cell": address, "id": row.cells["id"].words or phrase("the new action")}
    asking.problems.add(kind, row.at(key, asking.file), **words, **values)
