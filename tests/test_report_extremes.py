"""Every edition stands at the edges of what a mission can be: whole, with nothing out of place and nothing empty."""

from __future__ import annotations

import io
import json
import logging
from functools import cache

import pikepdf
import pytest
from extreme_rounds import CASES, HOSTILE, UNBROKEN, extreme
from pages import clipped, fullness, overflows

from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.formats import ReportFormat, written
from rmdiag.reports.model import Report
from rmdiag.reports.numbering import check, numbered
from rmdiag.reports.plain import report_as_json
from rmdiag.reports.press import VARIANT, Press
from rmdiag.reports.render import to_page
from rmdiag.reports.report_for import OF_ADMINISTRATIONS, Edition, report_for

FORMS = {
    "whole": Provenance(version="1"),
    "public": Provenance(version="1", public=True),
    "draft": Provenance(version="1", draft=True),
}
EVERY = [(edition, case) for edition in OF_ADMINISTRATIONS for case in CASES]
PRINTED = [(edition, case, "whole") for edition, case in EVERY]
PRINTED += [(Edition.DIAGNOSTIC, case, "public") for case in ("very long words", "one indicator")]
PRINTED += [(Edition.EXECUTIVE, "a hundred actions", "draft")]
LEAST_FULL = 0.02  # of a page's height: less than this is a line that was left alone


@cache
def told(edition: Edition, case: str, form: str) -> Report:
    earlier = extreme("all at the lowest level") if edition is Edition.PROGRESS else None
    return report_for(extreme(case), FORMS[form], edition, earlier)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("edition", "case"), EVERY)
def test_the_report_holds_together(edition: Edition, case: str, form: str) -> None:
    report = numbered(told(edition, case, form))
    check(report)
    assert report.sections
    assert json.dumps(report_as_json(report))


@pytest.mark.parametrize(("edition", "case", "form"), PRINTED)
def test_its_pages_hold_all_words_and_are_tagged_bookmarked_and_set_in_fonts_of_their_own(
    edition: Edition, case: str, form: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        document = Press().pages(to_page(told(edition, case, form)))
        pdf = document.write_pdf(pdf_variant=VARIANT)
    assert caplog.messages == []
    assert overflows(document) == []
    assert clipped(document) == []
    least = 0 if case == "very long words" else LEAST_FULL  # a row as high as a page leaves a line behind
    assert [number for number, share in enumerate(fullness(document), start=1) if share <= least] == []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == ("es" if case == "no translation" else "en")
        assert _tags(opened) > {"/H1", "/P"}
        assert _unembedded(opened) == set()
        assert edition is Edition.ONE_PAGER or len(opened.open_outline().root) > 0


@pytest.mark.parametrize("form", [form for form in ReportFormat if form is not ReportFormat.PDF])
@pytest.mark.parametrize("case", ["no answers", "very long words", "markup and control characters"])
def test_the_other_formats_take_the_same(form: ReportFormat, case: str) -> None:
    packed = written(told(Edition.DIAGNOSTIC, case, "whole"), form)
    assert packed
    assert b"<script>alert('x')" not in packed


def test_the_words_of_the_cases_reach_the_page() -> None:
    assert UNBROKEN in to_page(told(Edition.DIAGNOSTIC, "very long words", "whole"))
    page = to_page(told(Edition.DIAGNOSTIC, "markup and control characters", "whole"))
    assert HOSTILE.partition(" ")[0].replace("<", "&lt;").replace(">", "&gt;") in page.replace("&#39;", "'")
    assert not set("\x00\x07\x1b\ud800\u202e") & set(page)


def _tags(opened: pikepdf.Pdf) -> set[str]:
    """Give the kinds of elements that a reader who listens meets."""
    found: set[str] = set()
    waiting = [opened.Root.StructTreeRoot.K]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Array):
            waiting += list(element)
        elif isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.add(str(element.S))
            waiting += [element.K] if "/K" in element else []
    return found


def _unembedded(opened: pikepdf.Pdf) -> set[str]:
    """Name the fonts that do not travel with the file."""
    fonts = [font for page in opened.pages for font in page.Resources.Font.values()]
    inner = [one for font in fonts for one in (font.DescendantFonts if "/DescendantFonts" in font else [font])]
    held = ("/FontFile", "/FontFile2", "/FontFile3")
    return {str(font.BaseFont) for font in inner if not any(key in font.FontDescriptor for key in held)}
