"""Mark what people said in another language than the report's: passages stay as they were given, and say so.

A sheet is in the language that it names, everything else in the first language of the interviews; where a mission names
none, its texts are taken to be in the report's own.
"""

from __future__ import annotations

from dataclasses import replace

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.comments import Comment
from rmdiag.assessment.mission import Evidence, Judgement, Mission
from rmdiag.questionnaires.model import Answer, Consensus, Question, Questionnaire, QuestionType, Response, Sheet


def language_of_texts(mission: Mission) -> str:
    """Name the language in which a mission's own texts are written."""
    return mission.interview_languages[0] if mission.interview_languages else mission.report_language


def speaks_otherwise(mission: Mission) -> bool:
    """Say whether a passage of a mission is in another language than its report."""
    own = language_of_texts(mission)
    spoken = {own, *(sheet.language or own for sheet in mission.answers.sheets)}
    return any(mark_of(language, mission.report_language) for language in spoken)


def in_original(mission: Mission, questionnaire: Questionnaire) -> Mission:
    """Give a mission with a mark before each passage that is in another language than its report."""
    own, mark = language_of_texts(mission), mark_of(language_of_texts(mission), mission.report_language)
    sheets = tuple(
        _sheet(s, mark_of(s.language or own, mission.report_language), questionnaire) for s in mission.answers.sheets
    )
    agreed = tuple(_consensus(one, mark, questionnaire) for one in mission.answers.consensus)
    return replace(
        mission,
        summary=_said(mission.summary, mark),
        scope_note=_said(mission.scope_note, mark),
        answers=replace(mission.answers, sheets=sheets, consensus=agreed),
        judgements=tuple(_judgement(one, mark) for one in mission.judgements),
        evidence={identity: _evidence(one, mark) for identity, one in mission.evidence.items()},
        figures=tuple(replace(one, note=_said(one.note, mark)) for one in mission.figures),
        actions=tuple(_action(one, mark) for one in mission.actions),
        comments=tuple(_comment(one, mark) for one in mission.comments),
        not_applicable={identity: f"{mark}{reason}" for identity, reason in mission.not_applicable.items()},
    )


def mark_of(language: str, report: str) -> str:
    """Give what stands before a text in another language than that of its report: "[en] "."""
    return "" if language[:2] == report[:2] else f"[{language}] "


def _said(words: str | None, mark: str) -> str | None:
    return f"{mark}{words}" if words else words


def _sheet(sheet: Sheet, mark: str, questionnaire: Questionnaire) -> Sheet:
    found = {key: _response(one, mark, questionnaire.questions.get(key)) for key, one in sheet.responses.items()}
    return replace(sheet, responses=found) if mark else sheet


def _response(response: Response, mark: str, question: Question | None) -> Response:
    return replace(
        response,
        note=_said(response.note, mark),
        reason=_said(response.reason, mark),
        answer=_answer(response.answer, mark, question),
    )


def _answer(answer: Answer | None, mark: str, question: Question | None) -> Answer | None:
    """Mark an answer in free words; choices and figures have no language."""
    if answer is None or question is None or question.type is not QuestionType.TEXT or answer.no:
        return answer
    return replace(answer, value=f"{mark}{answer.words}", words=f"{mark}{answer.words}")


def _consensus(agreed: Consensus, mark: str, questionnaire: Questionnaire) -> Consensus:
    response = _response(agreed.response, mark, questionnaire.questions.get(agreed.question))
    return replace(agreed, response=response, reason=f"{mark}{agreed.reason}") if mark else agreed


def _judgement(judgement: Judgement, mark: str) -> Judgement:
    return replace(judgement, reason=f"{mark}{judgement.reason}")


def _evidence(entry: Evidence, mark: str) -> Evidence:
    return replace(entry, title=f"{mark}{entry.title}", note=_said(entry.note, mark))


def _comment(comment: Comment, mark: str) -> Comment:
    words = f"{mark}{comment.comment}"
    return replace(comment, comment=words, offers=_said(comment.offers, mark), answer=_said(comment.answer, mark))


def _action(action: PlannedAction, mark: str) -> PlannedAction:
    """Mark the administration's own words; those of a recommendation speak the report's language."""
    words = action.action if action.recommendation else f"{mark}{action.action}"
    return replace(action, action=words, reason=_said(action.reason, mark), note=_said(action.note, mark))
