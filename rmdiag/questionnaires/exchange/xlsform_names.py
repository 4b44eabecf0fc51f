"""Name the fields of a phone form, and say again which question and which part of it a column of an export is.

Field names hold letters, digits and underscores only, as every server of XLSForms takes them: GOV-01-Q1 is GOV_01_Q1,
and its parts stand behind two underscores. Labels begin with the id, so that an export with labels is known as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from rmdiag.files import in_every_language
from rmdiag.questionnaires.exchange.form_words import CONFIDENCES, SATISFIED
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionType
from rmdiag.tongue import marked, phrase
from rmdiag.values import dataclass

HEAD_FIELD, SENT_FIELD, BASE_FIELD, DAY_FIELD = "rmdiag_head", "rmdiag_sent", "rmdiag_base", "rmdiag_day"
ASKED, SEVERAL_PARTS = "asked", ("answer", "evidence")
BETWEEN = " · "  # between the id and the name of a part in a label

# The parts of a question, in the order of the form, by the name under which people see them.
PARTS: Mapping[str, str] = {
    "state": marked("State"),
    "answer": marked("Answer"),
    "reason": marked("Not applicable, because"),
    "met": marked("Meets the test?"),
    "confidence": marked("Confidence"),
    "evidence": marked("Evidence"),
    "note": marked("Note"),
    "file": marked("Document"),
    "image": marked("Photo"),
}
STATES: Mapping[str, str] = {
    "answer": marked("Answered below"),
    "no": marked("Does not exist"),
    "not_applicable": marked("Not applicable"),
    "do_not_know": marked("Do not know"),
}
WORDS_OF: Mapping[str, Mapping[str, str]] = {"state": STATES, "met": SATISFIED, "confidence": CONFIDENCES}
_SAME_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u202f": " "})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_QUESTION_LIKE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Za-z0-9]+)*_Q[0-9]+(?:__[a-z_0-9]+)?\Z")
_LABEL_LIKE = re.compile(r"(?:^|/)([A-Z][A-Z0-9]*(?:[-.][A-Za-z0-9.]+)+) · ([^/]+)(?:/(.*))?\Z", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a column holds: a part of a question, and of a choice among several the option that it marks."""

    question: str
    part: str
    option: str | None = None


def field_name(identity: str, part: str = "answer") -> str:
    """Give the name of the field for a part of a question, or of what else has an id."""
    own = "".join(map(_written, identity))
    return own if part == "answer" else f"{own}__{part}"


def column_name(question: Question, column: str) -> str:
    """Give the name of the field for a column of a table."""
    own = column if _NAME.fullmatch(f"_{column}") else "".join(_written(one, dash="_u2d_") for one in column)
    return field_name(question.id, f"c_{own}")


def label_of(question: Question, part: str) -> str:
    """Give the label of the field for a part of a question in the language spoken."""
    return f"{question.id}{BETWEEN}{phrase(PARTS[part])}"


def look(text: str) -> str:
    """Give a text without what XLSForm tools change on the way: kinds of quotes and of spaces."""
    return " ".join(text.translate(_SAME_QUOTES).split())


def meaning(part: str, text: str) -> str | None:
    """Give the id of a state, of yes, partly and no, or of a confidence; by its id or its words in any language."""
    return _meanings(part).get(look(text).casefold())


@cache
def _meanings(part: str) -> Mapping[str, str]:
    return {
        look(said).casefold(): identity
        for identity, word in WORDS_OF[part].items()
        for said in (identity, *in_every_language(word))
    }


@cache
def _parts_by_label() -> Mapping[str, str]:
    return {look(said): part for part, word in PARTS.items() for said in in_every_language(word)}


@dataclass(frozen=True, kw_only=True)
class Names:
    """All names of the fields of a questionnaire."""

    questionnaire: Questionnaire

    @cached_property
    def fields(self) -> Mapping[str, Heading]:
        """What each field is, by its name."""
        return {
            field_name(question, part): Heading(question=question, part=part)
            for question in self.questionnaire.questions
            for part in (*PARTS, ASKED)
        }

    def columns(self, question: Question) -> Mapping[str, str]:
        """Give the ids of the columns of a table by the names of their fields."""
        return {column_name(question, column.id): column.id for column in question.columns}

    def heading(self, column: str) -> Heading | None:
        """Say what a column of an export is; None for what is no part of a question.

        Before the name may stand the groups around it, with whatever sign the server puts between them; behind it the
        option of a choice among several.
        """
        last = None
        for found in _NAME.finditer(column):
            name = found.group()
            if name in self.fields:
                last = found
        if last is not None:
            return self._with_option(self.fields[last.group()], column[last.end() :])
        labelled = _LABEL_LIKE.search(column)
        if labelled is None or labelled.group(1) not in self.questionnaire.questions:
            return None
        part = _parts_by_label().get(look(labelled.group(2)))
        rest = f"/{labelled.group(3)}" if labelled.group(3) else ""
        return None if part is None else self._with_option(Heading(question=labelled.group(1), part=part), rest)

    def _with_option(self, heading: Heading, rest: str) -> Heading | None:
        if not rest:
            return heading
        several = heading.part == "evidence" or (
            heading.part == "answer" and self.questionnaire.questions[heading.question].type is QuestionType.MULTI
        )
        if not several or len(rest) == 1:
            return None
        return Heading(question=heading.question, part=heading.part, option=rest[1:])


def seems_a_question(column: str) -> bool:
    """Whether a column looks like one of a question, known or not."""
    named = [found.group().removesuffix("_URL") for found in _NAME.finditer(column)]
    return any(map(_QUESTION_LIKE.match, named)) or _LABEL_LIKE.search(column) is not None


def is_group(column: str) -> bool:
    """Whether a column is of a group or of the question's own words, which hold nothing."""
    last = [found.group() for found in _NAME.finditer(column)][-1:]
    return any(name.startswith("q_") or name.endswith((f"__{ASKED}", "_URL")) for name in last)


def duplicates(words: Iterable[str]) -> frozenset[str]:
    """Give the words that stand more than once."""
    every = [look(word) for word in words]
    return frozenset(word for word in every if every.count(word) > 1)


def _written(sign: str, dash: str = "_") -> str:
    if sign.isascii() and sign.isalnum():
        return sign
    return dash if sign == "-" else f"_u{ord(sign):x}_"
