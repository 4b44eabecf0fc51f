"""Write the one page for the debrief: where the administration stands, what holds it back, and the first steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.compose import runs
from rmdiag.reports.editions.ahead import Ahead
from rmdiag.reports.editions.cover import labels, logo
from rmdiag.reports.editions.executive_holding import HOLDING, Holding, entries, holdings
from rmdiag.reports.editions.executive_known import brief_strengths, brief_unknown, next_date, what_to_answer
from rmdiag.reports.editions.executive_masthead import edition_metadata, masthead_with_colophon, shortly_named, title
from rmdiag.reports.editions.executive_public import public_one_pager
from rmdiag.reports.editions.executive_reach import opening
from rmdiag.reports.editions.executive_standing import key_figures, nothing_known, profile
from rmdiag.reports.editions.executive_steps import brief_steps
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.model import (
    Block,
    Columns,
    Group,
    List,
    ListStyle,
    Measure,
    Paragraph,
    Report,
    Section,
)
from rmdiag.reports.numbering import standing_alone


def one_pager(assessment: Assessment, facts: Provenance) -> Report:
    """Write the page of a mission in its language."""
    tell = telling(assessment, facts)
    if facts.public:
        return public_one_pager(tell)
    short = shortly_named(tell)
    ahead = short.ahead
    blocks = (
        *masthead_with_colophon(short, "one-pager"),
        opening(short, ahead),
        key_figures(short),
        *_blocks(short, ahead),
    )
    page = Section(id="one-pager", title=title(short), blocks=blocks)
    return standing_alone(
        Report(
            metadata=edition_metadata(tell, "one-pager"),
            labels=labels(tell),
            cover=None,
            sections=(page,),
            logo=logo(tell),
        )
    )


def _blocks(tell: Telling, ahead: Ahead) -> Iterator[Block]:
    if nothing_known(tell):
        yield tell.para("brief.nothing")
        yield List(entries=what_to_answer(tell), style=ListStyle.NUMBERS)
        return
    found = holdings(tell, ahead)[:HOLDING]
    chart = replace(profile(tell, None, Measure.HALF), label="")
    yield Columns(left=(chart,), right=(*_strong(tell), *_holding(tell, found)))
    if ahead.lines.waves:
        yield brief_steps(tell, ahead)
    yield Columns(
        left=(_titled(tell, "unknown", Paragraph(runs=brief_unknown(tell))),),
        right=(_titled(tell, "next", Paragraph(runs=next_date(tell, ahead))),),
        shares=(2, 1),
    )


def _strong(tell: Telling) -> Iterator[Block]:
    strong = brief_strengths(tell)
    yield _titled(tell, "strong", List(entries=strong) if strong else tell.para("summary.no_strengths"))


def _holding(tell: Telling, found: Sequence[Holding]) -> Iterator[Block]:
    if found:
        yield _titled(tell, "holding", List(entries=entries(tell, found), style=ListStyle.NUMBERS))
        return
    key = "brief.nothing_holds_partly" if tell.assessment.findings.not_assessed else "brief.nothing_holds"
    yield _titled(tell, "holding", tell.para(key))


def _titled(tell: Telling, key: str, *blocks: Block) -> Group:
    return Group(title=runs(tell.say(f"one-pager.{key}")), blocks=blocks)
