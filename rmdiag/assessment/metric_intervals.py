"""Give 95 % intervals of rates and of the ratio of two rates, the same digits on every machine.

All is rational but square roots, logarithms and exponentials, which are taken to thirty digits in decimal arithmetic.
Wilson, J. Am. Stat. Assoc. 22 (1927), 209-212; Katz et al., Biometrics 34 (1978), 469-474, for the ratio.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from math import isqrt
from typing import NamedTuple

# The point of the normal distribution that leaves 2.5 % above it.
Z = Fraction(1_959_963_984_540_054, 10**15)
# Upper bound on a rate of which no case was seen, times the number of trials (Hanley, Lippman-Hand, JAMA 249, 1983).
RULE_OF_THREE = 3
_DIGITS = Context(prec=30)
_ROOT_PLACES = 10**20


class Interval(NamedTuple):
    """Where a figure can lie, given how few were counted."""

    low: Fraction
    high: Fraction


class Rate(NamedTuple):
    """Cases counted among trials."""

    hits: int
    trials: int

    @property
    def share(self) -> Fraction:
        """The cases per trial."""
        return Fraction(self.hits, self.trials)


def wilson(rate: Rate) -> Interval:
    """Give the interval of a share, between 0 and 1; it never leaves them, however few the trials."""
    hits, trials = rate
    spread = Z * Z / trials
    middle = (rate.share + spread / 2) / (1 + spread)
    half = _root(spread * rate.share * (1 - rate.share) + spread * spread / 4) / (1 + spread)
    return Interval(
        low=Fraction(0) if hits == 0 else max(Fraction(0), middle - half),
        high=Fraction(1) if hits == trials else min(Fraction(1), middle + half),
    )


def ratio_interval(upper: Rate, lower: Rate) -> Interval | None:
    """Give the interval of one share over another by the log method; None where either counted no case."""
    if upper.hits == 0 or lower.hits == 0:
        return None
    variance = Fraction(1, upper.hits) - Fraction(1, upper.trials) + Fraction(1, lower.hits) - Fraction(1, lower.trials)
    factor = Fraction(_decimal(Z * _root(variance)).exp(_DIGITS))
    ratio = upper.share / lower.share
    return Interval(low=ratio / factor, high=ratio * factor)


def least_ratio(upper: Rate, lower: Rate) -> Fraction:
    """Give what a ratio is at least where the lower rate counted no case, by the rule of three."""
    return upper.share / min(Fraction(1), Fraction(RULE_OF_THREE, lower.trials))


def _root(value: Fraction) -> Fraction:
    """Give a square root to twenty places, rounded down."""
    return Fraction(isqrt(value.numerator * _ROOT_PLACES**2 // value.denominator), _ROOT_PLACES)


def _decimal(value: Fraction) -> Decimal:
    return _DIGITS.divide(Decimal(value.numerator), Decimal(value.denominator))
