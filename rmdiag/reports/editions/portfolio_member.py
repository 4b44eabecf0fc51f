"""Write the page of one administration: its levels against target and an earlier round, what moved, what holds it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from rmdiag.assessment.portfolio.matching import Matches
from rmdiag.assessment.portfolio.model import IndicatorLevel, Member, Moved, Snapshot
from rmdiag.compendium.model import Dimension
from rmdiag.reports.chart_values import StandingChart, StandingMark, StandingRow
from rmdiag.reports.compose import quiet, runs, strong
from rmdiag.reports.editions.portfolio_caveats import member_caveats, unlike_words
from rmdiag.reports.editions.portfolio_exchanges import member_exchanges
from rmdiag.reports.editions.portfolio_plans import member_plan
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling, page_of, table_of
from rmdiag.reports.editions.telling import sentence_part
from rmdiag.reports.model import (
    Block,
    Columns,
    Figure,
    Group,
    List,
    ListEntry,
    Paragraph,
    Reference,
    Runs,
    Section,
    Start,
)

MOST_MOVED, MOST_GAPS = 8, 7


def member_page(tell: PortfolioTelling, member: Member, found: Matches) -> Section:
    """Write the page."""
    return Section(
        id=page_of(member),
        title=tell.named(member),
        blocks=tuple(_blocks(tell, member, found)),
        start=Start.NEW_PAGE,
    )


def _blocks(tell: PortfolioTelling, member: Member, found: Matches) -> Iterator[Block]:
    yield tell.small("pf.member.facts", facts=_facts(tell, member))
    latest = tell.latest(member)
    if latest is None:
        yield tell.para("pf.member.no_round")
        return
    yield _lead(tell, member, latest)
    yield _profile(tell, member, latest)
    if tell.public:
        yield tell.para("pf.member.public")
        return
    yield Columns(
        left=(*_moved(tell, member), *member_plan(tell, member), *member_exchanges(tell, member, found)),
        right=(*_holds(tell, latest), *member_caveats(tell, member)),
    )


def _facts(tell: PortfolioTelling, member: Member) -> str:
    """Give country, region, languages, rounds and who may see the page, in one line."""
    rounds = tell.portfolio.rounds.get(member.id, ())
    names = [
        tell.say("pf.member.round", round=one.snapshot.round, date=tell.shown.day(one.snapshot.as_of)) for one in rounds
    ]
    parts = [
        tell.country(member),
        tell.region(member),
        tell.shown.listed(map(tell.language, member.languages)),
        tell.count("pf.member.rounds", len(names), list=tell.say("list.semicolon").join(names)) if names else "",
        tell.disclosed(member.disclosure),
    ]
    return " · ".join(part for part in parts if part)


def _lead(tell: PortfolioTelling, member: Member, latest: Snapshot) -> Paragraph:
    """Say the level, what it was, and how much of the change is practice."""
    said = [_level(tell, latest)] if not tell.public else [tell.say("pf.member.lead_public", round=latest.round)]
    change = tell.change(member)
    printed = None if change is None else tell.printed(change.overall)
    if not tell.public and change is not None and printed is not None:
        key = "pf.member.change" if printed.practice is not None else "pf.member.change_unknown"
        said.append(
            tell.say(
                key,
                round=change.old_round,
                change=tell.signed(printed.moved),
                practice=tell.signed(printed.practice),
                information=tell.signed(printed.information),
            )
        )
    return tell.lead("pf.plain", words=" ".join(said))


def _level(tell: PortfolioTelling, latest: Snapshot) -> str:
    known = [one for one in latest.indicators.values() if one.gap is not None]
    reached = tell.count("count.indicators", len(known))
    values = {"round": latest.round, "reached": tell.shown.count(sum(one.gap == 0 for one in known)), "all": reached}
    if latest.overall.point is None:
        return tell.say("pf.member.lead_none", **values)
    return tell.say("pf.member.lead", level=tell.shown.mean(latest.overall.point), **values)


def _profile(tell: PortfolioTelling, member: Member, latest: Snapshot) -> Figure:
    """Show each dimension with its target and the round that it is set beside."""
    change = tell.change(member)
    headings, caption = [tell.say("brief.heading_level"), tell.say("key.target")], "pf.member.profile"
    if change is not None and tell.moves(member, change):
        headings.append(change.old_round)
        caption = "pf.member.profile_before"
    rows = tuple(_row(tell, member, dimension, len(headings)) for dimension in tell.framework.dimensions)
    told = tell.levels(latest)
    words = tell.say("list.semicolon").join(
        tell.say(
            "brief.profile_one",
            dimension=dimension.short,
            level=tell.shown.mean(told[dimension.id].point) if dimension.id in told else tell.say("sign.none"),
            target=tell.shown.mean(tell.target(latest, dimension)),
        )
        for dimension in tell.framework.dimensions
    )
    levels = tuple(tell.framework.level_name(level.level) for level in tell.framework.levels)
    return Figure(
        id=f"figure-{page_of(member)}",
        caption=tell.say(caption),
        chart=StandingChart(rows=rows, levels=levels, headings=tuple(headings)),
        alternative=tell.say("brief.profile_alternative", list=words),
        data_at=Reference(target=table_of(member)),
    )


def _row(tell: PortfolioTelling, member: Member, dimension: Dimension, marks: int) -> StandingRow:
    latest = tell.latest(member)
    level = None if latest is None else tell.levels(latest).get(dimension.id)
    moved = tell.moves(member, tell.change(member)).get(dimension.id)
    point = None if level is None else level.point
    target = None if latest is None else tell.target(latest, dimension)
    old = None if moved is None or moved.change is None else moved.old
    every = (
        StandingMark(value=point, shown=tell.shown.mean(point)),
        StandingMark(value=target, shown=tell.shown.mean(target)),
        StandingMark(value=old, shown=tell.shown.mean(old)),
    )
    without = "" if point is not None else tell.say("pf.member.withheld" if tell.public else "state.not_assessed")
    return StandingRow(
        label=dimension.short,
        marks=every[:marks],
        low=None if level is None or tell.public else level.low,
        high=None if level is None or tell.public else level.high,
        without=without,
    )


def _moved(tell: PortfolioTelling, member: Member) -> Iterator[Block]:
    """Name the indicators that rose or fell, or whose practice moved without its being seen in the level."""
    title, change = runs(tell.say("pf.member.moved")), tell.change(member)
    if change is None:
        why = " ".join(unlike_words(tell, member)) or tell.say("pf.member.one_round")
        yield Group(title=title, blocks=(tell.para("pf.plain", words=why),))
        return
    steps = [
        (identity, moved)
        for identity, moved in change.indicators.items()
        if (moved.change or moved.performance) and identity in tell.framework.indicators
    ]
    if not steps:
        yield Group(title=title, blocks=(tell.para("pf.member.nothing_moved"),))
        return
    steps.sort(key=lambda one: (-abs(one[1].performance or 0), -abs(one[1].change or 0)))
    entries = [ListEntry(runs=_step(tell, identity, moved)) for identity, moved in steps[:MOST_MOVED]]
    rest = len(steps) - MOST_MOVED
    if rest > 0:
        entries.append(ListEntry(runs=runs(quiet(tell.count("pf.member.more_moved", rest)))))
    yield Group(title=title, blocks=(List(entries=tuple(entries)),))


def _step(tell: PortfolioTelling, identity: str, moved: Moved) -> Runs:
    title = tell.framework.indicators[identity].short
    key = "pf.step" if moved.change else "pf.step.same"
    said = tell.say(key, title=title, old=_whole(tell, moved.old), new=_whole(tell, moved.new))
    return runs(strong(identity), f" {said} ", quiet(f"({_of_practice(tell, moved)})"))


def _of_practice(tell: PortfolioTelling, moved: Moved) -> str:
    """Say what became of practice, and that more or less is known where that hides it in the level."""
    if moved.performance is None:
        return tell.say("pf.step.unknown")
    if not moved.performance:
        return tell.say("pf.step.information")
    if moved.change:
        return tell.say("pf.step.better" if moved.performance > 0 else "pf.step.worse")
    return tell.say("pf.step.better_unseen" if moved.performance > 0 else "pf.step.worse_unseen")


def _whole(tell: PortfolioTelling, level: Fraction | None) -> str:
    return tell.say("sign.none") if level is None else tell.shown.short_figure(level)


def _holds(tell: PortfolioTelling, latest: Snapshot) -> Iterator[Block]:
    """Name the widest gaps, and the question whose answer holds each of them."""
    gaps = sorted((one for one in latest.indicators.values() if one.gap), key=lambda one: -(one.gap or 0))
    title = runs(tell.say("pf.member.holds"))
    if not gaps:
        yield Group(title=title, blocks=(tell.para("pf.member.no_gap"),))
        return
    entries = [ListEntry(runs=_gap(tell, one)) for one in gaps[:MOST_GAPS]]
    rest = len(gaps) - MOST_GAPS
    if rest > 0:
        entries.append(ListEntry(runs=runs(quiet(tell.count("pf.member.more_gaps", rest)))))
    yield Group(title=title, blocks=(List(entries=tuple(entries)),))


def _gap(tell: PortfolioTelling, one: IndicatorLevel) -> Runs:
    indicator = tell.framework.indicators.get(one.id)
    title = "" if indicator is None else indicator.short
    said = tell.say("pf.gap", title=title, level=_whole(tell, one.level.point), target=tell.shown.count(one.target))
    questions = [tell.questionnaire.questions[q] for q in one.blocking if q in tell.questionnaire.questions]
    held = () if not questions else (" ", quiet(sentence_part(questions[0].text)))
    return runs(strong(one.id), f" {said}", *held)
