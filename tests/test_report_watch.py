"""`rmdiag report --watch` writes the page again when an answer is saved, and says what is wrong with a mistyped one."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from rmdiag.reports.kept import Kept
from rmdiag.watching import Files

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2027-study-visit"
PATIENCE = 90  # seconds; a busy machine is no failure
BEFORE, AFTER = "About twenty; a profile without an owner", "About ten; a profile without an owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watching:
    """The real command while it watches a copy of a mission."""

    mission: Path
    page: Path
    running: subprocess.Popen[str]
    messages: Path

    @property
    def said(self) -> str:
        return self.messages.read_text(encoding="utf-8")

    @property
    def shown(self) -> str:
        return self.page.read_text(encoding="utf-8")

    def wait_until(self, holds: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            assert self.running.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.02)

    def end(self) -> int:
        self.running.send_signal(signal.SIGINT)
        return self.running.wait(PATIENCE)


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[Watching]:
    mission, messages = tmp_path / "visit", tmp_path / "messages"
    shutil.copytree(EXAMPLE, mission, ignore=shutil.ignore_patterns("reports"))
    command = [sys.executable, "-m", "rmdiag", "report", str(mission), "--watch"]
    with (
        messages.open("w") as stream,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stream, text=True) as running,
    ):
        assert running.stdout is not None
        path = running.stdout.readline().strip()
        try:
            assert path, messages.read_text(encoding="utf-8")
            yield Watching(mission=mission, page=Path(path), running=running, messages=messages)
        finally:
            running.kill()


def sheet_of(mission: Path) -> tuple[Path, str]:
    sheet = mission / "responses" / "visitors.yaml"
    return sheet, sheet.read_text(encoding="utf-8")


def changed(text: str) -> str:
    """Give a sheet with another answer in it."""
    assert text.count(BEFORE) == 1
    return text.replace(BEFORE, AFTER)


def test_a_saved_answer_is_on_the_page(watching: Watching) -> None:
    sheet, text = sheet_of(watching.mission)
    assert AFTER not in watching.shown
    assert '<meta http-equiv="refresh" content="2">' in watching.shown
    sheet.write_text(changed(text), encoding="utf-8")
    watching.wait_until(lambda: AFTER in watching.shown)
    watching.wait_until(lambda: f"responses/{sheet.name}: the page was written again in" in watching.said)


def test_a_mistake_is_shown_with_its_line_and_the_last_good_page_stays(watching: Watching) -> None:
    sheet, text = sheet_of(watching.mission)
    good = watching.shown
    sheet.write_text(text + "  X-1: [\n", encoding="utf-8")
    watching.wait_until(lambda: "1 error; the page stays as it was." in watching.said)
    line = text.count("\n") + 1
    assert f"visit/responses/{sheet.name}:{line}:" in watching.said
    assert re.search(rf"\n +{line} \|   X-1: \[\n +\| +\^\n", watching.said)
    watching.wait_until(lambda: 'class="stale"' in watching.shown)
    assert good.split("<main")[1] == watching.shown.split("<main")[1]
    sheet.write_text(changed(text), encoding="utf-8")
    watching.wait_until(lambda: AFTER in watching.shown and 'class="stale"' not in watching.shown)


def test_a_file_that_is_saved_in_steps_is_no_mistake(watching: Watching) -> None:
    sheet, text = sheet_of(watching.mission)
    saved = changed(text)
    for size in (0, len(saved) // 2, len(saved) // 2 + 40):  # cut off in the midst of an answer
        sheet.write_text(saved[:size], encoding="utf-8")
        time.sleep(0.15)
    sheet.write_text(saved, encoding="utf-8")
    watching.wait_until(lambda: AFTER in watching.shown)
    assert "error" not in watching.said


def test_an_editor_that_puts_a_new_file_in_the_place_of_the_old_one_is_seen(watching: Watching) -> None:
    sheet, text = sheet_of(watching.mission)
    draft = sheet.with_name(f".{sheet.name}.swp")
    draft.write_text(changed(text), encoding="utf-8")
    draft.replace(sheet)
    watching.wait_until(lambda: AFTER in watching.shown)


def test_ctrl_c_leaves_the_page_as_the_report_would_be(watching: Watching, tmp_path: Path) -> None:
    watching.wait_until(lambda: "Ctrl-C" in watching.said)
    assert watching.end() == 0
    assert f"Watching has ended. The report is in {watching.page}." in watching.said
    plain = tmp_path / "plain.html"
    subprocess.run([sys.executable, "-m", "rmdiag", "report", watching.mission, "-o", plain], check=True)
    assert plain.read_bytes() == watching.page.read_bytes()
    assert b"refresh" not in plain.read_bytes()


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "rmdiag", "report", *map(str, words)], capture_output=True, text=True, check=False
    )


def test_only_the_page_can_be_watched() -> None:
    shown = run(EXAMPLE, "--watch", "--to", "pdf")
    assert shown.returncode == 2
    assert "Only the HTML can be watched" in shown.stderr


def test_there_is_nothing_to_watch_where_there_is_no_mission(tmp_path: Path) -> None:
    shown = run(tmp_path / "nowhere", "--watch")
    assert shown.returncode == 3
    assert "nowhere" in shown.stderr


def test_a_page_takes_the_place_of_an_older_one_and_of_no_other_file(tmp_path: Path) -> None:
    path = tmp_path / "visit.html"
    path.write_text("<!doctype html>\n<title>Somebody's own page</title>", encoding="utf-8")
    refused = run(EXAMPLE, "-o", path)
    assert refused.returncode == 6
    assert "is no HTML report; it is not overwritten" in refused.stderr
    assert "Somebody's own page" in path.read_text(encoding="utf-8")
    path.unlink()
    assert [run(EXAMPLE, "-o", path).returncode for _ in range(2)] == [0, 0]


def test_files_that_changed_are_named_and_reports_and_hidden_files_are_none(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "responses").mkdir()
    (tmp_path / "mission.yaml").write_text("a", encoding="utf-8")
    changes = Files(roots=(tmp_path,)).changes()
    assert next(changes) == ("mission.yaml",)
    for name in ("reports/a.html", ".mission.yaml.swp", "mission.yaml~", "responses/ict.yaml"):
        (tmp_path / name).write_text("b", encoding="utf-8")
    assert next(changes) == ("responses/ict.yaml",)
    (tmp_path / "mission.yaml").unlink()
    assert next(changes) == ("mission.yaml",)


def test_nothing_is_made_again_of_a_value_that_stays() -> None:
    kept, made = Kept(), []

    def make() -> str:
        made.append(1)
        return f"made {len(made)}"

    assert [kept.made("figure", value, make) for value in ("a", "a", "b", "b", "a")] == [
        "made 1",
        "made 1",
        "made 2",
        "made 2",
        "made 3",
    ]
