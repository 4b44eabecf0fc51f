"""Diagnose the maturity of customs risk management: questionnaires in, proven scores and a report out.

The few names that other programs need, each loaded when it is first used:

    problems = Problems()
    mission, questionnaire = load_mission(Path("kestoria-2026"), problems)
    assessment = assess(mission, questionnaire)
    pdf = to_pdf(report_for(assessment, Provenance(version=__version__)))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rmdiag.assessment.assess import Assessment, assess
    from rmdiag.assessment.explain import explain
    from rmdiag.assessment.files import load_mission
    from rmdiag.problems import Problem, Problems
    from rmdiag.questionnaires.files import load_questionnaire
    from rmdiag.reports.editions.telling import Provenance
    from rmdiag.reports.render import to_pdf
    from rmdiag.reports.report_for import report_for

__version__ = "0.1.0"
__all__ = [
    "Assessment",
    "Problem",
    "Problems",
    "Provenance",
    "__version__",
    "assess",
    "explain",
    "load_mission",
    "load_questionnaire",
    "report_for",
    "to_pdf",
]

_HOMES = {
    "Assessment": "assessment.assess",
    "Problem": "problems",
    "Problems": "problems",
    "Provenance": "reports.editions.telling",
    "assess": "assessment.assess",
    "explain": "assessment.explain",
    "load_mission": "assessment.files",
    "load_questionnaire": "questionnaires.files",
    "report_for": "reports.report_for",
    "to_pdf": "reports.render",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for, so that `import rmdiag` costs nothing."""
    if name not in _HOMES:
        message = f"module 'rmdiag' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"rmdiag.{_HOMES[name]}"), name)
