"""Hold what a sheet says to one question as plain texts, as any form can carry it, and read it as a sheet is read.

A workbook, a page in a browser, a phone and a YAML sheet all carry the same few texts. They are compared and merged as
such; what they mean is decided in one place, `read_response`, with the place in the form as the place of a problem.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.model import Confidence, Question, QuestionType, Response
from rmdiag.questionnaires.responses import read_response
from rmdiag.source import Node, Scalar, Sequence, Table
from rmdiag.values import dataclass

Rows = tuple[tuple[tuple[str, str], ...], ...]  # of a table: pairs of column and text, row by row
Words = str | tuple[str, ...] | Rows

_BLANK = ("", "~", "null")
FIELDS = ("answer", "not_applicable", "do_not_know", "met", "confidence", "evidence", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said to one question; all parts left out: nothing.

    `answer` is `no`, the id of an option, the ids of several, digits as written, a date as year-month-day, free words,
    or the rows of a table.
    """

    answer: Words | None = None
    not_applicable: str | None = None  # the reason
    do_not_know: bool = False
    met: str | None = None
    confidence: str | None = None  # None: declared
    evidence: tuple[str, ...] = ()
    note: str | None = None

    @property
    def silent(self) -> bool:
        """Whether nothing at all is said."""
        return self == Said()


Place = Callable[[str], Span]  # where the part of that name stands: one of FIELDS


def said_of(question: Question, response: Response) -> Said:
    """Give the texts of a response that was read; two that say the same give equal texts."""
    answer = response.answer
    return Said(
        answer=None if answer is None else _words(question, response),
        not_applicable=response.reason,
        do_not_know=response.do_not_know,
        met=None if answer is None else answer.met,
        confidence=None if response.confidence is Confidence.DECLARED else response.confidence.value,
        evidence=response.evidence,
        note=tidy(response.note),
    )


def understood(question: Question, said: Said, place: Place, problems: Problems) -> Response:
    """Read texts as a sheet is read; what is wrong is a problem where the form has it."""
    key = Scalar(text=question.id, plain=True, span=place("answer"))
    return read_response(question, key, node_of(said, place), problems)


def node_of(said: Said, place: Place) -> Node:
    """Give texts as the nodes of a sheet."""

    def scalar(name: str, text: str) -> tuple[Scalar, Node]:
        return Scalar(text=name, plain=True, span=place(name)), _scalar(text, place(name))

    entries: list[tuple[Scalar, Node]] = []
    if said.answer is not None:
        key = Scalar(text="answer", plain=True, span=place("answer"))
        entries.append((key, _answer_node(said.answer, place("answer"))))
    if said.do_not_know:
        entries.append(scalar("do_not_know", "true"))
    texts = (("not_applicable", said.not_applicable), ("met", said.met), ("confidence", said.confidence))
    entries += [scalar(name, text) for name, text in (*texts, ("note", said.note)) if text is not None]
    if said.evidence:
        at = place("evidence")
        nodes = tuple(_scalar(one, at) for one in said.evidence)
        entries.append((Scalar(text="evidence", plain=True, span=at), Sequence(nodes=nodes, span=at)))
    return Table(entries=tuple(entries), span=place("answer"))


def plain_said(said: Said) -> dict[str, object]:
    """Give texts as plain values for JSON; parts that are left out are not there."""
    found: dict[str, object] = {}
    for name in FIELDS:
        value = getattr(said, name)
        if value not in (None, False, ()):
            found[name] = _plain(value)
    return found


def said_from(plain: object) -> Said:
    """Read texts from the plain values of JSON.

    Raises ValueError where they are none: a form that comes back may hold anything.
    """
    if not isinstance(plain, Mapping) or not set(plain) <= set(FIELDS):
        message = "not what is said to a question"
        raise ValueError(message)
    evidence = plain.get("evidence", [])
    if not isinstance(evidence, list) or not all(isinstance(one, str) for one in evidence):
        message = "evidence is no list of ids"
        raise ValueError(message)
    return Said(
        answer=_answer_from(plain.get("answer")),
        not_applicable=_text_from(plain.get("not_applicable")),
        do_not_know=plain.get("do_not_know", False) is True,
        met=_text_from(plain.get("met")),
        confidence=_text_from(plain.get("confidence")),
        evidence=tuple(evidence),
        note=tidy(_text_from(plain.get("note"))),
    )


def tidy(text: str | None) -> str | None:
    """Give words with one kind of line end and nothing around them; None where nothing is left."""
    return None if text is None else text.replace("\r\n", "\n").replace("\r", "\n").strip() or None


def in_words(said: Said) -> str:
    """Write what is said on one line for a list of changes; empty where nothing is said."""
    parts = []
    if said.answer is not None:
        parts.append(_on_one_line(said.answer))
    if said.not_applicable is not None:
        parts.append(f"not_applicable: {said.not_applicable}")
    if said.do_not_know:
        parts.append("do_not_know")
    parts += [f"{name}: {text}" for name, text in (("met", said.met), ("confidence", said.confidence)) if text]
    if said.evidence:
        parts.append(f"evidence: {', '.join(said.evidence)}")
    if said.note:
        parts.append(f"note: {said.note}")
    return "; ".join(" ".join(part.split()) for part in parts)


def _on_one_line(answer: Words) -> str:
    if isinstance(answer, str):
        return answer
    return " | ".join(one if isinstance(one, str) else ", ".join(f"{c}: {t}" for c, t in one) for one in answer)


def _words(question: Question, response: Response) -> Words:
    """Give an answer as texts: choices in the order of the options, which nobody means anything by."""
    answer = response.answer
    if answer is None:
        return ""
    if answer.no:
        return "no"
    value = answer.value
    if question.type is QuestionType.MULTI and isinstance(value, tuple):
        return tuple(option.id for option in question.options if option.id in value)
    if question.type is QuestionType.TABLE and isinstance(value, tuple):
        return tuple(tuple((c, t.strip()) for c, t in row if t.strip()) for row in value if isinstance(row, tuple))
    return tidy(answer.words) or ""


def _answer_node(answer: Words, at: Span) -> Node:
    if isinstance(answer, str):
        return _scalar(answer, at)
    nodes = tuple(_row_node(one, at) if isinstance(one, tuple) else _scalar(one, at) for one in answer)
    return Sequence(nodes=nodes, span=at)


def _scalar(text: str, at: Span) -> Scalar:
    """Give a text as a sheet would have it: without quotes, unless it would count as blank."""
    return Scalar(text=text, plain=text not in _BLANK, span=at)


def _row_node(row: tuple[tuple[str, str], ...], at: Span) -> Table:
    entries = ((Scalar(text=c, plain=True, span=at), Scalar(text=t, plain=False, span=at)) for c, t in row)
    return Table(entries=tuple(entries), span=at)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        rows = all(isinstance(one, tuple) for one in value)
        return [dict(one) for one in value] if rows else list(value)
    return value


def _answer_from(plain: object) -> Words | None:
    if plain is None:
        return None
    if isinstance(plain, str):
        return tidy(plain)
    if isinstance(plain, list) and all(isinstance(one, str) for one in plain):
        return tuple(plain) or None
    if isinstance(plain, list) and all(isinstance(one, dict) for one in plain):
        rows = tuple(tuple((c, t.strip()) for c, t in one.items() if _text_from(t)) for one in plain)
        return tuple(row for row in rows if row) or None
    message = "an answer is a text, a list of ids or a list of rows"
    raise ValueError(message)


def _text_from(plain: object) -> str | None:
    if plain is None or isinstance(plain, str):
        return plain or None
    message = "a text is needed"
    raise ValueError(message)
