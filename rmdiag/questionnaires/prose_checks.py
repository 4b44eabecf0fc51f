"""Check what authors write, as a careful editor would: words that show nothing, length, twins, gaps in an entry.

All of it is advice, so each problem is a warning, and only who checks a framework sees it; a mission that uses the
framework does not. docs/authors-guide.md gives the reasons.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from rmdiag.compendium import codes as frm
from rmdiag.compendium.model import Dimension, Framework, Indicator
from rmdiag.problems import Problems, place_of
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionType
from rmdiag.questionnaires.prose import ACTION, DESCRIPTOR, HELP, TEXT, Passage, passages, place_in
from rmdiag.source import Document
from rmdiag.tongue import marked

# A short list on purpose: words that leave the judgement to the reader wherever they stand. Words such as "modern" or
# "relevant" are left out, because they are often followed by what can be seen.
VAGUE_WORDS = (
    "adequate",
    "adequately",
    "appropriate",
    "appropriately",
    "effective",
    "effectively",
    "sufficient",
    "sufficiently",
    "good",
    "proper",
    "properly",
    "regular",
    "regularly",
    "timely",
    "robust",
    "as needed",
    "where possible",
    "if possible",
    "as far as possible",
    "etc",
    "and so on",
)
# Terms in which such a word has a meaning of its own.
DEFINED_TERMS = ("regular service", "good faith", "good standing", "effective date", "effective from", "cost-effective")
LONGEST: Mapping[str, int] = {DESCRIPTOR: 60, TEXT: 30, HELP: 120, ACTION: 60}  # words
ALIKE = 0.9  # of the characters of two descriptors; above it a reader cannot tell the levels apart
FEWEST_RECOMMENDATIONS, MOST_RECOMMENDATIONS = 2, 4


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True))


# What stands in double quotation marks is spoken of and not used.
_VAGUE = re.compile(
    rf"\b(?:{_any_of(DEFINED_TERMS)})\b|[“\"](?:{_any_of(VAGUE_WORDS)})[”\"]|\b(?P<vague>{_any_of(VAGUE_WORDS)})\b",
    re.IGNORECASE,
)


def check_words(documents: Iterable[Document], problems: Problems) -> None:
    """Note vague words and long texts in all that authors wrote."""
    for document in documents:
        for passage in passages(document):
            _check_vague(document, passage, problems)
            most = LONGEST.get(passage.kind, passage.words)
            if passage.words > most:
                values = {"what": passage.name, "id": passage.owner, "length": passage.words, "most": most}
                problems.add(frm.TOO_WORDY, passage.scalar.span, **values)


def check_content(questionnaire: Questionnaire, problems: Problems) -> None:
    """Note what is missing in an entry, or is there twice, although the engine could do without it."""
    framework = questionnaire.framework
    _check_names(framework.dimensions, problems)
    _check_names(framework.indicators.values(), problems)
    for indicator in framework.indicators.values():
        _check_levels_differ(indicator, problems)
        _check_recommendations(framework, indicator, problems)
    for question in questionnaire.questions.values():
        _check_question(question, problems)


def _check_vague(document: Document, passage: Passage, problems: Problems) -> None:
    if passage.kind == HELP:  # it explains to the interviewer, and may speak of what a respondent says
        return
    for place, match in enumerate(_VAGUE.finditer(passage.scalar.text)):
        if match["vague"]:
            problems.add(frm.VAGUE, place_in(document, passage, _VAGUE, place), word=match["vague"])


def _check_names(entries: Iterable[Dimension | Indicator], problems: Problems) -> None:
    """Note a title or short name that two entries share."""
    seen: dict[str, str] = {}
    for entry in entries:
        for words in dict.fromkeys((entry.title, entry.short)):
            first = seen.setdefault(words.casefold(), entry.id)
            if first != entry.id:
                problems.add(frm.SAME_NAME, entry, words=words, id=entry.id, first=first)


def _check_levels_differ(indicator: Indicator, problems: Problems) -> None:
    for (lower, below), (level, text) in zip(indicator.descriptors, indicator.descriptors[1:], strict=False):
        if SequenceMatcher(None, below.casefold(), text.casefold(), autojunk=False).ratio() > ALIKE:
            values = {"indicator": indicator.id, "lower": lower, "level": level}
            problems.add(frm.LEVELS_ALIKE, place_of(indicator, "levels", str(level)), **values)


def _check_recommendations(framework: Framework, indicator: Indicator, problems: Problems) -> None:
    """Note too few or too many ways up, and those that name no standard or support; a framework without any is let be.

    Standards are asked for only where the framework has references that could be named.
    """
    if not framework.recommendations:
        return
    count = len(indicator.recommendations)
    if not FEWEST_RECOMMENDATIONS <= count <= MOST_RECOMMENDATIONS:
        few, many = FEWEST_RECOMMENDATIONS, MOST_RECOMMENDATIONS
        problems.add(frm.FEW_OR_MANY_WAYS, indicator, indicator=indicator.id, count=count, few=few, many=many)
    for recommendation in indicator.recommendations:
        if framework.references and not recommendation.standards:
            values = {"what": marked("standard that it helps to meet"), "key": "standards"}
            problems.add(frm.NOTHING_NAMED, recommendation, id=recommendation.id, **values)
        if not recommendation.support:
            values = {"what": marked("kind of support"), "key": "support"}
            problems.add(frm.NOTHING_NAMED, recommendation, id=recommendation.id, **values)


def _check_question(question: Question, problems: Problems) -> None:
    if question.type is QuestionType.NUMBER and not question.unit:
        problems.add(codes.NO_UNIT, question, id=question.id)
    if not question.gates:
        return
    if not question.see:
        what = marked("the documents, screens or counts to ask for")
        problems.add(codes.GATE_UNEXPLAINED, question, id=question.id, key="see", what=what)
    if not question.help:
        what = marked("what counts, and how it is verified")
        problems.add(codes.GATE_UNEXPLAINED, question, id=question.id, key="help", what=what)
