"""The plan is a report of its own, for those who carry it out and those who pay: it says all that they must know."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from golden_pages import assert_golden
from pages import fullness, overflows
from report_parts import cells, places, row_of, table
from test_diagnostic import part, words_of
from weasyprint import Document

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.mission import Targets
from rmdiag.assessment.wish import Wish
from rmdiag.opening import reported
from rmdiag.questionnaires.merging import Answers
from rmdiag.reports.chart_values import GanttChart
from rmdiag.reports.editions.telling import Provenance, telling
from rmdiag.reports.model import Figure, KeyFigures, Report, RowKind
from rmdiag.reports.numbering import blocks_of, check, numbered, sections_of
from rmdiag.reports.press import Press
from rmdiag.reports.public import public_actions
from rmdiag.reports.render import to_page, to_pdf
from rmdiag.reports.report_for import Edition, report_for

pytestmark = pytest.mark.xdist_group("plan report")  # one process lays each plan out once for all of them

EXAMPLES = Path(__file__).parent.parent / "examples"
FACTS = Provenance(version="0.1.0")
PUBLIC = Provenance(version="0.1.0", public=True)
ROUNDS = ("kestoria-2028", "valdoria-2028", "tambare-2028", "saint-orel-2028")
NEARLY_EMPTY = 0.3
HOSTILE = "<b>Weigh</b> & measure {everything} twice, then write it down"


@cache
def example(name: str) -> Assessment:
    return reported(EXAMPLES / name, None, None)


def told(assessment: Assessment, facts: Provenance = FACTS) -> Report:
    """Write the plan and see that its ids are unique, its references lead somewhere and its rows fill their tables."""
    report = numbered(report_for(assessment, facts, Edition.PLAN))
    check(report)
    return report


@cache
def plan(name: str) -> Report:
    return told(example(name))


@cache
def laid_out(name: str) -> Document:
    return Press().pages(to_page(plan(name)))


def with_plan(*actions: PlannedAction, wish: Wish | None = None) -> Assessment:
    """Give Kestoria's round of 2028 with another plan.yaml."""
    given = example("kestoria-2028")
    return assess(replace(given.mission, actions=actions, wish=wish), given.questionnaire)


def action(identity: str, **values: object) -> PlannedAction:
    """Write an action of a plan, planned for the spring of 2029 unless said otherwise."""
    first = example("kestoria-2028").mission.actions[0]
    plain: dict[str, object] = {
        "action": "Do it.",
        "recommendation": None,
        "indicator": None,
        "responsible": "Risk Management Unit",
        "start": date(2029, 3, 1),
        "end": date(2029, 5, 31),
        "status": "planned",
        "finished": None,
        "reason": None,
        "note": None,
        "evidence": (),
        "person_months": Fraction(2),
        "cost": Fraction(1000),
        "funding": "State budget 2029",
        "support": None,
        "after": (),
        "proposed": None,
    }
    return replace(first, id=identity, **(plain | values))  # type: ignore[arg-type]  # a test says what it changes


def bars(report: Report) -> list[str]:
    charts = [b.chart for b in blocks_of(report) if isinstance(b, Figure) and b.id.startswith("figure-plan")]
    return [bar.code for chart in charts if isinstance(chart, GanttChart) for bar in chart.bars]


# What it says


def test_the_first_page_says_where_the_plan_starts_and_what_it_would_reach() -> None:
    words = words_of(part(plan("kestoria-2028"), "plan-summary"))
    assert "18 actions over 18 months, from 13 October 2028 to 12 April 2030" in words
    assert "from level 2.4 to level 2.8" in words
    assert (
        "Of the 18 actions 3 stand in the plan that the administration has adopted; proposed and not adopted" in words
    )


def test_cover_title_and_identifier_name_the_edition() -> None:
    report = plan("kestoria-2028")
    assert report.cover is not None
    assert report.cover.kicker == "Action plan · round 2028"
    assert report.metadata.title == "Action plan: Kestoria Customs Service"
    assert " · plan · " in report.metadata.identifier


def test_an_action_stands_with_all_that_its_owner_must_know() -> None:
    row = row_of(plan("kestoria-2028"), "table-short", "ANA-01-R1")
    assert "13\xa0Jan\u2009–\u200912\xa0Mar\xa02029; after IDN-02-R1" in row[0]
    assert "Deliverable: " in row[1]
    assert "Done when: " in row[1]
    assert row[2] == "Head of risk management"
    assert "person-months. Cost: none. Support: " in row[3]
    assert "Closes: ANA-01-Q1" in row[3]


def test_what_an_action_closes_stands_in_words_with_what_is_needed() -> None:
    row = row_of(plan("kestoria-2028"), "table-closes", "TRT-03-Q2")
    assert row[1].startswith("What share of physical and documentary controls")
    assert row[2:] == ["82%", "90% or more"]


def test_an_adopted_action_stands_for_the_step_that_it_carries_out() -> None:
    report = plan("kestoria-2028")
    assert "A-04" in bars(report)
    assert "TRT-03-R3" not in bars(report)
    row = row_of(report, "table-quick-win", "A-04")
    assert "overdue" in row[0]
    assert "Status: adopted; started." in row[1]
    assert "Paid by: State budget 2027." in row[3]


def test_a_step_that_was_done_and_is_called_for_again_says_so() -> None:
    row = row_of(plan("kestoria-2028"), "table-short", "TRT-04-R1")
    assert "Reported done as A-05" in row[1]
    assert "TRT-04-R1 (earlier A-05, done)" in words_of(part(plan("kestoria-2028"), "risks"))


def test_what_must_come_first_is_told_with_the_reason() -> None:
    row = row_of(plan("kestoria-2028"), "table-first", "IDN-02-R1")
    assert "ANA-01-R1 Assessment method, to level\xa03. TRT-01-R1 " in row[2]
    assert row[2].endswith("In each case it builds on what this delivers.")


def test_every_sum_of_money_adds_up() -> None:
    rows = cells(table(plan("kestoria-2028"), "table-money"))
    numbers = [[int(cell.replace(",", "")) if cell != "–" else 0 for cell in row[1:]] for row in rows]
    waves = next(
        place
        for place, row in enumerate(numbers)
        if place and [sum(c) for c in zip(*numbers[:place], strict=True)] == row
    )
    payers = numbers[waves + 1 :]
    assert [sum(column) for column in zip(*payers, strict=True)] == numbers[waves], "parted by who pays"
    assert all(sum(row[:-1]) == row[-1] for row in numbers)
    whole = sum(
        int(row[4].replace("QMD", "").replace(",", "")) for row in cells(table(plan("kestoria-2028"), "table-sources"))
    )
    assert whole == numbers[waves][-1]


def test_each_action_stands_once_under_the_role_that_answers_for_it() -> None:
    report = plan("tambare-2028")
    listed = [row[0] for row in cells(table(report, "table-roles"))]
    assert sorted(listed) == sorted(bars(report))


def test_status_so_far_groups_what_is_overdue_what_is_declared_and_what_was_dropped_with_its_reason() -> None:
    found = table(plan("kestoria-2028"), "table-earlier")
    heads = [row.cells[0].runs[0] for row in found.rows if row.kind is RowKind.GROUP]
    assert [getattr(head, "text", "") for head in heads] == [
        "Overdue (2)",
        "Under way or still to come, on time (1)",
        "Done by declaration, not yet verified (2)",
        "Verified (5)",
        "Dropped (1)",
    ]
    assert row_of(plan("kestoria-2028"), "table-earlier", "A-04")[4] == "started, overdue since 30\xa0Jun\xa02028"


# Risks


def test_more_staff_or_money_than_there_is_and_what_lacks_date_or_owner_are_risks() -> None:
    assessment = with_plan(
        action("X-1", person_months=Fraction(40), cost=Fraction(9_000_000)),
        action("X-2", end=None, start=None),
        action("X-3", responsible=None),
        action("X-4", start=date(2029, 4, 1), after=("X-1",)),
        wish=Wish(start=date(2028, 10, 13), capacity=Fraction(12), budget=Fraction(2_000_000)),
    )
    words = words_of(part(told(assessment), "risks"))
    assert "asks for more than the 12 person-months that can be given" in words
    assert "and the budget is QMD 2,000,000" in words
    assert "One action has no last day: X-2 (Do it)." in words
    assert "One action has nobody who answers for it: X-3 (Do it)." in words
    assert "X-4" in words


def test_a_plan_without_any_weakness_says_so() -> None:
    given = example("kestoria-2028")
    reached = replace(given.mission, targets=Targets(preset="foundation", overrides=dict.fromkeys(given.targets, 1)))
    calm = action("X-1", indicator="TRT-03")
    wish = Wish(start=date(2028, 10, 13), capacity=Fraction(12))
    report = told(assess(replace(reached, actions=(calm,), wish=wish), given.questionnaire))
    assert "No action is undated, overdue or without an owner" in words_of(part(report, "risks"))
    assert "The data show no risk of the plan itself." in words_of(part(report, "plan-summary"))


# Extremes


def test_with_all_levels_at_their_targets_it_says_so_in_a_sentence() -> None:
    given = example("kestoria-2028")
    reached = replace(
        given.mission, targets=Targets(preset="foundation", overrides=dict.fromkeys(given.targets, 1)), actions=()
    )
    report = told(assess(reached, given.questionnaire))
    assert "There is no action to plan: every indicator that could be assessed stands at its target" in words_of(
        part(report, "plan-summary")
    )
    assert {section.id for section in sections_of(report.sections)} == {"plan-summary", "follow-up"}


def test_without_answers_the_plan_is_to_find_out() -> None:
    given = example("kestoria-2028")
    nobody = Answers(sheets=(), as_of=given.mission.as_of)
    empty = replace(given.mission, answers=nobody, actions=(), judgements=(), evidence={})
    report = told(assess(empty, given.questionnaire))
    assert "Find out where “" in words_of(part(report, "actions"))
    assert "are to bring customs risk management of Kestoria Customs Service to its targets" in words_of(
        part(report, "plan-summary")
    )


def test_a_plan_of_a_hundred_actions_with_long_names_and_markup_breaks_nowhere() -> None:
    long = "Directorate-General for the Coordination of Interinstitutional Modernisation " * 2
    many = [
        action(f"X-{n:03}", action=f"{HOSTILE} {n}. " * (1 + n % 5), responsible=long if n % 3 else None, note=HOSTILE)
        for n in range(100)
    ]
    report = told(with_plan(*many))
    document = Press().pages(to_page(report))
    assert overflows(document) == []
    assert min(fullness(document)[1:-1]) > NEARLY_EMPTY
    assert "&lt;b&gt;Weigh&lt;/b&gt; &amp; measure {everything}" in to_page(report)


def test_a_plan_without_dates_draws_nothing_for_them_and_lists_them() -> None:
    undated = [action(f"X-{n}", start=None, end=None) for n in range(3)]
    report = told(with_plan(*undated))
    assert not {"X-0", "X-1", "X-2"} & set(bars(report))
    assert "3 actions have no last day and are not in the figure" in words_of(part(report, "calendar"))
    assert [row[0] for row in cells(table(report, "table-undated"))] == ["X-0 no dates", "X-1 no dates", "X-2 no dates"]


# The public form


@pytest.mark.parametrize("name", ["kestoria-2028", "valdoria-2028"])
def test_the_public_form_sums_up_the_actions_that_it_tells_and_no_others(name: str) -> None:
    assessment = example(name)
    report = told(assessment, PUBLIC)
    steps = public_actions(telling(assessment, PUBLIC)).lines.every
    total = cells(table(report, "table-counts"))[-1]
    assert total[-2] == str(len(steps))
    cards = next(block for block in blocks_of(report) if isinstance(block, KeyFigures)).cards
    assert cards[0].value == str(len(steps))
    assert bars(report) == []


def test_the_public_form_tells_no_missing_item_and_no_owner_s_words() -> None:
    report = told(with_plan(action("X-1", action=HOSTILE, recommendation="TRT-03-R3", responsible="Ms Name")), PUBLIC)
    page = to_page(report)
    assert "Weigh" not in page
    assert "Ms Name" not in page
    assert "TRT-03" not in page


# Pages


@pytest.mark.parametrize("name", ROUNDS)
def test_no_word_leaves_its_place_and_no_page_is_nearly_empty(name: str) -> None:
    assert overflows(laid_out(name)) == []
    thin = [number for number, share in enumerate(fullness(laid_out(name)), start=1) if share < NEARLY_EMPTY]
    assert [number for number in thin if number != len(laid_out(name).pages)] == []


@pytest.mark.parametrize("name", ROUNDS)
def test_the_page_that_says_it_all_is_one_page(name: str) -> None:
    where = places(laid_out(name))
    assert (where["plan-summary"], where["calendar"]) == (2, 3)


@pytest.mark.parametrize("name", ["kestoria-2028", "valdoria-2028"])
def test_the_pages_are_those_that_were_looked_at(name: str) -> None:
    where = places(laid_out(name))
    held = sorted({2, 3, where["wave-quick-win"], where["risks"], where["annex-a"]})
    assert_golden(f"plan-{name}", to_pdf(plan(name)), only=held)
