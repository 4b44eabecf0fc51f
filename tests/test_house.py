"""What stands around the code is true: locked versions, make's help, README's links, and what the wheel carries."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
MANUALS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")


def locked() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def requirements() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"].values()
    return [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *(name for extra in extras for name in extra),
    ]


def package_name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_constraints_hold_names_and_versions_and_no_address() -> None:
    assert [line for line in locked() if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


def test_every_requirement_has_a_locked_version() -> None:
    assert {package_name(name) for name in requirements()} - {package_name(line) for line in locked()} == set()


def test_make_alone_shows_every_target() -> None:
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout  # noqa: S607 # make as its users call it
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [target for target in targets if f"make {target} " not in shown] == []


@pytest.mark.parametrize("manual", MANUALS)
def test_every_link_of_a_manual_leads_somewhere(manual: str) -> None:
    links = re.findall(r"\]\(([^)#]+)", (ROOT / manual).read_text(encoding="utf-8"))
    assert [link for link in links if not link.startswith("https://") and not (ROOT / link).exists()] == []


@pytest.mark.parametrize("manual", MANUALS)
def test_every_make_target_that_a_manual_names_exists(manual: str) -> None:
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / manual).read_text(encoding="utf-8"), flags=re.MULTILINE))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [target for target in named if f"\n{target}:" not in makefile] == []


def test_the_wheel_carries_content_templates_fonts_schemas_and_the_example(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    carried = set(ZipFile(wheel).namelist())
    package = [path.relative_to(ROOT) for path in (ROOT / "rmdiag").rglob("*.*") if "__pycache__" not in path.parts]
    example = ROOT / "examples" / "kestoria-2026"
    mission = [
        Path("rmdiag/examples") / path.relative_to(example.parent)
        for path in example.rglob("*.*")
        if "reports" not in path.relative_to(example).parts
    ]
    assert mission
    assert [path for path in (*package, *mission) if path.as_posix() not in carried] == []
