"""Parse the command line, call one function, show what it gives.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from rmdiag import __version__
from rmdiag.cli_group import Entry, LateGroup
from rmdiag.cli_options import FormatOption, FrameworkOption, StrictOption
from rmdiag.terminal import Exit, Format, Stop, give, give_checked, give_table, say, speak_as_asked, steady_streams
from rmdiag.tongue import ENGLISH, heads, phrase, spoken

# In the order of `rmdiag --help`; each is imported when it is called.
COMMANDS: tuple[Entry, ...] = (
    Entry(
        "compare",
        "cli_compare:commands",
        "Compare two rounds: what moved, and whether practice moved or only what is known of it.",
    ),
    Entry("demo", "cli:commands", "Copy the example mission, score it, write its report."),
    Entry("new", "cli_new:commands", "Create a mission folder that is ready to fill in."),
    Entry("check", "cli:commands", "Check missions and frameworks; show every problem."),
    Entry("score", "cli_score:commands", "Score a mission, or one sheet of answers."),
    Entry("explain", "cli_explain:commands", "Trace a number to its rule, answers, files and lines."),
    Entry("gaps", "cli_explain:commands", "Rank the gaps, with what holds each level down; or list all findings."),
    Entry("what-if", "cli_whatif:commands", "Show the profile that would result, beside today's; write nothing."),
    Entry(
        "certainty",
        "cli_whatif:commands",
        "Say how sure the result is: what weights decide, which answer moves it most, signs of optimism.",
    ),
    Entry("agree", "cli_agree:commands", "Say how far respondents agree, and which differences move the result."),
    Entry("settle", "cli_settle:commands", "Record what was agreed where sheets differ."),
    Entry("metrics", "cli_metrics:commands", "Show operational metrics by period, with intervals."),
    Entry(
        "report",
        "cli_report:commands",
        "Write reports: the whole diagnostic, its short editions, a study visit or a candidate's.",
    ),
    Entry(
        "comments",
        "cli_comments:comments",
        "Give the right of reply: hand findings out, take comments in, answer them.",
    ),
    Entry(
        "verify",
        "cli_verify:commands",
        "Say whether a report belongs to these answers, what keeps readers from it, or whether a journal holds.",
    ),
    Entry("evidence", "cli_evidence:evidence", "Register files as evidence, show what they are worth, hand them on."),
    Entry("doctor", "cli:commands", "Say what this machine lacks, and what mends it."),
    Entry("framework", "cli_frameworks:frameworks", "List, show, check, copy and translate frameworks."),
    Entry("form", "cli_form:form", "Hand questions out, take answers back, see what is missing."),
    Entry("plan", "cli_plan:plan", "Propose a plan, adopt it, follow it, hand it on."),
    Entry("programme", "cli_programme:programme", "Follow many administrations over many rounds."),
)


class _Commands(LateGroup):
    entries = COMMANDS


app = typer.Typer(
    name="rmdiag",
    cls=_Commands,
    help="Diagnose the maturity of customs risk management. Begin with `rmdiag demo`, or `rmdiag new DIR`.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands = typer.Typer()


@app.callback(invoke_without_command=True)
def _main(
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.")] = False,
    language: Annotated[  # noqa: ARG001  # it is spoken before anything is built
        str | None, typer.Option(metavar="LANG", help="The language of what is shown: en, es, fr.")
    ] = None,
) -> None:
    if version:
        give(__version__)
        raise typer.Exit


@commands.command(epilog="Example: rmdiag demo kestoria")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put the example.")] = Path("rmdiag-demo"),
) -> None:
    """Copy the example mission, score it, write its report."""
    from rmdiag.files import copy_example
    from rmdiag.opening import assessment_of
    from rmdiag.reporting import Order, write_report
    from rmdiag.screens.scores import overall_line

    copied = copy_example(folder)
    say(
        phrase("The example mission is in {folder}.", folder=folder)
        if copied
        else phrase("{folder} is there already and is used as it is.", folder=folder)
    )
    assessment = assessment_of(folder)
    give(overall_line(assessment.mission.administration, assessment.scores.result.overall))
    for path in write_report(assessment, Order(mission=folder)):
        give(phrase("Report: {path}", path=path))


@commands.command(epilog="Example: rmdiag check kestoria-2026 --strict")
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


@commands.command(epilog="Example: rmdiag doctor")
def doctor(form: FormatOption = Format.TABLE) -> None:
    """Say what this machine lacks, and what mends it."""
    from rmdiag.doctor import examine

    parts = examine()
    rows = [(p.name, phrase(p.state.value), p.found, p.meaning, p.fix) for p in parts]
    give_table(heads("part", "state", "found", "meaning", "fix"), rows, form)
    if any(part.blocks for part in parts):
        raise Stop(Exit.MISSING_PART)


def main() -> None:
    """Run the command line; whatever happens ends in an exit code and plain words, never in a traceback."""
    gc.disable()  # a command ends before garbage matters, and looking for it takes a tenth of its time
    steady_streams()
    speak_as_asked(sys.argv[1:])
    try:
        code = app(standalone_mode=False) or Exit.DONE
        if code == Exit.INTERRUPTED:  # Typer makes a code of Ctrl-C, and says nothing
            say(phrase("Interrupted."))
    except Stop as stop:
        code = stop.code
    except (KeyboardInterrupt, typer.Abort):
        say(phrase("Interrupted."))
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        code = _unread()
    except SystemExit as end:  # Click and Rich make 1 of a broken pipe, which would read as findings
        code = _unread() if end.code == 1 else end.code
    except OSError as error:
        file = error.filename or phrase("A file")
        say(f"{file}: {error.strerror or error}.")
        code = Exit.DEVICE
    except Exception as error:  # noqa: BLE001  # the last resort of the program
        code = _last_words(error)
    if "duckdb" not in sys.modules:  # it would take what is left for a leak, and say so
        gc.freeze()  # no last look for garbage either
    sys.exit(int(code))


def _unread() -> Exit:
    """Let go of a pipe that nobody reads any more, as behind `| head`."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  # open until the program ends
    return Exit.DONE


def _last_words(error: Exception) -> int:
    """Give the exit code of an error that no command expected, after saying what to do."""
    show, code = getattr(error, "show", None), getattr(error, "exit_code", None)
    if callable(show) and isinstance(code, int):  # wrong use of the command line
        if spoken() == ENGLISH:
            show()
        else:
            from rmdiag.cli_help import usage_error_words

            say(usage_error_words(error))  # type: ignore[arg-type]  # what can be shown is an error of use
        return code
    if os.environ.get("RMDIAG_DEBUG"):
        raise error
    say(
        phrase(
            "rmdiag made a mistake: {kind}: {error}. No file was changed.",
            kind=type(error).__name__,
            error=error,
        )
    )
    say(
        phrase(
            "Please report it with the command that you ran; RMDIAG_DEBUG=1 before the command shows where it happened."
        )
    )
    return Exit.BUG
