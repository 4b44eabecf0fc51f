"""Write the executive edition: what a minister or the head of an administration reads in ten minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.compose import runs
from rmdiag.reports.editions.ahead import Ahead, has_actions
from rmdiag.reports.editions.cover import labels, logo
from rmdiag.reports.editions.executive_decide import decisions
from rmdiag.reports.editions.executive_holding import HOLDING, Holding, callout, holdings
from rmdiag.reports.editions.executive_known import next_steps, strengths, unknown, what_to_answer
from rmdiag.reports.editions.executive_masthead import colophon, edition_metadata, masthead, shortly_named, title
from rmdiag.reports.editions.executive_public import public_executive
from rmdiag.reports.editions.executive_reach import opening, reach
from rmdiag.reports.editions.executive_standing import (
    Earlier,
    earlier_of,
    key_figures,
    moved,
    nothing_known,
    profile,
)
from rmdiag.reports.editions.executive_steps import first_steps
from rmdiag.reports.editions.executive_words import whole_sentences
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.model import (
    Block,
    Group,
    Keep,
    List,
    ListStyle,
    Measure,
    Paragraph,
    Report,
    Section,
)
from rmdiag.reports.numbering import standing_alone

OPENING = 1200  # characters of the team's own words


def executive_report(assessment: Assessment, facts: Provenance, earlier: Assessment | None = None) -> Report:
    """Write the report of a mission in its language; an earlier round stands beside it where there is one."""
    tell = telling(assessment, facts)
    if facts.public:
        return public_executive(tell)
    short = shortly_named(tell)
    sections = (_whole(short, earlier_of(short, earlier)),)
    return standing_alone(
        Report(
            metadata=edition_metadata(tell, "executive"),
            labels=labels(tell),
            cover=None,
            sections=sections,
            logo=logo(tell),
        )
    )


def _whole(tell: Telling, earlier: Earlier | None) -> Section:
    ahead = tell.ahead
    parts = _nothing(tell) if nothing_known(tell) else _parts(tell, ahead, earlier)
    return Section(
        id="executive",
        title=title(tell),
        blocks=(*masthead(tell, "executive"), *_standing(tell, ahead, earlier)),
        sections=tuple(parts),
    )


def _standing(tell: Telling, ahead: Ahead, earlier: Earlier | None) -> Iterator[Block]:
    yield opening(tell, ahead)
    yield key_figures(tell)
    if tell.mission.summary and not nothing_known(tell):
        yield Paragraph(runs=runs(whole_sentences(tell.mission.summary, OPENING)))
    yield from moved(tell, earlier)
    if not nothing_known(tell):
        yield profile(tell, earlier, Measure.FULL)


def _nothing(tell: Telling) -> Iterator[Section]:
    yield _part(
        tell,
        "start",
        tell.para("brief.nothing"),
        List(entries=what_to_answer(tell), style=ListStyle.NUMBERS),
        colophon(tell),
    )


def _parts(tell: Telling, ahead: Ahead, earlier: Earlier | None) -> Iterator[Section]:
    found = holdings(tell, ahead)
    yield _part(tell, "strong", *_strong(tell))
    yield _part(tell, "holding", *_holding(tell, found))
    now = tuple(_now(tell, ahead, earlier))
    if now:
        yield _part(tell, "now", *now)
    if has_actions(ahead):
        yield _part(tell, "reach", *reach(tell, ahead))
    not_known = unknown(tell, ahead)
    yield _part(tell, "unknown", List(entries=not_known) if not_known else tell.para("brief.all_known"))
    closing = (List(entries=next_steps(tell, ahead)), colophon(tell))  # its last line never stands on a page alone
    yield _part(tell, "next", Group(blocks=closing, keep=Keep.WHOLE))


def _now(tell: Telling, ahead: Ahead, earlier: Earlier | None) -> Iterator[Block]:
    if ahead.every:
        yield from _decide(tell, List(entries=decisions(tell, ahead, earlier)))
    if ahead.lines.waves:
        yield first_steps(tell, ahead)


def _strong(tell: Telling) -> Iterator[Block]:
    entries = strengths(tell)
    if entries:
        yield List(entries=entries)
    else:
        yield tell.para("summary.no_strengths")


def _holding(tell: Telling, found: Sequence[Holding]) -> Iterator[Block]:
    if not found:
        yield tell.para(
            "brief.nothing_holds_partly" if tell.assessment.findings.not_assessed else "brief.nothing_holds"
        )
        return
    yield Paragraph(runs=runs(tell.count("brief.holding_opening", len(found[:HOLDING]))))
    for one in found[:HOLDING]:
        yield Group(blocks=(callout(tell, one),), keep=Keep.WHOLE)
    rest = len(found) - HOLDING
    if rest > 0:
        yield Paragraph(runs=runs(tell.count("brief.holding_more", rest)))


def _decide(tell: Telling, choices: List) -> Iterator[Block]:
    if choices.entries:
        yield Group(title=runs(tell.say("decide.title")), blocks=(choices,))


def _part(tell: Telling, key: str, *blocks: Block) -> Section:
    return Section(id=f"executive-{key}", title=tell.say(f"executive.{key}"), blocks=blocks)
