"""Put to a portfolio the questions of a programme team about administrations one by one: levels, change, quality.

Everything is in the order of programme.yaml, never by level. `questions_tallies` asks about many at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from rmdiag.assessment.portfolio.model import Audience, Change, Member, Portfolio, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An administration and its rounds, oldest first; `strange` are of another framework and not compared."""

    member: Member
    rounds: tuple[Snapshot, ...]
    strange: tuple[Snapshot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """What moved in an administration since the earliest round that its last one can be set beside; None: no such."""

    member: Member
    baseline: Snapshot | None
    latest: Snapshot
    change: Change | None

    @property
    def editions_differ(self) -> bool:
        """Whether the two rounds stand under different editions, so that only what both have is compared."""
        old = self.baseline
        return old is not None and (old.framework, old.edition) != (self.latest.framework, self.latest.edition)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How far the last round of an administration can be relied on, on a day."""

    member: Member
    latest: Snapshot
    age: int  # days since the round
    coverage: Fraction
    confidence: Mapping[str, Fraction]  # share of assessed indicators: verified, corroborated, declared, none
    indicative: bool  # the whole rests on too few answers
    indicative_indicators: int


def seen_on(portfolio: Portfolio, day: date) -> Portfolio:
    """Leave out the rounds after a day, to see the programme as it stood."""
    kept = {
        member.id: tuple(one for one in portfolio.rounds.get(member.id, ()) if one.snapshot.as_of <= day)
        for member in portfolio.programme.members
    }
    if all(len(rounds) == len(portfolio.rounds.get(identity, ())) for identity, rounds in kept.items()):
        return portfolio
    return replace(portfolio, rounds=kept)


def visible(portfolio: Portfolio, audience: Audience) -> tuple[Member, ...]:
    """Give the administrations that an audience may see one by one."""
    return tuple(member for member in portfolio.programme.members if audience.may_see(member.disclosure))


def profiles(portfolio: Portfolio, audience: Audience = Audience.TEAM) -> tuple[Profile, ...]:
    """Give every round of each administration that has one."""
    found = []
    for member in visible(portfolio, audience):
        rounds = [one.snapshot for one in portfolio.rounds.get(member.id, ())]
        ours = tuple(kept for kept in rounds if kept.framework == portfolio.programme.framework)
        strange = tuple(kept for kept in rounds if kept.framework != portfolio.programme.framework)
        if rounds:
            found.append(Profile(member=member, rounds=ours, strange=strange))
    return tuple(found)


def movements(portfolio: Portfolio, audience: Audience = Audience.TEAM) -> tuple[Movement, ...]:
    """Give what moved in each administration up to its last round."""
    return tuple(
        Movement(
            member=member,
            baseline=portfolio.baseline(member.id),
            latest=latest,
            change=portfolio.since_baseline(member.id),
        )
        for member in visible(portfolio, audience)
        if (latest := portfolio.latest(member.id)) is not None
    )


def qualities(portfolio: Portfolio, on: date, audience: Audience = Audience.TEAM) -> tuple[Quality, ...]:
    """Give how far the last round of each administration can be relied on."""
    return tuple(
        quality_of(member, latest, on)
        for member in visible(portfolio, audience)
        if (latest := portfolio.latest(member.id)) is not None
    )


def quality_of(member: Member, latest: Snapshot, on: date) -> Quality:
    """Give how far a round can be relied on."""
    assessed = sum(latest.confidence.values())
    return Quality(
        member=member,
        latest=latest,
        age=(on - latest.as_of).days,
        coverage=latest.overall.coverage,
        confidence={name: Fraction(number, assessed or 1) for name, number in latest.confidence.items()},
        indicative=latest.overall.indicative,
        indicative_indicators=sum(
            one.level.indicative and one.level.point is not None for one in latest.indicators.values()
        ),
    )
