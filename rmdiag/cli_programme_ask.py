"""Parse `rmdiag programme compare`, `match` and `export`: what moved, who can help whom, and all of it as files.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption
from rmdiag.cli_programme import ProgrammePath, StoreOption
from rmdiag.terminal import (
    Exit,
    Format,
    Stop,
    csv_text,
    day_of,
    give,
    give_json,
    give_table,
    pip_install,
    say,
    say_written,
)
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.screens.programme_questions import Asked
    from rmdiag.screens.programme_tables import Table

commands = typer.Typer()


class For(StrEnum):
    """For whom something is written."""

    TEAM = "team"
    PROGRAMME = "programme"
    PUBLIC = "public"


class FileFormat(StrEnum):
    """What files are written."""

    JSON = "json"
    CSV = "csv"
    PARQUET = "parquet"


OnOption = Annotated[
    str | None,
    typer.Option(
        "--on", metavar="DATE", help="As it stood on a day, without later rounds; today with all rounds unless given."
    ),
]
ForOption = Annotated[
    For,
    typer.Option(
        "--for", help="Who will read it: the team; the administrations of the programme; the public. No single"
        " administration can be made out by whom it is not meant for."
    ),
]  # fmt: skip
ShowOption = Annotated[
    list[str] | None, typer.Option("--show", metavar="TABLE", help="One table only; again for more.")
]


@commands.command(epilog="Example: rmdiag programme compare coast --show gaps --show groups")
def compare(
    path: ProgrammePath,
    show: ShowOption = None,
    on: OnOption = None,
    audience: ForOption = For.TEAM,
    store: StoreOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show what moved, common gaps, groups and plans; no ranking."""
    from rmdiag.screens.programme_sets import COMPARED

    with _asked(path, store, on, audience) as asked:
        _show(asked, show, COMPARED, form)


@commands.command(epilog="Example: rmdiag programme match coast --for programme")
def match(
    path: ProgrammePath,
    show: ShowOption = None,
    on: OnOption = None,
    audience: ForOption = For.TEAM,
    store: StoreOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Propose study visits and workshops: who can help whom, and why."""
    from rmdiag.screens.programme_sets import MATCHED

    with _asked(path, store, on, audience) as asked:
        _show(asked, show, MATCHED, form)


@commands.command(epilog="Example: rmdiag programme export coast --format parquet -o figures --for public")
def export(
    path: ProgrammePath,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="A folder for CSV and Parquet, a file for JSON."),
    ] = None,
    show: ShowOption = None,
    on: OnOption = None,
    audience: ForOption = For.TEAM,
    store: StoreOption = None,
    form: Annotated[FileFormat, typer.Option("--format", help="What files are written.")] = FileFormat.JSON,
) -> None:
    """Write every table as files; what leaves the team is recorded."""
    from rmdiag.portfolios import programme_at
    from rmdiag.releasing import refuse_what_clashes, remember
    from rmdiag.screens.programme_sets import EVERY, tables_json, tables_of

    if form is not FileFormat.JSON and output is None:
        say(phrase("CSV and Parquet are a file for each table: name a folder with -o."))
        raise Stop(Exit.USAGE)
    _refuse_without_parquet(form)
    folder = programme_at(path).folder
    with _asked(path, store, on, audience) as asked:
        tables = tables_of(_names(show, tuple(EVERY)), asked)
        release = refuse_what_clashes(folder, asked.portfolio, asked.audience, asked.on)
        plain = tables_json(tables, asked)
    remember(folder, release)  # before anything is written: what is not remembered may not be given
    if form is FileFormat.JSON:
        _give_plain(plain, output)
    elif output is not None:
        _write(tables, output, form)


@contextmanager
def _asked(path: Path, store: str | None, on: str | None, audience: For) -> Iterator[Asked]:
    """Open a programme and say what is asked of it."""
    from rmdiag.assessment.portfolio.model import Audience
    from rmdiag.assessment.portfolio.questions import seen_on
    from rmdiag.portfolios import portfolio_of
    from rmdiag.screens.programme_questions import Asked

    day = day_of(on)
    with portfolio_of(path, store) as portfolio:
        seen = portfolio if on is None else seen_on(portfolio, day)
        yield Asked(portfolio=seen, on=day, audience=Audience(audience.value))


def _show(asked: Asked, show: Sequence[str] | None, usual: Sequence[str], form: Format) -> None:
    from rmdiag.screens.programme_notes import day_line, title_of
    from rmdiag.screens.programme_sets import DATED, left_out, overview, tables_json, tables_of
    from rmdiag.screens.programme_tables import for_csv, for_people

    names = _names(show, usual)
    if form is Format.CSV and len(names) > 1:
        names = names[:1] if show is None else names
        if len(names) > 1:
            say(phrase("CSV holds one table: name one with --show, or write all with `rmdiag programme export`."))
            raise Stop(Exit.USAGE)
    tables = tables_of(names, asked)
    if form is Format.JSON:
        give_json(tables_json(tables, asked))
    elif form is Format.CSV:
        give_table(*for_csv(tables[0]), form)
    else:
        for number, table in enumerate(tables):
            give(("\n" if number else "") + title_of(table.name))
            shown = table if show else overview(table)
            give_table(*for_people(shown), form)
            if not table.rows:
                give(phrase("Nothing to list."))
            elif left := left_out(table, shown):
                give(phrase("{count} more; `--show {table}` lists all.", count=left, table=table.name))
    if DATED.intersection(names):
        say(day_line(asked.on))
    _say_what_holds(asked)


def _say_what_holds(asked: Asked) -> None:
    """Say beside tables what they leave out, and whether they may be passed on."""
    from rmdiag.assessment.portfolio.model import Audience
    from rmdiag.screens.programme_notes import note_lines, pass_on_line

    for line in note_lines(asked):
        say(line)
    if asked.audience is not Audience.TEAM:
        say(pass_on_line(asked))


def _names(show: Sequence[str] | None, usual: Sequence[str]) -> tuple[str, ...]:
    """Give the tables that are asked for; end with those that there are where one is not among them."""
    from rmdiag.problems import did_you_mean, listed
    from rmdiag.screens.programme_sets import EVERY

    for name in show or ():
        if name not in EVERY:
            near = did_you_mean(name, EVERY)
            known = listed(EVERY, len(EVERY))
            say(phrase("There is no table `{name}`; {near}write one of {known}.", name=name, near=near, known=known))
            raise Stop(Exit.USAGE)
    return tuple(dict.fromkeys(show or usual))


def _refuse_without_parquet(form: FileFormat) -> None:
    from rmdiag.assessment.store import can_ask

    if form is FileFormat.PARQUET and not can_ask():
        command = pip_install("duckdb>=1.3")
        say(
            phrase(
                "To write Parquet, DuckDB is needed, and it is not installed. To install it: {command}", command=command
            )
        )
        raise Stop(Exit.MISSING_PART)


def _give_plain(plain: dict[str, object], output: Path | None) -> None:
    import json

    from rmdiag.files import write_whole

    if output is None:
        give_json(plain)
        return
    write_whole(output, f"{json.dumps(plain, ensure_ascii=False, indent=2)}\n".encode())
    say_written(output)


def _write(tables: Sequence[Table], folder: Path, form: FileFormat) -> None:
    from rmdiag.assessment.store import write_parquet
    from rmdiag.files import write_whole
    from rmdiag.screens.programme_tables import for_csv, for_parquet

    for table in tables:
        file = folder / f"{table.name}.{form.value}"
        if form is FileFormat.CSV:
            write_whole(file, csv_text(*for_csv(table)).encode())
        else:
            write_parquet(file, *for_parquet(table))
        say_written(file)
