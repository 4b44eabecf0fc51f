"""Open what a command works on: frameworks, missions, sheets; end with the problems shown when that cannot be done."""

from __future__ import annotations

from pathlib import Path

from rmdiag.assessment import codes
from rmdiag.assessment.assess import Assessment, assess
from rmdiag.assessment.files import open_mission
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.read import read_mission
from rmdiag.files import write_whole
from rmdiag.problems import Problems
from rmdiag.questionnaires.files import load_questionnaire
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.terminal import Exit, Stop, counted, say, show_problems


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


def assessment_of(path: Path) -> Assessment:
    """Read and assess a mission."""
    problems = Problems()
    questionnaire = questionnaire_at(None)
    mission = _mission(path, questionnaire, problems)
    stop_on_errors(problems)
    if mission is None:
        raise Stop(Exit.INVALID)
    if problems.warnings:
        say(f"{counted(len(problems.warnings), 'warning', 'warnings')}; to see them: rmdiag check {path}")
    return assess(mission, questionnaire)


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
    if path.is_file() or (path / "framework.yaml").exists():
        check_framework_at(path, problems)
        return
    questionnaire = load_questionnaire(None, problems)
    mission = None if questionnaire is None else _mission(path, questionnaire, problems)
    if mission is None or questionnaire is None:
        return
    assessment = assess(mission, questionnaire)
    for judgement in assessment.scores.stale:
        computed = assessment.scores.result.indicators[judgement.indicator].computed
        if computed is not None:
            values = {"id": judgement.indicator, "before": judgement.from_level, "level": computed}
            problems.add(codes.STALE_JUDGEMENT, judgement, **values)
        else:
            problems.add(codes.JUDGED_UNASSESSED, judgement, id=judgement.indicator)


def write_report(assessment: Assessment, path: Path) -> None:
    """Print the diagnostic report to a file, whole or not at all; where Pango is missing, say how to install it."""
    from rmdiag.doctor import examine

    lacking = [part for part in examine() if part.blocks]
    for part in lacking:
        say(f"{part.name} is missing: {part.meaning} To install it: {part.fix}")
    if lacking:
        raise Stop(Exit.MISSING_PART)
    from rmdiag.reports.editions.diagnostic import diagnostic_report
    from rmdiag.reports.provenance import provenance_of
    from rmdiag.reports.render import to_pdf

    write_whole(path, to_pdf(diagnostic_report(assessment, provenance_of(assessment))))


def report_path(assessment: Assessment, folder: Path) -> Path:
    """Say where a report goes unless its user says otherwise."""
    mission = assessment.mission
    return folder / "reports" / f"{mission.name}-diagnostic-{mission.report_language}.pdf"


def _mission(path: Path, questionnaire: Questionnaire, problems: Problems) -> Mission | None:
    files = open_mission(path, problems)
    return None if files is None else read_mission(files, questionnaire, problems)
