"""A plan leaves for MS Project: as its schema has it, and as another library reads and schedules it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import mpxj_reader
import pytest
from exported_plans import ON, PLAN, action, long_plan, plan_of, some_actions, written_plan
from hypothesis import given
from msproject_schema import TABLE, breaches, children, every, text

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.exchange.msproject import is_ours, to_msproject
from rmdiag.assessment.exchange.outgoing import OutgoingPlan
from rmdiag.assessment.exchange.schedule import HIGHEST_UID, scheduled, stable_uids
from rmdiag.opening import mission_at

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2028"
HOUR = 3600  # seconds, in which MPXJ gives durations


def tree(plan: OutgoingPlan) -> ET.Element:
    return ET.fromstring(to_msproject(plan))  # noqa: S314 # our own file


def task(plan: OutgoingPlan, identity: str) -> ET.Element:
    """Give the task of an action, by its first text field."""
    return next(one for one in every(tree(plan), "Tasks/Task") if text(one, "ExtendedAttribute/Value") == identity)


def values(element: ET.Element, *names: str) -> tuple[str | None, ...]:
    return tuple(text(element, name) for name in names)


@cache
def example() -> OutgoingPlan:
    mission, questionnaire = mission_at(EXAMPLE)
    return OutgoingPlan(mission=mission, framework=questionnaire.framework, on=mission.as_of)


@cache
def plan_named(name: str) -> OutgoingPlan:
    if name == "example":
        return example()
    return written_plan() if name == "written" else long_plan()


def headings(plan: OutgoingPlan) -> list[str | None]:
    return [text(one, "Name") for one in every(tree(plan), "Tasks/Task") if text(one, "OutlineLevel") == "1"]


# The schema


@pytest.mark.parametrize("name", ["written", "example", "long"])
def test_a_plan_keeps_to_the_schema_and_names_nothing_that_is_not_there(name: str) -> None:
    assert list(breaches(tree(plan_named(name)))) == []


@pytest.mark.parametrize("size", [0, 1])
def test_the_smallest_plans_keep_to_it_too(size: int) -> None:
    assert list(breaches(tree(long_plan(size)))) == []


@given(some_actions())
def test_whatever_an_action_says_it_keeps_to_the_schema(actions: tuple[PlannedAction, ...]) -> None:
    assert list(breaches(tree(plan_of(actions)))) == []


@pytest.mark.parametrize(
    ("was", "now", "breach"),
    [
        ("<Manual>0</Manual>\n      <Type>0</Type>", "<Type>0</Type><Manual>0</Manual>", "not in order"),
        ("<Type>0</Type>", "<Type>7</Type>", "'7' is none of 0 1 2"),
        ("<Type>0</Type>", "<Colour>0</Colour>", "Colour is not in the table"),
        ("<Type>0</Type>", "<Type>0</Type><Type>0</Type>", "Type is there twice"),
        ("<CurrencyCode>XKD</CurrencyCode>", "", "CurrencyCode is missing"),
        ("<Finish>2027-08-27T17", "<Finish>2027-08-27T7", "is no dateTime"),
        ("<UID>247517</UID>", "<UID>134187</UID>", "two Tasks share a UID"),
        ("<CalendarUID>1<", "<CalendarUID>2<", "Calendar 2 is named and not there"),
        ("<PredecessorUID>247517<", "<PredecessorUID>1<", "Task 1 is named and not there"),
        ("<PredecessorUID>247517<", "<PredecessorUID>134187<", "a circle"),
        ("<ID>3</ID>", "<ID>4</ID>", "row 3 has the ID 4"),
        ("<Duration>PT448H0M0S<", "<Duration>PT440H0M0S<", "PT440H0M0S from"),
    ],
)
def test_the_check_sees_a_breach_of_each_kind(was: str, now: str, breach: str) -> None:
    content = to_msproject(written_plan()).decode()
    assert was in content
    found = list(breaches(ET.fromstring(content.replace(was, now, 1))))  # noqa: S314 # our own file
    assert [one for one in found if breach in one], found


def test_the_table_has_nothing_that_is_never_written() -> None:
    written = {str(one.tag).rpartition("}")[2] for name in ("written", "long") for one in tree(plan_named(name)).iter()}
    assert {child.name for path in TABLE for child in children(path)} - written == set()


# What stands in it


def test_actions_stand_under_the_wave_in_which_they_are_due() -> None:
    assert headings(written_plan()) == [
        "Quick wins: due by 2027-03-31",
        "Short term: due by 2027-06-30",
        "Medium term: due by 2028-06-30",
        "Long term: due after 2028-06-30",
        "No due date",
    ]


def test_waves_count_from_the_first_action_where_the_mission_does_not_say_when_its_plan_begins() -> None:
    plan = plan_of([action(start=date(2027, 2, 1), end=date(2027, 4, 30))])
    assert headings(replace(plan, mission=replace(plan.mission, wish=None))) == ["Quick wins: due by 2027-04-30"]
    assert headings(plan) == ["Short term: due by 2027-06-30"]


def test_actions_stand_under_years_where_some_began_before_the_plan_does() -> None:
    assert headings(example()) == ["Due in 2027", "Due in 2028", "Due in 2029"]


def test_a_task_lasts_from_the_first_to_the_last_working_day() -> None:
    one = task(written_plan(), "A-03")  # from a Saturday
    assert values(one, "Start", "Finish") == ("2027-09-06T08:00:00", "2029-12-31T17:00:00")
    assert values(task(written_plan(), "A-02"), "Finish", "Deadline") == ("2027-08-27T17:00:00", "2027-08-29T17:00:00")


def test_an_action_that_lies_on_a_weekend_takes_the_monday_after_it() -> None:
    weekend = plan_of([action(start=date(2027, 5, 1), end=date(2027, 5, 2), status="planned")])
    assert values(task(weekend, "A-01"), "Start", "Finish", "Duration") == (
        "2027-05-03T08:00:00",
        "2027-05-03T17:00:00",
        "PT8H0M0S",
    )


def test_what_is_started_is_half_done() -> None:
    one = task(written_plan(), "A-02")
    assert values(one, "PercentComplete", "ActualStart", "ActualFinish") == ("50", "2027-04-01T08:00:00", None)


def test_what_is_done_ended_on_the_day_on_which_it_was_finished() -> None:
    assert values(task(written_plan(), "A-01"), "PercentComplete", "ActualFinish", "Deadline") == (
        "100",
        "2027-03-19T17:00:00",
        "2027-03-31T17:00:00",
    )


@pytest.mark.parametrize(("end", "ended"), [(date(2027, 4, 9), "2027-04-09"), (date(2027, 12, 31), "2027-04-15")])
def test_what_is_done_without_a_day_ended_when_it_was_due_and_by_the_day_of_the_export_at_the_latest(
    end: date, ended: str
) -> None:
    one = task(plan_of([action(finished=None, end=end)]), "A-01")
    assert text(one, "ActualFinish") == f"{ended}T17:00:00"


def test_what_was_done_before_it_was_to_begin_began_when_it_ended() -> None:
    one = task(plan_of([action(start=date(2027, 3, 1), finished=date(2027, 2, 10))]), "A-01")
    assert values(one, "ActualStart", "ActualFinish") == ("2027-02-10T08:00:00", "2027-02-10T17:00:00")


def test_a_dropped_action_is_inactive_and_a_heading_is_as_long_as_what_is_left() -> None:
    kept = action("A-01", status="planned", start=date(2027, 2, 1), end=date(2027, 2, 26))
    plan = plan_of([kept, action("A-02", status="dropped", end=date(2027, 3, 31))])
    assert [text(one, "Active") for one in every(tree(plan), "Tasks/Task")] == ["1", "0", "1"]
    assert text(every(tree(plan), "Tasks/Task")[0], "Finish") == "2027-02-26T17:00:00"


def test_a_task_whose_days_are_not_both_known_is_scheduled_by_hand_with_an_estimated_length() -> None:
    names = ("Manual", "Estimated", "Start", "Finish", "Duration")
    assert values(task(written_plan(), "A-05"), *names) == ("1", "1", None, None, "PT160H0M0S")
    assert values(task(written_plan(), "A-06"), *names) == ("1", "1", None, "2027-12-31T17:00:00", "PT8H0M0S")
    assert values(task(written_plan(), "A-03"), *names[:2]) == ("0", "0")


def test_what_was_proposed_is_the_baseline() -> None:
    (baseline,) = every(task(written_plan(), "A-01"), "Baseline")
    assert values(baseline, "Number", "Start", "Finish", "Work", "Cost") == (
        "0",
        "2027-01-01T08:00:00",
        "2027-02-26T17:00:00",
        "PT160H0M0S",
        "100000",
    )


def test_owners_are_resources_and_work_without_an_owner_waits_for_one() -> None:
    names = [text(one, "Name") for one in every(tree(written_plan()), "Resources/Resource")]
    assert names == ["Director General", "Risk unit – with ICT", "No owner yet"]


def test_where_the_work_is_not_known_nobody_is_assigned_and_the_owner_stands_in_a_field() -> None:
    one = action(responsible="Director General", person_months=None)
    (assignment,) = every(tree(plan_of([one])), "Assignments/Assignment")
    assert values(assignment, "ResourceUID", "Units", "Work") == ("-65535", "1", "PT448H0M0S")
    fields = [text(field, "Value") for field in every(task(plan_of([one]), "A-01"), "ExtendedAttribute")]
    assert fields[-1] == "Director General"
    assert text(task(plan_of([one]), "A-01"), "Work") == "PT0H0M0S"


def test_notes_hold_what_the_plan_says_remarks_too() -> None:
    notes = text(task(written_plan(), "A-02"), "Notes") or ""
    assert notes.startswith("A-02: Write a plan; name owners, dates & <results>\nOwner: Risk unit, with ICT\n")
    assert notes.endswith("Note: First line\nSecond line")


def test_a_plan_without_a_currency_says_that_it_has_none() -> None:
    plan = written_plan()
    plan = replace(plan, mission=replace(plan.mission, currency=None))
    assert values(tree(plan), "CurrencyCode", "CurrencySymbol") == ("XXX", None)


# Identity


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert to_msproject(written_plan()) == to_msproject(written_plan())


def test_a_task_keeps_its_number_when_dates_words_and_other_actions_change() -> None:
    before = {one.action.id: one.uid for one in scheduled(long_plan(100)).tasks}
    changed = [replace(one, action="Other", end=date(2031, 1, 1), status="planned") for one in long_plan(100).actions]
    after = {one.action.id: one.uid for one in scheduled(plan_of([*changed[1:], action("B-01")])).tasks}
    assert {name: after[name] for name in before if name != "A-000"} == {
        name: uid for name, uid in before.items() if name != "A-000"
    }


def test_numbers_are_those_that_ms_project_takes_and_never_shared() -> None:
    names = [f"action {number}" for number in range(6000)]
    given = stable_uids(names)
    alone = {name: stable_uids([name])[name] for name in names}
    assert len(set(given.values())) == len(names)
    assert all(0 < uid <= HIGHEST_UID for uid in given.values())
    assert len(set(alone.values())) < len(names)  # some would share one
    assert sum(given[name] != alone[name] for name in names) == len(names) - len(set(alone.values()))


def test_only_files_of_this_program_are_ours() -> None:
    assert is_ours(to_msproject(written_plan())[:4096])
    assert not is_ours(b'<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><SaveVersion>14')


# Another library


@pytest.mark.parametrize("name", ["written", "example", "long"])
def test_another_library_reads_the_same_plan(name: str) -> None:
    plan = plan_named(name)
    read, _ = mpxj_reader.read(to_msproject(plan))
    owners = {one["unique_id"]: one["name"] for one in read["resources"]}
    shares = {one["task_unique_id"]: one for one in read["assignments"]}
    names = {one["unique_id"]: one["text1"] for one in read["tasks"] if "text1" in one}
    found = {}
    for one in read["tasks"]:
        if "text1" not in one:
            continue  # a heading
        share, links = shares.get(one["unique_id"], {}), one.get("predecessors", [])
        assert isinstance(links, list)
        found[one["text1"]] = {
            "name": one["name"],
            "notes": str(one["notes"]).partition("\nStatus")[0],
            "days": (one.get("start"), one.get("finish"), one.get("deadline")),
            "duration": one.get("duration", 0),
            "after": [(names[link["predecessor_task_unique_id"]], link["type"]) for link in links],
            "percent": one.get("percent_complete", 0),
            "active": one.get("active", False),
            "owner": one.get("text8"),
            "resource": owners.get(share.get("resource_unique_id")),
            "work": (one.get("work", 0), share.get("work", 0)),
            "cost": one.get("cost", 0),
            "baseline": tuple(one.get(f"baseline_{part}") for part in ("start", "finish", "work", "cost")),
        }
    assert found == {one.id: expected(one, plan) for one in plan.actions}


@pytest.mark.parametrize("name", ["written", "example", "long"])
def test_scheduled_anew_as_ms_project_does_it_no_task_moves(name: str) -> None:
    before, after = (
        [[one.get(day) for day in ("text1", "start", "finish", "duration")] for one in part["tasks"] if "text1" in one]
        for part in mpxj_reader.read(to_msproject(plan_named(name)))
    )
    assert after == before
    assert scheduled(plan_named(name)).moved == ()


def test_what_begins_before_what_it_waits_for_ends_is_named_and_moves() -> None:
    plan = written_plan(PLAN.replace("end: 2027-08-29", "end: 2027-12-31"))  # A-03 waits for it, from September on
    assert [one.action.id for one in scheduled(plan).moved] == ["A-03"]
    _, anew = mpxj_reader.read(to_msproject(plan))
    starts = {one["text1"]: one.get("start") for one in anew["tasks"] if "text1" in one}
    assert starts["A-03"] == "2028-01-03T08:00:00.0"


def expected(one: PlannedAction, plan: OutgoingPlan) -> dict[str, object]:
    """Say what is to be read of an action, found without the code that wrote it; MPXJ counts time in seconds."""
    first, last = span_of(one, plan.on)
    estimate = (one.person_months or 0) * 160 * HOUR or 8 * HOUR
    duration = 8 * HOUR * weekdays(first, last) if first and last else estimate
    work = pytest.approx(float((one.person_months or 0) * 160 * HOUR), abs=1)
    line = f"{one.id}: {one.action}" + (f"\nOwner: {one.responsible}" if one.responsible else "")
    short = len(one.action) <= 100
    return {
        "name": one.action if short else f"{one.action[:100].rsplit(' ', 1)[0].rstrip(',;:.')}…",
        "notes": line,
        "days": (at(first, "08"), at(last, "17"), at(one.end, "17")),
        "duration": duration,
        "after": [(before, "FS") for before in one.after],
        "percent": {"started": 50, "done": 100, "verified": 100}.get(one.status, 0),
        "active": one.status != "dropped",
        "owner": one.responsible,
        "resource": (one.responsible or "No owner yet").replace(", ", " – ") if one.person_months else None,
        "work": (work, work if one.person_months else duration),
        "cost": pytest.approx(float(one.cost or 0), abs=0.01),
        "baseline": baseline_of(one),
    }


def baseline_of(one: PlannedAction) -> tuple[object, ...]:
    if one.proposed is None:
        return (None, None, None, None)
    first, last = span_of(replace(one, status="planned", start=one.proposed.start, end=one.proposed.end), ON)
    staff, cost = one.proposed.person_months, one.proposed.cost
    work, money = (None if one is None else float(one) or None for one in (staff and staff * 160 * HOUR, cost))
    return (at(first, "08"), at(last, "17"), work, money)  # MPXJ leaves zeros out


def span_of(one: PlannedAction, on: date) -> tuple[date | None, date | None]:
    """Find the first and the last working day of an action, day by day."""
    first, last = one.start, one.end
    if one.status in ("done", "verified"):
        last = one.finished or (last and min(last, on))
        first = min(first, last) if first and last else first
    while first and first.weekday() > 4:
        first += timedelta(days=1)
    while last and last.weekday() > 4:
        last -= timedelta(days=1)
    return first, max(first, last) if first and last else last


def at(day: date | None, hour: str) -> str | None:
    return f"{day}T{hour}:00:00.0" if day else None


def weekdays(first: date, last: date) -> int:
    return sum((first + timedelta(days=number)).weekday() < 5 for number in range((last - first).days + 1))
