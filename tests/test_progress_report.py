"""The report of progress tells what moved between two rounds, and whether practice moved or what is known of it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from complaints_received import rounds_with_an_office
from golden_pages import assert_golden
from pages import fullness, overflows
from report_parts import cells, places, row_of, table
from test_cli import rmdiag
from test_diagnostic import part, words_of
from weasyprint import Document

from rmdiag.assessment.assess import Assessment, assess
from rmdiag.opening import reported
from rmdiag.questionnaires.merging import Profile
from rmdiag.reports.chart_change import draw_changes
from rmdiag.reports.chart_values import ChangeChart, ChangePanel
from rmdiag.reports.editions.progress_rounds import rounds_of
from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.marks import Sheet
from rmdiag.reports.model import Figure, KeyFigures, Report
from rmdiag.reports.numbering import blocks_of, check, numbered
from rmdiag.reports.press import Press
from rmdiag.reports.public import levels_of
from rmdiag.reports.render import bundled_tokens, to_page, to_pdf
from rmdiag.reports.report_for import Edition, report_for

pytestmark = pytest.mark.xdist_group("progress report")  # one process lays each report out once for all of them

EXAMPLES = Path(__file__).parent.parent / "examples"
FACTS = Provenance(version="0.1.0")
PUBLIC = Provenance(version="0.1.0", public=True)
PAIRS = {
    "kestoria-2028": "kestoria-2026",
    "valdoria-2028": "valdoria-2026",
    "tambare-2028": "tambare-2026",
    "saint-orel-2028": "saint-orel-2026",
}
NEARLY_EMPTY = 0.3


@cache
def example(name: str, language: str | None = None) -> Assessment:
    return reported(EXAMPLES / name, None, language)


def told(new: Assessment, old: Assessment, facts: Provenance = FACTS) -> Report:
    """Write a report and see that its ids are unique, its references lead somewhere and its rows fill their tables."""
    report = numbered(report_for(new, facts, Edition.PROGRESS, old))
    check(report)
    return report


@cache
def progress(name: str, against: str | None = None) -> Report:
    new = example(name)
    return told(new, example(against or PAIRS[name], new.mission.report_language))


@cache
def laid_out(name: str) -> Document:
    return Press().pages(to_page(progress(name)))


def number_in(answers: Profile, question: str) -> Fraction | None:
    merged = answers.get(question)
    value = None if merged is None or merged.low is None else merged.low.value
    return value if isinstance(value, Fraction) else None


def changes(report: Report) -> ChangeChart | None:
    charts = (block.chart for block in blocks_of(report) if isinstance(block, Figure))
    return next((chart for chart in charts if isinstance(chart, ChangeChart)), None)


# What moved


def test_the_first_page_tells_practice_from_what_is_known_of_it() -> None:
    words = words_of(part(progress("kestoria-2028"), "summary"))
    assert "Between 16 October 2026 and 13 October 2028 the overall level" in words
    assert "went from 2.3 to 2.4" in words
    assert "Of 45 indicators that can be compared, 6 rose, 1 fell and 38 stayed." in words
    assert "Of the 7 that moved, practice itself changed in 6; only what is known of it changed in 1." in words
    assert "Rose, information COO-03 Tax, police and FIU 2 → 3" in words
    assert "Stayed, weaker ORG-02 Staffing and retention 2" in words


def test_title_subject_and_identifier_name_both_rounds() -> None:
    report = progress("kestoria-2028")
    assert report.cover is not None
    assert report.cover.kicker == "Progress report · round 2028 against round 2026"
    facts = {fact.term: "".join(getattr(run, "text", "") for run in fact.meaning) for fact in report.cover.facts}
    assert (facts["As of"], facts["Compared with"]) == ("13 October 2028", "round 2026, as of 16 October 2026")
    assert report.metadata.identifier.startswith("kestoria-2028 · since kestoria-2026 · ")


def test_every_dimension_has_a_field_with_both_levels_and_the_change_in_words() -> None:
    chart = changes(progress("kestoria-2028"))
    assert chart is not None
    assert chart.rounds == ("2026", "2028")
    panel = next(one for one in chart.panels if one.title == "People and culture")
    assert (panel.shown, panel.change) == (("2.2", "2.0"), "−0.2")
    assert len(chart.panels) == 10


def test_an_indicator_stands_with_the_answers_that_moved_it_and_what_proves_them() -> None:
    row = row_of(progress("kestoria-2028"), "table-questions-trt-03", "TRT-03-Q2")
    assert row[2:] == ["11% (verified, E-09)", "82% (verified, E-09)", "answer better"]


def test_answers_are_told_in_the_language_of_the_report() -> None:
    rows = cells(table(progress("tambare-2028"), "table-questions"))
    assert any("réponse meilleure" in row[4] for row in rows)
    assert not any(word in " ".join(row[2:]) for row in rows for word in ("verified", "declared", " yes", "answer"))


@pytest.mark.parametrize("name", PAIRS)
def test_the_printed_parts_add_up_to_the_printed_change_between_the_printed_levels(name: str) -> None:
    def number(words: str) -> float:
        return float(words.replace("\N{MINUS SIGN}", "-").replace(",", "."))

    report = progress(name)
    for identity in ("table-dimensions", *(f"table-{view}" for view in example(name).mission.views)):
        for _, *numbers in cells(table(report, identity)):
            old, new, change, practice, information = (number(one) for one in numbers)
            assert round(new - old, 1) == change
            assert round(practice + information, 1) == change


def test_where_an_overlay_gives_another_level_the_first_page_names_both(tmp_path: Path) -> None:
    old, new = (reported(folder, None, "fr") for folder in rounds_with_an_office(tmp_path))
    words = words_of(part(told(new, old), "summary"))
    assert "2,0 alors, 2,1 aujourd’hui" in words
    assert "était de 1,9 et il est de 2,2 aujourd’hui" in words


def test_the_parts_of_a_change_stand_beside_it() -> None:
    row = row_of(progress("kestoria-2028"), "table-indicators", "ORG-02")
    assert row[1:6] == ["2", "2", "0", "−1", "+1"]


# What came of the plan


def test_actions_are_grouped_by_what_became_of_them_and_what_they_moved() -> None:
    report = progress("kestoria-2028")
    words = words_of(part(report, "delivery"))
    assert (
        "2 overdue, 5 done and verified, 2 declared done and 1 dropped. 3 more had been closed before. "
        "One more has yet to begin and is not listed here: A-09 " in words
    )
    assert row_of(report, "table-delivery", "A-03")[2:] == [
        "finished on 31\xa0Aug\xa02027; due on 30\xa0Sept\xa02027",
        "PER-02 to level\xa03",
        "1 → 3",
        "level rose",
    ]
    assert row_of(report, "table-delivery", "A-05")[5] == "level stayed"


def test_an_action_that_is_not_finished_is_given_no_effect() -> None:
    row = row_of(progress("kestoria-2028"), "table-delivery", "A-04")
    assert row[3:] == ["TRT-03 to level\xa04", "2 → 3", "not finished; target level not reached"]


def test_what_was_closed_before_the_earlier_round_or_dropped_is_given_no_effect() -> None:
    report = progress("kestoria-2028")
    closed, dropped = row_of(report, "table-delivery", "K23-01"), row_of(report, "table-delivery", "A-07")
    assert closed[2:] == [
        "done and verified; due on 31\xa0Mar\xa02024",
        "ORG-01",
        "3 → 2",
        "closed before, no effect counted",
    ]
    assert dropped[5] == "dropped, no effect counted"


def test_what_the_earlier_plan_promised_stands_beside_what_came() -> None:
    words = words_of(part(progress("kestoria-2028"), "delivery"))
    assert "would have led by 30 April 2028 to level 2.6, with 39 of 45 indicators at their targets." in words
    assert "This round finds level 2.4, with 31 of 45 at the targets of today. 7 of the 22 recommendations" in words


def test_the_card_of_the_plan_counts_what_was_verified_declared_and_dropped() -> None:
    report = progress("kestoria-2028")
    cards = next(block for block in blocks_of(report) if isinstance(block, KeyFigures)).cards
    plan = next(card for card in cards if card.label == "of 10 actions done and verified")
    assert (plan.value, plan.note) == ("5", "2 declared, not confirmed; 1 dropped")


def test_a_long_action_ends_where_one_of_its_parts_ends() -> None:
    row = row_of(progress("kestoria-2028"), "table-delivery", "A-03")
    assert row[1].startswith("Set a protected random rate in all main offices. By: ")


def test_what_was_done_without_effect_says_what_holds_it_and_what_rose_alone_is_named() -> None:
    words = words_of(part(progress("kestoria-2028"), "delivery"))
    assert "Is a coded reason compulsory for each change of channel? TRT-04-Q2 Answer: partly. Needed: yes." in words
    assert "3 indicators rose although no finished action was to lift them: TEC-02 Advance data" in words


def test_what_was_recommended_and_never_taken_up_is_listed() -> None:
    words = words_of(part(progress("kestoria-2028"), "delivery"))
    assert "recommendations of the earlier round, 15 were not adopted" in words


# Figures


def test_a_figure_stands_with_its_intervals_and_whether_chance_may_explain_its_change() -> None:
    report = progress("kestoria-2028")
    row = row_of(report, "table-figures", "Hit rate")
    assert row[1].startswith("3.3% [")
    assert row[2].endswith("(2027)")
    assert row[3:] == ["+2.9 points", "better, beyond chance"]
    assert row_of(report, "table-figures", "Audit strike rate")[4] == "better, may be chance"


@pytest.mark.parametrize("name", PAIRS)
def test_a_figure_and_the_answer_that_it_measures_move_the_same_way(name: str) -> None:
    new = example(name)
    rounds = rounds_of(new, FACTS, example(PAIRS[name], new.mission.report_language))
    trends = {trend.metric: trend.change for trend in rounds.comparison.trends if trend.change is not None}
    for question in new.questionnaire.questions.values():
        before, now = (number_in(side, question.id) for side in (rounds.earlier_answers, rounds.answers))
        if question.metric in trends and before is not None and now is not None:
            assert (trends[question.metric] > 0) == (now > before), question.id


def test_a_figure_names_the_answer_that_says_something_else_and_what_it_counts() -> None:
    (name,) = (row[0] for row in cells(table(progress("valdoria-2028"), "table-figures")) if "TRT-06-Q1" in row[0])
    assert "Incluye los que el sistema da por descargados" in name
    assert "TRT-06-Q1 se respondió de otro modo: 68,4" in name


def test_reasons_that_add_up_to_more_than_the_questions_are_explained() -> None:
    words = words_of(part(progress("kestoria-2028"), "annex-a"))
    assert "A question may have several reasons" in words


# Ground of the comparison


def test_another_set_is_named_and_its_levels_are_marked_as_indicative() -> None:
    report = progress("kestoria-2028", "kestoria-2024-rapid")
    words = words_of(part(report, "ground"))
    assert "The sets differ" in words
    assert "then and 0 now are indicative" in words
    assert row_of(report, "table-indicators", "ANA-04")[1] == "1*"
    assert "more questions were asked in one round only and are not listed" in words_of(part(report, "annex-a"))


def test_beside_a_round_on_paper_nothing_is_said_of_practice() -> None:
    report = progress("kestoria-2028", "kestoria-2023-paper")
    words = words_of(part(report, "summary"))
    assert "A round is known only on paper" in words
    assert "the mean level of the indicators that both rounds share went from" in words
    titles = [column.title for column in table(report, "table-indicators").columns]
    assert "Practice" not in titles
    assert titles[-1] == "Where the level on paper stands"


def test_overlays_that_are_left_out_are_named() -> None:
    assert "Left out on both sides" in words_of(part(progress("saint-orel-2028"), "ground"))


def test_when_nothing_moved_it_says_so_and_draws_nothing() -> None:
    given = example("kestoria-2028")
    plain = replace(given.mission, actions=(), figures=())
    before = replace(plain, name="kestoria-2027", round="2027", as_of=date(2028, 10, 12))
    report = told(assess(plain, given.questionnaire), assess(before, given.questionnaire))
    words = words_of(part(report, "summary"))
    assert "Nothing moved: of 45 indicators that can be compared, every one stands at the level" in words
    assert "All 10 dimensions that can be shown stand where they stood." in words
    assert changes(report) is None
    assert "No plan had been adopted in the earlier round" in words_of(part(report, "delivery"))
    assert "Neither round has operational figures." in words_of(part(report, "figures"))


def test_markup_in_an_action_and_a_note_is_printed_as_it_was_typed() -> None:
    given = example("kestoria-2028")
    first, *rest = given.mission.actions
    hostile = replace(first, action="<b>{0}</b> & so on", note="<i>x</i>")
    report = told(
        assess(replace(given.mission, actions=(hostile, *rest)), given.questionnaire), example("kestoria-2026")
    )
    assert "&lt;b&gt;{0}&lt;/b&gt; &amp; so on" in to_page(report)
    assert "<i>x</i>" not in to_page(report)


# The public form


def test_the_public_form_tells_dimensions_that_both_rounds_may_show_and_no_count_of_indicators() -> None:
    new, old = example("tambare-2028"), example("tambare-2026", "fr")
    report = told(new, old, PUBLIC)
    shown = {d.title for d in levels_of(new).shown} & {d.title for d in levels_of(old).shown}
    assert {row[0] for row in cells(table(report, "table-dimensions"))} <= shown
    assert not [block for block in blocks_of(report) if isinstance(block, KeyFigures)]
    assert "indicateurs" not in words_of(part(report, "summary")).split("Ceci est")[0]
    titles = [column.title for column in table(report, "table-dimensions").columns]
    assert "Pratique" not in titles


# The command


@pytest.mark.parametrize(
    ("new", "old", "says"),
    [
        ("kestoria-2026", "kestoria-2028", "the older round comes first"),
        ("kestoria-2028", "kestoria-2028", "the older round comes first"),
        ("kestoria-2028", "tambare-2026", "are not one administration"),
        ("kestoria-2028", "kestoria-2027-study-visit", "No indicator has a level both in"),
    ],
)
def test_rounds_that_cannot_be_told_as_progress_are_refused(new: str, old: str, says: str, tmp_path: Path) -> None:
    asked = ("report", str(EXAMPLES / new), "--edition", "progress", "--against", str(EXAMPLES / old), "-o", "out.pdf")
    ran = rmdiag(*asked, where=tmp_path)
    assert ran.returncode == 2
    assert says in " ".join(ran.stderr.split())
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "out.pdf").exists()


def test_a_round_of_an_edition_that_is_not_at_hand_says_where_to_keep_it(tmp_path: Path) -> None:
    old = tmp_path / "kestoria-2026"
    shutil.copytree(EXAMPLES / "kestoria-2026", old)
    text = (old / "mission.yaml").read_text(encoding="utf-8")
    (old / "mission.yaml").write_text(text.replace('edition: "2026.1"', 'edition: "2019.1"'), encoding="utf-8")
    asked = ("report", str(EXAMPLES / "kestoria-2028"), "--edition", "progress", "--against", str(old), "-o", "out.pdf")
    ran = rmdiag(*asked, where=tmp_path)
    assert ran.returncode == 3
    assert "keep it with the mission, where it is found by itself" in " ".join(ran.stderr.split())
    assert "--old-framework" not in ran.stderr


# The chart


def sheet() -> Sheet:
    return Sheet(width=168, tokens=bundled_tokens())


def test_the_chart_writes_both_levels_both_rounds_and_the_change() -> None:
    panel = ChangePanel(title="Governance", old=None, new=None, shown=("2.2", "2.4"), change="−0.2")
    drawn = draw_changes(
        ChangeChart(panels=(panel,), levels=("a", "b", "c"), rounds=("2026", "2028"), target="target"), sheet()
    )
    for words in ("Governance", "2.2", "2.4", "2026", "2028", "–0.2"):
        assert f">{words}<" in drawn
    assert ">target<" not in drawn


# Pages


@pytest.mark.parametrize("name", PAIRS)
def test_no_word_leaves_its_place_and_no_page_is_nearly_empty(name: str) -> None:
    assert overflows(laid_out(name)) == []
    thin = [number for number, share in enumerate(fullness(laid_out(name)), start=1) if share < NEARLY_EMPTY]
    assert [number for number in thin if number != len(laid_out(name).pages)] == []


@pytest.mark.parametrize("name", PAIRS)
def test_the_page_that_says_it_all_is_one_page(name: str) -> None:
    where = places(laid_out(name))
    assert (where["summary"], where["contents"]) == (2, 3)


@pytest.mark.parametrize("name", ["kestoria-2028", "tambare-2028"])
def test_the_pages_are_those_that_were_looked_at(name: str) -> None:
    where = places(laid_out(name))
    held = sorted({2, where["indicators-fell"], where["delivery"], where["figures"], where["ground"]})
    assert_golden(f"progress-{name}", to_pdf(progress(name)), only=held)


def test_an_edition_that_tells_of_no_earlier_round_says_so() -> None:
    ran = rmdiag(
        "report", EXAMPLES / "kestoria-2028", "--edition", "one-pager", "--against", EXAMPLES / "kestoria-2026"
    )
    assert ran.returncode == 2
    assert "`one-pager` tells of no earlier round; leave --against out." in ran.stderr
