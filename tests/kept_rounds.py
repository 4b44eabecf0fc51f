"""Make rounds of a programme without a mission behind them, for tests of what is kept of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from rmdiag.assessment.portfolio.model import (
    ActionFact,
    Change,
    IndicatorLevel,
    Level,
    Member,
    Moved,
    Programme,
    Snapshot,
)
from rmdiag.problems import Span

NOWHERE = Span(file="programme.yaml")


def programme(*members: str, identity: str = "coast") -> Programme:
    """Give a programme of administrations by id."""
    every = tuple(Member(id=one, name=one.title(), country="QM", span=NOWHERE) for one in members)
    return Programme(id=identity, title="Coast programme", members=every, span=NOWHERE)


def level(point: int) -> Level:
    """Give a level of which nothing is doubtful."""
    exact = Fraction(point)
    return Level(point=exact, low=exact, high=exact, coverage=Fraction(1))


def snapshot(year: int, point: int = 2, **more: object) -> Snapshot:
    """Give a round of a year, with one dimension of two indicators at a level."""
    indicators = {
        one: IndicatorLevel(
            id=one, dimension="A", state="assessed", level=level(point), target=4, confidence="verified"
        )
        for one in ("A-01", "A-02")
    }
    made = Snapshot(
        administration="Kestoria Customs",
        country="QM",
        round=str(year),
        as_of=date(year, 6, 1),
        framework="crm-compendium",
        edition="2026.1",
        set="full",
        checksum=f"{year}{point}".ljust(64, "0"),
        framework_checksum="f" * 64,
        overall=level(point),
        dimensions={"A": level(point)},
        indicators=indicators,
        confidence={"verified": 2, "corroborated": 0, "declared": 0, "none": 0},
        actions=(ActionFact(id="A-01", status="done", cost=Fraction(150000)),),
        currency="USD",
        languages=("en",),
    )
    return replace(made, **more)  # type: ignore[arg-type]  # the fields of a snapshot


def change(old: int, new: int, by: int = 1) -> Change:
    """Give what moved between two years: everything by as much."""
    moved = Moved(
        old=Fraction(2), new=Fraction(2 + by), performance=Fraction(by), information=Fraction(0), verdict="improved"
    )
    return Change(
        old_round=str(old),
        new_round=str(new),
        common=Fraction(1),
        overall=moved,
        dimensions={"A": moved},
        indicators={"A-01": moved, "A-02": moved},
    )
