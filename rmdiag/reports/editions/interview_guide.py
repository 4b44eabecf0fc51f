"""Write the guide of an interview: the questions of one interlocutor in order, with boxes to tick and room for notes.

An interlocutor with more questions than a half-day holds has one part for each session of the agenda.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.agenda import Session
from rmdiag.reports.compose import bullets, lead
from rmdiag.reports.editions.asking import asked_by_dimension, guided, guided_with_answers
from rmdiag.reports.editions.forms import (
    Wanted,
    attribution,
    closing_lines,
    form_report,
    masthead,
    read_by,
    readers,
    role_name,
    running,
    titled,
)
from rmdiag.reports.editions.telling import NAMES, NO_ATTRIBUTION, Telling
from rmdiag.reports.model import Block, Columns, Group, Keep, Report, Section, Start
from rmdiag.reports.spaces import Room

LAST = 5  # lines at the end of an interview


def interview_guide(tell: Telling, sessions: Sequence[Session], wanted: Wanted) -> Report:
    """Write the guide for the sessions of one interlocutor, in their order."""
    title = tell.say("guide.title", interlocutor=role_name(tell, sessions[0].interlocutor))
    parts = tuple(_part(tell, session, sessions, wanted) for session in sessions)
    return read_by(form_report(tell, "guide", title, parts), readers(tell, sessions[0].interlocutor))


def _part(tell: Telling, session: Session, sessions: Sequence[Session], wanted: Wanted) -> Section:
    name = f"form-interview-{session.part}"
    end = _end(tell, name, len(session.questions))
    lay_out = guided_with_answers if wanted.with_answers else guided
    return Section(
        id=name,
        title=_title(tell, session),
        blocks=tuple(_opening(tell, session, sessions)),
        sections=(*asked_by_dimension(tell, name, session.questions, lay_out), end),
        short_title=running(tell, session.interlocutor, session.part, session.parts),
        start=Start.SAME_PAGE if session.part == 1 else Start.NEW_PAGE,
    )


def _title(tell: Telling, session: Session) -> str:
    who = role_name(tell, session.interlocutor)
    if session.parts == 1:
        return tell.say("guide.title", interlocutor=who)
    part, parts = tell.shown.count(session.part), tell.shown.count(session.parts)
    return tell.say("guide.title_part", interlocutor=who, part=part, parts=parts)


def _opening(tell: Telling, session: Session, sessions: Sequence[Session]) -> Iterator[Block]:
    yield masthead(tell)
    number, every = len(session.questions), sum(len(one.questions) for one in sessions)
    key = "guide.count" if session.parts == 1 else "guide.count_part"
    minutes = tell.shown.count(session.minutes)
    yield lead(tell.count(key, number, minutes=minutes, all=tell.shown.count(every)))
    who = {NO_ATTRIBUTION: "guide.who_unnamed", NAMES: "guide.who_named"}.get(tell.mission.attribution, "guide.who")
    yield Columns(
        left=(Room(label=tell.say("guide.when")), Room(label=tell.say("guide.asked_by"))),
        right=(Room(label=tell.say(who), lines=2),),
    )
    if session.part == 1:
        yield from titled(tell.say("guide.how.title"), bullets(*_how(tell)))


def _how(tell: Telling) -> Iterator[str]:
    yield tell.say("guide.how.purpose", attribution=attribution(tell))
    yield tell.say("guide.how.four")
    yield tell.say("guide.how.confidence")
    yield tell.say("guide.how.no_promise")
    yield tell.say("form.numbers_skip")


def _end(tell: Telling, name: str, questions: int) -> Section:
    lines = closing_lines(questions, LAST)
    rooms = (
        Room(label=tell.say("guide.end.promised"), lines=lines),
        Room(label=tell.say("guide.end.added"), lines=lines),
    )
    block = Group(blocks=(Columns(left=rooms[:1], right=rooms[1:]),), keep=Keep.WHOLE)
    title = tell.say("guide.end.title")
    return Section(id=f"{name}-end", title=title, blocks=(block,), start=Start.WITH_LAST)
