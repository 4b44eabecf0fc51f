"""Write the letter that asks an administration for documents and figures before a mission, with its lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rmdiag.assessment.agenda import Asked
from rmdiag.assessment.extract import COLUMN_KEYS
from rmdiag.assessment.requests import FigureAsked, Request, requests_of, wants_extract
from rmdiag.compendium.model import Metric
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.reports.compose import cell, code, group_row, para, row, runs
from rmdiag.reports.editions.cover import confidentiality, period
from rmdiag.reports.editions.forms import (
    Wanted,
    by_words,
    definition,
    form_report,
    leads,
    needed_by,
    role_name,
    short_round,
)
from rmdiag.reports.editions.telling import Telling, sentence_part, slug
from rmdiag.reports.model import (
    Align,
    Block,
    Cell,
    Column,
    Definition,
    Definitions,
    Density,
    Inline,
    List,
    ListEntry,
    Reference,
    Report,
    Row,
    Section,
    Start,
    Table,
    Text,
)
from rmdiag.reports.spaces import Room

DOCUMENTS, FIGURES, EXTRACT = "form-documents", "form-figures", "form-extract"
BOX = "☐"
NOTHING = "–"
UNITS = {QuestionType.PERCENT: "percent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """A letter in the making."""

    tell: Telling
    wanted: Wanted
    requests: tuple[Request, ...]
    extract: bool


def request_letter(tell: Telling, asked: Sequence[Asked], wanted: Wanted) -> Report:
    """Write the letter with what the questions of a set want to see and count, for all or for some interlocutors."""
    every = requests_of(tell.framework, asked)
    requests = tuple(one for one in every if not wanted.roles or one.interlocutor in wanted.roles)
    letter = _Letter(tell=tell, wanted=wanted, requests=requests, extract=wants_extract(requests))
    short = tell.say("letter.short", round=short_round(tell))
    first = Section(id="form-letter", title=tell.say("letter.title"), blocks=tuple(_letter(letter)), short_title=short)
    return form_report(tell, "letter", tell.say("letter.title"), (first, *_lists(letter, short)))


def _lists(letter: _Letter, short: str) -> Iterator[Section]:
    tell = letter.tell
    yield Section(
        id=DOCUMENTS,
        number="1",
        title=tell.say("letter.documents.title"),
        blocks=tuple(_documents(letter)),
        short_title=short,
        start=Start.NEW_PAGE,
    )
    yield Section(
        id=FIGURES,
        number="2",
        title=tell.say("letter.figures.title"),
        blocks=tuple(_figures(letter)),
        short_title=short,
    )
    if letter.extract:
        yield Section(
            id=EXTRACT,
            number="3",
            title=tell.say("letter.extract.title"),
            blocks=tuple(_extract(letter)),
            short_title=short,
        )


def _letter(letter: _Letter) -> Iterator[Block]:
    tell = letter.tell
    yield Room(label=tell.say("letter.place"))
    yield Definitions(
        entries=(
            definition(tell, "letter.from", _sender(tell)),
            definition(tell, "letter.to", _addressee(tell)),
            definition(tell, "letter.subject", _subject(tell)),
            _by(letter),
            definition(tell, "letter.readers", confidentiality(tell)),
        )
    )
    yield para(tell.say("letter.salutation"))
    yield para(_purpose(tell))
    yield para(tell.say("letter.asks", by=by_words(tell, letter.wanted)))
    yield List(entries=tuple(ListEntry(runs=one) for one in _asks(letter)))
    yield para(tell.say("letter.as_they_are"))
    yield para(tell.say(f"letter.confidentiality.{tell.mission.confidentiality}"))
    yield para(tell.say("letter.close"))
    yield Room(label=tell.say("letter.signed"), lines=3)


def _asks(letter: _Letter) -> Iterator[tuple[Inline, ...]]:
    tell = letter.tell
    documents = sum(len(found.questions) for one in letter.requests for found in one.documents)
    figures = sum(len(one.figures) for one in letter.requests)
    if documents:
        yield _counted(tell, "letter.asks.documents", documents, DOCUMENTS)
    if figures:
        yield _counted(tell, "letter.asks.figures", figures, FIGURES)
    if letter.extract:
        yield tell.runs("letter.asks.extract", section=Reference(target=EXTRACT))
    yield runs(tell.say("letter.asks.contact"))


def _counted(tell: Telling, key: str, number: int, target: str) -> tuple[Inline, ...]:
    """Fill a message in the plural form of a number and lead to a section from within it."""
    before, _, after = tell.count(key, number, section="\0").partition("\0")
    return (Text(text=before), Reference(target=target), Text(text=after))


def _sender(tell: Telling) -> str:
    organisations = dict.fromkeys(one.organisation for one in tell.mission.team if one.organisation)
    if not organisations:
        return tell.say("letter.from_team")
    return tell.say("letter.from_of", organisations=tell.say("list.semicolon").join(organisations))


def _addressee(tell: Telling) -> str:
    lead = leads(tell)
    administration = tell.mission.administration
    if lead is None:
        return tell.say("letter.to_head", administration=administration)
    return tell.say("letter.to_lead", lead=lead, administration=administration)


def _subject(tell: Telling) -> str:
    return tell.say("letter.subject_words", framework=tell.framework.title, round=tell.mission.round)


def _by(letter: _Letter) -> Definition:
    tell, day = letter.tell, needed_by(letter.tell, letter.wanted)
    if day is None:
        return definition(tell, "letter.by_undated", tell.say("letter.by_weeks"))
    return definition(tell, "letter.by", tell.shown.date(day))


def _purpose(tell: Telling) -> str:
    chosen = tell.questionnaire.sets.get(tell.mission.set)
    when = period(tell)
    values = {
        "administration": tell.mission.administration,
        "set": tell.framework.title if chosen is None else chosen.title,
    }
    return (
        tell.say("letter.purpose", **values)
        if when is None
        else tell.say("letter.purpose_dated", period=when, **values)
    )


def _documents(letter: _Letter) -> Iterator[Block]:
    tell = letter.tell
    if not any(one.documents for one in letter.requests):
        yield para(tell.say("letter.documents.none"))
        return
    yield para(tell.say("letter.documents.opening"))
    yield para(tell.say("letter.codes"))
    for one in letter.requests:
        if one.documents:
            yield Table(
                id=f"documents-{slug(one.interlocutor)}",
                caption=tell.say("letter.documents.caption", interlocutor=role_name(tell, one.interlocutor)),
                columns=(
                    Column(title=tell.say("letter.column.ready"), width=12, align=Align.CENTRE),
                    Column(title=tell.say("letter.column.document"), width=118),
                    Column(title=tell.say("letter.column.questions"), width=46),
                ),
                rows=tuple(
                    row(BOX, _joined(tell, found.words), _ids(tell, found.questions)) for found in one.documents
                ),
                density=Density.COMPACT,
                label="",
            )


def _joined(tell: Telling, words: Sequence[str]) -> str:
    return tell.say("list.semicolon").join(sentence_part(one) for one in words)


def _figures(letter: _Letter) -> Iterator[Block]:
    tell = letter.tell
    if not any(one.figures for one in letter.requests):
        yield para(tell.say("letter.figures.none"))
        return
    yield para(tell.say("letter.figures.opening", **_years(tell)))
    yield para(tell.say("letter.figures.periods", **_years(tell)))
    own = any(not figure.questions for one in letter.requests for figure in one.figures)
    yield para(tell.say("letter.figures.codes_own" if own else "letter.codes"))
    yield Table(
        id="figures",
        caption=tell.say("letter.figures.caption"),
        columns=(
            Column(title=tell.say("letter.column.ready"), width=12, align=Align.CENTRE),
            Column(title=tell.say("letter.column.figure"), width=52),
            Column(title=tell.say("letter.column.formula"), width=66),
            Column(title=tell.say("letter.column.unit"), width=20),
            Column(title=tell.say("letter.column.questions"), width=26),
        ),
        rows=tuple(_figure_rows(tell, letter.requests)),
        density=Density.COMPACT,
        label="",
    )


def _figure_rows(tell: Telling, requests: Sequence[Request]) -> Iterator[Row]:
    for one in requests:
        if one.figures:
            yield group_row(5, role_name(tell, one.interlocutor))
        yield from (_figure_row(tell, figure) for figure in one.figures)


def _figure_row(tell: Telling, figure: FigureAsked) -> Row:
    ids = _ids(tell, [question.id for question in figure.questions])
    if figure.metric is None:
        (question,) = figure.questions
        return row(BOX, Cell(runs=runs(question.text), span=2), _unit_asked(tell, question), ids)
    return row(BOX, figure.metric.name, _formula(figure.metric), _unit(tell, figure.metric.unit), ids)


def _formula(metric: Metric) -> str:
    return metric.formula if metric.caution is None else f"{sentence_part(metric.formula)}. {metric.caution}"


def _unit(tell: Telling, unit: str) -> str:
    key = f"letter.unit.{unit}"
    return tell.say(key) if tell.words.has(key) else unit


def _unit_asked(tell: Telling, question: Question) -> str:
    return _unit(tell, UNITS.get(question.type, question.unit or ""))


def _ids(tell: Telling, ids: Sequence[str]) -> Cell:
    return cell(tell.say("list.comma").join(ids) or NOTHING)


def _years(tell: Telling) -> dict[str, str]:
    """Name the two full years before the mission and the running one."""
    year = (tell.mission.start or tell.mission.as_of).year
    return {"first": str(year - 2), "second": str(year - 1), "current": str(year)}


def _extract(letter: _Letter) -> Iterator[Block]:
    tell = letter.tell
    yield para(tell.say("letter.extract.opening", **_years(tell)))
    yield Table(
        id="extract",
        caption=tell.say("letter.extract.caption"),
        columns=(
            Column(title=tell.say("letter.column.ready"), width=12, align=Align.CENTRE),
            Column(title=tell.say("letter.column.column"), width=34, heads_rows=True),
            Column(title=tell.say("letter.column.holds"), width=130),
        ),
        rows=tuple(row(BOX, cell(code(key)), tell.say(f"letter.extract.{key}")) for key in COLUMN_KEYS),
        density=Density.COMPACT,
        label="",
    )
