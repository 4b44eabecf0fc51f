"""What people read on a terminal fits its width, and no word, date or number is cut; data for machines stay a table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.screens.layout import laid_out

HEADS = ("id", "name", "date", "interval")
ROWS = (("kestoria", "Kestoria Customs Service", "2028-10-13", "[2.43–2.43]"),) * 2
WORDS = st.lists(st.text("ab-1", min_size=1, max_size=9), max_size=12).map(" ".join)


def test_a_table_that_fits_stands_side_by_side() -> None:
    head, rule, *rows = laid_out(HEADS, ROWS, 80)
    assert head.split() == list(HEADS)
    assert set(rule) == {"─"}
    assert rows == ["kestoria  Kestoria Customs Service  2028-10-13  [2.43–2.43]"] * 2


def test_the_longest_text_is_folded_at_its_spaces_first() -> None:
    _, _, *rows = laid_out(HEADS, ROWS[:1], 51)
    assert rows == ["kestoria  Kestoria Customs  2028-10-13  [2.43–2.43]", "          Service"]


def test_what_does_not_fit_becomes_a_block_of_lines() -> None:
    block = ["id: kestoria", "  name: Kestoria Customs Service", "  date: 2028-10-13", "  interval: [2.43–2.43]"]
    assert list(laid_out(HEADS, ROWS, 36)) == [*block, "", *block]


@given(rows=st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4), width=st.integers(20, 90))
def test_no_word_is_cut_and_no_line_is_too_long(rows: list[tuple[str, str, str]], width: int) -> None:
    lines = list(laid_out(("one", "two", "three"), rows, width))
    shown = [word for line in lines for word in line.split()]
    assert all(len(line) <= width for line in lines)
    for word in (word for row in rows for cell in row for word in cell.split()):
        assert word in shown


@pytest.mark.parametrize("rows", [(), (("", "", ""),)])
def test_nothing_to_show_is_no_mistake(rows: tuple[tuple[str, str, str], ...]) -> None:
    assert "".join(laid_out(("one", "two", "three"), rows, 5)).strip() == ""
