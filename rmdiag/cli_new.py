"""Parse `rmdiag new`: lay down a mission folder that is ready to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from rmdiag.cli_options import FrameworkOption
from rmdiag.terminal import Exit, Stop, day_of, give, say
from rmdiag.tongue import phrase

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
    from rmdiag.assessment.blank import NewMission, blank_mission
    from rmdiag.assessment.countries import check_country
    from rmdiag.assessment.files import write_mission
    from rmdiag.opening import framework_path, questionnaire_with, stop_on_errors
    from rmdiag.problems import Problems, Span

    problems = Problems()
    check_country(country, Span(file="--country"), problems)
    stop_on_errors(problems)
    if not administration.strip():
        say(phrase("An administration has a name; write it behind --administration."))
        raise Stop(Exit.USAGE)
    wanted = NewMission(administration=administration, country=country, as_of=_likely_day(as_of), set=chosen)
    texts = blank_mission(questionnaire_with(chosen, framework_path(framework)), wanted)
    write_mission(folder, texts, problems)
    stop_on_errors(problems)
    give(str(folder))
    say(
        phrase(
            "Read {folder}/README.md, fill in mission.yaml and the sheets in responses/, then: rmdiag check {quoted}",
            folder=folder,
            quoted=quote(str(folder)),
        )
    )


def _likely_day(text: str | None) -> date:
    """Give the day of a diagnosis; end where it is one that no diagnosis can have."""
    from rmdiag.assessment.asking import FIRST_DATE, LAST_DATE

    when = day_of(text)
    if FIRST_DATE <= when <= LAST_DATE:
        return when
    say(
        phrase(
            "{when} is an unlikely date of a diagnosis; write one from {first} to {last}.",
            when=when,
            first=FIRST_DATE,
            last=LAST_DATE,
        )
    )
    raise Stop(Exit.USAGE)
