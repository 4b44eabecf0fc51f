from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from report_showcase import showcase
from report_showcase_figures import LEVELS

from rmdiag.reports.canvas import Type, shortened, width_of, wrapped
from rmdiag.reports.chart_values import (
    Axis,
    Chart,
    ConfidenceBars,
    HeatMap,
    HeatRow,
    PlannedAction,
    PriorityChart,
    PriorityPoint,
    ProfileChart,
    ProfileKey,
    ProfileRow,
    Wave,
    WaveChart,
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
        WaveChart(actions=(), waves=(), unit="Months"),
        ConfidenceBars(rows=(), verified="", corroborated="", declared=""),
    ],
)
def test_a_chart_of_nothing_can_be_drawn(chart: Chart) -> None:
    assert draw(chart, SHEET, "nothing").startswith("<svg")


def test_an_action_of_no_length_and_one_that_waits_for_an_absent_one_are_drawn() -> None:
    actions = (
        PlannedAction(code="A", label="a", start=Fraction(0), months=Fraction(0), wave=1, after=("gone",)),
        PlannedAction(code="B", label="b", start=Fraction(0), months=Fraction(2), wave=7, after=("A", "B")),
    )
    waves = (Wave(label="Quick wins", start=Fraction(0), end=Fraction(3)),)
    assert {"A", "B"} <= set(spoken(WaveChart(actions=actions, waves=waves, unit="Months")))


def test_words_are_wrapped_to_their_room() -> None:
    type_ = Type(size=8, colour="#000000")
    lines = wrapped("Controls and cargo monitoring at the border", 20, type_, 5)
    assert all(width_of(line, type_) <= 20 for line in lines)
    assert " ".join(lines) == "Controls and cargo monitoring at the border"


def test_words_that_do_not_fit_end_in_an_ellipsis() -> None:
    type_ = Type(size=8, colour="#000000")
    assert wrapped("word " * 30, 20, type_, 2)[-1].endswith("…")
    assert width_of(shortened("W" * 90, 20, type_), type_) <= 20
