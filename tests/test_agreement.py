"""Respondents are compared question by question, and what their differences do to the result is told first."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_rounds import AS_OF, NOWHERE, Round, rounds

from rmdiag.assessment.agreement import Agreement, Case, agreement_of, layer_to_compare
from rmdiag.assessment.agreement_calibration import Calibration, Tendency, calibration_of
from rmdiag.assessment.agreement_coefficients import Bootstrap
from rmdiag.assessment.agreement_effects import effects_of
from rmdiag.assessment.mission import Mission, Targets
from rmdiag.assessment.scoring import score_mission
from rmdiag.opening import mission_at
from rmdiag.questionnaires.model import Layer, Sheet

EXAMPLES = Path(__file__).parent.parent / "examples"
WORKSHOP = EXAMPLES / "toa-workshop-2027"
CANDIDATES = sorted(WORKSHOP.glob("candidate-*"))
SEVERE, MIDDLE, LENIENT = "assessor-a", "assessor-b", "assessor-c"
QUICK = Bootstrap(draws=50)
LAYERS = st.sampled_from(Layer)


def rmdiag(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def printed(*arguments: str | Path) -> Any:  # noqa: ANN401  # JSON of any shape
    ended = rmdiag(*arguments, "--format", "json")
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def case_of(path: Path) -> Case:
    mission, questionnaire = mission_at(path)
    return Case(mission=mission, questionnaire=questionnaire, layer=layer_to_compare(mission.answers))


@cache
def workshop() -> tuple[Case, ...]:
    return tuple(case_of(path) for path in CANDIDATES)


@cache
def calibrated(key: str | None = None) -> Calibration:
    return calibration_of(workshop(), Bootstrap(), key)


def drawn(given: Round, layer: Layer) -> Case:
    mission = Mission(
        name="generated",
        administration="Kestoria Customs",
        country="QM",
        round="1",
        as_of=AS_OF,
        framework="small",
        edition="1",
        set="asked",
        targets=Targets(preset="none"),
        not_applicable=given.not_applicable,
        answers=given.answers,
        span=NOWHERE,
    )
    return Case(mission=mission, questionnaire=given.questionnaire, layer=layer)


def with_sheets(case: Case, sheets: tuple[Sheet, ...]) -> Case:
    answers = replace(case.mission.answers, sheets=sheets)
    return replace(case, mission=replace(case.mission, answers=answers))


def seen(agreement: Agreement) -> list[object]:
    """Give all that is said of agreement without the answers themselves."""
    return [agreement.whole, *agreement.indicators, *agreement.questions]


@given(rounds(), LAYERS)
def test_the_names_of_sheets_and_their_order_change_nothing(round_: Round, layer: Layer) -> None:
    case = drawn(round_, layer)
    sheets = case.mission.answers.sheets
    renamed = tuple(replace(sheet, id=f"z{number}") for number, sheet in enumerate(reversed(sheets)))
    assert seen(agreement_of([with_sheets(case, renamed)], QUICK)) == seen(agreement_of([case], QUICK))


@given(rounds(), LAYERS)
def test_sheets_that_say_the_same_agree_in_every_pair(round_: Round, layer: Layer) -> None:
    case = drawn(round_, layer)
    if not case.sheets:
        return
    twice = with_sheets(case, (case.sheets[0], replace(case.sheets[0], id="copy")))
    agreement = agreement_of([twice], QUICK)
    for one in (agreement.whole, *agreement.indicators, *agreement.questions):
        assert one.on_gates.alike == one.on_gates.pairs
        assert one.on_words.alike == one.on_words.pairs
        assert one.ordinal.value in (None, 1)
        assert one.low == one.high
    assert effects_of(agreement.rated) == ()


@given(rounds(), LAYERS)
def test_effects_come_in_order_and_today_is_the_low_answer(round_: Round, layer: Layer) -> None:
    case = drawn(round_, layer)
    effects = effects_of(agreement_of([case], QUICK).rated)
    weights = [effect.weight for effect in effects]
    assert weights == sorted(weights, reverse=True)
    today = score_mission(case.mission, case.questionnaire).result
    decides = {q.applies_when.question for q in case.questionnaire.questions.values() if q.applies_when}
    for effect in effects:
        if effect.rated.question.id not in decides:  # else what waits for it comes to be known
            assert effect.low.result.overall.point == today.overall.point
            assert (effect.indicators[0].point or 0) <= (effect.indicators[1].point or 0)


def test_an_effect_is_what_settling_it_brings(tmp_path: Path) -> None:
    island = shutil.copytree(EXAMPLES / "saint-orel-2026", tmp_path / "island")
    (open_one,) = printed("agree", island)["divergences"]
    for answer, place in (("desktop_later", 0), ("desktop_same_day", 1)):
        words = ("--answer", answer, "--again", "--reason", "Seen", "--by", "All", "--on", "2026-05-12")
        assert rmdiag("settle", island, open_one["question"], *words).returncode == 0
        result = score_mission(*mission_at(island)).result
        assert str(result.overall.point) == open_one["overall"][place]
        assert result.indicators["TEC-05"].point == open_one["indicator"]["between"][place]
    assert printed("agree", island)["divergences"] == []


def test_the_workshop_agrees_as_far_as_its_readme_says() -> None:
    readme = (WORKSHOP / "README.md").read_text(encoding="utf-8")
    said = re.search(r"On (\d+) of (\d+) questions the sheets do not say the same", readme)
    assert said is not None
    differing, asked = map(int, said.groups())
    agreement = agreement_of(workshop(), QUICK)
    assert agreement.whole.units == asked
    assert sum(one.differs for one in agreement.rated) == differing
    assert [effect.rated.question.id for effect in effects_of(agreement.rated)] == [
        "COM-02-Q1",
        "PRF-02-Q1",
        "TMW-02-Q1",
    ]


def by_one(case: Case, sheet: str) -> Mapping[str, int]:
    """Score one sheet alone, and give the levels of which it leaves no doubt."""
    only = tuple(one for one in case.mission.answers.sheets if one.id == sheet)
    alone = replace(case.mission, answers=replace(case.mission.answers, sheets=only, consensus=()))
    scores = score_mission(alone, case.questionnaire).result.indicators
    return {i: score.point for i, score in scores.items() if score.one_level and score.point is not None}


def test_the_severe_and_the_lenient_assessor_are_found() -> None:
    found = [(one.sheet.id, one.from_others.tendency) for one in calibrated().assessors]
    assert found == [(SEVERE, Tendency.SEVERE), (MIDDLE, Tendency.NEITHER), (LENIENT, Tendency.LENIENT)]


def test_a_tendency_is_the_mean_difference_from_the_mean_of_the_others() -> None:
    differences = []
    for case in workshop():
        own, others = by_one(case, SEVERE), [by_one(case, MIDDLE), by_one(case, LENIENT)]
        for indicator, level in own.items():
            beside = [one[indicator] for one in others if indicator in one]
            differences += [level - Fraction(sum(beside), len(beside))] if beside else []
    severe = calibrated().assessors[0].from_others
    assert (severe.value, severe.count) == (sum(differences) / len(differences), len(differences))
    assert severe.low is not None
    assert severe.high is not None
    assert severe.low < sum(differences) / len(differences) < severe.high


def test_a_key_is_a_sheet_that_takes_no_part() -> None:
    found = {one.sheet.id: one for one in calibrated(MIDDLE).assessors}
    assert set(found) == {SEVERE, LENIENT}
    differences = []
    for case in workshop():
        own, right = by_one(case, SEVERE), by_one(case, MIDDLE)
        differences += [own[i] - right[i] for i in own if i in right]
    key = found[SEVERE].from_key
    assert key is not None
    assert (key.value, key.exact) == (Fraction(sum(differences), len(differences)), differences.count(0))
    # Of two, each is as far above the other as the other is below.
    assert found[SEVERE].from_others.value == -(found[LENIENT].from_others.value or 0)


def test_without_a_key_what_was_settled_is_one() -> None:
    middle = next(one for one in calibrated().assessors if one.sheet.id == MIDDLE)
    assert middle.from_key is not None
    assert middle.from_key.exact > max(
        one.from_key.exact for one in calibrated().assessors if one is not middle and one.from_key
    )


def test_nobody_is_severe_where_all_say_the_same() -> None:
    case = workshop()[0]
    (one,) = [sheet for sheet in case.sheets if sheet.id == MIDDLE]
    alike = with_sheets(case, tuple(replace(one, id=name) for name in "xyz"))
    found = calibration_of([alike], QUICK)
    assert {(a.from_others.value or 0, a.from_others.tendency) for a in found.assessors} == {(0, Tendency.NEITHER)}


def test_a_mission_says_how_far_its_departments_agree() -> None:
    shown = rmdiag("agree", EXAMPLES / "kestoria-2026").stdout
    assert "Compared: 4 sheets (self)" in shown
    assert "Cohen's kappa: does not apply: it is for two sheets exactly, and here are 4." in shown
    assert "Fleiss' kappa: does not apply" in shown
    assert "15 divergences are open." in shown


def test_the_same_seed_gives_the_same_bytes_and_another_one_other_intervals() -> None:
    candidate = CANDIDATES[7]
    first, again, other = (rmdiag("agree", candidate, "--seed", seed, "--format", "json").stdout for seed in "112")
    assert first == again
    assert (
        json.loads(first)["whole"]["alpha"]["ordinal"]["value"]
        == json.loads(other)["whole"]["alpha"]["ordinal"]["value"]
    )
    assert first != other


def test_a_mission_with_one_voice_says_that_nothing_can_be_said(tmp_path: Path) -> None:
    alone = shutil.copytree(EXAMPLES / "kestoria-2024-rapid", tmp_path / "alone")
    sheets = sorted((alone / "responses").glob("*.yaml"))
    for sheet in sheets[1:]:
        sheet.unlink()
    ended = rmdiag("agree", alone)
    assert ended.returncode == 0, ended.stderr
    assert "No question is answered by two sheets" in ended.stdout
    assert rmdiag("agree", alone, "--calibration").returncode == 2


def test_each_question_can_be_looked_at_over_all_missions() -> None:
    shown = rmdiag("agree", WORKSHOP, "--questions").stdout
    row = next(line for line in shown.splitlines() if line.startswith("PRF-02-Q1"))
    assert re.search(r"of 36 .*−?\d\.\d\d \[", row)
    whole = next(one for one in printed("agree", WORKSHOP)["questions"] if one["id"] == "PRF-02-Q1")
    assert (whole["units"], whole["raters"]) == (12, 3)
    assert whole["kappa"]["fleiss"]["value"] is not None


def test_a_folder_of_missions_stands_for_all_of_them() -> None:
    assert printed("agree", WORKSHOP)["missions"] == [path.name for path in CANDIDATES]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((CANDIDATES[0], EXAMPLES / "kestoria-2026"), "different frameworks"),
        ((CANDIDATES[0], "--key", SEVERE), "--calibration"),
        ((CANDIDATES[0], "--calibration", "--key", "assessor-d"), "did you mean `assessor-"),
        ((CANDIDATES[0], "--calibration", "--layer", "self"), "fewer than two"),
        ((CANDIDATES[0], "--layer", "both"), "--layer"),
    ],
)
def test_wrong_use_is_told(words: tuple[str | Path, ...], said: str) -> None:
    ended = rmdiag("agree", *words)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert said in ended.stderr


@pytest.mark.parametrize("form", ["table", "json", "csv"])
@pytest.mark.parametrize("how", [(), ("--calibration",)])
def test_where_a_mission_names_nobody_nobody_is_named(tmp_path: Path, how: tuple[str, ...], form: str) -> None:
    candidate = shutil.copytree(CANDIDATES[7], tmp_path / "c08")
    head = candidate / "mission.yaml"
    told = rmdiag("agree", candidate, *how, "--format", form).stdout
    assert ("Assessor A" in told) == (bool(how) or form != "csv")  # the table of agreement as CSV has no voices
    head.write_text(head.read_text("utf-8").replace("attribution: roles", "attribution: none"), encoding="utf-8")
    shown = rmdiag("agree", candidate, *how, "--format", form).stdout
    assert shown
    assert not re.search("assessor-|Assessor [A-C]", shown)


@pytest.mark.parametrize("how", [(), ("--calibration",)])
def test_csv_is_one_table_with_exact_values(how: tuple[str, ...]) -> None:
    rows = list(csv.reader(io.StringIO(rmdiag("agree", CANDIDATES[7], *how, "--format", "csv").stdout)))
    assert {len(row) for row in rows} == {len(rows[0])}
    cells = [cell for row in rows[1:] for cell in row]
    assert any(re.fullmatch(r"-?\d+/\d+", cell) for cell in cells)
    assert not any(re.fullmatch(r"-?\d+\.\d+", cell) for cell in cells)
