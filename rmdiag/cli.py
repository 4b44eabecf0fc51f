"""Parse the command line, call one function, show what it gives.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag import __version__
from rmdiag.cli_compare import compare
from rmdiag.cli_frameworks import FormatOption, FrameworkOption, StrictOption, frameworks, give_checked
from rmdiag.cli_metrics import metrics
from rmdiag.cli_new import new
from rmdiag.cli_plan import plan
from rmdiag.cli_whatif import certainty, what_if
from rmdiag.terminal import (
    Exit,
    Format,
    Stop,
    day_of,
    give,
    give_json,
    give_table,
    say,
    steady_streams,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rmdiag.opening import Scored
    from rmdiag.screens.scores import Screen

app = typer.Typer(
    name="rmdiag",
    help="Diagnose the maturity of customs risk management. Begin with `rmdiag demo`, or `rmdiag new DIR`.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(frameworks, name="framework", rich_help_panel=None)
app.add_typer(plan, name="plan", rich_help_panel=None)
app.command(epilog="Example: rmdiag compare kestoria-2026 kestoria-2028")(compare)

MissionPath = Annotated[Path, typer.Argument(metavar="MISSION", help="The folder of a mission.")]


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False,
) -> None:
    if version:
        give(__version__)
        raise typer.Exit


@app.command(epilog="Example: rmdiag demo kestoria")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put the example.")] = Path("rmdiag-demo"),
) -> None:
    """Copy the example mission, score it, write its report."""
    from rmdiag.files import copy_example
    from rmdiag.opening import assessment_of, report_path, write_report
    from rmdiag.screens.scores import overall_line

    copied = copy_example(folder)
    say(f"The example mission is in {folder}." if copied else f"{folder} is there already and is used as it is.")
    assessment = assessment_of(folder)
    give(overall_line(assessment.mission.administration, assessment.scores.result.overall))
    path = report_path(assessment, folder)
    write_report(assessment, path)
    give(f"Report: {path}")


app.command(epilog='Example: rmdiag new kestoria-2026 --administration "Kestoria Customs" --country QM')(new)


@app.command(epilog="Example: rmdiag check kestoria-2026 --strict")
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Missions or frameworks; the standard framework unless given."),
    ] = None,
    framework: FrameworkOption = None,
    form: FormatOption = Format.TABLE,
    strict: StrictOption = False,
) -> None:
    """Check missions and frameworks; show every problem."""
    from rmdiag.opening import check_framework_at, check_path, framework_path
    from rmdiag.problems import Problems

    problems, home = Problems(), framework_path(framework)
    for path in paths or ():
        check_path(path, problems, home)
    if not paths:
        check_framework_at(home, problems)
    give_checked(problems, form, strict=strict)


@app.command(epilog="Example: rmdiag score kestoria-2026 --format json")
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
        say("Give either a mission, or --responses FILE (without --view or --base). See: rmdiag score --help")
        raise Stop(Exit.USAGE)
    if responses is not None:
        _show(_sheet_screen(responses, framework, day_of(as_of)), form)
    elif mission is not None:
        scored = scores_of(mission, framework, on_base=base)
        _show(_mission_screen(scored, view), form)
        for line in _score_lines(scored, overall_line(scored.mission.administration, scored.scores.result.overall)):
            say(line)


@app.command(epilog="Example: rmdiag explain kestoria-2026 TRT-03")
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


@app.command(epilog="Example: rmdiag gaps kestoria-2026 --sets")
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


app.command(name="what-if", epilog="Example: rmdiag what-if kestoria-2026 --done PER-02-R1 --answer GOV-05-Q1=yes")(
    what_if
)
app.command(epilog="Example: rmdiag certainty kestoria-2026 --draws 20000")(certainty)


app.command(epilog="Example: rmdiag metrics kestoria-2026 --from declarations.parquet --by office")(metrics)


@app.command(epilog="Example: rmdiag report kestoria-2026 -o kestoria.pdf")
def report(
    mission: MissionPath,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write; MISSION/reports/ unless given."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="The language of the report; mission.yaml decides unless given.")
    ] = None,
    framework: FrameworkOption = None,
) -> None:
    """Write the report as PDF: a diagnostic, a study visit or a candidate's, as the mission is."""
    from rmdiag.opening import assessment_of, report_path, write_report

    assessment = assessment_of(mission, framework)
    chosen = language or assessment.mission.report_language
    if chosen != "en":
        say(f"Reports are written in English (en) so far; `{chosen}` is not there yet. Use: --language en")
        raise Stop(Exit.USAGE)
    path = output or report_path(assessment, mission)
    write_report(assessment, path)
    give(str(path))


@app.command(epilog="Example: rmdiag doctor")
def doctor(form: FormatOption = Format.TABLE) -> None:
    """Say what this machine lacks, and what mends it."""
    from rmdiag.doctor import examine

    parts = examine()
    rows = [(p.name, p.state.value, p.found, p.meaning, p.fix) for p in parts]
    give_table(("part", "state", "found", "meaning", "fix"), rows, form)
    if any(part.blocks for part in parts):
        raise Stop(Exit.MISSING_PART)


def main() -> None:
    """Run the command line; whatever happens ends in an exit code and plain words, never in a traceback."""
    gc.disable()  # a command ends before garbage matters, and looking for it takes a tenth of its time
    steady_streams()
    try:
        code = app(standalone_mode=False) or Exit.DONE
    except Stop as stop:
        code = stop.code
    except (KeyboardInterrupt, typer.Abort):
        say("Interrupted.")
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        code = _unread()
    except SystemExit as end:  # Click and Rich make 1 of a broken pipe, which would read as findings
        code = _unread() if end.code == 1 else end.code
    except OSError as error:
        say(f"{error.filename or 'A file'}: {error.strerror or error}.")
        code = Exit.DEVICE
    except Exception as error:  # noqa: BLE001  # the last resort of the program
        code = _last_words(error)
    sys.exit(int(code))


def _unread() -> Exit:
    """Let go of a pipe that nobody reads any more, as behind `| head`."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # open until the program ends
    return Exit.DONE


def _last_words(error: Exception) -> int:
    """Give the exit code of an error that no command expected, after saying what to do."""
    show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
    if callable(show) and isinstance(code, int):  # wrong use of the command line
        show()
        return code
    if os.environ.get("RMDIAG_DEBUG"):
        raise error
    say(f"rmdiag made a mistake: {type(error).__name__}: {error}. No file was changed.")
    say("Please report it with the command that you ran; RMDIAG_DEBUG=1 before the command shows where it happened.")
    return Exit.BUG


def _mission_screen(scored: Scored, view: str | None) -> Screen:
    """Show dimensions and indicators, or the groups of a view."""
    from rmdiag.screens.scores import mission_screen, view_screen

    framework = scored.questionnaire.framework
    if view is None:
        return mission_screen(scored.mission, scored.questionnaire, scored.scores)
    from rmdiag.assessment.groupings import score_view
    from rmdiag.problems import did_you_mean, listed

    if view not in framework.views:
        known = f"write one of {listed(framework.views)}" if framework.views else "the framework has none"
        say(f"There is no view `{view}`; {did_you_mean(view, framework.views)}{known}.")
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
        yield f"Not settled: {', '.join(unsettled)}."


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
