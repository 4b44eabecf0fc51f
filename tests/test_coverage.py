"""docs/coverage.md is true: what it names exists, and each theme is carried by a question that counts."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from rmdiag.opening import shelf_at
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.screens.frameworks import Shelf

TABLE = (Path(__file__).parent.parent / "docs" / "coverage.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in row.strip("|").split("|")]
    for row in re.findall(r"^\|.*\|$", TABLE, flags=re.MULTILINE)
    if not row.startswith(("| Theme", "|---"))
]
# What an administration of today is asked for; a theme may have several rows.
THEMES = (
    "objectives",
    "principles",
    "methodology",
    "System and process optimisation",
    "analytics",
    "artificial intelligence",
    "non-intrusive inspection",
    "Risk identification",
    "Quantitative assessment",
    "Tiered treatment and inspection",
    "Emerging risks",
    "Inter-agency co-ordination and information sharing",
    "Public-private engagement",
    "post-clearance audit",
    "Cargo monitoring and transit",
    "segmentation",
    "Authorised economic operators",
    "Mobile inspection",
    "Co-ordination unit",
    "internal training",
    "exchanges",
    "academic partnerships",
    "Performance measurement",
    "Integrity",
    "Fairness and explainability",
)


@cache
def shelf() -> Shelf:
    return shelf_at(None)


def holder(chosen: str) -> Questionnaire:
    extension = shelf().base.sets[chosen].extension
    return next(one for one in shelf().extended if one.extension == extension)


def ids(cell: str) -> list[str]:
    return [word for word in cell.split(", ") if word]


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_has_a_row(theme: str) -> None:
    assert [row[0] for row in ROWS if theme in row[0]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_ids_of_a_row_exist_and_belong_together(row: list[str]) -> None:
    theme, indicators, questions, recommendations, deep = row
    base = shelf().base
    assert theme
    assert set(ids(indicators)) <= set(base.framework.indicators)
    assert ids(questions)
    for identity in ids(questions):
        assert base.questions[identity].gates, f"{identity} never counts"
        assert base.questions[identity].indicator in ids(indicators), identity
    assert ids(recommendations)
    assert set(ids(recommendations)) <= set(base.framework.recommendations)
    for part in deep.split("; ") if deep else ():
        chosen, _, brought = part.partition(": ")
        assert set(ids(brought)) <= set(holder(chosen).framework.indicators) - set(base.framework.indicators)


def test_each_indicator_carries_at_least_one_theme() -> None:
    named = {identity for row in ROWS for identity in ids(row[1])}
    assert sorted(set(shelf().base.framework.indicators) - named) == []


def test_what_is_said_to_be_missing_is_missing() -> None:
    asked = [q for q in shelf().base.questions.values() if q.gates]
    texts = " ".join(f"{q.text} {' '.join(option.text for option in q.options)}" for q in asked)
    assert "mobile team" not in texts.replace("Patrols and mobile teams", "")
    above = [q.id for q in asked if re.search(r"universit|exchange, placement", q.text)]
    assert {level for identity in above for level in shelf().base.questions[identity].gates} == {5}
