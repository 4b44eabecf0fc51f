"""A framework speaks other languages: texts are found by keys, gaps and changed English show, finished work stays."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.compendium.translation import (
    Translation,
    fingerprint,
    prose_of,
    read_translation,
    state_of,
    translated,
)
from rmdiag.compendium.translation_text import begun, renewed
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.files import Wanted, load_for
from rmdiag.source import Document

ROOT = Path(__file__).parent.parent
FRAMEWORK = """\
id: own
title: Our own framework   # as the board wants it
edition: "1"
levels:
  - {level: 1, name: Low, meaning: Nothing is written.}
dimensions:
  - id: LAW
    title: Law
    indicators:
      - id: LAW-01
        title: A signed policy
        criticality: core
        levels:
          1: Nothing is written.
          2: >-
            A draft exists: it is
            with Legal.
        evidence: [policy, minutes]
"""
DOCUMENT = Document(name="framework.yaml", text=FRAMEWORK)
KEYS = [
    "title",
    "levels.1.name",
    "levels.1.meaning",
    "LAW.title",
    "LAW-01.title",
    "LAW-01.levels.1",
    "LAW-01.levels.2",
    "LAW-01.evidence.1",
    "LAW-01.evidence.2",
]


def read(text: str, language: str = "es") -> Translation:
    problems = Problems()
    found = read_translation(Document(name="es.yaml", text=text), language, problems)
    assert not list(problems)
    assert found is not None
    return found


def rmdiag(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_every_text_has_a_key_of_the_id_that_it_stands_under() -> None:
    assert [prose.key for prose in prose_of(DOCUMENT)] == KEYS


def test_a_text_is_replaced_where_it_stands_and_nothing_else() -> None:
    texts = {"title": "Nuestro marco: “propio”", "LAW-01.levels.2": "Existe un borrador.", "LAW-01.evidence.2": "actas"}
    after = translated(DOCUMENT, Translation(language="es", texts=texts, span=Span(file="es")))
    assert 'title: "Nuestro marco: “propio”"   # as the board wants it\n' in after.text
    assert '          2: "Existe un borrador."\n        evidence: [policy, "actas"]\n' in after.text
    assert "criticality: core" in after.text


def test_what_is_not_translated_stays_english_and_says_so() -> None:
    after = translated(DOCUMENT, Translation(language="es", texts={"LAW.title": "Ley"}, span=Span(file="es")), "[en] ")
    words = {prose.key: prose.words for prose in prose_of(after)}
    assert words["LAW.title"] == "Ley"
    assert all(text.startswith("[en] ") for key, text in words.items() if key != "LAW.title")


def test_a_new_file_holds_a_blank_for_every_text_beneath_its_english() -> None:
    text = begun(DOCUMENT, "pt", {})
    assert "  # A draft exists: it is with Legal.\n  LAW-01.levels.2:\n" in text
    assert state_of(DOCUMENT, read(text, "pt")).missing == tuple(KEYS)


def test_a_text_that_is_filled_in_is_kept_to_the_letter_and_noted_with_its_english() -> None:
    text = begun(DOCUMENT, "es", {}).replace("  LAW.title:\n", "  LAW.title: Ley   # corto\n")
    after = renewed(text, DOCUMENT, read(text))
    assert "  LAW.title: Ley   # corto\n" in after
    assert f"  LAW.title: {fingerprint('Law')}\n" in after
    assert renewed(after, DOCUMENT, read(after)) == after


def test_english_that_has_changed_since_makes_a_text_outdated_until_somebody_accepts_it() -> None:
    before = DOCUMENT._replace(text=FRAMEWORK.replace("title: Law\n", "title: Statutes\n"))
    text = begun(before, "es", {"LAW.title": "Leyes"})
    assert state_of(DOCUMENT, read(text)).outdated == ("LAW.title",)
    kept = renewed(text, DOCUMENT, read(text))
    assert state_of(DOCUMENT, read(kept)).outdated == ("LAW.title",)  # nobody has looked at it yet
    accepted = renewed(text, DOCUMENT, read(text), ["LAW.title"])
    assert state_of(DOCUMENT, read(accepted)).outdated == ()
    assert "LAW.title: Leyes" in accepted.replace('"', "")


def test_a_text_that_comes_new_gets_a_blank_behind_the_others() -> None:
    text = begun(DOCUMENT, "es", dict.fromkeys(KEYS, "x"))
    later = DOCUMENT._replace(text=FRAMEWORK + "        assesses: Whether it is signed.\n")
    assert state_of(later, read(text)).missing == ("LAW-01.assesses",)
    after = renewed(text, later, read(text))
    assert "  # Whether it is signed.\n  LAW-01.assesses:\n" in after
    assert state_of(later, read(after)).missing == ("LAW-01.assesses",)


@given(st.sampled_from(KEYS), st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"])))
def test_any_words_survive_the_file_and_the_document(key: str, words: str) -> None:
    texts = {key: words.strip()} if words.strip() else {}
    translation = read(begun(DOCUMENT, "es", texts))
    assert dict(translation.texts) == texts
    after = {prose.key: prose.words for prose in prose_of(translated(DOCUMENT, translation))}
    assert after.get(key, words.strip()) == (texts.get(key) or {p.key: p.words for p in prose_of(DOCUMENT)}[key])


def test_the_command_begins_a_language_shows_what_is_missing_and_touches_nothing_finished(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    shutil.copytree(ROOT / "tests" / "conformance" / "problems" / "base" / "framework", folder)
    begun_now = rmdiag("framework", "translate", "pt", "--framework", folder, "--write")
    assert begun_now.returncode == 0
    file = folder / "languages" / "pt" / "framework.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("  title:\n", "  title: Um marco\n", 1), encoding="utf-8")
    again = rmdiag("framework", "translate", "pt", "--framework", folder, "--write", "--strict")
    assert again.returncode == 1  # much is missing
    assert "  title: Um marco\n" in file.read_text(encoding="utf-8")
    keys = rmdiag("framework", "translate", "pt", "--framework", folder, "--keys", "--format", "csv").stdout
    assert "DIM-01.title,missing" in keys
    assert ",title,missing" not in next(line for line in keys.splitlines() if "framework.yaml" in line)
    assert "languages/" not in rmdiag("framework", "lint", folder).stdout  # these files have their reader


@pytest.mark.parametrize("language", ["en", "english", "../es"])
def test_a_language_that_is_none_is_refused(language: str) -> None:
    assert rmdiag("framework", "translate", language).returncode == 2


def test_scores_do_not_depend_on_the_language() -> None:
    """Ids, gates, thresholds and rules are the same whatever language their texts are in."""
    problems = Problems()
    english = load_for(None, Wanted(set="full"), problems)
    other = load_for(None, Wanted(set="full", language="xx"), problems)  # every text marked as English
    assert english is not None
    assert other is not None
    assert other.framework.title.startswith("[en] ")
    assert [(q.id, q.gates) for q in english.questions.values()] == [(q.id, q.gates) for q in other.questions.values()]
    ratios = [(m.id, m.divides, m.amounts, m.unit) for m in english.framework.metrics.values()]
    marked = [(m.id, m.divides, m.amounts, re.sub(r"^\[en\] ", "", m.unit)) for m in other.framework.metrics.values()]
    assert ratios == marked
