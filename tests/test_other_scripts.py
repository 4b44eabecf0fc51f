"""Words in Arabic and Cyrillic letters pass through everything that is written, whole and in their order."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pages import texts

from rmdiag import __version__
from rmdiag.compendium.translation import prose_of
from rmdiag.compendium.translation_text import begun
from rmdiag.opening import reported
from rmdiag.problems import Problems
from rmdiag.questionnaires.files import Wanted, copy_framework, load_for, originals_of
from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.render import to_pdf
from rmdiag.reports.report_for import report_for

EXAMPLES = Path(__file__).parent.parent / "examples"
SCRIPTS = [
    pytest.param("ru", "Таможенная служба Кестории", "Управление рисками", id="Cyrillic"),
    pytest.param("ar", "إدارة الجمارك", "إدارة المخاطر", id="right to left"),
]


@pytest.mark.parametrize(("language", "_name", "title"), SCRIPTS)
def test_a_whole_translation_is_read_as_it_was_written(language: str, _name: str, title: str, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    assert copy_framework(None, folder)
    problems = Problems()
    for original in originals_of(folder, language, problems):
        words = {prose.key: title for prose in prose_of(original.document)}
        original.place.parent.mkdir(parents=True, exist_ok=True)
        original.place.write_text(begun(original.document, language, words), encoding="utf-8")
    found = load_for(folder, Wanted(set="rapid", language=language), problems)
    assert not list(problems)
    assert found is not None
    assert all(question.text.startswith(title) for question in found.questions.values())
    assert all(indicator.title.startswith(title) for indicator in found.framework.indicators.values())


@pytest.mark.parametrize(("_language", "name", "said"), SCRIPTS)
def test_a_report_prints_names_and_words_of_other_scripts(_language: str, name: str, said: str, tmp_path: Path) -> None:
    folder = tmp_path / "mission"
    shutil.copytree(EXAMPLES / "kestoria-2024-rapid", folder)
    file = folder / "mission.yaml"
    changed = file.read_text(encoding="utf-8").replace("Kestoria Customs Service", name)
    changed = changed.replace("summary: >-", f"summary: >-\n  {said}.", 1)
    file.write_text(changed, encoding="utf-8")
    pages = texts(to_pdf(report_for(reported(folder, None, None), Provenance(version=__version__))))
    assert name in pages[0].replace("\n", " ")
    assert any(said in page.replace("\n", " ") for page in pages)
