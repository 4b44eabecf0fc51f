"""Write the diagnostic edition: the whole report of a mission, every word and number of it decided here and below.

Pure: the same assessment gives the same report. A part without anything to tell is absent or says so in one sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.editions.action_plan import action_plan
from rmdiag.reports.editions.annex_answers import answers_annex, evidence_annex
from rmdiag.reports.editions.annex_figures import figures_annex
from rmdiag.reports.editions.annex_findings import findings_annex
from rmdiag.reports.editions.annex_method import method_annex
from rmdiag.reports.editions.annex_reply import reply_annex
from rmdiag.reports.editions.annex_terms import glossary, versions
from rmdiag.reports.editions.articles import articles, views_by_article
from rmdiag.reports.editions.body_metrics import body_metrics, has_figures
from rmdiag.reports.editions.country import country_and_administration, has_context
from rmdiag.reports.editions.cover import contents, cover, labels, metadata
from rmdiag.reports.editions.differences import differences
from rmdiag.reports.editions.dimensions import dimension_chapter
from rmdiag.reports.editions.evidence_base import the_mission
from rmdiag.reports.editions.follow_up import follow_up
from rmdiag.reports.editions.groupings import groupings, other_views
from rmdiag.reports.editions.priorities import priorities
from rmdiag.reports.editions.profile import profile
from rmdiag.reports.editions.reading import method, reading
from rmdiag.reports.editions.summary import summary
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.model import Report, Section

__all__ = ["Provenance", "diagnostic_report"]

Chapter = Callable[[Telling, str], Section]


def diagnostic_report(assessment: Assessment, facts: Provenance, earlier: Assessment | None = None) -> Report:
    """Write the report of a mission in its language, with the levels of the round before where there is one."""
    tell = telling(assessment, facts, earlier)
    return Report(
        metadata=metadata(tell),
        labels=labels(tell),
        cover=cover(tell),
        sections=(summary(tell), contents(tell), *_chapters(tell), *_annexes(tell)),
    )


def _chapters(tell: Telling) -> Iterator[Section]:
    dimensions: list[Chapter] = [partial(_dimension, identity=dimension.id) for dimension in tell.dimensions]
    country: list[Chapter] = [country_and_administration] if has_context(tell) else []
    front: list[Chapter] = [reading, *country, the_mission, method, profile]
    back: list[Chapter] = [*_readings(tell), differences, priorities, action_plan, follow_up]
    for number, chapter in enumerate((*front, *dimensions, *back), start=1):
        yield chapter(tell, str(number))


def _readings(tell: Telling) -> Iterator[Chapter]:
    """Give the chapters that read the same results in other ways, each where there is something to read."""
    if has_figures(tell):
        yield body_metrics
    if views_by_article(tell):
        yield articles
    if other_views(tell):
        yield groupings


def _dimension(tell: Telling, number: str, *, identity: str) -> Section:
    dimension = next(d for d in tell.framework.dimensions if d.id == identity)
    return dimension_chapter(tell, dimension, number)


def _annexes(tell: Telling) -> Iterator[Section]:
    annexes: tuple[Chapter, ...] = (
        answers_annex,
        evidence_annex,
        findings_annex,
        figures_annex,
        method_annex,
        glossary,
        versions,
        *([reply_annex] if tell.mission.comments else []),
    )
    for letter, annex in zip("ABCDEFGH"[: len(annexes)], annexes, strict=True):
        yield annex(tell, letter)
