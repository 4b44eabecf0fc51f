"""Lay out what was chosen of a framework: as text for a terminal of 80 columns, as rows, as values for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from textwrap import wrap

from rmdiag.compendium.model import Recommendation
from rmdiag.questionnaires.model import Question
from rmdiag.screens.framework_choice import Descriptor, Heading, Shown
from rmdiag.screens.framework_facts import Page, Told, gates_in_words, told
from rmdiag.tongue import heads, joined, phrase

COLUMNS = 80
SHOWN_COLUMNS = heads("kind", "id", "of", "levels", "text", "facts")
_INDENT = 4
_LABEL = 10  # characters before what a label says
_ELSEWHERE = {"span", "places", "recommendations", "descriptors"}  # shown as entries of their own, or not at all


def shown_text(page: Page, chosen: Iterable[Shown]) -> str:
    """Write everything that was chosen, one entry after the other."""
    lines: list[str] = []
    last: Shown | None = None
    for shown in chosen:
        if last is not None and not (isinstance(last, Descriptor) and isinstance(shown, Descriptor)):
            lines.append("")
        lines += _lines(told(page, shown), shown)
        last = shown
    return "\n".join(lines)


def shown_rows(page: Page, chosen: Iterable[Shown]) -> Iterator[tuple[str, ...]]:
    """Give everything that was chosen as rows under SHOWN_COLUMNS."""
    for shown in chosen:
        words = told(page, shown)
        facts = joined("; ", (joined(": ", fact) if fact[0] else fact[1] for fact in words.facts))
        yield (_kind(shown), words.id, _of(shown), " ".join(map(str, _levels(shown))), words.title, facts)


def shown_json(page: Page, chosen: Iterable[Shown]) -> list[dict[str, object]]:
    """Give everything that was chosen as plain values; each says its kind, a question also its gates in words."""
    return [_as_json(page, shown) for shown in chosen]


def _lines(words: Told, shown: Shown) -> Iterator[str]:
    if isinstance(shown, Descriptor):
        text = words.facts[0][1] if words.facts else ""
        yield from _hanging(phrase("Level {level}", level=shown.level), f"{words.title}. {text}", 2)
        return
    name = f"{words.id}  {words.title}"
    yield from wrap(name, COLUMNS, subsequent_indent=" " * _INDENT, break_on_hyphens=False)
    if isinstance(shown, Heading):
        yield "-" * min(len(name), COLUMNS)
    last = ""
    for label, text in words.facts:
        if label == "" and not last:
            yield from wrap(text, COLUMNS, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
            continue
        yield from _hanging("" if label == last else label, text, _INDENT)
        last = label or last


def _hanging(label: str, text: str, indent: int) -> list[str]:
    start = f"{' ' * indent}{label:<{_LABEL - 1}} "
    rest = " " * (len(start) + (2 if text.startswith("- ") else 0))
    return wrap(text, COLUMNS, initial_indent=start, subsequent_indent=rest, break_on_hyphens=False)


def _kind(shown: Shown) -> str:
    names = {"ConsistencyRule": "rule", "QuestionSet": "set", "TargetPreset": "preset", "Interlocutor": "role"}
    name = type(shown).__name__
    return names.get(name, name.lower())


def _of(shown: Shown) -> str:
    if isinstance(shown, Question | Recommendation | Descriptor):
        return shown.indicator
    return ""


def _levels(shown: Shown) -> tuple[int, ...]:
    if isinstance(shown, Question):
        return shown.gates
    return (shown.level,) if isinstance(shown, Descriptor) else ()


def _as_json(page: Page, shown: Shown) -> dict[str, object]:
    found: dict[str, object] = {"kind": _kind(shown), "id": shown.id}
    found |= {f.name: _plain(getattr(shown, f.name)) for f in fields(shown) if f.name not in _ELSEWHERE}
    if isinstance(shown, Question):
        gates = gates_in_words(shown, page.level)
        found["gates"] = [{"level": level, "needs": words} for level, words in gates]
    return found


def _plain(value: object) -> object:
    """Give a frozen value as plain ones; exact numbers become texts."""
    if isinstance(value, Enum):
        return str(value.value)
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name not in _ELSEWHERE}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return str(value) if isinstance(value, Fraction) else value
