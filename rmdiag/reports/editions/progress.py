"""Write the report of progress: this round against an earlier one.

Levels of the earlier round stand as they were found; practice is told apart from what is known of it (docs/compare.md).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.compose import fact, runs
from rmdiag.reports.editions.cover import CHECKSUM_SHOWN, cover, labels, metadata
from rmdiag.reports.editions.progress_answers import questions_annex
from rmdiag.reports.editions.progress_figures import figures_chapter
from rmdiag.reports.editions.progress_ground import ground_chapter, open_chapter
from rmdiag.reports.editions.progress_levels import dimensions_chapter, indicators_chapter
from rmdiag.reports.editions.progress_page import progress_page
from rmdiag.reports.editions.progress_plan import plan_chapter
from rmdiag.reports.editions.progress_public import public_progress
from rmdiag.reports.editions.progress_rounds import Rounds, rounds_of
from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.model import Contents, Cover, Definitions, Group, Metadata, Report, Section, Start
from rmdiag.reports.numbering import standing_alone

TERMS = ("practice", "information", "different", "same", "chance", "verified")


def progress_report(assessment: Assessment, facts: Provenance, earlier: Assessment) -> Report:
    """Write what moved since an earlier round, in the language of this one."""
    rounds = rounds_of(assessment, facts, earlier)
    if facts.public:
        return standing_alone(public_progress(rounds))
    return standing_alone(
        Report(
            metadata=_metadata(rounds),
            labels=labels(rounds.tell),
            cover=_cover(rounds),
            sections=tuple(_sections(rounds)),
        )
    )


def _sections(rounds: Rounds) -> Iterator[Section]:
    yield progress_page(rounds)
    yield _reading(rounds)
    chapters = (
        dimensions_chapter,
        indicators_chapter,
        plan_chapter,
        figures_chapter,
        open_chapter,
        ground_chapter,
    )
    for number, chapter in enumerate(chapters, start=1):
        yield chapter(rounds, str(number))
    yield questions_annex(rounds, "A")


def _reading(rounds: Rounds) -> Section:
    """List what is in the report, and say what its words mean."""
    tell = rounds.tell
    told = TERMS[3:] if rounds.on_paper else TERMS
    terms = tuple(fact(tell.say(f"pr.term.{one}"), tell.say(f"pr.term.{one}.meaning")) for one in told)
    return Section(
        id="contents",
        title=tell.say("pr.reading.title"),
        blocks=(
            Contents(depth=2),
            Group(title=runs(tell.say("pr.reading.terms")), blocks=(Definitions(entries=terms),)),
        ),
        start=Start.NEW_PAGE,
        listed=False,
    )


def _cover(rounds: Rounds) -> Cover:
    tell, before = rounds.tell, rounds.before.mission
    plain = cover(tell)
    then = tell.say("pr.cover.round", round=before.round, date=tell.shown.date(before.as_of))
    against = fact(tell.say("pr.cover.against"), then)
    as_of = tell.say("cover.as_of")
    facts = [one for entry in plain.facts for one in ((entry, against) if entry.term == as_of else (entry,))]
    kicker = tell.say("pr.kicker", old=before.round, new=tell.mission.round)
    return replace(plain, kicker=kicker, title=tell.say("pr.title"), facts=tuple(facts))


def _metadata(rounds: Rounds) -> Metadata:
    tell, before = rounds.tell, rounds.before.mission
    mission, plain = tell.mission, metadata(tell)
    values = {"mission": mission.name, "against": before.name, "checksum": mission.checksum[:CHECKSUM_SHOWN]}
    key = "pr.identifier" if mission.checksum else "pr.identifier_unsigned"
    days = {"then": tell.shown.date(before.as_of), "now": tell.shown.date(mission.as_of)}
    return replace(
        plain,
        title=tell.say("pr.report_title", administration=mission.administration, **days),
        subject=tell.say("pr.subject", old=before.round, new=mission.round, **days),
        keywords=(*plain.keywords, before.round),
        identifier=tell.say(key, **values),
    )
