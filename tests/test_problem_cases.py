"""Every problem that a file can have is found where it stands, and its words say the way out (cases are in YAML)."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from problem_cases import BASE, CASES, Case, cases, lay, read_all

import rmdiag
from rmdiag.problems import Kind, Problem, Span

REFERENCE = Path(__file__).parent.parent / "docs" / "reference" / "problems.md"
# A fix begins with what to do; "did you mean" may stand before it.
DOING = set(
    re.findall(
        r"\w+",
        """add answer ask bring check choose copy correct delete describe download exchange export fill give
        keep leave let list look make mend move name open put register rename replace save say send shorten
        split take write""",
    )
)


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
    """Give every code that a conformance case expects, or a test that needs a disk, scores or a workbook."""
    tests = [path for path in Path(__file__).parent.glob("test_*.py") if path.name != "test_mission_problems.py"]
    pattern = r'"((?:MIS|XLS|COL|PRG)[0-9]{3})"'
    found = {code for path in tests for code in re.findall(pattern, path.read_text(encoding="utf-8"))}
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


@pytest.mark.parametrize("over", sorted(path.name for path in CASES.iterdir() if path.is_dir() and path != BASE))
def test_what_cases_lay_over_it_has_no_problem_either(over: str, tmp_path: Path) -> None:
    lay(Case(code="", name=over, files={}, change={}, expect=[], words="", over=over), tmp_path)
    assert [str(problem) for problem in read_all(tmp_path)] == []


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
def test_its_words_are_filled_in(case: Case, tmp_path: Path) -> None:
    lay(case, tmp_path)
    for problem in read_all(tmp_path):
        assert not re.search(r"\{[a-z_]*\}|\bNone\b", problem.message + problem.fix), str(problem)
        assert not re.search(r" ( |\.)|``|,\.", problem.message + problem.fix), str(problem)


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
    assert problem.message[0] == problem.message[0].upper()
    assert not problem.fix.endswith(".")


def calls() -> Iterator[tuple[str, Kind, set[str]]]:
    """Give each place in the code that adds a problem, its kind, and the names of the values that it gives."""
    kinds = {kind.code: kind for kind in catalogues().values()}
    for path in sorted(Path(rmdiag.__path__[0]).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
                kind = kinds.get(code_of(call, path))
                if kind is not None:
                    yield f"{path.name}:{call.lineno}", kind, given(call, function)


def code_of(call: ast.Call, path: Path) -> str:
    """Give the code that a call of `problems.add` adds, as far as it is named there."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "add" and len(call.args) == 2):
        return ""
    inside = path.relative_to(Path(rmdiag.__path__[0])).with_suffix("")
    module = importlib.import_module(".".join(["rmdiag", *inside.parts]))
    named = call.args[0]
    owner = (
        getattr(module, named.value.id, None)
        if isinstance(named, ast.Attribute) and isinstance(named.value, ast.Name)
        else module
    )
    name = named.attr if isinstance(named, ast.Attribute) else named.id if isinstance(named, ast.Name) else ""
    return getattr(getattr(owner, name, None), "code", "")


def given(call: ast.Call, function: ast.FunctionDef) -> set[str]:
    """Give the names of a call's values; `**values` is looked up where the function sets it."""
    found = {keyword.arg for keyword in call.keywords if keyword.arg}
    spread = {k.value.id for k in call.keywords if k.arg is None and isinstance(k.value, ast.Name)}
    for node in ast.walk(function):
        if not (isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)):
            continue
        if spread & {target.id for target in node.targets if isinstance(target, ast.Name)}:
            found |= {str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)}
    return found


def test_every_place_that_adds_a_problem_gives_all_its_values() -> None:
    places = list(calls())
    assert len(places) > 100
    lacking = {place: sorted(names(kind.message + kind.fix) - values) for place, kind, values in places}
    assert {place: missing for place, missing in lacking.items() if missing} == {}


@pytest.mark.parametrize("code", sorted(catalogues()))
def test_every_fix_begins_with_what_to_do(code: str) -> None:
    fix = catalogues()[code].fix.removeprefix("{near}")
    assert fix == "{right}" or fix.split()[0].rstrip(",:") in DOING
