"""Show what adopting a proposal does to a plan: what is new, what changes, what somebody has to decide, what stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.plan_adopt import Adoption
from rmdiag.assessment.plan_merge import Change, Clash, Revision, Value
from rmdiag.assessment.plan_text import words_of
from rmdiag.problems import listed
from rmdiag.terminal import counted

COLUMNS = ("action", "what", "field", "in the plan", "proposed")


def adoption_rows(adoption: Adoption) -> list[Sequence[str]]:
    """Give a row for every value that changes or clashes, and one for every action that is new or leaves."""
    merged = adoption.merged
    return [
        *(_clash_row(clash) for clash in merged.clashes),
        *(_change_row(change) for change in merged.changes),
        *(_new_row(revision) for revision in merged.added),
        *((identity, "taken out", "", "", "not any more") for identity in adoption.removed),
    ]


def adoption_lines(adoption: Adoption) -> Iterator[str]:
    """Say in sentences what was done, and what the plan still holds that the proposal does not ask for."""
    merged = adoption.merged
    yield (
        f"{counted(len(merged.added), 'new action', 'new actions')},"
        f" {counted(len(merged.changes), 'value changed', 'values changed')},"
        f" {counted(len(merged.clashes), 'value', 'values')} changed on both sides."
    )
    if merged.clashes:
        yield "Where both sides changed a value, the plan keeps its own; `proposed` beside it holds the other one."
    yield from _named(adoption.begun, "Under way, and not rescheduled")
    yield from _named(adoption.closed, "Said to be done, although a gate that it closes is still open")
    yield from _named(adoption.dropped, "Dropped earlier, and called for again")
    yield from _named(adoption.idle, "Adopted earlier, and not proposed any more (they stay until you take them out)")
    yield from _named(adoption.removed, "Not proposed any more, and taken out, as nobody had touched them")


def _named(ids: Sequence[str], words: str) -> Iterator[str]:
    if ids:
        yield f"{words}: {listed(ids, 20)}."


def _clash_row(clash: Clash) -> Sequence[str]:
    return (clash.action, "clash", clash.field, _words(clash.plan), _words(clash.other))


def _change_row(change: Change) -> Sequence[str]:
    return (change.action, "changed", change.field, _words(change.before), _words(change.after))


def _new_row(revision: Revision) -> Sequence[str]:
    when = " to ".join(_words(revision.now.get(name)) for name in ("start", "end"))
    return (revision.id, "new", "", "", when)


def _words(value: Value) -> str:
    return words_of(value).strip('"')
