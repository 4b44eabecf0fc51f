"""Parse `rmdiag metrics`: operational figures with intervals, from metrics.csv or from an extract of declarations.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption
from rmdiag.terminal import Exit, Format, Stop, give, give_json, give_table, say, show_problems
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rmdiag.assessment.extract_figures import ExtractFigures
    from rmdiag.assessment.metric_answers import Proposal
    from rmdiag.assessment.metrics import MetricTable
    from rmdiag.assessment.mission import Mission
    from rmdiag.questionnaires.model import Questionnaire

commands = typer.Typer()


class By(StrEnum):
    """How declarations of an extract are grouped."""

    TOTAL = "total"
    YEAR = "year"
    MONTH = "month"
    OFFICE = "office"
    MODE = "mode"
    PROFILE = "profile"


@commands.command(epilog="Example: rmdiag metrics kestoria-2026 --from declarations.parquet --by office")
def metrics(
    mission: Annotated[Path, typer.Argument(metavar="MISSION", help="The folder of a mission.")],
    extract: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Count an extract of declarations, CSV or Parquet, instead."),
    ] = None,
    by: Annotated[By | None, typer.Option(help="With --from: group the declarations.")] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="With --from: save years and months in the form of metrics.csv."),
    ] = None,
    answers: Annotated[
        bool, typer.Option("--answers", help="Write the proposed answers only, ready to paste into a sheet.")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show operational metrics by period, with intervals."""
    from rmdiag.assessment.metric_answers import propose_answers
    from rmdiag.assessment.metrics import make_table
    from rmdiag.assessment.store import is_there
    from rmdiag.opening import mission_at
    from rmdiag.screens.metrics import answers_yaml

    if extract is None and (by is not None or output is not None):
        say(phrase("--by and --output need --from FILE, the extract to count. See: rmdiag metrics --help"))
        raise Stop(Exit.USAGE)
    if output is not None and is_there(output):
        say(phrase("`{output}` is there already; it is not overwritten. Name another file.", output=output))
        raise Stop(Exit.DEVICE)
    opened, questionnaire = mission_at(mission)
    counted = None if extract is None else _counted(extract, opened, questionnaire)
    table = make_table(questionnaire.framework, opened.figures) if counted is None else counted.table
    proposals = propose_answers(opened, questionnaire, table)
    if output is not None:
        _save(table, output)
    if answers:
        give(answers_yaml(proposals, "metrics.csv" if counted is None else counted.file))
    elif counted is not None:
        _show_counted(counted, by, form)
    else:
        _show(table, proposals, form)


def _show(table: MetricTable, proposals: Sequence[Proposal], form: Format) -> None:
    from rmdiag.screens.metrics import ANSWER_COLUMNS, answer_rows, full_rows, table_screen, total_lines

    screen = table_screen(table, proposals)
    if form is Format.JSON:
        give_json(screen.json)
        return
    if form is Format.CSV:
        give_table(*full_rows(table), form)
        return
    if not table.figures:
        say(phrase("There are no figures yet: write them into metrics.csv of the mission."))
        return
    give_table(screen.columns, screen.rows, form)
    for line in total_lines(table):
        give(line)
    if proposals:
        give("")
        give_table(ANSWER_COLUMNS, answer_rows(proposals), form)
        say(phrase("Nothing is overwritten; to take open ones over: rmdiag metrics MISSION --answers"))


def _show_counted(counted: ExtractFigures, by: By | None, form: Format) -> None:
    from rmdiag.assessment.read_metrics import COLUMNS
    from rmdiag.screens.metrics import as_metrics_rows, group_screen

    screen = group_screen(counted, (by or By.TOTAL).value)
    if form is Format.JSON:
        give_json(screen.json)
    elif form is Format.CSV and by is None:
        give_table(COLUMNS, as_metrics_rows(counted.table), form)
    else:
        give_table(screen.columns, screen.rows, form)


def _counted(path: Path, mission: Mission, questionnaire: Questionnaire) -> ExtractFigures:
    """Count an extract; end where the engine is missing, or where nothing can be counted."""
    from rmdiag.assessment import metric_codes as codes
    from rmdiag.assessment.extract import counts_of
    from rmdiag.assessment.extract_figures import figures_of
    from rmdiag.assessment.store import INSTALL, can_ask, count_extract
    from rmdiag.opening import stop_on_errors
    from rmdiag.problems import Problems, Span

    problems = Problems()
    if mission.extract is None:
        problems.add(codes.NO_EXTRACT, Span(file=f"{mission.name}/mission.yaml"))
        stop_on_errors(problems)
        raise Stop(Exit.INVALID)
    if not can_ask():
        say(
            phrase(
                "To count an extract, DuckDB is needed, and it is not installed. To install it: {command}",
                command=INSTALL,
            )
        )
        raise Stop(Exit.MISSING_PART)
    counted = count_extract(path, mission.extract, mission.as_of, problems)
    show_problems(problems.warnings)
    stop_on_errors(problems)
    return figures_of(path.name, counted, counts_of(mission.extract), questionnaire.framework)


def _save(table: MetricTable, path: Path) -> None:
    from rmdiag.assessment.read_metrics import COLUMNS
    from rmdiag.assessment.store import save_rows
    from rmdiag.screens.metrics import as_metrics_rows

    save_rows(path, [COLUMNS, *as_metrics_rows(table)])
    say(phrase("Saved: {path}", path=path))
