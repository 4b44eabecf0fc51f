"""Keep on one line what must not be parted: a date, a number and its name, an amount and its currency, a sum.

The words of a report come from catalogues, from frameworks and from people who type a plain space, and each writes its
own. French does not part a sign from its word either: printed, the space is narrow before ; ! and ? and of full width
elsewhere, as the Lexique des règles typographiques en usage à l’Imprimerie nationale has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from rmdiag.reports.shown import NO_BREAK, locale_of

NARROW = "\N{NARROW NO-BREAK SPACE}"
_NUMBERED: Mapping[str, str] = {  # words that say of what a number or letter is the name
    "en": "level|section|annex|table|figure|page",
    "es": "nivel|sección|anexo|tabla|gráfico|figura|página",
    "fr": "niveau|section|annexe|tableau|figure|page",
}
_ARITHMETIC = r"(?<=[\d)]) (?=[×÷=+−] [\d(])|(?<=[\d)] [×÷=+−]) (?=[\d(])"
_CURRENCY = r"(?<=\b[A-Z]{3}) (?=\d)|(?<=\d) (?=[A-Z]{3}\b)|(?<=≈) (?=\w)"
_FRENCH_COUNTED = (
    "mois|jours?|ans?|années?|semaines?|heures?|points?|derniers|dernières|personnes?-mois|"
    "questions?|indicateurs?|actions?|conditions?|réponses?"
)
_FRENCH = (
    rf"(?<=\S) (?=[:»%](?:\W|$))|(?<=«) |(?<=\d) (?=(?:{_FRENCH_COUNTED})\b)"
    r"|(?<=\d) (?=(?:sur|à) \d)|(?<=\d sur) (?=\d)|(?<=\d à) (?=\d)"
)
_BEFORE_A_SIGN = re.compile(r"(?<=\S)[ \u00a0](?=[;!?](?:\W|$))")


def unbroken(text: str, language: str) -> str:
    """Give words with spaces that do not break where a line must not."""
    spoken = language.partition("-")[0]
    if spoken not in _NUMBERED:
        return text
    kept = _kept(spoken).sub(lambda found: found[0].replace(" ", NO_BREAK), text)
    return _BEFORE_A_SIGN.sub(NARROW, kept) if spoken == "fr" else kept


@cache
def _kept(language: str) -> re.Pattern[str]:
    """Find what stands on one line in a language; only the spaces in it matter."""
    written = locale_of(language).months["format"]
    months = [*written["wide"].values(), *written["abbreviated"].values()]
    names = rf"(?:{'|'.join(map(re.escape, months))})(?!\w)"
    of = "(?:de )?" if language == "es" else ""  # of a long date in Spanish the year may stand on the next line
    dated = rf"(?:\d|\b1er) {of}{names}(?: (?=\d{{4}}\b))?|\b{names} (?=\d{{4}}\b)"
    numbered = rf"\b(?i:{_NUMBERED[language]}) (?=\d|[A-Z]\b)"
    every = (dated, numbered, _ARITHMETIC, _CURRENCY, *((_FRENCH,) if language == "fr" else ()))
    return re.compile("|".join(every))
