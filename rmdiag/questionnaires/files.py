"""Load a framework with its questions and sets from the package, a folder or one file, and what is laid over it.

A compiled copy makes it quick.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from rmdiag.compendium.translation import FOLDER as TRANSLATIONS
from rmdiag.compendium.translation import check_translation, in_language, prose_of, read_translation
from rmdiag.files import (
    EXTENSIONS,
    FRAMEWORKS,
    PACKAGE,
    QUESTIONS,
    SETS,
    compiled,
    digest,
    read_document,
    read_folder,
    texts_of,
    write_whole,
)
from rmdiag.problems import Problems, did_you_mean
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.model import Questionnaire, QuestionSet
from rmdiag.source import Document

STANDARD = "crm-compendium"
ENGLISH = "en"
_READERS = ("values.py", "problems.py", "source.py", "splice.py", "fields.py", "compendium", "questionnaires")
_MAIN = "framework.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a framework lies: its own documents, its questions and sets, and the folder of its extensions."""

    framework: Mapping[str, Document]
    questions: Mapping[str, Document]
    sets: Mapping[str, Document]
    extensions: Path | None = None
    language: str = ENGLISH

    @property
    def texts(self) -> Iterator[str]:
        """Everything that is read of the framework itself, with its place: a copy elsewhere has problems of its own."""
        yield self.language
        for documents in (self.framework, self.questions, self.sets):
            for document in documents.values():
                yield document.name
            yield from texts_of(documents)

    @property
    def content(self) -> Iterator[str]:
        """What is read of the framework, wherever it lies: the same in every copy of the same edition."""
        for documents in (self.framework, self.questions, self.sets):
            yield from texts_of(documents)


def framework_ids() -> tuple[str, ...]:
    """Give the ids of the frameworks that come with rmdiag, the standard one first."""
    others = sorted(path.parent.name for path in FRAMEWORKS.glob(f"*/{_MAIN}"))
    return (STANDARD, *(identity for identity in others if identity != STANDARD))


def load_questionnaire(framework: Path | None, problems: Problems, language: str = ENGLISH) -> Questionnaire | None:
    """Give the standard framework, or the one at a path: a folder with `questions/` and `sets/` in it, or one file.

    Raises OSError when the path cannot be read.
    """
    home = home_of(framework, problems, language)
    return None if home is None else _base(home, problems)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a framework is wanted: with the extension of a set, with overlays, in a language."""

    set: str = ""
    overlays: tuple[Document, ...] = ()
    language: str = ENGLISH


def load_for(framework: Path | None, wanted: Wanted, problems: Problems) -> Questionnaire | None:
    """Give a framework as one mission wants it."""
    home = home_of(framework, problems, wanted.language)
    base = None if home is None else _base(home, problems)
    if home is None or base is None:
        return base
    extended = with_extension(home, base, base.sets.get(wanted.set), problems)
    whole = _with_overlays(home, extended, wanted.overlays, problems)
    return replace(whole, checksum=digest([*home.content, *_extension_texts(home, extended)]))


def every_extension(framework: Path | None, problems: Problems) -> Iterator[Questionnaire]:
    """Give the questionnaire of each deep set of a framework, for those who check them all."""
    home = home_of(framework, problems)
    base = None if home is None else _base(home, Problems())
    if home is not None and base is not None:
        for chosen in base.sets.values():
            if chosen.extension is not None:
                yield with_extension(home, base, chosen, problems)


def every_document(framework: Path | None) -> Iterator[Document]:
    """Give every document of a framework and of its extensions once, for those who read its authors' prose."""
    home = home_of(framework, Problems())
    if home is None:
        return
    every = [*home.framework.values(), *home.questions.values(), *home.sets.values()]
    if home.extensions is not None:
        every += _originals(read_folder(home.extensions, _name(home.extensions), Problems())).values()
    yield from {document.name: document for document in every}.values()


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """One document of a framework's content, and where its translation into a language lies or would lie."""

    document: Document
    place: Path  # of the translation
    translated: Document | None


def originals_of(framework: Path | None, language: str, problems: Problems) -> tuple[Original, ...]:
    """Give every document of a framework and of its extensions that people read, with its translation."""
    found: list[Original] = []
    for folder, documents in _content(framework, problems):
        home = folder / TRANSLATIONS / language
        translations = read_folder(home, _name(home), problems)
        found += [
            Original(document=document, place=home / inside, translated=translations.get(inside))
            for inside, document in documents.items()
            if prose_of(document)
        ]
    return tuple(found)


def check_translations(framework: Path | None, problems: Problems) -> None:
    """Note what is wrong in the translations of a framework's content, in every language that it has."""
    folders = [folder / TRANSLATIONS for folder, _ in _content(framework, Problems())]
    for language in sorted({path.name for folder in folders for path in folder.glob("*") if path.is_dir()}):
        for original in originals_of(framework, language, problems):
            written = original.translated
            translation = None if written is None else read_translation(written, language, problems)
            if translation is not None:
                check_translation(original.document, translation, problems)


def _content(framework: Path | None, problems: Problems) -> Iterator[tuple[Path, dict[str, Document]]]:
    """Give the folders in which a framework's content lies, each with its English documents."""
    root = framework or FRAMEWORKS / STANDARD
    every = _originals(read_folder(root, _name(root), problems))
    yield root, {inside: document for inside, document in every.items() if not inside.startswith("extensions/")}
    if framework is None:
        yield QUESTIONS.parent, _asked(problems)
    extensions = EXTENSIONS if framework is None else framework / "extensions"
    for folder in sorted(path for path in extensions.glob("*") if path.is_dir()):
        yield folder, _originals(read_folder(folder, _name(folder), problems))


def _asked(problems: Problems) -> dict[str, Document]:
    """Read the questions and sets of the standard framework, by their path in the folder that holds both."""
    return {
        f"{folder.name}/{inside}": document
        for folder in (QUESTIONS, SETS)
        for inside, document in read_folder(folder, _name(folder), problems).items()
    }


def home_of(framework: Path | None, problems: Problems, language: str = ENGLISH) -> Home | None:
    """Read the documents of a framework in a language, None when its one file cannot be read."""
    if framework is None:
        own = _read_in(FRAMEWORKS / STANDARD, language, problems)
        asked = _in_language(QUESTIONS.parent, _asked(problems), language, problems)
        parts = {key: _under(asked, f"{key}/") for key in ("questions", "sets")}
        return Home(framework=own, **parts, extensions=EXTENSIONS, language=language)
    if framework.is_dir():
        every = _read_in(framework, language, problems)
        parts = {key: _under(every, f"{key}/") for key in ("questions", "sets", "extensions")}
        own = {name: d for name, d in every.items() if not any(name in part for part in parts.values())}
        return Home(
            framework=own,
            questions=parts["questions"],
            sets=parts["sets"],
            extensions=framework / "extensions",
            language=language,
        )
    document = read_document(framework, str(framework), problems)
    only = {} if document is None else {_MAIN: document}
    return Home(framework=only, questions=only, sets={}) if only else None


def with_extension(home: Home, base: Questionnaire, chosen: QuestionSet | None, problems: Problems) -> Questionnaire:
    """Give the questionnaire with what its deep set brings."""
    if chosen is None or chosen.extension is None or base.extension == chosen.extension:
        return base
    identity, folder = chosen.extension, home.extensions
    plain = Path(identity).name == identity  # a name and no path, so that nothing outside the folder is read
    if folder is None or not plain or not (folder / identity / "extension.yaml").is_file():
        near = did_you_mean(identity, [] if folder is None else (p.name for p in folder.glob("*")))
        problems.add(codes.NO_EXTENSION, chosen, set=chosen.id, extension=identity, near=near)
        return base
    documents = _read_in(folder / identity, home.language, problems)

    def build(found: Problems) -> Questionnaire:
        from rmdiag.questionnaires.additions import add_extension
        from rmdiag.questionnaires.read_additions import read_extension

        extension = read_extension(documents, base.framework, found)
        return base if extension is None else add_extension(base, extension, found)

    return (
        _compiled(
            [*home.texts, "extension", *documents, *(d.name for d in documents.values()), *texts_of(documents)],
            build,
            problems,
        )
        or base
    )


def _with_overlays(
    home: Home, extended: Questionnaire, overlays: tuple[Document, ...], problems: Problems
) -> Questionnaire:
    """Give the questionnaire with a mission's overlays, each checked as a framework is."""
    if not overlays:
        return extended

    def build(found: Problems) -> Questionnaire:
        from rmdiag.questionnaires.additions import add_overlay
        from rmdiag.questionnaires.checks import check_overlaid
        from rmdiag.questionnaires.read_additions import read_overlay

        laid = extended
        for document in overlays:
            overlay = read_overlay(document, laid.framework, found)
            laid = laid if overlay is None else add_overlay(laid, overlay, found)
        check_overlaid(laid, {document.name for document in overlays}, found)
        return laid

    texts = (text for document in overlays for text in (document.name, document.text))
    extension = extended.extension or ""
    return _compiled([*home.texts, "overlays", extension, *texts], build, problems) or extended


def _extension_texts(home: Home, extended: Questionnaire) -> Iterator[str]:
    if extended.extension is not None and home.extensions is not None:
        yield from texts_of(_read_in(home.extensions / extended.extension, home.language, Problems()))


def _base(home: Home, problems: Problems) -> Questionnaire | None:
    def build(found: Problems) -> Questionnaire | None:
        from rmdiag.compendium.read import read_framework
        from rmdiag.questionnaires.read import read_questionnaire

        framework = read_framework(home.framework, found)
        if framework is None:
            return None
        return read_questionnaire(framework, home.questions.values(), home.sets.values(), found)

    return _compiled(home.texts, build, problems)


def _compiled(
    texts: Iterable[str], build: Callable[[Problems], Questionnaire | None], problems: Problems
) -> Questionnaire | None:
    """Read documents, or take the copy that was compiled from the same ones; only what is faultless is kept."""
    found = Problems()
    key = digest([*texts, _readers_stamp()])
    questionnaire = compiled(key, lambda: build(found), keep=lambda built: built is not None and not len(found))
    problems.extend(found)
    return questionnaire


def shipped_at(identity: str) -> Path | None:
    """Give the folder of a framework that comes with rmdiag; None stands for the standard one."""
    return FRAMEWORKS / identity if identity != STANDARD and identity in framework_ids() else None


def _read_in(folder: Path, language: str, problems: Problems) -> dict[str, Document]:
    """Read the documents of a folder with their texts in a language."""
    return _in_language(folder, _originals(read_folder(folder, _name(folder), problems)), language, problems)


def _in_language(
    folder: Path, documents: dict[str, Document], language: str, problems: Problems
) -> dict[str, Document]:
    """Lay the translations of a folder over its documents; English is what they are written in."""
    if language == ENGLISH:
        return documents
    home = folder / TRANSLATIONS / language
    return in_language(documents, read_folder(home, _name(home), problems), language, problems)


def _originals(documents: Mapping[str, Document]) -> dict[str, Document]:
    """Leave out the translations that lie in a content folder, and in the folders of its extensions."""
    return {inside: d for inside, d in documents.items() if TRANSLATIONS not in PurePosixPath(inside).parts[:-1]}


def copy_framework(framework: Path | None, folder: Path) -> bool:
    """Lay a framework with its questions, sets and extensions in a folder that is not there yet, whole or not at all.

    Give False, and touch nothing, when the folder is there. Only its YAML files are taken.
    """
    if folder.exists():
        return False
    parts = {"": FRAMEWORKS / STANDARD, "questions": QUESTIONS, "sets": SETS, "extensions": EXTENSIONS}
    parts[TRANSLATIONS] = QUESTIONS.parent / TRANSLATIONS  # of the questions and sets
    homes = parts if framework is None else {"": framework}
    import tempfile

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".rmdiag-", dir=folder.parent) as draft:
        whole = Path(draft) / folder.name
        for inside, home in homes.items():
            for name, document in read_folder(home, _name(home), Problems()).items():
                write_whole(whole / inside / name, document.text.encode())
        whole.rename(folder)
    return True


def _under(documents: Mapping[str, Document], folder: str) -> dict[str, Document]:
    return {name: document for name, document in documents.items() if name.startswith(folder)}


def _name(path: Path) -> str:
    """Name what ships with the package from the package on, anything else as its user did."""
    return f"rmdiag/{path.relative_to(PACKAGE).as_posix()}" if path.is_relative_to(PACKAGE) else str(path)


def _readers_stamp() -> str:
    """Name the state of the reading code, so that a changed reader never meets a copy made by an older one."""
    roots = [PACKAGE / name for name in _READERS]
    paths = [path for root in roots for path in ([root] if root.is_file() else sorted(root.glob("*.py")))]
    return ";".join(f"{path.name}:{(stat := path.stat()).st_mtime_ns}:{stat.st_size}" for path in paths)
