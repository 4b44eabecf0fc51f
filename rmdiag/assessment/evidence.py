"""Say what each piece of evidence is worth on the mission's date: whether it is there and valid, and what it shows.

The rule is that of docs/scoring.md, section 9; why it is so says docs/decisions/0011-a-statement-verifies-nothing.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rmdiag.assessment.evidence_codes import ONLY_EXPIRED, ONLY_STATEMENTS
from rmdiag.assessment.mission import Evidence, Mission
from rmdiag.problems import Problems, listed
from rmdiag.questionnaires.merging import bears_verified
from rmdiag.questionnaires.model import Confidence, Response, Sheet, Standing, Strength

FOLDER = "evidence/"


class EvidenceState(StrEnum):
    """What became of a piece of evidence; of several the first that is true."""

    MISSING = "missing"  # the register names a file that is not in evidence/
    CHANGED = "changed"  # the file is no longer the one that was registered
    EXPIRED = "expired"  # it was valid until a day before the mission's date
    NOT_COPIED = "not_copied"  # no file is named: it was seen on site
    THERE = "there"

    @property
    def counts(self) -> bool:
        """Whether the evidence still shows what it was registered for; what was seen and not copied does."""
        return self in (EvidenceState.NOT_COPIED, EvidenceState.THERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What one piece of evidence is worth on the mission's date; `strength` is NONE where it does not count."""

    entry: Evidence
    state: EvidenceState
    strength: Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Overclaim:
    """An answer that is called verified on evidence that does not bear it; it counts as declared."""

    sheet: Sheet
    response: Response
    worths: tuple[Worth, ...]  # of the evidence that it names, where the register has it


def held_files(mission: Mission) -> Mapping[str, str | None]:
    """Give the SHA-256 of every file in evidence/ by its path there, None where the file was too large to take it."""
    every = mission.digests.items()
    return {inside.removeprefix(FOLDER): sha256 or None for inside, sha256 in every if inside.startswith(FOLDER)}


def worths_of(
    register: Mapping[str, Evidence], held: Mapping[str, str | None], as_of: date | None
) -> Mapping[str, Worth]:
    """Give what every entry of a register is worth, by id, in the register's order."""
    return {identity: _worth(entry, held, as_of) for identity, entry in register.items()}


def strengths_of(worths: Mapping[str, Worth]) -> Mapping[str, Strength]:
    """Give the strength of every entry, by id."""
    return {identity: worth.strength for identity, worth in worths.items()}


def overclaims(sheets: Iterable[Sheet], worths: Mapping[str, Worth]) -> tuple[Overclaim, ...]:
    """Give the answers that are called verified and name evidence that does not bear it, in the order of the sheets.

    Answers that name none at all are told where they are read.
    """
    strengths = strengths_of(worths)
    return tuple(
        Overclaim(sheet=sheet, response=one, worths=tuple(worths[e] for e in one.evidence if e in worths))
        for sheet in sheets
        for one in sheet.responses.values()
        if one.confidence is Confidence.VERIFIED
        and one.standing is Standing.ANSWERED
        and one.evidence
        and not bears_verified(one.evidence, strengths)
    )


def check_claims(sheets: Iterable[Sheet], worths: Mapping[str, Worth], problems: Problems) -> None:
    """Warn of answers that claim more than their evidence bears; of files that are lost the register tells."""
    for claim in overclaims(sheets, worths):
        states = {worth.state for worth in claim.worths}
        if states & {EvidenceState.MISSING, EvidenceState.CHANGED}:
            continue  # one mistake, one problem
        named = listed(claim.response.evidence, 20)
        kind = ONLY_EXPIRED if EvidenceState.EXPIRED in states else ONLY_STATEMENTS
        problems.add(kind, claim.response, id=claim.response.question, evidence=named)


def _worth(entry: Evidence, held: Mapping[str, str | None], as_of: date | None) -> Worth:
    state = _state(entry, held, as_of)
    return Worth(entry=entry, state=state, strength=kind_strength(entry.kind) if state.counts else Strength.NONE)


def kind_strength(kind: str) -> Strength:
    """Give the strength of a kind of evidence, as the register writes it."""
    return Strength[kind.upper()]


def _state(entry: Evidence, held: Mapping[str, str | None], as_of: date | None) -> EvidenceState:
    if entry.file is not None and entry.file not in held:
        return EvidenceState.MISSING
    found = None if entry.file is None else held[entry.file]
    if found is not None and entry.sha256 is not None and found != entry.sha256:
        return EvidenceState.CHANGED
    if entry.valid_until is not None and as_of is not None and entry.valid_until < as_of:
        return EvidenceState.EXPIRED
    return EvidenceState.NOT_COPIED if entry.file is None else EvidenceState.THERE
