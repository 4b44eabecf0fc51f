"""Open what a command works on: frameworks, missions, sheets; end with the problems shown when that cannot be done."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple, Protocol

from rmdiag.problems import Problems, did_you_mean, listed
from rmdiag.questionnaires.files import (
    Wanted,
    check_translations,
    every_document,
    every_extension,
    framework_ids,
    load_for,
    load_questionnaire,
    shipped_at,
)
from rmdiag.terminal import Exit, Stop, say, show_problems
from rmdiag.tongue import phrase, phrases, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rmdiag.assessment.assess import Assessment
    from rmdiag.assessment.mission import Mission
    from rmdiag.assessment.results import MissionScores
    from rmdiag.questionnaires.model import Questionnaire
    from rmdiag.screens.frameworks import Shelf


PLAN_FILE = "plan.yaml"
PROGRAMME_FILE = "programme.yaml"


class HasMission(Protocol):
    """Anything that knows a mission and the framework that it answers."""

    @property
    def mission(self) -> Mission:
        """The mission."""

    @property
    def questionnaire(self) -> Questionnaire:
        """The framework with its questions."""


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
        say(phrases("{count} error; nothing was written.", "{count} errors; nothing was written.", len(errors)))
        raise Stop(Exit.INVALID)


def questionnaire_at(framework: Path | None) -> Questionnaire:
    """Give the standard framework, or the one at a path."""
    problems = Problems()
    questionnaire = load_questionnaire(framework, problems, spoken())
    stop_on_errors(problems)
    if questionnaire is None:
        raise Stop(Exit.INVALID)
    return questionnaire


def questionnaire_with(chosen: str | None, framework: Path | None = None) -> Questionnaire:
    """Give the framework that has a question set, with its extension; the standard one when none is named."""
    problems = Problems()
    known: list[str] = []
    for home in [shipped_at(identity) for identity in framework_ids()] if framework is None else [framework]:
        questionnaire = load_for(home, Wanted(set=chosen or "", language=spoken()), problems)
        stop_on_errors(problems)
        if questionnaire is not None and (chosen is None or chosen in questionnaire.sets):
            return questionnaire
        known += [] if questionnaire is None else questionnaire.sets
    say(
        phrase(
            "There is no set `{chosen}`; {near}write one of {known}.",
            chosen=chosen,
            near=did_you_mean(chosen or "", known),
            known=listed(known),
        )
    )
    raise Stop(Exit.USAGE)


def framework_path(named: Path | None) -> Path | None:
    """Give where a framework lies that is named by its path or id; end when it is a folder of something else."""
    from rmdiag.compendium.files import is_framework

    path, problems = named_path(named), Problems()
    is_framework(path, problems)
    stop_on_errors(problems)
    return path


def named_path(named: Path | None) -> Path | None:
    """Give what is named by its path, or by its id when it comes with rmdiag."""
    if named is None or named.exists():
        return named
    if str(named) in framework_ids():
        return shipped_at(str(named))
    near = did_you_mean(str(named), framework_ids())
    say(
        phrase(
            "There is no framework `{named}`; {near}write a path, or one of {known}.",
            named=named,
            near=near,
            known=listed(framework_ids()),
        )
    )
    raise Stop(Exit.USAGE)


def shelf_at(named: Path | None) -> Shelf:
    """Give a framework with what each of its deep sets brings."""
    from rmdiag.screens.frameworks import Shelf

    path, problems = framework_path(named), Problems()
    base = questionnaire_at(path)
    extended = tuple(every_extension(path, problems))
    stop_on_errors(problems)
    return Shelf(base=base, extended=extended)


def every_shelf() -> tuple[Shelf, ...]:
    """Give all frameworks that come with rmdiag, the standard one first."""
    return tuple(shelf_at(Path(identity)) for identity in framework_ids())


def scores_of(path: Path, framework: Path | None = None, *, on_base: bool = False) -> Scored:
    """Read and score a mission, and no more: findings and plan are left to those who ask for them.

    On base, the mission's overlays are left out.
    """
    from rmdiag.assessment.scoring import score_mission

    mission, questionnaire = mission_at(path, framework)
    questionnaire = (questionnaire.base or questionnaire) if on_base else questionnaire
    return Scored(mission=mission, questionnaire=questionnaire, scores=score_mission(mission, questionnaire))


def assessment_of(path: Path, framework: Path | None = None) -> Assessment:
    """Read and assess a mission."""
    from rmdiag.assessment.assess import assess

    return assess(*mission_at(path, framework))


def reported(path: Path, framework: Path | None, language: str | None) -> Assessment:
    """Read and assess a mission for its report, in a language or in the one that mission.yaml names."""
    from rmdiag.assessment.files import load_mission

    problems = Problems()
    return _told(_sound(path, load_mission(path, problems, framework_path(framework), language), problems), language)


def reported_if_sound(
    path: Path, framework: Path | None, language: str | None, problems: Problems
) -> Assessment | None:
    """Do the same while somebody writes on: errors are noted and not shown, and nothing ends."""
    from rmdiag.assessment.files import load_mission
    from rmdiag.assessment.unattributed import unattributed

    found = load_mission(path, problems, framework_path(framework), language)
    return None if found is None or problems.errors else _told((unattributed(found[0]), found[1]), language)


def _told(found: tuple[Mission, Questionnaire], language: str | None) -> Assessment:
    from dataclasses import replace

    from rmdiag.assessment.assess import assess
    from rmdiag.assessment.originals import in_original

    mission, questionnaire = found
    told = replace(mission, report_language=language or mission.report_language)
    return assess(in_original(told, questionnaire), questionnaire)


def mission_at(path: Path, framework: Path | None = None) -> tuple[Mission, Questionnaire]:
    """Read a mission and the framework that it answers; end with all problems shown when there are errors.

    A framework of one's own is given by its path, or by its id when it comes with rmdiag.
    """
    from rmdiag.assessment.files import load_mission

    problems = Problems()
    return _sound(path, load_mission(path, problems, framework_path(framework), spoken()), problems)


def mission_to_work_on(path: Path, framework: Path | None = None) -> tuple[Mission, Questionnaire]:
    """Read a mission with who said what, even where that may not be told: to compare people, or to write into it.

    Who tells of it keeps to its `attribution`.
    """
    from rmdiag.assessment.files import load_mission

    problems = Problems()
    return _found_sound(path, load_mission(path, problems, framework_path(framework), spoken()), problems)


def round_at(path: Path, framework: Path | None, option: str) -> tuple[Mission, Questionnaire]:
    """Read a round that is to be compared; where its edition is not at hand, say how to bring it."""
    return _round_at(path, framework, option, spoken())


def earlier_round(path: Path, language: str) -> tuple[Mission, Questionnaire]:
    """Read the earlier round of a report, in the language of that report."""
    return _round_at(path, None, None, language)


def _round_at(path: Path, framework: Path | None, option: str | None, language: str) -> tuple[Mission, Questionnaire]:
    """Read a round; what else is wrong under another edition is not shown, as it is only wrong there."""
    from rmdiag.assessment import codes
    from rmdiag.assessment.files import load_mission

    problems = Problems()
    found = load_mission(path, problems, framework_path(framework), language)
    others = [problem for problem in problems if problem.kind in (codes.OTHER_FRAMEWORK, codes.OTHER_EDITION)]
    if others:
        show_problems(others)
        for line in _way_to_the_edition(path, option):
            say(line)
        raise Stop(Exit.INVALID)
    return _sound(path, found, problems)


def _way_to_the_edition(path: Path, option: str | None) -> Iterator[str]:
    """Say where the edition of a round comes from, and the command that then compares; None: where it is to lie."""
    from rmdiag.assessment.choice import choice_of
    from rmdiag.assessment.files import KEPT, open_mission

    files = open_mission(path, Problems())
    choice = choice_of(files) if files is not None else None
    if choice is None or not choice.framework or not choice.edition:
        return
    named = phrase("edition {edition} of {framework}", edition=choice.edition, framework=choice.framework)
    shipped = choice.framework in framework_ids()
    brought = load_questionnaire(shipped_at(choice.framework), Problems()) if shipped else None
    if option is not None and brought is not None and brought.framework.edition == choice.edition:
        yield phrase("rmdiag brings {named}: leave {option} out.", named=named, option=option)
        return
    folder = quote(f"{choice.framework}-{choice.edition}")
    yield phrase(
        "A round is compared as it was rated, so leave {path}/mission.yaml as it is and bring {named}:",
        path=path.name,
        named=named,
    )
    yield _where_from(folder, shipped=shipped)
    kept = quote(str(path / KEPT))
    if option is None:
        yield phrase(
            "  2. keep it with the mission, where it is found by itself: mv {folder} {kept}", folder=folder, kept=kept
        )
        return
    yield phrase("  2. here, compare with: {option} {folder}", option=option, folder=folder)
    yield phrase(
        "     or keep it with the mission, where it is found by itself: mv {folder} {kept}", folder=folder, kept=kept
    )


def _where_from(folder: str, *, shipped: bool) -> str:
    if shipped:
        return phrase(
            "  1. with the release of rmdiag that brought it (CHANGELOG.md names it): rmdiag framework copy {folder}",
            folder=folder,
        )
    return phrase(
        "  1. it is no framework of rmdiag: ask whoever wrote it for its folder, here called {folder}", folder=folder
    )


def _sound(
    path: Path, found: tuple[Mission, Questionnaire] | None, problems: Problems
) -> tuple[Mission, Questionnaire]:
    """Give what may be told of what was read, with a word on warnings and a kept edition; end when there are errors."""
    from rmdiag.assessment.unattributed import unattributed

    mission, questionnaire = _found_sound(path, found, problems)
    return unattributed(mission), questionnaire


def _found_sound(
    path: Path, found: tuple[Mission, Questionnaire] | None, problems: Problems
) -> tuple[Mission, Questionnaire]:
    from rmdiag.assessment.files import KEPT

    stop_on_errors(problems)
    if found is None:
        raise Stop(Exit.INVALID)
    if problems.warnings:
        say(
            phrases(
                "{count} warning; to see them: rmdiag check {path}",
                "{count} warnings; to see them: rmdiag check {path}",
                len(problems.warnings),
                path=quote(str(path)),
            )
        )
    framework = found[1].framework
    if Path(framework.span.file).parent == path / KEPT:
        say(
            phrase(
                "{path} is read under edition {edition} of {framework}, which it keeps in `{folder}/`.",
                path=path.name,
                edition=framework.edition,
                framework=framework.id,
                folder=KEPT,
            )
        )
    return found


def check_framework_at(path: Path | None, problems: Problems) -> None:
    """Note every problem of a framework's form and content."""
    from rmdiag.compendium.checks import check_framework
    from rmdiag.compendium.files import check_files, is_framework
    from rmdiag.questionnaires.checks import check_questionnaire
    from rmdiag.questionnaires.prose_checks import check_content, check_words

    questionnaire = load_questionnaire(path, problems) if is_framework(path, problems) else None
    if questionnaire is None:
        return
    every = (questionnaire, *every_extension(path, problems))
    if all(one.whole and one.framework.whole for one in every):  # what was not read is not what nothing reads
        check_files(path, {d.span.file for one in every for d in one.framework.dimensions}, problems)
    for one in every:
        check_framework(one.framework, problems)
        check_questionnaire(one, problems)
        check_content(one, problems)
    check_words(every_document(path), problems)
    if path is None or path.is_dir():
        check_translations(path, problems)


def check_path(path: Path, problems: Problems, framework: Path | None = None) -> None:
    """Note every problem of a mission, a programme with its missions, or a framework."""
    from rmdiag.assessment import codes
    from rmdiag.assessment.files import load_mission
    from rmdiag.assessment.scoring import score_mission

    if path.name == PROGRAMME_FILE or (path / PROGRAMME_FILE).is_file():
        from rmdiag.gathering import check_programme

        check_programme(path, problems)
        return
    if path.is_file() or (path / "framework.yaml").exists():
        check_framework_at(path, problems)
        return
    found = load_mission(path, problems, framework)
    if found is None:
        return
    mission, questionnaire = found
    scores = score_mission(mission, questionnaire)
    for judgement in scores.stale:
        scored = scores.result.indicators[judgement.indicator]
        computed = scored.computed
        if computed is not None:
            values = {"id": judgement.indicator, "before": judgement.from_level, "level": computed}
            problems.add(codes.STALE_JUDGEMENT, judgement, **values)
        else:
            state = phrase(scored.state.value.replace("_", " "))
            problems.add(codes.JUDGED_UNASSESSED, judgement, id=judgement.indicator, state=state)


def plan_text(path: Path) -> str | None:
    """Give plan.yaml of a mission as it is written, None where there is none."""
    from rmdiag.files import read_document

    file, problems = path / PLAN_FILE, Problems()
    document = read_document(file, str(file), problems) if file.exists() else None
    stop_on_errors(problems)
    return None if document is None else document.text
