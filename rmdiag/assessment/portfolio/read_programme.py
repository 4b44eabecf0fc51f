"""Read programme.yaml: which administrations a programme follows, where their rounds lie, and what it promised."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import PurePosixPath

from rmdiag.assessment.asking import known_id, opened
from rmdiag.assessment.countries import check_country
from rmdiag.assessment.portfolio import codes
from rmdiag.assessment.portfolio.model import Disclosure, LogframeIndicator, Member, Named, Programme
from rmdiag.assessment.read_identity import LANGUAGES
from rmdiag.fields import Fields
from rmdiag.problems import Kind, Problems, did_you_mean
from rmdiag.source import Document, Scalar

STANDARD = "crm-compendium"  # the framework, unless programme.yaml names another
MOST_LEVELS, MOST_MEMBERS = 9, 9_999
Indicators = Callable[
    [str], Collection[str] | None
]  # of a framework by its id; None where it does not come with rmdiag
_ID = re.compile(r"[^\W_][\w.-]{0,59}\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")


def read_programme(
    document: Document, problems: Problems, indicators: Indicators, shipped: Iterable[str]
) -> Programme | None:
    """Give the programme; None when the file is no mapping.

    `indicators` is asked only where a logframe names some; `shipped` are the frameworks that come with rmdiag.
    """
    main = opened(document, problems)
    if main is None:
        return None
    regions, donors = _named(main, "regions", "a region"), _named(main, "donors", "a donor")
    framework = _framework(main, tuple(shipped))
    members = _members(main, regions, donors)
    programme = Programme(
        id=_id(main, "programme"),
        title=main.text("title", required=True) or "",
        language=main.word("language", LANGUAGES) or LANGUAGES[0],
        framework=framework,
        members=members,
        regions=regions,
        donors=donors,
        logframe=_logframe(main, lambda: indicators(framework), len(members)),
        span=main.span,
    )
    main.close()
    return programme


def is_an_id(words: str) -> bool:
    """Say whether words can be the id of a programme, an administration, a region, a donor or a count."""
    return _ID.match(words) is not None


def _id(row: Fields, key: str = "id") -> str:
    scalar = row.scalar(key, required=True)
    if scalar is None:
        return ""
    if not is_an_id(scalar.text):
        row.problems.add(codes.NOT_AN_ID, scalar, words=scalar.text)
    return scalar.text


def _framework(main: Fields, shipped: tuple[str, ...]) -> str:
    scalar = main.scalar("framework")
    if scalar is None:
        return STANDARD
    if scalar.text not in shipped:
        main.problems.add(codes.NO_FRAMEWORK, scalar, id=scalar.text, near=did_you_mean(scalar.text, shipped))
    return scalar.text


def _named(main: Fields, key: str, place: str) -> tuple[Named, ...]:
    found: dict[str, Named] = {}
    for row in main.rows(key, place):
        one = Named(id=_id(row), title=row.text("title", required=True) or "")
        _once(row, found, key, one.id)
        found.setdefault(one.id, one)
        row.close()
    return tuple(found.values())


def _once(row: Fields, found: Collection[str], key: str, identity: str) -> None:
    if identity and identity in found:
        row.problems.add(codes.NAMED_TWICE, row.at("id"), id=identity, key=key)


def _members(main: Fields, regions: tuple[Named, ...], donors: tuple[Named, ...]) -> tuple[Member, ...]:
    found: dict[str, Member] = {}
    countries: dict[str, str] = {}
    folders: set[PurePosixPath] = set()
    for row in main.rows("administrations", "an administration"):
        member = _member(row, [one.id for one in regions], [one.id for one in donors])
        first = found.setdefault(member.id, member)
        if first is not member and member.id:
            row.problems.add(codes.MEMBER_TWICE, row.at("id"), id=member.id, first=first.span.line)
        other = countries.setdefault(member.country, member.id)
        if other != member.id and member.country:
            row.problems.add(codes.COUNTRY_TWICE, row.at("country"), country=member.country, other=other)
        _check_folders(row, folders)
        row.close()
    return tuple(found.values())


def _member(row: Fields, regions: list[str], donors: list[str]) -> Member:
    country = row.scalar("country", required=True)
    if country is not None:
        check_country(country.text, country, row.problems)
    named = (_one_of(scalar, codes.NO_DONOR, donors, row.problems) for scalar in row.scalars("donors"))
    return Member(
        id=_id(row),
        name=row.text("name", required=True) or "",
        short=row.text("short"),
        country="" if country is None else country.text,
        region=_one_of(row.scalar("region"), codes.NO_REGION, regions, row.problems),
        languages=tuple(_language(scalar, row.problems) for scalar in row.scalars("languages")),
        disclosure=Disclosure(row.word("disclosure", list(Disclosure)) or Disclosure.PRIVATE),
        donors=tuple(dict.fromkeys(one for one in named if one is not None)),
        rounds=row.texts("rounds"),
        span=row.span,
    )


def _one_of(scalar: Scalar | None, kind: Kind, known: list[str], problems: Problems) -> str | None:
    if scalar is not None and scalar.text not in known:
        problems.add(kind, scalar, id=scalar.text, near=did_you_mean(scalar.text, known))
        return None
    return None if scalar is None else scalar.text


def _language(scalar: Scalar, problems: Problems) -> str:
    if not _LANGUAGE.match(scalar.text):
        problems.add(codes.NOT_A_LANGUAGE, scalar, words=scalar.text)
    return scalar.text


def _check_folders(row: Fields, folders: set[PurePosixPath]) -> None:
    """Note a folder that is named twice, however the path is written, and one that lies on this machine only."""
    for scalar in row.scalars("rounds"):
        path = PurePosixPath(scalar.text.strip())
        if path in folders:
            row.problems.add(codes.ROUND_TWICE, scalar, path=scalar.text)
        folders.add(path)
        if path.is_absolute() or "\\" in scalar.text:
            row.problems.add(codes.FROM_THE_ROOT, scalar, path=scalar.text)


def _logframe(
    main: Fields, indicators: Callable[[], Collection[str] | None], members: int
) -> tuple[LogframeIndicator, ...]:
    found: dict[str, LogframeIndicator] = {}
    for row in main.rows("logframe", "a count of the logframe"):
        one = _count(row, indicators)
        _once(row, found, "logframe", one.id)
        found.setdefault(one.id, one)
        _check_numbers(row, one, members)
        row.close()
    return tuple(found.values())


def _count(row: Fields, indicators: Callable[[], Collection[str] | None]) -> LogframeIndicator:
    scalars = row.scalars("indicators", required=True)
    known = indicators() if scalars else None
    named = [s.text if known is None else known_id(s, codes.NO_INDICATOR, known, row.problems) for s in scalars]
    return LogframeIndicator(
        id=_id(row),
        title=row.text("title", required=True) or "",
        indicators=tuple(dict.fromkeys(one for one in named if one is not None)),
        at_least=row.integer("at_least", 1, MOST_LEVELS, required=True) or 1,
        baseline=row.integer("baseline", 0, MOST_MEMBERS),
        target=row.integer("target", 0, MOST_MEMBERS),
        due=row.date("due"),
    )


def _check_numbers(row: Fields, one: LogframeIndicator, members: int) -> None:
    if one.baseline is not None and one.target is not None and one.target < one.baseline:
        values = {"id": one.id, "target": one.target, "baseline": one.baseline}
        row.problems.add(codes.TARGET_BELOW, row.at("target"), **values)
    for key, count in (("baseline", one.baseline), ("target", one.target)):
        if count is not None and count > members:
            row.problems.add(codes.MORE_THAN_ALL, row.at(key), id=one.id, count=count, all=members)
