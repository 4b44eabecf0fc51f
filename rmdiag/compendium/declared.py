"""Hold the scoring methods that a framework declares, and the nodes and answers of an instrument in one file."""

from __future__ import annotations

from fractions import Fraction

from rmdiag.problems import Span
from rmdiag.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A scoring method by name with its parameters as the framework file declares them."""

    name: str
    minimum_coverage: Fraction | None = None  # below it no point is given
    cap: Fraction | None = None  # while a core indicator stands at the lowest level
    start: Fraction = Fraction(0)  # deductions: the value from which is deducted; gated levels: below the first level
    own: Fraction | None = None  # gated and cumulative levels: what a level's own parts must reach
    lower: Fraction | None = None  # cumulative levels: what the parts of lower levels must reach
    labels: tuple[tuple[str, Fraction], ...] = ()  # weakest link: label of each value
    bands: tuple[tuple[str, Fraction], ...] = ()  # banded mean: label and the lowest mean that earns it
    preconditions: tuple[tuple[str, Fraction], ...] = ()  # part and the value that it must have for any score
    nothing_left: Fraction | None = None  # the result when every part is left out; None: not applicable
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What enters a node: a leaf or another node, with its weight and, for levelled methods, its level."""

    id: str
    weight: Fraction = Fraction(1)
    level: int | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One result of an instrument: a method over parts."""

    id: str
    title: str
    method: Method
    parts: tuple[Part, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerScale:
    """The answers that a leaf takes, their values, and the policies for blank and not applicable.

    `missing` and `not_applicable` are a value that counts instead, or None: unknown, and left out.
    """

    id: str
    answers: tuple[tuple[str, Fraction], ...]
    left_out: tuple[str, ...] = ()  # answers that take the leaf out of its node, such as NA
    missing: Fraction | None = None
    not_applicable: Fraction | None = None

    @property
    def lowest(self) -> Fraction:
        """The lowest value of any answer."""
        return min(value for _, value in self.answers)

    @property
    def highest(self) -> Fraction:
        """The highest value of any answer."""
        return max(value for _, value in self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """The methods of a framework of dimensions and indicators (SCORING 12: declared, not built in)."""

    indicator: Method
    dimension: Method
    overall: Method
