"""Write the records of a visit that become no action: questions taken along, units visited, documents, contacts."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.visits import day_of, rows_of
from rmdiag.questionnaires.model import Column as Recorded
from rmdiag.questionnaires.model import Question, QuestionType, Response, Sheet, Standing
from rmdiag.reports.compose import cell, level_cell, para, row, strong
from rmdiag.reports.editions.answers import response_words
from rmdiag.reports.editions.telling import Telling, slug
from rmdiag.reports.model import Block, Cell, Column, Density, Section, Start, Table

BESIDE = 26  # width of a column of dates, levels or indicators, where a page has about 168
NARROWEST, WIDEST = 20, 64
Said = tuple[Sheet, Response]
Noted = tuple[Sheet, tuple[tuple[str, str], ...]]  # a row of a table, and the sheet it stands in


def records_before(tell: Telling, number: str, about: tuple[Block, ...]) -> Section:
    """Write what stands before the observations in the set, under what is said of the visit as a whole."""
    asked = _asked(tell)
    place = next((n for n, question in enumerate(asked) if question.becomes), 0)
    questions = asked[:place]
    return Section(
        id="visit-before",
        title=tell.say("visit.records.before" if questions else "visit.about.title"),
        number=number,
        blocks=(*about, *_silent(tell, questions)),
        sections=tuple(_records(tell, questions, number)),
        start=Start.NEW_PAGE,
    )


def records_after(tell: Telling, number: str) -> Section:
    """Write what stands behind the observations."""
    questions = set_aside(tell)
    return Section(
        id="visit-after",
        title=tell.say("visit.records.after"),
        number=number,
        blocks=tuple(_silent(tell, questions)),
        sections=tuple(_records(tell, questions, number)),
        start=Start.NEW_PAGE,
    )


def set_aside(tell: Telling) -> tuple[Question, ...]:
    """Give the records behind the first that becomes actions."""
    asked = _asked(tell)
    place = next((n for n, question in enumerate(asked) if question.becomes), 0)
    return tuple(question for question in asked[place:] if not question.becomes)


def _asked(tell: Telling) -> tuple[Question, ...]:
    """Give the questions of the set in its order."""
    chosen = tell.questionnaire.sets.get(tell.mission.set)
    questions = tell.questionnaire.questions
    return tuple(questions[q] for q in (questions if chosen is None else chosen.questions) if q in questions)


def _silent(tell: Telling, questions: tuple[Question, ...]) -> Iterator[Block]:
    """Name the records that nobody filled in."""
    empty = [tell.say("question.titled", id=q.id, text=q.text) for q in questions if not _said(tell, q)]
    if empty and len(empty) == len(questions):
        yield tell.para("visit.records.empty")
    elif empty:
        yield tell.para("visit.records.silent", list=tell.say("list.semicolon").join(empty))


def _records(tell: Telling, questions: tuple[Question, ...], number: str) -> Iterator[Section]:
    told = [question for question in questions if _said(tell, question)]
    for place, question in enumerate(told, start=1):
        yield Section(
            id=f"record-{slug(question.id)}",
            title=question.text,
            number=f"{number}.{place}",
            blocks=tuple(_record(tell, question)),
        )


def _said(tell: Telling, question: Question) -> tuple[Said, ...]:
    """Give every sheet that says something to a question, with what it says."""
    found = []
    for sheet in sorted(tell.mission.answers.sheets, key=lambda sheet: sheet.id):
        response = sheet.responses.get(question.id)
        if response is not None and response.standing is not Standing.UNKNOWN:
            found.append((sheet, response))
    return tuple(found)


def _record(tell: Telling, question: Question) -> Iterator[Block]:
    said = _said(tell, question)
    rows = [(sheet, written) for sheet, response in said for written in rows_of(response)]
    if rows:
        yield _table(tell, question, rows)
    for sheet, response in said:
        if not rows_of(response):
            words = _words(tell, question, response)
            who = strong(tell.say("visit.records.by", who=sheet.role))
            yield para(who, " ", words) if len(said) > 1 else para(words)
        yield from _remarks(tell, response)


def _words(tell: Telling, question: Question, response: Response) -> str:
    value = None if response.answer is None else response.answer.value
    if question.type is QuestionType.TEXT and isinstance(value, str):
        return value
    return response_words(tell, question, response)


def _remarks(tell: Telling, response: Response) -> Iterator[Block]:
    if response.note:
        yield tell.small("visit.records.note", note=response.note)
    if response.evidence:
        yield tell.small("visit.records.evidence", list=tell.say("list.comma").join(response.evidence))


def _table(tell: Telling, question: Question, rows: list[Noted]) -> Table:
    columns = [
        Column(title=column.text, width=_width(column, rows), heads_rows=place == 0)
        for place, column in enumerate(question.columns)
    ]
    cells = [_cells(tell, question, dict(written)) for _, written in rows]
    if len({sheet.id for sheet, _ in rows}) > 1:
        columns.append(Column(title=tell.say("visit.records.sheet"), width=NARROWEST))
        cells = [(*one, cell(sheet.role)) for one, (sheet, _) in zip(cells, rows, strict=True)]
    return Table(
        id=f"table-{slug(question.id)}",
        caption=tell.say("visit.records.caption", text=question.text, id=question.id),
        columns=tuple(columns),
        rows=tuple(row(*one) for one in cells),
        density=Density.COMPACT,
    )


def _width(column: Recorded, rows: list[Noted]) -> int:
    """Give a column room by what stands in it: narrow for dates and levels, wide for sentences."""
    if column.holds != "text":
        return BESIDE
    longest = max((len(dict(written).get(column.id, "")) for _, written in rows), default=0)
    return max(NARROWEST, min(WIDEST, NARROWEST + longest // 3))


def _cells(tell: Telling, question: Question, written: dict[str, str]) -> tuple[Cell, ...]:
    return tuple(_cell(tell, column, written.get(column.id, "").strip()) for column in question.columns)


def _cell(tell: Telling, column: Recorded, written: str) -> Cell:
    """Write a date in words, an indicator with its name and a level in its colour; anything else stands as written."""
    day = day_of(written) if column.holds == "date" else None
    if day is not None:
        return cell(tell.shown.date(day))
    if column.holds == "level" and written.isdigit():
        return level_cell(int(written), tell.shown.count(int(written)))
    indicator = tell.framework.indicators.get(written) if column.holds == "indicator" else None
    if indicator is not None:
        return cell(strong(indicator.id), " ", indicator.short)
    return cell(written)
