"""A workbook comes back from people who filled it in, and is read into the plan: what either side typed stays."""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from plan_workbooks import EXAMPLES, PLAN, actions_in, bring, example, export, lay, opened, run

from rmdiag.assessment.exchange.importing import Imported, import_into
from rmdiag.assessment.exchange.returned import read_workbook
from rmdiag.assessment.exchange.revisions import Setting
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan_merge import Change, Clash, Favour
from rmdiag.opening import mission_at
from rmdiag.problems import Problems

SCHEMA = Draft202012Validator(
    json.loads((EXAMPLES.parent / "rmdiag" / "schemas" / "plan-import.schema.json").read_text(encoding="utf-8"))
)


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return lay(tmp_path / "kestoria-2028")


@cache
def laid() -> tuple[Mission, bytes]:
    """Give a mission with its workbook, for tests that ask for them many times."""
    with tempfile.TemporaryDirectory() as room:
        folder = lay(Path(room) / "kestoria-2028")
        return mission_at(folder)[0], export(folder)


def brought(mission: Path, content: bytes, favour: Favour = Favour.PLAN) -> Imported:
    """Give what a sound workbook brings."""
    imported, problems = bring(mission, content, favour)
    assert [str(problem) for problem in problems.errors] == []
    assert imported is not None
    return imported


def filled_in(mission: Path) -> bytes:
    """Fill a workbook in as a user would: a status, a date, a reason, a number, a new row, an emptied one, sorted."""
    desk = opened(export(mission))
    desk.write("A-01", Status="dropped", Reason="The committee was dissolved,\nand nobody follows it.")
    desk.write("A-02", End=date(2029, 6, 30), Cost=1_200_000.5, Evidence="E-06; E-09")
    new = desk.spare
    desk.write(
        new, Action="Ask Tax for its list of debtors.", Indicator="COO-03 Tax and police", Start=date(2029, 1, 1)
    )
    desk.empty("A-03")
    desk.sort("Status", descending=True)
    return desk.save()


def test_what_was_filled_in_is_written_and_everything_else_stays(mission: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(filled_in(mission))
    done = run(mission, tmp_path / "plan.xlsx")
    assert done.returncode == 0, done.stderr
    found = actions_in(mission)
    assert found["A-01"]["status"] == "dropped"
    assert found["A-01"]["reason"] == "The committee was dissolved,\nand nobody follows it."
    assert found["A-02"]["end"] == date(2029, 6, 30)
    assert Fraction(str(found["A-02"]["cost"])) == Fraction("1200000.5")
    assert Fraction(str(found["A-02"]["person_months"])) == Fraction(1, 10)
    assert found["A-02"]["evidence"] == ["E-06", "E-09"]
    assert found["A-04"] == {
        "id": "A-04",
        "action": "Ask Tax for its list of debtors.",
        "indicator": "COO-03",
        "start": date(2029, 1, 1),
        "status": "planned",
    }
    text = (mission / "plan.yaml").read_text(encoding="utf-8")
    kept = [
        line for line in PLAN.splitlines() if not line.strip().startswith(("status: started", "end: 2028-11", "cost"))
    ]
    assert [line for line in kept if line not in text.splitlines()] == []
    assert "Not in the workbook, and they stay in the plan: `A-03`." in done.stderr
    assert f"Written: {mission / 'plan.yaml'}" in done.stderr
    mission_at(mission)


def test_it_says_what_changed_field_by_field(mission: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(filled_in(mission))
    done = run(mission, tmp_path / "plan.xlsx", "--format", "csv", "--dry-run")
    rows = {(row["action"], row["field"]): row for row in csv.DictReader(io.StringIO(done.stdout))}
    assert {key: (row["what"], row["in the plan"], row["in the workbook"]) for key, row in rows.items()} == {
        ("A-01", "status"): ("changed", "started", "dropped"),
        ("A-01", "reason"): ("changed", "", "The committee was dissolved, and nobody follows it."),
        ("A-02", "end"): ("changed", "2028-11-05", "2029-06-30"),
        ("A-02", "evidence"): ("changed", "", "E-06, E-09"),
        ("A-02", "cost"): ("changed", "950000", "1200000.5"),
        ("A-04", "action"): ("new", "", "Ask Tax for its list of debtors."),
        ("A-04", "indicator"): ("new", "", "COO-03"),
        ("A-04", "start"): ("new", "", "2029-01-01"),
        ("A-04", "status"): ("new", "", "planned"),
    }
    table = run(mission, tmp_path / "plan.xlsx", "--dry-run").stdout
    assert "2029-06-30" in table
    assert (mission / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_importing_twice_changes_nothing_more(mission: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(filled_in(mission))
    run(mission, tmp_path / "plan.xlsx")
    before = (mission / "plan.yaml").read_bytes()
    again = run(mission, tmp_path / "plan.xlsx")
    assert (again.returncode, again.stdout) == (0, "")
    assert "Nothing to write." in again.stderr
    assert (mission / "plan.yaml").read_bytes() == before


def test_an_untouched_workbook_changes_nothing_even_if_the_plan_moved_on(mission: Path) -> None:
    content = opened(export(mission)).save()
    text = PLAN.replace("status: started", "status: done").replace("end: 2028-11-05", "end: 2029-11-05")
    (mission / "plan.yaml").write_text(text, encoding="utf-8")
    imported = brought(mission, content)
    assert imported.rewriting.empty
    assert not imported.unsettled


def both_sides(mission: Path) -> bytes:
    """Change the plan by hand while the workbook is out: one value on one side, one on the other, one on both."""
    desk = opened(export(mission))
    desk.write("A-01", Status="done", Responsible="Director General")
    text = PLAN.replace("end: 2028-09-30", "end: 2028-12-31").replace("responsible: Risk committee", "responsible: ICT")
    (mission / "plan.yaml").write_text(text, encoding="utf-8")
    return desk.save()


def test_what_only_one_side_changed_is_taken_and_what_both_changed_is_a_clash(mission: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(both_sides(mission))
    done = run(mission, tmp_path / "plan.xlsx", "--format", "json")
    assert done.returncode == 4
    told = json.loads(done.stdout)
    assert list(SCHEMA.iter_errors(told)) == []
    assert told["changes"] == [{"action": "A-01", "field": "status", "before": "started", "after": "done"}]
    assert told["clashes"] == [
        {
            "action": "A-01",
            "field": "responsible",
            "base": "Risk committee",
            "plan": "ICT",
            "workbook": "Director General",
        }
    ]
    found = actions_in(mission)["A-01"]
    assert (found["status"], str(found["end"]), found["responsible"]) == ("done", "2028-12-31", "ICT")
    assert "the plan keeps its own; --favour workbook takes the other one" in done.stderr


def test_the_workbook_can_be_favoured(mission: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(both_sides(mission))
    done = run(mission, tmp_path / "plan.xlsx", "--favour", "workbook")
    assert done.returncode == 0
    found = actions_in(mission)["A-01"]
    assert (found["status"], str(found["end"]), found["responsible"]) == ("done", "2028-12-31", "Director General")


def test_a_cell_that_was_emptied_empties_the_plan(mission: Path) -> None:
    desk = opened(export(mission))
    desk.write("A-02", Funding=None, Waits_for="", Cost=" ")
    changes = brought(mission, desk.save()).merged.changes
    assert {(one.field, one.after) for one in changes} == {("funding", None), ("after", None), ("cost", None)}


def test_the_words_of_a_recommendation_come_back_when_an_action_is_emptied(mission: Path) -> None:
    desk = opened(export(mission))
    desk.write("A-02", Action=None)
    assert brought(mission, desk.save()).rewriting.empty
    own = PLAN.replace(
        "    recommendation: TRT-03-R1\n", "    recommendation: TRT-03-R1\n    action: Code the results.\n"
    )
    (mission / "plan.yaml").write_text(own, encoding="utf-8")
    desk = opened(export(mission))
    desk.write("A-02", Action=None)
    (change,) = brought(mission, desk.save()).merged.changes
    assert change.after == example()[1].framework.recommendations["TRT-03-R1"].action


def test_an_indicator_follows_a_recommendation_that_is_replaced(mission: Path, tmp_path: Path) -> None:
    desk = opened(export(mission))
    desk.write("A-02", Recommendation="per-02-r1")
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    done = run(mission, tmp_path / "plan.xlsx")
    assert done.returncode == 0, done.stderr
    found = {action.id: action for action in mission_at(mission)[0].actions}["A-02"]
    assert (found.recommendation, found.indicator) == ("PER-02-R1", "PER-02")
    assert "Nothing to write." in run(mission, tmp_path / "plan.xlsx").stderr


@pytest.mark.parametrize("whole", [True, False])
def test_a_row_that_was_emptied_takes_nothing_out_of_the_plan(whole: bool, mission: Path) -> None:  # noqa: FBT001
    desk = opened(export(mission))
    number = desk.row("A-03")
    desk.empty("A-03")
    desk.write(number, Id=None if whole else "A-03")
    imported = brought(mission, desk.save())
    assert imported.rewriting.empty
    assert imported.merged.kept == ("A-03",)


def test_rows_without_an_id_get_the_next_free_ones(mission: Path) -> None:
    (mission / "plan.yaml").write_text(PLAN.replace("A-03", "A-17"), encoding="utf-8")
    desk = opened(export(mission))
    desk.write(desk.spare, Action="First.")
    desk.write(desk.spare, Recommendation="GOV-01-R1")
    desk.write(desk.spare, Id="TAX-1", Action="Third.", Status="STARTED ")
    added = brought(mission, desk.save()).merged.added
    assert {one.id: dict(one.now) for one in added} == {
        "A-18": {"action": "First.", "status": "planned"},
        "A-19": {"recommendation": "GOV-01-R1", "status": "planned"},
        "TAX-1": {"action": "Third.", "status": "started"},
    }


def test_two_new_rows_of_the_same_words_are_two_actions_and_stay_two(mission: Path, tmp_path: Path) -> None:
    desk = opened(export(mission))
    desk.write(desk.spare, Action="Train an office.")
    desk.write(desk.spare, Action="Train an office.")
    desk.write(desk.spare, Recommendation="GOV-01-R1")
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    for _ in range(2):
        assert run(mission, tmp_path / "plan.xlsx").returncode == 0
        assert list(actions_in(mission)) == ["A-01", "A-02", "A-03", "A-04", "A-05", "A-06"]


def test_a_new_row_that_moved_on_in_the_plan_is_not_put_back(mission: Path, tmp_path: Path) -> None:
    desk = opened(export(mission))
    desk.write(desk.spare, Action="Train an office.", Responsible="Training centre")
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    run(mission, tmp_path / "plan.xlsx")
    text = (mission / "plan.yaml").read_text(encoding="utf-8")
    head, _, new = text.partition("  - id: A-04")
    (mission / "plan.yaml").write_text(f"{head}  - id: A-04{new.replace('planned', 'started')}", encoding="utf-8")
    again = run(mission, tmp_path / "plan.xlsx")
    assert (again.returncode, actions_in(mission)["A-04"]["status"]) == (0, "started")


def test_an_action_that_was_taken_out_of_the_plan_stays_out_and_what_was_typed_is_named(
    mission: Path, tmp_path: Path
) -> None:
    desk = opened(export(mission))
    untouched = desk.save()
    desk.write("A-03", Note="Two sessions are left.")
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    shorter = PLAN[: PLAN.index("  - id: A-03")]
    (mission / "plan.yaml").write_text(shorter, encoding="utf-8")
    assert not brought(mission, untouched).unsettled
    done = run(mission, tmp_path / "plan.xlsx")
    assert done.returncode == 4
    assert "Two sessions are left." in done.stdout
    told = json.loads(run(mission, tmp_path / "plan.xlsx", "--format", "json").stdout)
    assert list(SCHEMA.iter_errors(told)) == []
    assert told["gone"] == [{"id": "A-03", "typed": {"note": "Two sessions are left."}}]
    assert (mission / "plan.yaml").read_text(encoding="utf-8") == shorter
    assert run(mission, tmp_path / "plan.xlsx", "--favour", "workbook").returncode == 0
    assert actions_in(mission)["A-03"]["note"] == "Two sessions are left."


def test_a_plan_that_is_emptied_meanwhile_takes_what_is_new(mission: Path, tmp_path: Path) -> None:
    desk = opened(export(mission))
    desk.write(desk.spare, Action="Begin again.")
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    (mission / "plan.yaml").unlink()
    done = run(mission, tmp_path / "plan.xlsx")
    assert done.returncode == 0, done.stderr
    assert "taken out of the plan meanwhile: `A-01`, `A-02`, `A-03`." in done.stderr
    assert actions_in(mission) == {"A-04": {"id": "A-04", "action": "Begin again.", "status": "planned"}}


def test_what_a_visit_recorded_is_adopted_once_somebody_changes_it(tmp_path: Path) -> None:
    visit = tmp_path / "visit"
    shutil.copytree(EXAMPLES / "kestoria-2027-study-visit", visit)
    read, _ = mission_at(visit)
    first = read.actions[0]
    assert not read.adopted
    desk = opened(export(visit))
    assert brought(visit, desk.save()).rewriting.empty
    desk.write(first.id, Status="started")
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    done = run(visit, tmp_path / "plan.xlsx")
    assert done.returncode == 0, done.stderr
    assert [action.id for action in mission_at(visit)[0].adopted] == [first.id]
    assert actions_in(visit)[first.id]["status"] == "started"
    assert "Nothing to write." in run(visit, tmp_path / "plan.xlsx").stderr


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (date(2029, 5, 31), date(2029, 5, 31)),
        (datetime(2029, 5, 31), date(2029, 5, 31)),  # noqa: DTZ001  # cells know no time zones
        (47269, date(2029, 5, 31)),
        ("2029-05-31", date(2029, 5, 31)),
        (" 2029/5/31 ", date(2029, 5, 31)),
        ("31.05.2029", date(2029, 5, 31)),
        ("31/05/2029", date(2029, 5, 31)),
        ("05/05/2029", date(2029, 5, 5)),
    ],
)
def test_dates_may_be_typed_in_every_way_that_can_be_read_in_one_way_only(
    mission: Path, typed: object, day: date
) -> None:
    desk = opened(export(mission))
    desk.write("A-02", End=typed)
    desk.at("A-02", "End").number_format = "General"
    (change,) = brought(mission, desk.save()).merged.changes
    assert (change.field, change.after) == ("end", day)


def test_a_workbook_that_counts_days_from_1904_is_read_rightly(mission: Path) -> None:
    desk = opened(export(mission))
    desk.book.epoch = CALENDAR_MAC_1904  # dates are written anew when it is saved
    assert brought(mission, desk.save()).rewriting.empty


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (12, Fraction(12)),
        (0.3, Fraction(3, 10)),
        (0.1 + 0.2, Fraction(3, 10)),
        ("12,5", Fraction(25, 2)),
        ("12.5", Fraction(25, 2)),
        ("1 250 000", Fraction(1_250_000)),
        ("1\u202f250,5", Fraction("1250.5")),
        ("1,250,000", Fraction(1_250_000)),
        ("1.250.000,25", Fraction("1250000.25")),
        ("1'250'000", Fraction(1_250_000)),
        ("0", Fraction(0)),
    ],
)
def test_numbers_are_exact_however_they_are_typed(mission: Path, typed: object, number: Fraction) -> None:
    desk = opened(export(mission))
    desk.write("A-01", Cost=typed)
    (change,) = brought(mission, desk.save()).merged.changes
    assert (change.field, change.after) == ("cost", number)


@pytest.mark.parametrize(
    ("typed", "text"), [(2027, "2027"), (2.5, "2.5"), (True, "TRUE"), (date(2029, 5, 31), "2029-05-31")]
)
def test_a_text_is_a_text_whatever_a_spreadsheet_made_of_it(mission: Path, typed: object, text: str) -> None:
    desk = opened(export(mission))
    desk.write("A-01", Funding=typed)
    (change,) = brought(mission, desk.save()).merged.changes
    assert (change.field, change.after) == ("funding", text)


@pytest.mark.parametrize("typed", ["A-03, A-01", "a-03;A-01", "A-03 A-01", "A-03\nA-01", " A-03 ,, A-01, A-03"])
def test_ids_may_stand_with_commas_spaces_or_lines_between_them(mission: Path, typed: str) -> None:
    desk = opened(export(mission))
    desk.write("A-02", Waits_for=typed)
    (change,) = brought(mission, desk.save()).merged.changes
    assert change.after == ("A-03", "A-01")


def test_columns_are_found_by_their_heads_wherever_they_stand(mission: Path) -> None:
    desk = opened(export(mission))
    desk.write("A-01", Note="Seen.")
    for one in list(desk.plan.tables):
        del desk.plan.tables[one]
    desk.plan.move_range("A1:U60", rows=3, cols=2)
    desk.plan["C7"] = " ID "
    desk.plan["O7"] = "person_months"
    desk.plan.title = "Our plan"
    desk.book.move_sheet("Our plan", 3)
    (change,) = brought(mission, desk.save()).merged.changes
    assert change == Change(action="A-01", field="note", before=None, after="Seen.")


def test_a_column_that_is_gone_leaves_what_it_held_as_it_is(mission: Path) -> None:
    desk = opened(export(mission))
    desk.write("A-02", Funding="Donor")
    desk.plan.delete_cols(desk.heads["Note"])
    desk.plan.delete_cols(desk.heads["Reason"])
    imported, problems = bring(mission, desk.save())
    assert imported is not None
    assert [one.field for one in imported.merged.changes] == ["funding"]
    assert [problem.message for problem in problems] == [
        "These columns are not there, and what they held stays as it is in the plan: `Reason`, `Note`."
    ]


def test_without_what_it_set_out_from_every_difference_is_somebodys_to_settle(mission: Path) -> None:
    desk = opened(export(mission))
    desk.write("A-01", Responsible="Director General", Funding="Donor", Note=None)
    desk.write("A-02", Funding=None)
    desk.write(desk.spare, Action="One more.")
    del desk.book["Base"]
    imported, problems = bring(mission, desk.save())
    assert imported is not None
    assert [problem.code for problem in problems] == ["XLS007"]
    assert imported.merged.changes == (Change(action="A-01", field="funding", before=None, after="Donor"),)
    assert imported.merged.clashes == (
        Clash(action="A-01", field="responsible", base=None, plan="Risk committee", other="Director General"),
    )
    assert [one.id for one in imported.merged.added] == ["A-04"]


def test_a_row_that_lost_its_id_is_known_by_its_words(mission: Path) -> None:
    desk = opened(export(mission))
    desk.write("A-03", Status="started", Id=None)
    imported, problems = bring(mission, desk.save())
    assert imported is not None
    assert [(problem.code, problem.span.line, problem.span.column) for problem in problems] == [("XLS017", 7, 1)]
    assert imported.merged.changes == (Change(action="A-03", field="status", before="done", after="started"),)
    assert imported.merged.added == ()


def test_a_workbook_of_another_mission_is_refused_unless_its_user_insists(mission: Path, tmp_path: Path) -> None:
    desk = opened(export(mission))
    desk.write("A-01", Note="Seen.")
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    text = (mission / "mission.yaml").read_text(encoding="utf-8")
    (mission / "mission.yaml").write_text(text.replace('round: "2028"', 'round: "2028b"'), encoding="utf-8")
    refused = run(mission, tmp_path / "plan.xlsx")
    assert refused.returncode == 2
    assert "holds the plan of Kestoria Customs Service (QM), round 2028; this mission is" in refused.stderr
    assert (mission / "plan.yaml").read_text(encoding="utf-8") == PLAN
    assert run(mission, tmp_path / "plan.xlsx", "--anyway").returncode == 0
    assert actions_in(mission)["A-01"]["note"] == "Seen."


def test_nothing_is_written_while_one_cell_is_wrong_and_all_mistakes_are_shown_at_once(
    mission: Path, tmp_path: Path
) -> None:
    desk = opened(export(mission))
    desk.write("A-01", Status="finshed", End="soon", Note="Kept?")
    desk.write("A-03", Cost="much")
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    done = run(mission, tmp_path / "plan.xlsx")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.splitlines() == [
        "plan.xlsx:5:7: XLS027: Plan!G5, End, is `soon`, which is no date that can be read in one way only.",
        "  Fix: write year-month-day, such as 2027-05-31",
        "plan.xlsx:5:8: XLS023: Plan!H5 is `finshed`, which is no status.",
        "  Fix: write one of `planned`, `started`, `done`, `verified`, `dropped`",
        "plan.xlsx:7:14: XLS029: Plan!N7, Cost, is `much`, which is no number that can be read in one way only.",
        "  Fix: write digits alone, such as 1250 or 2.5, without words, signs or marks between thousands",
        "3 errors; nothing was written.",
    ]
    assert (mission / "plan.yaml").read_text(encoding="utf-8") == PLAN


def test_warnings_are_shown_and_stop_nothing(mission: Path, tmp_path: Path) -> None:
    desk = opened(export(mission))
    desk.at("A-01", "Status").comment = Comment("Is it?", "Somebody")
    desk.book.create_sheet("Minutes")["A1"] = "We met."
    desk.plan.cell(4, 22).value = "Priority of ours"
    desk.plan.cell(6, 22).value = "high"
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    done = run(mission, tmp_path / "plan.xlsx")
    assert done.returncode == 0
    assert "Comments are pinned to cells of the sheet Plan; they are not read." in done.stderr
    assert "These sheets are not read: `Minutes`." in done.stderr
    assert (
        "The column under Plan!V4, with the head `Priority of ours`, is not read; it has 1 filled cells." in done.stderr
    )


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--favour", "me"), 2, "--favour is `me`; write plan or workbook."),
        (("--help",), 0, "Example: rmdiag plan import"),
    ],
)
def test_wrong_use_says_what_to_write(mission: Path, options: tuple[str, ...], code: int, words: str) -> None:
    shown = run(mission, mission / "none.xlsx", *options)
    assert shown.returncode == code
    assert words in " ".join((shown.stdout + shown.stderr).split())


def test_a_file_that_is_not_there_is_named(mission: Path) -> None:
    shown = run(mission, mission / "none.xlsx")
    assert shown.returncode == 6
    assert "none.xlsx: No such file" in shown.stderr


@settings(max_examples=30)
@given(
    typed=st.lists(
        st.tuples(
            st.sampled_from(["A-01", "A-02", "A-03"]),
            st.sampled_from(["Note", "Funding", "Support", "Responsible", "Origin"]),
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
        ),
        max_size=4,
    )
)
def test_whatever_is_typed_arrives_and_nothing_else_does(typed: list[tuple[str, str, str]]) -> None:
    mission, content = laid()
    desk = opened(content)
    for identity, head, text in typed:
        desk.at(identity, head).value = text
        desk.at(identity, head).data_type = "s"  # text it is, also where it begins like a formula
    wanted = {(identity, head.lower()): text.strip() or None for identity, head, text in typed}
    read = {one.id: one for one in mission.actions}
    changed = {key: text for key, text in wanted.items() if getattr(read[key[0]], key[1]) != text}
    problems = Problems()
    returned = read_workbook(desk.save(), "plan.xlsx", problems)
    assert returned is not None
    imported = import_into(returned, Setting(mission=mission, questionnaire=example()[1], problems=problems))
    assert list(problems) == []
    assert {(one.action, one.field): one.after for one in imported.merged.changes} == changed
    assert replace(imported.merged, changes=()) == type(imported.merged)()
