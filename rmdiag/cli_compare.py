"""Parse `rmdiag compare`: set two rounds of one administration side by side.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption
from rmdiag.terminal import Exit, Format, Stop, give, give_json, give_table, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.assessment.comparison_map import RoundMap
    from rmdiag.assessment.comparison_results import Comparison
    from rmdiag.assessment.comparison_steps import RoundToCompare

commands = typer.Typer()


class Shown(StrEnum):
    """The tables of a comparison; CSV holds one of them."""

    LEVELS = "levels"
    PLAN = "plan"
    METRICS = "metrics"
    QUESTIONS = "questions"


@commands.command(epilog="Example: rmdiag compare kestoria-2026 kestoria-2028")
def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The folder of the older round.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The folder of the newer round.")],
    view: Annotated[
        list[str] | None, typer.Option(metavar="VIEW", help="Add the groups of a view; again for more.")
    ] = None,
    old_framework: Annotated[
        Path | None,
        typer.Option("--old-framework", metavar="PATH", help="The edition under which the older round was answered."),
    ] = None,
    new_framework: Annotated[
        Path | None, typer.Option("--new-framework", metavar="PATH", help="That of the newer round.")
    ] = None,
    renamed: Annotated[
        Path | None, typer.Option("--map", metavar="FILE", help="Which old id is which new one, across editions.")
    ] = None,
    show: Annotated[Shown | None, typer.Option(help="One table only; CSV gives the levels unless told.")] = None,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Compare different administrations, or dates in the wrong order.")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Compare two rounds: what moved, and whether practice moved or only what is known of it."""
    from rmdiag.assessment.comparison import compare as compared
    from rmdiag.assessment.comparison_json import comparison_json
    from rmdiag.screens.comparison_summary import summary_lines

    rounds = _round_at(old, old_framework, "--old-framework"), _round_at(new, new_framework, "--new-framework")
    _refuse_strangers(*rounds, anyway=anyway)
    _refuse_unknown_views(view or [], rounds[1])
    comparison = compared(*rounds, view or (), _map_at(renamed, rounds))
    if comparison.common == 0:
        say(phrase("The two rounds have no indicator in common; say which is which with --map FILE."))
        raise Stop(Exit.USAGE)
    if form is Format.JSON:
        give_json(comparison_json(comparison))
    else:
        _give_tables(comparison, show, form)
    for line in summary_lines(comparison):
        say(line)


def _round_at(path: Path, framework: Path | None, option: str) -> RoundToCompare:
    from rmdiag.assessment.comparison_steps import RoundToCompare
    from rmdiag.opening import round_at

    mission, questionnaire = round_at(path, framework, option)
    return RoundToCompare(mission=mission, questionnaire=questionnaire)


def _map_at(path: Path | None, rounds: tuple[RoundToCompare, RoundToCompare]) -> RoundMap | None:
    if path is None:
        return None
    from rmdiag.assessment.comparison_map import read_map
    from rmdiag.files import read_document
    from rmdiag.opening import stop_on_errors
    from rmdiag.problems import Problems

    problems = Problems()
    document = read_document(path, str(path), problems)
    found = None if document is None else read_map(document, (rounds[0].base, rounds[1].base), problems)
    stop_on_errors(problems)
    return found


def _refuse_strangers(old: RoundToCompare, new: RoundToCompare, *, anyway: bool) -> None:
    """Stop where the two folders are hardly meant to be compared, unless their user says so."""
    from rmdiag.rounds import doubts

    for words in doubts(old.mission, new.mission):
        say(words if anyway else phrase("{warning} To compare them all the same: --anyway", warning=words))
        if not anyway:
            raise Stop(Exit.USAGE)


def _refuse_unknown_views(views: Sequence[str], new: RoundToCompare) -> None:
    from rmdiag.problems import did_you_mean, listed

    known = new.base.framework.views
    for view in views:
        if view not in known:
            say(
                phrase(
                    "There is no view `{view}`; {near}write one of {known}.",
                    view=view,
                    near=did_you_mean(view, known),
                    known=listed(known),
                )
            )
            raise Stop(Exit.USAGE)


def _give_tables(comparison: Comparison, show: Shown | None, form: Format) -> None:
    from rmdiag.screens import comparisons as screen

    tables = {
        Shown.LEVELS: (screen.LEVEL_COLUMNS, screen.level_rows(comparison)),
        Shown.PLAN: (screen.PLAN_COLUMNS, screen.plan_rows(comparison.deliveries)),
        Shown.QUESTIONS: (screen.QUESTION_COLUMNS, screen.question_rows(comparison)),
        Shown.METRICS: (screen.METRIC_COLUMNS, screen.metric_rows(comparison.trends)),
    }
    if form is Format.CSV:
        tables[Shown.LEVELS] = (screen.LEVEL_FIELDS, screen.level_fields(comparison))
        tables[Shown.METRICS] = (screen.METRIC_FIELDS, screen.metric_fields(comparison.trends))
    every = [Shown.LEVELS] if form is Format.CSV else [Shown.LEVELS, Shown.PLAN, Shown.METRICS]
    chosen = [show] if show is not None else every
    for number, name in enumerate(chosen):
        columns, rows = tables[name]
        if rows or show is not None or name is Shown.LEVELS:
            if number:
                give("")
            give_table(columns, rows, form)
