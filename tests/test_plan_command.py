"""`rmdiag plan propose` as a user meets it: every test runs the real program."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"
RAPID = EXAMPLE.parent / "kestoria-2024-rapid"
HIDDEN = """
import sys
sys.modules["highspy"] = None  # as if it were not installed
import importlib.abc
class Absent(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "highspy":
            raise ModuleNotFoundError("No module named 'highspy'", name="highspy")
del sys.modules["highspy"]
sys.meta_path.insert(0, Absent())
from rmdiag.cli import main
main()
"""


def propose(*options: str, mission: Path = EXAMPLE, script: str | None = None) -> subprocess.CompletedProcess[str]:
    start = [sys.executable, "-m", "rmdiag"] if script is None else [sys.executable, "-c", script]
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "100"}
    command = [*start, "plan", "propose", str(mission), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)


def test_it_explains_itself_with_an_example() -> None:
    shown = propose("--help")
    assert shown.returncode == 0
    assert "Example: rmdiag plan propose" in " ".join(shown.stdout.split())


def test_the_table_names_steps_dates_costs_outcome_targets_and_critical_path() -> None:
    shown = propose("--from", "2027-01-01", "--capacity", "12", "--budget", "3000000").stdout
    assert "9=2×3×3/2" in shown
    names = [line.split(":")[0] for line in shown.splitlines() if line.rstrip().endswith(":")]
    assert names == ["quick wins", "short", "medium", "long"]
    assert "2027-02-01" in shown
    assert "overall level" in shown
    assert "agreed on 2026-10-16 by Office of the Director General" in shown
    assert "Critical path: TRT-03-R1 → PCA-02-R2, 13 months" in shown
    assert "every target is reached" in shown


def test_machines_get_the_same_steps_as_json_and_as_csv() -> None:
    wish = ("--budget", "2000000", "--capacity", "12")
    found = json.loads(propose(*wish, "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(propose(*wish, "--format", "csv").stdout)))
    assert [row["step"] for row in rows] == [step["id"] for step in found["steps"]]
    assert [row["begins"] for row in rows] == [step["begins"] for step in found["steps"]]
    assert sum(int(row["cost"]) for row in rows) == int(found["cost"]) <= 2_000_000
    assert found["wish"]["from"] == "2027-01-01"  # as mission.yaml asks
    assert found["choice"] == "exact"


def test_a_plan_begins_on_the_mission_s_date_unless_somebody_says_when() -> None:
    found = json.loads(propose("--format", "json", mission=RAPID).stdout)
    assert found["wish"] == {"from": "2024-11-22", "capacity": None, "budget": None, "must": [], "not": []}


def test_another_target_profile_makes_another_plan_that_nobody_has_agreed_to() -> None:
    shown = propose("--target", "foundation")
    assert "Targets: Foundation, with levels of their own for TRT-03 4, TEC-04 2; not agreed yet." in shown.stdout


def test_without_the_solver_the_order_is_greedy_and_the_way_to_the_solver_is_named() -> None:
    shown = propose("--budget", "2000000", "--format", "json", script=HIDDEN)
    assert shown.returncode == 0
    assert "chosen greedily" in shown.stderr
    assert f"{sys.executable} -m pip install 'highspy>=" in shown.stderr
    assert json.loads(shown.stdout)["choice"] == "greedy"


def test_without_a_budget_no_solver_is_asked_for() -> None:
    assert propose(mission=RAPID, script=HIDDEN).stderr == ""


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--capacity", "0"), 2, "a plan needs staff"),
        (("--capacity", "-3"), 2, "--capacity is `-3`"),
        (("--budget", "-1"), 2, "--budget is `-1`"),
        (("--budget", "nan"), 2, "--budget is `nan`"),
        (("--from", "2027-02-30"), 2, "`2027-02-30` is not a date"),
        (("--from", "0001-01-01"), 2, "unlikely first day"),
        (("--must", "TRT-3-R1"), 2, "did you mean `TRT-03-R1`?"),
        (("--not", "X"), 2, "--not: there is no `X`"),
        (("--target", "manged"), 2, "did you mean `managed`?"),
        (("--raise", "TRTT"), 2, "did you mean `TRT`?"),
        (("--must", "trt-03-r2", "--not", "TRT-03-R1"), 4, "TRT-03-R2 waits for TRT-03-R1, so TRT-03-R2 cannot be"),
        (("--must", "TRT-03-R1", "--not", "TRT-03-R1"), 4, "take it out of one of them"),
        (("--must", "TEC-02-R1", "--budget", "5"), 4, "costs 900000 QMD with its prerequisites (TEC-02-R1)"),
        (("--capacity", "0.1"), 4, "over fifty years"),
    ],
)
def test_an_impossible_wish_is_answered_with_what_to_change(options: tuple[str, ...], code: int, words: str) -> None:
    shown = propose(*options)
    assert shown.returncode == code
    assert words in " ".join(shown.stderr.split())
    assert shown.stdout == ""


def test_a_budget_without_costs_says_what_to_write_into_the_mission() -> None:
    shown = propose("--budget", "1000", mission=RAPID)
    assert shown.returncode == 2
    assert "mission.yaml has no `costs`" in shown.stderr
    assert "cost not known" in propose(mission=RAPID).stdout


def test_one_more_level_of_a_dimension_has_a_price() -> None:
    shown = propose("--raise", "PCA").stdout
    assert "One more level of PCA, from 2.5 to 3.5, cheapest way: PCA-02-R1, PCA-02-R2, PCA-02-R3, TRT-03-R1;" in shown
    assert "18 person-months, 300 000 QMD." in shown
