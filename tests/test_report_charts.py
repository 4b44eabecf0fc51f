from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis.strategies import floats, text
from report_showcase import showcase
from report_showcase_figures import LEVELS

from rmdiag.reports.canvas import Type, shortened, width_of, wrapped
from rmdiag.reports.chart_values import (
    Axis,
    BarLook,
    CellState,
    Chart,
    ConfidenceBars,
    ConfidenceRow,
    GanttChart,
    HeatCell,
    HeatKey,
    HeatMap,
    HeatRow,
    LevelBars,
    LevelRow,
    LoadBar,
    LoadChart,
    PairChart,
    PairRow,
    PlanBar,
    PlanGroup,
    PlanSign,
    PriorityChart,
    PriorityPoint,
    ProfileChart,
    ProfileRow,
    ProfileWords,
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
HEADS = ProfileWords(point="level", interval="interval", target="target", previous="before")
LEVEL = ProfileWords(point="2.0", interval="2–3", target="3.0")
STEPS = ("some", "marked", "strong")
IMPACT = Axis(title="Impact", values=tuple((Fraction(value), words) for value, words in enumerate(STEPS, start=1)))
PRIORITIES = PriorityChart(points=(), impact=IMPACT, effort=IMPACT)
PAIR = PairRow(label="one", own=Fraction(3), result=Fraction(2), shown="+1.0")
PAIRS = PairChart(rows=(PAIR,), levels=LEVELS, own="administration", result="mission")
THIRD = Fraction(1, 3)
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
    svg = draw(ConfidenceBars(rows=(), parts=(("verified", "v"),)), SHEET, "<b> & \x00")
    assert "<title>&lt;b&gt; &amp; \N{REPLACEMENT CHARACTER}</title>" in svg


def test_words_keep_their_dollars_and_signs() -> None:
    row = ProfileRow(label="$a$ <b>&amp;</b> $\x07", shown=LEVEL, point=Fraction(2))
    assert "$a$ <b>&amp;</b> $\N{REPLACEMENT CHARACTER}" in spoken(
        ProfileChart(rows=(row,), levels=LEVELS, heads=HEADS)
    )


def test_a_profile_has_a_column_of_numbers_for_each_mark_that_occurs_under_its_name() -> None:
    row = ProfileRow(label="one", shown=LEVEL, point=Fraction(2), target=Fraction(3))
    places = {
        words: x for words, x, _ in words_in(draw(ProfileChart(rows=(row,), levels=LEVELS, heads=HEADS), SHEET, ""))
    }
    assert places["level"] == places["2.0"] < places["target"] == places["3.0"]
    assert not {"before", "interval", "2–3"} & set(places)


def test_the_interval_of_a_profile_is_written_only_in_rows_that_have_a_grey_band() -> None:
    sure = ProfileRow(label="one", shown=LEVEL, point=Fraction(2), low=Fraction(2), high=Fraction(2))
    words = spoken(ProfileChart(rows=(sure, replace(sure, high=Fraction(3))), levels=LEVELS, heads=HEADS))
    assert (words.count("interval"), words.count("2–3")) == (1, 1)


def test_a_long_name_of_an_earlier_round_is_broken_and_the_scale_keeps_its_room() -> None:
    heads = replace(HEADS, previous="second round of the programme 2024")
    row = ProfileRow(label="W" * 90, shown=replace(LEVEL, previous="1.0"), point=Fraction(2), previous=Fraction(1))
    for width in (80.0, 168.0):
        svg = draw(ProfileChart(rows=(row,), levels=LEVELS, heads=heads), replace(SHEET, width=width), "long")
        first, last = (next(x for words, x, _ in words_in(svg) if words == level) for level in ("1", "5"))
        assert last - first > 40


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
    assert spoken(replace(PRIORITIES, points=(point,))).count("4") == 1


@pytest.mark.parametrize(
    "chart",
    [
        ProfileChart(rows=(), levels=LEVELS, heads=HEADS),
        ProfileChart(
            rows=(ProfileRow(label="", shown=ProfileWords(point=""), point=None),), levels=("Only",), heads=HEADS
        ),
        HeatMap(rows=(), levels=LEVELS),
        HeatMap(rows=(HeatRow(label="none", cells=()),), levels=LEVELS),
        PRIORITIES,
        GanttChart(groups=(), years=(), quarters=(), months=()),
        LoadChart(bars=(), capacity=Fraction(0), capacity_words=""),
        LoadChart(bars=(LoadBar(label="", load=Fraction(0), shown=""),), capacity=Fraction(0), capacity_words=""),
        LevelBars(rows=(), levels=LEVELS, without=""),
        LevelBars(rows=(LevelRow(label="", counts=(0,) * 5),), levels=LEVELS, without=""),
        RateChart(panels=()),
        RateChart(panels=(RatePanel(title="", points=()),)),
        ConfidenceBars(rows=(), parts=()),
        PairChart(rows=(), levels=LEVELS, own="", result=""),
        PairChart(rows=(PAIR,), levels=("Only",), own="", result=""),
    ],
)
def test_a_chart_of_nothing_can_be_drawn(chart: Chart) -> None:
    assert draw(chart, SHEET, "nothing").startswith("<svg")


# Names of levels.


@pytest.mark.parametrize("chart", [PAIRS, ProfileChart(rows=(), levels=LEVELS, heads=HEADS)])
def test_every_level_has_its_name_over_its_line_or_none_has(chart: PairChart | ProfileChart) -> None:
    long = ("Ad hoc", "In development step by step", "Defined", "Managed", "Optimised")
    assert set(long) <= set(spoken(replace(chart, levels=long))), "a long name between short ones has room"
    crowded = tuple(f"{name} and everything that belongs to it" for name in LEVELS)
    assert not {*crowded} & {*spoken(replace(chart, levels=crowded))}


# Two views.


def test_the_names_of_two_views_stand_at_the_marks_of_the_first_row_each_on_its_side() -> None:
    places = {words: x for words, x, _ in words_in(draw(replace(PAIRS, rows=(PAIR, PAIR)), SHEET, "both"))}
    assert places["mission"] < places["administration"], "the mission sees it lower, so its name stands left"
    other = replace(PAIR, own=Fraction(1), result=Fraction(4))
    places = {words: x for words, x, _ in words_in(draw(replace(PAIRS, rows=(other,)), SHEET, "both"))}
    assert places["administration"] < places["mission"]


def test_a_difference_below_none_is_written_with_its_sign() -> None:
    assert "\N{MINUS SIGN}0.5" in spoken(replace(PAIRS, rows=(replace(PAIR, shown="\N{MINUS SIGN}0.5"),)))


# How far answers are proven.


def test_the_names_of_the_parts_stand_over_those_of_the_first_bar_that_has_them() -> None:
    whole = ConfidenceRow(label="a", shares=(Fraction(1), Fraction(0), Fraction(0)), shown=("3", "", ""))
    thirds = replace(whole, shares=(THIRD, THIRD, THIRD), shown=("1", "1", "1"))
    parts = (("verified", "verified"), ("corroborated", "corroborated"), ("declared", "declared"))
    chart = ConfidenceBars(rows=(thirds,), parts=parts)
    over = {words: x for words, x, _ in words_in(draw(chart, SHEET, "proof"))}
    numbers = [x for words, x, _ in words_in(draw(chart, SHEET, "proof")) if words == "1"]
    assert [over["verified"], over["corroborated"], over["declared"]] == pytest.approx(numbers)
    below = {words: y for words, _, y in words_in(draw(replace(chart, rows=(whole, thirds)), SHEET, "proof"))}
    assert below["verified"] < below["3"] < below["corroborated"] == below["declared"] < below["1"]


@pytest.mark.parametrize("counts", [(1, 1, 1, 1, 40), (40, 1, 1, 1, 1), (1, 1, 40, 1, 1)])
@pytest.mark.parametrize("name", ["level", "in development step by step"])
def test_the_names_of_narrow_parts_stand_side_by_side_in_their_order(counts: tuple[int, ...], name: str) -> None:
    levels = tuple(f"{name} {letter}" for letter in "abcde")
    row = LevelRow(label="Today", counts=counts, without=1)
    svg = draw(LevelBars(rows=(row,), levels=levels, without="not assessed"), SHEET, "x")
    type_ = Type(size=7, colour="")
    above = [
        (words, x) for words, x, y in words_in(svg) if y < min(y for words, _, y in words_in(svg) if words == "40")
    ]
    ends = sorted(
        (x - width_of(words, type_) * 36 / 25.4, x + width_of(words, type_) * 36 / 25.4)
        for words, x in above
        if words.endswith(("a", "b", "c", "d", "e", "assessed"))
    )
    assert len(ends) == 6
    assert all(end < start for (_, end), (start, _) in pairwise(ends))


def test_the_bar_over_the_map_counts_its_cells_by_level_and_by_state() -> None:
    cells = tuple(HeatCell(label=f"GOV-0{n}", shown=str(n // 2), level=n // 2) for n in range(4, 7))
    gone = HeatCell(label="GOV-09", shown="n/a", level=None, state=CellState.NOT_APPLICABLE)
    states = (HeatKey(state=CellState.NOT_APPLICABLE, shown="n/a", words="not applicable"),)
    rows = (HeatRow(label="Governance", cells=(*cells, gone)),)
    words = spoken(HeatMap(rows=rows, levels=LEVELS, states=states, counted="Number of indicators"))
    assert {"2 Developing", "3 Defined", "n/a not applicable", "Number of indicators"} <= set(words)
    assert not [word for word in words if word.endswith(("Ad hoc", "Managed", "Optimised"))]


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

    group = PlanGroup(words="", bars=bars)
    return GanttChart(groups=(group,), years=spans(12, ""), quarters=spans(3, "Q1"), months=spans(1, "M"))


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


NAMES = tuple((sign, f"it is {sign.value}") for sign in PlanSign)


def test_a_row_above_its_bars_names_what_a_group_shares_beside_a_bar_that_looks_like_them() -> None:
    plain = gantt(BAR)
    named = replace(plain, groups=(PlanGroup(words="Quick wins", bars=(BAR,)),))
    assert "Quick wins" in spoken(named)
    assert len(paths_in(draw(named, SHEET, "x"))) == len(paths_in(draw(plain, SHEET, "x"))) + 2  # a bar and a rule


def test_each_sign_is_named_once_where_it_stands() -> None:
    special = replace(BAR, last=date(2027, 6, 30), own_last=date(2027, 4, 1), critical=True, overdue=True)
    bars = (special, replace(special, code="B"), replace(special, code="C"))
    words = spoken(replace(gantt(*bars), names=NAMES, today=DAY))
    assert [words.count(name) for _, name in NAMES] == [1] * len(NAMES)


def test_the_name_of_a_sign_gives_way_to_an_arrow() -> None:
    first = replace(BAR, critical=True, last=date(2027, 3, 31))
    after = replace(BAR, code="C", first=date(2027, 4, 1), last=date(2027, 6, 30), after=("A",))
    high = replace(BAR, code="B", critical=True, last=date(2027, 3, 20))
    chart = replace(gantt(first, high, after), names=NAMES[:1])
    places = {words: y for words, _, y in words_in(draw(chart, SHEET, "x"))}
    assert places["it is critical"] == places["A"], "beside B an arrow passes"


def test_a_sign_of_a_bar_that_fills_the_calendar_is_named_in_it() -> None:
    long = replace(BAR, last=date(2027, 12, 31), critical=True)
    name = "critical path of all that is to be done"
    assert name in spoken(replace(gantt(long), names=((PlanSign.CRITICAL, name),)))


@pytest.mark.parametrize("day", [DAY, date(2027, 12, 31)])
def test_the_name_of_the_day_stays_on_the_sheet(day: date) -> None:
    name = "first day of the plan, 31 December 2027"
    svg = draw(replace(gantt(BAR), names=((PlanSign.TODAY, name),), today=day), SHEET, "x")
    start = next(x for words, x, _ in words_in(svg) if words == name)
    assert 0 <= start <= (168 - width_of(name, Type(size=7, colour=""))) * 72 / 25.4 + 0.1


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
    shown = ProfileWords(point="2.0", after=("2.0", "3.0"))
    row = ProfileRow(label="one", shown=shown, point=Fraction(2), after=(Fraction(2), Fraction(3)))
    words = spoken(ProfileChart(rows=(row,), levels=LEVELS, heads=replace(HEADS, after=("quick", "whole"))))
    assert words.count("1") == 2  # a level and the head of the column: nothing has risen yet
    assert words.count("2") == 3  # a level, the mark and the head of its column


def test_words_are_wrapped_to_their_room() -> None:
    type_ = Type(size=8, colour="#000000")
    lines = wrapped("Controls and cargo monitoring at the border", 20, type_, 5)
    assert all(width_of(line, type_) <= 20 for line in lines)
    assert " ".join(lines) == "Controls and cargo monitoring at the border"


def test_words_that_do_not_fit_end_in_an_ellipsis() -> None:
    type_ = Type(size=8, colour="#000000")
    assert wrapped("word " * 30, 20, type_, 2)[-1].endswith("…")
    assert width_of(shortened("W" * 90, 20, type_), type_) <= 20


@given(words=text(alphabet="aWMi .é", max_size=60), width=floats(0, 60))
def test_as_many_letters_are_kept_as_there_is_room_for(words: str, width: float) -> None:
    type_ = Type(size=8, colour="#000000")
    fitting = [end for end in range(len(words)) if width_of(f"{words[:end]}…", type_) <= width]
    longest = f"{words[: max(fitting, default=0)].rstrip()}…"
    assert shortened(words, width, type_) == (words if width_of(words, type_) <= width else longest)
