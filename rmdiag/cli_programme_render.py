"""Parse `rmdiag programme render`: write the report of every round of a programme.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_programme import ProgrammePath, StoreOption
from rmdiag.cli_report import EditionOption, LanguageOption, PublicOption, ToOption, refuse_unknown_language
from rmdiag.reports.formats import ReportFormat
from rmdiag.terminal import Exit, Stop, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.batch import Doing
    from rmdiag.portfolios import Opened
    from rmdiag.reporting import Order

FolderOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="DIR",
        help="A folder with one for each administration; MISSION/reports/ unless given.",
    ),
]
JobsOption = Annotated[int | None, typer.Option(min=1, help="How many at a time; one for each core unless given.")]
SchedulerOption = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="A Dask cluster that does it, such as tcp://host:8786."),
]
AsKeptOption = Annotated[
    bool, typer.Option("--as-kept", help="Refuse rounds that the store does not have as their folder is now.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Write also what has not changed since it was written.")]

commands = typer.Typer()


@commands.command(epilog="Example: rmdiag programme render coast --edition executive")
def render(
    path: ProgrammePath,
    edition: EditionOption = None,
    to: ToOption = None,
    language: LanguageOption = None,
    public: PublicOption = False,
    output: FolderOption = None,
    jobs: JobsOption = None,
    scheduler: SchedulerOption = None,
    as_kept: AsKeptOption = False,
    store: StoreOption = None,
    force: ForceOption = False,
) -> None:
    """Write the report of every round; again: only what is left or has changed."""
    from rmdiag.batch import Batch, write_batch
    from rmdiag.portfolios import programme_at
    from rmdiag.reporting import Order
    from rmdiag.reports.workers import cores

    refuse_unknown_language(language)
    elsewhere = _elsewhere(scheduler, jobs)
    if output is not None and output.exists() and not output.is_dir():
        say(phrase("-o names a folder, and `{path}` is a file.", path=output))
        raise Stop(Exit.USAGE)
    opened = programme_at(path)
    formats = tuple(dict.fromkeys(to or (ReportFormat.PDF,)))
    wish = Order(mission=opened.folder, edition=edition, formats=formats, language=language, public=public)
    orders = _orders(opened, wish, output, _address(opened, store, scheduler) if as_kept else None)
    if not orders:
        say(phrase("programme.yaml names no rounds."))
        return
    code = write_batch(Batch(orders=orders, jobs=jobs or cores(), force=force), elsewhere)
    if code is not Exit.DONE:
        raise Stop(code)


def _elsewhere(scheduler: str | None, jobs: int | None) -> Doing | None:
    if scheduler is None:
        return None
    if jobs is not None:
        say(phrase("--jobs is for this machine; a cluster has as many as it has workers. Leave one of both out."))
        raise Stop(Exit.USAGE)
    from rmdiag.cluster import cluster_at

    return cluster_at(scheduler)


def _address(opened: Opened, option: str | None, scheduler: str | None) -> str:
    """Give where the store lies, as every worker can use it: without a password, and a file by its whole path."""
    from rmdiag.assessment.portfolio.address import NoAddressError, address_of
    from rmdiag.portfolios import address_for

    words = address_for(opened, option)
    try:
        address = address_of(words)
    except NoAddressError:
        return words  # whoever opens it says so
    if address.path is not None:
        return str(Path(address.path).absolute())
    if scheduler is not None and address.password:
        say(phrase("A password does not travel: give each worker PGPASSWORD, and leave it out of the address."))
        raise Stop(Exit.USAGE)
    return words


def _orders(opened: Opened, wish: Order, output: Path | None, address: str | None) -> tuple[Order, ...]:
    """Give an order for each round, in the order of programme.yaml; a folder that is named twice is told once."""
    from dataclasses import replace

    from rmdiag.portfolios import Kept

    found: dict[Path, Order] = {}
    for member in opened.programme.members:
        kept = None if address is None else Kept(address=address, programme=opened.programme.id, member=member.id)
        folder = None if output is None else output / member.id
        for named in member.rounds:
            mission = opened.folder / named
            found.setdefault(mission.resolve(), replace(wish, mission=mission, folder=folder, kept=kept))
    return tuple(found.values())
