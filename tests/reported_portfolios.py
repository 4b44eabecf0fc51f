"""Give portfolios to report on: the examples as their folders say, and made ones with many administrations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.assessment.portfolio.model import (
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
from rmdiag.assessment.portfolio.snapshot import change_in, snapshot_of
from rmdiag.opening import mission_at
from rmdiag.problems import Span

EXAMPLES = Path(__file__).parent.parent / "examples"
NOWHERE = Span(file="programme.yaml", line=1, column=1)
ON = date(2028, 12, 1)
MEMBERS = {
    "kestoria": ("Kestoria Customs Service", "QM", "inner-sea", ("en", "fr"), Disclosure.PROGRAMME, ("north-fund",)),
    "valdoria": (
        "Servicio Nacional de Aduanas de Valdoria",
        "QV",
        "andes",
        ("es",),
        Disclosure.PUBLIC,
        ("north-fund",),
    ),
    "tambare": ("Direction générale des douanes de Tambaré", "XB", "rivers", ("fr",), Disclosure.PROGRAMME, ()),
    "saint-orel": ("Saint Orel Customs and Excise", "XC", "isles", ("en",), Disclosure.PRIVATE, ("isles-bank",)),
}
ROUNDS = {
    "kestoria": ("kestoria-2023-paper", "kestoria-2024-rapid", "kestoria-2026", "kestoria-2028"),
    "valdoria": ("valdoria-2026", "valdoria-2028"),
    "tambare": ("tambare-2026", "tambare-2028"),
    "saint-orel": ("saint-orel-2026", "saint-orel-2028"),
}
LONG = "Dirección General de Aduanas, Impuestos Internos y Control de Fronteras de la República Unida de "


@cache
def examples() -> Portfolio:
    """Give the programme over all example administrations, read from their folders."""
    rounds, changes = {}, {}
    for member, folders in ROUNDS.items():
        read = [RoundToCompare(mission=m, questionnaire=q) for m, q in (mission_at(EXAMPLES / f) for f in folders)]
        snapshots = [snapshot_of(one.mission, one.questionnaire) for one in read]
        rounds[member] = tuple(Round(member=member, revision=1, snapshot=one) for one in snapshots)
        named = {one.mission.round: one for one in read}
        changes[member] = tuple(change_in(compare(named[old], named[new])) for old, new in pairs_of(tuple(named)))
    return Portfolio(programme=programme(), rounds=rounds, changes=changes)


def programme() -> Programme:
    """Give what the programme of the examples says."""
    return Programme(
        id="inner-waters",
        title="Inner Waters programme on customs risk management",
        members=tuple(
            Member(
                id=identity,
                name=name,
                country=country,
                region=region,
                languages=languages,
                disclosure=disclosure,
                donors=donors,
                span=NOWHERE,
            )
            for identity, (name, country, region, languages, disclosure, donors) in MEMBERS.items()
        ),
        regions=tuple(
            Named(id=identity, title=title)
            for identity, title in (
                ("inner-sea", "Inner Sea"),
                ("andes", "Southern Andes"),
                ("rivers", "Four Rivers"),
                ("isles", "Halcyon Isles"),
            )
        ),
        donors=(Named(id="north-fund", title="Northern Trade Fund"), Named(id="isles-bank", title="Isles Bank")),
        logframe=(
            LogframeIndicator(
                id="LF-1",
                title="Administrations that record coded results and feed them back",
                indicators=("FBK-01",),
                at_least=3,
                baseline=0,
                target=3,
                due=date(2028, 12, 31),
            ),
        ),
        span=NOWHERE,
    )


def many(count: int) -> Portfolio:
    """Give a programme of many administrations with long names: rounds of the examples, some of them moved."""
    source = examples()
    ids = tuple(source.rounds)
    members, rounds, changes = [], {}, {}
    for number in range(count):
        like = ids[number % len(ids)]
        identity = f"a{number:03}"
        model = source.programme.member(like)
        assert model is not None
        name = f"{LONG}Montaña {number}" if number % 3 else f"Customs Service of Northern Territory {number}"
        members.append(replace(model, id=identity, name=name, country=f"X{chr(65 + number % 26)}"))
        if number % 7 == 6:
            continue  # it has no round yet
        kept = source.rounds[like][-2:] if number % 5 else source.rounds[like][-1:]
        snapshots = [_shaken(one.snapshot, name, number) for one in kept]
        rounds[identity] = tuple(Round(member=identity, revision=1, snapshot=one) for one in snapshots)
        if len(snapshots) > 1:
            changes[identity] = tuple(_changes(snapshots[0], snapshots[1], number))
    title = "Programme of the Inner Waters and Southern Andes for customs risk management and facilitation of trade"
    told = replace(source.programme, members=tuple(members), title=title)
    return Portfolio(programme=told, rounds=rounds, changes=changes)


def _shaken(snapshot: Snapshot, name: str, number: int) -> Snapshot:
    """Move some levels, so that no two administrations are alike."""
    step = Fraction(number % 4, 10)
    dimensions = {d: _moved(one, step if at % 2 else -step) for at, (d, one) in enumerate(snapshot.dimensions.items())}
    indicators = {
        i: _raised(one) if (at + number) % 6 == 0 else one for at, (i, one) in enumerate(snapshot.indicators.items())
    }
    return replace(snapshot, administration=name, dimensions=dimensions, indicators=indicators)


def _moved(level: Level, step: Fraction) -> Level:
    if level.point is None:
        return level
    point = min(max(level.point + step, Fraction(1)), Fraction(5))
    low = point if level.low is None else min(level.low, point)
    return replace(level, point=point, low=low, high=max(level.high or point, point))


def _raised(one: IndicatorLevel) -> IndicatorLevel:
    if one.level.point is None or one.level.point >= 5:  # the top of the scale
        return one
    point = one.level.point + 1
    return replace(one, level=replace(one.level, point=point, low=point, high=max(one.level.high or point, point)))


def _changes(old: Snapshot, new: Snapshot, number: int) -> Iterator[Change]:
    def moved(before: Level | None, after: Level | None) -> Moved:
        then, now = (None if one is None else one.point for one in (before, after))
        change = None if then is None or now is None else now - then
        practice = None if change is None else change if number % 2 else Fraction(0)
        information = None if change is None or practice is None else change - practice
        verdict = "not_comparable" if change is None else "same" if not change else "better" if change > 0 else "worse"
        return Moved(old=then, new=now, performance=practice, information=information, verdict=verdict)

    yield Change(
        old_round=old.round,
        new_round=new.round,
        common=Fraction(9, 10),
        overall=moved(old.overall, new.overall),
        dimensions={d: moved(old.dimensions.get(d), one) for d, one in new.dimensions.items()},
        indicators={
            i: moved(old.indicators[i].level if i in old.indicators else None, one.level)
            for i, one in new.indicators.items()
        },
    )
