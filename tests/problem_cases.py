"""Lay the files of a conformance case over a small sound project, read all of it, and give every problem found."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import yaml

from rmdiag.assessment.choice import choice_of
from rmdiag.assessment.files import open_mission
from rmdiag.assessment.mission import MissionFiles
from rmdiag.assessment.read import read_mission
from rmdiag.compendium.checks import check_framework
from rmdiag.compendium.files import check_files, is_framework
from rmdiag.compendium.read import read_framework
from rmdiag.files import read_document, read_folder
from rmdiag.problems import Problem, Problems
from rmdiag.questionnaires.additions import add_overlay
from rmdiag.questionnaires.checks import check_overlaid, check_questionnaire
from rmdiag.questionnaires.files import Home, check_translations, with_extension
from rmdiag.questionnaires.leaves import read_leaf_answers
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.questionnaires.prose_checks import check_content, check_words
from rmdiag.questionnaires.read import read_questionnaire
from rmdiag.questionnaires.read_additions import read_overlay
from rmdiag.source import Document

CASES = Path(__file__).parent / "conformance" / "problems"
BASE = CASES / "base"
CATALOGUES = ("src", "frm", "qst", "rsp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mistake that somebody can make, and what must be said about it."""

    code: str
    name: str
    files: dict[str, str | dict[str, str]]  # path to its text, to {before, text, times, after} or {bytes}
    change: dict[str, dict[str, str]]  # path to words of the sound file and what stands there instead
    expect: list[dict[str, str]]
    words: str
    over: str = ""  # a folder whose files are laid over the sound project before the case's own


def cases() -> list[Case]:
    """Give the cases of all catalogues in order."""
    found = []
    for catalogue in CATALOGUES:
        text = (CASES / f"{catalogue}.yaml").read_text(encoding="utf-8")
        rows = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # builds texts only: 2026-09-31 stays what it is
        found += [Case(**{"files": {}, "change": {}, "words": "", **row}) for row in rows]
    return found


def lay(case: Case, folder: Path) -> None:
    """Write the sound project with the files of a case over it; a change that hits nothing is a mistake in the case."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    if case.over:
        shutil.copytree(CASES / case.over, folder, dirs_exist_ok=True)
    for inside, content in case.files.items():
        path = folder / inside
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_bytes(content))
    for inside, changes in case.change.items():
        text = (folder / inside).read_text(encoding="utf-8")
        for old, new in changes.items():
            assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times in {inside}"
            text = text.replace(old, new)
        (folder / inside).write_text(text, encoding="utf-8")


def read_all(folder: Path) -> tuple[Problem, ...]:
    """Read and check framework, questions, sets, extensions, mission with its overlays, and instrument of a project.

    Files are named as from inside the project.
    """
    problems = Problems()
    with chdir(folder):
        home = home_here(problems)
        framework = read_framework(home.framework, problems)
        if framework is not None:
            base = read_questionnaire(framework, home.questions.values(), home.sets.values(), problems)
            _check(base, problems)
            for chosen in base.sets.values():
                if chosen.extension is not None:
                    _check(with_extension(home, base, chosen, problems), problems)
            if not problems.errors:
                _read_mission(home, base, problems)
        check_translations(Path("framework"), problems)
        _read_instrument(Path("instrument"), problems)
        _read_authored(Path("authors/framework.yaml"), problems)
        for path in sorted(Path().glob("frameworks/*")):
            if is_framework(path, problems):
                check_files(path, (), problems)
    return tuple(problems)


def home_here(problems: Problems) -> Home:
    """Give the framework of the project in which one stands; its extensions lie inside it, as everywhere."""
    extensions = Path("framework/extensions")
    every = read_folder(Path("framework"), "framework", problems)
    return Home(
        framework={
            name: document for name, document in every.items() if not name.startswith(("extensions/", "languages/"))
        },
        questions=read_folder(Path("questions"), "questions", problems),
        sets=read_folder(Path("sets"), "sets", problems),
        extensions=extensions,
    )


def overlaid(questionnaire: Questionnaire, overlays: Iterable[Document], problems: Problems) -> Questionnaire:
    """Lay overlays over a framework one after the other, and check what comes of it."""
    documents = tuple(overlays)
    laid = questionnaire
    for document in documents:
        overlay = read_overlay(document, laid.framework, problems)
        laid = laid if overlay is None else add_overlay(laid, overlay, problems)
    check_overlaid(laid, {document.name for document in documents}, problems)
    return laid


def _check(questionnaire: Questionnaire, problems: Problems) -> None:
    check_framework(questionnaire.framework, problems)
    check_questionnaire(questionnaire, problems)


def _read_mission(home: Home, base: Questionnaire, problems: Problems) -> None:
    files = open_mission(Path("mission"), problems)
    if files is not None:
        read_mission(files, _as_wanted(home, base, files, problems), problems)


def _as_wanted(home: Home, base: Questionnaire, files: MissionFiles, problems: Problems) -> Questionnaire:
    """Give the framework with what the mission's set and overlays lay over it."""
    choice = choice_of(files)
    extended = with_extension(home, base, base.sets.get(choice.set), problems)
    return overlaid(extended, choice.overlays, problems) if choice.overlays else extended


def _read_instrument(folder: Path, problems: Problems) -> None:
    path = folder / "framework.yaml"
    document = read_document(path, "instrument/framework.yaml", problems)
    instrument = None if document is None else read_framework({"framework.yaml": document}, problems)
    answers = read_document(folder / "answers.yaml", "instrument/answers.yaml", problems)
    if instrument is not None and answers is not None:
        check_framework(instrument, problems)
        read_leaf_answers(answers, instrument.leaves, instrument.id, problems)


def _read_authored(path: Path, problems: Problems) -> None:
    """Read a framework in one file and check what its authors wrote, as `rmdiag framework lint` does."""
    document = read_document(path, "authors/framework.yaml", problems)
    framework = None if document is None else read_framework({"framework.yaml": document}, problems)
    if document is None or framework is None:
        return
    questionnaire = read_questionnaire(framework, [document], [], problems)
    check_framework(framework, problems)
    check_questionnaire(questionnaire, problems)
    check_content(questionnaire, problems)
    check_words([document], problems)


def _bytes(content: str | dict[str, str]) -> bytes:
    if isinstance(content, str):
        return content.encode()
    if "bytes" in content:
        return bytes.fromhex(content["bytes"])
    text = content.get("before", "") + content["text"] * int(content["times"]) + content.get("after", "")
    return text.encode()
