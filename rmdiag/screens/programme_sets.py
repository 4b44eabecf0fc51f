"""Name every table of a programme, say which make up a screen, and give them as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from rmdiag.assessment.portfolio.questions_tallies import OVERALL
from rmdiag.assessment.score_json import Json
from rmdiag.screens import programme_plans as plans
from rmdiag.screens import programme_questions as questions
from rmdiag.screens.programme_questions import Asked
from rmdiag.screens.programme_tables import Table, for_json

FORMAT = "rmdiag programme tables 1"
# Every table by the name of its file, in the order in which they are read.
EVERY: Mapping[str, Callable[[Asked], Table]] = {
    "levels": questions.levels,
    "changes": questions.changes,
    "moves": questions.moves,
    "groups": questions.spreads,
    "gaps": questions.gaps,
    "blocking": questions.blocking,
    "plans": plans.plans,
    "plan-counts": plans.plan_counts,
    "plan-sums": plans.plan_sums,
    "donors": plans.donors,
    "quality": questions.quality,
    "quality-counts": questions.quality_counts,
    "logframe": questions.logframe,
    "needs": plans.needs,
    "visits": plans.visits,
    "workshops": plans.workshops,
    "indicators": questions.indicators,
    "indicator-changes": questions.indicator_changes,
}
COMPARED = ("changes", "moves", "groups", "gaps", "blocking", "plan-counts", "quality-counts", "logframe")
MATCHED = ("visits", "workshops")
LONGEST = 12  # rows of a table of many on the screen; the rest is asked for by name
_SHORTENED = ("gaps", "blocking")
# Tables of what moves on by itself: what is overdue, and how old a round is.
DATED = frozenset({"plans", "plan-counts", "plan-sums", "donors", "quality", "quality-counts"})
# Tables of which a first look shows the whole only, and the columns that then say nothing more.
_WHOLE_ONLY = {
    "changes": ("name", "part", "editions differ"),
    "moves": ("part",),
    "groups": ("group", "id", "part"),
}


def tables_of(names: Iterable[str], asked: Asked) -> tuple[Table, ...]:
    """Give tables by name."""
    return tuple(EVERY[name](asked) for name in names)


def overview(table: Table) -> Table:
    """Leave of a table what a first look needs: the whole of each, and the commonest."""
    if table.name in _WHOLE_ONLY:
        part = [column.name for column in table.columns].index("part")
        rows = tuple(row for row in table.rows if row[part] == OVERALL)
        kept = [at for at, column in enumerate(table.columns) if column.name not in _WHOLE_ONLY[table.name]]
        kept = [at for at in kept if any(row[at] is not None for row in rows)]
        columns = tuple(table.columns[at] for at in kept)
        return replace(table, columns=columns, rows=tuple(tuple(row[at] for at in kept) for row in rows))
    return replace(table, rows=table.rows[:LONGEST]) if table.name in _SHORTENED else table


def left_out(table: Table, shown: Table) -> int:
    """Say how many rows a first look has cut off at the end of a table."""
    return len(table.rows) - len(shown.rows) if table.name in _SHORTENED else 0


def tables_json(tables: Sequence[Table], asked: Asked) -> Json:
    """Give tables for programs; the keys of a row are the heads of CSV with underscores."""
    return {
        "format": FORMAT,
        "programme": asked.portfolio.programme.id,
        "on": asked.on.isoformat(),
        "for": asked.audience.value,
        "tables": {table.name: for_json(table) for table in tables},
    }
