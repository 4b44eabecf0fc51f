"""The command line as a user meets it: every test runs the real program."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from rmdiag.terminal import Format, give_table

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"
ISLAND = EXAMPLE.parent / "saint-orel-2028"  # a second round with every kind of file, of fewer pages
SHORT = ("--edition", "one-pager")
HEAVY = ("yaml", "jinja2", "numpy", "matplotlib", "weasyprint", "openpyxl", "icalendar", "sqlalchemy")
COMMANDS = (
    "demo",
    "new",
    "check",
    "score",
    "explain",
    "gaps",
    "report",
    "framework",
    "doctor",
    "what-if",
    "certainty",
    "metrics",
    "compare",
    "agree",
    "settle",
)
INSTRUMENTS = Path(__file__).parent / "conformance" / "instruments"


def rmdiag(*arguments: str | Path, where: Path | None = None, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", *map(str, arguments)]
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "200", **settings}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=where, env=environment, timeout=300)


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "kestoria-2026", ignore=shutil.ignore_patterns("reports")))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str) -> None:
    shown = rmdiag(command, "--help")
    assert shown.returncode == 0
    text = shown.stdout if command != "framework" else rmdiag(command, "show", "-h").stdout
    assert f"Example: rmdiag {command}" in " ".join(text.split())


def test_help_imports_nothing_heavy() -> None:
    script = f"""
import sys
from rmdiag.cli import app
try:
    app(["--help"])
except SystemExit:
    pass
print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)
"""
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stderr.strip() == "[]"


def test_score_imports_no_engine_of_reports() -> None:
    script = f"""
import sys
sys.argv = ["rmdiag", "score", {str(EXAMPLE)!r}, "--format", "json"]
from rmdiag.cli import main
try:
    main()
except SystemExit:
    pass
heavy = ("jinja2", "numpy", "matplotlib", "weasyprint", "babel")
print([name for name in heavy if name in sys.modules], file=sys.stderr)
"""
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stderr.splitlines()[-1] == "[]"


def test_scores_come_as_exact_fractions_that_match_the_table(mission: Path) -> None:
    shown = rmdiag("score", mission, "--format", "json")
    assert shown.returncode == 0
    nodes = json.loads(shown.stdout)["nodes"]
    weights = {"GOV": Fraction(12, 10), "ANA": Fraction(12, 10), "TRT": Fraction(12, 10), "PER": Fraction(11, 10)}
    weights |= {"PCA": Fraction(8, 10), "COO": Fraction(9, 10)}
    dimensions = {name: node for name, node in nodes.items() if node["kind"] == "dimension"}
    terms = [(weights.get(name, Fraction(1)), Fraction(node["score"])) for name, node in dimensions.items()]
    mean = sum(w * s for w, s in terms) / sum(w for w, _ in terms)
    assert Fraction(nodes["overall"]["uncapped"]) == mean
    assert Fraction(nodes["overall"]["coverage"]) >= Fraction(4, 5)


def test_scores_come_as_csv_with_one_row_per_node(mission: Path) -> None:
    lines = rmdiag("score", mission, "--format", "csv").stdout.splitlines()
    assert lines[0] == "id,title,level,interval,coverage,confidence,held down by"
    assert len(lines) == 1 + 10 + 45 + 1


def test_one_sheet_is_scored_under_an_instrument_from_a_file(tmp_path: Path) -> None:
    sheet = tmp_path / "answers.yaml"
    sheet.write_text("responses:\n  PI-02.1: {answer: D}\n  PI-02.2: C\n  PI-02.3: {answer: A}\n", encoding="utf-8")
    shown = rmdiag("score", "--framework", INSTRUMENTS / "pefa-2016.yaml", "--responses", sheet, "--format", "json")
    assert json.loads(shown.stdout)["nodes"]["PI-02"]["label"] == "D+"


def test_an_explanation_ends_at_a_file_and_a_line_that_hold_the_answer(mission: Path) -> None:
    shown = rmdiag("explain", mission, "TRT-03", "--format", "json")
    places: list[tuple[str, int]] = []

    def collect(step: dict[str, object]) -> None:
        at = step["at"]
        if isinstance(at, dict) and "responses/" in str(at["file"]):
            places.append((str(at["file"]), int(at["line"])))
        inner = step["steps"]
        assert isinstance(inner, list)
        for part in inner:
            collect(part)

    collect(json.loads(shown.stdout))
    assert places
    for file, line in places:
        words = (mission.parent / file).read_text(encoding="utf-8").splitlines()[line - 1]
        assert "TRT-03" in words or "answer" in words or "do_not_know" in words or "not_applicable" in words


def test_an_unknown_id_is_answered_with_the_nearest_one(mission: Path) -> None:
    shown = rmdiag("explain", mission, "TRT-3")
    assert shown.returncode == 2
    assert "did you mean `TRT-03`" in shown.stderr


def test_gaps_come_widest_first_and_strict_makes_them_findings(mission: Path) -> None:
    shown = rmdiag("gaps", mission, "--format", "json", "--strict")
    rows = json.loads(shown.stdout)
    priorities = [float(row["priority"]) for row in rows if row["gap"] != "?"]
    assert shown.returncode == 1
    assert priorities == sorted(priorities, reverse=True)


def test_a_wrong_file_ends_in_exit_code_3_with_all_its_problems_and_changes_nothing(mission: Path) -> None:
    sheet = mission / "responses" / "pca.yaml"
    broken = sheet.read_text(encoding="utf-8").replace("responses:\n", "responses:\n  XYZ-01-Q1: {answer: yes}\n", 1)
    sheet.write_text(broken + "\nsurprise: 1\n", encoding="utf-8")
    before = sorted((p, p.read_bytes()) for p in mission.rglob("*") if p.is_file())
    for command in (("check", mission), ("score", mission), ("report", mission)):
        shown = rmdiag(*command)
        text = shown.stdout + shown.stderr
        assert shown.returncode == 3
        assert "RSP001" in text
        assert "SRC012" in text
        assert "Traceback" not in text
    assert sorted((p, p.read_bytes()) for p in mission.rglob("*") if p.is_file()) == before


def test_problems_come_as_json_for_machines(mission: Path) -> None:
    (mission / "responses" / "pca.yaml").write_text("responses: {GOV-01-Q1: {answer: maybe}}\n", encoding="utf-8")
    entries = json.loads(rmdiag("check", mission, "--format", "json").stdout)
    found = next(entry for entry in entries if entry["code"] == "RSP004")
    assert found["file"].endswith("responses/pca.yaml")
    assert (found["line"], found["severity"]) == (1, "error")


def test_a_folder_that_is_no_mission_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    shown = rmdiag("score", tmp_path / "nowhere")
    assert shown.returncode == 3
    assert "Fix:" in shown.stderr
    assert "Traceback" not in shown.stderr


def test_a_new_mission_checks_clean_and_scores_as_not_assessed(tmp_path: Path) -> None:
    folder = tmp_path / "qm"
    made = rmdiag("new", folder, "--administration", "Customs of Kestoria", "--country", "QM", "--as-of", "2026-10-16")
    assert made.returncode == 0, made.stderr
    assert rmdiag("check", folder).returncode == 0
    nodes = json.loads(rmdiag("score", folder, "--format", "json").stdout)["nodes"]
    assert nodes["overall"]["score"] is None
    assert {node["state"] for name, node in nodes.items() if node["kind"] == "indicator"} == {"not_assessed"}


def test_new_never_touches_a_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    made = rmdiag("new", tmp_path, "--administration", "Customs", "--country", "QM")
    assert made.returncode == 3
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_the_standard_framework_has_no_problem() -> None:
    shown = rmdiag("framework", "lint", "--strict")
    assert shown.returncode == 0, shown.stdout


def test_wrong_use_ends_in_exit_code_2() -> None:
    assert rmdiag("score").returncode == 2
    assert rmdiag("nonsense").returncode == 2


def test_a_file_that_cannot_be_written_ends_in_exit_code_6_and_leaves_nothing(mission: Path) -> None:
    (mission / "blocked").write_text("a file, not a folder", encoding="utf-8")
    shown = rmdiag("report", mission, *SHORT, "-o", mission / "blocked" / "report.pdf")
    assert shown.returncode == 6
    assert "Traceback" not in shown.stderr


def test_a_report_never_takes_the_place_of_answers_or_of_a_folder(mission: Path) -> None:
    before = (mission / "mission.yaml").read_bytes()
    for taken in (mission / "mission.yaml", mission):
        shown = rmdiag("report", mission, "-o", taken)
        assert shown.returncode == 6
        assert "is no PDF report; it is not overwritten" in shown.stderr
    assert (mission / "mission.yaml").read_bytes() == before


def test_a_pipe_that_nobody_reads_to_its_end_is_no_finding() -> None:
    command = [sys.executable, "-m", "rmdiag", "framework", "show"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_a_command_to_copy_has_quotes_round_a_name_with_a_space(tmp_path: Path) -> None:
    shown = rmdiag("new", "two words", "--administration", "X", "--country", "XA", where=tmp_path)
    assert "rmdiag check 'two words'" in shown.stderr


def test_a_sheet_that_cannot_be_read_is_not_called_unanswered(tmp_path: Path) -> None:
    rmdiag("new", "m", "--administration", "X", "--country", "XA", where=tmp_path)
    (tmp_path / "m" / "responses" / "self.yaml").write_bytes("responses: {}".encode("utf-16"))
    shown = rmdiag("check", "m", where=tmp_path)
    assert "SRC002" in shown.stdout
    assert "MIS052" not in shown.stdout


def test_no_colour_reaches_a_pipe(mission: Path) -> None:
    assert "\x1b[" not in rmdiag("gaps", mission).stdout


def test_a_report_without_pango_ends_in_exit_code_5_with_the_command_that_installs_it(mission: Path) -> None:
    """The library is looked for under a name that no machine has; all else is the real program."""
    script = f"""
import sys
from dataclasses import replace
from rmdiag import doctor
doctor.PANGO = replace(doctor.PANGO, names=("libpango-of-nowhere.so.0",))
sys.argv = ["rmdiag", "report", {str(mission)!r}]
from rmdiag.cli import main
main()
"""
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert shown.returncode == 5
    assert "Pango is missing" in shown.stderr
    assert "install" in shown.stderr
    assert not (mission / "reports").exists() or not list((mission / "reports").iterdir())


def test_a_killed_report_leaves_no_file(mission: Path) -> None:
    target = mission / "out" / "report.pdf"
    command = [sys.executable, "-m", "rmdiag", "report", str(mission), "-o", str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(timeout=1.5)
        running.kill()
    assert not target.exists()


def test_the_same_mission_gives_the_same_report_in_every_process(tmp_path: Path) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert rmdiag("report", ISLAND, "-o", first, PYTHONHASHSEED="1").returncode == 0
    assert rmdiag("report", ISLAND, "-o", second, PYTHONHASHSEED="2").returncode == 0
    assert first.read_bytes() == second.read_bytes()


def test_demo_scores_the_example_and_says_where_its_report_is(tmp_path: Path) -> None:
    shown = rmdiag("demo", where=tmp_path)
    assert shown.returncode == 0, shown.stderr
    assert "overall level 2.3" in shown.stdout
    path = tmp_path / shown.stdout.splitlines()[-1].removeprefix("Report: ")
    assert path.read_bytes().startswith(b"%PDF-")


def test_a_terminal_sees_the_report_grow_and_a_pipe_does_not(mission: Path) -> None:
    try:
        outside, inside = pty.openpty()
    except OSError as error:
        pytest.skip(f"this machine lends no terminal: {error}")
    command = [sys.executable, "-m", "rmdiag", "report", str(mission), "-o", str(mission / "k.pdf")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=inside) as running:
        os.close(inside)
        seen = b""
        while (chunk := _read(outside)) and b"layout - Page 2" not in seen:
            seen += chunk
        running.kill()
    os.close(outside)
    assert b"Printing the report" in seen
    assert "Printing" not in rmdiag("report", mission, *SHORT, "-o", mission / "k.pdf").stderr


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


def test_columns_are_narrowed_between_words(capsys: pytest.CaptureFixture[str]) -> None:
    give_table(("administrations", "why"), [("4", "so many words " * 20)], Format.TABLE)
    head = capsys.readouterr().out.splitlines()[0]
    assert head.split() == ["administrations", "why"]


def test_changes_are_numbers_in_a_spreadsheet_and_formulas_are_texts(capsys: pytest.CaptureFixture[str]) -> None:
    give_table(("a", "b", "c"), [("+1", "\N{MINUS SIGN}0.2", "-"), ("=1+1", "+cmd", "-x")], Format.CSV)
    assert capsys.readouterr().out.splitlines() == ["a,b,c", "+1,-0.2,-", "'=1+1,'+cmd,'-x"]
