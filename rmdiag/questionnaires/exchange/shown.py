"""Say how a value looks in a cell, and know it again there: a cell cannot hold every text and every number."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

LONGEST_CELL = 32_767  # units of UTF-16 that a cell of a workbook can hold
SIGNIFICANT = 15  # digits of a number that a spreadsheet program keeps
PLACES = 12  # of a number whose decimals never end, such as 1/3
FIRST_MONTHS = 12
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Workbooks write a control character as _xHHHH_, and the sign itself as _x005F_xHHHH_. The library that reads them
# takes the mark out wherever it finds it, so that it is taken out before two texts are compared.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MARK = "x005F_"
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ]00:00(?::00)?)?\Z")
_DAY_FIRST = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})\Z")
_SPACES = re.compile("[ \u00a0\u202f\u2009'\u2019]")  # with which thousands are set apart


def shown_text(text: str) -> str:
    """Give a text as a cell holds it: lines end in one way, and what no workbook can hold is marked."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", re.sub("\r\n?", "\n", text))


def fits(text: str) -> bool:
    """Say whether a cell can hold a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_CELL


def read_text(text: str) -> str:
    """Give a text as its author typed it, from what the file holds; ends of lines may come back as marks."""
    return shown_text(_ESCAPED.sub(_unescaped, text)).strip()


def look_of(text: str) -> str | None:
    """Give what two texts have in common that look the same in a cell, None where nothing is seen."""
    return read_text(text).replace(_MARK, "").strip() or None


def shown_number(number: Fraction) -> float:
    """Give the nearest number that a cell can hold."""
    return float(f"{float(number):.{SIGNIFICANT}g}")


def read_number(number: float) -> Fraction:
    """Give a number exactly as its digits say: 0.1 is a tenth."""
    return Fraction(number) if isinstance(number, int) else Fraction(f"{number:.{SIGNIFICANT}g}")


def decimal(value: Fraction) -> str:
    """Write a number with all its decimals; of decimals that never end, the first ones, rounded."""
    rounded = value if _ends(value.denominator) else round(value, PLACES)
    places = 0
    while (rounded * 10**places).denominator != 1:
        places += 1
    sign, digits = "-" if rounded < 0 else "", str(abs(rounded * 10**places)).rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def written_day(text: str) -> date | None:
    """Read a date that stands as text; what could be two different days is none."""
    iso, other = _ISO.match(text), _DAY_FIRST.match(text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif other:
        day, sign, month, year = int(other[1]), other[2], int(other[3]), int(other[4])
        if sign == "/" and day <= FIRST_MONTHS and day != month:  # the day or the month comes first, who knows
            return None
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_number(text: str) -> Fraction | None:
    """Read a number that stands as text, with a point or a comma; what could be two numbers is none."""
    text = _SPACES.sub("", text)
    if re.fullmatch(r"-?[0-9]{1,30}", text):
        return Fraction(text)
    if re.fullmatch(r"-?[0-9]{1,3}([.,][0-9]{3})", text):  # 1,250 is a thousand to some, and one and a bit to others
        return None
    grouped = re.fullmatch(r"(-?[0-9]{1,3}(?:,[0-9]{3})+|-?[0-9]{1,30})(\.[0-9]{1,20})?", text)
    if grouped:
        return Fraction(text.replace(",", ""))
    grouped = re.fullmatch(r"(-?[0-9]{1,3}(?:\.[0-9]{3})+|-?[0-9]{1,30})(,[0-9]{1,20})?", text)
    return Fraction(text.replace(".", "").replace(",", ".")) if grouped else None


def plain_head(head: str) -> str:
    """Give a head without what people change in it: case, spaces, what stands in brackets."""
    return re.sub(r"[\W_]+", " ", re.sub(r"\(.*?\)", "", head)).strip().casefold()


def _ends(denominator: int) -> bool:
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return chr(code) if code < ord(" ") else match.group()
