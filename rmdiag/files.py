"""Touch the disk: read documents, write whole files or nothing, keep the compiled cache.

This is the one module that opens files for reading answers and writing results; a killed run leaves no half file.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rmdiag import __version__
from rmdiag.problems import Problems, Span
from rmdiag.source import MAXIMUM_BYTES, NOT_TEXT, TOO_LARGE, Document
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from datetime import date

PACKAGE = Path(__file__).parent
FRAMEWORKS = PACKAGE / "compendium"
QUESTIONS = PACKAGE / "questionnaires" / "questions"
EXAMPLE = "kestoria-2026"
SETS = PACKAGE / "questionnaires" / "sets"
LANGUAGES = PACKAGE / "languages"
EXTENSIONS = PACKAGE / "questionnaires" / "extensions"
_HEAD = 4096  # bytes by which a file is known
_Compiled = TypeVar("_Compiled")


def read_document(path: Path, name: str, problems: Problems) -> Document | None:
    """Read one text file; a file that is too large or not UTF-8 is a problem. `name` is what messages call it.

    Raises OSError when the file cannot be opened.
    """
    with path.open("rb") as stream:
        raw = stream.read(MAXIMUM_BYTES + 1)
    if len(raw) > MAXIMUM_BYTES:
        problems.add(TOO_LARGE, Span(file=name), size=path.stat().st_size, most=MAXIMUM_BYTES)
        return None
    try:
        return Document(name=name, text=raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        problems.add(
            NOT_TEXT, Span(file=name), reason=phrase("byte {number} is not part of a character", number=error.start)
        )
        return None


def read_folder(folder: Path, name: str, problems: Problems) -> dict[str, Document]:
    """Read every YAML file under a folder, by its path inside the folder, sorted.

    Links that lead outside are not followed.
    """
    root = folder.resolve()
    paths = sorted(p for p in folder.rglob("*.yaml") if p.is_file() and p.resolve().is_relative_to(root))
    found = {}
    for path in paths:
        inside = path.relative_to(folder).as_posix()
        document = read_document(path, f"{name}/{inside}", problems)
        if document is not None:
            found[inside] = document
    return found


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that its readers see the old one or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    import tempfile

    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(draft).chmod(0o644)
        Path(draft).replace(path)
    except BaseException as error:
        Path(draft).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(path)  # its user knows this name, not that of the draft
        raise


def may_be_replaced(path: Path, is_ours: Callable[[bytes], bool]) -> bool:
    """Say whether a new file may take this path: where nothing is yet, or an older one; never answers or a device.

    `is_ours` knows an older one by how it begins.
    """
    if not path.exists():
        return True
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    return not head or is_ours(head)


def copy_example(folder: Path) -> bool:
    """Lay the example mission in a folder that is not there yet; give False, and touch nothing, when it is.

    In an installation the example lies in the package, in a checkout beside it.
    """
    if folder.exists():
        return False
    installed = PACKAGE / "examples" / EXAMPLE
    source = installed if installed.is_dir() else PACKAGE.parent / "examples" / EXAMPLE
    import tempfile

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".rmdiag-", dir=folder.parent) as draft:
        whole = shutil.copytree(source, Path(draft) / folder.name, ignore=shutil.ignore_patterns("reports"))
        whole.rename(folder)
    return True


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file as 64 hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest(texts: Iterable[str]) -> str:
    """Give the SHA-256 over several texts, each with its length, so that no two lists share one."""
    summary = hashlib.sha256()
    for text in texts:
        raw = text.encode()
        summary.update(f"{len(raw)}:".encode())
        summary.update(raw)
    return summary.hexdigest()


def compiled(key: str, build: Callable[[], _Compiled], *, keep: Callable[[_Compiled], bool]) -> _Compiled:
    """Give what `build` gives, from the cache when the same content was built before by this version.

    The cache is a convenience: it is in the user's own cache folder, is never needed, and any trouble with it is passed
    over.
    """
    try:
        path = _cache_folder() / f"{key}.pickle"
    except RuntimeError:  # this user has no home folder
        return build()
    try:
        stat = path.stat()
        if not hasattr(os, "getuid") or (stat.st_uid == os.getuid() and not stat.st_mode & 0o022):
            return pickle.loads(path.read_bytes())  # type: ignore[no-any-return]  # noqa: S301  # our own file, owner checked
    except Exception:  # noqa: BLE001, S110  # a stale or broken cache file is built anew
        pass
    value = build()
    if keep(value):
        with suppress(OSError):
            write_whole(path, pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL))
    return value


def _cache_folder() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "rmdiag" / __version__


def catalogue(language: str, domain: str) -> Mapping[str, tuple[str, ...]]:
    """Give the translated messages of a domain by their context, else by their English; none where there is no file."""
    path = LANGUAGES / language / "LC_MESSAGES" / f"{domain}.po"
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8")
    return compiled(digest([language, domain, text]), lambda: _messages(text), keep=lambda _: True)


def in_every_language(english: str) -> tuple[str, ...]:
    """Give a message of the commands in English and as each translation has it, so that it is known again."""
    every = (_spoken(path.name) for path in sorted(LANGUAGES.glob("*")))
    return tuple(dict.fromkeys((english, *(messages[english][0] for messages in every if english in messages))))


@cache
def _spoken(language: str) -> Mapping[str, tuple[str, ...]]:
    return catalogue(language, "commands")


def _messages(text: str) -> dict[str, tuple[str, ...]]:
    import io

    from babel.messages.pofile import read_po

    found: dict[str, tuple[str, ...]] = {}
    for message in read_po(io.StringIO(text)):
        forms = tuple(message.string) if isinstance(message.string, list | tuple) else (str(message.string or ""),)
        if message.id and all(forms) and not message.fuzzy:
            english = message.id if isinstance(message.id, str) else message.id[0]
            found[message.context or english] = forms
    return found


def day_words(day: date, language: str) -> str:
    """Write a date in words, as the reports do: "5 March 2026"."""
    from babel.dates import format_date

    words = format_date(day, "long", locale="en_GB" if language == "en" else language)
    return words.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else words


def texts_of(documents: Mapping[str, Document]) -> Iterable[str]:
    """Give names and texts of documents in order, for a digest."""
    for inside, document in sorted(documents.items()):
        yield inside
        yield document.text
