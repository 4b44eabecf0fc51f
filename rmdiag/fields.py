"""Ask a mapping for its values, each as the type that is wanted: a text, an exact number, a date, a word, a list.

Whatever is missing or of another type is noted as a problem, and so is every key that was never asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from rmdiag.problems import Problems, Span, did_you_mean, listed
from rmdiag.source import (
    MISSING_KEY,
    NOT_A_DATE,
    NOT_A_FLAG,
    NOT_A_LIST,
    NOT_A_MAPPING,
    NOT_A_NUMBER,
    NOT_A_SCALAR,
    NOT_A_WORD,
    OUT_OF_RANGE,
    UNKNOWN_KEY,
    Node,
    Scalar,
    Sequence,
    Table,
    kind_of,
)
from rmdiag.tongue import marked, phrase


class Form(NamedTuple):
    """A way to write a number, and how it is called in messages."""

    pattern: re.Pattern[str]
    wanted: str


WHOLE = Form(re.compile(r"-?(0|[1-9][0-9]*)\Z"), marked("a whole number"))
DECIMAL = Form(re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?\Z"), marked("a number"))
RATIO = Form(re.compile(r"-?(0|[1-9][0-9]*)((\.[0-9]+)?|/[1-9][0-9]*)\Z"), marked("a number"))
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_NUMBER_DIGITS = 40


@dataclass(slots=True)
class Fields:
    """Ask a mapping for its values, each as a type; what was never asked for is an unknown key.

    `place` names the mapping in messages, such as "a question". Every method notes a problem and gives None (or an
    empty tuple) when the value is missing or of another type, so that a reader goes on to find all problems of a file.
    """

    table: Table
    place: str
    problems: Problems
    asked: dict[str, None] = field(default_factory=dict)

    @property
    def span(self) -> Span:
        """Where the mapping begins."""
        return self.table.span

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Give the node of a key as it is, None when absent or blank."""
        self.asked[key] = None
        node = self.table.get(key)
        if node is None or (isinstance(node, Scalar) and node.blank):
            if required:
                self.problems.add(MISSING_KEY, node or self.table, key=key, place=self.place)
            return None
        return node

    def has(self, key: str) -> bool:
        """Whether the key is written at all, even if blank."""
        self.asked[key] = None
        return self.table.get(key) is not None

    def at(self, key: str) -> Span:
        """Where the value of a key stands, or the mapping when it is not written."""
        node = self.table.get(key)
        return node.span if node is not None else self.table.span

    def places(self, *keys: str) -> dict[str, Span]:
        """Say where the values of keys stand: by `key`, and by `key word` for each word, row id or key inside.

        A word that is written a second time stands at `key word again`.
        """
        found: dict[str, Span] = {}
        for key in keys:
            node = self.table.get(key)
            if node is not None:
                found[key] = node.span
                for scalar in _words_of(node):
                    name = f"{key} {scalar.text.strip()}"
                    found[f"{name} again" if name in found else name] = scalar.span
        return found

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """Give a single value as written."""
        node = self.node(key, required=required)
        if node is None or isinstance(node, Scalar):
            return node
        self.problems.add(NOT_A_SCALAR, node, key=key, found=kind_of(node))
        return None

    def text(self, key: str, *, required: bool = False) -> str | None:
        """Give a text, whatever its characters."""
        scalar = self.scalar(key, required=required)
        return None if scalar is None else scalar.text.strip()

    def integer(self, key: str, low: int, high: int, *, required: bool = False) -> int | None:
        """Give a whole number between two bounds, both allowed."""
        scalar = self.scalar(key, required=required)
        value = None if scalar is None else number(scalar, key, self.problems, WHOLE)
        if scalar is None or value is None:
            return None
        if not low <= value <= high:
            self.problems.add(OUT_OF_RANGE, scalar, key=key, words=scalar.text, low=low, high=high)
            return None
        return int(value)

    def fraction(self, key: str, *, required: bool = False) -> Fraction | None:
        """Give an exact number, written as 12, 1.25 or 4/5."""
        scalar = self.scalar(key, required=required)
        return None if scalar is None else number(scalar, key, self.problems, RATIO)

    def date(self, key: str, *, required: bool = False) -> date | None:
        """Give a calendar date, written as year-month-day."""
        scalar = self.scalar(key, required=required)
        return None if scalar is None else day(scalar, key, self.problems)

    def word(self, key: str, known: Iterable[str], *, required: bool = False) -> str | None:
        """Give one word of a list of known words."""
        scalar = self.scalar(key, required=required)
        return None if scalar is None else word(scalar, key, tuple(known), self.problems)

    def flag(self, key: str) -> bool:
        """Give true or false; false when not written."""
        scalar = self.scalar(key)
        if scalar is None:
            return False
        if not (scalar.plain and scalar.text in ("true", "false")):
            self.problems.add(NOT_A_FLAG, scalar, key=key, words=scalar.text)
        return scalar.text == "true"

    def nodes(self, key: str, *, required: bool = False) -> tuple[Node, ...]:
        """Give the nodes of a list."""
        node = self.node(key, required=required)
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.nodes
        self.problems.add(NOT_A_LIST, node, key=key, found=kind_of(node))
        return ()

    def scalars(self, key: str, *, required: bool = False) -> tuple[Scalar, ...]:
        """Give a list of single values as written."""
        found = []
        for node in self.nodes(key, required=required):
            if isinstance(node, Scalar) and not node.blank:
                found.append(node)
            else:
                self.problems.add(NOT_A_SCALAR, node, key=key, found=kind_of(node))
        return tuple(found)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(scalar.text.strip() for scalar in self.scalars(key, required=required))

    def fields(self, key: str, place: str, *, required: bool = False) -> Fields | None:
        """Give a mapping inside this one, ready to be asked."""
        node = self.node(key, required=required)
        return None if node is None else as_fields(node, place, self.problems)

    def rows(self, key: str, place: str, *, required: bool = False) -> tuple[Fields, ...]:
        """Give a list of mappings, each ready to be asked."""
        found = (as_fields(node, place, self.problems) for node in self.nodes(key, required=required))
        return tuple(row for row in found if row is not None)

    def entries(self, key: str, place: str, *, required: bool = False) -> tuple[tuple[Scalar, Node], ...]:
        """Give the pairs of a mapping whose keys are its author's own, such as ids or levels."""
        fields = self.fields(key, place, required=required)
        return () if fields is None else fields.table.entries

    def close(self) -> None:
        """Note every key that was never asked for; call it once all keys were asked."""
        for scalar, _ in self.table.entries:
            if scalar.text not in self.asked:
                near = did_you_mean(scalar.text, self.asked)
                self.problems.add(
                    UNKNOWN_KEY, scalar, key=scalar.text, place=self.place, near=near, known=listed(self.asked, 20)
                )


def as_fields(node: Node, place: str, problems: Problems) -> Fields | None:
    """Take a node as a mapping to be asked; anything else is a problem."""
    if isinstance(node, Table):
        return Fields(table=node, place=place, problems=problems)
    problems.add(NOT_A_MAPPING, node, place=capital(phrase(place)), found=kind_of(node))
    return None


def capital(words: str) -> str:
    """Begin words with a capital letter."""
    return words[:1].upper() + words[1:]


def number(scalar: Scalar, key: str, problems: Problems, form: Form = DECIMAL) -> Fraction | None:
    """Read digits as an exact number; quotes, `%`, a leading zero or a decimal comma are problems, never guessed at."""
    if scalar.plain and _reads(scalar.text, form):
        return Fraction(scalar.text)
    hint = _number_hint(scalar.text, form)
    problems.add(NOT_A_NUMBER, scalar, key=key, words=scalar.text, wanted=form.wanted, hint=hint)
    return None


def _reads(text: str, form: Form) -> bool:
    return len(text) <= _NUMBER_DIGITS and form.pattern.match(text) is not None


def _number_hint(text: str, form: Form) -> str:
    plain = text.strip().rstrip("%").strip().replace(",", ".")
    stripped = re.sub(r"^0+(?=[0-9])", "", plain)
    return phrase(", such as {number}", number=stripped) if _reads(stripped, form) else ""


def day(scalar: Scalar, key: str, problems: Problems) -> date | None:
    """Read year-month-day as a calendar date."""
    match = _DATE.match(scalar.text)
    try:
        if match:
            return date(*(int(part) for part in match.groups()))
    except ValueError:
        pass
    problems.add(NOT_A_DATE, scalar, key=key, words=scalar.text)
    return None


def word(scalar: Scalar, key: str, known: tuple[str, ...], problems: Problems) -> str | None:
    """Read one word of a list; the nearest one is offered when it is not there."""
    if scalar.text in known:
        return scalar.text
    near = did_you_mean(scalar.text, known)
    problems.add(NOT_A_WORD, scalar, key=key, words=scalar.text, near=near, known=listed(known))
    return None


def _words_of(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Table):
        yield from (key for key, _ in node.entries)
    if isinstance(node, Sequence):
        named = (child.get("id") if isinstance(child, Table) else child for child in node.nodes)
        yield from (child for child in named if isinstance(child, Scalar))
