"""Parse `rmdiag new`: lay down a mission folder that is ready to fill in."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from rmdiag.cli_options import FrameworkOption
from rmdiag.terminal import Exit, Stop, day_of, give, say

commands = typer.Typer()


@commands.command(epilog='Example: rmdiag new kestoria-2026 --administration "Kestoria Customs" --country QM')
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet, or is empty.")],
    administration: Annotated[str, typer.Option(help="The name of the administration, as printed.")],
    country: Annotated[str, typer.Option(help="Its country as two letters of ISO 3166.")],
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The date of the diagnosis; today unless given.")
    ] = None,
    chosen: Annotated[
        str | None, typer.Option("--set", metavar="SET", help="A question set, such as rapid; full unless given.")
    ] = None,
    framework: FrameworkOption = None,
) -> None:
    """Create a mission folder that is ready to fill in."""
    from rmdiag.assessment.asking import FIRST_DATE, LAST_DATE
    from rmdiag.assessment.blank import NewMission, blank_mission
    from rmdiag.assessment.countries import check_country
    from rmdiag.assessment.files import write_mission
    from rmdiag.opening import framework_path, questionnaire_with, stop_on_errors
    from rmdiag.problems import Problems, Span

    problems = Problems()
    check_country(country, Span(file="--country"), problems)
    stop_on_errors(problems)
    when = day_of(as_of)
    if not administration.strip():
        say("An administration has a name; write it behind --administration.")
        raise Stop(Exit.USAGE)
    if not FIRST_DATE <= when <= LAST_DATE:
        say(f"{when} is an unlikely date of a diagnosis; write one from {FIRST_DATE} to {LAST_DATE}.")
        raise Stop(Exit.USAGE)
    wanted = NewMission(administration=administration, country=country, as_of=when, set=chosen)
    texts = blank_mission(questionnaire_with(chosen, framework_path(framework)), wanted)
    write_mission(folder, texts, problems)
    stop_on_errors(problems)
    give(str(folder))
    say(
        f"Read {folder}/README.md, fill in mission.yaml and the sheets in responses/,"
        f" then: rmdiag check {quote(str(folder))}"
    )
