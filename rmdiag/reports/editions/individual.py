"""Write the report of a person's assessment, for the candidate and the panel and for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.compose import fact, runs
from rmdiag.reports.editions.annex_answers import evidence_annex
from rmdiag.reports.editions.annex_terms import versions
from rmdiag.reports.editions.cover import CHECKSUM_SHOWN, contents, labels, period
from rmdiag.reports.editions.individual_answers import answers_of_all
from rmdiag.reports.editions.individual_competencies import competency_chapter
from rmdiag.reports.editions.individual_development import development
from rmdiag.reports.editions.individual_process import process, the_assessment
from rmdiag.reports.editions.individual_result import candidate, result_page
from rmdiag.reports.editions.telling import NAMES, Provenance, Telling, telling
from rmdiag.reports.model import Cover, Definition, Metadata, Report, Section

Chapter = Callable[[Telling, str], Section]


def individual_report(assessment: Assessment, facts: Provenance) -> Report:
    """Write the report of a candidate in its language."""
    tell = telling(assessment, facts)
    return Report(
        metadata=_metadata(tell),
        labels=labels(tell),
        cover=_cover(tell),
        sections=(result_page(tell), contents(tell), *_chapters(tell), *_annexes(tell)),
    )


def _cover(tell: Telling) -> Cover:
    """Name the candidate by code; the name itself only where the mission says that names are printed."""
    notice = f"{tell.say('cover.not_wco')} {tell.framework.disclaimer}".strip()
    return Cover(
        kicker=tell.say("individual.kicker", round=tell.mission.round),
        title=candidate(tell),
        subtitle=tell.framework.title,
        facts=tuple(_facts(tell)),
        notice=runs(notice),
    )


def _facts(tell: Telling) -> Iterator[Definition]:
    found = tell.mission.candidate
    if found is not None and found.name and tell.mission.attribution == NAMES:
        yield fact(tell.say("individual.name"), found.name)
    when = period(tell)
    if when is not None:
        yield fact(tell.say("individual.when"), when)
    yield fact(tell.say("cover.as_of"), tell.shown.date(tell.mission.as_of))
    yield fact(tell.say("individual.readers"), tell.say("individual.readers.meaning"))
    edition = tell.say("cover.framework_edition", title=tell.framework.title, edition=tell.framework.edition)
    yield fact(tell.say("cover.framework"), edition)
    if tell.facts.rendered_on is not None:
        yield fact(tell.say("cover.rendered"), tell.shown.date(tell.facts.rendered_on))


def _metadata(tell: Telling) -> Metadata:
    mission = tell.mission
    checksum = mission.checksum[:CHECKSUM_SHOWN]
    key = "individual.identifier" if checksum else "individual.identifier_unsigned"
    return Metadata(
        title=tell.say("individual.report_title", candidate=candidate(tell)),
        language=tell.shown.language,
        author=tell.say("individual.author"),
        subject=tell.say("individual.subject", round=mission.round, date=tell.shown.date(mission.as_of)),
        keywords=(tell.framework.id, mission.round),
        administration=candidate(tell),
        confidentiality=tell.say("individual.confidentiality"),
        date=tell.shown.date(tell.facts.rendered_on or mission.as_of),
        identifier=tell.say(key, mission=mission.name, checksum=checksum),
    )


def _chapters(tell: Telling) -> Iterator[Section]:
    competencies: list[Chapter] = [partial(_competency, identity=d.id) for d in tell.framework.dimensions]
    for number, chapter in enumerate((the_assessment, *competencies, development, process), start=1):
        yield chapter(tell, str(number))


def _competency(tell: Telling, number: str, *, identity: str) -> Section:
    return competency_chapter(tell, next(d for d in tell.framework.dimensions if d.id == identity), number)


def _annexes(tell: Telling) -> Iterator[Section]:
    for letter, annex in zip("ABC", (answers_of_all, evidence_annex, versions), strict=True):
        yield annex(tell, letter)
