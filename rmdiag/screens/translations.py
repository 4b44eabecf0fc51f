"""Show how far a translation of a framework has come, file by file or key by key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rmdiag.compendium.translation import State, Translation
from rmdiag.source import Document
from rmdiag.tongue import heads, phrase

COLUMNS = heads("file", "texts", "translated", "missing", "outdated", "unknown")
KEY_COLUMNS = heads("file", "key", "state")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One document of the content with its translation, as far as that has come."""

    document: Document
    place: Path
    text: str | None  # of the file of translations
    translation: Translation | None
    state: State

    @property
    def finished(self) -> bool:
        """Whether every text is translated from the English of today."""
        return not (self.state.missing or self.state.outdated or self.state.unknown)


def progress_rows(found: Iterable[Progress]) -> list[Sequence[str]]:
    """Give a row per document."""
    return [
        (
            one.document.name,
            str(one.state.total),
            str(one.state.total - len(one.state.missing)),
            str(len(one.state.missing)),
            str(len(one.state.outdated)),
            str(len(one.state.unknown)),
        )
        for one in found
    ]


def key_rows(found: Iterable[Progress]) -> list[Sequence[str]]:
    """Give a row for every key that wants work."""
    return [
        (one.document.name, key, phrase(name))
        for one in found
        for name in COLUMNS[3:]
        for key in getattr(one.state, name)
    ]
