"""Write files of translations: begin one with blanks, add what is missing, note which English a text translates.

A text that somebody has written is never touched.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from rmdiag.compendium.translation import FORMAT, Prose, Translation, fingerprint, prose_of
from rmdiag.source import Document
from rmdiag.splice import Cut, Knot, knots, newline, quoted, spliced

WIDTH = 130  # columns of a line of prose


def begun(document: Document, language: str, texts: Mapping[str, str]) -> str:
    """Give a new file of translations in the order of the English: texts that are there, and blanks."""
    every = prose_of(document)
    lines = [f"format: {FORMAT}", f"language: {language}", "texts:"]
    for prose in every:
        lines += _entry(prose, texts.get(prose.key))
    known = [prose for prose in every if texts.get(prose.key)]
    lines += ["# The English that each text translates; `rmdiag framework translate` keeps this.", "english:"]
    lines += [f"  {prose.key}: {fingerprint(prose.words)}" for prose in known] if known else []
    return "\n".join([*lines, ""])


def renewed(text: str, document: Document, translation: Translation, accepted: Iterable[str] = ()) -> str:
    """Give a file of translations with blanks for what is missing, and the fingerprints of what is new or accepted."""
    root, every = knots(text), {prose.key: prose for prose in prose_of(document)}
    if root is None:
        return begun(document, translation.language, {})
    texts = root.get("texts")
    written = {key for key, _ in texts.entries} if texts else set()
    blanks = [prose for key, prose in every.items() if key not in written]
    new = [key for key in every if translation.texts.get(key) and key not in translation.english]
    sealed = {key: fingerprint(every[key].words) for key in (*new, *accepted) if key in every}
    cuts = [*_at_end(text, root, "texts", [line for prose in blanks for line in _entry(prose, None)])]
    english = root.get("english")
    for key, value in sealed.items():
        there = english.get(key) if english else None
        if there is not None:
            cuts.append(Cut(start=there.start, end=there.end, words=value))
    fresh = [f"  {key}: {value}" for key, value in sealed.items() if not (english and english.get(key))]
    return spliced(text, [*cuts, *_at_end(text, root, "english", fresh)])


def _entry(prose: Prose, words: str | None) -> list[str]:
    """Give the lines of one text; a blank stands under its English."""
    if words is None:
        english = textwrap.wrap(" ".join(prose.words.split()), WIDTH - 4)
        return [*(f"  # {line}" for line in english), f"  {prose.key}:"]
    line = f"  {prose.key}: {quoted(words)}"
    if len(line) <= WIDTH:
        return [line]
    # Only plain spaces are broken at; those that must hold a line together are other characters.
    folded = textwrap.wrap(words, WIDTH - 4, break_long_words=False, break_on_hyphens=False)
    return [f"  {prose.key}: >-", *(f"    {part}" for part in folded)] if " ".join(folded) == words else [line]


def _at_end(text: str, root: Knot, key: str, lines: list[str]) -> list[Cut]:
    """Put lines behind the last one of a mapping; one that is not there, or blank, is begun."""
    if not lines:
        return []
    end, found = newline(text), root.get(key)
    if found is not None and found.entries:
        place = text.find("\n", found.end)
        place = len(text) if place < 0 else place
        return [Cut(start=place, end=place, words="".join(f"{end}{line}" for line in lines))]
    if found is not None:
        return [Cut(start=found.start, end=found.end, words="".join(f"{end}{line}" for line in lines))]
    words = end.join([*([] if text.endswith("\n") else [""]), f"{key}:", *lines, ""])
    return [Cut(start=len(text), end=len(text), words=words)]
