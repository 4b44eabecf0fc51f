"""Write the page of a programme: every administration at one look, what moved, what many lack, what is done."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.portfolio.disclosure import Count
from rmdiag.assessment.portfolio.matching import Matches
from rmdiag.assessment.portfolio.model import Audience
from rmdiag.assessment.portfolio.questions_tallies import MoveTally, move_tallies
from rmdiag.reports.editions.portfolio_caveats import caveat_blocks
from rmdiag.reports.editions.portfolio_counts import counted, counted_of, says
from rmdiag.reports.editions.portfolio_exchanges import exchange_blocks
from rmdiag.reports.editions.portfolio_gaps import gap_blocks
from rmdiag.reports.editions.portfolio_plans import plan_blocks
from rmdiag.reports.editions.portfolio_strips import strip_figures
from rmdiag.reports.editions.portfolio_telling import PortfolioTelling
from rmdiag.reports.editions.telling import cut
from rmdiag.reports.model import Block, Columns, Section

PAGE = "portfolio"
LONGEST_TITLE = 100


def programme_page(tell: PortfolioTelling, found: Matches) -> Section:
    """Write the page; with many administrations its figure runs over several."""
    return Section(
        id=PAGE,
        title=cut(tell.portfolio.programme.title, LONGEST_TITLE),
        blocks=tuple(_blocks(tell, found)),
    )


def _blocks(tell: PortfolioTelling, found: Matches) -> Iterator[Block]:
    yield tell.small(
        "pf.masthead",
        date=tell.shown.date(tell.occasion.on),
        readers=tell.say(f"pf.readers.{tell.occasion.audience.value}"),
        notice=tell.say("cover.not_wco"),
    )
    yield tell.lead("pf.plain", words=" ".join(opening_words(tell)))
    yield from strip_figures(tell)
    yield Columns(
        left=(*gap_blocks(tell), *plan_blocks(tell)),
        right=(*exchange_blocks(tell, found), *caveat_blocks(tell)),
    )


def opening_words(tell: PortfolioTelling) -> Iterator[str]:
    """Say how many administrations there are, who is not shown, and what moved."""
    every = len(tell.portfolio.programme.members)
    if tell.occasion.audience is Audience.TEAM:
        with_round = sum(tell.latest(member) is not None for member in tell.members)
        yield tell.count("pf.lead.rounds", every, with_round=tell.shown.count(with_round))
    else:
        yield tell.count("pf.lead.members", every)
    if tell.hidden:
        yield tell.count("pf.lead.hidden", tell.hidden)
    yield from _moved(tell, move_tallies(tell.portfolio, tell.occasion.audience)[0])


def _moved(tell: PortfolioTelling, whole: MoveTally) -> Iterator[str]:
    if not _told(whole.compared, whole.up, whole.down):
        yield tell.say("pf.lead.untold" if tell.occasion.audience is not Audience.TEAM else "pf.lead.not_compared")
        return
    yield tell.say(
        "pf.lead.moved",
        compared=counted_of(tell, whole.compared),
        up=counted(tell, whole.up),
        down=counted(tell, whole.down),
        practice=counted(tell, whole.performance_up),
        worse=counted(tell, whole.performance_down),
    )


def _told(compared: Count | None, *counts: Count | None) -> bool:
    return says(compared) and all(count is not None for count in counts)
