"""Missions whose adopted plans the tests export: as a user would write one, of 300 actions, of any single action."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from hypothesis import strategies as st
from lifted_rounds import recommended
from written_rounds import MISSION, mission

from rmdiag.assessment.actions import STATUSES, PlannedAction, Proposed
from rmdiag.assessment.exchange.outgoing import OutgoingPlan
from rmdiag.questionnaires.model import Questionnaire

ON = date(2027, 4, 15)
COSTS = MISSION + "costs: {currency: XKD, classes: {low: 1000}}\nplan: {from: 2027-01-01}\n"
PLAN = """\
actions:
  - id: A-01
    recommendation: LAW-01-R1
    responsible: Director General
    start: 2027-01-01
    end: 2027-03-31
    status: done
    finished: 2027-03-19
    person_months: 2
    cost: 1500.50
    funding: State budget 2027
    proposed: {responsible: Director General, start: 2027-01-01, end: 2027-02-28, person_months: 1, cost: 1000}
  - id: A-02
    action: "Write a plan; name owners, dates & <results>"
    indicator: LAW-02
    origin: Diagnostic of 2023
    responsible: Risk unit, with ICT
    start: 2027-04-01
    end: 2027-08-29
    status: started
    person_months: 1/3
    cost: 0
    support: Drafting, from the programme
    after: [A-01]
    note: "First line\\nSecond line"
  - id: A-03
    action: Select by risk
    indicator: USE-01
    responsible: Risk unit, with ICT
    start: 2027-09-04
    end: 2029-12-31
    person_months: 12.5
    after: [A-01, A-02]
  - {id: A-04, action: Move the targeting centre, start: 2027-02-01, end: 2027-06-30, status: dropped, reason: Sold}
  - {id: A-05, action: Find out who pays, person_months: 1}
  - {id: A-06, action: Report to the board, end: 2027-12-31, responsible: Director General}
"""


@cache
def small_framework() -> Questionnaire:
    """Give the small framework with recommendations."""
    return recommended()


def written_plan(text: str = PLAN, on: date = ON, *, head: str = COSTS) -> OutgoingPlan:
    """Read a plan as somebody would write it."""
    found = mission(small_framework(), {"mission.yaml": head, "plan.yaml": textwrap.dedent(text)})
    return OutgoingPlan(mission=found, framework=small_framework().framework, on=on)


def plan_of(actions: Iterable[PlannedAction], on: date = ON) -> OutgoingPlan:
    """Give a plan of actions that no reader has seen."""
    plan = written_plan(on=on)
    return replace(plan, mission=replace(plan.mission, actions=tuple(actions)))


def action(identity: str = "A-01", **values: object) -> PlannedAction:
    """Give the first action of the plan with other values."""
    return replace(written_plan().actions[0], id=identity, proposed=None, **values)  # type: ignore[arg-type] # a test's own fields


def long_plan(size: int = 300, on: date = ON) -> OutgoingPlan:
    """Give a plan of many actions, each of which waits for up to two before it."""
    actions = []
    for number in range(size):
        start = date(2027, 1, 1) + timedelta(days=7 * (number // 2))
        actions.append(
            action(
                f"A-{number:03}",
                action=f"Step {number} of a long plan",
                responsible=f"Unit {number % 7}",
                start=start,
                end=start + timedelta(days=5 + number % 50),
                status=STATUSES[number % 5],
                finished=None,
                reason="A reason",
                person_months=Fraction(number % 9, 4),
                cost=Fraction(number * 1000, 3) if number % 3 else None,
                after=tuple(f"A-{number - back:03}" for back in (20, 33) if number >= back),
            )
        )
        actions[-1] = replace(actions[-1], proposed=Proposed(start=start, end=start + timedelta(days=5)))
    return plan_of(actions, on)


_DAYS = st.dates(date(1995, 1, 1), date(2199, 12, 30))
_TEXTS = st.text(st.characters(exclude_categories=()), min_size=1, max_size=60) | st.sampled_from(
    [
        "=SUM(A1)",
        "a, b; c: d\\n e\\",
        'Law "& order" <b>]]></b>',
        "line one\nline two\r\nline three\u2028four",
        "\u05e9\u05dc\u05d5\u05dd \u202e turned \U0001f6c3",
        "bell \x07 and \x00 and \ud800",
        "é" * 60,
    ]
)
_TEXT_OR_NONE = st.none() | _TEXTS


@st.composite
def some_actions(draw: st.DrawFn, *, dated: bool = False) -> tuple[PlannedAction, ...]:
    """Draw up to four actions with any words, dates and amounts; each may wait for those before it."""
    every: list[PlannedAction] = []
    for number in range(draw(st.integers(1, 4))):
        days = sorted([draw(_DAYS), draw(_DAYS)])
        start, end = (day if dated or draw(st.booleans()) else None for day in days)
        status = draw(st.sampled_from(STATUSES))
        values = {
            name: draw(_TEXT_OR_NONE) for name in ("origin", "responsible", "reason", "note", "funding", "support")
        }
        one = action(
            f"{draw(_TEXTS)} {number}",
            **values,
            action=draw(_TEXTS),
            status=status,
            start=start,
            end=end,
            finished=draw(st.none() | _DAYS) if status in ("done", "verified") else None,
            person_months=draw(st.none() | st.fractions(0, 99, max_denominator=12)),
            cost=draw(st.none() | st.fractions(0, 10**9, max_denominator=100)),
            after=tuple(before.id for before in every if draw(st.booleans())),
            recommendation=draw(st.sampled_from([None, "LAW-01-R1"])),
        )
        proposed = Proposed(start=start, end=end, cost=one.cost, person_months=one.person_months)
        every.append(replace(one, proposed=draw(st.sampled_from([None, proposed]))))
    return tuple(every)
