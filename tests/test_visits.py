"""A study visit is recorded in tables that nobody scores; a row that names an action becomes one of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from written_rounds import MISSION, extended, framework, mission

from rmdiag.assessment.assess import assess
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.results import State
from rmdiag.assessment.visits import Observation, observations
from rmdiag.opening import mission_at

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2027-study-visit"
RECORDS = """\
records:
  - id: VIS-Q1
    text: What did you see?
    type: table
    becomes: actions
    columns:
      - {id: practice, text: Practice}
      - {id: linked, text: Linked indicator, holds: indicator}
      - {id: host_level, text: Level of the host, holds: level}
      - {id: action, text: What we will do}
      - {id: owner, text: Responsible}
      - {id: due, text: By when, holds: date}
    ask: unit
  - id: VIS-Q2
    text: Whom did you meet?
    type: table
    columns: [{id: unit, text: Unit}, {id: action, text: What they do}]
    ask: unit
"""
VISIT = extended(
    framework(
        "", "{id: visit, title: A visit, scope: A test, extension: visit, covers: [], questions: [VIS-Q1, VIS-Q2]}"
    ),
    {
        "extension.yaml": "{format: rmdiag extension 1, id: visit, title: A visit, extends: small, dimensions: []}",
        "records.yaml": RECORDS,
    },
)
HOST = "host: {administration: Orvania Customs, country: QN}\n"
SHEET = """\
responses:
  VIS-Q1:
    evidence: [E-01]
    answer:
      - practice: Two officers read each image
        linked: USE-01
        host_level: 4
        action: Form pairs of officers
        owner: Head of the port
        due: 2027-03-31
      - {practice: Images are kept for a year, linked: , host_level: " "}
  VIS-Q2:
    answer: [{unit: Scanner team, action: They read images}]
"""
EVIDENCE = "evidence: [{id: E-01, title: Notes of the visit}]\n"


def visit(texts: Mapping[str, str], head: str = HOST) -> Mission:
    said = {"mission.yaml": MISSION.replace("set: everything", "set: visit") + head, "evidence.yaml": EVIDENCE}
    return mission(VISIT, said | dict(texts))


def seen(texts: Mapping[str, str]) -> tuple[Observation, ...]:
    return observations(visit(texts).answers, VISIT)


def test_each_row_is_an_observation_with_what_its_columns_hold() -> None:
    first, second = seen({"responses/visitors.yaml": SHEET})
    assert (first.id, first.indicator, first.level) == ("VIS-Q1.1", "USE-01", 4)
    assert (first.action, first.owner, first.due) == (
        "Form pairs of officers",
        "Head of the port",
        date(2027, 3, 31),
    )
    assert (first.evidence, first.cells["practice"]) == (("E-01",), "Two officers read each image")
    assert (second.id, second.cells) == ("VIS-Q1.2", {"practice": "Images are kept for a year"})
    assert (second.indicator, second.level, second.action, second.due) == (None, None, None, None)


def test_rows_are_counted_through_the_sheets_in_the_order_of_their_names() -> None:
    row = "responses: {{VIS-Q1: [{{practice: {}, action: {}}}]}}\n"
    texts = {"responses/b.yaml": row.format("Second", "Later"), "responses/a.yaml": row.format("First", "Now")}
    assert [(one.id, one.sheet.id, one.action) for one in seen(texts)] == [
        ("VIS-Q1.1", "a", "Now"),
        ("VIS-Q1.2", "b", "Later"),
    ]
    answers = visit(texts).answers
    turned_round = replace(answers, sheets=answers.sheets[::-1])
    assert observations(turned_round, VISIT) == observations(answers, VISIT)


@pytest.mark.parametrize("said", ["{not_applicable: The visit was called off}", "{do_not_know: true}", "{answer: }"])
def test_a_table_that_was_not_filled_in_gives_nothing(said: str) -> None:
    assert seen({"responses/visitors.yaml": f"responses: {{VIS-Q1: {said}}}\n"}) == ()


def test_a_row_that_names_an_action_becomes_one_of_the_plan_and_comes_from_the_host() -> None:
    (action,) = visit({"responses/visitors.yaml": SHEET}).actions
    assert (action.id, action.action, action.origin) == ("VIS-Q1.1", "Form pairs of officers", "Orvania Customs")
    assert (action.responsible, action.end, action.status) == ("Head of the port", date(2027, 3, 31), "planned")
    assert (action.recommendation, action.evidence) == (None, ("E-01",))


def test_without_a_host_nobody_is_named_as_its_origin() -> None:
    assert [action.origin for action in visit({"responses/visitors.yaml": SHEET}, head="").actions] == [None]


def test_only_a_table_that_becomes_actions_does() -> None:
    only = "responses: {VIS-Q2: [{unit: Scanner team, action: They read images}]}\n"
    assert visit({"responses/visitors.yaml": only}).actions == ()


def test_the_plan_comes_first_and_an_action_of_the_same_id_takes_the_place_of_the_row() -> None:
    plan = """\
    actions:
      - {id: A-01, action: Send a letter of thanks.}
      - {id: VIS-Q1.1, action: Form pairs of officers, status: started, start: 2027-01-04}
    """
    actions = visit({"responses/visitors.yaml": SHEET, "plan.yaml": plan}).actions
    assert [(action.id, action.status) for action in actions] == [("A-01", "planned"), ("VIS-Q1.1", "started")]


def test_records_are_never_scored() -> None:
    scores = assess(visit({"responses/visitors.yaml": SHEET}), VISIT).scores.result
    assert {score.state for score in scores.indicators.values()} == {State.OUT_OF_SCOPE}
    assert (scores.overall.state, scores.overall.point, scores.overall.low) == (State.OUT_OF_SCOPE, None, None)


def test_the_visit_of_the_example_ends_in_actions_with_owner_and_date() -> None:
    found, questionnaire = mission_at(EXAMPLE)
    acting = [one for one in observations(found.answers, questionnaire) if one.action]
    assert len(acting) == 7
    assert all(one.owner and one.due and one.indicator for one in acting)
    assert [action.id for action in found.actions] == [one.id for one in acting]
