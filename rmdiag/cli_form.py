"""Parse `rmdiag form`: hand questions out, take answers back, say who has not answered what.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_group import Entry, LateGroup
from rmdiag.cli_options import FormatOption, FrameworkOption, MissionPath, StrictOption
from rmdiag.terminal import Exit, Format, Stop, day_of, give, give_json, give_table, say, show_problems
from rmdiag.tongue import phrase, phrases, spoken

if TYPE_CHECKING:
    from rmdiag.assessment.form_import import Import
    from rmdiag.questionnaires.sheet_merge import Favour

# In the order of `rmdiag form --help`; each is imported when it is called.
COMMANDS: tuple[Entry, ...] = (
    Entry("export", "cli_form:commands", "Write a form per department: for Excel, browser, phone or paper."),
    Entry("import", "cli_form:commands", "Bring forms that came back into the sheets."),
    Entry("status", "cli_form:commands", "Say who has not answered what."),
    Entry(
        "guide",
        "cli_form_guide:commands",
        "Write guides, questionnaires, data request and agenda.",
    ),
)


class _Commands(LateGroup):
    entries = COMMANDS


form = typer.Typer(
    cls=_Commands,
    help="Hand questions out, take answers back, see what is missing.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands = typer.Typer()

LanguageOption = Annotated[
    str | None, typer.Option(metavar="LANG", help="The language of all forms: en, es, fr; theirs unless given.")
]
ForOption = Annotated[
    list[str] | None,
    typer.Option("--for", metavar="ROLE", help="A respondent of mission.yaml or an interlocutor; repeatable."),
]


@commands.command(name="export", epilog="Example: rmdiag form export kestoria-2026 --to xlsx --for ict")
def export_form(
    mission: MissionPath,
    to: Annotated[str, typer.Option("--to", metavar="xlsx|html|xlsform|docx|pdf", help="The kind of form.")] = "xlsx",
    roles: ForOption = None,
    language: LanguageOption = None,
    folder: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="Where to; MISSION/reports/forms unless given.")
    ] = None,
    sent: Annotated[
        str | None, typer.Option("--sent", metavar="DATE", help="The day on which forms go out; today unless given.")
    ] = None,
    framework: FrameworkOption = None,
) -> None:
    """Write a form per department: for Excel, browser, phone or paper."""
    from rmdiag.forming import KINDS, Order, export_forms

    if to in ("docx", "pdf"):
        for path in _on_paper(mission, to, (roles, language, folder, framework)):
            give(str(path))
        return
    if to not in KINDS:
        say(phrase("--to is `{to}`; write one of {known}.", to=to, known=", ".join((*KINDS, "docx", "pdf"))))
        raise Stop(Exit.USAGE)
    order = Order(
        mission=mission,
        kind=to,
        roles=tuple(roles or ()),
        language=_known_language(language),
        folder=folder,
        framework=framework,
        sent=day_of(sent),
    )
    for path in export_forms(order):
        give(str(path))


@commands.command(name="import", epilog="Example: rmdiag form import kestoria-2026 returned/*.xlsx --dry-run")
def import_form(
    mission: MissionPath,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The forms that came back.")],
    take: Annotated[bool, typer.Option("--take", help="In a conflict, the form is right.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="In a conflict, the sheet is right.")] = False,
    sheet: Annotated[
        str | None, typer.Option("--for", metavar="ID", help="Whose answers these are, where the form does not say.")
    ] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Take a form of another mission or round.")] = False,
    by: Annotated[str | None, typer.Option(metavar="WHO", help="Who brings them in, for the journal.")] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    framework: FrameworkOption = None,
    shape: FormatOption = Format.TABLE,
) -> None:
    """Bring forms that came back into the sheets."""
    from rmdiag.assessment.form_import import Wanted
    from rmdiag.forming import Arrived, bench_of, import_forms, record_import
    from rmdiag.questionnaires.sheet_merge import Outcome

    favour = _favour(take=take, keep=keep)
    arrived = Arrived(mission=mission, paths=tuple(files), framework=framework)
    bench = bench_of(mission, framework)
    imported = import_forms(arrived, Wanted(sheet=sheet, favour=favour, anyway=anyway), bench)
    show_problems(bench.problems)
    wrong = bool(bench.problems.errors)
    written = () if dry or wrong else record_import(arrived, bench, imported, by)
    _show_import(imported, written, shape)
    if wrong:
        say(phrase("Nothing was written: mend what is named above, in the forms, and import them again."))
        raise Stop(Exit.INVALID)
    if any(m.outcome is Outcome.CONFLICT for one in imported.brought for m in one.merges):
        raise Stop(Exit.CONFLICTS)


@commands.command(epilog="Example: rmdiag form status kestoria-2026 --open")
def status(
    mission: MissionPath,
    show_open: Annotated[bool, typer.Option("--open", help="Name every question that is left blank.")] = False,
    framework: FrameworkOption = None,
    shape: FormatOption = Format.TABLE,
    strict: StrictOption = False,
) -> None:
    """Say who has not answered what."""
    from rmdiag.assessment.form_status import answered_by_nobody, other_sheets, standings_of
    from rmdiag.forming import mission_in
    from rmdiag.screens.forms import STATUS_COLUMNS, open_words, other_words, status_json, status_rows

    found = mission_in(mission, framework, spoken())
    standings, others, silent = standings_of(*found), other_sheets(*found), answered_by_nobody(*found)
    if shape is Format.JSON:
        give_json(status_json(standings, others, silent))
    else:
        give_table(STATUS_COLUMNS, status_rows(standings), shape)
    for line in (*other_words(others), *(open_words(standings) if show_open else ())):
        say(line)
    say(
        phrases(
            "{count} question has no answer from anybody.",
            "{count} questions have no answer from anybody.",
            len(silent),
        )
    )
    if strict and (silent or any(one.conflicts for one in standings)):
        raise Stop(Exit.FINDINGS)


def _on_paper(
    mission: Path, to: str, wish: tuple[list[str] | None, str | None, Path | None, Path | None]
) -> tuple[Path, ...]:
    """Write what goes to a department on paper: the guide of its interview, and the questionnaire in advance."""
    from rmdiag.guides import GuideFormat, GuideKind, GuideOrder, write_guides

    roles, language, folder, framework = wish
    chosen = tuple(role.replace("-", "_") for role in roles or ())
    order = GuideOrder(
        mission=mission,
        to=GuideFormat(to),
        roles=chosen,
        language=language,
        output=folder or mission / "reports" / "forms",
        framework=framework,
    )
    kinds = (GuideKind.GUIDE, GuideKind.QUESTIONNAIRE)
    return tuple(path for kind in kinds for path in write_guides(replace(order, kind=kind)))


def _favour(*, take: bool, keep: bool) -> Favour:
    from rmdiag.questionnaires.sheet_merge import Favour

    if take and keep:
        say(phrase("--take is for the form and --keep for the sheet; give one of them."))
        raise Stop(Exit.USAGE)
    if take:
        return Favour.FORM
    return Favour.SHEET if keep else Favour.NOBODY


def _known_language(language: str | None) -> str | None:
    from rmdiag.reports.languages.files import report_languages

    if language is not None and language not in report_languages():
        known = ", ".join(report_languages())
        say(phrase("There is no language `{language}`; write one of {known}.", language=language, known=known))
        raise Stop(Exit.USAGE)
    return language


def _show_import(imported: Import, written: tuple[Path, ...], shape: Format) -> None:
    from rmdiag.screens.forms import IMPORT_COLUMNS, import_json, import_rows, import_words

    if shape is Format.JSON:
        give_json(import_json(imported, map(str, written)))
    else:
        rows = list(import_rows(imported, whole=shape is Format.CSV))
        if rows or shape is Format.CSV:
            give_table(IMPORT_COLUMNS, rows, shape)
    for line in import_words(imported):
        say(line)
    for path in written:
        say(phrase("Written: {path}", path=path))
