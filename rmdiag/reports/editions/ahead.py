"""Tell one plan in every edition: what is still to be done, adopted or proposed, and what it can reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from rmdiag.assessment.gaps import Gap, rank_gaps
from rmdiag.assessment.proposal import LeftOut, Proposal
from rmdiag.assessment.results import Scores
from rmdiag.compendium.model import Horizon, Indicator
from rmdiag.reports.editions.assessed import Assessed
from rmdiag.reports.editions.plan_lines import Line, Lines, lines_of, outcomes_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """All actions that are still to be done, adopted or proposed, and what they can reach."""

    lines: Lines
    reached: Proposal | None  # with the waves of the lines; None: nothing could be reached
    left_out: tuple[LeftOut, ...] = ()  # what gaps call for, and nobody has adopted

    @property
    def every(self) -> tuple[Line, ...]:
        """All of them, in the order of waves and first days."""
        return self.lines.every

    @property
    def adopted(self) -> tuple[Line, ...]:
        """Those that somebody has already agreed to."""
        return tuple(line for line in self.every if line.adopted is not None)

    @property
    def new(self) -> tuple[Line, ...]:
        """Those that only the diagnostic proposes, without what merely finds something out."""
        return tuple(line for line in self.every if line.adopted is None and line.recommendation is not None)

    @property
    def overdue(self) -> tuple[Line, ...]:
        """Adopted actions whose last day has passed, the longest first."""
        return tuple(sorted((line for line in self.every if line.overdue), key=lambda line: line.last or date.max))

    @property
    def short(self) -> Sequence[Gap]:
        """The indicators that stay short of their targets although all of the plan is done."""
        return () if self.reached is None else [gap for gap in self.reached.remaining if gap.gap]

    def carrying(self, recommendation: str) -> Line | None:
        """Give the action that carries out a recommendation."""
        return next((line for line in self.every if line.carries_out(recommendation)), None)

    def of(self, indicator: Indicator) -> tuple[Line, ...]:
        """Give the actions for an indicator."""
        return tuple(line for line in self.every if line.indicator is not None and line.indicator.id == indicator.id)


def ahead_of(tell: Assessed) -> Ahead:
    """Give what is still to be done, and what it reaches."""
    lines, proposal = lines_of(tell), tell.planned.proposal
    if proposal is None:
        return Ahead(lines=lines, reached=None)
    left_out = tuple(one for one in proposal.left_out if not any(line.carries_out(one.id) for line in lines.every))
    outcomes = tuple(outcomes_of(tell, lines))
    if not outcomes or all(line.recommendation is None for line in lines.every):
        return Ahead(lines=lines, reached=None, left_out=left_out)
    gaps = rank_gaps(tell.framework, outcomes[-1].scores, tell.assessment.targets)
    remaining = tuple(gap for gap in gaps if gap.gap or gap.find_out)
    reached = replace(proposal, outcomes=outcomes, remaining=remaining, left_out=left_out)
    return Ahead(lines=lines, reached=reached, left_out=left_out)


def has_actions(ahead: Ahead) -> bool:
    """Whether there is more to do than to find something out."""
    return bool(ahead.adopted or ahead.new)


def until_it_helps(reached: Proposal) -> Horizon:
    """Give the wave after which no level rises any more."""
    last = _points(reached.outcomes[-1].scores)
    return next(outcome.wave for outcome in reached.outcomes if _points(outcome.scores) == last)


def in_order(lines: Sequence[Line]) -> list[Line]:
    """Put first what is overdue, then what ends first; what only finds something out before what it serves."""
    return sorted(
        lines,
        key=lambda line: (
            not line.overdue,
            line.last or date.max,
            line.first or date.max,
            line.recommendation is not None,
        ),
    )


def _points(scores: Scores) -> dict[str, int | None]:
    return {identity: score.point for identity, score in scores.indicators.items()}
