"""Say how a value looks in a cell, and know it again there: a cell cannot hold every text and every number."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from rmdiag.assessment.plan_merge import Value

LONGEST_CELL = 32_767  # units of UTF-16 that a cell of a workbook can hold
SIGNIFICANT = 15  # digits of a number that a spreadsheet program keeps
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# Workbooks write a control character as _xHHHH_, and the sign itself as _x005F_xHHHH_. The library that reads them
# takes the mark out wherever it finds it, so that it is taken out before two texts are compared.
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MARK = "x005F_"


def shown_text(text: str) -> str:
    """Give a text as a cell holds it: lines end in one way, and what no workbook can hold is marked."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", re.sub("\r\n?", "\n", text))


def fits(text: str) -> bool:
    """Say whether a cell can hold a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST_CELL


def read_text(text: str) -> str:
    """Give a text as its author typed it, from what the file holds; ends of lines may come back as marks."""
    return shown_text(_ESCAPED.sub(_unescaped, text)).strip()


def shown_number(number: Fraction) -> float:
    """Give the nearest number that a cell can hold."""
    return float(f"{float(number):.{SIGNIFICANT}g}")


def read_number(number: float) -> Fraction:
    """Give a number exactly as its digits say: 0.1 is a tenth."""
    return Fraction(number) if isinstance(number, int) else Fraction(f"{number:.{SIGNIFICANT}g}")


def alike(one: Value, other: Value) -> bool:
    """Say whether two values look the same in a cell, so that nobody has changed one into the other."""
    return one == other or _look(one) == _look(other)


def _look(value: Value) -> str | None:
    if isinstance(value, Fraction):
        return f"{shown_number(value):.{SIGNIFICANT}g}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    return None if value is None else read_text(value).replace(_MARK, "").strip() or None


def _unescaped(match: re.Match[str]) -> str:
    code = int(match.group(1), 16)
    return chr(code) if code < ord(" ") else match.group()
