"""Find who can help whom: for a gap of one administration, others that closed it and know the way.

A host is at least two levels above on the indicator, and its practice rose to where it is since an earlier round: it
can say how. Only administrations that the audience may see one by one are looked at, as learners and as hosts, so that
nothing is told of the others. What is near comes first (region, then language), then the order of programme.yaml; no
level decides an order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.portfolio.model import Audience, Member, Portfolio, Snapshot
from rmdiag.assessment.portfolio.questions import visible
from rmdiag.assessment.portfolio.questions_tallies import latest_of

ABOVE = 2  # levels by which a host is ahead
FEWEST_IN_A_WORKSHOP = 3
HOSTS = 3  # of each gap to whom a visit is proposed; `Gap.hosts` has all


class Near(StrEnum):
    """What two administrations share; the nearest comes first."""

    REGION_AND_LANGUAGE = "region and language"
    REGION = "region"
    LANGUAGE = "language"
    NEITHER = "neither"


_PLACES = {near: place for place, near in enumerate(Near)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Why a host can help with one indicator: where the learner is, and how far the host came since when."""

    indicator: str
    learner_level: int
    target: int
    host_was: int
    host_level: int
    since: str  # the round in which the host was lower
    performance: Fraction  # how much of its rise is practice


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A proposed study visit to a host that is among the first three for some gap.

    `ways` has every gap of the learner in which the host can help, in the order of the framework.
    """

    learner: Member
    host: Member
    near: Near
    languages: tuple[str, ...]  # shared
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A proposed workshop: three or more of a region or a language that share a gap, and who could teach there."""

    kind: str  # region, language
    id: str
    title: str
    indicator: str
    learners: tuple[Member, ...]
    teachers: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A gap of one administration, and who knows the way, the nearest first; empty where nobody does."""

    learner: Member
    indicator: str
    level: int
    target: int
    hosts: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Every gap with who knows the way, and what is proposed."""

    gaps: tuple[Gap, ...]
    visits: tuple[Visit, ...]
    workshops: tuple[Workshop, ...]


def match(portfolio: Portfolio, audience: Audience = Audience.TEAM) -> Matches:
    """Match gaps with those who closed them, among the administrations that the audience may see one by one."""
    kept = latest_of(portfolio)
    members = tuple(member for member in visible(portfolio, audience) if member.id in kept)
    risen = {member.id: _risen(portfolio, member.id) for member in members}
    found: list[Gap] = []
    visits: list[Visit] = []
    for learner in members:
        ways = {host.id: _ways(kept[learner.id], risen[host.id]) for host in members if host is not learner}
        able = [host for host in members if ways.get(host.id)]
        nearness = {host.id: _PLACES[near_of(learner, host)] for host in able}
        nearest = sorted(able, key=lambda host: nearness[host.id])
        own = tuple(_gaps(learner, kept[learner.id], nearest, ways))
        asked = {host.id for gap in own for host in gap.hosts[:HOSTS]}
        visits += [_visit(learner, host, ways[host.id].values()) for host in nearest if host.id in asked]
        found += own
    workshops = tuple(_workshops(portfolio, members, found))
    return Matches(gaps=tuple(found), visits=tuple(visits), workshops=workshops)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rise:
    """How one indicator rose in an administration."""

    was: int
    now: int
    since: str
    performance: Fraction


def _risen(portfolio: Portfolio, member: str) -> Mapping[str, _Rise]:
    """Give the indicators that rose, and whose practice did, up to the last round; the longest rise of each."""
    latest, found = portfolio.latest(member), dict[str, _Rise]()
    for change in () if latest is None else portfolio.changes_to(member, latest):
        for identity, moved in change.indicators.items():
            old, new, practice = moved.old, moved.new, moved.performance
            if old is not None and new is not None and new > old and practice is not None and practice > 0:
                rise = _Rise(was=int(old), now=int(new), since=change.old_round, performance=practice)
                found.setdefault(identity, rise)
    return found


def _ways(learner: Snapshot, risen: Mapping[str, _Rise]) -> dict[str, Way]:
    """Give for each gap of a learner how a host came to be two levels above."""
    found = {}
    for identity, one in learner.indicators.items():
        rise = risen.get(identity)
        if rise is None or not one.gap or one.level.point is None or rise.now < int(one.level.point) + ABOVE:
            continue
        found[identity] = Way(
            indicator=identity,
            learner_level=int(one.level.point),
            target=one.target,
            host_was=rise.was,
            host_level=rise.now,
            since=rise.since,
            performance=rise.performance,
        )
    return found


def _gaps(
    learner: Member, kept: Snapshot, nearest: Sequence[Member], ways: Mapping[str, Mapping[str, Way]]
) -> Iterator[Gap]:
    for identity, one in kept.indicators.items():
        if one.gap and one.level.point is not None:
            hosts, level = tuple(host for host in nearest if identity in ways[host.id]), int(one.level.point)
            yield Gap(learner=learner, indicator=identity, level=level, target=one.target, hosts=hosts)


def _visit(learner: Member, host: Member, ways: Iterable[Way]) -> Visit:
    near, languages = near_of(learner, host), _shared(learner, host)
    return Visit(learner=learner, host=host, near=near, languages=languages, ways=tuple(ways))


def _workshops(portfolio: Portfolio, members: Iterable[Member], gaps: Iterable[Gap]) -> Iterator[Workshop]:
    """Give for each region and each language the gaps that three or more share, those of the most learners first."""
    every = tuple(members)
    places = [("region", one.id, one.title) for one in portfolio.programme.regions]
    languages = sorted({language for member in every for language in member.languages})
    by_indicator: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_indicator.setdefault(gap.indicator, []).append(gap)
    for kind, identity, title in (*places, *(("language", language, language) for language in languages)):
        here = {m.id for m in every if (m.region == identity if kind == "region" else identity in m.languages)}
        shared = {i: [gap for gap in found if gap.learner.id in here] for i, found in by_indicator.items()}
        for indicator, found in sorted(shared.items(), key=lambda pair: -len(pair[1])):
            if len(found) >= FEWEST_IN_A_WORKSHOP:
                able = {host.id for gap in found for host in gap.hosts}
                yield Workshop(
                    kind=kind,
                    id=identity,
                    title=title,
                    indicator=indicator,
                    learners=tuple(gap.learner for gap in found),
                    teachers=tuple(member for member in every if member.id in able),
                )


def near_of(one: Member, other: Member) -> Near:
    """Say what two administrations share."""
    region = one.region is not None and one.region == other.region
    if _shared(one, other):
        return Near.REGION_AND_LANGUAGE if region else Near.LANGUAGE
    return Near.REGION if region else Near.NEITHER


def _shared(one: Member, other: Member) -> tuple[str, ...]:
    return tuple(language for language in one.languages if language in other.languages)
