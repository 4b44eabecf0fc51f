"""The plan leaves as a workbook: a table with filters, drop-downs, checks and alerts that prints and opens well."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from plan_workbooks import EXAMPLES, ON, PLAN, bring, example, export, lay, opened, run_plan, values_in, workbook

from rmdiag.assessment.actions import STATUSES, PlannedAction, Proposed
from rmdiag.assessment.exchange.base import read_base
from rmdiag.assessment.exchange.columns import COLUMNS, SOON, alert_of
from rmdiag.assessment.exchange.importing import import_into, is_untouched
from rmdiag.assessment.exchange.outlay import HEAD_ROW, SPARE_ROWS
from rmdiag.assessment.exchange.returned import read_workbook
from rmdiag.assessment.exchange.revisions import Setting
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan_merge import values_of
from rmdiag.opening import mission_at
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.model import Questionnaire

HERE = Span(file="kestoria-2028/plan.yaml", line=1)


def action(identity: str = "A-01", **said: Any) -> PlannedAction:  # noqa: ANN401  # any field of an action
    """Make an action that says no more than it must."""
    plain = {"action": "Do it.", "recommendation": None, "origin": None, "responsible": None, "status": "planned"}
    return PlannedAction(**{"id": identity, "start": None, "end": None, "span": HERE, **plain, **said})


def day(*parts: int) -> datetime:
    """Give a day as openpyxl reads it from a cell."""
    return datetime.combine(date(*parts), time())


def footer_of(content: bytes) -> list[str | None]:
    """Give the three parts of what stands under each page of the plan."""
    found = plan_sheet(content).oddFooter
    assert found is not None
    return [part.text for part in (found.left, found.center, found.right)]


def plan_sheet(content: bytes) -> Worksheet:
    found = load_workbook(BytesIO(content))["Plan"]
    assert isinstance(found, Worksheet)
    return found


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return lay(tmp_path / "kestoria-2028")


def test_every_action_is_a_row_with_its_values_as_what_they_are(mission: Path) -> None:
    rows = list(values_in(export(mission), "Plan"))
    heads = rows[HEAD_ROW - 1]
    second = dict(zip(heads, rows[HEAD_ROW + 1], strict=True))
    assert {head: value for head, value in second.items() if value not in (None, "")} == {
        "Id": "A-02",
        "Action": example()[1].framework.recommendations["TRT-03-R1"].action,
        "Indicator": "TRT-03 Examination results",
        "Recommendation": "TRT-03-R1",
        "Responsible": "ICT department",
        "Start": day(2028, 2, 1),
        "End": day(2028, 11, 5),
        "Status": "planned",
        "Alert": "due within 30 days",
        "Person-months": 0.1,
        "Cost (QMD)": 950000,
        "Funding": "State budget 2028",
        "Waits for": "A-01",
        "Proposed start": day(2028, 3, 1),
        "Proposed end": day(2028, 12, 31),
    }


def test_the_same_plan_on_the_same_day_gives_the_same_bytes(mission: Path) -> None:
    first = export(mission)
    assert export(mission) == first
    assert export(mission, date(2028, 10, 14)) != first
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2028-10-13T00:00:00Z" in archive.read("docProps/core.xml")


def test_alerts_stand_there_in_words_even_where_nothing_is_worked_out(mission: Path) -> None:
    rows = list(values_in(export(mission), "Plan"))
    place = rows[HEAD_ROW - 1].index("Alert")
    assert [row[place] for row in rows[HEAD_ROW : HEAD_ROW + 3]] == ["overdue", "due within 30 days", None]
    assert plan_sheet(export(mission)).cell(HEAD_ROW + 1, place + 1).value == (
        '=IF(AND(ISNUMBER(G5),OR(H5="planned",H5="started",H5="")),'
        'IF(G5<$B$2,"overdue",IF(G5<=$B$2+30,"due within 30 days","")),"")'
    )


@pytest.mark.parametrize(
    ("status", "end", "words"),
    [
        ("planned", ON - timedelta(days=1), "overdue"),
        ("started", ON, "due within 30 days"),
        ("started", ON + timedelta(days=30), "due within 30 days"),
        ("started", ON + timedelta(days=31), ""),
        ("done", ON - timedelta(days=1), ""),
        ("verified", ON - timedelta(days=1), ""),
        ("dropped", ON - timedelta(days=1), ""),
        ("planned", None, ""),
    ],
)
def test_an_alert_looks_at_open_actions_only(status: str, end: date | None, words: str) -> None:
    assert alert_of(action(status=status, end=end), ON) == words


def test_it_is_a_table_with_filters_whose_heads_and_first_columns_stay_in_sight(mission: Path) -> None:
    sheet = plan_sheet(export(mission))
    (table,) = sheet.tables.values()
    assert table.ref == table.autoFilter.ref == f"A{HEAD_ROW}:U{HEAD_ROW + 3 + SPARE_ROWS}"
    assert table.column_names == [cell.value for cell in sheet[HEAD_ROW]]
    assert sheet.freeze_panes == "C5"


def test_it_prints_on_a4_with_heads_and_ids_on_every_page_and_says_whose_it_is(mission: Path) -> None:
    sheet = plan_sheet(export(mission))
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (2, 0)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$4:$4", "$A:$B")
    assert footer_of(export(mission)) == [
        "Kestoria Customs Service: risk management plan, round 2028, 2028-10-13",
        "Confidentiality: restricted",
        "Page &P of &N",
    ]


def test_cells_are_picked_from_lists_that_hold_every_word(mission: Path) -> None:
    content = export(mission)
    book = load_workbook(BytesIO(content))
    lists = {one.formula1: one for one in book["Plan"].data_validations.dataValidation if one.type == "list"}
    offered = {}
    for formula, one in lists.items():
        sheet, _, area = formula.partition("!")
        first, _, last = area.replace("$", "").partition(":")
        column = book[sheet][first:last]
        head = book["Plan"][f"{str(one.sqref).partition('5')[0]}{HEAD_ROW}"].value
        offered[head] = [cell.value for (cell,) in column]
    framework = example()[1].framework
    assert offered["Status"] == list(STATUSES)
    assert offered["Recommendation"] == list(framework.recommendations)
    assert offered["Indicator"] == [f"{one.id} {one.short}" for one in framework.indicators.values()]
    assert offered["Responsible"][:2] == ["Risk committee", "ICT department"]
    refusing = {f"{one.sqref}"[0]: one.showErrorMessage and one.errorStyle is None for one in lists.values()}
    assert refusing == {"C": False, "D": False, "E": False, "H": True}  # a status must be one, the rest is looked at


def test_the_structure_holds_while_rows_can_be_filled_sorted_and_filtered(mission: Path) -> None:
    sheet = plan_sheet(export(mission))
    guard = sheet.protection
    assert guard.sheet
    assert guard.password is None
    assert [guard.sort, guard.autoFilter, guard.formatColumns] == [False] * 3  # what is not guarded is allowed
    assert all(cell.protection.locked for cell in sheet[HEAD_ROW])
    body = [cell for row in sheet.iter_rows(min_row=HEAD_ROW + 1) for cell in row]
    assert len(body) == (3 + SPARE_ROWS) * len(COLUMNS)
    # No program sorts a protected sheet while one cell of the rows is locked; what is not to be typed is refused.
    assert not any(cell.protection.locked for cell in body)
    untyped = [str(one.sqref) for one in sheet.data_validations.dataValidation if one.formula1 == "FALSE"]
    assert untyped == ["A5:A7", "I5:I57", "T5:T57", "U5:U57"]


def test_what_it_set_out_from_is_kept_out_of_sight(mission: Path) -> None:
    book = load_workbook(BytesIO(export(mission)))
    assert book["Base"].sheet_state == "veryHidden"
    assert [name for name in book.sheetnames if book[name].sheet_state == "visible"] == [
        "Plan",
        "Guide",
        "Lists",
        "Recommendations",
    ]
    base = read_base([[str(cell or "") for cell in row] for row in book["Base"].values])
    assert base is not None
    assert base.on == ON
    read, _ = mission_at(mission)
    assert base.values == {one.id: values_of(one) for one in read.actions}


def test_the_guide_explains_every_column_and_how_the_workbook_goes_back(mission: Path) -> None:
    words = "\n".join(str(cell) for row in values_in(export(mission), "Guide") for cell in row if cell)
    assert all(column.meaning in words for column in COLUMNS)
    assert "rmdiag plan import MISSION FILE.xlsx" in words
    assert "Confidentiality: restricted" in words


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "http://x.example"])
def test_a_text_that_begins_like_a_formula_or_an_address_is_a_text(text: str) -> None:
    mission, questionnaire = example()
    content = workbook(replace(mission, actions=(action(note=f"{text}"),)), questionnaire, ON)
    cell = opened(content).at("A-01", "Note")
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_text_too_long_for_a_cell_is_a_problem_and_is_not_cut() -> None:
    mission, questionnaire = example()
    short, long = action("A-01", note="x" * 32_767), action("A-02", note="x" * 32_768)
    content = workbook(replace(mission, actions=(short,)), questionnaire, ON)
    assert opened(content).at("A-01", "Note").value == "x" * 32_767
    with pytest.raises(ValueError, match="Note of A-02 has 32768 characters"):
        workbook(replace(mission, actions=(short, long)), questionnaire, ON)
    with pytest.raises(ValueError, match="Note of A-02"):  # two units to a sign
        workbook(replace(mission, actions=(action("A-02", note="\N{CUSTOMS}" * 16_384),)), questionnaire, ON)


@pytest.mark.parametrize("count", [0, 1, 300])
def test_plans_of_any_size_leave_and_come_back_unchanged(count: int) -> None:
    mission, questionnaire = example()
    framework = questionnaire.framework
    every = list(framework.recommendations.values())
    actions = tuple(
        action(
            f"A-{number:03}",
            action=every[number % len(every)].action,
            recommendation=every[number % len(every)].id,
            indicator=every[number % len(every)].indicator,
            status=STATUSES[number % 2],
            start=date(2028, 1, 1) + timedelta(days=number),
            end=date(2029, 1, 1) + timedelta(days=number),
            cost=Fraction(number * 1000),
            after=(f"A-{number - 1:03}",) if number > 1 else (),
        )
        for number in range(1, count + 1)
    )
    mission = replace(mission, actions=actions)
    content = workbook(mission, questionnaire, ON)
    problems = Problems()
    returned = read_workbook(content, "plan.xlsx", problems)
    assert returned is not None
    assert len(returned.rows) == count
    setting = Setting(mission=mission, questionnaire=questionnaire, problems=problems)
    assert import_into(returned, setting).rewriting.empty
    assert list(problems) == []


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.sampled_from(["_x000D_", "_x005F_x0041_", "a\x01b", "x005F_", "1e5", "01", "TRUE", "2028-01-01", "#REF!", "'x"]),
    st.text(st.sampled_from("_x05Fa=\r\n\t ' "), min_size=1, max_size=20),
)
WORDS = st.none() | TEXTS.map(str.strip).filter(bool)
NUMBERS = st.none() | st.fractions(0, 10**12) | st.decimals(0, 10**9, places=3).map(Fraction)
DAYS = st.dates(date(1980, 1, 1), date(2199, 12, 31))


@st.composite
def plans(draw: st.DrawFn) -> tuple[PlannedAction, ...]:
    """Draw a plan with any texts, numbers and dates that plan.yaml can hold."""
    ids = draw(st.lists(st.from_regex(r"\A[A-Z]{1,3}-[0-9]{1,3}\Z"), max_size=4, unique_by=str.casefold))
    return tuple(draw(_actions(identity, tuple(ids[:number]))) for number, identity in enumerate(ids))


@st.composite
def _actions(draw: st.DrawFn, identity: str, before: tuple[str, ...]) -> PlannedAction:
    start, end = sorted((draw(DAYS), draw(DAYS)))
    status = draw(st.sampled_from(STATUSES))
    texts = {name: draw(WORDS) for name in ("origin", "responsible", "note", "funding", "support")}
    return action(
        identity,
        **texts,
        action=draw(TEXTS.map(str.strip).filter(bool)),
        indicator=draw(st.sampled_from([None, "GOV-01", "TRT-03"])),
        start=draw(st.none() | st.just(start)),
        end=draw(st.none() | st.just(end)),
        status=status,
        reason="It had to be." if status == "dropped" else draw(WORDS),
        evidence=("E-06", "E-09") if status == "verified" else (),
        finished=end if status in ("done", "verified") else None,
        person_months=draw(NUMBERS),
        cost=draw(NUMBERS),
        after=draw(st.lists(st.sampled_from(before), unique=True).map(tuple)) if before else (),
        proposed=draw(st.none() | st.just(Proposed(start=start, end=end))),
    )


@cache
def small() -> tuple[Mission, Questionnaire]:
    """Give the example with a framework of few recommendations, so that its workbook is quickly written."""
    mission, questionnaire = example()
    framework = questionnaire.framework
    few = tuple(one for one in framework.dimensions if one.id in ("GOV", "TRT"))
    return mission, replace(questionnaire, framework=replace(framework, dimensions=few))


@settings(max_examples=50)
@given(actions=plans())
def test_whatever_a_plan_says_comes_back_as_it_was(actions: tuple[PlannedAction, ...]) -> None:
    mission, questionnaire = small()
    mission, problems = replace(mission, actions=actions), Problems()
    content = workbook(mission, questionnaire, ON)
    returned = read_workbook(content, "plan.xlsx", problems)
    assert returned is not None
    assert returned.base is not None
    assert returned.base.values == {one.id: values_of(one) for one in actions}
    imported = import_into(returned, Setting(mission=mission, questionnaire=questionnaire, problems=problems))
    assert imported.rewriting.empty
    assert imported.merged.kept == imported.merged.gone == ()
    assert list(problems) == []
    assert is_untouched(content)


def test_only_a_workbook_in_which_nobody_has_typed_may_be_replaced(mission: Path) -> None:
    content = export(mission)
    assert is_untouched(content)
    desk = opened(content)
    assert is_untouched(desk.save())
    desk.write("A-03", Note="Mind the summer.")
    assert not is_untouched(desk.save())
    desk = opened(content)
    desk.write(desk.spare, Action="One more.")
    assert not is_untouched(desk.save())
    desk = opened(content)
    desk.empty("A-02")
    assert not is_untouched(desk.save())
    assert not is_untouched(b"")
    assert not is_untouched((EXAMPLES / "kestoria-2028" / "plan.yaml").read_bytes())


def test_amounts_keep_their_currency_in_the_head_and_stay_numbers(mission: Path) -> None:
    desk = opened(export(mission))
    assert desk.plan.cell(HEAD_ROW, desk.heads["Cost"]).value == "Cost (QMD)"
    assert desk.at("A-02", "Cost").number_format == "#,##0_)"
    assert desk.at("A-02", "Start").number_format == "yyyy-mm-dd"


def test_names_with_signs_of_the_footer_are_printed_as_they_are() -> None:
    mission, questionnaire = example()
    content = workbook(replace(mission, administration="Customs & Excise"), questionnaire, ON)
    assert footer_of(content)[0] == "Customs && Excise: risk management plan, round 2028, 2028-10-13"
    long = workbook(replace(mission, administration="Customs " * 60), questionnaire, ON)
    assert len(footer_of(long)[0] or "") < 100


def test_the_plan_of_the_tests_is_sound(mission: Path) -> None:
    imported, problems = bring(mission, export(mission))
    assert imported is not None
    assert imported.rewriting.empty
    assert (list(problems), SOON) == ([], "due within 30 days")
    assert (mission / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_the_command_writes_the_workbook_and_replaces_its_own_until_somebody_fills_it_in(mission: Path) -> None:
    path = mission / "reports" / "kestoria-2028-plan.xlsx"
    for on in ("2028-10-13", "2028-10-14"):
        shown = run_plan("export", mission, "--on", on)
        assert (shown.returncode, shown.stdout) == (0, f"{path}\n"), shown.stderr
    assert path.read_bytes() == export(mission, date(2028, 10, 14))
    desk = opened(path.read_bytes())
    desk.write("A-01", Status="done")
    path.write_bytes(desk.save())
    refused = run_plan("export", mission)
    assert refused.returncode == 6
    assert "was filled in since it was written" in refused.stderr
    assert opened(path.read_bytes()).at("A-01", "Status").value == "done"
    assert run_plan("import", mission, path).returncode == 0
    assert run_plan("export", mission, "-o", mission / "reports" / "next.xlsx").returncode == 0


def test_the_command_says_which_text_is_too_long(mission: Path, tmp_path: Path) -> None:
    text = PLAN.replace("Train the late shift.", "Train. " * 5_000)
    (mission / "plan.yaml").write_text(text, encoding="utf-8")
    shown = run_plan("export", mission, "-o", tmp_path / "plan.xlsx")
    assert shown.returncode == 3
    assert "plan.yaml:21:5: XLS001: Action of A-03 has 34999 characters" in shown.stderr
    assert not (tmp_path / "plan.xlsx").exists()
    assert run_plan("export", mission, "-o", mission / "plan.yaml", "--to", "xlsx").returncode == 6
    assert (mission / "plan.yaml").read_text(encoding="utf-8") == text
