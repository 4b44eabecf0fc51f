"""Read the scoring methods that a framework file declares, and the leaves and nodes of an instrument in one file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rmdiag.compendium import codes
from rmdiag.compendium.declared import AnswerScale, Method, Node, Part
from rmdiag.fields import RATIO, Fields, as_fields, number
from rmdiag.problems import Problems, did_you_mean, listed
from rmdiag.source import NOT_A_SCALAR, Scalar, Sequence
from rmdiag.source import Node as SourceNode
from rmdiag.tongue import marked, phrase

METHODS = (
    "gated_levels",
    "weighted_mean",
    "mean",
    "sum",
    "minimum",
    "weakest_link_with_plus",
    "banded_mean",
    "additive_levels",
    "cumulative_levels",
    "deductions",
)
NEEDS = {
    "weakest_link_with_plus": ("labels",),
    "banded_mean": ("bands",),
    "cumulative_levels": ("own", "lower"),
    "deductions": ("start",),
}
LEVELLED = ("gated_levels", "additive_levels", "cumulative_levels")
# What a framework of dimensions and indicators may declare: methods whose results stay on the scale of its levels.
ON_THE_SCALE: Mapping[str, Collection[str]] = {
    "indicator": ("gated_levels",),
    "dimension": ("weighted_mean", "mean", "minimum"),
    "overall": ("weighted_mean", "mean", "minimum"),
}


def read_scoring_method(fields: Fields | None, place: str, problems: Problems) -> Method | None:
    """Read the method of indicators, of dimensions or of the overall level."""
    method = read_method(fields, place, problems)
    allowed = ON_THE_SCALE[place]
    if method is not None and method.name not in allowed:
        problems.add(codes.UNKNOWN_METHOD, method, words=method.name, near="", known=listed(allowed))
        return None
    return method


def read_method(fields: Fields | None, node: str, problems: Problems) -> Method | None:
    """Read a method with its parameters; an unknown name or a missing parameter is a problem."""
    name = None if fields is None else fields.scalar("method", required=True)
    if fields is None or name is None:
        return None
    method = _method(fields, name, node, problems)
    fields.close()
    return method


def _method(fields: Fields, name: Scalar, node: str, problems: Problems) -> Method | None:
    if name.text not in METHODS:
        near = did_you_mean(name.text, METHODS)
        problems.add(codes.UNKNOWN_METHOD, name, words=name.text, near=near, known=listed(METHODS))
    for key in NEEDS.get(name.text, ()):
        if not fields.has(key):
            problems.add(codes.METHOD_NEEDS, name, method=name.text, node=node, key=key)
    method = Method(
        name=name.text,
        minimum_coverage=fields.fraction("minimum_coverage"),
        cap=fields.fraction("cap"),
        start=fields.fraction("start") or Fraction(0),
        own=fields.fraction("own"),
        lower=fields.fraction("lower"),
        labels=_values(fields, "labels", problems),
        bands=_values(fields, "bands", problems),
        preconditions=_values(fields, "preconditions", problems),
        nothing_left=fields.fraction("nothing_left"),
        span=name.span,
    )
    return method if name.text in METHODS else None


def _values(fields: Fields, key: str, problems: Problems) -> tuple[tuple[str, Fraction], ...]:
    if not fields.has(key):
        return ()
    found = []
    for word, node in fields.entries(key, f"`{key}`"):
        value = _value(word.text, node, problems)
        if value is not None:
            found.append((word.text, value))
    return tuple(found)


def _value(key: str, node: SourceNode, problems: Problems) -> Fraction | None:
    if isinstance(node, Scalar):
        return number(node, key, problems, RATIO)
    found = phrase("a list") if isinstance(node, Sequence) else phrase("a mapping")
    problems.add(NOT_A_SCALAR, node, key=key, found=found)
    return None


def read_leaves(main: Fields, problems: Problems) -> Mapping[str, AnswerScale]:
    """Give the answer scale of every leaf by id."""
    scales = {scale.id: scale for scale in (_scale(row, problems) for row in main.rows("scales", "a scale"))}
    leaves: dict[str, AnswerScale] = {}
    for row in main.rows("leaves", "a group of leaves"):
        name = row.word("scale", scales, required=True)
        for scalar in row.scalars("ids", required=True):
            if scalar.text in leaves:
                problems.add(codes.TWICE, scalar, id=scalar.text, first=marked("an earlier line"), what=marked("leaf"))
            elif name is not None:
                leaves[scalar.text] = scales[name]
        row.close()
    return leaves


def _scale(row: Fields, problems: Problems) -> AnswerScale:
    answers = _values(row, "answers", problems)
    scale = AnswerScale(
        id=row.text("id", required=True) or "",
        answers=answers or (("yes", Fraction(1)),),
        left_out=row.texts("left_out"),
        missing=row.fraction("missing"),
        not_applicable=row.fraction("not_applicable"),
    )
    row.close()
    return scale


@dataclass(slots=True, kw_only=True)
class _Above:
    """What stands above a node in the file: named methods, and the leaves and nodes that it may count."""

    problems: Problems
    methods: dict[str, Method] = field(default_factory=dict)
    known: dict[str, None] = field(default_factory=dict)


def read_nodes(main: Fields, problems: Problems) -> tuple[Node, ...]:
    """Give the nodes in the file's order; a node counts leaves and nodes that stand above it in the file."""
    above = _Above(problems=problems)
    _read_named_methods(main, above)
    above.known |= {s.text: None for row in main.rows("leaves", "a group of leaves") for s in row.scalars("ids")}
    found: list[Node] = []
    for row in main.rows("nodes", "a node"):
        node = _node(row, above)
        if node is None:
            continue
        if node.id in above.known:
            problems.add(
                codes.TWICE, row.at("id"), id=node.id, first=marked("an earlier line"), what=marked("leaf and node")
            )
        else:
            found.append(node)
        above.known[node.id] = None
    return tuple(found)


def _read_named_methods(main: Fields, above: _Above) -> None:
    if not main.has("methods"):
        return
    for key, node in main.entries("methods", "the methods"):
        method = read_method(
            as_fields(node, phrase("the method {id}", id=key.text), above.problems), key.text, above.problems
        )
        if method is not None:
            above.methods[key.text] = method


def _node(row: Fields, above: _Above) -> Node | None:
    identity = row.text("id", required=True) or ""
    title = row.text("title")
    name = row.scalar("method", required=True)
    method = None if name is None else above.methods.get(name.text) or _method(row, name, identity, above.problems)
    nodes = row.nodes("of", required=True)
    row.close()
    if method is None:
        return None
    needed = [_known_part(Part(id=part, span=method.span), identity, above) for part, _ in method.preconditions]
    if not all(needed):
        return None
    parts = tuple(part for node in nodes if (part := _part(node, identity, method, above)) is not None)
    return Node(id=identity, title=title or identity, method=method, parts=parts, span=row.span)


def _part(node: SourceNode, parent: str, method: Method, above: _Above) -> Part | None:
    part = Part(id=node.text, span=node.span) if isinstance(node, Scalar) else _own_part(node, above.problems)
    if part is None or not _known_part(part, parent, above):
        return None
    if part.weight <= 0:
        above.problems.add(codes.NOT_ABOVE_ZERO, part, key="weight", id=part.id, value=part.weight)
        return None
    if method.name in LEVELLED and part.level is None:
        above.problems.add(codes.PART_NEEDS_LEVEL, part, id=part.id, method=method.name, node=parent)
        return None
    return part


def _own_part(node: SourceNode, problems: Problems) -> Part | None:
    """Read a part that is written with its weight or level."""
    fields = as_fields(node, "a part", problems)
    if fields is None:
        return None
    weight = fields.fraction("weight")
    part = Part(
        id=fields.text("id", required=True) or "",
        weight=Fraction(1) if weight is None else weight,
        level=fields.integer("level", 1, 99),
        span=node.span,
    )
    fields.close()
    return part


def _known_part(part: Part, parent: str, above: _Above) -> bool:
    if part.id not in above.known:
        near = did_you_mean(part.id, above.known)
        above.problems.add(codes.NOT_A_NODE_CHILD, part, node=parent, id=part.id, near=near)
    return part.id in above.known
