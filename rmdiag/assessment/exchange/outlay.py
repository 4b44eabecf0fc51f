"""Hold a plan as it is laid out in a workbook: its actions, the lists from which cells are picked, rows and places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.exchange.columns import ADVICE, COLUMNS, LISTS, Column, Holds, head_of
from rmdiag.assessment.exchange.outgoing import OutgoingPlan
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.plan_merge import Value
from rmdiag.compendium.model import Framework
from rmdiag.questionnaires.exchange.cells import letters
from rmdiag.questionnaires.exchange.shown import shown_text
from rmdiag.tongue import phrase

SPARE_ROWS = 50
PRINTED_SPARE_ROWS = 15  # more would be empty pages; the guide says so
HEAD_ROW = 4  # rows count from 1, as people see them
DATE_CELL = "$B$2"
LIST_HEAD_ROW = 3
# Where the words stand from which the cells of a column are picked.
LIST_PLACES = {
    "status": (LISTS, "A"),
    "indicator": (LISTS, "C"),
    "responsible": (LISTS, "D"),
    "recommendation": (ADVICE, "A"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlay:
    """A plan on the day on which it leaves, laid out in rows and columns."""

    plan: OutgoingPlan

    @property
    def mission(self) -> Mission:
        """The mission whose plan it is."""
        return self.plan.mission

    @property
    def framework(self) -> Framework:
        """The framework of the mission."""
        return self.plan.framework

    @property
    def on(self) -> date:
        """The day on which it leaves."""
        return self.plan.on

    @property
    def actions(self) -> tuple[PlannedAction, ...]:
        """Every action, in the order of the plan."""
        return self.plan.actions

    @property
    def title(self) -> str:
        """What the plan is called."""
        return self.plan.title

    @property
    def day_words(self) -> str:
        """Say of which day it is."""
        return phrase("As it stood on {day}", day=self.on.isoformat())

    @property
    def last_row(self) -> int:
        """The last row of the table, with those that are left for new actions."""
        return HEAD_ROW + len(self.actions) + SPARE_ROWS

    @property
    def last_printed_row(self) -> int:
        """The last row that is printed: the actions with a few empty rows, not page after page of them."""
        return HEAD_ROW + len(self.actions) + PRINTED_SPARE_ROWS

    @property
    def last_column(self) -> str:
        """The letters of the last column."""
        return letters(len(COLUMNS))

    def head(self, column: Column) -> str:
        """Give what stands over a column."""
        return head_of(column, self.mission.currency)

    def indicator(self, identity: str) -> str:
        """Give an indicator as its cell shows it: its id with its name."""
        known = self.framework.indicators.get(identity)
        return f"{identity} {known.short}" if known else identity

    def roles(self) -> tuple[str, ...]:
        """Give who can be made responsible: those of the plan first, then those of the framework."""
        own = [action.responsible for action in self.actions if action.responsible]
        named = sorted(one.responsible for one in self.framework.recommendations.values())
        return tuple(dict.fromkeys(shown_text(role) for role in (*own, *named) if "\n" not in role))

    def list_of(self, key: str, size: int) -> str:
        """Give where the words stand that a column can hold."""
        sheet, column = LIST_PLACES[key]
        name = phrase(sheet)
        place = name if name.isascii() and name.isalnum() else f"'{name}'"
        return f"={place}!${column}${LIST_HEAD_ROW + 1}:${column}${LIST_HEAD_ROW + max(size, 1)}"

    def row(self, action: PlannedAction) -> list[tuple[Column, Value]]:
        """Give what the cells of an action show, but for the alert, which is worked out."""
        return [(column, self.written(action, column)) for column in COLUMNS if column.key != "alert"]

    def written(self, action: PlannedAction, column: Column) -> Value:
        """Give what a cell shows: a text, a day, a number, or nothing."""
        if column.key in ("proposed_start", "proposed_end"):
            name = column.key.removeprefix("proposed_")
            found: Value = getattr(action.proposed, name) if action.proposed else None
            return found
        value: Value = getattr(action, column.key)
        if isinstance(value, tuple):
            return shown_text(", ".join(value)) or None
        if column.holds is Holds.STATUS and isinstance(value, str):
            return phrase(value)
        if column.holds is Holds.INDICATOR and isinstance(value, str):
            return shown_text(self.indicator(value))
        return shown_text(value) if isinstance(value, str) else value
