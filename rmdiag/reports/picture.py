"""Hold a picture that stands in a report: only the emblem on the cover is one, all else is drawn."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture as its bytes, checked before (`rmdiag/assessment/pictures.py`), with the words that stand for it."""

    data: bytes
    media_type: str  # image/png or image/jpeg
    width: int  # pixels
    height: int
    alternative: str
