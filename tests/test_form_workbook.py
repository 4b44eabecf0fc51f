"""A form leaves as a workbook: questions stand fast, answers can be typed, and it counts itself what is still blank."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from form_workbooks import BEFORE, LANGUAGES, a_form, blank_form, filled_form, opened, said_in, speaks, words_on
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from rmdiag.files import catalogue
from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange.form_outlay import HEAD_ROW, pages_of, sheet_name
from rmdiag.questionnaires.exchange.form_shown import check_fits
from rmdiag.questionnaires.exchange.form_words import COLUMNS, PARTS, PLACES, key_of_head
from rmdiag.questionnaires.exchange.form_workbook import to_workbook
from rmdiag.questionnaires.exchange.kept import read_kept
from rmdiag.questionnaires.said import Said, plain_said, said_from
from rmdiag.tongue import phrase, speaking


def gov(content: bytes) -> Worksheet:
    found = load_workbook(BytesIO(content))["GOV Governance"]
    assert isinstance(found, Worksheet)
    return found


def visible(content: bytes) -> list[str]:
    book = load_workbook(BytesIO(content))
    return [name for name in book.sheetnames if book[name].sheet_state == "visible"]


def test_there_is_a_sheet_for_instructions_for_each_dimension_for_the_levels_and_for_the_register() -> None:
    assert visible(filled_form()) == [
        "Instructions",
        "GOV Governance",
        "TRT Treatment and control",
        "Levels",
        "Evidence",
    ]
    states = {name: load_workbook(BytesIO(filled_form()))[name].sheet_state for name in ("Lists", "Base")}
    assert states == {"Lists": "hidden", "Base": "veryHidden"}


def test_the_same_form_gives_the_same_bytes() -> None:
    first = to_workbook(a_form())
    assert to_workbook(a_form()) == first
    assert to_workbook(a_form({})) != first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-09-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_what_was_known_is_filled_in() -> None:
    sitting = opened(filled_form())
    found = [sitting.at("GOV-01-Q1", part).value for part in ("answer", "confidence", "evidence", "note")]
    assert found == ["Yes", "corroborated", "E-01", "Circular 12."]
    assert sitting.at("GOV-01-Q3").value == 3
    marks = [sitting.at(f"GOV-02-Q3/{number}").value for number in range(1, 8)]
    assert marks == [None, "x", None, None, "x", None, None]
    table = [[sitting.at(f"TRT-02-Q1/{line}", "answer", column).value for column in (0, 1)] for line in (0, 1, 2, 3)]
    assert table == [["Channel", "Actual share, last 12 months, %"], ["Green", "81.5"], ["Red", "18.5"], [None, None]]
    assert sitting.at("TRT-02-Q1", "met").value == "Partly"


def test_the_first_sheet_says_who_is_asked_by_when_and_how_one_answers() -> None:
    words = words_on(to_workbook(a_form(due=date(2026, 9, 30))), 0)
    for said in (
        "ICT Department",
        "Kestoria Customs Service (QM), round 2026",
        "1 September 2026",
        "30 September 2026",
        "16 October 2026",
    ):
        assert said in words
    for said in ("Answered", "Not applicable", "Do not know", "Blank", "declared", "corroborated", "verified"):
        assert said in words.splitlines()
    assert "Please return it by" not in words_on(filled_form(), 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_of_the_form_everywhere(language: str) -> None:
    content = filled_form(language)
    names = visible(content)
    framework = speaks(language).framework
    assert names[1] == sheet_name(f"GOV {framework.dimensions[0].short}")
    with speaking(language, catalogue(language, "commands")):
        assert names[0] == phrase("Instructions")
        heads = [cell.value for cell in load_workbook(BytesIO(content)).worksheets[1][HEAD_ROW]]
        assert heads == [phrase(column.head) for column in COLUMNS]
        assert opened(content).at("GOV-01-Q1").value == phrase("Yes")
    options = speaks(language).questions["GOV-02-Q3"].options
    shown = [opened(content).at(f"GOV-02-Q3/{number}", "question").value for number in range(1, 8)]
    assert shown == [option.text for option in options]


@pytest.mark.parametrize("language", ["es", "fr"])
def test_no_word_of_a_form_is_left_in_english(language: str) -> None:
    english = set(words_on(blank_form(), 0).splitlines())
    own = {"ICT Department", "Full diagnostic"}  # of the mission, in its own language
    same = {"Questions"} if language == "fr" else set()
    words = words_on(blank_form(language), 0).splitlines()
    left = {line for line in words if line in english and any(letter.isalpha() for letter in line)}
    assert left - own == same


def test_only_cells_that_are_answered_can_be_typed_into() -> None:
    sheet = gov(filled_form())
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    sitting = opened(filled_form())
    unlocked = {part for part in PLACES if not sitting.at("GOV-01-Q1", part).protection.locked}
    assert unlocked == set(PARTS) - {"met"}
    assert not sitting.at("GOV-01-Q4", "met").protection.locked
    assert not sitting.at("GOV-02-Q3/1").protection.locked
    assert sitting.at("GOV-02-Q3/1", "question").protection.locked


def rules(content: bytes, question: str, part: str = "answer") -> list[tuple[str, str]]:
    sitting = opened(content)
    cell, every = sitting.at(question, part), sitting.sheet(question).data_validations.dataValidation
    return [(one.type, one.formula1 or "") for one in every if cell.coordinate in one.sqref]


def offered(content: bytes, question: str, part: str = "answer") -> list[object]:
    ((kind, formula),) = rules(content, question, part)
    assert kind == "list"
    sheet, _, area = formula.replace("$", "").rpartition("!")
    first, _, last = area.partition(":")
    cells = load_workbook(BytesIO(content))[sheet.strip("'")][f"{first}:{last}"]
    return [cell.value for (cell,) in cells]


def test_answers_are_picked_from_lists_in_words() -> None:
    content = filled_form()
    assert offered(content, "GOV-01-Q1") == ["Yes", "Partly", "No"]
    assert offered(content, "GOV-05-Q2") == [option.text for option in speaks("en").questions["GOV-05-Q2"].options]
    assert offered(content, "GOV-02-Q3/3") == ["x"]
    assert offered(content, "GOV-01-Q1", "do_not_know") == ["x"]
    assert offered(content, "GOV-01-Q4", "met") == ["Yes", "Partly", "No"]
    assert offered(content, "GOV-01-Q1", "confidence") == ["declared", "corroborated", "verified"]


def test_numbers_and_dates_that_cannot_be_meant_are_refused() -> None:
    content, cell = filled_form(), opened(filled_form()).at("GOV-02-Q2").coordinate
    assert rules(content, "GOV-02-Q2") == [
        ("custom", f'IF(ISNUMBER({cell}),AND(ISNUMBER({cell}),{cell}>=0,{cell}<=100),{cell}="No")')
    ]
    assert "INT(" in rules(content, "GOV-01-Q3")[0][1]
    assert "DATE(1950,1,1)" in rules(content, "GOV-03-Q1")[0][1]


def test_it_counts_live_how_far_it_is_filled_in() -> None:
    book = load_workbook(BytesIO(filled_form()))
    cells = [cell.value for row in book["Instructions"].iter_rows() for cell in row if isinstance(cell.value, str)]
    formulas = [value for value in cells if value.startswith("=")]
    assert any("'GOV Governance'!$B$5:$B$" in value and "SUMPRODUCT" in value for value in formulas)
    words = words_on(filled_form(), 0).splitlines()
    start = words.index("GOV Governance")
    assert words[start : start + 8] == ["GOV Governance", "7", "3", "0", "0", "4", "0", str(3 / 7)]
    total = words.index("In total")
    assert words[total + 1 : total + 7] == ["8", "4", "0", "0", "4", "0"]
    assert "Answered: 3   Not applicable: 0   Do not know: 0   Blank: 4" in words_on(filled_form(), "GOV Governance")


def test_it_prints_on_a4_with_heads_ids_and_questions_on_every_page() -> None:
    sheet = gov(filled_form())
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert [one.id for one in sheet.col_breaks.brk] == [5]  # before the answers
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$4:$4", "$A:$C")
    assert sheet.freeze_panes == "D5"
    footer = sheet.oddFooter
    assert footer is not None
    assert footer.left.text == "Kestoria Customs Service, 2026: ICT Department"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "http://x.example"])
def test_a_text_that_begins_like_a_formula_or_an_address_is_a_text(text: str) -> None:
    said = {
        "GOV-01-Q1": Said(answer="yes", note=text),
        "GOV-01-Q4": Said(answer=text, met="no"),
        "GOV-01-Q3": Said(not_applicable=text),
        "TRT-02-Q1": Said(answer=((("channel", text),),), met="no"),
    }
    head = replace(a_form().head, role=text, administration=text)
    content = to_workbook(replace(a_form(said), head=head, title=text, evidence=((text, text),)))
    for cell in (
        opened(content).at("GOV-01-Q1", "note"),
        opened(content).at("GOV-01-Q4"),
        opened(content).at("GOV-01-Q3", "not_applicable"),
        opened(content).at("TRT-02-Q1/1"),
    ):
        assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    book = load_workbook(BytesIO(content))
    formulas = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert all(str(one).startswith(("=IF(", "=SUM", "=B", '="')) for one in formulas)
    assert {one: words for one, words in said_in(content).items() if one in said} == {
        one: said_from(plain_said(words)) for one, words in said.items()
    }


def test_a_text_too_long_for_a_cell_is_a_problem_and_is_not_cut() -> None:
    long = a_form({"GOV-01-Q1": Said(answer="yes", note="x" * 32_768)})
    problems = Problems()
    check_fits(long, problems)
    assert [problem.code for problem in problems] == ["COL034"]
    with pytest.raises(ValueError, match="Note of GOV-01-Q1 has 32768 characters"):
        to_workbook(long)
    short = {"GOV-01-Q1": Said(answer="yes", note="x" * 32_767)}
    assert said_in(to_workbook(a_form(short)))["GOV-01-Q1"] == short["GOV-01-Q1"]


def test_what_it_set_out_from_is_kept_out_of_sight() -> None:
    base = load_workbook(BytesIO(filled_form()))["Base"]
    kept = read_kept([[str(cell or "") for cell in row] for row in base.values])
    assert kept is not None
    assert kept.facts["evidence"] == ["E-01", "E-02"]
    assert kept.values["base GOV-01-Q3"] == {"answer": "3"}
    assert {key for key in kept.values if key.startswith("base ")} == {f"base {one}" for one in BEFORE}


def test_no_head_of_a_column_means_another_one_in_any_language() -> None:
    meant: dict[str, set[str]] = {}
    for language in LANGUAGES:
        with speaking(language, catalogue(language, "commands")):
            for column in COLUMNS:
                meant.setdefault(phrase(column.head).casefold(), set()).add(column.key)
    assert {head: keys for head, keys in meant.items() if len(keys) > 1} == {}
    assert {key_of_head(head) for head in meant} == {column.key for column in COLUMNS}


def test_questions_of_no_indicator_stand_on_a_sheet_of_their_own() -> None:
    form = a_form({})
    stray = replace(form.questions[0], indicator="VIS")
    pages = pages_of(replace(form, questions=(stray, *form.questions[1:])))
    assert [page.name for page in pages] == ["GOV Governance", "TRT Treatment and control", "Records"]


@pytest.mark.parametrize(
    ("name", "taken"),
    [("GOV a/b: [c]*?", "GOV a b   c"), ("x" * 40, "x" * 31), ("'quoted'", "quoted")],
)
def test_names_of_sheets_are_such_that_every_program_takes_them(name: str, taken: str) -> None:
    assert sheet_name(name) == taken
