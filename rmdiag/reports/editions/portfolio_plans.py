"""Tell how plans are carried out, the counts of the logframe, and what each donor is said to pay for."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.portfolio.model import Audience, Member
from rmdiag.assessment.portfolio.questions_delivery import (
    Carried,
    Delivery,
    DonorShare,
    deliveries,
    delivery_tally,
    donor_shares,
)
from rmdiag.assessment.portfolio.questions_tallies import LogframeCount, logframe_counts
from rmdiag.reports.compose import cell, code, quiet, row, runs, strong
from rmdiag.reports.editions.portfolio_counts import (
    compact,
    counted,
    counted_of,
    heading,
    names_note,
    noted,
    number,
    says,
)
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling
from rmdiag.reports.model import Block, Cell, Column, Group, Paragraph, Runs, Section, Start, Table

DONORS, LOGFRAME = "portfolio-donors", "portfolio-logframe"


def plan_blocks(tell: PortfolioTelling) -> Iterator[Block]:
    """Say how the plans of the programme are carried out, for its page."""
    title, tally = (
        runs(tell.say("pf.plans.title")),
        delivery_tally(tell.portfolio, tell.occasion.on, tell.occasion.audience),
    )
    totals = [carried for _, carried in tally.totals]
    said = []
    if says(tally.with_plan):
        said.append(tell.say("pf.plans.with", count=counted_of(tell, tally.with_plan)))
    if totals and not tell.public:  # a total of all actions would tell of those that everybody may not see
        words = _carried_words(tell, _added(totals))
        said.append(tell.say("pf.plans.shown", words=words) if tell.hidden else words)
    if says(tally.with_overdue):
        said.append(tell.say("pf.plans.overdue", count=counted_of(tell, tally.with_overdue)))
    if not said:
        said.append(tell.say("pf.plans.none" if tell.occasion.audience is Audience.TEAM else "pf.plans.untold"))
    yield Group(title=title, blocks=(Paragraph(runs=runs(" ".join(said))),))


def member_plan(tell: PortfolioTelling, member: Member) -> Iterator[Block]:
    """Say how the plan of one administration is carried out."""
    found = next((one for one in _deliveries(tell) if one.member.id == member.id), None)
    title = runs(tell.say("pf.member.plan"))
    if found is None:
        yield Group(title=title, blocks=(tell.para("pf.member.no_plan"),))
        return
    said = [_carried_words(tell, found.carried)]
    if found.carried.without_cost < found.carried.actions:
        said.append(tell.say("pf.plans.cost", cost=_money(tell, found.carried, found.currency)))
    yield Group(title=title, blocks=(Paragraph(runs=runs(" ".join(said))),))


def logframe_page(tell: PortfolioTelling) -> Section | None:
    """Write the counts that the logframe asks for; None where it asks for none that may be told."""
    every = logframe_counts(tell.portfolio, tell.occasion.audience)
    counts = [one for one in every if not tell.public or not _is_sensitive(tell, one)]
    if not counts:
        return None
    named = any(one.members for one in counts)
    columns = [
        heading(tell.say("pf.column.count"), 54),
        number(tell.say("pf.column.agreed_baseline"), 22),
        number(tell.say("pf.column.first"), 22),
        number(tell.say("pf.column.now"), 18),
        number(tell.say("pf.column.target"), 18),
        Column(title=tell.say("pf.column.due"), width=24),
        Column(title=tell.say("pf.column.state"), width=26),
        *((Column(title=tell.say("pf.column.members"), width=32),) if named else ()),
    ]
    left_out = [tell.para("pf.logframe.left_out")] if len(counts) < len(every) else []
    table = Table(
        id="table-logframe",
        caption=tell.say("pf.logframe.table"),
        columns=tuple(columns),
        rows=tuple(row(*_logframe_cells(tell, one)[: len(columns)]) for one in counts),
        note=_logframe_note(tell),
    )
    return Section(
        id=LOGFRAME,
        title=tell.say("pf.logframe.title"),
        blocks=(
            tell.para("pf.logframe.intro", all=tell.shown.count(every[0].of)),
            *left_out,
            table,
        ),
        start=Start.NEW_PAGE,
    )


def _logframe_note(tell: PortfolioTelling) -> Runs:
    """Say what the columns count; of bands only where there are some."""
    key = "pf.logframe.note" if tell.occasion.audience is Audience.TEAM else "pf.logframe.note_bands"
    return tell.runs(key, names=names_note(tell))


def donor_annex(tell: PortfolioTelling) -> Section | None:
    """Write who pays for what: by administration, then by donor, each currency by itself; None where none is told."""
    blocks: list[Block] = [tell.para("pf.donors.intro")]
    plans = _deliveries(tell)
    if plans:
        blocks.append(_plan_table(tell, plans))
    shares = _shares(tell)
    if shares:
        blocks.append(_donor_table(tell))
    if not plans and not shares:
        return None
    return Section(id=DONORS, title=tell.say("pf.donors.title"), blocks=tuple(blocks), start=Start.SAME_PAGE)


def _is_sensitive(tell: PortfolioTelling, one: LogframeCount) -> bool:
    """Whether a count could help somebody to avoid a control, as one of its indicators could."""
    known = tell.framework.indicators
    return any(identity not in known or known[identity].sensitive for identity in one.asked.indicators)


def _deliveries(tell: PortfolioTelling) -> tuple[Delivery, ...]:
    """Give the plans that may be told one by one; to everybody none, as a total tells of actions that are not told."""
    return () if tell.public else deliveries(tell.portfolio, tell.occasion.on, tell.occasion.audience)


def _shares(tell: PortfolioTelling) -> tuple[DonorShare, ...]:
    """Give what each donor pays or supports, as may be told; one whose actions were all dropped does neither."""
    every = () if tell.public else donor_shares(tell.portfolio, tell.occasion.on, tell.occasion.audience)
    return tuple(share for share in every if share.carried.actions or share.supported)


def _carried_words(tell: PortfolioTelling, carried: Carried) -> str:
    values = {key: tell.shown.count(getattr(carried, key)) for key in ("declared", "verified", "overdue")}
    return tell.count("pf.plans.carried", carried.actions, **values)


def _added(totals: list[Carried]) -> Carried:
    """Add up actions of all currencies; money is left out, as currencies are never added."""
    return Carried(
        actions=sum(one.actions for one in totals),
        declared=sum(one.declared for one in totals),
        verified=sum(one.verified for one in totals),
        overdue=sum(one.overdue for one in totals),
        dropped=sum(one.dropped for one in totals),
    )


def _money(tell: PortfolioTelling, carried: Carried, currency: str | None) -> str:
    """Write what is written of cost, and how many actions have none."""
    amount = tell.shown.figure(carried.cost)
    said = amount if currency is None else tell.say("pf.money", currency=currency, amount=amount)
    return _with_rest(tell, said, carried.without_cost)


def _with_rest(tell: PortfolioTelling, said: str, without: int) -> str:
    return tell.say("pf.with_rest", figure=said, count=tell.shown.count(without)) if without else said


def _logframe_cells(tell: PortfolioTelling, one: LogframeCount) -> tuple[str | Cell, ...]:
    asked, known = one.asked, tell.framework.indicators
    named = tell.shown.listed(f"{i} {known[i].short}" if i in known else i for i in asked.indicators)
    level = tell.say("pf.logframe.asked", list=named, level=tell.shown.count(asked.at_least))
    state = "open" if one.met is None else "met" if one.met else "not_met"
    if state == "not_met" and asked.due is not None and asked.due >= tell.occasion.on:
        state = "not_yet"
    return (
        cell(code(asked.id), " ", f"{tell.mark}{asked.title}", " ", quiet(level)),
        tell.say("sign.none") if asked.baseline is None else tell.shown.count(asked.baseline),
        counted(tell, one.first),
        counted(tell, one.now),
        tell.say("sign.none") if asked.target is None else tell.shown.count(asked.target),
        tell.shown.day(asked.due),
        tell.say(f"pf.logframe.{state}"),
        cell(quiet(tell.called(one.members))),
    )


PLAN, PAID = ("actions", "declared", "verified", "overdue", "dropped"), ("actions", "declared", "verified")


def _plan_columns(tell: PortfolioTelling, counts: tuple[str, ...]) -> list[Column]:
    keys = (*(number(tell.say(f"pf.column.{key}"), 21) for key in counts), number(tell.say("pf.column.staff"), 22))
    return [*keys, number(tell.say("pf.column.cost"), 32)]


def _plan_cells(tell: PortfolioTelling, carried: Carried, counts: tuple[str, ...], currency: str | None) -> list[str]:
    staff = cost = tell.say("sign.none")
    if carried.without_person_months < carried.actions:
        staff = _with_rest(tell, tell.shown.short_figure(carried.person_months), carried.without_person_months)
    if carried.without_cost < carried.actions:
        cost = _money(tell, carried, currency)
    return [*(tell.shown.count(getattr(carried, key)) for key in counts), staff, cost]


def _plan_table(tell: PortfolioTelling, plans: tuple[Delivery, ...]) -> Table:
    rows = [row(one.member.name, *_plan_cells(tell, one.carried, PLAN, one.currency)) for one in plans]
    columns = [heading(tell.say("pf.column.administration"), 46), *_plan_columns(tell, PLAN)]
    return noted(compact("table-plans", tell.say("pf.plans.table"), columns, rows), tell.runs("pf.plans.note"))


def _donor_table(tell: PortfolioTelling) -> Table:
    columns = [
        heading(tell.say("pf.column.donor"), 42),
        Column(title=tell.say("pf.column.currency"), width=19),
        number(tell.say("pf.column.administrations"), 34),
        number(tell.say("pf.column.supported"), 24),
        *_plan_columns(tell, PAID),
    ]
    rows = [
        row(
            cell(strong(share.title or tell.say("pf.donors.unsaid"))),
            share.currency or tell.say("sign.none"),
            tell.shown.count(share.administrations),
            tell.shown.count(share.supported),
            *_plan_cells(tell, share.carried, PAID, None),
        )
        for share in _shares(tell)
    ]
    return noted(compact("table-donors", tell.say("pf.donors.table"), columns, rows), tell.runs("pf.donors.note"))
