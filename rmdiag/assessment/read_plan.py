"""Read plan.yaml: adopted actions, each with its owner, dates, money, status and what was last proposed for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from rmdiag.assessment import codes, plan_codes
from rmdiag.assessment.actions import DECLARED, STATUSES, PlannedAction, Proposed
from rmdiag.assessment.asking import (
    Reading,
    amount_of,
    check_period,
    day_in_reach,
    known_evidence,
    known_id,
    opened,
    reason_of,
)
from rmdiag.compendium.checks import find_cycles
from rmdiag.fields import Fields
from rmdiag.source import Document, Node, Scalar, Sequence
from rmdiag.tongue import chained, phrase


def read_plan(document: Document, evidence: Mapping[str, object], reading: Reading) -> tuple[PlannedAction, ...]:
    """Give the adopted actions; `evidence` holds the ids of the register."""
    main = opened(document, reading.problems)
    if main is None:
        return ()
    found: dict[str, PlannedAction] = {}
    rows: dict[str, Fields] = {}
    for row in main.rows("actions", "an action"):
        action = _action(row, evidence, reading)
        first = found.setdefault(action.id, action)
        if first is action:
            rows[action.id] = row
        elif action.id:
            reading.problems.add(codes.ACTION_TWICE, row.at("id"), id=action.id, first=first.span.line)
    main.close()
    _check_waiting(found, rows)
    return tuple(found.values())


def _action(row: Fields, evidence: Mapping[str, object], reading: Reading) -> PlannedAction:
    identity = row.text("id", required=True) or ""
    recommendation, indicator = _belongs(row, identity, reading)
    own_words = row.text("action", required=not row.has("recommendation"))
    recommended = reading.questionnaire.framework.recommendations.get(recommendation or "")
    start, end = _period(row)
    status = row.word("status", STATUSES) or "planned"
    action = PlannedAction(
        id=identity,
        action=own_words or (recommended.action if recommended else ""),
        recommendation=recommendation,
        indicator=indicator,
        origin=row.text("origin"),
        responsible=row.text("responsible"),
        start=start,
        end=end,
        status=status,
        finished=_finished(row, identity, status),
        reason=reason_of(row, phrase("Dropping {id}", id=identity)) if status == "dropped" else row.text("reason"),
        note=row.text("note"),
        evidence=known_evidence(row, identity, evidence),
        person_months=amount_of(row, "person_months"),
        cost=amount_of(row, "cost"),
        funding=row.text("funding"),
        support=row.text("support"),
        after=row.texts("after"),
        proposed=_proposed(row),
        span=row.span,
    )
    if status == "verified" and not action.evidence:
        reading.problems.add(codes.UNPROVEN_ACTION, row.at("status"), id=identity)
    row.close()
    return action


def _belongs(row: Fields, identity: str, reading: Reading) -> tuple[str | None, str | None]:
    """Give the recommendation and the indicator of an action; both may be written, and then they must agree."""
    framework = reading.questionnaire.framework
    scalar = row.scalar("recommendation")
    recommendation = known_id(scalar, codes.UNKNOWN_RECOMMENDATION, framework.recommendations, reading.problems)
    written = known_id(row.scalar("indicator"), codes.UNKNOWN_INDICATOR, framework.indicators, reading.problems)
    own = framework.recommendations[recommendation].indicator if recommendation else None
    if own and written and own != written:
        values = {"id": identity, "recommendation": recommendation, "own": own, "written": written}
        reading.problems.add(plan_codes.OTHER_INDICATOR, row.at("indicator"), **values)
    return recommendation, written or own


def _period(row: Fields) -> tuple[date | None, date | None]:
    """Give the first and the last day of an action, each None when it is not written or no plan can mean it."""
    start, end = (day_in_reach(row, key, plan_codes.UNLIKELY_DAY) for key in ("start", "end"))
    check_period(row, ("start", start), ("end", end))
    return start, end


def _finished(row: Fields, identity: str, status: str) -> date | None:
    finished = day_in_reach(row, "finished", plan_codes.UNLIKELY_DAY)
    if finished is not None and status not in DECLARED:
        row.problems.add(plan_codes.NOT_FINISHED, row.at("finished"), id=identity, status=status)
    return finished


def _proposed(row: Fields) -> Proposed | None:
    """Read what was last proposed, which rmdiag itself has written."""
    inside = row.fields("proposed", "`proposed`")
    if inside is None:
        return None
    start, end = _period(inside)
    proposed = Proposed(
        responsible=inside.text("responsible"),
        start=start,
        end=end,
        person_months=amount_of(inside, "person_months"),
        cost=amount_of(inside, "cost"),
        support=inside.text("support"),
        after=inside.texts("after"),
    )
    inside.close()
    return proposed


def _check_waiting(actions: Mapping[str, PlannedAction], rows: Mapping[str, Fields]) -> None:
    """Note what actions wait for and is not in the plan, and every circle of actions that wait for each other."""
    for row in rows.values():
        for scalar in _scalars(row):
            known_id(scalar, plan_codes.UNKNOWN_ACTION, actions, row.problems)
    for circle in find_cycles({action.id: action.after for action in actions.values()}):
        row = rows[circle[0]]
        row.problems.add(plan_codes.ACTION_CIRCLE, row.at("after"), path=chained(circle))


def _scalars(row: Fields) -> Iterator[Scalar]:
    node = row.table.get("after")
    nodes: Iterable[Node] = node.nodes if isinstance(node, Sequence) else ()
    return (one for one in nodes if isinstance(one, Scalar) and not one.blank)
