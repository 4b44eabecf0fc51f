"""Operational metrics of metrics.csv: intervals, lifts, sums of shares, trends, and the answers that they propose."""

from __future__ import annotations

import csv
import json
import math
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.assessment.metric_answers import Fit, propose_answers, rounded
from rmdiag.assessment.metric_intervals import Rate, least_ratio, ratio_interval, wilson
from rmdiag.assessment.metric_periods import last_month, latest_first, missing_between, parts_of
from rmdiag.assessment.metrics import MetricFigure, MetricTable, Trend, make_table, rate_of
from rmdiag.assessment.mission import Figure, Mission
from rmdiag.opening import mission_at
from rmdiag.problems import Span
from rmdiag.questionnaires.model import Questionnaire

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"
Z = 1.959963984540054
RATES = st.integers(1, 10**7).flatmap(lambda trials: st.builds(Rate, st.integers(0, trials), st.just(trials)))


@pytest.fixture(scope="module")
def example() -> tuple[Mission, Questionnaire]:
    return mission_at(EXAMPLE)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", "metrics", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def table_of(questionnaire: Questionnaire, *rows: tuple[str, str, int, int]) -> MetricTable:
    """Make a table of rates from (metric, period, numerator, denominator)."""
    figures = (
        Figure(
            metric=metric,
            period=period,
            value=Fraction(100 * numerator, denominator),
            numerator=Fraction(numerator),
            denominator=Fraction(denominator),
            span=Span(file="metrics.csv", line=line),
        )
        for line, (metric, period, numerator, denominator) in enumerate(rows, 2)
    )
    return make_table(questionnaire.framework, figures)


def only(table: MetricTable, metric: str, period: str) -> MetricFigure:
    (found,) = (f for f in table.figures if (f.metric.id, f.period) == (metric, period))
    return found


# Intervals


def test_wilson_gives_the_published_interval() -> None:
    """Newcombe, Statistics in Medicine 17 (1998), table I, method 3, by which implementations are judged."""
    for hits, trials, low, high in (
        (81, 263, "0.2553", "0.3662"),
        (15, 148, "0.0624", "0.1605"),
        (0, 20, "0", "0.1611"),
    ):
        interval = wilson(Rate(hits, trials))
        assert [rounded(bound, 4) for bound in interval] == [Fraction(low), Fraction(high)]


@given(RATES)
def test_an_interval_holds_its_rate_and_stays_between_none_and_all(rate: Rate) -> None:
    low, high = wilson(rate)
    assert 0 <= low <= rate.share <= high <= 1
    assert low < high


@given(RATES)
def test_an_interval_is_the_one_that_the_textbook_formula_gives(rate: Rate) -> None:
    p, n = rate.hits / rate.trials, rate.trials
    middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    assert [float(bound) for bound in wilson(rate)] == pytest.approx([middle - half, middle + half], abs=1e-9)


@given(RATES)
def test_what_was_found_and_what_was_not_are_mirror_images(rate: Rate) -> None:
    low, high = wilson(rate)
    other_low, other_high = wilson(Rate(rate.trials - rate.hits, rate.trials))
    assert (float(other_low), float(other_high)) == pytest.approx((1 - float(high), 1 - float(low)), abs=1e-15)


def test_ten_times_as_many_trials_narrow_the_interval() -> None:
    few, many = wilson(Rate(5, 50)), wilson(Rate(50, 500))
    assert many.high - many.low < few.high - few.low


@given(RATES, RATES)
def test_the_interval_of_a_lift_is_that_of_the_log_method(upper: Rate, lower: Rate) -> None:
    interval = ratio_interval(upper, lower)
    if not upper.hits or not lower.hits:
        assert interval is None
        return
    assert interval is not None
    error = math.sqrt(1 / upper.hits - 1 / upper.trials + 1 / lower.hits - 1 / lower.trials)
    lift = (upper.hits / upper.trials) / (lower.hits / lower.trials)
    expected = [lift * math.exp(-Z * error), lift * math.exp(Z * error)]
    assert [float(bound) for bound in interval] == pytest.approx(expected, rel=1e-6)
    assert interval.low <= upper.share / lower.share <= interval.high


def test_where_chance_found_nothing_the_lift_is_at_least_what_the_rule_of_three_gives() -> None:
    assert least_ratio(Rate(10, 100), Rate(0, 300)) == Fraction(1, 10) / Fraction(3, 300)
    assert least_ratio(Rate(1, 2), Rate(0, 2)) == Fraction(1, 2)  # a rate is never above 1


# Periods


def test_of_periods_that_end_together_the_longest_is_the_latest() -> None:
    assert sorted(["2025-12", "2025", "2025-Q4", "2026-01", "2025-H2"], key=latest_first) == [
        *("2026-01", "2025", "2025-H2", "2025-Q4", "2025-12"),
    ]
    assert last_month("2025-Q3") == last_month("2025-09")


def test_a_year_has_halves_quarters_and_months_and_a_month_has_no_parts() -> None:
    assert [len(way) for way in parts_of("2025")] == [2, 4, 12]
    assert parts_of("2025-Q4") == (("2025-10", "2025-11", "2025-12"),)
    assert parts_of("2025-10") == ()


@given(st.sets(st.integers(0, 60), min_size=1))
def test_every_month_between_the_first_and_the_last_is_there_or_missing(places: set[int]) -> None:
    months = {f"{2020 + place // 12}-{place % 12 + 1:02}" for place in places}
    missing = {month for _, hole, _ in missing_between(months) for month in hole}
    assert not missing & months
    assert len(missing | months) == max(places) - min(places) + 1


# Tables


def test_every_rate_of_the_example_is_its_numerator_over_its_denominator(
    example: tuple[Mission, Questionnaire],
) -> None:
    mission, questionnaire = example
    table = make_table(questionnaire.framework, mission.figures)
    with (EXAMPLE / "metrics.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == len(table.figures) > 40
    for row in rows:
        figure = only(table, row["metric"], row["period"])
        if row["denominator"] and figure.metric.unit == "percent":
            assert float(figure.value) == pytest.approx(
                100 * float(row["numerator"]) / float(row["denominator"]), abs=0.1
            )
        assert (figure.interval is None) == (rate_of(figure) is None)


def test_hours_and_money_are_amounts_of_which_chance_says_nothing(example: tuple[Mission, Questionnaire]) -> None:
    mission, questionnaire = example
    table = make_table(questionnaire.framework, mission.figures)
    for metric in ("M-NII-UPTIME", "M-AEO-SHARE", "M-PCA-YIELD", "M-MAA-TIME"):
        latest = table.latest(metric)
        assert latest is not None
        assert latest.interval is None


def test_the_shares_of_2025_do_not_make_up_a_whole(example: tuple[Mission, Questionnaire]) -> None:
    mission, questionnaire = example
    totals = make_table(questionnaire.framework, mission.figures).totals
    assert [(t.rule.id, t.period, t.total, t.holds) for t in totals] == [
        ("C12", "2023", 100, True),
        ("C12", "2024", 100, True),
        ("C12", "2025", Fraction("104.5"), False),
    ]


def test_a_lift_is_computed_where_both_rates_were_counted(example: tuple[Mission, Questionnaire]) -> None:
    questionnaire = example[1]
    table = table_of(questionnaire, ("M-HIT", "2025", 120, 1000), ("M-HIT-RANDOM", "2025", 30, 500))
    lift = only(table, "M-LIFT", "2025")
    assert (lift.value, lift.written, lift.at_least) == (Fraction(2), False, False)
    assert lift.interval == ratio_interval(Rate(120, 1000), Rate(30, 500))
    found_nothing = table_of(questionnaire, ("M-HIT", "2025", 120, 1000), ("M-HIT-RANDOM", "2025", 0, 300))
    assert only(found_nothing, "M-LIFT", "2025").value == 12
    assert only(found_nothing, "M-LIFT", "2025").at_least
    alone = table_of(questionnaire, ("M-HIT", "2025", 120, 1000), ("M-HIT-RANDOM", "2024", 30, 500))
    assert not [figure for figure in alone.figures if figure.metric.id == "M-LIFT"]


def test_the_framework_says_which_way_is_better_and_intervals_whether_it_is_more_than_chance(
    example: tuple[Mission, Questionnaire],
) -> None:
    rows = [
        ("M-OVERRIDE", "2024", 300, 1000),
        ("M-OVERRIDE", "2025", 200, 1000),
        ("M-OVERRIDE", "2025-Q1", 1, 1000),
        ("M-DOC", "2024", 200, 1000),
        ("M-DOC", "2025", 201, 1000),
    ]
    table = table_of(example[1], *rows)
    fewer, more = only(table, "M-OVERRIDE", "2025").change, only(table, "M-DOC", "2025").change
    assert fewer is not None
    assert more is not None
    assert (fewer.since, fewer.by, fewer.trend, fewer.clear) == ("2024", Fraction(-10), Trend.BETTER, True)
    assert (more.by, more.trend, more.clear) == (Fraction(1, 10), Trend.UP, False)
    assert only(table, "M-OVERRIDE", "2025-Q1").change is None  # a quarter is not compared with a year


# Answers


def test_a_proposal_stands_beside_the_answer_and_never_in_its_place(example: tuple[Mission, Questionnaire]) -> None:
    mission, questionnaire = example
    proposals = propose_answers(mission, questionnaire, make_table(questionnaire.framework, mission.figures))
    by_question = {p.question.id: (p.value, p.present, p.fit) for p in proposals}
    assert by_question["TRT-02-Q2"] == (Fraction("22.6"), "22.6", Fit.AGREES)
    assert by_question["ANA-04-Q2"] == (Fraction("22.1"), "26.9", Fit.DIFFERS)
    assert all(questionnaire.questions[question].metric for question in by_question)


def test_a_question_that_nobody_answered_is_open_and_its_proposal_can_be_pasted(tmp_path: Path) -> None:
    mission = tmp_path / "kestoria"
    shutil.copytree(EXAMPLE, mission)
    for sheet in (mission / "responses").glob("*.yaml"):
        lines = sheet.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.lstrip().startswith("TEC-02-Q2:")]
        sheet.write_text("\n".join(kept) + "\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in mission.rglob("*") if path.is_file()}
    ran = run(mission, "--answers")
    assert ran.returncode == 0, ran.stderr
    pasted = yaml.safe_load(ran.stdout)["responses"]
    assert pasted == {"TEC-02-Q2": {"answer": 14.2, "note": "M-PREDECL 2025, 26440 of 186200"}}
    assert "# TRT-02-Q2: {answer: 22.6" in ran.stdout
    assert {path: path.read_bytes() for path in mission.rglob("*") if path.is_file()} == before


# The command


def test_the_command_shows_figures_sums_and_proposals() -> None:
    shown = run(EXAMPLE)
    assert shown.returncode == 0, shown.stderr
    assert "M-GREEN 52.0 + M-DOC 23.0 + M-RED 25.0 + M-BLUE 4.5 = 104.5, which is not 100 (C12)." in shown.stdout
    data: dict[str, Any] = json.loads(run(EXAMPLE, "--format", "json").stdout)
    strike = next(f for f in data["figures"] if f["metric"] == "M-PCA-STRIKE" and f["period"] == "2023")
    assert (strike["value"], strike["numerator"], strike["denominator"]) == ("222/5", "4", "9")
    assert float(Fraction(strike["low"])) == pytest.approx(18.88, abs=0.01)
    rows = list(csv.DictReader(run(EXAMPLE, "--format", "csv").stdout.splitlines()))
    assert len(rows) == len(data["figures"])
    trends = {(row["metric"], row["period"]): row["trend"] for row in rows}
    assert (trends["M-PREARR", "2024"], trends["M-INSPECT", "2024"]) == ("better", "down")


def test_same_figures_same_bytes() -> None:
    assert run(EXAMPLE, "--format", "json").stdout == run(EXAMPLE, "--format", "json").stdout


def test_options_of_an_extract_need_an_extract() -> None:
    assert run(EXAMPLE, "--by", "office").returncode == 2
