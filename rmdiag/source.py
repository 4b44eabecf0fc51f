"""Read YAML as nodes that know their line and column; nothing in it is guessed.

YAML 1.1 guesses (`NO` is false, `012` is 10, `12:30` is 750). Here a scalar is its author's characters until a reader
asks for a text, a number, a date or a word (`fields.py`). Anchors, aliases, tags, tabs and duplicate keys are problems,
and so are files past the limits, so that a hostile file costs nothing. libyaml parses when it is present.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

from rmdiag.problems import Kind, Problems, Span
from rmdiag.tongue import marked, phrase
from rmdiag.values import dataclass

MAXIMUM_BYTES = 4 * 1024 * 1024
MAXIMUM_DEPTH = 24
MAXIMUM_NODES = 200_000
_HINT = marked(
    "a text with `: ` or ` #` in it needs quotes, quotes need an end, and the marks of a list the same indent"
)
# The ends of lines as the parser counts them, so that its line numbers are those of the author's words.
BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
# What YAML does not print, and the tab: control characters, halves of surrogate pairs, two codes that are none.
# A pattern in words, compiled when a line needs it: that takes longer than reading a sheet.
_UNSEEN = "[\x00-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # Any: typeshed has no common base of both parsers

NOT_YAML = Kind(code="SRC001", message="This is not valid YAML: {reason}.", fix="mend the line; {hint}")
NOT_TEXT = Kind(
    code="SRC002",
    message="The file is not UTF-8 text: {reason}.",
    fix="save the file as UTF-8 text in your editor",
)
TOO_LARGE = Kind(
    code="SRC003",
    message="The file has {size} bytes; {most} are read at most.",
    fix="split the file, or take out what does not belong in it",
)
TOO_DEEP = Kind(
    code="SRC004",
    message="Lists and mappings are nested more than {most} deep here.",
    fix="write it flatter; no format of rmdiag needs such depth",
)
TOO_MANY = Kind(
    code="SRC005",
    message="The file holds more than {most} values.",
    fix="split the file, or take out what does not belong in it",
)
TAB = Kind(code="SRC006", message="There is a tab character here.", fix="replace the tab by spaces")
ANCHOR = Kind(
    code="SRC007",
    message="`{words}` is an anchor or an alias; values are not shared between places here.",
    fix="write the value out where it is needed; put quotes round a text that begins with & or *",
)
TAG = Kind(
    code="SRC008",
    message="`{words}` is a YAML tag; types are never set in the file.",
    fix="take the tag out; put quotes round a text that begins with !",
)
DUPLICATE = Kind(
    code="SRC009",
    message="`{key}` is written twice in one mapping, first in line {first}.",
    fix="keep one of the two; nothing is taken until you choose",
)
MANY_DOCUMENTS = Kind(
    code="SRC010",
    message="A second document begins here.",
    fix="keep one document per file; take out the line `---`",
)
EMPTY = Kind(code="SRC011", message="The file is empty.", fix="fill it in, or delete it")
UNKNOWN_KEY = Kind(
    code="SRC012", message="`{key}` is not a key of {place}.", fix="{near}write one of its keys: {known}"
)
MISSING_KEY = Kind(code="SRC013", message="`{key}` is missing in {place}.", fix="add `{key}: …`")
NOT_A_MAPPING = Kind(
    code="SRC014",
    message="{place} is {found}, where `key: value` lines are needed.",
    fix="write it as `key: value` lines",
)
NOT_A_LIST = Kind(
    code="SRC015", message="`{key}` is {found}, where a list is needed.", fix="write `- …` lines, or `[a, b]`"
)
NOT_A_SCALAR = Kind(
    code="SRC016", message="`{key}` is {found}, where a single value is needed.", fix="write one value behind `{key}:`"
)
NOT_A_NUMBER = Kind(
    code="SRC017",
    message="`{key}` is `{words}`, which is not {wanted}.",
    fix="write {wanted} in digits, without quotes, sign of percent, leading zero or decimal comma{hint}",
)
OUT_OF_RANGE = Kind(
    code="SRC018",
    message="`{key}` is {words}, but it must lie between {low} and {high}.",
    fix="write a value in that range",
)
NOT_A_DATE = Kind(
    code="SRC019",
    message="`{key}` is `{words}`, which is not a date that exists.",
    fix="write year-month-day, such as 2026-11-22",
)
NOT_A_WORD = Kind(
    code="SRC020", message="`{key}` is `{words}`, which is not one of its words.", fix="{near}write one of {known}"
)
UNSEEN = Kind(
    code="SRC022",
    message="There is a character here that cannot be seen ({character}).",
    fix="delete it; such characters come along when text is copied from another program",
)
NOT_A_FLAG = Kind(
    code="SRC021", message="`{key}` is `{words}`, where true or false is needed.", fix="write `true` or `false`"
)

CATALOGUE: tuple[Kind, ...] = (
    NOT_YAML,
    NOT_TEXT,
    TOO_LARGE,
    TOO_DEEP,
    TOO_MANY,
    TAB,
    ANCHOR,
    TAG,
    DUPLICATE,
    MANY_DOCUMENTS,
    EMPTY,
    UNKNOWN_KEY,
    MISSING_KEY,
    NOT_A_MAPPING,
    NOT_A_LIST,
    NOT_A_SCALAR,
    NOT_A_NUMBER,
    OUT_OF_RANGE,
    NOT_A_DATE,
    NOT_A_WORD,
    NOT_A_FLAG,
    UNSEEN,
)


# After these, a file or a part of it is missing among the nodes.
_LOSSES = (
    NOT_YAML,
    NOT_TEXT,
    TOO_LARGE,
    TOO_DEEP,
    TOO_MANY,
    TAB,
    UNSEEN,
    EMPTY,
    DUPLICATE,
    MANY_DOCUMENTS,
    NOT_A_MAPPING,
    NOT_A_LIST,
)


def nothing_lost(problems: Problems) -> bool:
    """Say whether all that was written could be read; else what seems to be missing may only be unread."""
    return not any(problem.kind in _LOSSES for problem in problems)


class Scalar(NamedTuple):
    """One value as its author wrote it; `plain` means without quotes. A tuple, as a file holds thousands."""

    text: str
    plain: bool
    span: Span

    @property
    def blank(self) -> bool:
        """Whether nothing was written (`key:`, `~` or `null`)."""
        return self.plain and self.text in ("", "~", "null")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list of nodes."""

    nodes: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A mapping: pairs of key and node in the author's order, each key once."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """Give the node of a key, or None when the key is not written."""
        for scalar, node in self.entries:
            if scalar.text == key:
                return node
        return None


Node = Scalar | Sequence | Table


class Document(NamedTuple):
    """One text to read: `name` is how its user calls the file, `text` what stands in it."""

    name: str
    text: str


def parse(document: Document, problems: Problems) -> Node | None:
    """Give the nodes of a document, or None with problems noted when it cannot be read at all."""
    whole = Span(file=document.name)
    if len(document.text) > MAXIMUM_BYTES:
        problems.add(TOO_LARGE, whole, size=len(document.text), most=MAXIMUM_BYTES)
        return None
    lines = BREAK.split(document.text)
    before = len(problems)
    _note_characters(document, lines, problems)
    if len(problems) > before:
        return None
    try:
        node = _Composer(document, lines, problems).document()
    except _GivenUpError:
        return None
    except yaml.YAMLError as error:
        _note_syntax(error, document, lines, problems)
        return None
    if node is None and len(problems) == before:
        problems.add(EMPTY, whole)
    return node


def _note_characters(document: Document, lines: list[str], problems: Problems) -> None:
    """Note the first tab or unseen character of each line; YAML takes neither."""
    for line, words in enumerate(lines, 1):
        match = None if words.isprintable() else re.search(_UNSEEN, words)
        if match is None:
            continue
        span = Span(file=document.name, line=line, column=match.start() + 1, words=words)
        if match.group() == "\t":
            problems.add(TAB, span)
        else:
            problems.add(UNSEEN, span, character=f"U+{ord(match.group()):04X}")


class _GivenUpError(Exception):
    """A limit was passed; the problem is noted and reading ends."""


@dataclass(slots=True)
class _Composer:
    """Build nodes from the parser's events, so that limits hold before anything is built."""

    source: Document
    lines: list[str]
    problems: Problems
    count: int = 0
    events: Any = None  # Any: the event classes of PyYAML share no typed base

    def document(self) -> Node | None:
        """Compose the first document and note any second one."""
        self.events = iter(LOADER(self.source.text).get_event, None)
        root: Node | None = None
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.problems.add(MANY_DOCUMENTS, self.span(event))
                    break
                root = self.node(next(self.events), 1)
        return None if isinstance(root, Scalar) and root.blank else root

    def node(self, event: Any, depth: int) -> Node:
        """Compose the node that begins with an event."""
        self.count += 1
        if self.count > MAXIMUM_NODES:
            self.problems.add(TOO_MANY, self.span(event), most=MAXIMUM_NODES)
            raise _GivenUpError
        if depth > MAXIMUM_DEPTH:
            self.problems.add(TOO_DEEP, self.span(event), most=MAXIMUM_DEPTH)
            raise _GivenUpError
        self.refuse_sharing(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, not event.style, self.span(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self.table(event, depth)
        return Scalar(text=f"*{event.anchor}", plain=False, span=self.span(event))  # an alias: its problem is noted

    def sequence(self, start: Any, depth: int) -> Sequence:
        """Compose a list up to its end."""
        nodes = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            nodes.append(self.node(event, depth + 1))
        return Sequence(nodes=tuple(nodes), span=self.span(start))

    def table(self, start: Any, depth: int) -> Table:
        """Compose a mapping up to its end; a second writing of a key is a problem."""
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self.problems.add(NOT_A_SCALAR, key.span, key=phrase("the key"), found=kind_of(key))
            elif key.text in entries:
                self.problems.add(DUPLICATE, key.span, key=key.text, first=entries[key.text][0].span.line)
            else:
                entries[key.text] = (key, value)
        return Table(entries=tuple(entries.values()), span=self.span(start))

    def refuse_sharing(self, event: Any) -> None:
        """Note anchors, aliases and tags."""
        if getattr(event, "anchor", None) is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self.problems.add(ANCHOR, self.span(event), words=f"{sign}{event.anchor}")
        if getattr(event, "tag", None) is not None:
            self.problems.add(TAG, self.span(event), words=event.tag.replace("tag:yaml.org,2002:", "!!"))

    def span(self, event: Any) -> Span:
        """Say where an event begins, with the author's line."""
        mark = event.start_mark
        words = self.lines[mark.line] if mark.line < len(self.lines) else ""
        return Span(self.source.name, mark.line + 1, mark.column + 1, words)


def _note_syntax(error: yaml.YAMLError, document: Document, lines: list[str], problems: Problems) -> None:
    reason = getattr(error, "problem", None) or marked("it cannot be read")
    begun = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or begun
    if begun is not None and "end of stream" in reason:
        reason, mark = marked("what begins here never ends"), begun  # the end of the file would tell its author nothing
    if mark is None:
        problems.add(NOT_YAML, Span(file=document.name), reason=reason, hint=_HINT)
        return
    line = max((number for number, words in enumerate(lines) if words.strip()), default=0)
    column = len(lines[line])  # past the end of all: behind the last word
    if mark.line <= line:
        line, column = mark.line, mark.column
    span = Span(file=document.name, line=line + 1, column=column + 1, words=lines[line])
    problems.add(NOT_YAML, span, reason=reason, hint=_HINT)


def kind_of(node: Node) -> str:
    """Say in a message what somebody wrote: a mapping, a list, nothing, or a value."""
    if isinstance(node, Table):
        return phrase("a mapping")
    if isinstance(node, Sequence):
        return phrase("a list")
    return phrase("blank") if node.blank else f"`{node.text}`"
