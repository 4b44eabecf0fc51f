"""Pick the edition in which an assessment is told: of an administration, of a person, or of a study visit.

The editions are imported when one is written, so that naming a file loads nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from rmdiag.compendium.model import PERSON

if TYPE_CHECKING:
    from rmdiag.assessment.assess import Assessment
    from rmdiag.reports.editions.telling import Provenance
    from rmdiag.reports.model import Report


class Edition(StrEnum):
    """What a report is, as its file is named."""

    DIAGNOSTIC = "diagnostic"
    EXECUTIVE = "executive"  # two to ten pages for a minister
    ONE_PAGER = "one-pager"  # for the debrief
    PLAN = "plan"
    PROGRESS = "progress"  # this round against an earlier one
    INDIVIDUAL = "individual"  # a person, such as a candidate of the TOA workshop
    VISIT = "visit"


OF_ADMINISTRATIONS = (Edition.DIAGNOSTIC, Edition.EXECUTIVE, Edition.ONE_PAGER, Edition.PLAN, Edition.PROGRESS)


PRIVATE = (Edition.INDIVIDUAL, Edition.VISIT)  # a person's result, and what another administration showed its guests


class NoEarlierRoundError(ValueError):
    """A report of progress was asked for without the round it is held against: whoever asks must see to it before."""


class NoPublicFormError(ValueError):
    """An edition that has no public form was asked for it: whoever asks must see to it before."""


def report_for(
    assessment: Assessment, facts: Provenance, edition: Edition | None = None, earlier: Assessment | None = None
) -> Report:
    """Write the report of a mission in an edition, or in the one that fits it.

    `earlier` is the round that a report of progress is held against; the diagnostic and the executive report mention
    its levels where it is given. Raises `NoPublicFormError` and `NoEarlierRoundError`.
    """
    chosen = edition or edition_of(assessment)
    if facts.public and chosen in PRIVATE:
        raise NoPublicFormError(chosen)
    report = _told_as(chosen, assessment, facts, earlier)
    if not facts.draft:
        return report
    from rmdiag.reports.draft import drafted
    from rmdiag.reports.editions.telling import telling

    return drafted(report, telling(assessment, facts))


def _told_as(edition: Edition, assessment: Assessment, facts: Provenance, earlier: Assessment | None) -> Report:
    match edition:
        case Edition.INDIVIDUAL:
            from rmdiag.reports.editions.individual import individual_report

            return individual_report(assessment, facts)
        case Edition.VISIT:
            from rmdiag.reports.editions.visit import visit_report

            return visit_report(assessment, facts)
        case Edition.DIAGNOSTIC if facts.public:
            from rmdiag.reports.editions.public_report import public_report

            return public_report(assessment, facts, earlier)
        case Edition.DIAGNOSTIC:
            from rmdiag.reports.diagnostic import diagnostic_report

            return diagnostic_report(assessment, facts, earlier)
        case chosen:
            return _short_report(assessment, facts, chosen, earlier)


def _short_report(assessment: Assessment, facts: Provenance, edition: Edition, earlier: Assessment | None) -> Report:
    match edition:
        case Edition.EXECUTIVE:
            from rmdiag.reports.editions.executive import executive_report

            return executive_report(assessment, facts, earlier)
        case Edition.ONE_PAGER:
            from rmdiag.reports.editions.one_pager import one_pager

            return one_pager(assessment, facts)
        case Edition.PROGRESS:
            if earlier is None:
                raise NoEarlierRoundError
            from rmdiag.reports.editions.progress import progress_report

            return progress_report(assessment, facts, earlier)
        case _:
            from rmdiag.reports.editions.plan_report import plan_report

            return plan_report(assessment, facts)


def edition_of(assessment: Assessment) -> Edition:
    """Say which edition fits: a person's, a visit's when nothing that was asked gates a level, else the diagnostic."""
    questionnaire = assessment.questionnaire
    if questionnaire.framework.subject == PERSON:
        return Edition.INDIVIDUAL
    asked = [q for q in questionnaire.questions.values() if q.id in questionnaire.in_set(assessment.mission.set)]
    records = any(question.becomes for question in asked) and not any(question.gates for question in asked)
    return Edition.VISIT if records else Edition.DIAGNOSTIC


def editions_for(assessment: Assessment) -> tuple[Edition, ...]:
    """Name the editions in which a mission can be told, the fitting one first."""
    fitting = edition_of(assessment)
    return OF_ADMINISTRATIONS if fitting is Edition.DIAGNOSTIC else (fitting,)
