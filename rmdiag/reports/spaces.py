"""Hold what a page has besides words: where the next one begins, and ruled lines to write on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageBreak:
    """The next block begins a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Ruled lines for handwriting; the first of them begins with the words that say what it is for."""

    label: str
    lines: int = 1
