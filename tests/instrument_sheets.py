"""Read instruments in one file and score sheets of answers to them, as their users write them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rmdiag.assessment.instruments import score_instrument
from rmdiag.assessment.results import NodeScore
from rmdiag.compendium.model import Framework
from rmdiag.compendium.read import read_framework
from rmdiag.problems import Problems
from rmdiag.questionnaires.leaves import read_leaf_answers
from rmdiag.source import Document

HERE = Path(__file__).parent / "conformance"


def read(framework: str) -> tuple[Framework, Problems]:
    problems = Problems()
    found = read_framework({"framework.yaml": Document(name="framework.yaml", text=framework)}, problems)
    assert found is not None
    return found, problems


@cache
def instrument(name: str) -> Framework:
    framework, problems = read((HERE / "instruments" / f"{name}.yaml").read_text(encoding="utf-8"))
    assert [str(problem) for problem in problems] == []
    return framework


def answered(framework: Framework, answers: Mapping[str, str]) -> dict[str, NodeScore]:
    """Score a sheet written as its users write it."""
    lines = "\n".join(
        f"  {leaf}: {answer if answer.startswith('{') else f'{{answer: {answer}}}'}" for leaf, answer in answers.items()
    )
    problems = Problems()
    sheet = Document(name="sheet.yaml", text=f"responses:\n{lines}\n" if lines else "responses: {}\n")
    found = read_leaf_answers(sheet, framework.leaves, framework.id, problems)
    assert [str(problem) for problem in problems] == []
    return score_instrument(framework, found)


def score(name: str, answers: Mapping[str, str]) -> dict[str, NodeScore]:
    return answered(instrument(name), answers)
