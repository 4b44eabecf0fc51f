"""Name every rule that finds something in a round; docs/findings.md says when each applies and why.

The names are permanent: reports, lists and other programs point to a finding by its rule. A consistency rule of a
framework goes by its own id, such as C09.
"""

from __future__ import annotations

from enum import StrEnum

WIDE_GAP = 2  # levels under the target: more than one step, so that a plan needs more than one round


class FindingKind(StrEnum):
    """What is found, in the order in which it is told: what may be wrong comes before what is weak or strong."""

    CONTRADICTION = "contradictions"
    DIVERGENCE = "divergences"
    OPTIMISM = "optimism"
    ANSWER = "answers"
    JUDGEMENT = "judgements"
    DIFFERENCE = "differences"
    GAP = "gaps"
    STRENGTH = "strengths"
    TAKEN_OVER = "taken-over"


class FindingRule(StrEnum):
    """The rules that every framework shares."""

    UNSETTLED = "divergence.unsettled"
    STRAIGHT_LINING = "optimism.straight-lining"
    IDENTICAL_SHEETS = "optimism.identical-sheets"
    HIGH_WITHOUT_EVIDENCE = "optimism.high-without-evidence"
    FAR_ABOVE_MISSION = "optimism.far-above-mission"
    UNPROVEN = "answer.verified-without-evidence"
    UNFORESEEN = "answer.not-applicable-unforeseen"
    STALE = "judgement.stale"
    SELF_ABOVE = "difference.self-above"
    SELF_BELOW = "difference.self-below"
    NOT_ASSESSED = "gap.not-assessed"
    CORE_AT_LOWEST = "gap.core-at-lowest"
    WIDE = "gap.wide"
    BELOW_TARGET = "gap.below-target"
    ABOVE_TARGET = "strength.above-target"
    AT_TARGET = "strength.at-target"
    TAKEN_OVER = "answer.taken-over"
