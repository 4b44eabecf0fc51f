"""A draft numbers what its readers may contest, names it for good, and leaves the rest of the report as it is."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from test_cli import rmdiag

from rmdiag.opening import assessment_of
from rmdiag.reports.draft import label
from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.model import Report, Table
from rmdiag.reports.numbering import blocks_of, check, numbered
from rmdiag.reports.plain import report_as_json
from rmdiag.reports.report_for import Edition, report_for

MISSION = Path(__file__).parent.parent / "examples" / "saint-orel-2026"


@cache
def report(edition: Edition, *, draft: bool) -> Report:
    return report_for(assessment_of(MISSION), Provenance(version="1", draft=draft), edition)


def keys(edition: Edition) -> list[str]:
    return [finding.key for finding in report(edition, draft=True).findings]


def said(report: Report) -> str:
    return json.dumps(report_as_json(report), ensure_ascii=False)


def test_findings_are_numbered_from_one_in_the_order_of_reading() -> None:
    findings = report(Edition.DIAGNOSTIC, draft=True).findings
    assert [finding.number for finding in findings] == list(range(1, len(findings) + 1))
    assert findings[0].key == "overall/level"
    assert findings[0].section == "summary"


def test_levels_gaps_causes_and_actions_are_among_them_each_once() -> None:
    found = keys(Edition.DIAGNOSTIC)
    assert {"GOV-01/level", "GOV-01/blocking", "GOV-01/gap", "GOV-01-R1/action"} <= set(found)
    assert len(set(found)) == len(found)


def test_every_indicator_that_has_a_level_can_be_contested() -> None:
    scores = assessment_of(MISSION).scores.result.indicators.values()
    assert {f"{score.id}/level" for score in scores if score.point is not None} <= set(keys(Edition.DIAGNOSTIC))


def test_a_finding_bears_the_same_number_wherever_it_is_said() -> None:
    draft = report(Edition.DIAGNOSTIC, draft=True)
    gap = next(finding for finding in draft.findings if finding.key == "ANA-04/gap")
    tables = {block.id: block for block in blocks_of(draft) if isinstance(block, Table)}
    for name in ("table-priorities", "table-gaps"):
        marked = [row for row in tables[name].rows if row.finding == "ANA-04/gap"]
        assert [f"[{label(gap)}] " in [run.text for cell in row.cells for run in cell.runs] for row in marked] == [True]


def test_the_names_of_findings_are_the_same_in_a_short_edition() -> None:
    assert len(keys(Edition.EXECUTIVE)) > 10
    assert set(keys(Edition.EXECUTIVE)) <= set(keys(Edition.DIAGNOSTIC))


def test_the_actions_of_a_plan_can_be_contested_under_the_names_that_the_diagnostic_has() -> None:
    found = keys(Edition.PLAN)
    assert "GOV-01-R1/action" in found
    adopted = {f"{action.id}/action" for action in assessment_of(MISSION).mission.adopted}
    assert set(found) <= set(keys(Edition.DIAGNOSTIC)) | adopted


def test_levels_and_actions_of_a_progress_report_can_be_contested() -> None:
    now, before = (assessment_of(MISSION.parent / f"saint-orel-{year}") for year in (2028, 2026))
    draft = report_for(now, Provenance(version="1", draft=True), Edition.PROGRESS, before)
    found = {finding.key for finding in draft.findings}
    assert "GOV-01/level" in found
    assert any(key.endswith("/action") for key in found)


def test_only_a_draft_bears_numbers() -> None:
    final = report(Edition.DIAGNOSTIC, draft=False)
    assert final.findings == ()
    assert "[F1] " not in said(final)
    assert "[F1] " in said(report(Edition.DIAGNOSTIC, draft=True))


def test_a_draft_says_so_on_its_cover_and_on_every_page() -> None:
    draft = report(Edition.DIAGNOSTIC, draft=True)
    assert draft.cover is not None
    assert draft.cover.clearance.startswith("Draft for comment")
    assert draft.metadata.confidentiality.startswith("Draft for comment · Internal")


@pytest.mark.parametrize("edition", [Edition.DIAGNOSTIC, Edition.EXECUTIVE])
def test_the_table_for_comments_has_a_line_for_each_finding_that_leads_to_its_place(edition: Edition) -> None:
    draft = numbered(report(edition, draft=True))
    check(draft)
    table = next(b for b in blocks_of(draft) if isinstance(b, Table) and b.id == "table-comments")
    assert ["".join(run.text or "" for run in row.cells[0].runs) for row in table.rows] == [
        label(finding) for finding in draft.findings
    ]


def test_a_draft_for_everybody_is_refused_with_the_way_out(tmp_path: Path) -> None:
    asked = rmdiag("report", str(MISSION), "--draft", "--public", "-o", "out.pdf", where=tmp_path)
    assert asked.returncode == 2
    assert "without --public" in asked.stderr
    assert not (tmp_path / "out.pdf").exists()
