"""Saint Orel tells an island's story: one sitting in 2026, a whole diagnostic in 2028, and what of the two compares."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from example_missions import answered, assessed, change_of, compared, levels, parts_of, rows, share, total

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Comparison, LevelChange, Outcome, Verdict
from rmdiag.assessment.plan_status import status_of
from rmdiag.opening import check_path
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Layer, Standing

EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST, SECOND = EXAMPLES / "saint-orel-2026", EXAMPLES / "saint-orel-2028"
BOTH = pytest.mark.parametrize("folder", [FIRST, SECOND], ids=["2026", "2028"])
PRACTISED = ("ORG-01", "ANA-04", "TRT-02", "TRT-03", "PER-02")


def story() -> Comparison:
    return compared(FIRST, SECOND)


def of(indicator: str) -> LevelChange:
    return change_of(story(), indicator)


def parts(indicator: str) -> list[int | Fraction]:
    """Take the change of a level apart: by practice, by knowledge, by other rules, by judgement."""
    found = parts_of(story(), indicator)
    return [found.performance, found.knowledge, found.rules, found.judgement]


def standing(folder: Path, *questions: str) -> set[Standing]:
    return {assessed(folder).scores.result.answers[question].standing for question in questions}


@BOTH
def test_it_reads_without_a_problem(folder: Path) -> None:
    problems = Problems()
    check_path(folder, problems)
    assert [str(problem) for problem in problems] == []
    assert assessed(folder).mission.country == "XC"


def test_one_sitting_gives_an_indicative_level_and_a_whole_diagnostic_one_that_stands() -> None:
    first, second = (assessed(folder) for folder in (FIRST, SECOND))
    assert [found.mission.set for found in (first, second)] == ["rapid", "full"]
    assert [found.scores.result.overall.indicative for found in (first, second)] == [True, False]
    assert first.scores.result.overall.point == Fraction(765, 416)
    assert second.scores.result.overall.point == Fraction(206, 95)
    assert second.mission.previous_round == "../saint-orel-2026"


def test_what_is_unknown_leaves_little_room() -> None:
    first, second = (assessed(folder).scores.result.overall for folder in (FIRST, SECOND))
    assert (first.low, first.high, first.coverage) == (Fraction(749, 416), Fraction(797, 416), Fraction(99, 104))
    assert (second.low, second.high, second.coverage) == (Fraction(2447, 1140), Fraction(42, 19), Fraction(1))


def test_two_core_indicators_at_the_lowest_level_name_a_cap_in_2026_and_none_in_2028() -> None:
    first, second = (assessed(folder).scores.result.overall for folder in (FIRST, SECOND))
    assert (first.capped_by, second.capped_by) == (("ANA-04", "PER-02"), ())


def test_the_moderator_answered_only_what_she_was_shown() -> None:
    sheets = [sheet for sheet in assessed(FIRST).mission.answers.sheets if sheet.layer is Layer.MISSION]
    assert [set(sheet.responses) for sheet in sheets] == [
        {"ORG-01-Q1", "ANA-04-Q2", "TRT-02-Q2", "TRT-02-Q5", "TRT-03-Q1", "PER-02-Q1", "PER-02-Q2"}
    ]


def test_a_small_island_has_much_that_does_not_apply() -> None:
    moving = [f"TRT-06-Q{number}" for number in range(2, 7)]
    scanning = [f"TRT-05-Q{number}" for number in (1, 2, 3, 5, 6)]
    others = ["ANA-05-Q7", "ORG-03-Q9", "COO-04-Q1", "COO-04-Q2"]
    assert standing(SECOND, *moving, *scanning, *others) == {Standing.NOT_APPLICABLE}
    assert levels(SECOND, "TRT-05", "TRT-06") == [None, 3]
    assert assessed(SECOND).findings.excused == ()


def test_the_overlay_lifts_three_indicators_and_brings_the_regional_centre() -> None:
    found = assessed(SECOND)
    assert found.base is not None
    plain = found.base.result.indicators
    lifted = {i for i in plain if plain[i].point != found.scores.result.indicators[i].point}
    assert lifted == {"ORG-04", "PER-02", "PER-03"}
    assert [plain[i].point for i in sorted(lifted)] == [2, 2, 2]
    assert levels(SECOND, *sorted(lifted)) == [3, 3, 3]
    assert found.base.result.overall.point == Fraction(527, 260)
    assert (levels(SECOND, "REG-01"), found.targets["REG-01"]) == ([3], 4)


def test_the_overlay_is_the_one_that_is_handed_out() -> None:
    name = "small-administration.yaml"
    assert (SECOND / "overlays" / name).read_bytes() == (EXAMPLES / "overlays" / name).read_bytes()


def test_only_calls_that_were_counted_as_joint_examinations_contradict_themselves() -> None:
    fired = [[c.rule.id for c in assessed(folder).findings.contradictions] for folder in (FIRST, SECOND)]
    assert fired == [[], ["C61"]]


@pytest.mark.parametrize(
    ("folder", "settled", "left"),
    [
        (FIRST, {"TRT-02-Q3"}, ["TEC-05-Q1"]),
        (SECOND, {"ORG-01-Q3", "GOV-03-Q3", "TEC-05-Q2"}, ["ANA-02-Q1", "CLI-01-Q4"]),
    ],
    ids=["2026", "2028"],
)
def test_some_disagreements_were_settled_and_some_stay_open(folder: Path, settled: set[str], left: list[str]) -> None:
    found = assessed(folder)
    assert {consensus.question for consensus in found.mission.answers.consensus} == settled
    assert [divergence.question.id for divergence in found.findings.divergences] == left


def test_two_judgements_say_what_the_rules_cannot_see() -> None:
    found = assessed(SECOND)
    moved = {j.indicator: (j.from_level, j.to_level) for j in found.mission.judgements}
    assert moved == {"GOV-03": (3, 2), "CLI-04": (2, 3)}
    assert levels(SECOND, *moved) == [2, 3]
    assert found.scores.stale == ()
    assert assessed(FIRST).mission.judgements == ()


def test_the_department_sees_itself_higher_in_four_indicators() -> None:
    scores = assessed(SECOND).scores
    above = {
        i for i, own in scores.own.indicators.items() if (own.point or 0) > (scores.result.indicators[i].point or 0)
    }
    assert above == {"ORG-05", "IDN-04", "TRT-01", "TEC-01"}


def test_nine_rose_and_two_fell_and_five_and_one_of_these_by_practice() -> None:
    counts = story().counts
    assert (counts.up, counts.down, counts.same, counts.not_comparable) == (9, 2, 31, 3)
    assert (counts.performance_up, counts.performance_down) == (5, 1)
    assert (counts.information_up, counts.information_down) == (4, 1)


def test_the_whole_rose_by_less_practice_than_information_and_without_the_overlay() -> None:
    whole = story().overall
    assert (whole.old, whole.new) == (Fraction(765, 416), Fraction(527, 260))
    assert whole.parts is not None
    assert (whole.parts.performance, whole.change) == (Fraction(37, 520), Fraction(391, 2080))


@pytest.mark.parametrize("indicator", PRACTISED)
def test_five_rose_by_practice_as_the_same_side_answered_the_same_question_twice(indicator: str) -> None:
    practice, knowledge, rules, judgement = parts(indicator)
    assert [of(indicator).change, practice] == [1, 1]
    assert [knowledge + rules, judgement] == [0, 0]
    assert Why.BETTER in of(indicator).why


def test_the_unit_that_lost_its_people_to_the_regional_centre_is_the_one_regression_and_comes_first() -> None:
    assert (story().indicators[0].id, of("ORG-02").verdict) == ("ORG-02", Verdict.DOWN)
    assert levels(FIRST, "ORG-02") + levels(SECOND, "ORG-02") == [3, 1]
    assert parts("ORG-02")[0] == -2
    months = [int(row["months_on_2028-05-15"]) for row in rows(SECOND, "e11-risk-unit-service-2028.csv")]
    assert answered(SECOND, "ORG-02-Q2") == sorted(months)[1]


def test_the_law_did_not_become_worse_when_the_whole_set_asked_for_a_count() -> None:
    assert of("GOV-02").verdict is Verdict.DOWN
    assert of("GOV-02").change == -1
    assert parts("GOV-02") == [0, 0, -1, 0]
    assert Why.SET_CHANGED in of("GOV-02").why
    assert answered(FIRST, "GOV-02-Q1") == answered(SECOND, "GOV-02-Q1")


@pytest.mark.parametrize("indicator", ["COO-01", "IDN-03", "IDN-02"])
def test_three_rose_because_the_mission_saw_what_only_the_department_had_spoken_of(indicator: str) -> None:
    practice, knowledge, rules, judgement = parts(indicator)
    assert [of(indicator).change, practice, knowledge + rules, judgement] == [1, 0, 1, 0]
    assert Why.MISSIONS_OWN in of(indicator).why


def test_the_agreement_and_the_log_are_older_than_the_sitting_and_the_register_is_not() -> None:
    evidence = assessed(SECOND).mission.evidence
    dated = {e: evidence[e].on for e in ("E-01", "E-19")}
    assert all(day is not None and day < date(2026, 5, 12) for day in dated.values())
    note = next(
        sheet.responses["IDN-02-Q1"].note
        for sheet in assessed(SECOND).mission.answers.sheets
        if sheet.layer is Layer.MISSION
    )
    assert note is not None
    assert "March 2027" in note


def test_a_complaint_register_two_weeks_short_is_judgement_and_no_practice() -> None:
    assert parts("CLI-04") == [0, 0, 0, 1]


def test_what_one_round_did_not_assess_is_not_compared() -> None:
    left_out = [level for level in story().indicators if level.verdict is Verdict.NOT_COMPARABLE]
    assert {level.id: (level.old, level.new) for level in left_out} == {
        "TRT-05": (1, None),
        "TRT-06": (None, 3),
        "PCA-02": (None, 2),
    }
    assert Why.APPLICABILITY in of("TRT-05").why
    assert Why.BECAME_KNOWN in of("PCA-02").why


def test_the_command_says_that_the_sets_differ_and_that_the_overlay_is_left_out() -> None:
    shown = rmdiag("compare", FIRST, SECOND)
    assert shown.returncode == 0
    assert "Sets differ (rapid, full): what only one of them asked counts as a change of rules." in shown.stderr
    assert "Overlays are left out on both sides: small-administration." in shown.stderr


def test_the_plan_is_partly_verified_partly_declared_once_dropped_twice_overdue() -> None:
    since = Counter(d.outcome for d in story().deliveries if d.before not in ("verified", "dropped"))
    assert since == {
        Outcome.VERIFIED: 6,
        Outcome.DONE: 3,
        Outcome.STARTED: 2,
        Outcome.PLANNED: 1,
        Outcome.DROPPED: 1,
    }
    status = status_of(assessed(SECOND).mission.actions, date(2028, 5, 18))
    assert [s.action.id for s in status.standings if s.overdue] == ["O26-09", "O26-11"]
    shown = rmdiag("plan", "status", SECOND, "--on", "2028-05-18")
    assert "64 % declared, 42 % verified of 14" in shown.stdout


def test_a_job_profile_that_was_declared_done_stands_beside_a_level_that_fell() -> None:
    delivery = next(d for d in story().deliveries if d.level is not None and d.level.id == "ORG-02")
    assert delivery.outcome is Outcome.DONE
    assert delivery.level is not None
    assert delivery.level.change == -2


def test_figures_got_better_but_for_officers_who_change_the_channel() -> None:
    directions = {t.metric: t.direction.value for t in story().trends if t.old is not None and t.new is not None}
    assert {metric for metric, direction in directions.items() if direction == "worse"} == {"M-OVERRIDE"}
    better = ("M-HIT", "M-PREARR", "M-PROFILE-REVIEW", "M-RELEASE")
    assert {metric: directions[metric] for metric in better} == dict.fromkeys(better, "better")


def test_seventy_four_draws_do_not_yet_show_that_profiles_find_more_than_chance() -> None:
    lift = next(t for t in story().trends if t.metric == "M-LIFT")
    assert lift.new is not None
    assert lift.new.value == Fraction(118, 2068) / Fraction(2, 56)
    shown = rmdiag("metrics", SECOND)
    line = next(line for line in shown.stdout.splitlines() if "M-LIFT" in line and "2027" in line)
    assert "[0.41–6.30]" in line


@pytest.mark.parametrize("year", ["2024", "2025", "2026", "2027"])
def test_the_channels_add_up(year: str) -> None:
    folder = FIRST if year < "2026" else SECOND
    shares = {f.metric: f.value for f in assessed(folder).mission.figures if f.period == year}
    assert sum(shares[metric] for metric in ("M-GREEN", "M-DOC", "M-RED", "M-BLUE")) == 100


@pytest.mark.parametrize(("folder", "year"), [(FIRST, "2025"), (SECOND, "2027")], ids=["2026", "2028"])
def test_what_was_examined_can_be_counted_again_by_month(folder: Path, year: str) -> None:
    channels = f"e{'01' if folder == FIRST else '07'}-channels-by-month-{year}.csv"
    examined, declared = total(folder, channels, "examined"), total(folder, channels, "declarations")
    assert answered(folder, "TRT-02-Q2") == share(examined, declared)
    assert (examined, declared) == {"2025": (2796, 9020), "2027": (2124, 9480)}[year]


def test_answers_of_2026_can_be_counted_again_in_the_evidence() -> None:
    profiles, accounts = "e02-profiles-2026.csv", rows(FIRST, "e06-accounts-2026.csv")
    active = total(FIRST, profiles, "active")
    assert answered(FIRST, "ANA-04-Q2") == share(total(FIRST, profiles, "reviewed_in_6_months"), active)
    assert answered(FIRST, "ORG-05-Q4") == share(
        int(accounts[0]["accounts"]), sum(int(r["accounts"]) for r in accounts)
    )


def test_answers_of_2028_can_be_counted_again_in_the_evidence() -> None:
    profiles = "e06-profiles-2028.csv"
    active = total(SECOND, profiles, "active")
    for question, column in (
        ("ANA-04-Q1", "with_expiry"),
        ("ANA-04-Q2", "reviewed_in_6_months"),
        ("ANA-04-Q3", "without_significant_finding"),
        ("IDN-02-Q3", "with_register_number"),
    ):
        assert answered(SECOND, question) == share(total(SECOND, profiles, column), active), question
    coded = "e09-coded-results-2027.csv"
    assert answered(SECOND, "TRT-03-Q2") == share(
        total(SECOND, coded, "with_coded_result"), total(SECOND, coded, "controls")
    )
    accounts = rows(SECOND, "e10-accounts-2028.csv")
    assert answered(SECOND, "ORG-05-Q4") == share(
        int(accounts[0]["accounts"]), sum(int(r["accounts"]) for r in accounts)
    )
    alerts = "e18-regional-alerts.csv"
    assert answered(SECOND, "REG-01-Q2") == share(
        total(SECOND, alerts, "decided_before_arrival"), total(SECOND, alerts, "alerts")
    )


def test_the_draw_and_the_manifests_can_be_counted_again() -> None:
    drawn = rows(SECOND, "e12-random-draw.csv")
    assert answered(SECOND, "PER-02-Q4") == sum(int(row["examined_with_result"]) for row in drawn)
    last = drawn[-1]
    assert answered(SECOND, "PER-02-Q7") == share(int(last["examined_with_result"]), int(last["drawn"]))
    sea, air = rows(SECOND, "e13-manifests-2027.csv")
    for question, mode in (("TEC-02-Q1", sea), ("TEC-02-Q7", air)):
        assert answered(SECOND, question) == share(int(mode["in_time_electronically"]), int(mode["manifests"]))
    written_off = int(sea["written_off_in_time"]) + int(air["written_off_in_time"])
    assert answered(SECOND, "TRT-06-Q1") == share(written_off, int(sea["manifests"]) + int(air["manifests"]))


def test_the_register_of_recommendations_and_the_plan_say_the_same() -> None:
    lines = rows(SECOND, "e15-recommendations-2028.csv")
    actions = {action.id: action for action in assessed(SECOND).mission.actions}
    states = {
        "verified": ("done", "yes"),
        "done": ("done", "no"),
        "started": ("begun", "no"),
        "planned": ("not begun", "no"),
    }
    for line in lines:
        action = actions[line["recommendation"]]
        assert (line["declared"], line["evidence_seen_by_another"]) == states[action.status], action.id
        assert line["end"] == str(action.end), action.id
    due = [line for line in lines if line["due"] == "yes"]
    seen = sum(line["evidence_seen_by_another"] == "yes" for line in due)
    assert answered(SECOND, "PER-04-Q2") == share(seen, len(due))
    assert answered(SECOND, "PER-05-Q3") == share(seen, sum(line["declared"] == "done" for line in lines))


@BOTH
def test_every_piece_of_evidence_is_cited_and_is_the_registered_file_or_says_where_it_was_seen(folder: Path) -> None:
    mission = assessed(folder).mission
    assert {e for s in mission.answers.sheets for r in s.responses.values() for e in r.evidence} == set(
        mission.evidence
    )
    for entry in mission.evidence.values():
        if entry.file is None:
            assert entry.note, entry.id
        else:
            assert hashlib.sha256((folder / "evidence" / entry.file).read_bytes()).hexdigest() == entry.sha256
    assert assessed(folder).findings.unproven == ()


def rmdiag(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", *map(str, arguments)]
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
