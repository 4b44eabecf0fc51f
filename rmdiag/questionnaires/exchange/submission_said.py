"""Read what a submission says to one question: ids, words of any language, digits as phones and servers write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from decimal import Decimal

from rmdiag.files import catalogue
from rmdiag.problems import Problems, Span, listed
from rmdiag.questionnaires.codes import NO_REASON
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.xlsform_names import WORDS_OF, duplicates, look, meaning
from rmdiag.questionnaires.forms import Entry
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionType
from rmdiag.questionnaires.said import FIELDS, Rows, Said, Words, tidy
from rmdiag.tongue import phrase, speaking
from rmdiag.values import dataclass

_MARKED = ("1", "true", "yes", "x")
_PLAIN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?\Z")
_COMMA = re.compile(r"-?[0-9]+,[0-9]+\Z")
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2},[0-9]{3}\Z")
_NUMBER = re.compile(r"[+-]?(0|[1-9][0-9]*)?(\.[0-9]*)?(E[+-]?[0-9]{1,2})?\Z", re.IGNORECASE)
_NOTHING_AFTER = re.compile(r"\.0+\Z")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.]+(?:Z|[+-][0-9:]+)?\Z")
_LABELLED_ID = re.compile(r"\[([A-Za-z0-9_.-]+)\]")
_PLACES = {"not_applicable": "reason", "do_not_know": "state"}  # the part of a form in which a field stands


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the columns of one question hold, by part; `marks` are options with a column each."""

    texts: Mapping[str, str] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    marks: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    rows: Rows = ()
    row: Span  # of the whole submission

    def text(self, part: str) -> str:
        """Give the words of a part, empty where there are none."""
        return tidy(self.texts.get(part)) or ""

    def place(self, part: str) -> Span:
        """Say where a part stands."""
        return self.spans.get(part, self.row)

    @property
    def blank(self) -> bool:
        """Whether nothing stands anywhere: the question was skipped, or is not in this form."""
        marked = any(_is_marked(text) for marks in self.marks.values() for _, text in marks)
        return not (marked or self.rows or any(self.text(part) for part in self.texts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is needed to read: the words of options in every language."""

    speaks: Callable[[str], Questionnaire]
    languages: tuple[str, ...]
    own: str  # the language of the form
    problems: Problems

    def option(self, question: Question, text: str) -> str:
        """Give the id of an option by its id or its words; the text itself where it is none or could be two."""
        if question.option(text) is not None:
            return text
        return self.options(question).get(look(text), text)

    def options(self, question: Question) -> dict[str, str]:
        """Give the ids of options by their words in every language."""
        found: dict[str, str] = {}
        for language in self.languages:
            spoken = self.speaks(language).questions.get(question.id, question)
            twice = duplicates(option.text for option in spoken.options)
            found |= {look(o.text): o.id for o in spoken.options if look(o.text) not in twice}
        return found


def entry_of(question: Question, written: Written, reading: Reading) -> Entry | None:
    """Give what is said to a question with its places; None, with the problem noted, where its state is not clear."""
    state = _state(question, written, reading)
    if state is None:
        return None
    answer = _answer(question, written, reading)
    if state == "no":
        if answer not in (None, "no"):
            reading.problems.add(codes.NONE_AND_ANSWER, written.place("answer"), id=question.id)
            return None
        answer = "no"
    reason = written.text("reason") or None
    if state == "not_applicable" and reason is None:
        reading.problems.add(NO_REASON, written.place("state"), id=question.id)
        return None
    confidence = _word("confidence", written)
    said = Said(
        answer=answer,
        not_applicable=reason,
        do_not_know=state == "do_not_know",
        met=_word("met", written) if answer is not None else None,
        confidence=None if confidence == "declared" else confidence,
        evidence=_evidence(written),
        note=_note(question, written, reading),
    )
    places = {name: written.spans[part] for name in FIELDS if (part := _PLACES.get(name, name)) in written.spans}
    return Entry(said=said, places={**places, "row": written.row})


def files_sent(written: Written) -> tuple[str, ...]:
    """Give the names of the files that were sent along with a question."""
    paths = (written.text(part) for part in ("file", "image"))
    return tuple(dict.fromkeys(re.split(r"[/\\]", path)[-1] for path in paths if path))


def _state(question: Question, written: Written, reading: Reading) -> str | None:
    text = written.text("state")
    found = meaning("state", text) if text else "answer"
    if found is None:
        known = listed(WORDS_OF["state"])
        reading.problems.add(codes.UNKNOWN_STATE, written.place("state"), id=question.id, words=text, known=known)
    return found


def _word(part: str, written: Written) -> str | None:
    text = written.text(part)
    return (meaning(part, text) or text) if text else None


def _answer(question: Question, written: Written, reading: Reading) -> Words | None:
    if question.type is QuestionType.TABLE:
        return written.rows or None
    if question.type is QuestionType.MULTI:
        return _several(question, written, reading)
    text = written.text("answer")
    return _single(question, text, reading) if text else None


def _single(question: Question, text: str, reading: Reading) -> str:
    if question.type is QuestionType.YES_PARTLY_NO:
        return meaning("met", text) or text
    if question.type is QuestionType.CHOICE:
        return reading.option(question, text)
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return _number(question, text)
    moment = _MOMENT.match(text) if question.type is QuestionType.DATE else None
    return moment.group(1) if moment else text


def _several(question: Question, written: Written, reading: Reading) -> Words | None:
    """Give the options that are chosen: in one column, or each in its own."""
    text = written.text("answer")
    if not text:
        marks = written.marks.get("answer", ())
        return tuple(reading.option(question, option) for option, mark in marks if _is_marked(mark)) or None
    words = text.split()
    if all(question.option(word) is not None for word in words):
        return tuple(words)
    return _in_words(" ".join(words), reading.options(question)) or tuple(words)


def _in_words(text: str, options: Mapping[str, str]) -> tuple[str, ...] | None:
    """Take apart options that stand in words, one behind the other with a space between; None where that fails."""
    text, found = look(text), []
    while text:
        words = max((one for one in options if f"{text} ".startswith(f"{one} ")), key=len, default=None)
        if words is None:
            return None
        found.append(options[words])
        text = text[len(words) :].strip()
    return tuple(found)


def _is_marked(text: str) -> bool:
    return text.strip().casefold() in _MARKED


def _number(question: Question, text: str) -> str:
    """Write a number as a sheet does; what could be two numbers is left for its reader to refuse."""
    if _COMMA.match(text) and not _THOUSANDS.match(text):
        text = text.replace(",", ".")
    if question.whole:
        text = _NOTHING_AFTER.sub("", text)
    if _PLAIN.match(text) or not _NUMBER.match(text) or not any(one.isdigit() for one in text):
        return text
    try:
        exact = f"{Decimal(text):f}"
    except ArithmeticError:
        return text
    return exact.rstrip("0").rstrip(".") if "." in exact else exact


def _evidence(written: Written) -> tuple[str, ...]:
    """Give the ids of evidence that are chosen; in words, each stands in brackets behind its title."""
    text = written.text("evidence")
    if text:
        return tuple(_LABELLED_ID.findall(text)) or tuple(text.split())
    chosen = (option for option, mark in written.marks.get("evidence", ()) if _is_marked(mark))
    return tuple((_LABELLED_ID.findall(option) or [option])[-1] for option in chosen)


def _note(question: Question, written: Written, reading: Reading) -> str | None:
    """Give the note, with the names of files that came along; they are no evidence before somebody registers them."""
    note, files = written.text("note"), files_sent(written)
    if files:
        at = written.place("file" if written.text("file") else "image")
        reading.problems.add(codes.FILES_SENT, at, id=question.id, files=listed(files))
    new = [file for file in files if file not in note]
    if not new:
        return note or None
    with speaking(reading.own, catalogue(reading.own, "commands")):
        line = str(phrase("Files: {names}", names=", ".join(new)))
    return f"{note}\n{line}" if note else line
