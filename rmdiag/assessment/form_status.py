"""Say each evening who has answered what, and what nobody has answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rmdiag.assessment.form_import import RETURNED
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.respondents import Respondent, asked_of, questions_of, respondents_of, sheet_of, team_of
from rmdiag.questionnaires.model import Layer, Questionnaire, Response, Sheet
from rmdiag.questionnaires.model import Standing as Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a respondent's questions stand, by id in the order of asking; `excused` are those that do not apply.

    What a sheet of no respondent says counts for whoever is asked its questions.
    """

    respondent: Respondent
    asked: tuple[str, ...] = ()
    answered: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()  # do not know
    blank: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()


def standings_of(mission: Mission, questionnaire: Questionnaire) -> tuple[Standing, ...]:
    """Give how all respondents stand; the mission team too where it has a sheet."""
    every = respondents_of(mission, questionnaire)
    if mission.answers.speaks(Layer.MISSION) and all(one.layer is not Layer.MISSION for one in every):
        every = (*every, team_of(mission))
    others = _responses(other_sheets(mission, questionnaire))
    standings = (_standing(one, mission, questionnaire, others if one.layer is Layer.SELF else {}) for one in every)
    return tuple(found for found in standings if found.asked)


def other_sheets(mission: Mission, questionnaire: Questionnaire) -> tuple[Sheet, ...]:
    """Give the sheets of the administration that came in under another name than that of a respondent."""
    known = {one.id for one in respondents_of(mission, questionnaire)}
    own = known | {name + RETURNED for name in known}
    return tuple(sheet for sheet in mission.answers.sheets if sheet.layer is Layer.SELF and sheet.id not in own)


def answered_by_nobody(mission: Mission, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Give the questions to which no sheet and no consensus says anything but that it is not known."""
    said = {q for sheet in mission.answers.sheets for q, response in sheet.responses.items() if _says(response)}
    said |= {agreed.question for agreed in mission.answers.consensus if _says(agreed.response)}
    return tuple(question.id for question in questions_of(mission, questionnaire) if question.id not in said)


def _says(response: Response) -> bool:
    return response.standing is not Known.UNKNOWN or response.answer is not None


def _responses(sheets: Iterable[Sheet]) -> dict[str, Response]:
    """Give what sheets say by question; an answer goes before not knowing it."""
    said = [(q, response) for sheet in sheets for q, response in sheet.responses.items() if response.said]
    return dict(sorted(said, key=lambda one: _says(one[1])))


def _standing(
    one: Respondent, mission: Mission, questionnaire: Questionnaire, others: Mapping[str, Response]
) -> Standing:
    asked = tuple(question.id for question in asked_of(one, mission, questionnaire))
    sheet, beside = (sheet_of(name, mission.answers.sheets) for name in (one.id, one.id + RETURNED))
    responses = {**others, **({} if sheet is None else _responses((sheet,)))}
    settled = {agreed.question for agreed in mission.answers.consensus if agreed.layer is one.layer}
    conflicts = () if beside is None else tuple(q for q in beside.responses if q not in settled)
    return Standing(
        respondent=one,
        asked=asked,
        answered=_those(asked, (q for q, r in responses.items() if r.answer is not None)),
        excused=_those(asked, (q for q, r in responses.items() if r.standing is Known.NOT_APPLICABLE)),
        unknown=_those(asked, (q for q, r in responses.items() if r.do_not_know)),
        blank=_those(asked, (q for q in asked if q not in responses)),
        conflicts=conflicts,
    )


def _those(asked: Iterable[str], found: Iterable[str]) -> tuple[str, ...]:
    wanted = set(found)
    return tuple(question for question in asked if question in wanted)
