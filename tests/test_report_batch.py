"""Reports of several missions in one command, as a user meets it: every test but two runs the real program."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docx import Document
from started import PATIENCE, eventually, started
from test_cli import rmdiag

from rmdiag.rendered import RECORD, inputs_of
from rmdiag.reporting import Order
from rmdiag.reports.formats import ReportFormat

SMALL = Path(__file__).parent.parent / "examples" / "saint-orel-2026"
SHORT = ("--edition", "one-pager")


@pytest.fixture
def missions(tmp_path: Path) -> list[Path]:
    return [
        Path(shutil.copytree(SMALL, tmp_path / name, ignore=shutil.ignore_patterns("reports")))
        for name in ("alpha", "beta", "gamma")
    ]


def workers_of(process: int) -> list[str]:
    """Name the forked processes of a process; programs that it starts are none."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="utf-8").split()
    return [child for child in children if b"rmdiag" in _command_of(child)]


def _command_of(process: str) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):  # it has ended since it was listed
        return b""


def is_gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


def test_all_are_written_once_and_then_found_unchanged(missions: list[Path]) -> None:
    first = rmdiag("report", *missions, *SHORT)
    assert first.returncode == 0
    assert [Path(line).name for line in first.stdout.splitlines()] == [
        f"{name}-one-pager-en.pdf" for name in ("alpha", "beta", "gamma")
    ]
    assert "written: 3; unchanged: 0; failed: 0." in first.stderr
    again = rmdiag("report", *missions, *SHORT)
    assert again.stdout == ""
    assert "written: 0; unchanged: 3; failed: 0." in again.stderr


def test_a_report_of_a_batch_has_the_bytes_of_one_that_is_made_alone(missions: list[Path], tmp_path: Path) -> None:
    rmdiag("report", *missions[:2], *SHORT, "--jobs", "2")
    alone = tmp_path / "alone.pdf"
    rmdiag("report", missions[0], *SHORT, "-o", alone)
    assert (missions[0] / "reports" / "alpha-one-pager-en.pdf").read_bytes() == alone.read_bytes()


def test_one_broken_mission_does_not_stop_the_others(missions: list[Path]) -> None:
    (missions[1] / "consensus.yaml").write_text("x: [", encoding="utf-8")
    ran = rmdiag("report", *missions, missions[0].parent / "nowhere", *SHORT)
    assert ran.returncode == 3
    assert [Path(line).parent.parent.name for line in ran.stdout.splitlines()] == ["alpha", "gamma"]
    assert f"{missions[1]}:\nbeta/consensus.yaml:1:5: SRC001" in ran.stderr
    assert "nowhere" in ran.stderr
    assert "written: 2; unchanged: 0; failed: 2." in ran.stderr


def test_only_what_changed_is_written_again(missions: list[Path]) -> None:
    rmdiag("report", *missions, *SHORT)
    with (missions[1] / "mission.yaml").open("a", encoding="utf-8") as file:
        file.write("# looked at again\n")
    (missions[2] / "reports" / "gamma-one-pager-en.pdf").unlink()
    ran = rmdiag("report", *missions, *SHORT)
    assert [Path(line).name for line in ran.stdout.splitlines()] == ["beta-one-pager-en.pdf", "gamma-one-pager-en.pdf"]


def test_an_edited_report_is_not_taken_for_unchanged(missions: list[Path]) -> None:
    rmdiag("report", *missions[:2], *SHORT)
    with (missions[0] / "reports" / "alpha-one-pager-en.pdf").open("ab") as file:
        file.write(b"% a remark\n")
    assert "written: 1; unchanged: 1" in rmdiag("report", *missions[:2], *SHORT).stderr


def test_an_edited_word_document_is_kept_beside_the_new_one(missions: list[Path]) -> None:
    word = ("--to", "docx", *SHORT)
    rmdiag("report", *missions[:2], *word)
    edited = missions[0] / "reports" / "alpha-one-pager-en.docx"
    document = Document(str(edited))
    document.add_paragraph("Typed by somebody.")
    document.save(str(edited))
    content = edited.read_bytes()
    ran = rmdiag("report", *missions[:2], *word)
    assert edited.read_bytes() == content
    assert ran.stdout.strip().endswith("alpha-one-pager-en-2.docx")
    assert "was changed since it was written" in ran.stderr
    assert "written: 0; unchanged: 2" in rmdiag("report", *missions[:2], *word).stderr


def test_force_writes_also_what_has_not_changed(missions: list[Path]) -> None:
    rmdiag("report", *missions[:2], *SHORT)
    assert "written: 2; unchanged: 0" in rmdiag("report", *missions[:2], *SHORT, "--force").stderr


def test_another_wish_is_another_report(missions: list[Path]) -> None:
    rmdiag("report", *missions[:2], *SHORT)
    ran = rmdiag("report", *missions[:2], *SHORT, "--language", "fr")
    assert [Path(line).name for line in ran.stdout.splitlines()] == ["alpha-one-pager-fr.pdf", "beta-one-pager-fr.pdf"]


def test_everything_that_decides_the_bytes_decides_the_digest(missions: list[Path], tmp_path: Path) -> None:
    order = Order(mission=missions[0])
    before = inputs_of(order, ReportFormat.PDF)
    assert inputs_of(Order(mission=missions[0], output=tmp_path / "x.pdf"), ReportFormat.PDF) == before
    other = {
        inputs_of(order, ReportFormat.HTML),
        inputs_of(Order(mission=missions[1]), ReportFormat.PDF),
        inputs_of(Order(mission=missions[0], public=True), ReportFormat.PDF),
        inputs_of(Order(mission=missions[0], language="fr"), ReportFormat.PDF),
        inputs_of(Order(mission=missions[0], against=missions[1]), ReportFormat.PDF),
    }
    (missions[0] / "reports").mkdir()
    (missions[0] / "reports" / "notes.txt").write_text("not read", encoding="utf-8")
    assert inputs_of(order, ReportFormat.PDF) == before
    (missions[0] / "evidence" / "reports").mkdir(parents=True)
    (missions[0] / "evidence" / "reports" / "seen.txt").write_text("evidence", encoding="utf-8")
    other.add(inputs_of(order, ReportFormat.PDF))
    (missions[0] / "plan.yaml").write_text("actions: []\n", encoding="utf-8")
    other.add(inputs_of(order, ReportFormat.PDF))
    with (missions[0] / "mission.yaml").open("a", encoding="utf-8") as file:
        file.write("previous_round: ../gamma\n")
    other.add(inputs_of(order, ReportFormat.PDF))
    (missions[2] / "evidence.txt").write_text("of the round before", encoding="utf-8")
    other.add(inputs_of(order, ReportFormat.PDF))
    assert before not in other
    assert len(other) == 9


def test_a_file_of_ones_own_is_not_taken_for_the_record(missions: list[Path]) -> None:
    own = missions[0] / "reports" / RECORD
    own.parent.mkdir()
    own.write_text('{"mine": true}', encoding="utf-8")
    for _ in range(2):
        assert rmdiag("report", *missions[:2], *SHORT).returncode == 0
    assert own.read_text(encoding="utf-8") == '{"mine": true}'
    record = json.loads((missions[1] / "reports" / RECORD).read_text(encoding="utf-8"))
    assert list(record["files"]) == ["beta-one-pager-en.pdf"]


def test_several_reports_go_to_one_folder(missions: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "all"
    assert rmdiag("report", *missions[:2], *SHORT, "-o", folder).returncode == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "alpha-one-pager-en.pdf",
        "beta-one-pager-en.pdf",
        RECORD,
    ]
    assert not (missions[0] / "reports").exists()


def test_two_missions_of_one_name_do_not_overwrite_each_other(missions: list[Path], tmp_path: Path) -> None:
    twin = Path(shutil.copytree(missions[0], tmp_path / "elsewhere" / "alpha"))
    ran = rmdiag("report", missions[0], twin, *SHORT, "-o", tmp_path / "all")
    assert ran.returncode == 2
    assert "have the same name" in ran.stderr
    assert not (tmp_path / "all").exists()


@pytest.mark.parametrize("option", [("--watch",), ("--against", "x")])
def test_what_only_one_mission_can_have_is_refused_for_several(missions: list[Path], option: tuple[str, ...]) -> None:
    ran = rmdiag("report", *missions, *option)
    assert ran.returncode == 2
    assert f"{option[0]} is for one mission" in ran.stderr


def test_a_file_is_no_folder_for_several_reports(missions: list[Path], tmp_path: Path) -> None:
    file = tmp_path / "kept.pdf"
    file.write_text("mine", encoding="utf-8")
    ran = rmdiag("report", *missions, "-o", file)
    assert ran.returncode == 2
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc to see that both workers are there")
def test_an_interrupted_batch_ends_all_workers_and_leaves_no_half_file(missions: list[Path]) -> None:
    with started("report", *missions, "--jobs", "2") as running:
        eventually(lambda: len(workers_of(running.pid)) == 2)
        time.sleep(1)
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=PATIENCE)
        assert running.returncode == 130
        assert said == "Interrupted.\n"
        eventually(lambda: is_gone(running.pid))
    left = [path for mission in missions for path in mission.glob("reports/*")]
    assert [path.name for path in left if path.name.startswith(".")] == []
    printed = [path.read_bytes() for path in left if path.suffix == ".pdf"]
    assert all(content.rstrip().endswith(b"%%EOF") for content in printed)


def test_a_terminal_sees_a_bar(missions: list[Path]) -> None:
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "rmdiag", "report", *map(str, missions[:2]), *SHORT]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=slave, check=True, env={**os.environ, "TERM": "xterm"})
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert "Writing reports" in shown
    assert "2/2" in shown
    assert len(ran.stdout.splitlines()) == 2
