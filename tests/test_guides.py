"""What goes on paper around a mission: each question once, room to write, pages that people carry or hear read."""

from __future__ import annotations

import logging
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.table import _Cell
from extreme_rounds import HOSTILE, UNBROKEN, extreme, wordy
from pages import clipped, fullness, overflows, texts
from paper_forms import (
    EXAMPLES,
    NAMES,
    agenda,
    everybody,
    example,
    guide,
    letter,
    questionnaire,
    questions_in,
    told,
    words_in,
)
from report_parts import cells, table
from test_example import questionnaire as standard
from typer.testing import CliRunner
from weasyprint import Document
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from word_documents import out_of_order, read, words_of

from rmdiag.assessment.assess import assess
from rmdiag.assessment.requests import COUNTED, documents_of, requests_of, wants_extract
from rmdiag.cli_form_guide import commands
from rmdiag.compendium.model import Interlocutor
from rmdiag.guides import GuideFormat, GuideKind, GuideOrder, write_guides
from rmdiag.opening import check_path
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.reports.accessible import barriers_in
from rmdiag.reports.characters import printable
from rmdiag.reports.editions.forms import Wanted
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.formats import ReportFormat, written
from rmdiag.reports.model import Report, Table
from rmdiag.reports.numbering import blocks_of, check, numbered
from rmdiag.reports.press import Press
from rmdiag.reports.render import to_page, to_pdf
from rmdiag.terminal import Exit, Stop

LANGUAGES = {"en": "kestoria-2026", "es": "valdoria-2026", "fr": "tambare-2026"}
KINDS: dict[str, Callable[[Telling], Report]] = {
    "guide": lambda tell: guide(tell, everybody(tell)[0].interlocutor),
    "questionnaire": lambda tell: questionnaire(tell, everybody(tell)[0].interlocutor),
    "letter": letter,
    "agenda": agenda,
}
PRINTED: dict[str, Callable[[Telling], Report]] = {
    **KINDS,
    "guide": lambda tell: guide(tell, "data_team", Wanted(with_answers=True)),
    "guide in sessions": lambda tell: guide(tell, "risk_unit"),
    "questionnaire": lambda tell: questionnaire(tell, "operations"),
}
LEAST_FULL = 0.02  # of a page's height, lines to write on not counted
WITHIN = 6  # pages of a guide of one session, with the answers of before
SESSION = 10  # pages of a session of an interlocutor with more questions than a half-day holds


def pages_of(report: Report) -> Document:
    return Press().pages(to_page(report))


# What they hold


@pytest.mark.parametrize("name", NAMES)
def test_every_question_of_a_set_stands_in_one_guide_and_one_questionnaire(name: str) -> None:
    tell = example(name)
    for make in (guide, questionnaire):
        found = Counter(q for one in everybody(tell) for q in questions_in(make(tell, one.interlocutor)))
        assert set(found) == tell.asked
        assert set(found.values()) == {1}


@pytest.mark.parametrize("name", NAMES)
def test_the_agenda_lists_every_question_of_the_set_once(name: str) -> None:
    tell = example(name)
    rows = cells(table(agenda(tell), "check"))[:-1]
    listed = Counter(identity for row in rows for identity in row[3].split(tell.say("list.comma")))
    assert set(listed) == tell.asked
    assert set(listed.values()) == {1}
    assert sum(int(row[2]) for row in rows) == len(tell.asked)


def test_a_guide_keeps_the_order_of_the_set() -> None:
    tell = example("kestoria-2024-rapid")
    order = tell.questionnaire.sets["rapid"].questions
    asked = list(questions_in(guide(tell, "risk_unit")))
    assert asked == [identity for identity in order if identity in asked]


def test_a_guide_says_what_to_see_what_counts_and_when_a_question_falls_away() -> None:
    tell = example("kestoria-2026")
    said = words_in(guide(tell, "planning"))
    question = tell.questionnaire.questions["GOV-01-Q2"]
    for words in (question.text, question.help, question.partly, *question.see):
        assert words is not None
        assert words in said
    nii = words_in(guide(tell, "nii_unit"))
    asked_if = tell.questionnaire.questions["TRT-05-Q4"]
    condition = tell.questionnaire.questions["TRT-05-Q1"].applies_when
    assert condition is not None
    assert f" {asked_if.id} (“{asked_if.text}”) was answered: " in nii.replace("\n", "")
    for value in condition.values:
        option = asked_if.option(value)
        assert option is not None
        assert option.text in nii


def test_every_kind_of_answer_has_its_boxes_or_lines() -> None:
    tell = example("kestoria-2026")
    said = words_in(guide(tell, "risk_unit"))
    words = ("Yes", "Partly", "No", "Not\u00a0known", "Not\u00a0applicable")
    assert "\u2003".join(f"☐\u00a0{word}" for word in words) in said
    for label in ("Per cent, 0 to 100", "Counts and their period", "Date: day, month, year", "Answer in words"):
        assert label in said
    confidence = "☐\u00a0verified\u2003☐\u00a0corroborated\u2003☐\u00a0declared"
    assert said.count(confidence) == len(set(questions_in(guide(tell, "risk_unit"))))
    assert confidence not in words_in(questionnaire(tell, "risk_unit"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_is_told_to_answer_no_finds_a_box_that_begins_with_no(language: str) -> None:
    tell = example(LANGUAGES[language], language)
    said = spaced(words_in(questionnaire(tell, "pca_unit")))
    for key in ("asking.absent_figure", "asking.absent_thing"):
        assert f"☐ {spaced(tell.say(key))}" in said
    for key in ("asking.absent_figure", "asking.absent_thing", "asking.absent_date"):
        assert tell.say(key).startswith(f"{tell.say('asking.no')}, ")


@pytest.mark.parametrize("make", [guide, questionnaire])
def test_every_question_with_options_says_how_many_may_be_ticked(make: Callable[[Telling, str], Report]) -> None:
    tell = example("kestoria-2026")
    report = make(tell, "risk_unit")
    types = Counter(question.type for question in asked_in(tell, report))
    said = words_in(report)
    assert said.count("(tick one)") == types[QuestionType.CHOICE] > 0
    assert said.count("(tick all that apply)") == types[QuestionType.MULTI] > 0


@pytest.mark.parametrize("make", [guide, questionnaire])
def test_a_question_for_a_table_has_a_grid_with_its_columns_and_empty_rows(
    make: Callable[[Telling, str], Report],
) -> None:
    tell = example("kestoria-2026")
    found = table(make(tell, "pca_unit"), "rows-pca-01-q3")
    asked = tell.questionnaire.questions["PCA-01-Q3"].columns
    assert [column.title for column in found.columns] == [column.text for column in asked]
    assert cells(found) == [["\u00a0"] * len(asked)] * 6


def test_a_table_of_more_columns_than_have_room_is_asked_for_in_lines() -> None:
    kestoria = example("kestoria-2026").assessment
    question = kestoria.questionnaire.questions["PCA-01-Q3"]
    wide = replace(question, columns=(*question.columns, question.columns[0]))
    under = replace(kestoria.questionnaire, questions={**kestoria.questionnaire.questions, question.id: wide})
    report = guide(told(replace(kestoria, questionnaire=under)), "pca_unit")
    assert "rows-pca-01-q3" not in {block.id for block in blocks_of(report) if isinstance(block, Table)}
    assert "For each one: Sector or kind of audit; Audits closed; " in words_in(report)


@pytest.mark.parametrize("who", ["trade_association", "other_agencies"])
def test_the_papers_of_outsiders_are_for_them_and_not_for_the_administration(who: str) -> None:
    tell = example("kestoria-2026")
    for make in (guide, questionnaire):
        assert make(tell, who).metadata.confidentiality == "Only for those who answer and the mission team"
    said = words_in(questionnaire(tell, who))
    assert "Only for those who answer and the mission team. In the report, " in said
    assert "Restricted" not in said
    assert "Filled in by: organisation and post" in said
    inside = questionnaire(tell, "ict")
    assert inside.metadata.confidentiality == "Restricted: for the administration and the mission team"
    assert "Filled in by: department and post" in words_in(inside)


def test_the_papers_of_a_public_mission_are_public_for_outsiders_too() -> None:
    kestoria = example("kestoria-2026").assessment
    public = told(replace(kestoria, mission=replace(kestoria.mission, confidentiality="public")))
    assert questionnaire(public, "other_agencies").metadata.confidentiality == "Public"


@pytest.mark.parametrize("make", [guide, questionnaire])
def test_a_paper_says_why_the_numbers_of_its_questions_skip(make: Callable[[Telling, str], Report]) -> None:
    said = words_in(make(example("kestoria-2026"), "risk_unit"))
    assert said.count("Numbers may skip: the other questions go to other people, or are not asked in this round.") == 1


def test_no_form_shows_which_answer_gives_which_level() -> None:
    tell = example("kestoria-2026")
    forms = (guide(tell, "risk_unit"), questionnaire(tell, "risk_unit"), letter(tell), agenda(tell))
    assert not any("(level " in words_in(form) or " for level " in words_in(form) for form in forms)


def test_answers_of_before_are_printed_only_when_they_are_asked_for() -> None:
    tell = example("kestoria-2026")
    assert "Answered before" not in words_in(guide(tell, "ict"))
    assert "Answered before, by ICT Department: " in words_in(guide(tell, "ict", Wanted(with_answers=True)))
    assert "Answered before" not in words_in(questionnaire(tell, "ict", Wanted(with_answers=True)))


@pytest.mark.parametrize("attribution", ["none", "roles", "names"])
def test_who_answered_before_is_said_as_the_mission_promised(attribution: str) -> None:
    kestoria = example("kestoria-2026").assessment
    sheets = tuple(replace(sheet, name="Kept Secret") for sheet in kestoria.mission.answers.sheets)
    answers = replace(kestoria.mission.answers, sheets=sheets)
    mission = replace(kestoria.mission, attribution=attribution, answers=answers)
    said = words_in(guide(told(replace(kestoria, mission=mission)), "ict", Wanted(with_answers=True)))
    assert ("Kept Secret" in said) == (attribution == "names")
    before = [line for line in said.splitlines() if line.startswith("Answered before, by ")]
    assert before
    roles = {sheet.role for sheet in sheets}
    assert any(role in line for line in before for role in roles - {"Mission team"}) == (attribution != "none")
    assert any("by the administration" in line for line in before) == (attribution == "none")


def test_the_letter_goes_to_a_post_and_names_no_person() -> None:
    tell = example("kestoria-2026")
    said = words_in(letter(tell))
    assert "Director General and deputies, Kestoria Customs Service" in said
    assert "Dear Sir or Madam," in said
    assert "28 September 2026" in said  # two weeks before the first day
    assert "1 August 2026" in words_in(letter(tell, Wanted(by=date(2026, 8, 1))))
    assert "two weeks before the mission begins" in words_in(letter(example("kestoria-2023-paper")))


def test_the_letter_asks_for_each_figure_once_with_its_formula_and_periods() -> None:
    tell = example("kestoria-2026")
    report = letter(tell)
    rows = cells(table(report, "figures"))
    names = Counter(row[1] for row in rows if len(row) > 1)
    metrics = {metric for indicator in tell.indicators for metric in indicator.metrics}
    for metric in metrics:
        found = tell.framework.metrics[metric]
        assert names[found.name] == 1
        assert found.formula in words_in(report)
    assert "Periods: 2024, 2025, and 2026 up to the last full month." in words_in(report)
    columns = [row[1] for row in cells(table(report, "extract"))]
    assert (columns[0], columns[-1], len(columns)) == ("declaration", "aeo", 15)


def test_the_letter_says_what_is_shown_and_what_its_codes_are() -> None:
    tell = example("kestoria-2026")
    said = words_in(letter(tell))
    assert (
        "What can only be seen at work, such as a screen, a desk or a query being run, is shown to the mission" in said
    )
    codes = "The codes in the last column are the numbers of the questions in the enclosed questionnaires."
    assert said.count(codes) == 2
    assert said.count("A dash stands beside a figure for which no question asks.") == 1
    asking = {row[-1] for row in cells(table(letter(tell), "figures"))}
    assert "–" in asking
    assert "" not in asking
    legal = words_in(letter(tell, Wanted(roles=("legal",))))
    assert legal.count(codes) == 2
    assert "A dash stands" not in legal


def test_a_letter_to_one_department_asks_for_what_is_its_own() -> None:
    tell = example("kestoria-2026")
    whole = {one.interlocutor: one for one in requests_of(tell.framework, everybody(tell))}
    said = words_in(letter(tell, Wanted(roles=("legal",))))
    assert all(tell.say("list.semicolon").join(found.words) in said for found in whole["legal"].documents)
    assert "Hit rate" not in said
    assert "Extract of declarations" not in said


@pytest.mark.parametrize("name", NAMES)
def test_what_is_asked_for_covers_every_question_and_every_metric_once(name: str) -> None:
    tell = example(name)
    requests = requests_of(tell.framework, everybody(tell))
    asked = [tell.questionnaire.questions[identity] for identity in tell.asked]
    wanted = Counter(identity for one in requests for found in one.documents for identity in found.questions)
    assert wanted == Counter(question.id for question in asked if question.see)
    metrics = Counter(f.metric.id for one in requests for f in one.figures if f.metric is not None)
    assert set(metrics.values()) <= {1}
    assert {question.metric for question in asked if question.metric} <= set(metrics)
    assert wants_extract(requests) == bool(COUNTED & set(metrics))


def test_documents_that_belong_together_stay_together_and_stand_once() -> None:
    questions = standard().questions
    found = documents_of([questions["GOV-01-Q1"], questions["GOV-01-Q2"], questions["GOV-01-Q1"]])
    assert found[0].words == ("the signed text", "the circular that sent it to the offices")
    assert [one.questions for one in found] == [("GOV-01-Q1", "GOV-01-Q1"), ("GOV-01-Q2",)]


def test_the_agenda_opens_with_those_who_lead_and_ends_with_the_debrief() -> None:
    rows = lines_of(table(agenda(example("kestoria-2026")), "programme"))
    assert rows[0] == ["Day 1 · Monday, 12 October 2026 · morning"]
    assert rows[1][:3] == [
        "09:00–10:00",
        "Director General and deputies",
        "Opening: purpose, programme, who reads the answers, who is named",
    ]
    assert rows[2][:2] == ["10:00–10:20", "Director General and deputies"]
    assert rows[-2:] == [
        ["Day 5 · Friday, 16 October 2026 · afternoon"],
        ["14:00–17:00", "Director General and deputies", "Debrief: first results, and the first steps", "", "1 and 2"],
    ]
    undated = lines_of(table(agenda(example("kestoria-2023-paper")), "programme"))
    assert [row[0] for row in undated if len(row) == 1][::9] == ["Day 1 · morning", "Day 5 · afternoon"]


def test_french_writes_the_times_of_an_agenda_with_its_own_sign() -> None:
    tell = example("tambare-2026", "fr")
    rows = lines_of(table(agenda(tell), "programme"))
    assert rows[1][0] == "9\u00a0h\u00a000\u00a0– 10\u00a0h\u00a000"
    assert "à 9 h 00 et à 14 h 00" in spaced(words_in(agenda(tell)))


def lines_of(found: Table) -> list[list[str]]:
    """Give the words of every row, those that head others too."""
    return [["".join(run.text or "" for run in cell.runs) for cell in row.cells] for row in found.rows]


def test_an_agenda_that_does_not_fit_says_so() -> None:
    kestoria = example("kestoria-2026").assessment
    mission = replace(kestoria.mission, end=kestoria.mission.start, team=())
    said = words_in(agenda(told(replace(kestoria, mission=mission))))
    assert "The programme does not fit into the days of the mission" in said
    assert "Beyond the mission, day 2" in said
    assert "The set has 273 questions. Each of them stands in the table once, and no other does." in said


# How they look


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", PRINTED)
def test_its_pages_hold_all_words_split_no_question_and_can_be_heard(
    kind: str, language: str, caplog: pytest.LogCaptureFixture
) -> None:
    tell = example(LANGUAGES[language], language)
    report = PRINTED[kind](tell)
    assert report.metadata.language == language
    with caplog.at_level(logging.WARNING):
        document = pages_of(report)
    assert caplog.messages == []
    assert overflows(document) == []
    assert clipped(document) == []
    assert min(fullness(document)) > LEAST_FULL
    assert [name for name, pages in places_of_questions(document).items() if len(pages) > 1] == []
    printed = to_pdf(report)
    if kind.startswith("guide"):
        ends = tell.say("asking.confidence.label").replace("\u00a0", " ")
        for page in texts(printed):
            assert page.replace("\u00a0", " ").count(ends) == sum(begins(page, q) for q in asked_in(tell, report))
    assert set(places_of_questions(document)) == {f"q-{name.lower()}" for name in questions_in(report)}
    assert barriers_in(printed) == ()


def asked_in(tell: Telling, report: Report) -> list[Question]:
    return [tell.questionnaire.questions[identity] for identity in questions_in(report)]


def begins(page: str, question: Question) -> bool:
    """Whether a question begins on a page: its id and its first word at the start of a line."""
    return re.search(rf"^{question.id} {re.escape(question.text.split()[0])}", page, re.MULTILINE) is not None


def places_of_questions(document: Document) -> dict[str, set[int]]:
    """Give the pages on which each question stands."""
    found: dict[str, set[int]] = {}
    for number, page in enumerate(document.pages):
        for name in names_on(page):
            if name.startswith("q-"):
                found.setdefault(name, set()).add(number)
    return found


def names_on(page: Page) -> Iterator[str]:
    """Give the name of every element on a page that has one."""
    for box in _boxes(page._page_box):  # noqa: SLF001 - WeasyPrint shows its boxes in no other way
        name = None if box.element is None else box.element.get("id")
        if name is not None:
            yield name


def _boxes(box: boxes.Box) -> Iterator[boxes.Box]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_has_few_pages_and_those_of_a_session_can_be_carried_alone(language: str) -> None:
    tell = example(LANGUAGES[language], language)
    for who in ("executive", "hr", "operations"):
        assert len(pages_of(guide(tell, who)).pages) <= WITHIN
    report = guide(tell, "risk_unit")
    document = pages_of(report)
    names = [set(names_on(page)) for page in document.pages]
    starts = [min(n for n, found in enumerate(names) if section.id in found) for section in report.sections]
    assert len(starts) == 3
    assert max(b - a for a, b in zip(starts, [*starts[1:], len(document.pages)], strict=True)) <= SESSION


@pytest.mark.parametrize("who", ["aeo_unit", "pca_unit", "trade_association"])
def test_what_closes_a_guide_stands_with_its_last_question(who: str) -> None:
    last = pages_of(guide(example("kestoria-2026"), who)).pages[-1]
    assert any(name.startswith("q-") for name in names_on(last))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("case", ["very long words", "markup and control characters", "nothing optional"])
def test_extreme_words_stay_in_their_places(kind: str, case: str, caplog: pytest.LogCaptureFixture) -> None:
    words = {"very long words": UNBROKEN, "markup and control characters": HOSTILE}.get(case)
    assessment = extreme(case)
    if words is not None:
        under = assessment.questionnaire
        named = {role: Interlocutor(id=role, name=words) for role in under.framework.interlocutors}
        asked = under.questions.values()
        questions = {q.id: replace(q, text=words, unit=words, see=(words,), help=words) for q in asked}
        framework = replace(under.framework, interlocutors=named)
        assessment = assess(wordy(words), replace(under, framework=framework, questions=questions))
    tell = told(assessment)
    report = numbered(KINDS[kind](tell))
    check(report)
    with caplog.at_level(logging.WARNING):
        document = pages_of(report)
    assert caplog.messages == []
    assert overflows(document) == []
    assert clipped(document) == []
    content = written(report, ReportFormat.DOCX)
    assert out_of_order(content) == []
    if words is not None:
        assert printable(words) in words_of(content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guide_in_word_has_every_question_its_boxes_and_a_running_head(language: str) -> None:
    tell = example(LANGUAGES[language], language)
    report = guide(tell, "ict")
    content = written(report, ReportFormat.DOCX)
    document = read(content)
    titles = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Report Small Heading"]
    asked = [tell.questionnaire.questions[identity] for identity in questions_in(report)]
    assert [spaced(title) for title in titles if title] == [spaced(f"{q.id} {q.text}") for q in asked]
    said = words_of(content)
    assert said.count("☐\u00a0") >= 5 * len(asked)
    assert {"PAGE", "NUMPAGES"} <= set(fields_in(document.sections[0].footer.tables[0].cell(0, 1)))
    head = document.sections[0].header.tables[0]
    assert head.cell(0, 0).text == f"{report.metadata.title}"
    assert report.metadata.title.endswith(tell.mission.round)
    foot = document.sections[0].footer.tables[0]
    assert tell.mission.administration in foot.cell(0, 0).text
    assert out_of_order(content) == []


def fields_in(cell: _Cell) -> Iterator[str]:
    """Give what a cell has Word work out, such as the number of the page."""
    yield from ((one.text or "").strip() for one in cell._tc.iter(qn("w:instrText")))  # noqa: SLF001 - it has no other way


@pytest.mark.parametrize("kind", PRINTED)
def test_a_page_for_browsers_has_the_same_questions(kind: str) -> None:
    report = PRINTED[kind](example("kestoria-2026"))
    page = written(report, ReportFormat.HTML).decode()
    assert all(f'id="q-{identity.lower()}"' in page for identity in questions_in(report))


# Where they go


def test_the_command_passes_on_all_that_is_asked_for(tmp_path: Path) -> None:
    words = [
        "--kind",
        "guide",
        "--to",
        "html",
        "--for",
        "hr",
        "--language",
        "fr",
        "--minutes",
        "4",
        "-o",
        str(tmp_path),
    ]
    ran = CliRunner().invoke(
        commands, [str(EXAMPLES / "kestoria-2026"), *words, "--with-answers", "--by", "2026-09-01"]
    )
    assert ran.exit_code == 0, ran.output
    path = tmp_path / "kestoria-2026-guide-hr-fr.html"
    assert ran.stdout.split() == [str(path)]
    assert "10 questions, environ 40 minutes." in read_by(path)


def spaced(text: str) -> str:
    """Give words with plain spaces, whichever keep them on one line."""
    return re.sub(r"[\u00a0\u202f]", " ", text)


def read_by(path: Path) -> str:
    """Give the words of a page as somebody reads them, without its marks."""
    return spaced(re.sub(r"<[^<>]+>", "", path.read_text(encoding="utf-8")))


def order(tmp_path: Path, **wanted: object) -> GuideOrder:
    whole: dict[str, object] = {"mission": EXAMPLES / "kestoria-2026", "output": tmp_path, "to": GuideFormat.HTML}
    return GuideOrder(**{**whole, **wanted})  # type: ignore[arg-type]  # each is of its own type


def test_each_form_is_a_file_named_after_mission_kind_interlocutor_and_language(tmp_path: Path) -> None:
    paths = write_guides(order(tmp_path, roles=("ict", "data_team"), language="es"))
    assert [path.name for path in paths] == [
        "kestoria-2026-letter-es.html",
        "kestoria-2026-agenda-es.html",
        "kestoria-2026-questionnaire-ict-es.html",
        "kestoria-2026-guide-ict-es.html",
        "kestoria-2026-questionnaire-data-team-es.html",
        "kestoria-2026-guide-data-team-es.html",
    ]
    assert all(path.read_bytes().startswith(b"<!doctype html>") for path in paths)


def test_without_a_folder_they_go_into_the_mission_which_stays_sound(tmp_path: Path) -> None:
    mission = tmp_path / "kestoria-2024-rapid"
    shutil.copytree(EXAMPLES / "kestoria-2024-rapid", mission)
    before = Problems()
    check_path(mission, before)
    (path,) = write_guides(GuideOrder(mission=mission, kind=GuideKind.GUIDE, to=GuideFormat.DOCX, roles=("risk_unit",)))
    assert path == mission / "reports" / "forms" / "kestoria-2024-rapid-guide-risk-unit-en.docx"
    after = Problems()
    check_path(mission, after)
    assert [str(problem) for problem in after] == [str(problem) for problem in before]


def test_a_file_that_is_none_of_ours_is_never_replaced_and_nothing_else_is_written(tmp_path: Path) -> None:
    foreign = tmp_path / "kestoria-2026-agenda-en.html"
    foreign.write_text("the minutes of a meeting")
    with pytest.raises(Stop) as stopped:
        write_guides(order(tmp_path))
    assert stopped.value.code is Exit.DEVICE
    assert [path.name for path in tmp_path.iterdir()] == [foreign.name]
    assert foreign.read_text() == "the minutes of a meeting"


def test_a_form_that_somebody_filled_in_stays_and_the_new_one_goes_beside_it(tmp_path: Path) -> None:
    wanted = order(tmp_path, kind=GuideKind.GUIDE, to=GuideFormat.DOCX, roles=("hr",))
    (first,) = write_guides(wanted)
    document = read(first.read_bytes())
    document.paragraphs[0].add_run("They had no plan.")
    document.save(str(first))
    kept = first.read_bytes()
    (second,) = write_guides(wanted)
    assert second.name == "kestoria-2026-guide-hr-en-2.docx"
    assert first.read_bytes() == kept


@pytest.mark.parametrize("wanted", [{"roles": ("icct",)}, {"language": "tlh"}])
def test_what_does_not_exist_is_refused(
    wanted: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Stop) as stopped:
        write_guides(order(tmp_path, **wanted))
    assert stopped.value.code is Exit.USAGE
    assert list(tmp_path.iterdir()) == []
    said = capsys.readouterr().err
    assert "did you mean `ict`?" in said or "There is no report in `tlh`" in said


@pytest.mark.parametrize("name", ["toa-candidate-c07", "kestoria-2027-study-visit"])
def test_a_candidate_and_a_visit_have_no_letter_and_no_agenda(name: str, tmp_path: Path) -> None:
    with pytest.raises(Stop) as stopped:
        write_guides(order(tmp_path, mission=EXAMPLES / name, kind=GuideKind.LETTER))
    assert stopped.value.code is Exit.USAGE
    paths = write_guides(order(tmp_path, mission=EXAMPLES / name))
    kinds = {path.name.removeprefix(f"{name}-").split("-")[0] for path in paths}
    assert kinds == {"guide", "questionnaire"}


def test_the_same_mission_gives_the_same_bytes(tmp_path: Path) -> None:
    wanted = order(tmp_path, kind=GuideKind.AGENDA, to=GuideFormat.PDF)
    (path,) = write_guides(wanted)
    before = path.read_bytes()
    write_guides(wanted)
    assert path.read_bytes() == before


def test_minutes_and_the_day_are_as_they_were_asked_for(tmp_path: Path) -> None:
    write_guides(order(tmp_path, roles=("hr",), minutes=3, by=date(2026, 9, 1)))
    assert "about 30 minutes" in read_by(tmp_path / "kestoria-2026-guide-hr-en.html")
    assert "by 1 September 2026" in read_by(tmp_path / "kestoria-2026-questionnaire-hr-en.html")
    assert "1 September 2026" in read_by(tmp_path / "kestoria-2026-letter-en.html")
