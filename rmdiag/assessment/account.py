"""Hold what a mission says of itself for its report: its emblem, how it was cleared, whom it met, who reviewed it."""

from __future__ import annotations

from datetime import date

from rmdiag.assessment.pictures import Emblem
from rmdiag.values import dataclass

CLEARANCES = ("draft", "in_review", "cleared")
STEPS = (
    "concept",
    "concept_review",
    "first_results",
    "draft_review",
    "reply",
    "comments_followed",
    "second_reading",
    "clearance",
)
DONE = ("yes", "no", "not_applicable")
REVIEWED = ("concept", "draft", "answers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """How far a report has come: a draft, sent for comment, or cleared; when and by which post."""

    status: str  # one of CLEARANCES
    on: date | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Somebody whom the team met, by role; the name is printed only when the mission says so."""

    role: str
    organisation: str | None = None
    name: str | None = None
    on: date | None = None
    at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One step by which the quality of an assessment is assured: whether it was taken, when, by which post."""

    step: str  # one of STEPS
    done: str  # one of DONE
    on: date | None = None
    by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Somebody who read what the team wrote, by role."""

    role: str
    organisation: str | None = None
    of: str  # one of REVIEWED
    on: date | None = None
    outside: bool = False  # neither of the administration nor of the team


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A report on the plan that is to be written: when, by which post, to whom, of what."""

    on: date | None
    by: str | None = None
    to: str | None = None
    what: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """Who follows the plan up, which reports are due, and when the next round is meant to be."""

    by: str | None = None
    reports: tuple[Progress, ...] = ()
    next_round: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a mission says of itself for its report; nothing of it changes a score."""

    emblem: Emblem | None = None
    accent: str | None = None  # "#14304d"; None: the house colour
    clearance: Clearance | None = None
    background: str | None = None  # the administration in the team's own words
    met: tuple[Meeting, ...] = ()
    checks: tuple[Check, ...] = ()
    reviewers: tuple[Reviewer, ...] = ()
    follow_up: FollowUp | None = None
