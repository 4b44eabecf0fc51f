"""Say what is wrong in a file: where it stands, a permanent code, the author's words and the way out.

A mistake in a file is a value. Readers and checks collect problems and go on; all problems of all files are shown at
once, sorted. Each package keeps one catalogue of `Kind` values in its `codes.py`; `docs/reference/problems.md` has an
entry for every code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import NamedTuple, Protocol

from rmdiag.tongue import phrase, phrases
from rmdiag.values import dataclass

LONGEST_WORDS = 1_000  # of the author's line in output for machines
_LONGEST_EXCERPT = 150
# The values of problems that are words of ours, marked for translators where they stand; all others are the author's.
_OURS = frozenset({"first", "hint", "known", "needed", "place", "reason", "side", "wanted", "way_out", "what", "why"})
# Patterns in words, compiled when the first problem is shown; most runs have none.
_BREAKING = "[\t\n\r\v\f\x85\u2028\u2029]"
_STEERING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


class Severity(StrEnum):
    """How much a problem matters: an error must be mended before files are used, a warning need not."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A place in a file: line and column count from 1; `words` is the whole line as its author wrote it.

    Every value that is read has one, so it is a tuple: made, compared and stored faster than any class of our own.
    """

    file: str
    line: int = 0  # 0: the file as a whole
    column: int = 0
    words: str = ""

    def __str__(self) -> str:
        """Write the place as editors understand it, `file:line:column`."""
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class HasSpan(Protocol):
    """Anything that knows where it is written."""

    @property
    def span(self) -> Span:
        """The place in its file."""


Places = Mapping[str, Span]  # by key, and by `key word` for each word, row id or key inside


class HasPlaces(HasSpan, Protocol):
    """Anything that knows where its own values are written."""

    @property
    def places(self) -> Places:
        """The places of its values."""


def place_of(written: HasPlaces, key: str, word: str = "") -> Span:
    """Say where a word of a key stands; failing that the key, failing that the whole."""
    return written.places.get(f"{key} {word}") or written.places.get(key) or written.span


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One entry of a catalogue; `message` and `fix` are templates filled with the problem's own values."""

    code: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in one place, in words that its author understands."""

    kind: Kind
    span: Span
    values: tuple[tuple[str, object], ...] = ()

    @property
    def code(self) -> str:
        """The permanent code, such as RSP012."""
        return self.kind.code

    @property
    def message(self) -> str:
        """What is wrong, in one sentence."""
        return harmless(phrase(self.kind.message).format_map(self._shown()))

    @property
    def fix(self) -> str:
        """What to do about it."""
        return harmless(phrase(self.kind.fix).format_map(self._shown()))

    def _shown(self) -> dict[str, object]:
        """Give the values, those that are words of ours in the language spoken."""
        return {
            name: phrase(value) if name in _OURS and isinstance(value, str) else value for name, value in self.values
        }

    def __str__(self) -> str:
        """Show place, code, message, the author's line with a caret, and the fix."""
        lines = [f"{harmless(str(self.span))}: {self.code}: {self.message}"]
        if self.span.line and self.span.words.strip():
            words, column = _excerpt(self.span)
            lines += [f"{self.span.line:>5} | {words}", f"{' ' * 5} | {' ' * (column - 1)}^"]
        fix = phrase("Fix: {words}", words=self.fix)
        return "\n".join([*lines, f"  {fix}"])


@dataclass(slots=True)
class Problems:
    """Collect problems while reading and checking; nothing is raised for what an author wrote."""

    _found: list[Problem] = field(default_factory=list)

    def add(self, kind: Kind, at: HasSpan | Span, /, **values: object) -> None:
        """Note a problem of a kind at a place; `values` fill the templates of the kind."""
        span = at if isinstance(at, Span) else at.span
        self._found.append(Problem(kind=kind, span=span, values=tuple(values.items())))

    def extend(self, others: Iterable[Problem]) -> None:
        """Take over problems found elsewhere."""
        self._found.extend(others)

    def __iter__(self) -> Iterator[Problem]:
        """Give all problems by file, line and column, each once."""
        unique = {(p.span, p.code, p.message): p for p in self._found}
        return iter(unique[key] for key in sorted(unique))

    def __len__(self) -> int:
        """Count the problems noted so far."""
        return len(self._found)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that must be mended before the files can be used."""
        return tuple(p for p in self if p.kind.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that are worth a look but stop nothing."""
        return tuple(p for p in self if p.kind.severity is Severity.WARNING)


def harmless(text: str) -> str:
    """Replace what would steer a terminal or turn the direction of writing; a file may hold it on purpose."""
    return re.sub(_STEERING, "\N{REPLACEMENT CHARACTER}", re.sub(_BREAKING, " ", text))


def _excerpt(span: Span) -> tuple[str, int]:
    """Give the author's line and the column of the caret in it; of a very long line, what stands around the caret."""
    words = harmless(span.words)
    if len(words) <= _LONGEST_EXCERPT:
        return words, span.column
    start = max(0, min(span.column - 1 - _LONGEST_EXCERPT // 2, len(words) - _LONGEST_EXCERPT))
    part = words[start : start + _LONGEST_EXCERPT]
    before, after = "… " if start else "", " …" if start + _LONGEST_EXCERPT < len(words) else ""
    return f"{before}{part}{after}", span.column - start + len(before)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Suggest the nearest known word, as a phrase to put before a fix; empty when nothing is near."""
    import difflib

    choices = {choice.casefold(): choice for choice in known}
    near = difflib.get_close_matches(word.casefold(), choices, n=1, cutoff=0.6)
    return phrase("did you mean `{word}`? ", word=choices[near[0]]) if near else ""


def listed(words: Iterable[str], most: int = 12) -> str:
    """List words for a message, `a`, `b`, `c`, and say how many more there are past `most`."""
    every = [f"`{word}`" for word in words]
    more = phrases(" and {count} more", " and {count} more", len(every) - most) if len(every) > most else ""
    return ", ".join(every[:most]) + more


def as_json(problems: Iterable[Problem]) -> list[dict[str, object]]:
    """Give problems as plain values for machines: code, severity, place, words, message, fix."""
    return [
        {
            "code": p.code,
            "severity": p.kind.severity.value,
            "file": p.span.file,
            "line": p.span.line,
            "column": p.span.column,
            "words": p.span.words[:LONGEST_WORDS],
            "message": p.message,
            "fix": p.fix,
        }
        for p in problems
    ]
