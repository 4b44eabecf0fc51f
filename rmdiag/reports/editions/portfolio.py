"""Write the portfolio report: a programme on one page, each administration on one, the logframe, donors and numbers.

Administrations stand in the order of programme.yaml, never by their levels. What one of them may be seen by is decided
by its disclosure and by who reads (docs/programmes-disclosure.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from string import ascii_uppercase

from rmdiag.assessment.portfolio.model import Portfolio
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.reports.editions.cover import FOOTER, labels
from rmdiag.reports.editions.portfolio_caveats import data_annex
from rmdiag.reports.editions.portfolio_exchanges import exchange_annex, matches_of
from rmdiag.reports.editions.portfolio_gaps import together
from rmdiag.reports.editions.portfolio_levels import levels_annex
from rmdiag.reports.editions.portfolio_member import member_page
from rmdiag.reports.editions.portfolio_page import programme_page
from rmdiag.reports.editions.portfolio_plans import donor_annex, logframe_page
from rmdiag.reports.editions.portfolio_telling import Occasion, PortfolioTelling, told_for
from rmdiag.reports.editions.telling import cut
from rmdiag.reports.model import Metadata, Report, Section


def portfolio_report(portfolio: Portfolio, questionnaire: Questionnaire, occasion: Occasion) -> Report:
    """Write the report of a programme for an audience on a day; rounds after that day are left out.

    `questionnaire` is that of the programme's framework, in the language of the report.
    """
    tell = told_for(portfolio, questionnaire, occasion)
    return Report(metadata=_metadata(tell), labels=labels(tell), cover=None, sections=tuple(_sections(tell)))


def _sections(tell: PortfolioTelling) -> Iterator[Section]:
    found = matches_of(tell)
    yield programme_page(tell, found)
    for member in tell.members:
        yield member_page(tell, member, found)
    logframe = logframe_page(tell)
    if logframe is not None:
        yield logframe
    annexes = (levels_annex(tell), together(tell), data_annex(tell), donor_annex(tell), exchange_annex(tell, found))
    for letter, annex in zip(ascii_uppercase, (one for one in annexes if one is not None), strict=False):
        yield replace(annex, number=letter)


def _metadata(tell: PortfolioTelling) -> Metadata:
    programme, on = tell.portfolio.programme, tell.shown.date(tell.occasion.on)
    audience = tell.occasion.audience.value
    return Metadata(
        title=tell.say("pf.report_title", title=programme.title),
        language=tell.shown.language,
        author=tell.say("report.author"),
        subject=tell.say("pf.subject", date=on),
        keywords=(programme.id, programme.framework, audience),
        administration=cut(programme.title, FOOTER),
        confidentiality=tell.say(f"pf.readers.{audience}"),
        date=on,
        identifier=tell.say("pf.identifier", date=on, readers=tell.say(f"pf.readers.{audience}")),
    )
