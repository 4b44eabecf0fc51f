"""Read back a number from the words in which `Shown` wrote it; what it did not write so is no number.

A report holds words. A workbook wants numbers, to sort and to count with, and must never make one of what only looks
like one: an article 7.10, a year, a code. So words count as a number only where `Shown`, given that number, would
write the very same words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from rmdiag.reports.shown import MINUS, Shown

_ONE_HALF = Fraction(1, 2)
_THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownNumber:
    """A number as it was printed: its value, and how it was written."""

    value: Fraction  # of a percentage the share: 0.325
    places: int = 0  # decimals that were printed
    percent: bool = False
    signed: bool = False  # with + before a gain
    grouped: bool = True  # its thousands are parted, or it has none


def number_of(words: str, shown: Shown) -> ShownNumber | None:
    """Give the number that words stand for in a language, None where they stand for none."""
    found = _parsed(words, shown)
    return found if found is not None and words in _ways(found, shown) else None


def _parsed(words: str, shown: Shown) -> ShownNumber | None:
    """Take words apart into sign, digits and percent sign, whatever parts the thousands."""
    match = re.fullmatch(rf"([+{MINUS}]?)(\d[^a-zA-Z{MINUS}+%]*?)(\s*%)?", words)
    if match is None:
        return None
    sign, digits, percent = match.groups()
    point = shown.rounded(_ONE_HALF, 1)[1]  # 0.5 or 0,5
    whole, _, decimals = digits.partition(point)
    bare = re.sub(r"\D", "", whole)
    if not re.fullmatch(r"[0-9]*", bare + decimals):  # digits of other scripts
        return None
    value = Fraction(int(bare + decimals), 10 ** len(decimals))
    value = -value if sign == MINUS else value
    return ShownNumber(
        value=value / 100 if percent else value,
        places=len(decimals),
        percent=bool(percent),
        signed=sign == "+",
        grouped=whole != bare or value < _THOUSAND,
    )


def _ways(number: ShownNumber, shown: Shown) -> tuple[str, ...]:
    """Write a number in every way in which it may have been shown."""
    if number.percent:
        return (shown.figure_percent(100 * number.value), shown.rate(100 * number.value))
    if number.signed:
        gain = shown.rounded(number.value, number.places) if number.places else shown.count(int(number.value))
        return (f"+{gain}",) if number.value > 0 else ()
    if number.places:
        return (shown.rounded(number.value, number.places),)
    return (shown.count(int(number.value)),)
