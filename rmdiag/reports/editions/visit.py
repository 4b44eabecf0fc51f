"""Write the report of a study visit: who saw what at a host, and what the visiting administration will do with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.compose import fact, runs
from rmdiag.reports.editions.annex_answers import evidence_annex
from rmdiag.reports.editions.annex_terms import versions
from rmdiag.reports.editions.cover import CHECKSUM_SHOWN, contents, labels, period, team
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.editions.visit_observations import observations_chapter
from rmdiag.reports.editions.visit_records import records_after, records_before, set_aside
from rmdiag.reports.editions.visit_summary import OPENING, PLAN, host_name, visit_summary
from rmdiag.reports.model import (
    Block,
    Cover,
    Definition,
    Group,
    List,
    ListEntry,
    ListStyle,
    Metadata,
    Paragraph,
    Report,
    Section,
)


def visit_report(assessment: Assessment, facts: Provenance) -> Report:
    """Write the report of a visit in its language."""
    tell = telling(assessment, facts)
    return Report(
        metadata=_metadata(tell),
        labels=labels(tell),
        cover=_cover(tell),
        sections=(visit_summary(tell), contents(tell), *_chapters(tell), *_annexes(tell)),
    )


def _cover(tell: Telling) -> Cover:
    return Cover(
        kicker=tell.say("visit.kicker", round=tell.mission.round),
        title=tell.say("visit.title"),
        subtitle=tell.say("visit.subtitle", administration=tell.mission.administration, host=host_name(tell)),
        facts=tuple(_facts(tell)),
        notice=runs(
            tell.say("visit.notice", not_wco=tell.say("cover.not_wco"), disclaimer=tell.framework.disclaimer).strip()
        ),
    )


def _metadata(tell: Telling) -> Metadata:
    mission = tell.mission
    checksum = mission.checksum[:CHECKSUM_SHOWN]
    key = "visit.identifier" if checksum else "visit.identifier_unsigned"
    closed = tell.shown.date(mission.as_of)
    return Metadata(
        title=tell.say("visit.report_title", administration=mission.administration, host=host_name(tell)),
        language=tell.shown.language,
        author=tell.say("visit.author"),
        subject=tell.say("visit.subject", round=mission.round, date=closed),
        keywords=(tell.framework.id, mission.set, mission.country, mission.round),
        administration=mission.administration,
        confidentiality=tell.say(f"visit.confidentiality.{mission.confidentiality}"),
        date=tell.shown.date(tell.facts.rendered_on or mission.as_of),
        identifier=tell.say(key, mission=mission.name, checksum=checksum),
    )


def _facts(tell: Telling) -> Iterator[Definition]:
    mission, host = tell.mission, tell.mission.host
    yield fact(tell.say("visit.visiting"), _party(tell, mission.administration, mission.country))
    yield fact(tell.say("visit.host"), _party(tell, host_name(tell), None if host is None else host.country))
    when = period(tell)
    if when is not None:
        yield fact(tell.say("visit.dates"), when)
    yield fact(tell.say("visit.closed"), tell.shown.date(mission.as_of))
    members = _delegation(tell)
    if members:
        yield fact(tell.say("visit.delegation"), tell.say("list.semicolon").join(members))
    edition = tell.say("cover.framework_edition", title=tell.framework.title, edition=tell.framework.edition)
    yield fact(tell.say("cover.framework"), edition)
    if tell.facts.rendered_on is not None:
        yield fact(tell.say("cover.rendered"), tell.shown.date(tell.facts.rendered_on))


def _delegation(tell: Telling) -> tuple[str, ...]:
    """Name the delegation; of its own administration nobody needs to be told."""
    mission = tell.mission
    own = [
        replace(m, organisation=None if m.organisation == mission.administration else m.organisation)
        for m in mission.team
    ]
    return team(replace(tell, assessment=replace(tell.assessment, mission=replace(mission, team=tuple(own)))))


def _party(tell: Telling, name: str, country: str | None) -> str:
    return name if not country else tell.say("visit.party", name=name, country=tell.shown.territory(country))


def _chapters(tell: Telling) -> Iterator[Section]:
    yield records_before(tell, "1", tuple(_about(tell)))
    yield observations_chapter(tell, "2")
    number = 3
    if set_aside(tell):
        yield records_after(tell, str(number))
        number += 1
    yield _to_the_plan(tell, str(number))


def _about(tell: Telling) -> Iterator[Block]:
    """Give the delegation's own words where the summary had no room for them, and the scope of the visit."""
    words, scope = tell.mission.summary, tell.mission.scope_note
    if words and len(words) > OPENING:
        yield Group(title=runs(tell.say("visit.about.purpose")), blocks=(Paragraph(runs=runs(words)),))
    if scope:
        yield Group(title=runs(tell.say("visit.about.scope")), blocks=(Paragraph(runs=runs(scope)),))


def _to_the_plan(tell: Telling, number: str) -> Section:
    """Say where the actions stand and how they are carried over."""
    actions = tell.mission.actions
    title = tell.say("visit.plan.title")
    if not actions:
        return Section(id=PLAN, title=title, number=number, blocks=(tell.para("visit.plan.none"),))
    steps = (tell.runs("visit.plan.name"), tell.runs("visit.plan.enter"), tell.runs("visit.plan.report"))
    opening = Paragraph(runs=runs(tell.count("visit.plan.opening", len(actions))))
    entries = tuple(ListEntry(runs=step) for step in steps)
    return Section(
        id=PLAN, title=title, number=number, blocks=(opening, List(entries=entries, style=ListStyle.NUMBERS))
    )


def _annexes(tell: Telling) -> Iterator[Section]:
    yield evidence_annex(tell, "A")
    yield versions(tell, "B")
