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


def percent_down(share: Fraction) -> str:
    """Write a share between 0 and 1 as whole percent, rounded down."""
    return f"{int(down(share * 100))} %"
