"""Hold a programme and the rounds of its administrations as frozen values; all that is asked of it starts here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import dropwhile, takewhile

from rmdiag.problems import Span

NOT_COMPARABLE = "not_comparable"  # of comparison_results.Verdict, which this module is too light to import
FEWEST = 5  # administrations: what leaves the programme team is computed from no fewer


class Disclosure(StrEnum):
    """Who may see what is said of one administration alone."""

    PUBLIC = "public"
    PROGRAMME = "programme"  # the team and the other administrations of the programme
    PRIVATE = "private"  # the team and the administration itself


class Audience(StrEnum):
    """For whom something is written: the team sees all, the programme what is shared in it, the public the rest."""

    TEAM = "team"
    PROGRAMME = "programme"
    PUBLIC = "public"

    def may_see(self, disclosure: Disclosure) -> bool:
        """Say whether this audience may see an administration of that disclosure by itself."""
        if self is Audience.TEAM or disclosure is Disclosure.PUBLIC:
            return True
        return self is Audience.PROGRAMME and disclosure is Disclosure.PROGRAMME


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A donor or a region: an id, and what it is called."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogframeIndicator:
    """A count of the logframe: administrations in which all these indicators have reached a level.

    `baseline` and `target` are numbers of administrations; None: not agreed.
    """

    id: str
    title: str
    indicators: tuple[str, ...]
    at_least: int
    baseline: int | None = None
    target: int | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An administration of the programme, and where its rounds lie; paths are as written, from programme.yaml on."""

    id: str
    name: str
    short: str | None = None  # for tables that name many
    country: str
    region: str | None = None
    languages: tuple[str, ...] = ()
    disclosure: Disclosure = Disclosure.PRIVATE
    donors: tuple[str, ...] = ()
    rounds: tuple[str, ...] = ()
    span: Span

    @property
    def called(self) -> str:
        """What it is called where there is room for one word: its short name, else its id."""
        return self.short or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """What programme.yaml says."""

    id: str
    title: str
    language: str = "en"  # of its report
    framework: str = "crm-compendium"
    members: tuple[Member, ...] = ()
    regions: tuple[Named, ...] = ()
    donors: tuple[Named, ...] = ()
    logframe: tuple[LogframeIndicator, ...] = ()
    span: Span

    def member(self, identity: str) -> Member | None:
        """Give an administration by id."""
        return next((member for member in self.members if member.id == identity), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The level of an indicator, a dimension or the whole; None where there is no point, or nothing is known."""

    point: Fraction | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction = Fraction(0)
    indicative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLevel:
    """One indicator of a round; `blocking` are the questions whose gates hold its level down."""

    id: str
    dimension: str
    state: str  # of results.State
    level: Level
    target: int
    confidence: str | None = None
    blocking: tuple[str, ...] = ()

    @property
    def gap(self) -> int | None:
        """How many levels it is short of its target; None while it is not assessed."""
        return None if self.level.point is None else max(self.target - int(self.level.point), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionFact:
    """An action of an adopted plan; `cost` is in the currency of the snapshot."""

    id: str
    status: str  # of actions.STATUSES
    recommendation: str | None = None
    indicator: str | None = None
    start: date | None = None
    end: date | None = None
    finished: date | None = None
    person_months: Fraction | None = None
    cost: Fraction | None = None
    funding: str | None = None
    support: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """What is kept of a round to compare it later, on the thresholds of the framework itself.

    `checksum` is that of the mission’s files, `framework_checksum` of what it was scored under; `on_base` says that
    overlays changed scores, and that these are the scores without them. `confidence` counts assessed indicators.
    """

    administration: str
    country: str
    round: str
    as_of: date
    framework: str
    edition: str
    set: str
    overlays: tuple[str, ...] = ()
    on_base: bool = False
    on_paper: bool = False  # levels of an earlier report, judged and not answered
    checksum: str
    framework_checksum: str
    overall: Level
    withheld: tuple[str, ...] = ()
    dimensions: Mapping[str, Level] = field(default_factory=dict)
    indicators: Mapping[str, IndicatorLevel] = field(default_factory=dict)
    confidence: Mapping[str, int] = field(default_factory=dict)  # verified, corroborated, declared, none
    actions: tuple[ActionFact, ...] = ()
    currency: str | None = None
    languages: tuple[str, ...] = ()

    @property
    def asks_part(self) -> bool:
        """Whether the set leaves out questions that count of indicators about which it asks, as a rapid one does."""
        return any(one.level.indicative for one in self.indicators.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """How one level moved; performance and information add up to the change, None where they cannot be told apart."""

    old: Fraction | None
    new: Fraction | None
    performance: Fraction | None = None
    information: Fraction | None = None
    verdict: str  # of comparison_results.Verdict

    @property
    def change(self) -> Fraction | None:
        """The new level less the old one; None where the two were not found comparable."""
        known = self.verdict != NOT_COMPARABLE
        return self.new - self.old if known and self.old is not None and self.new is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What moved between two rounds of one administration, by names of rounds; `common` is the share compared."""

    old_round: str
    new_round: str
    common: Fraction
    overall: Moved
    dimensions: Mapping[str, Moved] = field(default_factory=dict)
    indicators: Mapping[str, Moved] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A round as the store keeps it; `revision` counts from 1, and only the last one is current."""

    member: str
    revision: int
    snapshot: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """A programme with all current rounds, oldest first, and what moved between those that could be compared.

    `changes` maps an administration to its changes: of each round against the first and the one before, in this order.
    """

    programme: Programme
    rounds: Mapping[str, Sequence[Round]] = field(default_factory=dict)
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)

    def latest(self, member: str) -> Snapshot | None:
        """Give the last round of an administration, None where it has none."""
        found = self.rounds.get(member, ())
        return found[-1].snapshot if found else None

    def kept(self, member: str, named: str) -> Snapshot | None:
        """Give a round of an administration by its name."""
        return next((one.snapshot for one in self.rounds.get(member, ()) if one.snapshot.round == named), None)

    def baseline(self, member: str) -> Snapshot | None:
        """Give the round that the last one is set beside; None where there is none."""
        change = self.since_baseline(member)
        return None if change is None else self.kept(member, change.old_round)

    def since_baseline(self, member: str) -> Change | None:
        """Give what moved up to the last round since the earliest that it can be set beside."""
        latest = self.latest(member)
        return None if latest is None else next(iter(self.changes_to(member, latest)), None)

    def changes_to(self, member: str, new: Snapshot) -> tuple[Change, ...]:
        """Give what moved up to a round since each that it can be set beside, the earliest first."""
        # From the end, as what a store keeps is read when it is looked at.
        later = dropwhile(lambda change: change.new_round != new.round, reversed(self.changes.get(member, ())))
        found = reversed(tuple(takewhile(lambda change: change.new_round == new.round, later)))
        return tuple(
            change
            for change in found
            if change.overall.verdict != NOT_COMPARABLE
            and (old := self.kept(member, change.old_round)) is not None
            and beside(old, new) is None
        )


class Unlike(StrEnum):
    """Why the levels of an earlier round are not set beside those of a later one."""

    FRAMEWORK = "framework"  # another one, which has other indicators
    ON_PAPER = "on_paper"  # nothing was answered that could tell practice from information
    PART = "part"  # one of the two asked only a part of the questions


def beside(old: Snapshot, new: Snapshot) -> Unlike | None:
    """Say why two rounds are not set side by side; None where nothing in them forbids it."""
    if old.framework != new.framework:
        return Unlike.FRAMEWORK
    if old.on_paper or new.on_paper:
        return Unlike.ON_PAPER
    return Unlike.PART if old.asks_part or new.asks_part else None
