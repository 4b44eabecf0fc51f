"""Show what adopting a proposal does to a plan: what is new, what changes, what somebody has to decide, what stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmdiag.assessment.plan_adopt import Adoption
from rmdiag.assessment.plan_merge import Change, Clash, Revision, Value
from rmdiag.assessment.plan_text import words_of
from rmdiag.problems import listed
from rmdiag.tongue import heads, marked, phrase, phrases

COLUMNS = heads("action", "what", "field", "in the plan", "proposed")


def adoption_rows(adoption: Adoption) -> list[Sequence[str]]:
    """Give a row for every value that changes or clashes, and one for every action that is new or leaves."""
    merged = adoption.merged
    return [
        *(_clash_row(clash) for clash in merged.clashes),
        *(_change_row(change) for change in merged.changes),
        *(_new_row(revision) for revision in merged.added),
        *((identity, phrase("taken out"), "", "", phrase("not any more")) for identity in adoption.removed),
    ]


def adoption_lines(adoption: Adoption) -> Iterator[str]:
    """Say in sentences what was done, and what the plan still holds that the proposal does not ask for."""
    merged = adoption.merged
    yield (
        phrase(
            "{new}, {changed}, {clashes}.",
            new=phrases("{count} new action", "{count} new actions", len(merged.added)),
            changed=phrases("{count} value changed", "{count} values changed", len(merged.changes)),
            clashes=phrases(
                "{count} value changed on both sides", "{count} values changed on both sides", len(merged.clashes)
            ),
        )
    )
    if merged.clashes:
        yield phrase(
            "Where both sides changed a value, the plan keeps its own; `proposed` beside it holds the other one."
        )
    for ids, words in (
        (adoption.begun, marked("Under way, and not rescheduled: {list}.")),
        (adoption.closed, marked("Said to be done, although a gate that it closes is still open: {list}.")),
        (adoption.dropped, marked("Dropped earlier, and called for again: {list}.")),
        (
            adoption.idle,
            marked("Adopted earlier, and not proposed any more (they stay until you take them out): {list}."),
        ),
        (adoption.removed, marked("Not proposed any more, and taken out, as nobody had touched them: {list}.")),
    ):
        if ids:
            yield phrase(words, list=listed(ids, 20))


def _clash_row(clash: Clash) -> Sequence[str]:
    return (clash.action, phrase("clash"), clash.field, _words(clash.plan), _words(clash.other))


def _change_row(change: Change) -> Sequence[str]:
    return (change.action, phrase("changed"), change.field, _words(change.before), _words(change.after))


def _new_row(revision: Revision) -> Sequence[str]:
    start, end = (_words(revision.now.get(name)) for name in ("start", "end"))
    return (revision.id, phrase("new"), "", "", phrase("{start} to {end}", start=start, end=end))


def _words(value: Value) -> str:
    return words_of(value).strip('"')
