"""Say who said what of a candidate: assessors by letter, never by name; what was settled where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from string import ascii_uppercase

from rmdiag.questionnaires.gates import levels_met
from rmdiag.questionnaires.model import Answer, Layer, Merged, Question, QuestionType, Response, Sheet, Standing, Voice
from rmdiag.reports.compose import cell, quiet, row, runs, strong
from rmdiag.reports.editions.answers import merged_words, response_words
from rmdiag.reports.editions.telling import Telling, sentence_part, slug
from rmdiag.reports.model import Cell, Column, Density, Inline, Row, Runs, Table, Text

PARTLY = "partly"
SEVERAL = 2
SIDE_BY_SIDE = 4  # assessors who fit beside each other on a page; more stand in one column


def letters(tell: Telling) -> Mapping[str, str]:
    """Give every assessor's sheet a letter, in the order of the sheets; past Z they are numbered."""
    sheets = tell.sheets(Layer.MISSION)
    return {
        sheet.id: ascii_uppercase[place] if place < len(ascii_uppercase) else tell.shown.count(place + 1)
        for place, sheet in enumerate(sheets)
    }


def speaker(tell: Telling, sheet: Sheet) -> str:
    """Name who filled in a sheet: an assessor by letter, or the candidate."""
    letter = letters(tell).get(sheet.id)
    return tell.say("individual.candidate") if letter is None else tell.say("individual.assessor", letter=letter)


def speakers(tell: Telling, sheets: Iterable[Sheet]) -> str:
    """Name several who say the same: "Assessors A, C", and the candidate."""
    found = tuple(sheets)
    codes = [letters(tell)[sheet.id] for sheet in found if sheet.layer is Layer.MISSION]
    if len(codes) < SEVERAL:
        return tell.say("list.comma").join(speaker(tell, sheet) for sheet in found)
    named = [tell.say("individual.assessors_named", letters=tell.say("list.comma").join(codes))]
    if len(found) > len(codes):
        named.append(tell.say("individual.candidate"))
    return tell.say("list.comma").join(named)


def said_by(tell: Telling, question: Question, response: Response) -> str:
    """Write what one sheet says, with the facts that "partly" stands for and without marks around what was quoted."""
    if response.standing is Standing.ANSWERED and response.answer is not None:
        return _answer(tell, question, response.answer) or response_words(tell, question, response)
    return response_words(tell, question, response)


def counted(tell: Telling, question: Question) -> str:
    """Write the answer that counts for a question."""
    merged = tell.result.answers[question.id]
    found = _answer(tell, question, merged.low) if merged.known and merged.low is not None else None
    return found or merged_words(tell, question, merged)


def _answer(tell: Telling, question: Question, answer: Answer) -> str | None:
    if answer.no or not isinstance(answer.value, str):
        return None
    if question.type is QuestionType.TEXT:
        return tell.say(f"individual.text_{answer.met or 'open'}", words=sentence_part(answer.value))
    if question.type is QuestionType.YES_PARTLY_NO and answer.value == PARTLY and question.partly:
        return tell.say("individual.partly", facts=sentence_part(question.partly))
    return None


def panel_voices(merged: Merged) -> tuple[Voice, ...]:
    """Give what the assessors say to a question, without the candidate's own view."""
    return tuple(voice for voice in merged.voices if voice.sheet.layer is Layer.MISSION)


def differ(tell: Telling, question: Question) -> bool:
    """Tell whether assessors saw a question differently: their answers meet different conditions, or were settled."""
    merged = tell.result.answers[question.id]
    if merged.consensus is not None and merged.consensus.layer is Layer.MISSION:
        return True
    answers = [voice.response.answer for voice in panel_voices(merged) if voice.response.standing is Standing.ANSWERED]
    met = {levels_met(question, answer, tell.mission.as_of) for answer in answers if answer is not None}
    return len(met) > 1


def voices_table(tell: Telling, identity: str) -> Table | None:
    """Set the assessors' answers side by side where they differ, each question with what became of it."""
    questions = [question for question in tell.questions(identity) if differ(tell, question)]
    if not questions:
        return None
    sheets = tell.sheets(Layer.MISSION)
    beside = len(sheets) <= SIDE_BY_SIDE
    said = (
        [Column(title=speaker(tell, sheet), width=96 // len(sheets)) for sheet in sheets] if beside and sheets else []
    )
    return Table(
        id=f"table-voices-{slug(identity)}",
        caption=tell.say("individual.voices.caption", id=identity),
        columns=(
            Column(title=tell.say("column.question"), width=34, heads_rows=True),
            *(said or [Column(title=tell.say("individual.voices.said"), width=96)]),
            Column(title=tell.say("individual.voices.settled"), width=46),
        ),
        rows=tuple(_row(tell, question, sheets if said else ()) for question in questions),
        density=Density.COMPACT,
    )


def outcome(tell: Telling, question: Question) -> Runs:
    """Say what was settled with its reason, or that it was left open and what counts meanwhile."""
    merged = tell.result.answers[question.id]
    words = strong(counted(tell, question))
    if merged.consensus is not None:
        return tell.runs(
            "individual.voices.agreed",
            answer=words,
            reason=sentence_part(merged.consensus.reason),
        )
    return tell.runs("individual.voices.open", answer=words)


def said_words(tell: Telling, question: Question, voice: Voice) -> Runs:
    """Write one answer with the remark that its author made."""
    words, note = said_by(tell, question, voice.response), voice.response.note
    if not note:
        return runs(words)
    return tell.runs("individual.voices.noted", answer=sentence_part(words), note=quiet(note))


def _row(tell: Telling, question: Question, beside: tuple[Sheet, ...]) -> Row:
    voices = {voice.sheet.id: voice for voice in panel_voices(tell.result.answers[question.id])}
    head = cell(question.text, " ", quiet(question.id))
    if beside:
        said = tuple(_said(tell, question, voices.get(sheet.id)) for sheet in beside)
    else:
        said = (cell(*_together(tell, question, tuple(voices.values()))),)
    return row(head, *said, cell(*outcome(tell, question)))


def _said(tell: Telling, question: Question, voice: Voice | None) -> Cell:
    return cell(quiet(tell.say("answer.blank"))) if voice is None else cell(*said_words(tell, question, voice))


def _together(tell: Telling, question: Question, voices: tuple[Voice, ...]) -> Iterator[Inline]:
    for place, voice in enumerate(voices):
        if place:
            yield Text(text=tell.say("list.semicolon"))
        yield from runs(strong(speaker(tell, voice.sheet)), tell.say("list.colon"))
        yield from said_words(tell, question, voice)
