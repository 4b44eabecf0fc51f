"""The example mission tells its story: it reads without error, and what is wrong in it is wrong on purpose."""

import csv
import hashlib
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from rmdiag import files
from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.contradictions import latest_figures
from rmdiag.assessment.files import open_mission
from rmdiag.assessment.read import read_mission
from rmdiag.compendium.read import read_framework
from rmdiag.opening import assessment_of
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Confidence, Layer, Questionnaire, Standing
from rmdiag.questionnaires.read import read_questionnaire

FOLDER = Path(__file__).parent.parent / "examples" / "kestoria-2026"


@cache
def questionnaire() -> Questionnaire:
    problems = Problems()
    framework = read_framework(
        files.read_folder(files.FRAMEWORKS / "crm-compendium", "crm-compendium", problems), problems
    )
    assert framework is not None
    questions = files.read_folder(files.QUESTIONS, "questions", problems).values()
    sets = files.read_folder(files.SETS, "sets", problems).values()
    return read_questionnaire(framework, questions, sets, problems)


@cache
def example() -> tuple[Assessment, tuple[str, ...]]:
    problems = Problems()
    found = open_mission(FOLDER, problems)
    assert found is not None
    mission = read_mission(found, questionnaire(), problems)
    assert mission is not None
    return assess(mission, questionnaire()), tuple(problem.kind.code for problem in problems)


def kestoria() -> Assessment:
    return example()[0]


def level(indicator: str) -> int | None:
    return kestoria().scores.result.indicators[indicator].point


def own_level(indicator: str) -> int | None:
    return kestoria().scores.own.indicators[indicator].point


def test_it_reads_without_a_problem_and_nothing_is_called_not_applicable_that_was_not_foreseen() -> None:
    assert example()[1] == ()
    assert kestoria().findings.excused == ()
    answers = kestoria().scores.result.answers
    assert [q for q in ("ANA-03-Q4", "TRT-04-Q6", "TEC-04-Q6") if answers[q].standing is not Standing.ANSWERED] == []


def test_an_overall_level_is_given_on_sufficient_coverage() -> None:
    overall = kestoria().scores.result.overall
    assert overall.coverage >= Fraction(4, 5)
    assert overall.withheld == ()
    assert overall.point is not None
    assert Fraction(22, 10) <= overall.point <= Fraction(26, 10)


def test_random_selection_is_a_cause_of_the_cap_that_does_not_bind() -> None:
    overall = kestoria().scores.result.overall
    assert overall.capped_by == ("PER-02",)
    assert overall.point == overall.uncapped


def test_nearly_four_hundred_answers_leave_a_dozen_questions_open() -> None:
    responses = [r for sheet in kestoria().mission.answers.sheets for r in sheet.responses.values()]
    standings = Counter(response.standing for response in responses)
    assert standings[Standing.ANSWERED] == 397
    assert standings[Standing.NOT_APPLICABLE] == 1
    merged = kestoria().scores.result.answers.values()
    assert sum(m.standing is Standing.UNKNOWN for m in merged) == 12


def test_the_mission_verified_most_of_what_it_answered() -> None:
    sheets = [sheet for sheet in kestoria().mission.answers.sheets if sheet.layer is Layer.MISSION]
    confidences = Counter(r.confidence for sheet in sheets for r in sheet.responses.values())
    assert confidences[Confidence.VERIFIED] > sum(confidences.values()) / 2
    assert kestoria().findings.unproven == ()


def test_exactly_two_contradictions_show_one_of_levels_and_one_of_figures() -> None:
    assert [c.rule.id for c in kestoria().findings.contradictions] == ["C09", "C12"]


def test_blue_declarations_are_counted_twice_in_2025() -> None:
    period, figures = latest_figures(kestoria().mission.figures)
    assert period == "2025"
    assert figures["M-GREEN"] + figures["M-DOC"] + figures["M-RED"] == 100
    assert figures["M-BLUE"] == Fraction(9, 2)


@pytest.mark.parametrize("year", ["2023", "2024"])
def test_the_channels_of_earlier_years_add_up(year: str) -> None:
    shares = {f.metric: f.value for f in kestoria().mission.figures if f.period == year}
    assert sum(shares[metric] for metric in ("M-GREEN", "M-DOC", "M-RED", "M-BLUE")) == 100


def test_answers_agree_with_the_figures_of_the_last_year() -> None:
    _, figures = latest_figures(kestoria().mission.figures)
    answers = kestoria().scores.result.answers
    compared = set()
    for question in questionnaire().questions.values():
        low = answers[question.id].low
        if question.metric in figures and low is not None and isinstance(low.value, Fraction):
            compared.add(question.metric)
            if question.metric != "M-PROFILE-REVIEW":  # counted on the day of the visit, not at the end of the year
                assert low.value == figures[question.metric], question.id
    assert {"M-INSPECT", "M-FEEDBACK", "M-MANDATORY", "M-PREARR", "M-PREDECL", "M-AEO-EXAM", "M-JOINT"} <= compared


def test_overrides_counted_at_one_office_are_a_figure_and_no_answer_for_the_country() -> None:
    low = kestoria().scores.result.answers["TRT-04-Q1"].low
    assert low is not None
    assert low.no
    assert latest_figures(kestoria().mission.figures)[1]["M-OVERRIDE"] == Fraction(87, 10)


def test_six_disagreements_between_departments_stay_open() -> None:
    divergent = [divergence.question.id for divergence in kestoria().findings.divergences]
    assert divergent == ["ORG-04-Q1", "TRT-03-Q5", "TRT-04-Q5", "TEC-03-Q5", "TEC-05-Q1", "PCA-02-Q1"]


def test_four_disagreements_were_settled_and_none_of_them_is_listed_as_open() -> None:
    agreed = {consensus.question for consensus in kestoria().mission.answers.consensus}
    assert agreed == {"ORG-05-Q2", "PCA-02-Q5", "ORG-04-Q3", "GOV-03-Q3"}
    assert agreed.isdisjoint(divergence.question.id for divergence in kestoria().findings.divergences)


def test_both_judgements_apply_one_up_and_one_down() -> None:
    assert kestoria().scores.stale == ()
    moved = {j.indicator: j.to_level - j.from_level for j in kestoria().mission.judgements}
    assert moved == {"GOV-02": 1, "ORG-02": -1}
    assert (level("GOV-02"), level("ORG-02")) == (4, 2)
    results = kestoria().scores.result.indicators
    assert [(results[i].low, results[i].high) for i in moved] == [(3, 4), (2, 3)]


@pytest.mark.parametrize("indicator", ["GOV-01", "GOV-02", "GOV-04", "TRT-02", "TEC-01", "PCA-01", "PER-03", "ANA-05"])
def test_law_leadership_committee_port_audit_and_release_times_are_real_strengths(indicator: str) -> None:
    assert indicator in {gap.indicator.id for gap in kestoria().findings.strengths}
    assert level(indicator) == (4 if indicator in ("ANA-05", "GOV-02") else 3)


def test_results_are_free_text_so_profiles_pile_up_and_nothing_is_drawn_at_random() -> None:
    assert (level("TRT-03"), level("ANA-04"), level("PER-02")) == (2, 2, 1)


def test_the_pilot_that_is_announced_with_pride_is_no_model_in_production() -> None:
    assert (own_level("TEC-04"), level("TEC-04")) == (4, 2)
    assert kestoria().findings.differences[0].indicator.id == "TEC-04"


def test_two_targets_are_agreed_beyond_the_preset() -> None:
    assert kestoria().mission.targets.preset == "tfa_ready"
    assert (kestoria().targets["TRT-03"], kestoria().targets["TEC-04"]) == (4, 2)


def test_every_piece_of_evidence_with_a_file_is_the_file_that_was_registered() -> None:
    register = kestoria().mission.evidence
    kept = {entry.file: entry.sha256 for entry in register.values() if entry.file is not None}
    assert len(register) == 28
    assert len(kept) == 15
    for inside, sha256 in kept.items():
        assert hashlib.sha256((FOLDER / "evidence" / inside).read_bytes()).hexdigest() == sha256, inside


def test_evidence_without_a_file_says_where_it_was_seen() -> None:
    assert all(entry.note for entry in kestoria().mission.evidence.values() if entry.file is None)


def test_every_piece_of_evidence_stands_behind_an_answer() -> None:
    cited = {e for s in kestoria().mission.answers.sheets for r in s.responses.values() for e in r.evidence}
    assert cited == set(kestoria().mission.evidence)


def test_what_became_of_the_recommendations_of_2023_is_on_record() -> None:
    statuses = Counter(action.status for action in kestoria().mission.actions)
    assert statuses == {"verified": 2, "started": 2, "dropped": 1}


def rows(inside: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FOLDER / "evidence" / inside).read_text(encoding="utf-8").splitlines()))


def answered(question: str) -> object:
    low = kestoria().scores.result.answers[question].low
    return None if low is None else low.value


def test_answers_can_be_counted_again_in_the_evidence() -> None:
    accounts = rows("e10-access-matrix.csv")
    current = sum(account["matched"] == "yes" for account in accounts)
    assert answered("ORG-05-Q4") == round(Fraction(100 * current, len(accounts)), 1)
    assert answered("PER-02-Q4") == len(rows("e12-random-examinations.csv"))
    trained = sum(int(course["of_them_not_counted_before"]) for course in rows("e18-training-attendance.csv"))
    assert answered("ORG-03-Q2") == round(Fraction(100 * trained, 620), 1)
    givers = [course["given_by"] for course in rows("e18-training-attendance.csv")]
    assert answered("ORG-03-Q7") == round(Fraction(100 * givers.count("national trainer"), len(givers)), 1)
    in_time = {
        (m["year"], m["mode"]): Fraction(100 * int(m["in_time"]), int(m["manifests"]))
        for m in rows("e19-manifest-screening.csv")
    }
    assert [answered("TEC-02-Q1"), answered("TEC-02-Q7")] == [
        round(in_time["2025", mode], 1) for mode in ("sea", "air")
    ]
    audits = rows("e14-audit-results-2025.csv")
    closed, planned = (sum(int(sector[key]) for sector in audits) for key in ("closed", "planned"))
    assert answered("PCA-01-Q1") == round(Fraction(100 * closed, planned), 1)
    done = [line for line in rows("e22-follow-up-2023.csv") if line["status"] == "done"]
    proven = sum(line["evidence_seen_by_another"] == "yes" for line in done)
    assert answered("PER-05-Q3") == Fraction(100 * proven, len(done))
    assert answered("PER-04-Q2") == round(Fraction(100 * proven, 18), 1)


@cache
def other(folder: str) -> Assessment:
    return assessment_of(FOLDER.parent / folder)


def test_the_morning_of_2024_is_named_as_the_previous_round_and_stands_nowhere_above_2026() -> None:
    assert kestoria().mission.previous_round == "../kestoria-2024-rapid"
    earlier = other("kestoria-2024-rapid").scores.result.indicators
    assert all(result.indicative for result in earlier.values())
    assert sum(result.point is not None for result in earlier.values()) == 41
    assert [i for i, result in earlier.items() if result.point is not None and result.point > (level(i) or 0)] == []


@pytest.mark.parametrize(
    ("folder", "settled_since"),
    [
        ("kestoria-2026-technology", {"TEC-03-Q5", "TEC-05-Q1"}),
        ("kestoria-2026-post-clearance-audit", {"PCA-02-Q1"}),
    ],
)
def test_a_second_visit_repeats_the_answers_of_the_first_but_for_what_it_settled(
    folder: str, settled_since: set[str]
) -> None:
    again = other(folder)
    asked = set(again.questionnaire.sets[again.mission.set].questions) & set(questionnaire().questions)
    first, second = kestoria().scores.result.answers, again.scores.result.answers
    assert len(asked) > 10
    assert {
        q
        for q in asked
        if (first[q].standing, first[q].low, first[q].high) != (second[q].standing, second[q].low, second[q].high)
    } == (settled_since)
