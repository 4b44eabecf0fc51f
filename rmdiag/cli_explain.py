"""Parse `rmdiag explain` and `rmdiag gaps`: why a level is what it is, and what lies between it and its target.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from typing import Annotated

import typer

from rmdiag.cli_options import FormatOption, FrameworkOption, MissionPath, StrictOption
from rmdiag.terminal import Exit, Format, Stop, give, give_json, give_table, say

commands = typer.Typer()


@commands.command(epilog="Example: rmdiag explain kestoria-2026 TRT-03")
def explain(
    mission: MissionPath,
    identity: Annotated[
        str, typer.Argument(metavar="ID", help="`overall`, a dimension, an indicator or a question.")
    ] = "overall",
    framework: FrameworkOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Trace a number to its rule, answers, files and lines."""
    from rmdiag.assessment.explain import explain as explanation_of
    from rmdiag.assessment.explain import explained_ids
    from rmdiag.opening import assessment_of
    from rmdiag.problems import did_you_mean
    from rmdiag.screens.explanations import EXPLANATION_COLUMNS, explanation_json, explanation_rows, explanation_text

    assessment = assessment_of(mission, framework)
    step = explanation_of(assessment, identity)
    if step is None:
        near = did_you_mean(identity, explained_ids(assessment))
        say(f"There is no `{identity}` to explain; {near}write `overall`, a dimension, an indicator or a question.")
        raise Stop(Exit.USAGE)
    if form is Format.JSON:
        give_json(explanation_json(step))
    elif form is Format.CSV:
        give_table(EXPLANATION_COLUMNS, explanation_rows(step), form)
    else:
        give(explanation_text(step))


@commands.command(epilog="Example: rmdiag gaps kestoria-2026 --sets")
def gaps(
    mission: MissionPath,
    sets: Annotated[
        bool, typer.Option("--sets", help="Show every smallest set of recommendations that closes each gap.")
    ] = False,
    findings: Annotated[
        bool, typer.Option("--findings", help="Show all that stands out by the rule that found it, answers quoted.")
    ] = False,
    rule: Annotated[
        list[str] | None,
        typer.Option("--rule", metavar="RULE", help="Findings of one rule or kind, as C09 or optimism; again: more."),
    ] = None,
    framework: FrameworkOption = None,
    form: FormatOption = Format.TABLE,
    strict: StrictOption = False,
) -> None:
    """Rank the gaps, with what holds each level down; or list all findings."""
    from rmdiag.opening import assessment_of
    from rmdiag.screens.gaps import GAP_COLUMNS, SET_COLUMNS, cut_lines, gap_rows, set_rows

    assessment = assessment_of(mission, framework)
    if findings or rule:
        from rmdiag.cli_findings import give_findings

        if give_findings(assessment, rule or (), form) and strict:
            raise Stop(Exit.FINDINGS)
        return
    rows = set_rows(assessment) if sets else gap_rows(assessment)
    give_table(SET_COLUMNS if sets else GAP_COLUMNS, rows, form)
    for line in cut_lines(assessment) if sets else ():
        say(line)
    if strict and rows:
        raise Stop(Exit.FINDINGS)
