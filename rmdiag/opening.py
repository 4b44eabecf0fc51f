"""Open what a command works on: frameworks, missions, sheets; end with the problems shown when that cannot be done."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from rmdiag import __version__
from rmdiag.problems import Problems
from rmdiag.questionnaires.files import load_questionnaire
from rmdiag.terminal import Exit, Stop, counted, progress_of, say, show_problems

if TYPE_CHECKING:
    from rmdiag.assessment.assess import Assessment
    from rmdiag.assessment.mission import Mission
    from rmdiag.assessment.results import MissionScores
    from rmdiag.questionnaires.model import Questionnaire


class Scored(NamedTuple):
    """A mission with its scores, and what it was scored under."""

    mission: Mission
    questionnaire: Questionnaire
    scores: MissionScores


def stop_on_errors(problems: Problems) -> None:
    """Show what must be mended, and end; warnings stop nothing."""
    errors = problems.errors
    if errors:
        show_problems(errors)
        say(f"{counted(len(errors), 'error', 'errors')}; nothing was written.")
        raise Stop(Exit.INVALID)


def questionnaire_at(framework: Path | None) -> Questionnaire:
    """Give the standard framework, or the one at a path."""
    problems = Problems()
    questionnaire = load_questionnaire(framework, problems)
    stop_on_errors(problems)
    if questionnaire is None:
        raise Stop(Exit.INVALID)
    return questionnaire


def scores_of(path: Path) -> Scored:
    """Read and score a mission, and no more: findings and plan are left to those who ask for them."""
    from rmdiag.assessment.scoring import score_mission

    mission, questionnaire = mission_at(path)
    return Scored(mission=mission, questionnaire=questionnaire, scores=score_mission(mission, questionnaire))


def assessment_of(path: Path) -> Assessment:
    """Read and assess a mission."""
    from rmdiag.assessment.assess import assess

    return assess(*mission_at(path))


def mission_at(path: Path) -> tuple[Mission, Questionnaire]:
    """Read a mission and the framework that it answers; end with all problems shown when there are errors."""
    problems = Problems()
    questionnaire = questionnaire_at(None)
    mission = _mission(path, questionnaire, problems)
    stop_on_errors(problems)
    if mission is None:
        raise Stop(Exit.INVALID)
    if problems.warnings:
        say(f"{counted(len(problems.warnings), 'warning', 'warnings')}; to see them: rmdiag check {quote(str(path))}")
    return mission, questionnaire


def check_framework_at(path: Path | None, problems: Problems) -> None:
    """Note every problem of a framework's form and content."""
    from rmdiag.compendium.checks import check_framework
    from rmdiag.questionnaires.checks import check_questionnaire

    questionnaire = load_questionnaire(path, problems)
    if questionnaire is not None:
        check_framework(questionnaire.framework, problems)
        check_questionnaire(questionnaire, problems)


def check_path(path: Path, problems: Problems) -> None:
    """Note every problem of a mission folder, a framework folder or a framework file."""
    from rmdiag.assessment import codes
    from rmdiag.assessment.scoring import score_mission

    if path.is_file() or (path / "framework.yaml").exists():
        check_framework_at(path, problems)
        return
    questionnaire = load_questionnaire(None, problems)
    mission = None if questionnaire is None else _mission(path, questionnaire, problems)
    if mission is None or questionnaire is None:
        return
    scores = score_mission(mission, questionnaire)
    for judgement in scores.stale:
        scored = scores.result.indicators[judgement.indicator]
        computed = scored.computed
        if computed is not None:
            values = {"id": judgement.indicator, "before": judgement.from_level, "level": computed}
            problems.add(codes.STALE_JUDGEMENT, judgement, **values)
        else:
            state = scored.state.value.replace("_", " ")
            problems.add(codes.JUDGED_UNASSESSED, judgement, id=judgement.indicator, state=state)


def write_report(assessment: Assessment, path: Path) -> None:
    """Print the diagnostic report to a file, whole or not at all; where Pango is missing, say how to install it."""
    from rmdiag.doctor import examine
    from rmdiag.files import may_be_replaced, write_whole

    if not may_be_replaced(path):
        say(f"`{path}` is there already and is no PDF; it is not overwritten. Name another file with -o.")
        raise Stop(Exit.DEVICE)
    lacking = [part for part in examine() if part.blocks]
    for part in lacking:
        say(f"{part.name} is missing: {part.meaning} To install it: {part.fix}")
    if lacking:
        raise Stop(Exit.MISSING_PART)
    from rmdiag.reports.diagnostic import Provenance, diagnostic_report
    from rmdiag.reports.render import to_pdf

    with progress_of("weasyprint.progress", "Printing the report"):
        pdf = to_pdf(diagnostic_report(assessment, Provenance(version=__version__)))
    write_whole(path, pdf)


def report_path(assessment: Assessment, folder: Path) -> Path:
    """Say where a report goes unless its user says otherwise."""
    mission = assessment.mission
    return folder / "reports" / f"{mission.name}-diagnostic-{mission.report_language}.pdf"


def _mission(path: Path, questionnaire: Questionnaire, problems: Problems) -> Mission | None:
    from rmdiag.assessment.files import open_mission
    from rmdiag.assessment.read import read_mission

    files = open_mission(path, problems)
    return None if files is None else read_mission(files, questionnaire, problems)
