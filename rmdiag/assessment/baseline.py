"""Hold an earlier round that is known only on paper: levels that somebody judged, each with its source.

Such a round has no answers and no gates, so that its levels can be set beside later ones and never explained by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rmdiag.problems import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLevel:
    """The level of one indicator as an earlier report gives it, or as somebody read it out of that report."""

    indicator: str
    level: int
    source: str
    note: str | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """All levels of a round on paper; `scale` says how the scale of the source was brought to this one."""

    levels: Mapping[str, PaperLevel]
    scale: str | None = None
    span: Span
