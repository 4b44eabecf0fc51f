"""Read views, which put the same indicators side by side in another way, and the decisions that a round leads to."""

from __future__ import annotations

from rmdiag.compendium.model import Decision, View, ViewGroup
from rmdiag.fields import Fields


def read_view(row: Fields) -> View:
    """Read one view with its groups."""
    view = View(
        id=row.text("id", required=True) or "",
        title=row.text("title", required=True) or "",
        meaning=row.text("meaning") or "",
        notice=row.text("notice"),
        groups=tuple(_group(group) for group in row.rows("groups", "a group of a view", required=True)),
        span=row.at("id"),
    )
    row.close()
    return view


def read_decision(row: Fields) -> Decision:
    """Read one decision."""
    decision = Decision(
        id=row.text("id", required=True) or "",
        title=row.text("title", required=True) or "",
        preset=row.text("preset", required=True) or "",
        assessors=row.integer("assessors", 1, 99) or 1,
        settled=row.flag("settled"),
        met=row.text("met", required=True) or "",
        unmet=row.text("unmet", required=True) or "",
        open=row.text("open", required=True) or "",
        span=row.at("id"),
        places=row.places("preset"),
    )
    row.close()
    return decision


def _group(row: Fields) -> ViewGroup:
    group = ViewGroup(
        id=row.text("id", required=True) or "",
        title=row.text("title", required=True) or "",
        meaning=row.text("meaning"),
        indicators=row.texts("indicators"),
        citing=row.texts("citing"),
        compendium=row.texts("compendium"),
        span=row.at("id"),
        places=row.places("indicators", "citing", "compendium"),
    )
    row.close()
    return group
