"""A round on paper: levels with their sources are read, and what is wrong in the file is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from rmdiag.opening import check_path, mission_at
from rmdiag.problems import Problems

EXAMPLES = Path(__file__).parent.parent / "examples"
PAPER = EXAMPLES / "kestoria-2023-paper"


def problems_of(folder: Path) -> list[tuple[str, str]]:
    problems = Problems()
    check_path(folder, problems)
    return [(problem.code, problem.message) for problem in problems]


def test_the_levels_of_the_example_have_a_page_each() -> None:
    baseline = mission_at(PAPER)[0].baseline
    assert baseline is not None
    assert len(baseline.levels) == 13
    assert baseline.levels["ORG-01"].level == 1
    assert all("p. " in level.source for level in baseline.levels.values())


def test_a_round_on_paper_is_no_mission_that_nobody_answered() -> None:
    assert problems_of(PAPER) == []


def written(folder: Path, text: str) -> Path:
    shutil.copytree(PAPER, folder)
    (folder / "baseline.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_level_without_a_source_is_a_problem(tmp_path: Path) -> None:
    folder = written(tmp_path / "paper", "levels:\n  GOV-01: {level: 2}\n")
    assert problems_of(folder) == [("MIS080", "The level on paper of GOV-01 names no source.")]


def test_a_level_outside_the_scale_and_an_indicator_that_is_none_are_problems(tmp_path: Path) -> None:
    text = "levels:\n  GOV-01: {level: 6, source: Report}\n  GOV-99: {level: 2, source: Report}\n"
    found = problems_of(written(tmp_path / "paper", text))
    assert len(found) == 2
    assert any("GOV-99" in message for _, message in found)


def test_answers_beside_paper_are_a_problem(tmp_path: Path) -> None:
    folder = written(tmp_path / "paper", "levels:\n  GOV-01: {level: 2, source: Report}\n")
    (folder / "responses").mkdir()
    (folder / "responses" / "pca.yaml").write_text("responses: {PCA-01-Q1: {answer: 63}}\n", encoding="utf-8")
    assert [code for code, _ in problems_of(folder)] == ["MIS081"]


def test_paper_is_compared_by_level_alone() -> None:
    command = [sys.executable, "-m", "rmdiag", "compare", str(PAPER), str(EXAMPLES / "kestoria-2026")]
    shown = subprocess.run(
        [*command, "--format", "json"], capture_output=True, text=True, check=True, env=os.environ | {"NO_COLOR": "1"}
    )
    compared = json.loads(shown.stdout)
    assert compared["old"]["on_paper"]
    assert compared["counts"]["up"] + compared["counts"]["same"] == 13
    assert compared["counts"]["not_comparable"] == 45 - 13
    assert all(indicator["parts"] is None for indicator in compared["indicators"])
    assert "nothing says why they moved" in shown.stderr
