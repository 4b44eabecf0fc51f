"""Put a framework's texts into another language: find every text by a key, and lay translations over the English.

A content folder holds its translations in `languages/<code>/`, one file for each English file, under the same path.
Each text has a key made of the id that it stands under and its field, such as `GOV-01.title` or `GOV-01.levels.3`. The
file keeps a fingerprint of the English behind each translated text, so that a later change of the English shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from rmdiag.compendium import codes
from rmdiag.fields import as_fields
from rmdiag.problems import Places, Problems, Span, did_you_mean, place_of
from rmdiag.source import Document, Scalar, parse
from rmdiag.splice import Cut, Knot, knots, quoted, spliced

FORMAT = "rmdiag translation 1"
FOLDER = "languages"
ENGLISH_MARK = "[en] "  # before a text that nobody has translated yet
# The fields that people read; everything else is an id, a number, a word of the format, or a rule.
PROSE = frozenset(
    {
        "access",
        "action",
        "assesses",
        "caution",
        "completion",
        "deliverable",
        "disclaimer",
        "evidence",
        "formula",
        "gist",
    }
    | {"help", "levels", "locator", "meaning", "message", "met", "met_when", "name", "not_applicable_when", "notice"}
    | {"open", "partly", "publisher", "purpose", "responsible", "say", "scope", "see", "short", "text", "title"}
    | {"traces_to", "unit", "unmet"}
)
WORDS_OF_THE_FORMAT = frozenset({"currency", "percent", "ratio"})  # units that rules look at
_OWN_ID = re.compile(r"[A-Z][A-Z0-9]*(?:[-.][A-Za-z0-9.]+)*\Z")  # an id that is given once, such as GOV-01-Q1
_NARROW = "short"  # charts have no room for a mark
_NAMES = ("id", "level")  # what tells the entries of a list apart


class Prose(NamedTuple):
    """One text of a document: its key, its words, and where it stands."""

    key: str
    words: str
    knot: Knot


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The texts of one document in another language, with the fingerprint of the English behind each."""

    language: str
    texts: Mapping[str, str] = field(default_factory=dict)
    english: Mapping[str, str] = field(default_factory=dict)
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far the translation of one document has come, by key in the order of the English."""

    missing: tuple[str, ...]
    outdated: tuple[str, ...]  # the English has changed since
    unknown: tuple[str, ...]  # nothing in the English is called so any more
    total: int


def prose_of(document: Document) -> tuple[Prose, ...]:
    """Give every text of a document that people read, in its order. The document must parse."""
    root = knots(document.text)
    return () if root is None else tuple(_prose(root, "", readable=False))


def fingerprint(words: str) -> str:
    """Give eight digits that change with the words, however their lines are broken."""
    return sha256(" ".join(words.split()).encode()).hexdigest()[:8]


def translated(document: Document, translation: Translation, mark: str = "") -> Document:
    """Give a document with its texts in another language; a missing one stays English, with a mark before it."""
    cuts = []
    for prose in prose_of(document):
        shown = prose.words if prose.key.endswith(_NARROW) else f"{mark}{prose.words}"
        words = translation.texts.get(prose.key) or shown
        if words != prose.words:
            cuts.append(Cut(start=prose.knot.start, end=prose.knot.end, words=quoted(words)))
    return document._replace(text=spliced(document.text, cuts))


def in_language(
    documents: Mapping[str, Document], translations: Mapping[str, Document], language: str, problems: Problems
) -> dict[str, Document]:
    """Give documents with their texts in another language; both mappings go by the path inside their folders.

    A text without a translation stays English, and says so.
    """
    found = {}
    for inside, document in documents.items():
        written = translations.get(inside)
        translation = None if written is None else read_translation(written, language, problems)
        nothing = Translation(language=language, span=Span(file=document.name))
        found[inside] = translated(document, translation or nothing, mark=ENGLISH_MARK)
    return found


def state_of(document: Document, translation: Translation | None) -> State:
    """Say which texts of a document are missing, or were changed in English since they were translated."""
    every = {prose.key: prose.words for prose in prose_of(document)}
    texts = {} if translation is None else translation.texts
    english = {} if translation is None else translation.english
    return State(
        missing=tuple(key for key in every if not texts.get(key)),
        outdated=tuple(k for k, words in every.items() if texts.get(k) and english.get(k) != fingerprint(words)),
        unknown=tuple(key for key in texts if key not in every),
        total=len(every),
    )


def check_translation(document: Document, translation: Translation, problems: Problems) -> None:
    """Note every text that translates nothing in its English document."""
    known = [prose.key for prose in prose_of(document)]
    for key in state_of(document, translation).unknown:
        near = did_you_mean(key, known)
        problems.add(codes.TRANSLATES_NOTHING, place_of(translation, "texts", key), key=key, near=near)


def read_translation(document: Document, language: str, problems: Problems) -> Translation | None:
    """Read a file of translated texts; None when it cannot be read at all."""
    node = parse(document, problems)
    main = None if node is None else as_fields(node, "a translation", problems)
    if main is None:
        return None
    main.word("format", [FORMAT], required=True)
    said = main.text("language", required=True)
    if said is not None and said != language:
        problems.add(codes.OTHER_LANGUAGE, main.at("language"), said=said, folder=language)
    found = Translation(
        language=language,
        texts=_texts(main.entries("texts", "`texts`")),
        english=_texts(main.entries("english", "`english`")),
        span=main.span,
        places=main.places("texts"),
    )
    main.close()
    return found


def _texts(entries: tuple[tuple[Scalar, object], ...]) -> Mapping[str, str]:
    return {key.text: node.text for key, node in entries if isinstance(node, Scalar) and not node.blank}


def _prose(knot: Knot, path: str, *, readable: bool) -> Iterator[Prose]:
    if knot.entries:
        for name, child in knot.entries:
            own = _OWN_ID.match(name) and not readable
            yield from _prose(child, name if own else _under(path, name), readable=readable or name in PROSE)
    elif knot.rows:
        for number, row in enumerate(knot.rows, start=1):
            yield from _prose(row, _of_row(row, path, number), readable=readable and not row.entries)
    elif readable and knot.words.strip() and knot.words not in WORDS_OF_THE_FORMAT:
        yield Prose(key=path, words=knot.words, knot=knot)


def _of_row(row: Knot, path: str, number: int) -> str:
    """Name an entry of a list by its own id where it has one, else by its place."""
    named = next((found.words for name in _NAMES if (found := row.get(name)) is not None), None)
    if named is not None and _OWN_ID.match(named):
        return named
    return _under(path, named or str(number))


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
