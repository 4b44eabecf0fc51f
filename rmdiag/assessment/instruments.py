"""Score an instrument that its file declares as leaves, nodes and methods. The engine knows none of them by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.assessment.methods import Entry, Outcome, apply, falls_with_parts, speaks_in_labels
from rmdiag.assessment.results import NodeScore, State
from rmdiag.compendium.declared import AnswerScale, Node, Part
from rmdiag.compendium.model import Framework
from rmdiag.questionnaires.leaves import LeafAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """A leaf or a node inside the calculation; `left_out` is the word that took it out."""

    point: Fraction | None = None
    low: Fraction = Fraction(0)
    high: Fraction = Fraction(0)
    coverage: Fraction = Fraction(0)
    left_out: str | None = None
    unscored: bool = False  # a precondition failed


def score_instrument(framework: Framework, answers: Mapping[str, LeafAnswer]) -> dict[str, NodeScore]:
    """Give every node in the file's order; a leaf without an answer is unknown unless its scale gives it a value."""
    standings = {leaf: _leaf(scale, answers.get(leaf, LeafAnswer())) for leaf, scale in framework.leaves.items()}
    scores: dict[str, NodeScore] = {}
    for node in framework.nodes:
        scores[node.id], standings[node.id] = _node(node, standings)
    return scores


def _leaf(scale: AnswerScale, answer: LeafAnswer) -> _Standing:
    values = dict(scale.answers)
    if answer.word is not None and answer.word not in values:
        return _Standing(left_out=answer.word)
    if answer.word is not None:
        return _known(values[answer.word])
    if answer.not_applicable:
        word = next(iter(scale.left_out), "NA")
        return _Standing(left_out=word) if scale.not_applicable is None else _known(scale.not_applicable)
    possible = [scale.lowest, scale.highest, *(() if scale.missing is None else (scale.missing,))]
    return _Standing(point=scale.missing, low=min(possible), high=max(possible))


def _known(value: Fraction) -> _Standing:
    return _Standing(point=value, low=value, high=value, coverage=Fraction(1))


def _node(node: Node, standings: Mapping[str, _Standing]) -> tuple[NodeScore, _Standing]:
    parts = [(part, standings[part.id]) for part in node.parts]
    left = [(part, s) for part, s in parts if s.left_out is None]
    if not left:
        return _nothing_left(node, [s.left_out for _, s in parts if s.left_out is not None])
    needed = [standings[identity] for identity, _ in node.method.preconditions]
    coverage = _coverage(left, [s for s in needed if s.left_out is None])
    if any(s.unscored for _, s in left) or _precondition_failed(node, standings):
        return _without_score(node, coverage)
    known = [Entry(value=s.point, weight=p.weight, level=p.level) for p, s in left if s.point is not None]
    sure = len(known) == len(left) and all(s.point is not None or s.left_out is not None for s in needed)
    return _scored(node, left, apply(node.method, known) if sure else None, coverage)


def _scored(
    node: Node, left: list[tuple[Part, _Standing]], point: Outcome | None, coverage: Fraction
) -> tuple[NodeScore, _Standing]:
    low, high = _side(node, left, low=True), _side(node, left, low=False)
    if falls_with_parts(node.method):
        low, high = high, low
    labelled = speaks_in_labels(node.method)
    score = NodeScore(
        id=node.id,
        state=State.NOT_ASSESSED if point is None else State.ASSESSED,
        score=None if point is None or labelled else point.value,
        label=None if point is None else point.label,
        low=low.label if labelled else low.value,
        high=high.label if labelled else high.value,
        coverage=coverage,
    )
    value = None if point is None else point.value
    return score, _Standing(point=value, low=low.value, high=high.value, coverage=coverage)


def _side(node: Node, left: list[tuple[Part, _Standing]], *, low: bool) -> Outcome:
    entries = [Entry(value=s.low if low else s.high, weight=p.weight, level=p.level) for p, s in left]
    return apply(node.method, entries)


def _coverage(left: list[tuple[Part, _Standing]], needed: list[_Standing]) -> Fraction:
    """Give the weighted share of what is answered; a precondition has no weight in the result and counts as one."""
    counted = [(part.weight, s.coverage) for part, s in left] + [(Fraction(1), s.coverage) for s in needed]
    total = sum((weight for weight, _ in counted), Fraction(0))
    return sum((weight * coverage for weight, coverage in counted), Fraction(0)) / total


def _precondition_failed(node: Node, standings: Mapping[str, _Standing]) -> bool:
    """Say whether a precondition is known not to hold, which leaves the node without any score."""
    for identity, needed in node.method.preconditions:
        point = standings[identity].point
        if point is not None and point != needed:
            return True
    return False


def _without_score(node: Node, coverage: Fraction) -> tuple[NodeScore, _Standing]:
    score = NodeScore(id=node.id, state=State.ASSESSED, score=None, label=None, low=None, high=None, coverage=coverage)
    return score, _Standing(coverage=coverage, unscored=True)


def _nothing_left(node: Node, words: list[str]) -> tuple[NodeScore, _Standing]:
    """Let a node without any part left carry the first of their words, or the value that its method declares."""
    value = node.method.nothing_left
    word = next(iter(words), None)
    score = NodeScore(
        id=node.id,
        state=State.NOT_APPLICABLE if value is None else State.ASSESSED,
        score=value,
        label=word if value is None else None,
        low=value,
        high=value,
        coverage=Fraction(0 if value is None else 1),
    )
    return score, _Standing(left_out=word or "NA") if value is None else _known(value)
