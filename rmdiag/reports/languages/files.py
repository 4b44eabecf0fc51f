"""Find the messages of reports in a language: English as it is written here, others from their catalogues."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rmdiag.files import LANGUAGES, catalogue
from rmdiag.reports.languages import ENGLISH
from rmdiag.reports.words import Message

DOMAIN = "reports"


def report_languages() -> tuple[str, ...]:
    """Name the languages in which reports can be written, English first."""
    others = sorted(path.parent.parent.name for path in LANGUAGES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return ("en", *others)


@cache
def messages_of(language: str) -> Mapping[str, Message]:
    """Give the messages of a language; what is not translated stays English."""
    found = {} if language == "en" else catalogue(language, DOMAIN)
    return {key: _message(message, found.get(key)) for key, message in ENGLISH.items()}


def _message(english: Message, forms: tuple[str, ...] | None) -> Message:
    """Give a message in the shape of the English one: a single text, or one for each plural form."""
    if forms is None:
        return english
    return forms[0] if isinstance(english, str) else {"one": forms[0], "other": forms[-1]}
