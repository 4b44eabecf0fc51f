"""Read a small framework and a round of answers that a test writes inline, as their authors would write them.

Everything goes through the real readers, and what a test writes must be sound.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from problem_cases import overlaid

from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.mission import Mission, MissionFiles
from rmdiag.assessment.read import read_mission
from rmdiag.compendium.read import read_framework
from rmdiag.problems import Problems
from rmdiag.questionnaires.additions import add_extension
from rmdiag.questionnaires.checks import check_questionnaire
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.questionnaires.read import read_questionnaire
from rmdiag.questionnaires.read_additions import read_extension
from rmdiag.source import Document

FRAMEWORK = """\
format: rmdiag framework 1
id: small
title: A small framework
edition: "1"
levels:
  - {level: 1, name: First}
  - {level: 2, name: Second}
  - {level: 3, name: Third}
  - {level: 4, name: Fourth}
  - {level: 5, name: Fifth}
scoring:
  indicator: {method: gated_levels}
  dimension: {method: weighted_mean}
  overall: {method: weighted_mean, minimum_coverage: 4/5}
targets:
  - {id: plain, title: Plain, default: 2, core: 3}
sections:
  - {id: V1-1, title: A first chapter}
references:
  - {id: TFA-7.4, source: tfa, locator: Article 7.4, gist: Selection by risk.}
  - {id: TFA-7.4.1, source: tfa, locator: Article 7.4.1, gist: A system for it.}
metrics:
  - {id: M-RATE, name: Examination rate, formula: a / b, unit: percent, direction: lower}
  - {id: M-RED, name: Red channel, formula: c / b, unit: percent, direction: context}
  - {id: M-GREEN, name: Green channel, formula: d / b, unit: percent, direction: context}
dimensions:
  - id: LAW
    title: Law and policy
    indicators:
      - {id: LAW-01, title: A signed policy, criticality: core, standards: [TFA-7.4.1], compendium: [V1-1]}
      - {id: LAW-02, title: A plan for it, criticality: standard, weight: 2}
  - id: USE
    title: Use
    indicators:
      - {id: USE-01, title: Selection by risk, criticality: standard, standards: [TFA-7.4]}
questions:
  LAW-01:
    - {id: LAW-01-Q1, text: Signed?, type: yes_partly_no, ask: unit, needed_for: 3, partly_for: 2, partly: A draft}
    - {id: LAW-01-Q2, text: What share of staff has read it?, type: percent, ask: unit, thresholds: {4: 50, 5: 90}}
  LAW-02:
    - id: LAW-02-Q1
      text: Who keeps the plan?
      type: choice
      ask: unit
      options:
        - {id: nobody, level: 1, text: Nobody}
        - {id: author, level: 2, text: Its author}
        - {id: unit, level: 3, text: The risk unit}
        - {id: office, level: 4, text: The office of the head}
        - {id: board, level: 5, text: A board}
    - id: LAW-02-Q2
      text: Which flows does it name?
      type: multi
      ask: unit
      needed_for: 4
      at_least: 2
      options: [{id: import, text: a}, {id: export, text: b}, {id: transit, text: c}, {id: none, text: d, none: true}]
  USE-01:
    - {id: USE-01-Q1, text: How many?, type: number, ask: unit, thresholds: {2: 1, 3: 2, 4: 3, 5: 4}}
    - {id: USE-01-Q2, text: When was one last changed?, type: date, ask: unit, needed_for: 3, within_months: 12}
    - {id: USE-01-Q3, text: What share is examined?, type: percent, ask: unit}
"""
# Level 3 of LAW-01, 3 of LAW-02 and 2 of USE-01, whose second question is left open.
SAID = {
    "LAW-01-Q1": "yes",
    "LAW-01-Q2": "40",
    "LAW-02-Q1": "unit",
    "LAW-02-Q2": "[import, export]",
    "USE-01-Q1": "2",
}
EVERYTHING = "id: everything\ntitle: Everything\nscope: A test\nquestions: all\n"
MISSION = """\
administration: Kestoria Customs
country: XK
as_of: 2026-11-22
framework: small
edition: "1"
set: everything
"""


def framework(more: str = "", *sets: str) -> Questionnaire:
    """Give the small framework with what a test adds to its file, such as rules, and with further sets."""
    problems = Problems()
    document = Document("framework.yaml", FRAMEWORK + textwrap.dedent(more))
    read = read_framework({"framework.yaml": document}, problems)
    assert read is not None
    texts = [EVERYTHING, *(textwrap.dedent(text) for text in sets)]
    questionnaire = read_questionnaire(read, [document], [Document("set.yaml", text) for text in texts], problems)
    assert [str(problem) for problem in problems] == []
    return questionnaire


def extended(questionnaire: Questionnaire, files: Mapping[str, str]) -> Questionnaire:
    """Give a framework with an extension that has no problem."""
    problems = Problems()
    texts = {inside: Document(f"extensions/{inside}", textwrap.dedent(text)) for inside, text in files.items()}
    extension = read_extension(texts, questionnaire.framework, problems)
    assert extension is not None
    added = add_extension(questionnaire, extension, problems)
    check_questionnaire(added, problems)
    assert [str(problem) for problem in problems.errors] == []
    return added


def under(questionnaire: Questionnaire, *overlays: str) -> Questionnaire:
    """Give a framework under overlays that have no problem."""
    problems = Problems()
    laid = overlaid(questionnaire, documents(*overlays), problems)
    assert [str(problem) for problem in problems] == []
    return laid


def documents(*overlays: str) -> tuple[Document, ...]:
    """Give overlays as the files that they would be, overlay-1.yaml and on."""
    return tuple(
        Document(f"overlays/overlay-{place}.yaml", textwrap.dedent(text)) for place, text in enumerate(overlays, 1)
    )


def sheet(said: Mapping[str, str], layer: str = "self") -> str:
    """Write a sheet: every answer in short, or as a mapping in braces."""
    return f"layer: {layer}\nresponses:\n" + "".join(f"  {question}: {words}\n" for question, words in said.items())


def mission(questionnaire: Questionnaire, texts: Mapping[str, str] = {}, *, sheets: Iterable[str] = ()) -> Mission:
    """Read a mission of given files and sheets that has no error; nobody has answered unless given."""
    problems = Problems()
    every = {"mission.yaml": MISSION} | dict(texts)
    every |= {f"responses/sheet-{place}.yaml": text for place, text in enumerate(sheets, 1)}
    found = {inside: Document(inside, textwrap.dedent(text)) for inside, text in every.items()}
    metrics = found.pop("metrics.csv", None)
    files = MissionFiles(name="kestoria", documents=found, metrics=metrics)
    read = read_mission(files, questionnaire, problems)
    assert [str(problem) for problem in problems.errors] == []
    assert read is not None
    return read


def assessed(questionnaire: Questionnaire, texts: Mapping[str, str] = {}, *, sheets: Iterable[str] = ()) -> Assessment:
    """Read and assess a mission that has no error."""
    return assess(mission(questionnaire, texts, sheets=sheets), questionnaire)
