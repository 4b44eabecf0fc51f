"""English: the few words that only a page of a browser has."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

SCREEN: Mapping[str, Message] = {
    "screen.skip": "Skip to the report",
}
