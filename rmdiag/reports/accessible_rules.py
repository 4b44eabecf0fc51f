"""Name the rules of accessible PDFs that a machine can check, each with where it is written.

Clauses are those of ISO 14289-1:2014 (PDF/UA-1); checkpoints those of the Matterhorn Protocol 1.1 of the PDF
Association, where it has one. A rule that stands in neither is one of this house, and says so by having no checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rmdiag.reports.accessible_view import Opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What must be so, by the words of what is wrong where it is not."""

    id: str
    clause: str
    checkpoint: str | None
    words: str  # marked for translators


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """Something in a PDF that stands in the way of a reader who does not see it."""

    rule: Rule
    page: int | None = None
    object: str = ""  # the tag, font, file … that it is about


Check = Callable[[Opened], Iterator[Barrier]]
