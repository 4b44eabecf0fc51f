"""Fill the sentences of a report: whole messages by key, in one language, with the plural form that a number takes.

No sentence is glued from fragments: what varies stands in braces inside one message, so that a translator may move it.
The messages of a language are a mapping (`languages/`); a later catalogue needs to give the same keys only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Formatter

from rmdiag.reports.model import Inline, Runs, Text
from rmdiag.reports.shown import Shown

Message = str | Mapping[str, str]  # one text, or one per plural form
_FORMATTER = Formatter()
_UNACCENTED = str.maketrans("áéíóú", "aeiou")  # reunión, reuniones


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The messages of a language and the way it counts."""

    messages: Mapping[str, Message]
    shown: Shown

    def say(self, key: str, /, **values: str) -> str:
        """Give a message with its values filled in."""
        return self._text(key).format_map(values)

    def count(self, key: str, number: int, /, **values: str) -> str:
        """Give a message in the plural form of a number, which it may show as `{count}`."""
        return self._form(key, number).format_map({**values, "count": self.shown.count(number)})

    def runs(self, key: str, /, **values: str | Inline | Runs) -> Runs:
        """Give a message as runs, with styled words, references or badges in their places."""
        return tuple(_filled(self._text(key), values))

    def has(self, key: str, /) -> bool:
        """Tell whether there is a message, for names of things that files may add to."""
        return key in self.messages

    def singular(self, key: str) -> str | None:
        """Give the word for one of a unit, whose plural ends the key; None where no message knows it."""
        if self.has(key):
            return self.say(key)
        stem, _, unit = key.rpartition(".")
        ones = (self.say(known) for known in self.messages if known.startswith(f"{stem}."))
        return next((one for one in ones if unit in _plurals(one)), None)

    def _text(self, key: str) -> str:
        message = self.messages[key]
        return message if isinstance(message, str) else message["other"]

    def _form(self, key: str, number: int) -> str:
        message = self.messages[key]
        if isinstance(message, str):
            return message
        return message.get(self.shown.plural(number), message["other"])


def _plurals(one: str) -> set[str]:
    """Give the ways in which Spanish and French make several of one, word by word."""
    bare = one.translate(_UNACCENTED)
    return {
        one,
        " ".join(f"{word}s" for word in one.split()),
        " ".join(f"{word}{'s' if word[-1] in 'aeiouáéíóú' else 'es'}" for word in bare.split()),
        " ".join(f"{word}{'s' if word[-1] in 'aeiouáéíóú' else 'es'}" for word in one.split()),
    }


def _filled(template: str, values: Mapping[str, str | Inline | Runs]) -> Iterator[Inline]:
    for literal, name, _, _ in _FORMATTER.parse(template):
        if literal:
            yield Text(text=literal)
        if name is None:
            continue
        value = values[name]
        if isinstance(value, str):
            yield Text(text=value)
        elif isinstance(value, tuple):
            yield from value
        else:
            yield value
