"""The report tells the dated plan: what it keeps to, reaches, takes, leaves out, and what became of adopted actions."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest
from pages import fullness, overflows
from report_plans import at_the_bottom, planned, with_targets
from test_diagnostic import FACTS, kestoria, mission, part, told, words_of
from test_diagnostic_choices import cells
from test_example import FOLDER, example, questionnaire
from test_plan_command import HIDDEN
from weasyprint import Document

from rmdiag.assessment.actions import PlannedAction, Proposed
from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.projection import project
from rmdiag.assessment.wish import Wish
from rmdiag.compendium.model import Recommendation
from rmdiag.opening import assessment_of
from rmdiag.problems import Span
from rmdiag.reports.chart_values import BarLook, GanttChart, LevelBars, LoadChart, PlanBar, PlanSign, ProfileChart
from rmdiag.reports.editions.plan_line_words import staff_sum
from rmdiag.reports.editions.telling import Telling, telling
from rmdiag.reports.model import Figure, Report, Section
from rmdiag.reports.numbering import blocks_of, numbered
from rmdiag.reports.press import Press
from rmdiag.reports.render import to_page

ROUND_2028 = FOLDER.parent / "kestoria-2028"
NEARLY_EMPTY = 0.3
FIRST_DAY = date(2027, 1, 1)


@cache
def tell() -> Telling:
    return telling(example()[0], FACTS)


@cache
def report_2028() -> Report:
    return told(assessment_of(ROUND_2028))


def figures(report: Report, prefix: str) -> list[Figure]:
    return [block for block in blocks_of(report) if isinstance(block, Figure) and block.id.startswith(prefix)]


def bars(report: Report, prefix: str = "figure-plan") -> list[PlanBar]:
    charts = [figure.chart for figure in figures(report, prefix)]
    return [bar for chart in charts if isinstance(chart, GanttChart) for bar in chart.bars]


def asking(wish: Wish, assessment: Assessment | None = None) -> Assessment:
    """Assess a mission, the example unless given, with something else asked of its plan."""
    given = assessment or example()[0]
    return assess(replace(given.mission, wish=wish), given.questionnaire)


def unadopted(wish: Wish | None = None) -> Assessment:
    """Assess the example without its plan.yaml, so that all of its plan is proposed."""
    given = example()[0]
    return assess(replace(given.mission, actions=(), wish=wish or given.mission.wish), given.questionnaire)


# The plan on the calendar.


def test_the_plan_keeps_to_the_first_day_the_staff_and_the_budget_of_mission_yaml() -> None:
    words = words_of(part(kestoria(), "plan"))
    assert "It begins on 1 January 2027, as the mission asks." in words
    assert "Of the 12 person-months that can be given in a quarter, the fullest one" in words
    assert "What is proposed was chosen for a budget of QMD 2,400,000: no other choice of actions" in words
    assert sum(step.cost or 0 for step in tell().steps.values()) <= 2_400_000


def test_every_action_stands_with_its_days_its_owner_its_cost_and_what_it_closes() -> None:
    name, row = next(one for one in cells(kestoria(), "table-long").items() if one[0].startswith("TEC-02-R1"))
    assert name == "TEC-02-R1 Advance data, to level 3; 1 Oct 2027\u2009–\u200931 Jul 2028"
    assert "Head of the legal department, with ICT" in row
    assert "12 person-months. Cost: ≈ QMD 900,000 (class “medium”)." in row
    assert "Support: national budget, expert, donor project. Closes: TEC-02-Q4, TEC-02-Q7." in row


def test_an_action_names_what_it_waits_for() -> None:
    name = next(n for n in cells(kestoria(), "table-long") if n.startswith("PCA-02-R2"))
    assert name.endswith("after K23-04")


def test_the_chart_has_a_bar_for_every_step_from_its_first_to_its_last_day() -> None:
    drawn = {bar.code: (bar.first, bar.last) for bar in bars(kestoria())}
    proposed = {line.id: (line.first, line.last) for line in tell().ahead.every if line.adopted is None}
    assert drawn == proposed | {"K23-03": (FIRST_DAY, FIRST_DAY), "K23-04": (FIRST_DAY, FIRST_DAY)}, "ended before it"
    assert {bar.code for bar in bars(told(unadopted())) if bar.critical} == {"TRT-03-R1", "PCA-02-R2"}


def test_the_axis_runs_over_whole_quarters_without_a_gap() -> None:
    chart = figures(kestoria(), "figure-plan")[0].chart
    assert isinstance(chart, GanttChart)
    for spans, months in ((chart.quarters, 3), (chart.months, 1)):
        assert all(one.last + timedelta(days=1) == following.first for one, following in pairwise(spans))
        assert all(
            1 + (span.last.year - span.first.year) * 12 + span.last.month - span.first.month == months for span in spans
        )
    assert (chart.quarters[0].first, chart.quarters[-1].last) == (date(2027, 1, 1), date(2029, 3, 31))
    assert [span.label for span in chart.years] == ["2027", "2028", "2029"]


def test_the_key_names_the_signs_that_occur_and_no_others() -> None:
    chart = figures(kestoria(), "figure-plan")[0].chart
    assert isinstance(chart, GanttChart)
    assert [sign for sign, _ in chart.names] == [PlanSign.OVERDUE, PlanSign.TODAY]


def test_a_step_that_lacks_staff_shows_its_own_length_and_says_so() -> None:
    report = told(unadopted(Wish(start=FIRST_DAY, capacity=Fraction(3))))
    stretched = {bar.code: bar for bar in bars(report) if bar.own_last is not None}
    assert stretched["TRT-03-R1"].own_last is not None
    assert stretched["TRT-03-R1"].own_last < stretched["TRT-03-R1"].last
    assert "for lack of staff 8 months, not 5" in words_of(part(report, "plan"))


def test_without_a_wish_the_plan_begins_on_the_date_of_the_mission_and_says_so() -> None:
    words = words_of(part(report_2028(), "plan"))
    assert "Its dates suppose that it begins on 13 October 2028, the date of the mission" in words
    assert "The fullest quarter, " in words
    assert "budget of" not in words


def test_one_plan_is_told_everywhere() -> None:
    assert "When: 1 Jul – 30 Sept 2027." in words_of(part(kestoria(), "ind-per-02"))
    assert "When: not in the plan, as the budget of QMD 2,400,000 does not reach." in words_of(
        part(kestoria(), "ind-coo-02")
    )
    assert "months 6" not in words_of(kestoria())


# What it reaches.


def test_levels_after_each_wave_are_projected_again_from_the_steps_done_by_then() -> None:
    rows = cells(kestoria(), "table-reach")
    waves = ("quick_win", "short", "medium", "long")
    assessment, done, columns = example()[0], list[str](), [example()[0].scores.result]
    for wave in waves:
        lines = [line for line in tell().ahead.every if line.wave is not None and line.wave.value == wave]
        done += [line.recommendation.id for line in lines if line.recommendation is not None]
        answers = assessment.scores.result.answers
        columns.append(project(assessment.mission, assessment.questionnaire, answers, done))
    for dimension in assessment.questionnaire.framework.dimensions:
        shown = [f"{float(scores.dimensions[dimension.id].point or 0) + 1e-9:.1f}" for scores in columns]
        assert rows[dimension.short].split(" | ")[:-1] == shown, dimension.id
    levels = [Counter(one.point for one in scores.indicators.values()) for scores in columns]
    assert rows["Level 3, Defined"].split(" | ")[:-1] == [str(counts[3]) for counts in levels]


def test_the_bars_of_levels_count_every_indicator_at_every_time() -> None:
    (figure,) = figures(kestoria(), "figure-reach")
    assert isinstance(figure.chart, LevelBars)
    assert [sum(row.counts) + row.without for row in figure.chart.rows] == [45] * 5
    assert figure.chart.rows[0].note == "28 of 45 at their targets"


def test_the_profile_shows_where_quick_wins_and_the_whole_plan_would_lead() -> None:
    (figure,) = figures(kestoria(), "figure-what-if")
    assert isinstance(figure.chart, ProfileChart)
    row = next(one for one in figure.chart.rows if one.label == "Performance and review")
    assert (row.shown.point, row.shown.after) == ("2.0", ("2.2", "2.6"))
    assert figure.chart.heads.after == ("after the quick wins", "after the whole plan")
    assert "44, and the overall level at 2.7" in words_of(part(kestoria(), "what-if"))


# How long it is, and what it takes.


def test_the_critical_path_is_told_step_by_step_with_its_length() -> None:
    words = words_of(part(told(unadopted()), "first-things"))
    assert "The longest chain of actions that wait for each other takes 13 months" in words
    assert "TRT-03-R1 Examination results: 1 Feb – 30 Jun 2027, 5 months" in words
    assert "PCA-02-R2 Audit and risk loop: 1 Apr – 30 Nov 2028, 8 months" in words


def test_the_load_of_all_quarters_is_the_staff_of_the_plan_and_none_is_over_the_capacity() -> None:
    (figure,) = figures(kestoria(), "figure-load")
    assert isinstance(figure.chart, LoadChart)
    assert sum(bar.load for bar in figure.chart.bars) == staff_sum(tell().ahead.every) == 75
    assert max(bar.load for bar in figure.chart.bars) <= figure.chart.capacity == 12
    rows = cells(kestoria(), "table-load")
    assert rows["1 Jan\u2009–\u200931 Mar 2027"] == "8.6 | 72%"


def test_a_long_plan_gives_its_load_by_years() -> None:
    report = told(planned(at_the_bottom(wish=Wish(start=FIRST_DAY, capacity=Fraction(9)))))
    (figure,) = figures(report, "figure-load")
    assert isinstance(figure.chart, LoadChart)
    assert len(figure.chart.bars) <= 12
    assert figure.chart.capacity == 36


def test_costs_stand_by_wave_and_in_total_and_those_of_a_class_are_said_to_be() -> None:
    rows = cells(kestoria(), "table-waves")
    assert [row.split(" | ")[3] for row in rows.values()] == [
        "QMD 0 + 2 unpriced",
        "QMD 0",
        "QMD 600,000",
        "QMD 1,350,000",
        "QMD 1,950,000 + 2 unpriced",
    ]
    words = words_of(part(kestoria(), "plan"))
    assert "All costs of the plan are amounts that the mission has set for cost classes" in words
    assert "“low” QMD 150,000 and “medium” QMD 900,000. At an action they are marked ≈" in words


def test_costs_that_nobody_gave_are_not_known_and_the_report_says_so() -> None:
    given = example()[0]
    free = assess(replace(given.mission, wish=None, costs=(), currency=None), given.questionnaire)
    assert "No amounts are known: neither the mission nor the plan gives any." in words_of(part(told(free), "plan"))
    some = assess(replace(given.mission, wish=None, costs=given.mission.costs[:2]), given.questionnaire)
    assert "Of 4 actions the cost is not known; no sum holds them." in words_of(part(told(some), "plan"))
    assert "QMD 1,050,000 + 4 unpriced" in words_of(part(told(some), "summary"))


# What it leaves out.


def test_what_is_left_out_is_named_with_its_cost_and_the_reason_and_what_stays_short_with_its_questions() -> None:
    words = words_of(part(kestoria(), "bounds"))
    reason = "not in the plan, as the budget of QMD 2,400,000 does not reach."
    assert f"COO-02-R1 Single window and data (QMD 900,000): {reason}" in words
    rows = cells(kestoria(), "table-remaining")
    (row,) = rows.values()
    assert row.startswith("2 | 3 | COO-02-Q1 ")
    assert row.count("The action that closes it is left out (COO-02-R1).") == 3


def test_what_the_mission_leaves_out_takes_with_it_what_waits_for_it() -> None:
    report = told(unadopted(Wish(start=FIRST_DAY, dropped=("TRT-03-R1", "GOV-01-R1"))))
    words = words_of(part(report, "bounds"))
    assert "TRT-03-R1 Examination results (QMD 150,000): not in the plan, as the mission asks." in words
    assert (
        "PER-02-R1 Random selection: not in the plan, as it waits for TRT-03-R1, which the mission leaves out." in words
    )
    assert "The mission asks to leave out GOV-01-R1, and no gap calls for it." in words
    first = cells(report, "table-priorities")["PER-02 Random selection"]
    assert first.endswith("It is not in the plan, as it waits for TRT-03-R1, which the mission leaves out.")


def test_what_must_be_there_says_so_also_where_its_level_is_reached_already() -> None:
    words = words_of(part(told(asking(Wish(start=FIRST_DAY, must=("GOV-01-R1", "TRT-03-R1")))), "plan"))
    assert "In it because the mission asks for them: GOV-01-R1 and TRT-03-R1." in words
    assert "Closes no missing item: the mission asks for it." in words


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (
            Wish(start=FIRST_DAY, must=("TRT-03-R2",), dropped=("TRT-03-R1",)),
            "TRT-03-R2 waits for TRT-03-R1; so TRT-03-R2,",
        ),
        (
            Wish(start=FIRST_DAY, must=("TRT-03-R1",), dropped=("TRT-03-R1",)),
            "TRT-03-R1 is asked for and is to be left out.",
        ),
        (
            Wish(start=FIRST_DAY, must=("TEC-02-R1",), budget=Fraction(5)),
            "costs QMD 900,000 with all that it waits for (TEC-02-R1), and the budget is QMD 5.",
        ),
        (
            Wish(start=FIRST_DAY, capacity=Fraction(1, 10)),
            "with 0.1 person-months a quarter it would take over fifty years.",
        ),
    ],
)
def test_a_wish_that_contradicts_itself_is_told_and_the_plan_keeps_to_its_first_day(wish: Wish, words: str) -> None:
    said = words_of(part(told(asking(wish)), "plan"))
    assert "No plan can keep to what the mission asks" in said
    assert words in said
    assert "the plan of this report keeps to the first day only" in said
    assert "23 actions over 18 months" in said


def test_a_budget_without_amounts_is_a_contradiction_that_is_told() -> None:
    given = replace(example()[0].mission, costs=(), wish=Wish(start=FIRST_DAY, budget=Fraction(1)))
    words = words_of(part(told(assess(given, questionnaire())), "plan"))
    assert "There is a budget, and no amount is set for any cost class" in words
    some = replace(given, costs=example()[0].mission.costs[:2])
    assert "no amount is set for the cost class medium, in which TEC-02-R1 and COO-02-R1 fall." in words_of(
        part(told(assess(some, questionnaire())), "plan")
    )


def test_steps_that_wait_for_each_other_in_a_circle_are_named_and_recommendations_stand_without_a_date() -> None:
    def circled(one: Recommendation) -> Recommendation:
        after = {"TRT-03-R1": ("PER-02-R1",), "PER-02-R1": ("TRT-03-R1",)}
        return replace(one, after=after.get(one.id, one.after))

    framework = questionnaire().framework
    dimensions = tuple(
        replace(
            d,
            indicators=tuple(
                replace(i, recommendations=tuple(circled(r) for r in i.recommendations)) for i in d.indicators
            ),
        )
        for d in framework.dimensions
    )
    given = replace(questionnaire(), framework=replace(framework, dimensions=dimensions))
    report = told(assess(example()[0].mission, given))
    words = words_of(part(report, "plan"))
    assert "Actions wait for each other in a circle, which the framework has to mend:" in words
    assert "there is no plan; the recommendations stand with their indicators" in words
    assert "When: no date, as actions wait for each other in a circle." in words_of(part(report, "ind-per-02"))


def test_the_report_says_when_no_solver_was_there_to_choose() -> None:
    script = HIDDEN.partition("from rmdiag.cli")[0] + (
        "from pathlib import Path\n"
        "from rmdiag.opening import assessment_of\n"
        "from rmdiag.reports.diagnostic import Provenance, diagnostic_report\n"
        "from rmdiag.reports.plain import report_as_json\n"
        "print(report_as_json(diagnostic_report(assessment_of(Path(sys.argv[1])), Provenance(version='1'))))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(FOLDER)], capture_output=True, text=True, check=True, timeout=300
    )
    assert "No solver was installed where this report was made, so a better choice may exist." in ran.stdout
    assert "as a solver has shown" not in ran.stdout


def test_scores_do_not_pay_for_the_plan() -> None:
    script = "import sys; from rmdiag.cli import main\ntry: main()\nfinally: print(list(sys.modules), file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", script, "score", str(FOLDER)], capture_output=True, text=True, check=False, timeout=300
    )
    assert "rmdiag.assessment.scoring" in ran.stderr
    assert "rmdiag.assessment.planned" not in ran.stderr
    assert "rmdiag.assessment.proposal" not in ran.stderr


# Plans of any length.


def test_where_every_target_is_reached_there_is_no_chart_and_no_what_if() -> None:
    given = at_the_bottom(with_targets())
    report = told(planned(given))
    assert "there is no action to plan" in words_of(part(report, "plan"))
    assert not figures(report, "figure-plan")
    assert not figures(report, "figure-what-if")


def test_a_plan_of_one_step_has_no_chart_and_stands_in_its_table() -> None:
    report = told(planned(at_the_bottom(with_targets(TRT_03=2))))
    assert not figures(report, "figure-plan")
    assert "1 action over 6 months, from 16 October 2026 to 15 April 2027" in words_of(part(report, "plan"))
    assert "No action waits for another one" in words_of(part(report, "plan"))


def test_a_mission_without_any_answer_plans_to_find_out_and_foresees_nothing() -> None:
    report = told(assess(mission(), questionnaire()))
    words = words_of(part(report, "plan"))
    assert "The first actions are to find out where 45 indicators stand" in words
    assert "reach" not in {section.id for section in part(report, "plan").sections}


@cache
def long_plan() -> Report:
    return told(planned(at_the_bottom(wish=Wish(start=date(2027, 1, 15), capacity=Fraction(40))), copies=6))


def test_a_plan_of_nearly_three_hundred_steps_is_drawn_in_charts_of_at_most_25_bars_each_step_once() -> None:
    drawn = bars(long_plan())
    assert len(drawn) == len({bar.code for bar in drawn}) == 275
    charts = [figure.chart for figure in figures(long_plan(), "figure-plan")]
    assert all(isinstance(chart, GanttChart) and len(chart.bars) <= 25 for chart in charts)
    captions = [figure.caption for figure in figures(long_plan(), "figure-plan")]
    assert captions[0].endswith("part 1 of 11")


def test_parts_of_a_very_long_plan_have_axes_of_their_own_and_those_of_a_shorter_one_share_theirs() -> None:
    long = [f.chart for f in figures(long_plan(), "figure-plan") if isinstance(f.chart, GanttChart)]
    assert len({(chart.quarters[0].first, chart.quarters[-1].last) for chart in long}) > 5
    short = told(planned(at_the_bottom(wish=Wish(start=FIRST_DAY))))
    shared = [f.chart for f in figures(short, "figure-plan") if isinstance(f.chart, GanttChart)]
    assert len(shared) == 3
    assert len({(chart.quarters[0].first, chart.quarters[-1].last) for chart in shared}) == 1


def only(report: Report, *chapters: str) -> Report:
    """Keep the words of some chapters; of the others the titles, to which references lead."""

    def emptied(section: Section) -> Section:
        return replace(section, blocks=(), sections=tuple(emptied(one) for one in section.sections))

    return replace(report, sections=tuple(s if s.id in chapters else emptied(s) for s in report.sections))


def laid_out(report: Report, *chapters: str) -> Document:
    return Press().pages(to_page(numbered(only(report, *chapters))))


def test_no_word_of_a_plan_of_nearly_three_hundred_steps_leaves_its_place_and_no_page_is_nearly_empty() -> None:
    pages = laid_out(long_plan(), "plan", "follow-up")
    assert overflows(pages) == []
    first = next(number for number, page in enumerate(pages.pages) if "plan" in page.anchors)
    last = next(number for number, page in enumerate(pages.pages) if "follow-up" in page.anchors)
    assert min(fullness(pages)[first + 1 : last]) > NEARLY_EMPTY


# What became of adopted actions.


def action(identity: str, status: str) -> PlannedAction:
    return PlannedAction(
        id=identity,
        action=f"Do {identity}.",
        recommendation=None,
        origin=None,
        responsible="Planning",
        start=date(2026, 1, 1),
        end=date(2026, 12, 31),
        status=status,
        span=Span(file="test"),
    )


def with_actions(*actions: PlannedAction) -> Report:
    given = example()[0]
    return told(assess(replace(given.mission, actions=actions), given.questionnaire))


def test_implemented_is_told_as_declared_and_as_verified_by_number_staff_and_cost() -> None:
    report = with_actions(
        replace(action("A-1", "verified"), person_months=Fraction(1), cost=Fraction(100)),
        replace(action("A-2", "done"), person_months=Fraction(3), cost=Fraction(0)),
        replace(action("A-3", "started"), person_months=Fraction(4), cost=Fraction(300)),
        action("A-4", "dropped"),
    )
    words = words_of(part(report, "follow-up"))
    assert "Of the 3 that were not dropped, 2 are done by the administration's own word (67%), and 1 of these" in words
    assert "By staff time that is 50% done and 13% verified." in words
    assert "By cost that is 25% done and 25% verified." in words


def test_shares_by_staff_and_cost_are_left_out_where_an_action_has_none() -> None:
    report = with_actions(replace(action("A-1", "verified"), person_months=Fraction(1)), action("A-2", "done"))
    assert "By staff" not in words_of(part(report, "follow-up"))


def test_an_action_tells_its_money_its_help_what_it_waits_for_and_what_was_proposed() -> None:
    report = with_actions(
        replace(action("A-1", "done"), finished=date(2026, 5, 4)),
        replace(
            action("A-2", "planned"),
            start=date(2027, 1, 1),
            end=date(2027, 3, 31),
            after=("A-1",),
            cost=Fraction(5000),
            funding="State budget 2027",
            support="An expert for a week",
            note="Waits for the new form",
            proposed=Proposed(start=date(2026, 11, 1), end=date(2027, 1, 31)),
        ),
    )
    row = cells(report, "table-earlier")["A-2"]
    for words in (
        "Waits for the new form.",
        "After A-1.",
        "Costs QMD 5,000.",
        "Paid by: State budget 2027.",
        "Support: An expert for a week.",
        "Proposed for 1 Nov 2026\u2009–\u200931 Jan 2027.",
    ):
        assert words in row, words
    assert cells(report, "table-earlier")["A-1"].endswith("done, on 4 May 2026")


def test_what_may_end_late_is_at_risk_with_the_cause() -> None:
    report = with_actions(
        replace(action("A-1", "started"), end=date(2026, 6, 30)),
        replace(
            action("A-2", "planned"), start=date(2027, 1, 1), after=("A-1",), responsible=None, end=date(2027, 6, 30)
        ),
    )
    assert cells(report, "table-earlier")["A-1"].endswith("started, overdue since 30 Jun 2026")
    assert cells(report, "table-earlier")["A-2"].endswith(
        "planned, at risk: it waits for A-1, which is overdue or at risk; nobody is responsible."
    )


def test_adopted_actions_are_drawn_by_status_with_overdue_ones_marked_and_a_line_at_the_date_of_the_mission() -> None:
    report = with_actions(
        replace(action("A-1", "started"), end=date(2026, 6, 30)),
        replace(action("A-2", "verified"), finished=date(2026, 3, 31)),
        action("A-3", "dropped"),
        replace(action("A-4", "planned"), start=None, end=None),
    )
    drawn = {bar.code: bar for bar in bars(report, "figure-adopted")}
    assert {code: bar.look for code, bar in drawn.items()} == {
        "A-1": BarLook.STARTED,
        "A-2": BarLook.VERIFIED,
        "A-3": BarLook.DROPPED,
    }
    assert [code for code, bar in drawn.items() if bar.overdue] == ["A-1"]
    assert drawn["A-2"].last == date(2026, 3, 31), "until it was finished"
    (figure,) = figures(report, "figure-adopted")
    assert isinstance(figure.chart, GanttChart)
    assert figure.chart.today == date(2026, 10, 16)
    assert "One action has no dates and is not in the figure." in words_of(part(report, "follow-up"))


def test_a_hundred_adopted_actions_are_drawn_in_parts() -> None:
    report = with_actions(*(action(f"A-{number}", "planned") for number in range(100)))
    assert len(figures(report, "figure-adopted")) == 4
    assert len(bars(report, "figure-adopted")) == 100


def test_nothing_done_yet_is_said_plainly() -> None:
    words = words_of(part(with_actions(action("A-1", "planned"), action("A-2", "started")), "follow-up"))
    assert "Of the 2 that were not dropped, none is done yet." in words


def test_the_follow_up_names_the_days_on_which_waves_end() -> None:
    words = words_of(part(kestoria(), "follow-up"))
    days = ("31 March 2027", "30 June 2027", "30 June 2028", "28 February 2029")
    waves = ("Quick wins", "Short term", "Medium term", "Long term")
    for day, wave in zip(days, waves, strict=True):
        assert f"{day} Review at the end of the wave “{wave}”" in words


def test_no_sentence_of_the_plan_holds_an_empty_place() -> None:
    for report in (kestoria(), report_2028()):
        words = words_of(part(report, "plan")) + words_of(part(report, "follow-up"))
        assert not re.search(r"\{|\}| ,| \.|\(\)| None", words)
