"""What tests read of the example missions: their results, and the tables that lie beside their answers."""

from __future__ import annotations

import csv
from fractions import Fraction
from functools import cache
from pathlib import Path

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.comparison import compare
from rmdiag.assessment.comparison_results import Comparison, LevelChange, Parts
from rmdiag.assessment.comparison_steps import RoundToCompare
from rmdiag.opening import assessment_of


@cache
def assessed(folder: Path) -> Assessment:
    return assessment_of(folder)


@cache
def compared(old: Path, new: Path) -> Comparison:
    first, second = (
        RoundToCompare(mission=assessed(f).mission, questionnaire=assessed(f).questionnaire) for f in (old, new)
    )
    return compare(first, second, ["three-pillars"])


def change_of(rounds: Comparison, indicator: str) -> LevelChange:
    found = rounds.indicator(indicator)
    assert found is not None
    return found


def parts_of(rounds: Comparison, indicator: str) -> Parts:
    found = change_of(rounds, indicator).parts
    assert found is not None
    return found


def levels(folder: Path, *indicators: str) -> list[int | None]:
    result = assessed(folder).scores.result.indicators
    return [result[indicator].point for indicator in indicators]


def answered(folder: Path, question: str) -> object:
    low = assessed(folder).scores.result.answers[question].low
    return None if low is None else low.value


def rows(folder: Path, inside: str) -> list[dict[str, str]]:
    return list(csv.DictReader((folder / "evidence" / inside).read_text(encoding="utf-8").splitlines()))


def total(folder: Path, inside: str, column: str) -> int:
    return sum(int(row[column] or 0) for row in rows(folder, inside))


def share(part: int, whole: int) -> Fraction:
    """Give a part in percent of the whole, to one decimal, as files write it."""
    return round(Fraction(100 * part, whole), 1)
