"""Say what this machine has for reading answers and printing reports, what it lacks, and the command that mends it.

This module is an edge: it asks the machine. It needs the standard library only, so that it also speaks where an
installation is broken, and it never imports WeasyPrint, which stops with a traceback where Pango is missing.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib import machinery, metadata, util
from pathlib import Path

from rmdiag.tongue import marked, phrase

PACKAGE = Path(__file__).parent
FOR_DEVELOPERS = "dev"  # the extra that `make test` installs; no user lacks it


class State(StrEnum):
    """How a part stands: degraded works, but more slowly or less well."""

    OK = marked("ok")
    MISSING = marked("missing")
    DEGRADED = marked("degraded")


class Installer(StrEnum):
    """The program that installs system libraries on a machine, as it is written on the command line."""

    APT = "apt-get install -y"
    DNF = "dnf install -y"
    BREW = "brew install"
    MSYS2 = "pacman -S"


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """How one part stands, what that means for the user, and the exact way to mend it."""

    name: str
    state: State
    found: str = ""  # a version, or names
    meaning: str
    fix: str = ""  # empty where nothing is to be done
    needed: bool = True  # False: an extra that nobody must have

    @property
    def blocks(self) -> bool:
        """Tell whether no report can be made before this is mended."""
        return self.needed and self.state is State.MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A system library under the names that WeasyPrint tries, and the package that brings it."""

    names: tuple[str, ...]
    packages: Mapping[Installer, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionalPart:
    """A library that nobody must have, the extra that brings it, and what is had with it and without it."""

    name: str
    extra: str
    requirement: str  # as pip wants it
    gives: str
    lost: str

    @property
    def package(self) -> str:
        """The name under which it is installed."""
        return re.split("[<>=~! ]", self.requirement)[0]


OPTIONAL = (
    OptionalPart(
        name="HiGHS",
        extra="plan",
        requirement="highspy>=1.11",
        gives=marked("Optional: it finds the best plan under a budget."),
        lost=marked(
            "Optional; without it `plan propose --budget` chooses step by step, by priority per cost, and says so."
        ),
    ),
    OptionalPart(
        name="DuckDB",
        extra="metrics",
        requirement="duckdb>=1.3",
        gives=marked("Optional: it counts extracts of declarations."),
        lost=marked("Optional; without it `metrics --from` cannot count an extract; metrics.csv works."),
    ),
    OptionalPart(
        name="pg8000",
        extra="programme-team",
        requirement="pg8000>=1.31,<2",
        gives=marked("Optional: it reaches a programme’s store on a PostgreSQL server."),
        lost=marked("Optional; without it a programme’s store is a file, not on a PostgreSQL server."),
    ),
    OptionalPart(
        name="Dask",
        extra="cluster",
        requirement="distributed>=2026.3",
        gives=marked("Optional: it hands the reports of a programme to a cluster."),
        lost=marked("Optional; without it `programme render --scheduler` has no cluster; one machine writes them all."),
    ),
)
# Names: those of `weasyprint.text.ffi` in WeasyPrint 70, so that both find the same file or none.
GOBJECT = ("libgobject-2.0-0", "gobject-2.0-0", "gobject-2.0", "libgobject-2.0.so.0", "libgobject-2.0.0.dylib")
FONTCONFIG = ("libfontconfig-1", "fontconfig-1", "fontconfig", "libfontconfig.so.1", "libfontconfig.1.dylib")
HARFBUZZ = ("libharfbuzz-0", "harfbuzz", "harfbuzz-0.0", "libharfbuzz.so.0", "libharfbuzz.0.dylib")
PANGOFT2 = ("libpangoft2-1.0-0", "pangoft2-1.0-0", "pangoft2-1.0", "libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")
PANGO = Library(
    names=("libpango-1.0-0", "pango-1.0-0", "pango-1.0", "libpango-1.0.so.0", "libpango-1.0.dylib"),
    packages={
        Installer.APT: "libpango-1.0-0 libpangoft2-1.0-0",
        Installer.DNF: "pango",
        Installer.BREW: "pango",
        Installer.MSYS2: "mingw-w64-ucrt-x86_64-pango",
    },
)
SUBSETTING = Library(
    names=(
        "libharfbuzz-subset-0",
        "harfbuzz-subset",
        "harfbuzz-subset-0.0",
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
    ),
    packages={
        Installer.APT: "libharfbuzz-subset0",
        Installer.DNF: "harfbuzz",
        Installer.BREW: "harfbuzz",
        Installer.MSYS2: "mingw-w64-ucrt-x86_64-harfbuzz",
    },
)


def examine() -> tuple[Component, ...]:
    """Look at every part that reading answers and printing reports depends on, in the order in which to mend them."""
    described = {f"rmdiag[{part.extra}]" for part in OPTIONAL}
    return (
        Component(name="Python", state=State.OK, found=platform.python_version(), meaning=phrase("rmdiag runs on it.")),
        examine_pango(PANGO),
        examine_subsetting(SUBSETTING),
        examine_libyaml(_folder_of("yaml")),
        examine_fonts(PACKAGE / "reports" / "fonts"),
        examine_languages(PACKAGE / "compendium"),
        *(examine_optional(part) for part in OPTIONAL),
        *(found for found in examine_extras("rmdiag") if found.name not in described),
    )


def examine_pango(pango: Library) -> Component:
    """Try to load Pango and the libraries that WeasyPrint loads with it; without them no PDF can be laid out."""
    loaded = load(pango.names)
    if loaded is not None and all(load(names) for names in (GOBJECT, HARFBUZZ, FONTCONFIG, PANGOFT2)):
        version = _text(loaded, "pango_version_string")
        return Component(name="Pango", state=State.OK, found=version, meaning=phrase("It lays out the text of PDFs."))
    return Component(
        name="Pango",
        state=State.MISSING,
        meaning=phrase("No PDF can be made; check, score, explain and gaps work without it."),
        fix=command(pango.packages),
    )


def examine_subsetting(subsetting: Library) -> Component:
    """Try to load HarfBuzz's subsetting, which Pango does not bring along."""
    name = phrase("HarfBuzz subsetting")
    if load(subsetting.names) is not None and (harfbuzz := load(HARFBUZZ)) is not None:
        version = _text(harfbuzz, "hb_version_string")
        return Component(
            name=name, state=State.OK, found=version, meaning=phrase("It cuts fonts in PDFs to the letters used.")
        )
    return Component(
        name=name,
        state=State.DEGRADED,
        meaning=phrase("PDFs take up to a second longer, and their bytes differ from those made on other machines."),
        fix=command(subsetting.packages),
    )


def examine_libyaml(pyyaml: Path) -> Component:
    """See whether the folder of PyYAML holds its C parser; PyYAML itself is `source.py`'s to import."""
    if machinery.PathFinder.find_spec("yaml._yaml", [str(pyyaml)]) is not None:
        return Component(
            name="libyaml", state=State.OK, found=phrase("C parser"), meaning=phrase("Answers are read with it.")
        )
    return Component(
        name="libyaml",
        state=State.DEGRADED,
        meaning=phrase("Answers are read about ten times more slowly; results are the same."),
        fix=f"{_pip_install()} --force-reinstall --only-binary :all: pyyaml",
    )


def examine_fonts(folder: Path) -> Component:
    """List the fonts that come with rmdiag, so that pages look the same on every machine."""
    fonts = ", ".join(sorted(font.stem for font in folder.glob("*.ttf")))
    if fonts:
        return Component(name=phrase("Fonts"), state=State.OK, found=fonts, meaning=phrase("Reports embed them."))
    return Component(
        name=phrase("Fonts"),
        state=State.DEGRADED,
        meaning=phrase("Reports fall back on this machine's fonts, and their pages look different elsewhere."),
        fix=f"{_pip_install()} --force-reinstall --no-deps rmdiag",
    )


def examine_languages(compendium: Path) -> Component:
    """List the languages of the content: English is the source, each translation a file or folder of `languages/`."""
    if not any(compendium.glob("*/framework.yaml")):
        return Component(
            name=phrase("Languages"),
            state=State.MISSING,
            meaning=phrase("The framework's content did not come along with rmdiag."),
            fix=f"{_pip_install()} --force-reinstall --no-deps rmdiag",
        )
    found = (entry.stem for entry in compendium.glob("*/languages/*"))
    translations = {name for name in found if re.fullmatch("[a-z]{2}", name)}
    languages = ", ".join(["en", *sorted(translations - {"en"})])
    return Component(
        name=phrase("Languages"), state=State.OK, found=languages, meaning=phrase("Content and reports exist in them.")
    )


def examine_optional(part: OptionalPart) -> Component:
    """See whether an optional library is installed; it is not imported for that."""
    try:
        version = metadata.version(part.package)
    except metadata.PackageNotFoundError:
        fix = f"{_pip_install()} '{part.requirement}'"
        return Component(name=part.name, state=State.MISSING, meaning=phrase(part.lost), fix=fix, needed=False)
    return Component(name=part.name, state=State.OK, found=version, meaning=phrase(part.gives), needed=False)


def examine_extras(distribution: str) -> tuple[Component, ...]:
    """See which optional extras of an installed distribution are complete."""
    try:
        described = metadata.metadata(distribution)
    except metadata.PackageNotFoundError:
        return ()
    requirements = tuple(described.get_all("Requires-Dist") or ())
    extras = (extra for extra in described.get_all("Provides-Extra") or () if extra != FOR_DEVELOPERS)
    return tuple(_examine_extra(f"{distribution}[{extra}]", _required_by(extra, requirements)) for extra in extras)


def command(packages: Mapping[Installer, str]) -> str:
    """Write the command that installs packages here, or one for each installer where none is found."""
    here = installer_here()
    installers = (here,) if here else (Installer.APT, Installer.DNF, Installer.BREW)
    first, *others = (f"{_privilege(installer)}{installer} {packages[installer]}" for installer in installers)
    return first + "".join(phrase("; or {command}", command=other) for other in others)


def installer_here() -> Installer | None:
    """Name the program that installs system libraries on this machine, if it is one that is known."""
    if sys.platform == "win32":
        return Installer.MSYS2
    known = (Installer.BREW,) if sys.platform == "darwin" else (Installer.APT, Installer.DNF, Installer.BREW)
    return next((installer for installer in known if shutil.which(installer.split()[0])), None)


def load(names: Iterable[str]) -> ctypes.CDLL | None:
    """Load the first library found, as WeasyPrint does: by each name, then by the system's search for that name."""
    _open_windows_folders()
    attempts: tuple[Callable[[str], str | None], ...] = (str, ctypes.util.find_library)
    for name in names:
        for attempt in attempts:
            path = attempt(name)
            with suppress(OSError):
                if path:
                    return ctypes.CDLL(path)
    return None


def _required_by(extra: str, requirements: Iterable[str]) -> tuple[str, ...]:
    line = re.compile(rf"""([\w.-]+).*;.*extra\s*==\s*["']{re.escape(extra)}["']""")
    return tuple(match[1] for requirement in requirements if (match := line.match(requirement)))


def _examine_extra(extra: str, packages: tuple[str, ...]) -> Component:
    absent = ", ".join(package for package in packages if not _installed(package))
    if not absent:
        return Component(
            name=extra, state=State.OK, found=phrase("all of it"), meaning=phrase("Optional."), needed=False
        )
    return Component(
        name=extra,
        state=State.MISSING,
        meaning=phrase("Optional; it lacks {list}.", list=absent),
        fix=f'{_pip_install()} "{extra}"',
        needed=False,
    )


def _installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _text(library: ctypes.CDLL, function: str) -> str:
    """Call a C function that returns words, such as a version."""
    call = library[function]
    call.restype = ctypes.c_char_p
    return str(call(), "ascii")


def _privilege(installer: Installer) -> str:
    """Homebrew refuses root; apt and dnf need it."""
    if installer not in {Installer.APT, Installer.DNF} or os.geteuid() == 0:
        return ""
    return "sudo "


def _folder_of(package: str) -> Path:
    """Find an installed package without importing it; one that is not installed has an empty folder."""
    spec = util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else Path(os.devnull)


def _pip_install() -> str:
    return f"{sys.executable} -m pip install"


def _open_windows_folders() -> None:
    """Let Windows look where WeasyPrint looks; elsewhere there is nothing to do."""
    if sys.platform == "win32":
        folders = os.environ.get(
            "WEASYPRINT_DLL_DIRECTORIES",
            r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin",
        )
        for folder in folders.split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)
