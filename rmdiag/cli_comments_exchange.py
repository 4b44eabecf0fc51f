"""Parse `rmdiag comments export` and `import`: hand the findings of a draft out, and read the comments back.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FrameworkOption, MissionPath
from rmdiag.terminal import Exit, Format, Stop, day_of, give, give_table, say, say_written, show_problems
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.assessment.comments_merge import CommentMerge
    from rmdiag.recording import Deed


class ReplyFormat(StrEnum):
    """The formats in which findings are handed out, each as its files end."""

    XLSX = "xlsx"
    DOCX = "docx"


commands = typer.Typer()


@commands.command(epilog="Example: rmdiag comments export saint-orel-2028 --to docx")
def export(
    mission: MissionPath,
    to: Annotated[
        ReplyFormat | None, typer.Option(help="A workbook or a Word document; as FILE ends unless given.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write; MISSION/reports/ unless given."),
    ] = None,
    language: Annotated[
        str | None, typer.Option(help="The language of the draft; mission.yaml decides unless given.")
    ] = None,
    framework: FrameworkOption = None,
) -> None:
    """Hand the findings of the draft out for comment."""
    from rmdiag.files import write_whole
    from rmdiag.replying import form_at, written_form
    from rmdiag.reporting import refuse_to_replace
    from rmdiag.reports.formats import UNTOUCHED, ReportFormat
    from rmdiag.word_files import beside_edited

    kind = ReportFormat((to or _kind_of(output)).value)
    if output is not None:
        refuse_to_replace(output, kind)
    form = form_at(mission, framework, language)
    name = f"{mission.resolve().name}-comments-{form.facts.language}.{kind.value}"
    path = output or mission / "reports" / name
    refuse_to_replace(path, kind)
    path = beside_edited(path, UNTOUCHED[kind])
    write_whole(path, written_form(form, kind))
    give(str(path))


@commands.command(name="import", epilog="Example: rmdiag comments import saint-orel-2028 comments.docx --by 'Port'")
def import_comments(
    mission: MissionPath,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="The workbooks and documents that came back.")],
    by: Annotated[
        str | None, typer.Option(metavar="ROLE", help="Who comments, by role, where a file does not say it.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the comments; today unless given.")] = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Take a file of another mission or round.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    framework: FrameworkOption = None,
) -> None:
    """Read comments that came back into comments.yaml."""
    from rmdiag.assessment.comments_merge import merge_remarks
    from rmdiag.assessment.comments_text import with_comments
    from rmdiag.opening import mission_at, stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.replying import Bringing, comments_at, keep_comments, remarks_at

    problems, day = Problems(), day_of(on)
    found, questionnaire = mission_at(mission, framework)
    bringing = Bringing(mission=mission, framework=framework, by=(by or "").strip() or None, anyway=anyway)
    remarks = remarks_at(files, bringing, problems)
    show_problems(problems.warnings)
    stop_on_errors(problems)
    merge = merge_remarks(found.comments, remarks, day)
    _, text = comments_at(mission)
    after = with_comments(text, merge.added) if merge.added else text
    written = None
    if after is not None:
        meant = ((*found.comments, *merge.added), found, questionnaire)
        written = keep_comments(mission, after, meant, None if dry else _deed(merge))
    _show(merge, written, dry=dry)
    if merge.clashes:
        raise Stop(Exit.CONFLICTS)


def _kind_of(output: Path | None) -> ReplyFormat:
    """Tell the format by how a file ends."""
    ending = "xlsx" if output is None else output.suffix.removeprefix(".").lower()
    if ending not in list(ReplyFormat):
        say(
            phrase(
                "The format of `{output}` does not follow from its name; end it in {list}, or add --to.",
                output=output,
                list=", ".join(f".{one}" for one in ReplyFormat),
            )
        )
        raise Stop(Exit.USAGE)
    return ReplyFormat(ending)


def _deed(merge: CommentMerge) -> Deed:
    from rmdiag.assessment.journal import Change
    from rmdiag.assessment.mission import COMMENTS_FILE
    from rmdiag.recording import Deed

    changes = tuple(Change(file=COMMENTS_FILE, place=one.id, new=one.comment) for one in merge.added)
    return Deed(command="comments import", changes=changes)


def _show(merge: CommentMerge, written: Path | None, *, dry: bool) -> None:
    from rmdiag.screens.comments import IMPORT_COLUMNS, import_lines, import_rows

    rows = import_rows(merge)
    if rows:
        give_table(IMPORT_COLUMNS, rows, Format.TABLE)
    for line in import_lines(merge):
        say(line)
    say_written(written, dry=dry)
