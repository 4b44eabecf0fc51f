"""Write the questionnaire that a department gets before a mission, to send back by e-mail or on paper."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.agenda import Asked
from rmdiag.compendium.model import PERSON
from rmdiag.reports.compose import bullets, lead, para, strong
from rmdiag.reports.editions.asking import asked_by_dimension, self_answered
from rmdiag.reports.editions.forms import (
    OUTSIDE,
    Wanted,
    attribution,
    by_words,
    closing_lines,
    form_report,
    masthead,
    read_by,
    readers,
    role_name,
    running,
    titled,
)
from rmdiag.reports.editions.telling import NAMES, Telling, sentence_part
from rmdiag.reports.model import Block, Columns, Group, Keep, Report, Section, Start
from rmdiag.reports.spaces import Room

NAME = "form-advance"
ENCLOSED = 8  # lines, at most, for the list of documents


def advance_questionnaire(tell: Telling, asked: Asked, wanted: Wanted) -> Report:
    """Write the questionnaire of one interlocutor."""
    title = tell.say("advance.title", interlocutor=role_name(tell, asked.interlocutor))
    sections = asked_by_dimension(tell, NAME, asked.questions, self_answered)
    whole = Section(
        id=NAME,
        title=title,
        blocks=tuple(_opening(tell, asked, wanted)),
        sections=(*sections, _enclosed(tell, len(asked.questions))),
        short_title=running(tell, asked.interlocutor),
    )
    return read_by(form_report(tell, "advance", title, (whole,)), readers(tell, asked.interlocutor))


def _opening(tell: Telling, asked: Asked, wanted: Wanted) -> Iterator[Block]:
    yield masthead(tell)
    key = "advance.opening_person" if tell.framework.subject == PERSON else "advance.opening"
    yield lead(tell.count(key, len(asked.questions), administration=tell.mission.administration))
    yield para(strong(tell.say("advance.return", by=by_words(tell, wanted))))
    who = sentence_part(readers(tell, asked.interlocutor))
    yield para(tell.say("advance.readers", confidentiality=who, attribution=attribution(tell)))
    yield Columns(
        left=(
            Room(label=_filled_by(tell, asked.interlocutor), lines=2),
            Room(label=tell.say("advance.filled_on")),
        ),
        right=(Room(label=tell.say("advance.send_to"), lines=3),),
    )
    keys = ("as_is", "four", "evidence", "figures")
    how = (*(tell.say(f"advance.how.{key}") for key in keys), tell.say("form.numbers_skip"))
    yield from titled(tell.say("advance.how.title"), bullets(*how))


def _filled_by(tell: Telling, interlocutor: str) -> str:
    named = tell.mission.attribution == NAMES
    if interlocutor in OUTSIDE:
        return tell.say("advance.filled_by_outside_named" if named else "advance.filled_by_outside")
    return tell.say("advance.filled_by_named" if named else "advance.filled_by")


def _enclosed(tell: Telling, questions: int) -> Section:
    room = Room(label=tell.say("advance.enclosed"), lines=closing_lines(questions, ENCLOSED))
    block = Group(blocks=(room,), keep=Keep.WHOLE)
    title = tell.say("advance.enclosed.title")
    return Section(id=f"{NAME}-enclosed", title=title, blocks=(block,), start=Start.WITH_LAST)
