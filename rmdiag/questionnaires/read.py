"""Read questions and sets from their documents into values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from rmdiag.compendium.checks import check_twice
from rmdiag.compendium.model import Framework
from rmdiag.fields import WHOLE, Fields, as_fields, number
from rmdiag.problems import Problems, did_you_mean
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.model import (
    BECOMES,
    CELLS,
    Column,
    Condition,
    Option,
    Question,
    Questionnaire,
    QuestionSet,
    QuestionType,
)
from rmdiag.source import Document, Scalar, Sequence, nothing_lost, parse
from rmdiag.tongue import marked

_GATES = ("needed_for", "partly_for", "partly")
_KEYS_OF_TYPE: Mapping[QuestionType, tuple[str, ...]] = {
    QuestionType.YES_PARTLY_NO: _GATES,
    QuestionType.CHOICE: ("options",),
    QuestionType.MULTI: ("options", "needed_for", "at_least", "includes"),
    QuestionType.NUMBER: ("unit", "minimum", "maximum", "whole", "direction", "thresholds", "metric", "measured_by"),
    QuestionType.PERCENT: ("minimum", "maximum", "whole", "direction", "thresholds", "metric", "measured_by"),
    QuestionType.DATE: ("needed_for", "within_months"),
    QuestionType.TEXT: (*_GATES, "met_when"),
    QuestionType.TABLE: (*_GATES, "met_when", "columns", "becomes"),
}
_PLACED = (
    "text",
    "ask",
    "options",
    "thresholds",
    "needed_for",
    "partly_for",
    "at_least",
    "includes",
    "within_months",
    "metric",
    "measured_by",
    "becomes",
)
_KEYS_OF_OTHERS = ("id", "format", "extends")
_SPECIAL = {key for keys in _KEYS_OF_TYPE.values() for key in keys}


def read_questionnaire(
    framework: Framework,
    documents: Iterable[Document],
    sets: Iterable[Document],
    problems: Problems,
) -> Questionnaire:
    """Give the framework with its questions and sets; `documents` hold `questions:`, each once."""
    found: dict[str, Question] = {}
    complete = True
    for document in documents:
        for question in read_questions(document, framework.indicators, problems):
            if question is None:
                complete = False
                continue
            if question.id in found:
                problems.add(codes.QUESTION_TWICE, question, id=question.id, first=found[question.id].span)
            found.setdefault(question.id, question)
    ordered = _in_framework_order(framework, found)
    whole = framework.whole and complete and nothing_lost(problems)
    strays = problems if whole else Problems()  # an unknown question may stand in the part that could not be read
    chosen = [s for document in sets if (s := _set(document, ordered, problems, strays)) is not None]
    check_twice(((s.id, s) for s in chosen), marked("set"), problems)
    return Questionnaire(framework=framework, questions=ordered, sets={s.id: s for s in chosen}, whole=whole)


def _in_framework_order(framework: Framework, found: Mapping[str, Question]) -> dict[str, Question]:
    places = {indicator: place for place, indicator in enumerate(framework.indicators)}
    ordered = sorted(found.values(), key=lambda question: places.get(question.indicator, len(places)))
    return {question.id: question for question in ordered}


def read_questions(document: Document, indicators: Collection[str], problems: Problems) -> list[Question | None]:
    """Give the questions of one document, None for each that could not be read."""
    node = parse(document, problems)
    main = None if node is None else as_fields(node, "the file of questions", problems)
    if main is None:
        return []
    found: list[Question | None] = []
    # A framework in one file, or an overlay, has keys of its own, which its own reader knows.
    alone = not any(main.has(key) for key in _KEYS_OF_OTHERS)
    for key, rows in main.entries("questions", "`questions`", required=alone):
        if key.text not in indicators:
            near = did_you_mean(key.text, indicators)
            problems.add(codes.UNKNOWN_INDICATOR, key, id=key.text, near=near)
        nodes = rows.nodes if isinstance(rows, Sequence) else (rows,)
        fields = (as_fields(row, "a question", problems) for row in nodes)
        found += [read_question(row, key.text, problems) for row in fields if row is not None]
    if alone:
        main.close()
    return found


def read_question(row: Fields, indicator: str, problems: Problems) -> Question | None:
    """Give one question, None when it does not say of which type it is; a record belongs to no indicator."""
    type_name = row.word("type", [t.value for t in QuestionType], required=True)
    if type_name is None:  # without its type nothing else of a question can be judged
        return None
    kind = QuestionType(type_name)
    _refuse_foreign_keys(row, kind, problems)
    minimum, maximum = _range(row, kind)
    question = Question(
        id=row.text("id", required=True) or "",
        indicator=indicator,
        text=row.text("text", required=True) or "",
        type=kind,
        ask=row.text("ask", required=True) or "",
        see=row.texts("see"),
        help=row.text("help"),
        options=tuple(_option(f) for f in row.rows("options", "an option")),
        columns=tuple(_column(f) for f in row.rows("columns", "a column")),
        unit=row.text("unit"),
        minimum=minimum,
        maximum=maximum,
        whole=row.flag("whole"),
        lower_is_better=row.word("direction", ["lower", "higher"]) == "lower",
        thresholds=_thresholds(row, problems),
        needed_for=row.integer("needed_for", 1, 9),
        partly_for=row.integer("partly_for", 1, 9),
        partly=row.text("partly"),
        at_least=row.integer("at_least", 1, 99),
        includes=row.texts("includes"),
        within_months=row.integer("within_months", 1, 600),
        met_when=row.text("met_when"),
        applies_when=_condition(row),
        not_applicable_when=row.text("not_applicable_when"),
        metric=row.text("metric"),
        measured_by=row.text("measured_by"),
        becomes=row.word("becomes", BECOMES),
        span=row.at("id"),
        places=row.places(*_PLACED),
    )
    row.close()
    return question


def _range(row: Fields, kind: QuestionType) -> tuple[Fraction | None, Fraction | None]:
    """Give the least and the greatest legal figure; a percent goes from 0 to 100 unless it says otherwise."""
    minimum, maximum = row.fraction("minimum"), row.fraction("maximum")
    if kind is not QuestionType.PERCENT:
        return minimum, maximum
    return Fraction(0) if minimum is None else minimum, Fraction(100) if maximum is None else maximum


def _refuse_foreign_keys(row: Fields, kind: QuestionType, problems: Problems) -> None:
    for key, _ in row.table.entries:
        if key.text in _SPECIAL and key.text not in _KEYS_OF_TYPE[kind]:
            problems.add(codes.KEY_NOT_FOR_TYPE, key, key=key.text, type=kind.value)


def _option(row: Fields) -> Option:
    option = Option(
        id=row.text("id", required=True) or "",
        text=row.text("text", required=True) or "",
        level=row.integer("level", 1, 9),
        none=row.flag("none"),
    )
    row.close()
    return option


def _column(row: Fields) -> Column:
    column = Column(
        id=row.text("id", required=True) or "",
        text=row.text("text", required=True) or "",
        holds=row.word("holds", CELLS) or "text",
    )
    row.close()
    return column


def _thresholds(row: Fields, problems: Problems) -> tuple[tuple[int, Fraction], ...]:
    found = []
    if not row.has("thresholds"):
        return ()
    for key, node in row.entries("thresholds", "the thresholds"):
        level = number(key, "level", problems, WHOLE)
        value = number(node, key.text, problems) if isinstance(node, Scalar) else None
        if level is not None and value is not None:
            found.append((int(level), value))
    return tuple(sorted(found))


def _condition(row: Fields) -> Condition | None:
    fields = row.fields("applies_when", "`applies_when`")
    if fields is None:
        return None
    condition = Condition(
        question=fields.text("question", required=True) or "",
        values=fields.texts("is", required=True),
        span=fields.span,
    )
    fields.close()
    return condition


def _set(
    document: Document, questions: Mapping[str, Question], problems: Problems, strays: Problems
) -> QuestionSet | None:
    node = parse(document, problems)
    main = None if node is None else as_fields(node, "the set", problems)
    if main is None:
        return None
    extension = main.text("extension")
    every = main.table.get("questions")
    if isinstance(every, Scalar) and every.text == "all":
        main.has("questions")
        ids: tuple[str, ...] = tuple(questions)
    elif extension is not None:  # it may name questions of the extension, which is read when it is needed
        ids = main.texts("questions", required=True)
    else:
        ids = tuple(_known_ids(main, questions, strays))
    chosen = QuestionSet(
        id=main.text("id", required=True) or "",
        title=main.text("title", required=True) or "",
        scope=main.text("scope", required=True) or "",
        questions=ids,
        extension=extension,
        covers=main.texts("covers") if main.has("covers") else None,
        span=main.at("id"),
        places=main.places("questions", "covers"),
    )
    main.close()
    return chosen


def _known_ids(main: Fields, questions: Mapping[str, Question], strays: Problems) -> Iterable[str]:
    for scalar in main.scalars("questions", required=True):
        if scalar.text in questions:
            yield scalar.text
        else:
            near = did_you_mean(scalar.text, questions)
            strays.add(codes.UNKNOWN_QUESTION, scalar, id=scalar.text, near=near)
