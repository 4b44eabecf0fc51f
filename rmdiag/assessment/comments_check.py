"""Read comments back before they are written, and compare them with what was meant: no slip of ours reaches a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from rmdiag.assessment.asking import Reading
from rmdiag.assessment.comments import Comment
from rmdiag.assessment.mission import COMMENTS_FILE, Mission
from rmdiag.assessment.read_comments import read_comments
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.source import Document


def check_comments(
    text: str, meant: Sequence[Comment], under: tuple[Mission, Questionnaire], problems: Problems
) -> None:
    """Note what the reader finds wrong in a text of comments.yaml.

    Raises ValueError where it says anything else than what was meant; nothing may be written then.
    """
    mission, questionnaire = under
    reading = Reading(questionnaire=questionnaire, problems=problems, head=mission)
    found = read_comments(Document(name=COMMENTS_FILE, text=text), mission.evidence, reading)
    if problems.errors:
        return
    if [_said(one) for one in found] != [_said(one) for one in meant]:
        message = f"{COMMENTS_FILE} would not say what was meant"
        raise ValueError(message)


def _said(comment: Comment) -> dict[str, object]:
    return {field.name: getattr(comment, field.name) for field in fields(comment) if field.name != "span"}
