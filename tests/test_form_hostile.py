"""A file that is broken, is something else or means harm is refused in words, costs little and changes nothing."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from form_workbooks import BEFORE, NOTHING, filled_form, opened, returned, speaks
from test_workbook_problems import HOSTILE, parts_of, with_parts
from typer.testing import CliRunner

from rmdiag.cli import app
from rmdiag.files import copy_example
from rmdiag.problems import Problems, Severity
from rmdiag.questionnaires.exchange.arrivals import returned_in
from rmdiag.questionnaires.exchange.form_returned import is_untouched
from rmdiag.questionnaires.exchange.package import MAXIMUM_FILE
from rmdiag.questionnaires.forms import Desk
from rmdiag.terminal import Exit, Stop

QUESTIONS = "xl/worksheets/sheet2.xml"
OWN = {"no list of sheets": ("COL001", "no sheet of it has the heads of a form")}


def hostile(name: str) -> tuple[bytes, str, str]:
    """Give a form after harm was done to it, and what must be said."""
    make, code, words = HOSTILE[name]
    content = filled_form()
    if name == "a sheet that is no XML":  # the first sheet has no answers in it
        return with_parts(content, {QUESTIONS: b"<a><b></a>"}), code, words
    return make(content), *OWN.get(name, (code, words))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_form_is_refused_in_words(name: str) -> None:
    content, code, words = hostile(name)
    tracemalloc.start()
    found, problems = returned(content)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    errors = [problem for problem in problems if problem.kind.severity is Severity.ERROR]
    assert [problem.code for problem in errors] == [code], "\n".join(map(str, problems))
    assert words in errors[0].message
    assert found is None or not any(one.startswith("GOV") for one in found.entries)
    assert most < 200 * 1024 * 1024
    assert not is_untouched(content)


def test_a_file_of_a_hundred_megabytes_is_not_even_looked_into() -> None:
    content = b"PK\x03\x04" + bytes(100 * 1024 * 1024)
    problems = Problems()
    tracemalloc.start()
    assert returned_in(content, "ict.xlsx", Desk(questionnaire=speaks("en"), speaks=speaks, problems=problems)) == ()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in problems] == ["COL010"]
    assert f"more than {MAXIMUM_FILE} bytes" in next(iter(problems)).message
    assert most < 1024 * 1024


def test_macros_and_links_to_other_files_are_never_touched() -> None:
    parts = parts_of(filled_form())
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="file:///nowhere/other.xlsx" Type="http://schemas.open'
        b'xmlformats.org/officeDocument/2006/relationships/externalLinkPath"/></Relationships>'
    )
    related, kinds = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    plain, macro = (
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert plain in parts[kinds]
    changed = {
        "xl/vbaProject.bin": b"\x00macros",
        related: parts[related].replace(b"</Relationships>", link),
        kinds: parts[kinds].replace(plain, macro),
    }
    found, problems = returned(with_parts(filled_form(), changed))
    assert list(map(str, problems)) == []
    assert found is not None
    assert all(entry.said == BEFORE.get(one, NOTHING) for one, entry in found.entries.items())


def test_a_formula_that_asks_for_another_file_says_what_it_last_came_to_and_asks_for_nothing() -> None:
    sitting = opened(filled_form())
    sitting.at("GOV-01-Q3").value = "='[other.xlsx]Sheet1'!A1"
    _, problems = returned(sitting.save())
    assert [problem.code for problem in problems] == ["COL020"]


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    folder = tmp_path / "kestoria"
    assert copy_example(folder)
    return folder


@pytest.mark.parametrize("name", ["a zip bomb", "entities", "text", "half a file"])
def test_a_hostile_file_ends_the_command_in_order_and_changes_nothing(name: str, mission: Path) -> None:
    before = {path: path.read_bytes() for path in mission.rglob("*") if path.is_file()}
    content, _, _ = hostile(name)
    (mission.parent / "ict.xlsx").write_bytes(content)
    done = CliRunner().invoke(app, ["form", "import", str(mission), str(mission.parent / "ict.xlsx")])
    assert isinstance(done.exception, Stop), done.output
    assert done.exception.code == Exit.INVALID
    assert "ict.xlsx: " in done.output
    assert {path: path.read_bytes() for path in mission.rglob("*") if path.is_file()} == before


def test_a_form_goes_out_is_filled_in_and_comes_back_by_the_commands(mission: Path) -> None:
    def run(*words: str) -> str:
        done = CliRunner().invoke(app, ["form", *words])
        assert done.exit_code == 0, done.output
        return done.output

    run("export", str(mission), "--to", "xlsx", "--for", "ict", "--language", "es", "--sent", "2026-09-01")
    path = mission / "reports" / "forms" / "ict.xlsx"
    sheet = mission / "responses" / "ict.yaml"
    before = sheet.read_text(encoding="utf-8")
    run("import", str(mission), str(path))
    assert sheet.read_text(encoding="utf-8") == before
    sitting = opened(path.read_bytes())
    path.write_bytes(sitting.write("TEC-01-Q2", answer="En parte", note="Visto.").save())
    run("import", str(mission), str(path))
    after = sheet.read_text(encoding="utf-8").splitlines()
    changed = [line for line in after if line not in before.splitlines()]
    assert changed == ["  TEC-01-Q2: {answer: partly, note: Visto.}"]
