"""Decide what is handed out for comment: every finding of a draft with its name, its place and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.comments import AS_A_WHOLE
from rmdiag.assessment.exchange.base import identity_of
from rmdiag.assessment.exchange.reply.facts import COLUMNS, Facts, Finding, digest_of, mark_of
from rmdiag.questionnaires.exchange.shown import plain_head
from rmdiag.reports.characters import printable
from rmdiag.reports.draft import label
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.languages.files import messages_of, report_languages
from rmdiag.reports.model import Metadata, Report, Section
from rmdiag.reports.report_for import report_for

HEADS = {
    "number": "draft.number",
    "key": "reply.key",
    "place": "draft.place",
    "words": "draft.words",
    "comment": "draft.comment",
    "by": "reply.by",
    "evidence": "reply.evidence",
}
READ = ("comment", "by", "evidence")  # the columns that people fill in
STEPS = ("comment", "by", "evidence", "whole", "leave", "back")
LONGEST = 32_000  # characters of a finding; a cell of a workbook holds 32,767


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the table: a finding, and where the draft says it."""

    finding: Finding
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyForm:
    """What is handed out, every word of it decided."""

    metadata: Metadata
    report: Report  # the draft, for its looks
    facts: Facts
    title: str
    subtitle: str
    confidentiality: str
    names: Mapping[str, str]  # of sheets and the guide
    heads: Mapping[str, str]  # by column, in the order of COLUMNS
    steps: tuple[str, ...]  # how to comment
    refusal: tuple[str, str]  # title and words where a cell is not to be changed
    entries: tuple[Entry, ...]


def reply_form(assessment: Assessment, version: str) -> ReplyForm:
    """Make the form of a mission in the language of its report; the last line is for the report as a whole."""
    facts = Provenance(version=version, draft=True)
    report, tell = report_for(assessment, facts), telling(assessment, facts)
    heads = {column: tell.say(HEADS[column]) for column in COLUMNS}
    mission = tell.mission
    date = tell.shown.date(mission.as_of)
    return ReplyForm(
        metadata=report.metadata,
        report=report,
        facts=_facts(tell, report),
        title=tell.say("reply.title"),
        subtitle=tell.say("reply.round", administration=mission.administration, round=mission.round, date=date),
        confidentiality=report.metadata.confidentiality,
        names={name: tell.say(f"reply.{name}") for name in ("sheet", "guide", "how")},
        heads=heads,
        steps=tuple(tell.say(f"reply.how.{step}", **heads) for step in STEPS),
        refusal=(tell.say("reply.locked_title"), tell.say("reply.locked", **heads)),
        entries=(*_entries(report), _as_a_whole(tell)),
    )


def findings_of(report: Report) -> tuple[Finding, ...]:
    """Give the findings of a draft as they are handed out."""
    return tuple(
        Finding(number=label(one), key=one.key, words=printable(one.words)[:LONGEST]) for one in report.findings
    )


def heads_in(language: str) -> Mapping[str, str]:
    """Give the heads of the table in a language, by column."""
    messages = messages_of(language if language in report_languages() else "en")
    return {column: str(messages[HEADS[column]]) for column in COLUMNS}


def known_heads() -> Mapping[str, str]:
    """Give the column by what may stand over it, in every language."""
    every = ((column, head) for language in report_languages() for column, head in heads_in(language).items())
    return {plain_head(head): column for column, head in every}


def _facts(tell: Telling, report: Report) -> Facts:
    mission = tell.mission
    return Facts(
        mission=mark_of(identity_of(mission)),
        framework=f"{mission.framework} {mission.edition}",
        language=tell.shown.language,
        draft=digest_of(findings_of(report)),
    )


def _entries(report: Report) -> Iterator[Entry]:
    places = {section.id: _place(section) for section in _every(report.sections)}
    for numbered, finding in zip(report.findings, findings_of(report), strict=True):
        yield Entry(finding=finding, place=places[numbered.section])


def _as_a_whole(tell: Telling) -> Entry:
    return Entry(finding=Finding(number="", key=AS_A_WHOLE, words=""), place=tell.say("reply.whole"))


def _place(section: Section) -> str:
    return printable(f"{section.number} {section.title}" if section.number else section.title)


def _every(sections: Iterable[Section]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _every(section.sections)
