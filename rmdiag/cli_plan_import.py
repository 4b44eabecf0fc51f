"""Parse `rmdiag plan import`: read a workbook that came back into the plan.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption, FrameworkOption, MissionPath
from rmdiag.terminal import Exit, Format, Stop, give_json, give_table, say, say_written, show_problems
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.assessment.exchange.importing import Imported
    from rmdiag.assessment.exchange.returned import Returned
    from rmdiag.assessment.mission import Mission
    from rmdiag.problems import Problems

commands = typer.Typer()
SIDES = ("plan", "workbook")


@commands.command(name="import", epilog="Example: rmdiag plan import kestoria-2028 plan.xlsx --dry-run")
def import_plan(
    mission: MissionPath,
    workbook: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The workbook that came back.")],
    favour: Annotated[
        str, typer.Option(metavar="plan|workbook", help="Whose value is taken where both have changed it.")
    ] = "plan",
    anyway: Annotated[bool, typer.Option("--anyway", help="Take a workbook of another mission or round.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    framework: FrameworkOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Read a workbook of the plan back into plan.yaml."""
    from rmdiag.assessment.exchange.importing import import_into
    from rmdiag.assessment.exchange.revisions import Setting
    from rmdiag.assessment.plan_merge import Favour
    from rmdiag.opening import mission_at, stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.recording import Revision, revise_plan

    if favour not in SIDES:
        say(phrase("--favour is `{favour}`; write plan or workbook.", favour=favour))
        raise Stop(Exit.USAGE)
    problems = Problems()
    found, questionnaire = mission_at(mission, framework)
    returned = _returned(workbook, problems)
    _refuse_strangers(returned, found, anyway=anyway)
    side = Favour.PLAN if favour == "plan" else Favour.OTHER
    setting = Setting(mission=found, questionnaire=questionnaire, problems=problems, favour=side)
    imported = import_into(returned, setting)
    show_problems(problems.warnings)
    stop_on_errors(problems)
    written = revise_plan(mission, setting, Revision(command="plan import", rewriting=imported.rewriting, dry=dry))
    _show(imported, written, form)
    say_written(written, dry=dry)
    if imported.unsettled:
        raise Stop(Exit.CONFLICTS)


def _returned(path: Path, problems: Problems) -> Returned:
    """Read a workbook; end with what is wrong with it when there is no plan in it."""
    from rmdiag.assessment.exchange.returned import read_workbook
    from rmdiag.opening import stop_on_errors
    from rmdiag.questionnaires.exchange.package import MAXIMUM_FILE

    with path.open("rb") as stream:
        content = stream.read(MAXIMUM_FILE + 1)
    returned = read_workbook(content, path.name, problems)
    if returned is None:
        stop_on_errors(problems)
        raise Stop(Exit.INVALID)
    return returned


def _refuse_strangers(returned: Returned, mission: Mission, *, anyway: bool) -> None:
    """End when a workbook says that it holds the plan of another mission."""
    from rmdiag.assessment.exchange.base import identity_of

    if returned.base is None or anyway or returned.base.identity == identity_of(mission):
        return
    say(
        phrase(
            "The workbook holds the plan of {theirs}; this mission is {ours}.",
            theirs=returned.base.identity,
            ours=identity_of(mission),
        )
    )
    say(phrase("If it belongs here all the same, as after a change of name: --anyway"))
    raise Stop(Exit.USAGE)


def _show(imported: Imported, written: Path | None, form: Format) -> None:
    from rmdiag.screens.plan_merges import COLUMNS, import_json, import_lines, import_rows, shortened

    if form is Format.JSON:
        give_json(import_json(imported, None if written is None else str(written)))
    else:
        rows = import_rows(imported)
        if rows or form is Format.CSV:
            give_table(COLUMNS, rows if form is Format.CSV else shortened(rows), form)
    for line in import_lines(imported):
        say(line)
