"""Hold the administration's right of reply: what it said of the draft's findings, and what became of each comment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from rmdiag.compendium.model import Framework
from rmdiag.problems import Span
from rmdiag.values import dataclass

OPEN = "open"
STATUSES = (OPEN, "accepted", "partly", "not_accepted")
ANSWERED = STATUSES[1:]
AS_A_WHOLE = "report/general"  # the key of a comment on no single finding
ALTOGETHER = "overall"
KINDS = ("level", "gap", "blocking", "unknown", "action", "contradiction")  # the second words of keys of findings


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What somebody of the administration said of one finding of a draft, and the team's answer."""

    id: str
    finding: str  # the key that the draft gives it, such as "GOV-02/level"
    by: str  # a role
    on: date | None = None
    comment: str  # their words, to the letter
    evidence: tuple[str, ...] = ()  # of the register
    offers: str | None = None  # what they name and the register does not have, in their words
    status: str = OPEN  # one of STATUSES
    answer: str | None = None  # None only while it is open
    answered_by: str | None = None
    answered_on: date | None = None
    span: Span

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it yet."""
        return self.status == OPEN


def counted(comments: Iterable[Comment]) -> Counter[str]:
    """Count comments by what became of them."""
    return Counter(comment.status for comment in comments)


def names_a_finding(key: str, framework: Framework) -> bool:
    """Say whether a key can be that of a finding under a framework; whether a draft has it depends on the answers."""
    if key == AS_A_WHOLE:
        return True
    subject, _, kind = key.partition("/")
    if kind == "contradiction":
        return any(rule.id == subject for rule in framework.rules)
    if kind == "action":
        return subject in framework.recommendations or subject in framework.indicators
    return kind in KINDS and (subject in framework.indicators or (subject, kind) == (ALTOGETHER, "level"))
