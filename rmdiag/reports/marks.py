"""The marks that all charts share: how a level, a target, an interval and an earlier round look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.reports.canvas import Box, Canvas, Paint, Type, width_of
from rmdiag.reports.tokens import Tokens

LABEL = 8.0  # points
SMALL = 7.0
KEY_LINE = 5.4  # millimetres
KEY_GAP = 4.5
SWATCH = 5.5
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
    """Give the level whose colour a value bears: the one that is reached."""
    return int(value)


def point_mark(canvas: Canvas, at: tuple[float, float], value: Fraction, tokens: Tokens) -> None:
    """Draw the level that is demonstrated."""
    canvas.disc(at, 1.75, Paint(fill=tokens.level(level_of(value)), edge=tokens.colour("ink"), weight=0.35))


def interval_mark(canvas: Canvas, box: Box, tokens: Tokens) -> None:
    """Draw the interval in which a level lies."""
    canvas.box(box, Paint(fill=tokens.colour("rule"), radius=1.1))


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


def flowed(widths: Sequence[float], start: float, end: float) -> list[tuple[float, int]]:
    """Set things of these widths side by side, and in as many lines as they need; give each its x and its line."""
    x, line = start, 0
    places: list[tuple[float, int]] = []
    for width in widths:
        if x > start and x + width > end:
            x, line = start, line + 1
        places.append((x, line))
        x += width + KEY_GAP
    return places


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelKey:
    """The names of the levels, each with its x and its line."""

    levels: tuple[str, ...]
    places: tuple[tuple[float, int], ...]

    @property
    def height(self) -> float:
        """Give the room that the key needs."""
        return KEY_LINE * (1 + max((line for _, line in self.places), default=0)) + 1

    def draw(self, canvas: Canvas, top: float, sheet: Sheet) -> None:
        """Draw the key below a height."""
        edge = sheet.tokens.colour("rule-strong")
        for level, (name, (x, line)) in enumerate(zip(self.levels, self.places, strict=True), start=1):
            y = top + KEY_LINE * (line + 0.5)
            box = Box(x=x, y=y - 2, width=SWATCH, height=4)
            canvas.box(box, Paint(fill=sheet.tokens.level(level), edge=edge, weight=0.15, radius=0.6))
            number = Type(size=SMALL, colour=sheet.tokens.level_ink(level), bold=True, anchor="center")
            canvas.words(str(level), (x + SWATCH / 2, y), number)
            canvas.words(name, (x + SWATCH + 1.5, y), sheet.quiet())


def level_key(levels: Sequence[str], start: float, sheet: Sheet) -> LevelKey:
    """Arrange the names of the levels beside their colours, from a left edge to the end of the sheet."""
    widths = [SWATCH + 1.5 + width_of(name, sheet.quiet()) for name in levels]
    places = flowed(widths, start, sheet.width)
    return LevelKey(levels=tuple(levels), places=tuple(places))
