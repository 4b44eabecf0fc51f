"""`rmdiag programme` from its users' side: begin one, bring rounds in, take them out, see how administrations stand."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.assessment.portfolio.model import Portfolio
from rmdiag.assessment.portfolio.snapshot import change_in, snapshot_of
from rmdiag.assessment.portfolio.store import open_store
from rmdiag.opening import mission_at
from rmdiag.portfolios import programme_at

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SCHEMA = Draft202012Validator(json.loads((ROOT / "rmdiag/schemas/programme-status.schema.json").read_text("utf-8")))


def run(*words: str | Path, code: int = 0, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "RMDIAG_LANGUAGE": "en", **variables}
    environment.pop("RMDIAG_STORE", None) if "RMDIAG_STORE" not in variables else None
    command = [sys.executable, "-m", "rmdiag", "programme", *map(str, words)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ran.returncode == code, ran.stdout + ran.stderr
    return ran


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def outcomes(ran: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return {f"{row['administration']} {row['round']}": row["what came of it"] for row in rows(ran.stdout)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Lay down a programme of Valdoria, with two rounds, and Kestoria, with one."""
    for name in ("valdoria-2026", "valdoria-2028", "kestoria-2026"):
        shutil.copytree(EXAMPLES / name, tmp_path / name, ignore=shutil.ignore_patterns("reports"))
    write(tmp_path / "coast", "../valdoria-2026, ../valdoria-2028")
    return tmp_path / "coast"


def write(home: Path, valdoria: str, kestoria: str = "../kestoria-2026") -> None:
    home.mkdir(exist_ok=True)
    text = f"""programme: coast
title: Coast programme
administrations:
  - {{id: kestoria, name: Kestoria Customs, country: QM, rounds: [{kestoria}]}}
  - {{id: valdoria, name: Valdoria, country: QV, rounds: [{valdoria}]}}
  - {{id: tambare, name: Tambaré, country: XB}}
"""
    (home / "programme.yaml").write_text(text, encoding="utf-8")


def kept(folder: Path) -> Portfolio:
    with open_store(str(folder / "programme.sqlite")) as store:
        found = store.portfolio(programme_at(folder).programme)
        return Portfolio(programme=found.programme, rounds=dict(found.rounds), changes=dict(found.changes))


@cache
def side(name: str) -> RoundToCompare:
    mission, questionnaire = mission_at(EXAMPLES / name)
    return RoundToCompare(mission=mission, questionnaire=questionnaire)


def answer_otherwise(mission: Path) -> None:
    """Change a mission’s files without moving a level."""
    file = mission / "mission.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# looked at again\n", encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_a_programme_begins_with_a_file_that_is_sound(tmp_path: Path, language: str) -> None:
    made = run("new", tmp_path / "coast", "--title", "Coast programme", RMDIAG_LANGUAGE=language)
    assert made.stdout.strip() == str(tmp_path / "coast" / "programme.yaml")
    opened = programme_at(tmp_path / "coast")
    found = opened.programme
    assert (found.id, found.title, found.language) == ("coast", "Coast programme", language)
    assert "names no rounds" in run("add", tmp_path / "coast").stderr
    assert "No round was added yet" in run("status", tmp_path / "coast").stderr


def test_nothing_that_is_there_is_overwritten_by_a_new_programme(folder: Path) -> None:
    before = (folder / "programme.yaml").read_bytes()
    assert "left as it is" in run("new", folder, "--title", "Another", code=2).stderr
    assert (folder / "programme.yaml").read_bytes() == before


@pytest.mark.parametrize("words", [["--title", " "], ["--title", "A", "--id", "a b"]])
def test_a_new_programme_needs_a_title_and_an_id(tmp_path: Path, words: list[str]) -> None:
    run("new", tmp_path / "coast", *words, code=2)
    assert not (tmp_path / "coast").exists()


def test_what_is_added_is_what_scoring_and_comparing_give(folder: Path) -> None:
    run("add", folder)
    portfolio = kept(folder)
    for member, names in {"valdoria": ("valdoria-2026", "valdoria-2028"), "kestoria": ("kestoria-2026",)}.items():
        sides = [side(name) for name in names]
        expected = [snapshot_of(one.mission, one.questionnaire) for one in sides]
        assert [one.snapshot for one in portfolio.rounds[member]] == expected
    expected_change = change_in(compare(side("valdoria-2026"), side("valdoria-2028")))
    assert portfolio.changes == {"valdoria": (expected_change,)}


def test_the_same_round_twice_is_no_change_and_a_changed_one_is_a_revision(folder: Path) -> None:
    assert set(outcomes(run("add", folder, "--format", "csv")).values()) == {"new"}
    before = kept(folder)
    assert set(outcomes(run("add", folder, "--format", "csv")).values()) == {"same"}
    assert kept(folder) == before
    answer_otherwise(folder.parent / "valdoria-2026")
    assert outcomes(run("add", folder, "--format", "csv")) == {
        "kestoria 2026": "same",
        "valdoria 2026": "revised",
        "valdoria 2028": "same",
    }
    portfolio = kept(folder)
    assert [one.revision for one in portfolio.rounds["valdoria"]] == [2, 1]
    assert portfolio.since_baseline("valdoria") == before.since_baseline("valdoria")  # compared anew, with the revision


def test_one_round_of_one_administration_can_be_added_alone(folder: Path) -> None:
    assert outcomes(run("add", folder, "valdoria", "valdoria-2028", "--format", "csv")) == {"valdoria 2028": "new"}
    assert outcomes(run("add", folder, "valdoria", "../valdoria-2026", "--format", "csv")) == {"valdoria 2026": "new"}
    assert kept(folder).since_baseline("valdoria") == change_in(compare(side("valdoria-2026"), side("valdoria-2028")))


def test_slips_are_told_with_the_nearest_word(folder: Path) -> None:
    assert "did you mean `valdoria`?" in run("add", folder, "valdori", code=2).stderr
    assert "did you mean `valdoria-2028`?" in run("add", folder, "valdoria", "valdoria-2029", code=2).stderr
    run("add", folder)
    assert "has no round `2027`" in run("remove", folder, "valdoria", "2027", code=2).stderr
    assert "There is no" in run("status", folder / "nowhere", code=2).stderr
    assert "rmdiag programme add" in run("status", folder, "--store", folder / "nowhere.sqlite", code=2).stderr


def test_a_mission_with_errors_leaves_the_store_as_it_was(folder: Path) -> None:
    run("add", folder, "valdoria")
    before = kept(folder)
    file = folder.parent / "kestoria-2026" / "mission.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    answer_otherwise(folder.parent / "valdoria-2026")
    ran = run("add", folder, code=3)
    assert "kestoria-2026/mission.yaml" in ran.stderr
    assert "Nothing was added." in ran.stderr
    assert kept(folder) == before


def test_a_round_that_was_taken_out_counts_nowhere_and_comes_back_when_it_is_added(folder: Path) -> None:
    run("add", folder)
    assert "1 round was taken out." in run("remove", folder, "valdoria", "2028").stdout
    (row,) = [one for one in rows(run("status", folder, "--format", "csv").stdout) if one["id"] == "valdoria"]
    assert (row["rounds"], row["last"], row["change"]) == ("1", "2026", "–")
    assert outcomes(run("add", folder, "--format", "csv"))["valdoria 2028"] == "new"
    assert kept(folder).since_baseline("valdoria") is not None


def test_a_rebuilt_store_is_the_one_that_was_lost(folder: Path) -> None:
    run("add", folder)
    before = kept(folder)
    run("rebuild", folder)
    assert kept(folder) == before
    (folder / "programme.sqlite").unlink()
    run("rebuild", folder)
    assert kept(folder) == before
    write(folder, "../valdoria-2028")
    assert "1 round without a folder was taken out." in run("rebuild", folder).stderr
    assert [one.snapshot.round for one in kept(folder).rounds["valdoria"]] == ["2028"]


def test_a_store_that_holds_what_cannot_be_read_is_told_and_rebuilt(folder: Path) -> None:
    import sqlite3

    run("add", folder)
    with sqlite3.connect(folder / "programme.sqlite") as connection:
        connection.execute("UPDATE rounds SET snapshot = '{\"version\": 99}'")
    connection.close()
    assert "rmdiag programme rebuild" in run("status", folder, code=3).stderr
    run("rebuild", folder)
    run("status", folder)


def test_a_store_of_a_later_version_is_exit_3(folder: Path) -> None:
    import sqlite3

    run("add", folder)
    with sqlite3.connect(folder / "programme.sqlite") as connection:
        connection.execute("UPDATE schema_version SET version = 99")
    connection.close()
    for word in ("status", "add", "rebuild"):
        assert "A later rmdiag made the store" in run(word, folder, code=3).stderr


def test_the_address_comes_from_the_option_then_the_variable_then_the_folder(folder: Path, tmp_path: Path) -> None:
    run("add", folder, "--store", tmp_path / "a.sqlite", RMDIAG_STORE=str(tmp_path / "b.sqlite"))
    assert ((tmp_path / "a.sqlite").exists(), (tmp_path / "b.sqlite").exists()) == (True, False)
    run("add", folder, RMDIAG_STORE=str(tmp_path / "b.sqlite"))
    assert not (folder / "programme.sqlite").exists()
    run("status", folder, RMDIAG_STORE=str(tmp_path / "b.sqlite"))


# What cannot be compared.


def test_rounds_of_two_frameworks_are_kept_and_not_compared_and_that_is_said(folder: Path) -> None:
    candidate = folder.parent / "candidate"
    shutil.copytree(EXAMPLES / "toa-candidate-c07", candidate)
    mission = candidate / "mission.yaml"
    mission.write_text(mission.read_text(encoding="utf-8").replace("country: QP", "country: QM"), encoding="utf-8")
    write(folder, "../valdoria-2026", "../kestoria-2026, ../candidate")
    ran = run("add", folder)
    assert "PRG017" in ran.stderr
    assert "are of two frameworks and are not compared" in ran.stderr
    assert "kestoria" not in kept(folder).changes


def test_rounds_of_two_editions_are_compared_as_far_as_they_go_and_that_is_said(folder: Path) -> None:
    old = folder.parent / "valdoria-2026"
    subprocess.run(
        [sys.executable, "-m", "rmdiag", "framework", "copy", str(old / "framework")], check=True, capture_output=True
    )
    for file in (old / "framework" / "framework.yaml", old / "mission.yaml", *old.glob("responses/*.yaml")):
        text = file.read_text(encoding="utf-8")
        assert 'edition: "2026.1"' in text
        file.write_text(text.replace('edition: "2026.1"', 'edition: "2025.1"'), encoding="utf-8")
    ran = run("add", folder)
    assert "are of two editions; 45 of 45 indicators are in both" in ran.stderr
    assert kept(folder).since_baseline("valdoria") is not None


def test_two_rounds_of_one_day_are_not_compared_and_that_is_said(folder: Path) -> None:
    shutil.copytree(folder.parent / "valdoria-2026", folder.parent / "again")
    file = folder.parent / "again" / "mission.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace('round: "2026"', "round: again"), encoding="utf-8")
    write(folder, "../valdoria-2026, ../again")
    ran = run("add", folder)
    assert "are of one day and are not compared" in ran.stderr


# How administrations stand.


def as_json(*words: str | Path) -> Any:  # noqa: ANN401  # what a command prints
    return json.loads(run(*words, "--format", "json").stdout)


def test_the_status_says_what_the_missions_say(folder: Path) -> None:
    run("add", folder)
    found = as_json("status", folder, "--on", "2029-01-01")
    assert [error.message for error in SCHEMA.iter_errors(found)] == []
    kestoria, valdoria, tambare = found["administrations"]
    new = side("valdoria-2028")
    change = compare(side("valdoria-2026"), new).overall
    assert change.parts is not None
    assert Fraction(valdoria["since_base"]["change"]) == change.change
    assert Fraction(valdoria["since_base"]["performance"]) == change.parts.performance
    actions = [one for one in new.mission.adopted if one.status != "dropped"]
    waiting = [one for one in actions if one.status not in ("done", "verified")]
    assert valdoria["plan"] == {
        "planned": len(actions),
        "delivered": len(actions) - len(waiting),
        "overdue": sum(one.end is not None and str(one.end) < "2029-01-01" for one in waiting),
    }
    assert (kestoria["rounds"], kestoria["base"], kestoria["since_base"]) == (1, None, None)
    assert (tambare["rounds"], tambare["overall"], tambare["plan"]) == (0, None, None)


def test_administrations_stand_in_the_order_of_the_file_whatever_their_levels(folder: Path) -> None:
    run("add", folder)
    assert [row["id"] for row in rows(run("status", folder, "--format", "csv").stdout)] == [
        "kestoria",
        "valdoria",
        "tambare",
    ]


@pytest.mark.parametrize(("language", "words"), [("es", "vencida"), ("fr", "retard")])
def test_the_status_speaks_the_language_of_its_reader(folder: Path, language: str, words: str) -> None:
    run("add", folder)
    assert words in run("status", folder, RMDIAG_LANGUAGE=language).stdout
