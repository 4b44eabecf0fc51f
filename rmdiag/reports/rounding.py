"""Round exact numbers, once, when they are shown (SCORING, first paragraph)."""

from __future__ import annotations

import math
from fractions import Fraction


def half_up(value: Fraction, places: int = 0) -> Fraction:
    """Round to a number of places, half away from zero: 2.85 becomes 2.9 and -2.85 becomes -2.9."""
    scale = 10**places
    rounded = math.floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(rounded if value >= 0 else -rounded, scale)


def down(value: Fraction, places: int = 0) -> Fraction:
    """Round towards zero; coverage and shares answered are never shown higher than they are."""
    scale = 10**places
    rounded = math.floor(abs(value) * scale)
    return Fraction(rounded if value >= 0 else -rounded, scale)


def digits(value: Fraction, places: int = 0) -> str:
    """Write a rounded number with a fixed number of places and a point, without any language."""
    whole = half_up(value, places)
    sign = "-" if whole < 0 else ""
    before, after = divmod(int(abs(whole) * 10**places), 10**places)
    return f"{sign}{before}.{after:0{places}}" if places else f"{sign}{before}"


def printed_level(mean: Fraction) -> int:
    """Give the level whose colour a mean bears: the one that its printed number reaches, so that 2.0 is level 2."""
    return int(half_up(mean, 1))


def percent_down(share: Fraction) -> str:
    """Write a share between 0 and 1 as whole percent, rounded down."""
    return f"{int(down(share * 100))} %"


def printed_change(
    old: Fraction, new: Fraction, parts: tuple[Fraction, Fraction] | None
) -> tuple[Fraction, Fraction | None, Fraction | None]:
    """Give the change of a mean, and its two parts (practice, information), as they follow from the levels printed.

    A reader adds up what stands on the page. A part that is nothing stays nothing; what rounding leaves goes to the
    larger part, and to information where both are alike.
    """
    moved = half_up(new, 1) - half_up(old, 1)
    if parts is None:
        return moved, None, None
    practice, information = parts
    if abs(practice) > abs(information):
        shown = half_up(information, 1)
        return moved, moved - shown, shown
    shown = half_up(practice, 1)
    return moved, shown, moved - shown
