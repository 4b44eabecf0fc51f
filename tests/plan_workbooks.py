"""Make missions with a plan, give their workbooks to people who fill them in with openpyxl, and bring them back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from rmdiag.assessment.exchange.importing import Imported, import_into
from rmdiag.assessment.exchange.outgoing import OutgoingPlan
from rmdiag.assessment.exchange.outlay import HEAD_ROW
from rmdiag.assessment.exchange.returned import read_workbook
from rmdiag.assessment.exchange.revisions import Setting
from rmdiag.assessment.exchange.workbook import to_workbook
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan_merge import Favour
from rmdiag.opening import mission_at
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Questionnaire

EXAMPLES = Path(__file__).parent.parent / "examples"
ON = date(2028, 10, 13)
PLAN = """\
# Agreed with the Director General.
actions:
  - id: A-01
    action: Write down who owns each risk.  # all of them
    indicator: GOV-04
    responsible: Risk committee
    start: 2028-01-01
    end: 2028-09-30
    status: started
  - id: A-02
    recommendation: TRT-03-R1
    responsible: ICT department
    start: 2028-02-01
    end: 2028-11-05
    status: planned
    person_months: 0.1
    cost: 950000
    funding: State budget 2028
    after: [A-01]
    proposed: {start: 2028-03-01, end: 2028-12-31}
  - id: A-03
    action: Train the late shift.
    status: done
    note: "=1+1 is no formula"
"""


def lay(folder: Path, plan: str = PLAN) -> Path:
    """Copy the example of 2028 with another plan."""
    shutil.copytree(EXAMPLES / "kestoria-2028", folder, ignore=shutil.ignore_patterns("reports"))
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    return folder


@cache
def example() -> tuple[Mission, Questionnaire]:
    """Give the example of 2028 as it is."""
    return mission_at(EXAMPLES / "kestoria-2028")


def workbook(mission: Mission, questionnaire: Questionnaire, on: date = ON) -> bytes:
    """Give the workbook of a plan."""
    return to_workbook(OutgoingPlan(mission=mission, framework=questionnaire.framework, on=on))


def export(folder: Path, on: date = ON) -> bytes:
    """Give the workbook of a mission."""
    return workbook(*mission_at(folder), on)


def bring(folder: Path, content: bytes, favour: Favour = Favour.PLAN) -> tuple[Imported | None, Problems]:
    """Read a workbook into the plan of a mission, and write nothing."""
    mission, questionnaire = mission_at(folder)
    problems = Problems()
    returned = read_workbook(content, "plan.xlsx", problems)
    if returned is None:
        return None, problems
    setting = Setting(mission=mission, questionnaire=questionnaire, problems=problems, favour=favour)
    return import_into(returned, setting), problems


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `rmdiag plan import` as its user does."""
    return run_plan("import", *arguments)


def run_plan(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of `rmdiag plan`."""
    command = [sys.executable, "-m", "rmdiag", "plan", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def actions_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Read plan.yaml as any other program would."""
    every = yaml.safe_load((folder / "plan.yaml").read_text(encoding="utf-8"))["actions"] or []
    return {one["id"]: one for one in every}


@dataclass(slots=True, kw_only=True)
class Desk:
    """Somebody's desk with an open workbook on it."""

    book: Workbook

    @property
    def plan(self) -> Worksheet:
        """The sheet with the plan."""
        found = self.book["Plan"]
        assert isinstance(found, Worksheet)
        return found

    @property
    def heads(self) -> Mapping[str, int]:
        """Columns by what stands over them."""
        return {str(cell.value).partition(" (")[0]: cell.column for cell in self.plan[HEAD_ROW] if cell.value}

    @property
    def ids(self) -> list[object]:
        """What stands in the column Id, as far as it is filled."""
        return [cell.value for cell in self.plan["A"][HEAD_ROW:] if cell.value]

    def at(self, row: str | int, head: str) -> Cell:
        """Give the cell of an action, by its id, or of a row by its number."""
        number = row if isinstance(row, int) else self.row(row)
        found = self.plan.cell(number, self.heads[head])
        assert isinstance(found, Cell)
        return found

    def write(self, row: str | int, **values: object) -> None:
        """Write values into a row, by heads in which `_` is a space."""
        for head, value in values.items():
            self.at(row, head.replace("_", " ")).value = value  # type: ignore[assignment]  # what people type

    def row(self, identity: str) -> int:
        """Find the row of an action."""
        return next(number for number, cell in enumerate(self.plan["A"], 1) if cell.value == identity)

    @property
    def spare(self) -> int:
        """Give the first row in which no action stands yet."""
        numbers = range(HEAD_ROW + 1, self.plan.max_row + 1)
        heads = [head for head in self.heads if head != "Alert"]
        return next(n for n in numbers if not any(self.at(n, head).value for head in heads))

    def empty(self, identity: str) -> None:
        """Empty the row of an action, id and all."""
        for cell in self.plan[self.row(identity)]:
            cell.value = None

    def sort(self, head: str, *, descending: bool = False) -> None:
        """Sort the filled rows as the button over a column does."""
        filled = [[cell.value for cell in row] for row in self.plan.iter_rows(min_row=HEAD_ROW + 1) if row[0].value]
        filled.sort(key=lambda row: str(row[self.heads[head] - 1]), reverse=descending)
        for number, row in enumerate(filled, HEAD_ROW + 1):
            for column, value in enumerate(row, 1):
                self.plan.cell(number, column).value = value

    def save(self) -> bytes:
        """Save the workbook."""
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def opened(content: bytes) -> Desk:
    """Open a workbook to change it."""
    return Desk(book=load_workbook(BytesIO(content)))


def values_in(content: bytes, sheet: str) -> Iterator[tuple[Any, ...]]:
    """Give the values of a sheet as a viewer shows them that works nothing out."""
    yield from load_workbook(BytesIO(content), data_only=True)[sheet].values
