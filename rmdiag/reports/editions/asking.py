"""Lay out one question on paper: what may be answered as boxes and lines, what to see, when it does not apply."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from rmdiag.questionnaires.model import Confidence, Question, QuestionType, Response, Sheet
from rmdiag.reports.compose import cell, code, row, runs, small, strong
from rmdiag.reports.editions.answers import response_words
from rmdiag.reports.editions.forms import dimension_title, respondent
from rmdiag.reports.editions.telling import Telling, cut, sentence_part, slug
from rmdiag.reports.model import (
    Block,
    Column,
    Columns,
    Density,
    Group,
    Keep,
    List,
    ListEntry,
    ListStyle,
    Paragraph,
    Runs,
    Section,
    Table,
    Text,
    TextStyle,
)
from rmdiag.reports.spaces import Room

BOX = "☐"
EMPTY = "\N{NO-BREAK SPACE}"  # a cell to write in; one without any words has no height
NOTES = 3  # lines
SHARES = (3, 2)  # of the width: the answer, and room to write
WORDS, ROWS = 4, 6  # lines for an answer in words, and rows of a table
GRID, MOST_COLUMNS = 176, 6  # millimetres of a table to fill in, and columns that leave each of them room to write
LONGEST_BEFORE = 320  # characters of an earlier answer
Blocks = Callable[[Telling, Question], tuple[Block, ...]]
_TICKED = {QuestionType.CHOICE: "asking.tick_one", QuestionType.MULTI: "asking.tick_all"}
_ABSENT = {  # what "no" says of a question, by what it asks for
    QuestionType.NUMBER: "asking.absent_figure",
    QuestionType.PERCENT: "asking.absent_figure",
    QuestionType.DATE: "asking.absent_date",
}


def asked_by_dimension(tell: Telling, name: str, questions: Sequence[Question], blocks: Blocks) -> tuple[Section, ...]:
    """Give questions in their order under headings of their dimensions; `blocks` lays out what is under a question."""
    groups = groupby(questions, key=lambda question: dimension_title(tell, question.indicator))
    return tuple(
        Section(
            id=f"{name}-{number}",
            title=title,
            blocks=tuple(_question(question, blocks(tell, question)) for question in found),
        )
        for number, (title, found) in enumerate(groups, start=1)
    )


def ticks(*words: str) -> str:
    """Set boxes side by side; no box is parted from its words."""
    return "\N{EM SPACE}".join(f"{BOX} {one}".replace(" ", "\N{NO-BREAK SPACE}") for one in words)


def guided(tell: Telling, question: Question) -> tuple[Block, ...]:
    """Lay out a question for an interviewer: answer and what to see beside notes, confidence and evidence."""
    boxes = ticks(*(tell.say(f"confidence.{one}") for one in Confidence))
    confidence = _hint(tell, "asking.confidence", "asking.confidence.label", boxes=boxes)
    columns = Columns(
        left=(*_answer(tell, question), *_hints(tell, question, "see", "applies.label"), confidence),
        right=(*_notes(tell, question, "asking.notes"), Room(label=tell.say("asking.evidence"))),
        shares=SHARES,
    )
    return (*_help(question), *_grid(tell, question), columns)


def guided_with_answers(tell: Telling, question: Question) -> tuple[Block, ...]:
    """Lay out the same with what was answered before, in grey."""
    before = (small(Text(text=line, style=TextStyle.QUIET)) for line in _before(tell, question))
    return (*guided(tell, question), *before)


def self_answered(tell: Telling, question: Question) -> tuple[Block, ...]:
    """Lay out a question for whoever answers it alone: answer and what to enclose beside room for remarks."""
    columns = Columns(
        left=(*_answer(tell, question), *_hints(tell, question, "enclose", "applies.for_reader")),
        right=(*_notes(tell, question, "asking.remarks"), Room(label=tell.say("asking.enclosed"))),
        shares=SHARES,
    )
    return (*_help(question), *_grid(tell, question), columns)


def _help(question: Question) -> tuple[Paragraph, ...]:
    return () if question.help is None else (small(question.help),)


def _grid(tell: Telling, question: Question) -> Iterator[Table]:
    """Give a table to fill in across the page, with a column for each of the question, where they all have room."""
    if not _fits(question):
        return
    width = GRID // len(question.columns)
    yield Table(
        id=f"rows-{slug(question.id)}",
        caption=tell.say("asking.grid"),
        columns=tuple(Column(title=column.text, width=width) for column in question.columns),
        rows=(row(*(cell(EMPTY) for _ in question.columns)),) * ROWS,
        density=Density.COMPACT,
        label="",
    )


def _fits(question: Question) -> bool:
    return question.type is QuestionType.TABLE and 0 < len(question.columns) <= MOST_COLUMNS


def _question(question: Question, blocks: tuple[Block, ...]) -> Group:
    title = runs(code(question.id), f" {question.text}")
    return Group(id=f"q-{slug(question.id)}", title=title, blocks=blocks, keep=Keep.WHOLE)


def _notes(tell: Telling, question: Question, key: str) -> Iterator[Room]:
    """Give room beside the answer; a share needs a line for its two counts."""
    if question.type is QuestionType.PERCENT:
        yield Room(label=tell.say("asking.counted"))
        yield Room(label=tell.say(key), lines=NOTES - 1)
    else:
        yield Room(label=tell.say(key), lines=NOTES)


def _answer(tell: Telling, question: Question) -> Iterator[Block]:
    """Give what may be answered; what may be said of every question stands last."""
    always = [tell.say("asking.do_not_know"), tell.say("asking.not_applicable")]
    if question.type is QuestionType.YES_PARTLY_NO:
        always[:0] = (tell.say(f"asking.{word}") for word in ("yes", "partly", "no"))
    yield from _options(tell, question)
    yield from (Room(label=label, lines=lines) for label, lines in _open(tell, question))
    if _may_be_absent(tell, question):
        always.insert(0, tell.say(_ABSENT.get(question.type, "asking.absent_thing")))
    yield _line(ticks(*always))


def _line(words: str) -> Paragraph:
    return Paragraph(runs=runs(words))


def _options(tell: Telling, question: Question) -> Iterator[Block]:
    """Give the options, and whether one or several may be ticked."""
    if question.options:
        how = _TICKED.get(question.type)
        if how is not None:
            yield small(Text(text=tell.say(how), style=TextStyle.QUIET))
        words = (tell.say("asking.alone", option=one.text) if one.none else one.text for one in question.options)
        yield List(entries=tuple(ListEntry(runs=runs(one)) for one in words), style=ListStyle.TICKS)


def _open(tell: Telling, question: Question) -> Iterator[tuple[str, int]]:
    """Give the lines to write an answer on, each as its label and how many there are."""
    match question.type:
        case QuestionType.NUMBER:
            yield _number(tell, question), 1
        case QuestionType.PERCENT:
            yield tell.say("asking.percent"), 1
        case QuestionType.DATE:
            yield tell.say("asking.date"), 1
        case QuestionType.TEXT:
            yield tell.say("asking.words"), WORDS
        case QuestionType.TABLE if not _fits(question):
            columns = tell.say("list.semicolon").join(column.text for column in question.columns)
            yield tell.say("asking.rows", columns=columns), ROWS


def _number(tell: Telling, question: Question) -> str:
    number = tell.say("asking.number_of", unit=question.unit) if question.unit else tell.say("asking.number")
    low, high = question.minimum, question.maximum
    if low is None or high is None:
        return number
    return tell.say("asking.number_range", number=number, low=tell.shown.figure(low), high=tell.shown.figure(high))


def _may_be_absent(tell: Telling, question: Question) -> bool:
    """Whether "there is none" needs a box of its own: where it may be said and no option says it."""
    if not question.gates or question.type is QuestionType.YES_PARTLY_NO:
        return False
    return not any(one.none or one.level == tell.framework.lowest for one in question.options)


def _hints(tell: Telling, question: Question, see: str, applies: str) -> Iterator[Paragraph]:
    """Say what to see, what counts, and when the question falls away."""
    if question.see:
        listed = tell.say("list.semicolon").join(sentence_part(one) for one in question.see)
        yield _hint(tell, "asking.see", f"asking.{see}.label", list=listed)
    if question.partly is not None:
        yield _hint(tell, "asking.partly_means", "asking.partly_means.label", words=question.partly)
    if question.met_when is not None:
        yield _hint(tell, "asking.met_when", "asking.met_when.label", words=question.met_when)
    metric = tell.framework.metrics.get(question.metric or "")
    if metric is not None:
        yield _hint(tell, "asking.formula", "asking.formula.label", formula=sentence_part(metric.formula))
    yield from _conditions(tell, question, applies)


def _conditions(tell: Telling, question: Question, applies: str) -> Iterator[Paragraph]:
    condition = question.applies_when
    other = None if condition is None else tell.questionnaire.questions.get(condition.question)
    if condition is not None and other is not None:
        answers = tell.say("list.semicolon").join(_named(tell, other, value) for value in condition.values)
        values = {"question": other.id, "text": other.text, "answers": sentence_part(answers)}
        yield _hint(tell, "asking.applies", f"asking.{applies}", **values)
    if question.not_applicable_when is not None:
        label = "asking.not_applicable_when.label"
        yield _hint(tell, "asking.not_applicable_when", label, words=question.not_applicable_when)


def _named(tell: Telling, question: Question, value: str) -> str:
    option = question.option(value)
    if option is not None:
        return option.text
    return tell.say(f"answer.{value}") if question.type is QuestionType.YES_PARTLY_NO else value


def _hint(tell: Telling, key: str, label: str, **values: str) -> Paragraph:
    said: Runs = tell.runs(key, label=strong(tell.say(label)), **values)
    return small(*said)


def _before(tell: Telling, question: Question) -> Iterator[str]:
    """Say what each sheet answered, those that say the same together."""
    said: dict[str, list[str]] = {}
    for sheet, response in _responses(tell, question):
        who = respondent(tell, sheet)
        words = cut(response_words(tell, question, response), LONGEST_BEFORE)
        if who not in said.setdefault(words, []):
            said[words].append(who)
    for words, speakers in said.items():
        yield tell.say("asking.before", who=tell.shown.listed(speakers), words=words)


def _responses(tell: Telling, question: Question) -> Iterator[tuple[Sheet, Response]]:
    for sheet in tell.mission.answers.sheets:
        response = sheet.responses.get(question.id)
        if response is not None and response.said:
            yield sheet, response
