"""Read the answers to an instrument's leaves: words of an answer scale instead of questions with gates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.compendium.declared import AnswerScale
from rmdiag.fields import as_fields
from rmdiag.problems import Problems, did_you_mean, listed
from rmdiag.questionnaires import codes
from rmdiag.source import Document, Node, Scalar, parse
from rmdiag.tongue import phrase

_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}|/[1-9][0-9]{0,8})?\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafAnswer:
    """The word that answers a leaf; None when it is unknown, or when `not_applicable` takes it out."""

    word: str | None = None
    not_applicable: bool = False


def read_leaf_answers(
    document: Document, leaves: Mapping[str, AnswerScale], framework: str, problems: Problems
) -> dict[str, LeafAnswer]:
    """Read `responses:` of a file as answers to leaves; a bare value is short for `{answer: value}`."""
    node = parse(document, problems)
    main = None if node is None else as_fields(node, "the sheet", problems)
    if main is None:
        return {}
    if not main.has("responses"):
        problems.add(codes.NO_RESPONSES, main)
    found: dict[str, LeafAnswer] = {}
    for key, value in main.entries("responses", "`responses`"):
        if key.text not in leaves:
            near = did_you_mean(key.text, leaves)
            problems.add(codes.RESPONSE_UNKNOWN, key, id=key.text, framework=framework, near=near)
            continue
        found[key.text] = _leaf_answer(key.text, value, leaves[key.text], problems)
    for known in ("respondent", "layer", "edition", "framework", "mission", "date"):
        main.node(known)
    main.close()
    return found


def _leaf_answer(identity: str, node: Node, scale: AnswerScale, problems: Problems) -> LeafAnswer:
    if isinstance(node, Scalar):
        return LeafAnswer() if node.blank else _word(identity, node, scale, problems)
    row = as_fields(node, phrase("the answer to {id}", id=identity), problems)
    if row is None:
        return LeafAnswer()
    answer = row.scalar("answer")
    states = [name for name in ("answer", "not_applicable") if row.node(name) is not None]
    if row.has("not_applicable") and row.text("not_applicable") is None:
        problems.add(codes.NO_REASON, row.at("not_applicable"), id=identity)
    if row.flag("do_not_know"):
        states.append("do_not_know")
    for known in ("confidence", "evidence", "note"):
        row.node(known)
    row.close()
    if len(states) > 1:
        problems.add(codes.TWO_STATES, row.at(states[1]), id=identity, keys=listed(states))
        return LeafAnswer()
    if answer is not None:
        return _word(identity, answer, scale, problems)
    return LeafAnswer(not_applicable="not_applicable" in states)


def _word(identity: str, scalar: Scalar, scale: AnswerScale, problems: Problems) -> LeafAnswer:
    known = [word for word, _ in scale.answers] + list(scale.left_out)
    if scalar.text in known:
        return LeafAnswer(word=scalar.text)
    value = _number(scalar.text)
    same = next((word for word in known if value is not None and _number(word) == value), None)
    if same is not None:
        return LeafAnswer(word=same)
    near = did_you_mean(scalar.text, known)
    problems.add(codes.NOT_A_LEAF_ANSWER, scalar, id=identity, words=scalar.text, near=near, known=listed(known))
    return LeafAnswer()


def _number(words: str) -> Fraction | None:
    """Read an answer that is a number, so that 0.5, 0.50 and 1/2 are the same answer."""
    return Fraction(words) if _NUMBER.match(words) else None
