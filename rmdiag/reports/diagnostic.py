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
from rmdiag.reports.editions.annex_terms import glossary, versions
from rmdiag.reports.editions.cover import contents, cover, labels, metadata
from rmdiag.reports.editions.differences import differences
from rmdiag.reports.editions.dimensions import dimension_chapter
from rmdiag.reports.editions.evidence_base import the_mission
from rmdiag.reports.editions.follow_up import follow_up
from rmdiag.reports.editions.groupings import groupings
from rmdiag.reports.editions.priorities import priorities
from rmdiag.reports.editions.profile import profile
from rmdiag.reports.editions.reading import method, reading
from rmdiag.reports.editions.summary import summary
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.model import Report, Section

__all__ = ["Provenance", "diagnostic_report"]

Chapter = Callable[[Telling, str], Section]


def diagnostic_report(assessment: Assessment, facts: Provenance) -> Report:
    """Write the report of a mission in its language."""
    tell = telling(assessment, facts)
    return Report(
        metadata=metadata(tell),
        labels=labels(tell),
        cover=cover(tell),
        sections=(summary(tell), contents(tell), *_chapters(tell), *_annexes(tell)),
    )


def _chapters(tell: Telling) -> Iterator[Section]:
    dimensions: list[Chapter] = [partial(_dimension, identity=dimension.id) for dimension in tell.dimensions]
    front: list[Chapter] = [reading, the_mission, method, profile]
    views: list[Chapter] = [groupings] if tell.assessment.views else []
    back: list[Chapter] = [*views, differences, priorities, action_plan, follow_up]
    for number, chapter in enumerate((*front, *dimensions, *back), start=1):
        yield chapter(tell, str(number))


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
    )
    for letter, annex in zip("ABCDEFG", annexes, strict=True):
        yield annex(tell, letter)
