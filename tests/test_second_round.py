"""Kestoria's second round tells its story: what practice changed, what is only better known, and what fell."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from example_missions import assessed, change_of, compared, parts_of
from jsonschema import Draft202012Validator

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Comparison, LevelChange, Outcome, Parts, Verdict
from rmdiag.opening import check_path
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Standing

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
FIRST, SECOND = EXAMPLES / "kestoria-2026", EXAMPLES / "kestoria-2028"


def story() -> Comparison:
    return compared(FIRST, SECOND)


def of(identity: str) -> LevelChange:
    return change_of(story(), identity)


def parts(identity: str) -> Parts:
    return parts_of(story(), identity)


def test_it_reads_without_a_problem_and_follows_the_first() -> None:
    problems = Problems()
    check_path(SECOND, problems)
    assert [str(problem) for problem in problems] == []
    assert assessed(SECOND).mission.previous_round == "../kestoria-2026"


def test_six_indicators_rose_one_fell_and_nothing_is_left_out() -> None:
    counts = story().counts
    assert (counts.up, counts.down, counts.same, counts.not_comparable) == (6, 1, 38, 0)
    assert story().common == 1


def test_the_counts_are_those_of_the_two_rounds_scored_apart() -> None:
    old, new = (assessed(folder).scores.result.indicators for folder in (FIRST, SECOND))
    differences = [(new[i].point or 0) - (old[i].point or 0) for i in new]
    assert Counter((d > 0) - (d < 0) for d in differences) == {1: 6, -1: 1, 0: 38}


def test_the_unit_that_lost_its_late_shift_comes_first() -> None:
    first = story().indicators[0]
    assert (first.id, first.verdict) == ("ORG-01", Verdict.DOWN)
    assert parts("ORG-01").performance == -1


@pytest.mark.parametrize(("indicator", "levels"), [("TRT-03", 1), ("ANA-04", 1), ("PER-02", 2), ("TEC-02", 1)])
def test_coded_results_clean_profiles_the_draw_and_air_manifests_are_progress(indicator: str, levels: int) -> None:
    assert of(indicator).change == levels
    assert parts(indicator).performance == levels
    assert parts(indicator).information == 0


def test_the_protocol_with_tax_was_there_before_and_is_no_progress() -> None:
    assert of("COO-03").change == 1
    assert parts("COO-03").performance == 0
    assert parts("COO-03").knowledge == 1
    assert Why.MISSIONS_OWN in of("COO-03").why


def test_the_list_of_provisions_is_known_now_so_that_no_judgement_is_needed() -> None:
    assert of("GOV-02").change == 0
    assert parts("GOV-02").performance == 0
    assert parts("GOV-02").knowledge == -parts("GOV-02").judgement == 1
    assert {Why.BECAME_KNOWN, Why.JUDGEMENT_DROPPED} <= set(of("GOV-02").why)


def test_the_officer_left_as_the_judgement_of_2026_foresaw() -> None:
    assert of("ORG-02").change == 0
    assert parts("ORG-02").performance == -parts("ORG-02").judgement == -1


def test_performance_and_information_add_up_everywhere() -> None:
    groups = story().views["three-pillars"]
    for level in (story().overall, *story().dimensions, *groups, *story().indicators):
        assert level.parts is not None
        assert level.parts.performance + level.parts.information == level.change


def test_a_dimension_moves_by_the_mean_of_its_indicators() -> None:
    for dimension in assessed(SECOND).questionnaire.framework.dimensions:
        moved = next(d for d in story().dimensions if d.id == dimension.id)
        weights = {i.id: i.weight for i in dimension.indicators}
        mean = sum((weights[i] * parts(i).performance for i in weights), Fraction(0)) / sum(weights.values())
        assert moved.parts is not None
        assert moved.parts.performance == mean, dimension.id


def test_the_old_round_is_not_rated_again() -> None:
    printed = assessed(FIRST).scores.result
    assert story().overall.old == printed.overall.point
    assert all(level.old == printed.indicators[level.id].point for level in story().indicators)


def test_nothing_contradicts_itself_any_more_and_no_judgement_was_needed() -> None:
    assert [c.rule.id for c in assessed(SECOND).findings.contradictions] == []
    assert assessed(SECOND).mission.judgements == ()
    assert assessed(SECOND).findings.divergences == ()


def test_what_was_planned_is_partly_verified_partly_declared_and_once_dropped() -> None:
    since = [d for d in story().deliveries if d.before not in ("verified", "dropped")]
    outcomes = Counter(delivery.outcome for delivery in since)
    assert outcomes == {Outcome.VERIFIED: 5, Outcome.DONE: 2, Outcome.STARTED: 2, Outcome.DROPPED: 1}
    declared = [d for d in since if d.outcome is Outcome.DONE]
    assert {d.level.id: d.level.verdict for d in declared if d.level} == dict.fromkeys(
        ("TRT-04", "ORG-03"), Verdict.SAME
    )


def test_figures_of_both_rounds_are_one_series() -> None:
    trends = {trend.metric: trend for trend in story().trends}
    assert [point.period for point in trends["M-INSPECT"].points] == ["2023", "2024", "2025", "2026", "2027"]
    assert trends["M-INSPECT"].change == Fraction("17.9") - Fraction("22.6")
    assert trends["M-INSPECT"].direction.value == "neither"
    assert trends["M-HIT-RANDOM"].old is None


@pytest.mark.parametrize("year", ["2026", "2027"])
def test_the_channels_add_up(year: str) -> None:
    shares = {f.metric: f.value for f in assessed(SECOND).mission.figures if f.period == year}
    assert sum(shares[metric] for metric in ("M-GREEN", "M-DOC", "M-RED", "M-BLUE")) == 100


def total(inside: str, column: str) -> int:
    text = (SECOND / "evidence" / inside).read_text(encoding="utf-8")
    return sum(int(row[column]) for row in csv.DictReader(text.splitlines()))


def answered(question: str) -> object:
    low = assessed(SECOND).scores.result.answers[question].low
    return None if low is None else low.value


def test_answers_can_be_counted_again_in_the_evidence() -> None:
    profiles = "e06-profiles-by-owner.csv"
    active = total(profiles, "active")
    columns = {"ANA-04-Q1": "with_expiry", "ANA-04-Q2": "reviewed_in_6_months"}
    for question, column in (*columns.items(), ("ANA-04-Q3", "without_significant_finding")):
        assert answered(question) == round(Fraction(100 * total(profiles, column), active), 1), question
    coded = "e09-coded-results-2027.csv"
    assert answered("TRT-03-Q2") == round(
        Fraction(100 * total(coded, "with_coded_result"), total(coded, "controls")), 1
    )
    drawn = "e12-random-examinations.csv"
    assert answered("PER-02-Q4") == total(drawn, "examined_with_result")
    assert answered("PER-02-Q7") == round(
        Fraction(100 * total(drawn, "examined_with_result"), total(drawn, "drawn")), 1
    )
    followed = "e22-follow-up.csv"
    proven = total(followed, "evidence_seen_by_another")
    assert answered("PER-04-Q2") == round(Fraction(100 * proven, total(followed, "recommendations_due")), 1)
    assert answered("PER-05-Q3") == round(Fraction(100 * proven, total(followed, "marked_done")), 1)


def test_every_piece_of_evidence_is_cited_and_says_where_it_was_seen() -> None:
    mission = assessed(SECOND).mission
    cited = {e for s in mission.answers.sheets for r in s.responses.values() for e in r.evidence}
    assert cited == set(mission.evidence)
    for entry in mission.evidence.values():
        if entry.file is None:
            assert entry.note
        else:
            assert hashlib.sha256((SECOND / "evidence" / entry.file).read_bytes()).hexdigest() == entry.sha256


def test_fewer_questions_are_open_than_in_the_first_round() -> None:
    open_questions = [
        sum(m.standing is Standing.UNKNOWN for m in assessed(folder).scores.result.answers.values())
        for folder in (FIRST, SECOND)
    ]
    assert open_questions[1] < open_questions[0]


def rmdiag(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", "compare", *map(str, arguments)]
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_the_command_shows_what_fell_first_and_counts() -> None:
    shown = rmdiag(FIRST, SECOND, "--view", "three-pillars")
    assert shown.returncode == 0, shown.stderr
    rows = [line.split()[0] for line in shown.stdout.splitlines() if line[:1].isalpha()]
    assert rows.index("overall") < rows.index("strategic-framework") < rows.index("ORG-01") < rows.index("PER-02")
    assert "1 down, 6 up, 38 same, 0 not comparable; by performance alone 2 down and 5 up" in shown.stderr
    assert "by information alone 0 down and 2 up" in shown.stderr
    assert "Dimensions: 1 down, 6 up, 3 same, 0 not comparable." in shown.stderr
    assert "Groups of three-pillars: 1 down, 2 up, 0 same, 0 not comparable." in shown.stderr
    assert "Figures, 22 in both rounds: 17 better, 5 context." in shown.stderr
    assert "5 done and verified, 2 declared done, 2 started, 1 dropped; 3 had been closed before" in shown.stderr


def test_json_follows_its_schema_and_is_the_same_each_time() -> None:
    one, other = (rmdiag(FIRST, SECOND, "--format", "json").stdout for _ in range(2))
    assert one == other
    schema = json.loads((ROOT / "rmdiag" / "schemas" / "comparison.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(json.loads(one))) == []


def test_csv_is_one_table() -> None:
    rows = list(csv.DictReader(rmdiag(FIRST, SECOND, "--show", "questions", "--format", "csv").stdout.splitlines()))
    changed = {row["question"]: row["why"] for row in rows}
    assert changed["GOV-02-Q6"] == "became known"
    assert changed["TEC-05-Q1"].startswith("disagreement settled")


def test_csv_has_a_number_in_each_column() -> None:
    levels = rmdiag(FIRST, SECOND, "--format", "csv").stdout.splitlines()
    (row,) = [row for row in csv.DictReader(levels) if row["id"] == "GOV-02"]
    assert [row[part] for part in ("performance", "information", "knowledge", "rules", "judgement")] == [
        *("0", "0", "+1", "0", "-1")
    ]
    figures = rmdiag(FIRST, SECOND, "--show", "metrics", "--format", "csv").stdout.splitlines()
    (hit,) = [row for row in csv.DictReader(figures) if row["id"] == "M-HIT"]
    assert [hit[name] for name in ("old period", "old", "new period", "new", "change", "clear")] == [
        *("2025", "3.3", "2027", "6.2", "+2.9", "yes")
    ]


def test_an_action_stands_beside_the_level_that_it_was_to_lift() -> None:
    plan = rmdiag(FIRST, SECOND, "--show", "plan", "--format", "csv").stdout.splitlines()
    rows = {row["id"]: row for row in csv.DictReader(plan)}
    beside = ("now", "indicator", "aim", "old", "new", "change", "performance")
    assert [rows["A-03"][name] for name in beside] == ["verified", "PER-02", "3", "1", "3", "+2", "+2"]
    assert [rows["A-07"][name] for name in beside] == ["dropped", "ORG-02", "3", "2", "2", "0", "-1"]


def test_the_lift_that_follows_from_two_rates_has_a_trend_too() -> None:
    trend = {trend.metric: trend for trend in story().trends}["M-LIFT"]
    hit, chance = Fraction(2190, 35317), Fraction(4, 212)
    assert [(point.period, point.value) for point in trend.points] == [("2027", hit / chance)]


def test_rounds_in_the_wrong_order_are_refused_with_the_way_out() -> None:
    shown = rmdiag(SECOND, FIRST)
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "the older round comes first" in shown.stderr
    assert rmdiag(SECOND, FIRST, "--anyway").returncode == 0


def test_another_administration_is_refused_unless_it_is_wanted(tmp_path: Path) -> None:
    other = Path(shutil.copytree(SECOND, tmp_path / "orvania-2028"))
    text = (other / "mission.yaml").read_text(encoding="utf-8")
    (other / "mission.yaml").write_text(text.replace("country: QM", "country: QN"), encoding="utf-8")
    shown = rmdiag(FIRST, other)
    assert shown.returncode == 2
    assert "are not one administration" in shown.stderr
    assert rmdiag(FIRST, other, "--anyway").returncode == 0


def test_an_unknown_view_is_answered_with_those_there_are() -> None:
    shown = rmdiag(FIRST, SECOND, "--view", "three-pilars")
    assert shown.returncode == 2
    assert "did you mean `three-pillars`?" in shown.stderr


def test_overlays_are_left_out_on_both_sides_and_named(tmp_path: Path) -> None:
    under = Path(shutil.copytree(SECOND, tmp_path / "kestoria-2028"))
    (under / "overlays").mkdir()
    shutil.copy(EXAMPLES / "overlays" / "small-administration.yaml", under / "overlays")
    with (under / "mission.yaml").open("a", encoding="utf-8") as stream:
        stream.write("\noverlays: [small-administration.yaml]\n")
    plain, laid = (json.loads(rmdiag(FIRST, new, "--format", "json").stdout) for new in (SECOND, under))
    assert laid["new"]["overlays_left_out"] != []
    assert laid["indicators"] == plain["indicators"]
    assert laid["overall"] == plain["overall"]
    assert "Overlays are left out on both sides" in rmdiag(FIRST, under).stderr
