from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from report_showcase import showcase
from report_showcase_figures import LEVELS

from rmdiag.reports.canvas import Type, shortened, width_of, wrapped
from rmdiag.reports.chart_values import (
    Axis,
    BarLook,
    Chart,
    ConfidenceBars,
    GanttChart,
    HeatMap,
    HeatRow,
    LevelBars,
    LevelRow,
    LoadBar,
    LoadChart,
    PlanBar,
    PlanKey,
    PlanSign,
    PriorityChart,
    PriorityPoint,
    ProfileChart,
    ProfileKey,
    ProfileRow,
    RateChart,
    RatePanel,
    RatePoint,
    TimeSpan,
)
from rmdiag.reports.charts import draw
from rmdiag.reports.marks import Sheet
from rmdiag.reports.model import Figure
from rmdiag.reports.numbering import blocks_of
from rmdiag.reports.render import bundled_tokens

SVG = "{http://www.w3.org/2000/svg}"
SHEET = Sheet(width=168, tokens=bundled_tokens())
KEY = ProfileKey(point="level", interval="interval", target="target", previous="before")
STEPS = ("some", "marked", "strong")
IMPACT = Axis(title="Impact", start=Fraction(1), end=Fraction(3), steps=STEPS)
PRIORITIES = PriorityChart(
    points=(), impact=IMPACT, effort=IMPACT, levels=LEVELS, first="first", plan="plan", fill="fill", later="later"
)
FIGURES = {block.id: block for block in blocks_of(showcase()) if isinstance(block, Figure)}


def words_in(svg: str) -> list[tuple[str, float, float]]:
    tree = ET.fromstring(svg)  # noqa: S314 - drawn a moment ago
    return [(one.text or "", float(one.attrib["x"]), float(one.attrib["y"])) for one in tree.iter(f"{SVG}text")]


def spoken(chart: Chart) -> list[str]:
    return [words for words, _, _ in words_in(draw(chart, SHEET, "alternative"))]


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())
def test_a_chart_is_drawn_to_the_same_bytes_every_time(figure: Figure) -> None:
    assert draw(figure.chart, SHEET, figure.alternative) == draw(figure.chart, SHEET, figure.alternative)


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES.keys())
@pytest.mark.parametrize("width", [168.0, 80.0])
def test_no_word_of_a_chart_leaves_the_sheet(figure: Figure, width: float) -> None:
    svg = draw(figure.chart, replace(SHEET, width=width), figure.alternative)
    tree = ET.fromstring(svg)  # noqa: S314 - drawn a moment ago
    _, _, right, bottom = (float(part) for part in tree.attrib["viewBox"].split())
    for one in tree.iter(f"{SVG}text"):
        size = float(one.attrib["font-size"].removesuffix("px"))
        bold = one.attrib.get("font-weight") == "700"
        length = width_of(one.text or "", Type(size=size, colour="", bold=bold)) * 72 / 25.4
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[one.attrib["text-anchor"]]
        start = float(one.attrib["x"]) - share * length
        assert start > -0.6, one.text
        assert start + length < right + 0.6, one.text
        assert 0 < float(one.attrib["y"]) <= bottom, one.text


def test_a_chart_carries_no_id_no_style_sheet_and_no_address() -> None:
    for figure in FIGURES.values():
        svg = draw(figure.chart, SHEET, figure.alternative)
        assert not re.search(r'\sid=|<style|style="|href|url\(', svg)


def test_the_alternative_text_is_the_title_and_is_escaped() -> None:
    svg = draw(ConfidenceBars(rows=(), verified="v", corroborated="c", declared="d"), SHEET, "<b> & \x00")
    assert "<title>&lt;b&gt; &amp; \N{REPLACEMENT CHARACTER}</title>" in svg


def test_words_keep_their_dollars_and_signs() -> None:
    row = ProfileRow(label="$a$ <b>&amp;</b> $\x07", shown="2", point=Fraction(2))
    assert "$a$ <b>&amp;</b> $\N{REPLACEMENT CHARACTER}" in spoken(ProfileChart(rows=(row,), levels=LEVELS, key=KEY))


def test_the_key_of_a_profile_names_only_marks_that_occur() -> None:
    row = ProfileRow(label="one", shown="2", point=Fraction(2), target=Fraction(3))
    words = spoken(ProfileChart(rows=(row,), levels=LEVELS, key=KEY))
    assert "target" in words
    assert "before" not in words
    assert "interval" not in words


def test_forty_recommendations_in_one_place_do_not_lie_upon_each_other() -> None:
    points = tuple(
        PriorityPoint(label=f"GOV-{number:02}-R1", impact=Fraction(3), effort=Fraction(1), level=2)
        for number in range(40)
    )
    svg = draw(replace(PRIORITIES, points=points), SHEET, "many")
    placed = [(x, y) for words, x, y in words_in(svg) if words.startswith("GOV-")]
    assert len(placed) == 40
    for number, (x, y) in enumerate(placed):
        for other_x, other_y in placed[number + 1 :]:
            assert abs(x - other_x) > 40 or abs(y - other_y) > 12


def test_the_level_of_a_recommendation_is_written_not_only_coloured() -> None:
    point = PriorityPoint(label="GOV-01-R1", impact=Fraction(3), effort=Fraction(1), level=4)
    assert spoken(replace(PRIORITIES, points=(point,))).count("4") == 2  # in the chart and in its key


@pytest.mark.parametrize(
    "chart",
    [
        ProfileChart(rows=(), levels=LEVELS, key=KEY),
        ProfileChart(rows=(ProfileRow(label="", shown="", point=None),), levels=("Only",), key=KEY),
        HeatMap(rows=(), levels=LEVELS),
        HeatMap(rows=(HeatRow(label="none", cells=()),), levels=LEVELS),
        PRIORITIES,
        GanttChart(bars=(), years=(), quarters=(), months=()),
        LoadChart(bars=(), capacity=Fraction(0), capacity_words=""),
        LoadChart(bars=(LoadBar(label="", load=Fraction(0), shown=""),), capacity=Fraction(0), capacity_words=""),
        LevelBars(rows=(), levels=LEVELS, without=""),
        LevelBars(rows=(LevelRow(label="", counts=(0,) * 5),), levels=LEVELS, without=""),
        RateChart(panels=()),
        RateChart(panels=(RatePanel(title="", points=()),)),
        ConfidenceBars(rows=(), verified="", corroborated="", declared=""),
    ],
)
def test_a_chart_of_nothing_can_be_drawn(chart: Chart) -> None:
    assert draw(chart, SHEET, "nothing").startswith("<svg")


# Plans on the calendar.


DAY = date(2027, 1, 1)
BAR = PlanBar(code="A", label="a", first=DAY, last=date(2027, 3, 31), look=BarLook.WAVE_1)


def gantt(*bars: PlanBar, years: int = 1) -> GanttChart:
    """Set bars on a calendar from January 2027."""
    starts = [date(2027 + month // 12, month % 12 + 1, 1) for month in range(12 * years + 1)]

    def spans(months: int, names: str) -> tuple[TimeSpan, ...]:
        every = starts[::months]
        return tuple(
            TimeSpan(label=names or str(first.year), first=first, last=after - timedelta(days=1))
            for first, after in pairwise(every)
        )

    return GanttChart(bars=bars, years=spans(12, ""), quarters=spans(3, "Q1"), months=spans(1, "M"))


def paths_in(svg: str) -> list[dict[str, str]]:
    tree = ET.fromstring(svg)  # noqa: S314 - drawn a moment ago
    return [dict(one.attrib) for one in tree.iter(f"{SVG}path")]


def test_an_action_of_one_day_one_that_waits_for_itself_and_one_that_waits_for_nobody_are_drawn() -> None:
    bars = (replace(BAR, last=DAY, after=("gone",)), replace(BAR, code="B", after=("A", "B")))
    assert {"A", "B"} <= set(spoken(gantt(*bars)))


@pytest.mark.parametrize(("years", "named"), [(1, {"M", "Q1", "2027"}), (4, {"Q1", "2027"}), (30, {"2027"})])
def test_the_calendar_names_months_and_quarters_where_there_is_room_and_years_always(
    years: int, named: set[str]
) -> None:
    words = set(spoken(gantt(BAR, years=years)))
    assert words & {"M", "Q1", "2027"} == named


def test_years_of_fifty_do_not_write_over_each_other() -> None:
    placed = sorted(
        (x, words) for words, x, _ in words_in(draw(gantt(BAR, years=50), SHEET, "long")) if words[:1] == "2"
    )
    assert len(placed) > 5
    width = width_of("2027", Type(size=7, colour="", bold=True)) * 72 / 25.4
    assert all(right - left > width for (left, _), (right, _) in pairwise(placed))


def test_a_plan_of_a_hundred_years_with_hostile_names_stays_on_the_sheet() -> None:
    hostile = replace(BAR, code="$x$ <b>" * 9, label="W" * 200, last=date(2126, 12, 31), overdue=True, critical=True)
    svg = draw(gantt(hostile, years=100), SHEET, "hostile")
    right = float(ET.fromstring(svg).attrib["viewBox"].split()[2])  # noqa: S314 - drawn a moment ago
    for words, x, _ in words_in(svg):
        assert -1 < x <= right, words
    assert len(paths_in(svg)) < 150


def test_the_critical_path_is_marked_by_a_flag_and_a_thick_edge_and_not_by_colour_alone() -> None:
    plain, marked = (paths_in(draw(gantt(one), SHEET, "x")) for one in (BAR, replace(BAR, critical=True)))
    assert len(marked) == len(plain) + 2  # the flag before the code and the edge of the bar
    widths = [float(one.get("stroke-width", "0")) for one in marked]
    assert max(widths) > max(float(one.get("stroke-width", "0")) for one in plain)


def test_a_step_made_longer_shows_its_own_length_and_the_rest_in_dashes() -> None:
    stretched = paths_in(draw(gantt(replace(BAR, own_last=date(2027, 1, 31))), SHEET, "x"))
    assert sum("stroke-dasharray" in one for one in stretched) == 1
    assert not any("stroke-dasharray" in one for one in paths_in(draw(gantt(BAR), SHEET, "x")))


def test_what_is_overdue_has_a_sign_behind_its_bar() -> None:
    assert "!" in spoken(gantt(replace(BAR, overdue=True)))
    assert "!" not in spoken(gantt(BAR))


def test_every_status_of_a_bar_looks_different() -> None:
    looks = (BarLook.PLANNED, BarLook.STARTED, BarLook.DONE, BarLook.VERIFIED, BarLook.DROPPED)
    assert len({draw(gantt(replace(BAR, look=look)), SHEET, "x") for look in looks}) == len(looks)


def test_an_arrow_leads_to_what_waits_in_the_same_chart_only() -> None:
    alone = paths_in(draw(gantt(BAR, replace(BAR, code="B")), SHEET, "x"))
    waiting = paths_in(draw(gantt(BAR, replace(BAR, code="B", after=("A", "C"))), SHEET, "x"))
    assert len(waiting) == len(alone) + 2  # a line and its head


def test_the_key_names_every_sign() -> None:
    keys = tuple(PlanKey(sign=sign, words=sign.value) for sign in (*BarLook, *PlanSign))
    assert {key.words for key in keys} <= set(spoken(replace(gantt(BAR), keys=keys)))


# Loads, levels, rates.


def test_the_names_of_sixty_stretches_do_not_write_over_each_other() -> None:
    bars = tuple(LoadBar(label="Jan 2027", load=Fraction(number), shown="11.5") for number in range(60))
    svg = draw(LoadChart(bars=bars, capacity=Fraction(70), capacity_words="there are 70"), SHEET, "x")
    placed = sorted(x for words, x, _ in words_in(svg) if words == "Jan 2027")
    width = width_of("Jan 2027", Type(size=7, colour="")) * 72 / 25.4
    assert len(placed) > 3
    assert all(right - left > width for left, right in pairwise(placed))


def test_every_part_of_a_bar_of_levels_says_how_many_stand_there() -> None:
    row = LevelRow(label="Today", counts=(2, 15, 24, 4, 0), without=3, note="28 of 48")
    words = spoken(LevelBars(rows=(row,), levels=LEVELS, without="not assessed"))
    assert {"2", "15", "24", "4", "3", "not assessed"} <= set(words)
    assert words.count("15") == 1


def rate(*values: int) -> RatePanel:
    points = (
        RatePoint(label=f"20{20 + n}", value=Fraction(v), low=Fraction(v - 1), high=Fraction(v + 2), shown=f"{v}%")
        for n, v in enumerate(values)
    )
    return RatePanel(title="Hit rate", points=tuple(points))


def test_a_rate_shows_every_figure_where_there_is_room_and_else_the_first_and_the_last() -> None:
    assert {"2020", "2021", "3%", "9%"} <= set(spoken(RateChart(panels=(rate(3, 9),))))
    many = spoken(RateChart(panels=(rate(*range(3, 27)),)))
    assert [words for words in many if words.endswith("%")] == ["3%", "26%"]


def test_a_rate_that_never_moved_is_drawn() -> None:
    still = RatePoint(label="2026", value=Fraction(0), low=Fraction(0), high=Fraction(0), shown="0%")
    assert "0%" in spoken(RateChart(panels=(RatePanel(title="None", points=(still, still)),)))


def test_where_a_row_would_rise_stands_a_numbered_mark_for_each_time() -> None:
    row = ProfileRow(label="one", shown="2", point=Fraction(2), after=(Fraction(2), Fraction(3)))
    key = replace(KEY, after=("quick", "whole"))
    words = spoken(ProfileChart(rows=(row,), levels=LEVELS, key=key))
    assert words.count("1") == 2  # a level and the key: nothing has risen yet
    assert words.count("2") == 4  # a level, the end of the row, the mark and the key


def test_words_are_wrapped_to_their_room() -> None:
    type_ = Type(size=8, colour="#000000")
    lines = wrapped("Controls and cargo monitoring at the border", 20, type_, 5)
    assert all(width_of(line, type_) <= 20 for line in lines)
    assert " ".join(lines) == "Controls and cargo monitoring at the border"


def test_words_that_do_not_fit_end_in_an_ellipsis() -> None:
    type_ = Type(size=8, colour="#000000")
    assert wrapped("word " * 30, 20, type_, 2)[-1].endswith("…")
    assert width_of(shortened("W" * 90, 20, type_), type_) <= 20
