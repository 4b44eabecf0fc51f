"""A report in Word: real styles and fields, every word, and nothing that somebody typed is overwritten."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from office import converted
from PIL import Image
from report_showcase import showcase
from word_documents import instructions, out_of_order, parts_of, read, said_in, with_parts, words_of

from rmdiag import __version__
from rmdiag.opening import reported
from rmdiag.reports.compose import cell, level_cell, numbers, para, runs
from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.model import (
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Link,
    Report,
    Row,
    Section,
    Start,
    Table,
)
from rmdiag.reports.numbering import blocks_of, numbered, sections_of
from rmdiag.reports.report_for import report_for
from rmdiag.reports.spaces import PageBreak
from rmdiag.reports.word.archive import is_untouched
from rmdiag.reports.word.render import to_docx
from rmdiag.reports.word.wordml import spaced

EXAMPLES = Path(__file__).parent.parent / "examples"
HOSTILE = (
    "<script>alert('x')</script> & </w:t></w:r> {{ 7*7 }} ]]> =cmd|' /C calc'!A0 "
    "nul\x00 bell\x07 escape\x1b[31m half\ud800 not\uffff turned\u202egnp.exe\u202c end"
)
LAYOUT = {"Report Definitions", "Report Descriptors", "Report Figures", "Report Callout", "Report Layout"}


@pytest.fixture(scope="module")
def document() -> bytes:
    return to_docx(showcase())


def with_section(*blocks: Block, title: str = "One") -> Report:
    return replace(showcase(), sections=(Section(id="one", title=title, blocks=blocks),))


def style_names(content: bytes) -> list[tuple[str, str]]:
    return [(str(one.style.name), one.text) for one in read(content).paragraphs if one.style is not None]


def all_tables(content: bytes) -> list[tuple[str, list[list[str]]]]:
    """Give the style and the repeated rows of every table, those in cells too."""
    known = read(content)
    names = {style.style_id: str(style.name) for style in known.styles}
    found = []
    for table in known.element.body.iter(qn("w:tbl")):
        heads = [
            row for row in table.findall(qn("w:tr")) if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        ]
        texts = [["".join(t.text or "" for t in tc.iter(qn("w:t"))) for tc in row.findall(qn("w:tc"))] for row in heads]
        style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        found.append((names[style.get(qn("w:val"))], texts))
    return found


def test_every_word_of_a_report_stands_in_the_document(document: bytes) -> None:
    shown = words_of(document)
    texts = set(said_in(numbered(showcase())))
    assert len(texts) > 200
    assert [text for text in sorted(texts) if spaced(text) not in spaced(shown)] == []


@pytest.mark.parametrize("mission", ["saint-orel-2026", "kestoria-2027-study-visit", "toa-candidate-c07"])
def test_every_word_of_a_mission_stands_in_the_document(mission: str) -> None:
    report = numbered(report_for(reported(EXAMPLES / mission, None, None), Provenance(version=__version__)))
    content = to_docx(report)
    shown = words_of(content)
    assert [text for text in sorted(set(said_in(report))) if spaced(text) not in spaced(shown)] == []
    assert out_of_order(content) == []


def test_headings_are_headings_in_their_order(document: bytes) -> None:
    found = [(name, text) for name, text in style_names(document) if name.startswith("Heading")]
    listed = [one for one in sections_of(showcase().sections) if one.listed]
    assert [text for _, text in found] == [f"{one.number or ''} {one.title}".strip() for one in listed]
    assert [name for name, _ in found[:4]] == ["Heading 1", "Heading 1", "Heading 2", "Heading 2"]


def test_the_contents_are_a_field_that_is_filled_and_leads_to_the_sections(document: bytes) -> None:
    assert 'TOC \\o "1-2" \\h' in instructions(document)
    body = read(document).element.body
    entries = [text for name, text in style_names(document) if name.startswith("toc ")]
    assert entries[:3] == ["1 At a glance", "2 Maturity profile", "2.1 All indicators at one look"]
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    leads = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))} - {None}
    assert leads
    assert leads <= marks


def test_opening_a_report_asks_no_question(document: bytes) -> None:
    assert b"updateFields" not in parts_of(document)["word/settings.xml"]
    assert not any(field.get(qn("w:dirty")) for field in read(document).element.body.iter(qn("w:fldChar")))


def test_captions_are_counted_by_word_in_the_order_of_the_report(document: bytes) -> None:
    tables = [field for field in instructions(document) if field.startswith("SEQ Table")]
    figures = [field for field in instructions(document) if field.startswith("SEQ Figure")]
    blocks = list(blocks_of(showcase()))
    assert len(tables) == sum(isinstance(block, Table) for block in blocks)
    assert len(figures) == sum(type(block).__name__ == "Figure" for block in blocks)
    assert not any("\\r" in field for field in tables + figures)
    captions = [text for name, text in style_names(document) if name == "Caption"]
    assert "Table 1 Levels, intervals, targets and gaps by dimension" in captions


def test_a_label_that_the_report_chose_is_kept_when_word_counts_again() -> None:
    table = Table(id="t", caption="Kept", columns=(Column(title="A", width=1),), rows=(), label="Table 12")
    assert "SEQ Table \\* ARABIC \\r 12" in instructions(to_docx(with_section(table)))


def test_every_table_of_data_repeats_its_head_and_keeps_its_rows_whole(document: bytes) -> None:
    tables = [(style, heads) for style, heads in all_tables(document) if style not in LAYOUT]
    assert len(tables) == sum(isinstance(block, Table) for block in blocks_of(showcase()))
    assert all(len(heads) == 1 for _, heads in tables)
    assert ["Dimension", "Level", "Interval", "Target", "Gap", "2023"] in [heads[0] for _, heads in tables]
    rows = list(read(document).element.body.iter(qn("w:tr")))
    assert all(
        row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows[1:]
    )  # the first is the cover's


def test_every_picture_says_what_it_shows(document: bytes) -> None:
    pictures = list(read(document).element.body.iter(qn("wp:docPr")))
    assert len(pictures) == sum(type(block).__name__ in ("Figure", "LevelScale") for block in blocks_of(showcase()))
    assert all(len(picture.get("descr")) > 20 for picture in pictures)
    assert len({picture.get("id") for picture in pictures}) == len(pictures)


def test_charts_are_sharp_enough_for_print_and_say_nothing_of_their_maker(document: bytes) -> None:
    images = [part for name, part in parts_of(document).items() if name.startswith("word/media/")]
    assert images
    for content in images:
        image = Image.open(BytesIO(content))
        assert round(image.info["dpi"][0]) == 220
        assert b"matplotlib" not in content.lower()


def test_cells_of_levels_bear_their_colour_and_words_that_can_be_read_on_it() -> None:
    row = Row(cells=(level_cell(4, "4"), level_cell(1, "1")))
    table = Table(id="t", caption="c", columns=(Column(title="A", width=1), Column(title="B", width=1)), rows=(row,))
    body = read(to_docx(with_section(table))).element.body
    cells = [one for one in body.iter(qn("w:tc")) if _fill(one) == "2F7F92" and list(one.iter(qn("w:t")))]
    assert len(cells) == 1
    inks = {colour.get(qn("w:val")) for one in cells for colour in one.iter(qn("w:color"))}
    assert inks == {"FFFFFF"}


def _fill(one: object) -> str:
    shading = one.find(f"{qn('w:tcPr')}/{qn('w:shd')}")  # type: ignore[attr-defined]  # lxml bears no types
    return "" if shading is None else str(shading.get(qn("w:fill")))


def test_properties_stand_in_the_order_that_word_demands(document: bytes) -> None:
    assert out_of_order(document) == []


def test_two_tables_never_touch_and_every_cell_ends_with_a_paragraph(document: bytes) -> None:
    body = read(document).element.body
    assert all(cell.getchildren()[-1].tag == qn("w:p") for cell in body.iter(qn("w:tc")))
    for parent in (body, *body.iter(qn("w:tc"))):
        assert not any(one.tag == qn("w:tbl") == other.tag for one, other in pairwise(parent.getchildren()))


def test_each_list_of_numbers_begins_at_one() -> None:
    body = read(to_docx(with_section(numbers("a", "b"), para("between"), numbers("c", "d")))).element.body
    listed = [number.get(qn("w:val")) for number in body.iter(qn("w:numId"))]
    assert listed[0] == listed[1] != listed[2] == listed[3]


def test_a_document_says_what_it_is_in_which_language_and_bears_no_day(document: bytes) -> None:
    known = read(document)
    assert known.core_properties.title == "Customs risk management in Kestoria: a diagnostic of maturity"
    assert known.core_properties.author == "Diagnostic mission team"
    assert known.core_properties.language == "en"
    assert b"dcterms:" not in parts_of(document)["docProps/core.xml"]
    assert b'<w:lang w:val="en-GB"' in parts_of(document)["word/styles.xml"]
    spanish = to_docx(replace(showcase(), metadata=replace(showcase().metadata, language="es")))
    assert b'<w:lang w:val="es-ES"' in parts_of(spanish)["word/styles.xml"]


def test_headers_say_who_may_read_it_and_footers_count_pages(document: bytes) -> None:
    parts = parts_of(document)
    assert b"Restricted: for the administration" in parts["word/header1.xml"]
    assert b" NUMPAGES " in parts["word/footer1.xml"]
    assert b"<w:titlePg/>" in parts["word/document.xml"]


def test_hostile_words_stay_words() -> None:
    block = Callout(kind=CalloutKind.NOTE, title=HOSTILE, blocks=(para(HOSTILE),))
    table = Table(
        id="t", caption=HOSTILE, columns=(Column(title=HOSTILE, width=1),), rows=(Row(cells=(cell(HOSTILE),)),)
    )
    report = with_section(block, table, title=HOSTILE)
    content = to_docx(replace(report, metadata=replace(report.metadata, title=HOSTILE, administration=HOSTILE)))
    shown = words_of(content)
    assert shown.count("<script>alert('x')</script> & </w:t></w:r> {{ 7*7 }}") >= 6
    assert "=cmd|' /C calc'!A0" in shown
    assert "\u202e" not in shown
    assert {"word/header1.xml", "word/document.xml"} < set(parts_of(content))


def test_addresses_of_the_web_are_links_and_others_only_words() -> None:
    content = to_docx(
        with_section(
            para(Link(text="law", address="https://example.org/"), Link(text="x", address="javascript:alert(1)"))
        )
    )
    relations = parts_of(content)["word/_rels/document.xml.rels"].decode()
    assert relations.count('TargetMode="External"') == 1
    assert "javascript" not in relations
    assert "(javascript:alert(1))" in words_of(content)


def test_what_is_absent_leaves_no_trace() -> None:
    report = replace(showcase(), cover=None, sections=(Section(id="a", title="Only", start=Start.NEW_PAGE),))
    content = to_docx(report)
    assert [text for _, text in style_names(content)] == ["Only"]
    assert b"titlePg" not in parts_of(content)["word/document.xml"]


def test_odd_shapes_of_blocks_are_written() -> None:
    wide = Table(
        id="t",
        caption="Wide",
        columns=tuple(Column(title=str(n), width=1) for n in range(30)),
        rows=(Row(cells=(Cell(runs=runs("x" * 3000), span=30),)),),
    )
    content = to_docx(with_section(Callout(kind=CalloutKind.GAP, title="", blocks=(wide,)), PageBreak()))
    assert out_of_order(content) == []
    assert "x" * 3000 in words_of(content)


def test_a_document_gives_the_same_bytes_in_every_process_and_hash_seed(document: bytes) -> None:
    program = (
        "import hashlib; from report_showcase import showcase; from rmdiag.reports.word.render import to_docx; "
        "print(hashlib.sha256(to_docx(showcase())).hexdigest())"
    )
    tests = Path(__file__).parent
    for seed in ("0", "4711"):
        around = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{tests}{os.pathsep}{tests.parent}"}
        ran = subprocess.run([sys.executable, "-c", program], env=around, capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == sha256(document).hexdigest()


@pytest.mark.xdist_group("office")
def test_libreoffice_opens_a_report_and_prints_its_pages(document: bytes) -> None:
    from pages import texts

    pages = texts(converted(document, "pdf", kind="docx"))
    whole = " ".join(" ".join(pages).split())
    assert 10 <= len(pages) <= 16
    assert all(section.title in whole for section in sections_of(showcase().sections))
    assert "Page 2 of" in whole


@pytest.mark.xdist_group("office")
def test_a_document_that_another_program_saved_counts_as_edited(document: bytes) -> None:
    saved = converted(document, "docx", kind="docx")
    assert len(read(saved).tables) == len(read(document).tables)
    assert not is_untouched(saved)


def test_a_document_knows_whether_somebody_changed_it(document: bytes) -> None:
    assert is_untouched(document)
    edited = read(document)
    edited.paragraphs[3].add_run(" (as the minister put it)")
    stream = BytesIO()
    edited.save(stream)
    assert not is_untouched(stream.getvalue())
    assert not is_untouched(with_parts(document, word__comments_xml=b"<w:comments/>"))
    assert not is_untouched(b"PK\x03\x04 and no more")
    assert not is_untouched(document[:-40])
    plain = BytesIO()
    docx.Document().save(plain)
    assert not is_untouched(plain.getvalue())


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "kestoria-2027-study-visit", tmp_path / "visit")
    return tmp_path / "visit"


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "rmdiag", "report", *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_a_fresh_report_takes_the_place_of_an_untouched_one_and_stands_beside_an_edited_one(mission: Path) -> None:
    file, second, third = (mission.parent / name for name in ("x.docx", "x-2.docx", "x-3.docx"))
    assert command(mission, "-o", file).stdout == f"{file}\n"
    assert command(mission, "-o", file).stdout == f"{file}\n"
    edited = docx.Document(str(file))
    edited.add_paragraph("Typed by an advisor.")
    edited.save(str(file))
    typed = file.read_bytes()
    ran = command(mission, "-o", file)
    assert (ran.returncode, ran.stdout) == (0, f"{second}\n")
    assert f"`{file}` was changed since it was written" in ran.stderr
    assert command(mission, "-o", file).stdout == f"{second}\n"
    second.write_bytes(typed)
    assert command(mission, "-o", file).stdout == f"{third}\n"
    assert file.read_bytes() == second.read_bytes() == typed


def test_a_file_that_is_no_word_document_is_never_replaced(mission: Path) -> None:
    file = mission / "mission.yaml"
    before = file.read_bytes()
    ran = command(mission, "--to", "docx", "-o", file)
    assert ran.returncode == 6
    assert file.read_bytes() == before


def test_a_report_in_word_goes_into_the_folder_of_reports(mission: Path) -> None:
    ran = command(mission, "--to", "docx")
    assert ran.returncode == 0, ran.stderr
    assert Path(ran.stdout.strip()).name.endswith("-visit-en.docx")
    assert Path(ran.stdout.strip()).parent == mission / "reports"
