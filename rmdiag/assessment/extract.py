"""Say what the columns of an extract of declarations mean, and which metrics can be counted from them.

A mission keeps the mapping under `extract` in mission.yaml; the extract itself stays where it is and is never copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rmdiag.fields import Fields, as_fields, word
from rmdiag.problems import Places
from rmdiag.source import Scalar
from rmdiag.tongue import phrase

CHANNELS = ("green", "yellow", "red", "blue")
TIMES = ("date", "arrived", "released")
FLAGS = ("examined", "random", "added", "mandatory", "override", "aeo")
COLUMN_KEYS: tuple[str, ...] = (
    "declaration",
    "date",
    "office",
    "mode",
    "channel",
    "examined",
    "result",
    "random",
    "added",
)
COLUMN_KEYS += ("mandatory", "override", "profile", "arrived", "released", "aeo")
GROUPS = ("office", "mode", "profile")
# How days are written; a time of day may follow each of them.
DATE_FORMS = {
    "year-month-day": "%Y-%m-%d",
    "day/month/year": "%d/%m/%Y",
    "month/day/year": "%m/%d/%Y",
    "day.month.year": "%d.%m.%Y",
    "yearmonthday": "%Y%m%d",
}
YES, NO = ("yes", "y", "true", "t", "1"), ("no", "n", "false", "f", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What the columns of an extract are called, and what the words in them mean."""

    columns: Mapping[str, str]  # one of COLUMN_KEYS to the name of a column
    channels: Mapping[str, str]  # word of the channel column to one of CHANNELS
    findings: tuple[str, ...] = ()  # words of the result column that are a significant finding
    yes: tuple[str, ...] = YES
    no: tuple[str, ...] = NO
    dates: str = "year-month-day"  # one of DATE_FORMS
    places: Places


class Count(NamedTuple):
    """A share of declarations: conditions on the facts of one declaration, and the columns that they need."""

    metric: str
    numerator: str
    denominator: str
    needs: tuple[str, ...]


# A targeted examination is one that neither lot, nor an officer, nor a provision caused.
_TARGETED = "examined and not random and not added and not mandatory"
_CONTROL = "examined or channel = 'yellow'"
_LINKED = "(linked or random or added or mandatory)"
# The counts behind each metric, as metrics.yaml words its formula. `true` is every declaration.
COUNTS = (
    Count("M-INSPECT", "examined", "true", ("examined",)),
    Count("M-DOC", "channel = 'yellow'", "true", ("channel",)),
    Count("M-GREEN", "channel = 'green' and not examined", "true", ("channel",)),
    Count("M-RED", "channel = 'red'", "true", ("channel",)),
    Count("M-BLUE", "channel = 'blue'", "true", ("channel",)),
    Count("M-HIT", f"{_TARGETED} and finding", _TARGETED, ("examined", "result")),
    Count("M-HIT-RANDOM", "examined and random and finding", "examined and random", ("examined", "result", "random")),
    Count("M-FEEDBACK", f"({_CONTROL}) and coded and {_LINKED}", _CONTROL, ("examined", "channel", "result")),
    Count("M-OVERRIDE", "override", "true", ("override",)),
    Count("M-OVERRIDE-HIT", "examined and added and finding", "examined and added", ("examined", "result", "added")),
    Count("M-MANDATORY", "examined and mandatory", "true", ("examined", "mandatory")),
    Count("M-PREDECL", "early", "arrival_known", ("arrived",)),
)
# One share over another: the metric, the share above and the share below.
MEMBERS = Count("M-AEO-EXAM", "examined and aeo", "aeo", ("examined", "aeo"))
OTHERS = Count("M-AEO-EXAM", "examined and not aeo", "not aeo", ("examined", "aeo"))


class Hours(NamedTuple):
    """A point among the seconds to release, in order, of declarations that fit a condition."""

    metric: str
    point: str
    condition: str
    needs: tuple[str, ...]


HOURS = (
    Hours("M-RELEASE", "quantile_cont(seconds, 0.5)", "channel = 'green' and seconds >= 0", ("channel", "released")),
    Hours("M-RELEASE-P90", "quantile_disc(seconds, 0.9)", "seconds >= 0", ("released",)),
)


def counts_of(extract: Extract) -> tuple[Count, ...]:
    """Give the shares that can be counted from the columns that are named."""
    return tuple(count for count in (*COUNTS, MEMBERS, OTHERS) if set(count.needs) <= set(extract.columns))


def hours_of(extract: Extract) -> tuple[Hours, ...]:
    """Give the release times that can be taken from the columns that are named."""
    return tuple(hours for hours in HOURS if set(hours.needs) <= set(extract.columns))


def read_extract(main: Fields) -> Extract | None:
    """Read what stands under `extract`; None when nothing does."""
    row = main.fields("extract", "`extract`")
    if row is None:
        return None
    columns = {key: row.text(key, required=key == "date") for key in COLUMN_KEYS}
    extract = Extract(
        columns={key: name for key, name in columns.items() if name is not None},
        channels=_channels(row, required=columns["channel"] is not None),
        findings=_words(row, "findings", required=columns["result"] is not None),
        yes=_words(row, "yes") or YES,
        no=_words(row, "no") or NO,
        dates=row.word("dates", DATE_FORMS) or "year-month-day",
        places={key: row.at(key) for key in COLUMN_KEYS},
    )
    row.close()
    return extract


def _words(row: Fields, key: str, *, required: bool = False) -> tuple[str, ...]:
    return tuple(text.casefold() for text in row.texts(key, required=required))


def _channels(row: Fields, *, required: bool) -> dict[str, str]:
    found = {}
    for key, node in row.entries("channels", "`channels`", required=required):
        if not isinstance(node, Scalar):
            as_fields(
                node, phrase("the channel of {id}", id=key.text), row.problems
            )  # notes that a mapping, or a list, is no word
            continue
        channel = word(node, key.text, CHANNELS, row.problems)
        if channel is not None:
            found[key.text.strip().casefold()] = channel
    return found
