"""Whole reports at four depths: as values, as markup, as words on pages, as pictures of pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import golden_pages
import pytest
from extreme_rounds import extreme
from golden_pages import assert_golden_report

from rmdiag.opening import reported
from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.model import Report
from rmdiag.reports.report_for import Edition, report_for

EXAMPLES = Path(__file__).parent.parent / "examples"
WHOLE, PUBLIC, DRAFT = (
    Provenance(version="1"),
    Provenance(version="1", public=True),
    Provenance(version="1", draft=True),
)


def small() -> Report:
    return report_for(extreme("all at the lowest level"), WHOLE)


def unsigned(report: Report) -> Report:
    """Leave out what changes with every byte of an example, so that golden reports hold what is told of it."""
    return replace(report, metadata=replace(report.metadata, identifier="identifier"))


def test_the_whole_diagnostic_under_a_small_framework_is_the_one_that_was_looked_at() -> None:
    assert_golden_report("small-diagnostic", small())


def test_the_public_form_of_a_small_administration_is_the_one_that_was_looked_at() -> None:
    found = reported(EXAMPLES / "saint-orel-2026", None, "fr")
    unnamed = replace(found, mission=replace(found.mission, checksum=""))
    assert_golden_report("public-diagnostic", unsigned(report_for(unnamed, PUBLIC)))


def test_a_draft_of_one_page_is_the_one_that_was_looked_at() -> None:
    assert_golden_report("draft-one-pager", report_for(extreme("a hundred actions"), DRAFT, Edition.ONE_PAGER))


def test_what_differs_is_kept_and_shown_at_every_depth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(golden_pages, "GOLDEN", tmp_path)
    report = report_for(extreme("one indicator"), WHOLE, Edition.ONE_PAGER)
    monkeypatch.setenv("RMDIAG_RENEW_GOLDEN", "1")
    assert_golden_report("one", report)
    monkeypatch.delenv("RMDIAG_RENEW_GOLDEN")
    assert_golden_report("one", report)
    changed = replace(report, metadata=replace(report.metadata, title="Another title"))
    with pytest.raises(AssertionError, match=r"(?s)report\.json.*Another title.*page\.xhtml"):
        assert_golden_report("one", changed)
    kept = {path.name for path in (tmp_path / "differs" / "one").iterdir()}
    assert {"report-actual.json", "report-expected.json", "report-difference.json", "page-difference.xhtml"} <= kept
