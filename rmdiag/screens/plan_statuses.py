"""Show how an adopted plan stands: what is overdue or at risk and why, who owes what, how much is implemented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.plan_status import Cause, Owner, PlanStatus, Risk, Share, Standing
from rmdiag.assessment.score_json import Json
from rmdiag.problems import listed
from rmdiag.reports.rounding import percent_down
from rmdiag.screens.words import decimal, shown
from rmdiag.tongue import heads, joined, marked, phrase, phrases

FORMAT = "rmdiag plan status 1"
COLUMNS = heads("action", "status", "standing", "ends", "responsible", "what it is", "why")
OWNER_COLUMNS = heads("responsible", "actions", "declared done", "verified", "overdue", "at risk")
NOBODY = marked("(nobody named)")
LONGEST = 60  # characters of an action's words in the table
_CAUSES = {
    Risk.NOT_BEGUN: marked("should have begun on {start}"),
    Risk.WAITS_FOR_DROPPED: marked("waits for {action}, which was dropped"),
    Risk.WAITS_FOR_LATE: marked("waits for {action}, which is late or at risk"),
    Risk.TOO_EARLY: marked("begins before {action} ends"),
    Risk.NO_END: marked("has no last day"),
    Risk.NO_OWNER: marked("nobody is responsible"),
}


def status_rows(status: PlanStatus) -> list[Sequence[str]]:
    """Give a row per action: what is overdue first, then what is at risk, then the rest in the order of the plan."""
    rest = [s for s in status.standings if not s.overdue and not s.at_risk]
    return [_row(standing) for standing in (*status.overdue, *status.at_risk, *rest)]


def owner_rows(status: PlanStatus) -> list[Sequence[str]]:
    """Give a row per responsible role."""
    return [_owner_row(owner) for owner in status.owners]


def status_lines(status: PlanStatus, currency: str | None) -> Iterator[str]:
    """Say in sentences how much is implemented, and what needs somebody's attention."""
    counts = ", ".join(f"{number} {shown(name)}" for name, number in status.counts.items() if number)
    yield phrases(
        "On {day}: {count} action: {list}.",
        "On {day}: {count} actions: {list}.",
        len(status.standings),
        day=status.on.isoformat(),
        list=counts or phrase("none"),
    )
    yield _share_line(phrase("Implemented, by number of actions"), status.by_number, "")
    if status.by_staff.total is None:
        yield phrase("By person-months: not known, as not every action has a figure.")
    else:
        yield _share_line(phrase("By person-months"), status.by_staff, "")
    if status.by_cost.total is None:
        yield phrase("By cost: not known, as not every action has a figure.")
    else:
        yield _share_line(phrase("By cost"), status.by_cost, f" {currency}" if currency else "")
    yield phrases(
        "{count} action is overdue, {at_risk} at risk, {soon} due within 90 days.",
        "{count} actions are overdue, {at_risk} at risk, {soon} due within 90 days.",
        len(status.overdue),
        at_risk=len(status.at_risk),
        soon=len(status.soon),
    )
    if status.unproven:
        yield phrase("Declared done without evidence: {list}.", list=listed(status.unproven, 20))


def status_json(status: PlanStatus, currency: str | None) -> Json:
    """Give all of it as plain values; shares are exact fractions as text (schema: plan-status.schema.json)."""
    return {
        "format": FORMAT,
        "on": status.on.isoformat(),
        "counts": dict(status.counts),
        "currency": currency,
        "implemented": {
            "actions": _share_json(status.by_number),
            "person_months": _share_json(status.by_staff),
            "cost": _share_json(status.by_cost),
        },
        "actions": [_standing_json(standing) for standing in status.standings],
        "owners": [
            {
                "responsible": owner.role,
                "actions": owner.actions,
                "declared": owner.declared,
                "verified": owner.verified,
                "overdue": owner.overdue,
                "at_risk": owner.at_risk,
            }
            for owner in status.owners
        ],
        "without_evidence": list(status.unproven),
    }


def cause_words(cause: Cause, standing: Standing) -> str:
    """Say why an action is at risk."""
    return phrase(_CAUSES[cause.risk], action=cause.action, start=standing.action.start)


def _row(standing: Standing) -> Sequence[str]:
    action = standing.action
    causes = joined("; ", (cause_words(cause, standing) for cause in standing.causes))
    return (
        action.id,
        shown(action.status),
        _standing(standing),
        "" if action.end is None else action.end.isoformat(),
        action.responsible or "",
        action.action if len(action.action) <= LONGEST else f"{action.action[:LONGEST].rsplit(' ', 1)[0]} …",
        causes or action.reason or "",
    )


def _standing(standing: Standing) -> str:
    if standing.overdue:
        return phrases("{count} day overdue", "{count} days overdue", standing.days_late)
    return phrase("at risk") if standing.at_risk else phrase("due soon") if standing.soon else ""


def _owner_row(owner: Owner) -> Sequence[str]:
    numbers = (owner.actions, owner.declared, owner.verified, owner.overdue, owner.at_risk)
    return (owner.role or phrase(NOBODY), *(str(number) for number in numbers))


def _share_line(measure: str, share: Share, unit: str) -> str:
    declared, verified = (share.of(part) for part in (share.declared, share.verified))
    if declared is None or verified is None:
        return phrase("{measure}: nothing to count.", measure=measure)
    values = {"measure": measure, "declared": percent_down(declared), "verified": percent_down(verified)}
    if share.total is None:
        return phrase("{measure}: {declared} declared, {verified} verified.", **values)
    total = f"{_amount(share.total)}{unit}"
    return phrase("{measure}: {declared} declared, {verified} verified of {total}.", **values, total=total)


def _amount(value: Fraction) -> str:
    return f"{int(value):,}".replace(",", " ") if value.denominator == 1 else decimal(value, 1)


def _share_json(share: Share) -> Json:
    every = {"total": share.total, "declared": share.declared, "verified": share.verified}
    shares = {"share_declared": share.of(share.declared), "share_verified": share.of(share.verified)}
    return {name: None if value is None else str(value) for name, value in {**every, **shares}.items()}


def _standing_json(standing: Standing) -> Json:
    action = standing.action
    return {
        "id": action.id,
        "action": action.action,
        "recommendation": action.recommendation,
        "indicator": action.indicator,
        "responsible": action.responsible,
        "status": action.status,
        "start": None if action.start is None else action.start.isoformat(),
        "end": None if action.end is None else action.end.isoformat(),
        "days_overdue": standing.days_late,
        "due_soon": standing.soon,
        "risks": [{"risk": cause.risk.value, "action": cause.action} for cause in standing.causes],
    }
