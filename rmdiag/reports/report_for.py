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
    INDIVIDUAL = "individual"
    VISIT = "visit"


def report_for(assessment: Assessment, facts: Provenance) -> Report:
    """Write the report of a mission in the edition that fits it."""
    match edition_of(assessment):
        case Edition.INDIVIDUAL:
            from rmdiag.reports.editions.individual import individual_report

            return individual_report(assessment, facts)
        case Edition.VISIT:
            from rmdiag.reports.editions.visit import visit_report

            return visit_report(assessment, facts)
        case Edition.DIAGNOSTIC:
            from rmdiag.reports.diagnostic import diagnostic_report

            return diagnostic_report(assessment, facts)


def edition_of(assessment: Assessment) -> Edition:
    """Say which edition fits: a person's, a visit's when nothing that was asked gates a level, else the diagnostic."""
    questionnaire = assessment.questionnaire
    if questionnaire.framework.subject == PERSON:
        return Edition.INDIVIDUAL
    asked = [q for q in questionnaire.questions.values() if q.id in questionnaire.in_set(assessment.mission.set)]
    records = any(question.becomes for question in asked) and not any(question.gates for question in asked)
    return Edition.VISIT if records else Edition.DIAGNOSTIC
