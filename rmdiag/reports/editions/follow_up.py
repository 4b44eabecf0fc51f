"""Write what happens next: what became of earlier actions, who reviews the plan, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from rmdiag.assessment.proposal import Proposal
from rmdiag.assessment.proposal_make import later
from rmdiag.reports.editions.adopted import adopted
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import Block, List, ListEntry, ListStyle, Section

_STEPS = ("adopt", "review", "proof", "find_out", "again")


def follow_up(tell: Telling, number: str) -> Section:
    """Write the chapter."""
    return Section(id="follow-up", title=tell.say("follow.title"), number=number, blocks=tuple(_blocks(tell)))


def _blocks(tell: Telling) -> Iterator[Block]:
    yield from adopted(tell)
    proposal = tell.planned.proposal
    if proposal is None or not proposal.steps:
        yield tell.para("follow.again", edition=tell.framework.edition)
        return
    yield tell.para("follow.opening")
    values = {"dates": _reviews(tell, proposal), "edition": tell.framework.edition}
    steps = [step for step in _STEPS if step != "find_out" or tell.assessment.findings.not_assessed]
    entries = tuple(ListEntry(runs=tell.runs(f"follow.{step}", **values)) for step in steps)
    yield List(entries=entries, style=ListStyle.NUMBERS)


def _reviews(tell: Telling, proposal: Proposal) -> str:
    """Name the days on which the waves of the plan end."""
    start = proposal.wish.start
    ends = (later(start, outcome.wave.months[1]) - timedelta(days=1) for outcome in proposal.outcomes)
    return tell.shown.listed(tell.shown.date(day) for day in ends)
