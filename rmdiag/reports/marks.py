"""The marks that all charts share: how a level, a target, an interval and an earlier round look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of
from rmdiag.reports.rounding import printed_level
from rmdiag.reports.tokens import Tokens

LABEL = 8.0  # points
SMALL = 7.0
SMALLEST = 6.0  # of the names of levels, where they would not fit beside each other
SWATCH = 5.5  # millimetres
SLIM = 100.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a chart is drawn on: its width in millimetres and the tokens."""

    width: float
    tokens: Tokens

    @property
    def slim(self) -> bool:
        """Tell whether this is a chart for one of two columns."""
        return self.width < SLIM

    def ink(self, *, bold: bool = False) -> Type:
        """Set the words of the chart."""
        return Type(size=SMALL if self.slim else LABEL, colour=self.tokens.colour("ink"), bold=bold)

    def quiet(self) -> Type:
        """Set words that stand back."""
        return Type(size=SMALL, colour=self.tokens.colour("ink-quiet"))

    def rule(self) -> Paint:
        """Draw a line that stands back."""
        return Paint(edge=self.tokens.colour("rule"), weight=0.2)

    def strong_rule(self) -> Paint:
        """Draw a line that bounds a chart."""
        return Paint(edge=self.tokens.colour("rule-strong"), weight=0.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where a value of a scale lies between two edges."""

    left: float
    right: float
    start: Fraction
    end: Fraction

    def at(self, value: Fraction) -> float:
        """Give the place of a value; one beyond an end is set on that end."""
        if self.end == self.start:
            return (self.left + self.right) / 2
        share = (min(max(value, self.start), self.end) - self.start) / (self.end - self.start)
        return self.left + float(share) * (self.right - self.left)


def level_of(value: Fraction) -> int:
    """Give the level whose colour a value bears: the one that its printed number reaches."""
    return printed_level(value)


def point_mark(canvas: Canvas, at: tuple[float, float], value: Fraction, tokens: Tokens) -> None:
    """Draw the level that is demonstrated."""
    canvas.disc(at, 1.75, Paint(fill=tokens.level(level_of(value)), edge=tokens.colour("ink"), weight=0.35))


def interval_mark(canvas: Canvas, box: Box, tokens: Tokens) -> None:
    """Draw the interval in which a level lies."""
    canvas.box(box, Paint(fill=tokens.colour("rule"), edge=tokens.colour("rule-strong"), weight=0.2, radius=1.1))


def target_mark(canvas: Canvas, at: tuple[float, float], tokens: Tokens) -> None:
    """Draw what is aimed at."""
    canvas.diamond(at, 1.7, Paint(fill=tokens.colour("paper"), edge=tokens.colour("target"), weight=0.5))


def previous_mark(canvas: Canvas, at: tuple[float, float], tokens: Tokens) -> None:
    """Draw where an earlier round stood."""
    x, y = at
    shape = [(x, y - 1.5), (x + 1.5, y + 1.2), (x - 1.5, y + 1.2)]
    canvas.shape(shape, Paint(fill=tokens.colour("paper"), edge=tokens.colour("ink-quiet"), weight=0.35))


def later_mark(canvas: Canvas, at: tuple[float, float], number: int, tokens: Tokens) -> None:
    """Draw where something could stand at a later time, which the number names."""
    x, y = at
    box = Box(x=x - 1.5, y=y - 1.5, width=3, height=3)
    canvas.box(box, Paint(fill=tokens.colour("paper"), edge=tokens.colour("ink"), weight=0.35, radius=0.4))
    canvas.words(str(number), at, Type(size=SMALL - 1, colour=tokens.colour("ink"), bold=True, anchor="center"))


def beside_each_other(names: Sequence[str], step: float, type_: Type) -> Type | None:
    """Give the type in which names in the middle of their lines, a step in millimetres apart, do not touch.

    It is smaller than asked where it must be; None where no name can be read then, so that no level stands without
    its name among others that have theirs.
    """
    needed = max(((width_of(one, type_) + width_of(other, type_)) / 2 for one, other in pairwise(names)), default=0.0)
    size = type_.size if needed + 1 <= step else type_.size * (step - 1) / needed
    return None if size < SMALLEST else replace(type_, size=size)
