"""Say what a chart shows, as values; `charts.py` draws them and the other formats may read them as data.

Every number is exact, every word is decided here in the report's language: a drawer rounds nothing, names nothing.
A scale is the names of its levels from 1 up, so its top is how many there are. `None` is not assessed, which is not 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction


class CellState(StrEnum):
    """Why a cell of the heat map has a level, or has none."""

    ASSESSED = "assessed"
    NOT_ASSESSED = "not-assessed"
    NOT_APPLICABLE = "not-applicable"
    OUT_OF_SCOPE = "out-of-scope"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileWords:
    """Words for each mark of a profile: what heads the column of its numbers, or its number in one row."""

    point: str  # "level"; "2.6", "not assessed"
    interval: str = ""
    target: str = ""
    previous: str = ""
    after: tuple[str, ...] = ()  # one for each later time


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRow:
    """One dimension or indicator on the scale: its level, the interval it lies in, and what it is held against."""

    label: str
    shown: ProfileWords
    point: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    target: Fraction | None = None
    previous: Fraction | None = None
    after: tuple[Fraction | None, ...] = ()  # where it could stand later, one after the other

    @property
    def is_open(self) -> bool:
        """Tell whether several levels are possible."""
        return self.low is not None and self.high is not None and self.low != self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChart:
    """The maturity profile: one row per dimension on one scale; every mark stands over the column of its numbers.

    A mark that no row has gets no column.
    """

    rows: tuple[ProfileRow, ...]
    levels: tuple[str, ...]  # names of the levels, from 1 up
    heads: ProfileWords


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """One indicator of the heat map; `shown` is the mark in it ("3", "–", "n/a"), so that colour never speaks alone."""

    label: str  # "GOV-01"
    shown: str
    level: int | None
    state: CellState = CellState.ASSESSED


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One dimension of the heat map and its indicators, which may be few or many."""

    label: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatKey:
    """A state that has no level, as the bar over the map names it."""

    state: CellState
    shown: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """All indicators at one look."""

    rows: tuple[HeatRow, ...]
    levels: tuple[str, ...]
    states: tuple[HeatKey, ...] = ()  # only those that occur
    counted: str = ""  # what the bar over the map counts: "Number of indicators"


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityPoint:
    """One recommendation or indicator, by how much it changes and what it takes."""

    label: str  # short, such as "GOV-01"; points of one cell are set side by side
    impact: Fraction
    effort: Fraction
    level: int | None = None  # the level it stands at now, which gives its colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis: what it measures, and every value that occurs on it with its words, in the order of the drawing."""

    title: str
    values: tuple[tuple[Fraction, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChart:
    """Impact against effort, in cells: a row for each impact, a column for each effort."""

    points: tuple[PriorityPoint, ...]
    impact: Axis
    effort: Axis


class BarLook(StrEnum):
    """How a bar of a plan is filled: by its wave, or by how far the action has come."""

    WAVE_1 = "wave-1"
    WAVE_2 = "wave-2"
    WAVE_3 = "wave-3"
    WAVE_4 = "wave-4"
    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    VERIFIED = "verified"
    DROPPED = "dropped"


class PlanSign(StrEnum):
    """What else a plan in time shows."""

    CRITICAL = "critical"
    STRETCHED = "stretched"
    OVERDUE = "overdue"
    TODAY = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanBar:
    """One action of a plan from its first to its last day."""

    code: str
    label: str
    first: date
    last: date
    look: BarLook
    own_last: date | None = None  # the last day of its own length, where staff made it longer
    critical: bool = False
    overdue: bool = False
    after: tuple[str, ...] = ()  # codes of actions that come before; those on no bar of this chart are not drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """A year, a quarter or a month on the axis, with its name."""

    label: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGroup:
    """Actions that look alike, under words that say what they share; no words, no row for them."""

    words: str
    bars: tuple[PlanBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttChart:
    """A plan on the calendar; about 25 bars fill a page, so longer plans are several charts.

    The axis runs over the quarters given; names for which there is no room are left out.
    """

    groups: tuple[PlanGroup, ...]
    years: tuple[TimeSpan, ...]
    quarters: tuple[TimeSpan, ...]
    months: tuple[TimeSpan, ...]
    names: tuple[tuple[PlanSign, str], ...] = ()  # each sign that occurs and what it is called where it stands
    today: date | None = None

    @property
    def bars(self) -> tuple[PlanBar, ...]:
        """Give the bars of all groups."""
        return tuple(bar for group in self.groups for bar in group.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadBar:
    """The staff that one stretch of a plan asks for."""

    label: str
    load: Fraction
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadChart:
    """The staff that a plan asks for over time, held against what there is."""

    bars: tuple[LoadBar, ...]
    capacity: Fraction
    capacity_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelRow:
    """How many indicators stand at each level at one time."""

    label: str
    counts: tuple[int, ...]  # from level 1 up
    without: int = 0  # indicators that have no level
    note: str = ""  # the words beside the bar: "28 at target"


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelBars:
    """The indicators by level at several times, one bar each."""

    rows: tuple[LevelRow, ...]
    levels: tuple[str, ...]  # names of the levels, from 1 up
    without: str  # what no level is called


@dataclass(frozen=True, slots=True, kw_only=True)
class RatePoint:
    """A rate in one period, with the interval that it stands in."""

    label: str
    value: Fraction
    low: Fraction
    high: Fraction
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatePanel:
    """One rate over its periods, the earliest first."""

    title: str
    points: tuple[RatePoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChart:
    """Rates over periods, each in a field with a scale of its own."""

    panels: tuple[RatePanel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceRow:
    """How far one dimension is proven: the share of each part of the chart; 0 where nothing is known."""

    label: str
    shares: tuple[Fraction, ...]
    shown: tuple[str, ...]  # the words in the parts: "62 %", or "" to leave one bare
    note: str = ""  # the words beside the bar: "24 of 28 answers known"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceBars:
    """Shares verified, corroborated, declared, and what else occurs, per dimension."""

    rows: tuple[ConfidenceRow, ...]
    parts: tuple[tuple[str, str], ...]  # each with its colour and its words


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingMark:
    """A value of a row and how it is written at its end."""

    value: Fraction | None
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingRow:
    """One dimension: a value for each heading of the chart, in their order, and what open answers allow."""

    label: str
    marks: tuple[StandingMark, ...]
    low: Fraction | None = None
    high: Fraction | None = None
    without: str = ""  # the words in place of the marks where there is no level: "not assessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingChart:
    """A short profile for few pages: each mark stands over the column of its numbers, so that it needs no key."""

    rows: tuple[StandingRow, ...]
    levels: tuple[str, ...]  # names of the levels, from 1 up
    headings: tuple[str, ...]  # level, target, earlier round: one to three


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One thing as two sides see it, and the words of the difference."""

    label: str
    own: Fraction
    result: Fraction
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PairChart:
    """Two views of the same things on one scale; the widest difference stands first where the names are written."""

    rows: tuple[PairRow, ...]
    levels: tuple[str, ...]
    own: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePanel:
    """One level in an earlier round and in this one; `change` is the difference in words, "" where there is none."""

    title: str
    old: Fraction | None
    new: Fraction | None
    shown: tuple[str, str]  # the two levels in words
    change: str = ""
    target: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeChart:
    """Levels then and now, each in a small field on the same scale."""

    panels: tuple[ChangePanel, ...]
    levels: tuple[str, ...]  # names of the levels, from 1 up
    rounds: tuple[str, str]  # what the two rounds are called under each field
    target: str  # what the mark of the target means, said at the first


@dataclass(frozen=True, slots=True, kw_only=True)
class StripRow:
    """One level of a panel, where it stood before, and what is written at the end of its line."""

    label: str  # short, such as "GOV"
    value: Fraction | None
    shown: str  # "2.4", "–"
    low: Fraction | None = None
    high: Fraction | None = None
    earlier: Fraction | None = None
    change: str = ""  # "+0.4"; "" where nothing can be said of it
    whole: bool = False  # the row of all rows together


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPanel:
    """One administration: its levels, each on a line, and what is said of them beneath."""

    title: str
    rows: tuple[StripRow, ...]
    latest: str = ""  # the name of the round
    earlier: str = ""  # and of the one that it is held against
    foot: tuple[str, ...] = ()
    without: str = ""  # the words in place of the rows where there is no round


@dataclass(frozen=True, slots=True, kw_only=True)
class StripChart:
    """The same levels of many administrations, each in a small field on the same scale, in the order given."""

    panels: tuple[StripPanel, ...]
    top: int  # the highest level


PlanChart = GanttChart | LoadChart | LevelBars
LevelChart = ProfileChart | StandingChart | PairChart | ChangeChart | StripChart
Chart = LevelChart | PlanChart | HeatMap | PriorityChart | RateChart | ConfidenceBars
