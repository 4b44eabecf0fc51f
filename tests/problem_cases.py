"""Lay the files of a conformance case over a small sound project, read all of it, and give every problem found."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import yaml

from rmdiag.assessment.files import open_mission
from rmdiag.assessment.read import read_mission
from rmdiag.compendium.checks import check_framework
from rmdiag.compendium.read import read_framework
from rmdiag.files import read_document, read_folder
from rmdiag.problems import Problem, Problems
from rmdiag.questionnaires.checks import check_questionnaire
from rmdiag.questionnaires.leaves import read_leaf_answers
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.questionnaires.read import read_questionnaire

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
    """Read and check framework, questions, sets, mission and instrument of a project."""
    problems = Problems()
    framework = read_framework(read_folder(folder / "framework", "framework", problems), problems)
    if framework is not None:
        check_framework(framework, problems)
        questions = read_folder(folder / "questions", "questions", problems).values()
        sets = read_folder(folder / "sets", "sets", problems).values()
        questionnaire = read_questionnaire(framework, questions, sets, problems)
        check_questionnaire(questionnaire, problems)
        if not problems.errors:
            _read_mission(folder / "mission", questionnaire, problems)
    _read_instrument(folder / "instrument", problems)
    return tuple(problems)


def _read_mission(folder: Path, questionnaire: Questionnaire, problems: Problems) -> None:
    mission = open_mission(folder, problems)
    if mission is not None:
        read_mission(mission, questionnaire, problems)


def _read_instrument(folder: Path, problems: Problems) -> None:
    path = folder / "framework.yaml"
    document = read_document(path, "instrument/framework.yaml", problems)
    instrument = None if document is None else read_framework({"framework.yaml": document}, problems)
    answers = read_document(folder / "answers.yaml", "instrument/answers.yaml", problems)
    if instrument is not None and answers is not None:
        check_framework(instrument, problems)
        read_leaf_answers(answers, instrument.leaves, instrument.id, problems)


def _bytes(content: str | dict[str, str]) -> bytes:
    if isinstance(content, str):
        return content.encode()
    if "bytes" in content:
        return bytes.fromhex(content["bytes"])
    text = content.get("before", "") + content["text"] * int(content["times"]) + content.get("after", "")
    return text.encode()
