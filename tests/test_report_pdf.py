from __future__ import annotations

import hashlib
import io
import itertools
import logging
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pikepdf
import pytest
from golden_pages import assert_golden
from pages import fullness, overflows, texts
from report_showcase import showcase

from rmdiag.reports.compose import cell, para, runs
from rmdiag.reports.model import Block, Callout, CalloutKind, Column, Link, Report, Row, Section, Table
from rmdiag.reports.numbering import blocks_of
from rmdiag.reports.press import HOUSE, Bundled, Press
from rmdiag.reports.render import to_page, to_pdf

HOSTILE = (
    "<script>alert('x')</script> & </td></table> {{ 7*7 }} <img src='http://198.51.100.7/x.png'/> ]]> "
    "nul\x00 bell\x07 escape\x1b[31m half\ud800 not\uffff turned\u202egnp.exe\u202c end"
)
LONG = "Zollrisikomanagementreifegradbewertungsverfahrensordnung" * 8


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return to_pdf(showcase())


@pytest.fixture(scope="module")
def opened(pdf: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        yield document


def with_section(*blocks: Block, title: str = "Hostile") -> Report:
    report = showcase()
    return replace(report, sections=(Section(id="one", title=title, blocks=blocks),))


def table(*rows: Row, columns: int = 3) -> Table:
    named = tuple(Column(title=f"Column {number}", width=1) for number in range(columns))
    return Table(id="t", caption="Caption", columns=named, rows=rows)


def structure(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    waiting = [document.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += reversed(list(element))
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            waiting += [element.K] if "/K" in element else []


def test_the_showcase_uses_every_kind_of_block() -> None:
    used = {type(block) for block in blocks_of(showcase())}
    assert used == set(get_args(Block))


def test_the_pages_are_those_that_were_looked_at(pdf: bytes) -> None:
    assert_golden("showcase", pdf)


def test_a_report_gives_the_same_bytes_in_every_process_and_hash_seed(pdf: bytes) -> None:
    program = (
        "import hashlib; from report_showcase import showcase; from rmdiag.reports.render import to_pdf; "
        "print(hashlib.sha256(to_pdf(showcase())).hexdigest())"
    )
    tests = Path(__file__).parent
    for seed in ("0", "4711"):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{tests}{os.pathsep}{tests.parent}"}
        ran = subprocess.run(
            [sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, check=True
        )
        assert ran.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_a_second_print_in_the_same_process_gives_the_same_bytes(pdf: bytes) -> None:
    assert to_pdf(showcase()) == pdf


def test_nothing_on_a_page_is_clipped_and_no_page_is_nearly_empty() -> None:
    document = Press().pages(to_page(showcase()))
    assert overflows(document) == []
    used = fullness(document)
    assert min(used[2:-1]) > 0.5  # the cover, the contents and the last page may end early


def test_weasyprint_finds_nothing_to_warn_of(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        to_pdf(showcase())
    assert caplog.messages == []


def test_a_pdf_says_what_it_is_and_in_which_language(opened: pikepdf.Pdf) -> None:
    assert opened.Root.Lang == "en"
    assert bool(opened.Root.MarkInfo.Marked)
    assert opened.docinfo["/Title"] == "Customs risk management in Kestoria: a diagnostic of maturity"
    assert opened.docinfo["/Author"] == "Diagnostic mission team"
    assert "/CreationDate" not in opened.docinfo
    assert b'pdfuaid:part="1"' in opened.Root.Metadata.read_bytes()


def test_bookmarks_are_the_sections_in_their_order(opened: pikepdf.Pdf) -> None:
    with opened.open_outline() as outline:
        titles = [entry.title for entry in outline.root]
        beneath = [entry.title for entry in outline.root[3].children]
    assert titles == [
        "Contents",
        "1 At a glance",
        "2 Maturity profile",
        "3 Governance and mandate",
        "4 Priorities and action plan",
        "Annexes",
    ]
    assert beneath[0] == "GOV-01 The risk policy is written, approved and reviewed"


def test_every_drawing_has_words_that_stand_for_it(opened: pikepdf.Pdf) -> None:
    figures = [element for element in structure(opened) if element.S == "/Figure"]
    assert len(figures) == 6 + 4  # charts and level scales
    assert all(str(figure.Alt).strip() for figure in figures)


def test_headings_never_skip_a_level(opened: pikepdf.Pdf) -> None:
    levels = [int(str(element.S)[2:]) for element in structure(opened) if re.fullmatch(r"/H\d", str(element.S))]
    assert levels[0] == 1
    assert all(following <= level + 1 for level, following in itertools.pairwise(levels))


def test_tables_have_headings_for_readers_who_hear_them(opened: pikepdf.Pdf) -> None:
    kinds = {str(element.S) for element in structure(opened)}
    assert {"/Table", "/TR", "/TH", "/TD", "/Caption", "/L", "/LI", "/P", "/Link", "/Sect"} <= kinds


def test_all_fonts_are_ours_and_embedded(opened: pikepdf.Pdf) -> None:
    names = set()
    for page in opened.pages:
        for font in page.Resources.get("/Font", {}).values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            names.add(str(font.BaseFont).split("+")[-1])
    assert len(names) >= 4
    assert all(name.startswith("Report") for name in names), names


def test_only_bundled_files_are_fetched() -> None:
    fetch = Bundled().fetch
    assert fetch((HOUSE / "fonts" / "NotoSans-Regular.ttf").as_uri()).read(4) == b"\x00\x01\x00\x00"
    for address in (
        "http://198.51.100.7/x.png",
        "https://example.org/",
        "file:///etc/passwd",
        (HOUSE / "fonts").as_uri() + "/../render.py",
        (HOUSE / "fonts").as_uri() + "/%2e%2e/render.py",
        "data:text/css,body{}",
        "ftp://198.51.100.7/",
    ):
        with pytest.raises(ValueError, match="fetches nothing from outside"):
            fetch(address)


def test_printing_opens_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        message = "a report must not reach for the network"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refuse)
    hostile = "<link rel='stylesheet' href='http://198.51.100.7/x.css'/>"
    block = para(hostile, Link(text="a page", address="http://198.51.100.7/"))
    assert to_pdf(with_section(block)).startswith(b"%PDF")


def test_hostile_text_is_printed_and_does_nothing(caplog: pytest.LogCaptureFixture) -> None:
    rows = (Row(cells=(cell(HOSTILE), cell(LONG), cell("end"))),)
    callout = Callout(kind=CalloutKind.WARNING, title=HOSTILE, blocks=(para(HOSTILE, LONG),))
    report = with_section(para(HOSTILE), table(*rows), callout, title=f"{HOSTILE} {LONG}")
    report = replace(report, metadata=replace(report.metadata, title=HOSTILE, confidentiality=HOSTILE))
    with caplog.at_level(logging.WARNING):
        printed = to_pdf(report)
    words = "".join(texts(printed))
    assert "<script>alert('x')</script>" in words
    assert "{{ 7*7 }}" in words
    assert caplog.messages == []
    assert overflows(Press().pages(to_page(report))) == []


def test_an_address_that_a_page_may_not_lead_to_is_only_printed() -> None:
    page = to_page(with_section(para(Link(text="press here", address="javascript:alert(1)"))))
    assert "href" not in page.split("<main>")[1].replace('href="#', "")
    assert "(javascript:alert(1))" in page


def test_a_cell_longer_than_a_page_is_split_and_loses_nothing() -> None:
    words = " ".join(f"word{number}" for number in range(2600))
    report = with_section(table(Row(cells=(cell(words), cell("b"), cell("c")))))
    printed = "".join(texts(to_pdf(report)))
    assert "word0\n" in printed.replace(" ", "\n")
    assert "word2599" in printed


def test_a_table_of_a_hundred_rows_repeats_its_headings_and_leaves_no_row_alone() -> None:
    rows = tuple(Row(cells=(cell(f"row {number}"), cell("b"), cell("c"))) for number in range(100))
    pages = texts(to_pdf(replace(with_section(table(*rows)), cover=None)))
    assert all("Column 0" in page for page in pages)
    assert pages[-1].count("row ") >= 2


def test_references_lead_to_pages_and_carry_their_numbers(pdf: bytes) -> None:
    words = " ".join("".join(texts(pdf)).split())
    assert "See Table 1 (page 4)." in words
    assert "The method is explained in section B." in words


def test_a_report_without_cover_or_figures_needs_no_chart() -> None:
    report = replace(with_section(para(runs("Short.")[0])), cover=None)
    assert len(texts(to_pdf(report))) == 1
