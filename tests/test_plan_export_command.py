"""`rmdiag plan export` as a user meets it: every test runs the real program."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from test_cli import rmdiag

EXAMPLES = Path(__file__).parent.parent / "examples"
DAY = ("--on", "2028-10-13")


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "kestoria-2028", tmp_path / "kestoria-2028"))


def export(*arguments: str | Path, where: Path | None = None) -> subprocess.CompletedProcess[str]:
    return rmdiag("plan", "export", *arguments, where=where)


def test_it_explains_itself_with_an_example() -> None:
    shown = export("--help")
    assert shown.returncode == 0
    assert "Example: rmdiag plan export" in " ".join(shown.stdout.split())


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("plan.ics", b"BEGIN:VCALENDAR\r\n"),
        ("plan.xml", b"<?xml version"),
        ("plan.csv", b"\xef\xbb\xbfid,action"),
        ("PLAN.ICS", b"BEGIN:VCALENDAR\r\n"),
    ],
)
def test_the_format_follows_from_how_the_file_ends(name: str, start: bytes, mission: Path) -> None:
    file = mission.parent / name
    shown = export(mission, "-o", file, *DAY)
    assert (shown.returncode, shown.stdout) == (0, f"{file}\n")
    assert file.read_bytes().startswith(start)
    again = file.read_bytes()
    assert export(mission, "-o", file, *DAY).returncode == 0  # its own file is replaced
    assert file.read_bytes() == again


def test_to_overrides_the_ending_and_names_the_file_where_none_is_given(mission: Path) -> None:
    assert export(mission, "-o", mission.parent / "dates.txt", "--to", "ics").returncode == 0
    shown = export(mission, "--to", "xml")
    assert Path(shown.stdout.strip()) == mission / "reports" / "kestoria-2028-plan.xml"
    assert (mission / "reports" / "kestoria-2028-plan.xml").is_file()


def test_the_day_of_the_export_is_today_unless_given(mission: Path) -> None:
    file = mission.parent / "plan.ics"
    export(mission, "-o", file)
    assert b"DTSTAMP:20281013" not in file.read_bytes()
    file.unlink()
    export(mission, "-o", file, *DAY)
    assert b"DTSTAMP:20281013T000000Z" in file.read_bytes()


def test_the_file_itself_is_gone_on_from_and_says_what_changed(mission: Path) -> None:
    file, plan = mission.parent / "plan.ics", mission / "plan.yaml"
    assert "22 events: 22 new, 0 changed, 0 as before, 0 cancelled." in export(mission, "-o", file, *DAY).stderr
    text = plan.read_text(encoding="utf-8")
    assert "end: 2029-12-31" in text
    plan.write_text(text.replace("end: 2029-12-31", "end: 2030-01-31"), encoding="utf-8")
    shown = export(mission, "-o", file, "--on", "2028-11-01")
    assert "22 events: 0 new, 1 changed, 21 as before, 0 cancelled." in shown.stderr
    assert file.read_bytes().count(b"SEQUENCE:1\r\n") == 1


def test_another_earlier_export_can_be_named(mission: Path) -> None:
    first, second = mission.parent / "first.ics", mission.parent / "second.ics"
    export(mission, "-o", first, *DAY)
    shown = export(mission, "-o", second, "--previous", first, "--on", "2028-11-01")
    assert "22 as before" in shown.stderr
    assert second.read_bytes() == first.read_bytes()


def test_the_folder_can_have_another_name_without_making_other_events(mission: Path) -> None:
    file = mission.parent / "plan.ics"
    export(mission, "-o", file, *DAY)
    moved = mission.rename(mission.parent / "elsewhere")
    assert "22 as before" in export(moved, "-o", file, "--on", "2028-11-01").stderr


@pytest.mark.parametrize("name", ["plan.ics", "plan.xml", "plan.csv"])
def test_what_is_no_export_of_its_kind_is_never_overwritten(name: str, mission: Path) -> None:
    file = mission.parent / name
    file.write_text("What somebody wrote", encoding="utf-8")
    shown = export(mission, "-o", file)
    assert shown.returncode == 6
    assert "is not overwritten" in shown.stderr
    assert file.read_text(encoding="utf-8") == "What somebody wrote"


def test_the_plan_itself_and_a_folder_are_never_overwritten(mission: Path) -> None:
    before = (mission / "plan.yaml").read_bytes()
    assert export(mission, "-o", mission / "plan.yaml", "--to", "csv").returncode == 6
    assert (mission / "plan.yaml").read_bytes() == before
    assert export(mission, "-o", mission, "--to", "csv").returncode == 6


def test_a_calendar_of_another_plan_is_left_alone(mission: Path) -> None:
    file = mission.parent / "plan.ics"
    export(EXAMPLES / "kestoria-2026", "-o", file, *DAY)
    before = file.read_bytes()
    shown = export(mission, "-o", file)
    assert (shown.returncode, file.read_bytes()) == (6, before)
    assert "another plan" in shown.stderr
    assert export(mission, "-o", mission.parent / "other.ics", "--previous", file).returncode == 2


def test_a_damaged_earlier_export_is_named_and_left_alone(mission: Path) -> None:
    file = mission.parent / "plan.ics"
    export(mission, "-o", file, *DAY)
    file.write_bytes(file.read_bytes()[:-100])
    shown = export(mission, "-o", file)
    assert shown.returncode == 3
    assert "no whole calendar" in shown.stderr


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("-o", "plan.doc"), 2, "does not follow from its name"),
        (("-o", "plan"), 2, "end it in .xlsx, .ics, .xml, .csv"),
        (("-o", "plan.csv", "--previous", "plan.ics"), 2, "--previous is for calendars"),
        (("-o", "plan.ics", "--previous", "absent.ics"), 6, "absent.ics: No such file"),
        (("-o", "plan.ics", "--on", "2027-02-30"), 2, "is not a date"),
        (("-o", "plan.ics", "--on", "0001-01-01"), 2, "unlikely day"),
        (("--to", "pdf"), 2, "'pdf' is not one of"),
    ],
)
def test_a_wrong_use_is_answered_with_what_to_do(
    options: tuple[str, ...], code: int, words: str, mission: Path
) -> None:
    shown = export(mission, *options, where=mission.parent)
    assert (shown.returncode, shown.stdout) == (code, "")
    assert words in " ".join(shown.stderr.split())


def test_a_mission_without_adopted_actions_says_how_to_adopt_a_plan(mission: Path) -> None:
    (mission / "plan.yaml").write_text("actions: []\n", encoding="utf-8")
    shown = export(mission, "--to", "ics")
    assert shown.returncode == 2
    assert "rmdiag plan adopt " in shown.stderr


def test_a_plan_with_mistakes_is_not_exported(mission: Path) -> None:
    with (mission / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write("  - {id: B-01, action: Find the money, after: [A-99]}\n")
    shown = export(mission, "--to", "ics")
    assert shown.returncode == 3
    assert "MIS103" in shown.stderr


def test_actions_without_dates_are_named(tmp_path: Path) -> None:
    mission = Path(shutil.copytree(EXAMPLES / "kestoria-2028", tmp_path / "kestoria-2028"))
    with (mission / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write("  - {id: B-01, action: Find the money}\n  - {id: B-02, action: Report, end: 2029-06-30}\n")
    calendar = export(mission, "--to", "ics", *DAY)
    assert "Without dates, and so not in the calendar: `B-01`." in calendar.stderr
    project = export(mission, "--to", "xml", *DAY)
    assert "scheduled by hand in MS Project: `B-01`, `B-02`." in project.stderr
