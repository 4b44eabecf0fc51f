"""Hold the files that go along inside a report: its result for programs, the checksums of its pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that goes along inside a report, where its format can carry one."""

    name: str
    media_type: str
    description: str
    text: str | None = None  # None: the checksums of the pages, which are known when there are pages
