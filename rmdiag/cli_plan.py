"""Parse `rmdiag plan`: propose a plan.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, NoReturn

import typer

from rmdiag.cli_group import Entry, LateGroup
from rmdiag.cli_options import FormatOption, MissionPath
from rmdiag.terminal import Exit, Format, Stop, give, give_json, give_table, pip_install, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rmdiag.assessment.assess import Assessment
    from rmdiag.assessment.proposal import Chooser, Conflict, Proposal
    from rmdiag.assessment.proposal_raise import Raise


# In the order of `rmdiag plan --help`; each is imported when it is called.
COMMANDS: tuple[Entry, ...] = (
    Entry("propose", "cli_plan:commands", "Order what to do by prerequisites, staff and money."),
    Entry("adopt", "cli_plan_life:commands", "Take a proposal into plan.yaml; what people wrote stays."),
    Entry("status", "cli_plan_life:commands", "Say what is overdue or at risk, and how much is done."),
    Entry("export", "cli_plan_export:commands", "Write the adopted plan for calendars, MS Project or spreadsheets."),
    Entry("import", "cli_plan_import:commands", "Read a workbook of the plan back into plan.yaml."),
)


class _Commands(LateGroup):
    entries = COMMANDS


plan = typer.Typer(
    cls=_Commands,
    help="Propose a plan, adopt it, follow it, hand it on.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
commands = typer.Typer()
_NUMBER = r"[0-9]{1,15}(\.[0-9]{1,6})?"


FromOption = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="The first day; mission.yaml's, or the mission's date, unless given."),
]
CapacityOption = Annotated[
    str | None, typer.Option(metavar="N", help="Person-months that the administration can give in a quarter.")
]
BudgetOption = Annotated[
    str | None, typer.Option(metavar="AMOUNT", help="Money for the whole plan, in the mission's currency.")
]
MustOption = Annotated[
    list[str] | None, typer.Option("--must", metavar="ID", help="A recommendation that must be done; repeatable.")
]
NotOption = Annotated[
    list[str] | None, typer.Option("--not", metavar="ID", help="A recommendation that must not be; repeatable.")
]
TargetOption = Annotated[str | None, typer.Option(metavar="PRESET", help="Another target profile than the mission's.")]


class Asked(NamedTuple):
    """What the command line asks of a plan, as it was typed; what is not given comes from mission.yaml."""

    start: str | None
    capacity: str | None
    budget: str | None
    must: list[str] | None
    dropped: list[str] | None


@commands.command(epilog="Example: rmdiag plan propose kestoria-2026 --from 2027-01-01 --capacity 12 --budget 2000000")
def propose(
    mission: MissionPath,
    start: FromOption = None,
    capacity: CapacityOption = None,
    budget: BudgetOption = None,
    must: MustOption = None,
    dropped: NotOption = None,
    target: TargetOption = None,
    raised: Annotated[
        list[str] | None,
        typer.Option("--raise", metavar="DIM", help="Price one more level of a dimension."),
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Order what to do by prerequisites, staff and money."""
    from rmdiag.assessment.proposal_raise import price_of_raise

    proposal = proposal_of(mission, Asked(start, capacity, budget, must, dropped), target)
    framework = proposal.assessment.questionnaire.framework
    dimensions = _known("--raise", raised, [one.id for one in framework.dimensions])
    _give(proposal, [price_of_raise(proposal.assessment, one, proposal.wish.dropped) for one in dimensions], form)


def proposal_of(mission: Path, asked: Asked, target: str | None) -> Proposal:
    """Propose a plan that keeps to what is asked, or end with what is in its way."""
    from rmdiag.assessment.proposal import Conflict
    from rmdiag.assessment.proposal_make import propose as proposal_for

    staff, money = _number("--capacity", asked.capacity), _number("--budget", asked.budget)
    assessment = _assessed(mission, target)
    framework, wish = assessment.questionnaire.framework, assessment.mission.plan_wish
    wish = replace(
        wish,
        start=_first_day(asked.start, wish.start),
        capacity=staff or wish.capacity,
        budget=wish.budget if money is None else money,
        must=_known("--must", asked.must, framework.recommendations) if asked.must else wish.must,
        dropped=_known("--not", asked.dropped, framework.recommendations) if asked.dropped else wish.dropped,
    )
    proposal = proposal_for(assessment, wish, _chooser(needed=wish.budget is not None))
    if isinstance(proposal, Conflict):
        _refuse(proposal, assessment)
    return proposal


def _assessed(path: Path, target: str | None) -> Assessment:
    """Assess a mission against its own targets, or against another preset; levels of single indicators stay."""
    from rmdiag.assessment.assess import assess
    from rmdiag.opening import mission_at

    mission, questionnaire = mission_at(path)
    if target is not None:
        (preset,) = _known("--target", [target], questionnaire.framework.targets)
        if preset != mission.targets.preset:  # what was agreed was another profile
            mission = replace(mission, targets=replace(mission.targets, preset=preset, agreed_on=None, agreed_by=None))
    return assess(mission, questionnaire)


def _known(option: str, given: Sequence[str] | None, known: Iterable[str]) -> tuple[str, ...]:
    """Give ids that exist, each once; end with the nearest ones named when one does not."""
    from rmdiag.problems import did_you_mean, listed

    ids = {identity.casefold(): identity for identity in known}
    for one in given or ():
        if one.casefold() not in ids:
            near = did_you_mean(one, ids.values())
            say(
                phrase(
                    "{option}: there is no `{id}`; {near}write one of {list}.",
                    option=option,
                    id=one,
                    near=near,
                    list=listed(ids.values()),
                )
            )
            raise Stop(Exit.USAGE)
    return tuple(dict.fromkeys(ids[one.casefold()] for one in given or ()))


def _number(option: str, text: str | None) -> Fraction | None:
    if text is None:
        return None
    if re.fullmatch(_NUMBER, text, flags=re.ASCII) is None:
        say(
            phrase(
                "{option} is `{text}`; write a number of 0 or more in digits, such as 12 or 2000000,"
                " with a point: 4.5.",
                option=option,
                text=text,
            )
        )
        raise Stop(Exit.USAGE)
    number = Fraction(text)
    if option == "--capacity" and not number:
        say(phrase("--capacity is 0, and a plan needs staff; write the person-months of a quarter, such as 12."))
        raise Stop(Exit.USAGE)
    return number


def _first_day(text: str | None, asked: date) -> date:
    from rmdiag.assessment.asking import FIRST_DATE, LAST_DATE

    if text is None:
        return asked
    try:
        day = date.fromisoformat(text)
    except ValueError:
        say(phrase("--from: `{text}` is not a date; write year-month-day, such as 2027-01-01.", text=text))
        raise Stop(Exit.USAGE) from None
    if not FIRST_DATE <= day <= LAST_DATE:
        say(
            phrase(
                "--from: {day} is an unlikely first day; write one from {first} to {last}.",
                day=day,
                first=FIRST_DATE,
                last=LAST_DATE,
            )
        )
        raise Stop(Exit.USAGE)
    return day


def _chooser(*, needed: bool) -> Chooser:
    """Give the exact way to choose, or the greedy one where no solver is installed, after saying so."""
    from rmdiag.assessment.planned import chooser_here
    from rmdiag.assessment.proposal import Choice

    chooser = chooser_here(needed=needed)
    if needed and chooser.choice is Choice.GREEDY:
        say(phrase("The solver for exact choices is not installed; steps are chosen greedily, by priority per cost."))
        say(phrase("To install it: {command}", command=pip_install("highspy>=1.11")))
    return chooser


def _refuse(conflict: Conflict, assessment: Assessment) -> NoReturn:
    """Say what contradicts what, and end."""
    from rmdiag.assessment.proposal import Clash
    from rmdiag.screens.conflicts import conflict_words

    say(conflict_words(conflict, assessment))
    codes = {Clash.CIRCLE: Exit.INVALID, Clash.NO_AMOUNT: Exit.USAGE}
    raise Stop(codes.get(conflict.clash, Exit.CONFLICTS))


def _give(proposal: Proposal, raises: Sequence[Raise], form: Format) -> None:
    from rmdiag.assessment.proposal_json import proposal_json
    from rmdiag.screens import proposals

    if form is Format.JSON:
        give_json(proposal_json(proposal, raises))
        return
    if form is Format.CSV:
        give_table(proposals.PLAN_CSV_COLUMNS, proposals.plan_csv_rows(proposal), form)
        return
    if proposal.steps:
        give_table(proposals.PLAN_COLUMNS, proposals.plan_rows(proposal), form)
        give("")
        give_table(proposals.outcome_columns(proposal), proposals.outcome_rows(proposal), form)
        give("")
    for line in proposals.plan_lines(proposal):
        give(line)
    for one in raises:
        give(proposals.raise_line(one, proposal))
