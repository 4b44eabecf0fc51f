from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as some
from report_showcase import showcase
from report_showcase_figures import LEVELS

from rmdiag.reports.characters import printable
from rmdiag.reports.compose import cell, para, row, strong
from rmdiag.reports.model import (
    Callout,
    CalloutKind,
    Cell,
    Column,
    LevelScale,
    Paragraph,
    Reference,
    Report,
    Row,
    Section,
    Table,
)
from rmdiag.reports.numbering import DefectiveReportError, blocks_of, check, numbered
from rmdiag.reports.render import to_page


def of(*blocks: Callout | Paragraph | Table | LevelScale) -> Report:
    return replace(showcase(), cover=None, sections=(Section(id="one", title="One", blocks=blocks),))


def table(*rows: Row) -> Table:
    columns = (Column(title="Name", width=126, heads_rows=True), Column(title="Level", width=42))
    return Table(id="levels", caption="Levels", columns=columns, rows=rows)


def body(report: Report) -> str:
    return to_page(report).split("<main>")[1]


@given(some.text())
def test_any_text_gives_a_page_that_is_well_formed_and_says_it(text: str) -> None:
    root = ET.fromstring(to_page(of(para(text))))  # noqa: S314 - ours
    paragraph = next(root.iter("p"))
    assert (paragraph.text or "") == printable(text)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\x00b", "a\ufffdb"),
        ("a\r\nb\u2028c", "a b c"),
        ("safe\u202eexe.fdp", "safeexe.fdp"),
        ("Ñandú Қазақ Київ ≥ 3", "Ñandú Қазақ Київ ≥ 3"),
        ("\ud800", "\ufffd"),
    ],
)
def test_characters_that_no_page_can_show_are_replaced(typed: str, shown: str) -> None:
    assert printable(typed) == shown


def test_a_row_heading_and_a_level_are_marked_up_as_such() -> None:
    page = body(of(table(row("Governance", Cell(runs=(strong("2"),), level=2)))))
    assert '<th class="start">Governance</th>' in page
    assert '<td class="start level level-2"><strong>2</strong></td>' in page


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("Share in M-GREEN of all", "M-GREEN"),
        ("Rate 22.6% [22.4–22.8] of imports", "[22.4–22.8]"),
        ("entre 22,4–22,8 por ciento", "22,4–22,8"),
    ],
)
def test_ids_and_intervals_are_not_cut_at_the_end_of_a_line(words: str, whole: str) -> None:
    assert f'<span class="whole">{whole}</span>' in body(of(para(words)))


def test_a_short_callout_stands_on_one_page_and_a_long_one_may_be_cut() -> None:
    def callout(words: str) -> str:
        return body(of(Callout(kind=CalloutKind.BLOCKING, title="What holds it", blocks=(para(words),))))

    assert '<div class="callout blocking keep-whole">' in callout("One condition.")
    assert '<div class="callout blocking parted">' in callout("One condition. " * 100)


def test_widths_of_columns_are_their_shares() -> None:
    assert '<col style="width: 75.000%"/>' in body(of(table(row("a", "b"))))


@pytest.mark.parametrize(("level", "x"), [(Fraction(1), "8.00"), (Fraction(5), "124.00"), (Fraction(5, 2), "51.50")])
def test_a_level_stands_at_its_place_on_the_strip(level: Fraction, x: str) -> None:
    scale = LevelScale(levels=LEVELS, level=level, words="words", shown="2")
    assert f'cx="{x}" cy="6" r="{1.8 if level.denominator > 1 else 2.6}"' in body(of(scale))


def test_tables_and_figures_are_numbered_in_reading_order() -> None:
    labels = [block.label for block in blocks_of(numbered(showcase())) if isinstance(block, Table)]
    assert labels == ["Table 1", "Table 2", "Table 3"]


def test_numbering_again_changes_nothing() -> None:
    once = numbered(showcase())
    assert numbered(once) == once


def test_a_reference_to_nothing_is_our_bug() -> None:
    with pytest.raises(DefectiveReportError, match="'gone'"):
        numbered(of(para(Reference(target="gone"))))


def test_a_row_that_does_not_fill_its_table_is_our_bug() -> None:
    with pytest.raises(DefectiveReportError, match="table levels, row 1: 1 cells for 2 columns"):
        check(of(table(Row(cells=(cell("alone"),)))))


def test_two_things_with_one_id_are_our_bug() -> None:
    twice = (table(row("a", "b")), table(row("c", "d")))
    with pytest.raises(DefectiveReportError, match="levels"):
        check(of(*twice))


@pytest.mark.parametrize("words", ["2.1–2.9", "1,8–2,2", "[38,6–79,7]", "[2.4–10.5]", "2–4", "GOV-04-R1"])
def test_an_interval_and_an_id_are_not_cut_whatever_the_decimal_sign(words: str) -> None:
    assert f'<span class="whole">{words}</span>' in body(of(para(f"It stands at {words} today")))
