"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rmdiag.terminal import Format


class LayerName(StrEnum):
    """Who speaks, as the command line has it."""

    SELF = "self"
    MISSION = "mission"


MissionPath = Annotated[Path, typer.Argument(metavar="MISSION", help="The folder of a mission.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How the data come out.")]
FrameworkOption = Annotated[
    Path | None,
    typer.Option("--framework", metavar="PATH", help="A framework folder, file or id instead of the standard one."),
]
StrictOption = Annotated[bool, typer.Option("--strict", help="Exit with 1 when there are findings or warnings.")]
LayerOption = Annotated[
    LayerName | None, typer.Option("--layer", help="Whose sheets: the administration's (self) or the mission's.")
]
