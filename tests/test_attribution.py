"""With `attribution: none` no output says who said what: planted roles, names and sheets are looked for everywhere."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pikepdf
import pytest
from pages import texts
from typer.testing import CliRunner

from rmdiag.cli import app
from rmdiag.files import copy_example

# By what of a mission somebody could be known. Each is planted in a place of its own.
SHEET, ROLE, NAME, BY, JUDGE, CHAIR = "zzsheetq", "Zzroleq", "Zznameq", "Zzagreedq", "Zzjudgedq", "Zzmemberq"
PLANTED = (SHEET, ROLE, NAME, BY, JUDGE, CHAIR)


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the example mission with planted people, none of whom may be told."""
    folder = tmp_path_factory.mktemp("attribution") / "kestoria"
    assert copy_example(folder)
    change(folder / "mission.yaml", ("attribution: roles", "attribution: none"))
    change(
        folder / "mission.yaml", ("role: Technical and operational advisor", f"role: Technical advisor, name: {CHAIR}")
    )
    responses = folder / "responses"
    change(responses / "ict.yaml", ("role: ICT Department", f"role: {ROLE}\n  name: {NAME}"))
    (responses / "ict.yaml").rename(responses / f"{SHEET}.yaml")
    change(folder / "consensus.yaml", ("by: Deputy Director General for Operations", f"by: {BY}"))
    judgements = (folder / "judgements.yaml").read_text(encoding="utf-8")
    (folder / "judgements.yaml").write_text(re.sub(r"by: .*", f"by: {JUDGE}", judgements), encoding="utf-8")
    return folder


def change(path: Path, *pairs: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def run(*words: str) -> str:
    result = CliRunner().invoke(app, list(words), catch_exceptions=True)
    return result.output


COMMANDS = {
    "score": ("score", "{m}", "--format", "json"),
    "score as a table": ("score", "{m}"),
    "gaps": ("gaps", "{m}", "--format", "json"),
    "findings": ("gaps", "{m}", "--findings"),
    "findings for programs": ("gaps", "{m}", "--findings", "--format", "json"),
    "certainty": ("certainty", "{m}", "--format", "json"),
    "what-if": ("what-if", "{m}", "--answer", "TEC-01-Q2=no"),
    "explain": ("explain", "{m}", "TEC-01"),
    "explain for programs": ("explain", "{m}", "TEC-01", "--format", "json"),
    "metrics": ("metrics", "{m}", "--format", "json"),
    "plan propose": ("plan", "propose", "{m}", "--format", "json"),
    "plan status": ("plan", "status", "{m}", "--format", "json"),
    "agree": ("agree", "{m}", "--layer", "self", "--format", "json"),
    "agree as a table": ("agree", "{m}", "--layer", "self"),
    "calibration": ("agree", "{m}", "--layer", "self", "--calibration", "--format", "json"),
    "calibration with a key that is not there": ("agree", "{m}", "--layer", "self", "--calibration", "--key", "zz"),
    "settle": (
        *("settle", "{m}", "ORG-05-Q2", "--layer", "self", "--answer", "no", "--again", "--dry-run"),
        *("--reason", "Seen again", "--by", "All", "--on", "2026-10-16"),
    ),
    "journal": ("verify", "{m}", "--format", "json"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_says_who_said_what(name: str, mission: Path) -> None:
    output = run(*(word.format(m=mission) for word in COMMANDS[name]))
    assert len(output) > 30
    assert [word for word in PLANTED if word.casefold() in output.casefold()] == []


@pytest.mark.parametrize("edition", ["diagnostic", "executive", "one-pager", "plan"])
@pytest.mark.parametrize("form", ["pdf", "html", "docx", "xlsx"])
def test_no_report_says_who_said_what(edition: str, form: str, mission: Path, tmp_path: Path) -> None:
    path = tmp_path / f"report.{form}"
    run("report", str(mission), "--edition", edition, "--to", form, "-o", str(path))
    words = told_by(path)
    assert "Kestoria" in words
    assert [word for word in PLANTED if word.casefold() in words.casefold()] == []


def told_by(path: Path) -> str:
    """Give all words of a report, with those of the files and properties that it carries."""
    content = path.read_bytes()
    if path.suffix == ".html":
        return content.decode()
    if path.suffix == ".pdf":
        with pikepdf.open(io.BytesIO(content)) as pdf:
            carried = [
                bytes(found.get_file().read_bytes()).decode("utf-8", "replace") for found in pdf.attachments.values()
            ]
            facts = str(pdf.docinfo) + str(pdf.Root.get("/Metadata", ""))
        return "\n".join([*texts(content), facts, *carried])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return "\n".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
