"""Measure how fast forms are written as workbooks and read back, as ratios within one run to the bare libraries.

`python benchmarks/forms.py [ROUNDS]` writes the full set for 12 respondents and reads the 12 workbooks back, each way
in one process. The floor writes the very same cells with XlsxWriter alone, without looks, rules or heights, and reads
them with openpyxl alone, without asking what they mean. Then it says how many function calls a question takes, which no
other load on the machine changes.
"""

from __future__ import annotations

import cProfile
import os
import pstats
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from xlsxwriter import Workbook

from rmdiag.assessment.files import load_mission
from rmdiag.assessment.respondents import form_of, team_of
from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange.form_returned import workbook_in
from rmdiag.questionnaires.exchange.form_workbook import to_workbook
from rmdiag.questionnaires.forms import Desk, Form, checked
from rmdiag.questionnaires.model import Questionnaire

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"
RESPONDENTS = 12
Way = Callable[[], object]
Cells = Mapping[str, list[tuple[int, int, object]]]


def forms(language: str = "en") -> tuple[list[Form], Questionnaire]:
    """Give the full set for 12 respondents, with what the mission team has answered."""
    found = load_mission(EXAMPLE, Problems(), None, language)
    if found is None:
        raise SystemExit(str(EXAMPLE))
    mission, questionnaire = found
    team = replace(team_of(mission), language=language)
    asked = [form_of(replace(team, id=f"r{n}", role=f"Department {n}"), *found, date(2026, 9, 1)) for n in range(12)]
    before = form_of(team, *found, date(2026, 9, 1)).before
    return [replace(form, before=before) for form in asked[:RESPONDENTS]], questionnaire


def cells_in(content: bytes) -> Cells:
    """Give all that stands in a workbook."""
    book = load_workbook(BytesIO(content))
    return {
        sheet.title: [
            (c.row - 1, c.column - 1, c.value) for row in sheet.iter_rows() for c in row if c.value is not None
        ]
        for sheet in book
    }


def written_bare(cells: Cells) -> bytes:
    """Write cells and nothing else."""
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    for name, every in cells.items():
        sheet = book.add_worksheet(name)
        for row, column, value in every:
            if isinstance(value, int | float):
                sheet.write_number(row, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(row, column, value)
            elif str(value).startswith("="):
                sheet.write_formula(row, column, str(value))
            else:
                sheet.write_string(row, column, str(value))
    book.close()
    return stream.getvalue()


def read_bare(contents: Iterable[bytes]) -> int:
    """Read all cells of all sheets, and count those that hold something."""
    found = 0
    for content in contents:
        for sheet in load_workbook(BytesIO(content), read_only=True, data_only=True):
            found += sum(cell.value is not None for row in sheet.iter_rows() for cell in row)
    return found


def imported(contents: Iterable[bytes], questionnaire: Questionnaire) -> int:
    """Read forms as a mission takes them in; a problem or an answer that is lost ends the measurement."""
    found = 0
    for content in contents:
        problems = Problems()
        desk = Desk(questionnaire=questionnaire, speaks=lambda _: questionnaire, problems=problems)
        returned = workbook_in(content, "form.xlsx", desk)
        if (
            returned is None
            or problems
            or {q: s for q, s in checked(returned, desk).items() if not s.silent} != returned.base
        ):
            raise SystemExit("\n".join(map(str, problems)) or "an answer was lost")
        found += len(returned.entries)
    return found


def timed(ways: Mapping[str, Way], rounds: int) -> Mapping[str, list[float]]:
    """Run all ways in turn, round by round, as machines drift; processor seconds."""
    runs: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            start = time.process_time()
            way()
            runs[name].append(time.process_time() - start)
    return runs


def calls(way: Way) -> int:
    """Count the function calls of a way."""
    profile = cProfile.Profile()
    profile.enable()
    way()
    profile.disable()
    total: int = pstats.Stats(profile).total_calls  # type: ignore[attr-defined]  # the stubs lack it
    return total


def main() -> None:
    """Measure both directions and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    every, questionnaire = forms()
    contents = [to_workbook(form) for form in every]
    cells = [cells_in(content) for content in contents]
    questions = sum(len(form.questions) for form in every)
    export: Way = lambda: [to_workbook(form) for form in every]  # noqa: E731  # named in the table
    back: Way = lambda: imported(contents, questionnaire)  # noqa: E731  # named in the table
    ways: dict[str, Way] = {
        "export": export,
        "floor of export": lambda: [written_bare(one) for one in cells],
        "import": back,
        "floor of import": lambda: read_bare(contents),
    }
    runs = timed(ways, rounds)
    size = sum(map(len, contents)) / len(contents) / 1024
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, {rounds} rounds")
    print(f"{len(every)} forms of {questions // len(every)} questions, {size:.0f} KiB each")
    print(f"{'way':<18}{'cpu s':>8}{'ratio':>8}{'range':>14}")
    for name, floor in (("export", "floor of export"), ("import", "floor of import")):
        ratios = [mine / bare for mine, bare in zip(runs[name], runs[floor], strict=True)]
        print(f"{floor:<18}{statistics.median(runs[floor]):>8.2f}{1:>8.2f}")
        spread = f"{min(ratios):.2f}-{max(ratios):.2f}"
        print(f"{name:<18}{statistics.median(runs[name]):>8.2f}{statistics.median(ratios):>8.2f}{spread:>14}")
    print(
        f"function calls for each question: {calls(export) / questions:,.0f} out, {calls(back) / questions:,.0f} back"
    )


if __name__ == "__main__":
    main()
