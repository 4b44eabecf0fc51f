"""Lay the questions of a set into the half-days of a mission: who is asked what, when, and by how many teams.

Nothing is left out and nothing is asked twice. Whoever leads the administration opens the first day; the last is for
validation and debrief; between them people on site are met on the day of the field visit, all others in half-days. An
interlocutor with more questions than a half-day holds is asked in several sessions, cut where an indicator ends.
What does not fit is planned for days beyond, and said: no half-day is filled over its minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from rmdiag.questionnaires.model import Question, Questionnaire

LEADS = "executive"  # interlocutors of a framework are roles; these two constants name those that an agenda sets apart
ON_SITE = ("field_office", "nii_unit", "monitoring_room")
DAYS = 5  # of a mission that has no dates
WEEKDAYS = 5
WITH_FIELD_VISIT = 3  # days, from which one of them can be spent on site
HALVES = 2
MOST_TEAMS = 2  # where mission.yaml names no team, or one person alone


class Half(StrEnum):
    """The half of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


BEGINS = {Half.MORNING: 9 * 60, Half.AFTERNOON: 14 * 60}  # minutes from midnight


class Purpose(StrEnum):
    """What a half-day is for."""

    OPENING = "opening"  # the executive first, then interviews
    INTERVIEWS = "interviews"
    FIELD = "field"
    VALIDATION = "validation"
    DEBRIEF = "debrief"
    BEYOND = "beyond"  # interviews for which the mission has no half-day


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long things take, in minutes; all of it is stated on the agenda."""

    question: int = 5  # with the evidence that is looked at
    half_day: int = 180
    opening: int = 60
    closing: int = 60  # of a mission of a single day
    between: int = 10  # two interviews of one team in one half-day
    shortest: int = 20  # an interview, however few its questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One interlocutor with the questions of the set that are theirs, in the order of the set."""

    interlocutor: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What one interlocutor is asked in one sitting: part 1 of 3, with so many minutes."""

    interlocutor: str
    part: int
    parts: int
    questions: tuple[Question, ...]
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """A session in its place: which team, and after how many minutes of the half-day it begins."""

    session: Session
    team: int  # from 1
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One half-day: `minutes` are those that interviews may fill, after an opening or before a closing."""

    day: int  # from 1
    half: Half
    purpose: Purpose
    minutes: int
    begins: int = 0  # minutes of the half-day before its interviews
    on: date | None = None  # None: the mission has no dates
    sittings: tuple[Sitting, ...] = ()

    @property
    def used(self) -> int:
        """The minutes at which the last of its interviews ends."""
        return max((one.after + one.session.minutes for one in self.sittings), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """Half-days in order, and whether they hold everything."""

    slots: tuple[Slot, ...]
    pace: Pace
    teams: int  # that interview at the same time
    days: int  # of the mission, without those beyond

    @property
    def sittings(self) -> tuple[Sitting, ...]:
        """Every sitting, in order of time."""
        return tuple(one for slot in self.slots for one in slot.sittings)

    @property
    def beyond(self) -> tuple[Slot, ...]:
        """The half-days that the mission does not have."""
        return tuple(slot for slot in self.slots if slot.purpose is Purpose.BEYOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """The check of an agenda against its set: ids of questions that it lacks, repeats or adds."""

    asked: int
    missing: tuple[str, ...]
    repeated: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every question of the set is asked once, and no other."""
        return not (self.missing or self.repeated or self.added)


def asked_of(questionnaire: Questionnaire, chosen: str | None) -> tuple[Asked, ...]:
    """Give every interlocutor to whom a set has questions, in the framework's order; an unlisted one comes last."""
    named = questionnaire.sets.get(chosen or "")
    order = questionnaire.questions if named is None else named.questions
    found: dict[str, list[Question]] = {identity: [] for identity in questionnaire.framework.interlocutors}
    for question in (questionnaire.questions[identity] for identity in order if identity in questionnaire.questions):
        found.setdefault(question.ask, []).append(question)
    return tuple(Asked(interlocutor=who, questions=tuple(what)) for who, what in found.items() if what)


def working_days(start: date | None, end: date | None) -> tuple[tuple[date | None, ...], tuple[date, ...]]:
    """Give the days of a mission, and those left free: Saturdays and Sundays of one that is longer than a week's work.

    Without dates these are five days that have none.
    """
    if start is None:
        return (None,) * DAYS, ()
    last = start if end is None else end
    every = tuple(start + timedelta(days=number) for number in range((last - start).days + 1))
    free = tuple(day for day in every if day.weekday() >= WEEKDAYS) if len(every) > WEEKDAYS else ()
    return tuple(day for day in every if day not in free), free


def sessions_of(asked: Asked, pace: Pace, most: int) -> tuple[Session, ...]:
    """Cut what one interlocutor is asked into sessions of at most so many minutes, as equal as indicators allow."""
    cap = max(most // pace.question, 1)
    cuts = _cuts(asked.questions, cap)
    pieces = [asked.questions[first:last] for first, last in pairwise((0, *cuts, len(asked.questions)))]
    return tuple(
        Session(
            interlocutor=asked.interlocutor,
            part=number,
            parts=len(pieces),
            questions=piece,
            minutes=max(len(piece) * pace.question, min(pace.shortest, most)),
        )
        for number, piece in enumerate(pieces, start=1)
    )


def make_agenda(asked: Sequence[Asked], days: Sequence[date | None], pace: Pace | None = None, team: int = 0) -> Agenda:
    """Give every session a half-day; `team` is the number of people who can interview.

    As few interviews as possible are held at the same time. Raises ValueError for no day, and where a half-day with an
    opening, or a closing, has no room for a single question. Where the days are too few, the shortest interviews are
    as short as their questions.
    """
    keeps = pace or Pace()
    agenda = _agenda(asked, days, keeps, team)
    return _agenda(asked, days, replace(keeps, shortest=0), team) if agenda.beyond else agenda


def covering(agenda: Agenda, asked: Iterable[Asked]) -> Covering:
    """Hold an agenda against the questions that it is for."""
    wanted = [question.id for one in asked for question in one.questions]
    planned = [question.id for sitting in agenda.sittings for question in sitting.session.questions]
    return Covering(
        asked=len(wanted),
        missing=tuple(identity for identity in wanted if identity not in set(planned)),
        repeated=tuple(sorted({identity for identity in planned if planned.count(identity) > 1})),
        added=tuple(identity for identity in planned if identity not in set(wanted)),
    )


def _agenda(asked: Sequence[Asked], days: Sequence[date | None], keeps: Pace, team: int) -> Agenda:
    on_site = any(one.interlocutor in ON_SITE for one in asked)
    slots = tuple(_half_days(days, keeps, on_site=on_site))
    if (
        not slots
        or min(slot.minutes for slot in slots if slot.minutes or slot.purpose is Purpose.OPENING) < keeps.question
    ):
        message = "a half-day must hold at least one question"
        raise ValueError(message)
    ordered = sorted(asked, key=lambda one: one.interlocutor != LEADS)
    sessions = tuple(session for one in ordered for session in sessions_of(one, keeps, _most(one, slots)))
    filled = _fewest_teams(slots, sessions, keeps, max(team, MOST_TEAMS))
    teams = max((one.team for slot in filled for one in slot.sittings), default=1)
    return Agenda(slots=filled, pace=keeps, teams=teams, days=len(days))


def _cuts(questions: Sequence[Question], cap: int) -> tuple[int, ...]:
    """Say before which questions a new session begins: near equal parts, where an indicator ends if it can be."""
    whole = len(questions)
    parts = -(-whole // cap)
    ends = {place for place in range(1, whole) if questions[place].indicator != questions[place - 1].indicator}
    cuts: list[int] = []
    for number in range(1, parts):
        before = cuts[-1] if cuts else 0
        first, last = max(before + 1, whole - cap * (parts - number)), before + cap
        ideal = whole * number // parts
        reach = [place for place in range(first, last + 1) if place in ends] or range(first, last + 1)
        cuts.append(min(reach, key=lambda place: (abs(place - ideal), place)))
    return tuple(cuts)


def _most(asked: Asked, slots: Sequence[Slot]) -> int:
    """Give the minutes of the longest half-day open to somebody; those who lead have the opening one."""
    if asked.interlocutor == LEADS:
        return slots[0].minutes
    return max(slots[place].minutes for place in _open_to(asked.interlocutor, slots))


def _open_to(interlocutor: str, slots: Sequence[Slot]) -> tuple[int, ...]:
    """Say in which half-days somebody is met: on site on the day of the field visit, all others on the rest."""
    visit = tuple(place for place, slot in enumerate(slots) if slot.purpose is Purpose.FIELD)
    if interlocutor in ON_SITE and visit:
        return visit
    return tuple(place for place, slot in enumerate(slots) if slot.minutes and place not in visit)


def _half_days(days: Sequence[date | None], pace: Pace, *, on_site: bool) -> Iterator[Slot]:
    """Give the half-days of a mission before anybody is asked; a day has a morning and an afternoon."""
    whole = len(days)
    visit = whole // HALVES + 1 if on_site and whole >= WITH_FIELD_VISIT else 0
    for number, day in enumerate(days, start=1):
        for half in Half:
            yield _half_day(
                pace,
                Slot(
                    day=number, half=half, purpose=_purpose(number, half, whole, visit), minutes=pace.half_day, on=day
                ),
                whole,
            )


def _purpose(day: int, half: Half, whole: int, visit: int) -> Purpose:
    if day == 1 and half is Half.MORNING:
        return Purpose.OPENING
    if day == whole and half is Half.AFTERNOON:
        return Purpose.DEBRIEF
    if day == whole and whole >= WITH_FIELD_VISIT:
        return Purpose.VALIDATION
    return Purpose.FIELD if day == visit else Purpose.INTERVIEWS


def _half_day(pace: Pace, slot: Slot, whole: int) -> Slot:
    """Take what an opening or a closing needs from the minutes of a half-day; the last day of several is full of it."""
    match slot.purpose:
        case Purpose.OPENING:
            return replace(slot, minutes=pace.half_day - pace.opening, begins=pace.opening)
        case Purpose.VALIDATION:
            return replace(slot, minutes=0)
        case Purpose.DEBRIEF:
            return replace(slot, minutes=pace.half_day - pace.closing if whole == 1 else 0)
        case _:
            return slot


def _fewest_teams(slots: tuple[Slot, ...], sessions: Sequence[Session], pace: Pace, most: int) -> tuple[Slot, ...]:
    """Add teams until nothing lies beyond the mission; then let the day of the field visit and the rest mix."""
    ways = (*(_Way(teams=teams) for teams in range(1, most + 1)), _Way(teams=most, anywhere=True))
    best: tuple[Slot, ...] = ()
    for way in ways:
        filled = slots
        for session in sessions:
            filled = _with(filled, session, pace, way)
        if len(filled) == len(slots):
            return filled
        if not best or len(filled) < len(best):
            best = filled
    return best


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way to fill half-days: with so many teams, and everybody on any day where it cannot be helped."""

    teams: int
    anywhere: bool = False


def _with(slots: tuple[Slot, ...], session: Session, pace: Pace, way: _Way) -> tuple[Slot, ...]:
    """Put a session into the first half-day that has room for it, after the earlier sessions of the same people."""
    met = [place for place, slot in enumerate(slots) if _meets(slot, session.interlocutor)]
    own = _open_to(session.interlocutor, slots)
    after = met[-1] if met else -1
    others = [place for place in reversed(range(len(slots))) if way.anywhere and place not in own]
    for place in (place for place in (*own, *others) if place > after):
        sitting = _sitting(slots[place], session, pace, way.teams)
        if sitting is not None:
            grown = replace(slots[place], sittings=(*slots[place].sittings, sitting))
            return (*slots[:place], grown, *slots[place + 1 :])
    return (*slots, _one_more(slots[-1], session, pace))


def _one_more(last: Slot, session: Session, pace: Pace) -> Slot:
    """Give the half-day after the last one, with a session for which there was no room."""
    ends_day = last.half is Half.AFTERNOON
    return Slot(
        day=last.day + ends_day,
        half=Half.MORNING if ends_day else Half.AFTERNOON,
        purpose=Purpose.BEYOND,
        minutes=pace.half_day,
        sittings=(Sitting(session=session, team=1, after=0),),
    )


def _sitting(slot: Slot, session: Session, pace: Pace, teams: int) -> Sitting | None:
    """Place a session behind what a team already does in a half-day; all teams wait for those who lead."""
    starts = dict.fromkeys(range(1, teams + 1), 0)
    for one in slot.sittings:
        waiting = starts if one.session.interlocutor == LEADS else (one.team,)
        for team in waiting:
            starts[team] = max(starts[team], one.after + one.session.minutes + pace.between)
    team = min(starts, key=lambda number: (starts[number], number))
    fits = starts[team] + session.minutes <= slot.minutes and not _meets(slot, session.interlocutor)
    return Sitting(session=session, team=team, after=starts[team]) if fits else None


def _meets(slot: Slot, interlocutor: str) -> bool:
    return any(one.session.interlocutor == interlocutor for one in slot.sittings)
