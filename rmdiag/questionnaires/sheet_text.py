"""Write answers into the text of a sheet; comments, order and every other character stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rmdiag.questionnaires.forms import Head
from rmdiag.questionnaires.said import Said, Words
from rmdiag.source import BREAK
from rmdiag.splice import Cut, Knot, kept_comments, knots, newline, plain, plain_line, spliced
from rmdiag.tongue import marked, phrase

WIDTH = 120  # characters of a line
HEAD = marked("# Returned by form. Edit it by hand as you like; forms that come back later are merged with it.\n")
STILL_OPEN = marked(
    "# What a form says otherwise than the sheet {sheet}. Both count until somebody decides: `rmdiag settle`, or\n"
    "# `rmdiag form import` with --take or --keep.\n"
)


def new_sheet(head: Head, filled: date | None, note: str) -> str:
    """Begin a sheet without answers; `note` stands above it as a comment."""
    lines = [
        "respondent:",
        f"  role: {plain_line(head.role)}",
        f"layer: {head.layer.value}",
        f'edition: "{head.edition}"',
        *([f"date: {filled.isoformat()}"] if filled else []),
        *([f"language: {head.language}"] if head.language else []),
        "responses:",
    ]
    return phrase(note, sheet=head.sheet) + "\n".join(lines) + "\n"


def rewritten_sheet(text: str, said: Mapping[str, Said], order: Sequence[str]) -> str:
    """Give the text of a sheet in which these questions say this; new ones stand where `order` has them."""
    root = knots(text)
    responses = None if root is None else root.get("responses")
    if root is None or responses is None or not responses.entries:
        return _begun(text, said, order)
    there = dict(responses.entries)
    names = {name: key for (name, _), key in zip(responses.entries, responses.keys, strict=True)}
    cuts: list[Cut] = []
    for identity, words in said.items():
        if identity in there:
            cuts += _replaced(text, (names[identity], there[identity]), _lines(responses, words, identity))
    fresh = [identity for identity in order if identity in said and identity not in there]
    return spliced(text, [*cuts, *_inserted(text, responses, {one: said[one] for one in fresh}, order)])


def without(text: str, questions: frozenset[str]) -> str:
    """Give the text of a sheet without these questions; what else stands on their lines goes with them."""
    root = knots(text)
    responses = None if root is None else root.get("responses")
    if responses is None:
        return text
    cuts = []
    for (name, knot), key in zip(responses.entries, responses.keys, strict=True):
        if name in questions:
            start = max(text.rfind("\n", 0, key.start), text.rfind("\r", 0, key.start)) + 1
            found = BREAK.search(text, max(knot.end, key.end))
            cuts.append(Cut(start=start, end=len(text) if found is None else found.end(), words=""))
    return spliced(text, cuts)


def entry_lines(said: Said, identity: str, margin: str) -> tuple[str, ...]:
    """Write what is said to a question: on one line where it fits, else one line per part."""
    short = f"{margin}{_in_brackets(said, identity)}"
    if len(short) <= WIDTH:
        return (short,)
    inner = f"{margin}  "
    lines = [f"{margin}{identity}:"]
    for name, words in _parts(said, flow=False):
        if name == "answer" and isinstance(said.answer, tuple) and not all(isinstance(one, str) for one in said.answer):
            lines += [f"{inner}answer:", *(f"{inner}  - {row}" for row in _rows(said.answer))]
        else:
            lines.append(f"{inner}{name}: {words}")
    return tuple(lines)


def _in_brackets(said: Said, identity: str) -> str:
    return f"{identity}: {{{', '.join(f'{name}: {words}' for name, words in _parts(said, flow=True))}}}"


def _begun(text: str, said: Mapping[str, Said], order: Sequence[str]) -> str:
    """Write the answers of a sheet that has none yet."""
    end = newline(text)
    entries = [line for one in order if one in said for line in entry_lines(said[one], one, "  ")]
    root = knots(text)
    place = None if root is None else next((k for k in root.keys if text[k.start : k.end] == "responses"), None)
    if place is None:
        body = text if not text.strip() or text.endswith(("\n", "\r")) else text + end
        return body + end.join(["responses:", *entries]) + end
    found = BREAK.search(text, place.end)
    stop = len(text) if found is None else found.start()
    empty = Cut(start=place.end, end=stop, words=":" + "".join(f"{end}{line}" for line in entries))
    return spliced(text, [empty])


def _lines(responses: Knot, said: Said, identity: str) -> tuple[str, ...]:
    """Write an entry as the others are written: in brackets, or at their margin."""
    if responses.flow:
        return (_in_brackets(said, identity),)
    return entry_lines(said, identity, " " * responses.column)


def _replaced(text: str, pair: tuple[Knot, Knot], lines: Sequence[str]) -> Iterator[Cut]:
    """Put an entry in the place of another; comments inside the old one move above it."""
    key, knot = pair
    yield from kept_comments(text, key, text[key.start : knot.end])
    end = max(knot.end, text.index(":", key.end) + 1)
    yield Cut(start=key.start, end=end, words=newline(text).join(lines).lstrip(" "))


def _inserted(text: str, responses: Knot, said: Mapping[str, Said], order: Sequence[str]) -> Iterator[Cut]:
    """Put new entries behind the nearest that comes before them in the order of asking, else behind the last."""
    places = {identity: number for number, identity in enumerate(order)}
    there = [(places[name], max(knot.end, key.end + 1)) for (name, knot), key in _pairs(responses) if name in places]
    last = max(max(knot.end, key.end + 1) for (_, knot), key in _pairs(responses))
    for identity, words in said.items():
        lines = _lines(responses, words, identity)
        if responses.flow:
            yield Cut(start=last, end=last, words=f", {lines[0]}")
            continue
        before = [end for place, end in there if place < places[identity]]
        found = BREAK.search(text, max(before, default=last))
        stop = len(text) if found is None else found.start()
        yield Cut(start=stop, end=stop, words="".join(f"{newline(text)}{line}" for line in lines))


def _pairs(mapping: Knot) -> Iterator[tuple[tuple[str, Knot], Knot]]:
    return zip(mapping.entries, mapping.keys, strict=True)


def _parts(said: Said, *, flow: bool) -> Iterator[tuple[str, str]]:
    """Give the parts of what is said as YAML, in the order in which sheets have them."""
    text = plain if flow else plain_line
    if said.answer is not None:
        yield "answer", _answer(said.answer)
    if said.not_applicable is not None:
        yield "not_applicable", text(said.not_applicable)
    if said.do_not_know:
        yield "do_not_know", "true"
    if said.answer is None and said.not_applicable is None and not said.do_not_know:
        yield "answer", ""
    if said.met is not None:
        yield "met", said.met
    if said.confidence is not None:
        yield "confidence", said.confidence
    if said.evidence:
        yield "evidence", f"[{', '.join(plain(one) for one in said.evidence)}]"
    if said.note is not None:
        yield "note", text(said.note)


def _answer(answer: Words) -> str:
    if isinstance(answer, str):
        return bare(answer)
    return f"[{', '.join(bare(one) if isinstance(one, str) else _row(one) for one in answer)}]"


def _rows(answer: Words) -> Iterator[str]:
    return (_row(one) for one in answer if not isinstance(one, str))


def _row(row: tuple[tuple[str, str], ...]) -> str:
    return f"{{{', '.join(f'{column}: {plain(text)}' for column, text in row)}}}"


def bare(words: str) -> str:
    """Write a word, digits or a date as sheets do, without quotes where the reader takes nothing for anything else."""
    safe = words.replace("-", "").replace(".", "").replace("_", "").isalnum() and words.isascii()
    return words if safe and words not in ("null", "~") else plain(words)
