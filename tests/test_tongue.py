"""Speak another language: sentences for people turn, data for machines stay English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from plan_workbooks import bring, export, lay

from rmdiag.screens.words import decimal, interval
from rmdiag.terminal import Format, give_json, give_table
from rmdiag.tongue import all_of, chained, heads, joined, phrase, phrases, speak

MESSAGES = {
    "started": ("iniciada",),
    "Status": ("Estado",),
    "Action": ("Acción",),
    "Id": ("Código",),
    "Plan": ("Plan de acción",),
    "Lists": ("Listas",),
    "{count} action of {role}": ("{count} acción de {role}", "{role}: {count} acciones"),
    "{words} and {another}": ("{words} y {another}",),
    "{chain} waits for {step}": ("{chain} espera a {step}",),
    "level {level}": ("nivel {level}",),
}


@pytest.fixture
def _spanish() -> Iterator[None]:
    speak("es", MESSAGES)
    yield
    speak("en", {})


@pytest.mark.usefixtures("_spanish")
def test_a_sentence_takes_its_values_in_the_order_of_its_language() -> None:
    said = [phrases("{count} action of {role}", "{count} actions of {role}", n, role="ICT") for n in (1, 2)]
    assert said == ["1 acción de ICT", "ICT: 2 acciones"]
    assert all_of(["A", "B", "C"]) == "A y B y C"
    assert chained(["A", "B", "C"]) == "A espera a B espera a C"
    assert phrase("nobody has translated this {word}", word="yet") == "nobody has translated this yet"


@pytest.mark.usefixtures("_spanish")
@pytest.mark.parametrize(
    ("form", "shown"),
    [
        (Format.CSV, 'Id,Status\nA-01,"started, level 2"\n'),
        (Format.JSON, json.dumps([{"Id": "A-01", "Status": "started, level 2"}], indent=2) + "\n"),
    ],
)
def test_csv_and_json_hold_the_same_words_in_every_language(
    capsys: pytest.CaptureFixture[str], form: Format, shown: str
) -> None:
    cell = joined(", ", [phrase("started"), phrase("level {level}", level=2)])
    give_table(heads("Id", "Status"), [("A-01", cell)], form)
    assert capsys.readouterr().out == shown


@pytest.mark.usefixtures("_spanish")
def test_a_table_for_people_turns(capsys: pytest.CaptureFixture[str]) -> None:
    give_table(heads("Id", "Status"), [("A-01", phrase("started"))], Format.TABLE)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert (lines[0], lines[-1]) == (["Código", "Estado"], ["A-01", "iniciada"])


@pytest.mark.usefixtures("_spanish")
def test_words_of_ours_inside_json_stay_english(capsys: pytest.CaptureFixture[str]) -> None:
    give_json({"state": phrase("started"), "inside": [{"level": phrase("level {level}", level=3)}]})
    assert json.loads(capsys.readouterr().out) == {"state": "started", "inside": [{"level": "level 3"}]}


@pytest.mark.usefixtures("_spanish")
def test_a_workbook_in_another_language_comes_back_unchanged(tmp_path: Path) -> None:
    mission = lay(tmp_path / "mission")
    imported, problems = bring(mission, export(mission))
    assert [problem.code for problem in problems.errors] == []
    assert imported is not None
    assert (imported.merged.changes, imported.merged.clashes, imported.merged.added) == ((), (), ())


@pytest.mark.parametrize(("form", "shown"), [(Format.TABLE, "2,3  [1,9–2,5]"), (Format.CSV, "2.3,[1.9–2.5]")])
def test_numbers_have_the_decimal_sign_of_the_language_for_people_alone(
    capsys: pytest.CaptureFixture[str], form: Format, shown: str
) -> None:
    speak("fr", {"0.0": ("0,0",)})
    row = (decimal(Fraction(23, 10), 1), interval(Fraction(19, 10), Fraction(5, 2)))
    give_table(heads("level", "interval"), [row], form)
    speak("en", {})
    last = capsys.readouterr().out.splitlines()[-1]
    assert re.sub(" {2,}", "  ", last.strip()) == shown
