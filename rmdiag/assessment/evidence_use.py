"""Say what rests on each piece of evidence: which answers and actions cite it, and what is cited by nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rmdiag.assessment.evidence import Overclaim, Worth, held_files, overclaims, worths_of
from rmdiag.assessment.mission import Mission

CONSENSUS, PLAN = "consensus", "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One place that names a piece of evidence: a sheet, what was agreed, or the plan, and the question or action."""

    by: str  # the name of a sheet, CONSENSUS or PLAN
    id: str  # of the question or the action

    @property
    def words(self) -> str:
        """The place in short, as the paths of sheets are written."""
        return f"{self.by}/{self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One piece of evidence with what it is worth and what cites it."""

    worth: Worth
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """A whole register on the mission's date, in its own order."""

    uses: tuple[Use, ...]
    overclaims: tuple[Overclaim, ...]  # answers that are called verified on evidence that does not bear it

    @property
    def idle(self) -> tuple[str, ...]:
        """Ids of what nothing cites."""
        return tuple(use.worth.entry.id for use in self.uses if not use.citations)


def holdings_of(mission: Mission) -> Holdings:
    """Give the register of a mission with what every entry is worth, and what cites it."""
    worths = worths_of(mission.evidence, held_files(mission), mission.as_of)
    cited = _cited(mission)
    uses = tuple(Use(worth=worth, citations=cited.get(identity, ())) for identity, worth in worths.items())
    return Holdings(uses=uses, overclaims=overclaims(mission.answers.sheets, worths))


def _cited(mission: Mission) -> Mapping[str, tuple[Citation, ...]]:
    found: dict[str, dict[Citation, None]] = {}
    for evidence, citation in _citations(mission):
        found.setdefault(evidence, {})[citation] = None
    return {evidence: tuple(citations) for evidence, citations in found.items()}


def _citations(mission: Mission) -> Iterator[tuple[str, Citation]]:
    for sheet in mission.answers.sheets:
        for response in sheet.responses.values():
            yield from ((one, Citation(by=sheet.id, id=response.question)) for one in response.evidence)
    for agreed in mission.answers.consensus:
        yield from ((one, Citation(by=CONSENSUS, id=agreed.question)) for one in agreed.response.evidence)
    for action in mission.adopted:
        yield from ((one, Citation(by=PLAN, id=action.id)) for one in action.evidence)
