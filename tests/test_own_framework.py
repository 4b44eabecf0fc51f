"""A framework of one's own goes the whole way of a mission, from `new` to scores, once it is named by its path."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from test_authors_guide import FILES
from test_cli import rmdiag

MISSION = ("new", "seals-2026", "--administration", "Kestoria Customs", "--country", "QM")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Write the framework of the authors' guide, as its reader would."""
    for name, text in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_mission_is_made_checked_scored_and_explained_under_it(home: Path) -> None:
    own = ("--framework", "port-exports")
    made = rmdiag(*MISSION, "--set", "seals", *own, where=home)
    assert made.returncode == 0, made.stderr
    checked = rmdiag("check", "seals-2026", *own, where=home)
    assert checked.returncode == 0, checked.stdout
    scored = rmdiag("score", "seals-2026", *own, "--format", "json", where=home)
    assert json.loads(scored.stdout)["framework"]["id"] == "port-exports"
    assert rmdiag("explain", "seals-2026", "overall", *own, where=home).returncode == 0
    assert rmdiag("gaps", "seals-2026", *own, where=home).returncode == 0


def test_without_its_path_the_mission_says_which_option_gives_it(home: Path) -> None:
    rmdiag(*MISSION, "--set", "seals", "--framework", "port-exports", where=home)
    shown = rmdiag("check", "seals-2026", where=home)
    assert shown.returncode == 3
    assert "MIS009" in shown.stdout
    assert "--framework" in shown.stdout


def test_a_copy_of_a_framework_has_problems_of_its_own(home: Path) -> None:
    path = home / "port-exports" / "framework.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "targets: []\n", encoding="utf-8")
    shutil.copytree(home / "port-exports", home / "copy")
    first, second = (rmdiag("framework", "lint", folder, where=home).stdout for folder in ("port-exports", "copy"))
    assert "port-exports/framework.yaml:" in first
    assert "copy/framework.yaml:" in second
    assert "port-exports/" not in second


def test_a_problem_that_only_the_whole_shows_stands_in_the_copy_too(home: Path) -> None:
    path = home / "port-exports" / "sets" / "seals.yaml"
    assert rmdiag("framework", "lint", "port-exports", where=home).returncode == 0
    shutil.copytree(home / "port-exports", home / "copy")
    shutil.rmtree(home / "copy" / "extensions")
    shown = rmdiag("framework", "lint", "copy", where=home)
    assert path.exists()
    assert "copy/sets/seals.yaml:" in shown.stdout
    assert "port-exports/" not in shown.stdout
