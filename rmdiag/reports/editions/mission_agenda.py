"""Write the agenda of a mission: who is met when, about what, and the check that every question is asked once."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.agenda import BEGINS, LEADS, Agenda, Covering, Half, Purpose, Session, Sitting, Slot
from rmdiag.reports.compose import cell, group_row, lead, para, row, runs, strong, total_row
from rmdiag.reports.editions.forms import definition, form_report, leads, masthead, role_name, short_round
from rmdiag.reports.editions.telling import Telling
from rmdiag.reports.model import (
    Align,
    Block,
    Callout,
    CalloutKind,
    Cell,
    Column,
    Definition,
    Definitions,
    Density,
    Report,
    Row,
    Section,
    Start,
    Table,
)
from rmdiag.reports.spaces import Room

NAME = "form-agenda"
HOUR = 60  # minutes
COLUMNS = 5


def mission_agenda(tell: Telling, agenda: Agenda, check: Covering, free: tuple[str, ...] = ()) -> Report:
    """Write an agenda with the check of it; `free` names days within the mission that are left free."""
    title = tell.say("agenda.title")
    short = tell.say("agenda.short", round=short_round(tell))
    programme = Section(id=NAME, title=title, blocks=tuple(_programme(tell, agenda, free)), short_title=short)
    checked = Section(
        id=f"{NAME}-check",
        title=tell.say("agenda.check.title"),
        blocks=tuple(_check(tell, agenda, check)),
        short_title=short,
        start=Start.NEW_PAGE,
    )
    return form_report(tell, "agenda", title, (programme, checked))


def _programme(tell: Telling, agenda: Agenda, free: tuple[str, ...]) -> Iterator[Block]:
    yield masthead(tell)
    chosen = tell.questionnaire.sets.get(tell.mission.set)
    yield lead(
        tell.count(
            "agenda.opening",
            agenda.days,
            set=tell.framework.title if chosen is None else chosen.title,
            questions=tell.count("agenda.questions", sum(len(s.session.questions) for s in agenda.sittings)),
            sittings=tell.count("agenda.sittings", len(agenda.sittings)),
        )
    )
    if agenda.beyond:
        words = tell.count("agenda.beyond", len(agenda.beyond))
        title = tell.say("agenda.beyond.title")
        yield Callout(kind=CalloutKind.WARNING, title=title, blocks=(para(words),))
    yield Table(
        id="programme",
        caption=tell.say("agenda.caption"),
        columns=(
            Column(title=tell.say("agenda.column.time"), width=28),
            Column(title=tell.say("agenda.column.who"), width=49, heads_rows=True),
            Column(title=tell.say("agenda.column.about"), width=69),
            Column(title=tell.say("agenda.column.questions"), width=19, align=Align.END),
            Column(title=tell.say("agenda.column.team"), width=14, align=Align.CENTRE),
        ),
        rows=tuple(line for slot in agenda.slots for line in _half_day(tell, slot, agenda)),
        label="",
    )
    if agenda.teams > 1:
        numbers = range(1, agenda.teams + 1)
        yield from (Room(label=tell.say("agenda.team", number=tell.shown.count(number))) for number in numbers)
    yield para(strong(tell.say("agenda.pace.title")))
    yield Definitions(entries=tuple(_pace(tell, agenda, free)))


def _half_day(tell: Telling, slot: Slot, agenda: Agenda) -> Iterator[Row]:
    half = tell.say(f"agenda.half.{slot.half.value}", day=_day(tell, slot))
    yield group_row(COLUMNS, half)
    every = _all_teams(tell, agenda)
    if slot.purpose is Purpose.OPENING:
        yield _line(_time(tell, slot, -slot.begins, 0), _who_leads(tell), tell.say("agenda.row.opening"), every)
    for sitting in sorted(slot.sittings, key=lambda one: (one.after, one.team)):
        yield _interview(tell, slot, sitting, agenda)
    yield from _rest(tell, slot, agenda, every)


def _interview(tell: Telling, slot: Slot, sitting: Sitting, agenda: Agenda) -> Row:
    session = sitting.session
    own = tell.shown.count(sitting.team) if agenda.teams > 1 else ""
    return row(
        _time(tell, slot, sitting.after, sitting.after + session.minutes),
        _name(tell, session),
        _about(tell, session),
        tell.shown.count(len(session.questions)),
        _all_teams(tell, agenda) if session.interlocutor == LEADS else own,
    )


def _all_teams(tell: Telling, agenda: Agenda) -> str:
    """Name the teams that sit together; nothing where there is one."""
    return "" if agenda.teams == 1 else tell.shown.listed([tell.shown.count(n) for n in range(1, agenda.teams + 1)])


def _rest(tell: Telling, slot: Slot, agenda: Agenda, every: str) -> Iterator[Row]:
    """Say what a half-day is for besides interviews, or what it is kept free for."""
    ends = agenda.pace.half_day - slot.begins
    match slot.purpose:
        case Purpose.FIELD:
            when = _time(tell, slot, slot.used, ends) if slot.used < ends else ""
            yield _line(when, tell.say("agenda.on_site"), tell.say("agenda.row.field"), every)
        case Purpose.VALIDATION:
            yield _line(
                _time(tell, slot, 0, ends), tell.say("agenda.everybody"), tell.say("agenda.row.validation"), every
            )
        case Purpose.DEBRIEF:
            key = "agenda.row.debrief" if _validated_apart(agenda) else "agenda.row.closing"
            yield _line(_time(tell, slot, slot.minutes, ends), _who_leads(tell), tell.say(key), every)
        case Purpose.INTERVIEWS if not slot.sittings:
            yield _line(_time(tell, slot, 0, ends), tell.say("agenda.mission_team"), tell.say("agenda.row.free"), every)


def _validated_apart(agenda: Agenda) -> bool:
    return any(slot.purpose is Purpose.VALIDATION for slot in agenda.slots)


def _line(when: str, who: str, about: str, team: str) -> Row:
    return row(when, who, about, "", team)


def _who_leads(tell: Telling) -> str:
    return leads(tell) or tell.mission.administration


def _name(tell: Telling, session: Session) -> str:
    who = role_name(tell, session.interlocutor)
    if session.parts == 1:
        return who
    part, parts = tell.shown.count(session.part), tell.shown.count(session.parts)
    return tell.say("agenda.part", interlocutor=who, part=part, parts=parts)


def _about(tell: Telling, session: Session) -> str:
    """Name the dimensions that the questions of a session belong to, in their order."""
    indicators = tell.framework.indicators
    touched = dict.fromkeys(indicators[q.indicator].dimension for q in session.questions if q.indicator in indicators)
    short = {dimension.id: dimension.short for dimension in tell.framework.dimensions}
    return tell.say("list.semicolon").join(short[dimension] for dimension in touched)


def _day(tell: Telling, slot: Slot) -> str:
    number = tell.shown.count(slot.day)
    if slot.purpose is Purpose.BEYOND:
        return tell.say("agenda.beyond_day", number=number)
    if slot.on is None:
        return tell.say("agenda.day", number=number)
    return tell.say("agenda.day_dated", number=number, date=tell.shown.weekday(slot.on))


def _time(tell: Telling, slot: Slot, first: int, last: int) -> str:
    begins = BEGINS[slot.half] + slot.begins
    return tell.say("agenda.time", start=_clock(tell, begins + first), end=_clock(tell, begins + last))


def _clock(tell: Telling, minutes: int) -> str:
    """Write a time of the day: "09:00", in French "9 h 00"."""
    hour = minutes // HOUR
    written = f"{hour}" if tell.shown.language == "fr" else f"{hour:02}"
    return tell.say("agenda.clock", hour=written, minutes=f"{minutes % HOUR:02}")


def _pace(tell: Telling, agenda: Agenda, free: tuple[str, ...]) -> Iterator[Definition]:
    pace = agenda.pace
    yield definition(tell, "agenda.pace.question", tell.count("agenda.pace.break", pace.question))
    if pace.shortest:
        yield definition(tell, "agenda.pace.shortest", tell.count("agenda.pace.break", pace.shortest))
    yield definition(tell, "agenda.pace.half_day", tell.count("agenda.pace.minutes", pace.half_day))
    yield definition(tell, "agenda.pace.between", tell.count("agenda.pace.break", pace.between))
    key = "agenda.pace.teams_one" if agenda.teams == 1 else "agenda.pace.teams_more"
    yield definition(tell, "agenda.pace.teams", tell.say(key, count=tell.shown.count(agenda.teams)))
    times = {half.value: _clock(tell, BEGINS[half]) for half in Half}
    yield definition(tell, "agenda.pace.begins", tell.say("agenda.pace.begins_at", **times))
    if free:
        yield definition(tell, "agenda.pace.free", tell.say("list.semicolon").join(free))


def _check(tell: Telling, agenda: Agenda, check: Covering) -> Iterator[Block]:
    yield para(tell.say("agenda.check.purpose"))
    yield _verdict(tell, check)
    rows = [_checked(tell, slot, one.session) for slot in agenda.slots for one in slot.sittings]
    whole = tell.shown.count(sum(len(one.session.questions) for one in agenda.sittings))
    yield Table(
        id="check",
        caption=tell.say("agenda.check.caption"),
        columns=(
            Column(title=tell.say("agenda.column.who"), width=43, heads_rows=True),
            Column(title=tell.say("agenda.check.column.when"), width=22),
            Column(title=tell.say("agenda.check.column.number"), width=13, align=Align.END),
            Column(title=tell.say("agenda.column.questions"), width=101),
        ),
        rows=(*rows, total_row(tell.say("agenda.check.total"), "", whole, "")),
        density=Density.COMPACT,
        label="",
    )


def _verdict(tell: Telling, check: Covering) -> Block:
    if check.complete:
        return para(tell.count("agenda.check.complete", check.asked))
    comma = tell.say("list.comma")
    lacking = {"missing": check.missing, "repeated": check.repeated, "added": check.added}
    said = {name: comma.join(ids) or "–" for name, ids in lacking.items()}
    return Callout(
        kind=CalloutKind.WARNING,
        title=tell.say("agenda.check.title"),
        blocks=(para(tell.say("agenda.check.broken", **said)),),
    )


def _checked(tell: Telling, slot: Slot, session: Session) -> Row:
    number = tell.shown.count(slot.day)
    key = "agenda.beyond_day" if slot.purpose is Purpose.BEYOND else "agenda.day"
    half = tell.say(f"agenda.half_word.{slot.half.value}")
    when = tell.say("agenda.check.when", day=tell.say(key, number=number), half=half)
    return row(_name(tell, session), when, tell.shown.count(len(session.questions)), _ids(tell, session))


def _ids(tell: Telling, session: Session) -> Cell:
    return cell(*runs(tell.say("list.comma").join(question.id for question in session.questions)))
