"""Give the texts that authors write in a framework's documents, each with its owner and its place.

The values of a framework know where their entries begin; a check of words needs the word itself. So prose is read from
the nodes, and a word is sought in its author's own lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rmdiag.problems import Problems, Span
from rmdiag.source import Document, Node, Scalar, Sequence, Table, parse
from rmdiag.tongue import heads, marked, phrase

DESCRIPTOR, TEXT, HELP, OPTION, ACTION = heads("descriptor", "text", "help", "option", "action")
# What stands under these keys is read by people who answer, judge or act.
_KINDS = {
    "text": TEXT,
    "help": HELP,
    "partly": marked("partly"),
    "met_when": marked("test"),
    "action": ACTION,
    "deliverable": marked("deliverable"),
    "completion": marked("completion"),
}
_ROWS_OF_A_QUESTION = ("options", "columns")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One text of an author: `owner` is the id of the entry that it belongs to, `name` how messages call it."""

    owner: str
    kind: str
    name: str
    scalar: Scalar

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.scalar.text.split())


def passages(document: Document) -> Iterator[Passage]:
    """Give every text of a document that people read, in the order of its lines."""
    node = parse(document, Problems())  # who loads the framework hears of what cannot be read
    if node is not None:
        yield from _within(node, "", "")


def place_in(document: Document, passage: Passage, pattern: re.Pattern[str], place: int) -> Span:
    """Say where the match of a pattern stands in its author's lines, by its place among the matches of the passage.

    A text in a block begins on the line after its key, and its lines are joined when read; the match is sought from
    there on. Where it cannot be found, as behind an escape, the text's own place is given.
    """
    span = passage.scalar.span
    lines = _BREAK.split(document.text)
    rest = "\n".join([lines[span.line - 1][span.column - 1 :], *lines[span.line :]])
    for found, match in enumerate(pattern.finditer(rest)):
        if found == place:
            before = rest[: match.start()]
            line = span.line + before.count("\n")
            column = match.start() - (before.rfind("\n") + 1) + 1
            column += span.column - 1 if line == span.line else 0
            return Span(file=span.file, line=line, column=column, words=lines[line - 1])
    return span


def _within(node: Node, owner: str, key: str) -> Iterator[Passage]:
    if isinstance(node, Sequence):
        for child in node.nodes:
            yield from _within(child, owner, key)
    if not isinstance(node, Table):
        return
    identity = node.get("id")
    if isinstance(identity, Scalar) and key not in _ROWS_OF_A_QUESTION:
        owner = identity.text.strip()
    for name, value in node.entries:
        if not isinstance(value, Scalar):
            yield from _within(value, owner, name.text)
        elif key == "levels":
            yield Passage(
                owner=owner, kind=DESCRIPTOR, name=phrase("descriptor of level {level}", level=name.text), scalar=value
            )
        elif key in _ROWS_OF_A_QUESTION and name.text == "text":
            yield Passage(owner=owner, kind=OPTION, name=marked("option"), scalar=value)
        elif name.text in _KINDS:
            kind = _KINDS[name.text]
            yield Passage(owner=owner, kind=kind, name=kind, scalar=value)
