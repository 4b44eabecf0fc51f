"""Hold the statements of a report that a reader may contest, as a draft numbers them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedFinding:
    """A statement that a reader may contest, with the number that a draft gives it for comments.

    The number follows the order of reading and may change with the report; the key never does: "GOV-02/level".
    """

    number: int
    key: str
    section: str  # the id of the section in which it is first said
    words: str
