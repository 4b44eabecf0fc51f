"""Parse `rmdiag form guide`: interview guides, questionnaires, the data request and the agenda of a mission, for paper.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from rmdiag.cli_options import FrameworkOption, MissionPath
from rmdiag.guides import GuideFormat, GuideKind
from rmdiag.terminal import give

KindOption = Annotated[GuideKind, typer.Option(help="What to write.")]
ToOption = Annotated[GuideFormat, typer.Option(help="The format.")]
ForOption = Annotated[
    list[str] | None,
    typer.Option("--for", metavar="ROLE", help="For this interlocutor alone; again for more. The agenda has all."),
]
LanguageOption = Annotated[
    str | None, typer.Option(help="The language of the forms; mission.yaml decides unless given.")
]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", help="Where to write; MISSION/reports/forms/ unless given."),
]
MinutesOption = Annotated[
    int | None, typer.Option(min=1, max=60, help="Minutes for a question, on the agenda; 5 unless given.")
]
ByOption = Annotated[
    datetime | None,
    typer.Option(
        metavar="DATE",
        formats=["%Y-%m-%d"],
        help="When answers and documents are needed; two weeks before the mission unless given.",
    ),
]
AnswersOption = Annotated[
    bool, typer.Option("--with-answers", help="Print in the guides, in grey, what was answered before.")
]

commands = typer.Typer()


@commands.command(epilog="Example: rmdiag form guide kestoria-2026 --kind guide --for ict --for data_team")
def guide(
    mission: MissionPath,
    kind: KindOption = GuideKind.ALL,
    to: ToOption = GuideFormat.PDF,
    roles: ForOption = None,
    language: LanguageOption = None,
    output: OutputOption = None,
    minutes: MinutesOption = None,
    by: ByOption = None,
    with_answers: AnswersOption = False,
    framework: FrameworkOption = None,
) -> None:
    """Write guides, questionnaires, data request and agenda."""
    from rmdiag.guides import GuideOrder, write_guides

    order = GuideOrder(
        mission=mission,
        kind=kind,
        to=to,
        roles=tuple(roles or ()),
        language=language,
        output=output,
        framework=framework,
        minutes=minutes,
        by=None if by is None else by.date(),
        with_answers=with_answers,
    )
    for path in write_guides(order):
        give(str(path))
