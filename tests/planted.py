"""Plant words and numbers that no report would say by chance in all that people wrote for a mission."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import Field, fields, is_dataclass, replace
from fractions import Fraction
from itertools import count
from typing import Any, cast

from rmdiag.assessment.mission import Figure, Mission
from rmdiag.problems import Span
from rmdiag.questionnaires.model import Answer

FREE: Mapping[str, tuple[str, ...]] = {
    "Mission": ("summary", "scope_note"),
    "TeamMember": ("name",),
    "ContextFigure": ("label", "value", "source"),
    "Commitment": ("note",),
    "Targets": ("agreed_by",),
    "Judgement": ("reason", "by"),
    "Evidence": ("title", "file", "note"),
    "Figure": ("source", "note"),
    "Sheet": ("name",),
    "Response": ("reason", "note"),
    "Consensus": ("reason", "by"),
    "PlannedAction": ("action", "origin", "responsible", "reason", "note", "funding", "support"),
    "Proposed": ("responsible", "support"),
    "Account": ("background",),
    "Clearance": ("by",),
    "Meeting": ("role", "organisation", "name", "at"),
    "Check": ("by", "note"),
    "Reviewer": ("role", "organisation"),
    "Progress": ("by", "to", "what"),
    "FollowUp": ("by", "note"),
}  # what people write in their own words
PASSED = ("Wish", "Extract", "Baseline")  # what no sentence is taken from
NUMBER = Fraction(7319, 100)  # every figure: 73.19
WORD = "zqcanary"


def planted(mission: Mission) -> Mission:
    """Give the mission with a word of its own in every free text, and an unusual number in every figure."""
    words = (f"{WORD}{number}" for number in count(1))
    excused = {indicator: next(words) for indicator in mission.not_applicable}
    wordy = replace(mission, summary="", scope_note="", not_applicable=excused)
    return cast("Mission", _planted(wordy, words))


def words_planted(text: str) -> list[str]:
    """Give the planted words that a text holds."""
    return sorted(set(re.findall(rf"{WORD}\d+", text)))


def _planted(value: object, words: Iterator[str]) -> object:
    """Go through values as they hang together, and give them with their free texts and figures changed."""
    match value:
        case tuple() if not isinstance(value, Span):
            return tuple(_planted(one, words) for one in value)
        case Mapping():
            return {key: _planted(one, words) for key, one in value.items()}
        case Answer(met=str()):  # free text, whose author says himself what it meets
            word = next(words)
            return replace(value, value=word, words=word)
        case Figure():
            changed = replace(value, value=NUMBER, numerator=None, denominator=None)
            return _with_words(changed, words)
        case _ if is_dataclass(value) and type(value).__name__ not in PASSED:
            return _with_words(value, words)
        case _:
            return value


def _with_words(value: object, words: Iterator[str]) -> object:
    free = FREE.get(type(value).__name__, ())
    changed: dict[str, object] = {}
    for field in cast("tuple[Field[object], ...]", fields(cast("Any", value))):
        inside = getattr(value, field.name)
        if field.name in free:
            changed[field.name] = inside if inside is None else next(words)
        elif not isinstance(inside, str):
            changed[field.name] = _planted(inside, words)
    return replace(cast("Any", value), **changed)
