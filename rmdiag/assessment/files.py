"""Open mission folders, and lay new ones down.

Nothing outside a folder is read, and nothing that exists is overwritten.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath

from rmdiag.assessment import codes
from rmdiag.assessment.choice import OVERLAYS, Choice, choice_of, logo_of
from rmdiag.assessment.mission import Mission, MissionFiles
from rmdiag.assessment.pictures import MAXIMUM_PICTURE, SUFFIXES
from rmdiag.assessment.read import read_mission
from rmdiag.files import digest, read_document, read_folder, sha256_of, texts_of, write_whole
from rmdiag.problems import Problems, Span, did_you_mean
from rmdiag.questionnaires.files import ENGLISH, Wanted, load_for, shipped_at
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.source import Document
from rmdiag.tongue import phrase

MAXIMUM_FILES = 2_000
MAXIMUM_EVIDENCE_BYTES = 512 * 1024 * 1024
MISSION_FILES = (
    "mission.yaml",
    "consensus.yaml",
    "judgements.yaml",
    "evidence.yaml",
    "plan.yaml",
    "baseline.yaml",
    "comments.yaml",
)
FOLDERS = ("evidence", "reports")
_LEFT_BY_SYSTEMS = ("Thumbs.db", "desktop.ini")
_YAML = (".yaml", ".yml")
KEPT = "framework"  # the folder of a mission in which the edition lies that it was answered under
_NAMES = ("responses", "evidence", OVERLAYS, "metrics.csv")


def open_mission(path: Path, problems: Problems) -> MissionFiles | None:
    """Give the files of a mission folder, or None when there is no such folder or no mission.yaml in it.

    Raises OSError when a file that is there cannot be opened.
    """
    if not path.is_dir():
        near = did_you_mean(path.name, _siblings(path))
        problems.add(codes.NO_FOLDER, Span(file=str(path)), path=path, near=near)
        return None
    root = path.resolve()
    folder = _Folder(root=root, name=root.name or str(root), problems=problems)
    documents = folder.documents()
    if "mission.yaml" not in documents:
        if not (root / "mission.yaml").is_file():  # otherwise it is there, and why it is not read is noted
            problems.add(codes.NO_MISSION_FILE, Span(file=folder.name), name=folder.name)
        return None
    metrics, evidence = folder.metrics(), folder.evidence()
    texts = [*texts_of(documents), metrics.text if metrics else ""]
    texts += [part for inside, sha256 in evidence.items() for part in (inside, sha256 or "")]
    pictures = folder.pictures(logo_of(documents["mission.yaml"]))
    texts += [part for inside, data in pictures.items() for part in (inside, (data or b"").hex())]
    digests = _digests(documents | ({"metrics.csv": metrics} if metrics else {}))
    digests |= {inside: hashlib.sha256(data).hexdigest() for inside, data in pictures.items() if data is not None}
    return MissionFiles(
        name=folder.name,
        documents=documents,
        metrics=metrics,
        evidence=evidence,
        pictures=pictures,
        checksum=digest(texts),
        digests=digests | {f"evidence/{inside}": sha256 or "" for inside, sha256 in evidence.items()},
    )


def _digests(documents: Mapping[str, Document]) -> dict[str, str]:
    """Give the SHA-256 of every document's text by its path, which is that of the file where it is plain UTF-8."""
    return {inside: hashlib.sha256(document.text.encode()).hexdigest() for inside, document in documents.items()}


def load_mission(
    path: Path, problems: Problems, framework: Path | None = None, language: str | None = ENGLISH
) -> tuple[Mission, Questionnaire] | None:
    """Read a mission folder under the framework, question set and overlays that it names.

    The framework speaks the language given; with none given, that of the mission's report.
    A framework of one's own is given by its path; those that come with rmdiag need none. Where rmdiag no longer brings
    the edition that the mission names, the one that is kept in the mission's folder `framework/` counts. Raises OSError
    when a file that is there cannot be opened.
    """
    files = open_mission(path, problems)
    if files is None:
        return None
    choice, found = choice_of(files), Problems()
    home = shipped_at(choice.framework) if framework is None else framework
    wanted = Wanted(set=choice.set, overlays=choice.overlays, language=language or choice.language)
    questionnaire = load_for(home, wanted, found)
    if framework is None and not _is_named(questionnaire, choice):
        kept = kept_framework(path, problems)
        if kept is not None:
            found = Problems()
            questionnaire = load_for(kept, wanted, found)
            own = read_folder(kept, KEPT, Problems())
            digests = {f"{KEPT}/{inside}": sha256 for inside, sha256 in _digests(own).items()}
            checksum = digest([files.checksum, *texts_of(own)])
            files = replace(files, checksum=checksum, digests={**files.digests, **digests})
    problems.extend(found)
    mission = None if questionnaire is None else read_mission(files, questionnaire, problems)
    return None if mission is None or questionnaire is None else (mission, questionnaire)


def kept_framework(path: Path, problems: Problems) -> Path | None:
    """Give the folder in which a mission keeps the edition that it was answered under, None where it keeps none."""
    kept = path / KEPT
    if not (kept / "framework.yaml").is_file():
        return None
    root = path.resolve()
    folder = _Folder(root=root, name=root.name or str(root), problems=problems)
    readable = folder.may_read(root / KEPT, folder=True) and folder.files(root / KEPT, deep=True)
    return kept if readable else None


def write_mission(path: Path, texts: Mapping[str, str], problems: Problems) -> bool:
    """Lay a new mission folder down, whole or not at all; a path that is taken is a problem.

    `texts` maps paths inside the folder to what is written there. Raises OSError when the disk refuses.
    """
    if path.is_symlink() or (path.exists() and (not path.is_dir() or any(path.iterdir()))):
        problems.add(codes.NOT_EMPTY, Span(file=str(path)), path=path)
        return False
    exists = path.exists()
    home = path if exists else path.parent
    home.mkdir(parents=True, exist_ok=True)
    import tempfile

    with tempfile.TemporaryDirectory(prefix=".rmdiag-", dir=home) as made:
        draft = Path(made) / "mission"
        for inside, text in texts.items():
            write_whole(draft / inside, text.encode())
        for inside in FOLDERS:
            (draft / inside).mkdir()
        if not exists:
            draft.rename(path)
        else:
            # The folder stays the one in which its user may stand; mission.yaml comes last and makes it a mission.
            for part in sorted(draft.iterdir(), key=lambda part: part.name == "mission.yaml"):
                part.rename(path / part.name)
    return True


def _is_named(questionnaire: Questionnaire | None, choice: Choice) -> bool:
    """Whether a framework is the one that a mission names, in its edition."""
    if questionnaire is None:
        return False
    framework = questionnaire.framework
    return (framework.id, framework.edition) == (choice.framework, choice.edition)


def _siblings(path: Path) -> Iterable[str]:
    parent = path.absolute().parent
    return sorted(other.name for other in parent.iterdir() if other.is_dir()) if parent.is_dir() else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    """A mission folder that is being opened."""

    root: Path
    name: str
    problems: Problems

    def documents(self) -> dict[str, Document]:
        """Read the YAML files that make a mission; any other is named, so that a slip in a file's name shows."""
        self.note_slips()
        found: dict[str, Document] = {}
        folders = [self.files(self.root / name, deep=True) for name in ("responses", OVERLAYS)]
        for file in [*self.files(self.root, deep=False), *(file for files in folders for file in files)]:
            inside = self.inside(file)
            if file.suffix.lower() not in _YAML:
                continue
            sheet = file.parent in (self.root / "responses", self.root / OVERLAYS) and file.suffix == ".yaml"
            if inside not in MISSION_FILES and not sheet:
                self.note_stray(inside)
            elif self.may_read(file):
                document = read_document(file, f"{self.name}/{inside}", self.problems)
                found |= {} if document is None else {inside: document}
        return found

    def metrics(self) -> Document | None:
        """Read metrics.csv, if there is one."""
        file = self.root / "metrics.csv"
        usable = file.exists() and self.may_read(file)
        return read_document(file, f"{self.name}/metrics.csv", self.problems) if usable else None

    def evidence(self) -> dict[str, str | None]:
        """Take the SHA-256 of every file under evidence/, by its path there."""
        found: dict[str, str | None] = {}
        home = self.root / "evidence"
        for file in self.files(home, deep=True):
            if not self.may_read(file):
                continue
            inside, size = self.inside(file), file.stat().st_size
            if size > MAXIMUM_EVIDENCE_BYTES:
                values = {"inside": inside, "size": size, "most": MAXIMUM_EVIDENCE_BYTES}
                self.problems.add(codes.TOO_LARGE_FOR_DIGEST, self.span(inside), **values)
            found[inside.removeprefix("evidence/")] = None if size > MAXIMUM_EVIDENCE_BYTES else sha256_of(file)
        return found

    def pictures(self, named: str | None) -> dict[str, bytes | None]:
        """Read the picture beside mission.yaml that is named; None in place of one that is too large to be read."""
        beside = {
            self.inside(file): file for file in self.files(self.root, deep=False) if file.suffix.lower() in SUFFIXES
        }
        if named is None or named not in beside or not self.may_read(beside[named]):
            return {}
        file = beside[named]
        return {named: file.read_bytes() if file.stat().st_size <= MAXIMUM_PICTURE else None}

    def files(self, home: Path, *, deep: bool) -> tuple[Path, ...]:
        """Give the files under a folder in order; hidden ones, and what systems leave behind, are passed over."""
        if not home.is_dir() or not (home == self.root or self.may_read(home, folder=True)):
            return ()
        every = tuple(islice(home.rglob("*") if deep else home.iterdir(), MAXIMUM_FILES + 1))
        if len(every) > MAXIMUM_FILES:
            inside = self.inside(home)
            self.problems.add(codes.TOO_MANY_FILES, self.span(inside), inside=inside, most=MAXIMUM_FILES)
            return ()
        return tuple(sorted(file for file in every if self.is_wanted(file, home)))

    def is_wanted(self, file: Path, home: Path) -> bool:
        """Whether somebody put a file here on purpose; a link to a folder counts as a file that cannot be read."""
        hidden = any(part.startswith((".", "~$")) for part in file.relative_to(home).parts)
        return not hidden and file.name not in _LEFT_BY_SYSTEMS and (file.is_symlink() or not file.is_dir())

    def may_read(self, file: Path, *, folder: bool = False) -> bool:
        """Refuse links that lead outside the folder, and what is no file, such as a pipe."""
        inside = self.inside(file)
        if not file.resolve().is_relative_to(self.root):
            self.problems.add(
                codes.NOT_READ, self.span(inside), inside=inside, reason=phrase("is a link that leads outside")
            )
            return False
        if not (folder or file.is_file()):
            self.problems.add(codes.NOT_READ, self.span(inside), inside=inside, reason=phrase("is no plain file"))
            return False
        return True

    def note_slips(self) -> None:
        """Warn of a folder or table whose name is nearly that of one of a mission's."""
        for entry in sorted(islice(self.root.iterdir(), MAXIMUM_FILES)):
            table = entry.suffix.lower() == ".csv"
            if (table or entry.is_dir()) and entry.name not in (*_NAMES, *FOLDERS):
                near = did_you_mean(entry.name, _NAMES)
                if near:
                    self.note_stray(entry.name, near)

    def note_stray(self, inside: str, near: str = "") -> None:
        """Warn of a file that is not read."""
        path = PurePosixPath(inside)
        right = f"{path.parts[0]}/{path.stem}.yaml"
        known = phrase("did you mean `{word}`? ", word=right) if "/" in inside else did_you_mean(inside, MISSION_FILES)
        self.problems.add(codes.NOT_OF_A_MISSION, self.span(inside), inside=inside, near=near or known)

    def inside(self, file: Path) -> str:
        """Give a file's path inside the folder; accented names are written one way, whatever the system."""
        return unicodedata.normalize("NFC", file.relative_to(self.root).as_posix())

    def span(self, inside: str) -> Span:
        """Name a file of the folder as a place."""
        return Span(file=f"{self.name}/{inside}")
