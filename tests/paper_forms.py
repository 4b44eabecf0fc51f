"""Make what goes on paper around a mission, for tests that read it or look at its pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rmdiag.assessment.agenda import Agenda, Asked, asked_of, covering, make_agenda, working_days
from rmdiag.assessment.assess import Assessment
from rmdiag.opening import reported
from rmdiag.reports.editions.advance_questionnaire import advance_questionnaire
from rmdiag.reports.editions.forms import Wanted
from rmdiag.reports.editions.interview_guide import interview_guide
from rmdiag.reports.editions.mission_agenda import mission_agenda
from rmdiag.reports.editions.request_letter import request_letter
from rmdiag.reports.editions.telling import Provenance, Telling, telling
from rmdiag.reports.model import Group, Report
from rmdiag.reports.numbering import blocks_of

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = sorted(path.parent.name for path in EXAMPLES.glob("*/mission.yaml"))
NOTHING_SPECIAL = Wanted()


@cache
def example(name: str, language: str | None = None) -> Telling:
    return told(reported(EXAMPLES / name, None, language))


def told(assessment: Assessment) -> Telling:
    return telling(assessment, Provenance(version="1"))


def everybody(tell: Telling) -> tuple[Asked, ...]:
    return asked_of(tell.questionnaire, tell.mission.set)


def agenda_of(tell: Telling) -> Agenda:
    days, _ = working_days(tell.mission.start, tell.mission.end)
    return make_agenda(everybody(tell), days, team=len(tell.mission.team))


def guide(tell: Telling, who: str, wanted: Wanted = NOTHING_SPECIAL) -> Report:
    sittings = agenda_of(tell).sittings
    return interview_guide(tell, tuple(s.session for s in sittings if s.session.interlocutor == who), wanted)


def questionnaire(tell: Telling, who: str, wanted: Wanted = NOTHING_SPECIAL) -> Report:
    return advance_questionnaire(tell, next(one for one in everybody(tell) if one.interlocutor == who), wanted)


def letter(tell: Telling, wanted: Wanted = NOTHING_SPECIAL) -> Report:
    return request_letter(tell, everybody(tell), wanted)


def agenda(tell: Telling) -> Report:
    made = agenda_of(tell)
    return mission_agenda(tell, made, covering(made, everybody(tell)))


def questions_in(report: Report) -> Iterator[str]:
    """Name the questions that have a place of their own, by the ids that stand before their words."""
    for block in blocks_of(report):
        if isinstance(block, Group) and block.id is not None:
            yield block.title[0].text or ""


def words_in(report: Report) -> str:
    """Give every word of a form, lines to write on included."""
    from word_documents import said_in

    return "\n".join(said_in(report))
