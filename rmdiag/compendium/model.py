"""Hold a framework as frozen values: dimensions, indicators, recommendations, metrics, rules, targets, scoring methods.

The engine knows no instrument. What a framework scores, and by which method, is declared in its file and held here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from rmdiag.compendium.declared import AnswerScale, Node, Scoring
from rmdiag.problems import Places, Span
from rmdiag.values import dataclass

PERSON = "person"
SUBJECTS = ("administration", PERSON)
COST_CLASSES = ("none", "low", "medium", "high")  # what each means in money stands in mission.yaml


class Criticality(StrEnum):
    """How much an indicator carries: an overall level is capped while a core indicator stands at the lowest level."""

    CORE = "core"
    STANDARD = "standard"
    ADVANCED = "advanced"

    @property
    def weight(self) -> int:
        """The factor in the priority of a recommendation (DESIGN 5): 3, 2 or 1."""
        return {Criticality.CORE: 3, Criticality.STANDARD: 2, Criticality.ADVANCED: 1}[self]


class Effort(StrEnum):
    """How much work a recommendation is: under 3 months, 3 to 12 months, over 12 months."""

    S = "S"
    M = "M"
    L = "L"

    @property
    def weight(self) -> int:
        """The divisor in the priority of a recommendation: 1, 2 or 3."""
        return {Effort.S: 1, Effort.M: 2, Effort.L: 3}[self]


class Horizon(StrEnum):
    """The wave of a plan in which a recommendation can end, in months from the start."""

    QUICK_WIN = "quick_win"
    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"

    @property
    def months(self) -> tuple[int, int]:
        """First and last month of the wave."""
        return {
            Horizon.QUICK_WIN: (0, 3),
            Horizon.SHORT: (3, 6),
            Horizon.MEDIUM: (6, 18),
            Horizon.LONG: (18, 36),
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One step of the scale; `alias` is an overlay's own word for it."""

    level: int
    name: str
    meaning: str
    alias: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`left operator right`: a level, a metric or an answer against a number, a metric or a word, such as TRT-03 >= 3.

    On the left stands an indicator (its level), a metric, or a question (its answer). `includes` asks whether a choice
    is among those of a multi-choice.
    """

    left: str
    operator: str  # one of < <= = != >= > includes
    right: Fraction | str  # a number, a metric's id, or the word of an answer

    def __str__(self) -> str:
        """Write it as its author did."""
        return f"{self.left} {self.operator} {self.right}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What to do for a level that is too low, by whom, with which effect."""

    id: str
    indicator: str
    action: str
    responsible: str
    deliverable: str
    completion: str
    below: int  # fires for levels under it; turns the gates of `closes` up to it
    effort: Effort
    person_months: Fraction
    cost_class: str
    impact: int
    months: int
    horizon: Horizon
    support: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One aspect of practice with a descriptor per level and the recommendations that raise it."""

    id: str
    dimension: str
    title: str
    short: str
    assesses: str
    criticality: Criticality
    weight: Fraction
    descriptors: tuple[tuple[int, str], ...]
    compendium: tuple[str, ...] = ()
    standards: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    requires: tuple[Comparison, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    sensitive: bool = False  # what is said of it could help somebody to avoid a control
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)

    def descriptor(self, level: int) -> str | None:
        """Give the descriptor of a level, None past the scale."""
        return dict(self.descriptors).get(level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A group of indicators with a weight in the overall level."""

    id: str
    title: str
    short: str
    weight: Fraction
    purpose: str
    compendium: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    indicators: tuple[Indicator, ...]
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading of the Compendium, as a locator; `inferred` marks places to check against a licensed copy."""

    id: str
    title: str
    inferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An article, standard or clause that an indicator serves: locator and our own gist."""

    id: str
    source: str
    locator: str
    gist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """An operational figure with its formula; `highest_gate` is the highest level that it may gate."""

    id: str
    name: str
    formula: str
    unit: str
    direction: str
    caution: str | None = None
    highest_gate: int | None = None
    divides: tuple[str, ...] = ()  # the two metrics of which this one is the ratio
    amounts: bool = False  # hours or money are divided, not cases counted one by one, so chance says nothing of it
    sensitive: bool = False  # its figures could help somebody to avoid a control
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsistencyRule:
    """A claim that cannot be true unless another one is; it flags and never changes a score.

    It says one of three things: `when` and `then`; `adds_up` names metrics whose values must add up to `to`, give or
    take `within`; `agree` names a question and a metric (or two of a kind) that give the same figure, give or take.
    """

    id: str
    when: tuple[Comparison, ...] = ()
    then: tuple[Comparison, ...] = ()
    adds_up: tuple[str, ...] = ()
    agree: tuple[str, ...] = ()
    to: Fraction = Fraction(100)
    within: Fraction = Fraction(1)
    message: str
    say: str | None = None  # what an interviewer can say aloud across the table
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPreset:
    """A named target profile: a level for every indicator.

    It may be higher for core indicators, or for those that cite given references.
    """

    id: str
    title: str
    meaning: str
    default: int
    core: int | None = None
    citing: tuple[str, ...] = ()
    citing_level: int | None = None
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)

    def level(self, indicator: Indicator) -> int:
        """Give the target level of an indicator."""
        levels = [self.default]
        if self.core is not None and indicator.criticality is Criticality.CORE:
            levels.append(self.core)
        if self.citing_level is not None and any(cites(s, self.citing) for s in indicator.standards):
            levels.append(self.citing_level)
        return max(levels)


def cites(standard: str, families: tuple[str, ...]) -> bool:
    """Say whether a reference is one of the given ones or a part of one, as TFA-7.4.1 is of TFA-7.4."""
    return any(standard == family or standard.startswith(f"{family}.") for family in families)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interlocutor:
    """Somebody to ask, by role."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewGroup:
    """Indicators that one view puts side by side: those it names, those that cite a standard, those of a section."""

    id: str
    title: str
    meaning: str | None = None
    indicators: tuple[str, ...] = ()
    citing: tuple[str, ...] = ()
    compendium: tuple[str, ...] = ()
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)

    def holds(self, indicator: Indicator) -> bool:
        """Whether an indicator belongs to the group."""
        if indicator.id in self.indicators or any(section in self.compendium for section in indicator.compendium):
            return True
        return any(cites(standard, self.citing) for standard in indicator.standards)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A named grouping of the same indicators; it never changes a score."""

    id: str
    title: str
    meaning: str
    notice: str | None = None  # what a reader must be told, such as that it is no legal opinion
    groups: tuple[ViewGroup, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A rule that makes yes, no or open of a round: indicators at a preset's levels, enough assessors, all settled."""

    id: str
    title: str
    preset: str
    assessors: int = 1  # sheets of the mission's layer at least
    settled: bool = False  # no difference between assessors may be left open
    met: str
    unmet: str
    open: str
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a framework is made of, and what an extension or an overlay adds to one."""

    dimensions: tuple[Dimension, ...]
    sections: Mapping[str, Section]
    references: Mapping[str, Reference]
    metrics: Mapping[str, Metric]
    rules: tuple[ConsistencyRule, ...]
    views: Mapping[str, View]


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A whole framework or instrument as its files say it."""

    id: str
    title: str
    edition: str
    traces_to: str
    language: str
    disclaimer: str
    levels: tuple[Level, ...] = ()
    scoring: Scoring | None = None
    dimensions: tuple[Dimension, ...] = ()
    sections: Mapping[str, Section] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    metrics: Mapping[str, Metric] = field(default_factory=dict)
    rules: tuple[ConsistencyRule, ...] = ()
    targets: Mapping[str, TargetPreset] = field(default_factory=dict)
    views: Mapping[str, View] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    subject: str = "administration"  # what is assessed: one of SUBJECTS
    interlocutors: Mapping[str, Interlocutor] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()
    leaves: Mapping[str, AnswerScale] = field(default_factory=dict)
    whole: bool = True  # False: a file could not be read; what is missing may only be unread
    span: Span

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every indicator by id, in the framework's order."""
        return {i.id: i for d in self.dimensions for i in d.indicators}

    @cached_property
    def recommendations(self) -> Mapping[str, Recommendation]:
        """Every recommendation by id, in the framework's order."""
        return {r.id: r for i in self.indicators.values() for r in i.recommendations}

    @cached_property
    def lowest(self) -> int:
        """The lowest level of the scale."""
        return min((level.level for level in self.levels), default=1)

    @cached_property
    def top(self) -> int:
        """The highest level of the scale."""
        return max((level.level for level in self.levels), default=5)

    def level_name(self, level: int) -> str:
        """Give the name of a level, an overlay's alias first."""
        found = next(step for step in self.levels if step.level == level)
        return found.alias or found.name
