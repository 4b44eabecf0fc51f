"""Write the plan as a report of its own, for those who carry it out and those who pay for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.compose import fact
from rmdiag.reports.editions.action_plan import Chapter, parts_of
from rmdiag.reports.editions.cover import CHECKSUM_SHOWN, cover, labels, metadata
from rmdiag.reports.editions.plan_annexes import closes_annex, roles_annex
from rmdiag.reports.editions.plan_first import deadlines, first_things
from rmdiag.reports.editions.plan_followed import followed_chapter, status_chapter
from rmdiag.reports.editions.plan_lines import Lines
from rmdiag.reports.editions.plan_page import calendar_page, crowded, plan_page, reading_page
from rmdiag.reports.editions.plan_public import public_plan
from rmdiag.reports.editions.plan_risks import risks_chapter
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.model import Cover, Metadata, Report, Section
from rmdiag.reports.numbering import standing_alone


def plan_report(assessment: Assessment, facts: Provenance) -> Report:
    """Write the report of a mission in its language."""
    tell = telling(assessment, facts)
    if facts.public:
        return standing_alone(public_plan(tell))
    return standing_alone(
        Report(
            metadata=_metadata(tell),
            labels=labels(tell),
            cover=_cover(tell, tell.ahead.lines),
            sections=tuple(_sections(tell)),
        )
    )


def _sections(tell: Telling) -> Iterator[Section]:
    lines = tell.ahead.lines
    yield plan_page(tell, lines, tell.ahead.reached)
    if lines.every:
        yield calendar_page(tell, lines)
        yield reading_page(tell, lines)
    for number, chapter in enumerate(_chapters(tell), start=1):
        yield chapter(tell, str(number))
    if lines.every:
        yield roles_annex(tell, lines, "A")
        yield closes_annex(tell, lines, "B")


def _chapters(tell: Telling) -> Iterator[Chapter]:
    yield from parts_of(tell, _first_things)
    if tell.ahead.every:
        yield risks_chapter
    if tell.mission.adopted:
        yield status_chapter
    yield followed_chapter


def _first_things(tell: Telling, number: str) -> Section:
    """Put the next deadlines before what others wait for, unless they stand beside the chart."""
    section, lines = first_things(tell, number), tell.ahead.lines
    if not crowded(lines):
        return section
    return replace(section, blocks=(*deadlines(tell, lines), *section.blocks))


def _cover(tell: Telling, lines: Lines) -> Cover:
    plain = cover(tell)
    facts = plain.facts
    if lines.last is not None:
        facts = (*facts, fact(tell.say("pe.cover.period"), tell.shown.period(lines.start, lines.ends)))
    kicker = tell.say("pe.kicker", round=tell.mission.round)
    return replace(plain, kicker=kicker, title=tell.say("pe.title"), facts=facts)


def _metadata(tell: Telling) -> Metadata:
    mission = tell.mission
    key = "pe.identifier" if mission.checksum else "pe.identifier_unsigned"
    return replace(
        metadata(tell),
        title=tell.say("pe.report_title", administration=mission.administration),
        subject=tell.say("pe.subject", round=mission.round, date=tell.shown.date(mission.as_of)),
        identifier=tell.say(key, mission=mission.name, checksum=mission.checksum[:CHECKSUM_SHOWN]),
    )
