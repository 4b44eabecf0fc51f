"""A form goes through another office program, where somebody works on it: opens, types, sorts, deletes, saves."""

from __future__ import annotations

from io import BytesIO

import pytest
from form_workbooks import (
    ASKED,
    BEFORE,
    LANGUAGES,
    NOTHING,
    blank_form,
    changes,
    filled_form,
    opened,
    returned,
    said_in,
    understood_in,
    words_on,
)
from office import converted, worked
from openpyxl import load_workbook
from pages import texts

from rmdiag.questionnaires.exchange.form_returned import is_untouched
from rmdiag.questionnaires.said import Said

pytestmark = pytest.mark.xdist_group("office")  # one office program at a time


def saved_by_office(content: bytes) -> bytes:
    return converted(content, "xlsx", "Calc MS Excel 2007 XML")


def typing(question: str, text: str, part: str = "answer") -> str:
    """Type a text into a cell as somebody does, so that the program makes of it what it makes of what is typed."""
    cell = opened(blank_form()).at(question, part)
    sheet = cell.parent.title
    return f'  doc.Sheets.getByName("{sheet}").getCellRangeByName("{cell.coordinate}").setFormula("{text}")\n'


UNPROTECT = """
  For number = 1 To 2
    doc.Sheets.getByIndex(number).unprotect("")
  Next
"""
PERCENT = """
  Dim here As New com.sun.star.lang.Locale
  percent = doc.NumberFormats.getStandardFormat(com.sun.star.util.NumberFormat.PERCENT, here)
  doc.Sheets.getByIndex(1).getCellRangeByName("{cell}").NumberFormat = percent
"""
SORT = """
  sheet = doc.Sheets.getByIndex(1)
  cursor = sheet.createCursor()
  cursor.gotoEndOfUsedArea(False)
  Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = 2
  fields(0).IsAscending = False
  Dim how2(1) As New com.sun.star.beans.PropertyValue
  how2(0).Name = "SortFields"
  how2(0).Value = fields()
  how2(1).Name = "ContainsHeader"
  how2(1).Value = True
  sheet.getCellRangeByPosition(0, 3, 11, cursor.RangeAddress.EndRow).sort(how2())
"""
FILTER = """
  sheet = doc.Sheets.getByIndex(1)
  For row = 5 To 9
    sheet.Rows.getByIndex(row).IsVisible = False
  Next
  sheet.Columns.getByIndex(3).IsVisible = False
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_that_another_program_saved_says_the_same_and_is_untouched(language: str) -> None:
    saved = saved_by_office(filled_form(language))
    assert said_in(saved) == {one: BEFORE.get(one, NOTHING) for one in ASKED}
    assert is_untouched(saved)
    found, _ = returned(saved)
    assert found is not None
    assert found.head is not None
    assert found.base == BEFORE


def test_what_was_typed_in_another_program_comes_back() -> None:
    steps = UNPROTECT + "".join(
        (
            typing("GOV-01-Q1", "Partly"),
            typing("GOV-01-Q1", "Zwölf Ämter, дело № 5, 日本", "note"),
            typing("GOV-01-Q3", "12"),
            typing("GOV-01-Q4", "'=1+1 is what they wrote"),
            typing("GOV-01-Q4", "Yes", "met"),
            typing("GOV-02-Q2", "6.8%") + PERCENT.format(cell=opened(blank_form()).at("GOV-02-Q2").coordinate),
            typing("GOV-02-Q3/1", "x"),
            typing("GOV-03-Q1", "2026-03-31"),
            typing("GOV-05-Q2", "x", "do_not_know"),
        )
    )
    assert understood_in(worked(blank_form(), steps)) == {
        "GOV-01-Q1": Said(answer="partly", note="Zwölf Ämter, дело № 5, 日本"),
        "GOV-01-Q3": Said(answer="12"),
        "GOV-01-Q4": Said(answer="=1+1 is what they wrote", met="yes"),
        "GOV-02-Q2": Said(answer="6.8"),
        "GOV-02-Q3": Said(answer=("collect_advance_data",)),
        "GOV-03-Q1": Said(answer="2026-03-31"),
        "GOV-05-Q2": Said(do_not_know=True),
        "TRT-02-Q1": NOTHING,
    }


@pytest.mark.parametrize(("name", "steps"), [("sorted", UNPROTECT + SORT), ("filtered", UNPROTECT + FILTER)])
def test_a_form_that_was_sorted_or_filtered_there_says_the_same(name: str, steps: str) -> None:
    done = worked(filled_form(), steps)
    before, after = (
        [cell.value for cell in load_workbook(BytesIO(one))["GOV Governance"]["A"]] for one in (filled_form(), done)
    )
    assert (before != after) is (name == "sorted")
    assert changes(done) == {}


def test_rows_that_were_deleted_there_say_nothing() -> None:
    row = opened(filled_form()).row("GOV-01-Q1")
    done = worked(filled_form(), UNPROTECT + f"  doc.Sheets.getByIndex(1).Rows.removeByIndex({row - 1}, 1)\n")
    assert said_in(done) == {one: BEFORE.get(one, NOTHING) for one in ASKED if one != "GOV-01-Q1"}


def test_cells_of_questions_cannot_be_typed_into_there() -> None:
    place = opened(filled_form()).row("GOV-01-Q1")
    steps = f"""
  sheet = doc.Sheets.getByIndex(1)
  asked = sheet.getCellRangeByName("C{place}").CellProtection.IsLocked
  answered = sheet.getCellRangeByName("F{place}").CellProtection.IsLocked
  sheet.getCellRangeByName("L{place}").setString(sheet.isProtected() & " " & asked & " " & answered)
"""
    assert opened(worked(filled_form(), steps)).at("GOV-01-Q1", "note").value == "True True False"


def test_another_program_works_out_the_same_states_and_counts() -> None:
    steps = typing("GOV-01-Q1", "", "answer") + typing("GOV-01-Q3", "x", "do_not_know") + typing("GOV-02-Q3/7", "x")
    steps += typing("GOV-05-Q2", "No target", "not_applicable") + "  doc.calculateAll()\n"
    words = words_on(worked(filled_form(), steps), 0).splitlines()
    start = words.index("GOV Governance")
    assert words[start : start + 7] == ["GOV Governance", "7", "1", "1", "0", "4", "1"]
    total = words.index("In total")
    assert words[total + 1 : total + 7] == ["8", "2", "1", "0", "4", "1"]


def test_drop_downs_rules_and_protection_are_understood_there() -> None:
    sheet = load_workbook(BytesIO(saved_by_office(filled_form())))["GOV Governance"]
    kinds = [one.type for one in sheet.data_validations.dataValidation if one.type not in (None, "none")]
    assert kinds.count("list") >= 5
    assert kinds.count("custom") == 3
    assert sheet.protection.sheet


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_with_heads_and_ids_on_each_page_and_nothing_is_too_narrow(language: str) -> None:
    pages = texts(converted(filled_form(language), "pdf"))
    asked = [page for page in pages if "GOV-01-Q1" in page]
    assert len(asked) == 2  # what is asked, and what is answered
    assert not [page for page in pages if "###" in page]
