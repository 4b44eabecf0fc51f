"""A study visit and a candidate's assessment are told in editions of their own, each for its own readers."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pages import fullness, overflows
from report_parts import table
from test_diagnostic import part, strings, words_of
from weasyprint import Document

from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.mission import Host, Mission
from rmdiag.opening import assessment_of
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Layer, Response, Sheet
from rmdiag.reporting import Order, path_of
from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.formats import ReportFormat
from rmdiag.reports.model import Definitions, DescriptorPair, KeyFigures, Report, Table
from rmdiag.reports.numbering import blocks_of, check, numbered, sections_of
from rmdiag.reports.plain import report_as_json
from rmdiag.reports.press import Press
from rmdiag.reports.render import to_page
from rmdiag.reports.report_for import Edition, edition_of, report_for
from rmdiag.reports.shown import NO_BREAK

EXAMPLES = Path(__file__).parent.parent / "examples"
VISIT, CANDIDATE = "kestoria-2027-study-visit", "toa-candidate-c07"
FACTS = Provenance(version="0.1.0")
LEAST_FULL = 0.45  # of a page's height; the last page of a part that a new page follows may hold less


@cache
def example(name: str) -> Assessment:
    return assessment_of(EXAMPLES / name)


@cache
def told(name: str) -> Report:
    return holding_together(example(name))


def holding_together(assessment: Assessment) -> Report:
    """Write a report and see that its ids are unique, its references lead somewhere and its rows fill their tables."""
    report = numbered(report_for(assessment, FACTS))
    check(report)
    return report


def changed(name: str, change: Callable[[Mission], Mission]) -> Report:
    """Write the report of an example with something else in its files."""
    assessment = example(name)
    return holding_together(assess(change(assessment.mission), assessment.questionnaire))


def sheets_of(mission: Mission, keep: Callable[[Sheet], bool]) -> Mission:
    """Keep some sheets only, and nothing that was agreed on them."""
    kept = tuple(sheet for sheet in mission.answers.sheets if keep(sheet))
    return replace(mission, answers=Answers(sheets=kept, as_of=mission.as_of))


def rows_of(found: Table) -> list[list[str]]:
    """Give the words of every cell."""
    return [
        ["".join(getattr(run, "text", None) or "" for run in cell.runs).replace(NO_BREAK, " ") for cell in row.cells]
        for row in found.rows
    ]


def everything(report: Report) -> str:
    return re.sub(r"\s+", " ", " ".join(strings(report_as_json(report))))


def single_spaced(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "").strip()


@cache
def laid_out(name: str) -> Document:
    return Press().pages(to_page(told(name)))


# Which edition


@pytest.mark.parametrize(
    ("name", "edition"),
    [
        ("kestoria-2026", Edition.DIAGNOSTIC),
        ("kestoria-2024-rapid", Edition.DIAGNOSTIC),
        ("kestoria-2026-post-clearance-audit", Edition.DIAGNOSTIC),
        (VISIT, Edition.VISIT),
        (CANDIDATE, Edition.INDIVIDUAL),
    ],
)
def test_each_example_is_told_in_the_edition_that_fits_it(name: str, edition: Edition) -> None:
    assessment = example(name)
    assert edition_of(assessment) is edition
    assert path_of(assessment, Order(mission=Path("m")), ReportFormat.PDF) == Path(f"m/reports/{name}-{edition}-en.pdf")


# A study visit


def test_a_visit_names_who_visited_whom_and_when() -> None:
    report = told(VISIT)
    assert report.cover is not None
    assert report.cover.title == "Study visit"
    assert report.cover.subtitle == "Kestoria Customs Service at Orvania Customs"
    facts = {fact.term: "".join(getattr(run, "text", "") for run in fact.meaning) for fact in report.cover.facts}
    assert facts["Host"] == "Orvania Customs (QN)"
    assert facts["Dates of the visit"] == "8 to 12 March 2027"
    assert "not a publication of the World Customs Organization" in everything(replace(report, sections=()))
    assert report.metadata.confidentiality.startswith("Restricted")


def test_a_visit_has_a_part_for_every_observation_and_every_record() -> None:
    present = [section.id for section in sections_of(told(VISIT).sections)]
    wanted = ["summary", "contents", "visit-before", "record-vis-q2", "record-vis-q3", "observations"]
    wanted += [f"obs-vis-q1-{number}" for number in range(1, 8)]
    wanted += [f"record-vis-q{number}" for number in range(4, 12) if number != 5]
    wanted += ["record-vis-q5", "visit-plan", "annex-b", "annex-g"]
    assert [identity for identity in wanted if identity not in present] == []


def test_every_observation_of_a_visit_stands_whole_on_its_page() -> None:
    found = {one.id: set[int]() for one in part(told(VISIT), "observations").sections}
    for number, page in enumerate(laid_out(VISIT).pages, start=1):
        for box in page._page_box.descendants():  # noqa: SLF001 - WeasyPrint shows its boxes in no other way
            identity = box.element.get("id") if box.element is not None else None
            if identity in found:
                found[identity].add(number)
    assert len(found) == 7
    assert all(len(pages) == 1 for pages in found.values())


def test_the_summary_of_a_visit_counts_observations_dimensions_and_actions() -> None:
    cards = next(block for block in part(told(VISIT), "summary").blocks if isinstance(block, KeyFigures)).cards
    assert [(card.value, card.label) for card in cards] == [
        ("7", "observations"),
        ("6", "dimensions touched"),
        ("7", "actions to carry out"),
        ("7", "actions with owner and date"),
    ]
    assert "the first is due on 30 April 2027" in words_of(part(told(VISIT), "summary"))


def test_the_actions_of_a_visit_stand_in_the_order_of_their_dates() -> None:
    rows = rows_of(table(told(VISIT), "table-actions"))
    due = {action.id: action.end for action in example(VISIT).mission.actions}
    order = [due[row[0]] for row in rows]
    assert len(rows) == 7
    assert order == sorted(order, key=str)
    assert rows[0][2:] == ["ANA-04 Profile life cycle", "Head of the Risk Management Unit", "30 April 2027"]


def test_an_action_without_owner_or_date_comes_last_and_says_so() -> None:
    def forget(mission: Mission) -> Mission:
        first, *rest = mission.actions
        return replace(mission, actions=(replace(first, responsible=None, end=None), *rest))

    report = changed(VISIT, forget)
    last = rows_of(table(report, "table-actions"))[-1]
    assert (last[0], last[3:]) == ("VIS-Q1.1", ["nobody yet", "no date yet"])
    assert "1 still lacks one of them" in words_of(part(report, "summary"))


def test_an_observation_shows_the_level_of_the_host_beside_the_one_above_it() -> None:
    section = part(told(VISIT), "obs-vis-q1-1")
    pair = next(
        block for block in blocks_of(replace(told(VISIT), sections=(section,))) if isinstance(block, DescriptorPair)
    )
    indicator = example(VISIT).questionnaire.framework.indicators["TRT-03"]
    assert pair.next is not None
    assert [pair.now.label, pair.next.label] == ["The host: level 4, Managed", "The next level: level 5, Optimised"]
    words = words_of(section)
    assert single_spaced(indicator.descriptor(4)) in words
    assert single_spaced(indicator.descriptor(5)) in words
    assert "Linked indicator: TRT-03" in words


def test_an_observation_tells_what_was_seen_what_makes_it_work_and_what_will_be_done() -> None:
    section = part(told(VISIT), "obs-vis-q1-3")
    found = next(block for block in section.blocks if isinstance(block, Definitions))
    assert [entry.term for entry in found.entries] == [
        "What was shown",
        "What makes it work there",
        "Conditions at home",
        "What we will do",
        "Responsible",
        "By when",
    ]
    assert "Hold the first monthly review" in words_of(section)


def test_an_observation_without_an_action_is_for_information() -> None:
    report = changed(VISIT, lambda mission: replace(mission, actions=mission.actions[1:]))
    words = words_of(part(report, "obs-vis-q1-1"))
    assert "For information The delegation recorded no action" in words
    assert "By when" not in words


def test_the_plan_of_the_administration_settles_the_words_of_an_action_that_it_took_over() -> None:
    def adopt(mission: Mission) -> Mission:
        first, *rest = mission.actions
        return replace(mission, actions=(replace(first, responsible="Planning department", status="started"), *rest))

    report = changed(VISIT, adopt)
    assert "Planning department" in words_of(part(report, "obs-vis-q1-1"))
    assert any("Status: started." in row[1] for row in rows_of(table(report, "table-actions")))


def test_a_visit_says_how_its_actions_get_into_the_plan_of_the_administration() -> None:
    words = words_of(part(told(VISIT), "visit-plan"))
    assert "The 7 actions above stand in the plan of this visit" in words
    assert "Ask whoever keeps the plan of that mission to enter each action under its number" in words


def test_records_are_printed_as_they_were_written_with_dates_and_indicators_in_words() -> None:
    assert rows_of(table(told(VISIT), "table-vis-q3"))[0][:2] == ["8 March 2027", "Risk centre"]
    assert rows_of(table(told(VISIT), "table-vis-q4"))[0][1] == "TRT-05 Scanning (NII)"
    assert "The code list is short, and nobody at the port wished it longer." in words_of(
        part(told(VISIT), "record-vis-q5")
    )


def test_records_of_two_delegates_say_who_wrote_them() -> None:
    def second(mission: Mission) -> Mission:
        first = mission.answers.sheets[0]
        again = replace(first, id="visitors-2", role="Second delegate")
        return replace(mission, answers=replace(mission.answers, sheets=(first, again)))

    report = changed(VISIT, second)
    assert [row[-1] for row in rows_of(table(report, "table-vis-q3"))].count("Second delegate") == 6
    assert "Second delegate: The code list is short" in words_of(part(report, "record-vis-q5"))
    assert "Noted by Second delegate" in words_of(part(report, "obs-vis-q1-8"))


def test_a_visit_without_any_record_says_so() -> None:
    def empty(mission: Mission) -> Mission:
        silent = replace(mission, host=None, start=None, end=None, actions=(), evidence={}, team=(), summary=None)
        return sheets_of(silent, lambda _: False)

    report = changed(VISIT, empty)
    assert "visited a host that is not named. No observation was recorded" in words_of(part(report, "summary"))
    assert "No observation was recorded." in words_of(part(report, "observations"))
    assert "Nothing was recorded." in words_of(part(report, "visit-after"))
    assert "No action was recorded." in words_of(part(report, "visit-plan"))
    assert "No evidence was registered." in words_of(part(report, "annex-b"))


def test_what_a_delegation_thinks_of_its_host_is_left_out_of_a_report_for_many_readers() -> None:
    report = changed(VISIT, lambda mission: replace(mission, confidentiality="internal"))
    words = words_of(part(report, "observations"))
    assert "The host: level" not in words
    assert "The level of the host is left out" in words


def test_a_level_or_an_indicator_that_was_left_out_is_not_invented() -> None:
    def strip(mission: Mission) -> Mission:
        return rewritten(mission, lambda cells: {**cells, "indicator": "", "host_level": ""})

    words = words_of(part(changed(VISIT, strip), "obs-vis-q1-1"))
    assert "Linked indicator: none was recorded." in words
    assert "No level of the host was recorded" in words


def test_a_host_at_the_top_has_nothing_above_it() -> None:
    report = changed(VISIT, lambda mission: rewritten(mission, lambda cells: {**cells, "host_level": "5"}))
    assert "This is the highest level of the framework." in words_of(part(report, "obs-vis-q1-1"))


def test_markup_in_the_name_of_a_host_is_printed_as_it_was_typed() -> None:
    report = changed(VISIT, lambda mission: replace(mission, host=Host(administration="<b>{0}</b>")))
    assert "visited <b>{0}</b>," in words_of(part(report, "summary"))
    assert "&lt;b&gt;{0}&lt;/b&gt;" in to_page(report)


def rewritten(mission: Mission, change: Callable[[dict[str, str]], dict[str, str]]) -> Mission:
    """Write every row of observations anew."""
    sheet = mission.answers.sheets[0]
    response = sheet.responses["VIS-Q1"]
    assert response.answer is not None
    assert isinstance(response.answer.value, tuple)
    rows = tuple(tuple(change(dict(row)).items()) for row in response.answer.value if isinstance(row, tuple))
    again = replace(response, answer=replace(response.answer, value=rows))
    responses: dict[str, Response] = {**sheet.responses, "VIS-Q1": again}
    return replace(mission, answers=replace(mission.answers, sheets=(replace(sheet, responses=responses),)))


# A candidate


def test_a_candidate_s_report_has_all_its_parts() -> None:
    present = {section.id for section in sections_of(told(CANDIDATE).sections)}
    wanted = {"result", "contents", "assessment", "development", "process", "came-about", "contest"}
    wanted |= {"dim-tka", "dim-prf", "dim-com", "dim-wtk", "dim-tmw", "ind-com-02", "annex-a", "annex-b", "annex-g"}
    assert wanted - present == set()


def test_every_page_says_that_it_is_for_the_candidate_and_the_panel() -> None:
    metadata = told(CANDIDATE).metadata
    assert metadata.confidentiality == "Confidential: for the candidate and the panel"
    assert metadata.administration == "Candidate C07"


@pytest.mark.parametrize("attribution", ["none", "roles", "names"])
def test_names_stand_nowhere_but_the_candidate_s_on_the_cover_where_names_are_printed(attribution: str) -> None:
    def name(mission: Mission) -> Mission:
        assert mission.candidate is not None
        sheets = tuple(replace(sheet, name="Jane Roe") for sheet in mission.answers.sheets)
        team = tuple(replace(member, name="Jane Roe") for member in mission.team)
        return replace(
            mission,
            attribution=attribution,
            candidate=replace(mission.candidate, name="John Doe"),
            answers=replace(mission.answers, sheets=sheets),
            team=team,
        )

    report = changed(CANDIDATE, name)
    assert ("John Doe" in everything(replace(report, sections=()))) is (attribution == "names")
    assert "John Doe" not in everything(replace(report, cover=None))
    assert "Jane Roe" not in everything(report)


def test_the_first_page_gives_the_decision_and_what_keeps_it() -> None:
    words = words_of(part(told(CANDIDATE), "result"))
    assert "Ready for a field mission with a qualified expert: not yet" in words
    assert "3 assessors handed in sheets; at least 3 are needed." in words
    assert "They left one question open between them: How did the unwelcome finding" in words
    assert "(COM-02-Q1)." in words
    assert rows_of(table(told(CANDIDATE), "table-short-field-mission")) == [
        ["PRF-01 Presenting to decision makers", "2", "3", "certain: what is still open could not change it"],
        ["COM-01 Listening before advising", "2", "3", "certain: what is still open could not change it"],
        ["COM-02 Saying what is unwelcome", "2", "3", "open: levels 2–3 are possible until it is settled"],
    ]


def test_a_competency_has_level_interval_own_view_and_needed_level_and_a_person_has_no_overall_number() -> None:
    rows = rows_of(table(told(CANDIDATE), "table-competencies"))
    assert rows[2] == ["Communication and advice", "1 of 3", "2.0", "2.0–2.3", "2.0–2.7", "2.7"]
    overall = example(CANDIDATE).scores.result.overall
    assert overall.point is not None
    assert f"{float(overall.point):.1f}" not in {cell for row in rows for cell in row}
    assert "Overall level" not in everything(told(CANDIDATE))
    assert "%" not in words_of(part(told(CANDIDATE), "result"))


def test_a_part_of_a_competency_shows_its_level_and_the_next_with_their_descriptions() -> None:
    framework = example(CANDIDATE).questionnaire.framework
    for identity, indicator in framework.indicators.items():
        point = example(CANDIDATE).scores.result.indicators[identity].point
        assert point is not None
        words = words_of(part(told(CANDIDATE), f"ind-{identity.lower()}"))
        assert single_spaced(indicator.descriptor(point)) in words
        assert point == framework.top or single_spaced(indicator.descriptor(point + 1)) in words


def test_what_a_level_still_needs_is_said_in_words_of_what_was_observed() -> None:
    words = words_of(part(told(CANDIDATE), "ind-prf-01"))
    assert "What level 3 still needs" in words
    assert "Observed: partly: More, but at most two for each minute. Needed: yes." in words
    assert "Assessor A noted: 19 slides in ten minutes." in words
    assert "Observed: 1 listener. Needed: 2 listeners or more." in words


def test_assessors_stand_side_by_side_by_letter_where_they_differ_with_what_was_settled_and_why() -> None:
    found = table(told(CANDIDATE), "table-voices-com-01")
    assert [column.title for column in found.columns] == [
        "Question",
        "Assessor A",
        "Assessor B",
        "Assessor C",
        "What the panel settled",
    ]
    first = rows_of(found)[0]
    assert first[2].startswith("Before the first open question. The first real sentence")
    assert "Aims and limits followed at minute 13." in first[4]


def test_a_difference_that_was_left_open_says_what_counts_meanwhile() -> None:
    settled = rows_of(table(told(CANDIDATE), "table-voices-com-02"))[0][-1]
    assert settled.startswith("Left open. Until it is settled, the less favourable answer counts: After the Director")


def test_more_assessors_than_fit_beside_each_other_stand_in_one_column() -> None:
    def five(mission: Mission) -> Mission:
        first = next(sheet for sheet in mission.answers.sheets if sheet.id == "assessor-a")
        more = tuple(replace(first, id=f"assessor-{letter}") for letter in "de")
        return replace(mission, answers=replace(mission.answers, sheets=(*mission.answers.sheets, *more)))

    found = table(changed(CANDIDATE, five), "table-voices-com-02")
    assert len(found.columns) == 3
    assert "Assessor E: " in rows_of(found)[0][1]


def test_development_actions_stand_in_the_order_of_the_plan_with_the_time_they_take() -> None:
    rows = rows_of(table(told(CANDIDATE), "table-development"))
    steps = [action.id for action in example(CANDIDATE).plan.actions]
    assert [row[0].split()[0] for row in rows] == steps
    assert [row[4] for row in rows if row[0].startswith("PRF-01-R1")] == ["months 0–2; 0.2 person-months"]
    assert not any(re.search(r"\b0 person-months", row[4]) for row in rows)
    assert "1 October 2026 to 30 November 2026 (planned)" in words_of(part(told(CANDIDATE), "development"))


def test_the_candidate_is_told_how_the_result_came_about_and_how_to_contest_it() -> None:
    words = words_of(part(told(CANDIDATE), "process"))
    assert "Behaviour in exercises was judged, not the person." in words
    assert "comment on any answer in writing" in words
    assert "contest an answer: name its number and the exercise" in words
    assert single_spaced(example(CANDIDATE).questionnaire.framework.disclaimer) in words


def test_the_annex_holds_every_answer_of_every_assessor_and_of_the_candidate() -> None:
    words = words_of(part(told(CANDIDATE), "annex-a"))
    assert [q for q in example(CANDIDATE).questionnaire.questions if q not in words] == []
    notes = [r.note for s in example(CANDIDATE).mission.answers.sheets for r in s.responses.values() if r.note]
    assert len(notes) > 20
    assert [note for note in notes if single_spaced(note) not in words] == []


def test_a_candidate_is_never_called_an_administration_nor_the_panel_a_mission_team() -> None:
    words = everything(told(CANDIDATE)).lower()
    for wrong in ("mission team", "administration's", "the administration stands", "interviewer", "respondent"):
        assert wrong not in words


def test_without_any_assessor_the_report_is_the_candidate_s_own_view_and_decides_nothing() -> None:
    report = changed(CANDIDATE, lambda mission: sheets_of(mission, lambda sheet: sheet.layer is Layer.SELF))
    words = words_of(part(report, "result"))
    assert "No assessor has handed in a sheet" in words
    assert "Ready for a field mission with a qualified expert: not decided" in words
    assert "By the candidate's own view this competency, of 3 parts, lies within" in words_of(part(report, "dim-tka"))


def test_with_too_few_assessors_nothing_is_decided() -> None:
    report = changed(CANDIDATE, lambda mission: sheets_of(mission, lambda sheet: sheet.id == "assessor-b"))
    words = words_of(part(report, "result"))
    assert "Ready for a field mission with a qualified expert: not decided" in words
    assert "1 assessor handed in a sheet; at least 3 are needed." in words
    assert "certain: what is still open could not change it" not in words


def test_without_any_sheet_nothing_is_said_of_the_candidate() -> None:
    def nothing(mission: Mission) -> Mission:
        return sheets_of(replace(mission, candidate=None, summary=None, actions=()), lambda _: False)

    report = changed(CANDIDATE, nothing)
    assert report.cover is not None
    assert report.cover.title == "Candidate without a code"
    assert "Nothing has been answered yet" in words_of(part(report, "result"))
    assert "Nothing is known of this competency yet" in words_of(part(report, "dim-com"))
    assert "No sheet was handed in." in words_of(part(report, "came-about"))
    assert "Look at COM-01 in a further exercise" in words_of(part(report, "development"))


# Pages


@pytest.mark.parametrize("name", [VISIT, CANDIDATE])
def test_no_word_leaves_its_place(name: str) -> None:
    assert overflows(laid_out(name)) == []


@pytest.mark.parametrize(
    ("name", "first", "second"), [(VISIT, "summary", "contents"), (CANDIDATE, "result", "contents")]
)
def test_the_summary_is_one_page(name: str, first: str, second: str) -> None:
    starts = {
        anchor: page
        for page, box in enumerate(laid_out(name).pages, start=1)
        for anchor in box.anchors
        if anchor in (first, second)
    }
    assert starts == {first: 2, second: 3}


@pytest.mark.parametrize("name", [VISIT, CANDIDATE])
def test_few_pages_are_less_than_half_full(name: str) -> None:
    thin = [number for number, share in enumerate(fullness(laid_out(name)), start=1) if share < LEAST_FULL]
    assert len(thin) <= 2
