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
class ProfileRow:
    """One dimension or indicator on the scale: its level, the interval it lies in, and what it is held against."""

    label: str
    shown: str  # the words at the end of the row: "2.6", "not assessed"
    point: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    target: Fraction | None = None
    previous: Fraction | None = None
    after: tuple[Fraction | None, ...] = ()  # where it could stand later, one after the other


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileKey:
    """What each mark of a profile means; a mark that no row uses is left out of the key."""

    point: str
    interval: str
    target: str
    previous: str
    after: tuple[str, ...] = ()  # one for each later time


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChart:
    """The maturity profile: one row per dimension on one scale, in the order given."""

    rows: tuple[ProfileRow, ...]
    levels: tuple[str, ...]  # names of the levels, from 1 up
    key: ProfileKey


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
    """A state that has no level, as the key under the map names it."""

    state: CellState
    shown: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatMap:
    """All indicators at one look."""

    rows: tuple[HeatRow, ...]
    levels: tuple[str, ...]
    states: tuple[HeatKey, ...] = ()  # only those that occur


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityPoint:
    """One recommendation or indicator, by how much it changes and what it takes."""

    label: str  # short, such as "GOV-01"; points that meet are set side by side
    impact: Fraction
    effort: Fraction
    level: int | None = None  # the level it stands at now, which gives its colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis: what it measures, where it ends, and the words at its steps, evenly spread from start to end."""

    title: str
    start: Fraction
    end: Fraction
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityChart:
    """Impact against effort; the four corner words say what a place in the chart advises."""

    points: tuple[PriorityPoint, ...]
    impact: Axis
    effort: Axis
    levels: tuple[str, ...]
    first: str  # high impact, little effort: "Do first"
    plan: str  # high impact, much effort
    fill: str  # low impact, little effort
    later: str  # low impact, much effort


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
    WAITS = "waits"
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
class PlanKey:
    """What a look or a sign means; only those that occur are given."""

    sign: BarLook | PlanSign
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GanttChart:
    """A plan on the calendar; about 25 bars fill a page, so longer plans are several charts.

    The axis runs over the quarters given; names for which there is no room are left out.
    """

    bars: tuple[PlanBar, ...]
    years: tuple[TimeSpan, ...]
    quarters: tuple[TimeSpan, ...]
    months: tuple[TimeSpan, ...]
    keys: tuple[PlanKey, ...] = ()
    today: date | None = None


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
    """How far the answers of one dimension are proven, as shares of its known answers; `None` where none is known."""

    label: str
    verified: Fraction | None
    corroborated: Fraction | None
    declared: Fraction | None
    shown: tuple[str, str, str]  # the words in the three parts: "62 %", or "" to leave one bare
    note: str = ""  # the words beside the bar: "24 of 28 answers known"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfidenceBars:
    """Shares verified, corroborated and declared, per dimension."""

    rows: tuple[ConfidenceRow, ...]
    verified: str
    corroborated: str
    declared: str


PlanChart = GanttChart | LoadChart | LevelBars
Chart = ProfileChart | HeatMap | PriorityChart | PlanChart | RateChart | ConfidenceBars
