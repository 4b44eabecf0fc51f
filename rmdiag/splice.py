"""Change single values of a YAML text and leave every other character as its author wrote it: comments, order, spacing.

The text is parsed by PyYAML, whose nodes know where they begin and end; a change is a cut at such a place. Nothing is
laid out anew, so that nobody's comments or habits of writing are lost. Texts are read by `source.py` first: anchors,
tags and second documents never come here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml

from rmdiag.source import BREAK, LOADER

WIDTH = 110  # characters of a line of a long text
# Words that need no quotes: anywhere, and on a line of their own, where a comma or a bracket parts nothing.
_PLAIN = re.compile(r"[^\W\d_][\w ./()+’–-]*\Z")
_PLAIN_LINE = re.compile(r"[^\W\d_][\w ./()+’–,;%“”«»?!\[\]-]*\Z")
_SPACES = " \u00a0\u202f"  # the narrow and the wide one that keep words together are letters to YAML
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Knot:
    """A node of a text with the places between which it stands, its last own character included."""

    start: int
    end: int
    column: int  # of its first character, from 0
    words: str = ""  # of a single value
    flow: bool = False  # written in brackets
    entries: tuple[tuple[str, Knot], ...] = ()  # of a mapping, by key
    keys: tuple[Knot, ...] = ()  # of a mapping, where its keys stand
    rows: tuple[Knot, ...] = ()  # of a list

    def get(self, key: str) -> Knot | None:
        """Give the value of a key, None where it is not written."""
        return next((knot for name, knot in self.entries if name == key), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What stands between two places of a text becomes other words."""

    start: int
    end: int
    words: str


def knots(text: str) -> Knot | None:
    """Give the nodes of a text, None where it holds nothing; raises yaml.YAMLError where it does not parse."""
    root = yaml.compose(text, Loader=LOADER)
    return None if root is None else _Knots(text).knot(root)


def spliced(text: str, cuts: Iterable[Cut]) -> str:
    """Make all cuts in a text; of several at one place the first given stands first."""
    parts: list[str] = []
    done = 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        parts += [text[done : cut.start], cut.words]
        done = cut.end
    return "".join([*parts, text[done:]])


def valued(text: str, mapping: Knot, values: Mapping[str, str]) -> tuple[Cut, ...]:
    """Give the cuts that set keys of a mapping to new values; a key that is not there yet comes behind the others."""
    known = {key: words for key, words in values.items() if mapping.get(key) is not None}
    new = [f"{key}: {words}" for key, words in values.items() if key not in known]
    set_anew = [cut for key, words in known.items() for cut in _set(text, mapping, key, words)]
    return (*set_anew, *_added(text, mapping, new))


def appended(text: str, rows: Knot, entries: Sequence[Sequence[str]]) -> Cut:
    """Give the cut that puts entries behind the last one of a list; each is the lines of a block mapping."""
    if rows.flow:
        words = [f"{{{', '.join(line for line in lines if not line.startswith('#'))}}}" for lines in entries]
        place = rows.rows[-1].end if rows.rows else rows.start + 1
        return Cut(
            start=place, end=place, words="".join(f", {one}" for one in words).removeprefix("" if rows.rows else ", ")
        )
    place = _past_own_comments(text, rows)
    margin = " " * rows.column
    blocks = [block(lines, margin, newline(text)) for lines in entries]
    return Cut(start=place, end=place, words="".join(f"{newline(text)}{one}" for one in blocks))


def extended(text: str | None, key: str, entries: Sequence[Sequence[str]], head: str) -> str:
    """Give a text with entries more in the list under a key; text and list are begun where they are not there yet.

    Entries are the lines of block mappings. `head` is the comment with which a new text begins.
    """
    root = None if text is None else knots(text)
    if text is None or root is None:
        end = newline(text or "")
        blocks = "".join(f"{block(lines, '  ', end)}{end}" for lines in entries)
        begun = text if text and text.strip() else head
        return f"{_closed(begun, end)}{key}:{f'{end}{blocks}' if blocks else ' []' + end}"
    rows = root.get(key)
    if rows is None or not rows.rows:
        return _first(text, root, key, entries)
    return spliced(text, [appended(text, rows, entries)] if entries else [])


def block(lines: Sequence[str], margin: str, end: str) -> str:
    """Write one entry of a list, the first line behind the dash."""
    return end.join(f"{margin}{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(lines))


def newline(text: str) -> str:
    """Give the way in which a text ends its lines."""
    found = BREAK.search(text)
    return found.group() if found else "\n"


def plain(words: str) -> str:
    """Write a text as one YAML scalar that reads back as the same text anywhere, in quotes where it needs them."""
    return words if _is_plain(words, _PLAIN) else quoted(words)


def plain_line(words: str) -> str:
    """Write a text as one YAML scalar behind a key on a line of its own."""
    return words if _is_plain(words, _PLAIN_LINE) else quoted(words)


def quoted(words: str) -> str:
    """Write a text in double quotes."""
    escaped = json.dumps(words, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", escaped)


def folded(words: str, column: int, end: str) -> str | None:
    """Write a long text as a YAML block behind a key whose mapping stands in a column; None where none would hold it.

    What is written reads back as the same text, character for character.
    """
    margin = f"{end}{' ' * (column + 2)}"
    lines = words.split("\n")
    if not words.strip() or _ESCAPED.search(words) or any(not _is_line(line) for line in lines):
        return None
    if len(lines) > 1:
        return f"|-{''.join(f'{margin}{line}' if line else end for line in lines)}" if lines[0] and lines[-1] else None
    return f">-{''.join(f'{margin}{line}' for line in _wrapped(words))}"


def _is_line(words: str) -> bool:
    """Whether a line can stand in a block as it is: printable, and with single spaces between words."""
    return all(c in _SPACES or c.isprintable() for c in words) and "  " not in words and words == words.strip()


def _wrapped(words: str) -> Iterator[str]:
    """Break a text at its spaces into lines of a width to read."""
    line = ""
    for word in words.split(" "):
        if line and len(line) + 1 + len(word) > WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _first(text: str, root: Knot, key: str, entries: Sequence[Sequence[str]]) -> str:
    """Put the first entries into a list that has none, behind all that is written there."""
    end, rows = newline(text), root.get(key)
    if not entries:
        return text
    blocks = "".join(f"{block(lines, '  ', end)}{end}" for lines in entries)
    if rows is None:
        return f"{_closed(text, end)}{key}:{end}{blocks}"
    emptied = spliced(text, [Cut(start=rows.start, end=rows.end, words="")])
    return f"{_closed(emptied, end)}{blocks}"


def _closed(text: str, end: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else f"{text}{end}"


def _is_plain(words: str, pattern: re.Pattern[str]) -> bool:
    return bool(pattern.match(words)) and not words.endswith(" ") and words.casefold() not in _WORDS


class _Knots:
    """Turn PyYAML's nodes into knots; lines and columns are those of `source.py`."""

    def __init__(self, text: str) -> None:
        """Find where the lines of the text begin."""
        self._text = text
        self._lines = [0, *(match.end() for match in BREAK.finditer(text))]

    def knot(self, node: yaml.Node) -> Knot:
        """Turn one node with all that is in it."""
        start, column = self._place(node.start_mark), node.start_mark.column
        if isinstance(node, yaml.ScalarNode):
            return Knot(start=start, end=self._trimmed(start, node), column=column, words=str(node.value))
        flow = isinstance(node, yaml.CollectionNode) and bool(node.flow_style)
        if isinstance(node, yaml.SequenceNode):
            rows = tuple(self.knot(child) for child in node.value)
            end = self._place(node.end_mark) if flow or not rows else rows[-1].end
            return Knot(start=start, end=end, column=column, flow=flow, rows=rows)
        keys = tuple(self.knot(key) for key, _ in node.value)
        entries = tuple((str(key.value), self.knot(value)) for key, value in node.value)
        end = self._place(node.end_mark) if flow or not entries else max(entries[-1][1].end, keys[-1].end + 1)
        return Knot(start=start, end=end, column=column, flow=flow, keys=keys, entries=entries)

    def _place(self, mark: yaml.Mark) -> int:
        return int(self._lines[mark.line] + mark.column)

    def _trimmed(self, start: int, node: yaml.Node) -> int:
        """Leave out the empty lines that the parser counts to the end of a block of text."""
        end = self._place(node.end_mark)
        return start + len(self._text[start:end].rstrip())


def _set(text: str, mapping: Knot, key: str, words: str) -> tuple[Cut, ...]:
    """Give the cuts that put other words behind a key; no words leave the key blank."""
    number = [name for name, _ in mapping.entries].index(key)
    name, knot = mapping.keys[number], mapping.entries[number][1]
    colon = text.rindex(":", 0, knot.start) + 1
    bare = knot.start == knot.end  # nothing is written behind the colon
    lines = not knot.flow and bool(knot.rows or knot.entries)  # a list of lines; it becomes one in brackets
    kept = kept_comments(text, name, text[knot.start : knot.end]) if lines else ()
    if bare or lines or not words:
        new = f" {words}" if words or mapping.flow else ""
        return (*kept, Cut(start=colon, end=max(knot.end, colon), words=new))
    return (Cut(start=knot.start, end=knot.end, words=words),)


def kept_comments(text: str, name: Knot, written: str) -> tuple[Cut, ...]:
    """Move the comments inside a list of lines above its key, as the list is about to stand in one line."""
    margin = f"{newline(text)}{' ' * name.column}"
    found = re.findall(r"(?:^|\s)(#[^\r\n]*)", written)
    return (Cut(start=name.start, end=name.start, words="".join(f"{one}{margin}" for one in found)),) if found else ()


def _added(text: str, mapping: Knot, entries: Sequence[str]) -> tuple[Cut, ...]:
    if not entries:
        return ()
    if mapping.flow:
        place = mapping.entries[-1][1].end if mapping.entries else mapping.start + 1
        words = "".join(f", {entry}" for entry in entries)
        return (Cut(start=place, end=place, words=words if mapping.entries else words.removeprefix(", ")),)
    place = _end_of_line(text, mapping.end)
    margin = f"{newline(text)}{' ' * mapping.column}"
    return (Cut(start=place, end=place, words="".join(f"{margin}{entry}" for entry in entries)),)


def _end_of_line(text: str, place: int) -> int:
    found = BREAK.search(text, place)
    return found.start() if found else len(text)


def _past_own_comments(text: str, rows: Knot) -> int:
    """Give the end of a list's last line, with the comments beneath it that are set in deeper than its dashes."""
    place = _end_of_line(text, rows.end)
    while match := re.compile(rf"(?:\r\n|[\n\r]) {{{rows.column + 1},}}#[^\n\r]*").match(text, place):
        place = match.end()
    return place
