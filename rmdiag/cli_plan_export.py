"""Parse `rmdiag plan export`: write the adopted plan for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FrameworkOption, MissionPath
from rmdiag.terminal import Exit, Stop, day_of, give, say
from rmdiag.tongue import marked, phrase, phrases

if TYPE_CHECKING:
    from rmdiag.assessment.exchange.calendar import EarlierDates
    from rmdiag.assessment.exchange.outgoing import OutgoingPlan


class PlanFormat(StrEnum):
    """The formats in which a plan leaves, each as its files end."""

    XLSX = "xlsx"
    ICS = "ics"
    XML = "xml"
    CSV = "csv"


commands = typer.Typer()


@commands.command(epilog="Example: rmdiag plan export kestoria-2028 -o plan.ics")
def export(
    mission: MissionPath,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where to write; MISSION/reports/ unless given."),
    ] = None,
    to: Annotated[
        PlanFormat | None,
        typer.Option(help="A workbook, iCalendar, MS Project or CSV; as FILE ends unless given."),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day of the export; today unless given.")] = None,
    previous: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="With ics: the earlier export to go on from; FILE itself unless given."),
    ] = None,
    framework: FrameworkOption = None,
) -> None:
    """Write the adopted plan for calendars, MS Project or spreadsheets."""
    from rmdiag.files import write_whole

    kind, day = to or _kind_of(output), _day_of_export(on)
    if previous is not None and kind is not PlanFormat.ICS:
        say(phrase("--previous is for calendars; leave it out, or write one: --to ics"))
        raise Stop(Exit.USAGE)
    plan = _plan_at(mission, framework, day)
    path = output or mission / "reports" / f"{plan.mission.name}-plan.{kind.value}"
    writers = {PlanFormat.XLSX: _workbook, PlanFormat.XML: _msproject, PlanFormat.CSV: _table}
    content = _calendar(plan, path, previous) if kind is PlanFormat.ICS else writers[kind](plan, path)
    write_whole(path, content)
    give(str(path))


def _kind_of(output: Path | None) -> PlanFormat:
    """Tell the format by how a file ends."""
    if output is None:
        return PlanFormat.XLSX
    ending = output.suffix.removeprefix(".").lower()
    if ending not in list(PlanFormat):
        say(
            phrase(
                "The format of `{output}` does not follow from its name; end it in {list}, or add --to.",
                output=output,
                list=", ".join(f".{one}" for one in PlanFormat),
            )
        )
        raise Stop(Exit.USAGE)
    return PlanFormat(ending)


def _day_of_export(text: str | None) -> date:
    from rmdiag.assessment.asking import FIRST_DATE, LAST_DATE

    day = day_of(text)
    if not FIRST_DATE <= day <= LAST_DATE:
        say(
            phrase(
                "--on: {day} is an unlikely day of an export; write one from {first} to {last}.",
                day=day,
                first=FIRST_DATE,
                last=LAST_DATE,
            )
        )
        raise Stop(Exit.USAGE)
    return day


def _plan_at(mission: Path, framework: Path | None, day: date) -> OutgoingPlan:
    from rmdiag.assessment.exchange.outgoing import OutgoingPlan
    from rmdiag.opening import mission_at

    found, questionnaire = mission_at(mission, framework)
    if not found.actions:
        say(
            phrase(
                "`{mission}` has no adopted actions. To adopt a plan: rmdiag plan adopt {quoted}",
                mission=mission,
                quoted=quote(str(mission)),
            )
        )
        raise Stop(Exit.USAGE)
    return OutgoingPlan(mission=found, framework=questionnaire.framework, on=day)


def _workbook(plan: OutgoingPlan, path: Path) -> bytes:
    """Write the workbook, never over one in which somebody has typed something that the plan may not have yet."""
    from rmdiag.assessment.exchange.importing import is_untouched
    from rmdiag.assessment.exchange.workbook import check_fits, to_workbook
    from rmdiag.opening import stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.questionnaires.exchange.package import MAXIMUM_FILE, is_package

    _refuse_others(path, phrase("a workbook of `rmdiag plan export`"), is_package)
    if path.exists() and path.stat().st_size:
        with path.open("rb") as stream:
            untouched = is_untouched(stream.read(MAXIMUM_FILE + 1))
        if not untouched:
            say(
                phrase(
                    "`{path}` was filled in since it was written, or is another workbook; it is not overwritten.",
                    path=path,
                )
            )
            say(phrase("Bring it in with `rmdiag plan import`, and name another file with -o."))
            raise Stop(Exit.DEVICE)
    problems = Problems()
    check_fits(plan.mission, problems)
    stop_on_errors(problems)
    return to_workbook(plan)


def _msproject(plan: OutgoingPlan, path: Path) -> bytes:
    from rmdiag.assessment.exchange.msproject import is_ours, to_msproject
    from rmdiag.assessment.exchange.schedule import scheduled

    _refuse_others(path, phrase("an MS Project file of `rmdiag plan export`"), is_ours)
    undated = [action.id for action in plan.actions if action.start is None or action.end is None]
    _say_which(marked("Without both dates, and so scheduled by hand in MS Project: {list}."), undated)
    moved = [task.action.id for task in scheduled(plan).moved]
    _say_which(marked("Begin before what they wait for ends, and so are moved by MS Project: {list}."), moved)
    return to_msproject(plan)


def _table(plan: OutgoingPlan, path: Path) -> bytes:
    from rmdiag.assessment.exchange.table import is_ours, to_csv

    _refuse_others(path, phrase("a table of `rmdiag plan export`"), is_ours)
    return to_csv(plan)


def _calendar(plan: OutgoingPlan, path: Path, previous: Path | None) -> bytes:
    """Write the dates after the earlier export, which is the file itself unless another one is named."""
    from rmdiag.assessment.exchange.calendar import is_ours, to_calendar

    _refuse_others(path, phrase("a calendar of `rmdiag plan export`"), is_ours)
    earlier = _earlier(plan, path, Exit.DEVICE) if path.exists() and path.stat().st_size else None
    if previous is not None:
        earlier = _earlier(plan, previous, Exit.USAGE)
    dates = to_calendar(plan, earlier)
    say(
        phrases(
            "{count} event: {new} new, {changed} changed, {same} as before, {gone} cancelled.",
            "{count} events: {new} new, {changed} changed, {same} as before, {gone} cancelled.",
            dates.new + dates.changed + dates.same + dates.gone,
            new=dates.new,
            changed=dates.changed,
            same=dates.same,
            gone=dates.gone,
        )
    )
    undated = [action.id for action in plan.actions if action.start is None and action.end is None]
    _say_which(marked("Without dates, and so not in the calendar: {list}."), undated)
    return dates.content


def _earlier(plan: OutgoingPlan, path: Path, stranger: Exit) -> EarlierDates:
    """Read an earlier export of the same plan; end when it is none, with a code of its own for one of another plan."""
    from rmdiag.assessment.exchange.calendar import read_earlier
    from rmdiag.source import MAXIMUM_BYTES

    with path.open("rb") as stream:
        dates = read_earlier(stream.read(4 * MAXIMUM_BYTES))  # a plan grows when it is written as events
    if dates is None:
        say(
            phrase(
                "`{path}` is no whole calendar of `rmdiag plan export`. Restore it, or name another file.", path=path
            )
        )
        raise Stop(Exit.INVALID)
    if not dates.are_of(plan):
        say(phrase("`{path}` holds the dates of another plan. Name another file.", path=path))
        raise Stop(stranger)
    return dates


def _refuse_others(path: Path, what: str, is_ours: Callable[[bytes], bool]) -> None:
    """End where a file stands that is not an earlier export of the same kind."""
    from rmdiag.files import may_be_replaced

    if not may_be_replaced(path, is_ours):
        say(
            phrase(
                "`{path}` is there already and is not {what}; it is not overwritten. Name another file with -o.",
                path=path,
                what=what,
            )
        )
        raise Stop(Exit.DEVICE)


def _say_which(message: str, actions: Iterable[str]) -> None:
    from rmdiag.problems import harmless, listed

    names = list(actions)
    if names:
        say(phrase(message, list=harmless(listed(names))))
