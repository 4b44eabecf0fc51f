"""Lay the delivery of plans, the shares of donors and proposed exchanges out as tables."""

from __future__ import annotations

from collections.abc import Iterable

from rmdiag.assessment.portfolio.matching import Way, match
from rmdiag.assessment.portfolio.questions_delivery import Carried, deliveries, delivery_tally, donor_shares
from rmdiag.screens.programme_questions import Asked
from rmdiag.screens.programme_tables import Cell, Table, columns_of
from rmdiag.screens.words import language_name
from rmdiag.tongue import heads, marked, phrase

_CARRIED = heads(
    "actions", "declared done", "verified", "overdue", "dropped", "currency", "cost", "cost verified", "without cost",
    "person-months", "without person-months",
)  # fmt: skip
_PLAN_HEADS = (*heads("administration", "name", "round"), *_CARRIED)
_SUM_HEADS = (*heads("plans of"), *_CARRIED)
_DONOR_HEADS = (*heads("donor", "title", "administrations"), *_CARRIED, *heads("supported"))
_PLAN_COUNT_HEADS = heads("criterion", "administrations", "counted")
_VISIT_HEADS = heads("learner", "host", "near", "languages", "gaps", "why")
_WORKSHOP_HEADS = heads("for", "id", "title", "indicator", "learners", "could teach")
_GAP_HEADS = heads("learner", "indicator", "level", "target", "who knows the way")
_NEAR = heads("region and language", "region", "language", "neither")
_KINDS = heads("whole", "region", "language")
_NOT_SAID = marked("(not said)")
_EVERY = marked("all administrations shown")
_WITH_PLAN = marked("with a plan")
_DECLARED = marked("half or more of the actions declared done")
_VERIFIED = marked("half or more of the actions verified")
_OVERDUE = marked("with an action overdue")


def plans(asked: Asked) -> Table:
    """Give how the plan of each administration is carried out."""
    rows = [
        (one.member.id, one.member.name, one.round, *_carried(one.carried, one.currency))
        for one in deliveries(asked.portfolio, asked.on, asked.audience)
    ]
    return Table(name="plans", columns=columns_of(_PLAN_HEADS, "ttt" + _KINDS_OF_CARRIED), rows=tuple(rows))


def plan_counts(asked: Asked) -> Table:
    """Count who carries out how much."""
    tally = delivery_tally(asked.portfolio, asked.on, asked.audience)
    counted = [
        *((_WITH_PLAN, tally.with_plan), (_DECLARED, tally.half_declared)),
        *((_VERIFIED, tally.half_verified), (_OVERDUE, tally.with_overdue)),
    ]
    rows = tuple((phrase(what), tally.of, count) for what, count in counted)
    return Table(name="plan-counts", columns=columns_of(_PLAN_COUNT_HEADS, "tnc"), rows=rows)


def plan_sums(asked: Asked) -> Table:
    """Add up actions and money, per currency."""
    totals = delivery_tally(asked.portfolio, asked.on, asked.audience).totals
    rows = tuple((phrase(_EVERY), *_carried(carried, currency)) for currency, carried in totals)
    return Table(name="plan-sums", columns=columns_of(_SUM_HEADS, "t" + _KINDS_OF_CARRIED), rows=rows)


def donors(asked: Asked) -> Table:
    """Give what each donor is said to pay for, per currency."""
    rows: list[tuple[Cell, ...]] = [
        (
            *(share.donor, phrase(_NOT_SAID) if share.title is None else share.title, share.administrations),
            *(*_carried(share.carried, share.currency), share.supported),
        )
        for share in donor_shares(asked.portfolio, asked.on, asked.audience)
    ]
    return Table(name="donors", columns=columns_of(_DONOR_HEADS, "ttn" + _KINDS_OF_CARRIED + "n"), rows=tuple(rows))


def needs(asked: Asked) -> Table:
    """Give every gap with who knows the way, the nearest first."""
    rows = [
        (gap.learner.id, gap.indicator, gap.level, gap.target, ", ".join(host.id for host in gap.hosts))
        for gap in match(asked.portfolio, asked.audience).gaps
    ]
    return Table(name="needs", columns=columns_of(_GAP_HEADS, "ttnnt"), rows=tuple(rows))


def visits(asked: Asked) -> Table:
    """Give the proposed study visits, each with its reasons."""
    rows = [
        (one.learner.id, one.host.id, one.near.value, ", ".join(one.languages), len(one.ways), way_words(one.ways))
        for one in match(asked.portfolio, asked.audience).visits
    ]
    return Table(name="visits", columns=columns_of(_VISIT_HEADS, "ttwtnt"), rows=tuple(rows))


def workshops(asked: Asked) -> Table:
    """Give the proposed workshops."""
    rows = [
        (
            *(one.kind, one.id, language_name(one.id) if one.kind == "language" else one.title, one.indicator),
            *(", ".join(member.id for member in members) for members in (one.learners, one.teachers)),
        )
        for one in match(asked.portfolio, asked.audience).workshops
    ]
    return Table(name="workshops", columns=columns_of(_WORKSHOP_HEADS, "wttttt"), rows=tuple(rows))


def way_words(ways: Iterable[Way]) -> str:
    """Say of each gap where the learner is and how the host came to where it is: GOV-02 at 1, host 2→4 since 2026."""
    return "; ".join(
        phrase(
            "{indicator} at {level}, host {was}→{now} since {since}",
            indicator=way.indicator,
            level=way.learner_level,
            was=way.host_was,
            now=way.host_level,
            since=way.since,
        )
        for way in ways
    )


_KINDS_OF_CARRIED = "nnnnntaanan"


def _carried(one: Carried, currency: str | None) -> tuple[Cell, ...]:
    return (
        *(one.actions, one.declared, one.verified, one.overdue, one.dropped, currency, one.cost, one.cost_verified),
        *(one.without_cost, one.person_months, one.without_person_months),
    )
