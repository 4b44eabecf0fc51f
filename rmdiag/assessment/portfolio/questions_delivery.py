"""Say how the plans of a programme are carried out on a day, and what each donor is said to pay for.

Plans are those of the last round of each administration. Declared is what the administration says is done, verified
what evidence shows; dropped actions count in neither. Money is summed per currency; currencies are never added up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rmdiag.assessment.actions import DECLARED
from rmdiag.assessment.portfolio.disclosure import Count, Panel, panel_of
from rmdiag.assessment.portfolio.model import ActionFact, Audience, Member, Named, Portfolio
from rmdiag.assessment.portfolio.questions import visible

DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """How many actions stand how, what they cost where that is written, and how many lack a figure."""

    actions: int = 0  # all but the dropped ones
    declared: int = 0  # done, verified or not
    verified: int = 0
    overdue: int = 0  # open, and the last day has passed
    dropped: int = 0
    cost: Fraction = Fraction(0)
    cost_verified: Fraction = Fraction(0)
    without_cost: int = 0
    person_months: Fraction = Fraction(0)
    without_person_months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How the plan of one administration is carried out; money in `currency`."""

    member: Member
    round: str
    currency: str | None
    carried: Carried


@dataclass(frozen=True, slots=True, kw_only=True)
class DonorShare:
    """What is said to be paid by one donor in one currency; `donor` None: the plans do not say, or name none of ours.

    `supported` are actions whose support names the donor, whoever pays.
    """

    donor: str | None
    title: str | None
    currency: str | None
    administrations: int
    carried: Carried
    supported: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryTally:
    """How many administrations carry out their plans how far."""

    of: int
    with_plan: Count | None
    half_declared: Count | None  # at least half of their actions
    half_verified: Count | None
    with_overdue: Count | None
    totals: tuple[tuple[str | None, Carried], ...]  # by currency; for others than the team of those that are seen


def deliveries(portfolio: Portfolio, on: date, audience: Audience = Audience.TEAM) -> tuple[Delivery, ...]:
    """Give how the plan of each administration is carried out; those without a plan are left out."""
    return tuple(
        Delivery(member=member, round=latest.round, currency=latest.currency, carried=carried(latest.actions, on))
        for member in visible(portfolio, audience)
        if (latest := portfolio.latest(member.id)) is not None and latest.actions
    )


def delivery_tally(portfolio: Portfolio, on: date, audience: Audience = Audience.TEAM) -> DeliveryTally:
    """Count administrations by how far they carry out their plans, and add up what may be added up."""
    panel = panel_of(portfolio, audience)
    every = {m: carried(kept.actions, on) for m in panel.members if (kept := portfolio.latest(m)) and kept.actions}

    def count(part: Callable[[Carried], bool]) -> Count | None:
        return panel.count(member for member, one in every.items() if part(one))

    return DeliveryTally(
        of=len(panel.members),
        with_plan=panel.count(every),
        half_declared=count(lambda one: 0 < one.actions <= 2 * one.declared),
        half_verified=count(lambda one: 0 < one.actions <= 2 * one.verified),
        with_overdue=count(lambda one: one.overdue > 0),
        totals=tuple(_totals(portfolio, panel, on)),
    )


def donor_shares(portfolio: Portfolio, on: date, audience: Audience = Audience.TEAM) -> tuple[DonorShare, ...]:
    """Give what each donor is said to pay for, in the order of programme.yaml, then what is not said."""
    panel, donors = panel_of(portfolio, audience), portfolio.programme.donors
    said = tuple(_said(portfolio, audience))
    shares = (_share(donor, currency, said, on) for donor in (*donors, None) for currency in _currencies(said))
    return tuple(share for share, contributing in shares if contributing and panel.may_total(contributing))


def carried(actions: Iterable[ActionFact], on: date) -> Carried:
    """Add up how actions stand on a day."""
    every = tuple(actions)
    kept = [action for action in every if action.status != DROPPED]
    verified = [action for action in kept if action.status == "verified"]
    return Carried(
        actions=len(kept),
        declared=sum(action.status in DECLARED for action in kept),
        verified=len(verified),
        overdue=sum(_is_overdue(action, on) for action in kept),
        dropped=len(every) - len(kept),
        cost=_sum(action.cost for action in kept),
        cost_verified=_sum(action.cost for action in verified),
        without_cost=sum(action.cost is None for action in kept),
        person_months=_sum(action.person_months for action in kept),
        without_person_months=sum(action.person_months is None for action in kept),
    )


def donor_of(words: str | None, donors: Sequence[Named]) -> str | None:
    """Say which donor a text names: its id alone, or its title as words of the text; None for none or several."""
    text = _plain(words or "")
    named = [d.id for d in donors if text == _plain(d.id) or f" {_plain(d.title)} " in f" {text} "]
    return named[0] if len(named) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """An action, whose it is, in which currency, and which donors it names."""

    member: str
    currency: str | None
    action: ActionFact
    pays: str | None
    helps: str | None


def _said(portfolio: Portfolio, audience: Audience) -> Iterator[_Said]:
    donors = portfolio.programme.donors
    for member in visible(portfolio, audience):
        latest = portfolio.latest(member.id)
        for action in () if latest is None else latest.actions:
            yield _Said(
                member=member.id,
                currency=None if latest is None else latest.currency,
                action=action,
                pays=donor_of(action.funding, donors),
                helps=donor_of(action.support, donors),
            )


def _share(
    donor: Named | None, currency: str | None, said: Iterable[_Said], on: date
) -> tuple[DonorShare, frozenset[str]]:
    """Give the share of one donor in one currency, and which administrations contribute to it."""
    identity = None if donor is None else donor.id
    here = [one for one in said if one.currency == currency]
    paid = [one for one in here if one.pays == identity]
    helped = [one for one in here if one.action.status != DROPPED and one.helps is not None and one.helps == identity]
    contributing = frozenset(one.member for one in (*paid, *helped))
    share = DonorShare(
        donor=identity,
        title=None if donor is None else donor.title,
        currency=currency,
        administrations=len(contributing),
        carried=carried([one.action for one in paid], on),
        supported=len(helped),
    )
    return share, contributing


def _totals(portfolio: Portfolio, panel: Panel, on: date) -> Iterator[tuple[str | None, Carried]]:
    said = tuple(_said(portfolio, panel.audience))
    for currency in _currencies(said):
        here = [one for one in said if one.currency == currency]
        if panel.may_total({one.member for one in here}):
            yield currency, carried([one.action for one in here], on)


def _currencies(said: Iterable[_Said]) -> list[str | None]:
    """Give the currencies by name, what has none last."""
    return sorted({one.currency for one in said}, key=lambda name: (name is None, name or ""))


def _is_overdue(action: ActionFact, on: date) -> bool:
    return action.status in ("planned", "started") and action.end is not None and action.end < on


def _sum(amounts: Iterable[Fraction | None]) -> Fraction:
    return sum((amount for amount in amounts if amount is not None), Fraction(0))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
