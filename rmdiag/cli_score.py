"""Parse `rmdiag score`: the levels of a mission, of a view of it, or of one sheet of answers.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption, FrameworkOption
from rmdiag.terminal import Exit, Format, Stop, day_of, give_json, give_table, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rmdiag.opening import Scored
    from rmdiag.screens.scores import Screen

commands = typer.Typer()


@commands.command(epilog="Example: rmdiag score kestoria-2026 --format json")
def score(
    mission: Annotated[Path | None, typer.Argument(metavar="[MISSION]", help="The folder of a mission.")] = None,
    framework: FrameworkOption = None,
    responses: Annotated[
        Path | None,
        typer.Option("--responses", metavar="FILE", help="Score one sheet by itself; it needs `responses:` only."),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="With --responses: the date of the answers; today unless given.")
    ] = None,
    view: Annotated[str | None, typer.Option(metavar="VIEW", help="Group the indicators as a view does.")] = None,
    base: Annotated[bool, typer.Option("--base", help="Leave the mission's overlays out.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Score a mission, or one sheet of answers."""
    from rmdiag.opening import scores_of
    from rmdiag.screens.scores import overall_line

    if (mission is None) == (responses is None) or (responses is not None and (view or base)):
        say(phrase("Give either a mission, or --responses FILE (without --view or --base). See: rmdiag score --help"))
        raise Stop(Exit.USAGE)
    if responses is not None:
        _show(_sheet_screen(responses, framework, day_of(as_of)), form)
    elif mission is not None:
        scored = scores_of(mission, framework, on_base=base)
        _show(_mission_screen(scored, view), form)
        for line in _score_lines(scored, overall_line(scored.mission.administration, scored.scores.result.overall)):
            say(line)


def _mission_screen(scored: Scored, view: str | None) -> Screen:
    """Show dimensions and indicators, or the groups of a view."""
    from rmdiag.screens.scores import mission_screen, view_screen

    framework = scored.questionnaire.framework
    if view is None:
        return mission_screen(scored.mission, scored.questionnaire, scored.scores)
    from rmdiag.assessment.groupings import score_view
    from rmdiag.problems import did_you_mean, listed

    if view not in framework.views:
        near, known = did_you_mean(view, framework.views), listed(framework.views)
        say(
            phrase("There is no view `{view}`; {near}write one of {known}.", view=view, near=near, known=known)
            if framework.views
            else phrase("There is no view `{view}`; the framework has none.", view=view)
        )
        raise Stop(Exit.USAGE)
    if framework.views[view].notice:
        say(framework.views[view].notice or "")
    return view_screen(score_view(framework, framework.views[view], scored.scores.result))


def _score_lines(scored: Scored, overall: str) -> Iterator[str]:
    """Say what stands beside the table: the overall level, or what was decided of a person; which overlays hold."""
    from rmdiag.screens.scores import overlay_lines

    yield from _decided_lines(scored) if scored.questionnaire.framework.decisions else (overall,)
    yield from overlay_lines(scored.questionnaire)


def _decided_lines(scored: Scored) -> Iterator[str]:
    from rmdiag.assessment.decisions import decide
    from rmdiag.screens.scores import decision_lines

    framework, result = scored.questionnaire.framework, scored.scores.result
    unsettled = [identity for identity, merged in result.answers.items() if merged.divergent]
    yield from decision_lines(decide(framework, scored.mission, result, len(unsettled)))
    if unsettled:
        yield phrase("Not settled: {list}.", list=", ".join(unsettled))


def _sheet_screen(responses: Path, framework: Path | None, as_of: date) -> Screen:
    """Score one sheet by itself under a framework of either kind."""
    from rmdiag.files import read_document
    from rmdiag.opening import framework_path, questionnaire_at, stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.screens.sheets import sheet_screen

    problems = Problems()
    questionnaire = questionnaire_at(framework_path(framework))
    document = read_document(responses, str(responses), problems)
    stop_on_errors(problems)
    if document is None:
        raise Stop(Exit.INVALID)
    shown = sheet_screen(questionnaire, document, as_of, problems)
    stop_on_errors(problems)
    return shown


def _show(screen: Screen, form: Format) -> None:
    if form is Format.JSON:
        give_json(screen.json)
    else:
        give_table(screen.columns, screen.rows, form)
