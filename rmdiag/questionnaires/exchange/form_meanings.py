"""Know again what stands in the cells of a form: what it set out from, and the words of options in any language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rmdiag.files import LANGUAGES, catalogue
from rmdiag.questionnaires.exchange.form_outlay import NOTHING
from rmdiag.questionnaires.exchange.form_shown import Shown, chosen_of, options_of, part_of, rows_of
from rmdiag.questionnaires.exchange.form_words import PARTS, plain_words
from rmdiag.questionnaires.exchange.shown import shown_text
from rmdiag.questionnaires.forms import Desk, Head
from rmdiag.questionnaires.model import Question
from rmdiag.questionnaires.said import Said
from rmdiag.tongue import ENGLISH, speaking

Texts = Callable[[Question], Iterable[tuple[str, str]]]  # pairs of id and words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was said to a question when the form was sent, and what its cells showed."""

    said: Said
    parts: Mapping[str, Shown]
    chosen: frozenset[str]
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a form remembers of itself; `head` and `base` are None where it does so no more."""

    head: Head | None = None
    base: Mapping[str, Said] | None = None
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # words by id, by question, as sent
    evidence: tuple[str, ...] = ()


def sent_of(memory: Memory, desk: Desk) -> dict[str, Sent] | None:
    """Give what was sent by question, of those that had been answered; None where it is not known."""
    if memory.head is None or memory.base is None:
        return None
    language = memory.head.language
    questions = desk.speaks(language).questions
    with speaking(language, catalogue(language, "commands")):
        return {one: sent_said(questions[one], said) for one, said in memory.base.items() if one in questions}


def sent_said(question: Question, said: Said = NOTHING) -> Sent:
    """Give what the cells of a question show of what is said to it, in the language spoken."""
    return Sent(
        said=said,
        parts={part: part_of(question, said, part) for part in PARTS},
        chosen=chosen_of(said),
        rows=rows_of(question, said),
    )


@dataclass(slots=True, kw_only=True)
class Lexicon:
    """Find the ids that words can mean: in the language of the form first, then in any."""

    desk: Desk
    memory: Memory
    known: dict[tuple[str, str, bool], dict[str, set[str]]] = field(default_factory=dict)

    def options(self, question: Question, words: str) -> set[str]:
        """Give the ids of the options that words can mean; several where they are not clear."""
        return self._found("options", question, words)

    def columns(self, question: Question, words: str) -> set[str]:
        """Give the ids of the columns of a table that words can mean."""
        return self._found("columns", question, words)

    def _found(self, what: str, question: Question, words: str) -> set[str]:
        plain = plain_words(words).lstrip("\u2022*- ")
        for everywhere in (False, True):
            key = (what, question.id, everywhere)
            if key not in self.known:
                self.known[key] = self._meanings(what, question, everywhere=everywhere)
            found = self.known[key].get(plain)
            if found:
                return found
        return set()

    def _meanings(self, what: str, question: Question, *, everywhere: bool) -> dict[str, set[str]]:
        texts: Texts = _options if what == "options" else _columns
        own = self.desk.questionnaire.questions[question.id]
        pairs = [*texts(own), *((identity, identity) for identity, _ in texts(own))]
        if what == "options":
            pairs += self.memory.options.get(question.id, {}).items()
        for language in self._languages() if everywhere else self._own_language():
            other = self.desk.speaks(language).questions.get(question.id)
            pairs += [] if other is None else texts(other)
        meanings: dict[str, set[str]] = {}
        for identity, text in pairs:
            meanings.setdefault(plain_words(text).lstrip("\u2022*- "), set()).add(identity)
        return meanings

    def _own_language(self) -> list[str]:
        return [] if self.memory.head is None else [self.memory.head.language]

    def _languages(self) -> list[str]:
        return [ENGLISH, *sorted(path.name for path in LANGUAGES.glob("*") if path.is_dir() and path.name != ENGLISH)]


def _options(question: Question) -> Iterable[tuple[str, str]]:
    return options_of(question).items()


def _columns(question: Question) -> Iterable[tuple[str, str]]:
    return ((column.id, shown_text(column.text)) for column in question.columns)
