"""Load a framework with its questions and sets from the package, a folder or one file.

A compiled copy makes it quick.
"""

from __future__ import annotations

from pathlib import Path

from rmdiag.files import FRAMEWORKS, PACKAGE, QUESTIONS, SETS, compiled, digest, read_document, read_folder, texts_of
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.source import Document

STANDARD = "crm-compendium"
_READERS = ("problems.py", "source.py", "fields.py", "compendium", "questionnaires")


def load_questionnaire(framework: Path | None, problems: Problems) -> Questionnaire | None:
    """Give the standard framework, or the one at a path: a folder with `questions/` and `sets/` in it, or one file.

    Raises OSError when the path cannot be read.
    """
    if framework is None:
        home = FRAMEWORKS / STANDARD
        documents = read_folder(home, f"rmdiag/compendium/{STANDARD}", problems)
        questions = read_folder(QUESTIONS, "rmdiag/questionnaires/questions", problems)
        sets = read_folder(SETS, "rmdiag/questionnaires/sets", problems)
        return _compile(documents, questions, sets, problems)
    if framework.is_dir():
        every = read_folder(framework, str(framework), problems)
        questions = {name: every.pop(name) for name in list(every) if name.startswith("questions/")}
        sets = {name: every.pop(name) for name in list(every) if name.startswith("sets/")}
        return _compile(every, questions, sets, problems)
    document = read_document(framework, str(framework), problems)
    if document is None:
        return None
    only = {"framework.yaml": document}
    return _compile(only, only, {}, problems)


def _compile(
    documents: dict[str, Document], questions: dict[str, Document], sets: dict[str, Document], problems: Problems
) -> Questionnaire | None:
    """Read the documents, or take the copy that was compiled from the same ones.

    A copy is kept of faultless content only.
    """
    found = Problems()

    def build() -> Questionnaire | None:
        from rmdiag.compendium.read import read_framework
        from rmdiag.questionnaires.read import read_questionnaire

        framework = read_framework(documents, found)
        if framework is None:
            return None
        return read_questionnaire(framework, questions.values(), sets.values(), found)

    key = digest([*texts_of(documents), *texts_of(questions), *texts_of(sets), _readers_stamp()])
    questionnaire = compiled(key, build, keep=lambda built: built is not None and not len(found))
    problems.extend(found)
    return questionnaire


def _readers_stamp() -> str:
    """Name the state of the reading code, so that a changed reader never meets a copy made by an older one."""
    roots = [PACKAGE / name for name in _READERS]
    paths = [path for root in roots for path in ([root] if root.is_file() else sorted(root.glob("*.py")))]
    return ";".join(f"{path.name}:{(stat := path.stat()).st_mtime_ns}:{stat.st_size}" for path in paths)
