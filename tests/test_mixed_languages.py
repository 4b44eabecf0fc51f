"""People answer in their language and the report is read in another: what they said is marked, and never dropped."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from rmdiag import __version__
from rmdiag.opening import reported
from rmdiag.reports.editions.telling import Provenance, folded
from rmdiag.reports.languages.files import report_languages
from rmdiag.reports.model import Definitions
from rmdiag.reports.plain import report_as_json
from rmdiag.reports.report_for import report_for

EXAMPLES = Path(__file__).parent.parent / "examples"


def words_of(folder: Path, language: str | None) -> str:
    """Give all that the report of a mission says, as one text."""
    report = report_for(reported(folder, None, language), Provenance(version=__version__))
    return json.dumps(report_as_json(report), ensure_ascii=False)


def test_spanish_notes_in_a_french_report_are_marked_and_whole() -> None:
    spanish, french = (words_of(EXAMPLES / "valdoria-2026", language) for language in (None, "fr"))
    assert "[es] " not in spanish
    assert french.count("[es] ") > 50
    for judgement in reported(EXAMPLES / "valdoria-2026", None, None).mission.judgements:
        assert f"[es] {judgement.reason.rstrip('.')}" in french


def test_one_sheet_may_be_in_a_language_of_its_own(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "kestoria-2026", tmp_path / "k")
    sheet = tmp_path / "k" / "responses" / "port-office.yaml"
    sheet.write_text(f"language: fr\n{sheet.read_text(encoding='utf-8')}", encoding="utf-8")
    mission = reported(tmp_path / "k", None, None).mission
    notes = {s.id: [r.note for r in s.responses.values() if r.note] for s in mission.answers.sheets}
    assert all(note.startswith("[fr] ") for note in notes["port-office"])
    assert not any(note.startswith("[") for note in notes["risk-unit"])


@pytest.mark.parametrize("language", report_languages())
def test_levels_are_the_same_in_every_language(language: str) -> None:
    english = reported(EXAMPLES / "kestoria-2026", None, "en").scores.result
    other = reported(EXAMPLES / "kestoria-2026", None, language).scores.result
    assert {i: s.point for i, s in other.indicators.items()} == {i: s.point for i, s in english.indicators.items()}
    whole = english.overall
    assert (other.overall.point, other.overall.low, other.overall.high) == (whole.point, whole.low, whole.high)


@pytest.mark.parametrize("folder", ["kestoria-2026", "tambare-2026", "valdoria-2026"])
def test_a_report_in_its_own_language_marks_nothing(folder: str) -> None:
    words = words_of(EXAMPLES / folder, None)
    assert [mark for mark in ("[en] ", "[es] ", "[fr] ") if mark in words] == []


def test_spanish_folds_what_a_rule_shuts_out_and_says_that_no_reviewer_came_from_outside() -> None:
    words = words_of(EXAMPLES / "valdoria-2026", None)
    assert "la segunda no debería ser “De ninguna manera” ni “Solo junto con otros reconocimientos”" in words
    assert "la segunda no debería ser “No llegan, o solo hojas de cálculo”, “Tableros o consultas informan" in words
    assert "Se nombra un revisor, ninguno externo: " in words


@pytest.mark.parametrize("language", report_languages())
def test_abbreviations_stand_in_the_alphabetical_order_of_the_language(language: str) -> None:
    report = report_for(reported(EXAMPLES / "valdoria-2026", None, language), Provenance(version=__version__))
    glossary = next(section for section in report.sections if section.id == "annex-f")
    listed = next(section for section in glossary.sections if section.id == "abbreviations").blocks[0]
    assert isinstance(listed, Definitions)
    names = [entry.term for entry in listed.entries]
    assert len(set(names)) > 10
    assert names == sorted(names, key=folded)
