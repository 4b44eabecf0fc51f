"""Read what a mission says of itself for its report: the keys report, background, met, quality and follow_up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from rmdiag.assessment import account_codes as codes
from rmdiag.assessment.account import (
    CLEARANCES,
    DONE,
    REVIEWED,
    STEPS,
    Account,
    Check,
    Clearance,
    FollowUp,
    Meeting,
    Progress,
    Reviewer,
)
from rmdiag.assessment.pictures import (
    LEAST_SIDE,
    MAXIMUM_PICTURE,
    MOST_RATIO,
    MOST_SIDE,
    SUFFIXES,
    Emblem,
    NoPictureError,
    UnfitPictureError,
    emblem_of,
)
from rmdiag.fields import Fields
from rmdiag.source import Scalar

LEAST_CONTRAST = Fraction(9, 2)  # of words on white: WCAG 2.2, success criterion 1.4.3
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
_DARK = Fraction(4045, 100_000)  # below this share sRGB is a straight line


def read_account(main: Fields, pictures: Mapping[str, bytes | None]) -> Account:
    """Give what mission.yaml says. `pictures` are those beside it, None in place of one that is too large."""
    account = _presented(main, pictures)
    checks, reviewers = _quality(main)
    return Account(
        emblem=account.emblem,
        accent=account.accent,
        clearance=account.clearance,
        background=main.text("background"),
        met=tuple(_meeting(row) for row in main.rows("met", "somebody whom the team met")),
        checks=checks,
        reviewers=reviewers,
        follow_up=_follow_up(main),
    )


def contrast_on_white(colour: str) -> Fraction:
    """Give the contrast of a colour with white by the formula of WCAG 2.2, to hundredths."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    red, green, blue = (_linear(Fraction(part, 255)) for part in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return Fraction(round(105 / (light + 0.05)), 100)


def _linear(share: Fraction) -> float:
    return float(share) / 12.92 if share <= _DARK else ((float(share) + 0.055) / 1.055) ** 2.4


def _presented(main: Fields, pictures: Mapping[str, bytes | None]) -> Account:
    row = main.fields("report", "`report`")
    if row is None:
        return Account()
    found = Account(emblem=_emblem(row, pictures), accent=_accent(row), clearance=_clearance(row))
    row.close()
    return found


def _emblem(row: Fields, pictures: Mapping[str, bytes | None]) -> Emblem | None:
    scalar = row.scalar("logo")
    if scalar is None:
        return None
    name = scalar.text.strip()
    if "/" in name or "\\" in name or name.startswith(".") or not name.lower().endswith(SUFFIXES):
        row.problems.add(codes.NOT_BESIDE, scalar, words=name)
        return None
    if name not in pictures:
        row.problems.add(codes.NO_PICTURE, scalar, words=name)
        return None
    return _taken(row, scalar, pictures[name])


def _taken(row: Fields, scalar: Scalar, data: bytes | None) -> Emblem | None:
    """Take a picture apart; one that is not fit for a report is a problem at its name."""
    name = scalar.text.strip()
    if data is None:
        row.problems.add(codes.PICTURE_TOO_LARGE, scalar, words=name, most=MAXIMUM_PICTURE)
        return None
    try:
        return emblem_of(data)
    except UnfitPictureError:
        values = {"least": LEAST_SIDE, "most": MOST_SIDE, "ratio": MOST_RATIO}
        row.problems.add(codes.UNFIT_PICTURE, scalar, words=name, **values)
    except NoPictureError:
        row.problems.add(codes.NOT_A_PICTURE, scalar, words=name)
    return None


def _accent(row: Fields) -> str | None:
    scalar = row.scalar("accent")
    if scalar is None:
        return None
    if not _COLOUR.match(scalar.text):
        row.problems.add(codes.NOT_A_COLOUR, scalar, words=scalar.text)
        return None
    contrast = contrast_on_white(scalar.text)
    if contrast < LEAST_CONTRAST:
        row.problems.add(codes.PALE_COLOUR, scalar, words=scalar.text, contrast=float(contrast))
        return None
    return scalar.text.lower()


def _clearance(main: Fields) -> Clearance | None:
    row = main.fields("clearance", "`clearance`")
    if row is None:
        return None
    status = row.word("status", CLEARANCES, required=True)
    found = Clearance(status=status or CLEARANCES[0], on=row.date("on"), by=row.text("by"))
    row.close()
    if status not in (None, CLEARANCES[0]) and (found.on is None or found.by is None):
        row.problems.add(codes.NOT_DATED, row.at("status"), status=found.status)
    return found


def _meeting(row: Fields) -> Meeting:
    meeting = Meeting(
        role=row.text("role", required=True) or "",
        organisation=row.text("organisation"),
        name=row.text("name"),
        on=row.date("on"),
        at=row.text("at"),
    )
    row.close()
    return meeting


def _quality(main: Fields) -> tuple[tuple[Check, ...], tuple[Reviewer, ...]]:
    row = main.fields("quality", "`quality`")
    if row is None:
        return (), ()
    checks: dict[str, Check] = {}
    for entry in row.rows("checks", "a check"):
        check = _check(entry)
        if check is not None and check.step in checks:
            row.problems.add(codes.STEP_TWICE, entry.at("step"), step=check.step)
        elif check is not None:
            checks[check.step] = check
    reviewers = tuple(_reviewer(entry) for entry in row.rows("reviewers", "a reviewer"))
    row.close()
    return tuple(checks[step] for step in STEPS if step in checks), reviewers


def _check(row: Fields) -> Check | None:
    step, done = row.word("step", STEPS, required=True), row.word("done", DONE, required=True)
    on, by, note = row.date("on"), row.text("by"), row.text("note")
    row.close()
    return None if step is None else Check(step=step, done=done or DONE[1], on=on, by=by, note=note)


def _reviewer(row: Fields) -> Reviewer:
    reviewer = Reviewer(
        role=row.text("role", required=True) or "",
        organisation=row.text("organisation"),
        of=row.word("of", REVIEWED, required=True) or REVIEWED[1],
        on=row.date("on"),
        outside=row.flag("outside"),
    )
    row.close()
    return reviewer


def _follow_up(main: Fields) -> FollowUp | None:
    row = main.fields("follow_up", "`follow_up`")
    if row is None:
        return None
    found = FollowUp(
        by=row.text("by"),
        reports=tuple(_progress(entry) for entry in row.rows("reports", "a report on the plan")),
        next_round=row.date("next_round"),
        note=row.text("note"),
    )
    row.close()
    return found


def _progress(row: Fields) -> Progress:
    progress = Progress(on=row.date("on", required=True), by=row.text("by"), to=row.text("to"), what=row.text("what"))
    row.close()
    return progress
