"""What is handed out holds every finding, keeps it from slips, prints well, and survives another office program."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from office import converted
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from pages import texts
from replies import COLUMNS, EXAMPLE, W, brought, codes, form, handed_out, on_desk, on_screen, rows_in, said

from rmdiag.assessment.exchange.reply.facts import Facts, read_facts, written_facts
from rmdiag.opening import reported
from rmdiag.replying import written_form
from rmdiag.reports.formats import UNTOUCHED, ReportFormat
from rmdiag.reports.reply.form import reply_form

XLSX, DOCX = ReportFormat.XLSX, ReportFormat.DOCX
LANGUAGES = ("en", "es", "fr")
OFFICE = pytest.mark.xdist_group("office")  # one office program at a time
WAYS = {XLSX: "Calc MS Excel 2007 XML", DOCX: "MS Word 2007 XML"}


def sheet_of(content: bytes) -> Worksheet:
    found = load_workbook(BytesIO(content)).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_is_told_in_whole_sentences(language: str) -> None:
    colon = "[^\u00a0\u202f]:( |$)" if language == "fr" else ":\\."
    glued = re.compile(f":\\.|\\.;|\\?\\.|{colon}")
    told = [entry.finding.words for entry in form(language).entries]
    assert [words for words in told if glued.search(words) and "[en]" not in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_workbook_and_document_have_the_same_rows_in_the_same_words(language: str) -> None:
    wanted = [
        [entry.finding.number, entry.finding.key, entry.place, entry.finding.words] for entry in form(language).entries
    ]
    assert len(wanted) > 100
    sheet = sheet_of(handed_out(XLSX, language))
    in_sheet = [[str(cell or "") for cell in row[:4]] for row in sheet.iter_rows(min_row=5, values_only=True)]
    in_table = [row[:4] for row in rows_in(Document(BytesIO(handed_out(DOCX, language))).tables[0])][1:]
    assert in_sheet[: len(wanted)] == wanted
    assert in_table == wanted


@pytest.mark.parametrize("language", LANGUAGES)
def test_heads_are_in_the_language_of_the_draft(language: str) -> None:
    heads = list(form(language).heads.values())
    assert [cell.value for cell in sheet_of(handed_out(XLSX, language))[4]] == heads
    assert next(rows_in(Document(BytesIO(handed_out(DOCX, language))).tables[0])) == heads
    assert {"en": "Evidence offered", "es": "Evidencia ofrecida", "fr": "Éléments probants proposés"}[
        language
    ] == heads[-1]


@pytest.mark.parametrize("kind", [XLSX, DOCX])
def test_the_same_draft_gives_the_same_bytes_and_they_are_known_as_untouched(kind: ReportFormat) -> None:
    again = written_form(reply_form(reported(EXAMPLE, None, "en"), "1"), kind)
    assert again == handed_out(kind)
    assert UNTOUCHED[kind](again)


def test_a_finding_cannot_be_changed_by_a_slip_in_the_workbook() -> None:
    sheet = sheet_of(handed_out(XLSX))
    assert sheet.protection.sheet
    assert not sheet.protection.sort  # allowed
    assert not sheet.protection.deleteRows
    (rule,) = sheet.data_validations.dataValidation
    last = 4 + len(form().entries)
    assert (rule.type, rule.formula1, str(rule.sqref)) == ("custom", "FALSE", f"A5:D{last}")
    assert "write under “Comment”" in str(rule.error)
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$4:$4"


def test_a_finding_cannot_be_changed_by_a_slip_in_the_document() -> None:
    table = on_screen().table
    head, *rows = table._tbl.tr_lst  # noqa: SLF001 - python-docx knows no controls
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    for row, entry in zip(rows, form().entries, strict=True):
        locks = [one.get(f"{W}val") for one in row.iter(f"{W}lock")]
        tags = {one.get(f"{W}val") for one in row.iter(f"{W}tag")}
        assert set(locks) == {"sdtContentLocked"}
        assert tags == {entry.finding.key}
        assert all(cell.find(f".//{W}sdt") is None for cell in row.tc_lst[4:])


@pytest.mark.parametrize("kind", [XLSX, DOCX])
def test_the_file_says_out_of_sight_of_which_mission_and_draft_it_is(kind: ReportFormat) -> None:
    whole = b"".join(
        ZipFile(BytesIO(handed_out(kind))).read(name) for name in ZipFile(BytesIO(handed_out(kind))).namelist()
    )
    assert whole.count(form().facts.draft.encode()) == 1
    assert form().facts.framework == "crm-compendium 2026.1"
    if kind is XLSX:
        assert load_workbook(BytesIO(handed_out(kind)))["Base"].sheet_state == "veryHidden"


def test_facts_are_read_back_or_not_at_all() -> None:
    facts = Facts(mission="a", framework="b é", language="en", draft="d")
    assert read_facts(written_facts(facts)) == facts
    assert written_facts(facts).isascii()
    for words in ("", "[]", "{}", '["rmdiag comments 1"]', '["rmdiag comments 2","a","b","c","d"]', "[1,2,3,4,5]"):
        assert read_facts(words) is None


# Another office program really opens, prints and saves them.


@OFFICE
@pytest.mark.parametrize("kind", [XLSX, DOCX])
def test_what_was_typed_comes_back_through_another_program(kind: ReportFormat) -> None:
    words = "Zwölf Dienststellen, дело № 5,\nsiehe 日本 & <b>"
    desk = on_desk() if kind is XLSX else on_screen()
    desk.write("GOV-02/level", comment=words, by="Legal officer", evidence="E-01")
    desk.write("report/general", comment="Well said.")
    saved = converted(desk.save(), kind.value, WAYS[kind], kind=kind.value)
    remarks, problems = brought(saved, name=f"back.{kind.value}")
    assert said(remarks) == {"GOV-02/level": words, "report/general": "Well said."}
    assert [one.evidence for one in remarks] == [("E-01",), ()]
    assert codes(problems) == []


@OFFICE
@pytest.mark.parametrize("kind", [XLSX, DOCX])
def test_an_empty_file_that_another_program_saved_is_still_of_the_same_draft(kind: ReportFormat) -> None:
    saved = converted(handed_out(kind), kind.value, WAYS[kind], kind=kind.value)
    assert saved != handed_out(kind)
    remarks, problems = brought(saved)
    assert (remarks, codes(problems)) == ((), [])


@OFFICE
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [XLSX, DOCX])
def test_it_prints_with_its_heads_on_every_page(kind: ReportFormat, language: str) -> None:
    pages = [" ".join(page.split()) for page in texts(converted(handed_out(kind, language), "pdf", kind=kind.value))]
    findings = pages if kind is DOCX else pages[:-1]  # the guide is the last page of the workbook
    assert len(findings) > 3
    for page in findings:
        assert form(language).heads["comment"] in page
        assert form(language).heads["words"] in page
    whole = " ".join(pages)
    assert all(re.search(rf"(?<!\w){re.escape(entry.finding.number)}(?!\w)", whole) for entry in form(language).entries)
    assert form(language).entries[-1].place in whole
    assert "###" not in whole


@OFFICE
def test_a_table_saved_as_an_old_word_document_is_refused_with_the_way_out() -> None:
    remarks, problems = brought(converted(handed_out(DOCX), "doc", "MS Word 97", kind="docx"), name="back.doc")
    assert (remarks, codes(problems)) == ((), ["XLS040"])
    assert "save it as .docx" in str(next(iter(problems)))


def test_columns_are_those_of_the_tests() -> None:
    assert list(COLUMNS) == list(form().heads)
