"""Say who is asked what: the departments that mission.yaml names, else the interlocutors of the framework."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rmdiag.assessment.mission import Mission
from rmdiag.problems import Span
from rmdiag.questionnaires.forms import Form, Head
from rmdiag.questionnaires.model import Layer, Question, Questionnaire, Sheet
from rmdiag.questionnaires.said import Said, said_of

MISSION_TEAM = "mission"  # the team's own sheet, of all questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """One who fills in a form; `id` is the name of the sheet in responses/.

    `asks` names interlocutors of the framework, `questions` single questions beside theirs.
    """

    id: str
    role: str
    layer: Layer = Layer.SELF
    asks: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    language: str | None = None  # None: that of the report
    span: Span

    def answers(self, question: Question) -> bool:
        """Whether a question is asked of this respondent."""
        return self.layer is Layer.MISSION or question.ask in self.asks or question.id in self.questions


def respondents_of(mission: Mission, questionnaire: Questionnaire) -> tuple[Respondent, ...]:
    """Give all who are asked, in the order of mission.yaml, then those interlocutors whom nobody there stands for."""
    asked = {question.ask for question in questions_of(mission, questionnaire)}
    named = tuple(one if one.asks or one.questions else replace(one, asks=(one.id,)) for one in mission.respondents)
    taken = {interlocutor for one in named for interlocutor in one.asks}
    known = [one for one in questionnaire.framework.interlocutors if one in asked]
    others = (one for one in (*known, *sorted(asked - set(known))) if one not in taken)
    return (*named, *(_interlocutor(one, mission, questionnaire) for one in others))


def team_of(mission: Mission) -> Respondent:
    """Give the mission team as a respondent, who is asked everything."""
    sheet = next((one for one in mission.answers.sheets if one.layer is Layer.MISSION), None)
    identity, role = (MISSION_TEAM, MISSION_TEAM) if sheet is None else (sheet.id, sheet.role)
    return Respondent(id=identity, role=role, layer=Layer.MISSION, span=mission.span)


def questions_of(mission: Mission, questionnaire: Questionnaire) -> tuple[Question, ...]:
    """Give the questions of a mission's set in the order in which they are asked."""
    chosen = questionnaire.sets.get(mission.set)
    order: Iterable[str] = questionnaire.questions if chosen is None else chosen.questions
    return tuple(questionnaire.questions[one] for one in order if one in questionnaire.questions)


def asked_of(respondent: Respondent, mission: Mission, questionnaire: Questionnaire) -> tuple[Question, ...]:
    """Give the questions that are asked of a respondent."""
    return tuple(question for question in questions_of(mission, questionnaire) if respondent.answers(question))


def form_of(respondent: Respondent, mission: Mission, questionnaire: Questionnaire, sent: date) -> Form:
    """Lay out the form of a respondent; the questionnaire speaks the language of the form."""
    sheet = sheet_of(respondent.id, mission.answers.sheets)
    before = {} if sheet is None else said_in(sheet, questionnaire)
    chosen = questionnaire.sets.get(mission.set)
    head = Head(
        administration=mission.administration,
        country=mission.country,
        round=mission.round,
        framework=mission.framework,
        edition=mission.edition,
        set=mission.set,
        sheet=respondent.id,
        role=respondent.role,
        layer=respondent.layer,
        language=respondent.language or mission.report_language,
        sent=sent,
    )
    questions = asked_of(respondent, mission, questionnaire)
    return Form(
        head=head,
        title=mission.set if chosen is None else chosen.title,
        as_of=mission.as_of,
        questions=questions,
        questionnaire=questionnaire,
        before={question.id: before[question.id] for question in questions if question.id in before},
        evidence=tuple(_shown_evidence(mission)),
    )


def sheet_of(identity: str, sheets: Sequence[Sheet]) -> Sheet | None:
    """Give the sheet of that id."""
    return next((sheet for sheet in sheets if sheet.id == identity), None)


def said_in(sheet: Sheet, questionnaire: Questionnaire) -> dict[str, Said]:
    """Give what a sheet says by question; where it says nothing there is no entry."""
    found = {q: said_of(questionnaire.questions[q], response) for q, response in sheet.responses.items()}
    return {question: said for question, said in found.items() if not said.silent}


def _interlocutor(identity: str, mission: Mission, questionnaire: Questionnaire) -> Respondent:
    known = questionnaire.framework.interlocutors.get(identity)
    role = identity if known is None else known.name
    return Respondent(id=identity.replace("_", "-"), role=role, asks=(identity,), span=mission.span)


def _shown_evidence(mission: Mission) -> Iterator[tuple[str, str]]:
    """Give the register as a form may show it: of what is restricted the id alone."""
    for identity, evidence in mission.evidence.items():
        yield identity, evidence.title if evidence.confidentiality in ("public", "internal") else ""
