"""Write the public form of the diagnostic: a report of its own, for anybody who asks how Customs manages risk.

It is composed and not filtered: what is not asked for here cannot slip through. Levels and actions come from
`rmdiag.reports.public`, which says what may be told; nothing that people wrote for this mission is told, but the name
of the administration, the names of roles, dates, and what its state has notified.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.compose import fact, runs
from rmdiag.reports.editions.cover import contents, country, labels, metadata, period
from rmdiag.reports.editions.public_articles import articles, has_articles
from rmdiag.reports.editions.public_ending import method_in_short, versions_in_short, words_used
from rmdiag.reports.editions.public_levels import levels
from rmdiag.reports.editions.public_mission import how_to_read, the_mission
from rmdiag.reports.editions.public_plan import follow_up, plan_in_outline
from rmdiag.reports.editions.public_summary import at_a_glance
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.model import Cover, Definition, Metadata, Report, Section

Chapter = Callable[[Telling, str], Section]


def public_report(assessment: Assessment, facts: Provenance, earlier: Assessment | None = None) -> Report:
    """Write the public form in the language of the mission's report, beside the round before it, if any."""
    tell = telling(assessment, facts, earlier)
    chapters = tuple(chapter(tell, str(number)) for number, chapter in enumerate(_chapters(tell), start=1))
    annexes = (words_used(tell, "A"), versions_in_short(tell, "B"))
    return Report(
        metadata=public_metadata(tell),
        labels=labels(tell),
        cover=public_cover(tell),
        sections=(at_a_glance(tell), contents(tell), *chapters, *annexes),
    )


def public_metadata(tell: Telling) -> Metadata:
    """Note what a library notes, with whom it is for."""
    return replace(metadata(tell), confidentiality=tell.say("public.confidentiality"))


def public_cover(tell: Telling) -> Cover:
    """Write the first page, of which no word was written for this mission."""
    notice = f"{tell.say('public.notice')} {tell.say('cover.not_wco')} {tell.framework.disclaimer}".strip()
    return Cover(
        kicker=tell.say("public.kicker_indicative" if tell.indicative else "public.kicker", round=tell.mission.round),
        title=tell.framework.title,
        subtitle=tell.mission.administration,
        facts=tuple(_facts(tell)),
        notice=runs(notice),
    )


def _chapters(tell: Telling) -> Iterator[Chapter]:
    yield how_to_read
    yield the_mission
    yield levels
    if has_articles(tell):
        yield articles
    yield plan_in_outline
    yield follow_up
    yield method_in_short


def _facts(tell: Telling) -> Iterator[Definition]:
    mission = tell.mission
    yield fact(tell.say("cover.administration"), mission.administration)
    yield fact(tell.say("cover.country"), country(tell))
    yield fact(tell.say("cover.as_of"), tell.shown.date(mission.as_of))
    when = period(tell)
    if when is not None:
        yield fact(tell.say("cover.filled_in" if tell.self_only else "cover.mission"), when)
    framework = tell.framework
    edition = tell.say("cover.framework_edition", title=framework.title, edition=framework.edition)
    yield fact(tell.say("cover.framework"), edition)
    if tell.facts.rendered_on is not None:
        yield fact(tell.say("cover.rendered"), tell.shown.date(tell.facts.rendered_on))
