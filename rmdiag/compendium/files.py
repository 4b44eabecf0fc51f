"""Look at the folder of a framework: whether it is one, and whether every file in it is read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from rmdiag.compendium import codes
from rmdiag.problems import Problems, Span, did_you_mean
from rmdiag.tongue import phrase

MAIN, MISSION = "framework.yaml", "mission.yaml"
SHARED = ("references.yaml", "metrics.yaml", "consistency.yaml", "views.yaml")
FRAMEWORK_FILES: tuple[str, ...] = (MAIN, *SHARED)
EXTENSION_FILES = ("extension.yaml", "records.yaml", *SHARED)
FRAMEWORK_FOLDERS: tuple[str, ...] = ("dimensions", "questions", "sets")
EXTENSION_FOLDERS = ("dimensions", "questions")
EXTENSIONS, DIMENSIONS, LANGUAGES = "extensions", "dimensions", "languages"
_ENDINGS = (".yaml", ".yml")


def is_framework(path: Path | None, problems: Problems) -> bool:
    """Say whether a framework lies at a path, and note it when it is a folder of something else.

    Nothing below such a folder is read: it may be anybody's.
    """
    if path is None or not path.is_dir() or (path / MAIN).is_file():
        return True
    near = phrase("missions are for `rmdiag check`; ") if (path / MISSION).is_file() else ""
    problems.add(codes.NOT_A_FRAMEWORK, Span(file=str(path)), name=path, near=near)
    return False


def check_files(folder: Path | None, dimensions: Collection[str], problems: Problems) -> None:
    """Note every YAML file of a framework's folder that nothing reads, as one with a slip in its name.

    `dimensions` are the files from which dimensions were read, as problems name them.
    """
    if folder is None or not folder.is_dir():
        return
    for inside in sorted(_yaml_files(folder)):
        if _has_a_reader(inside) or any(name.endswith(f"{folder.name}/{inside}") for name in dimensions):
            continue
        near = did_you_mean(str(inside), (str(name) for name in _names_for(inside)))
        problems.add(codes.NOBODY_READS, Span(file=str(folder / inside)), inside=inside, near=near)


def _yaml_files(folder: Path) -> Iterator[PurePosixPath]:
    """Give what authors wrote, less what begins with a dot, and less missions and frameworks that lie inside."""
    for path in folder.iterdir():
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir() and not any((path / name).is_file() for name in (MAIN, MISSION)):
            yield from (PurePosixPath(path.name) / inside for inside in _yaml_files(path))
        elif path.is_file() and path.suffix in _ENDINGS:
            yield PurePosixPath(path.name)


def _has_a_reader(inside: PurePosixPath) -> bool:
    """Say whether a file is read whatever it holds; the file of a dimension is read only where its name is listed."""
    if inside.suffix != ".yaml":
        return False
    files, folders, own = FRAMEWORK_FILES, FRAMEWORK_FOLDERS, inside
    if inside.parts[0] == EXTENSIONS and len(inside.parts) > len((EXTENSIONS, "its id")):
        files, folders, own = EXTENSION_FILES, EXTENSION_FOLDERS, PurePosixPath(*inside.parts[2:])
    if own.parts[0] == LANGUAGES and len(own.parts) > len((LANGUAGES, "es")):
        return True  # whether it translates anything is seen when it is read
    if len(own.parts) == 1:
        return own.name in files
    return own.parts[0] in folders and own.parts[0] != DIMENSIONS


def _names_for(inside: PurePosixPath) -> Iterator[PurePosixPath]:
    """Give the names that a file in this place could have been meant to have."""
    whole = inside.with_suffix(".yaml")
    if inside.parts[-2:-1] == (DIMENSIONS,):
        return
    if inside.parts[0] == EXTENSIONS and len(inside.parts) > len((EXTENSIONS, "its id")):
        yield from (PurePosixPath(*inside.parts[:2], name) for name in EXTENSION_FILES)
    elif len(inside.parts) == 1:
        yield from (PurePosixPath(name) for name in FRAMEWORK_FILES)
    else:
        yield from (PurePosixPath(name, *whole.parts[1:]) for name in (*FRAMEWORK_FOLDERS, EXTENSIONS))
