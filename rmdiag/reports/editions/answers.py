"""Write answers, and what a level needs of them, in words that a reader understands without the question file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from rmdiag.questionnaires.additions import AT_LEAST, WITHIN_MONTHS
from rmdiag.questionnaires.gates import earliest
from rmdiag.questionnaires.model import (
    Answer,
    Change,
    Layer,
    Merged,
    Overlay,
    Question,
    QuestionType,
    Response,
    Standing,
    Voice,
)
from rmdiag.reports.editions.telling import Telling, sentence_part

TableRow = tuple[tuple[str, str], ...]  # each cell after the id of its column

_ABSENT = {  # what "no" says of a question, by what it asks for
    QuestionType.YES_PARTLY_NO: "answer.no",
    QuestionType.NUMBER: "answer.absent_figure",
    QuestionType.PERCENT: "answer.absent_figure",
    QuestionType.DATE: "answer.absent_date",
}


def answer_words(tell: Telling, question: Question, answer: Answer) -> str:
    """Write an answer in words."""
    if answer.no:
        return tell.say(_ABSENT.get(question.type, "answer.absent_thing"))
    match answer.value:
        case Fraction() as value:
            return value_words(tell, question, value)
        case date() as day:
            return tell.shown.date(day)
        case tuple() as several if rows := table_of(answer):
            return tell.count("answer.table_rows", len(rows))
        case tuple() as several:
            return _chosen(tell, question, map(str, several))
        case words:
            return _word(tell, question, answer, words)


def table_of(answer: Answer) -> tuple[TableRow, ...]:
    """Give the rows of an answer that is a table; else nothing."""
    rows = answer.value if isinstance(answer.value, tuple) and not answer.no else ()
    return tuple(row for row in rows if not isinstance(row, str))


def value_words(tell: Telling, question: Question, value: Fraction) -> str:
    """Write a figure with its unit."""
    if question.type is QuestionType.PERCENT:
        return tell.shown.figure_percent(value)
    if question.unit is None or tell.words.has(f"unit.bare.{question.unit}"):
        return tell.shown.figure(value)
    one = tell.words.singular(f"unit.one.{question.unit}") if tell.shown.plural_of(value) == 1 else None
    if one is not None:
        return tell.say("answer.number", value=tell.shown.figure(value), unit=one)
    key = "answer.number_one" if value == 1 else "answer.number"
    return tell.say(key, value=tell.shown.figure(value), unit=question.unit)


def response_words(tell: Telling, question: Question, response: Response) -> str:
    """Write what one sheet says: an answer, not applicable with its reason, not known, or nothing."""
    if response.standing is Standing.ANSWERED and response.answer is not None:
        return answer_words(tell, question, response.answer)
    if response.standing is Standing.NOT_APPLICABLE:
        return tell.say("answer.not_applicable", reason=sentence_part(response.reason or ""))
    return tell.say("answer.do_not_know" if response.do_not_know else "answer.blank")


def merged_words(tell: Telling, question: Question, merged: Merged) -> str:
    """Write what counts for a question in a profile."""
    if merged.known and merged.low is not None:
        return answer_words(tell, question, merged.low)
    if merged.standing is Standing.NOT_APPLICABLE:
        if merged.by_condition and question.applies_when is not None:
            return tell.say("answer.excused_by", question=question.applies_when.question)
        return tell.say("answer.not_applicable", reason=sentence_part(merged.reason or ""))
    return unknown_words(tell, question, merged)


def brief_words(tell: Telling, question: Question, merged: Merged) -> str:
    """Write what counts for a question in the whole report, whose annex A has a table that was given as an answer."""
    words = merged_words(tell, question, merged)
    tabular = merged.known and merged.low is not None and table_of(merged.low)
    return tell.say("answer.table_at", table=words) if tabular else words


def unknown_words(tell: Telling, question: Question, merged: Merged) -> str:
    """Say why a question is unknown: asked in vain, waiting for another one, or never answered."""
    if merged.by_condition and question.applies_when is not None:
        return tell.say("answer.waits", question=question.applies_when.question)
    asked = merged.consensus is not None or any(v.response.do_not_know for v in merged.voices)
    return tell.say("answer.do_not_know" if asked else "answer.blank")


def source_words(tell: Telling, merged: Merged) -> str:
    """Say whose answer counts: the mission's, the administration's, one that was agreed, or one taken over."""
    if merged.consensus is not None:
        return tell.say("source.agreed")
    if merged.taken_over:
        return tell.say("source.taken_over")
    mission = any(v.sheet.layer is Layer.MISSION and v.response.standing is Standing.ANSWERED for v in merged.voices)
    return tell.say("source.mission" if mission else "source.administration")


def voices_words(tell: Telling, question: Question, voices: Iterable[Voice]) -> str:
    """Write who said what, sheets that say the same together: "A1, A2: yes; M1: no"."""
    said: dict[str, list[str]] = {}
    for voice in voices:
        words = response_words(tell, question, voice.response)
        said.setdefault(words, []).append(tell.sheet_codes[voice.sheet.id])
    return tell.say("list.semicolon").join(
        tell.say("answer.said", who=tell.say("list.comma").join(codes), words=words) for words, codes in said.items()
    )


def needed_words(tell: Telling, question: Question, level: int) -> str:
    """Say what an answer must be to turn the gate of a level, and which overlay wants it so."""
    need = _need(tell, question, level)
    overlay = set_by(tell, question, level)
    return need if overlay is None else tell.say("need.by_overlay", need=need, overlay=overlay.title)


def set_by(tell: Telling, question: Question, level: int) -> Overlay | None:
    """Give the overlay that decides on a gate: the last of those that set its figure."""
    setting = [
        overlay
        for overlay in tell.questionnaire.overlays
        for change in overlay.changes
        if change.question == question.id and change.at in (level, WITHIN_MONTHS, AT_LEAST)
    ]
    return setting[-1] if setting else None


def threshold_words(tell: Telling, change: Change, value: Fraction) -> str:
    """Write a threshold that an overlay sets, or the one before it."""
    if change.at == WITHIN_MONTHS:
        return tell.count("overlay.months", int(value))
    if change.at == AT_LEAST:
        return tell.count("overlay.choices", int(value))
    return value_words(tell, tell.questionnaire.questions[change.question], value)


def _need(tell: Telling, question: Question, level: int) -> str:
    match question.type:
        case QuestionType.NUMBER | QuestionType.PERCENT:
            return _threshold(tell, question, level)
        case QuestionType.CHOICE:
            return _option_needed(tell, question, level)
        case QuestionType.MULTI:
            return _choices_needed(tell, question)
        case QuestionType.DATE:
            return _date_needed(tell, question)
        case _:
            return _satisfaction_needed(tell, question, level)


def _word(tell: Telling, question: Question, answer: Answer, words: str) -> str:
    if question.type is QuestionType.YES_PARTLY_NO:
        return tell.say(f"answer.{words}")
    if question.type is QuestionType.TEXT:
        return tell.say(f"answer.text_{answer.met or 'open'}", words=words)
    option = question.option(words)
    return words if option is None else option.text


def _threshold(tell: Telling, question: Question, level: int) -> str:
    threshold = dict(question.thresholds).get(level)
    if threshold is None:
        return tell.say("need.yes")
    key = "need.at_most" if question.lower_is_better else "need.at_least"
    return tell.say(key, value=value_words(tell, question, threshold))


def _satisfaction_needed(tell: Telling, question: Question, level: int) -> str:
    if question.type in (QuestionType.TEXT, QuestionType.TABLE):
        return sentence_part(question.met_when or "") or tell.say("need.yes")
    if level == question.partly_for:
        return tell.say("need.partly", facts=sentence_part(question.partly or ""))
    return tell.say("need.yes")


def _option_needed(tell: Telling, question: Question, level: int) -> str:
    enough = [option for option in question.options if option.level is not None and option.level >= level]
    if not enough:
        return tell.say("need.yes")
    lowest = min(enough, key=lambda option: option.level or 0)
    return tell.say("need.option", option=lowest.text)


def _choices_needed(tell: Telling, question: Question) -> str:
    texts = {option.id: option.text for option in question.options}
    included = tell.shown.listed(tell.say("text.quoted", words=texts.get(i, i)) for i in question.includes)
    if question.at_least is None:
        return tell.say("need.includes", options=included)
    if not question.includes:
        return tell.count("need.several", question.at_least)
    return tell.count("need.several_with", question.at_least, options=included)


def _date_needed(tell: Telling, question: Question) -> str:
    as_of = tell.mission.as_of
    if question.within_months is None:
        return tell.say("need.yes")
    first = earliest(as_of, question.within_months)
    return tell.say("need.date", first=tell.shown.date(first), last=tell.shown.date(as_of))


def _chosen(tell: Telling, question: Question, chosen: Iterable[str]) -> str:
    texts = {option.id: option.text for option in question.options}
    return tell.say("list.semicolon").join(texts.get(one, one) for one in chosen)
