"""A view puts the same indicators side by side in another way; it never changes a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_rounds import NOWHERE, Round, rounds, scores_of
from written_rounds import MISSION, SAID, assessed, framework, sheet

from rmdiag import opening
from rmdiag.assessment.groupings import GroupOfView, ScoredView, score_view
from rmdiag.assessment.results import Scores, State
from rmdiag.compendium.model import Framework, View, ViewGroup
from rmdiag.screens.scores import view_screen

VIEWS = """\
views:
  - id: themes
    title: By theme
    groups:
      - {id: everything, title: Everything, indicators: [USE-01, LAW-01, LAW-02]}
      - {id: paper, title: Paper, indicators: [LAW-01, LAW-02]}
      - {id: practice, title: Practice, indicators: [USE-01]}
  - id: law
    title: By article
    groups:
      - {id: article-7.4, title: Article 7.4, citing: [TFA-7.4]}
      - {id: article-7.4.1, title: Article 7.4.1, citing: [TFA-7.4.1]}
      - {id: chapter, title: First chapter, compendium: [V1-1]}
      - {id: mixed, title: Mixed, compendium: [V1-1], citing: [TFA-7.4.1], indicators: [LAW-01, LAW-02]}
"""
SHOWN = MISSION + "views: [law, themes]\n"

thoroughly = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def views(*sheets: str, mission: str = SHOWN) -> tuple[ScoredView, ...]:
    return assessed(framework(VIEWS), {"mission.yaml": mission}, sheets=sheets).views


def group(identity: str, *sheets: str, mission: str = SHOWN) -> GroupOfView:
    every = {one.group.id: one for view in views(*sheets, mission=mission) for one in view.groups}
    return every[identity]


# Who belongs to a group


def test_a_mission_shows_the_views_that_it_names_in_its_own_order() -> None:
    assert [view.view.id for view in views(sheet(SAID))] == ["law", "themes"]
    assert views(sheet(SAID), mission=MISSION) == ()


@pytest.mark.parametrize(
    ("identity", "members"),
    [
        ("everything", ["LAW-01", "LAW-02", "USE-01"]),  # in the framework's order, whatever that of the view
        ("article-7.4", ["LAW-01", "USE-01"]),  # an article takes its paragraphs
        ("article-7.4.1", ["LAW-01"]),  # a paragraph does not take its article
        ("chapter", ["LAW-01"]),
        ("mixed", ["LAW-01", "LAW-02"]),  # in for three reasons, and counted once
    ],
)
def test_a_group_holds_what_it_names_what_cites_its_references_and_what_draws_on_its_sections(
    identity: str, members: list[str]
) -> None:
    assert [member.id for member in group(identity, sheet(SAID)).members] == members


# What a group scores: LAW-01 stands at 3, LAW-02, which weighs twice as much, at 3 and USE-01 at 2 of at most 5


def test_a_group_is_the_weighted_mean_of_its_indicators_as_a_dimension_is() -> None:
    lower = sheet(SAID | {"LAW-02-Q1": "nobody"})  # LAW-02 falls to 1
    paper = group("paper", lower).score
    assert (paper.point, paper.low, paper.high) == (Fraction(3 + 2 * 1, 3), Fraction(5, 3), Fraction(5, 3))
    assert (paper.minimum, paper.spread) == (1, 2)
    everything = group("everything", sheet(SAID)).score
    assert everything.point == Fraction(3 + 2 * 3 + 2, 4)
    assert (everything.low, everything.high) == (Fraction(11, 4), Fraction(3 + 2 * 3 + 3, 4))


def test_an_indicator_of_which_nothing_is_known_widens_the_interval_and_leaves_the_point() -> None:
    silent = {question: words for question, words in SAID.items() if not question.startswith("USE")}
    score = group("everything", sheet(silent)).score
    assert (score.state, score.point) == (State.ASSESSED, Fraction(3))
    assert (score.low, score.high, score.coverage) == (Fraction(10, 4), Fraction(14, 4), Fraction(3, 4))


def test_a_group_of_which_nothing_is_known_is_not_assessed() -> None:
    silent = {question: words for question, words in SAID.items() if not question.startswith("USE")}
    score = group("practice", sheet(silent)).score
    assert (score.state, score.point) == (State.NOT_ASSESSED, None)
    assert (score.low, score.high) == (Fraction(1), Fraction(5))


def test_a_group_that_does_not_apply_has_neither_point_nor_interval() -> None:
    excused = f"{SHOWN}not_applicable: {{USE-01: There is no border}}\n"
    score = group("practice", sheet(SAID), mission=excused).score
    assert (score.state, score.point, score.low, score.high) == (State.NOT_APPLICABLE, None, None, None)


def test_a_group_of_which_the_set_asks_nothing_is_out_of_scope() -> None:
    questionnaire = framework(VIEWS)
    asked = replace(questionnaire.sets["everything"], questions=("LAW-01-Q1",))
    short = replace(questionnaire, sets={"everything": asked})
    assessment = assessed(short, {"mission.yaml": SHOWN}, sheets=[sheet({"LAW-01-Q1": "yes"})])
    scores = {one.group.id: one.score for view in assessment.views for one in view.groups}
    assert (scores["practice"].state, scores["practice"].point) == (State.OUT_OF_SCOPE, None)
    assert (scores["everything"].state, scores["everything"].point) == (State.ASSESSED, Fraction(3))
    assert scores["everything"].indicative


# Laws, for any framework and any answers


def any_view(framework: Framework, data: st.DataObject) -> View:
    """Draw a view: any groups of any indicators."""
    some = st.lists(st.sampled_from(sorted(framework.indicators)), min_size=1, unique=True)
    members: Sequence[list[str]] = data.draw(st.lists(some, min_size=1, max_size=3))
    groups = [
        ViewGroup(id=f"group-{place}", title="A group", indicators=tuple(names), span=NOWHERE)
        for place, names in enumerate(members)
    ]
    return View(id="drawn", title="Drawn", meaning="", groups=tuple(groups), span=NOWHERE)


def drawn(given_round: Round, data: st.DataObject) -> tuple[Scores, ScoredView]:
    framework = given_round.questionnaire.framework
    scores = scores_of(given_round).result
    return scores, score_view(framework, any_view(framework, data), scores)


@thoroughly
@given(rounds(judged=True), st.data())
def test_the_point_of_a_group_lies_between_those_of_its_members(given_round: Round, data: st.DataObject) -> None:
    scores, view = drawn(given_round, data)
    for one in view.groups:
        points = [point for member in one.members if (point := scores.indicators[member.id].point) is not None]
        if one.score.point is None:
            assert points == []
        else:
            assert min(points) <= one.score.point <= max(points)
            assert (one.score.minimum, one.score.spread) == (min(points), max(points) - min(points))


@thoroughly
@given(rounds(judged=True), st.data())
def test_the_point_of_a_group_lies_in_its_interval(given_round: Round, data: st.DataObject) -> None:
    _, view = drawn(given_round, data)
    for one in view.groups:
        assert (one.score.low is None) is (one.score.high is None) is (not one.score.state.counts)
        if one.score.point is not None:
            assert one.score.low is not None
            assert one.score.high is not None
            assert one.score.low <= one.score.point <= one.score.high


@thoroughly
@given(rounds(judged=True))
def test_a_group_of_all_indicators_of_a_dimension_scores_as_the_dimension(given_round: Round) -> None:
    framework = given_round.questionnaire.framework
    groups = tuple(
        ViewGroup(id=d.id, title=d.title, indicators=tuple(i.id for i in d.indicators), span=NOWHERE)
        for d in framework.dimensions
    )
    scores = scores_of(given_round).result
    view = score_view(framework, View(id="same", title="Same", meaning="", groups=groups, span=NOWHERE), scores)
    assert {one.group.id: one.score for one in view.groups} == scores.dimensions


@thoroughly
@given(rounds(judged=True), st.data())
def test_a_view_never_changes_a_score(given_round: Round, data: st.DataObject) -> None:
    questionnaire = given_round.questionnaire
    view = any_view(questionnaire.framework, data)
    viewed = replace(questionnaire, framework=replace(questionnaire.framework, views={view.id: view}))
    assert scores_of(replace(given_round, questionnaire=viewed)) == scores_of(given_round)


def test_naming_a_view_in_a_mission_changes_nothing_but_the_views() -> None:
    plain = assessed(framework(VIEWS), {"mission.yaml": MISSION}, sheets=[sheet(SAID)])
    viewed = assessed(framework(VIEWS), {"mission.yaml": SHOWN}, sheets=[sheet(SAID)])
    assert (viewed.scores, viewed.gaps, viewed.plan) == (plain.scores, plain.gaps, plain.plan)


def test_a_group_about_which_a_set_asks_in_part_says_so_and_names_what_it_rests_on() -> None:
    """A level from one indicator of sixteen must not look like the level of sixteen."""
    audit = Path(__file__).parent.parent / "examples" / "kestoria-2026-post-clearance-audit"
    scored = opening.scores_of(audit)
    framework = scored.questionnaire.framework
    view = score_view(framework, framework.views["tfa-articles"], scored.scores.result)
    groups = {one.group.id: one for one in view.groups}
    assert [i.id for i in groups["tfa-7.4"].asked] == ["AUD-04"]
    assert groups["tfa-7.4"].indicative
    rows = {row[0]: row for row in view_screen(view).rows}
    rest = len(groups["tfa-7.4"].members) - 1
    assert rows["tfa-7.4"][5:] == ("indicative", f"AUD-04, and {rest} that the set does not ask about")
    assert rows["tfa-10.4"][2] == "out of scope"
