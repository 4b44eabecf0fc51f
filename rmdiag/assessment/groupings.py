"""Score the groups of a view: the same indicators side by side in another way, by the rule of a dimension (SCORING 6).

A view never changes a score; an indicator may stand in several groups, or in none.
"""

from __future__ import annotations

from dataclasses import dataclass

from rmdiag.assessment.results import GroupScore, Scores, State
from rmdiag.assessment.scoring import score_group
from rmdiag.compendium.model import Framework, Indicator, View, ViewGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOfView:
    """One group with its members and their result; `asked` are the members about which the mission's set asks."""

    group: ViewGroup
    members: tuple[Indicator, ...]
    asked: tuple[Indicator, ...]
    score: GroupScore

    @property
    def indicative(self) -> bool:
        """Whether a member is not asked about, or only in part."""
        return self.score.indicative or len(self.asked) < len(self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredView:
    """A view with the result of every group, in its own order."""

    view: View
    groups: tuple[GroupOfView, ...]


def score_view(framework: Framework, view: View, scores: Scores) -> ScoredView:
    """Give the result of each group of a view."""
    method = None if framework.scoring is None else framework.scoring.dimension
    groups = []
    for group in view.groups:
        members = tuple(i for i in framework.indicators.values() if group.holds(i))
        weighted = [(member.weight, scores.indicators[member.id]) for member in members]
        asked = tuple(m for m in members if scores.indicators[m.id].state is not State.OUT_OF_SCOPE)
        score = score_group(group.id, weighted, method)
        groups.append(GroupOfView(group=group, members=members, asked=asked, score=score))
    return ScoredView(view=view, groups=tuple(groups))
