"""Read consistency rules, and the conditions that they and prerequisites are written in."""

from __future__ import annotations

import re
from fractions import Fraction

from rmdiag.compendium import codes
from rmdiag.compendium.model import Comparison, ConsistencyRule
from rmdiag.fields import Fields
from rmdiag.problems import Problems
from rmdiag.source import Scalar

_CONDITION = re.compile(
    r"\s*([A-Z][A-Za-z0-9.-]*)"  # an indicator, a metric or a question
    r"\s*(>=|<=|!=|=|>|<|\bincludes\b)"
    r"\s*(-?[0-9]+(?:\.[0-9]+)?|[A-Z][A-Z0-9.-]*|[a-z][a-z0-9_]*)\s*\Z"  # a number, a metric, the word of an answer
)


def conditions(scalar: Scalar, problems: Problems) -> tuple[Comparison, ...]:
    """Read `A >= 3 and B < C` as comparisons that must all hold."""
    found = []
    for part in scalar.text.split(" and "):
        match = _CONDITION.match(part)
        if match is None:
            problems.add(codes.NOT_A_CONDITION, scalar, words=part.strip())
            continue
        left, operator, right = match.groups()
        value = right if right[0].isalpha() else Fraction(right)
        found.append(Comparison(left=left, operator=operator, right=value))
    return tuple(found)


def read_rule(row: Fields) -> ConsistencyRule:
    """Read one rule."""
    when, then = row.scalar("if"), row.scalar("then")
    rule = ConsistencyRule(
        id=row.text("id", required=True) or "",
        when=() if when is None else conditions(when, row.problems),
        then=() if then is None else conditions(then, row.problems),
        adds_up=row.texts("adds_up"),
        agree=row.texts("agree"),
        to=row.fraction("to") or Fraction(100),
        within=row.fraction("within") or Fraction(1),
        message=row.text("message", required=True) or "",
        say=row.text("say"),
        span=row.at("id"),
        places=row.places("if", "then", "adds_up", "agree"),
    )
    row.close()
    return rule
