"""Say in a file of findings, out of sight, of which mission and which draft it is, so that it is known again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from rmdiag.assessment.exchange.base import Identity

FORMAT = "rmdiag comments 1"
PROPERTY = "rmdiag comments"  # of a document
SHEET = "Base"  # of a workbook, out of sight
COLUMNS = ("number", "key", "place", "words", "comment", "by", "evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One numbered finding of a draft as plain values."""

    number: str  # as it stands before it, such as F12
    key: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Which mission, framework, edition and draft the findings are of, and in which language."""

    mission: str  # SHA-256 over whose it is, as `mark_of` gives it
    framework: str  # with its edition
    language: str
    draft: str  # SHA-256 over all findings, as `digest_of` gives it


def written_facts(facts: Facts) -> str:
    """Write the facts as a line of plain ASCII, which nothing that an office program does to texts can touch."""
    return json.dumps([FORMAT, *asdict(facts).values()], separators=(",", ":"))


def read_facts(words: str) -> Facts | None:
    """Read them back, None where they are none of ours."""
    try:
        found = json.loads(words)
    except ValueError:
        return None
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found) or found[:1] != [FORMAT]:
        return None
    names = tuple(Facts.__dataclass_fields__)
    return Facts(**dict(zip(names, found[1:], strict=True))) if len(found) == len(names) + 1 else None


def mark_of(identity: Identity) -> str:
    """Give a short mark of whose mission it is."""
    whose = json.dumps([identity.administration, identity.country, identity.round])
    return hashlib.sha256(whose.encode()).hexdigest()[:32]


def digest_of(findings: Iterable[Finding]) -> str:
    """Give a short mark of a draft's findings with their numbers and words."""
    every = json.dumps([[one.number, one.key, one.words] for one in findings])
    return hashlib.sha256(every.encode()).hexdigest()[:32]
