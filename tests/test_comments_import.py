"""What people do to a table of findings on its way back: whatever they wrote is read, or named with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from docx.shared import Pt
from openpyxl.comments import Comment
from replies import (
    COLUMNS,
    Desk,
    brought,
    codes,
    form,
    handed_out,
    on_desk,
    on_screen,
    repacked,
    rows_in,
    said,
)

from rmdiag.assessment.exchange.reply import codes as reply_codes
from rmdiag.problems import Problem
from rmdiag.questionnaires.exchange.package import MAXIMUM_FILE
from rmdiag.reports.formats import ReportFormat

XLSX, DOCX = ReportFormat.XLSX, ReportFormat.DOCX


# What comes back as it should.


@pytest.mark.parametrize("kind", [XLSX, DOCX])
def test_a_file_in_which_nobody_wrote_says_nothing(kind: ReportFormat) -> None:
    remarks, problems = brought(handed_out(kind))
    assert remarks == ()
    assert codes(problems) == []


def test_words_come_back_to_the_letter() -> None:
    words = 'It is "signed", see § 4:\n- of 3 March; 15 % …\n=1+1 is no formula, дело № 5, 日本'
    desk, page = on_desk(), on_screen()
    desk.write("GOV-02/level", comment=words, by="Head of the  Legal section")
    desk.sheet.cell(desk.row("GOV-02/level"), COLUMNS["comment"]).data_type = "s"
    page.write("GOV-02/level", comment=words, by="Head of the  Legal section")
    for content in (desk.save(), page.save()):
        remarks, problems = brought(content)
        assert [(one.finding, one.by, one.comment) for one in remarks] == [
            ("GOV-02/level", "Head of the Legal section", words)
        ]
        assert codes(problems) == []


def test_a_comment_on_the_report_as_a_whole_is_one_too() -> None:
    desk = on_desk()
    desk.write("report/general", comment="Well said.")
    assert said(brought(desk.save())[0]) == {"report/general": "Well said."}


def test_what_is_offered_is_known_by_its_id_and_else_kept_in_words() -> None:
    desk = on_desk()
    desk.write("GOV-02/level", comment="No.", evidence="e-01, E-03")
    desk.write("GOV-01/level", comment="No.", evidence="E-01; Order 14, annex B\nE-03.")
    desk.write("ORG-02/level", comment="No.", evidence="Letter of May")
    remarks, problems = brought(desk.save())
    assert {one.finding: (one.evidence, one.offers) for one in remarks} == {
        "GOV-02/level": (("E-01", "E-03"), None),
        "GOV-01/level": (("E-01", "E-03"), "Order 14, annex B"),
        "ORG-02/level": ((), "Letter of May"),
    }
    assert codes(problems) == ["XLS055", "XLS055"]


def test_columns_may_stand_in_another_order_and_rows_too() -> None:
    desk = on_desk()
    desk.write("GOV-02/level", comment="Two.")
    desk.write("GOV-01/level", comment="One.")
    sheet = desk.sheet
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=110)]
    rows.sort(key=lambda row: str(row[1]), reverse=True)
    for number, row in enumerate(rows, 5):
        for place, value in enumerate(row, 1):
            sheet.cell(number, place).value = value
    sheet.move_range("E1:E200", cols=5)
    sheet.column_dimensions["B"].hidden = True
    sheet.delete_cols(3)
    remarks, problems = brought(desk.save())
    assert said(remarks) == {"GOV-02/level": "Two.", "GOV-01/level": "One."}
    assert codes(problems) == []


def test_rows_that_are_deleted_are_not_missed_and_one_that_is_added_counts() -> None:
    desk = on_desk()
    desk.write("GOV-02/level", comment="The first.")
    desk.sheet.delete_rows(5, 6)
    desk.sheet.append([None, " GOV-02/level ", None, None, "The second.", "Mint"])
    remarks, problems = brought(desk.save())
    assert [(one.finding, one.by, one.comment) for one in remarks] == [
        ("GOV-02/level", "Port", "The first."),
        ("GOV-02/level", "Mint", "The second."),
    ]
    assert codes(problems) == []


@pytest.mark.parametrize("number", ["F9", "f9", " [F 9] ", 9, "9."])
def test_a_number_is_enough_while_the_draft_is_the_same(number: object) -> None:
    desk = on_desk()
    desk.sheet.append([number, None, None, None, "By number."])
    assert {entry.finding.number: entry.finding.key for entry in form().entries}["F9"] == "GOV-02/level"
    assert said(brought(desk.save())[0]) == {"GOV-02/level": "By number."}


def test_a_file_in_another_language_is_known_by_its_heads() -> None:
    desk = on_desk(handed_out(XLSX, "fr"))
    desk.write("TRT-04/level", comment="C’est faux.")
    remarks, problems = brought(desk.save())
    assert said(remarks) == {"TRT-04/level": "C’est faux."}
    assert codes(problems) == ["XLS044"]  # held against the English draft here; the command takes the French one


def test_a_table_that_was_split_is_read_to_its_end() -> None:
    page = on_screen()
    page.write("GOV-01/level", comment="One.")
    page.write("ORG-02/level", comment="Two.")
    table = page.table._tbl  # noqa: SLF001 - python-docx splits no table
    body, rows = table.getparent(), list(table.tr_lst)
    second = page.document.add_table(0, len(COLUMNS))._tbl  # noqa: SLF001
    for row in rows[60:]:
        second.append(row)
    body.remove(second)
    table.addnext(second)
    table.addnext(page.document.add_paragraph("Continued")._p)  # noqa: SLF001
    remarks, problems = brought(page.save(), name="back.docx")
    assert said(remarks) == {"GOV-01/level": "One.", "ORG-02/level": "Two."}
    assert codes(problems) == []


def test_tracked_changes_count_as_accepted_and_are_pointed_out() -> None:
    page = on_screen()
    page.xml(
        "GOV-02/level",
        "comment",
        '<w:ins w:id="1" w:author="A"><w:r><w:t>Signed</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>Never signed</w:delText></w:r></w:del>'
        "<w:r><w:t>, and in force.</w:t></w:r>",
    )
    page.write("GOV-01/level", comment="Not so.")
    row = page.row("GOV-01/level")._tr  # noqa: SLF001 - python-docx tracks nothing
    properties = row.get_or_add_trPr()
    properties.append(properties.makeelement(f"{{{row.nsmap['w']}}}del", {}))
    remarks, problems = brought(page.save(), name="back.docx")
    assert said(remarks) == {"GOV-02/level": "Signed, and in force."}
    assert codes(problems) == ["XLS054"]


def test_looks_change_nothing() -> None:
    page = on_screen()
    page.write("GOV-02/level", comment="Bold words.")
    (run,) = page.row("GOV-02/level").cells[4].paragraphs[0].runs
    run.bold, run.font.size = True, Pt(20)
    assert said(brought(page.save())[0]) == {"GOV-02/level": "Bold words."}


# What cannot be read, or is not taken over.


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One thing that people do, and what must be said about it."""

    code: str
    make: Callable[[Desk], object]
    place: str = ""  # of a finding and a column, such as "GOV-02/level comment"
    words: str


def _slip_number(desk: Desk) -> None:
    desk.write("GOV-02/level", number="F10", comment="Sorted alone.")


def _facts(words: str) -> Callable[[Desk], object]:
    return lambda desk: desk.book["Base"].__setitem__("A1", words)


def _merged(desk: Desk) -> None:
    desk.write("GOV-01/level", comment="For both.")
    number = desk.row("GOV-01/level")
    desk.sheet.merge_cells(f"E{number}:E{number + 1}")


def _pinned(desk: Desk) -> None:
    desk.sheet.cell(desk.row("GOV-02/level"), 4).comment = Comment("No!", "Me")


def _fault(desk: Desk) -> None:
    desk.write("GOV-02/level", comment="#REF!")
    desk.sheet.cell(desk.row("GOV-02/level"), 5).data_type = "e"


OTHER_DRAFT = '["rmdiag comments 1","a","crm-compendium 2026.1","en","b"]'
SLIPS = [
    Slip(code="XLS042", make=lambda desk: desk.sheet.delete_rows(4), words="`No.`, `Name`, `Comment`"),
    Slip(code="XLS043", make=_facts("Anything"), words="does not say of which mission and which draft"),
    Slip(code="XLS044", make=_facts(OTHER_DRAFT), words="changed since this file was handed out"),
    Slip(code="XLS045", make=_merged, place="GOV-01/level comment", words=" stands for several rows at once"),
    Slip(
        code="XLS046",
        make=lambda desk: desk.sheet.__setitem__("H4", "comment"),
        place="head H",
        words="Findings!H4 is `comment`, a head that stands in Findings!E4 too.",
    ),
    Slip(
        code="XLS047",
        make=lambda desk: desk.sheet.append([None, None, None, None, "Somewhere it is wrong."]),
        place="row 130 comment",
        words="Findings!E130 has a comment, and its row does not say on which finding",
    ),
    Slip(
        code="XLS048",
        make=_slip_number,
        place="GOV-02/level number",
        words=" has the number F10, which is that of `GOV-02/blocking`, but its row has the name `GOV-02/level`",
    ),
    Slip(
        code="XLS049",
        make=lambda desk: desk.sheet.append([None, "GOV-02/levels", None, None, "No."]),
        place="row 130 comment",
        words="did you mean `GOV-02/level`?",
    ),
    Slip(
        code="XLS051",
        make=lambda desk: desk.sheet.__setitem__("I14", "We object."),
        place="row 14 I",
        words="Findings!I14 holds `We object.`, which is not read",
    ),
    Slip(
        code="XLS051",
        make=lambda desk: desk.write("GOV-02/level", evidence="E-01"),
        place="GOV-02/level evidence",
        words=" holds `E-01`, which is not read",
    ),
    Slip(
        code="XLS052",
        make=lambda desk: desk.write("GOV-02/level", words="It is signed."),
        place="GOV-02/level words",
        words=" is no longer what the draft says of GOV-02/level",
    ),
    Slip(
        code="XLS055",
        make=lambda desk: desk.write("GOV-02/level", comment="No.", evidence="E-99"),
        place="GOV-02/level evidence",
        words=" offers `E-99`",
    ),
    Slip(code="XLS056", make=_fault, place="GOV-02/level comment", words=" shows `#REF!` where words are needed"),
    Slip(code="XLS057", make=_pinned, words="pinned to cells of the sheet Findings"),
]


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip.code} {slip.words[:20]}")
def test_what_cannot_be_read_is_named_with_its_cell_and_the_way_out(slip: Slip) -> None:
    desk = on_desk()
    slip.make(desk)
    _, problems = brought(desk.save())
    found = [problem for problem in problems if problem.code == slip.code]
    assert len(found) == 1, codes(problems)
    assert slip.words in str(found[0])
    assert place_of(found[0]) == _where(slip.place, on_desk())
    assert not re.search(r"\{[a-z_]*\}|\bNone\b| ( |\.)|``", found[0].message + found[0].fix)


def place_of(problem: Problem) -> tuple[int, int]:
    return problem.span.line, problem.span.column


def _where(place: str, desk: Desk) -> tuple[int, int]:
    """Give row and column of a place as slips name it."""
    if not place:
        return 0, 0
    row, _, column = place.rpartition(" ")
    number = 4 if row == "head" else int(row[4:]) if row.startswith("row ") else desk.row(row)
    return number, COLUMNS.get(column) or ord(column) - ord("A") + 1


def test_nobody_is_guessed_to_have_said_it() -> None:
    desk = on_desk()
    desk.write("GOV-02/level", comment="No.")
    remarks, problems = brought(desk.save(), by=None)
    assert remarks == ()
    assert codes(problems) == ["XLS050"]
    assert "--by ROLE" in str(next(iter(problems)))


def test_a_number_is_not_trusted_when_the_draft_has_changed() -> None:
    desk = on_desk()
    desk.book["Base"]["A1"] = OTHER_DRAFT
    desk.sheet.append(["F9", None, None, None, "By number."])
    assert codes(brought(desk.save())[1]) == ["XLS044", "XLS047"]


def test_what_is_written_into_other_cells_of_a_document_is_named_by_table_and_row() -> None:
    page = on_screen()
    page.write("GOV-02/level", place="No, see our letter.")
    number = next(n for n, row in enumerate(rows_in(page.table), 1) if row[1] == "GOV-02/level")
    page.row("GOV-02/level").cells[3].paragraphs[0].add_run(" This is wrong.")
    _, problems = brought(page.save(), name="back.docx")
    assert codes(problems) == ["XLS052"]
    assert f"Table 1, row {number}, column 4 is no longer what the draft says" in str(next(iter(problems)))


def test_a_comment_in_the_margin_of_a_document_is_named_with_its_words() -> None:
    page = on_screen()
    run = page.row("GOV-02/level").cells[4].paragraphs[0].add_run("See margin.")
    page.document.add_comment(run, text="It was signed in March.", author="Port")
    remarks, problems = brought(page.save(), name="back.docx")
    assert said(remarks) == {"GOV-02/level": "See margin."}
    assert codes(problems) == ["XLS053"]
    assert "`It was signed in March.`" in str(next(iter(problems)))


def test_cells_of_a_document_that_are_merged_over_rows_are_named() -> None:
    page = on_screen()
    page.write("GOV-01/level", comment="For both.")
    index = next(n for n, row in enumerate(rows_in(page.table)) if row[1] == "GOV-01/level")
    page.table.cell(index, 4).merge(page.table.cell(index + 1, 4))
    _, problems = brought(page.save(), name="back.docx")
    assert set(codes(problems)) == {"XLS045"}


def test_every_code_of_a_returned_table_is_shown_here() -> None:
    elsewhere = {"XLS050", "XLS053", "XLS054"}
    assert {slip.code for slip in SLIPS} | elsewhere == {kind.code for kind in reply_codes.CATALOGUE}


# Files that mean harm, or are none.


def _with_part(name: str, part: bytes) -> Callable[[str, bytes], bytes]:
    return lambda found, content: part if found == name else content


def test_a_document_that_can_grow_without_bounds_is_not_parsed() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="w">&a;</w:document>'
    _, problems = brought(repacked(handed_out(DOCX), _with_part("word/document.xml", bomb)))
    assert codes(problems) == ["XLS041"]
    assert "a part of it has a document type" in str(next(iter(problems)))


def test_a_document_that_unpacks_to_very_much_is_not_unpacked() -> None:
    swollen = repacked(handed_out(DOCX), _with_part("word/styles.xml", b" " * (65 * 1024 * 1024)))
    _, problems = brought(swollen)
    assert codes(problems) == ["XLS041"]
    assert len(swollen) < 1024 * 1024


def test_a_document_with_a_million_tags_is_not_parsed() -> None:
    many = b'<?xml version="1.0"?><w:document xmlns:w="w">' + b"<w:p/>" * 1_000_001 + b"</w:document>"
    _, problems = brought(repacked(handed_out(DOCX), _with_part("word/document.xml", many)))
    assert codes(problems) == ["XLS041"]


def test_half_a_file_is_said_to_be_half_a_file() -> None:
    assert codes(brought(handed_out(DOCX)[:20_000])[1]) == ["XLS002"]
    damaged = repacked(handed_out(DOCX), _with_part("word/document.xml", b"<w:document"))
    assert codes(brought(damaged)[1]) == ["XLS040"]


def test_an_old_document_or_one_with_a_password_is_said_to_be_one() -> None:
    _, problems = brought(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    assert codes(problems) == ["XLS040"]
    assert "it is an old .doc file, or it is protected by a password" in str(next(iter(problems)))


def test_a_file_that_is_too_large_is_not_opened() -> None:
    assert codes(brought(b"PK" + b"\0" * MAXIMUM_FILE)[1]) == ["XLS002"]


def test_macros_and_links_to_elsewhere_are_never_touched() -> None:
    page = on_screen()
    page.write("GOV-02/level", comment="Signed.")
    link = (
        b'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"'
        b' Target="http://127.0.0.1:9/evil.dotm" TargetMode="External"/></Relationships>'
    )

    def change(name: str, part: bytes) -> bytes:
        return part.replace(b"</Relationships>", link) if name == "word/_rels/document.xml.rels" else part

    remarks, problems = brought(repacked(page.save(), change))
    assert said(remarks) == {"GOV-02/level": "Signed."}
    assert codes(problems) == []


def test_fields_and_controls_that_only_prompt_say_nothing() -> None:
    page = on_screen()
    page.xml(
        "GOV-02/level",
        "comment",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>'
        "<w:r><w:t>Click here to enter text</w:t></w:r></w:sdtContent></w:sdt>",
    )
    assert brought(page.save())[0] == ()
