"""Run the cases of mis.yaml: what can be wrong in a mission folder, and what must be said about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from problem_cases import CASES, Case, lay, read_all

from rmdiag.assessment import codes
from rmdiag.problems import Kind, Problem

MISSION_CASES = [
    Case(**{"files": {}, "change": {}, "words": "", **row})
    for row in yaml.safe_load((CASES / "mis.yaml").read_text(encoding="utf-8"))
]
# These need a disk, or scores; their tests stand in test_mission_reading.py and beside the scoring.
ELSEWHERE = {
    "MIS001",
    "MIS002",
    "MIS003",
    "MIS004",
    "MIS005",
    "MIS007",
    "MIS024",
    "MIS025",
    "MIS063",
    "MIS064",
    "MIS065",
    "MIS066",
    "MIS067",
    "MIS068",
    "MIS069",
    "MIS082",
    "MIS083",
    "MIS130",  # of the journal: test_journal.py
    "MIS131",
    "MIS132",
    "MIS160",  # of settling: test_settling.py
    "MIS161",
    "MIS170",  # of respondents: test_form_import.py
    "MIS171",
    "MIS172",
    "MIS173",
    "MIS174",
}
REFERENCE = Path(__file__).parent.parent / "docs" / "reference" / "problems.md"


@pytest.mark.parametrize("case", MISSION_CASES, ids=lambda case: f"{case.code} {case.name}")
def test_a_mistake_in_a_mission_is_found_where_it_stands(case: Case, tmp_path: Path) -> None:
    lay(case, tmp_path)
    found = read_all(tmp_path)
    assert [problem.code for problem in found] == [expected["code"] for expected in case.expect]
    for problem, expected in zip(found, case.expect, strict=True):
        assert _differences(problem, expected) == []
    assert case.words in "\n".join(str(problem) for problem in found)


@pytest.mark.parametrize("kind", codes.CATALOGUE, ids=lambda kind: kind.code)
def test_every_problem_of_a_mission_has_a_case(kind: Kind) -> None:
    assert kind.code in {case.code for case in MISSION_CASES} | ELSEWHERE


def test_codes_are_given_once_and_in_order() -> None:
    given = [kind.code for kind in codes.CATALOGUE]
    assert given == sorted(set(given))


@pytest.mark.parametrize("kind", codes.CATALOGUE, ids=lambda kind: kind.code)
def test_every_problem_of_a_mission_is_in_the_reference(kind: Kind) -> None:
    _, heading, entry = REFERENCE.read_text(encoding="utf-8").partition(f"### {kind.code}\n")
    assert heading, f"docs/reference/problems.md has no entry {kind.code}"
    assert kind.message in " ".join(entry.partition("\n### ")[0].split())


def _differences(problem: Problem, expected: dict[str, Any]) -> list[str]:
    span = problem.span
    actual = {"file": span.file, "line": span.line, "code": problem.code}
    different = [f"{key}: {actual[key]}" for key in actual if key in expected and expected[key] != actual[key]]
    at = expected.get("at", "")
    there = span.words[max(span.column - 1, 0) :]
    return different if there.startswith(at) else [*different, f"at: {there}"]
