"""Speak the user's language: messages are found by their English, filled with their values, and take plural forms.

A message is a whole sentence; what varies stands in braces inside it, so that a translator may move it. The edge says
once which language is spoken; until then, and for what nobody has translated, it is English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

Forms = tuple[str, ...]  # the text, or the one for a single thing and the one for several
ENGLISH = "en"
_NONE_IS_ONE = frozenset({"fr", "pt"})  # languages that say: 0 action, 1 action, 2 actions


class _Spoken:
    """The language of this process and its messages by their English."""

    language: str = ENGLISH
    messages: Mapping[str, Forms] = {}  # replaced as a whole, never changed


class Both(str):
    """What is shown in the language spoken, and beside it the English that CSV and JSON hold in every language."""

    __slots__ = ("english",)
    english: str


def speak(language: str, messages: Mapping[str, Forms]) -> None:
    """Take a language for everything that is said from now on."""
    _Spoken.language, _Spoken.messages = language, messages


@contextmanager
def speaking(language: str, messages: Mapping[str, Forms]) -> Iterator[None]:
    """Speak another language for a while, as for a form that goes to somebody else."""
    before = _Spoken.language, _Spoken.messages
    speak(language, messages)
    try:
        yield
    finally:
        speak(*before)


def spoken() -> str:
    """Name the language that is spoken."""
    return _Spoken.language


def marked(english: str) -> str:
    """Mark a word that stands in a constant and is shown by `phrase` later, so that it is found for translators."""
    return english


def heads(*english: str) -> tuple[str, ...]:
    """Give the heads of a table, marked for translators: keys for machines, phrases for people."""
    return english


def phrase(english: str, /, **values: object) -> str:
    """Give a message in the language spoken, filled with its values."""
    found = _Spoken.messages.get(english)
    return _filled(found[0] if found and found[0] else english, english, values)


def phrases(one: str, several: str, count: int, /, **values: object) -> str:
    """Give a message in the form that a number takes; the number stands in it as `{count}`."""
    found = _Spoken.messages.get(one)
    forms = found if found and all(found) else (one, several)
    form = forms[0 if _is_one(count) else -1]
    return _filled(form, one if count == 1 else several, {**values, "count": count})


def both(shown: str, english: str) -> str:
    """Give what is shown with its English beside it."""
    if shown == english:
        return shown
    both = Both(shown)
    both.english = english
    return both


def joined(separator: str, words: Iterable[str]) -> str:
    """Join what is said so that its English stays beside it."""
    every = tuple(words)
    return both(separator.join(every), separator.join(in_english(word) for word in every))


def decimals(number: str) -> str:
    """Write a number, given with a point, as the language spoken does: 2.3 is 2,3 in Spanish and French."""
    return both(number.replace(".", phrase("0.0")[1]), number)


def all_of(conditions: Iterable[object]) -> str:
    """List what must all be so."""
    first, *others = map(str, conditions)
    words = first
    for another in others:
        words = phrase("{words} and {another}", words=words, another=another)
    return words


def any_of(values: Iterable[object]) -> str:
    """List that of which one must be so."""
    first, *others = map(str, values)
    words = first
    for another in others:
        words = phrase("{words} or {another}", words=words, another=another)
    return words


def side_by_side(words: Iterable[object]) -> str:
    """List what is said independently, each with words of its own."""
    first, *others = map(str, words)
    told = first
    for another in others:
        told = phrase("{words}; {another}", words=told, another=another)
    return told


def chained(steps: Iterable[str]) -> str:
    """Say of steps that each waits for the next one."""
    chain, *others = steps
    for step in others:
        chain = phrase("{chain} waits for {step}", chain=chain, step=step)
    return chain


def in_english(words: object) -> str:
    """Give the English of what was said, as data for machines have it; other texts as they are."""
    return words.english if isinstance(words, Both) else str(words)


def _filled(text: str, english: str, values: Mapping[str, object]) -> str:
    if not values:
        return both(text, english)
    shown = text.format_map(values)
    if _Spoken.language == ENGLISH:
        return shown
    return both(shown, english.format_map({name: _plain(value) for name, value in values.items()}))


def _plain(value: object) -> object:
    return value.english if isinstance(value, Both) else value


def _is_one(count: int) -> bool:
    return count in (0, 1) if _Spoken.language[:2] in _NONE_IS_ONE else count == 1
