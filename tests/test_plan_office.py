"""The workbook goes through another office program: saved there it comes back whole, and it prints as it should."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from office import converted
from openpyxl import load_workbook
from pages import texts
from pikepdf import Pdf
from plan_workbooks import ON, bring, example, export, lay, opened, values_in, workbook

from rmdiag.assessment.actions import STATUSES, PlannedAction
from rmdiag.assessment.exchange.columns import alert_of
from rmdiag.assessment.exchange.importing import is_untouched
from rmdiag.assessment.exchange.outlay import HEAD_ROW, SPARE_ROWS
from rmdiag.problems import Span

pytestmark = pytest.mark.xdist_group("office")  # one office program at a time


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return lay(tmp_path / "kestoria-2028")


def saved_by_office(content: bytes) -> bytes:
    return converted(content, "xlsx", "Calc MS Excel 2007 XML")


def test_a_workbook_that_another_program_saved_is_still_untouched(mission: Path) -> None:
    saved = saved_by_office(export(mission))
    assert saved != export(mission)
    assert is_untouched(saved)
    imported, problems = bring(mission, saved)
    assert imported is not None
    assert imported.rewriting.empty
    assert list(problems) == []


def test_what_was_typed_comes_back_through_another_program(mission: Path) -> None:
    desk = opened(export(mission))
    desk.write("A-01", Status="done", Finished=date(2028, 9, 1), Note="Zwölf Dienststellen, дело № 5,\nsiehe 日本")
    desk.write("A-02", Cost=1_000.25, End=date(2029, 2, 28))
    desk.at("A-02", "Person-months").value = "0,5"
    desk.write(desk.spare, Action="=SUM is a word here, too", Start=date(2029, 1, 1))
    desk.at(desk.spare - 1, "Action").data_type = "s"
    imported, problems = bring(mission, saved_by_office(desk.save()))
    assert imported is not None
    assert list(problems) == []
    assert {(one.action, one.field): str(one.after) for one in imported.merged.changes} == {
        ("A-01", "status"): "done",
        ("A-01", "finished"): "2028-09-01",
        ("A-01", "note"): "Zwölf Dienststellen, дело № 5,\nsiehe 日本",
        ("A-02", "end"): "2029-02-28",
        ("A-02", "person_months"): "1/2",
        ("A-02", "cost"): "4001/4",
    }
    assert [dict(one.now) for one in imported.merged.added] == [
        {"action": "=SUM is a word here, too", "start": date(2029, 1, 1), "status": "planned"}
    ]


def test_another_program_works_out_the_same_alerts_as_we_do() -> None:
    mission, questionnaire = example()
    days = (None, *(ON + timedelta(days=days) for days in (-400, -1, 0, 1, 30, 31, 400)))
    actions = tuple(
        PlannedAction(
            id=f"A-{number:02}",
            action="Do it.",
            recommendation=None,
            origin=None,
            responsible=None,
            start=None,
            end=end,
            status=status,
            span=Span(file="kestoria-2028/plan.yaml", line=1),
        )
        for number, (status, end) in enumerate((status, end) for status in STATUSES for end in days)
    )
    ours = workbook(replace(mission, actions=actions), questionnaire, ON)
    worked_out = saved_by_office(opened(ours).save())  # openpyxl keeps formulas and forgets what they came to
    rows = list(values_in(worked_out, "Plan"))
    place = rows[HEAD_ROW - 1].index("Alert")
    expected = [alert_of(one, ON) for one in actions] + [""] * SPARE_ROWS
    assert [row[place] or "" for row in rows[HEAD_ROW : HEAD_ROW + len(expected)]] == expected
    assert set(expected) == {"", "overdue", "due within 30 days"}


def test_filters_drop_downs_and_protection_are_understood_there(mission: Path) -> None:
    sheet = load_workbook(BytesIO(saved_by_office(export(mission))))["Plan"]
    kinds = sorted(one.type for one in sheet.data_validations.dataValidation if one.type not in (None, "none"))
    assert kinds.count("list") == 4
    assert {"custom", "decimal"} <= set(kinds)
    assert sheet.protection.sheet
    (table,) = sheet.tables.values()
    assert table.autoFilter.ref == f"A{HEAD_ROW}:U{HEAD_ROW + 3 + SPARE_ROWS}"


@pytest.mark.parametrize("count", [0, 3])
def test_it_prints_on_a4_two_pages_wide_with_head_and_footer_on_each_page(count: int, mission: Path) -> None:
    if not count:
        (mission / "plan.yaml").write_text("actions: []\n", encoding="utf-8")
    printed = converted(export(mission), "pdf")
    with Pdf.open(BytesIO(printed)) as pdf:
        sizes = [[round(float(part)) for part in page.mediabox] for page in pdf.pages]
    words = texts(printed)
    assert sizes[:2] == [[0, 0, 842, 595]] * 2
    assert len(words) > 2
    for number, page in enumerate(words, 1):
        assert f"Page {number} of {len(words)}" in " ".join(page.split())
        assert "Confidentiality: restricted" in " ".join(page.split())
        assert "###" not in page  # a number or date that its column is too narrow for
    first, second = (" ".join(page.split()) for page in words[:2])
    assert "Responsible" in first
    assert "Proposed end" in second
    for named in ["Write down who owns each risk.", "A-02"] if count else []:
        assert named in first
        assert named in second
