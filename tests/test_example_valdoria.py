"""Valdoria, in Spanish: much technology and no results to learn from; two years later, results, and an unseen loss."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from example_missions import answered, assessed, change_of, compared, parts_of, rows, share, total

from rmdiag.assessment.comparison_answers import Why
from rmdiag.assessment.comparison_results import Comparison, LevelChange, Outcome, Parts, Verdict
from rmdiag.assessment.contradictions import latest_figures
from rmdiag.opening import check_path
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Confidence, Layer, Standing

EXAMPLES = Path(__file__).parent.parent / "examples"
FIRST, SECOND = EXAMPLES / "valdoria-2026", EXAMPLES / "valdoria-2028"
BOTH = pytest.mark.parametrize("folder", [FIRST, SECOND], ids=["2026", "2028"])


def level(folder: Path, indicator: str) -> int | None:
    return assessed(folder).scores.result.indicators[indicator].point


def own_level(folder: Path, indicator: str) -> int | None:
    return assessed(folder).scores.own.indicators[indicator].point


def contradictions(folder: Path) -> list[str]:
    return [contradiction.rule.id for contradiction in assessed(folder).findings.contradictions]


def divergences(folder: Path) -> list[str]:
    return [divergence.question.id for divergence in assessed(folder).findings.divergences]


# ---------------------------------------------------------------- what holds in both rounds


@BOTH
def test_it_reads_without_a_problem(folder: Path) -> None:
    problems = Problems()
    check_path(folder, problems)
    assert [str(problem) for problem in problems] == []
    assert assessed(folder).findings.excused == ()
    assert assessed(folder).findings.unproven == ()


@BOTH
def test_report_and_interviews_are_in_spanish(folder: Path) -> None:
    mission = assessed(folder).mission
    assert (mission.report_language, mission.interview_languages) == ("es", ("es",))


@BOTH
def test_the_mission_verified_most_of_what_it_answered(folder: Path) -> None:
    sheets = assessed(folder).mission.answers.sheets
    assert Counter(sheet.layer for sheet in sheets) == {Layer.SELF: 5, Layer.MISSION: 1}
    mission = [sheet for sheet in sheets if sheet.layer is Layer.MISSION]
    confidences = Counter(r.confidence for sheet in mission for r in sheet.responses.values())
    assert confidences[Confidence.VERIFIED] > sum(confidences.values()) / 2


@BOTH
def test_emerging_risks_do_not_apply_because_the_log_of_alerts_says_so(folder: Path) -> None:
    answers = assessed(folder).scores.result.answers
    told = {q for q in answers if answers[q].standing is Standing.NOT_APPLICABLE}
    assert {"IDN-04-Q3", "IDN-04-Q4"} <= told


@BOTH
def test_every_piece_of_evidence_is_cited_and_is_the_file_that_was_registered(folder: Path) -> None:
    mission = assessed(folder).mission
    cited = {e for s in mission.answers.sheets for r in s.responses.values() for e in r.evidence}
    assert cited == set(mission.evidence)
    for entry in mission.evidence.values():
        if entry.file is None:
            assert entry.note
        else:
            assert hashlib.sha256((folder / "evidence" / entry.file).read_bytes()).hexdigest() == entry.sha256


@pytest.mark.parametrize(("folder", "year"), [(FIRST, "2024"), (FIRST, "2025"), (SECOND, "2026"), (SECOND, "2027")])
def test_the_channels_of_every_year_add_up(folder: Path, year: str) -> None:
    shares = {f.metric: f.value for f in assessed(folder).mission.figures if f.period == year}
    assert sum(shares[metric] for metric in ("M-GREEN", "M-DOC", "M-RED", "M-BLUE")) == 100


# ---------------------------------------------------------------- the round of 2026


def test_the_first_round_stands_at_two_point_three_on_nearly_full_coverage() -> None:
    overall = assessed(FIRST).scores.result.overall
    assert (overall.point, overall.low, overall.high) == (
        Fraction(2391, 1040),
        Fraction(2371, 1040),
        Fraction(4907, 2080),
    )
    assert overall.coverage == Fraction(363, 364)
    assert overall.capped_by == ("PER-02",)
    assert overall.point == overall.uncapped


@pytest.mark.parametrize(
    ("indicator", "own", "found"),
    [
        ("TEC-04", 3, 2),
        ("TEC-01", 3, 2),
        ("ANA-04", 3, 2),
        ("TRT-05", 3, 2),
        ("TRT-02", 3, 2),
        ("ORG-05", 3, 2),
        ("PCA-01", 3, 2),
    ],
)
def test_technology_that_was_bought_is_less_than_what_is_told_of_it(indicator: str, own: int, found: int) -> None:
    assert (own_level(FIRST, indicator), level(FIRST, indicator)) == (own, found)


def test_results_are_not_coded_nothing_is_drawn_and_audit_returns_nothing() -> None:
    assert [level(FIRST, i) for i in ("TRT-03", "PER-02", "PCA-02")] == [2, 1, 1]
    assert answered(FIRST, "TRT-03-Q2") == Fraction("8.7")
    assert answered(FIRST, "PER-02-Q1") == "absent"


def test_data_are_minutes_old_and_cannot_be_joined_with_any_result() -> None:
    assert answered(FIRST, "TEC-03-Q3") == "one_hour"
    joined = answered(FIRST, "TEC-03-Q1")
    assert isinstance(joined, frozenset | tuple | set)
    assert "examination_result" not in joined
    assert level(FIRST, "TEC-03") == 2


def test_three_rules_fire_on_the_line_called_random_on_the_vendors_figure_and_on_holds_that_nobody_counts() -> None:
    assert contradictions(FIRST) == ["C34", "C37", "C41"]
    taken_over = assessed(FIRST).scores.result.answers
    assert [taken_over[q].confidence for q in ("PER-01-Q6", "TEC-04-Q2")] == [Confidence.DECLARED] * 2
    assert answered(FIRST, "TRT-04-Q1") == share(28049, 219130) == Fraction("12.8")
    assert latest_figures(assessed(FIRST).mission.figures)[1]["M-OVERRIDE"] == Fraction("3.1")


def test_three_disagreements_stay_open_and_four_were_settled() -> None:
    assert divergences(FIRST) == ["ORG-04-Q1", "TRT-05-Q6", "TEC-03-Q4"]
    settled = {consensus.question for consensus in assessed(FIRST).mission.answers.consensus}
    assert settled == {"GOV-03-Q5", "TEC-05-Q2", "COO-02-Q2", "PCA-02-Q1"}


def test_both_judgements_of_2026_apply_one_up_and_one_down() -> None:
    assert assessed(FIRST).scores.stale == ()
    steps = {j.indicator: j.to_level - j.from_level for j in assessed(FIRST).mission.judgements}
    assert steps == {"ORG-01": 1, "COO-03": -1}
    assert (level(FIRST, "ORG-01"), level(FIRST, "COO-03")) == (4, 2)


def test_answers_of_2026_can_be_counted_again_in_the_evidence() -> None:
    profiles = "e06-perfiles-por-responsable.csv"
    active = total(FIRST, profiles, "activos")
    assert answered(FIRST, "ANA-04-Q1") == share(total(FIRST, profiles, "con_vencimiento"), active)
    assert answered(FIRST, "ANA-04-Q2") == share(total(FIRST, profiles, "revisados_en_6_meses"), active)
    told = total(FIRST, profiles, "con_irregularidad_contable")
    assert answered(FIRST, "ANA-04-Q3") == share(total(FIRST, profiles, "de_ellos_sin_irregularidad"), told)
    accounts = "e10-cuentas-y-cambios.csv"
    current = total(FIRST, accounts, "de_una_persona_con_cargo_actual")
    assert answered(FIRST, "ORG-05-Q4") == share(current, total(FIRST, accounts, "cuentas"))
    machines = "e14-maquinas.csv"
    served, planned = total(FIRST, machines, "horas_en_servicio"), total(FIRST, machines, "horas_programadas")
    assert answered(FIRST, "TRT-05-Q3") == share(served, planned)
    assert answered(FIRST, "ORG-03-Q2") == share(
        total(FIRST, "e16-cursos.csv", "participantes_no_contados_antes"), 1150
    )
    referrals = "e17-remisiones.csv"
    assert answered(FIRST, "PCA-02-Q1") == share(
        total(FIRST, referrals, "con_desenlace"), total(FIRST, referrals, "remisiones")
    )
    written_off = [row for row in rows(FIRST, "e15-precintos-y-descargo.csv") if row["registro"] == "descargo"]
    assert answered(FIRST, "TRT-06-Q1") == share(
        sum(int(row["en_plazo_o_atendidas"]) for row in written_off), sum(int(row["total"]) for row in written_off)
    )


def test_what_is_marked_done_of_2024_was_seen_by_somebody_else_in_eight_cases_of_nineteen() -> None:
    lines = rows(FIRST, "e18-seguimiento-2024.csv")
    done = [line for line in lines if line["estado"] == "cumplida"]
    proven = sum(line["evidencia_vista_por_otra_persona"] == "si" for line in done)
    due = sum(line["vencida"] == "si" for line in lines)
    assert (proven, len(done), due) == (8, 19, 22)
    assert answered(FIRST, "PER-05-Q3") == share(proven, len(done))
    assert answered(FIRST, "PER-04-Q2") == share(proven, due)


# ---------------------------------------------------------------- the round of 2028


def test_the_second_round_stands_at_two_point_four_and_nothing_caps_it() -> None:
    overall = assessed(SECOND).scores.result.overall
    assert (overall.point, overall.low, overall.high) == (
        Fraction(251, 104),
        Fraction(249, 104),
        Fraction(1013, 416),
    )
    assert overall.coverage == 1
    assert overall.capped_by == ()


def test_one_rule_fires_where_the_dashboard_does_not_show_what_fell() -> None:
    assert contradictions(SECOND) == ["C44"]
    assert answered(SECOND, "TRT-06-Q1") == Fraction("68.4")
    assert latest_figures(assessed(SECOND).mission.figures)[1]["M-WRITEOFF"] == Fraction("80.1")


def test_one_disagreement_stays_open_in_2028() -> None:
    assert divergences(SECOND) == ["TRT-05-Q6"]


def test_both_judgements_of_2028_apply() -> None:
    assert assessed(SECOND).scores.stale == ()
    steps = {j.indicator: j.to_level - j.from_level for j in assessed(SECOND).mission.judgements}
    assert steps == {"COO-03": -1, "TRT-05": 1}


def test_answers_of_2028_can_be_counted_again_in_the_evidence() -> None:
    profiles = "e06-perfiles-por-responsable.csv"
    active = total(SECOND, profiles, "activos")
    columns = {"ANA-04-Q1": "con_vencimiento", "ANA-04-Q2": "revisados_en_6_meses"}
    for question, column in (*columns.items(), ("ANA-04-Q3", "sin_irregularidad_significativa")):
        assert answered(SECOND, question) == share(total(SECOND, profiles, column), active), question
    coded = "e09-resultados-codificados-2027.csv"
    assert answered(SECOND, "TRT-03-Q2") == share(
        total(SECOND, coded, "con_codigo_y_causa"), total(SECOND, coded, "controles")
    )
    drawn, examined, found = (
        total(SECOND, "e21-sorteo.csv", column)
        for column in ("sorteadas", "reconocidas_con_resultado", "con_irregularidad_significativa")
    )
    assert answered(SECOND, "PER-02-Q4") == examined
    assert answered(SECOND, "PER-02-Q7") == share(examined, drawn)
    assert answered(SECOND, "PER-02-Q5") == share(found, examined)
    counted = "e15-recuento-de-manifiestos.csv"
    assert answered(SECOND, "TRT-06-Q1") == share(
        total(SECOND, counted, "descargados_del_todo_en_plazo"), total(SECOND, counted, "sorteados")
    )
    followed = "e18-seguimiento.csv"
    proven = total(SECOND, followed, "con_evidencia_vista_por_otra_persona")
    assert answered(SECOND, "PER-04-Q2") == share(proven, total(SECOND, followed, "vencidas"))
    assert answered(SECOND, "PER-05-Q3") == share(proven, total(SECOND, followed, "marcadas_como_cumplidas"))


@pytest.mark.parametrize(("period", "stands"), [("2027", Fraction("69.6")), ("2028-01 a 2028-08", Fraction("84.4"))])
def test_the_machines_miss_the_level_by_four_tenths_and_have_it_since(period: str, stands: Fraction) -> None:
    log = [row for row in rows(SECOND, "e14-maquinas.csv") if row["periodo"] == period]
    served, planned = (sum(int(row[c]) for row in log) for c in ("horas_en_servicio", "horas_programadas"))
    assert share(served, planned) == stands


# ---------------------------------------------------------------- one beside the other


def story() -> Comparison:
    return compared(FIRST, SECOND)


def of(identity: str) -> LevelChange:
    return change_of(story(), identity)


def parts(identity: str) -> Parts:
    return parts_of(story(), identity)


def moved(identity: str, *of_it: str) -> list[object]:
    """How far an indicator moved, and the named parts of it."""
    return [of(identity).change, *(getattr(parts(identity), name) for name in of_it)]


def test_eight_indicators_rose_and_two_fell_of_which_practice_explains_five_and_one() -> None:
    counts = story().counts
    assert (counts.up, counts.down, counts.same, counts.not_comparable) == (8, 2, 35, 0)
    practice = Counter(parts(change.id).performance for change in story().indicators)
    assert practice == {1: 6, 0: 38, -1: 1}


@pytest.mark.parametrize("indicator", ["TRT-02", "TRT-03", "TEC-01", "PER-01", "PER-02"])
def test_green_release_codes_the_engine_indicators_and_the_draw_are_progress(indicator: str) -> None:
    assert moved(indicator, "performance", "information") == [1, 1, 0]


def test_seals_and_monitoring_ended_with_their_contract() -> None:
    assert of("TRT-06").verdict is Verdict.DOWN
    assert (level(FIRST, "TRT-06"), level(SECOND, "TRT-06")) == (3, 2)
    assert parts("TRT-06").performance == -1


def test_air_manifests_were_in_time_before_and_could_not_be_counted() -> None:
    assert moved("TEC-02", "performance", "knowledge") == [1, 0, 1]
    assert Why.BECAME_KNOWN in of("TEC-02").why


def test_the_form_for_proposals_worked_before_and_was_in_dispute() -> None:
    assert moved("ORG-04", "performance", "knowledge") == [1, 0, 1]
    assert Why.DISAGREEMENT_SETTLED in of("ORG-04").why


def test_ratings_look_lower_because_somebody_counted_them() -> None:
    assert moved("CLI-01", "performance", "knowledge") == [-1, 0, -1]
    assert Why.MISSIONS_OWN in of("CLI-01").why


def test_correspondents_came_as_the_judgement_of_2026_foresaw() -> None:
    assert of("ORG-01").change == 0
    assert parts("ORG-01").performance == -parts("ORG-01").judgement == 1


def test_scanners_rose_by_a_judgement_alone() -> None:
    assert moved("TRT-05", "performance", "judgement") == [1, 0, 1]


def test_the_model_was_not_extended_and_stays_where_it_was() -> None:
    assert (level(FIRST, "TEC-04"), level(SECOND, "TEC-04")) == (2, 2)
    assert parts("TEC-04").performance == 0


def test_the_plan_is_partly_verified_partly_declared_and_once_dropped() -> None:
    since = [d for d in story().deliveries if d.before not in ("verified", "dropped")]
    outcomes = Counter(delivery.outcome for delivery in since)
    assert outcomes == {
        Outcome.VERIFIED: 7,
        Outcome.DONE: 2,
        Outcome.STARTED: 5,
        Outcome.PLANNED: 1,
        Outcome.DROPPED: 1,
    }
    declared = [d for d in since if d.outcome is Outcome.DONE]
    assert {d.level.id: d.level.verdict for d in declared if d.level} == dict.fromkeys(
        ("ORG-05", "ANA-04"), Verdict.SAME
    )


def test_three_actions_are_overdue_on_the_day_of_the_second_visit() -> None:
    mission = assessed(SECOND).mission
    late = {
        action.id: action.status
        for action in mission.actions
        if action.status in ("planned", "started") and (action.end or date.max) < mission.as_of
    }
    assert late == {"A-09": "started", "A-10": "started", "A-11": "planned"}
    assert {action.id for action in mission.actions if action.status == "dropped" and action.reason} == {"A-08"}


def test_coded_results_rise_and_answers_from_abroad_wait_longer() -> None:
    trends = {trend.metric: trend for trend in story().trends}
    assert trends["M-FEEDBACK"].change == Fraction("62.3")
    assert {m: trends[m].direction.value for m in ("M-FEEDBACK", "M-HIT", "M-MAA-TIME", "M-WRITEOFF")} == {
        "M-FEEDBACK": "better",
        "M-HIT": "better",
        "M-MAA-TIME": "worse",
        "M-WRITEOFF": "worse",
    }


def test_overrides_fell_once_holds_are_counted_in_all_years() -> None:
    trend = {trend.metric: trend for trend in story().trends}["M-OVERRIDE"]
    assert (trend.old is not None and trend.old.revised, trend.change) == (True, Fraction("-3.2"))
    before, now = answered(FIRST, "TRT-04-Q1"), answered(SECOND, "TRT-04-Q1")
    assert (before, now) == (Fraction("12.8"), Fraction("9.6"))
