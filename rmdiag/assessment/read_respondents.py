"""Read who fills in a form: the key `respondents` of mission.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rmdiag.assessment import respondent_codes as codes
from rmdiag.assessment.asking import known_id
from rmdiag.assessment.respondents import Respondent
from rmdiag.fields import Fields
from rmdiag.problems import did_you_mean, listed
from rmdiag.questionnaires.model import Layer, Questionnaire

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\Z")
_LANGUAGE = re.compile(r"[a-z]{2}\Z")


def read_respondents(main: Fields, questionnaire: Questionnaire) -> tuple[Respondent, ...]:
    """Give the respondents in the author's order; each needs an id that can name a file, and a role."""
    found: dict[str, Respondent] = {}
    for row in main.rows("respondents", "a respondent"):
        one = _respondent(row, questionnaire)
        if one.id and found.setdefault(one.id, one) is not one:
            row.problems.add(codes.RESPONDENT_TWICE, row.at("id"), id=one.id)
    return tuple(found.values())


def _respondent(row: Fields, questionnaire: Questionnaire) -> Respondent:
    identity = row.text("id", required=True) or ""
    if identity and not _NAME.match(identity):
        row.problems.add(codes.NOT_A_SHEET_NAME, row.at("id"), words=identity)
        identity = ""
    questions = (
        known_id(one, codes.NO_SUCH_QUESTION, questionnaire.questions, row.problems) for one in row.scalars("questions")
    )
    one = Respondent(
        id=identity,
        role=row.text("role", required=True) or "",
        layer=Layer(row.word("layer", [layer.value for layer in Layer]) or "self"),
        asks=tuple(_asks(row, questionnaire)),
        questions=tuple(question for question in questions if question is not None),
        language=_language(row),
        span=row.span,
    )
    row.close()
    return one


def _asks(row: Fields, questionnaire: Questionnaire) -> Iterator[str]:
    known = {*questionnaire.framework.interlocutors, *(question.ask for question in questionnaire.questions.values())}
    for scalar in row.scalars("asks"):
        if scalar.text in known:
            yield scalar.text
        else:
            near = did_you_mean(scalar.text, known)
            row.problems.add(codes.NO_INTERLOCUTOR, scalar, id=scalar.text, near=near, known=listed(sorted(known), 30))


def _language(row: Fields) -> str | None:
    language = row.text("language")
    if language is not None and not _LANGUAGE.match(language):
        row.problems.add(codes.NOT_A_LANGUAGE, row.at("language"), words=language)
        return None
    return language
