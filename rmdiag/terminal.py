"""Show results and problems on the terminal: data on stdout, messages on stderr, no colour where none is wanted."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from rmdiag.tongue import ENGLISH, heads, in_english, phrase, phrases, speak

if TYPE_CHECKING:
    from pathlib import Path

    from rmdiag.problems import Problem, Problems

PIPE_WIDTH = 160  # columns of a table that goes into a file or a pipe
PROGRESS_WIDTH = 79  # columns of the line that shows what is being done
PROBLEM_COLUMNS = heads("code", "severity", "file", "line", "column", "message", "fix")
_LANGUAGE_VARIABLES = ("RMDIAG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
MINUS = "\N{MINUS SIGN}"  # as people read it; a program reads a hyphen


class Exit(IntEnum):
    """The exit codes of every command (documented in README)."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    INVALID = 3
    CONFLICTS = 4
    MISSING_PART = 5
    DEVICE = 6
    BUG = 70
    INTERRUPTED = 130


class Format(StrEnum):
    """How data come out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Stop(Exception):  # noqa: N818  # it ends a command in order; it is no error of the program
    """End the command with an exit code, after its message was shown."""

    def __init__(self, code: Exit) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


def speak_as_asked(words: Sequence[str]) -> None:
    """Speak the language that the command line or the environment asks for, where there is a catalogue of it.

    `--language` before the command comes first, then RMDIAG_LANGUAGE, then the locale of the machine.
    """
    asked = next((os.environ[name] for name in _LANGUAGE_VARIABLES if os.environ.get(name)), "")
    for number, word in enumerate(words):
        if not word.startswith("-"):
            break
        name, _, value = word.partition("=")
        if name == "--language":
            asked = value or next(iter(words[number + 1 : number + 2]), "")
    language = re.split(r"[._@-]", asked)[0].lower()
    if language and language != ENGLISH:
        from rmdiag.files import catalogue

        messages = catalogue(language, "commands")
        if messages:
            speak(language, messages)


def steady_streams() -> None:
    """Let output go on where a stream is closed, or where its encoding lacks a character."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # until the program ends
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def say(message: str) -> None:
    """Write a message for the user to stderr."""
    sys.stderr.write(f"{message}\n")


def say_written(path: Path | None, *, dry: bool = False) -> None:
    """Say which file was written, or would be; None where there was nothing to write."""
    if path is None:
        say(phrase("Nothing to write."))
    else:
        say(phrase("Would be written: {path}", path=path) if dry else phrase("Written: {path}", path=path))


def give(text: str) -> None:
    """Write data to stdout."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def give_json(value: object) -> None:
    """Write data to stdout as JSON."""
    import json

    give(json.dumps(_for_machines(value), ensure_ascii=False, indent=2))


def give_table(columns: Sequence[str], rows: Iterable[Sequence[str]], form: Format) -> None:
    """Write rows to stdout as a table for people, or in English as CSV or a list of JSON objects."""
    every = [[str(cell) if form is Format.TABLE else in_english(cell) for cell in row] for row in rows]
    if form is Format.JSON:
        give_json([dict(zip(columns, row, strict=True)) for row in every])
    elif form is Format.CSV:
        give(csv_text(columns, every))
    else:
        _give_for_people(columns, every)


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give rows as CSV in English that no spreadsheet takes for formulas."""
    import csv
    import io

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_harmless(in_english(cell)) for cell in row] for row in rows)
    return stream.getvalue()


@contextmanager
def progress_of(logger: str, message: str) -> Iterator[None]:
    """Keep one line on a terminal that says what is being done, from what a logger reports; a pipe sees nothing of it.

    No thread is used, as a process with threads cannot be forked without harm.
    """
    if not sys.stderr.isatty():
        yield
        return
    import logging

    class Line(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            sys.stderr.write(f"\r\x1b[K{message}: {record.getMessage()}"[:PROGRESS_WIDTH])
            sys.stderr.flush()

    source, handler = logging.getLogger(logger), Line()
    before = source.level
    source.addHandler(handler)
    source.setLevel(logging.INFO)
    try:
        yield
    finally:
        source.removeHandler(handler)
        source.setLevel(before)
        sys.stderr.write("\r\x1b[K")


@contextmanager
def bar_of(message: str, total: int) -> Iterator[Callable[[], None]]:
    """Keep a bar on a terminal that each call of what is given moves on, without a thread; a pipe sees none."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(file=sys.stderr)
    bar = Progress(*parts, console=console, auto_refresh=False, transient=True, redirect_stderr=False)
    with bar:
        task = bar.add_task(message, total=total)
        bar.refresh()

        def advance() -> None:
            bar.advance(task)
            bar.refresh()

        yield advance


def show_problems(problems: Iterable[Problem], *, to_stdout: bool = False) -> None:
    """Show every problem with its place, the author's line, a caret and the fix."""
    text = "\n".join(str(problem) for problem in problems)
    if text:
        (give if to_stdout else say)(text)


def give_problems_json(problems: Iterable[Problem]) -> None:
    """Write problems to stdout for machines."""
    from rmdiag.problems import as_json

    give_json(as_json(problems))


def problem_rows(problems: Iterable[Problem]) -> list[Sequence[str]]:
    """Give problems as rows under PROBLEM_COLUMNS."""
    from rmdiag.problems import as_json

    return [[str(entry[column]) for column in PROBLEM_COLUMNS] for entry in as_json(problems)]


def give_checked(problems: Problems, form: Format, *, strict: bool) -> None:
    """Show problems as data, count them, and end with the exit code that they call for."""
    if form is Format.JSON:
        give_problems_json(problems)
    elif form is Format.CSV:
        give_table(PROBLEM_COLUMNS, problem_rows(problems), form)
    else:
        show_problems(problems, to_stdout=True)
    errors, warnings = problems.errors, problems.warnings
    found = phrases("{count} error", "{count} errors", len(errors))
    noted = phrases("{count} warning", "{count} warnings", len(warnings))
    say(f"{found}, {noted}.")
    if errors:
        raise Stop(Exit.INVALID)
    if strict and warnings:
        raise Stop(Exit.FINDINGS)


def pip_install(library: str) -> str:
    """Give the exact command that installs an optional part for the Python that runs."""
    from shlex import quote

    return f"{quote(sys.executable)} -m pip install {quote(library)}"


def _for_machines(value: object) -> object:
    """Keep the English of what was said, as programs look for it."""
    if isinstance(value, Mapping):
        return {name: _for_machines(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_for_machines(inner) for inner in value]
    return in_english(value) if isinstance(value, str) else value


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from running a text that begins like a formula; a change such as +1 is a number."""
    if cell == "-" or (cell[:1] in ("+", "-", MINUS) and cell[1:].replace(".", "", 1).isdecimal()):
        return cell.replace(MINUS, "-")
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _give_for_people(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    from shutil import get_terminal_size

    from rmdiag.screens.layout import laid_out

    width = get_terminal_size().columns if sys.stdout.isatty() else PIPE_WIDTH
    give("\n".join(laid_out([phrase(column) for column in columns], rows, width)))


def day_of(text: str | None) -> date:
    """Read a date of the command line; today when none is given."""
    if text is None:
        return date.today()  # noqa: DTZ011  # the user's own calendar day
    try:
        return date.fromisoformat(text)
    except ValueError:
        say(phrase("`{text}` is not a date; write year-month-day, such as 2026-11-22.", text=text))
        raise Stop(Exit.USAGE) from None
