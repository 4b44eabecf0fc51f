"""Rounds of two editions are compared from the command line: each under its own, on what they have in common."""

from __future__ import annotations

import json
import re
import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any, TypedDict

import pytest
from test_cli import rmdiag

EXAMPLES = Path(__file__).parent.parent / "examples"
EARLIER = "2024.1"
# One question got other words with its other id; those that kept their words need no line.
MAP = """\
indicators: {TRT-09: TRT-03}
questions: {TRT-09-Q2: TRT-03-Q2}
"""
WORDS = ("has a coded result linked to what caused the selection?", "has a coded result?")
# What the earlier edition has and the present one has no more.
EXTRA_INDICATOR = """
  - id: PCA-09
    title: Audit of warehouses
    short: Warehouses
    assesses: Whether stocks are counted.
    criticality: standard
    compendium: [V1-1.2]
    levels: {1: Nothing., 2: Some., 3: Most., 4: All., 5: All and more.}
"""
EXTRA_QUESTION = """
  PCA-09:
    - {id: PCA-09-Q1, text: Are stocks of bonded warehouses counted?, type: yes_partly_no, ask: pca_unit, needed_for: 2}
"""


Told = dict[str, Any]  # what JSON says, with every level by its id


class Rounds(TypedDict):
    """Where a test's rounds and editions lie."""

    old: Path
    new: Path
    framework: Path
    map: Path


def change(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text, f"`{before}` is not in {path}"
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def cut(path: Path, start: str) -> None:
    """Leave out the end of a file, from a line on."""
    text = path.read_text(encoding="utf-8")
    assert text.count(start) == 1, start
    path.write_text(text.partition(start)[0], encoding="utf-8")


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + text, encoding="utf-8")


def rename(folder: Path, before: str, after: str) -> None:
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(before, after), encoding="utf-8")


def earlier_edition(folder: Path) -> Path:
    """Write an earlier edition from the present one.

    TRT-03 was called TRT-09 and asked one question in other words, level 3 of PCA-01 wanted 70 % of the audits, COO-04
    was not there and PCA-09 was.
    """
    made = rmdiag("framework", "copy", folder)
    assert made.returncode == 0, made.stderr
    change(folder / "framework.yaml", ('edition: "2026.1"', f'edition: "{EARLIER}"'))
    rename(folder, "TRT-03", "TRT-09")
    change(folder / "questions" / "PCA.yaml", ("{2: 10, 3: 40, 4: 75, 5: 95}", "{2: 10, 3: 70, 4: 75, 5: 95}"))
    change(folder / "questions" / "TRT.yaml", WORDS)
    cut(folder / "questions" / "COO.yaml", "  COO-04:\n")
    cut(folder / "dimensions" / "COO.yaml", "  - id: COO-04\n")
    change(folder / "views.yaml", (", COO-04", ""))
    rapid = folder / "sets" / "rapid.yaml"
    rapid.write_text(re.sub(r"  - COO-04-Q\d\n", "", rapid.read_text(encoding="utf-8")), encoding="utf-8")
    add(folder / "dimensions" / "PCA.yaml", EXTRA_INDICATOR)
    add(folder / "questions" / "PCA.yaml", EXTRA_QUESTION)
    return folder


def earlier_round(folder: Path) -> Path:
    """Write the first round as it was answered under the earlier edition."""
    shutil.copytree(EXAMPLES / "kestoria-2026", folder, ignore=shutil.ignore_patterns("reports"))
    change(folder / "mission.yaml", ('edition: "2026.1"', f'edition: "{EARLIER}"'))
    rename(folder, "TRT-03", "TRT-09")
    change(folder / "evidence.yaml", ("COO-04-Q1, COO-04-Q4, ", ""))
    for sheet in (folder / "responses").iterdir():
        lines = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith("  COO-04-")]
        sheet.write_text("".join(kept).replace('edition: "2026.1"', f'edition: "{EARLIER}"'), encoding="utf-8")
    add(folder / "responses" / "pca.yaml", "  PCA-09-Q1: yes\n")
    return folder


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Rounds:
    home = tmp_path_factory.mktemp("editions")
    (home / "map.yaml").write_text(MAP, encoding="utf-8")
    return Rounds(
        old=earlier_round(home / "kestoria-2026"),
        new=Path(shutil.copytree(EXAMPLES / "kestoria-2028", home / "kestoria-2028")),
        framework=earlier_edition(home / "earlier"),
        map=home / "map.yaml",
    )


@pytest.fixture(scope="module")
def compared(rounds: Rounds) -> Told:
    """Compare the rounds by the real command; give what it says, with every level by its id."""
    options = ("--old-framework", rounds["framework"], "--map", rounds["map"], "--view", "five-functions")
    shown = rmdiag("compare", rounds["old"], rounds["new"], *options, "--format", "json")
    assert shown.returncode == 0, shown.stderr
    told = json.loads(shown.stdout)
    levels = [told["overall"], *told["dimensions"], *told["indicators"]]
    return {**told, **{level["id"]: level for level in levels}}


def test_either_round_is_read_under_its_own_edition(compared: Told) -> None:
    sides = [compared[side]["framework"] for side in ("old", "new")]
    assert sides == [{"id": "crm-compendium", "edition": e} for e in (EARLIER, "2026.1")]


def test_the_share_that_is_common_and_the_share_that_is_compared_are_stated(compared: Told, rounds: Rounds) -> None:
    assert (compared["common"], compared["compared"]) == ("44/45", "44/45")
    shown = rmdiag(
        "compare", rounds["old"], rounds["new"], "--old-framework", rounds["framework"], "--map", rounds["map"]
    )
    assert (
        "Editions differ (crm-compendium 2024.1, crm-compendium 2026.1): 44 of the newer round's 45 indicators (97 %)"
        " are in the older one, 1 of them by --map; 1 of the older one's is not in the newer one."
    ) in shown.stderr
    assert "Indicators, 44 of 45 compared (97 %): 1 down, 7 up, 36 same, 2 not comparable" in shown.stderr


def test_a_renamed_indicator_is_compared_through_the_map(compared: Told) -> None:
    renamed = compared["TRT-03"]
    assert (renamed["was"], renamed["old"], renamed["new"]) == ("TRT-09", "2", "3")
    assert renamed["parts"] == {
        "performance": "1", "information": "0", "knowledge": "0", "rules": "0", "judgement": "0"
    }  # fmt: skip
    assert renamed["why"] == ["better", "disagreement_settled"]  # as without any change of edition
    assert ("TRT-03-Q2", "TRT-09-Q2") in [(question["id"], question["was"]) for question in renamed["questions"]]
    assert compared["TRT"]["verdict"] == "up"  # the same indicators, one under another id


def test_a_threshold_that_changed_is_a_change_of_rules_and_no_performance(
    compared: Told,
) -> None:
    stricter = compared["PCA-01"]  # 63 % of the audits do not reach the earlier 70 %, and 67 % reach the present 40 %
    assert (stricter["old"], stricter["new"]) == ("2", "3")
    assert stricter["parts"] == {
        "performance": "0", "information": "1", "knowledge": "0", "rules": "1", "judgement": "0"
    }  # fmt: skip
    assert "gates_changed" in stricter["why"]


def test_what_one_edition_alone_has_is_shown_and_not_compared(compared: Told) -> None:
    new, gone = compared["COO-04"], compared["PCA-09"]
    assert (new["verdict"], new["old"], new["new"], new["why"]) == ("not_comparable", None, "3", ["indicator_new"])
    assert (gone["verdict"], gone["old"], gone["new"], gone["why"]) == ("not_comparable", "2", None, ["indicator_gone"])
    assert (compared["COO"]["verdict"], compared["COO"]["why"]) == ("not_comparable", ["indicator_new"])
    assert (compared["PCA"]["verdict"], compared["PCA"]["why"]) == ("not_comparable", ["indicator_gone"])
    assert compared["GOV"]["verdict"] == "same"


def test_the_older_level_is_the_one_that_was_printed_and_the_wholes_are_shown_without_a_difference(
    compared: Told, rounds: Rounds
) -> None:
    own = ("--framework", rounds["framework"])
    printed = [
        json.loads(rmdiag("score", mission, *option, "--format", "json").stdout)["nodes"]["overall"]["score"]
        for mission, option in ((rounds["old"], own), (rounds["new"], ()))
    ]
    overall = compared["overall"]
    assert [overall["old"], overall["new"]] == printed
    assert (overall["verdict"], overall["change"]) == ("not_comparable", None)


def test_the_mean_of_what_is_compared_stands_beside_the_wholes(compared: Told) -> None:
    levels = [compared[i] for i in compared if re.fullmatch(r"[A-Z]{3}-\d\d", i)]
    both = [(Fraction(str(i["old"])), Fraction(str(i["new"]))) for i in levels if i["change"] is not None]
    assert len(both) == 44
    assert compared["alike"]["title"] == "Mean of the 44 indicators compared"
    means = [sum(column, Fraction(0)) / 44 for column in zip(*both, strict=True)]  # every indicator weighs 1
    assert [compared["alike"]["old"], compared["alike"]["new"]] == [str(mean) for mean in means]


def test_an_action_of_the_older_plan_finds_the_indicator_under_its_new_id(
    compared: Told,
) -> None:
    action = next(one for one in compared["plan"] if one["id"] == "K23-04")
    assert str(action["recommendation"]).startswith("TRT-09-R")
    assert (action["indicator"], action["level"], action["performance"]) == ("TRT-03", {"old": "2", "new": "3"}, "1")


def test_groups_of_a_view_are_compared_where_both_editions_have_the_same_in_them(
    compared: Told,
) -> None:
    groups = compared["views"]["five-functions"]
    assert {group["verdict"] for group in groups} >= {"not_comparable"}
    assert any(group["change"] is not None for group in groups)


def test_the_comparison_follows_its_schema(compared: Told) -> None:
    from jsonschema import Draft202012Validator

    path = EXAMPLES.parent / "rmdiag" / "schemas" / "comparison.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    told = {name: value for name, value in compared.items() if name in schema["properties"]}
    assert list(Draft202012Validator(schema).iter_errors(told)) == []


def test_without_the_older_edition_the_way_to_it_is_said(rounds: Rounds) -> None:
    shown = rmdiag("compare", "kestoria-2026", "kestoria-2028", where=rounds["old"].parent)
    assert (shown.returncode, shown.stdout) == (3, "")
    assert "MIS010: The mission was made for edition 2024.1 of crm-compendium; this is edition 2026.1." in shown.stderr
    assert shown.stderr.count(": RSP") == 0, "what is wrong under another edition only is not shown"
    assert "leave kestoria-2026/mission.yaml as it is" in shown.stderr
    assert "rmdiag framework copy crm-compendium-2024.1" in shown.stderr
    assert "--old-framework crm-compendium-2024.1" in shown.stderr
    assert "mv crm-compendium-2024.1 kestoria-2026/framework" in shown.stderr


def test_a_round_that_keeps_its_edition_is_read_under_it_by_every_command(rounds: Rounds, tmp_path: Path) -> None:
    kept = Path(shutil.copytree(rounds["old"], tmp_path / "kestoria-2026"))
    shutil.copytree(rounds["framework"], kept / "framework")
    given = rmdiag("score", rounds["old"], "--framework", rounds["framework"], "--format", "json")
    shown = rmdiag("score", kept, "--format", "json")
    assert json.loads(shown.stdout)["nodes"] == json.loads(given.stdout)["nodes"]
    assert "read under edition 2024.1 of crm-compendium, which it keeps in `framework/`" in shown.stderr
    named = ("--old-framework", rounds["framework"])
    with_option, without = (
        rmdiag("compare", old, rounds["new"], *option, "--map", rounds["map"], "--format", "csv").stdout
        for old, option in ((rounds["old"], named), (kept, ()))
    )
    assert without == with_option
    assert rmdiag("check", kept).returncode == 0
    assert rmdiag("what-if", kept, "--answer", "TRT-09-Q1=yes").returncode == 0


def test_a_kept_edition_does_not_replace_one_that_rmdiag_brings(tmp_path: Path) -> None:
    """Nobody can move a score under the present edition's name by a folder in the mission."""
    mission = Path(shutil.copytree(EXAMPLES / "kestoria-2026", tmp_path / "kestoria-2026"))
    assert rmdiag("framework", "copy", mission / "framework").returncode == 0
    change(mission / "framework" / "questions" / "PCA.yaml", ("3: 40, 4: 75", "3: 70, 4: 75"))
    shown, plain = (rmdiag("score", one, "--format", "json") for one in (mission, EXAMPLES / "kestoria-2026"))
    assert json.loads(shown.stdout)["nodes"] == json.loads(plain.stdout)["nodes"]
    assert "read under" not in shown.stderr


def test_a_kept_edition_outside_the_folder_is_not_read(rounds: Rounds, tmp_path: Path) -> None:
    kept = Path(shutil.copytree(rounds["old"], tmp_path / "kestoria-2026"))
    (kept / "framework").symlink_to(rounds["framework"], target_is_directory=True)
    shown = rmdiag("check", kept)
    assert shown.returncode == 3
    assert "MIS003: `framework` is a link that leads outside" in shown.stdout


def test_a_framework_of_another_name_is_told_to_be_one(rounds: Rounds) -> None:
    shown = rmdiag("compare", rounds["old"], rounds["new"], "--old-framework", "toa-competency")
    assert shown.returncode == 3
    assert "MIS009" in shown.stderr
    assert "--old-framework crm-compendium-2024.1" in shown.stderr


def test_an_option_for_an_edition_that_rmdiag_brings_is_sent_away(rounds: Rounds) -> None:
    shown = rmdiag("compare", EXAMPLES / "kestoria-2026", rounds["new"], "--old-framework", rounds["framework"])
    assert shown.returncode == 3
    assert "rmdiag brings edition 2026.1 of crm-compendium: leave --old-framework out." in shown.stderr


def test_a_framework_of_somebodys_own_is_asked_for_by_its_path(rounds: Rounds, tmp_path: Path) -> None:
    own = Path(shutil.copytree(rounds["old"], tmp_path / "own-2026"))
    change(own / "mission.yaml", ("framework: crm-compendium", "framework: port-exports"))
    shown = rmdiag("compare", own, rounds["new"])
    assert shown.returncode == 3
    assert "it is no framework of rmdiag: ask whoever wrote it for its folder" in shown.stderr


def test_without_a_map_a_renamed_indicator_is_one_gone_and_one_new(rounds: Rounds) -> None:
    options = ("--old-framework", rounds["framework"], "--format", "json")
    told = json.loads(rmdiag("compare", rounds["old"], rounds["new"], *options).stdout)
    why = {level["id"]: level["why"] for level in told["indicators"]}
    assert (why["TRT-03"], why["TRT-09"]) == (["indicator_new"], ["indicator_gone"])
    assert told["common"] == "43/45"


def test_a_question_that_got_other_words_and_is_not_mapped_is_one_gone_and_one_new(
    rounds: Rounds, tmp_path: Path
) -> None:
    (tmp_path / "map.yaml").write_text("indicators: {TRT-09: TRT-03}\n", encoding="utf-8")
    options = ("--old-framework", rounds["framework"], "--map", tmp_path / "map.yaml", "--show", "questions")
    shown = rmdiag("compare", rounds["old"], rounds["new"], *options, "--format", "csv")
    rows = [line for line in shown.stdout.splitlines() if line.startswith("TRT-03,")]
    assert [row.split(",")[1::3] for row in rows if "question" in row] == [
        ["TRT-03-Q2", "question new"],
        ["TRT-09-Q2", "question gone"],
    ]


def test_a_map_to_an_indicator_that_asks_nothing_of_the_same_says_so(rounds: Rounds, tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text("indicators: {PCA-09: COO-04}\n", encoding="utf-8")
    options = ("--old-framework", rounds["framework"], "--map", tmp_path / "map.yaml")
    shown = rmdiag("compare", rounds["old"], rounds["new"], *options)
    assert "COO-04: no question in common, so nothing says why the level moved." in shown.stderr


# The copy


def test_a_copied_framework_is_sound_and_scores_as_the_one_that_it_was_copied_from(tmp_path: Path) -> None:
    shown = rmdiag("framework", "copy", tmp_path / "copy")
    assert shown.stdout == f"{tmp_path / 'copy'}: crm-compendium, edition 2026.1\n"
    assert rmdiag("framework", "lint", tmp_path / "copy", "--strict").returncode == 0
    deep = EXAMPLES / "kestoria-2026-technology"
    one, other = (rmdiag("score", deep, *option).stdout for option in ((), ("--framework", tmp_path / "copy")))
    assert one == other


def test_a_copy_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "framework.yaml").write_text("mine\n", encoding="utf-8")
    shown = rmdiag("framework", "copy", tmp_path / "mine", "--framework", "toa-competency")
    assert (shown.returncode, shown.stdout) == (6, "")
    assert "is there already" in shown.stderr
    assert (tmp_path / "mine" / "framework.yaml").read_text(encoding="utf-8") == "mine\n"
