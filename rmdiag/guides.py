"""Write what goes on paper before and during a mission: interview guides, questionnaires, the data request, the agenda.

This module is an edge between `rmdiag form guide` and `reports/`: it opens a mission and writes whole files. Nothing of
it scores, and a mission without a single answer has all of them.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag import __version__
from rmdiag.reports.formats import UNTOUCHED, ReportFormat, written
from rmdiag.terminal import Exit, Stop, progress_of, say
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rmdiag.assessment.agenda import Agenda, Asked
    from rmdiag.reports.editions.forms import Wanted
    from rmdiag.reports.editions.telling import Telling
    from rmdiag.reports.model import Report

FOLDER = "reports/forms"  # of a mission, for what is written here


class GuideKind(StrEnum):
    """What can be written for paper, as its files are named."""

    GUIDE = "guide"
    QUESTIONNAIRE = "questionnaire"
    LETTER = "letter"
    AGENDA = "agenda"
    ALL = "all"


OF_MISSIONS = (GuideKind.LETTER, GuideKind.AGENDA)  # neither a person nor a visit abroad gets one


class GuideFormat(StrEnum):
    """The formats for paper, each as its files end."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideOrder:
    """What somebody asks to have on paper."""

    mission: Path
    kind: GuideKind = GuideKind.ALL
    to: GuideFormat = GuideFormat.PDF
    roles: tuple[str, ...] = ()  # ids of interlocutors; none: all to whom the set has a question
    language: str | None = None  # None: that of mission.yaml
    output: Path | None = None  # None: MISSION/reports/forms/
    framework: Path | None = None
    minutes: int | None = None  # for a question; None: what the agenda takes unless told
    by: date | None = None  # when answers and documents are needed; None: two weeks before the mission
    with_answers: bool = False


def write_guides(order: GuideOrder) -> tuple[Path, ...]:
    """Write every form that is asked for, each file whole or not at all, and give the files.

    A file that is none of ours ends all before anything is written; one that somebody edited stays, and the new one
    goes beside it.
    """
    from rmdiag.files import write_whole
    from rmdiag.opening import reported
    from rmdiag.reporting import refuse_to_replace, refuse_without_press
    from rmdiag.reports.editions.telling import Provenance, telling
    from rmdiag.word_files import beside_edited

    _refuse_unknown_language(order.language)
    form = ReportFormat(order.to.value)
    tell = telling(reported(order.mission, order.framework, order.language), Provenance(version=__version__))
    made = tuple(_forms(tell, order))
    folder = order.mission / FOLDER if order.output is None else order.output
    paths = [folder / f"{tell.mission.name}-{name}-{tell.shown.language}.{form.value}" for name, _ in made]
    for path in paths:
        refuse_to_replace(path, form)
    if form is ReportFormat.PDF:
        refuse_without_press()
    for number, (_, report) in enumerate(made):
        with progress_of("weasyprint.progress", phrase("Printing {path}", path=paths[number].name)):
            content = written(report, form)
        if form in UNTOUCHED:
            paths[number] = beside_edited(paths[number], UNTOUCHED[form])
        write_whole(paths[number], content)
    return tuple(paths)


def _refuse_unknown_language(language: str | None) -> None:
    from rmdiag.problems import listed
    from rmdiag.reports.languages.files import report_languages

    known = report_languages()
    if language is not None and language not in known:
        say(phrase("There is no report in `{language}`; write one of {known}.", language=language, known=listed(known)))
        raise Stop(Exit.USAGE)


def _forms(tell: Telling, order: GuideOrder) -> Iterator[tuple[str, Report]]:
    """Give every form with its part of a file's name."""
    from rmdiag.assessment.agenda import asked_of
    from rmdiag.reports.editions.forms import Wanted

    wanted = Wanted(by=order.by, with_answers=order.with_answers, roles=order.roles)
    every = asked_of(tell.questionnaire, tell.mission.set)
    chosen = _chosen(every, order)
    kinds = _kinds(tell, order)
    agenda = _agenda(tell, every, order)
    if GuideKind.LETTER in kinds:
        from rmdiag.reports.editions.request_letter import request_letter

        yield GuideKind.LETTER.value, request_letter(tell, every, wanted)
    if GuideKind.AGENDA in kinds:
        yield GuideKind.AGENDA.value, _agenda_form(tell, every, agenda)
    for one in chosen:
        yield from _for_one(tell, one, agenda, (kinds, wanted))


def _for_one(
    tell: Telling, asked: Asked, agenda: Agenda, wish: tuple[tuple[GuideKind, ...], Wanted]
) -> Iterator[tuple[str, Report]]:
    from rmdiag.reports.editions.advance_questionnaire import advance_questionnaire
    from rmdiag.reports.editions.forms import form_id
    from rmdiag.reports.editions.interview_guide import interview_guide

    kinds, wanted = wish
    name = form_id(asked)
    if GuideKind.QUESTIONNAIRE in kinds:
        yield f"{GuideKind.QUESTIONNAIRE}-{name}", advance_questionnaire(tell, asked, wanted)
    if GuideKind.GUIDE in kinds:
        sessions = tuple(s.session for s in agenda.sittings if s.session.interlocutor == asked.interlocutor)
        yield f"{GuideKind.GUIDE}-{name}", interview_guide(tell, sessions, wanted)


def _agenda(tell: Telling, every: tuple[Asked, ...], order: GuideOrder) -> Agenda:
    from rmdiag.assessment.agenda import Pace, make_agenda, working_days

    days, _ = working_days(tell.mission.start, tell.mission.end)
    pace = Pace() if order.minutes is None else Pace(question=order.minutes)
    return make_agenda(every, days, pace, len(tell.mission.team))


def _agenda_form(tell: Telling, every: tuple[Asked, ...], agenda: Agenda) -> Report:
    from rmdiag.assessment.agenda import covering, working_days
    from rmdiag.reports.editions.mission_agenda import mission_agenda

    _, free = working_days(tell.mission.start, tell.mission.end)
    return mission_agenda(tell, agenda, covering(agenda, every), tuple(tell.shown.weekday(day) for day in free))


def _chosen(every: tuple[Asked, ...], order: GuideOrder) -> tuple[Asked, ...]:
    """Give the interlocutors that are asked for; end where one is not among those whom the set has questions for."""
    from rmdiag.problems import did_you_mean

    known = [one.interlocutor for one in every]
    for role in order.roles:
        if role not in known:
            say(
                phrase(
                    "The set of this mission asks nothing of `{role}`; {near}write one of {known}.",
                    role=role,
                    near=did_you_mean(role, known),
                    known=", ".join(known),
                )
            )
            raise Stop(Exit.USAGE)
    return tuple(one for one in every if not order.roles or one.interlocutor in order.roles)


def _kinds(tell: Telling, order: GuideOrder) -> tuple[GuideKind, ...]:
    """Give the kinds that are asked for; a letter and an agenda are for a mission to an administration."""
    from rmdiag.reports.report_for import Edition, edition_of

    every = tuple(kind for kind in GuideKind if kind is not GuideKind.ALL)
    kinds = every if order.kind is GuideKind.ALL else (order.kind,)
    if edition_of(tell.assessment) is Edition.DIAGNOSTIC:
        return kinds
    left = tuple(kind for kind in kinds if kind not in OF_MISSIONS)
    if not left:
        say(
            phrase(
                "`{kind}` is for a mission to an administration; a candidate or a visit has the other two.",
                kind=order.kind.value,
            )
        )
        raise Stop(Exit.USAGE)
    return left
