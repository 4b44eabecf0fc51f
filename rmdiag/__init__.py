"""Diagnose the maturity of customs risk management: questionnaires in, proven scores and a report out.

The few names that other programs need, each loaded when it is first used:

    problems = Problems()
    questionnaire = load_questionnaire(None, problems)
    files = open_mission(Path("kestoria-2026"), problems)
    mission = read_mission(files, questionnaire, problems)
    assessment = assess(mission, questionnaire)
    pdf = to_pdf(diagnostic_report(assessment, Provenance(version=__version__)))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rmdiag.assessment.assess import Assessment, assess
    from rmdiag.assessment.explain import explain
    from rmdiag.assessment.files import open_mission
    from rmdiag.assessment.read import read_mission
    from rmdiag.problems import Problem, Problems
    from rmdiag.questionnaires.files import load_questionnaire
    from rmdiag.reports.diagnostic import Provenance, diagnostic_report
    from rmdiag.reports.render import to_pdf

__version__ = "0.1.0"
__all__ = [
    "Assessment",
    "Problem",
    "Problems",
    "Provenance",
    "__version__",
    "assess",
    "diagnostic_report",
    "explain",
    "load_questionnaire",
    "open_mission",
    "read_mission",
    "to_pdf",
]

_HOMES = {
    "Assessment": "assessment.assess",
    "Problem": "problems",
    "Problems": "problems",
    "Provenance": "reports.diagnostic",
    "assess": "assessment.assess",
    "diagnostic_report": "reports.diagnostic",
    "explain": "assessment.explain",
    "load_questionnaire": "questionnaires.files",
    "open_mission": "assessment.files",
    "read_mission": "assessment.read",
    "to_pdf": "reports.render",
}


def __getattr__(name: str) -> object:
    """Load a public name from its module when it is first asked for, so that `import rmdiag` costs nothing."""
    if name not in _HOMES:
        message = f"module 'rmdiag' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module(f"rmdiag.{_HOMES[name]}"), name)
