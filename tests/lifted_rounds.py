"""Give the small framework of written_rounds with recommendations that overlap, read by the real readers."""

from __future__ import annotations

from written_rounds import EVERYTHING, FRAMEWORK

from rmdiag.compendium.read import read_framework
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.questionnaires.read import read_questionnaire
from rmdiag.source import Document

ROW = (
    "{{id: {id}, action: Do it, responsible: Unit, deliverable: A text, completion: It is there, below: {below},"
    " effort: {effort}, person_months: {months}, cost_class: {cost}, impact: 2, months: 6, horizon: medium,"
    " after: [{after}], closes: [{closes}]}}"
)
# id, below, effort, person-months, cost class, after, closes
LAW_01 = (
    ("LAW-01-R1", 3, "S", "1", "none", "", "LAW-01-Q1"),
    ("LAW-01-R2", 4, "M", "4", "low", "LAW-02-R1", "LAW-01-Q1, LAW-01-Q2"),
    ("LAW-01-R3", 5, "L", "9", "high", "", "LAW-01-Q2"),
)
LAW_02 = (
    ("LAW-02-R1", 4, "S", "2", "none", "", "LAW-02-Q1"),
    ("LAW-02-R2", 4, "S", "2", "low", "", "LAW-02-Q2"),
    ("LAW-02-R3", 5, "M", "5", "none", "", "LAW-02-Q1, LAW-02-Q2"),
)


def recommended() -> Questionnaire:
    """Give the framework; USE-01 has no recommendation."""
    text = _with(FRAMEWORK, "criticality: core, standards: [TFA-7.4.1], compendium: [V1-1]", LAW_01)
    text = _with(text, "criticality: standard, weight: 2", LAW_02)
    problems = Problems()
    document = Document("framework.yaml", text)
    read = read_framework({"framework.yaml": document}, problems)
    assert read is not None
    questionnaire = read_questionnaire(read, [document], [Document("set.yaml", EVERYTHING)], problems)
    assert [str(problem) for problem in problems] == []
    return questionnaire


def _with(text: str, after: str, rows: tuple[tuple[str, int, str, str, str, str, str], ...]) -> str:
    names = ("id", "below", "effort", "months", "cost", "after", "closes")
    written = ", ".join(ROW.format(**dict(zip(names, row, strict=True))) for row in rows)
    assert text.count(after) == 1
    return text.replace(after, f"{after}, recommendations: [{written}]")
