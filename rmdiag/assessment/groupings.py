"""Score the groups of a view: the same indicators side by side in another way, by the rule of a dimension (SCORING 6).

A view never changes a score; an indicator may stand in several groups, or in none.
"""

from __future__ import annotations

from dataclasses import dataclass

from rmdiag.assessment.results import GroupScore, Scores
from rmdiag.assessment.scoring import score_group
from rmdiag.compendium.model import Framework, Indicator, View, ViewGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupOfView:
    """One group with its members and their result."""

    group: ViewGroup
    members: tuple[Indicator, ...]
    score: GroupScore


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
        groups.append(GroupOfView(group=group, members=members, score=score_group(group.id, weighted, method)))
    return ScoredView(view=view, groups=tuple(groups))
