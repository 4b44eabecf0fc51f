"""Describe an extract of declarations that never were, with known truth, for tests and measurements.

Every fact of a declaration is drawn by a hash of the seed, its number and the fact, so that the same seed gives the
same declarations in any number, in any order and on any number of cores.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.extract import Extract

GRAIN = 1_000_000  # rates are drawn to one in a million
# The mapping under which a synthetic extract is read.
SYNTHETIC = Extract(
    columns={
        "declaration": "DECL_NO",
        "date": "REG_DATE",
        "office": "OFFICE",
        "mode": "MODE",
        "channel": "LANE",
        "examined": "EXAMINED",
        "result": "RESULT",
        "random": "RANDOM",
        "override": "REROUTED",
        "profile": "PROFILE",
        "released": "RELEASED",
        "aeo": "AEO",
    },
    channels={"g": "green", "y": "yellow", "r": "red", "b": "blue"},
    findings=("f",),
    places={},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """The truth of one office and mode: how much is examined, and how often something is found."""

    office: str
    mode: str
    examined: Fraction  # of all declarations, by targeting
    random: Fraction  # of all declarations, by lot
    hit: Fraction  # of targeted examinations
    hit_random: Fraction  # of random ones


STRATA = (
    Stratum(
        office="NORTH",
        mode="road",
        examined=Fraction(30, 100),
        random=Fraction(2, 100),
        hit=Fraction(4, 100),
        hit_random=Fraction(3, 100),
    ),
    Stratum(
        office="PORT",
        mode="sea",
        examined=Fraction(18, 100),
        random=Fraction(1, 100),
        hit=Fraction(9, 100),
        hit_random=Fraction(2, 100),
    ),
    Stratum(
        office="PORT",
        mode="rail",
        examined=Fraction(12, 100),
        random=Fraction(1, 100),
        hit=Fraction(6, 100),
        hit_random=Fraction(2, 100),
    ),
    Stratum(
        office="AIRPORT",
        mode="air",
        examined=Fraction(9, 100),
        random=Fraction(3, 100),
        hit=Fraction(15, 100),
        hit_random=Fraction(1, 100),
    ),
)


def declarations(strata: tuple[Stratum, ...], count: int, seed: int) -> str:
    """Give so many declarations of 2025 as a question to DuckDB, in the columns of SYNTHETIC."""
    return f"""
        with drawn as (
            select i, i % {len(strata)} + 1 as stratum,
                {", ".join(f"{_draw(seed, place)} as u{place}" for place in range(8))}
            from range({count}) t(i)
        ), caused as (
            select *, u0 < {_rates(strata, "random")} as by_lot,
                u0 >= {_rates(strata, "random")} and u0 < {_rates(strata, "random")} + {_rates(strata, "examined")}
                as targeted
            from drawn
        ), controlled as (
            select *, by_lot or targeted as examined,
                u1 < case when by_lot then {_rates(strata, "hit_random")} else {_rates(strata, "hit")} end as found,
                date '2025-01-01' + u2 % 365 as lodged
            from caused
        )
        select i + 1 as DECL_NO, lodged as REG_DATE,
            {_words(strata, "office")} as OFFICE, {_words(strata, "mode")} as MODE,
            case when examined then 'R' when u3 < 250000 then 'Y' when u3 < 300000 then 'B' else 'G' end as LANE,
            examined as EXAMINED,
            case when not examined then null when found then 'F' when u4 < 900000 then 'N' end as RESULT,
            by_lot as RANDOM, u5 < 30000 as REROUTED,
            case when targeted then 'P' || (u6 % 200 + 1) end as PROFILE,
            cast(lodged as timestamp) + to_seconds(3600 + u7 % 172800) as RELEASED,
            u6 % 10 = 0 as AEO
        from controlled"""  # noqa: S608  # numbers and words of the strata only, quoted


def _draw(seed: int, fact: int) -> str:
    return f"cast(hash(i, {seed}, {fact}) % {GRAIN} as integer)"


def _rates(strata: tuple[Stratum, ...], name: str) -> str:
    listed = ", ".join(str(int(getattr(stratum, name) * GRAIN)) for stratum in strata)
    return f"([{listed}])[stratum]"


def _words(strata: tuple[Stratum, ...], name: str) -> str:
    listed = ", ".join("'" + getattr(stratum, name).replace("'", "''") + "'" for stratum in strata)
    return f"([{listed}])[stratum]"
