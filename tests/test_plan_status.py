"""How an adopted plan stands on a day: what is late, what may become so and why, and how much is implemented."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rmdiag.assessment.actions import STATUSES, PlannedAction
from rmdiag.assessment.asking import Reading
from rmdiag.assessment.plan_status import PlanStatus, Risk, status_of
from rmdiag.assessment.read_plan import read_plan
from rmdiag.problems import Problems
from rmdiag.questionnaires.files import load_questionnaire
from rmdiag.source import Document

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "kestoria-2028"
SCHEMA = Draft202012Validator(json.loads((ROOT / "rmdiag/schemas/plan-status.schema.json").read_text("utf-8")))
ON = date(2027, 6, 15)


def plan(text: str) -> tuple[PlannedAction, ...]:
    """Read a plan that a test writes as its author would; it must be sound."""
    problems = Problems()
    questionnaire = load_questionnaire(None, problems)
    assert questionnaire is not None
    actions = read_plan(
        Document(name="plan.yaml", text=text), {"E-01": None}, Reading(questionnaire=questionnaire, problems=problems)
    )
    assert not list(problems)
    return actions


def on_the_day(text: str, on: date = ON) -> PlanStatus:
    return status_of(plan(text), on)


def causes(status: PlanStatus) -> dict[str, list[tuple[str, str | None]]]:
    return {s.action.id: [(c.risk.value, c.action) for c in s.causes] for s in status.standings if s.causes}


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", "plan", "status", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_an_action_is_overdue_from_the_day_after_its_last_one() -> None:
    text = "actions:\n  - {id: A, action: Do., end: 2027-06-14, responsible: ICT, status: started}\n"
    assert [s.days_late for s in on_the_day(text, date(2027, 6, 14)).standings] == [0]
    assert [s.days_late for s in on_the_day(text, date(2027, 6, 15)).standings] == [1]


@pytest.mark.parametrize("status", ["done", "verified, evidence: [E-01]", "dropped, reason: No money."])
def test_what_is_closed_is_neither_overdue_nor_at_risk(status: str) -> None:
    found = on_the_day(f"actions:\n  - {{id: A, action: Do., start: 2027-01-01, end: 2027-02-01, status: {status}}}\n")
    assert not found.overdue
    assert not causes(found)


def test_every_cause_of_a_risk_is_named_with_the_action_that_brings_it() -> None:
    found = on_the_day("""\
actions:
  - {id: LATE, action: Do., responsible: ICT, end: 2027-06-01}
  - {id: GONE, action: Do., responsible: ICT, status: dropped, reason: No money.}
  - {id: SLOW, action: Do., responsible: ICT, start: 2027-06-01, end: 2027-09-01}
  - {id: NEXT, action: Do., responsible: ICT, start: 2027-08-01, end: 2027-12-01, after: [LATE, GONE, SLOW]}
  - {id: LAST, action: Do., responsible: ICT, start: 2028-01-01, end: 2028-02-01, after: [NEXT]}
  - {id: BARE, action: Do.}
  - {id: GOOD, action: Do., responsible: ICT, start: 2027-07-01, end: 2027-08-01}
""")
    assert causes(found) == {
        "SLOW": [("not_begun", None)],
        "NEXT": [
            ("waits_for_dropped", "GONE"),
            ("waits_for_late", "LATE"),
            ("waits_for_late", "SLOW"),
            ("too_early", "SLOW"),
        ],
        "LAST": [("waits_for_late", "NEXT")],  # handed on along the chain
        "BARE": [("no_end", None), ("no_owner", None)],
    }
    assert [s.action.id for s in found.overdue] == ["LATE"]
    assert "LATE" not in [s.action.id for s in found.at_risk]
    assert [s.action.id for s in found.soon] == ["GOOD", "SLOW"]


def test_what_is_done_by_declaration_is_kept_apart_from_what_evidence_shows() -> None:
    found = on_the_day("""\
actions:
  - {id: A, action: Do., status: verified, evidence: [E-01], person_months: 1, cost: 100}
  - {id: B, action: Do., status: done, person_months: 2, cost: 0}
  - {id: C, action: Do., status: started, person_months: 5, cost: 300}
  - {id: D, action: Do., status: dropped, reason: No money., person_months: 40}
""")
    assert found.counts == {"planned": 0, "started": 1, "done": 1, "verified": 1, "dropped": 1}
    number, staff, cost = found.by_number, found.by_staff, found.by_cost
    assert (number.of(number.declared), number.of(number.verified)) == (Fraction(2, 3), Fraction(1, 3))
    assert (staff.of(staff.declared), staff.of(staff.verified)) == (Fraction(3, 8), Fraction(1, 8))
    assert (cost.total, cost.of(cost.declared)) == (Fraction(400), Fraction(1, 4))
    assert found.unproven == ("B",)


def test_a_share_of_money_is_not_known_while_one_action_has_no_cost() -> None:
    found = on_the_day("actions:\n  - {id: A, action: Do., cost: 5}\n  - {id: B, action: Do.}\n")
    assert (found.by_cost.total, found.by_cost.of(found.by_cost.declared)) == (None, None)


def test_each_role_has_its_own_account() -> None:
    found = on_the_day("""\
actions:
  - {id: A, action: Do., responsible: ICT, end: 2027-01-01}
  - {id: B, action: Do., end: 2027-12-31}
  - {id: C, action: Do., responsible: ICT, status: done}
""")
    assert [(o.role, o.actions, o.declared, o.overdue, o.at_risk) for o in found.owners] == [
        ("ICT", 2, 1, 1, 0),
        (None, 1, 0, 0, 1),
    ]


def test_a_plan_of_nothing_stands_too() -> None:
    found = status_of((), ON)
    assert (found.standings, found.by_number.of(found.by_number.declared)) == ((), None)


def test_a_chain_of_300_actions_hands_its_delay_on_to_the_end() -> None:
    rows = ["  - {id: A0, action: Do., responsible: ICT, end: 2027-01-01}"]
    rows += [
        f"  - {{id: A{n}, action: Do., responsible: ICT, start: 2028-01-01, end: 2028-02-01, after: [A{n - 1}]}}"
        for n in range(1, 300)
    ]
    found = on_the_day("\n".join(["actions:", *reversed(rows), ""]))
    assert len(found.at_risk) == 299


@given(st.lists(st.sampled_from(STATUSES), max_size=8), st.dates(date(2026, 1, 1), date(2029, 1, 1)))
def test_counts_add_up_and_verified_never_exceeds_declared(statuses: list[str], on: date) -> None:
    rows = [
        f"  - {{id: A{n}, action: Do., end: 2027-0{1 + n % 9}-01, status: {status}, reason: Why., evidence: [E-01]}}"
        for n, status in enumerate(statuses)
    ]
    found = on_the_day("\n".join(["actions:" if rows else "actions: []", *rows, ""]), on)
    assert sum(found.counts.values()) == len(statuses)
    declared, verified = found.by_number.declared or Fraction(0), found.by_number.verified or Fraction(0)
    assert 0 <= verified <= declared <= (found.by_number.total or Fraction(0))
    assert not any(s.overdue and s.at_risk for s in found.standings)


def test_the_example_stands_as_its_own_file_says() -> None:
    """Counted from plan.yaml by other means."""
    rows = yaml.safe_load((EXAMPLE / "plan.yaml").read_text(encoding="utf-8"))["actions"]
    kept = [row for row in rows if row["status"] != "dropped"]
    done = [row for row in kept if row["status"] in ("done", "verified")]
    late = [row["id"] for row in kept if row["status"] in ("planned", "started") and row["end"] < date(2028, 10, 13)]
    shown = json.loads(run(EXAMPLE, "--on", "2028-10-13", "--format", "json").stdout)
    SCHEMA.validate(shown)
    assert shown["implemented"]["actions"]["share_declared"] == str(Fraction(len(done), len(kept)))
    assert {row["id"] for row in shown["actions"] if row["days_overdue"]} == set(late)
    assert shown["counts"]["dropped"] == len(rows) - len(kept)


def test_the_command_says_what_is_overdue_first_and_sums_up() -> None:
    shown = run(EXAMPLE, "--on", "2028-10-13")
    assert shown.returncode == 0
    assert shown.stdout.splitlines()[2].startswith("A-04")  # late since 30 June
    assert "105 days overdue" in shown.stdout
    assert "Implemented, by number of actions: 70 % declared, 50 % verified of 10." in shown.stdout
    assert run(EXAMPLE, "--on", "2028-10-13", "--strict").returncode == 1


def test_the_command_gives_tables_to_machines() -> None:
    rows = list(csv.DictReader(io.StringIO(run(EXAMPLE, "--on", "2028-10-13", "--format", "csv").stdout)))
    assert len(rows) == 11
    owners = list(csv.DictReader(io.StringIO(run(EXAMPLE, "--owners", "--format", "csv").stdout)))
    assert sum(int(owner["actions"]) for owner in owners) == 10


def test_without_a_plan_the_command_says_how_to_get_one(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "m")
    (tmp_path / "m" / "plan.yaml").unlink()
    shown = run(tmp_path / "m")
    assert shown.returncode == 2
    assert "rmdiag plan adopt" in shown.stderr
    assert run(EXAMPLE, "--on", "2028-02-30").returncode == 2


def test_every_risk_has_words() -> None:
    from rmdiag.screens.plan_statuses import _CAUSES

    assert set(_CAUSES) == set(Risk)
