"""Parse `rmdiag agree`: how far respondents agree, what their differences move, who is severe and who lenient.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmdiag.cli_options import FormatOption, FrameworkOption, LayerName, LayerOption
from rmdiag.terminal import Exit, Format, Stop, give, give_json, give_table, say
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rmdiag.assessment.agreement import Case
    from rmdiag.assessment.agreement_coefficients import Bootstrap

commands = typer.Typer()


@commands.command(epilog="Example: rmdiag agree kestoria-2026 --layer self")
def agree(
    missions: Annotated[
        list[Path],
        typer.Argument(metavar="MISSION...", help="Folders of missions, or a folder that holds such; one framework."),
    ],
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Instead, say who is severe and who is lenient, and on what.")
    ] = False,
    key: Annotated[
        str | None,
        typer.Option(metavar="SHEET", help="With --calibration: the sheet that holds the model solution."),
    ] = None,
    questions: Annotated[bool, typer.Option("--questions", help="Show questions instead of indicators.")] = False,
    layer: LayerOption = None,
    seed: Annotated[int, typer.Option(min=0, help="Where the draws for intervals begin; the same gives the same.")] = 1,
    framework: FrameworkOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Say how far respondents agree, and which differences move the result."""
    from rmdiag.assessment.agreement_coefficients import Bootstrap

    if key is not None and not calibration:
        say(phrase("--key is for --calibration. See: rmdiag agree --help"))
        raise Stop(Exit.USAGE)
    cases = _cases(missions, framework, layer)
    if calibration:
        _give_calibration(cases, Bootstrap(seed=seed), key, form)
    else:
        _give_agreement(cases, Bootstrap(seed=seed), form, questions=questions)


def _cases(missions: Sequence[Path], framework: Path | None, layer: LayerName | None) -> tuple[Case, ...]:
    """Open every mission; end when they do not answer one framework."""
    from rmdiag.assessment.agreement import Case, layer_to_compare
    from rmdiag.opening import mission_to_work_on
    from rmdiag.questionnaires.merging import Answers
    from rmdiag.questionnaires.model import Layer

    opened = [mission_to_work_on(path, framework) for path in _folders(missions)]
    answered = {(q.framework.id, q.framework.edition) for _, q in opened}
    if len(answered) > 1:
        names = ", ".join(sorted(f"{name} {edition}" for name, edition in answered))
        say(
            phrase(
                "These missions answer different frameworks or editions: {names}; compare those of one.", names=names
            )
        )
        raise Stop(Exit.USAGE)
    every = Answers(sheets=tuple(sheet for mission, _ in opened for sheet in mission.answers.sheets))
    chosen = layer_to_compare(every) if layer is None else Layer(layer.value)
    return tuple(Case(mission=mission, questionnaire=q, layer=chosen) for mission, q in opened)


def _folders(missions: Sequence[Path]) -> list[Path]:
    """Give the missions themselves, those inside a folder that is none in its place."""
    found: list[Path] = []
    for path in missions:
        inside = sorted(one.parent for one in path.glob("*/mission.yaml")) if path.is_dir() else []
        found += inside if inside and not (path / "mission.yaml").exists() else [path]
    return found


def _give_agreement(cases: Sequence[Case], bootstrap: Bootstrap, form: Format, *, questions: bool) -> None:
    from rmdiag.assessment.agreement import agreement_of
    from rmdiag.assessment.agreement_effects import effects_of, extremes_of
    from rmdiag.screens import agreements as screen

    agreement = agreement_of(cases, bootstrap)
    effects = effects_of(agreement.rated)
    touched = [case for case in cases if any(effect.rated.case is case for effect in effects)]
    extremes = [extremes_of(case, agreement.rated) for case in touched]
    if form is Format.JSON:
        give_json(screen.agreement_json(agreement, effects, extremes))
        return
    if form is Format.CSV:
        give_table(screen.EVERY_COLUMN, screen.every_row(agreement, effects), form)
        return
    if agreement.questions:
        columns = screen.QUESTION_COLUMNS if questions else screen.INDICATOR_COLUMNS
        give_table(columns, screen.agreed_rows(agreement.questions if questions else agreement.indicators), form)
        give("")
    if effects:
        give(phrase("Open divergences, those first that move the result most; levels with the low and the high answer"))
        give_table(screen.DIVERGENCE_COLUMNS, screen.divergence_rows(effects, named=len(cases) > 1), form)
        give("")
    for line in screen.agreement_lines(agreement, effects, extremes):
        give(line)


def _give_calibration(cases: Sequence[Case], bootstrap: Bootstrap, key: str | None, form: Format) -> None:
    from rmdiag.assessment.agreement_calibration import calibration_of
    from rmdiag.assessment.unattributed import NONE
    from rmdiag.problems import did_you_mean, listed
    from rmdiag.screens import calibrations as screen

    sheets = dict.fromkeys(sheet.id for case in cases for sheet in case.sheets)
    if key is not None and key not in sheets:
        told = () if any(case.mission.attribution == NONE for case in cases) else sheets
        known = listed(told) or phrase("the names of their files")
        near = did_you_mean(key, told)
        say(phrase("There is no sheet `{key}`; {near}write one of {known}.", key=key, near=near, known=known))
        raise Stop(Exit.USAGE)
    if len(sheets) - (key is not None) < 2:  # noqa: PLR2004  # nobody is severe alone
        say(phrase("Nobody can be compared: fewer than two sheets stand on this layer beside the key."))
        raise Stop(Exit.USAGE)
    found = calibration_of(cases, bootstrap, key)
    if form is Format.JSON:
        give_json(screen.calibration_json(found))
    elif form is Format.CSV:
        give_table(screen.EVERY_COLUMN, screen.every_row(found), form)
    else:
        give_table(screen.COLUMNS, screen.assessor_rows(found), form)
        give("")
        give(phrase("How far each is from the mean of the others, in levels; below 0 is severe"))
        give_table(screen.indicator_columns(found), screen.indicator_rows(found), form)
        give("")
        for line in screen.calibration_lines(found):
            give(line)
