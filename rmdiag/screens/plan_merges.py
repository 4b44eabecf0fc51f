"""Show what a workbook does to a plan: what changes, what somebody has to decide, what is new, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from rmdiag.assessment.exchange.importing import Imported
from rmdiag.assessment.plan_merge import FIELDS, Value
from rmdiag.assessment.plan_text import number_words
from rmdiag.assessment.score_json import Json
from rmdiag.problems import harmless, listed
from rmdiag.tongue import heads, marked, phrase, phrases

COLUMNS = heads("action", "what", "field", "in the plan", "in the workbook")
FORMAT = "rmdiag plan import 1"
LONGEST_SHOWN = 200  # characters of a value in a table for people; JSON and CSV have all of it


def import_rows(imported: Imported) -> list[Sequence[str]]:
    """Give a row for every value that clashes, changes or is new; what somebody has to decide comes first."""
    merged = imported.merged
    return [
        *((one.action, phrase("clash"), one.field, words(one.plan), words(one.other)) for one in merged.clashes),
        *(
            (identity, phrase("taken out of the plan"), name, "", words(value))
            for identity, values in imported.typed.items()
            for name, value in values.items()
        ),
        *((one.action, phrase("changed"), one.field, words(one.before), words(one.after)) for one in merged.changes),
        *(
            (one.id, phrase("new"), name, "", words(one.now[name]))
            for one in merged.added
            for name in FIELDS
            if one.now.get(name) is not None
        ),
    ]


def shortened(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Give rows as a terminal can show them."""
    return [[cell if len(cell) <= LONGEST_SHOWN else f"{cell[:LONGEST_SHOWN]}…" for cell in row] for row in rows]


def import_lines(imported: Imported) -> Iterator[str]:
    """Say in sentences what the workbook brought, and what is not in it any more."""
    merged = imported.merged
    yield (
        phrase(
            "{changed}, {new}, {clashes}.",
            changed=phrases("{count} value changed", "{count} values changed", len(merged.changes)),
            new=phrases("{count} new action", "{count} new actions", len(merged.added)),
            clashes=phrases(
                "{count} value changed on both sides", "{count} values changed on both sides", len(merged.clashes)
            ),
        )
    )
    if merged.clashes:
        yield phrase("Where both sides changed a value, the plan keeps its own; --favour workbook takes the other one.")
    unchanged = [identity for identity in merged.gone if identity not in imported.typed]
    for ids, said in (
        (merged.kept, marked("Not in the workbook, and they stay in the plan: {list}.")),
        (unchanged, marked("In the workbook, and taken out of the plan meanwhile: {list}.")),
        (
            list(imported.typed),
            marked(
                "Changed in the workbook, and taken out of the plan meanwhile; --favour workbook brings them back:"
                " {list}."
            ),
        ),
    ):
        if ids:
            yield phrase(said, list=harmless(listed(ids, 20)))


def import_json(imported: Imported, written: str | None) -> Json:
    """Give the same for other programs, with values in full."""
    merged = imported.merged
    return {
        "format": FORMAT,
        "changes": [
            {"action": one.action, "field": one.field, "before": _plain(one.before), "after": _plain(one.after)}
            for one in merged.changes
        ],
        "clashes": [
            {
                "action": one.action,
                "field": one.field,
                "base": _plain(one.base),
                "plan": _plain(one.plan),
                "workbook": _plain(one.other),
            }
            for one in merged.clashes
        ],
        "added": [{"id": one.id, **_plain_values(one.now)} for one in merged.added],
        "gone": [
            {"id": identity, "typed": _plain_values(imported.typed.get(identity, {}))} for identity in merged.gone
        ],
        "kept": list(merged.kept),
        "written": written,
    }


def words(value: Value) -> str:
    """Write a value for people, on one line."""
    plain = _plain(value)
    return harmless(", ".join(plain) if isinstance(plain, list) else plain or "")


def _plain_values(values: Mapping[str, Value]) -> dict[str, str | list[str] | None]:
    return {name: _plain(values[name]) for name in FIELDS if name in values}


def _plain(value: Value) -> str | list[str] | None:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Fraction):
        return number_words(value)
    return value.isoformat() if isinstance(value, date) else value
