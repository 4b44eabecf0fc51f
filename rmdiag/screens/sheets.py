"""Show what one sheet of answers gives by itself, under a framework of either kind."""

from __future__ import annotations

from datetime import date

from rmdiag.assessment.instruments import score_instrument
from rmdiag.assessment.score_json import instrument_json, sheet_json
from rmdiag.assessment.scoring import Round, score_profile
from rmdiag.problems import Problems
from rmdiag.questionnaires.leaves import read_leaf_answers
from rmdiag.questionnaires.merging import Answers, result_profile
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.questionnaires.responses import read_sheet
from rmdiag.reports.rounding import percent_down
from rmdiag.screens.scores import SCORE_COLUMNS, Screen, profile_rows
from rmdiag.source import Document
from rmdiag.tongue import heads, phrase

NODE_COLUMNS = heads("id", "score", "label", "interval", "coverage")


def sheet_screen(questionnaire: Questionnaire, document: Document, as_of: date, problems: Problems) -> Screen:
    """Read one sheet and score it: gates of indicators, or leaves of an instrument, where the date plays no part."""
    if questionnaire.framework.nodes:
        return _instrument_screen(questionnaire, document, problems)
    return _profile_screen(questionnaire, document, as_of, problems)


def _profile_screen(questionnaire: Questionnaire, document: Document, as_of: date, problems: Problems) -> Screen:
    sheet = read_sheet(document, "sheet", questionnaire, problems)
    answers = Answers(sheets=() if sheet is None else (sheet,), as_of=as_of)
    profile = result_profile(questionnaire.questions, answers)
    scores = score_profile(questionnaire, profile, Round(asked=questionnaire.in_set(None), not_applicable={}))
    framework = questionnaire.framework
    return Screen(columns=SCORE_COLUMNS, rows=profile_rows(framework, scores), json=sheet_json(framework, scores))


def _instrument_screen(questionnaire: Questionnaire, document: Document, problems: Problems) -> Screen:
    framework = questionnaire.framework
    nodes = score_instrument(framework, read_leaf_answers(document, framework.leaves, framework.id, problems))
    rows = [
        (
            node.id,
            "–" if node.score is None else str(node.score),
            node.label or "–",
            "–" if node.low is None or node.high is None else phrase("{low} to {high}", low=node.low, high=node.high),
            percent_down(node.coverage),
        )
        for node in nodes.values()
    ]
    return Screen(columns=NODE_COLUMNS, rows=rows, json=instrument_json(framework, nodes))
