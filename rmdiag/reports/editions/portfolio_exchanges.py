"""Propose who could help whom, each with its reasons; of administrations that the reader may see one by one only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.portfolio.matching import Matches, Visit, Way, Workshop, match
from rmdiag.assessment.portfolio.model import Member
from rmdiag.reports.compose import cell, quiet, row, runs, strong
from rmdiag.reports.editions.portfolio_counts import compact, heading, names_note, noted
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling, shortly
from rmdiag.reports.model import Block, Column, Group, List, ListEntry, Runs, Section, Start, Table

VISITS_ON_PAGE, WORKSHOPS_ON_PAGE, WAYS_NAMED, WAYS_IN_TABLE = 3, 1, 1, 4
FEW, VISITS_OF_FEW, VISITS_OF_MANY = 8, 4, 2  # administrations, and visits named on the page of the programme
LONGEST_NAME = 44
EXCHANGES = "portfolio-exchanges"


def matches_of(tell: PortfolioTelling) -> Matches:
    """Give what is proposed; to everybody nothing, as each proposal names a gap."""
    if tell.public:
        return Matches(gaps=(), visits=(), workshops=())
    return match(tell.portfolio, tell.occasion.audience)


def exchange_blocks(tell: PortfolioTelling, found: Matches) -> Iterator[Block]:
    """Name some exchanges for the page of the programme: the nearest of each administration, in their order."""
    title = runs(tell.say("pf.exchanges.title"))
    nearest = _nearest(found.visits)
    if not nearest and not found.workshops:
        key = "pf.exchanges.public" if tell.public else "pf.exchanges.none"
        yield Group(title=title, blocks=(tell.para(key),))
        return
    most = VISITS_OF_FEW if len(tell.members) <= FEW else VISITS_OF_MANY
    entries = [ListEntry(runs=_visit(tell, visit)) for visit in nearest[:most]]
    entries += [ListEntry(runs=_workshop(tell, one)) for one in found.workshops[:WORKSHOPS_ON_PAGE]]
    rest = len(found.visits) + len(found.workshops) - len(entries)
    if rest > 0:
        entries.append(ListEntry(runs=runs(quiet(tell.count("pf.exchanges.more", rest)))))
    lonely = () if found.workshops else (tell.para("pf.workshops.none"),)
    yield Group(title=title, blocks=(List(entries=tuple(entries)), *lonely))


def member_exchanges(tell: PortfolioTelling, member: Member, found: Matches) -> Iterator[Block]:
    """Say from whom an administration could learn, and whom it could help."""
    learns = [visit for visit in found.visits if visit.learner.id == member.id]
    helps = [visit for visit in found.visits if visit.host.id == member.id]
    title = runs(tell.say("pf.exchanges.title"))
    if not learns and not helps:
        yield Group(title=title, blocks=(tell.para("pf.exchanges.member_none"),))
        return
    entries = [ListEntry(runs=_learns(tell, visit)) for visit in learns[:VISITS_ON_PAGE]]
    if helps:
        names = tell.shown.listed(_name(visit.learner) for visit in helps[:VISITS_ON_PAGE])
        rest = len(helps) - VISITS_ON_PAGE
        key = "pf.exchanges.helps" if rest <= 0 else "pf.exchanges.helps_more"
        entries.append(ListEntry(runs=tell.runs(key, names=strong(names), rest=tell.shown.count(max(rest, 0)))))
    yield Group(title=title, blocks=(List(entries=tuple(entries)),))


def exchange_annex(tell: PortfolioTelling, found: Matches) -> Section | None:
    """Write every exchange with its reasons; None where nothing is proposed."""
    if not found.visits and not found.workshops:
        return None
    blocks: list[Block] = [tell.para("pf.exchanges.intro")]
    if found.visits:
        blocks.append(_visit_table(tell, found.visits))
    if found.workshops:
        blocks.append(_workshop_table(tell, found.workshops))
    return Section(
        id=EXCHANGES,
        title=tell.say("pf.exchanges.annex"),
        blocks=tuple(blocks),
        start=Start.SAME_PAGE,
    )


def _nearest(visits: Sequence[Visit]) -> tuple[Visit, ...]:
    """Give the first visit of each learner: those with whom it shares most come first."""
    found: dict[str, Visit] = {}
    for visit in visits:
        found.setdefault(visit.learner.id, visit)
    return tuple(found.values())


def _visit(tell: PortfolioTelling, visit: Visit) -> Runs:
    return tell.runs(
        "pf.exchanges.visit",
        learner=strong(_name(visit.learner)),
        host=strong(_name(visit.host)),
        reason=_reasons(tell, visit, WAYS_NAMED),
        near=tell.say(f"pf.near.{visit.near.name.lower()}"),
    )


def _learns(tell: PortfolioTelling, visit: Visit) -> Runs:
    return tell.runs(
        "pf.exchanges.learns",
        host=strong(_name(visit.host)),
        reason=_reasons(tell, visit, WAYS_NAMED + 1),
        near=tell.say(f"pf.near.{visit.near.name.lower()}"),
    )


def _reasons(tell: PortfolioTelling, visit: Visit, most: int) -> str:
    said = [_way(tell, way) for way in visit.ways[:most]]
    rest = len(visit.ways) - most
    words = tell.say("list.semicolon").join(said)
    return words if rest <= 0 else tell.count("pf.exchanges.further", rest, words=words)


def _way(tell: PortfolioTelling, way: Way) -> str:
    return tell.say(
        "pf.exchanges.way",
        indicator=way.indicator,
        title=_title(tell, way.indicator),
        learner=tell.shown.count(way.learner_level),
        was=tell.shown.count(way.host_was),
        now=tell.shown.count(way.host_level),
        since=way.since,
    )


def _title(tell: PortfolioTelling, identity: str) -> str:
    indicator = tell.framework.indicators.get(identity)
    return "" if indicator is None else indicator.short


def _workshop(tell: PortfolioTelling, one: Workshop) -> Runs:
    return tell.runs(
        "pf.exchanges.workshop",
        indicator=strong(one.indicator),
        title=_title(tell, one.indicator),
        place=_place(tell, one),
        count=tell.shown.count(len(one.learners)),
    )


def _place(tell: PortfolioTelling, one: Workshop) -> str:
    if one.kind == "region":
        return one.title
    return tell.language(one.id)


def _visit_table(tell: PortfolioTelling, visits: Sequence[Visit]) -> Table:
    columns = [
        heading(tell.say("pf.column.learner"), 40),
        Column(title=tell.say("pf.column.host"), width=40),
        Column(title=tell.say("pf.column.near"), width=26),
        Column(title=tell.say("pf.column.reasons"), width=90),
    ]
    rows = [
        row(
            _name(visit.learner),
            _name(visit.host),
            tell.say(f"pf.near.{visit.near.name.lower()}"),
            cell(quiet(_reasons(tell, visit, WAYS_IN_TABLE))),
        )
        for visit in visits
    ]
    return noted(compact("table-visits", tell.say("pf.visits.table"), columns, rows), tell.runs("pf.visits.note"))


def _workshop_table(tell: PortfolioTelling, workshops: Sequence[Workshop]) -> Table:
    columns = [
        heading(tell.say("pf.column.shared_gap"), 44),
        Column(title=tell.say("pf.column.place"), width=26),
        Column(title=tell.say("pf.column.learners"), width=70),
        Column(title=tell.say("pf.column.teachers"), width=56),
    ]
    rows = [
        row(
            cell(strong(one.indicator), " ", _title(tell, one.indicator)),
            _place(tell, one),
            tell.called(member.id for member in one.learners),
            tell.called(member.id for member in one.teachers) or tell.say("pf.teachers.none"),
        )
        for one in workshops
    ]
    return noted(compact("table-workshops", tell.say("pf.workshops.table"), columns, rows), names_note(tell))


def _name(member: Member) -> str:
    return shortly(member.name, LONGEST_NAME)
