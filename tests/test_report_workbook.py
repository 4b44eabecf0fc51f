"""All tables behind a report leave as a workbook: numbers as numbers, everything else as words that do nothing."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office import converted
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from report_showcase import showcase

from rmdiag.opening import assessment_of
from rmdiag.reporting import Order, write_report
from rmdiag.reports.compose import cell, group_row, level_cell, row, runs, total_row
from rmdiag.reports.formats import UNTOUCHED, ReportFormat
from rmdiag.reports.model import Align, Block, Column, Link, Report, Row, Section, Table
from rmdiag.reports.numbering import blocks_of, numbered
from rmdiag.reports.render import bundled_tokens
from rmdiag.reports.rounding import down, half_up
from rmdiag.reports.shown import Shown
from rmdiag.reports.shown_back import number_of
from rmdiag.reports.workbook import HEAD_ROW, to_workbook
from rmdiag.reports.workbook_seal import is_as_written

ROOT = Path(__file__).parent.parent
LANGUAGES = st.sampled_from(["en", "es", "fr"]).map(lambda language: Shown(language=language))
VALUES = st.fractions(min_value=-2_000_000, max_value=2_000_000, max_denominator=999)
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    '=HYPERLINK("https://example.org")',
    "\t=1+1",
    "'=1+1",
    "=cmd|' /C x'!A0",
)
FIRST = HEAD_ROW + 2  # the row of a sheet in which the first row of its table stands, counted from 1


@cache
def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def sheet(content: bytes, number: int = 1) -> Worksheet:
    found = book(content).worksheets[number]
    assert isinstance(found, Worksheet)
    return found


def written(report: Report) -> bytes:
    return to_workbook(report, bundled_tokens())


def with_blocks(*blocks: Block, language: str = "en") -> Report:
    report = showcase()
    sections = (Section(id="one", title="Chapter", blocks=blocks, number="7"),)
    return replace(report, sections=sections, metadata=replace(report.metadata, language=language))


def table(*rows: Row, align: Align = Align.END, caption: str = "Numbers", identity: str = "t") -> Table:
    columns = (Column(title="What", width=1, heads_rows=True), Column(title="How much", width=1, align=align))
    return Table(id=identity, caption=caption, columns=columns, rows=rows)


def cells_of(*words: str, language: str = "en") -> list[tuple[object, str]]:
    """Give what stands in the cells of a column of numbers, with the format of each."""
    content = written(with_blocks(table(*(row("a", one) for one in words)), language=language))
    found = [sheet(content).cell(FIRST + place, 2) for place in range(len(words))]
    return [(one.value, str(one.number_format)) for one in found]


@given(shown=LANGUAGES, value=VALUES)
def test_what_is_shown_reads_back_as_the_number_that_was_rounded(shown: Shown, value: Fraction) -> None:
    ways = {
        shown.mean(value): half_up(value, 1),
        shown.count(int(value)): Fraction(int(value)),
        shown.figure(value): half_up(value, 2),
        shown.short_figure(value): half_up(value, 1),
        shown.rounded(value, 3): half_up(value, 3),
        shown.difference(value): half_up(value, 1),
        shown.percent(value): half_up(value) / 100,
        shown.figure_percent(value): half_up(value, 2) / 100,
        shown.rate(value): half_up(value, 1) / 100,
        shown.share(value / 2_000_000): down(value / 20_000) / 100,
    }
    for words, number in ways.items():
        found = number_of(words, shown)
        assert found is not None, words
        assert found.value == number, words


@given(shown=LANGUAGES, words=st.text(alphabet="0123456789.,+-−% \u00a0\u202f", max_size=9))
def test_words_that_read_as_a_number_are_words_in_which_it_is_shown(shown: Shown, words: str) -> None:
    found = number_of(words, shown)
    if found is not None:
        exact = found.value * (100 if found.percent else 1)
        plain = shown.figure_percent(exact) if found.percent else shown.rounded(exact, max(found.places, 1))
        assert words.lstrip("+").rstrip("%\u00a0\u202f ")[:1] == plain[:1]
        assert words.count("%") == found.percent


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "1,204"),
        ("en", "2026 rapid"),
        ("en", "2.1–2.9"),
        ("en", "–"),
        ("en", ""),
        ("en", "7.10.1"),
        ("en", "GOV-01"),
        ("en", "01"),
        ("en", "2026"),
        ("en", "12,5"),
        ("en", "-3"),
        ("en", "−0"),
        ("en", "٣"),
        ("es", "2.4"),
        ("fr", "1,204.5"),
        ("fr", "12%"),
    ],
)
def test_words_in_which_no_number_is_shown_stay_words(language: str, words: str) -> None:
    found = number_of(words, Shown(language=language))
    assert (found is None) == (words != "1,204")


def test_every_table_of_a_report_has_a_sheet_and_a_line_in_the_list() -> None:
    content = written(showcase())
    tables = [one for one in blocks_of(numbered(showcase())) if isinstance(one, Table)]
    names = book(content).sheetnames
    assert len(names) == len(tables) + 1
    listed = [
        [one.value for one in line] for line in sheet(content, 0).iter_rows() if str(line[0].value).startswith("Table ")
    ]
    assert [line[:2] for line in listed] == [[one.label, one.caption] for one in tables]
    links = [line[0].hyperlink.location for line in sheet(content, 0).iter_rows() if line[0].hyperlink]
    assert links == [f"'{name}'!A1" for name in names[1:]]
    assert [line[3] for line in listed] == ["Figure 1, Figure 2", "Figure 6", "Figure 3"]


def test_the_first_sheet_says_what_the_report_is() -> None:
    words = [
        str(one.value) for line in sheet(written(showcase()), 0).iter_rows(max_row=12) for one in line if one.value
    ]
    metadata = showcase().metadata
    for said in (metadata.title, metadata.administration, metadata.date, metadata.identifier, metadata.confidentiality):
        assert said in words


def test_numbers_are_numbers_and_look_as_in_the_report() -> None:
    assert cells_of("2.4", "1,204", "48%", "32.5%", "+0.4", "−1.0", "2.1–2.9") == [
        (2.4, '#,##0.0;"−"#,##0.0'),
        (1204, '#,##0;"−"#,##0'),
        (0.48, '#,##0%;"−"#,##0%'),
        (0.325, '#,##0.0%;"−"#,##0.0%'),
        (0.4, '+#,##0.0;"−"#,##0.0;#,##0.0'),
        (-1, '#,##0.0;"−"#,##0.0'),
        ("2.1–2.9", "General"),
    ]


def test_numbers_are_read_in_the_language_of_the_report() -> None:
    assert [value for value, _ in cells_of("2,4", "12\u00a0500", "2026", "48\u00a0%", "2.4", language="es")] == [
        2.4,
        12500,
        2026,
        0.48,
        "2.4",
    ]
    assert [value for value, _ in cells_of("2,4", "12\u202f500", "48\u202f%", "2.4", language="fr")][0::3] == [
        2.4,
        "2.4",
    ]


def test_a_column_of_words_holds_words_only() -> None:
    content = written(with_blocks(table(row("7.1", "10.4"), align=Align.START)))
    assert [sheet(content).cell(FIRST, place).value for place in (1, 2)] == ["7.1", "10.4"]


def test_no_text_acts_as_a_formula() -> None:
    content = written(with_blocks(table(*(row(one, one) for one in FORMULAS), caption="=1+1")))
    found = [sheet(content).cell(FIRST + place, 2) for place in range(len(FORMULAS))]
    assert {one.data_type for one in found} == {"s"}
    assert [one.value for one in found] == [one.strip() for one in FORMULAS]


def test_an_office_program_shows_formulas_as_the_words_they_are() -> None:
    report = with_blocks(table(*(row(str(place), one) for place, one in enumerate(FORMULAS))))
    shown = converted(
        written(report), "csv", "Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    )
    lines = list(csv.reader(io.StringIO(shown.decode("utf-8"))))
    assert [line[1] for line in lines[FIRST - 1 : FIRST - 1 + len(FORMULAS)]] == [one.strip() for one in FORMULAS]


def test_characters_that_no_sheet_can_hold_do_no_harm() -> None:
    nasty = "nul\x00 bell\x07 half\ud800 not\uffff _x0041_ \u202egnp.exe\u202c"
    content = written(with_blocks(table(row(nasty, nasty), caption=nasty)))
    assert "_x0041_" in str(sheet(content).cell(FIRST, 1).value)


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    content = written(with_blocks(table(row("a" * 40_000, "b"))))
    value = str(sheet(content).cell(FIRST, 1).value)
    assert len(value) < 32_767
    assert value.endswith("(cut here, as no cell holds more; the report has the whole text)")


def test_sheets_have_names_that_every_program_takes_and_no_two_share() -> None:
    captions = ("a/b: [c]*?\\", "x" * 80, "x" * 80, "X" * 80, "History", "it's'", "", "😀" * 40, "Ends with '" * 3)
    tables = [
        replace(table(row("a", "b"), caption=one, identity=f"t{place}"), label="Table")
        for place, one in enumerate(captions)
    ]
    names = book(written(with_blocks(*tables))).sheetnames
    assert len({name.casefold() for name in names}) == len(captions) + 1
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= 31 for name in names)
    assert not any(set(name) & set("[]:*?/\\") or name.endswith("'") for name in names)


def test_rows_look_as_what_they_are() -> None:
    rows = (group_row(2, "Group"), Row(cells=(cell("a"), level_cell(4, "4"))), total_row("All", "4"))
    found = sheet(written(with_blocks(table(*rows))))
    assert [bool(found.cell(FIRST + place, 1).font.b) for place in range(3)] == [True, True, True]
    assert found.cell(FIRST + 1, 2).fill.fgColor.rgb == f"FF{bundled_tokens().level(4)[1:].upper()}"
    assert found.cell(FIRST + 1, 2).font.color.rgb == "FFFFFFFF"
    assert found.cell(FIRST, 2).value is None
    assert found.cell(FIRST + 2, 2).border.top.style == "medium"


def test_a_note_and_an_address_stand_beneath_and_behind_their_words() -> None:
    noted = replace(table(row("a", cell(Link(text="here", address="https://example.org/")))), note=runs("A note."))
    found = sheet(written(with_blocks(noted)))
    assert found.cell(FIRST, 2).value == "here (https://example.org/)"
    assert found.cell(FIRST + 2, 1).value == "A note."


def test_a_sheet_can_be_filtered_scrolled_and_printed() -> None:
    found = sheet(written(with_blocks(table(*(row(str(one), "2.4") for one in range(60))))))
    assert found.freeze_panes == f"B{FIRST}"
    assert found.auto_filter.ref == f"A{FIRST - 1}:B{FIRST + 59}"
    assert (found.page_setup.orientation, found.page_setup.fitToHeight, found.page_setup.paperSize) == (
        "landscape",
        0,
        9,
    )
    assert found.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"
    assert found.oddFooter is not None
    assert found.oddFooter.left is not None
    assert showcase().metadata.identifier in str(found.oddFooter.left.text)


def test_the_words_of_the_workbook_are_in_the_language_of_the_report() -> None:
    report = showcase()
    for language, first in (("en", "Contents"), ("es", "Contenido"), ("fr", "Table des matières")):
        told = replace(report, metadata=replace(report.metadata, language=language))
        assert book(written(told)).sheetnames[0] == first


def test_the_file_says_what_it_is_and_nothing_of_when() -> None:
    content = written(showcase())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        core = archive.read("docProps/core.xml").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert showcase().metadata.title in core
    assert "<dc:language>en</dc:language>" in core
    assert "dcterms:" not in core.replace("xmlns:dcterms", "")


def test_the_same_report_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from report_showcase import showcase; "
        "from rmdiag.reports.formats import ReportFormat, written; "
        "print(hashlib.sha256(written(showcase(), ReportFormat.XLSX)).hexdigest())"
    )
    paths = f"{ROOT / 'tests'}{os.pathsep}{ROOT}"
    shown = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "4711")
    }
    assert len(shown) == 1


def test_a_workbook_that_somebody_saved_is_known() -> None:
    content = written(showcase())
    saved = io.BytesIO()
    load_workbook(io.BytesIO(content)).save(saved)
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.xml", "<a/>")
    assert is_as_written(content)
    assert not any(
        is_as_written(one) for one in (saved.getvalue(), other.getvalue(), b"", b"PK\x03\x04", content[:-40])
    )


def test_a_workbook_with_a_part_more_is_not_taken_for_ours() -> None:
    content = io.BytesIO(written(showcase()))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert not is_as_written(content.getvalue())


def test_a_new_workbook_stands_beside_one_that_somebody_wrote_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assessment = assessment_of(ROOT / "examples" / "saint-orel-2026")
    order = Order(mission=tmp_path, formats=(ReportFormat.XLSX,), output=tmp_path / "tables.xlsx")
    (first,) = write_report(assessment, order)
    assert write_report(assessment, order) == (first,)
    edited = load_workbook(first)
    edited.worksheets[1]["C5"] = "checked with the Director"
    edited.save(first)
    before = first.read_bytes()
    assert write_report(assessment, order) == (tmp_path / "tables-2.xlsx",)
    assert first.read_bytes() == before
    assert "tables-2.xlsx" in capsys.readouterr().err
    assert UNTOUCHED[ReportFormat.XLSX]((tmp_path / "tables-2.xlsx").read_bytes())
