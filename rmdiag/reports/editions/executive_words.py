"""Keep to whole sentences and whole names where a short edition lacks room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rmdiag.questionnaires.model import Voice
from rmdiag.reports.editions.plan_line_words import title_words
from rmdiag.reports.editions.plan_lines import Line
from rmdiag.reports.editions.telling import NO_ATTRIBUTION, Telling, cut

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W_a-zà-ÿ]|[¿¡«“\"'])")


def whole_sentences(text: str, most: int) -> str:
    """Give as many whole sentences as there is room for; one sentence that is too long alone is cut at a word."""
    if len(text) <= most:
        return text
    first, *others = _SENTENCE.split(text)
    if len(first) > most:
        return cut(first, most)
    for other in others:
        if len(first) + len(other) + 1 > most:
            break
        first = f"{first} {other}"
    return first


def action_words(tell: Telling, line: Line) -> str:
    """Name an action; one of several that lead to the same level says in words which of them it is."""
    if line.place is None:
        return title_words(tell, line)
    place, places = (tell.shown.count(number) for number in line.place)
    return tell.say("brief.step_of", title=title_words(tell, replace(line, place=None)), place=place, places=places)


def semicolons(tell: Telling, words: Sequence[str], most: int) -> str:
    """List things whose names may hold an "and"; those that are too many are counted."""
    rest = len(words) - most
    others = [tell.count("list.others", rest)] if rest > 0 else []
    return tell.say("list.semicolon").join([*words[:most], *others])


def sheet_roles(tell: Telling, voices: Iterable[Voice]) -> str:
    """Name the services whose answers are meant, or only the letters of their sheets where nobody is to be named."""
    if tell.mission.attribution == NO_ATTRIBUTION:
        words = [tell.sheet_codes[voice.sheet.id] for voice in voices]
    else:
        words = [voice.sheet.role for voice in voices]
    return tell.say("list.comma").join(dict.fromkeys(words))
