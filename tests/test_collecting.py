"""A mission goes to four departments, comes back with a conflict, is merged, settled, scored: the whole way, once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browser_session import session
from form_workbooks import opened
from office import worked
from typer.testing import CliRunner

from rmdiag.cli import app
from rmdiag.files import copy_example
from rmdiag.terminal import Stop

pytestmark = pytest.mark.xdist_group("office")  # one office program at a time
RESPONDENTS = """
respondents:
  - {id: ict, role: ICT Department, asks: [ict]}
  - {id: pca, role: Post-Clearance Audit Division, asks: [pca_unit], language: fr}
"""


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    return (result.exception.code if isinstance(result.exception, Stop) else result.exit_code), result.output


def typed(path: Path, question: str, text: str) -> None:
    """Have LibreOffice open a workbook, type an answer and save it."""
    cell = opened(path.read_bytes()).at(question, "answer")
    sheet = f'doc.Sheets.getByName("{cell.parent.title}")'
    steps = f'  {sheet}.unprotect("")\n  {sheet}.getCellRangeByName("{cell.coordinate}").setFormula("{text}")\n'
    path.write_bytes(worked(path.read_bytes(), steps))


def test_four_departments_answer_disagree_and_settle(tmp_path: Path) -> None:
    mission = tmp_path / "kestoria"
    assert copy_example(mission)
    settings = mission / "mission.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + RESPONDENTS, encoding="utf-8")
    forms = mission / "reports" / "forms"

    # They go out: workbooks to two departments, pages to two others.
    assert run("form", "export", str(mission), "--to", "xlsx", "--for", "ict", "--for", "pca")[0] == 0
    assert run("form", "export", str(mission), "--to", "html", "--for", "legal", "--for", "hr")[0] == 0
    assert sorted(path.name for path in forms.iterdir()) == ["hr.html", "ict.xlsx", "legal.html", "pca.xlsx"]

    # They are filled in: in LibreOffice, in French too, and in Chromium.
    typed(forms / "ict.xlsx", "TEC-01-Q2", "No")
    typed(forms / "pca.xlsx", "PCA-01-Q1", "64,5")
    with session() as browser:
        for sheet, question in (("legal", "GOV-02-Q1"), ("hr", "GOV-01-Q6")):
            browser.open(forms / f"{sheet}.html")
            browser.click(f"#q-{question} input")
            browser.until(f"document.querySelector('#q-{question}').classList.contains('done')")
            browser.click("#save")
            back = browser.downloaded(f"{sheet}.response.json")
            (forms / back.name).write_bytes(back.read_bytes())

    # Somebody changes a sheet meanwhile, and a form in which somebody has answered is not replaced.
    ict = mission / "responses" / "ict.yaml"
    ict.write_text(ict.read_text(encoding="utf-8").replace("TEC-01-Q2: {answer: yes}", "TEC-01-Q2: {answer: partly}"))
    assert run("form", "export", str(mission), "--to", "xlsx", "--for", "ict")[0] == 4

    # They come back: what is new is written, the conflict is left, and nothing is lost.
    returned = [str(forms / name) for name in ("ict.xlsx", "pca.xlsx", "legal.response.json", "hr.response.json")]
    code, words = run("form", "import", str(mission), *returned, "--by", "Team leader", "--format", "json")
    assert code == 4
    told = json.loads(words[: words.rindex("\n}") + 2])
    outcomes = {q["question"]: q["outcome"] for form in told["forms"] for q in form["questions"]}
    changed = {question: outcome for question, outcome in outcomes.items() if outcome in ("new", "conflict")}
    assert changed == {"TEC-01-Q2": "conflict", "PCA-01-Q1": "new", "GOV-02-Q1": "new", "GOV-01-Q6": "new"}
    assert "PCA-01-Q1" in (mission / "responses" / "pca.yaml").read_text(encoding="utf-8")
    assert "answer: 64.5" in (mission / "responses" / "pca.yaml").read_text(encoding="utf-8")

    # The conflict shows, until it is settled.
    assert '"TEC-01-Q2"' in run("form", "status", str(mission), "--format", "json")[1].split('"conflicts"')[1]
    settled = ("--answer", "no", "--reason", "Shown on the screen.", "--by", "Head of ICT", "--on", "2026-10-15")
    code, words = run("settle", str(mission), "TEC-01-Q2", *settled, "--layer", "self")
    assert code == 0, words
    assert "Shown on the screen." in (mission / "consensus.yaml").read_text(encoding="utf-8")

    # It is scored, and the record of it holds.
    code, words = run("score", str(mission), "--format", "json")
    assert code == 0, words
    code, words = run("verify", str(mission))
    assert code == 0, words
    assert "2 entries" in words
