"""Hold the sentences of reports, one mapping per language; a translation gives the same keys."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.languages.en_annexes import ANNEXES
from rmdiag.reports.languages.en_bounds import BOUNDS
from rmdiag.reports.languages.en_editions import EDITIONS
from rmdiag.reports.languages.en_findings import FINDINGS
from rmdiag.reports.languages.en_front import FRONT
from rmdiag.reports.languages.en_plan import PLAN
from rmdiag.reports.languages.en_planning import PLANNING
from rmdiag.reports.languages.en_proof import PROOF
from rmdiag.reports.words import Message

ENGLISH: Mapping[str, Message] = {
    **FRONT,
    **FINDINGS,
    **PLAN,
    **PLANNING,
    **PROOF,
    **ANNEXES,
    **EDITIONS,
    **BOUNDS,
}
LANGUAGES: Mapping[str, Mapping[str, Message]] = {"en": ENGLISH}


def messages_of(language: str) -> Mapping[str, Message]:
    """Give the messages of a language; one that is not there yet falls back to English."""
    return LANGUAGES.get(language, ENGLISH)
