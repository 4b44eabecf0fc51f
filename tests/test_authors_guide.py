"""The guide for authors is true: its framework is clean, its commands run, its overlay works."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import EXAMPLE, rmdiag

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.results import MissionScores
from rmdiag.opening import assessment_of
from rmdiag.questionnaires.prose_checks import ALIKE, DEFINED_TERMS, LONGEST, VAGUE_WORDS

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "authors-guide.md").read_text(encoding="utf-8")
OVERLAY = ROOT / "examples" / "overlays" / "small-administration.yaml"
COPYING = re.findall(
    r"^\$ (.*)$", "".join(GUIDE.partition("$ rmdiag framework copy")[1:]).partition("```")[0], re.MULTILINE
)
COMMANDS = [c for c in re.findall(r"^\$ rmdiag (.*)$", GUIDE, flags=re.MULTILINE) if "my-framework" not in c]
FILES = re.findall(r"^```yaml\n# (port-exports/\S+)\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)

# The round is the example's own; what two officers of a small administration said stands instead of its sheets.
SHEET = """\
respondent: {role: Mission team}
layer: mission
responses:
  ORG-04-Q1: form_or_mail
  ORG-04-Q2: 2
  ORG-04-Q3: 2026-09-30
  REG-01-Q1: logged
  REG-01-Q2: 85
  REG-01-Q3: yes
  REG-01-Q4: {answer: No note of the centre names us., met: no}
"""


@pytest.fixture
def port(tmp_path: Path) -> Path:
    """Write the framework of the guide as its author would; give the folder in which it lies."""
    for name, text in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def small(tmp_path: Path) -> Assessment:
    """Lay the overlay over a copy of the example mission, with answers of a small administration."""
    folder = tmp_path / "small"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("reports", "responses", "con*.yaml", "judge*.yaml"))
    (folder / "overlays").mkdir()
    shutil.copy(OVERLAY, folder / "overlays")
    mission = (folder / "mission.yaml").read_text(encoding="utf-8")
    (folder / "mission.yaml").write_text(f"{mission}\noverlays: [{OVERLAY.name}]\n", encoding="utf-8")
    (folder / "responses").mkdir()
    (folder / "responses" / "mission.yaml").write_text(SHEET, encoding="utf-8")
    return assessment_of(folder)


def level(scores: MissionScores, indicator: str) -> int:
    point = scores.result.indicators[indicator].point
    assert point is not None
    return int(point)


def test_the_framework_of_the_guide_is_clean(port: Path) -> None:
    assert len(FILES) == 12
    shown = rmdiag("framework", "lint", "port-exports", "--strict", where=port)
    assert shown.returncode == 0, shown.stdout


@pytest.mark.parametrize("command", dict.fromkeys(COMMANDS))
def test_every_command_of_the_guide_runs(command: str, port: Path) -> None:
    shown = rmdiag(*shlex.split(command), where=port if "port-exports" in command else ROOT)
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout or "lint" in command


def test_the_commands_that_copy_the_standard_framework_give_one_without_a_problem(tmp_path: Path) -> None:
    assert [command.split()[0] for command in COPYING] == ["rmdiag", "sed", "sed", "find", "rmdiag"]
    beside = Path(sys.executable).parent  # where `rmdiag` is that of this test
    world = {"PATH": f"{beside}:/usr/bin:/bin", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
    assert (beside / "rmdiag").exists()
    script = "set -e\n" + "\n".join(COPYING)
    shown = subprocess.run(
        ["/bin/sh", "-c", script], cwd=tmp_path, env=world, capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "0 errors, 0 warnings" in shown.stderr
    shown = rmdiag("framework", "show", "--framework", "my-framework", "--summary", "--format", "json", where=tmp_path)
    assert "my-framework" in shown.stdout


def test_the_guide_lists_the_words_terms_and_limits_of_lint() -> None:
    chapter = " ".join(GUIDE.partition("## What lint looks for")[2].partition("\n## ")[0].split())
    named = chapter.partition("vague words are: ")[2].partition(". The list")[0].split(", ")
    spelt = {form for word in named for form in ({word.removesuffix("(ly)"), word.replace("(ly)", "ly")})}
    assert spelt == set(VAGUE_WORDS)
    assert chapter.partition("meaning of their own (")[2].partition(")")[0].split(", ") == list(DEFINED_TERMS)
    assert "a descriptor or action over 60 words, a question over 30, a help over 120" in chapter
    assert dict(LONGEST) == {"descriptor": 60, "text": 30, "help": 120, "action": 60}
    assert "more than nine tenths" in chapter
    assert ALIKE == 0.9


def test_every_link_of_the_guide_leads_somewhere() -> None:
    headings = {
        re.sub(r"[^\w -]", "", title.casefold()).replace(" ", "-")
        for title in re.findall(r"^##+ (.*)$", GUIDE, flags=re.MULTILINE)
    }
    for link in re.findall(r"\]\(([^)]+)\)", GUIDE):
        path, _, anchor = link.partition("#")
        assert (ROOT / "docs" / path).exists(), link
        assert path or anchor in headings, link


def test_the_overlay_changes_what_counts_and_says_so(small: Assessment) -> None:
    (overlay,) = small.questionnaire.overlays
    assert overlay.reason.startswith("With two clearance offices")
    assert {change.question for change in overlay.changes} >= {"ORG-04-Q2", "PER-03-Q1", "GOV-04-Q6"}
    assert small.questionnaire.framework.level_name(3) == "Established"
    assert level(small.scores, "REG-01") == 4
    assert level(small.scores, "ORG-04") == 3


def test_comparisons_stand_on_the_framework_alone(small: Assessment) -> None:
    assert small.base is not None
    assert level(small.base, "ORG-04") == 2  # two field proposals are fewer than the four that the framework asks for
    assert "REG-01" not in small.base.result.indicators
    assert "REG" not in small.base.result.dimensions
