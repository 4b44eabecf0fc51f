"""Name the sheets, columns and words of a form's workbook, and know them again in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from rmdiag.files import in_every_language
from rmdiag.questionnaires.exchange.shown import plain_head
from rmdiag.tongue import heads, marked, phrase, spoken
from rmdiag.values import dataclass

INSTRUCTIONS, LEVELS, REGISTER, LISTS, RECORDS = heads("Instructions", "Levels", "Evidence", "Lists", "Records")
BASE = "Base"  # out of sight
MARK = "x"
YES, PARTLY, NO = heads("Yes", "Partly", "No")
SATISFIED = {"yes": YES, "partly": PARTLY, "no": NO}
DECLARED, CORROBORATED, VERIFIED = heads("declared", "corroborated", "verified")
CONFIDENCES = {"declared": DECLARED, "corroborated": CORROBORATED, "verified": VERIFIED}
ANSWERED, NOT_APPLICABLE, DO_NOT_KNOW, BLANK, SEVERAL = heads(
    "Answered", "Not applicable", "Do not know", "Blank", "More than one"
)
STATES = (ANSWERED, NOT_APPLICABLE, DO_NOT_KNOW, BLANK, SEVERAL)
FILLED_BY, FILLED_ON = heads("Filled in by (post)", "Filled in on")

# What people write beside the words of the drop-downs; all of it is plain, as `plain_words` gives it.
_OTHERS = {
    "partly": ("partially", "parcialmente", "en parte", "partiellement", "en partie"),
    NOT_APPLICABLE: ("n/a", "n.a", "na", "no aplica", "s/o", "s.o"),
    DO_NOT_KNOW: ("don't know", "i do not know", "i don't know", "ns", "nsp"),
    MARK: ("✓", "✔", "☑", "☒", "true", "verdadero", "vrai"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a sheet with questions; `width` is in characters. Cells of those that are read are typed in."""

    key: str
    head: str
    width: float
    read: bool = True


COLUMNS = (
    Column(key="id", head=marked("Id"), width=12, read=False),
    Column(key="state", head=marked("State"), width=12, read=False),
    Column(key="question", head=marked("Question"), width=36, read=False),
    Column(key="look", head=marked("What to look at"), width=58, read=False),
    Column(key="how", head=marked("How to answer"), width=28, read=False),
    Column(key="answer", head=marked("Answer"), width=26),
    Column(key="not_applicable", head=marked("Not applicable, because"), width=22),
    Column(key="do_not_know", head=DO_NOT_KNOW, width=11),
    Column(key="met", head=marked("Meets the test?"), width=12),
    Column(key="confidence", head=marked("Confidence"), width=14),
    Column(key="evidence", head=marked("Evidence"), width=13),
    Column(key="note", head=marked("Note"), width=28),
)
BY_KEY = {column.key: column for column in COLUMNS}
PARTS = tuple(column.key for column in COLUMNS if column.read)
PLACES = {column.key: place for place, column in enumerate(COLUMNS)}


def head_of(part: str) -> str:
    """Give what stands over the column of a part, in the language spoken."""
    return phrase(BY_KEY[part].head)


def plain_words(text: str) -> str:
    """Give a text without what people change when they copy or retype it: case, accents, spaces, quotes, full stops."""
    spread = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("\u00ab", '"').replace("\u00bb", '"'))
    plain = "".join(one for one in spread if not unicodedata.combining(one)).casefold()
    return re.sub(r"\s+", " ", plain).strip(" .;:!")


def key_of_head(head: str) -> str | None:
    """Give the key of a column by what stands over it, in whatever language the form was written."""
    return _heads(spoken()).get(plain_head(head))


def satisfied_by(text: str) -> str | None:
    """Give yes, partly or no for a word in any language."""
    return _meanings(spoken(), *SATISFIED.items()).get(plain_words(text))


def confidence_by(text: str) -> str | None:
    """Give a confidence for a word in any language."""
    return _meanings(spoken(), *CONFIDENCES.items()).get(plain_words(text))


def is_word(text: str, word: str) -> bool:
    """Say whether a text is one of our words in any language, or what people write for it."""
    return plain_words(text) in {plain_words(one) for one in (*in_every_language(word), *_OTHERS.get(word, ()))}


def names_of(sheet: str) -> frozenset[str]:
    """Give the names that a sheet of ours may have."""
    return frozenset({phrase(sheet), *in_every_language(sheet)})


@cache
def _heads(_language: str) -> Mapping[str, str]:
    return {
        plain_head(word): column.key
        for column in COLUMNS
        for word in (column.key, phrase(column.head), *in_every_language(column.head))
    }


@cache
def _meanings(_language: str, *words: tuple[str, str]) -> Mapping[str, str]:
    """Give the meaning of each word by how it may be written."""
    return {plain_words(said): key for key, word in words for said in _written(key, word)}


def _written(key: str, word: str) -> Iterable[str]:
    return (key, word, phrase(word), *in_every_language(word), *_OTHERS.get(key, ()))
