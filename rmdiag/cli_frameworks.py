"""Parse `rmdiag framework`: list, show, check and copy frameworks.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_group import Entry, LateGroup
from rmdiag.cli_options import FormatOption, FrameworkOption, StrictOption
from rmdiag.terminal import Exit, Format, Stop, give, give_checked, give_json, give_table, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.questionnaires.model import Questionnaire
    from rmdiag.screens.framework_choice import Wanted
    from rmdiag.screens.frameworks import Shelf

# In the order of `rmdiag framework --help`; each is imported when it is called.
COMMANDS: tuple[Entry, ...] = (
    Entry("list", "cli_frameworks:commands", "List the frameworks and deep sets that come with rmdiag."),
    Entry("show", "cli_frameworks:commands", "Show descriptors, questions, gates, recommendations."),
    Entry("lint", "cli_frameworks:commands", "Check a framework's content and words, such as gates without a way up."),
    Entry("copy", "cli_frameworks:commands", "Copy a framework to a folder, to keep its edition or to write your own."),
    Entry("translate", "cli_translate:commands", "Show what a translation lacks, and keep its files."),
)


class _Commands(LateGroup):
    entries = COMMANDS


frameworks = typer.Typer(
    cls=_Commands,
    help="List, show, check, copy and translate frameworks.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


commands = typer.Typer()


class Part(StrEnum):
    """The parts of a framework that can be shown alone."""

    DESCRIPTORS = "descriptors"
    QUESTIONS = "questions"
    RECOMMENDATIONS = "recommendations"
    METRICS = "metrics"
    RULES = "rules"
    VIEWS = "views"
    SETS = "sets"


@commands.command(name="list", epilog="Example: rmdiag framework list")
def framework_list(form: FormatOption = Format.TABLE) -> None:
    """List the frameworks and deep sets that come with rmdiag."""
    from rmdiag.opening import every_shelf
    from rmdiag.screens.frameworks import LIST_COLUMNS, list_rows

    give_table(LIST_COLUMNS, [row for shelf in every_shelf() for row in list_rows(shelf)], form)


@commands.command(name="show", epilog="Example: rmdiag framework show TRT-03 --level 3")
def framework_show(
    identity: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="Anything with an id, as TRT, TRT-03, M-HIT or C01; all unless given."),
    ] = None,
    framework: FrameworkOption = None,
    chosen: Annotated[
        str | None, typer.Option("--set", metavar="SET", help="Questions of a set, in its order.")
    ] = None,
    ask: Annotated[str | None, typer.Option(metavar="ROLE", help="Questions to one role, such as risk_unit.")] = None,
    criticality: Annotated[str | None, typer.Option(metavar="WORD", help="core, standard or advanced.")] = None,
    level: Annotated[int | None, typer.Option(metavar="N", help="One level: its descriptor and its gates.")] = None,
    citing: Annotated[
        str | None, typer.Option(metavar="REFERENCE", help="Indicators that cite a reference, such as TFA-7.4.")
    ] = None,
    view: Annotated[str | None, typer.Option(metavar="VIEW", help="In the groups of a view.")] = None,
    part: Annotated[Part | None, typer.Option(help="One part only.")] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Counts only.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show descriptors, questions, gates, recommendations."""
    from rmdiag.opening import shelf_at
    from rmdiag.screens.framework_choice import Wanted

    wanted = Wanted(
        identity=identity,
        set=chosen,
        ask=ask,
        criticality=criticality,
        level=level,
        citing=citing,
        view=view,
        part=None if part is None else part.value,
    )
    shelf = shelf_at(framework)
    if summary or (wanted == Wanted() and shelf.base.framework.nodes):
        _give_summary(shelf, form)
    else:
        _give_chosen(shelf, wanted, form)


@commands.command(name="lint", epilog="Example: rmdiag framework lint --strict")
def framework_lint(
    framework: Annotated[
        Path | None,
        typer.Argument(metavar="[PATH]", help="A framework folder, file or id; the standard one unless given."),
    ] = None,
    form: FormatOption = Format.TABLE,
    strict: StrictOption = False,
) -> None:
    """Check a framework's content and words, such as gates without a way up."""
    from rmdiag.opening import check_framework_at, named_path
    from rmdiag.problems import Problems

    problems = Problems()
    check_framework_at(named_path(framework), problems)
    give_checked(problems, form, strict=strict)


@commands.command(name="copy", epilog="Example: rmdiag framework copy kestoria-2026/framework")
def framework_copy(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that does not exist yet.")],
    framework: FrameworkOption = None,
) -> None:
    """Copy a framework to a folder, to keep its edition or to write your own."""
    from rmdiag.opening import framework_path, questionnaire_at
    from rmdiag.questionnaires.files import copy_framework

    path = framework_path(framework)
    copied = questionnaire_at(path).framework
    if path is not None and path.is_file():
        say(phrase("`{path}` is one file; copy it as any other file.", path=path))
        raise Stop(Exit.USAGE)
    if not copy_framework(path, folder):
        say(phrase("`{folder}` is there already; nothing that exists is overwritten.", folder=folder))
        raise Stop(Exit.DEVICE)
    give(phrase("{folder}: {framework}, edition {edition}", folder=folder, framework=copied.id, edition=copied.edition))


def _give_summary(shelf: Shelf, form: Format) -> None:
    from rmdiag.screens.frameworks import SUMMARY_COLUMNS, summary_rows, summary_text

    if form is Format.TABLE:
        give(summary_text(shelf))
    else:
        give_table(SUMMARY_COLUMNS, summary_rows(shelf), form)


def _give_chosen(shelf: Shelf, wanted: Wanted, form: Format) -> None:
    from rmdiag.screens.framework_choice import choose, unknown_words
    from rmdiag.screens.framework_facts import Page
    from rmdiag.screens.framework_text import SHOWN_COLUMNS, shown_json, shown_rows, shown_text

    questionnaire = _holder(shelf, wanted)
    unknown = unknown_words(questionnaire, wanted)
    if unknown is not None:
        say(unknown)
        raise Stop(Exit.USAGE)
    chosen = choose(questionnaire, wanted)
    if not chosen:
        say(phrase("Nothing in the framework fits all of these filters; leave one out."))
        raise Stop(Exit.USAGE)
    page = Page(questionnaire=questionnaire, level=wanted.level)
    if form is Format.JSON:
        give_json(shown_json(page, chosen))
    elif form is Format.CSV:
        give_table(SHOWN_COLUMNS, shown_rows(page, chosen), form)
    else:
        give(shown_text(page, chosen))


def _holder(shelf: Shelf, wanted: Wanted) -> Questionnaire:
    """Give the framework itself, or with the deep set that is named or that brings the id."""
    from rmdiag.screens.framework_choice import unknown_words

    sets = {identity.casefold(): chosen for identity, chosen in shelf.base.sets.items()}
    named = sets.get((wanted.set or "").casefold())
    for one in shelf.extended:
        if named is not None and named.extension == one.extension:
            return one
    if named is not None or unknown_words(shelf.base, wanted) is None:
        return shelf.base
    return next((one for one in shelf.extended if unknown_words(one, wanted) is None), shelf.base)
