"""Say how far the rounds of a programme can be relied on: coverage, confidence, age, and what is compared with what."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import takewhile

from rmdiag.assessment.portfolio.disclosure import Count
from rmdiag.assessment.portfolio.model import Member, Snapshot, beside
from rmdiag.assessment.portfolio.questions import Quality, quality_of
from rmdiag.assessment.portfolio.questions_tallies import QualityTally, quality_tally
from rmdiag.reports.compose import cell, quiet, row, runs, strong
from rmdiag.reports.editions.portfolio_counts import ROUNDS, compact, counted_of, heading, number, says
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling
from rmdiag.reports.model import Block, Column, Group, Paragraph, Row, Section, Start, Table

DATA = "portfolio-data"
MONTH = Fraction(36525, 1200)  # days


def caveat_blocks(tell: PortfolioTelling) -> Iterator[Block]:
    """Say what limits the page of the programme."""
    tally = quality_tally(tell.portfolio, tell.occasion.on, tell.occasion.audience)
    said = [tell.say(f"pf.caveat.{key}", count=counted_of(tell, count)) for key, count in _counts(tally) if says(count)]
    said.append(tell.say("pf.caveat.compared"))
    yield Group(title=runs(tell.say("pf.caveat.title")), blocks=(Paragraph(runs=runs(" ".join(said))),))


def member_caveats(tell: PortfolioTelling, member: Member) -> Iterator[Block]:
    """Say what limits the page of an administration."""
    latest = tell.latest(member)
    if latest is None:
        return
    said = list(_of_round(tell, quality_of(member, latest, tell.occasion.on)))
    change = tell.change(member)
    if change is not None:
        said += unlike_words(tell, member)
    if change is not None and change.common < 1:
        said.append(tell.say("pf.caveat.common", share=tell.shown.share(change.common)))
    yield Group(title=runs(tell.say("pf.caveat.title")), blocks=(Paragraph(runs=runs(" ".join(said))),))


def unlike_words(tell: PortfolioTelling, member: Member) -> Iterator[str]:
    """Say of each round before the one that the last is set beside why it is not that one."""
    *earlier, latest = (one.snapshot for one in tell.portfolio.rounds.get(member.id, ()))
    base = tell.portfolio.baseline(member.id)
    for old in takewhile(lambda old: old is not base, earlier):
        why = beside(old, latest)
        yield tell.say(f"pf.unlike.{'little' if why is None else why.value}", round=old.round)


def data_annex(tell: PortfolioTelling) -> Section:
    """Write the rounds behind the report, one by one."""
    blocks: tuple[Block, ...] = (tell.para("pf.data.intro"), _table(tell))
    return Section(id=DATA, title=tell.say("pf.data.title"), blocks=blocks, start=Start.SAME_PAGE)


def _counts(tally: QualityTally) -> Iterator[tuple[str, Count | None]]:
    yield "not_compared", tally.not_compared
    yield "old", tally.old
    yield "indicative", tally.indicative
    yield "on_paper", tally.on_paper
    yield "half_verified", tally.half_verified


def _of_round(tell: PortfolioTelling, one: Quality) -> Iterator[str]:
    kinds = ("verified", "corroborated", "declared")
    counts = {key: tell.shown.count(one.latest.confidence.get(key, 0)) for key in kinds}
    yield tell.count(
        "pf.caveat.round",
        sum(one.latest.confidence.values()),
        age=_age(tell, one.age),
        coverage=tell.shown.share(one.coverage),
        **counts,
    )
    if one.indicative_indicators:
        yield tell.count("pf.caveat.indicative_levels", one.indicative_indicators)
    if one.latest.on_base:
        yield tell.say("pf.caveat.on_base")


def _age(tell: PortfolioTelling, days: int) -> str:
    return tell.count("pf.months", int(Fraction(days) / MONTH))


def _table(tell: PortfolioTelling) -> Table:
    columns = [
        heading(tell.say("pf.column.administration"), 46),
        Column(title=tell.say("pf.column.round"), width=20),
        Column(title=tell.say("pf.column.as_of"), width=26),
        Column(title=tell.say("pf.column.edition"), width=20),
        Column(title=tell.say("pf.column.set"), width=28),
        number(tell.say("pf.column.coverage"), 25),
        number(tell.say("pf.column.verified_share"), 26),
        Column(title=tell.say("pf.column.remarks"), width=36),
    ]
    rows = [
        _row(tell, member, one.snapshot) for member in tell.members for one in tell.portfolio.rounds.get(member.id, ())
    ]
    return compact(ROUNDS, tell.say("pf.data.table"), columns, rows)


def _row(tell: PortfolioTelling, member: Member, kept: Snapshot) -> Row:
    quality = quality_of(member, kept, tell.occasion.on)
    remarks = [tell.say("pf.remark.on_paper")] if kept.on_paper else []
    remarks += [tell.say("pf.remark.indicative")] if quality.indicative_indicators and not kept.on_paper else []
    remarks += [tell.say("pf.remark.on_base")] if kept.on_base else []
    if kept.framework != tell.portfolio.programme.framework:
        remarks.append(tell.say("pf.remark.strange"))
    return row(
        cell(strong(member.called), tell.say("list.colon"), member.name),
        kept.round,
        tell.shown.day(kept.as_of),
        kept.edition,
        *_known(tell, kept, quality),
        cell(quiet(tell.say("list.semicolon").join(remarks))),
    )


def _known(tell: PortfolioTelling, kept: Snapshot, quality: Quality) -> tuple[str, str, str]:
    """Give the set with the shares of it that are answered and verified; of a round on paper none of them is known."""
    if kept.on_paper:
        none = tell.say("sign.none")
        return none, none, none
    verified = tell.shown.share(quality.confidence.get("verified"))
    return _set(tell, kept), tell.shown.share(quality.coverage), verified


def _set(tell: PortfolioTelling, kept: Snapshot) -> str:
    found = tell.questionnaire.sets.get(kept.set)
    return kept.set if found is None else found.title
