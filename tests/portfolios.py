"""Portfolios for tests: real ones of example missions, small ones by hand, and arbitrary ones for laws."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.assessment.mission import Mission
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
from rmdiag.assessment.portfolio.snapshot import change_in, snapshot_of
from rmdiag.opening import mission_at
from rmdiag.problems import Span
from rmdiag.questionnaires.model import Questionnaire

EXAMPLES = Path(__file__).parent.parent / "examples"
SPAN = Span(file="programme.yaml")
INDICATORS = {"GOV-01": "GOV", "GOV-02": "GOV", "SEL-01": "SEL"}
LOGFRAME = (
    LogframeIndicator(id="L1", title="Policy in force", indicators=("GOV-01", "GOV-02"), at_least=3, target=4),
    LogframeIndicator(id="L2", title="Selection by risk", indicators=("SEL-01",), at_least=2, baseline=1),
)
REGIONS = (Named(id="coast", title="Coast"), Named(id="inland", title="Inland"))
DONORS = (Named(id="fund", title="Trade Fund"), Named(id="state", title="State budget"))
# Administrations of the examples with the folders of their rounds, oldest first.
EXAMPLE_ROUNDS = {
    "kestoria": ("kestoria-2024-rapid", "kestoria-2026", "kestoria-2028"),
    "valdoria": ("valdoria-2026", "valdoria-2028"),
    "tambare": ("tambare-2026", "tambare-2028"),
    "saint-orel": ("saint-orel-2026", "saint-orel-2028"),
}
_EXAMPLE_MEMBERS = (
    Member(id="kestoria", name="Kestoria", country="QM", region="coast", languages=("en", "fr"), span=SPAN),
    Member(id="valdoria", name="Valdoria", country="QV", region="coast", languages=("es",), span=SPAN),
    Member(id="tambare", name="Tambaré", country="XB", region="inland", languages=("fr",), span=SPAN),
    Member(id="saint-orel", name="Saint Orel", country="XC", region="coast", languages=("en",), span=SPAN),
)


@cache
def example_portfolio() -> Portfolio:
    """Give the programme of all example administrations, kept from their mission folders."""
    members = tuple(replace(m, disclosure=Disclosure.PROGRAMME, rounds=EXAMPLE_ROUNDS[m.id]) for m in _EXAMPLE_MEMBERS)
    programme = Programme(
        id="examples", title="Examples", members=members, regions=REGIONS, donors=DONORS, logframe=LOGFRAME, span=SPAN
    )
    opened = {name: mission_at(EXAMPLES / name) for names in EXAMPLE_ROUNDS.values() for name in names}
    rounds, changes = {}, {}
    for member, names in EXAMPLE_ROUNDS.items():
        kept = [snapshot_of(*opened[name]) for name in names]
        rounds[member] = tuple(Round(member=member, revision=1, snapshot=one) for one in kept)
        pairs = dict.fromkeys([(names[0], names[-1]), (names[-2], names[-1])])
        changes[member] = tuple(_change(opened[old], opened[new]) for old, new in pairs)
    return Portfolio(programme=programme, rounds=rounds, changes=changes)


def _change(old: tuple[Mission, Questionnaire], new: tuple[Mission, Questionnaire]) -> Change:
    older, newer = (RoundToCompare(mission=mission, questionnaire=q) for mission, q in (old, new))
    return change_in(compare(older, newer))


def member(
    identity: str,
    region: str | None = None,
    languages: Iterable[str] = (),
    disclosure: Disclosure = Disclosure.PRIVATE,
) -> Member:
    """Give an administration by hand."""
    return Member(
        id=identity,
        name=f"Customs of {identity}",
        country=identity.upper(),
        region=region,
        languages=tuple(languages),
        disclosure=disclosure,
        span=SPAN,
    )


def snapshot(
    levels: Mapping[str, int | None],
    name: str = "2026",
    actions: Iterable[ActionFact] = (),
    target: int = 3,
) -> Snapshot:
    """Give a round by hand from the levels of its indicators; dimensions and the whole are plain means."""
    indicators = {
        identity: IndicatorLevel(
            id=identity,
            dimension=INDICATORS[identity],
            state="not_assessed" if level is None else "assessed",
            level=_level(level),
            target=target,
            blocking=() if level is None or level >= target else (f"{identity}-Q1",),
        )
        for identity, level in levels.items()
    }
    dimensions = {
        dimension: _mean(level for identity, level in levels.items() if INDICATORS[identity] == dimension)
        for dimension in dict.fromkeys(INDICATORS[identity] for identity in levels)
    }
    assessed = sum(level is not None for level in levels.values())
    return Snapshot(
        administration="",
        country="",
        round=name,
        as_of=date(int(name[:4]), 6, 1),
        framework="crm-compendium",
        edition="2026.1",
        set="full",
        checksum=repr(levels),
        framework_checksum="",
        overall=_mean(levels.values()),
        dimensions=dimensions,
        indicators=indicators,
        confidence={"verified": 0, "corroborated": 0, "declared": assessed, "none": 0},
        actions=tuple(actions),
        currency="XXX",
    )


def portfolio(rounds: Mapping[Member, Iterable[Snapshot]]) -> Portfolio:
    """Give a portfolio from administrations and their rounds, with all changes as practice."""
    kept = {one.id: tuple(snapshots) for one, snapshots in rounds.items()}
    programme = Programme(
        id="coast",
        title="Coast programme",
        members=tuple(rounds),
        regions=REGIONS,
        donors=DONORS,
        logframe=LOGFRAME,
        span=SPAN,
    )
    return Portfolio(
        programme=programme,
        rounds={m: tuple(Round(member=m, revision=1, snapshot=one) for one in all_of) for m, all_of in kept.items()},
        changes={
            m: tuple(change(all_of[0], all_of[-1]) for _ in (0,) if len(all_of) > 1) for m, all_of in kept.items()
        },
    )


def change(old: Snapshot, new: Snapshot) -> Change:
    """Give what moved between two rounds by hand, all of it practice."""
    both = [identity for identity in new.indicators if identity in old.indicators]
    return Change(
        old_round=old.round,
        new_round=new.round,
        common=Fraction(1),
        overall=_moved(old.overall, new.overall),
        dimensions={d: _moved(old.dimensions[d], new.dimensions[d]) for d in new.dimensions if d in old.dimensions},
        indicators={i: _moved(old.indicators[i].level, new.indicators[i].level) for i in both},
    )


def _level(level: int | None) -> Level:
    point = None if level is None else Fraction(level)
    return Level(point=point, low=point, high=point, coverage=Fraction(level is not None))


def _mean(levels: Iterable[int | None]) -> Level:
    every = tuple(levels)
    known = [level for level in every if level is not None]
    point = Fraction(sum(known), len(known)) if known else None
    return Level(point=point, low=point, high=point, coverage=Fraction(len(known), len(every) or 1))


def _moved(old: Level, new: Level) -> Moved:
    if old.point is None or new.point is None:
        return Moved(old=old.point, new=new.point, verdict="not_comparable")
    moved = new.point - old.point
    verdict = "up" if moved > 0 else "down" if moved < 0 else "same"
    return Moved(old=old.point, new=new.point, performance=moved, information=Fraction(0), verdict=verdict)


_LEVELS = st.fixed_dictionaries(dict.fromkeys(INDICATORS, st.one_of(st.none(), st.integers(1, 5))))
_ACTIONS = st.lists(
    st.builds(
        ActionFact,
        id=st.just("A1"),
        status=st.sampled_from(["planned", "started", "done", "verified", "dropped"]),
        end=st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2028, 1, 1))),
        cost=st.one_of(st.none(), st.integers(0, 10**6).map(Fraction)),
        funding=st.sampled_from([None, "Trade Fund 2027", "state", "The trade fund", "Fund of trade"]),
    ),
    max_size=3,
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[Snapshot, ...]:
    """Draw the rounds of one administration."""
    names = ["2026", "2028"][: draw(st.integers(0, 2))]
    return tuple(snapshot(draw(_LEVELS), name, draw(_ACTIONS)) for name in names)


@st.composite
def portfolios(draw: st.DrawFn, fewest: int = 0, most: int = 24) -> Portfolio:
    """Draw a programme of administrations with zero to two rounds each."""
    number = draw(st.integers(fewest, most))
    members = [
        member(
            f"m{place:02}",
            draw(st.sampled_from([None, "coast", "inland"])),
            draw(st.lists(st.sampled_from(["en", "es", "fr"]), unique=True, max_size=2)),
            draw(st.sampled_from(Disclosure)),
        )
        for place in range(number)
    ]
    return portfolio({one: draw(histories()) for one in members})
