"""Write the dates of a plan as iCalendar (RFC 5545), so that importing the file again updates what was imported before.

An event keeps its UID for ever. Where an earlier export is at hand, an event that says the same keeps its SEQUENCE and
its stamps, one that says something else gets the next SEQUENCE, and one that is gone stays in the file as cancelled.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum, StrEnum, auto
from uuid import uuid5

from icalendar import Alarm, Calendar, Event, vText

from rmdiag.assessment.actions import DECLARED, PlannedAction
from rmdiag.assessment.exchange.outgoing import OutgoingPlan, plain, shortened
from rmdiag.tongue import marked, phrase

PRODUCT = "-//rmdiag//Adopted plan//EN"
WARNING = timedelta(days=14)  # how long before an action is due its owner is reminded
LONGEST_SUMMARY = 80
_PLAN = "X-WR-RELCALID"  # which plan a calendar holds
_STAMPS = ("SEQUENCE", "DTSTAMP", "LAST-MODIFIED")
_DROPPED = "dropped"


class Moment(StrEnum):
    """The two days of an action that get an event."""

    BEGINS = "begins"
    DUE = "due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """A calendar as it is written, and how many of its events are new, changed, as they were, or gone."""

    content: bytes
    new: int
    changed: int
    same: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierDates:
    """What an earlier export held: events by UID, and the identity of their plan."""

    plan: str
    events: Mapping[str, Event]

    def are_of(self, plan: OutgoingPlan) -> bool:
        """Say whether they are of a plan."""
        return self.plan == str(plan.identity)


def is_ours(head: bytes) -> bool:
    """Say whether a file begins as a calendar that was written here."""
    return head.startswith(b"BEGIN:VCALENDAR") and f"PRODID:{PRODUCT}".encode() in head


def read_earlier(content: bytes) -> EarlierDates | None:
    """Read an earlier export back; None when it is none, or is damaged."""
    try:
        calendar = Calendar.from_ical(content)
        events = {str(event["UID"]): event for event in calendar.events}
        sequences = [_sequence(event) for event in events.values()]
    except (ValueError, LookupError, AttributeError, TypeError):  # whatever a damaged file makes of the parser
        return None
    if str(calendar.get("PRODID")) != PRODUCT or min(sequences, default=0) < 0:
        return None
    return EarlierDates(plan=str(calendar.get(_PLAN, "")), events=events)


def to_calendar(plan: OutgoingPlan, earlier: EarlierDates | None = None) -> Dates:
    """Write a plan's dates, with regard to an earlier export of the same plan."""
    before = {} if earlier is None else earlier.events
    events = {one.uid: one.event() for one in _appointments(plan)}
    calendar, fates = _empty(plan), Counter[_Fate]()
    for uid, event in [*events.items(), *_cancelled(before, events)]:
        old = before.get(uid)
        fate = _fate(event, old, planned=uid in events)
        fates[fate] += 1
        kept = old if old is not None and fate is _Fate.SAME else event
        if kept is event:
            _stamp(event, plan.on, 0 if old is None else _sequence(old) + 1)
        calendar.add_component(kept)
    return Dates(
        content=calendar.to_ical(),
        new=fates[_Fate.NEW],
        changed=fates[_Fate.CHANGED],
        same=fates[_Fate.SAME],
        gone=fates[_Fate.GONE],
    )


def _empty(plan: OutgoingPlan) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(plan.title))
    calendar.add(_PLAN, vText(str(plan.identity)))
    return calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class _Appointment:
    """One of the two days of an action."""

    plan: OutgoingPlan
    action: PlannedAction
    moment: Moment
    day: date

    @property
    def uid(self) -> str:
        """Its identity, which neither dates nor words nor the place of the mission's folder can change."""
        return str(uuid5(self.plan.identity, json.dumps([self.moment.value, self.action.id])))

    def event(self) -> Event:
        """Give the event without its stamps. It names no day but its own: a date that moves changes one event."""
        event, action = Event(), self.action
        event.add("uid", self.uid)
        event.add("dtstart", self.day)
        event.add("dtend", self.day + timedelta(days=1))  # the first day on which it is over
        event.add("summary", _summary(action, self.moment))
        event.add("description", "\n".join([*self.plan.words(action), self.plan.title]))
        event.add("categories", list(_categories(self.plan, action)))
        event.add("status", "CANCELLED" if action.status == _DROPPED else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        if self.moment is Moment.DUE and action.status not in (*DECLARED, _DROPPED):
            event.add_component(_alarm(action))
        return event


class _Fate(Enum):
    """What became of an event since the earlier export."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()
    GONE = auto()


def _appointments(plan: OutgoingPlan) -> Iterator[_Appointment]:
    for action in plan.actions:
        for moment, day in ((Moment.BEGINS, action.start), (Moment.DUE, action.end)):
            if day is not None:
                yield _Appointment(plan=plan, action=action, moment=moment, day=day)


def _summary(action: PlannedAction, moment: Moment) -> str:
    """Say in short what happens to which action; a state that leaves nothing to do stands beside it."""
    values = {"action": f"{action.id} {action.action}", "status": phrase(action.status)}
    if action.status in (*DECLARED, _DROPPED):
        words = {Moment.BEGINS: marked("Begins ({status}): {action}"), Moment.DUE: marked("Due ({status}): {action}")}
    else:
        words = {Moment.BEGINS: marked("Begins: {action}"), Moment.DUE: marked("Due: {action}")}
    return shortened(phrase(words[moment], **values), LONGEST_SUMMARY)


def _categories(plan: OutgoingPlan, action: PlannedAction) -> Iterator[str]:
    yield phrase(action.status).capitalize()
    dimension = plan.dimension(action)
    if dimension is not None:
        yield plain(dimension.title)


def _alarm(action: PlannedAction) -> Alarm:
    alarm = Alarm()
    words = phrase("Due in two weeks: {action}", action=f"{action.id} {action.action}")
    alarm.add("action", "DISPLAY")
    alarm.add("description", shortened(words, LONGEST_SUMMARY))
    alarm.add("trigger", -WARNING)
    return alarm


def _cancelled(before: Mapping[str, Event], events: Mapping[str, Event]) -> Iterator[tuple[str, Event]]:
    """Cancel what an earlier export held and the plan no longer has."""
    for uid in sorted(before.keys() - events.keys()):
        event = deepcopy(before[uid])
        event.subcomponents = []  # no alarm
        event["STATUS"] = vText("CANCELLED")
        yield uid, event


def _fate(event: Event, old: Event | None, *, planned: bool) -> _Fate:
    if old is None:
        return _Fate.NEW
    if _content(old) == _content(event):
        return _Fate.SAME
    return _Fate.CHANGED if planned else _Fate.GONE


def _content(event: Event) -> bytes:
    """Give what an event says, without its stamps."""
    bare = deepcopy(event)
    for stamp in _STAMPS:
        bare.pop(stamp, None)
    return bytes(bare.to_ical())


def _stamp(event: Event, on: date, sequence: int) -> None:
    moment = datetime.combine(on, time(), UTC)
    for stamp in _STAMPS:
        event.pop(stamp, None)
    event.add("sequence", sequence)
    event.add("dtstamp", moment)
    event.add("last-modified", moment)


def _sequence(event: Event) -> int:
    return int(str(event.get("SEQUENCE", 0)))
