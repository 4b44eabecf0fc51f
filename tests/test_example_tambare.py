"""Tambaré tells its story in French: perfect on paper, thin in data, and two years later moved by its offices."""

from __future__ import annotations

import csv
import hashlib
import os
import re
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
from rmdiag.questionnaires.model import Confidence, Layer, Standing

EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST, SECOND = EXAMPLES / "tambare-2026", EXAMPLES / "tambare-2028"
BOTH = pytest.mark.parametrize("folder", [FIRST, SECOND], ids=["2026", "2028"])


def story() -> Comparison:
    return compared(FIRST, SECOND)


def of(indicator: str) -> LevelChange:
    return change_of(story(), indicator)


def parts(indicator: str) -> list[int | Fraction]:
    """Take the change of a level apart: by practice, by knowledge, by other rules, by judgement."""
    found = parts_of(story(), indicator)
    return [found.performance, found.knowledge, found.rules, found.judgement]


@BOTH
def test_it_reads_without_a_problem_under_the_whole_set_and_the_measure_of_the_union(folder: Path) -> None:
    problems = Problems()
    check_path(folder, problems)
    assert [str(problem) for problem in problems] == []
    mission = assessed(folder).mission
    assert (mission.set, mission.country) == ("full", "XB")
    assert [overlay.id for overlay in assessed(folder).questionnaire.overlays] == ["union-quatre-rives"]


@pytest.mark.parametrize(
    ("folder", "result", "own"),
    [(FIRST, Fraction(875, 456), Fraction(4849, 2280)), (SECOND, Fraction(2441, 1140), Fraction(4973, 2280))],
    ids=["2026", "2028"],
)
def test_the_overall_level_rises_from_nearly_two_and_the_administration_sees_itself_higher(
    folder: Path, result: Fraction, own: Fraction
) -> None:
    scores = assessed(folder).scores
    assert (scores.result.overall.point, scores.own.overall.point) == (result, own)
    assert own > result
    assert scores.result.overall.withheld == ()


def test_four_core_indicators_at_the_lowest_level_name_a_cap_in_2026_and_none_in_2028() -> None:
    first, second = (assessed(folder).scores.result.overall for folder in (FIRST, SECOND))
    assert first.capped_by == ("ANA-04", "TRT-02", "TEC-02", "COO-01")
    assert first.point == first.uncapped
    assert second.capped_by == ()
    assert (first.coverage, second.coverage) == (Fraction(227, 228), Fraction(1))


def test_what_is_unknown_lets_the_first_round_lie_between_two_levels() -> None:
    overall = assessed(FIRST).scores.result.overall
    assert (overall.low, overall.high) == (Fraction(859, 456), Fraction(1491, 760))
    unknown = {q for q, m in assessed(FIRST).scores.result.answers.items() if m.standing is Standing.UNKNOWN}
    assert {"IDN-03-Q1", "ANA-02-Q2", "TEC-02-Q7"} < unknown
    assert len(unknown) == 9


def test_texts_give_level_three_and_the_offices_level_one() -> None:
    assert levels(FIRST, "GOV-01", "IDN-01") == [3, 3]
    assert levels(FIRST, "TRT-02", "ANA-04", "TEC-02", "COO-01") == [1, 1, 1, 1]
    assert answered(FIRST, "ANA-04-Q6") == answered(SECOND, "ANA-04-Q6")


def test_the_administration_claims_in_2026_what_its_texts_say() -> None:
    scores = assessed(FIRST).scores
    above = {
        i for i, own in scores.own.indicators.items() if (own.point or 0) > (scores.result.indicators[i].point or 0)
    }
    assert above == {
        *("GOV-02", "GOV-03", "GOV-04", "GOV-05", "IDN-02", "ANA-01", "ANA-04", "TRT-01", "PER-01", "PER-04"),
    }


def test_green_that_is_opened_all_the_same_and_declared_follow_up_contradict_themselves_in_2026() -> None:
    assert [c.rule.id for c in assessed(FIRST).findings.contradictions] == ["C46", "C62"]


def test_only_the_scanner_that_stopped_during_the_year_contradicts_its_figures_in_2028() -> None:
    assert [c.rule.id for c in assessed(SECOND).findings.contradictions] == ["C49"]


@pytest.mark.parametrize(
    ("folder", "settled", "left"),
    [
        (FIRST, {"ORG-04-Q3", "ORG-05-Q2", "PCA-02-Q5", "TEC-05-Q2"}, ["ORG-04-Q1", "PCA-02-Q1"]),
        (SECOND, {"ORG-05-Q2", "TEC-05-Q2"}, ["PCA-02-Q1"]),
    ],
    ids=["2026", "2028"],
)
def test_some_disagreements_were_settled_and_some_stay_open(folder: Path, settled: set[str], left: list[str]) -> None:
    found = assessed(folder)
    assert {consensus.question for consensus in found.mission.answers.consensus} == settled
    assert [divergence.question.id for divergence in found.findings.divergences] == left


@pytest.mark.parametrize(
    ("folder", "moved"),
    [(FIRST, {"GOV-03": (3, 2), "PCA-01": (2, 3)}), (SECOND, {"GOV-03": (3, 2)})],
    ids=["2026", "2028"],
)
def test_judgements_say_what_the_rules_cannot_see(folder: Path, moved: dict[str, tuple[int, int]]) -> None:
    assert assessed(folder).scores.stale == ()
    assert {j.indicator: (j.from_level, j.to_level) for j in assessed(folder).mission.judgements} == moved
    assert levels(folder, *moved) == [to for _, to in moved.values()]


def test_the_union_asks_more_of_manifests_than_the_framework_in_2026() -> None:
    base = assessed(FIRST).base
    assert base is not None
    assert base.result.indicators["TRT-06"].point == 2
    assert levels(FIRST, "TRT-06") == [1]
    assert "UNI-01" not in base.result.indicators


def test_messages_of_the_union_are_filed_in_2026_and_decided_on_in_2028() -> None:
    assert [levels(folder, "UNI-01") for folder in (FIRST, SECOND)] == [[2], [3]]
    assert [assessed(folder).targets["UNI-01"] for folder in (FIRST, SECOND)] == [3, 3]


@BOTH
def test_the_mission_verified_most_of_what_it_answered_and_proves_what_it_calls_verified(folder: Path) -> None:
    found = assessed(folder)
    sheets = [sheet for sheet in found.mission.answers.sheets if sheet.layer is Layer.MISSION]
    confidences = Counter(r.confidence for sheet in sheets for r in sheet.responses.values())
    assert confidences[Confidence.VERIFIED] > sum(confidences.values()) * Fraction(3, 4)
    assert (found.findings.unproven, found.findings.excused) == ((), ())


def test_seven_indicators_rose_one_fell_and_practice_is_not_the_whole_of_it() -> None:
    counts = story().counts
    assert (counts.up, counts.down, counts.same, counts.not_comparable) == (7, 1, 37, 0)
    assert (story().overall.old, story().overall.new) == (Fraction(803, 416), Fraction(2141, 1040))


@pytest.mark.parametrize("indicator", ["TRT-02", "TRT-03", "ANA-04", "PER-02", "TEC-02"])
def test_five_indicators_rose_by_practice_alone(indicator: str) -> None:
    assert parts(indicator) == [1, 0, 0, 0]
    assert of(indicator).change == 1


@pytest.mark.parametrize(
    ("indicator", "why"), [("IDN-03", Why.BECAME_KNOWN), ("COO-01", Why.MISSIONS_OWN)], ids=["IDN-03", "COO-01"]
)
def test_two_rose_because_the_mission_saw_what_was_there_before(indicator: str, why: Why) -> None:
    assert parts(indicator) == [0, 1, 0, 0]
    assert of(indicator).change == 1
    assert why in of(indicator).why


def test_the_scanner_without_a_contract_is_the_one_regression_and_comes_first() -> None:
    assert (story().indicators[0].id, of("TRT-05").verdict) == ("TRT-05", Verdict.DOWN)
    assert parts("TRT-05") == [-1, 0, 0, 0]
    assert levels(FIRST, "TRT-05") + levels(SECOND, "TRT-05") == [2, 1]


def test_the_two_audits_that_were_judged_as_good_as_closed_are_closed() -> None:
    assert parts("PCA-01") == [1, 0, 0, -1]
    assert of("PCA-01").change == 0


def test_figures_got_better_but_for_the_scanner() -> None:
    directions = {t.metric: t.direction.value for t in story().trends if t.old is not None and t.new is not None}
    assert {metric for metric, direction in directions.items() if direction == "worse"} == {"M-NII-UPTIME"}
    better = ("M-FEEDBACK", "M-HIT", "M-WRITEOFF")
    assert {metric: directions[metric] for metric in better} == dict.fromkeys(better, "better")
    assert directions["M-INSPECT"] == "neither"  # fewer examinations are no good of their own


def test_small_samples_do_not_yet_show_that_targeting_beats_chance() -> None:
    shown = rmdiag("compare", FIRST, SECOND, "--show", "metrics", "--format", "csv")
    found = {row["id"]: row for row in csv.DictReader(shown.stdout.splitlines())}
    assert found["M-LIFT"]["clear"] != "yes"
    assert found["M-HIT"]["clear"] == "yes"


def test_the_plan_is_partly_verified_partly_declared_once_dropped_once_overdue() -> None:
    since = Counter(d.outcome for d in story().deliveries if d.before not in ("verified", "dropped"))
    assert since == {
        Outcome.VERIFIED: 5,
        Outcome.DONE: 2,
        Outcome.STARTED: 2,
        Outcome.PLANNED: 1,
        Outcome.DROPPED: 1,
    }
    status = status_of(assessed(SECOND).mission.actions, date(2028, 6, 16))
    assert [s.action.id for s in status.standings if s.overdue] == ["T26-06"]
    shown = rmdiag("plan", "status", SECOND, "--on", "2028-06-16")
    assert "70 % declared, 50 % verified of 10" in shown.stdout
    assert "1 action is overdue, 1 at risk" in shown.stdout


def test_two_months_of_2025_are_missing_and_nobody_filled_them_in() -> None:
    months = rows(FIRST, "e07-circuits-par-mois-2025.csv")
    assert [m["mois"] for m in months if not m["declarations"]] == ["2025-03", "2025-04"]
    assert all(m["declarations"] for m in rows(SECOND, "e07-circuits-par-mois-2027.csv"))


@pytest.mark.parametrize("year", ["2024", "2025", "2026", "2027"])
def test_the_channels_add_up(year: str) -> None:
    folder = FIRST if year < "2026" else SECOND
    shares = {f.metric: f.value for f in assessed(folder).mission.figures if f.period == year}
    assert sum(shares[metric] for metric in ("M-GREEN", "M-DOC", "M-RED", "M-BLUE")) == 100


@pytest.mark.parametrize(("folder", "year"), [(FIRST, "2025"), (SECOND, "2027")], ids=["2026", "2028"])
def test_answers_can_be_counted_again_in_the_evidence(folder: Path, year: str) -> None:
    profiles, channels = "e06-profils-par-famille.csv", f"e07-circuits-par-mois-{year}.csv"
    active = total(folder, profiles, "actifs")
    for question, column in (
        ("ANA-04-Q1", "avec_expiration"),
        ("ANA-04-Q2", "revus_en_6_mois"),
        ("IDN-02-Q3", "rattaches_au_registre"),
    ):
        assert answered(folder, question) == share(total(folder, profiles, column), active), question
    assert answered(folder, "TRT-02-Q2") == share(
        total(folder, channels, "verifiees"), total(folder, channels, "declarations")
    )
    coded = f"e09-resultats-codes-{year}.csv"
    assert answered(folder, "TRT-03-Q2") == share(
        total(folder, coded, "avec_resultat_code"), total(folder, coded, "controles")
    )
    drawn = "e12-tirage-aleatoire.csv"
    examined = total(folder, drawn, "verifiees_avec_resultat")
    assert answered(folder, "PER-02-Q4") == examined
    assert answered(folder, "PER-02-Q5") == share(total(folder, drawn, "irregularites_significatives"), examined)
    assert answered(folder, "PER-02-Q7") == share(examined, total(folder, drawn, "tirees"))
    manifests = f"e13-manifestes-{year}.csv"
    arrived = total(folder, manifests, "manifestes_maritimes")
    assert answered(folder, "TEC-02-Q1") == share(total(folder, manifests, "dans_le_delai_electronique"), arrived)
    assert answered(folder, "TRT-06-Q1") == share(total(folder, manifests, "apures_dans_le_delai"), arrived)


@pytest.mark.parametrize(
    ("folder", "inside", "counts"),
    [
        (FIRST, "e16-suivi-recommandations-2023.csv", (18, 11, 4)),
        (SECOND, "e16-suivi-recommandations.csv", (22, 13, 8)),
    ],
    ids=["2026", "2028"],
)
def test_what_is_declared_done_is_not_what_was_seen(folder: Path, inside: str, counts: tuple[int, int, int]) -> None:
    lines = rows(folder, inside)
    seen = sum(line["preuve_vue_par_un_autre_service"] == "oui" for line in lines)
    done = sum(line["etat_declare"] == "faite" for line in lines)
    assert (len(lines), done, seen) == counts
    assert answered(folder, "PER-04-Q2") == share(seen, len(lines))
    assert answered(folder, "PER-05-Q3") == share(seen, done)


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


@BOTH
def test_free_texts_keep_to_french_typography(folder: Path) -> None:
    wrong = re.compile(r"\w'\w| [;?!»%]|« | : |^\s*[:;?!»%]", re.MULTILINE)
    for path in sorted(path for path in folder.rglob("*.*") if path.suffix != ".png"):
        found = wrong.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path.name}: {found}"


def rmdiag(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", *map(str, arguments)]
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
