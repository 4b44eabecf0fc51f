"""Name the columns of the plan's workbook: what each holds, how it is written, and whether it is read back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from rmdiag.assessment.actions import PlannedAction
from rmdiag.questionnaires.exchange.cells import letters
from rmdiag.tongue import heads, marked, phrase

# The sheets; what recommendations say stands apart, as their texts are long.
PLAN, GUIDE, LISTS, ADVICE = heads("Plan", "Guide", "Lists", "Recommendations")
BASE = "Base"  # out of sight
OPEN = ("planned", "started")
OVERDUE, SOON = heads("overdue", "due within 30 days")
SOON_DAYS = 30


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = auto()
    INDICATOR = auto()  # its id, with its name behind it
    RECOMMENDATION = auto()
    STATUS = auto()
    DAY = auto()
    NUMBER = auto()
    MONEY = auto()
    EVIDENCE = auto()  # ids of the register
    ACTIONS = auto()  # ids of the plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of the sheet Plan; `width` is in characters, `meaning` stands in the guide."""

    key: str  # the field of an action, or a name of its own where nothing is read back
    head: str
    width: float
    holds: Holds = Holds.TEXT
    read: bool = True
    meaning: str


COLUMNS = (
    Column(
        key="id",
        head=marked("Id"),
        width=9,
        meaning=marked(
            "The name by which the action is found again. Do not change it. Leave it blank in a new row: an id is"
            " made when the workbook comes back."
        ),
    ),
    Column(
        key="action",
        head=marked("Action"),
        width=44,
        meaning=marked("What is to be done. The words of a recommendation may be replaced by your own."),
    ),
    Column(
        key="indicator",
        head=marked("Indicator"),
        width=19,
        holds=Holds.INDICATOR,
        meaning=marked("The aspect of practice that it is to lift. Pick one, or write its id; only the id counts."),
    ),
    Column(
        key="recommendation",
        head=marked("Recommendation"),
        width=16,
        holds=Holds.RECOMMENDATION,
        meaning=marked(
            "The recommendation that it carries out, if there is one. The sheet Recommendations has their words."
        ),
    ),
    Column(
        key="responsible",
        head=marked("Responsible"),
        width=20,
        meaning=marked("Who sees to it, by role. Pick one, or write your own."),
    ),
    Column(key="start", head=marked("Start"), width=11, holds=Holds.DAY, meaning=marked("The first day.")),
    Column(
        key="end", head=marked("End"), width=11, holds=Holds.DAY, meaning=marked("The last day; not before the first.")
    ),
    Column(
        key="status",
        head=marked("Status"),
        width=10,
        holds=Holds.STATUS,
        meaning=marked(
            "planned, started, done (so its owner says), verified (somebody else saw it: name the evidence) or"
            " dropped (give the reason). Blank in a new row means planned."
        ),
    ),
    Column(
        key="alert",
        head=marked("Alert"),
        width=12,
        read=False,
        meaning=marked("Worked out from end and status against the date at the top: overdue, or due within 30 days."),
    ),
    Column(
        key="finished",
        head=marked("Finished"),
        width=11,
        holds=Holds.DAY,
        meaning=marked("The day on which it was done, where that is known. Only for what is done or verified."),
    ),
    Column(
        key="reason",
        head=marked("Reason"),
        width=30,
        meaning=marked("Why it stands as it does; needed for what is dropped."),
    ),
    Column(
        key="evidence",
        head=marked("Evidence"),
        width=11,
        holds=Holds.EVIDENCE,
        meaning=marked("Ids of the register of evidence with commas between them; needed for what is verified."),
    ),
    Column(
        key="person_months",
        head=marked("Person-months"),
        width=10,
        holds=Holds.NUMBER,
        meaning=marked("How much staff it takes, such as 4 or 2.5."),
    ),
    Column(
        key="cost",
        head=marked("Cost"),
        width=13,
        holds=Holds.MONEY,
        meaning=marked("What it costs, in the currency that the head names."),
    ),
    Column(key="funding", head=marked("Funding"), width=18, meaning=marked("Who pays, such as State budget 2027.")),
    Column(key="support", head=marked("Support"), width=18, meaning=marked("What help it needs, and from whom.")),
    Column(
        key="after",
        head=marked("Waits for"),
        width=11,
        holds=Holds.ACTIONS,
        meaning=marked("Ids of the actions that must be finished first, with commas between them."),
    ),
    Column(key="note", head=marked("Note"), width=26, meaning=marked("Anything else.")),
    Column(
        key="origin",
        head=marked("Origin"),
        width=16,
        meaning=marked("Where it comes from, such as an earlier mission."),
    ),
    Column(
        key="proposed_start",
        head=marked("Proposed start"),
        width=11,
        holds=Holds.DAY,
        read=False,
        meaning=marked("The first day that was last proposed."),
    ),
    Column(
        key="proposed_end",
        head=marked("Proposed end"),
        width=11,
        holds=Holds.DAY,
        read=False,
        meaning=marked("The last day that was last proposed."),
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}


def head_of(column: Column, currency: str | None) -> str:
    """Give what stands over a column; money is in the mission's currency."""
    head = phrase(column.head)
    return f"{head} ({currency})" if column.holds is Holds.MONEY and currency else head


def currency_in(head: str) -> str | None:
    """Give the currency that stands in brackets in a head."""
    found = re.search(r"\(\s*([^()]+?)\s*\)", head)
    return found.group(1) if found else None


def alert_of(action: PlannedAction, on: date) -> str:
    """Say in words what the sheet works out: whether an open action is overdue, or soon to end."""
    if action.status not in OPEN or action.end is None:
        return ""
    if action.end < on:
        return phrase(OVERDUE)
    return phrase(SOON) if action.end <= on + timedelta(days=SOON_DAYS) else ""


def alert_formula(row: int, date_cell: str) -> str:
    """Write the same as a formula that every spreadsheet program knows; `row` counts from 1."""
    end, status = (f"{letters(COLUMNS.index(BY_KEY[key]) + 1)}{row}" for key in ("end", "status"))
    is_open = ",".join([*(f'{status}="{phrase(word)}"' for word in OPEN), f'{status}=""'])
    late, soon = phrase(OVERDUE), phrase(SOON)
    words = f'IF({end}<{date_cell},"{late}",IF({end}<={date_cell}+{SOON_DAYS},"{soon}",""))'
    return f'=IF(AND(ISNUMBER({end}),OR({is_open})),{words},"")'
