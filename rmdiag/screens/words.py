"""Show the words of files and results as people read them in their language; data for machines keep the English."""

from __future__ import annotations

from fractions import Fraction

from rmdiag.reports.rounding import digits
from rmdiag.tongue import ENGLISH, both, decimals, heads, joined, phrase, spoken

# Every word that an enumeration or a file has, as it is shown, so that translators find it.
_STATES = heads("assessed", "not assessed", "not applicable", "out of scope")
_GATES = heads("met", "unmet", "unknown", "open")
_CONFIDENCES = heads("verified", "corroborated", "declared")
_LAYERS = heads("self", "mission")
_STATUSES = heads("planned", "started", "done", "dropped", "not followed")
_TRENDS = heads("better", "worse", "same", "up", "down", "not comparable")
_FITS = heads("agrees", "differs")
_CRITICALITIES = heads("core", "standard", "advanced")
_HORIZONS = heads("quick win", "short", "medium", "long")
_COSTS = heads("none", "low", "high")
_UNITS = heads("ratio", "hours", "days", "currency")
_SUPPORT = heads("national budget", "expert", "peer visit", "training", "donor project")
_CONFIDENTIALITIES = heads("public", "internal", "restricted", "confidential")
_TYPES = heads("number", "percent", "date", "text", "table")


def shown(word: str) -> str:
    """Show a word of a file or a result."""
    return phrase(word.replace("_", " "))


def language_name(code: str) -> str:
    """Name a language in the one spoken; a code without a name stands for itself."""
    from rmdiag.reports.shown import Shown  # few commands name a language

    return both(*(Shown(language=language).language_name(code) for language in (spoken(), ENGLISH)))


def decimal(value: Fraction, places: int = 0) -> str:
    """Show a rounded number with the decimal sign of the language spoken."""
    return decimals(digits(value, places))


def interval(low: Fraction, high: Fraction, places: int = 1) -> str:
    """Show an interval of two rounded numbers."""
    return joined("", ("[", decimal(low, places), "–", decimal(high, places), "]"))
