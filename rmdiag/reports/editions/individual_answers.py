"""Write the annex of a candidate's report: every question with what each assessor and the candidate said."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.compendium.model import Dimension
from rmdiag.questionnaires.model import Question, QuestionType, Standing, Voice
from rmdiag.reports.compose import cell, group_row, row, strong
from rmdiag.reports.editions.individual_voices import counted, differ, panel_voices, said_by, speakers
from rmdiag.reports.editions.telling import Telling, slug
from rmdiag.reports.model import Column, Density, Row, Section, Start, Table

WIDTH = 4  # columns


def answers_of_all(tell: Telling, letter: str) -> Section:
    """Write annex A."""
    sections = tuple(
        Section(
            id=f"answers-{slug(d.id)}",
            title=d.title,
            number=f"{letter}.{place}",
            blocks=(_answers(tell, d),),
            listed=False,
        )
        for place, d in enumerate(tell.framework.dimensions, start=1)
        if any(tell.questions(i.id) for i in d.indicators)
    )
    return Section(
        id="annex-a",
        title=tell.say("annex.answers"),
        number=letter,
        blocks=(tell.para("individual.answers.opening"),),
        sections=sections,
        start=Start.NEW_PAGE,
    )


def _answers(tell: Telling, dimension: Dimension) -> Table:
    questions = [question for i in dimension.indicators for question in tell.questions(i.id)]
    return Table(
        id=f"table-answers-{slug(dimension.id)}",
        caption=tell.say("answers.caption", dimension=dimension.short),
        columns=(
            Column(title=tell.say("individual.column.who"), width=26, heads_rows=True),
            Column(title=tell.say("column.answer"), width=62),
            Column(title=tell.say("individual.column.noted"), width=52),
            Column(title=tell.say("individual.column.known"), width=28),
        ),
        rows=tuple(one for question in questions for one in _rows(tell, question)),
        density=Density.COMPACT,
    )


def _rows(tell: Telling, question: Question) -> Iterator[Row]:
    """Give the question, then everybody who spoke to it, those of the same answer without a remark together."""
    merged = tell.result.answers[question.id]
    yield group_row(WIDTH, tell.say("question.titled", id=question.id, text=question.text))
    if not merged.voices:
        yield row(tell.say("individual.nobody"), tell.say("answer.blank"), "", "")
    for voices in _together(tell, question, merged.voices):
        first = voices[0].response
        yield row(
            speakers(tell, (voice.sheet for voice in voices)),
            said_by(tell, question, first),
            first.note or "",
            _known(tell, voices[0]),
        )
    why = _why(tell, question)
    if why:
        yield row(tell.say("individual.counts"), cell(strong(counted(tell, question))), why, "")


def _why(tell: Telling, question: Question) -> str:
    """Say why an answer counts that not everybody gave; nothing where all agree."""
    merged = tell.result.answers[question.id]
    if merged.consensus is not None:
        return merged.consensus.reason
    if merged.taken_over:
        return tell.say("individual.own_counts")
    if differ(tell, question):
        return tell.say("individual.left_counts")
    return tell.say("individual.alike_counts") if _said_otherwise(tell, question) else ""


def _said_otherwise(tell: Telling, question: Question) -> bool:
    """Tell whether assessors chose or counted otherwise; their own words always differ."""
    voices = panel_voices(tell.result.answers[question.id])
    answered = (voice.response for voice in voices if voice.response.standing is Standing.ANSWERED)
    said = {said_by(tell, question, response) for response in answered}
    return question.type is not QuestionType.TEXT and len(said) > 1


def _together(tell: Telling, question: Question, voices: tuple[Voice, ...]) -> list[list[Voice]]:
    found: dict[tuple[str, str | None, str], list[Voice]] = {}
    for voice in voices:
        said = said_by(tell, question, voice.response), voice.response.note, _known(tell, voice)
        found.setdefault(said, []).append(voice)
    return list(found.values())


def _known(tell: Telling, voice: Voice) -> str:
    """Say how an answer is known, and by which evidence."""
    response = voice.response
    if response.standing is not Standing.ANSWERED:
        return ""
    confidence = tell.say(f"confidence.{voice.confidence.value}")
    return tell.say("list.comma").join((confidence, *voice.evidence))
