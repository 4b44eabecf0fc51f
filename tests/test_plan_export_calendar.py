"""A plan's dates leave as iCalendar, and come again as updates: read back by three readers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import calendar_lines
import pytest
import vobject
from calendar_lines import Component
from exported_plans import PLAN, action, long_plan, plan_of, some_actions, written_plan
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.exchange.calendar import Dates, EarlierDates, is_ours, read_earlier, to_calendar
from rmdiag.assessment.exchange.outgoing import OutgoingPlan

LATER = date(2027, 9, 1)


def earlier(dates: Dates) -> EarlierDates:
    read = read_earlier(dates.content)
    assert read is not None
    return read


def events(content: bytes) -> dict[str, Component]:
    """Give the events by the beginning of their summary, such as `Due: A-01`."""
    found = [one for one in calendar_lines.read(content).inside if one.name == "VEVENT"]
    return {" ".join(one.text("SUMMARY").split(" ")[:2]): one for one in found if "(" not in one.text("SUMMARY")} | {
        " ".join(one.text("SUMMARY").split(" ")[:3]): one for one in found if "(" in one.text("SUMMARY")
    }


def sequences(content: bytes) -> dict[str, int]:
    return {one.properties["UID"]: int(one.properties["SEQUENCE"]) for one in calendar_lines.read(content).inside}


def uids(plan: OutgoingPlan) -> list[str]:
    return [one.properties["UID"] for one in calendar_lines.read(to_calendar(plan).content).inside]


WRITTEN = events(to_calendar(written_plan()).content)


# What an event says


def test_an_action_begins_and_is_due_on_whole_days() -> None:
    begins, due = WRITTEN["Begins: A-03"], WRITTEN["Due: A-03"]
    days = [one.properties[f"{name};VALUE=DATE"] for one in (begins, due) for name in ("DTSTART", "DTEND")]
    assert days == ["20270904", "20270905", "20291231", "20300101"]
    assert {one.properties["TRANSP"] for one in WRITTEN.values()} == {"TRANSPARENT"}


def test_an_action_with_one_date_has_one_event_and_one_without_dates_has_none() -> None:
    assert [name for name in WRITTEN if "A-05" in name or "A-06" in name] == ["Due: A-06"]


def test_what_is_done_says_so_and_what_was_dropped_is_cancelled() -> None:
    assert {name: one.properties["STATUS"] for name, one in WRITTEN.items() if "(" in name} == {
        "Begins (done): A-01": "CONFIRMED",
        "Due (done): A-01": "CONFIRMED",
        "Begins (dropped): A-04": "CANCELLED",
        "Due (dropped): A-04": "CANCELLED",
    }


def test_two_weeks_before_it_is_due_there_is_a_reminder_of_what_is_not_done_yet() -> None:
    reminded = {name: one.inside[0].properties for name, one in WRITTEN.items() if one.inside}
    assert list(reminded) == ["Due: A-02", "Due: A-03", "Due: A-06"]
    assert reminded["Due: A-03"] == {
        "ACTION": "DISPLAY",
        "TRIGGER": "-P14D",
        "DESCRIPTION": "Due in two weeks: A-03 Select by risk",
    }


def test_an_event_tells_the_owner_what_it_takes_what_it_yields_and_when_it_is_complete() -> None:
    assert WRITTEN["Due (done): A-01"].text("DESCRIPTION").split("\n") == [
        "A-01: Do it",
        "Owner: Director General",
        "Status: done",
        "Yields: A text",
        "Complete when: It is there",
        "Lifts: LAW-01 A signed policy",
        "Person-months: 2",
        "Cost: 1\N{NO-BREAK SPACE}500.5 XKD",
        "Funding: State budget 2027",
        "Kestoria Customs: risk management plan, round 2026",
    ]
    assert "Waits for: A-01 Do it; A-02 Write a plan" in WRITTEN["Begins: A-03"].text("DESCRIPTION")


def test_reasons_notes_and_evidence_stay_out_of_calendars() -> None:
    content = to_calendar(written_plan()).content
    assert b"Sold" not in content
    assert b"Second line" not in content


def test_events_are_sorted_by_status_and_dimension() -> None:
    assert WRITTEN["Due: A-02"].texts("CATEGORIES") == ["Started", "Law and policy"]
    assert WRITTEN["Due: A-06"].texts("CATEGORIES") == ["Planned"]


def test_the_calendar_has_a_name_and_is_published() -> None:
    whole = calendar_lines.read(to_calendar(written_plan()).content)
    assert whole.text("X-WR-CALNAME") == "Kestoria Customs: risk management plan, round 2026"
    assert (whole.properties["METHOD"], whole.properties["VERSION"]) == ("PUBLISH", "2.0")


# Identity


def test_no_two_events_share_an_identity() -> None:
    given = uids(long_plan())
    assert len(set(given)) == len(given) == 600


def test_an_event_is_the_same_wherever_the_folder_lies_whenever_it_is_and_whatever_it_says() -> None:
    plan = plan_of([action()])
    moved = plan_of([action(start=LATER, end=LATER, action="Other words", status="started")], on=LATER)
    moved = replace(moved, mission=replace(moved.mission, name="another-folder", as_of=LATER, edition="2"))
    assert uids(moved) == uids(plan)


def test_the_same_action_of_another_mission_is_another_event() -> None:
    plan = plan_of([action()])
    own = plan.mission
    others = [
        replace(own, country="XL"),
        replace(own, administration="Ostreva Customs"),
        replace(own, round="2030"),
        replace(own, framework="other"),
        replace(own, set="rapid"),
    ]
    for other in others:
        assert not set(uids(replace(plan, mission=other))) & set(uids(plan))


def test_how_an_administration_is_spelt_in_capitals_makes_no_other_events() -> None:
    plan = plan_of([action()])
    assert uids(replace(plan, mission=replace(plan.mission, administration="KESTORIA customs"))) == uids(plan)


# Importing again


def test_the_same_plan_on_the_same_day_gives_the_same_bytes() -> None:
    assert to_calendar(written_plan()) == to_calendar(written_plan())


def test_a_plan_that_has_not_changed_gives_the_same_bytes_on_a_later_day() -> None:
    first = to_calendar(long_plan())
    again = to_calendar(long_plan(on=LATER), earlier(first))
    assert again.content == first.content
    assert (again.new, again.changed, again.same, again.gone) == (0, 0, 600, 0)


def test_stamps_are_of_the_day_on_which_an_event_changed() -> None:
    first = to_calendar(written_plan())
    later = to_calendar(written_plan(PLAN.replace("end: 2029-12-31", "end: 2029-11-30"), LATER), earlier(first))
    stamps = {
        name: (one.properties["DTSTAMP"], one.properties["LAST-MODIFIED"])
        for name, one in events(later.content).items()
    }
    assert stamps.pop("Due: A-03") == ("20270901T000000Z", "20270901T000000Z")
    assert set(stamps.values()) == {("20270415T000000Z", "20270415T000000Z")}


@given(st.data())
def test_a_date_that_moves_raises_the_sequence_of_its_own_event_alone(data: st.DataObject) -> None:
    plan = plan_of(data.draw(some_actions(dated=True)))
    place = data.draw(st.integers(0, len(plan.actions) - 1))
    key = data.draw(st.sampled_from(["start", "end"]))
    first = to_calendar(plan)
    moved = list(plan.actions)
    moved[place] = replace(moved[place], **{key: getattr(moved[place], key) + timedelta(days=1)})
    again = to_calendar(plan_of(moved, LATER), earlier(first))
    before, after = sequences(first.content), sequences(again.content)
    raised = [uid for uid in after if after[uid] != before[uid]]
    assert [after[uid] for uid in raised] == [1]
    assert again.changed == 1
    day = getattr(moved[place], key)
    changed = next(one for one in calendar_lines.read(again.content).inside if one.properties["UID"] == raised[0])
    assert changed.properties["DTSTART;VALUE=DATE"] == day.isoformat().replace("-", "")


def test_an_event_that_is_gone_stays_as_cancelled_without_a_reminder_and_comes_back_as_a_change() -> None:
    plan = plan_of([action("A-01", status="planned"), action("A-02", status="planned")])
    without = replace(plan, mission=replace(plan.mission, actions=plan.actions[:1]), on=LATER)
    first = to_calendar(plan)
    second = to_calendar(without, earlier(first))
    assert (second.same, second.gone) == (2, 2)
    gone = [one for one in calendar_lines.read(second.content).inside if one.properties["STATUS"] == "CANCELLED"]
    assert [(one.properties["SEQUENCE"], one.inside) for one in gone] == [("1", []), ("1", [])]
    third = to_calendar(replace(without, on=LATER + timedelta(days=1)), earlier(second))
    assert third.content == second.content
    back = to_calendar(plan, earlier(third))
    assert sorted(sequences(back.content).values()) == [0, 0, 2, 2]
    assert b"CANCELLED" not in back.content


def test_a_date_that_is_taken_out_cancels_its_event() -> None:
    first = to_calendar(plan_of([action()]))
    second = to_calendar(plan_of([action(end=None)]), earlier(first))
    assert (second.same, second.gone) == (1, 1)


def test_an_event_that_somebody_edited_in_the_file_is_put_right_as_a_change() -> None:
    first = to_calendar(plan_of([action()]))
    edited = read_earlier(first.content.replace(b"Do it", b"Do it not"))
    assert to_calendar(plan_of([action()]), edited).changed == 2


def test_an_earlier_export_knows_its_plan() -> None:
    plan = plan_of([action()])
    other = replace(plan, mission=replace(plan.mission, round="2030"))
    assert earlier(to_calendar(plan)).are_of(plan)
    assert not earlier(to_calendar(plan)).are_of(other)


@given(st.data())
def test_a_damaged_export_is_refused_and_never_raises(data: st.DataObject) -> None:
    content = bytearray(to_calendar(written_plan()).content)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    read = read_earlier(bytes(content))
    if read is not None:
        assert to_calendar(written_plan(), read).content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"BEGIN:VCALENDAR\r\nPRODID:-//Another//Program//EN\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        to_calendar(written_plan()).content.replace(b"SEQUENCE:0", b"SEQUENCE:-1"),
        to_calendar(written_plan()).content.replace(b"SEQUENCE:0", b"SEQUENCE:first"),
        to_calendar(written_plan()).content[:-200],
    ],
)
def test_what_is_no_whole_export_is_not_gone_on_from(content: bytes) -> None:
    assert read_earlier(content) is None


def test_only_calendars_of_this_program_are_ours() -> None:
    assert is_ours(to_calendar(written_plan()).content[:4096])
    assert not is_ours(b"BEGIN:VCALENDAR\r\nPRODID:-//Another//Program//EN\r\n")
    assert not is_ours(b"actions:\n  - id: A-01\n")


# Readers


@pytest.mark.parametrize("size", [0, 1, 300])
def test_plans_of_any_size_are_read_by_every_reader(size: int) -> None:
    content = to_calendar(long_plan(size)).content
    by_icalendar = Calendar.from_ical(content).events
    by_vobject = list(vobject.readOne(content.decode()).contents.get("vevent", []))
    by_hand = calendar_lines.read(content).inside
    assert len(by_icalendar) == len(by_vobject) == len(by_hand) == 2 * size


@given(some_actions())
def test_every_reader_finds_the_same_words_and_days_whatever_the_characters(
    actions: tuple[PlannedAction, ...],
) -> None:
    plan = plan_of(actions)
    content = to_calendar(plan).content
    library = [
        (str(e["UID"]), str(e["SUMMARY"]), str(e["DESCRIPTION"]), e.start, len(e.walk("VALARM")))
        for e in Calendar.from_ical(content).events
    ]
    other = [
        (e.uid.value, e.summary.value, e.description.value, e.dtstart.value, len(e.contents.get("valarm", [])))
        for e in vobject.readOne(content.decode()).contents.get("vevent", [])
    ]
    own = [
        (
            e.properties["UID"],
            e.text("SUMMARY"),
            e.text("DESCRIPTION"),
            datetime.strptime(e.properties["DTSTART;VALUE=DATE"], "%Y%m%d").date(),  # noqa: DTZ007 # a day has no zone
            len(e.inside),
        )
        for e in calendar_lines.read(content).inside
    ]
    assert library == own == other
    told = [("\n".join([*plan.words(one), plan.title])) for one in plan.actions for day in (one.start, one.end) if day]
    assert [description for _, _, description, _, _ in own] == told
