"""Columns have room for their longest words, and a low table stands on one page."""

from __future__ import annotations

from rmdiag.reports.columns import MEASURE, stands_whole, widths
from rmdiag.reports.compose import row
from rmdiag.reports.model import Column, Density, Row, Table


def table(*rows: Row, shares: tuple[int, ...] = (128, 20, 20)) -> Table:
    columns = tuple(Column(title="", width=share) for share in shares)
    return Table(id="t", caption="c", columns=columns, rows=rows, density=Density.COMPACT)


def test_widths_stay_as_they_were_wished_where_every_word_has_room() -> None:
    assert [width.millimetres for width in widths(table(row("short words", "3", "4")))] == [128, 20, 20]


def test_a_column_takes_from_the_others_what_its_longest_word_needs() -> None:
    found = widths(table(row("what is done", "asesoramiento técnico-administrativo", "tecnologías de la información")))
    assert sum(width.millimetres for width in found) == MEASURE
    assert found[1].millimetres > 20
    assert not any(width.tight for width in found)


def test_a_word_may_be_parted_only_where_the_table_has_no_room_for_all() -> None:
    found = widths(table(row(*["internationalisation"] * 9), shares=(10, *[20] * 8)))
    assert [width.tight for width in found].count(True) == 9
    assert not any(width.tight for width in widths(table(row("a" * 60, "3", "4"))))


def test_a_table_of_a_few_short_rows_stands_whole_and_one_of_many_or_long_rows_does_not() -> None:
    assert stands_whole(table(*[row("one line", "3", "4")] * 8))
    assert not stands_whole(table(*[row("one line", "3", "4")] * 30))
    assert not stands_whole(table(*[row("many words " * 90, "3", "4")] * 8))
