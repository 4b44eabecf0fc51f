"""Write what was agreed into the text of consensus.yaml; comments, order and every other character stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from textwrap import wrap

from rmdiag.assessment.plan_text import words_of
from rmdiag.assessment.unattributed import NONE
from rmdiag.questionnaires.model import Answer, Consensus, Layer, Standing
from rmdiag.splice import Cut, Knot, appended, block, knots, newline, plain, plain_line, quoted, spliced, valued
from rmdiag.tongue import marked, phrase

HEAD = marked("# What was agreed where sheets differ, each with its reason. Edit it by hand as you like.\n")
LONGEST_LINE = 120  # characters of a reason before it is folded
_STATES = ("answer", "not_applicable", "do_not_know")
_KEYS = (*_STATES, "met", "reason", "on", "evidence", "note")  # those that an entry need not have
_TEXTS = ("not_applicable", "reason", "by", "note")
_BARE = re.compile(r"[\w.+%-]+\Z")


def settled_text(text: str | None, settlements: Iterable[Consensus]) -> str:
    """Give the text of consensus.yaml with every settlement in it; the file is begun where it is not there yet."""
    written = text or ""
    for one in settlements:
        written = _with(written, one)
    return written


def values_of(consensus: Consensus) -> Mapping[str, str]:
    """Give an entry by key, each value as YAML in one line; texts stand as they are, to be laid out by the writer."""
    response = consensus.response
    values = {"layer": consensus.layer.value}
    if response.standing is Standing.NOT_APPLICABLE:
        values["not_applicable"] = response.reason or ""
    elif response.answer is None:
        values["do_not_know"] = "true"
    else:
        values["answer"] = _answer(response.answer)
        values |= {"met": response.answer.met} if response.answer.met else {}
    if consensus.reason != response.reason:
        values["reason"] = consensus.reason
    values["by"] = consensus.by
    values |= {"on": consensus.on.isoformat()} if consensus.on else {}
    values |= {"evidence": words_of(response.evidence)} if response.evidence else {}
    return values | ({"note": response.note} if response.note else {})


def flow(consensus: Consensus) -> str:
    """Write an entry in one line."""
    return _in_line(values_of(consensus))


def told(consensus: Consensus, attribution: str) -> str:
    """Write an entry in one line for screens and journal, with those who agreed only where they may be named."""
    values = values_of(consensus)
    return _in_line({key: words for key, words in values.items() if key != "by" or attribution != NONE})


def _in_line(values: Mapping[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {words}' for key, words in _laid_out(values, None).items())}}}"


def _answer(answer: Answer) -> str:
    value = answer.value
    if answer.no:
        return "no"
    if isinstance(value, tuple):
        return f"[{', '.join(plain(one) if isinstance(one, str) else _row(one) for one in value)}]"
    if isinstance(value, Fraction) or (_BARE.match(answer.words) and answer.words.casefold() != "null"):
        return answer.words
    return plain_line(answer.words) if isinstance(value, str) else quoted(answer.words)


def _row(cells: Sequence[tuple[str, str]]) -> str:
    return f"{{{', '.join(f'{plain(column)}: {plain(words)}' for column, words in cells)}}}"


def _laid_out(values: Mapping[str, str], column: int | None) -> Mapping[str, str]:
    """Lay the texts of an entry out: in brackets where no column is given, else folded beneath it when long."""
    return {key: _text(words, column) if key in _TEXTS else _safe(words, column) for key, words in values.items()}


def _safe(words: str, column: int | None) -> str:
    """Keep an answer that is a sentence from being torn by the commas of brackets."""
    plain_sentence = column is None and words[:1] not in ("[", '"') and not _BARE.match(words)
    return plain(words) if plain_sentence else words


def _text(words: str, column: int | None) -> str:
    if column is None:
        return plain(words)
    folds = " ".join(words.split(" ")) == words.strip() and words.replace("\u00a0", "").isprintable()
    if len(words) + column < LONGEST_LINE or not folds or "  " in words:
        return plain_line(words)
    margin = "\n" + " " * (column + 2)
    lines = wrap(words, LONGEST_LINE - column - 2, break_long_words=False, break_on_hyphens=False)
    return f">-{margin}{margin.join(lines)}"


def _with(text: str, one: Consensus) -> str:
    root = knots(text)
    top = None if root is None else root.get("consensus")
    if root is None or top is None:
        head = _closed(text) if text.strip() else phrase(HEAD)
        return head + _ended(text, f"consensus:\n{_entry(one, 2)}\n")
    if not top.entries:
        return _first(text, root, top, one)
    knot = top.get(one.question)
    return _behind(text, top, one) if knot is None else _at(text, knot, one)


def _at(text: str, knot: Knot, one: Consensus) -> str:
    """Put an entry where the question stands already: in place of its own, or beside that of the other layer."""
    rows = knot.rows or ((knot,) if knot.entries else ())
    row = next((row for row in rows if _layer(row) == one.layer.value), None)
    if row is not None:
        return spliced(text, _changed(text, row, one))
    if not rows:  # nothing is written behind the question
        return spliced(text, [Cut(start=knot.start, end=knot.end, words=f" {flow(one)}")])
    if not knot.rows:
        return _both(text, knot, one)
    lines = [_ended(text, line) for line in _lines(one, None if knot.flow else knot.column + 2)]
    return spliced(text, [appended(text, knot, [lines])])


def _ended(text: str, words: str) -> str:
    """End the lines of new words as the text ends its own."""
    return words.replace("\n", newline(text))


def _closed(text: str) -> str:
    return text if text.endswith(("\n", "\r")) else f"{text}{newline(text)}"


def _lines(one: Consensus, column: int | None) -> list[str]:
    return [f"{key}: {words}" for key, words in _laid_out(values_of(one), column).items()]


def _entry(one: Consensus, column: int) -> str:
    """Write a question with its entry beneath it, as a block at a column."""
    margin = " " * column
    return "\n".join([f"{margin}{one.question}:", *(f"{margin}  {line}" for line in _lines(one, column + 2))])


def _first(text: str, root: Knot, top: Knot, one: Consensus) -> str:
    """Put the first entry behind the key, past a comment on its line."""
    place = _end_of_line(text, top.end)
    if root.flow:
        return spliced(text, [Cut(start=top.start, end=top.end, words=f" {{{one.question}: {flow(one)}}}")])
    words = _ended(text, f"\n{_entry(one, root.column + 2)}")
    return spliced(text, [Cut(start=top.start, end=top.end, words=""), Cut(start=place, end=place, words=words)])


def _behind(text: str, top: Knot, one: Consensus) -> str:
    if top.flow:
        place = top.entries[-1][1].end
        return spliced(text, [Cut(start=place, end=place, words=f", {one.question}: {flow(one)}")])
    place = _past_own_comments(text, top)
    return spliced(text, [Cut(start=place, end=place, words=_ended(text, f"\n{_entry(one, top.column)}"))])


def _layer(row: Knot) -> str:
    knot = row.get("layer")
    return Layer.SELF.value if knot is None or not knot.words else knot.words


def _changed(text: str, row: Knot, one: Consensus) -> list[Cut]:
    """Give the cuts that make an entry say something else; what it need not say any more is taken out."""
    values = dict(_laid_out(values_of(one), None if row.flow else row.column))
    if row.get("layer") is None:
        del values["layer"]  # it is self unless written
    state = next(key for key in _STATES if key in values)
    old = next((key for key, _ in row.entries if key in _STATES), None)
    cuts = []
    if old is not None and old != state:  # the new state takes the place of the old one
        number = [key for key, _ in row.entries].index(old)
        words = f"{state}: {values.pop(state)}"
        cuts.append(Cut(start=row.keys[number].start, end=row.entries[number][1].end, words=words))
    gone = [
        n for n, (key, _) in enumerate(row.entries) if key in _KEYS and key not in values and key not in (old, state)
    ]
    cuts += [_taken_out(text, row, number, frozenset(gone)) for number in gone]
    return [*cuts, *valued(text, row, {key: _ended(text, words) for key, words in values.items()})]


def _taken_out(text: str, row: Knot, number: int, gone: frozenset[int]) -> Cut:
    """Give the cut that takes a key with its value out; comments on lines of their own stay."""
    start, value = row.keys[number].start, row.entries[number][1]
    last = gone.issuperset(range(number + 1, len(row.entries)))
    if row.flow:
        return Cut(
            start=row.entries[number - 1][1].end if last else start,
            end=value.end if last else row.keys[number + 1].start,
            words="",
        )
    end = _end_of_line(text, value.end)
    if last:
        before = len(text[:start].rstrip(" "))
        before -= len(text[:before]) - len(text[:before].removesuffix("\n").removesuffix("\r"))
        return Cut(start=before, end=end, words="")
    following = re.compile(r"\s*").match(text, end)
    return Cut(start=start, end=following.end() if following else end, words="")


def _both(text: str, knot: Knot, one: Consensus) -> str:
    """Make a list of two entries of the one that stands there for the other layer."""
    if knot.flow:
        words = f"[{text[knot.start : knot.end]}, {flow(one)}]"
        return spliced(text, [Cut(start=knot.start, end=knot.end, words=words)])
    place = _past_own_comments(text, knot)
    deeper = re.sub(r"(\r\n|\n)(?=[^\r\n])", r"\1  ", text[knot.start : place])
    added = _ended(text, "\n" + block(_lines(one, knot.column + 2), " " * knot.column, "\n"))
    return spliced(text, [Cut(start=knot.start, end=place, words=f"- {deeper}{added}")])


def _end_of_line(text: str, place: int) -> int:
    found = re.compile(r"\r\n|\n|\r").search(text, place)
    return found.start() if found else len(text)


def _past_own_comments(text: str, knot: Knot) -> int:
    """Give the end of the last line of a mapping, with the comments beneath it that are set in deeper than its keys."""
    place = _end_of_line(text, knot.end)
    deeper = re.compile(rf"(?:\r\n|[\n\r]) {{{knot.column + 1},}}#[^\n\r]*")
    while match := deeper.match(text, place):
        place = match.end()
    return place
