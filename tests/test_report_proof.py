"""The report tells how firm results are: smallest sets, figures with intervals, what weights decide, optimism."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, getcontext
from fractions import Fraction
from functools import cache

import pytest
from test_diagnostic import FACTS, best, kestoria, mission, nothing, part, refusal, sheet, told, words_of
from test_diagnostic_bounds import AUDIT, TECHNOLOGY, opened, report_of
from test_diagnostic_choices import cells
from test_example import example, questionnaire
from test_report_plan import figures, report_2028

from rmdiag.assessment.assess import assess
from rmdiag.assessment.certainty import Simulation, certainty_of
from rmdiag.assessment.minimal_sets import find_lifts
from rmdiag.assessment.mission import Figure as Given
from rmdiag.problems import Span
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Layer
from rmdiag.reports.chart_values import RateChart
from rmdiag.reports.editions.telling import telling
from rmdiag.reports.model import Report, RowKind, Table
from rmdiag.reports.numbering import blocks_of

# Smallest sets.


def test_the_way_of_an_indicator_names_what_is_missing_and_the_cheapest_sets_first() -> None:
    words = words_of(part(kestoria(), "ind-tec-03"))
    assert "For level 3, 3 conditions are not yet met: TEC-03-Q2, TEC-03-Q3 and TEC-03-Q5." in words
    first = words.index("TEC-03-R1 and TEC-03-R2: 13 person-months, cost: low.")
    second = words.index("TEC-03-R2 and TEC-03-R3 (Data agreement")
    assert first < second
    assert "To be finished first: TRT-03-R1; together 21 person-months." in words
    assert "further set" not in words, "a set that first needs one that is enough is no way of its own"


def test_a_single_set_stands_in_one_line_and_a_single_missing_question_is_called_so() -> None:
    words = words_of(part(kestoria(), "ind-cli-04"))
    assert "For level 3, one condition is not yet met: CLI-04-Q4." in words
    alone = words_of(part(kestoria(), "ind-org-05"))
    assert "The smallest set of recommendations that meets all of it: ORG-05-R1: 4 person-months, cost: low." in alone


def test_ways_stand_with_indicators_below_their_targets_and_with_no_others() -> None:
    assessment = example()[0]
    below = {gap.indicator.id for gap in assessment.gaps if gap.gap}
    told_of = {
        identity
        for identity in assessment.questionnaire.framework.indicators
        if "What would lift it" in words_of(part(kestoria(), f"ind-{identity.lower()}"))
    }
    assert told_of == below
    assert "ORG-02" not in told_of, "what a judgement holds down is lifted by no condition"


def test_every_set_that_is_printed_closes_all_that_is_missing() -> None:
    assessment = example()[0]
    framework = assessment.questionnaire.framework
    for way in find_lifts(framework, assessment.scores.result, assessment.targets):
        words = words_of(part(kestoria(), f"ind-{way.indicator.id.lower()}"))
        if way.following is None or "What would lift it" not in words:
            continue
        listed = telling(assessment, FACTS).shown.listed
        bare = re.sub(r" \([^()]*\)", "", words)
        printed = [one for one in way.following.sets if f"{listed(r.id for r in one.recommendations)}: " in bare]
        assert printed, "what is printed nowhere else carries its deliverable"
        for one in printed:
            closed = {question for r in one.recommendations for question in r.closes}
            assert {gate.question for gate in way.following.gates} <= closed


def test_a_way_that_no_recommendation_opens_says_so() -> None:
    framework = questionnaire().framework
    dimensions = tuple(
        replace(
            d,
            indicators=tuple(
                replace(
                    i,
                    recommendations=tuple(
                        replace(r, closes=tuple(q for q in r.closes if q != "GOV-01-Q1")) for r in i.recommendations
                    ),
                )
                for i in d.indicators
            ),
        )
        for d in framework.dimensions
    )
    given = replace(questionnaire(), framework=replace(framework, dimensions=dimensions))
    words = words_of(part(told(assess(mission(sheet(refusal)), given)), "ind-gov-01"))
    assert "No recommendation of the framework meets GOV-01-Q1." in words


def test_what_is_not_assessed_has_no_way_yet() -> None:
    assert "What would lift it" not in words_of(nothing())


# Figures with their intervals.


def wilson(hits: int, trials: int) -> list[str]:
    """Work Wilson's interval out again in decimals, in percent to one place."""
    getcontext().prec = 40
    z, n, p = Decimal("1.959963984540054"), Decimal(trials), Decimal(hits) / Decimal(trials)
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * ((p * (1 - p) + z * z / (4 * n)) / n).sqrt() / (1 + z * z / n)
    return [f"{float(100 * end) + 1e-9:.1f}" for end in (middle - half, middle + half)]


def rows_of(report: Report, metric: str) -> dict[str, str]:
    """Give the rows under a metric by their periods."""
    (table,) = (b for b in blocks_of(report) if isinstance(b, Table) and b.id == "table-metrics")
    found: dict[str, str] = {}
    inside = False
    for row in table.rows:
        words = ["".join(run.text or "" for run in cell.runs) for cell in row.cells]
        if row.kind is RowKind.GROUP:
            inside = f" {metric} " in words[0]
        elif inside:
            found[words[0]] = " | ".join(words[1:])
    return found


def test_every_rate_stands_with_wilson_s_interval_and_what_was_counted() -> None:
    low, high = wilson(1389, 42081)
    assert rows_of(kestoria(), "M-HIT")["2025"].startswith(f"3.3% | {low}–{high} | 1,389 / 42,081 | ")
    low, high = wilson(5, 18)
    assert rows_of(kestoria(), "M-REC-IMPL")["2025"].startswith(f"27.8% | {low}–{high} | 5 / 18 | ")


def test_amounts_have_no_interval() -> None:
    assert rows_of(kestoria(), "M-NII-UPTIME")["2025"].startswith("75.8% | – | 5,880 / 7,760 | ")
    assert rows_of(kestoria(), "M-PCA-YIELD")["2025"].startswith("QMD\N{NO-BREAK SPACE}1,420,000 | – | ")


def test_money_of_money_is_no_rate_of_cases() -> None:
    for metric in ("M-PCA-COLLECT", "M-PCA-UPHELD"):
        (row,) = rows_of(report_of(AUDIT), metric).values()
        assert " | – | " in row, metric


def test_where_sheets_differ_both_answers_stand_beside_the_figure() -> None:
    rows = cells(report_of(TECHNOLOGY), "table-metric-answers")
    assert next(row for name, row in rows.items() if name.startswith("CGO-03-Q4")).endswith(
        "55% | 55% or 91.7% | differs"
    )


def test_a_change_is_possibly_chance_where_the_intervals_meet_and_only_there() -> None:
    rates = {"M-HIT": ((1407, 43983), (1389, 42081)), "M-PREARR": ((62330, 79810), (71540, 82990))}
    for metric, (before, after) in rates.items():
        meet = Decimal(wilson(*before)[1]) >= Decimal(wilson(*after)[0])
        assert ("possibly chance" in rows_of(kestoria(), metric)["2025"]) is meet, metric
    assert rows_of(kestoria(), "M-MAA-TIME")["2025"].endswith("better: −22 days since 2024")
    assert rows_of(kestoria(), "M-DOC")["2025"].endswith("−2 points since 2024"), "neither better nor worse"


def test_the_lift_of_targeting_stands_with_its_interval_and_says_that_it_was_computed() -> None:
    (row,) = rows_of(report_2028(), "M-LIFT").values()
    assert row == "3.29 | 1.24–8.68 | computed here | –"
    assert Fraction(2190, 35317) / Fraction(4, 212) == pytest.approx(3.29, abs=0.005)


def test_shares_of_a_whole_say_what_they_add_up_to() -> None:
    words = words_of(part(kestoria(), "annex-d"))
    assert "2024: Release without control 47.5%, Documentary control rate 25%" in words
    assert "give 100%, as they should." in words
    assert "give 104.5% and not 100% (rule C12)." in words


def test_answers_that_a_figure_proposes_agree_or_stand_in_a_table() -> None:
    words = words_of(part(kestoria(), "annex-d"))
    assert "15 questions ask for what a figure counts. None of their answers was changed." in words
    assert "13 answers agree with their figures: GOV-02-Q2," in words
    rows = cells(kestoria(), "table-metric-answers")
    assert [name[:9] for name in rows] == ["ANA-04-Q2", "TRT-04-Q1"]
    assert next(iter(rows.values())).endswith("22.1% | 26.9% | differs")


def test_rates_of_two_periods_or_more_are_drawn_with_error_bars() -> None:
    (figure,) = figures(kestoria(), "figure-rates")
    assert isinstance(figure.chart, RateChart)
    titles = [panel.title for panel in figure.chart.panels]
    assert "Hit rate" in titles
    assert "Equipment availability" not in titles, "hours are no cases"
    assert "Joint examinations" not in titles, "one period is no series"
    assert all(point.low <= point.value <= point.high for panel in figure.chart.panels for point in panel.points)


@cache
def monthly() -> Report:
    """Give two years of monthly hit rates."""
    rows = tuple(
        Given(
            metric="M-HIT",
            period=f"{2025 + month // 12}-{month % 12 + 1:02}",
            value=Fraction(3 + month % 2),
            numerator=Fraction(30 + 10 * (month % 2)),
            denominator=Fraction(1000),
            span=Span(file="metrics.csv"),
        )
        for month in range(24)
    )
    return told(assess(replace(mission(sheet(best)), figures=rows), questionnaire()))


def test_figures_by_month_are_all_told_and_drawn_in_one_field() -> None:
    assert len(rows_of(monthly(), "M-HIT")) == 24
    (figure,) = figures(monthly(), "figure-rates")
    assert isinstance(figure.chart, RateChart)
    assert [len(panel.points) for panel in figure.chart.panels] == [24]


def test_an_indicator_s_figures_stand_with_their_intervals() -> None:
    assert "Figures 2025 Profiles reviewed in 6 months 22.1% [18.3–26.4]" in words_of(part(kestoria(), "ind-ana-04"))


# What weights and single answers decide.


def test_the_interval_under_other_weights_and_the_ranks_are_those_of_the_command() -> None:
    assessment = example()[0]
    found = certainty_of(assessment.mission, assessment.questionnaire, assessment.scores.result, Simulation())
    drawn = found.sensitivity
    assert drawn is not None
    assert drawn.low is not None
    assert drawn.high is not None
    words = words_of(part(kestoria(), "firmness"))
    assert f"would lie between {float(drawn.low):.1f} and {float(drawn.high):.1f}." in words
    assert "In 10,000 draws" in words
    rows = cells(kestoria(), "table-firmness")
    for one in drawn.ranks:
        holds, lowest = int(100 * one.holds), int(100 * one.lowest)
        assert rows[one.dimension.short].endswith(f"| {one.today} | {holds} of 100 | {lowest} of 100")


def test_the_answers_that_carry_most_are_named_with_what_they_move() -> None:
    words = words_of(part(kestoria(), "firmness"))
    assert "each of these carries most: PCA-01-Q1, PCA-01-Q4, PCA-01-Q5 and PCA-01-Q6 (down by 0.08 if none" in words
    assert "IDN-04-Q1 (up by 0.02" in words


def test_open_questions_are_worth_finding_out() -> None:
    words = words_of(part(report_of("kestoria-2024-rapid"), "firmness"))
    assert "Worth finding out: " in words


def test_a_set_without_an_overall_level_tells_the_order_of_its_dimensions_only() -> None:
    words = words_of(part(report_of(TECHNOLOGY), "firmness"))
    assert "overall level" not in words
    assert list(cells(report_of(TECHNOLOGY), "table-firmness"))


def test_where_nothing_is_known_nothing_is_said_of_firmness() -> None:
    assert "firmness" not in {section.id for section in part(nothing(), "profile").sections}


# Signs of an optimistic self-rating.


def test_a_sheet_that_says_yes_to_all_is_a_sign_with_its_numbers_and_what_to_ask() -> None:
    assessment = assess(mission(sheet(best)), questionnaire())
    straight = next(s for s in assessment.findings.optimism if s.sheets == ("unit",))
    numbers = {name: int(value) for name, value in straight.figures}
    row = cells(told(assessment), "table-optimism")["One answer to nearly all optimism.straight-lining"]
    assert f"The sheet A1 gives one and the same answer to {numbers['alike']} of its {numbers['answered']} yes" in row
    assert "ask to be shown what the answer rests on" in row


def test_sheets_that_are_alike_are_named_by_their_codes() -> None:
    one, other = (replace(sheet(best), id=name) for name in ("ict", "ports"))
    report = told(
        assess(replace(mission(), answers=Answers(sheets=(one, other), as_of=mission().as_of)), questionnaire())
    )
    row = cells(report, "table-optimism")["Sheets that are alike optimism.identical-sheets"]
    assert row.startswith("The sheets A1 and A2 give the same answer to every question that they share, ")


def test_claims_without_evidence_and_far_above_the_mission_are_named_with_their_levels() -> None:
    team = replace(sheet(refusal), id="team", layer=Layer.MISSION)
    given = replace(mission(), answers=Answers(sheets=(sheet(best), team), as_of=mission().as_of))
    rows = cells(told(assess(given, questionnaire())), "table-optimism")
    assert "GOV-01 at 5" in rows["High without evidence optimism.high-without-evidence"]
    far = rows["Far above the mission optimism.far-above-mission"]
    assert "the administration stands two levels or more above the mission on 4" in far
    assert "others" in far, "a long list is counted"


def test_where_no_sign_was_seen_the_annex_says_so() -> None:
    words = words_of(part(kestoria(), "annex-c"))
    signs = opened("kestoria-2026").findings.optimism
    assert ("none of four patterns on the administration's sheets" in words) is not bool(signs)


def test_contradictions_stand_in_the_annex_with_both_sides() -> None:
    row = cells(kestoria(), "table-contradictions")["C12"]
    assert "Release without control: 52%" in row
    assert "Post-release channel share: 4.5%" in row
