"""Parse `rmdiag verify`: whether a report belongs to these answers, and whether everybody can read it.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption, FrameworkOption
from rmdiag.terminal import Exit, Format, Stop, give_json, give_table, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.reports.accessible_rules import Barrier
    from rmdiag.verifying import Question

commands = typer.Typer()


@commands.command(epilog="Example: rmdiag verify kestoria.pdf kestoria-2026")
def verify(
    report: Annotated[Path, typer.Argument(metavar="REPORT", help="The PDF of a report; or a mission: its journal.")],
    mission: Annotated[
        Path | None,
        typer.Argument(metavar="[MISSION]", help="The folder of a mission; without it, only the PDF is looked at."),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The earlier round of a report of progress; mission.yaml names it otherwise."),
    ] = None,
    reprint: Annotated[
        bool, typer.Option("--reprint", help="Print the report again and compare every byte: the strongest proof.")
    ] = False,
    accessibility: Annotated[
        bool, typer.Option("--accessibility", help="Instead, check what a machine can check of PDF/UA-1.")
    ] = False,
    framework: FrameworkOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Say whether a report belongs to these answers, what keeps readers from it, or whether a journal holds."""
    from rmdiag.verifying import Question, barriers_of

    if report.is_dir() and mission is None and not (accessibility or reprint):
        _show_journal(report, form)
        return
    if (accessibility and (mission or reprint)) or (reprint and mission is None):
        say(
            phrase("--accessibility looks at the PDF alone, and --reprint needs its mission. See: rmdiag verify --help")
        )
        raise Stop(Exit.USAGE)
    if accessibility:
        _show_barriers(barriers_of(report), form)
    else:
        asked = Question(report=report, mission=mission, framework=framework, against=against, reprint=reprint)
        _show_verdict(asked, form)


def _show_journal(mission: Path, form: Format) -> None:
    from rmdiag.opening import mission_at
    from rmdiag.screens.journals import COLUMNS, journal_json, journal_rows, journal_words
    from rmdiag.terminal import show_problems
    from rmdiag.verifying import record_of

    found, _ = mission_at(mission)
    kept = record_of(mission)
    if form is Format.JSON:
        give_json(journal_json(kept, found.attribution))
    elif kept.entries or form is Format.CSV:
        give_table(COLUMNS, journal_rows(kept, found.attribution), form)
    show_problems(kept.problems)
    for line in journal_words(kept):
        say(line)
    if kept.problems:
        raise Stop(Exit.FINDINGS)


def _show_verdict(question: Question, form: Format) -> None:
    from rmdiag.screens.verdicts import NO_SIGNATURE, VERDICT_COLUMNS, verdict_json, verdict_rows, verdict_words
    from rmdiag.verifying import verdict_on

    verdict = verdict_on(question)
    if form is Format.JSON:
        give_json(verdict_json(verdict))
    elif verdict.compared or form is Format.CSV:
        give_table(VERDICT_COLUMNS, verdict_rows(verdict), form)
    say(verdict_words(verdict, str(question.report), "" if question.mission is None else str(question.mission)))
    if verdict.stated is not None:
        say(phrase(NO_SIGNATURE))
    if not verdict.outcome.fits:
        raise Stop(Exit.FINDINGS)


def _show_barriers(barriers: tuple[Barrier, ...], form: Format) -> None:
    from rmdiag.screens.verdicts import BARRIER_COLUMNS, NO_PROOF, barrier_rows, barriers_json, barriers_words

    if form is Format.JSON:
        give_json(barriers_json(barriers))
    elif barriers or form is Format.CSV:
        give_table(BARRIER_COLUMNS, barrier_rows(barriers), form)
    say(barriers_words(barriers))
    say(phrase(NO_PROOF))
    if barriers:
        raise Stop(Exit.FINDINGS)
