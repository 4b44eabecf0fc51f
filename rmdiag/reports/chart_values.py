"""Say what a chart shows, as values; `charts.py` draws them and the other formats may read them as data.

Every number is exact, every word is decided here in the report's language: a drawer rounds nothing, names nothing.
A scale is the names of its levels from 1 up, so its top is how many there are. `None` is not assessed, which is not 1.
"""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileKey:
    """What each mark of a profile means; a mark that no row uses is left out of the key."""

    point: str
    interval: str
    target: str
    previous: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedAction:
    """One bar of the plan; months count from 0, the start of the plan."""

    code: str
    label: str
    start: Fraction
    months: Fraction
    wave: int  # counts from 1, an index into the chart's waves
    after: tuple[str, ...] = ()  # codes of actions that come before; those on no bar of this chart are not drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """A stretch of the plan: its name and its months."""

    label: str
    start: Fraction
    end: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveChart:
    """The plan in time; about 35 actions fill a page, so longer plans are several charts."""

    actions: tuple[PlannedAction, ...]
    waves: tuple[Wave, ...]
    unit: str  # the words under the time axis: "Months from adoption"


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


Chart = ProfileChart | HeatMap | PriorityChart | WaveChart | ConfidenceBars
