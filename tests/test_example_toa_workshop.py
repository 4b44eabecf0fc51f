"""A workshop of twelve candidates: a severe assessor, a lenient one, and a panel that reads before it decides."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from pages import texts

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.decisions import Outcome
from rmdiag.assessment.optimism import Kind
from rmdiag.assessment.results import GateState, IndicatorScore, State
from rmdiag.assessment.scoring import score_mission
from rmdiag.opening import assessment_of, check_path, mission_at
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Layer
from rmdiag.reporting import Order, write_report

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

WORKSHOP = Path(__file__).parent.parent / "examples" / "toa-workshop-2027"
CODES = [f"c{number:02}" for number in range(1, 13)]
EACH = pytest.mark.parametrize("code", CODES)
SEVERE, MIDDLE, LENIENT = "assessor-a", "assessor-b", "assessor-c"


def folder(code: str) -> Path:
    return WORKSHOP / f"candidate-{code}"


@cache
def assessed(code: str) -> Assessment:
    return assessment_of(folder(code))


@cache
def by_one(code: str, sheet: str) -> Mapping[str, IndicatorScore]:
    """Give the levels that one sheet alone would lead to."""
    mission, questionnaire = mission_at(folder(code))
    (only,) = [one for one in mission.answers.sheets if one.span.file.endswith(f"{sheet}.yaml")]
    alone = replace(mission, answers=replace(mission.answers, sheets=(only,), consensus=()))
    return score_mission(alone, questionnaire).result.indicators


def apart(code: str, low: str, high: str) -> list[int]:
    """Give by how many levels one sheet is above another, wherever both allow one level only."""
    below, above = by_one(code, low), by_one(code, high)
    pairs = [(below[i].point, above[i].point) for i in below if below[i].one_level and above[i].one_level]
    return [b - a for a, b in pairs if a is not None and b is not None]


def gates_met(code: str, sheet: str) -> int:
    return sum(gate.low is GateState.MET for score in by_one(code, sheet).values() for gate in score.gates)


def mean(numbers: list[int]) -> Fraction:
    return Fraction(sum(numbers), len(numbers))


def words_of(path: Path, key: str) -> dict[str, dict[str, str | list[str]]]:
    """Read what a file says to each question as it is written, without the code under test."""
    read: dict[str, dict[str, dict[str, str | list[str]]]] = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 # BaseLoader makes strings only
    return read[key]


def said(entry: Mapping[str, str | list[str]]) -> str | list[str] | None:
    """Give what counts of an answer: of a text how it was judged."""
    return entry.get("met", entry.get("answer"))


def rows() -> Iterator[tuple[str, str, dict[str, str | list[str]]]]:
    """Give every question that at least two assessors answered, with what each said."""
    for code in CODES:
        sheets = {s: words_of(folder(code) / "responses" / f"{s}.yaml", "responses") for s in (SEVERE, MIDDLE, LENIENT)}
        for question in sheets[MIDDLE]:
            answers = {s: answer for s, one in sheets.items() if (answer := said(one[question])) is not None}
            if len(answers) > 1:
                yield code, question, answers


def differing() -> list[tuple[str, str, dict[str, str | list[str]]]]:
    return [row for row in rows() if any(answer != row[2][MIDDLE] for answer in row[2].values())]


# ---------------------------------------------------------------- twelve folders


def test_the_workshop_holds_twelve_candidates_and_its_story() -> None:
    assert sorted(path.name for path in WORKSHOP.iterdir()) == ["README.md", *(f"candidate-{code}" for code in CODES)]


@EACH
def test_every_folder_is_sound(code: str) -> None:
    problems = Problems()
    check_path(folder(code), problems)
    assert [str(problem) for problem in problems] == []


@EACH
def test_a_candidate_is_a_code_seen_by_three_assessors_and_by_oneself(code: str) -> None:
    mission = assessed(code).mission
    assert mission.candidate is not None
    assert (mission.candidate.code, mission.candidate.name) == (f"27-{code.upper()}", None)
    assert (mission.confidentiality, mission.attribution) == ("confidential", "roles")
    assert Counter(sheet.layer for sheet in mission.answers.sheets) == {Layer.MISSION: 3, Layer.SELF: 1}


def test_two_candidates_of_one_administration_never_share_a_group() -> None:
    missions = [assessed(code).mission for code in CODES]
    groups = [(m.administration, next(c.value for c in m.context if c.label.startswith("Group"))) for m in missions]
    assert Counter(administration for administration, _ in groups) == dict.fromkeys({a for a, _ in groups}, 2)
    assert len(set(groups)) == 12


# ---------------------------------------------------------------- what the panel decided

MET, UNMET, OPEN = Outcome.MET, Outcome.UNMET, Outcome.OPEN
DECISIONS = [
    ("c01", UNMET, ["PRF-02"], 0),
    ("c02", MET, [], 0),
    ("c03", UNMET, ["PRF-01", "PRF-02", "COM-01", "COM-02"], 0),
    ("c04", MET, [], 0),
    ("c05", UNMET, ["WTK-01"], 0),
    ("c06", UNMET, ["TKA-01", "TKA-02", "COM-02"], 0),
    ("c07", UNMET, ["TKA-02", "COM-01", "TMW-03"], 0),
    ("c08", OPEN, ["COM-02"], 1),
    ("c09", UNMET, ["TKA-01", "TKA-02", "PRF-01", "PRF-02", "COM-01", "WTK-01", "TMW-02", "TMW-03"], 0),
    ("c10", MET, [], 0),
    ("c11", OPEN, ["PRF-02"], 2),
    ("c12", OPEN, ["PRF-01"], 0),
]


@pytest.mark.parametrize(("code", "outcome", "short", "unsettled"), DECISIONS, ids=CODES)
def test_what_was_decided(code: str, outcome: Outcome, short: list[str], unsettled: int) -> None:
    (one,) = assessed(code).decisions
    assert (one.outcome, [s.indicator.id for s in one.short], one.unsettled) == (outcome, short, unsettled)
    assert {s.certain for s in one.short} <= {outcome is UNMET}


def test_the_readme_tells_the_same_outcomes() -> None:
    lines = (WORKSHOP / "README.md").read_text("utf-8").splitlines()
    told = [line.split("|")[4].strip(" *").split(",")[0] for line in lines if line.startswith("| 27-C")]
    words = {MET: "ready", UNMET: "not yet", OPEN: "not decided"}
    assert told == [words[outcome] for _, outcome, _, _ in DECISIONS]


def test_on_a_presentation_that_was_not_held_nothing_is_said() -> None:
    score = assessed("c12").scores.result.indicators["PRF-01"]
    assert (score.state, score.low, score.high, score.known) == (State.NOT_ASSESSED, 1, 5, 0)
    assert all(by_one("c12", sheet)["PRF-01"].point is None for sheet in (SEVERE, MIDDLE, LENIENT, "candidate"))


def test_one_own_view_stands_far_above_the_panel() -> None:
    far = [code for code in CODES if any(s.kind is Kind.FAR_ABOVE_MISSION for s in assessed(code).findings.optimism)]
    assert far == ["c09"]
    panel, own = assessed("c09").scores.result.indicators, by_one("c09", "candidate")
    gaps = [own[i].low - panel[i].low for i in own if own[i].one_level]  # type: ignore[operator] # both are assessed
    assert mean(gaps) == 2
    assert mean(apart("c09", LENIENT, "candidate")) == Fraction(3, 2)


def test_four_candidates_have_a_plan() -> None:
    assert {code: len(assessed(code).mission.actions) for code in CODES if (folder(code) / "plan.yaml").exists()} == {
        "c01": 2,
        "c03": 5,
        "c05": 2,
        "c12": 1,
    }


# ---------------------------------------------------------------- the severe and the lenient one


@EACH
def test_the_answers_of_the_severe_assessor_meet_fewer_gates(code: str) -> None:
    severe, middle, lenient = (gates_met(code, sheet) for sheet in (SEVERE, MIDDLE, LENIENT))
    assert severe < middle < lenient


def test_nearly_a_level_lies_between_the_severe_and_the_lenient_assessor() -> None:
    every = [levels for code in CODES for levels in apart(code, SEVERE, LENIENT)]
    assert (sum(every), len(every)) == (169, 177)
    by_candidate = {mean(apart(code, SEVERE, LENIENT)) for code in CODES}
    assert (min(by_candidate), max(by_candidate)) == (Fraction(13, 15), Fraction(14, 13))


def test_the_severe_one_is_half_a_level_under_the_middle_and_the_lenient_one_less_than_that_above() -> None:
    under = [levels for code in CODES for levels in apart(code, SEVERE, MIDDLE)]
    above = [levels for code in CODES for levels in apart(code, MIDDLE, LENIENT)]
    assert (mean(under), mean(above)) == (Fraction(95, 177), Fraction(75, 179))


def test_whom_each_assessor_alone_would_send() -> None:
    preset = assessed("c01").questionnaire.framework.targets["field_mission"]
    indicators = assessed("c01").questionnaire.framework.indicators
    alone = {
        sheet: [
            c for c in CODES if all((by_one(c, sheet)[i].point or 0) >= preset.level(indicators[i]) for i in indicators)
        ]
        for sheet in (SEVERE, MIDDLE, LENIENT)
    }
    assert alone == {
        SEVERE: ["c02"],
        MIDDLE: ["c02", "c04", "c08", "c10", "c11"],
        LENIENT: ["c02", "c04", "c08", "c10", "c11"],
    }


# ---------------------------------------------------------------- how differences were settled


def test_in_how_many_answers_the_sheets_differ_and_who_then_stands_alone() -> None:
    assert (len(list(rows())), len(differing())) == (417, 144)
    stand_alone = Counter(
        tuple(sheet for sheet in answers if list(answers.values()).count(answers[sheet]) == 1)
        for _, _, answers in differing()
    )
    assert stand_alone == {(SEVERE,): 60, (LENIENT,): 50, (SEVERE, MIDDLE, LENIENT): 33, (MIDDLE, LENIENT): 1}


def test_each_difference_is_settled_with_its_reason_or_left_open() -> None:
    left = []
    for code, question, _ in differing():
        settled = words_of(folder(code) / "consensus.yaml", "consensus")
        if question not in settled:
            left.append((code, question))
        else:
            assert len(str(settled[question]["reason"]).split()) >= 7
    assert left == [("c08", "COM-02-Q1"), ("c11", "PRF-02-Q1"), ("c11", "TMW-02-Q1")]


def test_nothing_is_settled_that_nobody_disputed() -> None:
    disputed = {(code, question) for code, question, _ in differing()}
    settled = {(code, q) for code in CODES for q in words_of(folder(code) / "consensus.yaml", "consensus")}
    assert settled - disputed == set()


def test_the_panel_followed_each_of_the_three_and_no_reason_is_used_twice() -> None:
    as_only, reasons = Counter[str](), []
    for code, question, answers in differing():
        entry = words_of(folder(code) / "consensus.yaml", "consensus").get(question)
        if entry is None:
            continue
        reasons.append(str(entry["reason"]))
        like = [sheet for sheet, answer in answers.items() if answer == said(entry)]
        as_only[MIDDLE if MIDDLE in like else like[0]] += 1
    assert as_only == {MIDDLE: 130, SEVERE: 5, LENIENT: 6}
    assert len(set(reasons)) == len(reasons)


# ---------------------------------------------------------------- reports


@pytest.mark.parametrize(("code", "told"), [("c02", "qualified expert: yes"), ("c12", "qualified expert: not decided")])
def test_the_report_of_a_candidate_tells_the_outcome_and_where_assessors_differed(
    code: str, told: str, tmp_path: Path
) -> None:
    pdf = tmp_path / "report.pdf"
    write_report(assessed(code), Order(mission=tmp_path, output=pdf))
    words = " ".join(" ".join(texts(pdf.read_bytes())).split())
    assert f"Candidate 27-{code.upper()}" in words
    assert told in words
    for entry in words_of(folder(code) / "consensus.yaml", "consensus").values():
        assert str(entry["reason"])[:25] in words
