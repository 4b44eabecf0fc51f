"""Every problem that a file can have is found where it stands, and its words say the way out (cases are in YAML)."""

from __future__ import annotations

import importlib
import pkgutil
import re
import string
from pathlib import Path

import pytest
import yaml
from problem_cases import BASE, CASES, Case, cases, lay, read_all

import rmdiag
from rmdiag.problems import Kind, Problem, Span

REFERENCE = Path(__file__).parent.parent / "docs" / "reference" / "problems.md"
# A fix begins with what to do; "did you mean" may stand before it.
DOING = (
    "add ask answer check choose correct delete describe draw fill give join keep leave let list make mend move name put "
    "register remove rename repeat replace save say set shorten split state take turn wait write"
).split()


def catalogues() -> dict[str, Kind]:
    """Give every kind of problem of every catalogue in the package by its code."""
    found: dict[str, Kind] = {}
    for module in pkgutil.walk_packages(rmdiag.__path__, "rmdiag."):
        if module.name == "rmdiag.source" or module.name.endswith(".codes"):
            for kind in importlib.import_module(module.name).CATALOGUE:
                assert kind.code not in found, f"{kind.code} is given twice"
                found[kind.code] = kind
    return found


def covered() -> set[str]:
    """Give every code that a conformance case expects."""
    found = set()
    for path in CASES.glob("*.yaml"):
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # builds texts only
        found |= {row["code"] for row in rows}
    return found


def entries() -> dict[str, str]:
    """Give the entries of the reference by code."""
    parts = re.split(r"^### ([A-Z]{3}[0-9]{3})$", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def names(template: str) -> set[str]:
    """Give the names that a template is filled with."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def seen(problem: Problem, expected: dict[str, str]) -> dict[str, str]:
    """Say of a problem what a case says of it."""
    words = problem.span.words[max(problem.span.column - 1, 0) :]
    found = {"code": problem.code, "file": problem.span.file, "line": str(problem.span.line)}
    at = expected.get("at", "")
    return {**found, "at": at if at and words.startswith(at) else words} if problem.span.line else found


def test_the_project_under_the_cases_has_no_problem() -> None:
    assert [str(problem) for problem in read_all(BASE)] == []


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.code}: {case.name}")
def test_a_mistake_is_found_where_it_stands(case: Case, tmp_path: Path) -> None:
    lay(case, tmp_path)
    problems = read_all(tmp_path)
    assert case.code in [problem.code for problem in problems]
    assert len(problems) == len(case.expect), "\n".join(str(problem) for problem in problems)
    for problem, expected in zip(problems, case.expect, strict=True):
        assert seen(problem, expected) == expected
    assert any(case.words in problem.message for problem in problems if problem.code == case.code)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.code}: {case.name}")
def test_its_words_are_filled_in_and_say_what_to_do(case: Case, tmp_path: Path) -> None:
    lay(case, tmp_path)
    for problem in read_all(tmp_path):
        assert not re.search(r"\{[a-z_]*\}|\bNone\b", problem.message + problem.fix), str(problem)
        assert not re.search(r" ( |\.)|``|,\.", problem.message + problem.fix), str(problem)
        doing = re.sub(r"^did you mean `[^`]+`\? ", "", problem.fix)
        assert doing.split()[0].rstrip(",:") in DOING or doing.startswith("the "), problem.fix


def test_every_code_of_every_catalogue_has_a_case() -> None:
    assert sorted(set(catalogues()) - covered()) == []


def test_no_case_is_of_a_code_that_no_longer_exists() -> None:
    assert sorted(covered() - set(catalogues())) == []


@pytest.mark.parametrize("code", sorted(catalogues()))
def test_every_code_has_an_entry_in_the_reference_with_its_message(code: str) -> None:
    entry = entries().get(code)
    assert entry is not None, f"docs/reference/problems.md has no `### {code}`"
    assert catalogues()[code].message in entry, "the entry does not hold the message as the catalogue has it"


def test_the_reference_has_no_entry_of_a_code_that_no_longer_exists() -> None:
    assert sorted(set(entries()) - set(catalogues())) == []


@pytest.mark.parametrize("code", sorted(catalogues()))
def test_message_and_fix_can_be_filled_in(code: str) -> None:
    kind = catalogues()[code]
    values = tuple((name, "…") for name in names(kind.message) | names(kind.fix))
    problem = Problem(kind=kind, span=Span(file="a.yaml"), values=values)
    assert problem.message.endswith((".", "…"))
    assert kind.message[0] == kind.message[0].upper()
    assert kind.fix
    assert not kind.fix.endswith(".")
