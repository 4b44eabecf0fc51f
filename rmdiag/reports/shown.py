"""Show numbers, dates and lists as readers of a language write them; scores are exact until they come here.

Rounding happens once (SCORING, head): means to one decimal, percent whole, half up; coverage and shares answered are
rounded down, so that nothing looks more complete than it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from rmdiag.reports.rounding import down, half_up

MINUS = "−"
NOTHING = "–"
_REGIONS = {"en": "en-GB"}  # international reports in English write the day before the month
SINGULAR_BELOW = {"fr": 2}
NO_BREAK = "\N{NO-BREAK SPACE}"
SPANISH_UNPARTED = 4  # digits of a number that needs no space
_FRENCH_FIRST = re.compile(r"(?<!\d)1(?=\s[^\W\d]|–\d)")  # the first of a month, alone or as the start of a few days
_FRENCH_DAY = re.compile(r"(?:(?<=\d)|(?<=1er)) (?=[^\W\d])")  # the space between a day and its month
_SOUNDS_I = re.compile("h?i(?!e)", re.IGNORECASE)  # before these Spanish says "e", not "y"
_DECIMALS = 2  # of figures that people wrote; more digits than that say nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Write values in one language."""

    language: str

    def mean(self, value: Fraction | None) -> str:
        """Write a mean of levels to one decimal: "2.4"."""
        return NOTHING if value is None else self._decimal(half_up(value, 1), "#,##0.0")

    def interval(self, low: Fraction | None, high: Fraction | None) -> str:
        """Write where a mean may lie: "2.1–2.9"; one figure when both ends are shown alike."""
        first, last = self.mean(low), self.mean(high)
        return first if first == last else f"{first}–{last}"

    def levels(self, low: int | None, high: int | None) -> str:
        """Write where a level may lie: "2–4"; one figure when nothing is open."""
        if low is None or high is None:
            return NOTHING
        return self.count(low) if low == high else f"{self.count(low)}–{self.count(high)}"

    def percent(self, value: Fraction | None) -> str:
        """Write a percentage from 0 to 100 as a whole number: "48%"."""
        return NOTHING if value is None else self._percent(half_up(value))

    def share(self, value: Fraction | None) -> str:
        """Write a share from 0 to 1 as whole percent, rounded down: coverage, questions answered."""
        return NOTHING if value is None else self._percent(down(100 * value))

    def difference(self, value: Fraction) -> str:
        """Write the difference of two means with its sign: "+0.4", "−1.0"."""
        return self._signed(half_up(value, 1), "#,##0.0")

    def sign(self, value: Fraction) -> str:
        """Write the sign of a change."""
        return MINUS if value < 0 else "+"

    def steps(self, value: int) -> str:
        """Write a difference of levels with its sign: "+1"."""
        return self._signed(Fraction(value), "#,##0")

    def count(self, value: int) -> str:
        """Write a whole number: "1,204"."""
        return self._decimal(Fraction(value), "#,##0")

    def figure(self, value: Fraction) -> str:
        """Write a figure that somebody reported, to at most two decimals."""
        return self._decimal(half_up(value, _DECIMALS), "#,##0.##")

    def short_figure(self, value: Fraction) -> str:
        """Write a computed amount, such as of staff, to at most one decimal."""
        return self._decimal(half_up(value, 1), "#,##0.#")

    def rounded(self, value: Fraction, places: int) -> str:
        """Write a computed figure to a number of places, all of them printed."""
        return self._decimal(half_up(value, places), "#,##0." + "0" * places)

    def figure_percent(self, value: Fraction) -> str:
        """Write a reported percentage, to at most two decimals."""
        return self._percent(half_up(value, _DECIMALS))

    def rate(self, value: Fraction) -> str:
        """Write a counted percentage to one decimal, which is always printed: "2.0%"."""
        return self._percent(half_up(value, 1), "0.0")

    def exact(self, value: Fraction) -> str:
        """Write an exact fraction, where arithmetic is shown: "713/206"."""
        return str(value)

    def day(self, value: date | None) -> str:
        """Write a date where room is short: "5 Mar 2026"."""
        return NOTHING if value is None else self._dated(format_date(value, "medium", locale=self._locale))

    def day_of_month(self, value: date) -> str:
        """Write the day of a date alone, before a later day of the same month: "5"; French says "1er" for the first."""
        return "1er" if self.language == "fr" and value.day == 1 else self.count(value.day)

    def month(self, value: date) -> str:
        """Write the month of a date: "Mar 2026"."""
        return format_skeleton("yMMM", value, locale=self._locale)

    def month_initial(self, value: date) -> str:
        """Write the month of a date in one letter, for the head of a chart: "M"."""
        return format_date(value, "LLLLL", locale=self._locale)

    def quarter(self, value: date) -> str:
        """Write the quarter of a date: "Q1"."""
        return format_date(value, "QQQ", locale=self._locale)

    def period(self, first: date, last: date) -> str:
        """Write the days from a first to a last one, no part of them twice: "1 Mar – 5 Apr 2026"."""
        return self._dated(format_interval(first, last, "yMMMd", locale=self._locale))

    def weekday(self, value: date) -> str:
        """Write a date with its day of the week: "Monday, 12 October 2026"."""
        words = format_date(value, "full", locale=self._locale)
        return words.replace(" 1 ", " 1er ", 1) if self.language == "fr" else words

    def date(self, value: date | None) -> str:
        """Write a date in words: "5 March 2026"."""
        return NOTHING if value is None else self._dated(format_date(value, "long", locale=self._locale))

    def listed(self, words: Iterable[str]) -> str:
        """List words in a sentence: "a, b and c"."""
        every = tuple(words)
        listed = format_list(every, locale=self._locale)
        if self.language == "es" and len(every) > 1 and _SOUNDS_I.match(every[-1]):
            before, _, last = listed.rpartition(" y ")
            return f"{before} e {last}"
        return listed

    def plural(self, number: int) -> str:
        """Name the plural form that a number takes in this language: "one", "other"."""
        return str(self._locale.plural_form(number))

    def plural_of(self, value: Fraction) -> int:
        """Give a whole number that takes the plural form of an amount: French says 1,5 jour, Spanish 1,5 días."""
        below = SINGULAR_BELOW.get(self.language)
        return 1 if value == 1 or (below is not None and value < below) else max(int(value), 2)

    def territory(self, code: str) -> str:
        """Name a country; a code that ISO 3166 leaves to its users has no name and stands for itself."""
        return code if user_assigned(code) else str(self._locale.territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Name a language in this one; a code without a name stands for itself."""
        return str(self._locale.languages.get(code, code))

    @property
    def _locale(self) -> Locale:
        return locale_of(self.language)

    def _decimal(self, value: Fraction, pattern: str) -> str:
        text = format_decimal(_decimal(value), format=pattern, locale=self._locale).replace("-", MINUS)
        return _spanish_groups(text) if self.language == "es" else text

    def _percent(self, value: Fraction, digits: str = "0.##") -> str:
        pattern = self._locale.percent_formats[None].pattern.replace("0", digits, 1)
        return format_percent(_decimal(value / 100), format=pattern, locale=self._locale).replace("-", MINUS)

    def _dated(self, words: str) -> str:
        """Say "1er" for the first of a month in French, as Babel does not, and part no day from its month."""
        return _FRENCH_DAY.sub(NO_BREAK, _FRENCH_FIRST.sub("1er", words)) if self.language == "fr" else words

    def _signed(self, value: Fraction, pattern: str) -> str:
        return f"+{self._decimal(value, pattern)}" if value > 0 else self._decimal(value, pattern)


def _spanish_groups(text: str) -> str:
    """Part thousands by a space, and numbers of four digits not at all, as the Real Academia writes them."""
    whole, sign, rest = text.partition(",")
    digits = whole.replace(".", "")
    short = sum(character.isdigit() for character in digits) <= SPANISH_UNPARTED
    return f"{digits if short else whole.replace('.', NO_BREAK)}{sign}{rest}"


def user_assigned(code: str) -> bool:
    """Tell whether ISO 3166 leaves a country code to its users, as for fictional administrations."""
    return code in {"AA", "ZZ"} or "QM" <= code <= "QZ" or code.startswith("X")


def _decimal(value: Fraction) -> Decimal:
    """Turn what was rounded to a few places into the decimal that it is."""
    return Decimal(value.numerator) / Decimal(value.denominator)


@cache
def locale_of(language: str) -> Locale:
    """Give the rules by which a language writes dates and numbers."""
    return Locale.parse(_REGIONS.get(language, language), sep="-")
