"""Parse `rmdiag report`: write the report of a mission in an edition, a language and one or more formats.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FrameworkOption
from rmdiag.reports.formats import ReportFormat
from rmdiag.reports.report_for import Edition
from rmdiag.terminal import Exit, Stop, give, say
from rmdiag.tongue import phrase

MissionPaths = Annotated[list[Path], typer.Argument(metavar="MISSION", help="The folders of missions.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="PATH",
        help="Where to write: a file, for several missions a folder; MISSION/reports/ unless given.",
    ),
]
JobsOption = Annotated[
    int | None, typer.Option(min=1, help="With several missions: how many at a time; one for each core unless given.")
]
ForceOption = Annotated[
    bool, typer.Option("--force", help="With several missions: write also what has not changed since it was written.")
]
EditionOption = Annotated[
    Edition | None, typer.Option(help="Which report; the one that fits the mission unless given.")
]
ToOption = Annotated[
    list[ReportFormat] | None, typer.Option(help="The format; as FILE ends unless given, else PDF; again for more.")
]
LanguageOption = Annotated[
    str | None, typer.Option(help="The language of the report; mission.yaml decides unless given.")
]
AgainstOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="The earlier round that progress is measured from; mission.yaml names it unless given."
    ),
]
PublicOption = Annotated[bool, typer.Option("--public", help="Leave out what could help somebody to avoid a control.")]
WatchOption = Annotated[
    bool, typer.Option("--watch", help="Write the HTML, and again whenever a file of the mission is saved.")
]
DraftOption = Annotated[bool, typer.Option("--draft", help="Number the findings, for comments.")]

TemplateOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A Word document of your own whose page, styles and cover the report takes."),
]

if TYPE_CHECKING:
    from rmdiag.reporting import Order

commands = typer.Typer()


@commands.command(epilog="Example: rmdiag report kestoria-2026 -o kestoria.pdf")
def report(
    missions: MissionPaths,
    output: OutputOption = None,
    edition: EditionOption = None,
    to: ToOption = None,
    language: LanguageOption = None,
    against: AgainstOption = None,
    public: PublicOption = False,
    draft: DraftOption = False,
    watch: WatchOption = False,
    framework: FrameworkOption = None,
    template: TemplateOption = None,
    jobs: JobsOption = None,
    force: ForceOption = False,
) -> None:
    """Write reports: the whole diagnostic, its short editions, a study visit or a candidate's."""
    from rmdiag.reporting import Order, report_at

    refuse_unknown_language(language)
    file = output if len(missions) == 1 else None  # for several it is a folder
    formats = tuple(dict.fromkeys(to or (_format_of(file, template),)))
    order = Order(
        mission=missions[0],
        edition=edition,
        formats=(ReportFormat.HTML,) if watch else formats,
        language=language,
        framework=framework,
        against=against,
        public=public,
        draft=draft,
        output=file,
        folder=None if file else output,
        template=template,
    )
    if watch:
        _watch(missions, order, formats if to or output or template else order.formats)
    elif len(missions) > 1:
        _write_all(missions, order, jobs, force=force)
    else:
        for path in report_at(order):
            give(str(path))


def _watch(missions: list[Path], order: Order, asked: tuple[ReportFormat, ...]) -> None:
    from rmdiag.watching import watch

    if len(missions) > 1:
        _refuse_for_several("--watch")
    _refuse_to_watch_others(asked)
    watch(order)


def _write_all(missions: list[Path], order: Order, jobs: int | None, *, force: bool) -> None:
    from rmdiag.batch import Batch, write_batch
    from rmdiag.reports.workers import cores

    if order.against is not None:
        _refuse_for_several("--against")
    if order.folder is not None and order.folder.exists() and not order.folder.is_dir():
        say(phrase("With several missions -o names a folder, and `{path}` is a file.", path=order.folder))
        raise Stop(Exit.USAGE)
    every = {mission.resolve(): mission for mission in missions}
    orders = tuple(replace(order, mission=mission) for mission in every.values())
    code = write_batch(Batch(orders=orders, jobs=jobs or cores(), force=force))
    if code is not Exit.DONE:
        raise Stop(code)


def _refuse_for_several(option: str) -> None:
    """End where something is asked for several missions that only one can have."""
    say(phrase("{option} is for one mission; name one only.", option=option))
    raise Stop(Exit.USAGE)


def _format_of(output: Path | None, template: Path | None) -> ReportFormat:
    """Tell the format by how a file ends; a template makes a Word document, and a name that says nothing is a PDF."""
    if output is None and template is not None:
        return ReportFormat.DOCX
    ending = "" if output is None else output.suffix.removeprefix(".").lower()
    return ReportFormat(ending) if ending in list(ReportFormat) else ReportFormat.PDF


def _refuse_to_watch_others(asked: tuple[ReportFormat, ...]) -> None:
    """End where another format than HTML is asked for: only a browser follows its file."""
    if asked != (ReportFormat.HTML,):
        say(phrase("Only the HTML can be watched: leave --to out, or let FILE end in .html."))
        raise Stop(Exit.USAGE)


def refuse_unknown_language(language: str | None) -> None:
    """End where no report can be written in a language."""
    from rmdiag.problems import listed
    from rmdiag.reports.languages.files import report_languages

    known = report_languages()
    if language is not None and language not in known:
        say(phrase("There is no report in `{language}`; write one of {known}.", language=language, known=listed(known)))
        raise Stop(Exit.USAGE)
