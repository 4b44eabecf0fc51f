"""Read response sheets: who answered, what, how surely, on which evidence.

Nothing that was typed is lost or guessed at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from rmdiag.fields import DECIMAL, WHOLE, Fields, as_fields, day, number
from rmdiag.problems import Problems, did_you_mean, listed
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.model import (
    Answer,
    Confidence,
    Layer,
    Question,
    Questionnaire,
    QuestionType,
    Response,
    Sheet,
    Standing,
)
from rmdiag.source import Document, Node, Scalar, Sequence, Table, parse
from rmdiag.tongue import marked, phrase

SATISFACTION = ("yes", "partly", "no")
_CONFIDENCES = tuple(confidence.value for confidence in Confidence)
_JUDGED = (QuestionType.TEXT, QuestionType.TABLE)  # somebody says beside the answer whether it meets the test


def read_sheet(document: Document, identity: str, questionnaire: Questionnaire, problems: Problems) -> Sheet | None:
    """Give one sheet; `identity` is its file's name without ending. Only `responses:` is required."""
    node = parse(document, problems)
    main = None if node is None else as_fields(node, "the sheet", problems)
    if main is None:
        return None
    role, name = _respondent(main, identity)
    if not main.has("responses"):
        problems.add(codes.NO_RESPONSES, main)
    sheet = Sheet(
        id=identity,
        role=role,
        name=name,
        layer=Layer(main.word("layer", [layer.value for layer in Layer]) or "self"),
        edition=main.text("edition"),
        on=main.date("date"),
        language=main.text("language"),
        responses=read_responses(main, questionnaire.questions, questionnaire.framework.id, problems),
        span=main.span,
    )
    main.has("framework")
    main.text("mission")
    main.close()
    return sheet


def _respondent(main: Fields, identity: str) -> tuple[str, str | None]:
    fields = main.fields("respondent", "the respondent")
    if fields is None:
        return identity, None
    role, name = fields.text("role") or identity, fields.text("name")
    fields.close()
    return role, name


def read_responses(
    main: Fields, questions: Mapping[str, Question], framework: str, problems: Problems
) -> dict[str, Response]:
    """Read the mapping `responses:` of question ids to what was said."""
    found: dict[str, Response] = {}
    for key, node in main.entries("responses", "`responses`"):
        question = questions.get(key.text)
        if question is None:
            near = did_you_mean(key.text, questions)
            problems.add(codes.RESPONSE_UNKNOWN, key, id=key.text, framework=framework, near=near)
            continue
        found[key.text] = read_response(question, key, node, problems)
    return found


def read_response(question: Question, key: Scalar, node: Node, problems: Problems) -> Response:
    """Read what was said to one question; a bare value is short for `{answer: value}`."""
    if not isinstance(node, Table):
        silent = Response(question=question.id, standing=Standing.UNKNOWN, span=node.span)
        answer = _given(question, node, None, problems)
        return silent if answer is None else _standing(question, silent, answer, problems)
    row = as_fields(node, phrase("the answer to {id}", id=question.id), problems)
    if row is None:  # pragma: no cover  # a table is always a mapping
        return Response(question=question.id, standing=Standing.UNKNOWN, span=key.span)
    response = _response(question, key, row, problems)
    row.close()
    return response


def _response(question: Question, key: Scalar, row: Fields, problems: Problems) -> Response:
    written = [name for name in ("answer", "not_applicable", "do_not_know") if row.has(name)]
    met = row.word("met", SATISFACTION)
    if met is not None and question.type not in _JUDGED:
        problems.add(codes.MET_NOT_FOR_TYPE, row.at("met"), id=question.id, type=question.type.value)
    reason = row.text("not_applicable")
    if row.has("not_applicable") and reason is None:
        problems.add(codes.NO_REASON, row.at("not_applicable"), id=question.id)
    do_not_know = row.flag("do_not_know")
    answer = row.node("answer")
    states = [
        name
        for name, given in (("answer", answer), ("not_applicable", reason), ("do_not_know", do_not_know or None))
        if given is not None
    ]
    if len(states) > 1:
        problems.add(codes.TWO_STATES, row.at(states[1]), id=question.id, keys=listed(states))
        answer, reason, do_not_know = None, None, False
    confidence = Confidence(row.word("confidence", _CONFIDENCES) or "declared")
    response = Response(
        question=question.id,
        standing=Standing.UNKNOWN if reason is None else Standing.NOT_APPLICABLE,
        reason=reason,
        do_not_know=do_not_know,
        confidence=confidence,
        evidence=row.texts("evidence"),
        note=row.text("note"),
        span=row.at(written[0]) if written else key.span,
    )
    if confidence is Confidence.VERIFIED and not response.evidence and answer is not None:
        problems.add(codes.UNPROVEN, row.at("confidence"), id=question.id)
    given = None if answer is None else _given(question, answer, met, problems)
    return response if given is None else _standing(question, response, given, problems)


def _given(question: Question, node: Node, met: str | None, problems: Problems) -> _Given | None:
    """Read an answer with the `met` beside it; `no` needs none and overrides one (SCORING 1)."""
    if isinstance(node, Scalar) and node.blank:
        return None
    answer = read_answer(question, node, problems)
    if answer is None:
        return None
    counts = met is not None and question.type in _JUDGED and not answer.no
    return _Given(answer=replace(answer, met=met) if counts else answer, node=node)


class _Given(NamedTuple):
    """An answer that could be read, and where it is written."""

    answer: Answer
    node: Node


def _standing(question: Question, response: Response, given: _Given, problems: Problems) -> Response:
    """Add the answer to a response; text and table stay unknown until someone says whether they meet the test."""
    answer, span = given.answer, given.node.span
    if question.type in _JUDGED and question.gates and not answer.no and answer.met is None:
        test = question.met_when or phrase("the level descriptor")
        problems.add(codes.MET_UNSAID, span, id=question.id, test=test)
        return replace(response, answer=answer, span=span)
    return replace(response, standing=Standing.ANSWERED, answer=answer, span=span)


def read_answer(question: Question, node: Node, problems: Problems) -> Answer | None:
    """Read an answer as the type that its question asks for; None with a problem when it is of another type."""
    refused = isinstance(node, Scalar) and node.text == "no" and bool(question.gates)
    if refused and isinstance(node, Scalar):
        return Answer(value="no", words=node.text, no=True)
    if question.type is QuestionType.MULTI:
        return _several(question, node, problems)
    if question.type is QuestionType.TABLE and isinstance(node, Sequence):
        return _rows(question, node, problems)
    if not isinstance(node, Scalar):
        holder = Fields(table=Table(entries=(), span=node.span), place=marked("the answer"), problems=problems)
        known = listed(o.id for o in question.options) or phrase("one value of type {type}", type=question.type.value)
        words = phrase("a list") if isinstance(node, Sequence) else phrase("a mapping")
        holder.problems.add(codes.NOT_AN_OPTION, node, id=question.id, words=words, near="", known=known, no="")
        return None
    return _single(question, node, problems)


def _single(question: Question, scalar: Scalar, problems: Problems) -> Answer | None:
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return _number(question, scalar, problems)
    if question.type is QuestionType.DATE:
        when = day(scalar, question.id, problems)
        return None if when is None else Answer(value=when, words=scalar.text)
    if question.type is QuestionType.YES_PARTLY_NO:
        return _yes_partly_no(question, scalar, problems)
    if question.type is QuestionType.CHOICE:
        return _choice(question, scalar, problems)
    return Answer(value=scalar.text.strip(), words=scalar.text.strip())


def _yes_partly_no(question: Question, scalar: Scalar, problems: Problems) -> Answer | None:
    if scalar.text in SATISFACTION:
        return Answer(value=scalar.text, words=scalar.text, no=scalar.text == "no")
    near = did_you_mean(scalar.text, SATISFACTION)
    problems.add(codes.NOT_YES_NO, scalar, id=question.id, words=scalar.text, near=near)
    return None


def _choice(question: Question, scalar: Scalar, problems: Problems) -> Answer | None:
    if question.option(scalar.text) is not None:
        return Answer(value=scalar.text, words=scalar.text)
    _note_option(question, scalar, problems)
    return None


def _note_option(question: Question, scalar: Scalar, problems: Problems) -> None:
    known = [option.id for option in question.options]
    no = phrase(", or `no`") if question.gates else ""
    near = did_you_mean(scalar.text, known)
    problems.add(codes.NOT_AN_OPTION, scalar, id=question.id, words=scalar.text, near=near, known=listed(known), no=no)


def _number(question: Question, scalar: Scalar, problems: Problems) -> Answer | None:
    value = number(scalar, question.id, problems, WHOLE if question.whole else DECIMAL)
    if value is None:
        return None
    percent = question.type is QuestionType.PERCENT
    what = phrase("a number of {unit}", unit=question.unit) if question.unit else phrase("the number")
    edge = _edge_passed(question, value)
    if edge is not None:
        values = {
            "words": scalar.text,
            "what": phrase("a percent") if percent else what,
            "edge": edge,
            "range": _range(question),
        }
        problems.add(codes.OUT_OF_RANGE, scalar, id=question.id, **values)
        return None
    return Answer(value=value, words=scalar.text)


def _edge_passed(question: Question, value: Fraction) -> str | None:
    if question.maximum is not None and value > question.maximum:
        return phrase("ends at {number}", number=question.maximum)
    if question.minimum is not None and value < question.minimum:
        return phrase("begins at {number}", number=question.minimum)
    return None


def _range(question: Question) -> str:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None:
        return phrase("from {low} to {high}", low=low, high=high)
    return phrase("up to {high}", high=high) if low is None else phrase("not below {low}", low=low)


def _several(question: Question, node: Node, problems: Problems) -> Answer | None:
    if isinstance(node, Scalar):
        problems.add(codes.NOT_A_LIST, node, id=question.id, words=node.text)
        return None
    scalars = [n for n in node.nodes if isinstance(n, Scalar)] if isinstance(node, Sequence) else []
    words: list[str] = []
    sound = isinstance(node, Sequence) and len(scalars) == len(node.nodes)
    for scalar in scalars:
        if question.option(scalar.text) is None:
            _note_option(question, scalar, problems)
            sound = False
        elif scalar.text in words:
            problems.add(codes.CHOICE_TWICE, scalar, id=question.id, words=scalar.text)
            sound = False
        words.append(scalar.text)
    alone = next((o.id for o in question.options if o.none and o.id in words), None)
    if alone is not None and len(words) > 1:
        problems.add(codes.NONE_STANDS_ALONE, node, id=question.id, none=alone)
        sound = False
    return Answer(value=tuple(words), words=", ".join(words)) if sound and words else None


def _rows(question: Question, node: Sequence, problems: Problems) -> Answer | None:
    known = {column.id for column in question.columns}
    rows: list[tuple[tuple[str, str], ...]] = []
    for row in node.nodes:
        if not isinstance(row, Table):
            problems.add(codes.NOT_A_ROW, row, id=question.id)
            continue
        for key, _ in row.entries:
            if key.text not in known:
                near = did_you_mean(key.text, known)
                problems.add(
                    codes.UNKNOWN_COLUMN, key, words=key.text, id=question.id, near=near, known=listed(sorted(known))
                )
        rows.append(tuple((key.text, value.text) for key, value in row.entries if isinstance(value, Scalar)))
    if not rows:
        return None
    return Answer(value=tuple(rows), words="; ".join(_row_words(row) for row in rows))


def _row_words(row: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"{column} {value}" for column, value in row)
