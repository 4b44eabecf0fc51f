"""Make programmes of any size whose truth is known: what moved, which gaps are commonest, what was delivered.

Tests hold answers against that truth, and benchmarks need many rounds. Nothing is drawn by chance: everything follows
from a seed, so that the same wish always gives the same rounds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from rmdiag.assessment.comparison_results import Verdict
from rmdiag.assessment.portfolio.arriving import Arrival
from rmdiag.assessment.portfolio.model import (
    ActionFact,
    Change,
    Disclosure,
    IndicatorLevel,
    Level,
    LogframeIndicator,
    Member,
    Moved,
    Named,
    Portfolio,
    Programme,
    Round,
    Snapshot,
)
from rmdiag.assessment.portfolio.pairs import pairs_of
from rmdiag.assessment.portfolio.status import Delivery
from rmdiag.assessment.results import State
from rmdiag.problems import Span

TARGET = 4  # of every indicator
STUCK = 3  # indicators, the first ones, in which almost no administration reaches the target
FIRST_YEAR = 2017  # of the rounds, one a year
REGIONS, DONORS, LANGUAGES = 5, 3, ("en", "es", "fr")
_TOP = 5
_MOST_STEPS = 3  # of one indicator, from the first round to the last
_SPAN = Span(file="programme.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What programme to make; from six administrations on, the indicators that are stuck are the commonest gaps."""

    members: int = 187
    rounds: int = 10
    dimensions: int = 10
    indicators: int = 45
    actions: int = 12
    seed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What was put into a programme, to hold answers against; an administration and an indicator are named by id.

    `levels` has a mapping for each round, oldest first; `practice` and `knowledge` are the steps from the first round
    to the last by other practice and by other knowledge; `gaps` counts administrations below the target in the last
    round, most first; `delivery` is that on `day`, the day of the last round.
    """

    levels: Mapping[str, tuple[Mapping[str, int], ...]]
    practice: Mapping[str, Mapping[str, int]]
    knowledge: Mapping[str, Mapping[str, int]]
    gaps: tuple[tuple[str, int], ...]
    reached: Mapping[str, int]  # administrations that an indicator of the logframe counts
    delivery: Mapping[str, Delivery]
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Synthetic:
    """A programme with its rounds, ready to be kept, and the truth about them."""

    programme: Programme
    arrivals: tuple[Arrival, ...]
    truth: Truth

    def portfolio(self) -> Portfolio:
        """Give what a store would give that has kept everything."""
        rounds: dict[str, tuple[Round, ...]] = {}
        changes: dict[str, tuple[Change, ...]] = {}
        for one in self.arrivals:
            kept = Round(member=one.member, revision=1, snapshot=one.snapshot)
            rounds[one.member] = (*rounds.get(one.member, ()), kept)
            changes[one.member] = (*changes.get(one.member, ()), *one.changes)
        return Portfolio(programme=self.programme, rounds=rounds, changes=changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """How one indicator of one administration goes: its level in every round, and whether only knowledge moved it."""

    levels: tuple[int, ...]
    by_knowledge: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One administration, its number in the programme, and how each of its indicators goes."""

    member: Member
    number: int
    courses: Mapping[str, _Course]


def synthetic_programme(wish: Wish) -> Synthetic:
    """Make a programme; the same wish gives the same values on every machine."""
    programme = _programme(wish)
    places = [
        _Place(
            member=member,
            number=number,
            courses={one: _course(wish, member.id, number, at) for at, one in enumerate(_indicators(wish))},
        )
        for number, member in enumerate(programme.members)
    ]
    arrivals = tuple(arrival for place in places for arrival in _arrivals(wish, place))
    return Synthetic(programme=programme, arrivals=arrivals, truth=_truth(wish, programme, places))


def _programme(wish: Wish) -> Programme:
    disclosures = tuple(Disclosure)
    members = tuple(
        Member(
            id=f"m{place:03}",
            name=f"Customs of Land {place:03}",
            country=chr(65 + place // 26 % 26) + chr(65 + place % 26),
            region=f"r{place % REGIONS}",
            languages=(LANGUAGES[place % len(LANGUAGES)],),
            disclosure=disclosures[place % len(disclosures)],
            donors=(f"d{place % DONORS}",),
            span=_SPAN,
        )
        for place in range(wish.members)
    )
    counted = [*_indicators(wish)][-1]
    return Programme(
        id="synthetic",
        title="Synthetic programme",
        members=members,
        regions=tuple(Named(id=f"r{number}", title=f"Region {number}") for number in range(REGIONS)),
        donors=tuple(Named(id=f"d{number}", title=f"Donor {number}") for number in range(DONORS)),
        logframe=(LogframeIndicator(id="L1", title="Reached", indicators=(counted,), at_least=TARGET),),
        span=_SPAN,
    )


@lru_cache(8)
def _indicators(wish: Wish) -> Mapping[str, str]:
    """Give every indicator with its dimension, those of a dimension one after the other."""
    found = {}
    for at in range(wish.indicators):
        dimension = f"D{at * wish.dimensions // wish.indicators:02}"
        found[f"{dimension}-{at:02}"] = dimension
    return found


def _course(wish: Wish, member: str, place: int, at: int) -> _Course:
    """Let an indicator rise, a level at a time, to where it has to end so that the gaps are those that are known."""
    drawn = hashlib.sha256(f"{wish.seed} {member} {at}".encode()).digest()
    if at < STUCK:
        last = 1 + drawn[0] % 2 if place >= at else TARGET
    elif place % 2:
        last = TARGET + drawn[0] % 2
    else:
        last = 2 + drawn[0] % (_TOP - 1)
    steps = min(drawn[1] % (_MOST_STEPS + 1), last - 1, wish.rounds - 1)
    when = sorted(range(1, wish.rounds), key=lambda number: (drawn[number % 30], number))[:steps]
    levels = tuple(last - sum(number < step for step in when) for number in range(wish.rounds))
    return _Course(levels=levels, by_knowledge=drawn[31] % 6 == 0)


def _arrivals(wish: Wish, place: _Place) -> list[Arrival]:
    rounds = [_snapshot(wish, place, number) for number in range(wish.rounds)]
    known = {one.round: one for one in rounds}
    changes = [_change(wish, place.courses, known[old], known[new]) for old, new in pairs_of([*known])]
    return [
        Arrival(
            member=place.member.id,
            snapshot=one,
            changes=tuple(change for change in changes if change.new_round == one.round),
        )
        for one in rounds
    ]


def _snapshot(wish: Wish, place: _Place, number: int) -> Snapshot:
    levels = {one: course.levels[number] for one, course in place.courses.items()}
    means = _means(wish, levels)
    doubtful = place.number % min(5, wish.indicators + 1)
    member, day = place.member, _day(number)
    return Snapshot(
        administration=member.name,
        country=member.country,
        round=str(day.year),
        as_of=day,
        framework="crm-compendium",
        edition="2026.1",
        set="full",
        checksum=hashlib.sha256(f"{wish.seed} {member.id} {number}".encode()).hexdigest(),
        framework_checksum="f" * 64,
        overall=_level(_mean(means.values())),
        dimensions={one: _level(mean) for one, mean in means.items()},
        indicators={one: _indicator(one, dimension, levels[one]) for one, dimension in _indicators(wish).items()},
        confidence={"verified": wish.indicators - doubtful, "corroborated": 0, "declared": doubtful, "none": 0},
        actions=_actions(wish, place.number, day, tuple(levels)),
        currency="USD",
        languages=member.languages,
    )


def _actions(wish: Wish, place: int, day: date, indicators: Sequence[str]) -> tuple[ActionFact, ...]:
    """Give a plan of which the first actions are done and the next ones overdue."""
    done, late = _delivered(wish, place)
    return tuple(
        ActionFact(
            id=f"A-{number:02}",
            status="verified" if number % 2 and number < done else "done" if number < done else "started",
            indicator=indicators[number % len(indicators)],
            start=day - timedelta(days=400),
            end=day - timedelta(days=1) if number < done + late else day + timedelta(days=365),
            person_months=Fraction(number + 1, 2),
            cost=Fraction(1000 * (number + 1)),
            funding=f"d{place % DONORS}",
        )
        for number in range(wish.actions)
    )


def _delivered(wish: Wish, place: int) -> tuple[int, int]:
    """Give how many actions of an administration are done, and how many are overdue."""
    done = place % (wish.actions + 1)
    return done, min(place % 3, wish.actions - done)


def _change(wish: Wish, courses: Mapping[str, _Course], old: Snapshot, new: Snapshot) -> Change:
    first, last = old.as_of.year - FIRST_YEAR, new.as_of.year - FIRST_YEAR
    indicators, known = {}, {}
    for one, course in courses.items():
        before, after = Fraction(course.levels[first]), Fraction(course.levels[last])
        known[one] = after - before if course.by_knowledge else Fraction(0)
        indicators[one] = _moved(before, after, known[one])
    by_knowledge = _means(wish, known)
    dimensions = {
        one: _moved(old.dimensions[one].point, new.dimensions[one].point, mean) for one, mean in by_knowledge.items()
    }
    return Change(
        old_round=old.round,
        new_round=new.round,
        common=Fraction(1),
        overall=_moved(old.overall.point, new.overall.point, _mean(by_knowledge.values())),
        dimensions=dimensions,
        indicators=indicators,
    )


def _truth(wish: Wish, programme: Programme, places: Sequence[_Place]) -> Truth:
    courses = {place.member.id: place.courses for place in places}
    levels = {
        member: tuple({one: course.levels[number] for one, course in its.items()} for number in range(wish.rounds))
        for member, its in courses.items()
    }
    below = {one: sum(its[one].levels[-1] < TARGET for its in courses.values()) for one in _indicators(wish)}
    plans = {place.member.id: _delivered(wish, place.number) for place in places if wish.actions}
    return Truth(
        levels=levels,
        practice={member: _rise(its, by_knowledge=False) for member, its in courses.items()},
        knowledge={member: _rise(its, by_knowledge=True) for member, its in courses.items()},
        gaps=tuple(sorted(below.items(), key=lambda one: (-one[1], one[0]))),
        reached={one.id: wish.members - below[one.indicators[0]] for one in programme.logframe},
        delivery={
            member: Delivery(planned=wish.actions, delivered=done, overdue=late)
            for member, (done, late) in plans.items()
        },
        day=_day(wish.rounds - 1),
    )


def _rise(courses: Mapping[str, _Course], *, by_knowledge: bool) -> dict[str, int]:
    return {
        one: course.levels[-1] - course.levels[0] if course.by_knowledge is by_knowledge else 0
        for one, course in courses.items()
    }


def _means(wish: Wish, values: Mapping[str, Fraction | int]) -> dict[str, Fraction]:
    """Give the mean of every dimension."""
    found: dict[str, list[Fraction | int]] = {}
    for one, dimension in _indicators(wish).items():
        found.setdefault(dimension, []).append(values[one])
    return {dimension: _mean(its) for dimension, its in found.items()}


def _mean(values: Collection[Fraction] | Collection[int] | Collection[Fraction | int]) -> Fraction:
    return Fraction(sum(values), len(values))


def _day(number: int) -> date:
    return date(FIRST_YEAR + number, 6, 1)


@lru_cache(4096)
def _level(point: Fraction) -> Level:
    return Level(point=point, low=point, high=point, coverage=Fraction(1))


@lru_cache(4096)
def _indicator(identity: str, dimension: str, level: int) -> IndicatorLevel:
    return IndicatorLevel(
        id=identity,
        dimension=dimension,
        state=State.ASSESSED.value,
        level=_level(Fraction(level)),
        target=TARGET,
        confidence="verified",
        blocking=() if level >= TARGET else (f"{identity}-Q1",),
    )


@lru_cache(4096)
def _moved(old: Fraction | None, new: Fraction | None, by_knowledge: Fraction) -> Moved:
    if old is None or new is None:
        return Moved(old=old, new=new, verdict=Verdict.NOT_COMPARABLE.value)
    verdict = Verdict.SAME if new == old else Verdict.UP if new > old else Verdict.DOWN
    performance = new - old - by_knowledge
    return Moved(old=old, new=new, performance=performance, information=by_knowledge, verdict=verdict.value)
