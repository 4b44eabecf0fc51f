"""Commands are known by name and line, and imported one at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer
from test_cli import rmdiag
from typer.main import get_command_name

from rmdiag.cli import COMMANDS
from rmdiag.cli_comments import COMMANDS as COMMENT_COMMANDS
from rmdiag.cli_evidence import COMMANDS as EVIDENCE_COMMANDS
from rmdiag.cli_form import COMMANDS as FORM_COMMANDS
from rmdiag.cli_frameworks import COMMANDS as FRAMEWORK_COMMANDS
from rmdiag.cli_group import Entry, build
from rmdiag.cli_plan import COMMANDS as PLAN_COMMANDS
from rmdiag.cli_programme import COMMANDS as PROGRAMME_COMMANDS

PACKAGE = Path(__file__).parent.parent / "rmdiag"
SHARED = {"rmdiag.cli", "rmdiag.cli_group", "rmdiag.cli_options"}
EVERY = (
    *COMMANDS,
    *PLAN_COMMANDS,
    *FRAMEWORK_COMMANDS,
    *EVIDENCE_COMMANDS,
    *COMMENT_COMMANDS,
    *FORM_COMMANDS,
    *PROGRAMME_COMMANDS,
)
LISTED = pytest.mark.parametrize("entry", COMMANDS, ids=[entry.name for entry in COMMANDS])


def home(entry: Entry) -> str:
    return f"rmdiag.{entry.home.partition(':')[0]}"


def complete(words: str) -> list[str]:
    """Ask for what could follow, as Bash does when its user presses the tab key."""
    asked = {"_RMDIAG_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    script = "import sys; sys.argv = ['rmdiag']; from rmdiag.cli import main; main()"
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ | asked
    )
    return shown.stdout.split()


@LISTED
def test_calling_one_command_does_not_import_the_module_of_another(entry: Entry) -> None:
    script = f"""
import sys
sys.argv = ["rmdiag", {entry.name!r}, "--help"]
from rmdiag.cli import main
try:
    main()
except SystemExit as end:
    print(end.code, *(name for name in sys.modules if name.startswith("rmdiag.cli")), file=sys.stderr)
"""
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    code, *imported = shown.stderr.split()
    assert code == "0"
    assert set(imported) == SHARED | {home(entry)}


def test_the_list_of_commands_imports_none_of_them() -> None:
    script = "import sys; from rmdiag.cli import app; app(['--help'], standalone_mode=False); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    imported = {name for name in shown.stdout.splitlines()[-1].split() if name.startswith("rmdiag.cli")}
    assert imported == SHARED


@pytest.mark.parametrize("entry", EVERY, ids=[f"{entry.home} {entry.name}" for entry in EVERY])
def test_the_line_of_a_command_is_what_the_command_says_of_itself(entry: Entry) -> None:
    said = (build(entry).help or "").partition("\n\n")[0]
    assert " ".join(said.split()) == entry.help


def test_every_command_that_is_written_is_listed() -> None:
    written = set()
    for path in PACKAGE.glob("cli*.py"):
        commands = getattr(import_module(f"rmdiag.{path.stem}"), "commands", None)
        if isinstance(commands, typer.Typer):
            written |= {one.name or get_command_name(one.callback.__name__) for one in commands.registered_commands}  # type: ignore[union-attr]  # a command has its function
    assert written
    assert written - {entry.name for entry in EVERY} == set()


def test_a_slip_in_a_command_is_answered_with_the_nearest_ones() -> None:
    shown = rmdiag("scor", "kestoria-2026")
    assert shown.returncode == 2
    assert "No such command 'scor'. Did you mean 'score', 'doctor'?" in shown.stderr


def test_the_shell_completes_commands_their_commands_and_their_options() -> None:
    assert set(complete("rmdiag ")) == {entry.name for entry in COMMANDS}
    assert complete("rmdiag sc") == ["score"]
    assert complete("rmdiag framework l") == ["list", "lint"]
    assert complete("rmdiag plan s") == ["status"]
    assert complete("rmdiag score --vi") == ["--view"]
    assert complete("rmdiag score --format ") == ["table", "json", "csv"]
