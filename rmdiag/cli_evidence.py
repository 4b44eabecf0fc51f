"""Parse `rmdiag evidence`: register files, show the register, pack what may be handed on.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_group import Entry, LateGroup
from rmdiag.cli_options import FormatOption, MissionPath
from rmdiag.terminal import Exit, Format, Stop, day_of, give, give_json, give_table, say, say_written, show_problems
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rmdiag.assessment.evidence_add import Wish
    from rmdiag.assessment.mission import Mission
    from rmdiag.evidence_files import Adding
    from rmdiag.questionnaires.model import Questionnaire

# In the order of `rmdiag evidence --help`; each is imported when it is called.
COMMANDS: tuple[Entry, ...] = (
    Entry("add", "cli_evidence:commands", "Copy files into evidence/ and register them with SHA-256."),
    Entry("list", "cli_evidence:commands", "Show what each piece is worth and which answers cite it."),
    Entry("pack", "cli_evidence:commands", "Pack what may be handed on; restricted only when asked for."),
)


class _Commands(LateGroup):
    entries = COMMANDS


evidence = typer.Typer(
    cls=_Commands,
    help="Register files as evidence, show what they are worth, hand them on.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands = typer.Typer()
_ID = re.compile(r"[^\W_][\w.-]{0,39}\Z")


FilesArgument = Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files; they are copied, not moved.")]
SupportsOption = Annotated[
    list[str],
    typer.Option(metavar="ID[,ID]", help="Questions, indicators or metrics that the files support; repeatable."),
]
KindOption = Annotated[
    str | None, typer.Option(metavar="KIND", help="statement, document (unless given), system_record or observation.")
]
ConfidentialityOption = Annotated[
    str | None, typer.Option(metavar="LEVEL", help="public, internal, restricted (unless given) or confidential.")
]
IdOption = Annotated[
    str | None, typer.Option("--id", metavar="ID", help="The id of the entry; the next free one unless given.")
]


@commands.command(epilog="Example: rmdiag evidence add kestoria-2026 order-12.pdf --supports GOV-01-Q1,GOV-02")
def add(
    mission: MissionPath,
    files: FilesArgument,
    supports: SupportsOption,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="The title; the file's name unless given.")] = None,
    kind: KindOption = None,
    confidentiality: ConfidentialityOption = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day that the evidence bears.")] = None,
    valid_until: Annotated[str | None, typer.Option(metavar="DATE", help="The last day on which it holds.")] = None,
    identity: IdOption = None,
    note: Annotated[
        str | None, typer.Option(metavar="TEXT", help="A word on it, such as the pages that count.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who does this, for the journal.")] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
) -> None:
    """Copy files into evidence/ and register them with SHA-256."""
    from rmdiag.assessment.evidence_add import Wish
    from rmdiag.assessment.mission import CONFIDENTIALITIES, EVIDENCE_KINDS
    from rmdiag.evidence_files import adding_of, register_at, source_at, write_adding

    found = register_at(mission)
    wish = Wish(
        supports=_supported(supports, found[1]),
        title=_said(title),
        kind=_one_of("--kind", kind, EVIDENCE_KINDS),
        confidentiality=_one_of("--confidentiality", confidentiality, CONFIDENTIALITIES),
        on=_day(on),
        valid_until=_day(valid_until),
        id=_said(identity),
        note=_said(note),
    )
    _check(wish, found[0], len(files))
    adding = adding_of(mission, found, [source_at(path, mission) for path in files], wish)
    if not dry:
        write_adding(mission, adding, by)
    _show(adding, wish, found[0])
    for one in adding.writings:
        say_written(mission / one.inside, dry=dry)
    if not adding.writings:
        say_written(None)


@commands.command("list", epilog="Example: rmdiag evidence list kestoria-2026 --format csv")
def show(mission: MissionPath, form: FormatOption = Format.TABLE) -> None:
    """Show what each piece is worth and which answers cite it."""
    from rmdiag.assessment.evidence_use import holdings_of
    from rmdiag.evidence_files import register_at
    from rmdiag.screens.evidence import COLUMNS, holdings_json, holdings_lines, holdings_rows

    found, _ = register_at(mission)
    holdings = holdings_of(found)
    if form is Format.JSON:
        give_json(holdings_json(holdings, found.as_of))
        return
    give_table(COLUMNS, holdings_rows(holdings), form)
    for line in holdings_lines(holdings) if form is Format.TABLE else ():
        give(line)


@commands.command(epilog="Example: rmdiag evidence pack kestoria-2026 -o evidence.zip --include restricted")
def pack(
    mission: MissionPath,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.zip", help="The file to write.")],
    include: Annotated[
        str | None,
        typer.Option(
            metavar="restricted|confidential",
            help="Let restricted evidence enter, or all; public and internal unless given.",
        ),
    ] = None,
) -> None:
    """Pack what may be handed on; restricted only when asked for."""
    from rmdiag.assessment.evidence import held_files
    from rmdiag.assessment.exchange.evidence_pack import pack_of
    from rmdiag.evidence_files import write_pack_at
    from rmdiag.opening import mission_at
    from rmdiag.screens.evidence import pack_lines

    asked = _one_of("--include", include, ("restricted", "confidential"))
    found, _ = mission_at(mission)
    chosen = pack_of(found, held_files(found), asked)
    write_pack_at(output, mission, chosen)
    for line in pack_lines(chosen):
        say(line)
    give(str(output))


def _show(adding: Adding, wish: Wish, mission: Mission) -> None:
    from rmdiag.screens.evidence import added_lines

    for line in added_lines(adding.done, wish, mission):
        give(line)
    show_problems(adding.problems)


def _supported(words: Iterable[str], questionnaire: Questionnaire) -> tuple[str, ...]:
    """Give the ids that files support, each once, or end with the nearest one that there is."""
    from rmdiag.problems import did_you_mean, harmless

    framework = questionnaire.framework
    known = {**framework.indicators, **questionnaire.questions, **framework.metrics}
    ids = [one.strip() for part in words for one in part.split(",") if one.strip()]
    for one in ids:
        if one not in known:
            near = did_you_mean(one, known)
            say(
                harmless(
                    phrase(
                        "--supports: there is nothing called `{id}` to support; {near}see: rmdiag framework show",
                        id=one,
                        near=near,
                    )
                )
            )
            raise Stop(Exit.USAGE)
    if not ids:
        say(phrase("--supports names nothing; write ids of questions, indicators or metrics, such as GOV-01-Q1."))
        raise Stop(Exit.USAGE)
    return tuple(dict.fromkeys(ids))


def _one_of(option: str, word: str | None, known: tuple[str, ...]) -> str | None:
    from rmdiag.problems import did_you_mean, harmless, listed

    if word is None or word in known:
        return word
    near = did_you_mean(word, known)
    say(
        harmless(
            phrase(
                "{option} is `{word}`; {near}write one of {known}.",
                option=option,
                word=word,
                near=near,
                known=listed(known),
            )
        )
    )
    raise Stop(Exit.USAGE)


def _said(words: str | None) -> str | None:
    """Give what was said, None where it is nothing but space."""
    return None if words is None else words.strip() or None


def _day(text: str | None) -> date | None:
    from rmdiag.assessment.asking import FIRST_DATE, LAST_DATE

    day = None if text is None else day_of(text)
    if day is not None and not FIRST_DATE <= day <= LAST_DATE:
        say(
            phrase(
                "{day} is an unlikely day of evidence; write one from {first} to {last}.",
                day=day,
                first=FIRST_DATE,
                last=LAST_DATE,
            )
        )
        raise Stop(Exit.USAGE)
    return day


def _check(wish: Wish, mission: Mission, files: int) -> None:
    """End where what is said cannot stand in the register."""
    trouble = ""
    if files > 1 and (wish.id or wish.title):
        trouble = phrase("--id and --title are for one file; register the files one by one, or leave them out.")
    elif wish.id and not _ID.match(wish.id):
        trouble = phrase("--id: write letters, digits, dots and hyphens, such as E-07.")
    elif wish.id in mission.evidence:
        trouble = phrase("--id: `{id}` is in use; write another one, or leave it out.", id=wish.id)
    elif wish.on and wish.valid_until and wish.valid_until < wish.on:
        trouble = phrase("--valid-until lies before --on.")
    if trouble:
        say(trouble)
        raise Stop(Exit.USAGE)
