"""Parse `rmdiag what-if` and `rmdiag certainty`: questions of a debrief, answered without writing anything.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption, MissionPath
from rmdiag.terminal import Exit, Format, Stop, give, give_json, give_table, say, show_problems
from rmdiag.tongue import marked, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rmdiag.assessment.whatif import Pair
    from rmdiag.compendium.model import Framework

commands = typer.Typer()
MOST_DRAWS = 100_000
_EXAMPLES = {
    "--answer": ("ID=VALUE", "--answer GOV-01-Q1=yes"),
    "--not-applicable": ("ID=REASON", marked('--not-applicable TRT-05-Q1="No scanner is used"')),
}


@commands.command(
    name="what-if", epilog="Example: rmdiag what-if kestoria-2026 --done PER-02-R1 --answer GOV-05-Q1=yes"
)
def what_if(
    mission: MissionPath,
    done: Annotated[
        list[str] | None,
        typer.Option("--done", metavar="REC", help="A recommendation that is carried out; give it again for more."),
    ] = None,
    answer: Annotated[
        list[str] | None,
        typer.Option("--answer", metavar="ID=VALUE", help="What a question would be answered, as a sheet has it."),
    ] = None,
    not_applicable: Annotated[
        list[str] | None,
        typer.Option("--not-applicable", metavar="ID=REASON", help="A question that would not apply, and why."),
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show the profile that would result, beside today's; write nothing."""
    from rmdiag.assessment import whatif
    from rmdiag.opening import scores_of, stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.screens.whatif import what_if_lines, what_if_screen

    if not (done or answer or not_applicable):
        say(phrase("Say what to suppose: --done REC, --answer ID=VALUE or --not-applicable ID=REASON."))
        raise Stop(Exit.USAGE)
    answers, excuses = _pairs("--answer", answer or ()), _pairs("--not-applicable", not_applicable or ())
    scored = scores_of(mission)
    framework, problems = scored.questionnaire.framework, Problems()
    _stop_on_unknown(framework, done or ())
    said = whatif.read_said(scored.questionnaire, answers, excuses, problems)
    stop_on_errors(problems)
    show_problems(problems.warnings)
    wish = whatif.Wish(done=tuple(done or ()), said=said)
    outcome = whatif.what_if(scored.mission, scored.questionnaire, scored.scores.result, wish)
    screen = what_if_screen(framework, outcome)
    if form is Format.JSON:
        give_json(screen.json)
    else:
        give_table(screen.columns, screen.rows, form)
    for line in what_if_lines(scored.mission.administration, outcome):
        say(line)


@commands.command(epilog="Example: rmdiag certainty kestoria-2026 --draws 20000")
def certainty(
    mission: MissionPath,
    draws: Annotated[
        int, typer.Option("--draws", min=100, max=MOST_DRAWS, help="How often weights are drawn.")
    ] = 10_000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same draws.")] = 1,
    form: FormatOption = Format.TABLE,
) -> None:
    """Say how sure the result is: what weights decide, which answer moves it most, signs of optimism."""
    from rmdiag.assessment.certainty import Simulation, certainty_of
    from rmdiag.assessment.optimism import find_optimism
    from rmdiag.opening import scores_of
    from rmdiag.screens import certainty as screen

    scored = scores_of(mission)
    result = scored.scores.result
    found = certainty_of(scored.mission, scored.questionnaire, result, Simulation(draws=draws, seed=seed))
    signs = find_optimism(scored.mission, scored.questionnaire, scored.scores)
    if form is Format.JSON:
        give_json(screen.certainty_json(found, signs))
    elif form is Format.CSV:
        give_table(screen.EVERY_COLUMN, screen.every_row(found), form)
    else:
        for line in (*screen.certainty_lines(found, result.overall), *screen.sign_lines(signs)):
            give(line)
        for columns, rows in (
            (screen.RANK_COLUMNS, screen.rank_rows(found)),
            (screen.INFLUENCE_COLUMNS, screen.influence_rows(found)),
        ):
            if rows:
                give("")
                give_table(columns, rows, form)


def _pairs(option: str, given: Iterable[str]) -> list[Pair]:
    """Part each `ID=VALUE` at its first sign of equality."""
    pairs = []
    for words in given:
        identity, sign, value = words.partition("=")
        form, example = _EXAMPLES[option]
        if not (sign and identity.strip() and value.strip()):
            say(
                phrase(
                    "`{words}` after {option} is not {form}; write for instance {example}",
                    words=words,
                    option=option,
                    form=form,
                    example=phrase(example),
                )
            )
            raise Stop(Exit.USAGE)
        pairs.append((identity.strip(), value.strip()))
    return pairs


def _stop_on_unknown(framework: Framework, done: Iterable[str]) -> None:
    from rmdiag.problems import did_you_mean

    unknown = [name for name in done if name not in framework.recommendations]
    for name in unknown:
        near = did_you_mean(name, framework.recommendations)
        say(
            phrase(
                "`{name}` is not a recommendation of {framework}; {near}see: rmdiag gaps MISSION --sets",
                name=name,
                framework=framework.id,
                near=near,
            )
        )
    if unknown:
        raise Stop(Exit.USAGE)
