"""The pages of the example's diagnostic report, as a reader meets them."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest
from golden_pages import assert_golden
from pages import fullness, overflows
from test_diagnostic import FACTS, kestoria
from test_example import FOLDER
from test_report_plan import only
from weasyprint import Document

from rmdiag.opening import assessment_of
from rmdiag.reports.diagnostic import diagnostic_report
from rmdiag.reports.numbering import numbered
from rmdiag.reports.press import Press
from rmdiag.reports.render import to_page, to_pdf

pytestmark = pytest.mark.xdist_group("diagnostic pages")  # one process lays the report out once for all of them

EXAMPLES = FOLDER.parent
LEAST_FULL = 0.45  # of a page's height; only the last page of all may hold less
NEARLY_EMPTY = 0.3  # in reports whose chapters all follow one another
# cover, summary, how to read, country, quality, profile, heat map, how firm it is, first dimension
HELD = (1, 2, 5, 6, 9, 11, 12, 13, 14)


@cache
def printed() -> bytes:
    return to_pdf(kestoria())


@cache
def laid_out() -> Document:
    return Press().pages(to_page(kestoria()))


def test_the_first_pages_are_those_that_were_looked_at() -> None:
    assert_golden("diagnostic", printed(), only=HELD)


def test_the_pages_of_the_plan_are_those_that_were_looked_at() -> None:
    """Its chart on the calendar, what it reaches, its staff, and what became of earlier actions."""
    alone = only(kestoria(), "plan", "follow-up")
    pages = Press().pages(to_page(alone)).pages
    where = {name: number for number, page in enumerate(pages, start=1) for name in page.anchors}
    held = sorted({where[name] for name in ("figure-plan-1", "figure-reach", "figure-load", "figure-adopted-1")})
    assert_golden("plan", to_pdf(alone), only=held)


def test_the_chapters_that_read_the_results_in_other_ways_are_those_that_were_looked_at() -> None:
    """What the figures say, the reading by article, both views of each dimension."""
    alone = only(kestoria(), "figures", "articles", "differences", "annex-d")
    pages = Press().pages(to_page(alone)).pages
    where = {name: number for number, page in enumerate(pages, start=1) for name in page.anchors}
    names = ("figure-figures", "table-view-tfa-articles", "table-view-safe-pillars", "figure-sides")
    assert_golden("readings", to_pdf(alone), only=sorted({where[name] for name in names}))


def test_the_figures_with_their_intervals_are_those_that_were_looked_at() -> None:
    alone = only(kestoria(), "annex-d")
    pages = Press().pages(to_page(alone)).pages
    where = {name: number for number, page in enumerate(pages, start=1) for name in page.anchors}
    assert_golden("figures", to_pdf(alone), only=[where["figure-rates-1"]])


def test_the_summary_is_one_page() -> None:
    starts = [page for page, box in enumerate(laid_out().pages, start=1) if "summary" in box.anchors]
    assert starts == [2]


def test_no_word_leaves_its_place() -> None:
    assert overflows(laid_out()) == []


def test_no_page_but_the_last_is_less_than_half_full() -> None:
    thin = [number for number, share in enumerate(fullness(laid_out()), start=1) if share < LEAST_FULL]
    last = len(laid_out().pages)
    assert [number for number in thin if number != last] == []


@pytest.mark.parametrize("example", ["kestoria-2024-rapid", "kestoria-2026-post-clearance-audit"])
def test_the_report_of_a_set_that_asks_a_part_keeps_its_summary_on_one_page_and_no_page_nearly_empty(
    example: str,
) -> None:
    report = diagnostic_report(assessment_of(EXAMPLES / example), FACTS)
    pages = Press().pages(to_page(numbered(report)))
    titled = [name for box in pages.pages[1:3] for name in ("summary", "contents") if name in box.anchors]
    assert titled == ["summary", "contents"]
    assert overflows(pages) == []
    thin = [number for number, share in enumerate(fullness(pages), start=1) if share < NEARLY_EMPTY]
    assert [number for number in thin if number != len(pages.pages)] == []


def test_the_report_is_tagged_and_says_its_language_and_title() -> None:
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert "Kestoria Customs Service" in str(pdf.docinfo["/Title"])
        chapters = [str(entry.title) for entry in pdf.open_outline().root]
    assert chapters[0] == "Summary"
    assert chapters[-1].endswith("Versions and checksum")
