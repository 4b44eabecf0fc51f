"""Parse `rmdiag programme`: begin a programme, bring rounds in, take them out, see how each administration stands.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_group import Entry, LateGroup
from rmdiag.cli_options import FormatOption
from rmdiag.terminal import Exit, Format, Stop, bar_of, day_of, give, give_json, give_table, say, show_problems
from rmdiag.tongue import phrase, phrases, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rmdiag.assessment.portfolio.arriving import Arrival, Arrivals
    from rmdiag.assessment.portfolio.model import Member, Portfolio
    from rmdiag.assessment.portfolio.store import Outcome
    from rmdiag.portfolios import Opened

# In the order of `rmdiag programme --help`; each is imported when it is called.
COMMANDS: tuple[Entry, ...] = (
    Entry("new", "cli_programme:commands", "Begin a programme: lay down programme.yaml."),
    Entry("add", "cli_programme:commands", "Bring rounds in from mission folders."),
    Entry("remove", "cli_programme:commands", "Take rounds out; what was kept of them stays on record."),
    Entry("status", "cli_programme:commands", "Show how each administration stands; no ranking."),
    Entry("compare", "cli_programme_ask:commands", "Show what moved, common gaps, groups and plans; no ranking."),
    Entry("match", "cli_programme_ask:commands", "Propose study visits and workshops: who can help whom, and why."),
    Entry("export", "cli_programme_ask:commands", "Write every table as files; what leaves the team is recorded."),
    Entry("rebuild", "cli_programme:commands", "Bring every round in anew."),
    Entry("report", "cli_programme_report:commands", "Write the portfolio report, or a dashboard."),
    Entry(
        "render",
        "cli_programme_render:commands",
        "Write the report of every round; again: only what is left or has changed.",
    ),
)


class _Commands(LateGroup):
    entries = COMMANDS


programme = typer.Typer(
    cls=_Commands,
    help="Follow many administrations over many rounds.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands = typer.Typer()


ProgrammePath = Annotated[Path, typer.Argument(metavar="PROGRAMME", help="The folder of a programme.")]
StoreOption = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="A file, or postgresql://user@host/database; RMDIAG_STORE, or programme.sqlite beside programme.yaml,"
        " unless given.",
    ),
]
ByOption = Annotated[str | None, typer.Option("--by", metavar="WHO", help="Who does this, for the record.")]


@commands.command(epilog='Example: rmdiag programme new coast --title "Coast programme"')
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder without a programme.yaml.")],
    title: Annotated[str, typer.Option(help="The title of the programme, as printed.")],
    identity: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="A short id; the folder’s name unless given.")
    ] = None,
) -> None:
    """Begin a programme: lay down programme.yaml."""
    from rmdiag.assessment.portfolio.blank import blank_programme
    from rmdiag.assessment.portfolio.read_programme import is_an_id
    from rmdiag.files import write_whole
    from rmdiag.opening import PROGRAMME_FILE

    named, file = identity or folder.resolve().name, folder / PROGRAMME_FILE
    if not is_an_id(named):
        say(phrase("`{id}` cannot be an id; write one of letters, digits and hyphens with --id.", id=named))
        raise Stop(Exit.USAGE)
    if not title.strip():
        say(phrase("A programme has a title; write it behind --title."))
        raise Stop(Exit.USAGE)
    if file.exists():
        say(phrase("{file} is there already and is left as it is.", file=file))
        raise Stop(Exit.USAGE)
    write_whole(file, blank_programme(named, title.strip(), spoken()).encode())
    give(str(file))
    say(
        phrase(
            "Name its administrations and their rounds in {file}, then: rmdiag programme add {quoted}",
            file=file,
            quoted=quote(str(folder)),
        )
    )


@commands.command(epilog="Example: rmdiag programme add coast kestoria ../kestoria-2028")
def add(
    path: ProgrammePath,
    member: Annotated[
        str | None, typer.Argument(metavar="[MEMBER]", help="One administration; all unless given.")
    ] = None,
    rounds: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ROUND]...", help="Some of its rounds, as programme.yaml names them."),
    ] = None,
    store: StoreOption = None,
    by: ByOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Bring rounds in from mission folders."""
    from rmdiag.portfolios import programme_at, store_of

    opened = programme_at(path)
    members = opened.programme.members if member is None else (_member(opened, member),)
    with store_of(opened, store, write=True, by=by) as kept:
        gathered = _gathered(members, rounds or (), opened, kept.portfolio(opened.programme))
        arrivals = [arrival for one in gathered for arrival in one.arrivals]
        outcomes = kept.add_all(opened.programme.id, arrivals)
    _show_added(arrivals, outcomes, form)
    _show_notes(gathered)


@commands.command(epilog="Example: rmdiag programme remove coast kestoria 2026")
def remove(
    path: ProgrammePath,
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="The administration.")],
    rounds: Annotated[list[str], typer.Argument(metavar="ROUND...", help="Its rounds, by their name.")],
    store: StoreOption = None,
    by: ByOption = None,
) -> None:
    """Take rounds out; what was kept of them stays on record."""
    from rmdiag.portfolios import programme_at, store_of
    from rmdiag.problems import did_you_mean

    opened = programme_at(path)
    with store_of(opened, store, write=True, by=by) as kept:
        there = {one.snapshot.round for one in kept.portfolio(opened.programme).rounds.get(member, ())}
        unknown = [name for name in rounds if name not in there]
        for name in unknown:
            near = did_you_mean(name, there)
            say(phrase("{member} has no round `{round}` in the store; {near}", member=member, round=name, near=near))
        if unknown:
            raise Stop(Exit.USAGE)
        gone = kept.remove(opened.programme.id, member, rounds)
    give(phrases("{count} round was taken out.", "{count} rounds were taken out.", len(gone)))
    say(phrase("Take their folders out of programme.yaml too, or the next `rmdiag programme add` brings them back."))


@commands.command(epilog="Example: rmdiag programme status coast --format csv")
def status(
    path: ProgrammePath,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day for what is overdue; today unless given."),
    ] = None,
    store: StoreOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show how each administration stands; no ranking."""
    from rmdiag.assessment.portfolio.status import status_of
    from rmdiag.portfolios import portfolio_of
    from rmdiag.screens import programmes as screen
    from rmdiag.screens.programme_notes import day_line

    day = day_of(on)
    with portfolio_of(path, store) as portfolio:
        statuses = status_of(portfolio, day)
    if form is Format.JSON:
        give_json(screen.status_json(portfolio.programme, statuses, day.isoformat()))
        return
    give_table(screen.COLUMNS, screen.status_rows(statuses), form)
    for line in screen.status_lines(portfolio.programme, statuses):
        say(line)
    say(day_line(day))


@commands.command(epilog="Example: rmdiag programme rebuild coast")
def rebuild(path: ProgrammePath, store: StoreOption = None, by: ByOption = None) -> None:
    """Bring every round in anew."""
    from rmdiag.assessment.portfolio.model import Portfolio
    from rmdiag.portfolios import programme_at, store_of

    opened = programme_at(path)
    members = opened.programme.members
    with store_of(opened, store, write=True, by=by) as kept:
        gathered = _gathered(members, (), opened, Portfolio(programme=opened.programme))
        arrivals = [arrival for one in gathered for arrival in one.arrivals]
        outcomes, gone = kept.rebuild(opened.programme.id, arrivals)
    _show_added(arrivals, outcomes, Format.TABLE)
    if gone:
        say(
            phrases(
                "{count} round without a folder was taken out.",
                "{count} rounds without a folder were taken out.",
                gone,
            )
        )
    _show_notes(gathered)


def _member(opened: Opened, named: str) -> Member:
    """Give an administration by its id; end with the nearest one named when there is none."""
    from rmdiag.problems import did_you_mean, listed

    member = opened.programme.member(named)
    if member is None:
        known = [one.id for one in opened.programme.members]
        near = did_you_mean(named, known)
        say(
            phrase(
                "There is no administration `{named}` in the programme; {near}write one of {known}.",
                named=named,
                near=near,
                known=listed(known, 20),
            )
        )
        raise Stop(Exit.USAGE)
    return member


def _gathered(
    members: Sequence[Member], words: Sequence[str], opened: Opened, portfolio: Portfolio
) -> tuple[Arrivals, ...]:
    """Read and score the rounds of administrations, one after the other; end when one of them has errors."""
    from rmdiag.assessment.portfolio.arriving import arrivals_of
    from rmdiag.gathering import chosen_of, rounds_of
    from rmdiag.problems import Problems

    problems, gathered = Problems(), []
    with bar_of(phrase("Reading rounds"), len(members)) as advance:
        for member in members:
            brought = rounds_of(opened, member, problems)
            if not problems.errors:
                gathered.append(arrivals_of(member.id, brought, chosen_of(member, brought, words), portfolio))
            advance()
    show_problems(problems)
    if problems.errors:
        say(phrase("Nothing was added. Mend this, or add one administration: rmdiag programme add PROGRAMME MEMBER"))
        raise Stop(Exit.INVALID)
    return tuple(gathered)


def _show_added(arrivals: Sequence[Arrival], outcomes: Sequence[Outcome], form: Format) -> None:
    from rmdiag.screens.programmes import ADDED_COLUMNS, outcome_words

    rows = [
        (one.member, one.snapshot.round, one.snapshot.as_of.isoformat(), outcome_words(outcome))
        for one, outcome in zip(arrivals, outcomes, strict=True)
    ]
    if rows or form is not Format.TABLE:
        give_table(ADDED_COLUMNS, rows, form)
    else:
        say(phrase("programme.yaml names no rounds."))


def _show_notes(gathered: Sequence[Arrivals]) -> None:
    from rmdiag.screens.programmes import note_line

    for one in gathered:
        for note in one.notes:
            say(note_line(note))
