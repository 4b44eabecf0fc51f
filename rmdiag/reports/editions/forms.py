"""Head what goes on paper around a mission: what it is, of which administration and round, who reads it, by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from rmdiag.assessment.agenda import LEADS, Asked
from rmdiag.questionnaires.model import Layer, Sheet
from rmdiag.reports.compose import fact, runs, small, strong
from rmdiag.reports.editions.cover import CHECKSUM_SHOWN, confidentiality, labels, metadata, period
from rmdiag.reports.editions.telling import NAMES, NO_ATTRIBUTION, Telling, cut, slug
from rmdiag.reports.model import Block, Definition, Paragraph, Report, Section

LONGEST_RUNNING, LONGEST_ROUND = 60, 30  # characters over each page, beside who may read it
PUBLIC = "public"  # a mission whose papers anybody may read
FEWEST_LINES = 3  # at the end of a form, however few its questions
OUTSIDE = frozenset({"other_agencies", "trade_association"})  # interlocutors who are not of the administration
LEAD_TIME = timedelta(days=14)  # before the mission, for what is asked in advance


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What forms are made for, apart from the mission itself."""

    by: date | None = None  # when answers and documents are needed; None: two weeks before the mission
    with_answers: bool = False  # prints what is answered already
    roles: tuple[str, ...] = ()  # interlocutors whom the letter asks; none: all


def form_report(tell: Telling, form: str, title: str, sections: tuple[Section, ...]) -> Report:
    """Bind the sections of a form; `form` is the first part of its messages."""
    mission = tell.mission
    checksum = mission.checksum[:CHECKSUM_SHOWN]
    name = tell.say(f"{form}.form")
    key = "form.identifier" if checksum else "form.identifier_unsigned"
    facts = replace(
        metadata(tell),
        title=tell.say("form.title", title=title, round=mission.round),
        author=tell.say("form.author"),
        subject=tell.say("form.subject", administration=mission.administration, round=mission.round),
        confidentiality=confidentiality(tell),
        identifier=tell.say(key, mission=mission.name, form=name, checksum=checksum),
    )
    return Report(metadata=facts, labels=labels(tell), cover=None, sections=sections)


def readers(tell: Telling, interlocutor: str) -> str:
    """Say who may read a paper about one interlocutor: of an outsider nobody else than whoever answers and the team."""
    if interlocutor in OUTSIDE and tell.mission.confidentiality != PUBLIC:
        return tell.say("form.readers_outside")
    return confidentiality(tell)


def read_by(report: Report, words: str) -> Report:
    """Say over every page of a form who may read it."""
    return replace(report, metadata=replace(report.metadata, confidentiality=words))


def masthead(tell: Telling) -> Paragraph:
    """Say under a title of which administration, round and mission it is."""
    mission, when = tell.mission, period(tell)
    key = "form.masthead" if when is None else "form.masthead_dated"
    line = tell.say(key, administration=mission.administration, round=mission.round, period=when or "")
    return small(strong(line))


def role_name(tell: Telling, interlocutor: str) -> str:
    """Name an interlocutor; one that the framework does not list is named by its id."""
    found = tell.framework.interlocutors.get(interlocutor)
    return interlocutor if found is None else found.name


def running(tell: Telling, interlocutor: str, part: int = 1, parts: int = 1) -> str:
    """Name interlocutor, session and round over every page; the foot names the administration."""
    values = {"interlocutor": cut(role_name(tell, interlocutor), LONGEST_RUNNING), "round": short_round(tell)}
    if parts == 1:
        return tell.say("form.running", **values)
    return tell.say("form.running_part", part=tell.shown.count(part), parts=tell.shown.count(parts), **values)


def short_round(tell: Telling) -> str:
    """Name the round over every page."""
    return cut(tell.mission.round, LONGEST_ROUND)


def leads(tell: Telling) -> str | None:
    """Name those who lead the administration, where the framework has them among those to ask."""
    return role_name(tell, LEADS) if LEADS in tell.framework.interlocutors else None


def needed_by(tell: Telling, wanted: Wanted) -> date | None:
    """Say by when answers and documents are needed: the day given, or two weeks before the mission begins."""
    start = tell.mission.start
    return wanted.by or (None if start is None else start - LEAD_TIME)


def by_words(tell: Telling, wanted: Wanted) -> str:
    """Say by when something is needed, in a sentence."""
    day = needed_by(tell, wanted)
    return tell.say("letter.by_weeks") if day is None else tell.say("advance.by", date=tell.shown.date(day))


def attribution(tell: Telling) -> str:
    """Say whether sources are named in the report."""
    return tell.say(f"guide.attribution.{tell.mission.attribution}")


def respondent(tell: Telling, sheet: Sheet) -> str:
    """Say whose sheet it is, as far as the mission prints that."""
    if tell.mission.attribution == NO_ATTRIBUTION:
        return tell.say("form.the_administration" if sheet.layer is Layer.SELF else "form.the_team")
    if tell.mission.attribution == NAMES and sheet.name:
        return tell.say("form.role_and_name", name=sheet.name, role=sheet.role)
    return sheet.role


def dimension_title(tell: Telling, indicator: str) -> str:
    """Name the dimension of an indicator; records of a visit belong to none."""
    found = tell.framework.indicators.get(indicator)
    titles = {dimension.id: dimension.title for dimension in tell.framework.dimensions}
    return tell.say("guide.no_dimension") if found is None else titles[found.dimension]


def form_id(asked: Asked) -> str:
    """Name an interlocutor in a file's name and in ids."""
    return slug(asked.interlocutor)


def closing_lines(questions: int, most: int) -> int:
    """Say how many lines end a form: about as many as it has questions."""
    return min(most, max(questions, FEWEST_LINES))


def definition(tell: Telling, key: str, *said: str) -> Definition:
    """Say one fact of a form under its term."""
    return fact(tell.say(key), *said)


def titled(title: str, *blocks: Block) -> tuple[Block, ...]:
    """Put a bold line before blocks that need no heading of their own."""
    return (Paragraph(runs=runs(strong(title))), *blocks)
