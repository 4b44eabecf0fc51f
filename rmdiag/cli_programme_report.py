"""Parse `rmdiag programme report`: write the portfolio report of a programme, or its dashboard.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rmdiag.assessment.portfolio.model import Audience
from rmdiag.cli_programme import ProgrammePath, StoreOption
from rmdiag.programme_reporting import Form
from rmdiag.terminal import day_of, give

commands = typer.Typer()


@commands.command(epilog="Example: rmdiag programme report coast --for programme -o coast.pdf")
def report(
    path: ProgrammePath,
    to: Annotated[
        list[Form] | None, typer.Option(help="The format; as FILE ends unless given, else PDF; again for more.")
    ] = None,
    audience: Annotated[
        Audience, typer.Option("--for", help="Who may read it: decides what is told of one administration alone.")
    ] = Audience.TEAM,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day it is written for; today unless given.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="The language of the report; programme.yaml decides unless given.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write; PROGRAMME/reports/ unless given."),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Write the portfolio report, or a dashboard."""
    from rmdiag.cli_report import refuse_unknown_language
    from rmdiag.programme_reporting import Wish, write_portfolio

    refuse_unknown_language(language)
    wish = Wish(
        programme=path,
        forms=tuple(dict.fromkeys(to or (_form_of(output),))),
        audience=audience,
        on=day_of(on),
        language=language,
        output=output,
        store=store,
    )
    for written in write_portfolio(wish):
        give(str(written))


def _form_of(output: Path | None) -> Form:
    """Tell the format by how a file ends; a name that says nothing is a PDF."""
    ending = "" if output is None else output.suffix.removeprefix(".").lower()
    return Form(ending) if ending in list(Form) else Form.PDF
