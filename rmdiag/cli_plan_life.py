"""Parse `rmdiag plan adopt` and `rmdiag plan status`: take a proposal into plan.yaml, and say how the plan stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption, MissionPath, StrictOption
from rmdiag.cli_plan import (
    Asked,
    BudgetOption,
    CapacityOption,
    FromOption,
    MustOption,
    NotOption,
    TargetOption,
    proposal_of,
)
from rmdiag.terminal import Exit, Format, Stop, day_of, give, give_json, give_table, say, say_written
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.assessment.plan_status import PlanStatus


commands = typer.Typer()


@commands.command(epilog="Example: rmdiag plan adopt kestoria-2026 --from 2027-01-01 --capacity 12")
def adopt(
    mission: MissionPath,
    start: FromOption = None,
    capacity: CapacityOption = None,
    budget: BudgetOption = None,
    must: MustOption = None,
    dropped: NotOption = None,
    target: TargetOption = None,
    favour: Annotated[
        str, typer.Option(metavar="plan|proposal", help="Whose value is taken where both have changed it.")
    ] = "plan",
    prune: Annotated[
        bool, typer.Option("--prune", help="Take out what is proposed no more and nobody has touched.")
    ] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    form: FormatOption = Format.TABLE,
) -> None:
    """Take a proposal into plan.yaml; what people wrote stays."""
    from rmdiag.assessment.plan_adopt import adopt as adoption_of
    from rmdiag.assessment.plan_merge import Favour
    from rmdiag.opening import plan_text
    from rmdiag.recording import Revision, revise_plan
    from rmdiag.screens.plan_adoptions import COLUMNS, adoption_lines, adoption_rows

    if favour not in ("plan", "proposal"):
        say(phrase("--favour is `{favour}`; write plan or proposal.", favour=favour))
        raise Stop(Exit.USAGE)
    proposal = proposal_of(mission, Asked(start, capacity, budget, must, dropped), target)
    side = Favour.PLAN if favour == "plan" else Favour.OTHER
    adoption = adoption_of(proposal, plan_text(mission), side, prune=prune)
    written = revise_plan(
        mission, proposal.assessment, Revision(command="plan adopt", rewriting=adoption.rewriting, dry=dry)
    )
    rows = adoption_rows(adoption)
    if rows or form is not Format.TABLE:
        give_table(COLUMNS, rows, form)
    for line in adoption_lines(adoption):
        say(line)
    say_written(written, dry=dry)
    if adoption.merged.clashes:
        raise Stop(Exit.CONFLICTS)


@commands.command(epilog="Example: rmdiag plan status kestoria-2028 --on 2028-12-31")
def status(
    mission: MissionPath,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day; today unless given.")] = None,
    owners: Annotated[bool, typer.Option("--owners", help="Show who owes what instead of the actions.")] = False,
    form: FormatOption = Format.TABLE,
    strict: StrictOption = False,
) -> None:
    """Say what is overdue or at risk, and how much is done."""
    from rmdiag.assessment.plan_status import status_of
    from rmdiag.opening import mission_at
    from rmdiag.screens.plan_statuses import status_json

    read, _ = mission_at(mission)
    if not read.actions:
        say(phrase("{mission} has no plan yet. Adopt one with: rmdiag plan adopt {mission}", mission=mission))
        raise Stop(Exit.USAGE)
    found = status_of(read.actions, day_of(on))
    if form is Format.JSON:
        give_json(status_json(found, read.currency))
    else:
        _show(found, read.currency, (form, owners))
    if strict and found.overdue:
        raise Stop(Exit.FINDINGS)


def _show(found: PlanStatus, currency: str | None, how: tuple[Format, bool]) -> None:
    from rmdiag.screens.plan_statuses import COLUMNS, OWNER_COLUMNS, owner_rows, status_lines, status_rows

    form, by_owner = how
    columns, rows = (OWNER_COLUMNS, owner_rows(found)) if by_owner else (COLUMNS, status_rows(found))
    give_table(columns, rows, form)
    if form is Format.TABLE:
        give("")
        for line in status_lines(found, currency):
            give(line)
