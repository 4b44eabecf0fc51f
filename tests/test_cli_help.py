"""Help and errors of use are in the language spoken, down to the words that Typer keeps to itself."""

from __future__ import annotations

import subprocess
import sys

import pytest


def rmdiag(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("score", "--formt", "json"), "Error: No existe la opción --formt (opciones posibles: --format)"),
        (("report",), "Error: Falta el argumento 'MISSION'."),
        (("score", "--format", "x"), "Error: Valor no válido para '--format': 'x' no es uno de estos: 'table', 'json'"),
        (("nope",), "Error: No existe el comando 'nope'."),
    ],
)
def test_an_error_of_use_is_told_after_its_usage(arguments: tuple[str, ...], said: str) -> None:
    ended = rmdiag("--language", "es", *arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Uso: ")
    assert said in ended.stderr


@pytest.mark.parametrize(
    "command", [(), ("plan",), ("score",), ("framework", "translate"), ("evidence",), ("evidence", "add")]
)
def test_no_word_of_help_stays_english(command: tuple[str, ...]) -> None:
    shown = rmdiag("--language", "fr", *command, "--help").stdout
    assert shown.startswith("Utilisation\xa0: ")
    assert "Afficher ce message et terminer." in shown
    assert [
        word for word in ("Usage", "Show", "default:", "required", "Install completion", "Example:") if word in shown
    ] == []
