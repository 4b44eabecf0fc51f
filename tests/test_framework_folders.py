"""A folder is a framework or it is not: a slip in a path or in the name of a file is never passed over."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from test_cli import EXAMPLE, rmdiag

from rmdiag.compendium.files import check_files, is_framework
from rmdiag.files import FRAMEWORKS
from rmdiag.opening import check_framework_at
from rmdiag.problems import Problems

SHEET = "responses:\n  GOV-01-Q1: yes\n"


@pytest.fixture
def toa(tmp_path: Path) -> Path:
    """Copy a framework that ships, as one of somebody's own."""
    return Path(shutil.copytree(FRAMEWORKS / "toa-competency", tmp_path / "toa"))


def strays(folder: Path) -> list[str]:
    """Name the files that nothing reads, with the message's words."""
    problems = Problems()
    check_framework_at(folder, problems)
    return [f"{Path(p.span.file).relative_to(folder)}: {p.fix}" for p in problems if p.code == "FRM036"]


# A folder of something else


@pytest.mark.parametrize(
    "command",
    [("framework", "lint", "{}"), ("framework", "lint", "{}", "--strict"), ("framework", "show", "--framework", "{}")],
)
@pytest.mark.parametrize("what", ["nothing", "a mission", "a folder of frameworks"])
def test_a_folder_that_is_no_framework_ends_a_command_with_words(
    command: tuple[str, ...], what: str, tmp_path: Path
) -> None:
    folder = {"a mission": EXAMPLE, "a folder of frameworks": FRAMEWORKS}.get(what, tmp_path)
    shown = rmdiag(*(part.format(folder) for part in command))
    assert shown.returncode == 3
    assert f"`{folder}` holds no framework.yaml" in shown.stdout + shown.stderr
    assert (shown.stdout + shown.stderr).count("FRM") == 1, "nothing below the folder is read"


@pytest.mark.parametrize("command", ["score", "check", "explain", "gaps"])
def test_no_command_takes_a_folder_that_is_no_framework(command: str, tmp_path: Path) -> None:
    (tmp_path / "sheet.yaml").write_text(SHEET, encoding="utf-8")
    answers = ("--responses", tmp_path / "sheet.yaml") if command == "score" else (EXAMPLE,)
    shown = rmdiag(command, *answers, "--framework", tmp_path)
    assert shown.returncode == 3
    assert f"{tmp_path}: FRM035" in shown.stderr


def test_check_of_a_folder_that_is_neither_mission_nor_framework_ends_with_words(tmp_path: Path) -> None:
    shown = rmdiag("check", tmp_path)
    assert shown.returncode == 3
    assert "holds no mission.yaml" in shown.stdout


def test_machines_read_that_a_folder_is_no_framework(tmp_path: Path) -> None:
    (problem,) = json.loads(rmdiag("framework", "lint", tmp_path, "--format", "json").stdout)
    assert (problem["code"], problem["severity"], problem["file"]) == ("FRM035", "error", str(tmp_path))


def test_whoever_names_a_mission_is_sent_to_check() -> None:
    problems = Problems()
    assert not is_framework(EXAMPLE, problems)
    assert [problem.fix.startswith("missions are for `rmdiag check`; ") for problem in problems] == [True]


def test_one_sheet_is_scored_under_a_framework_that_ships_by_its_id(tmp_path: Path) -> None:
    (tmp_path / "sheet.yaml").write_text("responses:\n  PRF-01-Q1: no\n", encoding="utf-8")
    shown = rmdiag("score", "--framework", "toa-competency", "--responses", tmp_path / "sheet.yaml")
    assert (shown.returncode, "PRF-01" in shown.stdout) == (0, True), shown.stderr


# Files that nothing reads


def test_a_copy_of_a_framework_that_ships_has_no_file_that_nothing_reads(toa: Path) -> None:
    assert strays(toa) == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("view.yaml", "views.yaml"),
        ("consistensy.yaml", "consistency.yaml"),
        ("views.yml", "views.yaml"),
        ("set/rapid.yaml", "sets/rapid.yaml"),
        ("extension/deep/records.yaml", "extensions/deep/records.yaml"),
        ("extensions/deep/record.yaml", "extensions/deep/records.yaml"),
    ],
)
def test_a_file_with_a_slip_in_its_name_is_told_with_the_right_one(written: str, meant: str, toa: Path) -> None:
    (toa / written).parent.mkdir(parents=True, exist_ok=True)
    (toa / written).write_text("views: []\n", encoding="utf-8")
    (said,) = strays(toa)
    assert said.startswith(f"{written}: did you mean `{meant}`? ")


def test_a_dimension_that_is_not_listed_is_told(toa: Path) -> None:
    shutil.copy(toa / "dimensions" / "PRF.yaml", toa / "dimensions" / "PRX.yaml")
    (said,) = strays(toa)
    assert said.startswith("dimensions/PRX.yaml: rename it")


def test_lint_warns_of_such_a_file_and_strict_makes_it_a_finding(toa: Path) -> None:
    (toa / "view.yaml").write_text("views: []\n", encoding="utf-8")
    assert rmdiag("framework", "lint", toa).returncode == 0
    shown = rmdiag("framework", "lint", toa, "--strict")
    assert (shown.returncode, "FRM036: `view.yaml`" in shown.stdout) == (1, True)


def test_hidden_files_other_texts_and_missions_inside_are_let_be(toa: Path) -> None:
    for inside in (".github/ci.yaml", "README.md", "rounds/one/mission.yaml", "rounds/one/responses/a.yaml"):
        (toa / inside).parent.mkdir(parents=True, exist_ok=True)
        (toa / inside).write_text("", encoding="utf-8")
    check_files(toa, {f"toa/dimensions/{path.name}" for path in (toa / "dimensions").iterdir()}, found := Problems())
    assert list(found) == []
