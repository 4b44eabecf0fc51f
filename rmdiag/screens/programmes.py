"""Show how the administrations of a programme stand, in the order of programme.yaml: a table, JSON; never a ranking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from rmdiag.assessment.portfolio.arriving import Note, Why
from rmdiag.assessment.portfolio.model import Level, Moved, Programme
from rmdiag.assessment.portfolio.status import Delivery, MemberStatus
from rmdiag.assessment.score_json import Json
from rmdiag.reports.rounding import percent_down
from rmdiag.screens.words import decimal, interval
from rmdiag.terminal import MINUS
from rmdiag.tongue import heads, joined, marked, phrase

FORMAT = "rmdiag programme status 1"
COLUMNS = heads(
    "id", "name", "rounds", "last", "date", "level", "interval", "coverage", "verified", "change", "of it practice",
    "delivered", "overdue",
)  # fmt: skip
ADDED_COLUMNS = heads("administration", "round", "date", "what came of it")
NONE = "–"
_OUTCOMES = heads("same", "new", "revised")
_WHY = {
    Why.FRAMEWORKS: marked("{member}: {old} and {new} are of two frameworks and are not compared."),
    Why.NOTHING_COMMON: marked("{member}: {old} and {new} have no indicator in common and are not compared."),
    Why.ONE_DAY: marked("{member}: {old} and {new} are of one day and are not compared."),
    Why.NOT_AT_HAND: marked("{member}: {old} and {new} are not compared, as a folder is not named or was changed."),
    Why.EDITIONS: marked("{member}: {old} and {new} are of two editions; {compared} of {of} indicators are in both."),
}


def status_rows(statuses: Iterable[MemberStatus]) -> list[Sequence[str]]:
    """Give a row per administration."""
    return [_row(one) for one in statuses]


def outcome_words(outcome: str) -> str:
    """Say what adding a round came to."""
    return phrase(outcome)


def note_line(note: Note) -> str:
    """Say why two rounds were not compared, or how far."""
    values = {"member": note.member, "old": note.old, "new": note.new, "compared": note.compared, "of": note.of}
    return phrase(_WHY[note.why], **values)


def status_lines(programme: Programme, statuses: Sequence[MemberStatus]) -> Iterator[str]:
    """Say what the table does not."""
    for one in statuses:
        if one.framework not in (None, programme.framework):
            yield phrase(
                "{member}: the last round was assessed by {framework}, and its level is of another scale.",
                member=one.member.id,
                framework=one.framework,
            )
    if not any(one.rounds for one in statuses):
        yield phrase("No round was added yet; `rmdiag programme add` does.")


def status_json(programme: Programme, statuses: Iterable[MemberStatus], on: str) -> Json:
    """Give the same for programs, with exact numbers."""
    return {
        "format": FORMAT,
        "programme": programme.id,
        "title": programme.title,
        "on": on,
        "administrations": [_member_json(one) for one in statuses],
    }


def _row(one: MemberStatus) -> Sequence[str]:
    day = NONE if one.as_of is None else one.as_of.isoformat()
    last = one.last or NONE
    return (one.member.id, one.member.name, str(one.rounds), last, day, *_level(one.overall), *_rest(one))


def _level(level: Level | None) -> tuple[str, str, str]:
    if level is None:
        return NONE, NONE, NONE
    point = NONE if level.point is None else decimal(level.point, 2)
    span = NONE if level.low is None or level.high is None else interval(level.low, level.high, 2)
    return point, span, percent_down(level.coverage)


def _rest(one: MemberStatus) -> tuple[str, ...]:
    verified = NONE if one.verified is None else percent_down(one.verified)
    moved = (NONE, NONE) if one.since is None else (_signed(one.since.change), _signed(one.since.performance))
    if one.delivery is None:
        return verified, *moved, NONE, NONE
    delivery = one.delivery
    done = phrase("{number} of {total}", number=delivery.delivered, total=delivery.planned)
    return verified, *moved, done, str(delivery.overdue)


def _signed(value: Fraction | None) -> str:
    if value is None:
        return NONE
    sign = "+" if value > 0 else MINUS if value < 0 else ""
    return joined("", (sign, decimal(abs(value), 2)))


def _member_json(one: MemberStatus) -> Json:
    return {
        "id": one.member.id,
        "name": one.member.name,
        "country": one.member.country,
        "rounds": one.rounds,
        "last": one.last,
        "as_of": None if one.as_of is None else one.as_of.isoformat(),
        "framework": one.framework,
        "overall": None if one.overall is None else _level_json(one.overall),
        "verified": _text(one.verified),
        "base": one.base,
        "since_base": None if one.since is None else _moved_json(one.since),
        "plan": None if one.delivery is None else _delivery_json(one.delivery),
    }


def _level_json(level: Level) -> Json:
    return {
        "level": _text(level.point),
        "low": _text(level.low),
        "high": _text(level.high),
        "coverage": str(level.coverage),
        "indicative": level.indicative,
    }


def _moved_json(moved: Moved) -> Json:
    return {
        "change": _text(moved.change),
        "performance": _text(moved.performance),
        "information": _text(moved.information),
    }


def _delivery_json(delivery: Delivery) -> Json:
    return {"planned": delivery.planned, "delivered": delivery.delivered, "overdue": delivery.overdue}


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
