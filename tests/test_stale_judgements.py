"""A judgement that no longer fits the computed level is named where it is written; scores are needed to see it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rmdiag.opening import check_path
from rmdiag.problems import Problems

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "kestoria-2026"))


def codes_and_words(folder: Path) -> list[tuple[str, str]]:
    problems = Problems()
    check_path(folder, problems)
    return [(p.code, p.span.words.strip()) for p in problems if p.span.file.endswith("judgements.yaml")]


def judge(folder: Path, indicator: str) -> None:
    with (folder / "judgements.yaml").open("a", encoding="utf-8") as stream:
        entry = (
            f"  - {{indicator: {indicator}, from: 4, to: 5, reason: Best practice, by: Mission team, on: 2026-10-16}}\n"
        )
        stream.write(entry)


def test_the_judgements_of_the_example_are_not_stale(mission: Path) -> None:
    assert codes_and_words(mission) == []


def test_a_judgement_of_a_level_that_is_not_the_computed_one_is_stale(mission: Path) -> None:
    judge(mission, "GOV-01")
    assert [code for code, _ in codes_and_words(mission)] == ["MIS024"]
    assert "GOV-01" in codes_and_words(mission)[0][1]


def test_an_indicator_of_which_nothing_is_known_cannot_be_judged(mission: Path) -> None:
    for sheet in (mission / "responses").glob("*.yaml"):
        lines = sheet.read_text(encoding="utf-8").splitlines(keepends=True)
        sheet.write_text("".join(without(lines, "PER-04")), encoding="utf-8")
    judge(mission, "PER-04")
    assert [code for code, _ in codes_and_words(mission)] == ["MIS025"]


def without(lines: list[str], indicator: str) -> list[str]:
    """Leave out the answers to an indicator: from its key up to the next key of the same depth."""
    kept, inside = [], False
    for line in lines:
        if line.startswith("  ") and line[2] not in " #\n":
            inside = line.strip().startswith(indicator)
        if not inside:
            kept.append(line)
    return kept
