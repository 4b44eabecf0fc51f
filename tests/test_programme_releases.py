"""A report for others than the team goes on record like an export, so that no two releases can be subtracted unseen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rmdiag.cli import app
from rmdiag.terminal import Stop

EXAMPLES = Path(__file__).parent.parent / "examples"
REPORT = ("--to", "dashboard", "--on", "2028-12-01")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["programme", *words])
    return (result.exception.code if isinstance(result.exception, Stop) else result.exit_code), result.output


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("releases")
    for name in ("programme", "kestoria-2026", "kestoria-2028", "valdoria-2026", "valdoria-2028"):
        shutil.copytree(EXAMPLES / name, home / name, ignore=shutil.ignore_patterns("reports", "*.sqlite"))
    settings = home / "programme" / "programme.yaml"
    text = settings.read_text(encoding="utf-8")
    text = text.replace("../kestoria-2023-paper, ../kestoria-2024-rapid, ", "")
    kept = text[: text.index("  - id: tambare")]
    settings.write_text(kept, encoding="utf-8")
    code, words = run("add", str(home / "programme"))
    assert code == 0, words
    return home / "programme"


def test_what_the_team_writes_for_itself_is_no_release(programme: Path, tmp_path: Path) -> None:
    assert run("report", str(programme), *REPORT, "-o", str(tmp_path / "team.html"))[0] == 0
    assert not (programme / "releases.json").exists()


def test_a_report_for_others_is_kept_on_record_once(programme: Path, tmp_path: Path) -> None:
    for name in ("first.html", "again.html"):
        code, words = run("report", str(programme), *REPORT, "--for", "public", "-o", str(tmp_path / name))
        assert code == 0, words
    kept = json.loads((programme / "releases.json").read_text(encoding="utf-8"))
    assert len(kept["releases"]) == 1
    assert (tmp_path / "first.html").read_bytes() == (tmp_path / "again.html").read_bytes()


def test_nothing_is_given_out_where_the_record_cannot_be_read(programme: Path, tmp_path: Path) -> None:
    record = programme / "releases.json"
    before = record.read_bytes() if record.exists() else None
    record.write_text("{", encoding="utf-8")
    code, _ = run("report", str(programme), *REPORT, "--for", "public", "-o", str(tmp_path / "none.html"))
    assert code == 3
    assert not (tmp_path / "none.html").exists()
    record.unlink() if before is None else record.write_bytes(before)
