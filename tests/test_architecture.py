"""The house stands as docs/architecture.md says: layers, a pure core, one home per library, small functions."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rmdiag.compendium.checks import find_cycles

PACKAGE = Path(__file__).parent.parent / "rmdiag"

# Imports point one way: a module may import from its own layer and from those before it.
LAYERS = (
    ("", "values", "tongue", "problems", "source", "fields", "splice", "files"),
    ("compendium",),
    ("questionnaires",),
    ("assessment",),
    ("reports",),
    (
        "web",
        "opening",
        "reporting",
        "verifying",
        "forming",
        "recording",
        "releasing",
        "evidence_files",
        "replying",
        "rendered",
        "batch",
        "watching",
        "word_files",
        "guides",
        "rounds",
        "screens",
        "terminal",
        "cli",
        "cli_group",
        "cli_help",
        "cli_options",
        "cli_agree",
        "cli_evidence",
        "cli_comments",
        "cli_comments_exchange",
        "cli_explain",
        "cli_form",
        "cli_form_guide",
        "cli_frameworks",
        "cli_metrics",
        "cli_compare",
        "cli_findings",
        "cli_new",
        "cli_plan",
        "cli_plan_export",
        "cli_plan_import",
        "cli_plan_life",
        "cli_programme",
        "cli_programme_ask",
        "cli_programme_report",
        "programme_reporting",
        "cli_programme_render",
        "cluster",
        "portfolios",
        "gathering",
        "cli_report",
        "cli_score",
        "cli_settle",
        "cli_translate",
        "cli_verify",
        "cli_whatif",
        "doctor",
        "__main__",
    ),
)
# Within the first layer, in this order; `files` touches the disk, so only the edge may import it.
LEAVES = ("", "values", "tongue", "problems", "source", "fields", "splice", "files")
# Only these may open, print, connect, start a program or ask the time.
EDGE_FILES = {
    "files.py",
    "store.py",
    "engines.py",
    "server_connection.py",
    "render.py",
    "press.py",
    "workers.py",
    "forming.py",
    "recording.py",
    "releasing.py",
    "evidence_files.py",
    "replying.py",
    "rendered.py",
    "batch.py",
    "cluster.py",
    "cli.py",
    "doctor.py",
    "guides.py",
    "opening.py",
    "portfolios.py",
    "gathering.py",
    "reporting.py",
    "programme_reporting.py",
    "verifying.py",
    "screen.py",
    "terminal.py",
    "watching.py",
    "word_files.py",
    "__main__.py",
}
EDGE_FOLDERS = {"exchange", "web"}
WORLDLY_MODULES = set(
    re.findall(
        r"\w+",
        """asyncio builtins concurrent ctypes fcntl ftplib getpass glob http importlib io logging multiprocessing os
        pickle platform pty random secrets select selectors shelve shutil signal smtplib socket sqlite3 ssl subprocess
        sys tempfile threading time urllib uuid webbrowser""",
    )
)
WORLDLY_CALLS = {"open", "print", "input", "eval", "exec", "compile", "breakpoint", "__import__"}
PATH_METHODS = set(
    re.findall(
        r"\w+",
        """exists expanduser glob hardlink_to is_dir is_file is_symlink iterdir mkdir open read_bytes read_text rename
        resolve rglob rmdir samefile stat symlink_to touch unlink write_bytes write_text""",
    )
)
CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow", "Path.cwd", "Path.home"}
# Modules of the standard library that are worldly by name and harmless in one use.
HARMLESS = {
    ("reports", "io"): "pages are built in memory",
    ("reports", "importlib"): "finds what ships with the package",
    ("", "importlib"): "the public face loads a name when it is asked for",
}
PURE = {"urllib.parse"}  # takes texts apart, and reaches nothing
HOMES = {
    "yaml": ("source.py", "splice.py"),
    "typer": ("cli.py", "cli_*.py"),
    "rich": ("terminal.py",),
    "weasyprint": ("reports/*",),
    "cssselect2": ("reports/*",),
    "pikepdf": ("reports/*",),
    "pydyf": ("reports/*",),
    "jinja2": ("reports/*", "questionnaires/exchange/*"),
    "markupsafe": ("reports/*", "questionnaires/exchange/*"),
    "matplotlib": ("reports/canvas.py", "reports/chart*.py"),
    "PIL": ("reports/chart_png.py",),
    "babel": ("reports/shown.py", "doctor.py", "files.py"),
    "highspy": ("assessment/selection_solver.py",),
    "duckdb": ("assessment/store.py",),
    "icalendar": ("assessment/exchange/*",),
    "openpyxl": ("questionnaires/exchange/*", "assessment/exchange/*"),
    "xlsxwriter": ("questionnaires/exchange/*", "assessment/exchange/*", "reports/*"),
    "docx": ("questionnaires/exchange/*", "reports/*"),
    "sqlalchemy": (
        "assessment/portfolio/store.py",
        "assessment/portfolio/engines.py",
        "assessment/portfolio/tables.py",
    ),
    "distributed": ("cluster.py",),
    "pg8000": ("assessment/portfolio/server_connection.py",),
}
# Never imported until a command needs them, so that `rmdiag --help` answers at once.
HEAVY = {
    "yaml",
    "duckdb",
    "jinja2",
    "numpy",
    "matplotlib",
    "weasyprint",
    "pikepdf",
    "openpyxl",
    "babel",
    "docx",
    "xlsxwriter",
    "sqlalchemy",
    "pg8000",
    "distributed",
    "highspy",
    "icalendar",
}
LONGEST_FUNCTION = 40
LONGEST_MODULE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One file of the package with its syntax tree."""

    path: Path  # inside the package
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """The name by which others import it, such as rmdiag.compendium.read."""
        parts = [part for part in self.path.with_suffix("").parts if part != "__init__"]
        return ".".join(["rmdiag", *parts])

    @property
    def is_edge(self) -> bool:
        """Whether it may touch the world."""
        split = self.path.match("cli_*.py")  # the command line in parts
        return split or self.path.name in EDGE_FILES or bool(EDGE_FOLDERS & set(self.path.parts))

    def at(self, line: int, rule: str) -> str:
        """Say where a rule is broken."""
        return f"rmdiag/{self.path.as_posix()}:{line}: {rule}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import: the module that is named, and whether it happens as soon as its own module is imported."""

    module: str
    line: int
    at_once: bool


def module_of(path: str, text: str) -> Module:
    return Module(path=Path(path), text=text, tree=ast.parse(text, filename=path))


MODULES = [
    module_of(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted(PACKAGE.rglob("*.py"))
]
NAMES = {module.name for module in MODULES}


def imports(module: Module) -> Iterator[Import]:
    """Give every import of a module, those inside functions and under TYPE_CHECKING too."""
    at_once = {id(node) for node in _at_once(module.tree.body)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module=alias.name, line=node.lineno, at_once=id(node) in at_once)
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                named = whole if whole in NAMES else node.module or ""
                yield Import(module=named, line=node.lineno, at_once=id(node) in at_once)


def _at_once(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from _at_once(node.orelse)
        elif isinstance(node, ast.If | ast.Try | ast.With):
            yield from _at_once([child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt)])
        else:
            yield node


def own(module: Module) -> Iterator[Import]:
    return (found for found in imports(module) if found.module.split(".")[0] == "rmdiag")


def part(name: str) -> str:
    """Give the part of the house in which a module lives: the first word behind the package's name."""
    return [*name.split("."), ""][1]


def rank(name: str) -> int:
    return next((place for place, layer in enumerate(LAYERS) if part(name) in layer), len(LAYERS))


def wrong_way(module: Module) -> Iterator[str]:
    if rank(module.name) == len(LAYERS):
        yield module.at(1, f"`{part(module.name)}` is in no layer; give it one in LAYERS and in docs/architecture.md")
    for found in own(module):
        if module.name == "rmdiag" and not found.at_once:
            continue  # the public face: named for type checkers, loaded when it is asked for
        if rank(found.module) > rank(module.name):
            yield module.at(found.line, f"`{part(module.name)}` imports upwards from `{found.module}`")
        leaves = rank(module.name) == 0 == rank(found.module)
        if leaves and LEAVES.index(part(found.module)) > LEAVES.index(part(module.name)):
            yield module.at(found.line, f"the leaf `{part(module.name)}` imports the later `{part(found.module)}`")
        if found.module == "rmdiag.files" and not module.is_edge:
            yield module.at(found.line, "the core computes; only edge modules import rmdiag.files")


def worldly(module: Module) -> Iterator[str]:
    if module.is_edge:
        return
    paths = re.search(r"^\s*(import pathlib|from pathlib import .*\bPath\b)", module.text, re.MULTILINE)
    for found in imports(module):
        top = found.module.split(".")[0]
        harmless = (part(module.name), top) in HARMLESS or found.module in PURE
        if top in WORLDLY_MODULES and not harmless:
            yield module.at(found.line, f"`{top}` belongs to the edge")
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id in WORLDLY_CALLS:
            yield module.at(node.lineno, f"`{node.func.id}()` belongs to the edge")
        if isinstance(node.func, ast.Attribute):
            called = ".".join(ast.unparse(node.func).split(".")[-2:])
            if called in CLOCKS or (node.func.attr in PATH_METHODS and paths):
                yield module.at(node.lineno, f"`{called}()` belongs to the edge")


def homeless(module: Module) -> Iterator[str]:
    for found in imports(module):
        library = found.module.split(".")[0]
        if library in sys.stdlib_module_names or library == "rmdiag":
            continue
        homes = HOMES.get(library, ())
        if not any(module.path.match(home) or module.path.as_posix().startswith(home.rstrip("*")) for home in homes):
            where = " or ".join(homes) or "nowhere yet: name it in HOMES"
            yield module.at(found.line, f"the home of `{library}` is {where}")


def too_long(module: Module) -> Iterator[str]:
    lines = module.text.count("\n")
    if lines > LONGEST_MODULE:
        yield module.at(lines, f"the module has {lines} lines; {LONGEST_MODULE} tell one story")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = code_lines(node)
            if length > LONGEST_FUNCTION:
                yield module.at(node.lineno, f"`{node.name}` has {length} lines; {LONGEST_FUNCTION} do one thing")


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function; its docstring counts nothing, and a text of many lines is one line."""
    lines = set(range(function.lineno, (function.end_lineno or function.lineno) + 1))
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= set(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    for node in ast.walk(function):
        if isinstance(node, ast.JoinedStr | ast.Constant) and (node.end_lineno or 0) > node.lineno:
            lines -= set(range(node.lineno + 1, (node.end_lineno or node.lineno) + 1))
    return len(lines)


def untyped(module: Module) -> Iterator[str]:
    if module.path.as_posix() == "source.py":
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute) and ast.unparse(node) in ("Any", "typing.Any"):
            yield module.at(node.lineno, "`Any` stands in source.py only")


def unexplained(module: Module) -> Iterator[str]:
    """Find exceptions from lint or types without a code, or without a reason behind `#` or `-`."""
    for line, words in enumerate(module.text.splitlines(), 1):
        waived = re.search(r"# (?:noqa|type: ignore)(.*)$", words)
        if waived and not re.match(r"(?:: [A-Z]+[0-9]+(?:, [A-Z]+[0-9]+)*|\[[a-z-]+\]).* [#-] \S", waived.group(1)):
            yield module.at(line, "an exception needs its code and, behind `#` or `-`, its reason")


RULES: dict[str, Callable[[Module], Iterator[str]]] = {
    "imports point one way": wrong_way,
    "the core computes and the edge does": worldly,
    "each library has one home": homeless,
    "functions and modules are small": too_long,
    "no Any outside source.py": untyped,
    "each exception from lint or types says why": unexplained,
}
BREACHES = [
    ("imports point one way", "compendium/a.py", "from rmdiag.assessment.mission import Mission"),
    ("imports point one way", "problems.py", "from rmdiag import source"),
    ("imports point one way", "source.py", "import rmdiag.files"),
    ("imports point one way", "questionnaires/a.py", "def late():\n    from rmdiag.reports import model"),
    ("imports point one way", "assessment/a.py", "from rmdiag.files import write_whole"),
    ("imports point one way", "helpers.py", "pass"),
    ("the core computes and the edge does", "assessment/a.py", "import time"),
    ("the core computes and the edge does", "assessment/a.py", "from urllib.request import urlopen"),
    ("the core computes and the edge does", "assessment/a.py", "from datetime import date\ndate.today()"),
    ("the core computes and the edge does", "compendium/a.py", "from pathlib import Path\nPath('a').read_text()"),
    ("the core computes and the edge does", "assessment/a.py", "import datetime as dt\nx = dt.datetime.now()"),
    ("the core computes and the edge does", "reports/a.py", "print('a')"),
    ("the core computes and the edge does", "questionnaires/a.py", "def late():\n    import subprocess"),
    ("each library has one home", "compendium/read.py", "import yaml"),
    ("each library has one home", "assessment/a.py", "from matplotlib import pyplot"),
    ("each library has one home", "reports/a.py", "import requests"),
    ("functions and modules are small", "reports/a.py", "def a():\n" + "    pass\n" * 40),
    ("functions and modules are small", "reports/a.py", "A = 1\n" * 401),
    ("no Any outside source.py", "reports/a.py", "from typing import Any\nA: Any = 1"),
    ("each exception from lint or types says why", "reports/a.py", "A = 1  # noqa: E501"),
    ("each exception from lint or types says why", "reports/a.py", "A = 1  # type: ignore  # because"),
]


@pytest.mark.parametrize("rule", RULES)
def test_every_module_keeps_to_the_rules(rule: str) -> None:
    assert [breach for module in MODULES for breach in RULES[rule](module)] == []


@pytest.mark.parametrize(("rule", "path", "text"), BREACHES)
def test_a_breach_of_each_rule_is_seen(rule: str, path: str, text: str) -> None:
    assert list(RULES[rule](module_of(path, text)))


def test_no_module_waits_for_itself() -> None:
    waits_for = {module.name: [found.module for found in own(module) if found.at_once] for module in MODULES}
    assert [" → ".join(path) for path in find_cycles(waits_for)] == []


def test_the_command_line_answers_before_anything_heavy_is_imported() -> None:
    by_name = {module.name: module for module in MODULES}
    reached = {name: name for name in by_name if part(name).startswith("cli")}
    heavy = []
    for name in (waiting := [*reached]):
        for found in (found for found in imports(by_name[name]) if found.at_once):
            if found.module.split(".")[0] in HEAVY:
                heavy.append(by_name[name].at(found.line, f"{reached[name]} → {found.module}"))
            if found.module in by_name and found.module not in reached:
                reached[found.module] = f"{reached[name]} → {found.module}"
                waiting.append(found.module)
    assert heavy == []


def test_every_home_is_the_home_of_a_library_that_is_used_or_planned() -> None:
    used = {found.module.split(".")[0] for module in MODULES for found in imports(module)}
    planned = {"openpyxl", "xlsxwriter", "docx"}
    assert sorted(set(HOMES) - used - planned) == []


def test_the_manual_names_functions_and_files_that_exist() -> None:
    text = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [0-9]+ \|[^|]*\|([^|]*)\|([^|]*)\|$", text, flags=re.MULTILINE)
    assert len(rows) > 10
    for functions, files in rows:
        for function, file in zip(re.findall(r"`(\w+)`", functions), re.findall(r"`([^`]+)`", files), strict=True):
            assert f"\ndef {function}(" in (PACKAGE.parent / file).read_text(encoding="utf-8"), f"{file}: {function}"
    named = set(re.findall(r"`(rmdiag/[\w/]+\.py)`", text))
    assert [file for file in sorted(named) if not (PACKAGE.parent / file).is_file()] == []
