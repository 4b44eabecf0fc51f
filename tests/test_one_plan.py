"""A mission has one plan: every edition tells the same actions, sums, levels and days."""

from __future__ import annotations

from functools import cache

import pytest
from example_missions import assessed
from report_parts import cells, row_of, table
from test_diagnostic import FACTS, part, words_of
from test_example import FOLDER

from rmdiag.assessment.assess import Assessment
from rmdiag.reports.chart_values import GanttChart
from rmdiag.reports.editions.ahead import Ahead, ahead_of
from rmdiag.reports.editions.assessed import Assessed
from rmdiag.reports.editions.plan_line_words import wave_ends
from rmdiag.reports.editions.scope import leaves_out_dimensions
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.model import Figure, Paragraph, ParagraphStyle, Report, Section
from rmdiag.reports.numbering import blocks_of
from rmdiag.reports.public import public_actions
from rmdiag.reports.report_for import Edition, report_for

pytestmark = pytest.mark.xdist_group("one plan")  # one process writes each report once for all of them

PUBLIC = Provenance(version="0.1.0", public=True)
MISSIONS = (
    "kestoria-2026",
    "kestoria-2026-technology",
    "kestoria-2028",
    "saint-orel-2026",
    "saint-orel-2028",
    "tambare-2026",
    "tambare-2028",
    "valdoria-2026",
    "valdoria-2028",
)
every_mission = pytest.mark.parametrize("name", MISSIONS)


def example(name: str) -> Assessment:
    return assessed(FOLDER.parent / name)


@cache
def told(name: str, edition: Edition) -> Report:
    return report_for(example(name), FACTS, edition)


@cache
def tell(name: str) -> Telling:
    return telling(example(name), FACTS)


def leads(report: Report) -> str:
    found = [b for b in blocks_of(report) if isinstance(b, Paragraph) and b.style is ParagraphStyle.LEAD]
    return " ".join("".join(run.text or "" for run in block.runs) for block in found)


def plain(words: str) -> str:
    """Take spaces that do not break for spaces that do."""
    return " ".join(words.split())


def whole(name: str) -> Section:
    return part(told(name, Edition.DIAGNOSTIC), "plan")


@every_mission
def test_actions_staff_cost_days_and_levels_of_every_wave_are_those_of_the_plan_edition(name: str) -> None:
    waves = cells(table(told(name, Edition.PLAN), "table-waves"))
    assert cells(table(told(name, Edition.DIAGNOSTIC), "table-waves")) == waves
    brief = cells(table(told(name, Edition.EXECUTIVE), "table-brief-waves"))
    assert [(row[0], *row[2:5]) for row in brief] == [(row[0], *row[2:5]) for row in waves][: len(brief)]
    if len(waves[0]) > len(brief[0]):
        overall = tell(name).say("profile.overall")
        then = row_of(told(name, Edition.EXECUTIVE), "table-brief-reach", overall)[2 : 1 + len(brief)]
        assert then == [row[5] for row in waves[: len(brief) - 1]]


@every_mission
def test_what_the_plan_reaches_is_told_alike(name: str) -> None:
    reached = [cells(table(told(name, edition), "table-reach")) for edition in (Edition.DIAGNOSTIC, Edition.PLAN)]
    assert reached[0] == reached[1]


@every_mission
def test_each_action_stands_in_the_chapter_and_in_the_figure_as_in_the_plan_edition(name: str) -> None:
    slugs = [wave.value.replace("_", "-") for wave in tell(name).ahead.lines.waves]
    for slug in slugs:
        own, plan = (
            cells(table(told(name, edition), f"table-{slug}")) for edition in (Edition.DIAGNOSTIC, Edition.PLAN)
        )
        assert own == plan
    charts = [
        b.chart
        for b in blocks_of(told(name, Edition.DIAGNOSTIC))
        if isinstance(b, Figure) and b.id.startswith("figure-plan")
    ]
    drawn = [bar.code for chart in charts if isinstance(chart, GanttChart) for bar in chart.bars]
    assert drawn == [line.id for line in tell(name).ahead.every]


@every_mission
def test_the_first_sentence_of_the_plan_and_its_last_day_are_told_alike(name: str) -> None:
    lines, shown = tell(name).ahead.lines, tell(name).shown
    plan = next(block for block in told(name, Edition.PLAN).sections[0].blocks if isinstance(block, Paragraph))
    assert plan in whole(name).blocks
    assert plain(shown.date(lines.ends)) in plain(words_of(whole(name)))
    ends = cells(table(told(name, Edition.EXECUTIVE), "table-brief-waves"))[-1][1]
    assert ends == shown.day(lines.ends)


@every_mission
def test_the_summary_asks_for_what_the_plan_takes_and_promises_what_it_reaches(name: str) -> None:
    said, ahead = tell(name), tell(name).ahead
    if said.indicative:
        return
    words = plain(words_of(part(told(name, Edition.DIAGNOSTIC), "summary")))
    total = cells(table(told(name, Edition.PLAN), "table-waves"))[len(ahead.lines.waves)]
    days = [said.shown.date(ahead.lines.ends)]
    if not leaves_out_dimensions(said):  # only where there is an overall level is the first wave told apart
        days.append(said.shown.day(wave_ends(ahead.lines, ahead.lines.waves[0])))
    asked = (said.count("summary.asks_steps", len(ahead.every)), *days, *total[3:])
    assert [one for one in asked if plain(one) not in words] == []


@every_mission
def test_the_short_editions_promise_the_level_that_the_plan_reaches(name: str) -> None:
    reached = tell(name).ahead.reached
    if reached is None or tell(name).result.overall.point is None:
        return
    level = tell(name).shown.mean(reached.outcomes[-1].scores.overall.point)
    for edition in (Edition.EXECUTIVE, Edition.ONE_PAGER, Edition.PLAN, Edition.DIAGNOSTIC):
        assert level in leads(told(name, edition)), edition


@every_mission
def test_the_plan_is_reviewed_on_the_same_days(name: str) -> None:
    both = [cells(table(told(name, edition), "table-follow-up")) for edition in (Edition.DIAGNOSTIC, Edition.PLAN)]
    assert both[0] == both[1]
    days = [row[0] for row in both[0]]
    assert tell(name).shown.date(tell(name).ahead.lines.ends) in days, "with its last action"


@every_mission
def test_where_an_indicator_is_told_its_action_has_the_days_under_which_it_is_adopted(name: str) -> None:
    for line in tell(name).ahead.adopted:
        if line.recommendation is None or line.step is None or line.indicator is None:
            continue
        said = words_of(part(told(name, Edition.DIAGNOSTIC), f"ind-{line.indicator.id.lower()}"))
        assert line.id in said


@pytest.mark.parametrize("name", ["kestoria-2028", "saint-orel-2028", "valdoria-2028"])
def test_the_public_forms_tell_the_days_of_the_same_plan(name: str) -> None:
    every = tell(name).ahead.every
    days = {(line.recommendation.id, line.first, line.last) for line in every if line.recommendation is not None}
    public = public_actions(telling(example(name), PUBLIC)).lines.every
    assert {(line.id, line.first, line.last) for line in public} <= days


def test_the_plan_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Assessed] = []

    def counted(of: Assessed) -> Ahead:
        made.append(of)
        return ahead_of(of)

    monkeypatch.setattr("rmdiag.reports.editions.telling.ahead_of", counted)
    report_for(example("kestoria-2026"), FACTS, Edition.DIAGNOSTIC)
    assert len(made) == 1
